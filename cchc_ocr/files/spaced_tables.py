"""Tables of plain text whose columns are set by spaces alone: which lines are in one, and the cells of each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

_PIECE = re.compile(r"\S+(?: \S+)*")  # two spaces part cells, one parts words
_FIGURE = re.compile(r"[-–−+]?[\dlO]*\d[\dlO.,/]*\s?%?(?:\s?\([^()]*\))?")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?\([^\d()]*\))?")  # heads a column: "2022 (%)"
_RULE = re.compile(r"[\s|+:]*[-=_]{2,}(?:[\s|+:]+[-=_]{2,})*[\s|+:]*")
_GROUP = re.compile(r"(?:[IVX]{1,5}|[A-H])[.)]\s\w|(?:Khối|KHỐI|Nhóm|NHÓM|Cụm|CỤM|Loại|LOẠI)\s\w")
FEWEST_COLUMNS = 3  # two columns of a text are as often the two blocks of a head or a foot
_FEWEST_ROWS = 2
_PAIR, _FEWEST_PAIRS = 2, 3  # columns, and rows of them
_NUMBER = re.compile(r"0?(\d{1,3})\.?")
_NUMBERS = ("TT", "STT", "Stt", "Số TT")  # the head of a column that numbers the rows
_SENTENCE = 5  # words; as many with a full stop behind them are one, and no rest of a cell
_MOST_HEAD_LINES = 4
_ONE_LINE = 2  # from the last line before an empty one to the next


@dataclass(frozen=True, slots=True)
class _SpacedPiece:
    """What stands between two gaps of a line: its first column of characters, the one behind it, its text."""

    start: int
    end: int
    text: str

    @property
    def is_figure(self) -> bool:
        return _FIGURE.fullmatch(self.text) is not None and not _YEAR.fullmatch(self.text)


_SpacedLine = tuple[_SpacedPiece, ...]
_Column = tuple[int, int]


def spaced_rows(lines: Sequence[str]) -> Mapping[int, tuple[str, ...]]:
    """The cells of each line, by its place, that is in a table whose columns are set by spaces.

    Lines between two rows that are empty, or drawn, have none.

    >>> lines = ["Sở     Điểm tự   Hạng", "         chấm", "Sở A     95,5     1", "Sở B     91       2"]
    >>> list(spaced_rows(lines).values())[1:3]
    [('', 'chấm', ''), ('Sở A', '95,5', '1')]
    """
    pieces = [tuple(_pieces(line)) for line in lines]
    found: dict[int, tuple[str, ...]] = {}
    for places in _together(lines, pieces):
        printed = [at for at in places if pieces[at] and not is_rule(lines[at])]
        table = dict(_table(printed, pieces)) or dict(_numbered(printed, pieces))
        between = range(min(table, default=0), max(table, default=0))
        found |= {at: () for at in between if not lines[at].strip() or is_rule(lines[at])} | table
    return found


def _together(lines: Sequence[str], pieces: Sequence[_SpacedLine]) -> Iterator[list[int]]:
    """The lines of each paragraph, and those of paragraphs that begin with cells as of one: apart are rows."""
    apart: list[list[int]] = []
    for filled, places in groupby(range(len(lines)), lambda at: bool(lines[at].strip())):
        paragraph = [*places]
        if not filled:
            continue
        goes_on = apart and paragraph[0] - apart[-1][-1] == _ONE_LINE and _begins_with_cells(paragraph, pieces)
        if apart and not goes_on:
            yield from _joined(apart, pieces)
            apart = []
        apart.append(paragraph)
    yield from _joined(apart, pieces)


def _begins_with_cells(paragraph: Sequence[int], pieces: Sequence[_SpacedLine]) -> bool:
    return len(paragraph) <= _MOST_HEAD_LINES and len(pieces[paragraph[0]]) >= FEWEST_COLUMNS


def _joined(apart: Sequence[list[int]], pieces: Sequence[_SpacedLine]) -> Iterator[list[int]]:
    """Paragraphs as one where they are the rows of a table, else as they are."""
    first = apart[:1] if apart and not _begins_with_cells(apart[0], pieces) else []
    yield from first
    rows = apart[len(first) :]
    yield from [[at for row in rows for at in row]] if len(rows) > _FEWEST_ROWS else rows


def is_rule(line: str) -> bool:
    """Whether a line is drawn between rows: of hyphens, with bars or crosses between columns."""
    return _RULE.fullmatch(line) is not None


def _pieces(line: str) -> Iterator[_SpacedPiece]:
    if "\t" not in line and "|" not in line:
        for piece in _PIECE.finditer(line):
            yield _SpacedPiece(piece.start(), piece.end(), piece[0])


def _table(places: Sequence[int], lines: Sequence[_SpacedLine]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The lines of a paragraph that are a table, each with its cells; none where it has no head or few columns."""
    rows = [y for y, at in enumerate(places) if any(piece.is_figure for piece in lines[at][1:])]
    if len(rows) < _FEWEST_ROWS:
        return
    body = [lines[places[y]] for y in rows]
    first, columns = rows[0], _columns(body)
    if first > 1 and _heads_group(lines[places[first - 1]]):
        first -= 1
    head = first
    while head and first - head < _MOST_HEAD_LINES and _may_head(lines[places[head - 1]], columns):
        head -= 1
    if head == first and head > 1 and _ends_head(lines[places[head - 2]], lines[places[head - 1]], columns):
        head -= 2
    heads = [lines[at] for at in places[head:first]]
    heads = [*(_set_above(line, heads[-1]) for line in heads[:-1]), *heads[-1:]]
    rows_below = [*body]
    for line in reversed(heads):  # what stands over several columns of the lines below parts none
        body.append(tuple(piece for piece in line if len(_over(piece, columns)) < 2))
        columns = _columns(body)
    columns = _with_heads_aside(columns, heads, rows_below)
    pairs = len(columns) == _PAIR and _are_pairs(heads, [lines[at] for at in places[first : rows[-1] + 1]])
    if not heads or (len(columns) < FEWEST_COLUMNS and not pairs) or max(map(len, heads)) < len(columns) // 2:
        return
    last = rows[-1] + 1
    while last < len(places) and (_lies_in(lines[places[last]], columns) or _fills(lines[places[last]], columns)):
        last += 1
    set_lines = [*heads, *(lines[at] for at in places[first:last])]
    yield from ((at, _cells(line, columns)) for at, line in zip(places[head:last], set_lines, strict=True))


