"""What the cells of one table state: scores, totals, ranks, grades, shares and counts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TypeVar

from cchc_ocr.extract.figures.account import AccountLine
from cchc_ocr.extract.figures.roles import Role
from cchc_ocr.extract.results.point_bases import basis_in
from cchc_ocr.extract.tables.beside_figures import change_beside
from cchc_ocr.extract.tables.cell_signs import CellSigns
from cchc_ocr.extract.tables.cells import is_broken, number, share_beside, without_place
from cchc_ocr.extract.tables.column_pairs import ColumnPairs
from cchc_ocr.extract.tables.read_rows import ReadRow, maxima_of
from cchc_ocr.extract.tables.result_names import ResultNames, without_maximum
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.extract.tables.sheet_context import SheetContext
from cchc_ocr.extract.tables.sheet_counts import SheetCounts
from cchc_ocr.extract.tables.sheet_deductions import SheetDeductions
from cchc_ocr.extract.tables.sheet_grades import SheetGrades
from cchc_ocr.extract.tables.sheet_places import SheetPlaces
from cchc_ocr.extract.text.certainty import probability_of_value
from cchc_ocr.extract.text.finding import Finding
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.patterns import as_said
from cchc_ocr.records import Basis, Count, Deduction, Grade, Percentage, Rank, Score, Total

V = TypeVar("V")

_NOT_FOUND = 0.9  # how often a cell of a picture is read rightly that is no line or word by itself
_POINTS_BEHIND = re.compile(r"(?<=\w)\s+[Đđ]iểm(?:\s(?:số|đạt|đạt được))?$|(?<=\w)\s*/\s*\d{1,3}\s*(?:đ|điểm)?$")
_POINTS = as_said(r"^\W*điểm\b")
_ROLES: dict[str, Role] = {
    "ordinal": "ordinal", "code": "code", "time": "date", "rank": "rank", "maximum": "maximum", "score": "score",
    "total": "score", "percent": "percentage", "count": "count", "deduction": "deduction",
}  # fmt: skip


class SheetValues:
    """The values of one table, the ``place``-th from 0, each with the cells that its fields were read from."""

    def __init__(self, context: SheetContext, place: int = 0) -> None:
        self.context, self.sheet, self.place = context, context.sheet, place
        self._signs, self._names, self._pairs = CellSigns(context), ResultNames(context), ColumnPairs(context)
        self._places, self._counts = SheetPlaces(context), SheetCounts(context, self._pairs, self._finding)

    def _parts(self) -> Iterator[Finding[Score]]:
        """What bodies have of the parts of a total, which stand side by side before it: one column each."""
        if not self.context.has_parts:
            return
        claims = {claim.at: best for best, claim in self.sheet.results("score") if claim is not None}
        own = {best.at: self.sheet.columns[at] for at, best in claims.items()}
        for row, column in self.context.cells("score"):
            printed, _, most = (self.sheet.cell(row.cells, column) or "").partition("/")
            score = number(printed)
            if score is None or row.summed or column.at in claims or column == self.sheet.given:
                continue
            claim = own.get(column.at)
            heading = self.sheet.record.header[column.at]
            value = Score(
                criterion=_POINTS_BEHIND.sub("", without_maximum(heading)),
                criterion_code=self.context.knowledge.criteria.code(heading),
                score=score,
                max_score=number(most)
                or column.most
                or self.sheet.maxima.get(column.at)
                or self._told_most(row, column),
                self_score=self.sheet.points(row.cells, claim),
                change=self._change(row, column),
                basis="average" if row.average else column.basis or self.context.basis,
                **self.context.common(column, row),
            )
            yield self._finding(value, row, score=column, self_score=claim)

    def _told_most(self, row: ReadRow, column: SheetColumn) -> float | None:
        """The most that a side may give, where the head of a group or the lines above say it."""
        told = dict(row.maxima or maxima_of(self.sheet.around))
        return told.get(column.basis) if column.basis else None

    def deductions(self) -> Iterator[Finding[Deduction]]:
        return SheetDeductions(self.context, self._finding).found()

    def grades(self) -> Iterator[Finding[Grade]]:
        return SheetGrades(self.context, self._finding).found()

    def percentages(self) -> Iterator[Finding[Percentage]]:
        return self._counts.percentages()

    def counts(self) -> Iterator[Finding[Count]]:
        return self._counts.counts()

    def scores(self) -> Iterator[Finding[Score]]:
        yield from self._parts()
        yield from self._weighted()
        for row, column, claim in self.context.results():
            if self.context.is_total(row):
                continue
            code = self.context.knowledge.criteria.code(row.name)
            score, most = self.sheet.points(row.cells, column), self.context.most(row, column)
            printed = _before_stroke(self.sheet.cell(row.cells, column))
            if code is None and (
                number(printed) is None or (most is None and not self._is_of_part(printed, column))
            ):
                continue
            value = Score(
                criterion=row.title,
                criterion_code=code,
                score=score,
                max_score=most,
                percent=self._percent(row, column),
                self_score=self.sheet.points(row.cells, claim),
                change=self._change(row, column),
                basis=self._basis(row, column),
                **self.context.common(column, row),
            )
            yield self._finding(value, row, score=column, max_score=self._maximum(), self_score=claim)

    def _weighted(self) -> Iterator[Finding[Score]]:
        """The points of criteria times their weight, beside the points and the weight."""
        for column in () if self.context.lists_bodies else self._pairs.weighted:
            for row in self.context.rows:
                points = self.sheet.points(row.cells, column)
                if points is not None and row.title and not row.whole:
                    name = f"{row.title} - {self.sheet.record.header[column.at]}"
                    value = Score(criterion=name, score=points, **self.context.common(column, row))
                    yield self._finding(value, row, score=column)

    def _basis(self, row: ReadRow, column: SheetColumn) -> Basis | None:
        """Who gave the points of a row: those who were asked, where its name says so, else by the heading."""
        asked = column.basis in (None, "appraised") and basis_in(row.plain) == "survey"
        return "survey" if asked else column.basis or self.context.basis

    def _is_of_part(self, printed: str, column: SheetColumn) -> bool:
        """Whether points without a maximum are those of a part: of an index, or of what a heading calls points."""
        told = (
            self.context.index is not None or self.context.pointed or _POINTS(self.sheet.record.header[column.at])
        )
        return is_broken(printed) and told and not self.context.lists_bodies

    def totals(self) -> Iterator[Finding[Total]]:
        yield from self._proposed()
        yield from self._given()
        yield from self._left()
        for row, column, claim in self.context.results():
            score = self.sheet.points(row.cells, column)
            if score is None or not self.context.is_total(row) or self._is_claim(row, column):
                continue
            claimed = self.sheet.points(row.cells, claim)
            value = Total(
                name=self._names.of(row, column),
                score=score,
                max_score=self.context.most(row, column),
                percent=self._percent(row, column),
                self_score=self._claim_below(row, column) if claimed is None else claimed,
                change=self._change(row, column),
                basis="average" if row.average else column.basis or self._side(row, column) or self.context.basis,
                **self.context.common(column, row),
            )
            if row.summed and value.self_score is not None:
                own = value.model_copy(
                    update={"score": value.self_score, "self_score": None, "percent": None, "basis": "self"}
                )
                yield self._finding(own, row, score=claim, max_score=self._maximum())
            yield self._finding(value, row, score=column, max_score=self._maximum(), self_score=claim)

    def _side(self, row: ReadRow, column: SheetColumn) -> Basis | None:
        """Who gave the points of a row that says no more than that: "Điểm tự chấm", below bodies side by side."""
        return basis_in(row.plain) if self.context.by_row(column) and row.measures_only else None

    def _others_beside(self, row: ReadRow) -> Iterator[ReadRow]:
        """The rows that give the points of other sides for the same."""
        rows = (one for one in self.context.rows if one.at != row.at and one.measures_only and not one.ranked)
        yield from (one for one in rows if (one.over, one.group) == (row.over, row.group))

    def _is_claim(self, row: ReadRow, column: SheetColumn) -> bool:
        """Whether points are those that a body gave itself, beside those of another side in a row of their own."""
        others = (self._side(other, column) for other in self._others_beside(row))
        return self._side(row, column) == "self" and "appraised" in others

    def _claim_below(self, row: ReadRow, column: SheetColumn) -> float | None:
        if self._side(row, column) != "appraised":
            return None
        own = (other for other in self._others_beside(row) if self._side(other, column) == "self")
        return next((self.sheet.points(other.cells, column) for other in own), None)

    def _given(self) -> Iterator[Finding[Total]]:
        """What bodies had before points were taken off, or put on top, beside the total that this left."""
        column = self.sheet.given if self.context.has_parts else None
        claim = next((claim for best, claim in self.sheet.results("score") if best == column), None)
        for row in self.context.rows if column else ():
            score = self.sheet.points(row.cells, column)
            if column and score is not None and not row.summed:
                value = Total(
                    name=without_maximum(self.sheet.record.header[column.at]),
                    score=score,
                    max_score=self.context.most(row, column),
                    self_score=self.sheet.points(row.cells, claim),
                    basis="average" if row.average else column.basis or self.context.basis,
                    **self.context.common(column, row),
                )
                yield self._finding(value, row, score=column, self_score=claim)

    def _left(self) -> Iterator[Finding[Total]]:
        """What a body had before points were taken off, and after, in rows below those that were."""
        for row, column in self.context.cells("total") if self.sheet.of_kind("deduction") else ():
            score = self.sheet.points(row.cells, column)
            if column.kind == "deduction" and score is not None:
                value = Total(name=row.name, score=score, **self.context.common(column, row))
                yield self._finding(value, row, score=column)

    def _proposed(self) -> Iterator[Finding[Total]]:
        """What was proposed to give bodies before their result was decided, where that is something else."""
        for row in self.context.rows if self.context.lists_bodies and not self.context.has_parts else ():
            for column, best in self.sheet.drafts():
                score = self.sheet.points(row.cells, column)
                if score is not None and score != self.sheet.points(row.cells, best):
                    common, basis = self.context.common(column, row), "average" if row.average else column.basis
                    name = self.sheet.record.header[column.at]
                    value = Total(
                        name=name, score=score, max_score=self.context.most(row, column), basis=basis, **common
                    )
                    yield self._finding(value, row, score=column)

    def _maximum(self) -> SheetColumn | None:
        return next(iter(self.sheet.of_kind("maximum")), None)

    def _percent(self, row: ReadRow, column: SheetColumn) -> float | None:
        """The share of the maximum that these points are, where a column says it; none of points in percent."""
        share = self._pairs.shares.get(column.at)
        if share and "%" not in self.sheet.record.header[column.at]:
            return number(self.sheet.cell(row.cells, share) or "")
        return share_beside(self.sheet.cell(row.cells, column) or "")

    def _change(self, row: ReadRow, column: SheetColumn) -> float | None:
        """By how many points a cell differs from the one before, where a column says it."""
        change = self._pairs.changes.get(column.at)
        told = number(self.sheet.cell(row.cells, change) or "") if change else None
        return change_beside(self.sheet.cell(row.cells, column) or "") if told is None else told

    def ranks(self, known: Collection[int]) -> Iterator[Finding[Rank]]:
        for row, column in self.context.cells("rank", "score", "total", "percent"):
            place = self._places.of(row, column, known)
            if place:
                common = self.context.common(column, row)
                name = self._names.of(row, column) if common["index"] else self._names.of_place(row, column)
                value = Rank(name=name, position=place.position, of=place.base, change=place.change, **common)
                yield self._finding(value, row, position=column)

    def _finding(self, value: V, row: ReadRow, /, **columns: SheetColumn | None) -> Finding[V]:
        """``value`` with the cells that its fields were read from; in doubt where nothing could be read in one."""
        sources = [
            (name, self._trace(row, column))
            for name, column in columns.items()
            if column is not None and (getattr(value, name) is not None or column is next(iter(columns.values())))
        ]
        first = next(iter(columns))
        name = self.sheet.named
        if name is not None and row.name:
            sources.append(("criterion" if isinstance(value, Score) else "name", self._trace(row, name)))
        doubtful = (first,) if getattr(value, first) is None else ()
        signs = self._signs.of(row, columns[first] or self.sheet.columns[0])
        return Finding(value, 0, 0, tuple(sources), doubtful, signs, (self.place, row.at))

    def account(self) -> Iterator[AccountLine]:
        for row in self.context.rows:
            for column in self.sheet.columns:
                cell = self.sheet.cell(row.cells, column)
                if cell is None or number(_before_stroke(cell)) is None:
                    continue
                kind = self.context.kind(column, row)
                role = _ROLES.get(kind, "unknown")
                at = f"/tables/{self.place}/rows/{row.at}/{column.at}"
                why = f"a column of the kind {kind}" if role != "unknown" else "no rule knows its column"
                why += f", says the tagger ({column.sure:.2f})" if column.sure < 1 else ""
                trace = self._trace(row, column)
                yield AccountLine(cell, role, why, at, trace.page, trace.evidence(at).box)

    def _trace(self, row: ReadRow, column: SheetColumn) -> Trace:
        sheet = self.sheet
        cells = sheet.cells[row.at] if row.at < len(sheet.cells) else ()
        cell = row.cells[column.at] if column.at < len(row.cells) else ""
        trace = cells[column.at] if column.at < len(cells) else replace(sheet.trace, seen=cell)
        read = sheet.sure.get(cell.strip())
        sure = column.sure * probability_of_value(sheet.least if read is None else read)
        sure *= _NOT_FOUND if read is None and sheet.least < 1 else 1
        seen = trace.seen or " | ".join(row.cells)
        return replace(trace, seen=seen, confidence=round(sure, 4))


def _before_stroke(cell: str | None) -> str:
    return without_place(cell or "").partition("/")[0]
