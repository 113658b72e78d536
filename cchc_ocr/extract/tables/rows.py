"""Tables without rules: neighbouring lines that each name something and end in as many figures as the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from cchc_ocr.document import Box, Line, Page, Table, Word

SIGN = "[-–−+]"  # before a figure: of a difference
_FIGURE = re.compile(
    rf"^{SIGN}?(?:\d{{1,3}}(?:\.\d{{3}})+|\d{{1,6}})(?:,\d{{1,3}})?%?$|^\d{{1,3}}/\d{{1,3}}$|^[-–−]$"
)
_ORDINAL = re.compile(r"^(?:\d{1,3}|[IVXL]{1,5})[.)]?$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_FEWEST_ROWS = 3
_HEAD_LINES = 3
_LONGEST_TAIL = 60  # characters; what goes on longer below a row is a paragraph and not the rest of a name


@dataclass(frozen=True, slots=True)
class _PrintedRow:
    """A printed row taken apart: words of the ordinal (one or none), of the name, of the figures; its place."""

    at: int
    ordinal: tuple[Word, ...]
    name: tuple[Word, ...]
    figures: tuple[Word, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        named = (" ".join(word.text for word in part) for part in (self.ordinal, self.name))
        return (*named, *(word.text for word in self.figures))

    @property
    def box(self) -> Box | None:
        return Box.around(word.box for word in (*self.ordinal, *self.name, *self.figures))


def implied_tables(page: Page) -> tuple[Table, ...]:
    """The tables of a page that no rules show, each with the head that stands above it.

    >>> text = ["Xếp hạng Đơn vị Điểm Tỷ lệ", "1 Sở A 92,5 99%", "2 Sở B 90,1 98%", "3 Sở C 88 95%"]
    >>> table, = implied_tables(Page(1, tuple(Line.from_text(line) for line in text)))
    >>> table.rows[:2]
    (('Xếp hạng', 'Đơn vị', 'Điểm', 'Tỷ lệ'), ('1', 'Sở A', '92,5', '99%'))
    """
    lines = _rejoined(page.lines)
    rows = [row for row in map(_row, range(len(lines)), lines) if row]
    return tuple(_table(lines, group) for group in _groups(rows, lines) if _is_table(group))


def _rejoined(lines: Sequence[Line]) -> list[tuple[Word, ...]]:
    """The words of printed rows: lines that layout divided at the gaps between columns are put together."""
    rows: list[list[Word]] = []
    last: Line | None = None
    for line in lines:
        words = [replace(w, text=text) for w in line.words if (text := w.text.strip("|_‘’'[]"))]
        if last and rows and _side_by_side(last.box, line.box):
            rows[-1] += words
        else:
            rows.append(words)
        last = line
    return [tuple(row) for row in rows]


def _side_by_side(left: Box | None, right: Box | None) -> bool:
    if left is None or right is None or right.x0 < left.x1:
        return False
    return abs(left.y0 + left.y1 - right.y0 - right.y1) < min(left.height, right.height)


def _row(at: int, words: tuple[Word, ...]) -> _PrintedRow | None:
    ordinal = words[:1] if words and _ORDINAL.match(words[0].text) else ()
    rest = words[len(ordinal) :]
    count = next((i for i, word in enumerate(reversed(rest)) if not _FIGURE.match(word.text)), len(rest))
    name, figures = rest[: len(rest) - count], rest[len(rest) - count :]
    if not name or not figures or (len(figures) == 1 and (not ordinal or _YEAR.match(figures[0].text))):
        return None
    return _PrintedRow(at, ordinal, name, figures)


def _groups(rows: Sequence[_PrintedRow], lines: Sequence[tuple[Word, ...]]) -> Iterator[list[_PrintedRow]]:
    """Runs of rows with as many figures; a short line between two rows goes on with the name of the first."""
    group: list[_PrintedRow] = []
    for row in rows:
        if group and not _follows(group[-1], row, lines):
            yield group
            group = []
        if group and row.at - group[-1].at == 2:
            group[-1] = replace(group[-1], name=(*group[-1].name, *lines[row.at - 1]))
        group.append(row)
    if group:
        yield group


def _follows(row: _PrintedRow, following: _PrintedRow, lines: Sequence[tuple[Word, ...]]) -> bool:
    between = [" ".join(word.text for word in lines[at]) for at in range(row.at + 1, following.at)]
    short = len(between) < 2 and all(len(text) <= _LONGEST_TAIL for text in between)
    return short and len(row.figures) == len(following.figures)


def _is_table(group: Sequence[_PrintedRow]) -> bool:
    numbered = sum(bool(row.ordinal) for row in group)
    return len(group) >= _FEWEST_ROWS and (len(group[0].figures) > 1 or numbered >= len(group) - 1)


def _table(lines: Sequence[tuple[Word, ...]], group: Sequence[_PrintedRow]) -> Table:
    head = _head(lines[max(0, group[0].at - _HEAD_LINES) : group[0].at], group)
    return Table(
        ((head,) if head else ()) + tuple(row.cells for row in group), Box.around(row.box for row in group)
    )


def _head(above: Sequence[tuple[Word, ...]], group: Sequence[_PrintedRow]) -> tuple[str, ...] | None:
    columns = 2 + len(group[0].figures)
    above = [words for words in above if not _is_title(words)]
    by_capitals = next((h for h in map(_by_capitals, reversed(above)) if len(h) == columns), None)
    return by_capitals or _by_places(above, group, columns)


def _is_title(words: tuple[Word, ...]) -> bool:
    """A line in capitals, or one in brackets, stands above the whole table and not above a column."""
    text = " ".join(word.text for word in words)
    return text.startswith("(") or (len(words) > 3 and text.isupper())


def _by_capitals(words: tuple[Word, ...]) -> tuple[str, ...]:
    """The heads of columns in a line, each of which begins with a capital: "Xếp hạng | Cơ quan | Điểm"."""
    heads: list[list[str]] = []
    for word in words:
        if not heads or (word.text[0].isupper() and not word.text.isupper()) or word.text in ("STT", "TT"):
            heads.append([])
        heads[-1].append(word.text)
    return tuple(" ".join(head) for head in heads)


def _by_places(
    above: Sequence[tuple[Word, ...]], group: Sequence[_PrintedRow], columns: int
) -> tuple[str, ...] | None:
    """The words above, each in the column under whose middle it stands; None without boxes or with gaps."""
    middles = [_middle([row.ordinal for row in group]), _middle([row.name for row in group])]
    middles += [_middle([(row.figures[i],) for row in group]) for i in range(columns - 2)]
    known = [(middle, i) for i, middle in enumerate(middles) if middle is not None]
    heads: list[list[str]] = [[] for _ in range(columns)]
    if not known:
        return None
    for word in (word for words in above for word in words):
        at = _middle([(word,)])
        if at is not None:
            heads[_nearest(at, known)].append(word.text)
    return tuple(" ".join(head) for head in heads) if all(heads[2:]) else None


def _nearest(at: float, columns: Sequence[tuple[float, int]]) -> int:
    return min(columns, key=lambda column: abs(column[0] - at))[1]


def _middle(cells: Sequence[tuple[Word, ...]]) -> float | None:
    boxes = [box for box in (Box.around(word.box for word in cell) for cell in cells) if box]
    return median((box.x0 + box.x1) / 2 for box in boxes) if boxes else None
