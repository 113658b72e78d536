"""Cells that are the sum of others of their column: of all rows, of a group, of sums of groups."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cchc_ocr.extract.checks.arithmetic import ROUNDING
from cchc_ocr.extract.checks.slips import is_slip
from cchc_ocr.extract.results.times import of_words
from cchc_ocr.extract.tables.cells import is_sum, sums_some
from cchc_ocr.extract.tables.sheet_laws import (
    SheetLaw,
    cell_at,
    column_place,
    is_of_change,
    numbers_of,
    row_place,
    sum_law,
)
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.patterns import as_said

_PART_SUM = as_said(r"^\W*(?:cộng |tổng )?quý\b")  # the sum of its months
_GROUP = re.compile(r"^(?:[IVX]+|[A-Z])\.?$")
_TOP, _BELOW = re.compile(r"^\d+\.?$"), re.compile(r"^\d+\.\d+\.?$")  # 3 is the sum of 3.1 and 3.2
_IN_NAME = re.compile(
    r"(?P<mark>\d{1,2}(?:\.\d{1,2})*|[IVX]+|[A-H])(?:[.)]\s+|(?<=\.\d)\s+|(?<=\.\d\d)\s+)(?=[^\W\d])"
)
_NOT_SUMMED = frozenset({"ordinal", "code", "time", "percent", "rank", "grade"})
# Which nobody adds, nor by how much they rose: places and shares.
_RANKS = as_said(
    r"\b(?:thứ hạng|xếp hạng|hạng(?! mục)|bậc|vị thứ)\b|\b(?:tỷ lệ|tỉ lệ)\W*%|^\W*so (?:với|sánh)\b.*%"
)
_NOTHING = ("-", "–", "—", "−")
_PART_ROW = re.compile(r"[-–+•]\s")
_FEWEST_OF_MEAN = 3  # points of rows between the least and the most of which their mean is
_NEAR = 0.1  # a sum that is off by more, in every way and in all columns, is none of these rows


@dataclass(frozen=True, slots=True)
class _Way:
    """Rows that a figure may be the sum of, and by how much it is not."""

    name: str
    rows: tuple[int, ...]
    off: float

    @property
    def is_right(self) -> bool:
        return self.off <= ROUNDING


def column_sums(i: int, sheet: TableSheet) -> Iterator[SheetLaw]:
    """The printed sums, each of the rows that hold; where none do, of those that hold in most of its columns."""
    numbers = numbers_of(sheet)
    for y, row in enumerate(sheet.record.rows):
        if not _is_sum(sheet, row):
            continue
        ways = {x: [*_ways(sheet, numbers, x, y)] for x in _summed(sheet, len(row)) if numbers[y][x] is not None}
        usual = Counter(way.name for of_column in ways.values() for way in of_column if way.is_right)
        for x, of_column in ways.items():
            if not of_column or (_of_another_year(sheet, y) and not any(way.is_right for way in of_column)):
                continue
            way = max(of_column, key=lambda way: (way.is_right, usual[way.name], -way.off))
            if _is_mean(sheet, numbers, way, x, y):
                continue
            if way.is_right or usual[way.name] or _is_near(numbers, way, x, y):
                parts = [cell_at(i, k, x) for k in way.rows]
                change = is_of_change(sheet, x)
                yield sum_law(parts, cell_at(i, y, x), column_place(sheet, x), code="table-sum", change=change)


def _is_sum(sheet: TableSheet, row: Sequence[str]) -> bool:
    name = sheet.name(row)
    return is_sum(name) or sums_some(name)


def _summed(sheet: TableSheet, width: int) -> list[int]:
    """The columns that sums are printed below."""
    header, kinds = sheet.record.header, sheet.kinds
    summed = [x for x in range(width) if x >= len(kinds) or kinds[x] not in _NOT_SUMMED]
    summed = [x for x in summed if x >= len(header) or not _RANKS(header[x])]
    return [x for x in summed if not (is_of_change(sheet, x) and "%" in header[x])]


def _is_near(numbers: Sequence[Sequence[float | None]], way: _Way, x: int, y: int) -> bool:
    """Whether a sum that holds in no column is off by so little that it must be that of these rows."""
    printed, due = numbers[y][x] or 0.0, sum(numbers[k][x] or 0.0 for k in way.rows)
    return way.off <= _NEAR * abs(printed) or is_slip(printed, due)


def _is_mean(sheet: TableSheet, numbers: Sequence[Sequence[float | None]], way: _Way, x: int, y: int) -> bool:
    """Whether points in a row of sums are no sum but what all rows have on average, each with its own weight."""
    if way.is_right or x >= len(sheet.kinds) or sheet.kinds[x] not in ("score", "total"):
        return False
    printed, parts = numbers[y][x] or 0.0, [numbers[k][x] or 0.0 for k in way.rows]
    between = len(parts) >= _FEWEST_OF_MEAN and min(parts) < printed < max(parts)
    return between and not is_slip(printed, sum(parts))


def _of_another_year(sheet: TableSheet, y: int) -> bool:
    """Whether a sum behind that of the table names a year: the parts of "Tổng điểm năm 2022" stand elsewhere."""
    named = of_words(sheet.name(sheet.record.rows[y]) or "").year is not None
    return named and any(_is_sum(sheet, row) for row in sheet.record.rows[:y])


def _heads(sheet: TableSheet) -> set[int]:
    """The rows of groups, by their numbers: "II", or 3 where others are 3.1 and 3.2."""
    marks = [_mark(row[0]) if row else "" for row in sheet.record.rows]
    told = any(map(_BELOW.match, marks)) and not any(map(_GROUP.match, marks))
    return {k for k, mark in enumerate(marks) if (_TOP if told else _GROUP).match(mark)}


def _mark(cell: str) -> str:
    """The number of a row, in a cell of its own or in front of its name: "1.1. Ban hành kế hoạch"."""
    told = _IN_NAME.match(cell)
    return told["mark"] if told else cell


def _ways(sheet: TableSheet, numbers: Sequence[Sequence[float | None]], x: int, y: int) -> Iterator[_Way]:
    """The rows that the figure in row ``y`` of a column may be the sum of."""
    rows = sheet.record.rows
    printed = {
        k: figure for k, row in enumerate(numbers) if (figure := row[x] if x < len(row) else None) is not None
    }
    nothing = {k: 0.0 for k, row in enumerate(rows) if x < len(row) and row[x].strip() in _NOTHING}
    column = dict(sorted((nothing | printed).items()))
    over = _heads(sheet) | {k for k, row in enumerate(rows) if _PART_SUM(sheet.name(row) or "")}
    over |= {k for k, row in enumerate(rows) if _is_sum(sheet, row)}
    before = [k for k in column if k < y]
    sums = [k for k in before if _is_sum(sheet, rows[k])]
    last = max((k for k in over if k < y), default=-1)
    next_ = min((k for k in over if k > y), default=len(rows))
    ways = {
        "parts": [k for k in before if k not in over],
        "all": before,
        "sums": [k for k in before if k in over],
        "groups": [k for k in before if k in over and k not in sums],
        "last sum and since": [k for k in before if sums and k >= sums[-1]],
        "since the last": [k for k in before if k > last],
        "below": [k for k in column if y < k < next_],
    }
    for name, parts in ways.items():
        told = tuple(k for k in parts if k in printed)
        if told and len(parts) > 1:
            yield _Way(name, told, abs(sum(column[k] for k in parts) - column[y]))


def group_sums(i: int, sheet: TableSheet) -> Iterator[SheetLaw]:
    """The figures of groups as the sums of their rows, where another column says that it has no more of them."""
    numbers, heads = numbers_of(sheet), _heads(sheet)
    ends = sorted(heads | {k for k, row in enumerate(sheet.record.rows) if _is_sum(sheet, row)})
    groups = [(k, range(k + 1, next((end for end in ends if end > k), len(numbers)))) for k in sorted(heads)]
    for k, below in (*groups, *_dashed(sheet)):
        columns = _summed(sheet, len(sheet.kinds))
        whole = [x for x in columns if numbers[k][x] is not None and _all_known(numbers, below, x)]
        right = [
            x for x in whole if abs(sum(numbers[c][x] or 0.0 for c in below) - (numbers[k][x] or 0.0)) < ROUNDING
        ]
        if (k, below) not in groups:  # parts by a dash have shares and growth beside them, which do not add up
            whole = [x for x in whole if x in right or _is_close(numbers, k, below, x)]
        for x in whole if len(below) > 1 and any(numbers[k][x] for x in right) else ():
            parts, change = [cell_at(i, c, x) for c in below], is_of_change(sheet, x)
            yield sum_law(parts, cell_at(i, k, x), row_place(sheet, k), code="table-sum", change=change)


def _is_close(numbers: Sequence[Sequence[float | None]], k: int, below: range, x: int) -> bool:
    """Whether the parts of a row miss it by so little that it must be their sum."""
    due, printed = sum(numbers[c][x] or 0.0 for c in below), numbers[k][x] or 0.0
    return abs(due - printed) <= _NEAR * abs(printed) or is_slip(printed, due)


def _dashed(sheet: TableSheet) -> Iterator[tuple[int, range]]:
    """Rows with those that are marked as their parts by a dash: "Đã giải quyết", "- đúng hạn", "- quá hạn"."""
    marked = [_PART_ROW.match(sheet.name(row) or "") is not None for row in sheet.record.rows]
    for k, part in enumerate(marked):
        if not part:
            below = range(k + 1, next((y for y in range(k + 1, len(marked)) if not marked[y]), len(marked)))
            if below:
                yield k, below


def _all_known(numbers: Sequence[Sequence[float | None]], rows: Sequence[int], x: int) -> bool:
    return all(numbers[k][x] is not None for k in rows)
