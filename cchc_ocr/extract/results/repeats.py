"""What a document says twice, in its summary and again in a list or table, counts once: the first time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from pydantic import BaseModel

from cchc_ocr.extract.text.finding import Finding, agree
from cchc_ocr.patterns import unaccented
from cchc_ocr.records import Grade, Rank, Score, Total
from cchc_ocr.vietnamese import bare

V = TypeVar("V")


def once(findings: Iterable[Finding[V]], same: Callable[[V, V], bool]) -> tuple[Finding[V], ...]:
    """The findings without those whose value is the ``same`` as an earlier one; ``same`` gets it first.

    Of two that are the same the one that says more counts: a table has the maximum that the summary leaves out.

    >>> found = [Finding(value, 0, 0) for value in ("Khá", "Tốt", "KHÁ")]
    >>> [finding.value for finding in once(found, lambda one, earlier: one.lower() == earlier.lower())]
    ['Khá', 'Tốt']
    """
    kept: list[Finding[V]] = []
    for finding in findings:
        at = next((i for i, earlier in enumerate(kept) if same(finding.value, earlier.value)), None)
        if at is None:
            kept.append(finding)
        elif _filled(finding.value) > _filled(kept[at].value):
            kept[at] = finding
    return tuple(kept)


def _filled(value: object) -> int:
    """How many slots of a value say something."""
    return sum(slot is not None for _, slot in value) if isinstance(value, BaseModel) else 0


def _agree(one: Score | Total | Rank, other: Score | Total | Rank) -> bool:
    """Whether no body, year or part of a year says that two values are of something else."""
    return all(agree(getattr(one, slot), getattr(other, slot)) for slot in ("unit", "year", "period"))


def same_score(one: Score, other: Score) -> bool:
    """Whether two scores are of one criterion, by its name or code, and no year says otherwise."""
    if (one.score, one.max_score) != (other.score, other.max_score) or not _agree(one, other):
        return False
    names = [" ".join(bare(score.criterion or "").lower().split()) for score in (one, other)]
    return names[0] == names[1] or (one.criterion_code is not None and one.criterion_code == other.criterion_code)


def same_total(one: Total, other: Total) -> bool:
    """Whether two totals are of one name, or of one index and named body, and no year says otherwise."""
    whose = one.unit is not None and (one.unit, one.index, one.basis) == (other.unit, other.index, other.basis)
    same = whose or (one.name, one.max_score) == (other.name, other.max_score)
    values = one.score == other.score and agree(one.max_score, other.max_score)
    return same and values and agree(one.year, other.year) and agree(one.period, other.period)


def same_rank(one: Rank, other: Rank) -> bool:
    """Whether two ranks are one place, of the same year: a place may be kept from one year to the next."""
    whose = one.unit is not None and (one.unit, one.index) == (other.unit, other.index) and _are_whole(one, other)
    place = one.position == other.position and one.year == other.year and agree(one.period, other.period)
    place = place and agree(one.of, other.of)
    return place and (whose or (one.name, one.of) == (other.name, other.of))


def same_grade(one: Grade, other: Grade) -> bool:
    """Whether two grades are of one body, or of one thing where no body is named, in one period."""
    same = (one.grade, one.unit, one.year, one.period) == (other.grade, other.unit, other.year, other.period)
    return same and ((one.unit is not None and _are_whole(one, other)) or one.name == other.name)


_OF_WHOLE = unaccented(r"\b(?:xếp|hạng|loại|chỉ số|kết quả|tổng|điểm|mức|nhóm|cchc|index|sipas|papi|pci|dti)\b")


def _are_whole(*values: Rank | Grade) -> bool:
    """Whether all are of a body as a whole, and none of a part of an index: "Quản trị môi trường"."""
    return all(value.name is None or _OF_WHOLE.search(bare(value.name).lower()) for value in values)
