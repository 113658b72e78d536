"""Slots that nothing settles, so that a person must look at them however sure their cells were read.

Of all that is said of a statement these alone go with what is wrong in documents that nobody has seen: it is of no
time; it counts parts of things; another cell of its table is said to mean the same, and has another figure; a head
of its table is an acronym that nothing explains, or says that it is a share and not of what.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from cchc_ocr.extract.confidence.signs import Lists
from cchc_ocr.extract.confidence.wording import figure_field, figure_of
from cchc_ocr.extract.tables.cell_signs import OF_NOTHING_TOLD, UNREAD_HEADS
from cchc_ocr.extract.text.finding import Finding

_UNTOLD = {f"place: {UNREAD_HEADS}", f"place: {OF_NOTHING_TOLD}"}
_MEANT = ("name", "criterion", "unit", "body", "year", "period", "basis", "index", "nature")


def with_open_slots(lists: Lists) -> Lists:
    """The statements of a record by their lists, those with an open slot in doubt of it."""
    return {kind: tuple(_doubted(kind, found)) for kind, found in lists.items()}


def _doubted(kind: str, found: Sequence[Finding[Any]]) -> Iterator[Finding[Any]]:
    alike = _alike(kind, found)
    for i, finding in enumerate(found):
        value = finding.value
        told = (
            ("year", finding.row is not None and value.year is None and value.period is None),
            ("criterion" if kind == "scores" else "name", i in alike or bool(_UNTOLD & {*finding.signs})),
            (figure_field(kind), kind == "counts" and value.value % 1 != 0),
        )
        slots = (*finding.doubtful, *(slot for slot, is_open in told if is_open))
        yield replace(finding, doubtful=tuple(dict.fromkeys(slots)))


def _alike(kind: str, found: Sequence[Finding[Any]]) -> set[int]:
    """The places of statements of one table that are said to mean the same, and have several figures."""
    groups: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, finding in enumerate(found):
        if finding.row is not None:
            meant = (getattr(finding.value, slot, None) for slot in _MEANT)
            groups[finding.row[0], *meant].append(i)
    figures = {i: figure_of(kind, found[i].value) for group in groups.values() for i in group}
    return {i for group in groups.values() if len({figures[j] for j in group}) > 1 for i in group}
