"""What the cells of one table state: scores, totals, ranks, grades, shares and counts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from cchc_ocr.extract.figures.account import AccountLine
from cchc_ocr.extract.figures.roles import Role
from cchc_ocr.extract.results.grades import grade
from cchc_ocr.extract.tables.cells import number
from cchc_ocr.extract.tables.columns import SheetColumn
from cchc_ocr.extract.tables.sheet_context import ReadRow, SheetContext
from cchc_ocr.extract.tables.sheets import CELL, TableSheet
from cchc_ocr.extract.text.certainty import probability_of_value
from cchc_ocr.extract.text.finding import CellPlace, Finding
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.patterns import unaccented
from cchc_ocr.records import Count, Deduction, Grade, Percentage, Rank, Score, Total
from cchc_ocr.vietnamese import bare

V = TypeVar("V")

# How often a figure is what its column says it is, when the reading is right: of the rows of rankings and criteria
# in the samples all, rounded down. What only the cells tell of their column is less sure.
_MEANING, _TOLD_BY_CELLS = 0.95, 0.9
_PLACE = re.compile(r"^(\d{1,3})(?:/(\d{1,3}))?$")
_BASE_TOLD = unaccented(r"\b(?:hạng|vị thứ|vị trí)\b.*(?:\btrên|\btrong(?: tổng số| số)?|/)\s*(?P<of>\d{1,3})\b")
_OF_CHANGE = unaccented(r"\b(?:thay đổi|tăng|giảm|chênh lệch|biến động)\b.*\b(?:hạng|bậc|vị thứ|vị trí)\b")
_STEPS = unaccented(r"(?P<sign>[-–−+]|tăng|giảm|lên|xuống)\s*(?P<steps>\d{1,2})(?:\s*(?:bậc|hạng))?")
_MOST_BESIDE = unaccented(r"\s*\([^()]*\d[^()]*\)\s*$")  # "Hạ tầng (20)": the name stands before it
_ROLES: dict[str, Role] = {
    "ordinal": "ordinal", "code": "code", "time": "date", "rank": "rank", "maximum": "maximum", "score": "score",
    "total": "score", "percent": "percentage", "count": "count", "deduction": "deduction",
}  # fmt: skip


class SheetValues:
    """The values of the table ``at`` of a document, from 0, each with the cells that its fields were read from."""

    def __init__(self, context: SheetContext, at: int = 0) -> None:
        self.context, self.sheet, self._at = context, context.sheet, at

    def _parts(self) -> Iterator[Finding[Score]]:
        """What bodies have of the parts of a total, which stand side by side before it: one column each."""
        if not self.context.lists_bodies or not self.sheet.of_kind("total") or self.context.is_total_of_indices():
            return
        for row, column in self.context.cells("score"):
            score = number(self.sheet.cell(row.cells, column) or "")
            if score is None or row.summed:
                continue
            heading = self.sheet.record.header[column.at]
            value = Score(
                criterion=_without_maximum(heading),
                criterion_code=self.context.knowledge.criteria.code(heading),
                score=score,
                max_score=column.most,
                basis=column.basis or self.context.basis,
                **self.context.common(column, row),
            )
            yield self._finding(value, row, score=column)

    def deductions(self) -> Iterator[Finding[Deduction]]:
        for row, column in self.context.cells("deduction"):
            points = number((self.sheet.cell(row.cells, column) or "").lstrip("-–−"))
            if points and not row.summed and row.name:
                slots = self.context.common(column, row)
                known = {key: slots[key] for key in ("unit", "nature", "year")}
                yield self._finding(Deduction(name=row.name, points=points, **known), row, points=column)

    def scores(self) -> Iterator[Finding[Score]]:
        yield from self._parts()
        for row, column, claim in self.context.results():
            if self.context.is_total(row):
                continue
            code = self.context.knowledge.criteria.code(row.name)
            score, most = self.sheet.points(row.cells, column), self.sheet.pair(row.cells, column)[1]
            printed = _before_stroke(self.sheet.cell(row.cells, column))
            if code is None and (number(printed) is None or (most is None and not self._is_of_index(printed))):
                continue
            value = Score(
                criterion=row.name,
                criterion_code=code,
                score=score,
                max_score=most,
                percent=self._percent(row),
                self_score=self.sheet.points(row.cells, claim),
                basis=column.basis or self.context.basis,
                **self.context.common(column, row),
            )
            yield self._finding(value, row, score=column, max_score=self._maximum(), self_score=claim)

    def _is_of_index(self, printed: str) -> bool:
        """Whether points without a maximum are those of a part of the index that the table is about."""
        return "," in printed and self.context.index is not None and not self.context.lists_bodies

    def totals(self) -> Iterator[Finding[Total]]:
        for row, column, claim in self.context.results():
            score = self.sheet.points(row.cells, column)
            if score is None or not self.context.is_total(row):
                continue
            claimed = self.sheet.points(row.cells, claim)
            value = Total(
                name=row.name or row.index or self.context.column_index(column) or self.context.index,
                score=score,
                max_score=self.sheet.pair(row.cells, column)[1],
                percent=self._percent(row),
                basis=column.basis or self.context.basis,
                **self.context.common(column, row),
            )
            if claim is not None and claimed is not None:
                own = value.model_copy(update={"score": claimed, "percent": None, "basis": "self"})
                yield self._finding(own, row, score=claim, max_score=self._maximum())
                value = value.model_copy(update={"self_score": claimed})
            yield self._finding(value, row, score=column, max_score=self._maximum(), self_score=claim)

    def _maximum(self) -> SheetColumn | None:
        return next(iter(self.sheet.of_kind("maximum")), None)

    def _percent(self, row: ReadRow) -> float | None:
        """The share of the maximum, where one column says it of one column of points."""
        if len({c.when for c in self.sheet.of_kind("score", "total")}) > 1:
            return None
        return self.sheet.figure(row.cells, "percent")

    def ranks(self, known: Collection[int]) -> Iterator[Finding[Rank]]:
        for row, column in self.context.cells("rank"):
            place = _PLACE.match(self.sheet.cell(row.cells, column) or "")
            if place:
                base = int(place[2]) if place[2] else self._told_base(row, column)
                base = base or _base(self.sheet, column, known)
                common = self.context.common(column, row)
                name, change = row.name or common["index"], self._rank_change(row, column)
                value = Rank(name=name, position=int(place[1]), of=base, change=change, **common)
                yield self._finding(value, row, position=column)

    def _told_base(self, row: ReadRow, column: SheetColumn) -> int | None:
        """How many are ranked, by the head of the row or column: "Xếp hạng (trên 9 huyện)"."""
        heads = (row.name or "", self.sheet.record.header[column.at])
        told = next((m for head in heads if (m := _BASE_TOLD.search(bare(head).lower()))), None)
        return int(told["of"]) if told else None

    def _rank_change(self, row: ReadRow, column: SheetColumn) -> int | None:
        """By how many places the last of several rose, or fell, where a column says it: "giảm 3"."""
        header, ranks = self.sheet.record.header, self.sheet.of_kind("rank")
        if len(ranks) < 2 or column != max(ranks, key=lambda one: one.when.year or 0):
            return None
        told = next((c for c in self.sheet.columns if _OF_CHANGE.search(bare(header[c.at]).lower())), None)
        steps = _STEPS.fullmatch(bare(self.sheet.cell(row.cells, told) or "").lower())
        return int(steps["steps"]) * (1 if steps["sign"] in ("+", "tang", "len") else -1) if steps else None

    def grades(self) -> Iterator[Finding[Grade]]:
        for row, column in self.context.cells("grade"):
            given = grade(self.sheet.cell(row.cells, column) or "")
            if given:
                yield self._finding(
                    Grade(name=row.name, grade=given, **self.context.common(column, row)), row, grade=column
                )

    def percentages(self) -> Iterator[Finding[Percentage]]:
        if self.sheet.of_kind("score", "total", "maximum"):
            return
        for row, column in self.context.cells("percent"):
            figure = number(self.sheet.cell(row.cells, column) or "")
            if figure is not None and (row.summed or not self._sums_bodies):
                slots = {k: v for k, v in self.context.common(column, row).items() if k != "unit"}
                slots["index"] = row.index or self.context.column_index(column)
                value = Percentage(name=self._measure(row, column), value=figure, **slots)
                yield self._finding(value, row, value=column)

    def counts(self) -> Iterator[Finding[Count]]:
        for row, column in self.context.cells("count"):
            figure = number(self.sheet.cell(row.cells, column) or "")
            if figure is not None and (row.summed or not self._sums_bodies):
                slots = {k: v for k, v in self.context.common(column, row).items() if k not in ("unit", "index")}
                value = Count(name=self._measure(row, column), value=figure, **slots)
                yield self._finding(value, row, value=column)

    @cached_property
    def _sums_bodies(self) -> bool:
        return self.context.lists_bodies and any(row.summed for row in self.context.rows)

    def _measure(self, row: ReadRow, column: SheetColumn) -> str | None:
        """What a cell measures, in words that can stand alone: the heading, and of one row of many its name."""
        heading = self.sheet.record.header[column.at]
        if column.kind == "value":
            return row.name or heading
        return heading if row.summed or not row.name else f"{row.name}: {heading}"

    def _finding(self, value: V, row: ReadRow, /, **columns: SheetColumn | None) -> Finding[V]:
        """``value`` with the cells that its fields were read from; in doubt where nothing could be read in one."""
        sources = [
            (name, self._trace(row, column))
            for name, column in columns.items()
            if column is not None and (getattr(value, name) is not None or column is next(iter(columns.values())))
        ]
        first = next(iter(columns))
        doubtful = (first,) if getattr(value, first) is None else ()
        column = columns[first]
        cell = CellPlace(self._at, row.at, column.at) if column is not None else None
        return Finding(value, 0, 0, tuple(sources), doubtful, cell=cell)

    def account(self, number_of_table: int) -> Iterator[AccountLine]:
        for row in self.context.rows:
            for column in self.sheet.columns:
                cell = self.sheet.cell(row.cells, column)
                if cell is None or number(_before_stroke(cell)) is None:
                    continue
                kind = self.context.kind(column, row)
                role = _ROLES.get(kind, "unknown")
                at = f"/tables/{number_of_table}/rows/{row.at}/{column.at}"
                why = f"a column of the kind {kind}" if role != "unknown" else "no rule knows its column"
                trace = self._trace(row, column)
                yield AccountLine(cell, role, why, at, trace.page, trace.evidence(at).box)

    def _trace(self, row: ReadRow, column: SheetColumn) -> Trace:
        sheet = self.sheet
        cells = sheet.cells[row.at] if row.at < len(sheet.cells) else ()
        cell = row.cells[column.at] if column.at < len(row.cells) else ""
        trace = cells[column.at] if column.at < len(cells) else replace(sheet.trace, seen=cell)
        read = sheet.sure.get(cell.strip(), sheet.least)
        meaning = _TOLD_BY_CELLS if column.kind == "value" else _MEANING
        seen = trace.seen or " | ".join(row.cells)
        return replace(trace, seen=seen, confidence=round(CELL * meaning * probability_of_value(read), 4))


def _without_maximum(heading: str) -> str:
    """A heading without the maximum in brackets behind it.

    >>> _without_maximum("Điểm thẩm định (tối đa 70)"), _without_maximum("Điểm đạt")
    ('Điểm thẩm định', 'Điểm đạt')
    """
    told = _MOST_BESIDE.search(bare(heading).lower())
    return heading[: told.start()] if told else heading


def _before_stroke(cell: str | None) -> str:
    return (cell or "").partition("/")[0]


def _base(sheet: TableSheet, column: SheetColumn, known: Collection[int]) -> int | None:
    """How many are ranked: as many as are listed if the text names that number; a list may be of the first few."""
    cells = [number(sheet.cell(row, column) or "") for row in sheet.record.rows]
    places = [int(place) for place in cells if place is not None]
    last = max(places, default=0)
    return last if last in known and last in (len(places), len(sheet.record.rows)) else None
