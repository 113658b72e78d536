"""Marks of Markdown in plain text."""

import pytest

from cchc_ocr.document import Line, Page, Table
from cchc_ocr.extract.text.markdown import unmarked


def page(*lines: str, number: int = 1, origin="text", tables=()) -> Page:
    return Page(number, tuple(map(Line.from_text, lines)), origin, tables=tables)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("**03 văn bản<sup>2</sup>** theo *Nghị định*", "03 văn bản theo Nghị định"),
        ("## I. ĐÁNH GIÁ CHUNG", "I. ĐÁNH GIÁ CHUNG"),
        ("Kết quả<br> như sau", "Kết quả như sau"),
        (r"Số: \*\*12/BC-SNV", "Số: 12/BC-SNV"),
        ("_____ Nơi nhận:", "Nơi nhận:"),
        ("-----", ""),
        ("Sở đạt 5 < 7 điểm", "Sở đạt 5 < 7 điểm"),
    ],
)
def test_marks_are_taken_off(line, text):
    assert unmarked(page(line)).text == text


def test_what_stood_there_is_kept_as_seen():
    (word,) = unmarked(page("văn<sup>1</sup>")).lines[0].words
    assert (word.text, word.as_seen) == ("văn", "văn<sup>1</sup>")


def test_cells_lose_their_marks_as_well():
    (table,) = unmarked(page("x", tables=(Table((("**Điểm**", "8,5<sup>1</sup>"),)),))).tables
    assert table.rows == (("Điểm", "8,5"),)


def test_what_an_engine_read_is_left_alone():
    scan = page("**03**", origin="scan")
    assert unmarked(scan) is scan


def test_page_numbers_follow_one_another():
    zones = [line.zone for line in unmarked(page("Mở đầu", "2", "có 5 xã", "3", "7", "- 4 -")).lines]
    assert zones == ["body", "page-number", "body", "page-number", "body", "page-number"]
