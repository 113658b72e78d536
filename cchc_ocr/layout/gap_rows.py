"""The rows of a table without ruled lines: which lines are of one cell, where cells have several.

Figures stand in one line in each row; names go on over lines, below the first one or half above and half below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from statistics import mean

from cchc_ocr.document import Box, Word

# Costs of how lines are given to rows, in distances of lines. docs/reading.md, "Tables without ruled lines".
_PITCH, _CLOSEST = 1.5, 1.3  # heights of a line from one line of a cell to the next
_ROW = 0.5  # heights of a line: figures whose middles are closer are of one row
_TALL = 1.7  # heights of a line: such a box reaches into another line
_ROOM = 1.5  # a line goes on though its first word had room in the line before
_CAPITAL = 0.3  # a line goes on with a capital
_ALONE = 0.6  # a line is a row by itself
_ALONE_BELOW_HEADS = 1.0  # the same between heads and first row
_EMPTY = 0.7  # a row has nothing in a column of names
_HEAD = -1  # number of the row of heads

_RowWay = tuple[float, int, int | None]  # its cost, the first of the last lines given, and their row
_Best = dict[tuple[int, int], _RowWay]  # the first lines given to the first rows


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """Words that stand together, in the first of the ``columns`` over which they stand."""

    words: tuple[Word, ...]
    box: Box
    column: int
    is_figure: bool = False
    columns: int = 1

    @property
    def y(self) -> float:
        return self.box.middle[1]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class GapRow:
    """A row: what stands in it."""

    pieces: list[PlacedLine] = field(default_factory=list)

    def extent(self, unit: float) -> tuple[int, int]:
        """From where to where it reaches; boxes that reach into other lines are as high as letters."""
        boxes = [piece.box for piece in self.pieces]
        low = [(b.y0, b.y1) for b in boxes if b.height <= _TALL * unit]
        low = low or [(round(b.middle[1] - unit / 2), round(b.middle[1] + unit / 2)) for b in boxes]
        return min(y0 for y0, _ in low), max(y1 for _, y1 in low)

    def spans(self, columns: int) -> Iterator[tuple[int, int]]:
        """Each cell by its first column and how many it takes, of so many columns."""
        wide = {piece.column: piece.columns for piece in self.pieces if piece.columns > 1}
        covered = {start + x for start, count in wide.items() for x in range(1, count)}
        return ((x, wide.get(x, 1)) for x in range(columns) if x not in covered)


def rows_of_table(
    placed: Sequence[PlacedLine], grouped: Sequence[PlacedLine], unit: float, *, headed: bool
) -> tuple[GapRow, ...]:
    """The rows from top to bottom. ``grouped`` are what heads groups of rows, over several columns.

    ``unit`` is the height of a line. If it is ``headed``, the first row is that of the heads.
    """
    figures = [piece for piece in placed if piece.is_figure]
    anchors = _anchors([figure for figure in figures if _has_digit(figure)], unit)
    rows = {number: GapRow() for number in range(_HEAD if headed else 0, len(anchors))}
    for piece in figures:
        rows[min(range(len(anchors)), key=lambda at: abs(anchors[at] - piece.y))].pieces.append(piece)
    columns = _columns(placed)
    texts = [_lines([p for p in placed if p.column == x and not p.is_figure], unit) for x in columns]
    named = [2 * sum(p.column == x for p in figures) < len(anchors) for x in columns]
    alone: list[GapRow] = [GapRow([*line]) for line in _lines(grouped, unit)]
    ways = [
        [
            _assigned(lines, anchors, unit, _EMPTY * names, headed=headed, middle=middle)
            for lines, names in zip(texts, named, strict=True)
        ]
        for middle in (False, True)
    ]
    best = min(ways, key=lambda way: sum(cost for cost, _ in way))
    for column, (_, numbers) in zip(texts, best, strict=True):
        for line, number in zip(column, numbers, strict=True):
            if number is None:
                alone.append(GapRow([*line]))
            else:
                rows[number].pieces += line
    kept = [row for row in (*rows.values(), *alone) if row.pieces]
    return tuple(sorted(kept, key=lambda row: sum(row.extent(unit))))


def _has_digit(piece: PlacedLine) -> bool:
    """Whether it is a figure, and no dash, which may be what is left of a rule."""
    return any(map(str.isdigit, piece.text))


def _columns(placed: Sequence[PlacedLine]) -> list[int]:
    return sorted({piece.column for piece in placed})


def _anchors(figures: Sequence[PlacedLine], unit: float) -> list[float]:
    """The middle of each row, by its figures."""
    groups: list[list[float]] = []
    for y in sorted(piece.y for piece in figures):
        if groups and y - mean(groups[-1]) < _ROW * unit:
            groups[-1].append(y)
        else:
            groups.append([y])
    return [mean(group) for group in groups]


def _lines(pieces: Sequence[PlacedLine], unit: float) -> list[list[PlacedLine]]:
    """The pieces of a column by lines, from top to bottom."""
    lines: list[list[PlacedLine]] = []
    for piece in sorted(pieces, key=lambda piece: piece.y):
        if lines and piece.y - lines[-1][-1].y < _ROW * unit:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


def _assigned(
    lines: Sequence[Sequence[PlacedLine]],
    anchors: Sequence[float],
    unit: float,
    empty: float,
    *,
    headed: bool,
    middle: bool,
) -> tuple[float, list[int | None]]:
    """The cheapest way to give the lines of a column to rows in their order, and what it costs.

    ``empty`` is what a row without any costs. ``middle``: whether cells stand at half the height of their rows. A
    line may be a row by itself (None).
    """
    ys = [mean(piece.y for piece in line) for line in lines]
    goes_on = _going_on(lines, ys, unit)
    pitch = _PITCH * unit
    count, rows = len(lines), len(anchors)
    first = _HEAD if headed else 0
    # best[i][j]: the cost of the first i lines given to the rows up to j, and where the last group began
    best: _Best = {(0, first - 1): (0.0, 0, None)}
    for j in range(first, rows):
        for i in range(count + 1):
            options: list[_RowWay] = (
                [(best[i, j - 1][0] + empty * (j != _HEAD), i, None)] if (i, j - 1) in best else []
            )
            for start in range(i):
                if (start, j - 1) in best:
                    cost = best[start, j - 1][0] + sum(goes_on[start + 1 : i])
                    if j != _HEAD:
                        cost += _off(ys[start:i], anchors[j], middle) / pitch
                    options.append((cost, start, j))
            if options:
                best[i, j] = min(options, key=lambda option: option[0])
        low, high = [-inf, *anchors, inf][j + 1 : j + 3]
        for i in (i for i in range(1, count + 1) if low < ys[i - 1] < high):
            alone = best.get((i - 1, j), (inf, 0, None))[0] + (_ALONE_BELOW_HEADS if j == _HEAD else _ALONE)
            if alone < best.get((i, j), (inf, 0, None))[0]:
                best[i, j] = (alone, i - 1, None)
    return _told(best, count, rows - 1, first)


def _told(best: _Best, count: int, row: int, first: int) -> tuple[float, list[int | None]]:
    """The cost of the cheapest way, and the row of each line in it."""
    numbers: list[int | None] = [None] * count
    cost, i, j = best.get((count, row), (0.0, 0, None))[0], count, row
    while i or j >= first:
        if (i, j) not in best:
            break
        _, start, number = best[i, j]
        if number is not None:
            numbers[start:i] = [number] * (i - start)
            i, j = start, j - 1
        elif start < i:
            i = start
        else:
            j -= 1
    return cost, numbers


def _off(ys: Sequence[float], anchor: float, middle: bool) -> float:
    return abs((ys[0] + ys[-1]) / 2 - anchor) if middle else abs(ys[0] - anchor)


def _going_on(lines: Sequence[Sequence[PlacedLine]], ys: Sequence[float], unit: float) -> list[float]:
    """What it costs that a line goes on with the one before: it is far, or its first word had room there."""
    if not lines:
        return []
    boxes = [Box.around(piece.box for piece in line) for line in lines]
    rights = [box.x1 if box else 0 for box in boxes]
    gaps = [below - above for above, below in pairwise(ys)]
    near = max(min([*gaps, _PITCH * unit]), _CLOSEST * unit)
    costs = [0.0]
    for at, below in enumerate(lines[1:]):
        first = below[0].words[0].box
        had_room = first is not None and rights[at] + 0.3 * unit + first.width < max(rights)
        opens = below[0].text[:1].isupper()
        costs.append((gaps[at] - near) / near + opens * (_CAPITAL + _ROOM * had_room))
    return costs
