"""What records state, as one tidy table: a row for each statement, with the same columns for all its kinds.

Every export, the catalogue and ``Digitised.results`` give this table: a query, a sheet and a DataFrame have
the same names. docs/record.md describes the columns.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, get_args

from pydantic import BaseModel

from cchc_ocr.links import link_to
from cchc_ocr.records import Evidence, Nature, Record
from cchc_ocr.vietnamese import bare

StatementKind: TypeAlias = Literal["score", "total", "rank", "grade", "deduction", "percentage", "count"]
MOST_WHOLE = 2**63 - 1  # that databases hold as a whole number; a misread one may be larger
STATEMENT_KINDS: tuple[StatementKind, ...] = get_args(StatementKind)
NATURES: tuple[Nature, ...] = get_args(Nature)
KIND_OF_LIST: Mapping[str, StatementKind] = MappingProxyType(
    {
        **{"scores": "score", "totals": "total", "ranks": "rank", "grades": "grade"},
        **{"deductions": "deduction", "percentages": "percentage", "counts": "count"},
    }
)
# In which field of an item the figure stands, what it is measured against, and the share as it is printed.
_VALUES = MappingProxyType(
    {"ranks": "position", "deductions": "points", "percentages": "value", "counts": "value"}
)
_BASES = MappingProxyType({"ranks": "of", "counts": "of"})
_SHARES = MappingProxyType({"percentages": "value"})
# Cities that are governed as provinces are (Nghị quyết 202/2025/QH15, and 1259/NQ-UBTVQH15 for Huế).
_CITIES = ("Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế")
_PROVINCE = re.compile(rf"\b(?:tỉnh\s+[^,]+|(?:thành phố|TP\.?)\s+(?:{'|'.join(_CITIES)}))$", re.IGNORECASE)
_OF_CITY = re.compile(r"^Sở\b.*,\s*(?P<city>(?:thành phố|TP\.?)\s+[^,]+)$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a record; docs/record.md says what each column holds. What is not stated is None.

    ``share`` is 0..1, ``percent`` and the values of percentages are 0..100, ``confidence`` is 0..1.
    """

    document: str
    pointer: str
    kind: StatementKind
    index: str | None
    criterion: str | None
    criterion_code: str | None
    criterion_key: str | None
    body: str | None
    unit: str | None
    parent: str | None
    province: str | None
    year: int | None
    period: str | None
    value: float | None
    maximum: float | None
    percent: float | None
    share: float | None
    self_value: float | None
    rank: int | None
    base: float | None
    change: float | None
    grade: str | None
    basis: str | None
    nature: Nature
    confidence: float | None
    needs_review: bool
    reviewed: bool
    type: str | None
    number_symbol: str | None
    issuer: str | None
    date: datetime.date | None
    file: str
    path: str | None
    page: int | None
    evidence: str | None
    link: str | None
    record: str | None


STATEMENT_COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(Statement))
# What the cells of a column are, where they are not None: "int", "float", "bool", "datetime.date", or else text.
STATEMENT_TYPES: Mapping[str, str] = MappingProxyType(
    {field.name: str(field.type).removesuffix(" | None") for field in fields(Statement)}
)


class ItemIndex:
    """What a record says of each of its items, so that nobody looks through all of it for each item."""

    def __init__(self, record: Record) -> None:
        self._evidence = _by_item(record.evidence, [one.field for one in record.evidence])
        self._review = _by_item(record.needs_review, record.needs_review)
        self._reviewed = _by_item(*(2 * (record.reviewed.fields if record.reviewed else (),)))

    def evidence(self, pointer: str) -> Sequence[Evidence]:
        """The evidence for the value at the pointer (an item, or what is in it), in the order of the record."""
        item = _item(pointer)
        found = self._evidence.get(item, ())
        return found if pointer == item else [one for one in found if within(one.field, pointer)]

    def proof(self, pointer: str) -> Evidence | None:
        """The first of it."""
        return next(iter(self.evidence(pointer)), None)

    def review(self, pointer: str) -> tuple[str, ...]:
        """Which values of the item a person should look at."""
        item = _item(pointer)
        found = self._review.get(item, ())
        return tuple(found if pointer == item else (one for one in found if within(one, pointer)))

    def is_reviewed(self, pointer: str) -> bool:
        """Whether a person has corrected, confirmed or added a value of the item."""
        return any(within(one, pointer) for one in self._reviewed.get(_item(pointer), ()))


def within(pointer: str, parent: str) -> bool:
    """Whether the pointer is the parent or leads to something in it.

    >>> within("/scores/1/score", "/scores/1"), within("/scores/12", "/scores/1")
    (True, False)
    """
    return pointer == parent or pointer.startswith(f"{parent}/")


def document_key(record: Record) -> str:
    """What a document is known by in all runs: the hash of its file and, of several in a file, its pages.

    >>> from cchc_ocr.records import PartRecord, Source
    >>> part = PartRecord(first_page=3, last_page=5)
    >>> document_key(Record(source=Source(file="a.pdf", sha256="0ab1", pages=9, origin="scan", part=part)))
    '0ab1#3-5'
    """
    part = record.source.part
    return f"{record.source.sha256}#{part.first_page}-{part.last_page}" if part else record.source.sha256


