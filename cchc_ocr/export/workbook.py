"""Records as an Excel workbook for people who compare departments and years."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, cast

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from cchc_ocr import check_texts
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
    Heading,
    SheetCell,
    SheetKind,
    Styles,
    WorkbookSheet,
    total,
)
from cchc_ocr.export.spooling import Spool
from cchc_ocr.export.summary import Summary, add_summary
from cchc_ocr.export.tables import ExportColumn, ExportRow, ExportTable
from cchc_ocr.export.titles import titles
from cchc_ocr.files.office.package import OWN_EXPORT
from cchc_ocr.records import Check, PageRecord
from cchc_ocr.statements import ItemIndex, day, statements
from cchc_ocr.translation import vietnamese

_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LINKED = ("file", "page")
# What stands first on a sheet: of a document and a statement what an A4 page is wide enough for. It is followed by
# what else there is, and last comes which record a row is from.
_FIRST: Mapping[str, tuple[str, ...]] = {
    "documents": (
        *("file", "type", "number_symbol", "date", "issuer", "subject", "scores", "references", "checks"),
        *("needs_review", "reviewed", "signer"),
    ),
    "results": (
        *("file", "page", "kind", "index", "criterion", "body", "year", "value", "maximum", "share", "rank"),
        *("base", "change", "needs_review"),
    ),
}
_PRINTED = {name: len(columns) for name, columns in _FIRST.items()}
_LAST = ("record", "pointer", "anchor")
_TECHNICAL = ("document", "path")  # for programs; the sheet of results has them for all statements
_LEFT_OUT = {"results": ("link",), "documents": ("total", "total_max", "total_year", "rank", "rank_of")}
_COUNTED = ("checks", "needs_review")  # of a document; what they are stands on sheets of their own
_KINDS: Mapping[str, SheetKind] = {
    **{"text": "text", "list": "text", "truth": "text", "whole": "whole", "number": "number"},
    **{"share": "share", "date": "date"},
}
_PERCENT = frozenset({("results", "percent")})
_BACK: Mapping[str, SheetKind] = {"right": "entry", "pointer": "key", "anchor": "key"}  # see ``returned``
_WIDTHS: Mapping[str, float] = {
    **{"file": 18, "kind": 11, "index": 22, "criterion": 30, "body": 26, "subject": 40, "issuer": 24},
    **{"number_symbol": 15, "type": 12, "message": 50, "fields": 40, "field": 30, "read": 18, "seen": 30},
    **{"needs_review": 9, "reviewed": 9, "nature": 10, "basis": 11, "grade": 14, "province": 14, "parent": 20},
    **{"cited_number_symbol": 18, "cited_type": 13, "signer": 18, "level": 10, "code": 24, "proposed_field": 24},
}
SHEET_TABLES = (tables.RESULTS, tables.DOCUMENTS, tables.REFERENCES, tables.CHECKS, tables.REVIEW)


def targets(out: Path, options: ExportOptions) -> Sequence[Path]:  # noqa: ARG001
    """One workbook. Raises UsageError where its name does not end in .xlsx."""
    if out.suffix.lower() != ".xlsx":
        raise UsageError(f"{out}: the name of a workbook must end in .xlsx", hint=f"use --out {out}.xlsx")
    return [out]


def write(found: FoundRecords, places: Mapping[Path, Path], options: ExportOptions) -> Sequence[str]:
    """Write the workbook. Raises UsageError where a sheet has too many rows."""
    ((target, place),) = places.items()
    try:
        with FileFailingOnce(place, "wb") as file:
            _write(found, file, target, options.review_below)
    except FileCreateError as error:
        raise OSError(*getattr(error.args[0], "args", error.args)) from error
    return ()


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
    with Workbook(place, {"constant_memory": True, **_SAFE}) as book, ExitStack() as files:
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
        rows = iter(tables.RESULTS.rows_of(one, index))
        for statement in statements(one.record, path=one.scan, name=one.name, index=index):
            if one.has(statement.pointer):
                at = self._add_row(sheet, tables.RESULTS, next(rows))
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
        headings = [
            Heading(_title(table, column), _kind(table, column), _WIDTHS.get(column.name))
            for column in _ordered(table)
        ]
        return WorkbookSheet(
            *(self._context.book, self._context.styles, titles().sheets[table.name], headings),
            wraps=table is not tables.RESULTS,  # some hundred thousand rows of one line each
            printed=_PRINTED.get(table.name),
        )

    def _add_rows(self, table: ExportTable, one: Found, index: ItemIndex) -> None:
        for row in table.rows_of(one, index):
            self._add_row(self._tables[table.name], table, row)

    def _add_row(self, sheet: WorkbookSheet, table: ExportTable, row: ExportRow) -> int:
        at = sheet.add(self._cells(table, row))
        if table is tables.RESULTS:
            self._context.place(str(row.cells["pointer"]), (sheet.name, at, 0))
        if row.found.record.needs_review:  # whose list leads to the cells
            for number, column in enumerate(_ordered(table)):
                pointer = row.pointers.get(column.name, "")
                if pointer and (table is not tables.DOCUMENTS or pointer.startswith("/document/")):
                    self._context.place(pointer, (sheet.name, at, number))
        return at

    def _cells(self, table: ExportTable, row: ExportRow) -> list[CellContent]:
        return [self._cell(table, column.name, row) for column in _ordered(table)]

    def _cell(self, table: ExportTable, name: str, row: ExportRow) -> CellContent:
        raw = row.cells[name]
        plain = raw is None or (name not in _WORDED and isinstance(raw, str | float))
        value = cast(CellScalar, raw) if plain else _shown(table, name, row)
        doubt, link = self._doubt(table, name, row), self._link(table, name, row)
        return SheetCell(value, doubt, link) if doubt or link else value

    def _doubt(self, table: ExportTable, name: str, row: ExportRow) -> Doubt | None:
        pointer = row.pointers.get(name)
        if pointer is None:
            return None
        of_row = self._context.doubt(pointer.rpartition("/")[0]) if name == table.key else None
        own = self._context.doubt(pointer)
        return total((own, of_row)) if own or of_row else None

    def _link(self, table: ExportTable, name: str, row: ExportRow) -> str | None:
        if name in _LINKED:
            return self._context.scan(row.page if name == "page" else None)
        if (table.name, name) == ("review", "field"):
            return self._context.link(str(row.cells["field"]))
        return None


def _as_kept(cell: CellContent) -> tuple[CellScalar, str | None]:
    """A cell of the sheet of what to review, as it waits on disk: its value and its link."""
    return (cell.value, cell.link) if isinstance(cell, SheetCell) else (cell, None)


def _ordered(table: ExportTable) -> Sequence[ExportColumn]:
    known = _ORDERED.get(table.name)
    if known is None:
        known = _ORDERED[table.name] = tuple(_in_order(table))
    return known


_ORDERED: dict[str, tuple[ExportColumn, ...]] = {}


def _in_order(table: ExportTable) -> Iterator[ExportColumn]:
    technical = () if table is tables.RESULTS else _TECHNICAL
    left_out = (*technical, *_LEFT_OUT.get(table.name, ()))
    columns = {column.name: column for column in table.columns if column.name not in left_out}
    first = [name for name in _FIRST.get(table.name, _LINKED) if name in columns]
    last = [name for name in _LAST if name in columns]
    others = [name for name in columns if name not in (*first, *last)]
    yield from (columns[name] for name in (*first, *others, *last))


def _title(table: ExportTable, column: ExportColumn) -> str:
    return titles().heading(table.name, column.name)


def _kind(table: ExportTable, column: ExportColumn) -> SheetKind:
    place = (table.name, column.name)
    if table is tables.REVIEW and column.name in _BACK:
        return _BACK[column.name]
    if table is tables.DOCUMENTS and column.name in _COUNTED:
        return "whole"
    return "percent" if place in _PERCENT else _KINDS[column.kind]


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
    named = _NAMED.get(name)
    return getattr(words, named).get(str(value), str(value)) if named and isinstance(value, str) else value


_NAMED = {"origin": "kinds", "basis": "basis", "level": "levels", "kind": "statement_kinds", "nature": "natures"}
_WORDED = {"field", "read", "seen", "proposed_field", "code", "message", *_NAMED}


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
    if table is tables.DOCUMENTS and name in _COUNTED:
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
        for column in _ordered(table):
            yield titles().sheets[table.name], _title(table, column), column.name
