"""The words of ruled tables cell by cell: as rows of texts, and as lines among the others of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cchc_ocr.document import Box, Line, Table, Word
from cchc_ocr.grids import Cell, Grid
from cchc_ocr.pieces import Piece, joined_rows

Cells = dict[Cell, list[Word]]


def read_tables(lines: Iterable[Line], grids: Sequence[Grid]) -> tuple[Table, ...]:
    """The texts of ruled tables: one row of cells per row of the grid, "" where a cell is empty or merged."""
    _, cells = parted([line.words for line in lines], grids)
    return tuple(_table(grid, cells) for grid in grids)


def parted(groups: Sequence[Sequence[Word]], grids: Sequence[Grid]) -> tuple[list[list[Word]], Cells]:
    """Words that stand outside of all cells, as they were grouped, and those of each cell."""
    cells: Cells = {}
    outside: list[list[Word]] = []
    for group in groups:
        rest = []
        for word in group:
            cell = _cell_of(word, grids)
            if cell is None:
                rest.append(word)
            else:
                cells.setdefault(cell, []).append(word)
        if rest:
            outside.append(rest)
    return outside, cells


def _cell_of(word: Word, grids: Sequence[Grid]) -> Cell | None:
    assert word.box
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2
    for grid in grids:
        if _holds(grid.box, x, y):
            return next((cell for cell in grid.cells if _holds(cell.box, x, y)), None)
    return None


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _cell_lines(words: Sequence[Word], fall: float) -> list[Piece]:
    """The lines of a cell, without the specks that its rules leave."""
    good = [word for word in words if word.confidence > 0.5 or any(map(str.isalnum, word.text))]
    return joined_rows([Piece.of([word], fall) for word in good])


def _table(grid: Grid, cells: Cells) -> Table:
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        lines = _cell_lines(cells.get(cell, ()), 0.0)
        rows[cell.row][cell.column] = " ".join(piece.text for piece in lines)
    return Table(tuple(tuple(row) for row in rows), grid.box)


def with_tables(pieces: list[Piece], grids: Sequence[Grid], cells: Cells, fall: float) -> list[Piece]:
    """The pieces with each table at its height between them."""
    for grid in grids:
        inside = [piece for cell in grid.cells for piece in _cell_lines(cells.get(cell, ()), fall)]
        if inside:
            top = min(piece.box.y0 for piece in inside)
            at = next((i for i, p in enumerate(pieces) if (p.box.y0 + p.box.y1) / 2 > top), len(pieces))
            pieces = [*pieces[:at], *inside, *pieces[at:]]
    return pieces
