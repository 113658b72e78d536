"""Citations whose number could not be read are told."""

from __future__ import annotations

import pytest

from cchc_ocr import lexicon
from cchc_ocr.document import Page
from cchc_ocr.extract.cited.unread_numbers import unread_numbers
from cchc_ocr.extract.extractor import extract
from cchc_ocr.extract.text.passage import Passage
from cchc_ocr.records import Source
from tests.known import passage_of
from tests.pages import scanned_page

LEXICON = lexicon.load()


def scanned(line: str) -> Page:
    return scanned_page([(line, 300, 300)])


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("Căn cứ Quyết định số §Í /QĐ-UBND ngày 05/02/2025", "§Í /QĐ-UBND"),
        ("tại Quyết định số .Ä§....QĐ-UBND ngày 05/02/2025", ".Ä§....QĐ-UBND"),
        ("Căn cứ Quyết định số 5118Đ-BYT ngày 07/4/2031", "5118Đ-BYT"),
        ("Xét Tờ trình số /TTr-UBND ngày 05/02/2025", "/TTr-UBND"),
        ("Nghị định số 17/20310/NĐ-CP", "17/20310/NĐ-CP"),
        ("Thông báo số 12ABX/TU ngày 03/4/2031", "12ABX/TU"),
        ("Căn cứ Quyết định số 84/QĐ-UBND ngày 05/02/2025", None),
        ("Số: 84/QĐ-UBND", None),
        ("Mẫu số TB-UBND", None),
        ("theo số liệu của HĐND-UBND", None),
    ],
)
def test_a_symbol_without_a_number_that_can_be_read(line: str, seen: str | None) -> None:
    found = [trace.seen for trace in unread_numbers(Passage.of_pages([scanned(line)]), LEXICON)]
    assert found == ([seen] if seen else [])


def test_a_blank_in_a_text_is_one() -> None:
    assert [*unread_numbers(passage_of("Quyết định số …/QĐ-UBND ngày … tháng … năm 2025"), LEXICON)] == []


def test_the_record_tells_it() -> None:
    source = Source(file="a.pdf", sha256="0" * 64, pages=1, origin="scan")
    (told,) = (
        one
        for one in extract([scanned("Căn cứ Quyết định số §Í /QĐ-UBND")], source, LEXICON).checks
        if one.code == "unread-citation"
    )
    assert (told.level, told.args["page"], told.args["seen"]) == ("warning", 1, "§Í /QĐ-UBND")
