"""The tables of a document, and what all of them state together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cchc_ocr.document import Line, Page
from cchc_ocr.extract.figures.account import AccountLine
from cchc_ocr.extract.results.context import Knowledge
from cchc_ocr.extract.tables.column_heads import column_heads
from cchc_ocr.extract.tables.notes import notes_of
from cchc_ocr.extract.tables.printed_tables import read_sheets
from cchc_ocr.extract.tables.sheet_checks import check_sheet
from cchc_ocr.extract.tables.sheet_context import SheetContext
from cchc_ocr.extract.tables.sheet_values import SheetValues
from cchc_ocr.extract.tables.sheets import TableSheet, ToldKind
from cchc_ocr.extract.tables.unread_tables import unread_table
from cchc_ocr.extract.text.finding import Finding
from cchc_ocr.records import Check, Count, Deduction, Document, Grade, Percentage, Rank, Score, TableRecord, Total


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
                sheet.printed_record,
                0,
                0,
                (("", sheet.trace), *((cell.pointer, cell.trace) for cell in sheet.open_cells)),
                tuple(cell.pointer for cell in sheet.open_cells),
            )
            for sheet in self.sheets
        )

    def running_text(self, pages: Sequence[Page]) -> list[Page]:
        """The pages without the lines that stand in tables, but with what is noted in these."""
        notes: dict[int, list[Line]] = {}
        for context in self.contexts:
            for number, line in notes_of(context):
                notes.setdefault(number, []).append(line)
        return [page.with_lines([*self._running(page, notes.get(page.number, []))]) for page in pages]

    def _running(self, page: Page, notes: Sequence[Line]) -> Iterator[Line]:
        """The lines of a page outside of tables; the notes stand where its first table does."""
        first = next((i for i in range(len(page.lines)) if (page.number, i) in self.lines), len(page.lines))
        for i, line in enumerate(page.lines):
            if i == first:
                yield from notes
            if (page.number, i) not in self.lines:
                yield line

    @cached_property
    def contexts(self) -> tuple[SheetContext, ...]:
        """What the cells of each table are about."""
        return tuple(SheetContext(sheet, self.knowledge, self.document, self.whole) for sheet in self.sheets)

    @cached_property
    def _values(self) -> tuple[SheetValues, ...]:
        return tuple(SheetValues(context, i) for i, context in enumerate(self.contexts))

    def told(self, kinds: Sequence[Mapping[int, ToldKind]]) -> Tables:
        """The tables with other kinds of columns than the rules say: of each table, by the places of columns."""
        sheets = (replace(sheet, told=told) for sheet, told in zip(self.sheets, kinds, strict=True))
        return replace(self, sheets=tuple(sheets)) if any(kinds) else self

    def scores(self) -> Iterator[Finding[Score]]:
        return (found for values in self._values for found in values.scores())

    def deductions(self) -> Iterator[Finding[Deduction]]:
        return (found for values in self._values for found in values.deductions())

    def totals(self) -> Iterator[Finding[Total]]:
        """Sums of criteria, the overall results of a list of bodies, and indices side by side."""
        return (found for values in self._values for found in values.totals())

    def ranks(self, known: Collection[int] = ()) -> Iterator[Finding[Rank]]:
        """Places; ``known``: numbers of bodies that the text names, one of which is how many are ranked."""
        return (found for values in self._values for found in values.ranks(known))

    def grades(self) -> Iterator[Finding[Grade]]:
        return (found for values in self._values for found in values.grades())

    def percentages(self) -> Iterator[Finding[Percentage]]:
        """Shares in tables without points, of which they would be a part."""
        return (found for values in self._values for found in values.percentages())

    def counts(self) -> Iterator[Finding[Count]]:
        """The counts of all rows; of a list of bodies with a sum the sum alone, for a count names no body."""
        return (found for values in self._values for found in values.counts())

    def account(self) -> Iterator[AccountLine]:
        """The figures in the cells, each with the role that its column and row give it."""
        for values in self._values:
            yield from values.account()

    def checks(self) -> Iterator[Check]:
        """What does not add up in the tables, and which of them were not understood."""
        for i, context in enumerate(self.contexts):
            yield from check_sheet(i, context.sheet)
            yield from unread_table(i, context)


def read_tables(
    pages: Sequence[Page], knowledge: Knowledge, document: Document | None = None, whole: str | None = None
) -> Tables:
    """The tables of the pages; one that goes on over a page break is one table."""
    sheets, lines = read_sheets(pages, column_heads(knowledge.column_heads))
    return Tables(sheets, lines, knowledge, document or Document(), whole)
