"""What the cells of tables state: scores, totals, ranks, grades and counts, as the columns say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from cchc_ocr.document import Page
from cchc_ocr.extract.results.bodies import BodyNames, body_in
from cchc_ocr.extract.results.criteria import Criteria
from cchc_ocr.extract.results.grades import grade
from cchc_ocr.extract.results.periods import When, of_words
from cchc_ocr.extract.tables.sheet_checks import check_sheet
from cchc_ocr.extract.tables.sheets import CELL, SheetColumn, TableSheet, is_sum, number, read_sheets
from cchc_ocr.extract.text.certainty import probability_of_value
from cchc_ocr.extract.text.finding import Finding
from cchc_ocr.records import Check, Count, Grade, Rank, Score, TableRecord, Total

__all__ = ["Tables", "number", "read_tables"]

V = TypeVar("V")

# How often a figure is what its column says it is, when the reading is right: of the rows of rankings and criteria
# in the samples all, rounded down.
_MEANING = 0.95
_FEWEST_BODIES = 2
_PLACE = re.compile(r"^(\d{1,3})(?:/(\d{1,3}))?$")


@dataclass(frozen=True)
class Tables:
    """The tables of a document and what their cells say.

    ``lines`` are the page (from 1) and index of the lines that print them; ``subject`` is that of the document,
    ``whole`` the body whose results it is about.
    """

    sheets: tuple[TableSheet, ...]
    lines: frozenset[tuple[int, int]]
    criteria: Criteria
    bodies: BodyNames
    subject: str | None = None
    whole: str | None = None

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

    def scores(self) -> Iterator[Finding[Score]]:
        for sheet, row in self._rows("score"):
            name = sheet.name(row)
            code = self.criteria.code(name)
            for column, claim in sheet.results("score"):
                if sheet.cell(row, column) is None or is_sum(name) or not _is_scored(sheet, row, column, code):
                    continue
                value = Score(
                    criterion=name,
                    criterion_code=code,
                    score=sheet.points(row, column),
                    max_score=sheet.figure(row, "maximum"),
                    percent=sheet.figure(row, "percent"),
                    self_score=sheet.points(row, claim),
                    basis=column.basis,
                    unit=self._unit(sheet),
                    **self._when(sheet, column)._asdict(),
                )
                yield _finding(sheet, row, value, "score", sheet.cell(row, column))

    def totals(self) -> Iterator[Finding[Total]]:
        """Sums of criteria, and the overall results of a list of bodies."""
        for sheet, row in self._rows("score", "total"):
            name, kind = sheet.name(row), "total" if sheet.of_kind("total") else "score"
            listed = _lists_bodies(sheet, self.bodies) and self.criteria.code(name) is None and not is_sum(name)
            for column, _ in sheet.results(kind):
                points = sheet.points(row, column)
                if points is None or not (is_sum(name) or listed):
                    continue
                value = Total(
                    name=name,
                    score=points,
                    max_score=sheet.figure(row, "maximum"),
                    percent=sheet.figure(row, "percent"),
                    basis=column.basis,
                    unit=name if listed else self._unit(sheet),
                    **self._when(sheet, column)._asdict(),
                )
                yield _finding(sheet, row, value, "score", sheet.cell(row, column))

    def ranks(self, known: Collection[int] = ()) -> Iterator[Finding[Rank]]:
        """Places; ``known``: numbers of bodies that the text names, one of which is how many are ranked."""
        for sheet, row in self._rows("rank"):
            for column in sheet.of_kind("rank"):
                place = _PLACE.match(sheet.cell(row, column) or "")
                if place:
                    base = int(place[2]) if place[2] else _base(sheet, column, known)
                    when = self._when(sheet, column)._asdict()
                    value = Rank(
                        name=sheet.name(row), position=int(place[1]), of=base, unit=sheet.name(row), **when
                    )
                    yield _finding(sheet, row, value, "position", place[0])

    def grades(self) -> Iterator[Finding[Grade]]:
        for sheet, row in self._rows("grade"):
            for column in sheet.of_kind("grade"):
                given = grade(sheet.cell(row, column) or "")
                if given:
                    when, name = self._when(sheet, column)._asdict(), sheet.name(row)
                    value = Grade(
                        name=name, grade=given, unit=name if _lists_bodies(sheet, self.bodies) else None, **when
                    )
                    yield _finding(sheet, row, value, "grade", sheet.cell(row, column))

    def counts(self) -> Iterator[Finding[Count]]:
        """The counts of the rows of sums; without such rows, of all: a sum over both would count twice."""
        for sheet, row in self._rows("count"):
            summed, name = any(is_sum(sheet.name(other)) for other in sheet.record.rows), sheet.name(row)
            for column in sheet.of_kind("count"):
                heading, cell = sheet.record.header[column.at], sheet.cell(row, column)
                figure = number(cell or "")
                if figure is not None and is_sum(name) == summed:
                    value = Count(
                        name=heading if summed or not name else f"{name}: {heading}",
                        value=figure,
                        **self._when(sheet, column)._asdict(),
                    )
                    yield _finding(sheet, row, value, "value", cell)

    def checks(self) -> Iterator[Check]:
        """What does not add up in the tables."""
        for i, sheet in enumerate(self.sheets):
            yield from check_sheet(i, sheet)

    def _rows(self, *kinds: str) -> Iterator[tuple[TableSheet, tuple[str, ...]]]:
        """The rows of the tables that have a column of one of these kinds."""
        sheets = (sheet for sheet in self.sheets if any(kind in sheet.kinds for kind in kinds))
        return ((sheet, row) for sheet in sheets for row in sheet.record.rows)

    def _when(self, sheet: TableSheet, column: SheetColumn) -> When:
        """The year of a column: by its heading, the title of the table, the subject of the document."""
        return next((w for w in (column.when, of_words(sheet.record.title or "")) if w.year), None) or of_words(
            self.subject or "", last=False
        )

    def _unit(self, sheet: TableSheet) -> str | None:
        return body_in(sheet.record.title, self.bodies) or self.whole


def read_tables(
    pages: Sequence[Page],
    criteria: Criteria,
    bodies: BodyNames,
    subject: str | None = None,
    whole: str | None = None,
) -> Tables:
    """The tables of the pages; one that goes on over a page break is one table."""
    return Tables(*read_sheets(pages), criteria, bodies, subject, whole)


def _lists_bodies(sheet: TableSheet, known: BodyNames) -> bool:
    """Whether the rows are bodies: they are ranked, or most of their names are of bodies."""
    names = [name for name in map(sheet.name, sheet.record.rows) if name]
    bodies = sum(body_in(name, known) is not None for name in names)
    return "rank" in sheet.kinds or (bodies >= _FEWEST_BODIES and 2 * bodies > len(names))


def _base(sheet: TableSheet, column: SheetColumn, known: Collection[int]) -> int | None:
    """How many are ranked: as many as are listed if the text names that number; a list may be of the first few."""
    cells = [number(sheet.cell(row, column) or "") for row in sheet.record.rows]
    places = [int(place) for place in cells if place is not None]
    last = max(places, default=0)
    return last if last in known and last in (len(places), len(sheet.record.rows)) else None


def _is_scored(sheet: TableSheet, row: Sequence[str], column: SheetColumn, code: str | None) -> bool:
    """Whether a row is a criterion with points: known by its name, or by figures in both columns."""
    figures = sheet.figure(row, "maximum"), number(sheet.cell(row, column) or "")
    return code is not None or None not in figures


def _finding(sheet: TableSheet, row: Sequence[str], value: V, name: str, cell: str | None) -> Finding[V]:
    """``value`` with its field ``name`` as ``cell`` has it; in doubt where nothing could be read in the cell."""
    read = sheet.sure.get(cell or "", sheet.least)
    trace = replace(
        sheet.trace, seen=" | ".join(row), confidence=round(CELL * _MEANING * probability_of_value(read), 4)
    )
    doubtful = (name,) if getattr(value, name) is None else ()
    return Finding(value, 0, 0, ((name, trace),), doubtful)