def statements(
    record: Record, *, path: Path | None = None, name: str | None = None, index: ItemIndex | None = None
) -> Iterator[Statement]:
    """The statements of a record, list by list, each in the order of the record.

    ``path`` is the file that was read, where that is known: the statements link to their pages in it. ``name`` is
    the name under which the record was found, ``index`` the index of the record where there is one already.
    """
    known = index or ItemIndex(record)
    of_document = _of_document(record, path, name)
    for listed in KIND_OF_LIST:
        items: Sequence[BaseModel] = getattr(record, listed)
        for number, item in enumerate(items):
            yield _statement(listed, f"/{listed}/{number}", vars(item), known, of_document)


def pointers_of(record: Record) -> list[str]:
    """The pointers of the statements of a record, in the order of ``statements``."""
    return [f"/{listed}/{number}" for listed in KIND_OF_LIST for number in range(len(getattr(record, listed)))]


@lru_cache(maxsize=4096)  # an archive names the same bodies again and again
def province_of(body: str | None) -> str | None:
    """The province of a body by its canonical name; None where that does not tell.

    A city may be one of a province; that of a department ("Sở") is none.

    >>> province_of("Sở Nội vụ, tỉnh Sơn Hà"), province_of("Sở Nội vụ, thành phố Lam Sơn")
    ('tỉnh Sơn Hà', 'thành phố Lam Sơn')
    >>> province_of("Ủy ban nhân dân thành phố Lam Sơn") is None
    True
    """
    found = _PROVINCE.search(body or "")
    if found:
        return found[0]
    of_city = _OF_CITY.search(body or "")
    return of_city["city"] if of_city else None


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name as names are compared: in small letters, without diacritics, its words between single spaces.

    >>> folded("CẢI CÁCH  thể chế")
    'cai cach the che'
    """
    return " ".join(_WORD.findall(bare(name).lower()))


def _by_item(values: Sequence[Any], pointers: Sequence[str]) -> Mapping[str, Sequence[Any]]:
    found = defaultdict[str, list[Any]](list)
    for value, pointer in zip(values, pointers, strict=True):
        found[_item(pointer)].append(value)
    return found


@lru_cache(maxsize=65536)  # the records of an archive have the same pointers
def _item(pointer: str) -> str:
    """The item or field that a pointer leads into: its first two steps."""
    return "/".join(pointer.split("/", 3)[:3])


def _of_document(record: Record, path: Path | None, name: str | None) -> dict[str, Any]:
    """The columns that all statements of a document share."""
    head = record.document
    return {
        "document": document_key(record),
        **{field: getattr(head, field) for field in ("type", "number_symbol", "issuer", "parent")},
        "date": head.day,
        "file": record.source.file,
        "path": str(path) if path else None,
        "record": name,
    }


@lru_cache(maxsize=64)  # the statements of a document stand on few pages
def _link(path: str, page: int | None) -> str:
    return link_to(Path(path), page)


def _statement(
    listed: str, pointer: str, item: Mapping[str, Any], known: ItemIndex, of_document: Mapping[str, Any]
) -> Statement:
    evidence = known.evidence(pointer)
    first = evidence[0] if evidence else None
    criterion: str | None = item["criterion" if listed == "scores" else "name"]
    code: str | None = item.get("criterion_code")
    path: str | None = of_document["path"]
    page = first.page if first else None
    own: dict[str, Any] = {
        **{"pointer": pointer, "kind": KIND_OF_LIST[listed], "criterion": criterion, "criterion_code": code},
        "criterion_key": code or folded(criterion or "") or None,
        "province": province_of(item["body"]),
        **{name: item.get(name) for name in _AS_IN_ITEM},
        **_figures(listed, item),
        "confidence": min((one.confidence for one in evidence), default=None),
        "needs_review": bool(known.review(pointer)),
        "reviewed": known.is_reviewed(pointer),
        **{"page": page, "evidence": first.text if first else None},
        "link": _link(path, page) if path else None,
    }
    return Statement(**of_document, **own)


_AS_IN_ITEM = ("index", "body", "unit", "year", "period", "change", "grade", "basis", "nature")


def _figures(listed: str, item: Mapping[str, Any]) -> dict[str, float | None]:
    value = item.get(_VALUES.get(listed, "score"))
    maximum, base = item.get("max_score"), item.get(_BASES.get(listed, ""))
    percent = item.get(_SHARES.get(listed, "percent"))
    return {
        "value": value,
        "maximum": maximum,
        "percent": percent,
        "share": _share(value, base if listed == "counts" else maximum, percent),
        "self_value": item.get("self_score"),
        "rank": value if listed == "ranks" else None,
        "base": base,
    }


def _share(value: float | None, whole: float | None, percent: float | None) -> float | None:
    """The share of the whole, 0..1: computed of the figures or, without the whole, as it is printed."""
    if value is not None and whole:
        return round(value / whole, 6)
    return round(percent / 100, 6) if percent is not None else None
