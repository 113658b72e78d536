"""Records as an Excel workbook for people who compare departments and years."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from xlsxwriter import Workbook

from cchc_ocr import check_texts
from cchc_ocr.errors import UsageError
from cchc_ocr.export import tables
from cchc_ocr.export.charts import Bars, ScoreRows, add_charts
from cchc_ocr.export.comparison import compare
from cchc_ocr.export.context import WorkbookContext
from cchc_ocr.export.doubts import Doubt, doubts, stated
from cchc_ocr.export.formats import ExportOptions
from cchc_ocr.export.found import Found, FoundRecords
from cchc_ocr.export.legend import add_legend
from cchc_ocr.export.printed import add_printed
from cchc_ocr.export.sheet import Heading, SheetCell, SheetKind, Styles, WorkbookSheet, total
from cchc_ocr.export.side_by_side import add_comparison
from cchc_ocr.export.tables import ExportColumn, ExportRow, ExportTable
from cchc_ocr.export.titles import titles
from cchc_ocr.files.office.package import OWN_EXPORT
from cchc_ocr.records import Check

_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LINKED = ("file", "page")
_FIRST = (  # what is looked at first; which record a row comes from stands last
    *("file", "page", "type", "number_symbol", "issuer", "date", "subject", "total", "total_max", "total_year"),
    *("rank", "rank_of", "scores", "references", "checks", "needs_review", "signer", "signer_title"),
)
_LAST = ("record", "pointer", "anchor")
_TECHNICAL = ("document", "path")  # for programs; the sheet of results has them for all statements
_COUNTED = ("checks", "needs_review")  # of a document; what they are stands on sheets of their own
_OTHERS = (tables.DEDUCTIONS, tables.REFERENCES, tables.COUNTS, tables.PERCENTAGES)
_KINDS: Mapping[str, SheetKind] = {
    **{"text": "text", "list": "text", "whole": "whole", "number": "number"},
    **{"share": "share", "date": "date", "truth": "text"},
}
_PERCENT = frozenset({("scores", "percent"), ("totals", "percent"), ("percentages", "value")})
_BACK: Mapping[str, SheetKind] = {"right": "entry", "pointer": "key", "anchor": "key"}  # see ``returned``
_AMOUNTS = frozenset({("counts", "value"), ("counts", "of")})


def targets(out: Path, options: ExportOptions) -> Sequence[Path]:  # noqa: ARG001
    """One workbook. Raises UsageError where its name does not end in .xlsx."""
    if out.suffix.lower() != ".xlsx":
        raise UsageError(f"{out}: the name of a workbook must end in .xlsx", hint=f"use --out {out}.xlsx")
    return [out]


def write(found: FoundRecords, places: Mapping[Path, Path], options: ExportOptions) -> Sequence[str]:
    """Write the workbook. Raises UsageError where a sheet has too many rows."""
    ((target, place),) = places.items()
    place.write_bytes(workbook(list(found), target, options.review_below))
    return ()


def workbook(found: Sequence[Found], out: Path, review_below: float = 0.8) -> bytes:
    """The content of an xlsx file; links to originals are relative to ``out``, where it will lie.

    Values less sure than ``review_below`` are coloured, with the reason in a comment; so are those that a check
    names. Nothing in it is a formula. Raises UsageError where a sheet has too many rows.
    """
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True, **_SAFE}) as book:
        book.set_properties({"category": OWN_EXPORT})  # a run over the folder that it lies in passes it over
        all_doubts = {id(one): doubts(one.record, review_below) for one in found}
        context = WorkbookContext(book, Styles(book), out, review_below, all_doubts)
        _add_sheets(context, found)
    return content.getvalue()


def _add_sheets(context: WorkbookContext, found: Sequence[Found]) -> None:
    _add_table(context, tables.DOCUMENTS, found)
    scores = _add_scores(context, found)
    for table in (tables.TOTALS, tables.RANKS, tables.GRADES):
        _add_table(context, table, found)
    years = add_comparison(context, compare(found))
    add_charts(context.book, context.styles, scores, years)
    _add_table(context, tables.RESULTS, found)
    for table in _OTHERS:
        _add_table(context, table, found)
    add_printed(context, found)
    for table in (tables.CHECKS, tables.REVIEW):
        _add_table(context, table, found)
    add_legend(context.book, context.styles, found, context.review_below, _legend_columns())


def _add_table(context: WorkbookContext, table: ExportTable, found: Sequence[Found]) -> WorkbookSheet:
    sheet = _sheet(context, table)
    for row in table.rows(found):
        _add_row(context, sheet, table, row)
    sheet.close()
    return sheet


def _add_scores(context: WorkbookContext, found: Sequence[Found]) -> Bars:
    """The sheet of scores, and which rows of it belong together: a year of a document."""
    sheet = _sheet(context, tables.SCORES)
    blocks: list[ScoreRows] = []
    for row in tables.SCORES.rows(found):
        at = _add_row(context, sheet, tables.SCORES, row)
        whole = row.cells["score"] is not None and row.cells["max_score"] is not None
        block = ScoreRows(row.found, row.cells["year"], at, at, int(whole))
        if blocks and blocks[-1].continues(block):
            blocks[-1] = blocks[-1].with_next(block)
        else:
            blocks.append(block)
    sheet.close()
    return Bars(sheet, blocks)


def _sheet(context: WorkbookContext, table: ExportTable) -> WorkbookSheet:
    headings = [Heading(_title(table, column), _kind(table, column)) for column in _ordered(table)]
    return WorkbookSheet(context.book, context.styles, titles().sheets[table.name], headings)


def _ordered(table: ExportTable) -> Sequence[ExportColumn]:
    names = _FIRST if table is tables.DOCUMENTS else _LINKED
    columns = [column for column in table.columns if table is tables.RESULTS or column.name not in _TECHNICAL]
    first = [column for name in names for column in columns if column.name == name]
    last = [column for column in columns if column.name in _LAST]
    return [*first, *(column for column in columns if column not in (*first, *last)), *last]


def _title(table: ExportTable, column: ExportColumn) -> str:
    return titles().heading(table.name, column.name)


def _kind(table: ExportTable, column: ExportColumn) -> SheetKind:
    place = (table.name, column.name)
    if table is tables.REVIEW and column.name in _BACK:
        return _BACK[column.name]
    if table is tables.DOCUMENTS and column.name in _COUNTED:
        return "whole"
    return "percent" if place in _PERCENT else "amount" if place in _AMOUNTS else _KINDS[column.kind]


def _add_row(context: WorkbookContext, sheet: WorkbookSheet, table: ExportTable, row: ExportRow) -> int:
    cells = [_cell(context, table, column.name, row) for column in _ordered(table)]
    at = sheet.add(cells)
    for number, column in enumerate(_ordered(table)):
        pointer = row.pointers.get(column.name, "")
        if pointer and (table is not tables.DOCUMENTS or pointer.startswith("/document/")):
            context.place(row.found, pointer, (sheet.name, at, number))
    return at


def _cell(context: WorkbookContext, table: ExportTable, name: str, row: ExportRow) -> SheetCell:
    return SheetCell(_shown(table, name, row), _doubt(context, table, name, row), _link(context, table, name, row))


def _doubt(context: WorkbookContext, table: ExportTable, name: str, row: ExportRow) -> Doubt | None:
    pointer = row.pointers.get(name)
    if pointer is None:
        return None
    of_row = context.doubt(row.found, pointer.rpartition("/")[0]) if name == table.key else None
    return total((context.doubt(row.found, pointer), of_row))


def _link(context: WorkbookContext, table: ExportTable, name: str, row: ExportRow) -> str | None:
    if name in _LINKED:
        return context.scan(row.found, row.page if name == "page" else None)
    if (table.name, name) == ("review", "field"):
        return context.link(row.found, str(row.cells["field"]))
    return None


def _shown(table: ExportTable, name: str, row: ExportRow) -> str | int | float | None:
    """Values in the words of the reader: pointers, checks and kinds of files."""
    words, value = titles(), row.cells[name]
    if isinstance(value, tuple):
        return _listed(table, name, row, value)
    if value is None:
        return None
    said: Mapping[tuple[str, str], Callable[[str], str]] = {
        ("review", "field"): words.place,
        ("checks", "proposed_field"): words.place,
        ("checks", "code"): check_texts.title,
        ("checks", "message"): lambda _: check_texts.message(_check(row), "vi"),
    }
    if say := said.get((table.name, name)):
        return say(str(value))
    named = {"origin": words.kinds, "basis": words.basis, "level": words.levels}.get(name)
    return named.get(str(value), str(value)) if named else value


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
    for table in (table for table in tables.TABLES if table is not tables.CELLS):
        for column in _ordered(table):
            yield titles().sheets[table.name], _title(table, column), column.name
