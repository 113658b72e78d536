"""Records as tables: their columns, and one row per document, statement, citation and so on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal, TypeAlias

from pydantic import BaseModel

from cchc_ocr.corrections.completing import anchors_of
from cchc_ocr.export.found import Found
from cchc_ocr.records import (
    Check,
    Count,
    Deduction,
    Document,
    Evidence,
    Grade,
    PageRecord,
    Percentage,
    Rank,
    Record,
    Reference,
    Score,
    Total,
)
from cchc_ocr.statements import (
    KIND_OF_LIST,
    STATEMENT_COLUMNS,
    STATEMENT_TYPES,
    ItemIndex,
    Statement,
    document_key,
    statements,
    within,
)
from cchc_ocr.worth import worth_in

CellValue: TypeAlias = str | int | float | tuple[str, ...] | None
ColumnKind: TypeAlias = Literal["text", "whole", "number", "share", "date", "list", "truth"]

_KINDS: Mapping[str, ColumnKind] = {
    **dict.fromkeys(("date",), "date"),
    **dict.fromkeys(
        ("score", "max_score", "percent", "points", "value", "self_score", "total", "total_max", "proposed_value"),
        "number",
    ),
    **dict.fromkeys(("year", "position", "change", "pages", "page", "rank", "rank_of", "total_year"), "whole"),
    **dict.fromkeys(("references", "scores", "row", "column", "table", "reviewed"), "whole"),
    **dict.fromkeys(("addressees", "recipients", "signers", "checks", "needs_review", "fields"), "list"),
    "confidence": "share",
}


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A name, and what its cells hold: "share" is 0..1, "date" ISO 8601, "list" a tuple of texts, "truth" bool."""

    name: str
    kind: ColumnKind


@dataclass(frozen=True, slots=True)
class ExportRow:
    """The cells of a row by column, and where in the record those stand that were read (JSON Pointers)."""

    found: Found
    cells: Mapping[str, CellValue]
    pointers: Mapping[str, str]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class ExportTable:
    """``key`` is the column that stands for the whole row; ``rows_of`` gives the rows of a record.

    Rows with a lower ``place`` come before those of all records with a higher one; most tables have one place.
    """

    name: str
    columns: tuple[ExportColumn, ...]
    key: str
    rows_of: Callable[[Found, ItemIndex], Iterator[ExportRow]]
    place: Callable[[ExportRow], int] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def rows(self, found: Iterable[Found]) -> Iterator[ExportRow]:
        """All rows of a few records, in their order; those of an archive go through ``spooling``."""
        rows = (row for one in found for row in self.rows_of(one, ItemIndex(one.record)))
        return iter(sorted(rows, key=self.place)) if self.place else rows


def proof(record: Record, pointer: str) -> Evidence | None:
    """The first evidence for the value at the pointer or for what is in it."""
    return next((evidence for evidence in record.evidence if within(evidence.field, pointer)), None)


def value_at(record: Record, pointer: str) -> object:
    """The value at the pointer, None where there is none.

    >>> from cchc_ocr.records import Source
    >>> record = Record(source=Source(file="a.txt", sha256="", pages=1, origin="text"), dates=("2020-05-20",))
    >>> value_at(record, "/dates/0"), value_at(record, "/dates/7/x")
    ('2020-05-20', None)
    """
    try:
        return record.value_at(pointer)
    except LookupError:
        return None


def _columns(*names: str, **kinds: ColumnKind) -> tuple[ExportColumn, ...]:
    return tuple(ExportColumn(name, kinds.get(name) or _KINDS.get(name, "text")) for name in names)


def _document_rows(one: Found, _index: ItemIndex) -> Iterator[ExportRow]:
    """Where the document is, its header, its first overall result with the place, what to look at."""
    record = one.record
    totals = [(i, total) for i, total in enumerate(record.totals) if total.nature == "result"]
    at_total, total = next((known for known in totals if known[1].basis != "average"), (0, None))
    ranks = [(i, rank) for i, rank in enumerate(record.ranks) if rank.nature == "result"]
    at_rank, rank = next((known for known in ranks if total is None or _of_one(total, known[1])), (0, None))
    total = total or Total()
    head = {name: getattr(record.document, name) for name in Document.model_fields}
    cells: dict[str, CellValue] = {
        **{"record": one.name, "file": record.source.file, "origin": record.source.origin},
        "pages": record.page_count,
        **head,
        "signers": tuple(", ".join(filter(None, (s.name, s.title, s.unit))) for s in record.document.signers),
        **{"total": total.score, "total_max": total.max_score, "total_year": total.year},
        **{"rank": rank.position if rank else None, "rank_of": rank.of if rank else None},
        **{"references": len(record.references), "scores": len(record.scores)},
        "checks": tuple(check.message for check in record.checks),
        "needs_review": record.needs_review,
        "reviewed": len(record.reviewed.fields) if record.reviewed else 0,
        "reviewed_by": record.reviewed.by if record.reviewed else None,
        "document": document_key(record),
        "path": str(one.scan) if one.scan else None,
    }
    yield ExportRow(one, cells, _document_pointers(at_total, at_rank), page=1)


