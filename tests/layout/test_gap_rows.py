"""Which lines are of one cell, in tables without ruled lines."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cchc_ocr.document import Box
from cchc_ocr.layout.gap_rows import GapRow, PlacedLine, rows_of_table
from tests.engines import run

UNIT = 40.0


def placed(text: str, column: int, y: int) -> PlacedLine:
    words = tuple(run(text, 100 + 400 * column, y))
    box = Box.around(word.box for word in words)
    assert box
    return PlacedLine(words, box, column, is_figure=text[0].isdigit())


def names(rows: Sequence[GapRow]) -> list[str]:
    return [
        " ".join(piece.text for piece in sorted(row.pieces, key=lambda p: p.y) if piece.column) for row in rows
    ]


@pytest.mark.parametrize("below", [0, 60], ids=["above", "in the middle"])
def test_lines_go_to_the_row_of_their_figures(below: int) -> None:
    lines = ["Rà soát thủ tục", "hành chính", "nội bộ", "Công khai kết quả", "trên cổng", "thông tin"]
    pieces = [placed(text, 1, 200 + 60 * y) for y, text in enumerate(lines)]
    pieces += [placed("1", 0, 200 + below), placed("2", 0, 380 + below)]
    expected = ["Rà soát thủ tục hành chính nội bộ", "Công khai kết quả trên cổng thông tin"]
    assert names(rows_of_table(pieces, (), UNIT, headed=False)) == expected


def test_a_line_without_figures_is_a_row_by_itself() -> None:
    texts = ["Sở A", "Khối xã", "Xã Lam Kiều"]
    pieces = [placed(text, 1, 200 + 70 * y) for y, text in enumerate(texts)]
    pieces += [placed("1", 0, 200), placed("2", 0, 340)]
    assert names(rows_of_table(pieces, (), UNIT, headed=False)) == texts


def test_dashes_make_no_row() -> None:
    dash = PlacedLine(tuple(run("-", 900, 235)), Box(900, 250, 915, 254), 2, is_figure=True)
    pieces = [placed("1", 0, 200), placed("Sở A", 1, 200), placed("2", 0, 270), placed("Sở B", 1, 270), dash]
    assert len(rows_of_table(pieces, (), UNIT, headed=False)) == 2


def test_a_box_that_reaches_into_other_lines_does_not_make_its_row_higher() -> None:
    low = placed("Sở A", 1, 200)
    tall = PlacedLine(low.words, Box(500, 150, 580, 290), 1)
    assert GapRow([low, tall]).extent(UNIT) == (200, 240)
    assert GapRow([tall]).extent(UNIT) == (200, 240)


def test_a_cell_over_several_columns_covers_theirs() -> None:
    row = GapRow([PlacedLine(tuple(run("Khối sở", 100, 200)), Box(100, 200, 240, 240), 0, columns=3)])
    assert list(row.spans(4)) == [(0, 3), (3, 1)]
