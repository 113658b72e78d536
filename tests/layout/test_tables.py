"""The words of ruled tables cell by cell."""

from __future__ import annotations

import numpy as np

from cchc_ocr.document import Box, Line
from cchc_ocr.layout.segments import Segment
from cchc_ocr.layout.tables import parted, read_tables, with_tables
from cchc_ocr.picture.grids import Cell, Grid
from tests.engines import run, word

XS, YS = (100, 300, 900, 1200), (500, 600, 700)  # where the rules stand
CELLS = tuple(
    Cell(row, column, Box(XS[column], YS[row], XS[column + 1], YS[row + 1]))
    for row in range(2)
    for column in range(3)
)
GRID = Grid(Box(100, 500, 1200, 700), 2, 3, CELLS, np.zeros((200, 1100), bool))
ROW = [*run("1", 150, 530), *run("Sở Y tế", 320, 530), *run("92,15", 950, 530)]
BELOW = run("Ghi chú", 150, 800)


def texts(segments: list[Segment]) -> list[str]:
    return [segment.text for segment in segments]


def test_words_are_parted_by_the_cells_they_stand_in() -> None:
    outside, cells = parted([ROW, BELOW], [GRID])
    assert outside == [BELOW]
    assert {(cell.row, cell.column): [w.text for w in words] for cell, words in cells.items()} == {
        (0, 0): ["1"],
        (0, 1): ["Sở", "Y", "tế"],
        (0, 2): ["92,15"],
    }


def test_a_table_stands_at_its_height_among_the_other_lines() -> None:
    _, cells = parted([ROW], [GRID])
    around = [Segment.of(run("Kết quả", 150, 300), 0.0), Segment.of(BELOW, 0.0)]
    assert texts(with_tables(around, [GRID], cells, 0.0)) == ["Kết quả", "1", "Sở Y tế", "92,15", "Ghi chú"]


def test_the_specks_that_rules_leave_are_no_text() -> None:
    _, cells = parted([[*ROW, word("|", 290, 630, confidence=0.3)]], [GRID])
    assert texts(with_tables([], [GRID], cells, 0.0)) == ["1", "Sở Y tế", "92,15"]


def test_a_table_has_a_text_for_each_cell_and_says_which_was_not_read() -> None:
    lines = [Line(tuple(run("Kết quả", 150, 300))), *(Line((found,)) for found in ROW)]
    (table,) = read_tables(lines, [GRID], [CELLS[0], CELLS[4]])
    assert table.rows == (("1", "Sở Y tế", "92,15"), ("", "", ""))
    assert table.lines == (((1,), (2, 3, 4), (5,)), ((), (), ()))
    assert table.unread == ((1, 1),)  # what could be read there is not among them
    assert table.boxes[0][1] == CELLS[1].box


def test_no_tables_without_rules() -> None:
    assert read_tables([Line(tuple(ROW))], []) == ()
    assert parted([ROW], []) == ([ROW], {})
