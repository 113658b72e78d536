"""Points that were taken off, in the cells of one table, and what for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cchc_ocr.extract.tables.cells import number
from cchc_ocr.extract.tables.read_rows import ReadRow
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.extract.tables.sheet_context import SheetContext
from cchc_ocr.extract.text.finding import Finding
from cchc_ocr.patterns import as_said
from cchc_ocr.records import Deduction

_REASONS = as_said(r"\b(?:lý do|nội dung|nguyên nhân)\b.*\b(?:trừ|mất)\b")
_REASON = re.compile(r"(?P<reason>[^\W\d_][^();]*)\(\s*[-–−]\s*(?P<points>\d+(?:,\d+)?)\s*(?:điểm|đ)?\s*\)")
_REASON_ALONE = as_said(r"^\W*(?:lý do|nội dung|nguyên nhân)\b")
_LOST = re.compile(r"[-–−]\s?(?P<points>\d+(?:,\d+)?)")
_OF_DEDUCTIONS = ("unit", "body", "nature", "year", "period")  # what they have in common with other kinds


class SheetDeductions:
    """The deductions of one table; ``finding`` gives a value of a row with the cells it was read from."""

    def __init__(self, context: SheetContext, finding: Callable[..., Finding[Deduction]]) -> None:
        self.context, self.sheet, self._finding = context, context.sheet, finding

    def found(self) -> Iterator[Finding[Deduction]]:
        """All of them, each with the cells that it was read from."""
        pointed = bool(self.sheet.of_kind("score", "total", "maximum"))
        for row, column in self.context.cells("deduction"):
            points = number((self.sheet.cell(row.cells, column) or "").lstrip("-–−"))
            if points and row.name and (not row.whole or (row.summed and not pointed)):
                name = self._taken_for(row, column) if self.context.lists_bodies else row.name
                yield self._of(row, column, name, points)
        yield from self._taken_off()
        for row, column in self.context.cells("other"):
            if _REASONS(self.sheet.record.header[column.at]) and not row.whole:
                yield from self._reasons(row, column)

    def _taken_for(self, row: ReadRow, column: SheetColumn) -> str:
        """What the points of a body were taken off for, where a column says it, else the heading."""
        header = self.sheet.record.header
        reasons = (c for c in self.sheet.of_kind("other", "name") if _REASON_ALONE(header[c.at]))
        told = (self.sheet.cell(row.cells, reason) for reason in reasons)
        return next(filter(None, told), None) or self.sheet.own_heads[column.at]

    def _taken_off(self) -> Iterator[Finding[Deduction]]:
        """Points with a minus beside what they were taken off for: "Học bạ trả chậm | -1"; no others."""
        header = self.sheet.record.header
        reasons = [c for c in self.sheet.of_kind("other", "name") if _REASON_ALONE(header[c.at])]
        for row, column in self.context.cells("score", "total") if reasons else ():
            lost = _LOST.fullmatch(self.sheet.cell(row.cells, column) or "")
            points = number(lost["points"]) if lost else None
            if points and not row.whole:
                yield self._of(row, column, self.sheet.cell(row.cells, reasons[0]), points)

    def _reasons(self, row: ReadRow, column: SheetColumn) -> Iterator[Finding[Deduction]]:
        """What was taken off for each of the reasons in a cell: "Chậm báo cáo (-0,5); chưa công khai (-1)"."""
        for told in _REASON.finditer(self.sheet.cell(row.cells, column) or ""):
            points = number(told["points"])
            if points:
                yield self._of(row, column, told["reason"].strip(), points)

    def _of(self, row: ReadRow, column: SheetColumn, name: str | None, points: float) -> Finding[Deduction]:
        slots = self.context.common(column, row)
        known = {key: slots[key] for key in _OF_DEDUCTIONS}
        return self._finding(Deduction(name=name, points=points, **known), row, points=column)
