"""How often what was said to be so sure was right: curves that set the probabilities of an archive right."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PARTS = ("cited", "figures", "head")  # of a record, each with a curve of its own
_OF_LIST: Mapping[str, str] = {
    "document": "head",
    **dict.fromkeys(("references", "dates"), "cited"),
    **dict.fromkeys(("scores", "totals", "ranks", "grades", "deductions", "percentages", "counts"), "figures"),
}


def part_of(pointer: str) -> str:
    """The part of a record that a value belongs to; "" for what has no curve.

    >>> part_of("/document/date"), part_of("/scores/3/score"), part_of("/tables/0")
    ('head', 'figures', '')
    """
    return _OF_LIST.get(pointer.split("/")[1], "")


@dataclass(frozen=True, slots=True)
class CalibrationCurve:
    """The share of right values, ``right``, by the probability that was ``stated``; both rise, from 0 to 1.

    >>> curve = CalibrationCurve((0.5, 0.9), (0.4, 0.8))
    >>> [round(curve.at(probability), 2) for probability in (0.0, 0.2, 0.5, 0.7, 1.0)]
    [0.0, 0.1, 0.4, 0.6, 0.9]
    """

    stated: Sequence[float]
    right: Sequence[float]

    def at(self, probability: float) -> float:
        """The probability set right; 0 stays, which says that nothing could be read.

        Between two points it is on the line between them, beyond the last as far off as there.
        """
        if probability <= 0:
            return 0.0
        stated, right = self.stated, self.right
        after = bisect_left(stated, probability)
        if after in (0, len(stated)):
            near = min(after, len(stated) - 1)
            return round(min(max(right[near] + probability - stated[near], 0.0), 1.0), 4)
        share = (probability - stated[after - 1]) / (stated[after] - stated[after - 1])
        return round(right[after - 1] + share * (right[after] - right[after - 1]), 4)


def curves_of(points: Sequence[tuple[str, float, float]]) -> Mapping[str, CalibrationCurve]:
    """The curves of points: part of a record, stated probability, share that was right."""
    found: dict[str, list[tuple[float, float]]] = {}
    for part, stated, right in points:
        found.setdefault(part, []).append((stated, right))
    return {part: CalibrationCurve(*zip(*sorted(of_part), strict=True)) for part, of_part in found.items()}
