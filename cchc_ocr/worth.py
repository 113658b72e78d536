"""How much it is worth that a person looks at a value: one order for all lists of what to review.

First comes what was not read at all, then what identifies the document and the figures that are compared, then the
rest of its content, and last what only says where it was sent. docs/usage.md describes the order under ``status``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from types import MappingProxyType

from cchc_ocr.records import MISSING_PAGES, Record

_FEWEST_WORDS = 8  # as few as dust and letters that show through give
_MOST = 999  # values of one class that are counted
_NAMED = 3  # values that ``leading`` names


class Worth(IntEnum):
    """The classes of values, those most worth a look first."""

    UNREAD = 0  # a page or document of which nothing was read
    KEY = 1
    CONTENT = 2
    MINOR = 3


# By JSON Pointer without the numbers of items; a field that is not here has the class of the list that it is in.
_CLASSES: Mapping[str, Worth] = MappingProxyType(
    {
        **dict.fromkeys(("/source", "/pages"), Worth.UNREAD),
        **dict.fromkeys(
            (
                *(f"/document/{name}" for name in ("type", "number", "symbol", "number_symbol", "issuer", "date")),
                "/document/secrecy",
                "/source/part",
                *("/scores", "/totals", "/ranks", "/grades", "/deductions"),
            ),
            Worth.KEY,
        ),
        **dict.fromkeys(
            (
                *(f"/document/{name}" for name in ("recipients", "addressees", "place", "parent", "signer_title")),
                *(f"/document/{name}" for name in ("urgency", "copy", "draft")),
                *(f"/document/signers/{name}" for name in ("title", "on_behalf", "unit")),
                *(f"/{name}/unit" for name in ("scores", "totals", "ranks", "grades", "deductions")),
                *(f"/{name}/name" for name in ("totals", "ranks", "grades", "deductions")),
                *(f"/{name}/period" for name in ("percentages", "counts")),
                "/references/issuer",
            ),
            Worth.MINOR,
        ),
    }
)


def worth(pointer: str) -> Worth:
    """The class of the value at a JSON Pointer.

    >>> worth("/document/date").name, worth("/totals/0/score").name, worth("/document/recipients/13").name
    ('KEY', 'KEY', 'MINOR')
    """
    parts = [part for part in pointer.split("/")[1:] if not part.isdecimal()]
    while parts:
        if (found := _CLASSES.get("/" + "/".join(parts))) is not None:
            return found
        parts.pop()
    return Worth.CONTENT


def worth_in(record: Record, pointer: str) -> Worth:
    """The class of a value of this record: of a document that was not read, all values come first."""
    return Worth.UNREAD if was_not_read(record) else worth(pointer)


def weight(record: Record) -> int:
    """The place of a document in a list of documents to review: the heaviest comes first, 0 needs no look.

    One value of a class weighs more than all values of the classes after it.
    """
    counts = dict.fromkeys(Worth, 0)
    for pointer in record.needs_review:
        counts[worth(pointer)] += 1
    counts[Worth.UNREAD] += was_not_read(record)
    return sum(min(counts[one], _MOST) * (_MOST + 1) ** (len(Worth) - 1 - one) for one in Worth)


def leading(record: Record) -> tuple[str, ...]:
    """The pointers that are most worth a look, three at most: those of the first class that has any."""
    if was_not_read(record):
        return (MISSING_PAGES,)
    first = min(map(worth, record.needs_review), default=Worth.MINOR)
    return tuple(pointer for pointer in record.needs_review if worth(pointer) is first)[:_NAMED]


def kinds(pointers: Iterable[str]) -> tuple[str, ...]:
    """The kinds of fields at these pointers, once each: fields of the document by name, others by their list.

    >>> kinds(("/document/date", "/scores/3/score", "/scores/4/score", "/pages/2"))
    ('date', 'scores', 'pages')
    """
    parts = (pointer.split("/") for pointer in pointers)
    return tuple(dict.fromkeys(part[2] if part[1] == "document" and len(part) > 2 else part[1] for part in parts))


def was_not_read(record: Record) -> bool:
    """Whether nothing, or next to nothing, was read of the document: it is empty, blank or illegible."""
    no_words = record.repair is not None and record.repair.words < _FEWEST_WORDS
    no_pages = bool(record.pages) and all(page.state != "read" for page in record.pages)
    return bool(record.needs_review) and (no_words or no_pages)
