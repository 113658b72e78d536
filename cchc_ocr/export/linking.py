"""Finds, for each citation, the document that it means among those that are exported together.

A record is made of its document alone, so that the same document gives the same record whatever lies beside it;
what a citation means among others is said when they are put together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cchc_ocr.export.found import Found, FoundHead, FoundRecords
from cchc_ocr.records import Reference
from cchc_ocr.runs.citing import number_in

Numbered = Mapping[tuple[str, str], Sequence[str]]


def linked(found: FoundRecords) -> FoundRecords:
    """The records, with ``references[].document`` where exactly one of them is the document that is cited.

    It is known by number and date. A number alone is borne by a document of every year and of every body.
    """
    numbered = _numbered(found.heads)
    return found.each(lambda one: replace(one, record=one.record.model_copy(update=_links(one, numbered))))


def _numbered(heads: Iterable[FoundHead]) -> Numbered:
    """The names of the records by number and date."""
    names = defaultdict[tuple[str, str], list[str]](list)
    for head in heads:
        if head.number_symbol and head.date:
            names[number_in(head.number_symbol), head.date].append(head.name)
    return names


def _links(one: Found, numbered: Numbered) -> dict[str, tuple[Reference, ...]]:
    return {"references": tuple(_linked(reference, numbered) for reference in one.record.references)}


def _linked(reference: Reference, numbered: Numbered) -> Reference:
    names = numbered.get((number_in(reference.number_symbol), reference.date or ""), ())
    document = names[0] if len(names) == 1 else None
    return reference if document == reference.document else reference.model_copy(update={"document": document})
