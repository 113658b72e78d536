"""Records as tables: their columns, and one row per document, score, citation and so on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pydantic import BaseModel

from cchc_ocr.corrections.completing import anchor_of
from cchc_ocr.export.sources import Found
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
from cchc_ocr.worth import worth_in

CellValue: TypeAlias = str | int | float | tuple[str, ...] | None
ColumnKind: TypeAlias = Literal["text", "whole", "number", "share", "date", "list"]

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
    """A name, and what its cells hold: "share" is 0..1, "date" ISO 8601, "list" a tuple of texts."""

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
    """``key`` is the column that stands for the whole row."""

    name: str
    columns: tuple[ExportColumn, ...]
    key: str
    rows: Callable[[Iterable[Found]], Iterator[ExportRow]]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def within(pointer: str, parent: str) -> bool:
    """Whether the pointer is the parent or leads to something in it.

    >>> within("/scores/1/score", "/scores/1"), within("/scores/12", "/scores/1")
    (True, False)
    """
    return pointer == parent or pointer.startswith(f"{parent}/")


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
    value: object = record
    for part in pointer.split("/")[1:]:
        if isinstance(value, tuple):
            value = value[int(part)] if part.isdecimal() and int(part) < len(value) else None
        else:
            value = getattr(value, part, None) if isinstance(value, BaseModel) else None
    return value


def _columns(*names: str, **kinds: ColumnKind) -> tuple[ExportColumn, ...]:
    return tuple(ExportColumn(name, kinds.get(name) or _KINDS.get(name, "text")) for name in names)


def _document_rows(found: Iterable[Found]) -> Iterator[ExportRow]:
    """Where the document is, its header, its first overall result, what to look at."""
    for one in found:
        record = one.record
        totals = [(i, total) for i, total in enumerate(record.totals) if total.nature == "result"]
        ranks = [(i, rank) for i, rank in enumerate(record.ranks) if rank.nature == "result"]
        (at_total, total), (at_rank, rank) = (*totals, (0, Total()))[0], (*ranks, (0, None))[0]
        cells: dict[str, CellValue] = {
            "record": one.name,
            **record.source.model_dump(include={"file", "pages", "origin"}),
            "pages": record.page_count,
            **record.document.model_dump(),
            "signers": tuple(", ".join(filter(None, (s.name, s.title, s.unit))) for s in record.document.signers),
            "total": total.score,
            "total_max": total.max_score,
            "total_year": total.year,
            "rank": rank.position if rank else None,
            "rank_of": rank.of if rank else None,
            "references": len(record.references),
            "scores": len(record.scores),
            "checks": tuple(check.message for check in record.checks),
            "needs_review": record.needs_review,
            "reviewed": len(record.reviewed.fields) if record.reviewed else 0,
            "reviewed_by": record.reviewed.by if record.reviewed else None,
        }
        yield ExportRow(one, cells, _document_pointers(at_total, at_rank), page=1)


def _document_pointers(total: int, rank: int) -> dict[str, str]:
    """Where the cells of a document stand; ``total`` and ``rank``: the numbers of the first results."""
    at_total, at_rank = f"/totals/{total}", f"/ranks/{rank}"
    return {
        **{name: f"/document/{name}" for name in Document.model_fields},
        **{"total": f"{at_total}/score", "total_max": f"{at_total}/max_score", "total_year": f"{at_total}/year"},
        **{"rank": f"{at_rank}/position", "rank_of": f"{at_rank}/of"},
    }


_WHOSE = ("record", "file", "number_symbol", "issuer", "date")
_CHECK = tuple(name for name in Check.model_fields if name != "args")  # which stand in the message


def _whose(one: Found) -> dict[str, CellValue]:
    """The cells that say which document a row comes from."""
    document = one.record.document
    return {"record": one.name, "file": one.record.source.file} | {
        name: getattr(document, name) for name in _WHOSE[2:]
    }


def _list_rows(name: str, found: Iterable[Found], prefix: str) -> Iterator[ExportRow]:
    for one in found:
        items: Sequence[BaseModel] = getattr(one.record, name)
        for number, item in enumerate(items):
            yield _list_row(one, f"/{name}/{number}", item, prefix)


def _list_row(one: Found, pointer: str, item: BaseModel, prefix: str) -> ExportRow:
    evidence = proof(one.record, pointer)
    own = item.model_dump()
    cells = {
        **_whose(one),
        **{f"{prefix}{name}": value for name, value in own.items()},
        "page": evidence.page if evidence else None,
        "confidence": _least_confidence(one.record, pointer),
        "needs_review": tuple(p for p in one.record.needs_review if within(p, pointer)),
    }
    pointers = {f"{prefix}{name}": f"{pointer}/{name}" for name in own}
    return ExportRow(one, cells, pointers, evidence.page if evidence else None)


def _least_confidence(record: Record, pointer: str) -> float | None:
    """The lowest confidence of the values in a row."""
    return min((e.confidence for e in record.evidence if within(e.field, pointer)), default=None)


def _list_table(name: str, model: type[BaseModel], key: str, prefix: str = "") -> ExportTable:
    """One row per item of a list of the record, with the document it stands in and the page it was read on.

    ``prefix`` tells columns of the item from those of the document.
    """
    own = [f"{prefix}{field}" for field in model.model_fields]
    kinds: dict[str, ColumnKind] = {f"{prefix}date": "date"}
    if name in ("scores", "totals"):
        kinds["change"] = "number"  # of points; that of places is whole
    if name in ("ranks", "counts"):
        kinds["of"] = "whole" if name == "ranks" else "number"
    columns = _columns(*_WHOSE, *own, "page", "confidence", "needs_review", **kinds)
    return ExportTable(name, columns, key, lambda found: _list_rows(name, found, prefix))


def _check_rows(found: Iterable[Found]) -> Iterator[ExportRow]:
    for one in found:
        for number, check in enumerate(one.record.checks):
            page = next((e.page for field in check.fields if (e := proof(one.record, field))), None)
            cells = {**_whose(one), **check.model_dump(include={*_CHECK}), "page": page}
            yield ExportRow(one, cells, {"message": f"/checks/{number}/message"}, page)


def _review_rows(found: Iterable[Found]) -> Iterator[ExportRow]:
    """What a person should look at, what is most worth it first: the value as it stands, and what was seen."""
    listed = [(one, pointer) for one in found for pointer in one.record.needs_review]
    for one, pointer in sorted(listed, key=lambda row: worth_in(row[0].record, row[1])):
        value = value_at(one.record, pointer)
        if isinstance(value, PageRecord):
            yield _page_row(one, pointer, value)
            continue
        evidence = proof(one.record, pointer)
        cells: dict[str, CellValue] = {
            **_whose(one),
            "field": pointer,
            "read": str(value) if isinstance(value, str | int | float) else None,
            **_for_corrections(one, pointer),
            "seen": evidence.text if evidence else None,
            "page": evidence.page if evidence else None,
            "confidence": evidence.confidence if evidence else None,
        }
        yield ExportRow(one, cells, {}, evidence.page if evidence else None)


def _for_corrections(one: Found, pointer: str) -> Mapping[str, CellValue]:
    """A cell for the right value, and what brings it back to its place: see ``returned``."""
    anchor = json.dumps(anchor_of(one.record, pointer), ensure_ascii=False)
    return {"right": None, "pointer": pointer, "anchor": anchor}


def _page_row(one: Found, pointer: str, page: PageRecord) -> ExportRow:
    """A page that could not be read, or not as a whole: why."""
    told: dict[str, CellValue] = {"field": pointer, "read": page.state, "seen": page.fault, "page": page.number}
    told |= _for_corrections(one, pointer)
    return ExportRow(one, {**_whose(one), **told, "confidence": page.confidence}, {}, page.number)


def _cell_rows(found: Iterable[Found]) -> Iterator[ExportRow]:
    """Tables of the documents, a row per cell; rows and columns count from 1, the header is row 0."""
    for one in found:
        for number, table in enumerate(one.record.tables):
            for y, cells in enumerate((table.header, *table.rows)):
                for x, text in enumerate(cells):
                    place: dict[str, CellValue] = {
                        "table": number + 1,
                        "title": table.title,
                        "row": y,
                        "column": x + 1,
                    }
                    header = table.header[x] if x < len(table.header) else None
                    values = {**_whose(one), "page": table.page, **place, "header": header, "text": text}
                    yield ExportRow(one, values, {}, table.page)


DOCUMENTS = ExportTable(
    "documents",
    _columns(
        *("record", "file", "pages", "origin", *Document.model_fields),
        *("total", "total_max", "total_year", "rank", "rank_of", "references", "scores", "checks", "needs_review"),
        *("reviewed", "reviewed_by"),
    ),
    "file",
    _document_rows,
)
SCORES = _list_table("scores", Score, "score")
TOTALS = _list_table("totals", Total, "score")
RANKS = _list_table("ranks", Rank, "position")
GRADES = _list_table("grades", Grade, "grade")
DEDUCTIONS = _list_table("deductions", Deduction, "points")
REFERENCES = _list_table("references", Reference, "cited_number_symbol", "cited_")
COUNTS = _list_table("counts", Count, "value")
PERCENTAGES = _list_table("percentages", Percentage, "value")
CELLS = ExportTable(
    "cells", _columns(*_WHOSE, "page", "table", "title", "row", "column", "header", "text"), "text", _cell_rows
)
CHECKS = ExportTable("checks", _columns(*_WHOSE, *_CHECK, "page"), "code", _check_rows)
REVIEW = ExportTable(
    "review",
    _columns(*_WHOSE, "field", "read", "right", "seen", "page", "confidence", "pointer", "anchor"),
    "field",
    _review_rows,
)

TABLES = (
    *(DOCUMENTS, SCORES, TOTALS, RANKS, GRADES, DEDUCTIONS, REFERENCES, COUNTS, PERCENTAGES),
    *(CELLS, CHECKS, REVIEW),
)
