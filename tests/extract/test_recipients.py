"""The items of the list of recipients: what is mended, and what is looked at."""

from __future__ import annotations

import pytest

from cchc_ocr import lexicon
from cchc_ocr.extract.head.header import Header, read_header
from tests.pages import scanned_page, text_page

KNOWN = lexicon.load()
_ABOVE = ["Báo cáo kết quả thực hiện.", "Giao đơn vị liên quan thực hiện."]


def _header(line: str) -> Header:
    """The head of a scan with a list of two recipients, of which this is the first."""
    texts = [(text, 300, 300 + 60 * at) for at, text in enumerate(_ABOVE)]
    page = scanned_page([*texts, ("Nơi nhận:", 300, 520), (line, 300, 570), ("- Lưu: VP.", 300, 620)])
    return read_header([page], KNOWN, review_below=0.85)


@pytest.mark.parametrize(
    ("line", "item", "listed"),
    [
        ("- Giám đốc Sở (để b/c);", "Giám đốc Sở (để b/c)", False),
        ("- Giám đốc Sở (đê b/e);", "Giám đốc Sở (để b/c)", True),
        ("2 Giám đốc Sở;", "Giám đốc Sở", True),  # a dash
        ("- 2 Phó Giám đốc Sở;", "2 Phó Giám đốc Sở", False),
        ("¬ Giám đốc Sở;", "Giám đốc Sở", False),
        ("- Sở TN,MT;", "Sở TN, MT", False),  # engines pass over spaces
        ("- Lưu:VT,TCHC;", "Lưu: VT, TCHC", False),
    ],
)
def test_what_says_otherwise_than_it_was_read_is_looked_at(line: str, item: str, listed: bool) -> None:
    header = _header(line)
    assert header.document.recipients[0] == item
    assert ("/document/recipients/0" in header.needs_review) == listed


def test_what_somebody_typed_is_as_it_was_typed() -> None:
    page = text_page([*_ABOVE, "", "Nơi nhận:", "- VPUB: PCVP. TTHC,VX (để b/e);", "- Lưu: VT."])
    assert read_header([page], KNOWN).document.recipients[0] == "VPUB: PCVP. TTHC,VX (để b/e)"
