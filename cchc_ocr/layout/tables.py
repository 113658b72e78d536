"""Puts the words of tables into their cells: as rows of texts, and as lines of the page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from cchc_ocr.document import Box, Line, Table, Word
from cchc_ocr.layout.segments import Segment, joined_rows
from cchc_ocr.picture.grids import Cell, Grid, cell_at

Cells = dict[Cell, list[Word]]


def read_tables(lines: Sequence[Line], grids: Sequence[Grid], inked: Collection[Cell] = ()) -> tuple[Table, ...]:
    """The tables of a page, whose ``lines`` are in reading order: a text for each cell, "" where it is empty.

    A cell that spans several has its text where it begins. ``inked`` are cells with ink; where no line stands
    in one, the table says that it was not read.
    """
    places: dict[Cell, list[int]] = {}
    for at, line in enumerate(lines):
        cell = next((cell_at(word.box, grids) for word in line.words if word.box), None)
        if cell:
            places.setdefault(cell, []).append(at)
    return tuple(_table(grid, places, [cell for cell in inked if cell not in places], lines) for grid in grids)


def parted(groups: Sequence[Sequence[Word]], grids: Sequence[Grid]) -> tuple[list[list[Word]], Cells]:
    """Words that stand outside of all cells, as they were grouped, and those of each cell."""
    cells: Cells = {}
    outside: list[list[Word]] = []
    for group in groups:
        rest = []
        for word in group:
            assert word.box
            cell = cell_at(word.box, grids)
            if cell is None:
                rest.append(word)
            else:
                cells.setdefault(cell, []).append(word)
        if rest:
            outside.append(rest)
    return outside, cells


def _cell_lines(words: Sequence[Word], fall: float) -> list[Segment]:
    """The lines of a cell, without the specks that its rules leave."""
    good = [word for word in words if word.confidence > 0.5 or any(map(str.isalnum, word.text))]
    return joined_rows([Segment.of([word], fall) for word in good])


def _table(
    grid: Grid, places: Mapping[Cell, Sequence[int]], unread: Collection[Cell], lines: Sequence[Line]
) -> Table:
    boxes: list[list[Box | None]] = [[None] * grid.columns for _ in range(grid.rows)]
    numbers: list[list[tuple[int, ...]]] = [[()] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        boxes[cell.row][cell.column] = cell.box
        numbers[cell.row][cell.column] = tuple(places.get(cell, ()))
    return Table(
        rows=(),
        box=grid.box,
        boxes=tuple(map(tuple, boxes)),
        lines=tuple(map(tuple, numbers)),
        unread=tuple((cell.row, cell.column) for cell in grid.cells if cell in unread),
    ).retold(lines)


def with_tables(segments: list[Segment], grids: Sequence[Grid], cells: Cells, fall: float) -> list[Segment]:
    """The segments with each table at its height between them."""
    for grid in grids:
        inside = [segment for cell in grid.cells for segment in _cell_lines(cells.get(cell, ()), fall)]
        if inside:
            top = min(segment.box.y0 for segment in inside)
            at = next((i for i, p in enumerate(segments) if (p.box.y0 + p.box.y1) / 2 > top), len(segments))
            segments = [*segments[:at], *inside, *segments[at:]]
    return segments
