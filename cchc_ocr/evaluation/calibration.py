"""Checks whether confidences are calibrated: of the values with 0.9, nine in ten should be right.

Every value of a record that facts speak of is judged right or wrong beside its probability, the ``confidence``
of its evidence. A value of several parts (a score, its maximum) is as sure as the least sure of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import eq

from cchc_ocr.evaluation.agreement import KINDS, Facts, allowed, compare_header, matches, same_text, values
from cchc_ocr.evaluation.scoring import normal, rate

EDGES = (0.0, 0.5, 0.7, 0.85, 0.95, 1.0)
_NAMES = ("name", "criterion", "year")  # words and years beside figures; facts put them in words of their own
_LISTS = ("addressees", "recipients", "scores", "totals", "ranks", "deductions", "percentages", "counts")


@dataclass(frozen=True, slots=True)
class Judged:
    """A value that was given, how likely it was said to be, 0..1, and whether it is right."""

    kind: str
    probability: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Values whose probability is at least ``least`` and below ``below`` (the last: 1 as well).

    ``hoped`` is their mean confidence, ``right`` the number of right values.
    """

    least: float
    below: float
    values: int
    hoped: float
    right: int

    @property
    def share(self) -> float:
        return rate(self.right, self.values)


def bins(judged: Iterable[Judged], edges: Sequence[float] = EDGES) -> list[Bin]:
    """The values sorted by their probability into bins.

    >>> [(b.least, b.values, b.right) for b in bins([Judged("", 0.9, True), Judged("", 1.0, False)]) if b.values]
    [(0.85, 1, 1), (0.95, 1, 0)]
    """
    found = list(judged)
    return [_bin(found, least, below, last=below == edges[-1]) for least, below in pairwise(edges)]


def _bin(judged: Sequence[Judged], least: float, below: float, *, last: bool) -> Bin:
    inside = [one for one in judged if least <= one.probability < below or (last and one.probability >= below)]
    hoped = sum(one.probability for one in inside) / len(inside) if inside else 0.0
    return Bin(least, below, len(inside), round(hoped, 4), sum(one.right for one in inside))


def judge(facts: Facts, record: Facts) -> Iterator[Judged]:
    """Every value of the record that stands beside evidence and of which the facts say what is right."""
    sure = _probabilities(record)
    yield from _header(facts, record, sure)
    for kind in _LISTS:
        if kind in facts or kind in facts["document"]:
            yield from _items(kind, facts, record, sure)
    if "references" in facts:
        yield from _references(facts, record, sure)
    if "dates" in facts:
        wanted = set(facts["dates"])
        for place, found in enumerate(record.get("dates") or ()):
            yield from _judged("dates", sure.get(f"/dates/{place}"), found in wanted)


def _probabilities(record: Facts) -> Mapping[str, float]:
    """The least probability of each pointer, that of its parts included: "/scores/0" is that of its figures."""
    least: dict[str, float] = {}
    for evidence in record.get("evidence") or ():
        pointer, confidence = evidence["field"], evidence["confidence"]
        above, _, part = pointer.rpartition("/")
        for place in (pointer,) if part in _NAMES else (pointer, above):
            least[place] = min(confidence, least.get(place, 1.0))
    return least


def _judged(kind: str, probability: float | None, right: bool) -> Iterator[Judged]:
    if probability is not None:
        yield Judged(kind, probability, right)


def _header(facts: Facts, record: Facts, sure: Mapping[str, float]) -> Iterator[Judged]:
    for name, counts in compare_header(facts, record).items():
        field = name.removesuffix(" by hand")
        stated = field in facts["document"]
        if stated and (counts.right or counts.wrong or counts.invented):
            yield from _judged("header", sure.get(f"/document/{field}"), bool(counts.right))


def _items(kind: str, facts: Facts, record: Facts, sure: Mapping[str, float]) -> Iterator[Judged]:
    wanted, found = values(kind, facts), values(kind, record)
    hits = {position for _, position in matches(wanted, found, KINDS[kind])}
    where = "/document" if kind in facts["document"] else ""
    for position, have in enumerate(found):
        if position in hits or not allowed(kind, have, facts):
            yield from _judged(kind, sure.get(f"{where}/{kind}/{position}"), position in hits)


def _references(facts: Facts, record: Facts, sure: Mapping[str, float]) -> Iterator[Judged]:
    """Number, date and issuer of a citation each for itself; the latter two where the number is right."""
    for position, have in enumerate(record.get("references") or ()):
        meant = [want for want in facts["references"] if _code(want) == _code(have)]
        where = f"/references/{position}"
        if meant or not allowed("references", have, facts):
            yield from _judged("reference numbers", sure.get(f"{where}/number_symbol"), bool(meant))
        for part, same in (("date", eq), ("issuer", _same_body)):
            stated = [want[part] for want in meant if want.get(part)]
            if stated and have.get(part):
                right = any(same(want, have[part]) for want in stated)
                yield from _judged(f"reference {part}s", sure.get(f"{where}/{part}"), right)


def _same_body(want: str, have: str) -> bool:
    """Whether one body is named, also by its head ("Giám đốc Sở Nội vụ" is Sở Nội vụ)."""
    return same_text(want, have) or normal(have).casefold().endswith(f" {normal(want).casefold()}")


def _code(reference: Facts) -> str:
    return normal(reference.get("number_symbol") or "").casefold().replace(" ", "")
