"""Whether a table goes on with the one on the page before, and both as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cchc_ocr.extract.tables.cells import is_sum, number
from cchc_ocr.extract.tables.heading_rows import aligned
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.patterns import unaccented
from cchc_ocr.records import TableRecord
from cchc_ocr.vietnamese import bare

_NUMBERED = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[a-zđ])[.)]\s+\w")
_REST = unaccented(r"\btiếp theo\b|\(tiếp\)")


def goes_on(sheet: TableSheet, following: TableSheet) -> bool:
    """Whether a table continues the one before: it tops the next page and has the same columns."""
    one, other = sheet.record, following.record
    near = 0 <= other.page - one.page <= 1 + len(one.rows) // 20
    first = aligned(sheet.column_heads, other.header or next(iter(other.rows), one.header), one.header)
    same = len(one.header) == len(first)
    rest = not other.rows and not first[0] and 2 * len(list(filter(None, first))) <= len(first)
    heads = not rest and any(sheet.column_heads.kind_of(cell) != "other" for cell in other.header)
    own = one.page == other.page and _opens(following) and not _REST.search(bare(following.above).lower())
    return near and same and not own and other.title is None and (_repeats_header(one, other) or not heads)


def _opens(sheet: TableSheet) -> bool:
    """Whether a line of its own stands right above a table, which has its sums itself: "2. Sở Y tế"."""
    lead = sheet.above.strip().splitlines()[-1:]
    headed = bool(lead) and _NUMBERED.match(lead[0]) is not None
    return headed and any(is_sum(sheet.name(row)) for row in sheet.record.rows)


def _repeats_header(one: TableRecord, other: TableRecord) -> bool:
    return [bare(cell).lower() for cell in one.header] == [bare(cell).lower() for cell in other.header]


def joined(sheet: TableSheet, following: TableSheet) -> TableSheet:
    """Both tables as one; a first row without its number goes on with the last row of the page before."""
    one, other = sheet.record, following.record
    no_row = _repeats_header(one, other) or not any(other.header)
    all_rows = other.rows if no_row else (other.header, *other.rows)
    rows = [aligned(sheet.column_heads, row, one.header) for row in all_rows]
    before = list(one.rows)
    beside = zip(following.cells[len(following.cells) - len(rows) :], rows, strict=False)
    cells = [*sheet.cells, *((*of[:1], *of) if len(of) < len(row) else of for of, row in beside)]
    shift = len(before) + len(rows) - len(other.rows)
    open_cells = [cell for cell in following.open_cells if cell.row >= 0 or len(rows) > len(other.rows)]
    if rows and before and _ends(before[-1], rows[0]):
        shift -= 1
        pairs = zip(before[-1], rows.pop(0), strict=True)
        before[-1] = tuple(" ".join(filter(None, pair)) for pair in pairs)
        del cells[len(before) : len(before) + 1]
    sure = {text: min(c, sheet.sure.get(text, 1.0)) for text, c in following.sure.items()}
    return replace(
        sheet,
        record=one.model_copy(update={"rows": (*before, *rows)}),
        sure={**sheet.sure, **sure},
        below=following.below,
        least=min(sheet.least, following.least),
        cells=tuple(cells) if len(cells) == len(before) + len(rows) else (),
        open_cells=(*sheet.open_cells, *(replace(cell, row=cell.row + shift) for cell in open_cells)),
    )


def _ends(row: Sequence[str], following: Sequence[str]) -> bool:
    """Whether the first row of a page is the rest of the last one before: without number, sums and own figures.

    >>> _ends(("2", "Sở Khoa học", "84"), ("", "và Công nghệ", "")), _ends(("2", "Sở A", "84"), ("", "Sở B", "85"))
    (True, False)
    """
    if following[0] or len(row) != len(following) or any(map(is_sum, following[:2])):
        return False
    return all(number(one) is None or number(other) is None for one, other in zip(row, following, strict=True))
