"""Signs in the other statements of a document: the same thing said again, or with another figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cchc_ocr.extract.checks.printed_shares import least_figure
from cchc_ocr.extract.confidence.wording import figure_of, name_of
from cchc_ocr.extract.text.finding import Finding
from cchc_ocr.records import Check
from cchc_ocr.vietnamese import bare

Key = tuple[object, ...]


@dataclass(frozen=True)
class Company:
    """How often a document states each figure and each thing; built once for all of its statements."""

    figures: Counter[Key]
    kinds: Mapping[object, frozenset[str]]
    things: Counter[Key]
    dated: Counter[Key]
    confirmed: frozenset[Key] = frozenset()  # counts and percentages that a count of a whole agrees with

    @staticmethod
    def of(lists: Mapping[str, Sequence[Finding[Any]]]) -> Company:
        """Of the lists of statements of a record, by their names."""
        every = [(kind, finding.value) for kind, found in lists.items() for finding in found]
        kinds: dict[object, set[str]] = {}
        for kind, value in every:
            kinds.setdefault(figure_of(kind, value), set()).add(kind)
        return Company(
            Counter((kind, figure_of(kind, value)) for kind, value in every),
            {figure: frozenset(of) for figure, of in kinds.items()},
            Counter(_thing(kind, value) for kind, value in every),
            Counter(_dated(kind, value) for kind, value in every),
            frozenset(_confirmed(lists)),
        )

    def of_figure(self, kind: str, value: Any) -> Iterator[str]:
        """Whether the figure of a value is stated elsewhere."""
        figure = figure_of(kind, value)
        told = (
            ("stated again", self.figures[kind, figure] > 1),
            ("stated often", self.figures[kind, figure] > 4),
            ("stated as another kind", len(self.kinds.get(figure, ())) > 1),
            ("confirmed by a share", (kind, figure, getattr(value, "of", None)) in self.confirmed),
            ("another stated for it", bool(name_of(value)) and self.dated[_dated(kind, value)] > 1),
        )
        yield from (sign for sign, found in told if found)

    def of_name(self, kind: str, value: Any) -> Iterator[str]:
        """Whether the name of a value is that of others, too."""
        if name_of(value) and self.things[_thing(kind, value)] > 1:
            yield "stated again"


def _confirmed(lists: Mapping[str, Sequence[Finding[Any]]]) -> Iterator[Key]:
    """Counts with their whole, and the percentages of a document that are their shares."""
    percentages = [finding.value.value for finding in lists.get("percentages", ())]
    for count in (finding.value for finding in lists.get("counts", ())):
        share = 100 * count.value / count.of if count.of else None
        same = [p for p in percentages if share is not None and p % 100 and abs(p - share) < _least(p)]
        if same:
            yield "counts", count.value, count.of
            yield from (("percentages", percentage, None) for percentage in same)


def _least(percentage: float) -> float:
    """The unit of the last figure of a percentage; no more than two decimals are asked of a share to agree with.

    >>> _least(84.0), _least(84.5), _least(84.52), _least(84.521)
    (1.0, 0.1, 0.01, 0.01)
    """
    return max(least_figure(percentage), 0.01)


def _thing(kind: str, value: Any) -> Key:
    return (kind, " ".join(bare(name_of(value) or "").lower().split()))


def _dated(kind: str, value: Any) -> Key:
    slots = ("unit", "year", "period", "basis", "index", "nature")
    return (*_thing(kind, value), *(getattr(value, slot, None) for slot in slots))


def in_checks(checks: Iterable[Check]) -> frozenset[str]:
    """The statements, "/scores/3", that the fields of checks belong to."""
    return frozenset("/".join(field.split("/")[:3]) for check in checks for field in check.fields)
