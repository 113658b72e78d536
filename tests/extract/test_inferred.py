"""Whose a document is by its symbol alone."""

from __future__ import annotations

import pytest

from cchc_ocr.extract.cited.inferred import Inferred
from cchc_ocr.extract.cited.levels import Levels
from cchc_ocr.extract.cited.own import Own
from tests.citing import Citing


def inferred_of(citing: Citing) -> Inferred:
    return Inferred(citing.setting, citing.names, Levels(citing.setting))


@pytest.mark.parametrize(
    ("text", "name", "sure"),
    [
        ("Quyết định số 7/QĐ-TTg", "Thủ tướng Chính phủ", True),
        ("Kế hoạch số 7/KH-SNV", "Sở Nội vụ", True),
        ("Công văn số 7/SKHHCN-VP", "Sở Khoa học và Công nghệ", False),  # a letter off
        ("Tổ xác minh họp. Báo cáo số 7/BC-TXM", "Tổ xác minh", False),  # words with these first letters
    ],
)
def test_whose_a_symbol_is(text: str, name: str, *, sure: bool) -> None:
    citing = Citing(text)
    issuer = inferred_of(citing).issuer(citing.number)
    assert issuer and (issuer.name, issuer.sure) == (name, sure)


def test_a_letter_that_is_answered_may_be_of_whom_it_is_addressed_to() -> None:
    citing = Citing("Phúc đáp Công văn số 7/HQSH-XYZ", Own(addressees=("Hải quan Sơn Hà",)))
    issuer = inferred_of(citing).answered(citing.number)
    assert issuer and (issuer.name, issuer.sure) == ("Hải quan Sơn Hà", False)
