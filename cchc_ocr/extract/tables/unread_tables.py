"""Tables of which no figure was recognised, though they are said to give results: for a person to look at."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_ocr.check_texts import failed
from cchc_ocr.extract.tables.cells import number
from cchc_ocr.extract.tables.headings import names_money
from cchc_ocr.extract.tables.sheet_context import SheetContext
from cchc_ocr.patterns import as_said
from cchc_ocr.records import Check

_OF_RESULTS = as_said(r"\b(?:kết quả|điểm|chỉ số|tỷ lệ|xếp hạng|xếp loại|thứ hạng|hồ sơ)\b")
_FEWEST = 4  # figures; fewer may be anything
_APART = frozenset({"ordinal", "code", "time", "name", "maximum"})  # columns of no results


def unread_table(i: int, context: SheetContext) -> Iterator[Check]:
    """The check of the ``i``-th table, where it has figures of which none is known to be a result."""
    kinds = {context.kind(column, row) for row in context.rows for column in context.sheet.columns}
    if kinds - _APART - {"other"} or not any(map(_OF_RESULTS, context.told_around)):
        return
    figures = sum(
        number(cell) is not None
        for row in context.rows
        for x, cell in enumerate(row.cells)
        if _may_hold(context, x)
    )
    if figures >= _FEWEST:
        yield failed(code="unread-table", fields=(f"/tables/{i}",), page=context.sheet.record.page, number=i + 1)


def _may_hold(context: SheetContext, x: int) -> bool:
    """Whether a column may have results: it is none of numbers, times or money, and no heading sets it aside."""
    sheet = context.sheet
    heading = sheet.all_heads[x] if x < len(sheet.all_heads) else ""
    kind = sheet.columns[x].kind if x < len(sheet.columns) else "other"
    return x > 0 and kind not in _APART and not (sheet.column_heads.sets_aside(heading) or names_money(heading))
