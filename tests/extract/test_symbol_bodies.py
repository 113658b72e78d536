"""Which bodies the letters of a symbol stand for."""

from __future__ import annotations

import pytest

from cchc_ocr import lexicon
from cchc_ocr.extract.cited.symbol_bodies import SymbolBodies, shared_by
from cchc_ocr.numbering.numbers import DocumentNumber, find_numbers

KNOWN = lexicon.load()


def number(text: str) -> DocumentNumber:
    (found,) = find_numbers(text, KNOWN.signs)
    return found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("7/QĐ-TTg", "Thủ tướng Chính phủ"),
        ("7/SNV-VP", "Sở Nội vụ"),
        ("7-HD/BTCTU", "Ban Tổ chức Tỉnh ủy"),
        ("7-QĐ/UBKTHU", "Ủy ban Kiểm tra Huyện ủy"),
        ("7-CV/BNCTW", "Ban Nội chính Trung ương"),
        ("2/2033/HC-ST", "Tòa án nhân dân"),
        ("5/2034/QĐST-DS", "Tòa án nhân dân"),
        ("4/CB-LS", "Liên Sở"),
        ("7/XYZ-QRS", None),
    ],
)
def test_the_body_of_a_symbol(text: str, name: str | None) -> None:
    assert SymbolBodies(KNOWN).meant(number(text)) == name


def test_in_a_city_its_committee_has_the_letters_of_that_of_a_province() -> None:
    bodies = SymbolBodies(KNOWN, of_city=True)
    assert [bodies.meant(number(text)) for text in ("5-NQ/TU", "5-HD/BTCTU")] == [
        "Thành ủy",
        "Ban Tổ chức Thành ủy",
    ]


@pytest.mark.parametrize(
    ("text", "printed", "letters"),
    [
        ("7/2013/TTLT-BYT-BQP", "thong tu lien tich so ", ["BYT", "BQP"]),
        ("7/HDLS-SNV-STC", "huong dan so ", ["SNV", "STC"]),
        ("7/QCPH-CAT-BHXH", "quy che phoi hop so ", ["CAT", "BHXH"]),
        ("7/KH-SNV-STC", "ke hoach lien nganh so ", ["SNV", "STC"]),
        ("7/QC-BTCTU-UBKTTU", "quy che so ", ["BTCTU", "UBKTTU"]),
        ("7/QĐ-BNN-XD", "quyet dinh so ", None),
        ("7/KH-SNV-STC", "ke hoach so ", None),
        ("7/TB-VKS-P10", "thong bao so ", None),
        ("77/LN-STC-KBNN", "cong van lien nganh so ", ["STC", "KBNN"]),
        ("7/SLN-KH", "cong van so ", None),
    ],
)
def test_what_several_bodies_issue_together(text: str, printed: str, letters: list[str] | None) -> None:
    assert SymbolBodies(KNOWN).joint(number(text), printed) == letters


def test_letters_that_several_bodies_have() -> None:
    assert shared_by(KNOWN, "LĐTBXH") >= {"Sở Lao động - Thương binh và Xã hội"}
    assert not shared_by(KNOWN, "SNV") and not shared_by(KNOWN, "BTCTU")
