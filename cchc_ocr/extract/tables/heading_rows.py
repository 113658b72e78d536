"""Which rows of a table are its head, and how the rows below are set to the columns of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from cchc_ocr.extract.tables.cells import is_sum, number
from cchc_ocr.extract.tables.column_heads import ColumnHeads
from cchc_ocr.extract.tables.headings import names_criteria

_COLUMN_NUMBERS = re.compile(r"^\(?\d{1,2}\)?(?:\s*=.*)?$|^\(?[a-z]\)?$", re.IGNORECASE)
_NUMERAL = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")


def heading_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows head the table: the first, and those that say more below cells it left empty.

    None where a table goes on from the page before: with its next number, with figures, or with its sums.

    >>> heading_rows([("TT", "Đơn vị", "Hồ sơ", ""), ("", "", "Tiếp nhận", "Đúng hạn"), ("1", "Sở A", "5", "4")])
    2
    >>> heading_rows([("TT", "Tên"), ("", "goes on with the row of the page before"), ("1", "Sở A")])
    1
    """
    if not rows or number(rows[0][0]) is not None:
        return 0
    figures = sum(number(cell) is not None and not _YEAR.fullmatch(cell.strip()) for cell in rows[0])
    if figures > (len(rows) > 1) or (figures and any(map(is_sum, rows[0][:2]))):
        return 0
    count = 1
    while count < len(rows) and _says_more(rows[:count], rows[count]):
        count += 1
    broken = count + 1 < len(rows) and _goes_on(rows[count]) and _says_more(rows[: count + 1], rows[count + 1])
    return count + 2 if broken else count


def _goes_on(row: Sequence[str]) -> bool:
    """Whether a row may hold the second lines of heads that are too long: "Bình quân / 3 năm", above "Điểm"."""
    return not row[0] and any(row) and all(number(cell) is None for cell in row if cell)


def _says_more(heading: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
    """Whether a row says more below the heading so far; a cell of ordinals it has only where that has none."""
    filled = [(over, cell) for over, cell in zip_longest(heading[-1], row, fillvalue="") if cell]
    names = bool(filled) and all(number(cell) is None or _YEAR.fullmatch(cell) for _, cell in filled)
    below = not row[0] or not (any(above[0] for above in heading) or numbers_columns(row))
    parts = _is_repeated(heading[-1]) or any(not over or over == cell for over, cell in filled)
    return names and below and parts


def _is_repeated(row: Sequence[str]) -> bool:
    """Whether a row of a heading has the head of several columns in each of them."""
    return any(one and one == other for one, other in pairwise(row))


def without_repeats(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows of a table; what a row of the head has again of the row above, over several rows, is left out.

    >>> without_repeats([("TT", "Hồ sơ", "Hồ sơ"), ("TT", "Nhận", "Trả"), ("1", "5", "4")])[1]
    ('', 'Nhận', 'Trả')
    """
    again = 1
    while again < len(rows) and rows[again][0] and rows[again][0] == rows[0][0] and rows[again] != rows[0]:
        again += 1
    head = [
        tuple("" if cell == over else cell for over, cell in zip_longest(above, row, fillvalue=""))
        for above, row in pairwise(rows[:again])
    ]
    return [*rows[:1], *head, *rows[again:]]


def once(heading: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Rows of a heading; what is printed in each of the columns that it heads stands in the first of them alone.

    >>> once([("Xã", "Điểm", "Điểm"), ("", "Tự chấm", "Thẩm định")])
    [('Xã', 'Điểm', ''), ('', 'Tự chấm', 'Thẩm định')]
    """
    rows = [
        tuple(cell if not x or cell != row[x - 1] else "" for x, cell in enumerate(row)) for row in heading[:-1]
    ]
    return [*rows, *map(tuple, heading[-1:])]


def spread(heading: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Rows of a heading, the cells of each but the last going on over empty ones that have a cell somewhere below.

    >>> list(spread([("Tiêu chí", "Năm 2022", "", "Ghi chú"), ("", "Điểm", "Hạng", "")]))[0]
    ['Tiêu chí', 'Năm 2022', 'Năm 2022', 'Ghi chú']
    """
    for y, above in enumerate(heading[:-1]):
        below = [next(filter(None, column), "") for column in zip_longest(*heading[y + 1 :], fillvalue="")]
        cells = list(above)
        for x in range(1, min(len(cells), len(below))):
            if not cells[x] and below[x] and below[x - 1]:
                cells[x] = cells[x - 1]
        for x in range(1, min(len(cells), len(below)) - 1):  # a head that was set in the middle of its columns
            if not cells[x] and below[x] and below[x + 1] and cells[x + 1] and not below[x - 1]:
                cells[x] = cells[x + 1]
        yield cells
    yield from heading[-1:]


def numbers_columns(row: Sequence[str]) -> bool:
    """Whether a row is empty or counts the columns, from 1 or A; a body with small figures is neither.

    >>> numbers_columns(("(1)", "(2)", "(3)=(1)+(2)")), numbers_columns(("A", "B", "1"))
    (True, True)
    >>> numbers_columns(("2", "", "7")), numbers_columns(("1", "50", "48"))
    (False, False)
    """
    cells = [cell for cell in row if cell]
    numerals = [int(found[0]) for cell in cells if (found := _NUMERAL.search(cell))]
    rise = all(one < other <= len(row) + 1 for one, other in pairwise(numerals))  # and no month with its figures
    counts = rise and all(_COLUMN_NUMBERS.match(cell) for cell in cells)
    return len(row) >= 3 and counts and (not cells or cells[0].strip("()").lower() in ("1", "a"))


def aligned(heads: ColumnHeads, row: tuple[str, ...], header: Sequence[str]) -> tuple[str, ...]:
    """A row of sums, whose name spans the columns of ordinal and name, with its figures below the others."""
    numbered = bool(header) and heads.kind_of(header[0]) != "name" and not names_criteria(header[0])
    spans = len(row) > 2 and len(row) == len(header) - 1 and is_sum(row[0]) and numbered
    return ("", *row) if spans else row
