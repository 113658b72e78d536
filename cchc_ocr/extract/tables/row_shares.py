"""Rows of percentages: the shares of all answers to a question, and those of one row in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from cchc_ocr.extract.checks.arithmetic import Law, Values
from cchc_ocr.extract.checks.printed_shares import make_a_hundred
from cchc_ocr.extract.tables.sheet_laws import (
    Args,
    Numbers,
    SheetLaw,
    cell_at,
    column_place,
    decimals_printed,
    numbers_of,
    off_share,
    row_place,
)
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.patterns import unaccented
from cchc_ocr.vietnamese import bare

# A law holds where it does so in three rows, or columns, at least, and in three of four.
_FEWEST_ROWS, _MOST_RIGHT = 3, 0.75
_ANSWERS = frozenset({"percent", "score", "count", "value", "other"})
_FEWEST_ANSWERS = 3
_ROWS_BEFORE = 4
_SHARES = unaccented(r"\b(?:tỷ lệ|tỉ lệ)\b|%")


def says_shares(name: str) -> bool:
    """Whether the name of a row says that it holds percentages.

    >>> says_shares("Tỷ lệ trực tuyến (%)"), says_shares("Hồ sơ trực tuyến")
    (True, False)
    """
    return _SHARES.search(bare(name).lower()) is not None


def answer_laws(i: int, sheet: TableSheet) -> Iterator[SheetLaw]:
    """The shares of a row, those of all answers to one question, as a hundred, where they are so in most rows."""
    numbers = numbers_of(sheet)
    columns = [x for x, kind in enumerate(sheet.kinds) if kind in _ANSWERS and _is_filled(numbers, x)]
    rows = [(y, [row[x] for x in columns]) for y, row in enumerate(numbers)]
    known = [(y, [cell for cell in row if cell is not None]) for y, row in rows]
    whole = [(y, row) for y, row in known if len(row) == len(columns)]
    right = [y for y, row in whole if make_a_hundred(row)]
    if len(columns) < _FEWEST_ANSWERS or len(right) < _FEWEST_ROWS or len(right) < _MOST_RIGHT * len(whole):
        return
    for y, _ in whole:
        yield _answer_law(i, sheet, y, columns)


def _is_filled(numbers: Numbers, x: int) -> bool:
    return sum(row[x] is not None for row in numbers) >= _FEWEST_ROWS


def _answer_law(i: int, sheet: TableSheet, y: int, columns: Sequence[int]) -> SheetLaw:
    cells = tuple(cell_at(i, y, x) for x in columns)

    def holds(values: Values) -> bool:
        return make_a_hundred([values[cell] for cell in cells])

    def figures(values: Values) -> Args:
        shares = [values[cell] for cell in cells]
        printed = " + ".join(f"{share:g}".replace(".", ",") for share in shares)
        return {"shares": printed, "due": round(sum(shares), 4)}

    return SheetLaw(Law(cells, holds, holds), "share-sum", row_place(sheet, y), figures)


def line_share_laws(i: int, sheet: TableSheet) -> Iterator[SheetLaw]:
    """Rows of percentages that are shares of one row in another in nearly all columns: "Tỷ lệ trực tuyến (%)"."""
    numbers = numbers_of(sheet)
    shared = [y for y, row in enumerate(sheet.record.rows) if says_shares(sheet.name(row) or "")]
    for percent in shared:
        others = [y for y in range(max(0, percent - _ROWS_BEFORE), percent) if y not in shared]
        steps = {x: 10.0 ** -decimals_printed(sheet.record.rows[percent], x) for x in range(len(sheet.kinds))}
        for part, whole in permutations(reversed(others), 2):
            told = [
                (x, (a, b, c))
                for x, (a, b, c) in enumerate(zip(numbers[part], numbers[whole], numbers[percent], strict=False))
                if a and b and c and x in steps  # rows may have more or fewer cells than there are columns
            ]
            right = sum(off_share(*known) <= steps[x] for x, known in told)
            if right >= _FEWEST_ROWS and right >= _MOST_RIGHT * len(told):
                yield from (_line_law(i, sheet, x, (part, whole, percent), steps[x]) for x, _ in told)
                break


def _line_law(i: int, sheet: TableSheet, x: int, rows: tuple[int, int, int], step: float) -> SheetLaw:
    part, whole, percent = (cell_at(i, y, x) for y in rows)

    def holds(values: Values) -> bool:
        return off_share(values[part], values[whole], values[percent]) <= step

    def figures(values: Values) -> Args:
        due = round(100 * values[part] / values[whole], 2)
        return {"part": values[part], "whole": values[whole], "due": due, "percent": values[percent]}

    return SheetLaw(Law((part, whole, percent), holds, holds), "count-percent", column_place(sheet, x), figures)
