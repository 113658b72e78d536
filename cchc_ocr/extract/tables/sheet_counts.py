"""The shares and the counts in the cells of one table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from cchc_ocr.extract.results.grades import ends_with_grade
from cchc_ocr.extract.tables.cells import number, share_beside
from cchc_ocr.extract.tables.column_pairs import ColumnPairs
from cchc_ocr.extract.tables.group_grades import grade_of_group
from cchc_ocr.extract.tables.measure_names import MeasureNames, says_share_alone
from cchc_ocr.extract.tables.read_rows import ReadRow
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.extract.tables.sheet_context import SheetContext
from cchc_ocr.extract.text.finding import Finding
from cchc_ocr.records import Count, Percentage

_ONE_WORD = re.compile(r"[^\W\d_]+(?: vị| quan)?")
_WHOLE_BEHIND = re.compile(r"(?<=\w)\s?/\s?[^\W\d][^/]*$")  # "Đã xong/được giao": what it is a part of
_ONE_PART = 2  # columns of counts: a whole, and one part of it


class SheetCounts:
    """The shares and counts of one table; ``finding`` gives a value of a row with the cells it was read from."""

    def __init__(self, context: SheetContext, pairs: ColumnPairs, finding: Callable[..., Finding[Any]]) -> None:
        self.context, self.sheet, self._pairs, self._finding = context, context.sheet, pairs, finding
        self._names = MeasureNames(context)

    def percentages(self) -> Iterator[Finding[Percentage]]:
        pointed = bool(self.sheet.of_kind("score", "total"))
        for row, column in self.context.cells("percent"):
            figure = number(self.sheet.cell(row.cells, column) or "")
            if figure is not None and not (pointed and self._is_of_points(column)):
                slots = self._slots(column, row)
                slots["index"] = row.index or self.context.column_index(column)
                value = Percentage(name=self._names.of(row, column), value=figure, **slots)
                yield self._finding(value, row, value=column)
        for row, column in self.context.cells("count"):
            share = share_beside(self.sheet.cell(row.cells, column) or "")
            if share is not None:
                slots = self._slots(column, row)
                value = Percentage(name=self._names.of(row, column), value=share, **slots)
                yield self._finding(value, row, value=column)

    def _is_of_points(self, column: SheetColumn) -> bool:
        """Whether a column of percentages beside points says no more than what share of them was given."""
        if column.kind != "percent":
            return False
        alone = says_share_alone(self.sheet.record.header[column.at])
        known = alone or any(
            share is column and self._has_most(self.sheet.columns[at]) for at, share in self._pairs.shares.items()
        )
        return known and column in self._pairs.shares.values()

    def _has_most(self, column: SheetColumn) -> bool:
        """Whether of the points of a column is known out of how many they are."""
        return any(self.context.most(row, column) is not None for row in self.context.rows)

    def counts(self) -> Iterator[Finding[Count]]:
        for row, column in self.context.cells("count"):
            printed, stroke, behind = (self.sheet.cell(row.cells, column) or "").partition("/")
            paired = stroke and column.kind == "count" and number(behind) is not None
            figure = number(printed if paired else f"{printed}{stroke}{behind}")
            if figure is not None and not self._only_divides(column):
                slots = {k: v for k, v in self._slots(column, row).items() if k != "index"}
                whole = self._pairs.wholes.get(column.at)
                of = number(self.sheet.cell(row.cells, whole) or "") if whole else None
                name = self._names.of(row, column)
                name = _WHOLE_BEHIND.sub("", name) if paired and name else name
                value = Count(name=name, value=figure, of=number(behind) if paired else of, **slots)
                found = self._finding(value, row, value=column, of=whole or (column if paired else None))
                guessed = self._names.is_guessed(column)
                yield replace(found, doubtful=(*found.doubtful, "name")) if guessed else found
        yield from self._group_counts()
        yield from self._ticked()

    def _only_divides(self, column: SheetColumn) -> bool:
        """Whether counts are no more than what those of one other column are shares of."""
        return column in self._pairs.wholes.values() and len(self.sheet.of_kind("count", "total")) <= _ONE_PART

    def _ticked(self) -> Iterator[Finding[Count]]:
        """How many have each grade, where a row of sums says it below the marks of a column."""
        named = self.sheet.named
        heading = self.sheet.record.header[named.at].lower() if named else ""
        counted = heading if _ONE_WORD.fullmatch(heading) else "đơn vị"
        for row in self.context.rows if self.context.lists_bodies else ():
            for column in self.sheet.of_kind("grade") if row.summed else ():
                given = ends_with_grade(self.sheet.record.header[column.at])
                figure = number(self.sheet.cell(row.cells, column) or "")
                if given and figure is not None:
                    slots = {k: v for k, v in self._slots(column, row).items() if k != "index"}
                    value = Count(name=f"{counted} xếp loại {given}", value=figure, **slots)
                    yield self._finding(value, row, value=column)

    def _group_counts(self) -> Iterator[Finding[Count]]:
        """How many have a grade, by the row that heads them: "B. XẾP LOẠI TỐT (02 đơn vị)"."""
        for row in self.context.rows if self.sheet.named else ():
            told = grade_of_group(row.name) if row.heads_group else None
            if told and told.number is not None and self.sheet.named:
                slots = {k: v for k, v in self._slots(self.sheet.named, row).items() if k not in ("index", "body")}
                value = Count(name=f"{told.counted} xếp loại {told.grade}", value=told.number, **slots)
                yield self._finding(value, row, value=self.sheet.named)

    def _slots(self, column: SheetColumn, row: ReadRow) -> dict[str, Any]:
        """The common slots of what has no ``unit``: its body is in ``body``, to be given its canonical name."""
        return {k: v for k, v in self.context.common(column, row).items() if k != "unit"}
