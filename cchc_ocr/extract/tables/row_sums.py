"""Columns that say what others say together: their sums, their differences, and shares of one in another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from cchc_ocr.extract.checks.arithmetic import ROUNDING, Law, Values
from cchc_ocr.extract.tables.cells import is_average
from cchc_ocr.extract.tables.column_heads import compares_times
from cchc_ocr.extract.tables.column_results import ColumnResult, result_of
from cchc_ocr.extract.tables.headings import says_taken_off
from cchc_ocr.extract.tables.row_shares import says_shares
from cchc_ocr.extract.tables.sheet_laws import (
    Args,
    Numbers,
    SheetLaw,
    cell_at,
    decimals_printed,
    is_of_change,
    numbers_of,
    off_share,
    row_place,
    sum_law,
)
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.extract.tables.subjects import says_places

_NOT_ADDED = frozenset(
    {"ordinal", "code", "time", "percent", "rank", "grade", "maximum"}
)  # columns that are no parts of others
_NOT_COUNTED = _NOT_ADDED | {"score", "total", "deduction"}  # whose shares are those of points
_FEWEST_PARTS_OF_YEAR = 4  # quarters; of fewer, sums of any columns are tried
_MOST_COLUMNS = 8  # whose sums are tried: of more, some add up by chance
# A column is the sum of others where it is so in three rows at least, and in three of four.
_FEWEST_ROWS, _SHARE = 3, 0.75


def row_sums(i: int, sheet: TableSheet) -> Iterator[SheetLaw]:
    """Columns that are the sum of two or three others in nearly all rows ("đúng hạn" + "trễ hạn")."""
    numbers = numbers_of(sheet)
    yield from _year_laws(i, sheet, numbers)
    came = result_of(sheet.columns, sheet.all_heads, sheet.record.rows)
    yield from (_result_law(i, sheet, y, came, row) for y, row in enumerate(numbers) if came and row[came.at])
    told = {came.at, *(x for x, _ in came.parts)} if came else set()
    added = [x for x, kind in enumerate(sheet.kinds) if kind not in _NOT_ADDED and x not in told]
    numeric = [x for x in added if sum(row[x] is not None for row in numbers) >= _FEWEST_ROWS]
    for whole in numeric:
        scores = tuple(x for x in numeric if sheet.kinds[x] == "score" and sheet.kinds[whole] == "total")
        ways = (
            [scores]
            if len(scores) > 1 and _adds_up(whole, scores, numbers)
            else _parts_of(whole, numeric, numbers)
        )
        parts = next(iter(ways), ())
        for y, row in enumerate(numbers):
            name = sheet.name(sheet.record.rows[y]) or ""
            if is_average(name) or says_places([name]):
                continue  # each cell is rounded by itself; a place that rose has a smaller number
            if parts and None not in (row[whole], *(row[x] for x in parts)):
                yield _row_law(i, sheet, y, parts, whole)


def _result_law(i: int, sheet: TableSheet, y: int, came: ColumnResult, row: Sequence[float | None]) -> SheetLaw:
    """What comes out of points, with those on top and less those taken off; empty cells are nothing."""
    whole = cell_at(i, y, came.at)
    parts = [(cell_at(i, y, x), sign) for x, sign in came.parts if row[x] is not None]
    cells = (*(cell for cell, _ in parts), whole)

    def due(values: Values) -> float:
        return round(sum(sign * abs(values[cell]) for cell, sign in parts), 4)

    def holds(values: Values) -> bool:
        return abs(due(values) - values[whole]) <= ROUNDING

    figures: Callable[[Values], Args]
    if [sign for _, sign in parts] == [1, -1]:
        figures = _left(parts[0][0], whole, parts[1][0])
    else:

        def figures(values: Values) -> Args:
            return {"due": due(values), "printed": values[whole]}

    return SheetLaw(Law(cells, holds, holds), "row-sum", row_place(sheet, y), figures)


def _year_laws(i: int, sheet: TableSheet, numbers: Numbers) -> Iterator[SheetLaw]:
    """What a column says of a whole year, as the sum of those of its parts; shares add up to nothing."""
    parts = [column.at for column in sheet.columns if column.kind == "value" and column.part is not None]
    wholes = [column.at for column in sheet.columns if column.kind == "value" and column.part is None]
    measure = next(iter(sheet.of_kind("measure")), None)
    rows = sheet.record.rows
    counted = [
        y
        for y, row in enumerate(rows)
        if not says_shares(f"{sheet.name(row) or ''} {sheet.cell(row, measure) or ''}")
    ]
    if len(wholes) != 1 or len(parts) < _FEWEST_PARTS_OF_YEAR:
        return
    if _adds_up(wholes[0], parts, [numbers[y] for y in counted]):
        for y in counted:
            if None not in (numbers[y][wholes[0]], *(numbers[y][x] for x in parts)):
                yield _row_law(i, sheet, y, parts, wholes[0])


def _row_law(i: int, sheet: TableSheet, y: int, parts: Sequence[int], whole: int) -> SheetLaw:
    """A sum; where one of two parts is a change of the other, or what was taken off the whole, it is said so."""
    place = row_place(sheet, y)
    law = sum_law([cell_at(i, y, x) for x in parts], cell_at(i, y, whole), place, code="row-sum")
    for told, is_told in ((_changed, is_of_change), (_left, _takes_off)):
        between = [x for x in parts if is_told(sheet, x)]
        if len(parts) == 2 and len(between) == 1:
            rest = next(x for x in parts if x not in between)
            return replace(law, figures=told(*(cell_at(i, y, x) for x in (whole, rest, between[0]))))
    return law


def _takes_off(sheet: TableSheet, x: int) -> bool:
    header = sheet.record.header
    return x < len(header) and says_taken_off(header[x])


def _changed(after: str, before: str, change: str) -> Callable[[Values], Args]:
    """What to say of a change that does not lead from one cell to the other."""

    def figures(values: Values) -> Args:
        due = round(values[after] - values[before], 4)
        return {"after": values[after], "before": values[before], "due": due, "printed": values[change]}

    return figures


def _left(before: str, left: str, taken: str) -> Callable[[Values], Args]:
    """What to say where something else is left than what was there before, less what was taken off."""

    def figures(values: Values) -> Args:
        due = round(values[before] - values[taken], 4)
        return {"before": values[before], "taken": values[taken], "due": due, "printed": values[left]}

    return figures


def _parts_of(whole: int, numeric: Sequence[int], numbers: Numbers) -> Iterator[tuple[int, ...]]:
    """Columns whose sum is the column ``whole`` wherever two of them at least are more than nothing."""
    others = [x for x in numeric if x != whole]
    if len(numeric) <= _MOST_COLUMNS:
        ways = (parts for count in (2, 3) for parts in combinations(others, count))
        yield from (parts for parts in ways if _adds_up(whole, parts, numbers))


def _adds_up(whole: int, parts: Sequence[int], numbers: Numbers) -> bool:
    """Whether columns add up to another in nearly all rows."""
    rows = [(row[whole], [row[x] for x in parts]) for row in numbers]
    known = [(w, [p for p in ps if p is not None]) for w, ps in rows if w is not None and None not in ps]
    telling = [(w, ps) for w, ps in known if sum(p != 0 for p in ps) > 1]
    right = [w for w, ps in telling if abs(sum(ps) - w) < 0.005]
    return len(right) >= _FEWEST_ROWS and len(right) >= _SHARE * len(telling)


@dataclass(frozen=True, slots=True)
class _Share:
    """A column of percentages as what columns are, together, of others, or of ``all``."""

    percent: int
    parts: tuple[int, ...]
    wholes: tuple[int, ...]
    all: float | None = None

    def figures(self, row: Sequence[float | None]) -> tuple[float, float, float] | None:
        """Part, whole and percentage of a row; None where one is missing or nothing."""
        cells = [row[x] for x in (*self.parts, *self.wholes, self.percent)]
        known = [cell for cell in cells if cell is not None]
        if len(known) < len(cells):
            return None
        part, whole = sum(known[: len(self.parts)]), self.all or sum(known[len(self.parts) : -1])
        return (part, whole, known[-1]) if part and whole else None


def share_laws(i: int, sheet: TableSheet) -> Iterator[SheetLaw]:
    """Columns of percentages that are shares of one column in another in nearly all rows, those of times, too."""
    numbers = numbers_of(sheet)
    counted = [
        x
        for x, kind in enumerate(sheet.kinds)
        if kind not in _NOT_COUNTED and sum(row[x] is not None for row in numbers) >= _FEWEST_ROWS
    ]
    for percent in (x for x, kind in enumerate(sheet.kinds) if kind == "percent" or _compares(sheet, x)):
        steps = [10.0 ** -decimals_printed(row, percent) for row in sheet.record.rows]
        share = next((s for s in _shares(percent, counted, numbers) if _holds(s, numbers, steps)), None)
        for y, row in enumerate(numbers if share else ()):
            if share and share.figures(row):
                yield _share_law(i, sheet, y, share, steps[y])


def _compares(sheet: TableSheet, x: int) -> bool:
    header = sheet.record.header
    return x < len(header) and compares_times(header[x])


def _shares(percent: int, counted: Sequence[int], numbers: Numbers) -> Iterator[_Share]:
    """What a column of percentages may be, the likelier first: the column before it is their part."""
    before = sorted(counted, key=lambda x: (x != percent - 1, x))
    for parts in [*((x,) for x in before), *pairwise(counted)]:
        yield from (_Share(percent, parts, (x,)) for x in counted if x not in parts)
        if len(counted) > 2:
            yield _Share(percent, parts, tuple(counted))
    told = [(row[percent - 1], row[percent]) for row in numbers] if percent - 1 in counted else []
    wholes = {round(100 * part / share) for part, share in told if part and share}
    yield from (_Share(percent, (percent - 1,), (), float(whole)) for whole in sorted(wholes))


def _holds(share: _Share, numbers: Numbers, steps: Sequence[float]) -> bool:
    told = [(share.figures(row), step) for row, step in zip(numbers, steps, strict=True)]
    off = [off_share(*figures) / step for figures, step in told if figures]
    right = sum(one <= 1 for one in off)
    return right >= _FEWEST_ROWS + (share.all is not None) and right >= _SHARE * len(off)


def _share_law(i: int, sheet: TableSheet, y: int, share: _Share, step: float) -> SheetLaw:
    parts, wholes = ([cell_at(i, y, x) for x in xs] for xs in (share.parts, share.wholes))
    at = cell_at(i, y, share.percent)

    def known(values: Values) -> tuple[float, float, float]:
        whole = share.all or sum(values[x] for x in wholes)
        return sum(values[x] for x in parts), whole, values[at]

    def holds(values: Values) -> bool:
        return off_share(*known(values)) <= step

    def figures(values: Values) -> Args:
        part, whole, percent = known(values)
        return {"part": part, "whole": whole, "due": round(100 * part / whole, 2), "percent": percent}

    return SheetLaw(Law((*parts, *wholes, at), holds, holds), "count-percent", row_place(sheet, y), figures)
