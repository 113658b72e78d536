"""Finds tables without ruled lines by the gaps that their rows share: columns, rows, and the heads above them.

Boxes are pixels of the picture that was read; where its lines fall, they are as if these were level.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import radians, tan
from statistics import median

import numpy as np

from cchc_ocr.document import Box, Line, Word
from cchc_ocr.layout.gap_rows import GapRow, PlacedLine, rows_of_table
from cchc_ocr.layout.segments import Segment, level, line_height, rows_of
from cchc_ocr.patterns import unaccented
from cchc_ocr.picture.grids import Cell, Grid, cell_at
from cchc_ocr.vietnamese import bare

# The figures stand in docs/reading.md, section "Tables without ruled lines". Lengths are in heights of a line.
_SPACE = 0.62  # a narrower gap is a space between words
_APART = 0.8  # a figure that stands alone has wider gaps beside it
_CHANNEL = 0.5  # the least that all rows leave free between columns
_FEWEST_COLUMNS = 3  # two columns are as often the two blocks of a head or a foot
_FEWEST_ROWS, _FEWEST_HEADED = 3, 2  # without a head, and below one
_MOST_BETWEEN, _FARTHEST = 4, 4.0  # lines without figures between two rows, and how far those are at most
_MOST_HEAD_LINES = 6
_HEAD_GAP, _USUAL_GAP = 1.2, 1.4  # how far a head is at most from what is below; the same by the gaps of rows
_GOES_ON = 0.75  # how far the rest of a cell is at most below the last row
_RUNNING = 0.7  # of the width of the page's print: a line of text
_FILLED, _OF_FIGURES = 0.6, 0.6  # of the cells of a table; of those of a column of figures
_HEADED = 0.5  # of the columns
_MOST = 0.8  # of the rows: what so many leave free
_HIGHER = 2.0  # how far above what was read of it a table begins at most
_MARGIN, _LEAST_HEIGHT = 3, 8  # pixels around a table, and of a row
_COVERED = 0.5  # of the height of a ruled table
_TALL = 2.5  # what is higher was read down the page: figures below one another
_LONGEST, _DIGITS = 16, 0.6  # characters of a figure, and how many of its letters and digits are digits
_FLAT, _SHORT, _LONG = 0.6, 0.2, 1.5  # how high a dash is at most, and how wide

_YEAR = re.compile(r"(?:19|20)\d\d")
_UNIT = unaccented(r"\W*(?:đơn vị(?: tính)?|đvt)\s*:.*")  # above the last columns, and no head of one
_DASHES = ("-", "–", "—", "−")  # instead of a figure
_ENDS = (".", ":", ";", "/")  # of a text above a table

_Span = tuple[int, int]
_PieceRow = tuple[Segment, ...]  # what stands together on a line, from left to right; boxes level


def _is_figure(piece: Segment) -> bool:
    """Whether it is a figure, as it was read at first: a sign of it may be wrong, and a year heads columns."""
    signs = [sign for sign in piece.text if sign.isalnum()]
    mostly = sum(map(str.isdigit, signs)) > _DIGITS * len(signs) and len(piece.text) <= _LONGEST
    return (mostly or piece.text in _DASHES) and not _YEAR.fullmatch(piece.text)


def with_gap_tables(lines: Iterable[Line], grids: Sequence[Grid] = (), skew: float = 0.0) -> tuple[Grid, ...]:
    """The tables of a page from top to bottom: those of rules (``grids``), and those that only gaps part.

    The latter are grids whose masks of rules are empty. A ruled table whose rules do not part the rows of figures
    that stand in it is one of gaps, too: its lines are broken. ``skew`` is the angle in degrees at which lines
    fall to the right.
    """
    fall = tan(radians(skew))
    groups = [[word for word in line.words if word.box] for line in lines if line.zone == "body"]
    unit = line_height(groups)
    groups = [words for group in groups if (words := [word for word in group if _is_print(word, unit)])]
    if not groups:
        return tuple(grids)
    rows = [_pieces(row, unit, fall) for row in rows_of([Segment.of(group, fall) for group in groups])]
    found = (_table(rows, run, unit) for run in _runs(rows, unit))
    kept = list(grids)
    for table in (table for table in found if table):
        own, inside = _grid(table, unit, fall), [grid for grid in kept if _share(grid.box, table) > _COVERED]
        if not _are_parted(table, inside, fall):
            kept = [grid for grid in kept if grid not in inside] + [own]
    return tuple(sorted(kept, key=lambda grid: grid.box.y0))


def _share(box: Box, table: _GapTable) -> float:
    """How much of the height of a ruled table is in one of gaps."""
    top, bottom = table.rows[0].pieces[0].box.y0, table.rows[-1].pieces[0].box.y1
    return max(min(box.y1, bottom) - max(box.y0, top), 0) / max(box.height, 1)


def _are_parted(table: _GapTable, grids: Sequence[Grid], fall: float) -> bool:
    """Whether rules part the rows from one another, but for one perhaps: by their ordinals, if they have any.

    Other figures may stand one below the other in a cell.
    """
    figures = [[piece for piece in row.pieces if piece.is_figure] for row in table.rows]
    ordinals = [piece for row in figures for piece in row if piece.column == 0]
    marks = ordinals if 3 * len(ordinals) > len(table.rows) else [row[-1] for row in figures if row]
    cells = [cell_at(level(piece.box, -fall), grids) for piece in marks]
    parted = {(cell.row, cell.box.y0) for cell in cells if cell}
    return len(parted) >= len(marks) - 1 and bool(grids)


def _is_print(word: Word, unit: float) -> bool:
    """Whether a word is print: engines make dashes and other signs of rules and specks."""
    flat = _box(word).height < _FLAT * unit and _SHORT * unit < _box(word).width < _LONG * unit
    if _box(word).height > _TALL * unit:
        return False
    read = any(sign.isdigit() or sign.isupper() or sign.islower() or sign == "%" for sign in word.text)
    return read or (word.text in _DASHES and flat)


def _pieces(row: Sequence[Segment], unit: float, fall: float) -> _PieceRow:
    """The words of a row that stand together, from left to right; their boxes level."""
    words = [replace(word, box=level(word.box, fall)) for segment in row for word in segment.words if word.box]
    words.sort(key=lambda word: _box(word).x0)
    groups: list[list[Word]] = []
    for word in words:
        if groups and _box(word).x0 - max(_box(one).x1 for one in groups[-1]) <= _SPACE * unit:
            groups[-1].append(word)
        else:
            groups.append([word])
    return tuple(Segment.of(group, 0.0) for group in groups)


def _box(word: Word) -> Box:
    assert word.box
    return word.box


# -- rows and columns ----------------------------------------------------------------------------------------
def _runs(rows: Sequence[_PieceRow], unit: float) -> Iterator[list[int]]:
    """The places of rows with figures that are near one another and leave the same gaps free."""
    width = max(row[-1].box.x1 for row in rows) - min(row[0].box.x0 for row in rows)
    run: list[int] = []
    for at in (at for at, row in enumerate(rows) if _figures(row, unit)):
        if run and not (_is_near(rows, run[-1], at, unit, width) and _fits(rows, run, at, unit)):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _figures(row: _PieceRow, unit: float) -> list[Segment]:
    """The figures of a row that stand alone, but for one that begins it."""
    return [
        piece
        for before, piece, after in zip(row, row[1:], (*row[2:], None), strict=False)
        if _is_figure(piece)
        and piece.box.x0 - before.box.x1 >= _APART * unit
        and (after is None or after.box.x0 - piece.box.x1 >= _APART * unit)
    ]


def _is_near(rows: Sequence[_PieceRow], one: int, other: int, unit: float, width: int) -> bool:
    """Whether a row may be of the same table as one above: no line of text, and not much room, is between them."""
    between = rows[one + 1 : other]
    running = any(piece.box.width > _RUNNING * width for row in between for piece in row)
    apart = max(_top(below) - _bottom(above) for above, below in pairwise(rows[one : other + 1]))
    return len(between) <= _MOST_BETWEEN and not running and apart <= _FARTHEST * unit


def _fits(rows: Sequence[_PieceRow], run: Sequence[int], at: int, unit: float) -> bool:
    """Whether a row leaves as many gaps free as those above, or all but one."""
    before = _channels([rows[place] for place in run], unit)
    after = _channels([rows[place] for place in (*run, at)], unit)
    return len(after) >= max(len(before) - 1, min(len(before), _FEWEST_COLUMNS - 1))


def _channels(rows: Sequence[_PieceRow], unit: float) -> list[_Span]:
    """What all rows leave free between their first and last print, from left to right."""
    left, right = min(row[0].box.x0 for row in rows), max(row[-1].box.x1 for row in rows)
    taken = np.zeros(right - left + 1, np.bool_)
    for piece in (piece for row in rows for piece in row):
        taken[piece.box.x0 - left : piece.box.x1 - left + 1] = True
    edges = np.flatnonzero(np.diff(taken.astype(np.int8)))
    spans = ((left + a + 1, left + b + 1) for a, b in edges.reshape(-1, 2).tolist())
    return [(a, b) for a, b in spans if b - a >= _CHANNEL * unit]


def _typical(rows: Sequence[_PieceRow], channels: Sequence[_Span]) -> tuple[_Span, ...]:
    """The gaps as most rows leave them: heads reach into the room that the widest cells take."""
    wide = []
    for a, b in channels:
        lefts = [max((p.box.x1 for p in row if p.box.x1 <= a), default=a) for row in rows]
        rights = [min((p.box.x0 for p in row if p.box.x0 >= b), default=b) for row in rows]
        wide.append((round(np.quantile(lefts, _MOST)), round(np.quantile(rights, 1 - _MOST))))
    return tuple(wide)


def _top(row: _PieceRow) -> int:
    return min(piece.box.y0 for piece in row)


def _bottom(row: _PieceRow) -> int:
    return max(piece.box.y1 for piece in row)


# -- tables --------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _GapTable:
    """What stands in a table: its outer edges, what is free between columns, rows, heads over several columns.

    ``top`` is half way to the line above it: what was not read of a head at first stands there.
    """

    left: int
    right: int
    top: int
    channels: tuple[_Span, ...]
    rows: tuple[GapRow, ...]
    over: tuple[PlacedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class _Head:
    """Lines above the figures: heads of columns, heads over several, and what heads the first rows."""

    lines: tuple[_PieceRow, ...] = ()
    over: tuple[Segment, ...] = ()
    groups: tuple[_PieceRow, ...] = ()


def _table(rows: Sequence[_PieceRow], run: Sequence[int], unit: float) -> _GapTable | None:
    """The table whose rows with figures are these; None where they are too few, or those of no table."""
    body = [rows[at] for at in run]
    channels = tuple(_channels(body, unit))
    if len(channels) + 1 < _FEWEST_COLUMNS or not _is_filled(body, channels):
        return None
    typical = _typical(body, channels)
    head = _head(rows, run, typical, unit)
    if len(body) < (_FEWEST_HEADED if head.lines else _FEWEST_ROWS):
        return None
    last = _last(rows, run[-1], typical, unit)
    inside = [*head.lines, *rows[run[0] : last + 1]]
    crossing = [row for row in inside if any(len(_over(piece, typical)) > 1 for piece in row)]
    crossing = [row for row in crossing if row not in head.lines]
    placed = [
        PlacedLine(piece.words, piece.box, _over(piece, typical)[0], _is_figure(piece) and row not in head.lines)
        for row in inside
        if row not in crossing
        for piece in row
    ]
    grouped = [_placed(piece, typical) for row in (*head.groups, *crossing) for piece in row]
    edges = [side for row in inside for side in (row[0].box.x0, row[-1].box.x1)]
    found = rows_of_table(placed, grouped, unit, headed=bool(head.lines))
    over = tuple(_placed(piece, typical) for piece in head.over)
    return _GapTable(min(edges), max(edges), _top_of(rows, run[0], head, unit), channels, found, over)


def _top_of(rows: Sequence[_PieceRow], first: int, head: _Head, unit: float) -> int:
    """Half way from a table to the line above it, if that is near."""
    own = [rows[first], *head.lines, *head.groups, *((piece,) for piece in head.over)]
    top = min(map(_top, own))
    above = max((_bottom(row) for row in rows[:first] if _bottom(row) <= top), default=0)
    return max((above + top) // 2, top - round(_HIGHER * unit))


def _placed(piece: Segment, channels: Sequence[_Span]) -> PlacedLine:
    columns = _over(piece, channels)
    return PlacedLine(piece.words, piece.box, columns[0], is_figure=False, columns=len(columns))


def _is_filled(rows: Sequence[_PieceRow], channels: Sequence[_Span]) -> bool:
    """Whether most cells are filled, and the cells of a column behind the first mostly with figures."""
    cells = [{_over(piece, channels)[0]: piece for piece in row} for row in rows]
    count = len(channels) + 1
    filled = sum(map(len, cells)) >= _FILLED * count * len(rows)
    columns = [[row[x] for row in cells if x in row] for x in range(1, count)]
    return filled and any(
        sum(_is_figure(piece) for piece in column) >= max(_OF_FIGURES * len(column), 2) for column in columns
    )


def _over(piece: Segment, channels: Sequence[_Span]) -> range:
    """The columns in which a piece stands: it covers what is free between them."""
    first = sum(piece.box.x0 + piece.box.x1 > a + b for a, b in channels)
    crossed = [at for at, (a, b) in enumerate(channels) if piece.box.x0 < a and piece.box.x1 > b]
    return range(crossed[0], crossed[-1] + 2) if crossed else range(first, first + 1)


def _head(rows: Sequence[_PieceRow], run: Sequence[int], channels: Sequence[_Span], unit: float) -> _Head:
    """The lines above the first row with figures that head columns; none where they head too few."""
    gaps = [_top(rows[below]) - _bottom(rows[below - 1]) for below in run[1:]]
    most = max(_HEAD_GAP * unit, _USUAL_GAP * median(gaps or [0]))
    lines: list[_PieceRow] = []
    over: list[Segment] = []
    groups: list[_PieceRow] = []
    for at in range(run[0] - 1, max(run[0] - 1 - _MOST_HEAD_LINES, -1), -1):
        row = rows[at]
        if (
            _figures(row, unit)
            or _top(rows[at + 1]) - _bottom(row) > most
            or _UNIT.fullmatch(bare(_text(row)).lower())
        ):
            break
        across = [piece for piece in row if len(_over(piece, channels)) > 1]
        if across and not lines and len(row) == 1 and not _text(row).endswith(_ENDS):
            groups.append(row)
            continue
        if any(_over(piece, channels)[0] < _FEWEST_COLUMNS - 1 for piece in across) or (across and not lines):
            break
        over += across
        lines.append(tuple(piece for piece in row if piece not in across))
    lines = [line for line in lines if line]
    while lines and len(lines[-1]) == 1 and _is_text_above(lines, channels):
        lines.pop()
    headed = {_over(piece, channels)[0] for row in lines for piece in row}
    if len(headed) < _HEADED * (len(channels) + 1):
        return _Head()
    return _Head(tuple(reversed(lines)), tuple(over), tuple(groups))


def _text(row: _PieceRow) -> str:
    return " ".join(piece.text for piece in row)


def _is_text_above(lines: Sequence[_PieceRow], channels: Sequence[_Span]) -> bool:
    """Whether the uppermost line, which has one piece, is the end of a text and heads no column."""
    (piece,) = lines[-1]
    return _over(piece, channels)[0] < _FEWEST_COLUMNS - 1 and piece.text.endswith(_ENDS)


def _last(rows: Sequence[_PieceRow], last: int, channels: Sequence[_Span], unit: float) -> int:
    """The last line of the table: below the last figures cells may go on."""
    while last + 1 < len(rows):
        row = rows[last + 1]
        near = _top(row) - _bottom(rows[last]) <= _GOES_ON * unit
        inside = all(
            len(_over(piece, channels)) == 1 and piece.box.x0 >= rows[last][0].box.x0 - unit for piece in row
        )
        if not near or not inside or len(row) >= _FEWEST_COLUMNS:
            break
        last += 1
    return last


# -- grids ---------------------------------------------------------------------------------------------------
def _grid(table: _GapTable, unit: float, fall: float) -> Grid:
    """The table with a box for each cell, as far as to the middle of the gaps around it."""
    xs = [table.left - _MARGIN, *((a + b) // 2 for a, b in table.channels), table.right + _MARGIN]
    ys = _borders(table.rows, table.top, unit)
    shift = int(bool(table.over))
    cells = []
    for row, told in enumerate(table.rows):
        own = _own_borders(told, xs)
        for x, columns in told.spans(len(xs) - 1):
            cells.append(Cell(row + shift, x, Box(own[x], ys[row], own[x + columns], ys[row + 1])))
    if table.over:
        cells = _with_heads_over(cells, table.over, xs)
    cells = [
        replace(cell, box=_as_it_lies(cell.box, fall)) for cell in sorted(cells, key=lambda c: (c.row, c.column))
    ]
    whole = Box.around(cell.box for cell in cells)
    assert whole
    rules = np.zeros((whole.height, whole.width), np.uint8)
    return Grid(whole, len(table.rows) + shift, len(xs) - 1, tuple(cells), rules)


def _own_borders(row: GapRow, xs: Sequence[int]) -> list[int]:
    """The borders of the cells of a row: those of all rows, but where a head or a long name reaches over them."""
    own = list(xs)
    for x in range(1, len(xs) - 1):
        left = [p.box.x1 + 1 for p in row.pieces if p.column + p.columns == x]
        right = [p.box.x0 - 1 for p in row.pieces if p.column == x]
        own[x] = min(max([own[x], *left]), *right) if right else max([own[x], *left])
    return own


def _as_it_lies(box: Box, fall: float) -> Box:
    """The place on the picture of a box that was set as if lines were level."""
    box = level(box, -fall)
    return Box(max(box.x0, 0), max(box.y0, 0), box.x1, box.y1)


def _borders(rows: Sequence[GapRow], top: int, unit: float) -> list[int]:
    """The edges between rows, half way between what stands in them."""
    extents = [row.extent(unit) for row in rows]
    inner = [(bottom + top) // 2 for (_, bottom), (top, _) in pairwise(extents)]
    borders = [min(top, extents[0][0] - _MARGIN), *inner, extents[-1][1] + _MARGIN]
    return [*accumulate(borders, lambda above, below: max(below, above + _LEAST_HEIGHT))]


def _with_heads_over(cells: Sequence[Cell], over: Sequence[PlacedLine], xs: Sequence[int]) -> list[Cell]:
    """The cells with the row of heads parted in two: above, what heads several columns; other heads reach down."""
    top, low = min(piece.box.y0 for piece in over) - _MARGIN, max(piece.box.y1 for piece in over)
    under = {piece.column + x for piece in over for x in range(piece.columns)}
    moved = []
    for cell in cells:
        box = cell.box
        if cell.row != 1:
            moved.append(cell)
        elif cell.column in under:
            moved.append(replace(cell, box=replace(box, y0=max(low + 1, box.y0))))
        else:
            moved.append(Cell(0, cell.column, replace(box, y0=min(top, box.y0))))
    heads = [Cell(0, p.column, Box(xs[p.column], top, xs[p.column + p.columns], low + 1)) for p in over]
    return [*moved, *heads]
