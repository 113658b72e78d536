"""What the cells of a table are about: whose they are, of when, of which index, and what each of them holds.

A table is a statement with two axes: the slots of a cell come from the head of its column, the head of its row,
the title and the lines above the table, and the subject of the document, in this order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cchc_ocr.extract.results.bodies import body_in
from cchc_ocr.extract.results.context import Knowledge
from cchc_ocr.extract.results.natures import nature_of
from cchc_ocr.extract.results.point_bases import basis_in
from cchc_ocr.extract.results.times import When, of_words
from cchc_ocr.extract.tables.cells import is_sum
from cchc_ocr.extract.tables.columns import SheetColumn
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.patterns import unaccented
from cchc_ocr.records import Basis, Document, Nature
from cchc_ocr.vietnamese import bare

_FEWEST_BODIES = 2
_RANKED = unaccented(r"\b(?:xếp hạng|thứ hạng|vị thứ|vị trí|hạng|xếp thứ)\b")
_POINTS = unaccented(r"\b(?:điểm|chỉ số)\b")
_GRADED = unaccented(r"^\W*(?:kết quả )?(?:xếp|phân) loại\b")


@dataclass(frozen=True, slots=True)
class ReadRow:
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


class SheetContext:
    """One table, its rows, and the slots that all its cells have in common.

    ``document`` is what its head says, ``whole`` the body whose results it is about.
    """

    def __init__(self, sheet: TableSheet, knowledge: Knowledge, document: Document, whole: str | None) -> None:
        self.sheet, self.knowledge, self.document = sheet, knowledge, document
        title = sheet.record.title or ""
        self.around = f"{title}\n{sheet.above}" if title not in sheet.above else sheet.above
        self.rows = tuple(self._row(at, cells) for at, cells in enumerate(sheet.record.rows))
        self.lists_bodies = self._lists_bodies()
        self.unit = body_in(title, self.knowledge.bodies) or whole
        indices = self.knowledge.indices
        self.index = indices.of(title) or indices.of(sheet.above) or indices.of(self.document.subject)
        self.basis = self._basis_around()

    def _row(self, at: int, cells: tuple[str, ...]) -> ReadRow:
        name = self.sheet.name(cells)
        summed = is_sum(name)
        index = self.knowledge.indices.of(name) if not summed else None
        body = body_in(name, self.knowledge.bodies)
        time = self.sheet.cell(cells, next(iter(self.sheet.of_kind("time")), None))
        when = of_words(time) if time else of_words(name or "")
        return ReadRow(cells, at, name, index, body, when, summed)

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

    def _when(self, column: SheetColumn, row: ReadRow) -> When:
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

    def nature(self, column: SheetColumn) -> Nature:
        """By the heading of the column, the lines above; what is of a year gone by is no wish."""
        if column.nature == "target":
            return "target"
        around = nature_of(self.document, "\n".join(self._leads))
        date = self.document.date or self.document.date_partial
        past = column.when.year is not None and date is not None and column.when.year < int(date[:4])
        return "result" if around == "target" and (past or column.nature == "result") else around

    def column_index(self, column: SheetColumn) -> str | None:
        """The index that a heading names; of a heading that says "Xếp hạng" alone, that of the column before."""
        header = self.sheet.heads or self.sheet.record.header
        own = self.knowledge.indices.of(header[column.at])
        before = self.knowledge.indices.of(header[column.at - 1]) if column.at and column.kind == "rank" else None
        return own or before

    def common(self, column: SheetColumn, row: ReadRow) -> dict[str, Any]:
        """The slots that every value of a cell has: its index, its body, its nature and its time."""
        return {
            "index": row.index or self.column_index(column) or self.index,
            "unit": row.name if self.lists_bodies and not row.summed else row.body or self.unit,
            "nature": self.nature(column),
            **self._when(column, row)._asdict(),
        }

    def kind(self, column: SheetColumn, row: ReadRow) -> str:
        """What a cell holds: its column says it, or, of years or bodies side by side, its row."""
        if column.kind == "value" or (column.kind in ("score", "count") and row.ranked):
            return self._kind_by_row(column, row)
        return column.kind

    def _kind_by_row(self, column: SheetColumn, row: ReadRow) -> str:
        cell = self.sheet.cell(row.cells, column) or ""
        name = bare(row.name or "").lower()
        measure = next(iter(self.sheet.of_kind("measure")), None)
        coded = self.knowledge.criteria.code(row.name) is not None
        pointed = coded or _POINTS.search(bare("\n".join(self._leads)).lower()) is not None
        named = self.sheet.column_heads.kind_of(name)
        told = (
            ("rank", row.ranked),
            ("grade", _GRADED.search(name) is not None),
            ("total", bool(row.index or row.summed or row.body)),
            ("percent", "%" in cell or (self.sheet.cell(row.cells, measure) or "").startswith("%")),
            ("count", measure is not None),
            (named, named == "percent" or (named == "count" and "," not in cell)),
            ("score", pointed or (self.index is not None and "," in cell)),
        )
        return next((kind for kind, fits in told if fits), "count")

    def cells(self, *kinds: str) -> Iterator[tuple[ReadRow, SheetColumn]]:
        """The cells of these kinds, row by row; of several columns of points of a year those that are results."""
        for row in self.rows:
            for column in self.sheet.columns:
                if self.sheet.cell(row.cells, column) is not None and self.kind(column, row) in kinds:
                    yield row, column

    def results(self) -> Iterator[tuple[ReadRow, SheetColumn, SheetColumn | None]]:
        """The cells of points that are results, each with the column of what the body gave itself."""
        kind = "total" if self.sheet.of_kind("total") and not self.sheet.of_kind("score") else "score"
        pairs = [*self.sheet.results("score"), *self.sheet.results("total")]
        if kind == "score" and self.sheet.of_kind("total") and not self.is_total_of_indices():
            pairs = [*self.sheet.results("total")] if self.lists_bodies else [*self.sheet.results("score")]
        if self.is_total_of_indices():
            pairs = [*self.sheet.results("score"), *((column, None) for column in self.sheet.of_kind("total"))]
        for row in self.rows:
            for column, claim in pairs:
                if self.sheet.cell(row.cells, column) is not None and not row.ranked:
                    yield row, column, claim
            for column in self.sheet.of_kind("value"):
                if self.kind(column, row) in ("score", "total") and self.sheet.cell(row.cells, column):
                    yield row, column, None

    def is_total_of_indices(self) -> bool:
        """Whether the columns of totals are of several indices side by side."""
        return sum(self.column_index(column) is not None for column in self.sheet.of_kind("total")) > 1

    def is_total(self, row: ReadRow) -> bool:
        """Whether the points of a row are those of a whole: a sum, an index, a year or a body."""
        if row.summed or row.index or any(row.when):
            return True
        listed = self.lists_bodies and self.knowledge.criteria.code(row.name) is None
        return listed or (row.body is not None and self.knowledge.criteria.code(row.name) is None)