def _of_one(total: Total, rank: Rank) -> bool:
    """Whether a place is that of the body whose total it is, and neither year nor index is another."""
    pairs = ((total.year, rank.year), (total.index, rank.index))
    return total.body == rank.body and not any(None not in pair and pair[0] != pair[1] for pair in pairs)


def _document_pointers(total: int, rank: int) -> dict[str, str]:
    """Where the cells of a document stand; ``total`` and ``rank``: the numbers of the first results."""
    at_total, at_rank = f"/totals/{total}", f"/ranks/{rank}"
    return {
        **{name: f"/document/{name}" for name in Document.model_fields},
        **{"total": f"{at_total}/score", "total_max": f"{at_total}/max_score", "total_year": f"{at_total}/year"},
        **{"rank": f"{at_rank}/position", "rank_of": f"{at_rank}/of"},
    }


_HEAD = ("number_symbol", "issuer", "date")
_WHOSE = ("record", "file", *_HEAD)
_CHECK = tuple(name for name in Check.model_fields if name != "args")  # which stand in the message


def _whose(one: Found) -> dict[str, CellValue]:
    """The cells that say which document a row comes from."""
    document = one.record.document
    whose: dict[str, CellValue] = {"record": one.name, "file": one.record.source.file}
    return {**whose, "document": document_key(one.record), **{name: getattr(document, name) for name in _HEAD}}


def _list_rows(name: str, own: Sequence[tuple[str, str]], one: Found, index: ItemIndex) -> Iterator[ExportRow]:
    """The rows of a list; ``own`` are the fields of its items, each with the name of its column."""
    items: Sequence[BaseModel] = getattr(one.record, name)
    whose = _whose(one) if items else {}
    for number, item in enumerate(items):
        pointer = f"/{name}/{number}"
        if name not in KIND_OF_LIST or one.has(pointer):
            evidence = index.evidence(pointer)
            page, held = evidence[0].page if evidence else None, vars(item)
            cells = {
                **whose,
                **{column: held[field] for field, column in own},
                "page": page,
                "confidence": min((e.confidence for e in evidence), default=None),
                "needs_review": index.review(pointer),
            }
            yield ExportRow(one, cells, {column: f"{pointer}/{field}" for field, column in own}, page)


def _list_table(name: str, model: type[BaseModel], key: str, prefix: str = "") -> ExportTable:
    """One row per item of a list of the record, with the document it stands in and the page it was read on.

    ``prefix`` tells columns of the item from those of the document.
    """
    own = [(field, f"{prefix}{field}") for field in model.model_fields]
    kinds: dict[str, ColumnKind] = {f"{prefix}date": "date"}
    if name in ("scores", "totals"):
        kinds["change"] = "number"  # of points; that of places is whole
    if name in ("ranks", "counts"):
        kinds["of"] = "whole" if name == "ranks" else "number"
    names = [column for _, column in own]
    columns = _columns(*_WHOSE, *names, "page", "confidence", "needs_review", "document", **kinds)
    return ExportTable(name, columns, key, lambda one, index: _list_rows(name, own, one, index))


def _result_rows(one: Found, index: ItemIndex) -> Iterator[ExportRow]:
    """The statements that were asked for, whatever their kind."""
    found = statements(one.record, path=one.scan, name=one.name, index=index)
    return (result_row(one, statement) for statement in found if one.has(statement.pointer))


def result_row(one: Found, statement: Statement) -> ExportRow:
    """The row of a statement; the date as it is in the record, also where no calendar has it."""
    cells = dict(zip(STATEMENT_COLUMNS, _CELLS_OF(statement), strict=True))
    cells["date"] = one.record.document.date
    pointers = {column: f"{statement.pointer}/{field}" for column, field in _FIELDS[statement.kind].items()}
    return ExportRow(one, cells, pointers, statement.page)


def _fields(kind: str) -> dict[str, str]:
    """For the columns of the results, which field of an item of that kind they hold."""
    same = {name: name for name in ("index", "body", "unit", "year", "period", "change", "basis", "nature")}
    more = {"maximum": "max_score", "percent": "percent", "self_value": "self_score", "base": "of"}
    values = {"rank": "position", "deduction": "points", "percentage": "value", "count": "value"}
    criterion = {"criterion": "criterion", "criterion_code": "criterion_code"}
    own = {"value": values.get(kind, "score"), **(criterion if kind == "score" else {"criterion": "name"})}
    of_kind = {"rank": {"rank": "position"}, "grade": {"grade": "grade"}, "percentage": {"percent": "value"}}
    return {**same, **more, **own, **of_kind.get(kind, {})}


_CELLS_OF: Callable[[Statement], tuple[CellValue, ...]] = attrgetter(*STATEMENT_COLUMNS)
_FIELDS = {kind: _fields(kind) for kind in KIND_OF_LIST.values()}


