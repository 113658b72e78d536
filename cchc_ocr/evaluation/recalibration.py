"""Probabilities recalibrated for an archive: what was said to be so sure, and how much of it people found right.

For each part of a record (head, citations, figures) a rising curve leads from the stated probability to the share
that was right. Where few values were looked at, it stays near what was stated. What a curve gains is measured by
cross validation over documents: each document is judged by curves that others have made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from cchc_ocr.corrections.anchoring import place_of
from cchc_ocr.corrections.draft import Draft
from cchc_ocr.corrections.outcomes import Applied
from cchc_ocr.corrections.readings import machine_of
from cchc_ocr.evaluation.calibration import Judged
from cchc_ocr.evaluation.reviewed import is_right, judged_values
from cchc_ocr.lexicon.calibration import CalibrationCurve, part_of

FEWEST_VALUES, FEWEST_DOCUMENTS = 60, 8  # of a part: with fewer, a share is off by more than a tenth
_FOLDS = 5
_EDGES = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0001)
_AS_STATED = 10.0  # values for which the stated probability counts in each bin

CalibrationPoint = tuple[str, float, float]  # part, stated probability, share that was right


@dataclass(frozen=True, slots=True)
class CalibrationFit:
    """How well probabilities fit what people found: of ``values``, so many wrong ones would be listed, and others.

    ``brier`` is the mean square of what a probability is off by; 0 is perfect. ``stated`` is the mean probability.
    ``missed`` are wrong values above the threshold for review, ``listed`` all below it.
    """

    values: int
    right: int
    stated: float
    brier: float
    listed: int
    missed: int

    @staticmethod
    def of(judged: Sequence[Judged], threshold: float) -> CalibrationFit:
        listed = [one.probability < threshold for one in judged]
        return CalibrationFit(
            len(judged),
            sum(one.right for one in judged),
            fmean(one.probability for one in judged),
            fmean((one.probability - one.right) ** 2 for one in judged),
            sum(listed),
            sum(not one.right and not low for one, low in zip(judged, listed, strict=True)),
        )


@dataclass(frozen=True, slots=True)
class RecalibratedPart:
    """A part of a record: how its probabilities fit ``before`` and ``after``, in documents kept aside.

    ``points`` are those of its curve; none where the curve would be no better.
    """

    part: str
    documents: int
    before: CalibrationFit
    after: CalibrationFit
    points: tuple[CalibrationPoint, ...]


def judged_probabilities(applied: Applied) -> Iterator[Judged]:
    """Each value of a document that people have looked at, by its part, with the probability that was stated."""
    standing = Draft.of(machine_of(applied.record)[0], None).standing
    for first, counts in judged_values(applied):
        one = first.correction
        if one.op == "add" or first.read in (None, "", []) or not part_of(one.pointer):
            continue
        place = place_of(standing, one)
        known = standing.evidence.get(place.pointer) if place else None
        if known and known["confidence"] > 0:
            yield Judged(part_of(one.pointer), known["confidence"], is_right(counts))


def enough(documents: Iterable[Sequence[Judged]]) -> bool:
    """Whether some part of the record was looked at often enough."""
    return bool(_parts(documents))


def recalibrated(documents: Sequence[Sequence[Judged]], threshold: float) -> tuple[RecalibratedPart, ...]:
    """Each part that was looked at often enough; values below the probability ``threshold`` are listed."""
    return tuple(_recalibrated(part, found, threshold) for part, found in sorted(_parts(documents).items()))


def _parts(documents: Iterable[Sequence[Judged]]) -> Mapping[str, Sequence[Sequence[Judged]]]:
    """The values of each part that has enough of them, by document; some must be right, and some wrong."""
    found: dict[str, list[list[Judged]]] = {}
    for document in documents:
        for part in {one.kind for one in document}:
            found.setdefault(part, []).append([one for one in document if one.kind == part])
    return {part: of_part for part, of_part in found.items() if _are_enough(of_part)}


def _are_enough(documents: Sequence[Sequence[Judged]]) -> bool:
    right = [one.right for document in documents for one in document]
    return len(documents) >= FEWEST_DOCUMENTS and len(right) >= FEWEST_VALUES and 0 < sum(right) < len(right)


def _recalibrated(part: str, documents: Sequence[Sequence[Judged]], threshold: float) -> RecalibratedPart:
    every = [one for document in documents for one in document]
    aside: list[Judged] = []
    for fold in range(_FOLDS):
        others = [one for at, document in enumerate(documents) if at % _FOLDS != fold for one in document]
        curve = curve_of(others)
        aside += [
            Judged(part, curve.at(one.probability), one.right)
            for document in documents[fold::_FOLDS]
            for one in document
        ]
    before, after = CalibrationFit.of(every, threshold), CalibrationFit.of(aside, threshold)
    curve = curve_of(every)
    points = tuple((part, *point) for point in zip(curve.stated, curve.right, strict=True))
    return RecalibratedPart(part, len(documents), before, after, points if after.brier < before.brier else ())


def curve_of(judged: Sequence[Judged]) -> CalibrationCurve:
    """The curve of values: in each bin the share that was right, and what was stated counts as ten values more.

    >>> curve = curve_of([Judged("head", 0.75, False)] * 10)
    >>> [curve.at(probability) for probability in (0.55, 0.75)]
    [0.4875, 0.4875]
    """
    bins = [_bin(judged, *edges) for edges in pairwise(_EDGES)]
    shares = _rising([(share, weight) for _, share, weight in bins])
    return CalibrationCurve(tuple(round(at, 4) for at, _, _ in bins), tuple(round(share, 4) for share in shares))


def _bin(judged: Sequence[Judged], least: float, below: float) -> tuple[float, float, float]:
    """The mean stated probability of a bin, the share that was right, and what it weighs."""
    inside = [one for one in judged if least <= one.probability < below]
    middle = (least + min(below, 1.0)) / 2
    at = fmean(one.probability for one in inside) if inside else middle
    weight = len(inside) + _AS_STATED
    return at, (sum(one.right for one in inside) + _AS_STATED * at) / weight, weight


def _rising(shares: Sequence[tuple[float, float]]) -> list[float]:
    """The rising row that is nearest to shares with weights: neighbours that fall are put together."""
    blocks: list[list[float]] = []  # share, weight, length
    for share, weight in shares:
        blocks.append([share, weight, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (one, of_one, here), (other, of_other, there) = blocks.pop(-2), blocks.pop()
            whole = of_one + of_other
            blocks.append([(one * of_one + other * of_other) / whole, whole, here + there])
    return [share for share, _, length in blocks for _ in range(int(length))]
