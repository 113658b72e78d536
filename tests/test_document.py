"""Boxes, lines, tables and pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.document import Box, Line, Page, Table, Word

CORNERS = st.tuples(st.integers(0, 90), st.integers(0, 90), st.integers(1, 90), st.integers(1, 90))
BOXES = CORNERS.map(lambda c: Box(c[0], c[1], c[0] + c[2], c[1] + c[3]))


@given(BOXES, BOXES, BOXES)
def test_the_union_of_boxes_holds_each_in_any_order(one: Box, two: Box, three: Box) -> None:
    whole = one.union(two).union(three)
    assert whole == three.union(one).union(two) == Box.around([one, None, two, three])
    for box in (one, two, three):
        assert whole.union(box) == whole
    assert one.union(one) == one
    assert whole.width >= max(one.width, two.width, three.width)
    assert whole.height >= max(one.height, two.height, three.height)


def test_around_nothing_there_is_no_box() -> None:
    assert Box.around([]) is None
    assert Box.around([None, None]) is None


def test_a_line_of_text_has_words_without_places() -> None:
    line = Line.from_text("  Sở Nội\u00a0vụ ", 3)
    assert ([word.text for word in line.words], line.paragraph) == (["Sở", "Nội", "vụ"], 3)
    assert (line.text, line.box, line.print_box) == ("Sở Nội vụ", None, None)


def test_a_word_remembers_how_it_was_seen() -> None:
    mended, kept = Word("Điểm", None, 0.5, "Dlém"), Word("8,5", None, 1.0)
    line = Line((mended, kept))
    assert (mended.as_seen, kept.as_seen) == ("Dlém", "8,5")
    assert (line.text, line.as_seen) == ("Điểm 8,5", "Dlém 8,5")


def test_the_box_of_a_line_is_around_its_words() -> None:
    line = Line((Word("a", Box(5, 5, 10, 9), 1.0), Word("b", None, 1.0), Word("c", Box(20, 4, 30, 10), 1.0)))
    assert line.box == Box(5, 4, 30, 10)


@pytest.mark.parametrize(
    ("confidences", "mean"), [([], 0.0), ([0.5], 0.5), ([1.0, 0.5, 0.0], 0.5), ([0.25, 0.75], 0.5)]
)
def test_the_confidence_of_a_page_is_that_of_its_words(confidences: list[float], mean: float) -> None:
    lines = [Line((Word("a", None, confidence),)) for confidence in confidences]
    assert Page(1, (*lines, Line(()))).confidence == pytest.approx(mean)


LINES = tuple(Line.from_text(text) for text in ("Bảng 1", "1", "Sở", "Y tế", "8,5", "Nguồn"))
TABLE = Table((("1", "Sở Y tế", "8,5"), ("", "", "")), lines=(((1,), (2, 3), (4,)), ((), (), ())))


def test_rows_of_a_table_are_lines_of_the_text() -> None:
    assert Page(1, LINES, tables=(TABLE,)).text == "Bảng 1\n1\tSở Y tế\t8,5\nNguồn"
    assert Page(1, LINES).text == "Bảng 1\n1\nSở\nY tế\n8,5\nNguồn"


def test_other_lines_leave_the_tables_their_texts() -> None:
    page = Page(1, LINES, tables=(TABLE,)).with_lines(LINES[:1])
    assert page.text == "Bảng 1"
    assert (page.tables[0].rows, page.tables[0].lines) == (TABLE.rows, ())


def test_repaired_lines_go_into_the_tables_and_empty_ones_are_left_out() -> None:
    repaired = [Line.from_text(text) for text in ("", "1", "Sở", "Y tế", "85", "Nguồn")]
    page = Page(1, LINES, tables=(TABLE,)).retold(repaired)
    assert page.text == "1\tSở Y tế\t85\nNguồn"
    assert page.tables[0].rows == (("1", "Sở Y tế", "85"), ("", "", ""))
    assert page.retold(page.lines) == page