def _check_rows(one: Found, index: ItemIndex) -> Iterator[ExportRow]:
    for number, check in enumerate(one.record.checks):
        page = next((e.page for field in check.fields if (e := index.proof(field))), None)
        cells = {**_whose(one), **{name: getattr(check, name) for name in _CHECK}, "page": page}
        yield ExportRow(one, cells, {"message": f"/checks/{number}/message"}, page)


def _review_rows(one: Found, index: ItemIndex) -> Iterator[ExportRow]:
    """What a person should look at: the value as it stands, and what was seen."""
    anchors = anchors_of(one.record, one.record.needs_review) if one.record.needs_review else {}
    whose = _whose(one)
    for pointer in one.record.needs_review:
        value = value_at(one.record, pointer)
        if isinstance(value, PageRecord):
            yield _page_row(one, whose, pointer, value, anchors[pointer])
            continue
        evidence = index.proof(pointer)
        cells: dict[str, CellValue] = {
            **whose,
            "field": pointer,
            "read": str(value) if isinstance(value, str | int | float) else None,
            **_for_corrections(pointer, anchors[pointer]),
            "seen": evidence.text if evidence else None,
            "page": evidence.page if evidence else None,
            "confidence": evidence.confidence if evidence else None,
        }
        yield ExportRow(one, cells, {}, evidence.page if evidence else None)


def _for_corrections(pointer: str, anchor: Mapping[str, object]) -> Mapping[str, CellValue]:
    """A cell for the right value, and what brings it back to its place: see ``returned``."""
    return {"right": None, "pointer": pointer, "anchor": json.dumps(anchor, ensure_ascii=False)}


def _page_row(
    one: Found, whose: Mapping[str, CellValue], pointer: str, page: PageRecord, anchor: Mapping[str, object]
) -> ExportRow:
    """A page that could not be read, or not as a whole: why."""
    told: dict[str, CellValue] = {"field": pointer, "read": page.state, "seen": page.fault, "page": page.number}
    told |= _for_corrections(pointer, anchor)
    return ExportRow(one, {**whose, **told, "confidence": page.confidence}, {}, page.number)


def _worth(row: ExportRow) -> int:
    """The place of a value to review: what is most worth a look comes first."""
    return worth_in(row.found.record, str(row.cells["field"]))


def _cell_rows(one: Found, _index: ItemIndex) -> Iterator[ExportRow]:
    """Tables of the document, a row per cell; rows and columns count from 1, the header is row 0."""
    whose = _whose(one) if one.record.tables else {}
    for number, table in enumerate(one.record.tables, 1):
        of_table: dict[str, CellValue] = {**whose, "page": table.page, "table": number, "title": table.title}
        for y, cells in enumerate((table.header, *table.rows)):
            for x, text in enumerate(cells):
                header = table.header[x] if x < len(table.header) else None
                values = {**of_table, "row": y, "column": x + 1, "header": header, "text": text}
                yield ExportRow(one, values, {}, table.page)


def _result_columns() -> tuple[ExportColumn, ...]:
    """The columns of the statements, with the kinds that their types tell."""
    kinds: Mapping[str, ColumnKind] = {"int": "whole", "float": "number", "bool": "truth", "datetime.date": "date"}
    shares: dict[str, ColumnKind] = {"share": "share", "confidence": "share"}
    return tuple(
        ExportColumn(name, shares.get(name) or kinds.get(type_, "text")) for name, type_ in STATEMENT_TYPES.items()
    )


DOCUMENTS = ExportTable(
    "documents",
    _columns(
        *("record", "file", "pages", "origin", *Document.model_fields),
        *("total", "total_max", "total_year", "rank", "rank_of", "references", "scores", "checks", "needs_review"),
        *("reviewed", "reviewed_by", "document", "path"),
    ),
    "file",
    _document_rows,
)
RESULTS = ExportTable("results", _result_columns(), "value", _result_rows)
SCORES = _list_table("scores", Score, "score")
TOTALS = _list_table("totals", Total, "score")
RANKS = _list_table("ranks", Rank, "position")
GRADES = _list_table("grades", Grade, "grade")
DEDUCTIONS = _list_table("deductions", Deduction, "points")
REFERENCES = _list_table("references", Reference, "cited_number_symbol", "cited_")
COUNTS = _list_table("counts", Count, "value")
PERCENTAGES = _list_table("percentages", Percentage, "value")
CELLS = ExportTable(
    "cells",
    _columns(*_WHOSE, "page", "table", "title", "row", "column", "header", "text", "document"),
    "text",
    _cell_rows,
)
CHECKS = ExportTable("checks", _columns(*_WHOSE, *_CHECK, "page", "document"), "code", _check_rows)
REVIEW = ExportTable(
    "review",
    _columns(*_WHOSE, "field", "read", "right", "seen", "page", "confidence", "pointer", "anchor", "document"),
    "field",
    _review_rows,
    _worth,
)

TABLES = (
    *(DOCUMENTS, RESULTS, SCORES, TOTALS, RANKS, GRADES, DEDUCTIONS, REFERENCES, COUNTS, PERCENTAGES),
    *(CELLS, CHECKS, REVIEW),
)
