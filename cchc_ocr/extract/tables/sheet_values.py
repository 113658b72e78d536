"""What the cells of one table state: scores, totals, ranks, grades, shares and counts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from cchc_ocr.extract.figures.account import AccountLine
from cchc_ocr.extract.figures.roles import Role
from cchc_ocr.extract.results.grades import ends_with_grade, grade
from cchc_ocr.extract.results.point_bases import basis_in
from cchc_ocr.extract.tables.beside_figures import change_beside
from cchc_ocr.extract.tables.cell_signs import CellSigns
from cchc_ocr.extract.tables.cells import is_broken, number, share_beside, without_place
from cchc_ocr.extract.tables.column_cells import is_grade, is_ticked
from cchc_ocr.extract.tables.column_pairs import ColumnPairs
from cchc_ocr.extract.tables.group_grades import grade_of_group, listed_in
from cchc_ocr.extract.tables.measure_names import MeasureNames, says_share_alone
from cchc_ocr.extract.tables.read_rows import ReadRow, maxima_of
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.extract.tables.sheet_context import SheetContext
from cchc_ocr.extract.tables.sheet_deductions import SheetDeductions
from cchc_ocr.extract.tables.sheet_places import SheetPlaces
from cchc_ocr.extract.tables.subjects import is_bare, says_points_alone
from cchc_ocr.extract.text.certainty import probability_of_value
from cchc_ocr.extract.text.finding import Finding
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.patterns import accented, as_said, unaccented
from cchc_ocr.records import Basis, Count, Deduction, Grade, Percentage, Rank, Score, Total
from cchc_ocr.vietnamese import bare

V = TypeVar("V")

_NOT_FOUND = 0.9  # how often a cell of a picture is read rightly that is no line or word by itself
_OTHER_GRADE = re.compile(r"(?!(?i:x|không|đạt|vượt)$)[^\W\d_]+(?:[ ,-]+[^\W\d_]+){0,3}")
_MOST_BESIDE = unaccented(
    r"\s*\((?:[^()]*\d[^()]*|\s*(?:điểm|đ)\s*)\)\s*$"
)  # "Hạ tầng (20)": the name stands before it
_OF_YEAR = re.compile(
    r"\s*\(?(?:(?:năm|Năm)\s)?(?:19|20)\d\d\)?$|^(?:[Nn]ăm\s)?(?:19|20)\d\d\s+"
)  # places of other years are called alike
# "Kết quả chấm điểm theo Bộ chỉ số điều hành (từ 01/01 đến 31/7/2024)"
_SET = re.compile(
    r"(?P<name>\b[Bb]ộ (?:chỉ số|tiêu chí)\s[^\d(),;:.]{3,60}?)"
    r"(?=\s*[(),:;.]|\s(?:của|năm|tháng|quý|đối với|để)\b|\s*$)"
)
# "Điểm thi đua cải cách hành chính năm 2031 khối sở"
_WORK = accented(
    r"\b(?:(?:thi đua|công tác)\s){0,2}(?:cải cách hành chính|CCHC|chuyển đổi số|kiểm soát thủ tục hành chính)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]*\)")
_RESULT_ALONE = as_said(r"^\W*kết quả(?:\s?/\s?thang điểm)?\W*$")
_POINTS_BEHIND = re.compile(r"(?<=\w)\s+[Đđ]iểm(?:\s(?:số|đạt|đạt được))?$|(?<=\w)\s*/\s*\d{1,3}\s*(?:đ|điểm)?$")
_POINTS = as_said(r"^\W*điểm\b")
_ONE_WORD = re.compile(r"[^\W\d_]+(?: vị| quan)?")
_ONE_PART = 2  # columns of counts: a whole, and one part of it
_LATER = as_said(r"\bsau\b")
_SHORT_RANK = re.compile(r"^XH\b")
_OLD_OR_NEW = as_said(r"^\W*(?:thứ |xếp )?hạng (?:cũ|mới)\W*$")
_ROLES: dict[str, Role] = {
    "ordinal": "ordinal", "code": "code", "time": "date", "rank": "rank", "maximum": "maximum", "score": "score",
    "total": "score", "percent": "percentage", "count": "count", "deduction": "deduction",
}  # fmt: skip


class SheetValues:
    """The values of one table, the ``place``-th from 0, each with the cells that its fields were read from."""

    def __init__(self, context: SheetContext, place: int = 0) -> None:
        self.context, self.sheet, self.place = context, context.sheet, place
        self._signs, self._names, self._pairs = CellSigns(context), MeasureNames(context), ColumnPairs(context)
        self._places = SheetPlaces(context)

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
                criterion=_POINTS_BEHIND.sub("", _without_maximum(heading)),
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

    def scores(self) -> Iterator[Finding[Score]]:
        yield from self._parts()
        yield from self._weighted()
        for row, column, claim in self.context.results():
            if self.context.is_total(row):
                continue
            code = self.context.knowledge.criteria.code(row.name)
            score, most = self.sheet.points(row.cells, column), self._most(row, column)
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
        for row, column, claim in self.context.results():
            score = self.sheet.points(row.cells, column)
            if score is None or not self.context.is_total(row) or self._is_claim(row, column):
                continue
            claimed = self.sheet.points(row.cells, claim)
            value = Total(
                name=self._named(row, column),
                score=score,
                max_score=self._most(row, column),
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
                    name=_without_maximum(self.sheet.record.header[column.at]),
                    score=score,
                    max_score=self._most(row, column),
                    self_score=self.sheet.points(row.cells, claim),
                    basis="average" if row.average else column.basis or self.context.basis,
                    **self.context.common(column, row),
                )
                yield self._finding(value, row, score=column, self_score=claim)

    def _proposed(self) -> Iterator[Finding[Total]]:
        """What was proposed to give bodies before their result was decided, where that is something else."""
        for row in self.context.rows if self.context.lists_bodies and not self.context.has_parts else ():
            for column, best in self.sheet.drafts():
                score = self.sheet.points(row.cells, column)
                if score is not None and score != self.sheet.points(row.cells, best):
                    common, basis = self.context.common(column, row), "average" if row.average else column.basis
                    name = self.sheet.record.header[column.at]
                    value = Total(name=name, score=score, max_score=self._most(row, column), basis=basis, **common)
                    yield self._finding(value, row, score=column)

    def _most(self, row: ReadRow, column: SheetColumn) -> float | None:
        points, most = self.sheet.pair(row.cells, column)
        whole = self.sheet.most_of_all if row.summed and not self.context.lists_bodies else None
        return most or row.most or (whole if whole and points is not None and points <= whole else None)

    def _maximum(self) -> SheetColumn | None:
        return next(iter(self.sheet.of_kind("maximum")), None)

    def _named(self, row: ReadRow, column: SheetColumn) -> str | None:
        """What a whole, a place or a grade is of: the body or index of its row, else what its column says."""
        listed = self.context.lists_bodies and row.title == row.name
        measured = self._measured(column) if listed else None
        heading = self.sheet.record.header[column.at]
        if listed and (own := self._places_of_own(column)):
            measured = own
        elif listed and self._is_one_place_of_several(column):
            measured = _SHORT_RANK.sub("Xếp hạng", heading)
        if (
            self.context.lists_bodies
            and _LATER(heading)
            and any(best is column for _, best in self.sheet.drafts())
        ):
            measured = heading  # "Điểm sau khi trừ", beside those before
        if self.context.lists_bodies and _OLD_OR_NEW(heading):
            measured = heading  # two places of one year, which contradict one another by no other name
        if self.context.lists_bodies and column.kind == "total" and self._leaves_points:
            measured = heading  # "Điểm còn lại", beside those that were given
        named = (
            measured
            or self._told_set(row)
            or self._told_work(row)
            or (None if row.timed or row.unnamed else row.title)
        )
        known = row.index or self.context.column_index(column) or self.context.index
        if listed and not row.whole and named == row.title and not known:
            words = self._heading(column)
            told = self.context.subject if words and says_points_alone(words) else None
            named = told or words or named  # "Tổng điểm": what a body is called is not what it has
        return named or known or row.name

    @property
    def _leaves_points(self) -> bool:
        """Whether points that were given stand beside those that are left of them, and no index names both."""
        kinds = self.sheet.kinds
        return "deduction" in kinds and "score" in kinds and self.context.index is None

    def _heading(self, column: SheetColumn) -> str | None:
        """The heading of a column of points without maximum, unit and year; None where no words are left."""
        if column.kind not in ("score", "total"):
            return None
        heading = _OF_YEAR.sub("", _without_maximum(self.sheet.record.header[column.at]))
        return heading if re.search(r"[^\W\d_]{2}", heading) else None

    def _is_one_place_of_several(self, column: SheetColumn) -> bool:
        """Whether bodies have places of several kinds at one time: "Hạng trong khối", "Hạng chung"."""
        header = self.sheet.record.header
        ranks = [other for other in self.sheet.of_kind("rank") if other.time == column.time]
        indices = {self.context.column_index(other) for other in ranks}
        return column in ranks and len({header[other.at] for other in ranks}) > 1 and len(indices) == 1

    def _places_of_own(self, column: SheetColumn) -> str | None:
        """The head over points and places of one part, of several such side by side: "Thể chế: Điểm, Hạng"."""
        ranks = [other for other in self.sheet.of_kind("rank") if other.time == column.time]
        heads = {other.at: self._group(other) or self._points_before(other) for other in ranks}
        apart = len(set(heads.values())) == len(heads) > 1 and all(heads.values())
        return heads.get(column.at) if apart else None

    def _points_before(self, column: SheetColumn) -> str:
        """The heading of the points right before a column of places."""
        before = self.sheet.columns[column.at - 1] if column.at else column
        measured = before.kind in ("score", "total", "percent")
        return _without_maximum(self.sheet.record.header[before.at]) if measured else ""

    def _group(self, column: SheetColumn) -> str:
        """What heads a column with others, above its own head."""
        return self.sheet.all_heads[column.at].removesuffix(self.sheet.own_heads[column.at]).strip()

    def _told_set(self, row: ReadRow) -> str | None:
        """The set of criteria by which bodies were given points, where that is no index that is known."""
        if not self.context.lists_bodies or row.title != row.name or self.context.index:
            return None
        told = (*reversed(self.context.leads), self.context.document.subject or "")
        found = (_SET.search(text) for text in told)
        return next((name["name"].strip() for name in found if name), None)

    def _told_work(self, row: ReadRow) -> str | None:
        """The work for which bodies were given points, by the lines above, where no index is named."""
        if not self.context.lists_bodies or row.title != row.name or self.context.index or row.index:
            return None
        told = (*reversed(self.context.leads), self.context.document.subject or "")
        return next((work[0] for text in told if (work := _WORK.search(_ASIDE.sub("", text)))), None)

    def _measured(self, column: SheetColumn) -> str | None:
        """What bodies are placed or graded by: the heading of the totals beside the column, else of the points."""
        if column.kind not in ("rank", "grade"):
            return None
        totals = self.sheet.of_kind("total") or [best for best, _ in self.sheet.results("score")]
        totals = [c for c in totals if c.time == column.time] or totals
        before = [c for c in totals if c.at < column.at]
        if before and self.context.is_total_of_indices():  # each place stands behind the points of its index
            totals = before[-1:]
        heading = _without_maximum(self.sheet.record.header[totals[0].at]) if totals else ""
        heading = _OF_YEAR.sub("", heading)
        if self.context.index is None and _RESULT_ALONE(heading):
            return None
        if heading.lower() in ("chỉ số", "điểm"):  # by itself it says nothing
            return self.context.index or (heading if self.sheet.of_kind("total") else None)
        return heading or None

    def _percent(self, row: ReadRow, column: SheetColumn) -> float | None:
        """The share of the maximum that these points are, where a column says it; none of points in percent."""
        in_percent = "%" in self.sheet.record.header[column.at]
        share = None if in_percent else self._pairs.shares.get(column.at)
        return number(self.sheet.cell(row.cells, share) or "") if share else self._beside(row, column)

    def _change(self, row: ReadRow, column: SheetColumn) -> float | None:
        """By how many points a cell differs from the one before, where a column says it."""
        change = self._pairs.changes.get(column.at)
        told = number(self.sheet.cell(row.cells, change) or "") if change else None
        return change_beside(self.sheet.cell(row.cells, column) or "") if told is None else told

    def _beside(self, row: ReadRow, column: SheetColumn) -> float | None:
        """The share in brackets behind a figure."""
        return share_beside(self.sheet.cell(row.cells, column) or "")

    def ranks(self, known: Collection[int]) -> Iterator[Finding[Rank]]:
        for row, column in self.context.cells("rank", "score", "total", "percent"):
            place = self._places.of(row, column, known)
            if place:
                common = self.context.common(column, row)
                name = self._named(row, column) if common["index"] else self._ranked_by(row, column)
                value = Rank(name=name, position=place.position, of=place.base, change=place.change, **common)
                yield self._finding(value, row, position=column)

    def _ranked_by(self, row: ReadRow, column: SheetColumn) -> str | None:
        """What bodies are placed by, where no index is named: the shares before the column of places."""
        measured = [c for c in self.sheet.of_kind("percent", "score", "total") if c.at < column.at]
        if not self.context.lists_bodies or not measured or measured[-1].kind != "percent":
            return self._named(row, column)
        return self.sheet.record.header[measured[-1].at]

    def grades(self) -> Iterator[Finding[Grade]]:
        for row, column in self.context.cells("grade"):
            cell = self.sheet.cell(row.cells, column) or ""
            if is_ticked([cell]):
                cell = ends_with_grade(self.sheet.record.header[column.at]) or cell
            sure = column.kind == "grade" and _OTHER_GRADE.fullmatch(cell)
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
                value = Grade(name=self._named(row, column), grade=told.grade, **self.context.common(column, row))
                yield self._finding(value, row, grade=column)

    def _graded_by(self, row: ReadRow, column: SheetColumn) -> str | None:
        """What a grade is of; of bodies that were graded by nothing that is named, the heading says it."""
        name = self._named(row, column)
        if not self.context.lists_bodies or column.kind != "grade":
            return name
        if name is not None and name != row.title and is_bare(name) and not self.context.index:
            return self.context.subject or name
        return self.sheet.record.header[column.at] or name if name == row.title else name

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
            share = self._beside(row, column)
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
        return any(self._most(row, column) is not None for row in self.context.rows)

    def counts(self) -> Iterator[Finding[Count]]:
        for row, column in self.context.cells("count"):
            figure = number(self.sheet.cell(row.cells, column) or "")
            if figure is not None and not self._only_divides(column):
                slots = {k: v for k, v in self._slots(column, row).items() if k != "index"}
                whole = self._pairs.wholes.get(column.at)
                of = number(self.sheet.cell(row.cells, whole) or "") if whole else None
                value = Count(name=self._names.of(row, column), value=figure, of=of, **slots)
                found = self._finding(value, row, value=column, of=whole)
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


def _without_maximum(heading: str) -> str:
    """A heading without the maximum in brackets behind it.

    >>> _without_maximum("Điểm thẩm định (tối đa 70)"), _without_maximum("Điểm đạt")
    ('Điểm thẩm định', 'Điểm đạt')
    """
    told = _MOST_BESIDE.search(bare(heading).lower())
    return heading[: told.start()] if told else heading


def _before_stroke(cell: str | None) -> str:
    return without_place(cell or "").partition("/")[0]
