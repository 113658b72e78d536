"""Records as an Excel workbook for people who compare departments and years."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xlsxwriter import Workbook

from cchc_ocr.export import tables
from cchc_ocr.export.charts import Bars, Block, Span, Years, add_charts
from cchc_ocr.export.comparison import Line, Year, compare, years_of
from cchc_ocr.export.doubts import Doubt, cell_of, doubts, stated
from cchc_ocr.export.legend import add_legend
from cchc_ocr.export.sheet import Heading, Sheet, SheetCell, SheetKind, Styles, external, internal, total
from cchc_ocr.export.sources import Found
from cchc_ocr.export.tables import Column, Row, Table
from cchc_ocr.export.titles import titles

_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LINKED = ("file", "page")
_FIRST = (  # what is looked at first; which record a row comes from stands last
    *("file", "page", "type", "number_symbol", "issuer", "date", "subject", "total", "total_max", "total_year"),
    *("rank", "rank_of", "scores", "references", "checks", "needs_review", "signer", "signer_title"),
)
_COUNTED = ("checks", "needs_review")  # of a document; what they are stands on sheets of their own
_RESULTS = (tables.TOTALS, tables.RANKS, tables.DEDUCTIONS, tables.REFERENCES, tables.COUNTS, tables.PERCENTAGES)
_KINDS: Mapping[str, SheetKind] = {
    **{"text": "text", "list": "text", "whole": "whole", "number": "number"},
    **{"share": "share", "date": "date"},
}
_PERCENT = frozenset({("scores", "percent"), ("totals", "percent"), ("percentages", "value")})
_AMOUNTS = frozenset({("counts", "value"), ("counts", "of")})


@dataclass(frozen=True, slots=True)
class _Context:
    """What all sheets of a workbook share. ``places`` says where the cell of a pointer is, per record."""

    book: Workbook
    styles: Styles
    out: Path
    review_below: float
    doubts: Mapping[int, Mapping[str, Doubt]]
    places: dict[tuple[int, str], tuple[str, int, int]] = field(default_factory=dict)


def workbook(found: Sequence[Found], out: Path, review_below: float = 0.8) -> bytes:
    """The content of an xlsx file; links to originals are relative to ``out``, where it will lie.

    Values less sure than ``review_below`` are coloured, with the reason in a comment; so are those that a check
    names. Nothing in it is a formula. Raises UsageError where a sheet has too many rows.
    """
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True, **_SAFE}) as book:
        all_doubts = {id(one): doubts(one.record, review_below) for one in found}
        context = _Context(book, Styles(book), out, review_below, all_doubts)
        _add_sheets(context, found)
    return content.getvalue()


def _add_sheets(context: _Context, found: Sequence[Found]) -> None:
    lines = compare(found)
    _add_table(context, tables.DOCUMENTS, found)
    scores, blocks = _add_scores(context, found)
    if len(years_of(lines)) > 1 or len({line.issuer for line in lines}) > 1:
        compared, spans = _add_comparison(context, lines)
    else:
        compared, spans = None, []
    add_charts(context.book, context.styles, Bars(scores, blocks), Years(compared, spans) if compared else None)
    for table in _RESULTS:
        _add_table(context, table, found)
    _add_table(context, tables.CELLS, found)
    _add_table(context, tables.CHECKS, found)
    _add_table(context, tables.REVIEW, found)
    add_legend(context.book, context.styles, found, context.review_below, _legend_columns())


def _add_table(context: _Context, table: Table, found: Sequence[Found]) -> Sheet:
    sheet = _sheet(context, table)
    for row in table.rows(found):
        _add_row(context, sheet, table, row)
    sheet.close()
    return sheet


def _add_scores(context: _Context, found: Sequence[Found]) -> tuple[Sheet, list[Block]]:
    """The sheet of scores, and which rows of it belong together: a year of a document."""
    sheet = _sheet(context, tables.SCORES)
    blocks: list[Block] = []
    for row in tables.SCORES.rows(found):
        at = _add_row(context, sheet, tables.SCORES, row)
        whole = row.cells["score"] is not None and row.cells["max_score"] is not None
        block = Block(row.found, row.cells["year"], at, at, int(whole))
        if blocks and blocks[-1].continues(block):
            blocks[-1] = blocks[-1].with_next(block)
        else:
            blocks.append(block)
    sheet.close()
    return sheet, blocks


def _sheet(context: _Context, table: Table) -> Sheet:
    headings = [Heading(_title(table, column), _kind(table, column)) for column in _ordered(table)]
    return Sheet(context.book, context.styles, titles().sheets[table.name], headings)


def _ordered(table: Table) -> Sequence[Column]:
    names = _FIRST if table is tables.DOCUMENTS else _LINKED
    first = [column for name in names for column in table.columns if column.name == name]
    last = [column for column in table.columns if column.name == "record"]
    return [*first, *(column for column in table.columns if column not in (*first, *last)), *last]


def _title(table: Table, column: Column) -> str:
    columns = titles().columns
    return columns.get(f"{table.name}.{column.name}") or columns[column.name]


def _kind(table: Table, column: Column) -> SheetKind:
    place = (table.name, column.name)
    if table is tables.DOCUMENTS and column.name in _COUNTED:
        return "whole"
    return "percent" if place in _PERCENT else "amount" if place in _AMOUNTS else _KINDS[column.kind]


def _add_row(context: _Context, sheet: Sheet, table: Table, row: Row) -> int:
    cells = [_cell(context, table, column.name, row) for column in _ordered(table)]
    at = sheet.add(cells)
    for number, column in enumerate(_ordered(table)):
        if pointer := row.pointers.get(column.name):
            context.places.setdefault((id(row.found), pointer), (sheet.name, at, number))
    return at


def _cell(context: _Context, table: Table, name: str, row: Row) -> SheetCell:
    return SheetCell(_shown(table, name, row), _doubt(context, table, name, row), _link(context, table, name, row))


def _doubt(context: _Context, table: Table, name: str, row: Row) -> Doubt | None:
    own = context.doubts[id(row.found)]
    if name not in row.pointers:
        return None
    pointer = row.pointers[name]
    whole_row = own.get(pointer.rpartition("/")[0]) if name == table.key else None
    return total((own.get(pointer), whole_row))


def _link(context: _Context, table: Table, name: str, row: Row) -> str | None:
    scan = row.found.scan
    if name in _LINKED and scan:
        return external(scan, context.out, row.page if name == "page" else None) or None
    if (table.name, name) == ("review", "field"):
        place = context.places.get((id(row.found), cell_of(str(row.cells["field"]))))
        return internal(*place) if place else None
    return None


def _shown(table: Table, name: str, row: Row) -> str | int | float | None:
    """Values in the words of the reader: pointers, codes of checks and kinds of files."""
    words, value = titles(), row.cells[name]
    if table is tables.DOCUMENTS and name in _COUNTED and isinstance(value, tuple):
        return len(value)
    if name == "fields" and isinstance(value, tuple):
        return "; ".join(stated(row.found.record, pointer) for pointer in value)
    if name == "needs_review" and isinstance(value, tuple):
        return "; ".join(map(words.place, value))
    if isinstance(value, tuple):
        return "; ".join(value)
    if table.name == "review" and name == "field":
        return words.place(str(value))
    said = {"origin": words.kinds, "level": words.levels, "code": words.checks}.get(name)
    return said.get(str(value), str(value)) if said and value is not None else value


def _add_comparison(context: _Context, lines: Sequence[Line]) -> tuple[Sheet, list[Span]]:
    """The sheet of years side by side, and the rows of criteria of each issuer."""
    years = years_of(lines)
    sheet = Sheet(context.book, context.styles, titles().sheets["comparison"], _headings(years), frozen=3)
    spans: list[Span] = []
    for line in lines:
        at = sheet.add(list(_compared(line, years)), bold=line.is_total)
        if spans and spans[-1][0] == line.issuer:
            spans[-1] = (line.issuer, spans[-1][1], spans[-1][2] if line.is_total else at)
        elif not line.is_total:
            spans.append((line.issuer, at, at))
    sheet.close()
    return sheet, spans


def _headings(years: Sequence[Year]) -> list[Heading]:
    words = titles().comparison
    groups: tuple[tuple[str, SheetKind], ...] = (
        ("score", "number"),
        ("max_score", "number"),
        ("percent", "percent"),
    )
    named = [(words["unknown_year"] if year is None else str(year)) for year in years]
    known = [year for year in years if year is not None]
    return [
        *(Heading(words[name]) for name in ("issuer", "criterion_code", "criterion")),
        *(Heading(words[name].format(year=year), kind) for name, kind in groups for year in named),
        *([_change_heading(known)] if len(known) > 1 else []),
    ]


def _change_heading(known: Sequence[int]) -> Heading:
    return Heading(titles().comparison["change"].format(first=known[0], last=known[-1]), "percent")


def _compared(line: Line, years: Sequence[Year]) -> Iterator[SheetCell]:
    entries = [line.entry(year) for year in years]
    doubted = [_disagreement(line, year) for year in years]
    yield from (SheetCell(line.issuer), SheetCell(line.code), SheetCell(line.criterion))
    for name in ("score", "max_score", "percent"):
        for entry, doubt in zip(entries, doubted, strict=True):
            yield SheetCell(getattr(entry, name) if entry else None, doubt if name == "score" else None)
    known = [entry for year, entry in zip(years, entries, strict=True) if year is not None]
    if len(known) > 1:
        yield SheetCell(_change(known[0].percent if known[0] else None, known[-1].percent if known[-1] else None))


def _change(first: float | None, last: float | None) -> float | None:
    return round(last - first, 2) if first is not None and last is not None else None


def _disagreement(line: Line, year: Year) -> Doubt | None:
    said = line.disagreeing(year)
    if not said:
        return None
    values = "; ".join(f"{e.score:g}/{e.max_score or 0:g} ({e.found.record.source.file})" for e in said)
    return Doubt("warning", titles().doubts["several"].format(values=values))


def _legend_columns() -> Iterator[tuple[str, str, str]]:
    """Sheet, heading and name in JSON and CSV of every column."""
    for table in tables.TABLES:
        for column in _ordered(table):
            yield titles().sheets[table.name], _title(table, column), column.name