def _are_pairs(heads: Sequence[_SpacedLine], rows: Sequence[_SpacedLine]) -> bool:
    """Whether lines are names with one figure each, below a head of two in words, and no blocks of a head or foot.

    >>> list(spaced_rows(["Nội dung   Điểm", "Thể chế     8,5", "Công vụ     9,0", "Cộng       17,5"]).values())[1]
    ('Thể chế', '8,5')
    """
    headed = len(heads) == 1 and len(heads[0]) == _PAIR and not any(piece.is_figure for piece in heads[0])
    alike = all(len(row) == _PAIR and row[1].is_figure and not row[0].is_figure for row in rows)
    return headed and alike and len(rows) >= _FEWEST_PAIRS


def _numbered(places: Sequence[int], lines: Sequence[_SpacedLine]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The lines of a table of words whose first column numbers its rows from 1, each with its cells.

    >>> lines = ["TT  Văn bản        Hạn", "1   Kế hoạch số 5  Đã xong", "    của Sở", "2   Báo cáo        Chậm"]
    >>> list(spaced_rows(lines).values())[1:3]
    [('1', 'Kế hoạch số 5', 'Đã xong'), ('', 'của Sở', '')]
    """
    head = next((y for y, at in enumerate(places) if lines[at][0].text in _NUMBERS), len(places))
    below = [lines[at] for at in places[head:]]
    rows = [y for y, line in enumerate(below) if y and line[0].start < below[0][0].end]
    numbers = [_NUMBER.fullmatch(below[y][0].text) for y in rows]
    if len(rows) < _FEWEST_ROWS or [n and int(n[1]) for n in numbers] != [*range(1, len(rows) + 1)]:
        return
    columns = _columns(below[: rows[-1] + 1])
    if len(columns) < FEWEST_COLUMNS or len(columns) != len(below[0]):
        return
    last = rows[-1] + 1
    starts = {start for start, _ in columns[1:]}
    while last < len(below) and all(piece.start in starts for piece in below[last]):
        last += 1
    yield from ((at, _cells(lines[at], columns)) for at in places[head : head + last])


def _set_above(line: _SpacedLine, heads: _SpacedLine) -> _SpacedLine:
    """A line above heads that begin again and again, with one piece for each time: set where they begin.

    "2023" stands in the middle above "Điểm" and "Tỷ lệ", and "2024" above the next two of that name.
    """
    for width in range(2, len(heads) // 2 + 1):
        for first in range(len(heads) - 2 * width + 1):
            groups = [*_groups(heads, first, width)]
            start, end = heads[first].start, groups[-1][-1].end
            over = [piece for piece in line if piece.start < end and start < piece.end]
            if len(over) == len(groups) > 1:
                moved = {piece: _at(piece, group[0].start) for piece, group in zip(over, groups, strict=True)}
                return tuple(moved.get(piece, piece) for piece in line)
    return line


def _groups(heads: _SpacedLine, first: int, width: int) -> Iterator[_SpacedLine]:
    """So many heads from a place on, and those behind them, as often as these are called the same."""
    for at in range(first, len(heads), width):
        group = heads[at : at + width]
        if [piece.text for piece in group] != [piece.text for piece in heads[first : first + width]]:
            return
        yield group


def _at(piece: _SpacedPiece, start: int) -> _SpacedPiece:
    """A piece as if it stood over the column alone that begins there."""
    return _SpacedPiece(start, start + 1, piece.text)


def _columns(lines: Iterable[Iterable[_SpacedPiece]]) -> tuple[_Column, ...]:
    """The columns of characters in which anything stands, those that overlap as one."""
    columns: list[_Column] = []
    for piece in sorted((piece for line in lines for piece in line), key=lambda piece: piece.start):
        if columns and piece.start < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], piece.end))
        else:
            columns.append((piece.start, piece.end))
    return tuple(columns)


def _with_heads_aside(
    columns: Sequence[_Column], heads: Iterable[_SpacedLine], body: Iterable[_SpacedLine]
) -> tuple[_Column, ...]:
    """Columns, two as one where one has only a head and the next only cells: "Hạng" left of its figures.

    A head over several columns is that of the first of them, as where its cells are set.
    """
    headed = {x for line in heads for piece in line for x in _over(piece, columns)[:1]}
    filled = {x for line in body for piece in line for x in _over(piece, columns)}
    joined: list[_Column] = []
    apart = 0  # the first column that is not part of one before
    for x, (start, end) in enumerate(columns):
        sides = {x - 1, x}
        if x > apart and headed ^ filled >= sides and len(headed & sides) == 1:
            joined[-1], apart = (joined[-1][0], end), x + 1
        else:
            joined.append((start, end))
    return tuple(joined)


def _over(piece: _SpacedPiece, columns: Sequence[_Column]) -> list[int]:
    """The columns over which a piece stands."""
    return [x for x, (start, end) in enumerate(columns) if piece.start < end and start < piece.end]


def _may_head(line: _SpacedLine, columns: Sequence[_Column]) -> bool:
    """Whether a line heads columns: several things side by side, or one that is not above the first column."""
    return len(line) > 1 or (bool(line) and len(columns) > 1 and line[0].start >= columns[0][1])


def _ends_head(head: _SpacedLine, rest: _SpacedLine, columns: Sequence[_Column]) -> bool:
    """Whether a line goes on below the first of several heads: "Lĩnh vực, tiêu chí, tiêu chí thành" / "phần"."""
    figures = any(piece.is_figure for piece in (*head, *rest))
    return len(head) >= FEWEST_COLUMNS and len(rest) == 1 and not figures and _lies_in(rest, columns)


def _heads_group(line: _SpacedLine) -> bool:
    """Whether a line alone heads a group of rows: "I. Khối sở"."""
    return len(line) == 1 and _GROUP.match(line[0].text) is not None


def _lies_in(line: _SpacedLine, columns: Sequence[_Column]) -> bool:
    """Whether each piece of a line begins where a column begins and ends in it: the rest of a broken cell."""
    ends = dict(columns)
    if len(line) == 1 and line[0].text.endswith(".") and len(line[0].text.split()) >= _SENTENCE:
        return False
    return all(piece.end <= ends.get(piece.start, 0) for piece in line)


def _fills(line: _SpacedLine, columns: Sequence[_Column]) -> bool:
    """Whether a line has a piece in its first column, and in most others: "Xếp loại  Tốt  Khá"."""
    over = [_over(piece, columns) for piece in line]
    alone = all(len(places) == 1 for places in over)
    first = bool(over) and over[0] == [0]
    return alone and first and len(over) >= FEWEST_COLUMNS and 2 * len(over) > len(columns)


def _cells(line: _SpacedLine, columns: Sequence[_Column]) -> tuple[str, ...]:
    """The texts of a line, each in the column that it stands over, or in the first of several."""
    cells: list[list[str]] = [[] for _ in columns]
    starts = [start for start, _ in columns]
    for piece in line:
        x = next(iter(_over(piece, columns)), max(bisect_right(starts, piece.start) - 1, 0))
        cells[x].append(piece.text)
    return tuple(" ".join(cell) for cell in cells)
