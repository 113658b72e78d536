"""The grades in the cells of one table: in a column, or given to the rows below by the row that heads them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cchc_ocr.extract.results.grades import ends_with_grade, grade
from cchc_ocr.extract.tables.column_cells import is_grade, is_ticked
from cchc_ocr.extract.tables.group_grades import grade_of_group, listed_in
from cchc_ocr.extract.tables.read_rows import ReadRow
from cchc_ocr.extract.tables.result_names import ResultNames
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.extract.tables.sheet_context import SheetContext
from cchc_ocr.extract.tables.subjects import is_bare
from cchc_ocr.extract.text.finding import Finding
from cchc_ocr.records import Grade

_OTHER_GRADE = re.compile(r"(?!(?i:x|không|đạt|vượt)$)[^\W\d_]+(?:[ ,-]+[^\W\d_]+){0,3}")


class SheetGrades:
    """The grades of one table; ``finding`` gives a value of a row with the cells it was read from."""

    def __init__(self, context: SheetContext, finding: Callable[..., Finding[Grade]]) -> None:
        self.context, self.sheet, self._finding = context, context.sheet, finding
        self._names = ResultNames(context)

    def found(self) -> Iterator[Finding[Grade]]:
        for row, column in self.context.cells("grade"):
            cell = self.sheet.cell(row.cells, column) or ""
            if is_ticked([cell]):
                cell = ends_with_grade(self.sheet.record.header[column.at]) or cell
            told = column.kind == "grade" or self.context.by_row(column)
            sure = told and _OTHER_GRADE.fullmatch(cell)
            given = grade(cell) or (cell if sure or is_grade(cell) else None)
            if given and self.context.groups_by_grade:
                yield from self._of_each_listed(row, column, given)
            elif given:
                common = self.context.common(column, row)
                value = Grade(name=self._graded_by(row, column), grade=given, **common)
                yield self._finding(value, row, grade=column)

        yield from self._group_grades()

    def _of_each_listed(self, row: ReadRow, column: SheetColumn, given: str) -> Iterator[Finding[Grade]]:
        """The grade of a row as that of each body which the row lists."""
        slots = self.context.common(column, row) | {"unit": None, "body": None}
        for body in listed_in(row.name or "") or filter(None, [row.name]):
            value = Grade(name=self.context.index, grade=given, **{**slots, "unit": body, "body": body})
            yield self._finding(value, row, grade=column)

    def _group_grades(self) -> Iterator[Finding[Grade]]:
        """The grades that rows above others give these, where no column does."""
        points = self.sheet.of_kind("score", "total", "percent", "rank")
        for row in self.context.rows if self.context.lists_bodies and not self.sheet.of_kind("grade") else ():
            told = grade_of_group(row.group)
            column = next(iter(points), self.sheet.named)
            if told and column and row.name and not row.whole and not row.heads_group:
                value = Grade(
                    name=self._names.of(row, column), grade=told.grade, **self.context.common(column, row)
                )
                yield self._finding(value, row, grade=column)

    def _graded_by(self, row: ReadRow, column: SheetColumn) -> str | None:
        """What a grade is of; of bodies that were graded by nothing that is named, the heading says it."""
        name = self._names.of(row, column)
        if not self.context.lists_bodies or column.kind != "grade":
            return name
        if name is not None and name != row.title and is_bare(name) and not self.context.index:
            return self.context.subject or name
        return self.sheet.record.header[column.at] or name if name == row.title else name
