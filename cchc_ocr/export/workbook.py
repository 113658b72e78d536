"""Records as an Excel workbook for people who compare departments and years."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, cast

from xlsxwriter.exceptions import FileCreateError

from cchc_ocr import check_texts
from cchc_ocr.days import day
from cchc_ocr.errors import UsageError
from cchc_ocr.export import side_by_side, tables
from cchc_ocr.export.charts import add_charts, drawings
from cchc_ocr.export.comparison import Comparison
from cchc_ocr.export.context import WorkbookContext
from cchc_ocr.export.doubts import Doubt, stated
from cchc_ocr.export.formats import ExportOptions
from cchc_ocr.export.found import Found, FoundRecords
from cchc_ocr.export.legend import PIVOT, add_legend
from cchc_ocr.export.printed import PrintedSheet
from cchc_ocr.export.sheet import (
    CellContent,
    CellScalar,
    SheetCell,
    Styles,
    WorkbookSheet,
    see_that_it_has_room,
    total,
)
from cchc_ocr.export.sheet_columns import COUNTED, LINKED, NAMED, columns_of
from cchc_ocr.export.spooling import Spool
from cchc_ocr.export.streamed import StreamedWorkbook
from cchc_ocr.export.summary import Summary, add_summary
from cchc_ocr.export.tables import ExportRow, ExportTable
from cchc_ocr.export.titles import titles
from cchc_ocr.files.office.package import OWN_EXPORT
from cchc_ocr.records import Check, PageRecord
from cchc_ocr.statements import ItemIndex, statements
from cchc_ocr.translation import vietnamese

SHEET_TABLES = (tables.RESULTS, tables.DOCUMENTS, tables.REFERENCES, tables.CHECKS, tables.REVIEW)


def targets(out: Path, options: ExportOptions) -> Sequence[Path]:  # noqa: ARG001
    """One workbook. Raises UsageError where its name does not end in .xlsx."""
    if out.suffix.lower() != ".xlsx":
        raise UsageError(f"{out}: the name of a workbook must end in .xlsx", hint=f"use --out {out}.xlsx")
    return [out]


def write(found: FoundRecords, places: Mapping[Path, Path], options: ExportOptions) -> Sequence[str]:
    """Write the workbook. Raises UsageError where a sheet has too many rows, at once if that is known before."""
    ((target, place),) = places.items()
    _see_that_it_has_room(found)
    try:
        with FileFailingOnce(place, "wb") as file:
            _write(found, file, target, options.review_below)
    except FileCreateError as error:
        raise OSError(*getattr(error.args[0], "args", error.args)) from error
    return ()


def _see_that_it_has_room(found: FoundRecords) -> None:
    """Before any row is written, which takes minutes."""
    for table, rows in (
        (tables.RESULTS, sum(head.statements for head in found.heads)),
        (tables.REFERENCES, sum(head.citations for head in found.heads)),
    ):
        see_that_it_has_room(titles().sheets[table.name], rows)


class FileFailingOnce(io.FileIO):
    """A file that says once that it cannot be written: a ZipFile tries again when it is thrown away."""

    _failed = False

    def write(self, data: Any) -> int:
        """Write all of it, or raise OSError the first time."""
        rest = memoryview(data)
        try:
            while rest and not self._failed:
                rest = rest[super().write(rest) :]
        except OSError:
            self._failed = True
            raise
        return len(data)


def workbook(found: FoundRecords | Sequence[Found], out: Path, review_below: float = 0.8) -> bytes:
    """The content of an xlsx file; links to originals are relative to ``out``, where it will lie.

    Values less sure than ``review_below`` are coloured, with the reason in a comment; so are those that a check
    names. Nothing in it is a formula. Raises UsageError where a sheet has too many rows.
    """
    content = io.BytesIO()
    _write(found if isinstance(found, FoundRecords) else FoundRecords.of(found), content, out, review_below)
    return content.getvalue()


def _write(found: FoundRecords, place: Any, out: Path, review_below: float) -> None:
    with StreamedWorkbook(place) as book, ExitStack() as files:
        book.set_properties({"category": OWN_EXPORT})  # a run over the folder that it lies in passes it over
        sheets = WorkbookSheets(WorkbookContext(book, Styles(book), out, review_below), Spool(files))
        for one in found:
            sheets.add(one)
        sheets.finish(found.remarks)


class WorkbookSheets:
    """All sheets: those of rows grow record by record; what is put together of all comes at the end."""

    def __init__(self, context: WorkbookContext, to_review: Spool) -> None:
        self._context = context
        self._to_review = to_review
        self._comparison = Comparison()
        self._summary = Summary()
        names = titles().sheets
        ahead = ("summary", "results", "comparison", "rankings", "criteria", "losses", "charts")
        self._pages = {name: context.book.add_worksheet(names[name]) for name in ahead}
        self._tables = {
            table.name: self._sheet(table) for table in (tables.RESULTS, tables.DOCUMENTS, tables.REFERENCES)
        }
        self._printed = PrintedSheet(context)
        self._tables |= {table.name: self._sheet(table) for table in (tables.CHECKS, tables.REVIEW)}

    def add(self, one: Found) -> None:
        """Write a record: its statements first, so that other sheets can lead to their cells."""
        index = ItemIndex(one.record)
        self._context.begin(one)
        self._summary.add(one)
        self._add_results(one, index)
        for table in (tables.DOCUMENTS, tables.REFERENCES):
            self._add_rows(table, one, index)
        self._printed.add(one)
        self._add_rows(tables.CHECKS, one, index)
        for row in tables.REVIEW.rows_of(one, index):
            assert tables.REVIEW.place
            cells = [_as_kept(cell) for cell in self._cells(tables.REVIEW, row)]
            self._to_review.add(tables.REVIEW.place(row), cells)

    def finish(self, remarks: Sequence[str]) -> None:
        """Write what is made of all records, and close the sheets."""
        context, review = self._context, self._tables["review"]
        for cells in self._to_review:
            review.add([SheetCell(value, link=link) for value, link in cells])
        self._compare()
        drawn = drawings(self._comparison.lines())
        add_charts(context.book, self._pages["charts"], context.styles, drawn)
        said = [vietnamese(remark) for remark in remarks]
        add_summary(self._pages["summary"], context.styles, self._summary, self._comparison, said)
        self._printed.close()
        for sheet in self._tables.values():
            sheet.close()
        last = self._tables["results"]
        context.book.define_name(PIVOT, f"='{last.name}'!{last.area}")
        count = self._summary.documents
        add_legend(context.book, context.styles, count, context.review_below, _legend_columns())

    def _add_results(self, one: Found, index: ItemIndex) -> None:
        """The sheet of results, and what the comparison and the summary take from them."""
        sheet = self._tables["results"]
        for statement in statements(one.record, path=one.scan, name=one.name, index=index):
            if one.has(statement.pointer):
                at = self._add_row(sheet, tables.RESULTS, tables.result_row(one, statement))
                self._comparison.add(statement, at)
                self._summary.count(statement)

    def _compare(self) -> None:
        """The sheets of comparison, whose columns are known only when all years are."""
        book, styles, words = self._context.book, self._context.styles, titles().sheets
        years = self._comparison.years()
        wide = WorkbookSheet(book, styles, words["comparison"], side_by_side.headings_of_years(years), frozen=4)
        others = {
            name: WorkbookSheet(book, styles, words[name], side_by_side.headings(name))
            for name in ("rankings", "criteria", "losses")
        }
        sheets = side_by_side.ComparisonSheets(wide, **others, source=words["results"])
        side_by_side.fill(sheets, self._comparison, years)
        for sheet in (wide, *others.values()):
            sheet.close()

    def _sheet(self, table: ExportTable) -> WorkbookSheet:
        columns = columns_of(table)
        return WorkbookSheet(
            *(self._context.book, self._context.styles, titles().sheets[table.name], columns.headings),
            wraps=table is not tables.RESULTS,  # some hundred thousand rows of one line each
            printed=columns.printed,
        )

    def _add_rows(self, table: ExportTable, one: Found, index: ItemIndex) -> None:
        for row in table.rows_of(one, index):
            self._add_row(self._tables[table.name], table, row)

    def _add_row(self, sheet: WorkbookSheet, table: ExportTable, row: ExportRow) -> int:
        at = sheet.add(self._cells(table, row, linked=sheet.takes_links))
        context, numbers = self._context, columns_of(table).numbers
        if table is tables.RESULTS:
            context.place(str(row.cells["pointer"]), (sheet.name, at, 0))
        led_to = [(name, pointer) for name, pointer in row.pointers.items() if context.is_led_to(pointer)]
        for number, pointer in sorted((numbers[name], pointer) for name, pointer in led_to if name in numbers):
            if table is not tables.DOCUMENTS or pointer.startswith("/document/"):
                context.place(pointer, (sheet.name, at, number))
        return at

    def _cells(self, table: ExportTable, row: ExportRow, *, linked: bool = True) -> list[CellContent]:
        columns = columns_of(table)
        cells = [cast(CellContent, row.cells[name]) for name in columns.names]
        for number, name in columns.worded:
            if cells[number] is not None:
                cells[number] = _shown(table, name, row)
        doubts, links = dict(self._doubts(table, row)), self._links(table, row) if linked else {}
        for name in {*doubts, *links}:
            number = columns.numbers[name]
            cells[number] = SheetCell(cast(CellScalar, cells[number]), doubts.get(name), links.get(name))
        return cells

    def _doubts(self, table: ExportTable, row: ExportRow) -> Iterator[tuple[str, Doubt]]:
        """The columns whose values are in doubt; a doubt about the whole row stands in its key."""
        numbers, known = columns_of(table).numbers, self._context.doubts
        for name, pointer in row.pointers.items() if known else ():
            own = known.get(pointer)
            of_row = known.get(pointer.rpartition("/")[0]) if name == table.key else None
            if (own or of_row) and name in numbers and (doubt := total((own, of_row))):
                yield name, doubt

    def _links(self, table: ExportTable, row: ExportRow) -> Mapping[str, str]:
        """The columns that lead somewhere: to the scan, to its page, or to the value that a row is about."""
        context = self._context
        found = {name: context.scan(row.page if name == "page" else None) for name in LINKED}
        if table is tables.REVIEW:
            found["field"] = context.link(str(row.cells["field"]))
        return {name: link for name, link in found.items() if link and name in row.cells}


def _as_kept(cell: CellContent) -> tuple[CellScalar, str | None]:
    """A cell of the sheet of what to review, as it waits on disk: its value and its link."""
    return (cell.value, cell.link) if isinstance(cell, SheetCell) else (cell, None)


def _shown(table: ExportTable, name: str, row: ExportRow) -> CellScalar:
    """Values in the words of the reader: pointers, checks and kinds of files."""
    words, value = titles(), row.cells[name]
    if isinstance(value, tuple):
        return _listed(table, name, row, value)
    if value is None:
        return None
    if isinstance(value, bool):
        return words.legend["yes"] if value else None
    said: Mapping[tuple[str, str], Callable[[str], CellScalar]] = {
        ("review", "field"): words.place,
        ("review", "read"): lambda _: _read(row),
        ("review", "seen"): lambda text: vietnamese(text) if _is_page(row) else text,
        ("checks", "proposed_field"): words.place,
        ("checks", "code"): check_texts.title,
        ("checks", "message"): lambda _: check_texts.message(_check(row), "vi"),
    }
    if say := said.get((table.name, name)):
        return say(str(value))
    named = NAMED.get(name)
    return getattr(words, named).get(str(value), str(value)) if named and isinstance(value, str) else value


def _read(row: ExportRow) -> CellScalar:
    """What was read, as a figure where it is one, and dates and states of pages as they are said."""
    value = tables.value_at(row.found.record, str(row.cells["field"]))
    if isinstance(value, PageRecord):
        return titles().page_states[value.state]
    if isinstance(value, str) and (date := day(value) if len(value) == 10 else None):
        return f"{date:%d/%m/%Y}"
    return value if isinstance(value, str | int | float) else None


def _is_page(row: ExportRow) -> bool:
    return isinstance(tables.value_at(row.found.record, str(row.cells["field"])), PageRecord)


def _listed(table: ExportTable, name: str, row: ExportRow, values: tuple[str, ...]) -> str | int:
    """The values of a list in one cell; of a document only how many checks there are, and how many to review."""
    if table is tables.DOCUMENTS and name in COUNTED:
        return len(values)
    if name == "fields":
        return "; ".join(stated(row.found.record, pointer) for pointer in values)
    return "; ".join(map(titles().place, values) if name == "needs_review" else values)


def _check(row: ExportRow) -> Check:
    """The check that a row of the sheet of checks states."""
    _, _, number, _ = row.pointers["message"].split("/")
    return row.found.record.checks[int(number)]


def _legend_columns() -> Iterator[tuple[str, str, str]]:
    """Sheet, heading and name in JSON and CSV of every column."""
    for table in SHEET_TABLES:
        columns = columns_of(table)
        for name, heading in zip(columns.names, columns.headings, strict=True):
            yield titles().sheets[table.name], heading.title, name
