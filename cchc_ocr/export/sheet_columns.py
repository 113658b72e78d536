"""Which columns the sheets of a workbook have, in which order, how wide they are, and what their cells hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from cchc_ocr.export import tables
from cchc_ocr.export.sheet import Heading, SheetKind
from cchc_ocr.export.tables import ExportColumn, ExportTable
from cchc_ocr.export.titles import titles

LINKED = ("file", "page")
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
COUNTED = ("checks", "needs_review")  # of a document; what they are stands on sheets of their own
_KINDS: Mapping[str, SheetKind] = {
    **{"text": "text", "list": "text", "truth": "text", "whole": "whole", "number": "number"},
    **{"share": "share", "date": "date"},
}
_OWN_KINDS: Mapping[tuple[str, str], SheetKind] = {
    ("results", "percent"): "percent",
    ("results", "base"): "amount",  # nearly always whole: of how many bodies or things
}
_BACK: Mapping[str, SheetKind] = {"right": "entry", "pointer": "key", "anchor": "key"}  # see ``returned``
_WORDED_KINDS = frozenset({"list", "truth"})
# Columns whose words have a name for the reader: the entry of the titles.
NAMED = {"origin": "kinds", "basis": "basis", "level": "levels", "kind": "statement_kinds", "nature": "natures"}
WORDED = frozenset({"field", "read", "seen", "proposed_field", "code", "message", *NAMED})
_WIDTHS: Mapping[str, float] = {
    **{"file": 18, "kind": 11, "index": 22, "criterion": 30, "body": 26, "subject": 40, "issuer": 24},
    **{"number_symbol": 15, "type": 12, "message": 50, "fields": 40, "field": 30, "read": 18, "seen": 30},
    **{"needs_review": 9, "reviewed": 9, "nature": 10, "basis": 11, "grade": 14, "province": 14, "parent": 20},
    **{"cited_number_symbol": 18, "cited_type": 13, "signer": 18, "level": 10, "code": 24, "proposed_field": 24},
}


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """The columns of a table on its sheet, in their order.

    ``worded`` are those whose values are said in the words of the reader, ``numbers`` the place of each by its
    name, counted from 0. The first ``printed`` are on paper; None: all.
    """

    names: tuple[str, ...]
    headings: tuple[Heading, ...]
    worded: tuple[tuple[int, str], ...]
    numbers: Mapping[str, int]
    printed: int | None


def columns_of(table: ExportTable) -> SheetColumns:
    """The columns of a table."""
    return _columns_by_name(table.name)


@cache
def _columns_by_name(name: str) -> SheetColumns:
    table = next(table for table in tables.TABLES if table.name == name)
    columns = tuple(_in_order(table))
    numbers = {column.name: number for number, column in enumerate(columns)}
    worded = [column.name for column in columns if column.kind in _WORDED_KINDS or column.name in WORDED]
    return SheetColumns(
        names=tuple(numbers),
        headings=tuple(_heading(table, column) for column in columns),
        worded=tuple((numbers[name], name) for name in worded),
        numbers=numbers,
        printed=_PRINTED.get(table.name),
    )


def _in_order(table: ExportTable) -> Iterator[ExportColumn]:
    technical = () if table is tables.RESULTS else _TECHNICAL
    left_out = (*technical, *_LEFT_OUT.get(table.name, ()))
    columns = {column.name: column for column in table.columns if column.name not in left_out}
    first = [name for name in _FIRST.get(table.name, LINKED) if name in columns]
    last = [name for name in _LAST if name in columns]
    others = [name for name in columns if name not in (*first, *last)]
    yield from (columns[name] for name in (*first, *others, *last))


def _heading(table: ExportTable, column: ExportColumn) -> Heading:
    title = titles().heading(table.name, column.name)
    return Heading(title, _kind(table, column), _WIDTHS.get(column.name))


def _kind(table: ExportTable, column: ExportColumn) -> SheetKind:
    place = (table.name, column.name)
    if table is tables.REVIEW and column.name in _BACK:
        return _BACK[column.name]
    if table is tables.DOCUMENTS and column.name in COUNTED:
        return "whole"
    return _OWN_KINDS.get(place) or _KINDS[column.kind]
