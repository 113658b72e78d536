"""All signs of the statements of a document: what speaks for and against each.

A sign is a few words behind its topic, "name: opens oddly". The topics are the parts of a statement, ``figure``,
``name``, ``time`` and ``body``; ``place`` is where it stands, and ``kind`` the list of the record that it is in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cchc_ocr.extract.confidence import documents, surroundings, wording
from cchc_ocr.extract.confidence.company import Company
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.text.finding import Finding

# What goes into each list of the record, by its name there and in its order: ``findings[i]`` becomes "/NAME/i".
Lists = Mapping[str, Sequence[Finding[Any]]]
SignSet = frozenset[str]


def signs_of(lists: Lists, context: Context, checked: frozenset[str]) -> dict[str, list[SignSet]]:
    """The signs of each statement of each list; ``checked`` are the pointers of those that a check lists."""
    company = Company.of(lists)
    return {
        kind: [
            _explained(
                frozenset((*_of(kind, finding, context, company), *finding.signs, *_of_checks(kind, i, checked)))
            )
            for i, finding in enumerate(found)
        ]
        for kind, found in lists.items()
    }


def _explained(signs: SignSet) -> SignSet:
    """The signs without what arithmetic explains: parts of a sum need no maximum of their own."""
    return signs - {"figure: high score without maximum"} if "figure: adds up in its row" in signs else signs


def _of_checks(kind: str, number: int, checked: frozenset[str]) -> Iterator[str]:
    if f"/{kind}/{number}" in checked:
        yield "figure: in a check"


def _of(kind: str, finding: Finding[Any], context: Context, company: Company) -> Iterator[str]:
    value = finding.value
    topics: list[tuple[str, Iterable[str]]] = [
        ("kind", (kind, "text" if finding.end else "table")),
        ("figure", wording.of_figures(kind, value)),
        ("figure", company.of_figure(kind, value)),
        ("figure", _of_slots(finding)),
        ("name", wording.of_name(wording.name_of(value))),
        ("name", company.of_name(kind, value)),
        ("time", documents.of_time(value, context)),
        ("body", documents.of_body(value, context)),
        ("body", wording.of_unit(value, context.document, context.knowledge.bodies)),
    ]
    if finding.end:
        topics += [
            ("place", surroundings.of_place(finding, context)),
            ("name", surroundings.of_name_around(finding, context)),
            ("time", surroundings.of_time_around(finding, context)),
            ("body", surroundings.of_bodies_around(finding, context)),
        ]
    yield from (f"{topic}: {sign}" for topic, signs in topics for sign in signs)


def _of_slots(finding: Finding[Any]) -> Iterator[str]:
    """Which of the slots are filled that say more of the figure."""
    value = finding.value
    told = (
        ("with an index", getattr(value, "index", None)),
        ("of a known criterion", getattr(value, "criterion_code", None)),
        (f"of the basis {getattr(value, 'basis', None)}", getattr(value, "basis", None)),
        (f"of the nature {value.nature}", value.nature != "result"),
        ("doubted by its rule", finding.doubtful),
    )
    yield from (sign for sign, found in told if found)
