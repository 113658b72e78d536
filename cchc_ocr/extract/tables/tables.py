"""What the cells of tables state: scores, totals, ranks, grades, shares and counts.

A table is a statement with two axes: the slots of a cell come from the head of its column, the head of its row,
the title and the lines above the table, and the subject of the document, in this order.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from cchc_ocr.document import Page
from cchc_ocr.extract.figures.account import AccountLine
from cchc_ocr.extract.figures.roles import Role
from cchc_ocr.extract.results.bodies import body_in
from cchc_ocr.extract.results.context import Knowledge
from cchc_ocr.extract.results.grades import grade
from cchc_ocr.extract.results.natures import nature_of
from cchc_ocr.extract.results.periods import When, of_words
from cchc_ocr.extract.results.points import basis_in
from cchc_ocr.extract.tables.columns import SheetColumn, kind_of
from cchc_ocr.extract.tables.sheet_checks import check_sheet
from cchc_ocr.extract.tables.sheets import CELL, TableSheet, is_sum, number, read_sheets
from cchc_ocr.extract.tables.signs import TableSigns
from cchc_ocr.extract.text.certainty import probability_of_value
from cchc_ocr.extract.text.finding import Finding
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.patterns import unaccented
from cchc_ocr.records import (
    Basis,
    Check,
    Count,
    Deduction,
    Document,
    Grade,
    Nature,
    Percentage,
    Rank,
    Score,
    TableRecord,
    Total,
)
from cchc_ocr.vietnamese import bare

V = TypeVar("V")

# How often a figure is what its column says it is, when the reading is right: of the rows of rankings and criteria
# in the samples all, rounded down. What only the cells tell of their column is less sure.
_MEANING, _TOLD_BY_CELLS = 0.95, 0.9
_FEWEST_BODIES = 2
_PLACE = re.compile(r"^(\d{1,3})(?:/(\d{1,3}))?$")
_RANKED = unaccented(r"\b(?:xếp hạng|thứ hạng|vị thứ|vị trí|hạng|xếp thứ)\b")
_POINTS = unaccented(r"\b(?:điểm|chỉ số)\b")
_GRADED = unaccented(r"^\W*(?:kết quả )?(?:xếp|phân) loại\b")
_BASE_TOLD = unaccented(r"\b(?:hạng|vị thứ|vị trí)\b.*(?:\btrên|\btrong(?: tổng số| số)?|/)\s*(?P<of>\d{1,3})\b")
_OF_CHANGE = unaccented(r"\b(?:thay đổi|tăng|giảm|chênh lệch|biến động)\b.*\b(?:hạng|bậc|vị thứ|vị trí)\b")
_STEPS = unaccented(r"(?P<sign>[-–−+]|tăng|giảm|lên|xuống)\s*(?P<steps>\d{1,2})(?:\s*(?:bậc|hạng))?")
_MOST_BESIDE = unaccented(r"\s*\([^()]*\d[^()]*\)\s*$")  # "Hạ tầng (20)": the name stands before it


@dataclass(frozen=True, slots=True)
class _ReadRow:
    """A row of a table with what its head says: its name, the index and body that it names, and its year."""

    cells: tuple[str, ...]
    at: int
    name: str | None
    index: str | None
    body: str | None
    when: When
    summed: bool

    @property
    def ranked(self) -> bool:
        """Whether the head of the row says that its cells are places."""
        return self.name is not None and _RANKED.search(bare(self.name).lower()) is not None


@dataclass(frozen=True)
class Tables:
    """The tables of a document and what their cells say.

    ``lines`` are the page (from 1) and index of the lines that print them; ``document`` is what its head says,
    ``whole`` the body whose results it is about.
    """

    sheets: tuple[TableSheet, ...]
    lines: frozenset[tuple[int, int]]
    knowledge: Knowledge
    document: Document
    whole: str | None

    @property
    def found(self) -> tuple[Finding[TableRecord], ...]:
        return tuple(
            Finding(
                sheet.record,
                0,
                0,
                (("", sheet.trace), *((cell.pointer, cell.trace) for cell in sheet.unread)),
                tuple(cell.pointer for cell in sheet.unread),
            )
            for sheet in self.sheets
        )

    def running_text(self, pages: Sequence[Page]) -> list[Page]:
        """The pages without the lines that stand in tables."""
        return [
            page.with_lines([line for i, line in enumerate(page.lines) if (page.number, i) not in self.lines])
            for page in pages
        ]

    @cached_property
    def _readers(self) -> tuple[_SheetReader, ...]:
        return tuple(_SheetReader(sheet, self) for sheet in self.sheets)

    def scores(self) -> Iterator[Finding[Score]]:
        return (found for reader in self._readers for found in reader.scores())

    def deductions(self) -> Iterator[Finding[Deduction]]:
        return (found for reader in self._readers for found in reader.deductions())

    def totals(self) -> Iterator[Finding[Total]]:
        """Sums of criteria, the overall results of a list of bodies, and indices side by side."""
        return (found for reader in self._readers for found in reader.totals())

    def ranks(self, known: Collection[int] = ()) -> Iterator[Finding[Rank]]:
        """Places; ``known``: numbers of bodies that the text names, one of which is how many are ranked."""
        return (found for reader in self._readers for found in reader.ranks(known))

    def grades(self) -> Iterator[Finding[Grade]]:
        return (found for reader in self._readers for found in reader.grades())

    def percentages(self) -> Iterator[Finding[Percentage]]:
        """Shares in tables without points, of which they would be a part."""
        return (found for reader in self._readers for found in reader.percentages())

    def counts(self) -> Iterator[Finding[Count]]:
        """The counts of all rows; of a list of bodies with a sum the sum alone, for a count names no body."""
        return (found for reader in self._readers for found in reader.counts())

    def account(self) -> Iterator[AccountLine]:
        """The figures in the cells, each with the role that its column and row give it."""
        for i, reader in enumerate(self._readers):
            yield from reader.account(i)

    def checks(self) -> Iterator[Check]:
        """What does not add up in the tables."""
        for i, sheet in enumerate(self.sheets):
            yield from check_sheet(i, sheet)


def read_tables(
    pages: Sequence[Page], knowledge: Knowledge, document: Document | None = None, whole: str | None = None
) -> Tables:
    """The tables of the pages; one that goes on over a page break is one table."""
    return Tables(*read_sheets(pages), knowledge, document or Document(), whole)


class _SheetReader:
    """One table, its rows, and the slots that all its cells have in common."""

    def __init__(self, sheet: TableSheet, tables: Tables) -> None:
        self.sheet, self.knowledge, self.document = sheet, tables.knowledge, tables.document
        title = sheet.record.title or ""
        self.around = f"{title}\n{sheet.above}" if title not in sheet.above else sheet.above
        self.rows = tuple(self._row(at, cells) for at, cells in enumerate(sheet.record.rows))
        self.lists_bodies = self._lists_bodies()
        self.unit = body_in(title, self.knowledge.bodies) or tables.whole
        indices = self.knowledge.indices
        self.index = indices.of(title) or indices.of(sheet.above) or indices.of(self.document.subject)
        self.basis = self._basis_around()

    def _row(self, at: int, cells: tuple[str, ...]) -> _ReadRow:
        name = self.sheet.name(cells)
        summed = is_sum(name)
        index = self.knowledge.indices.of(name) if not summed else None
        body = body_in(name, self.knowledge.bodies)
        time = self.sheet.cell(cells, next(iter(self.sheet.of_kind("time")), None))
        when = of_words(time) if time else of_words(name or "")
        return _ReadRow(cells, at, name, index, body, when, summed)

    def _lists_bodies(self) -> bool:
        """Whether the rows are bodies: they are ranked, or most of their names are of bodies."""
        names = [row for row in self.rows if row.name and not row.summed]
        bodies = sum(row.body is not None for row in names)
        unnamed = "rank" in self.sheet.kinds and not self.sheet.lists_criteria
        ranked = unnamed and not any(row.index or any(row.when) for row in names)
        return ranked or (bodies >= min(_FEWEST_BODIES, len(names)) and 2 * bodies > len(names))

    def _basis_around(self) -> Basis | None:
        basis = basis_in(bare(self.around).lower())
        return basis if basis == "self" else None

    @cached_property
    def _leads(self) -> tuple[str, ...]:
        """The title and the lines above that lead to the table: no sentences of a paragraph."""
        lines = [line.strip() for line in self.sheet.above.splitlines()]
        return (self.sheet.record.title or "", *(line for line in lines if not line.endswith((".", ";", "./"))))

    def _when(self, column: SheetColumn, row: _ReadRow) -> When:
        """By the heading of the column, the row, the title and the lines above the table, the subject."""
        around = self._when_around(column.nature == "result")
        if column.part is not None and around.year is not None:
            return column.part.of(around.year).when()
        said = (column.when, row.when)
        return next((w for w in said if any(w)), around)

    def _when_around(self, done: bool) -> When:
        """The time of the whole table; what is ``done`` is not of the year that wishes above it name."""
        title, *lines = self._leads
        if done:
            lines = [line for line in lines if nature_of(Document(), line) != "target"]
        said = [title, *reversed(lines)]
        found = next((w for w in map(of_words, said) if any(w)), None)
        found = found or of_words(self.document.subject or "", last=False)
        return found if any(found) else of_words(self.sheet.above)

    def _nature(self, column: SheetColumn) -> Nature:
        """By the heading of the column, the lines above; what is of a year gone by is no wish."""
        if column.nature == "target":
            return "target"
        around = nature_of(self.document, "\n".join(self._leads))
        date = self.document.date or self.document.date_partial
        past = column.when.year is not None and date is not None and column.when.year < int(date[:4])
        return "result" if around == "target" and (past or column.nature == "result") else around

    def _column_index(self, column: SheetColumn) -> str | None:
        """The index that a heading names; of a heading that says "Xếp hạng" alone, that of the column before."""
        header = self.sheet.heads or self.sheet.record.header
        own = self.knowledge.indices.of(header[column.at])
        before = self.knowledge.indices.of(header[column.at - 1]) if column.at and column.kind == "rank" else None
        return own or before

    def _common(self, column: SheetColumn, row: _ReadRow) -> dict[str, Any]:
        return {
            "index": row.index or self._column_index(column) or self.index,
            "unit": row.name if self.lists_bodies and not row.summed else row.body or self.unit,
            "nature": self._nature(column),
            **self._when(column, row)._asdict(),
        }

    def _kind(self, column: SheetColumn, row: _ReadRow) -> str:
        """What a cell holds: its column says it, or, of years or bodies side by side, its row."""
        if column.kind == "value" or (column.kind in ("score", "count") and row.ranked):
            return self._kind_by_row(column, row)
        return column.kind

    def _kind_by_row(self, column: SheetColumn, row: _ReadRow) -> str:
        cell = self.sheet.cell(row.cells, column) or ""
        name = bare(row.name or "").lower()
        measure = next(iter(self.sheet.of_kind("measure")), None)
        coded = self.knowledge.criteria.code(row.name) is not None
        pointed = coded or _POINTS.search(bare("\n".join(self._leads)).lower()) is not None
        told = (
            ("rank", row.ranked),
            ("grade", _GRADED.search(name) is not None),
            ("total", bool(row.index or row.summed or row.body)),
            ("percent", "%" in cell or (self.sheet.cell(row.cells, measure) or "").startswith("%")),
            ("count", measure is not None),
            (kind_of(name), kind_of(name) == "percent" or (kind_of(name) == "count" and "," not in cell)),
            ("score", pointed or (self.index is not None and "," in cell)),
        )
        return next((kind for kind, fits in told if fits), "count")

    def _cells(self, *kinds: str) -> Iterator[tuple[_ReadRow, SheetColumn]]:
        """The cells of these kinds, row by row; of several columns of points of a year those that are results."""
        for row in self.rows:
            for column in self.sheet.columns:
                if self.sheet.cell(row.cells, column) is not None and self._kind(column, row) in kinds:
                    yield row, column

    def _results(self) -> Iterator[tuple[_ReadRow, SheetColumn, SheetColumn | None]]:
        """The cells of points that are results, each with the column of what the body gave itself."""
        kind = "total" if self.sheet.of_kind("total") and not self.sheet.of_kind("score") else "score"
        pairs = [*self.sheet.results("score"), *self.sheet.results("total")]
        if kind == "score" and self.sheet.of_kind("total") and not self._is_total_of_indices():
            pairs = [*self.sheet.results("total")] if self.lists_bodies else [*self.sheet.results("score")]
        if self._is_total_of_indices():
            pairs = [*self.sheet.results("score"), *((column, None) for column in self.sheet.of_kind("total"))]
        for row in self.rows:
            for column, claim in pairs:
                if self.sheet.cell(row.cells, column) is not None and not row.ranked:
                    yield row, column, claim
            for column in self.sheet.of_kind("value"):
                if self._kind(column, row) in ("score", "total") and self.sheet.cell(row.cells, column):
                    yield row, column, None

    def _is_total_of_indices(self) -> bool:
        """Whether the columns of totals are of several indices side by side."""
        return sum(self._column_index(column) is not None for column in self.sheet.of_kind("total")) > 1

    def _is_total(self, row: _ReadRow) -> bool:
        if row.summed or row.index or any(row.when):
            return True
        listed = self.lists_bodies and self.knowledge.criteria.code(row.name) is None
        return listed or (row.body is not None and self.knowledge.criteria.code(row.name) is None)

    def _parts(self) -> Iterator[Finding[Score]]:
        """What bodies have of the parts of a total, which stand side by side before it: one column each."""
        if not self.lists_bodies or not self.sheet.of_kind("total") or self._is_total_of_indices():
            return
        for row, column in self._cells("score"):
            score = number(self.sheet.cell(row.cells, column) or "")
            if score is None or row.summed:
                continue
            heading = self.sheet.record.header[column.at]
            value = Score(
                criterion=_without_maximum(heading),
                criterion_code=self.knowledge.criteria.code(heading),
                score=score,
                max_score=column.most,
                basis=column.basis or self.basis,
                **self._common(column, row),
            )
            yield self._finding(value, row, score=column)

    def deductions(self) -> Iterator[Finding[Deduction]]:
        for row, column in self._cells("deduction"):
            points = number((self.sheet.cell(row.cells, column) or "").lstrip("-–−"))
            if points and not row.summed and row.name:
                slots = self._common(column, row)
                known = {key: slots[key] for key in ("unit", "nature", "year")}
                yield self._finding(Deduction(name=row.name, points=points, **known), row, points=column)

    def scores(self) -> Iterator[Finding[Score]]:
        yield from self._parts()
        for row, column, claim in self._results():
            if self._is_total(row):
                continue
            code = self.knowledge.criteria.code(row.name)
            score, most = self.sheet.points(row.cells, column), self.sheet.pair(row.cells, column)[1]
            printed = _first(self.sheet.cell(row.cells, column))
            if code is None and (number(printed) is None or (most is None and not self._is_of_index(printed))):
                continue
            value = Score(
                criterion=row.name,
                criterion_code=code,
                score=score,
                max_score=most,
                percent=self._percent(row),
                self_score=self.sheet.points(row.cells, claim),
                basis=column.basis or self.basis,
                **self._common(column, row),
            )
            yield self._finding(value, row, score=column, max_score=self._maximum(), self_score=claim)

    def _is_of_index(self, printed: str) -> bool:
        """Whether points without a maximum are those of a part of the index that the table is about."""
        return "," in printed and self.index is not None and not self.lists_bodies

    def totals(self) -> Iterator[Finding[Total]]:
        for row, column, claim in self._results():
            score = self.sheet.points(row.cells, column)
            if score is None or not self._is_total(row):
                continue
            claimed = self.sheet.points(row.cells, claim)
            value = Total(
                name=row.name or row.index or self._column_index(column) or self.index,
                score=score,
                max_score=self.sheet.pair(row.cells, column)[1],
                percent=self._percent(row),
                basis=column.basis or self.basis,
                **self._common(column, row),
            )
            if claim is not None and claimed is not None:
                own = value.model_copy(update={"score": claimed, "percent": None, "basis": "self"})
                yield self._finding(own, row, score=claim, max_score=self._maximum())
                value = value.model_copy(update={"self_score": claimed})
            yield self._finding(value, row, score=column, max_score=self._maximum(), self_score=claim)

    def _maximum(self) -> SheetColumn | None:
        return next(iter(self.sheet.of_kind("maximum")), None)

    def _percent(self, row: _ReadRow) -> float | None:
        """The share of the maximum, where one column says it of one column of points."""
        if len({c.when for c in self.sheet.of_kind("score", "total")}) > 1:
            return None
        return self.sheet.figure(row.cells, "percent")

    def ranks(self, known: Collection[int]) -> Iterator[Finding[Rank]]:
        for row, column in self._cells("rank"):
            place = _PLACE.match(self.sheet.cell(row.cells, column) or "")
            if place:
                base = int(place[2]) if place[2] else self._told_base(row, column)
                base = base or _base(self.sheet, column, known)
                common = self._common(column, row)
                name, change = row.name or common["index"], self._rank_change(row, column)
                value = Rank(name=name, position=int(place[1]), of=base, change=change, **common)
                yield self._finding(value, row, position=column)

    def _told_base(self, row: _ReadRow, column: SheetColumn) -> int | None:
        """How many are ranked, by the head of the row or column: "Xếp hạng (trên 9 huyện)"."""
        heads = (row.name or "", self.sheet.record.header[column.at])
        told = next((m for head in heads if (m := _BASE_TOLD.search(bare(head).lower()))), None)
        return int(told["of"]) if told else None

    def _rank_change(self, row: _ReadRow, column: SheetColumn) -> int | None:
        """By how many places the last of several rose, or fell, where a column says it: "giảm 3"."""
        header, ranks = self.sheet.record.header, self.sheet.of_kind("rank")
        if len(ranks) < 2 or column != max(ranks, key=lambda one: one.when.year or 0):
            return None
        told = next((c for c in self.sheet.columns if _OF_CHANGE.search(bare(header[c.at]).lower())), None)
        steps = _STEPS.fullmatch(bare(self.sheet.cell(row.cells, told) or "").lower())
        return int(steps["steps"]) * (1 if steps["sign"] in ("+", "tang", "len") else -1) if steps else None

    def grades(self) -> Iterator[Finding[Grade]]:
        for row, column in self._cells("grade"):
            given = grade(self.sheet.cell(row.cells, column) or "")
            if given:
                yield self._finding(
                    Grade(name=row.name, grade=given, **self._common(column, row)), row, grade=column
                )

    def percentages(self) -> Iterator[Finding[Percentage]]:
        if self.sheet.of_kind("score", "total", "maximum"):
            return
        for row, column in self._cells("percent"):
            figure = number(self.sheet.cell(row.cells, column) or "")
            if figure is not None and (row.summed or not self._sums_bodies):
                slots = {k: v for k, v in self._common(column, row).items() if k != "unit"}
                slots["index"] = row.index or self._column_index(column)
                value = Percentage(name=self._measure(row, column), value=figure, **slots)
                yield self._finding(value, row, value=column)

    def counts(self) -> Iterator[Finding[Count]]:
        for row, column in self._cells("count"):
            figure = number(self.sheet.cell(row.cells, column) or "")
            if figure is not None and (row.summed or not self._sums_bodies):
                slots = {k: v for k, v in self._common(column, row).items() if k not in ("unit", "index")}
                value = Count(name=self._measure(row, column), value=figure, **slots)
                yield self._finding(value, row, value=column)

    @cached_property
    def _sums_bodies(self) -> bool:
        return self.lists_bodies and any(row.summed for row in self.rows)

    def _measure(self, row: _ReadRow, column: SheetColumn) -> str | None:
        """What a cell measures, in words that can stand alone: the heading, and of one row of many its name."""
        heading = self.sheet.record.header[column.at]
        if column.kind == "value":
            return row.name or heading
        return heading if row.summed or not row.name else f"{row.name}: {heading}"

    def _finding(self, value: V, row: _ReadRow, /, **columns: SheetColumn | None) -> Finding[V]:
        """``value`` with the cells that its fields were read from; in doubt where nothing could be read in one."""
        sources = [
            (name, self._trace(row, column))
            for name, column in columns.items()
            if column is not None and (getattr(value, name) is not None or column is next(iter(columns.values())))
        ]
        first = next(iter(columns))
        doubtful = (first,) if getattr(value, first) is None else ()
        column = columns[first] or self.sheet.columns[0]
        signs = self._signs.of(column, row.name, any(row.when), row.summed)
        return Finding(value, 0, 0, tuple(sources), doubtful, signs)

    @cached_property
    def _signs(self) -> TableSigns:
        return TableSigns(self.sheet, self.lists_bodies, self.unit)

    def account(self, number_of_table: int) -> Iterator[AccountLine]:
        for row in self.rows:
            for column in self.sheet.columns:
                cell = self.sheet.cell(row.cells, column)
                if cell is None or number(_first(cell)) is None:
                    continue
                kind = self._kind(column, row)
                role = _ROLES.get(kind, "unknown")
                at = f"/tables/{number_of_table}/rows/{row.at}/{column.at}"
                why = f"a column of the kind {kind}" if role != "unknown" else "no rule knows its column"
                trace = self._trace(row, column)
                yield AccountLine(cell, role, why, at, trace.page, trace.evidence(at).box)

    def _trace(self, row: _ReadRow, column: SheetColumn) -> Trace:
        sheet = self.sheet
        cells = sheet.cells[row.at] if row.at < len(sheet.cells) else ()
        cell = row.cells[column.at] if column.at < len(row.cells) else ""
        trace = cells[column.at] if column.at < len(cells) else replace(sheet.trace, seen=cell)
        read = sheet.sure.get(cell.strip(), sheet.least)
        meaning = _TOLD_BY_CELLS if column.kind == "value" else _MEANING
        seen = trace.seen or " | ".join(row.cells)
        return replace(trace, seen=seen, confidence=round(CELL * meaning * probability_of_value(read), 4))


_ROLES: dict[str, Role] = {
    "ordinal": "ordinal", "code": "code", "time": "date", "rank": "rank", "maximum": "maximum", "score": "score",
    "total": "score", "percent": "percentage", "count": "count", "deduction": "deduction",
}  # fmt: skip


def _without_maximum(heading: str) -> str:
    """A heading without the maximum in brackets behind it.

    >>> _without_maximum("Điểm thẩm định (tối đa 70)"), _without_maximum("Điểm đạt")
    ('Điểm thẩm định', 'Điểm đạt')
    """
    told = _MOST_BESIDE.search(bare(heading).lower())
    return heading[: told.start()] if told else heading


def _first(cell: str | None) -> str:
    return (cell or "").partition("/")[0]


def _base(sheet: TableSheet, column: SheetColumn, known: Collection[int]) -> int | None:
    """How many are ranked: as many as are listed if the text names that number; a list may be of the first few."""
    cells = [number(sheet.cell(row, column) or "") for row in sheet.record.rows]
    places = [int(place) for place in cells if place is not None]
    last = max(places, default=0)
    return last if last in known and last in (len(places), len(sheet.record.rows)) else None
