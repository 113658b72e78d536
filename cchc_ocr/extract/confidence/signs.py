"""All signs of the statements of a document: what speaks for and against each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cchc_ocr.extract.confidence.company import Company
from cchc_ocr.extract.confidence.documents import of_document
from cchc_ocr.extract.confidence.surroundings import around
from cchc_ocr.extract.confidence.wording import name_of, of_body, of_figures, of_name
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.text.finding import Finding

Lists = Mapping[str, Sequence[Finding[Any]]]


def signs_of(lists: Lists, context: Context, checked: frozenset[str]) -> dict[str, list[frozenset[str]]]:
    """The signs of each statement of each list; ``checked`` are the pointers of those that a check lists."""
    company = Company.of(lists)
    return {
        kind: [
            frozenset(_of(kind, finding, context, company, f"/{kind}/{i}" in checked))
            for i, finding in enumerate(found)
        ]
        for kind, found in lists.items()
    }


def _of(
    kind: str, finding: Finding[Any], context: Context, company: Company, checked: bool
) -> Iterator[str]:
    value = finding.value
    yield kind
    yield from of_name(name_of(value))
    yield from of_figures(kind, value)
    yield from _of_slots(value, context)
    yield from company.signs(kind, value)
    yield from finding.signs
    if finding.end:
        yield "text"
        yield from around(finding, context)
    if checked:
        yield "in a check"
    if finding.doubtful:
        yield "doubted by its rule"


def _of_slots(value: Any, context: Context) -> Iterator[str]:
    """Which slots are filled, and with what."""
    year, period = getattr(value, "year", None), getattr(value, "period", None)
    yield "period" if period else "year" if year else "no time"
    for slot in ("index", "criterion_code"):
        if getattr(value, slot, None):
            yield f"{slot} known"
    if getattr(value, "basis", None):
        yield f"basis {value.basis}"
    yield from of_body(value, context.document, context.knowledge.bodies)
    yield from of_document(value, context)
