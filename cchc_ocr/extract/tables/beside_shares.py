"""Shares in brackets behind the counts of a table: "118 (25,0%)", of a column beside or of all in the row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cchc_ocr.check_texts import failed
from cchc_ocr.extract.checks.printed_shares import is_within_a_step
from cchc_ocr.extract.tables.cells import number, share_beside
from cchc_ocr.extract.tables.sheet_laws import numbers_of, row_place
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.records import Check

# A share is of a whole where it is so in three cells at least, and in three of four.
_FEWEST, _MOST_RIGHT = 3, 0.75
_Whole = Callable[[int], float | None]  # of a row


@dataclass(frozen=True, slots=True)
class _BesideShare:
    """A count in row ``y`` with the share behind it, and the step of the last figure of that."""

    y: int
    x: int
    part: float
    share: float
    step: float

    def fits(self, whole: float) -> bool:
        return is_within_a_step(self.part, whole, self.share, self.step)


def shares_beside(i: int, sheet: TableSheet) -> Iterator[Check]:
    """The shares of the ``i``-th table that are not those of the whole that most others are of."""
    cells = [cell for y, row in enumerate(sheet.record.rows) for cell in _cells(y, row)]
    columns = sorted({cell.x for cell in cells})
    numbers = numbers_of(sheet)
    sums = _sums_of(numbers, columns)
    for column in columns:
        own = [cell for cell in cells if cell.x == column]
        wholes = [_column(numbers, x) for x in range(len(sheet.kinds)) if x != column]
        told = next((whole for whole in (*wholes, sums) if _is_whole(own, whole)), None)
        for cell in own if told else ():
            whole = told(cell.y) if told else None
            if whole and not cell.fits(whole):
                due = round(100 * cell.part / whole, 2)
                args = {"part": cell.part, "whole": whole, "due": due, "percent": cell.share}
                yield failed(code="count-percent", fields=(f"/tables/{i}",), **row_place(sheet, cell.y), **args)


def _cells(y: int, row: Sequence[str]) -> Iterator[_BesideShare]:
    for x, cell in enumerate(row):
        part, share = number(cell), share_beside(cell)
        if part is not None and share is not None:
            printed = cell.rpartition("(")[2].rstrip(" %)")
            yield _BesideShare(y, x, part, share, 10.0 ** -len(printed.partition(",")[2]))


def _sums_of(numbers: Sequence[Sequence[float | None]], columns: Sequence[int]) -> _Whole:
    """The sum of the cells of a row that have shares; None where one is missing."""

    def whole(y: int) -> float | None:
        known = [figure for x in columns if (figure := numbers[y][x]) is not None]
        return sum(known) if len(known) == len(columns) > 1 else None

    return whole


def _column(numbers: Sequence[Sequence[float | None]], x: int) -> _Whole:
    return lambda y: numbers[y][x]


def _is_whole(cells: Sequence[_BesideShare], whole: _Whole) -> bool:
    known = [(cell, of) for cell in cells if (of := whole(cell.y))]
    right = sum(cell.fits(of) for cell, of in known)
    return right >= _FEWEST and right >= _MOST_RIGHT * len(known)
