"""Rows of plain text whose cells were broken over several lines, put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from cchc_ocr.document import Table
from cchc_ocr.extract.tables.cells import is_sum, number
from cchc_ocr.extract.tables.heading_rows import numbers_columns
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.vietnamese import bare

_FIGURE = re.compile(r"[-–−+]?\d|[-–−]$|\.{2,}|…")
_YEAR = re.compile(r"\(?(?:19|20)\d\d\)?(?:\s?\([^\d()]*\))?")  # and its unit: "2022 (%)"
_PAPER = re.compile(r"\d{1,4}/[A-ZĐ]")  # "60/KH-BV": the rest of what a cell cites
_MOST_PARTS = 4  # lines of one cell
_LONGEST_NUMBER = 4  # characters, of a row; a wider first column has names
_NUMBER_BROKEN = unaccented(r"(?:số|thứ) (?:tt|tự|thứ tự)")  # "Số / TT", the head of what numbers the rows
_OPENS = unaccented(r"(?:[-–−+•*(]\s|(?:[ivx]{1,5}|[a-z]|\d{1,2})[.)]\s|trong đó\b)")
# In capitals, for "cấp độ" goes on.
_OPENS_GROUP = accented(r"(?:Khối|Nhóm|Cụm|Phần(?=\s)|Cấp)\b|(?:KHỐI|NHÓM|CỤM|PHẦN(?=\s)|CẤP)\b")


def mended(table: Table) -> Table:
    """A table of plain text, with lines that only go on with the cells above them as part of these rows.

    A cell goes on where its next word had no place beside the others: in a column as wide as its widest cell.

    >>> mended(Table((("TT", "Sở", "Điểm tự"), ("", "", "chấm"), ("1", "Sở A", "95,5")))).rows
    (('TT', 'Sở', 'Điểm tự chấm'), ('1', 'Sở A', '95,5'))
    """
    if table.boxes or table.lines or not table.rows:
        return table
    columns = len(table.rows[0])
    lines = [*_rejoined(table.rows, columns)]
    widths = [max(map(len, cells)) for cells in zip_longest(*lines, fillvalue="")]
    rows: list[tuple[str, ...]] = []
    last: Sequence[str] = ()  # the line above, whose cells are those that had no more place
    for line in lines:
        row = (*line, *[""] * (columns - len(line))) if len(line) > 1 and not line[0] else line
        if rows and len(rows[-1]) == len(row) and _goes_on(rows[-1], last, row, widths):
            rows[-1] = tuple(" ".join(filter(None, pair)) for pair in zip(rows[-1], row, strict=True))
        else:
            rows.append(row)
        last = row
    return replace(table, rows=tuple(rows))


def _rejoined(rows: Sequence[tuple[str, ...]], columns: int) -> Iterator[tuple[str, ...]]:
    """The rows, those as one of which a line end within a cell made two: together they have all columns.

    >>> list(_rejoined([("TT", "Nội dung", "Điểm"), ("1", "Cải cách"), ("thể chế", "9,5")], 3))[1]
    ('1', 'Cải cách thể chế', '9,5')
    """
    at = 0
    while at < len(rows):
        parts = next((n for n in range(2, _MOST_PARTS + 1) if _are_parts(rows[at : at + n], n, columns)), 1)
        whole = rows[at]
        for part in rows[at + 1 : at + parts]:
            whole = (*whole[:-1], f"{whole[-1]} {part[0]}", *part[1:])
        yield whole
        at += parts


def _are_parts(rows: Sequence[Sequence[str]], parts: int, columns: int) -> bool:
    """Whether so many rows have the cells of one, with words at the ends where they were parted."""
    ends = [cell for row, other in pairwise(rows) for cell in (row[-1], other[0])]
    words = all(cell and not _FIGURE.match(cell) for cell in ends)
    short = all(len(row) < columns for row in rows) and len(rows) == parts and len(rows[0]) > 1
    return short and words and sum(map(len, rows)) == columns + parts - 1


def _goes_on(row: Sequence[str], last: Sequence[str], line: Sequence[str], widths: Sequence[int]) -> bool:
    """Whether a line has nothing of its own, and goes on below cells of the row so far that were full."""
    at = [x for x, cell in enumerate(line) if cell]
    broken = _NUMBER_BROKEN.fullmatch(bare(f"{row[0]} {line[0]}").lower())
    named = widths[0] > _LONGEST_NUMBER and _has_figures(row)  # names, which may go on as the words at the end do
    below = bool(at) and all(row[x] for x in at) and bool(not line[0] or at == [0] or broken or named)
    if not below or numbers_columns(line) or any(_is_own(line[x]) for x in at):
        return False
    if _has_figures(row) and row[0] and line[at[0]][:1].islower():
        return True  # the rest of a name, in a table whose rows begin with their numbers
    full = [len(last[x]) + 1 + len(line[x].split()[0]) > widths[x] for x in at if last[x]]
    if _has_figures(row):
        return len(full) == len(at) and all(full)
    if at == [int(widths[0] <= _LONGEST_NUMBER)]:
        return False  # below a head that a page repeats, the rest of a name of the page before
    third = row != last and len(full) == len(at)  # a head that has gone on before
    return any(full) or third


def _is_own(cell: str) -> bool:
    """Whether a cell says something by itself: a figure, a sum, a part or the head of a group."""
    figure = _FIGURE.match(cell) and not _YEAR.fullmatch(cell) and not _PAPER.match(cell)
    opens = _OPENS.match(bare(cell).lower()) or _OPENS_GROUP.match(cell)
    return bool(figure) or is_sum(cell) or opens is not None


def _has_figures(row: Sequence[str]) -> bool:
    """Whether a row has figures besides its number, so that it is no head."""
    return any(number(cell) is not None and not _YEAR.fullmatch(cell) for cell in row[1:])
