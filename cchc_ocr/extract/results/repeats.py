"""What a document says twice, in its summary and again in a list or table, counts once: the first time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel
from rapidfuzz import fuzz

from cchc_ocr.extract.text.finding import Finding, agree
from cchc_ocr.patterns import unaccented
from cchc_ocr.records import Count, Grade, Percentage, Rank, Score, Total
from cchc_ocr.vietnamese import bare

V = TypeVar("V")
N = TypeVar("N", bound=Count | Percentage)


def once(
    findings: Iterable[Finding[V]], same: Callable[[V, V], bool], *, by_rows: bool = False
) -> tuple[Finding[V], ...]:
    """The findings without those whose value is the ``same`` as an earlier one; ``same`` gets it first.

    ``by_rows`` says that two rows of one table are never the same, for they are parts of others.

    Of two that are the same the one that says more counts: a table has the maximum that the summary leaves out.
    What stands in two cells of one row under two names is two things.

    >>> found = [Finding(value, 0, 0) for value in ("Khá", "Tốt", "KHÁ")]
    >>> [finding.value for finding in once(found, lambda one, earlier: one.lower() == earlier.lower())]
    ['Khá', 'Tốt']
    """
    kept: list[Finding[V]] = []
    for finding in findings:
        others = (
            i
            for i, earlier in enumerate(kept)
            if not _are_two_cells(finding, earlier) and not (by_rows and _are_rows_of_one(finding, earlier))
        )
        at = next((i for i in others if same(finding.value, kept[i].value)), None)
        if at is None:
            kept.append(finding)
        elif _filled(finding.value) > _filled(kept[at].value):
            kept[at] = finding
    return tuple(kept)


def _are_rows_of_one(one: Finding[V], other: Finding[V]) -> bool:
    """Whether two values stand in two rows of one table."""
    if one.row is None or other.row is None:
        return False
    return one.row[0] == other.row[0] and one.row != other.row


def _are_two_cells(one: Finding[Any], other: Finding[Any]) -> bool:
    """Whether two values stand in one row of a table and have names of their own, which are no bodies."""
    if one.row is None or one.row != other.row:
        return False
    names = [getattr(finding.value, "name", None) for finding in (one, other)]
    return None not in names and names[0] != names[1]


def told_once(
    said: Sequence[Finding[N]], tabled: Iterable[Finding[N]], whole: str | None
) -> tuple[Finding[N], ...]:
    """Numbers and shares of running text and of tables; a sum of a table that the text tells, too, counts once.

    ``whole`` is the body that the document is about: what a table has of it or of nobody else may be such a sum.
    """
    sums = [f.value for f in said]
    return (*said, *(f for f in tabled if not any(_is_told(f.value, one, whole) for one in sums)))


def _is_told(cell: Count | Percentage, said: Count | Percentage, whole: str | None) -> bool:
    """Whether the text tells what a cell of a row without a name of its own has."""
    if cell.value != said.value or cell.body not in (None, whole) or not cell.name or ":" in cell.name:
        return False
    same = (cell.year, cell.period, cell.nature) == (said.year, said.period, said.nature)
    return same and fuzz.token_set_ratio(cell.name.casefold(), (said.name or "").casefold()) >= _SAME_NAME


_SAME_NAME = 90  # rapidfuzz, 0..100


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
    units = one.unit is not None and _unit(one) == _unit(other)
    whose = units and (one.index, one.basis) == (other.index, other.basis)
    called = _called(one) == _called(other) and one.max_score == other.max_score
    named = called and agree(_unit(one), _unit(other))
    same = whose or named or _are_one_sum(one, other)
    values = one.score == other.score and agree(one.max_score, other.max_score)
    return same and values and agree(one.year, other.year) and agree(one.period, other.period)


def _are_one_sum(one: Total, other: Total) -> bool:
    """Whether both are called a sum ("Tổng cộng", "Tổng điểm"), of one side, body, time and maximum."""
    slots = ("unit", "index", "basis", "max_score", "year", "period")
    alike = all(getattr(one, slot) == getattr(other, slot) for slot in slots)
    sums = all(_SUM.match(bare(total.name or "").lower()) for total in (one, other))
    return alike and sums and one.max_score is not None


_SUM = unaccented(r"(?:tổng|cộng)\b")


def same_rank(one: Rank, other: Rank) -> bool:
    """Whether two ranks are one place, of the same year: a place may be kept from one year to the next."""
    units = one.unit is not None and _unit(one) == _unit(other)
    whose = units and one.index == other.index and _are_whole(one, other)
    place = one.position == other.position and one.year == other.year and agree(one.period, other.period)
    place = place and agree(one.of, other.of)
    named = _called(one) == _called(other) and one.of == other.of and agree(_unit(one), _unit(other))
    named = named and agree(one.index, other.index)
    return place and (whose or named)


def _unit(value: Total | Rank | Grade) -> str | None:
    """The body in small letters: a cell has a capital where a sentence has none."""
    return value.unit.casefold() if value.unit else None


def _called(value: Total | Rank) -> str:
    """The name in small letters: headings have it in capitals."""
    return (value.name or "").casefold()


def same_grade(one: Grade, other: Grade) -> bool:
    """Whether two grades are of one body, or of one thing where no body is named, in one period."""
    same = (one.grade, one.year, one.period) == (other.grade, other.year, other.period) and _unit(one) == _unit(
        other
    )
    return same and ((one.unit is not None and _are_whole(one, other)) or one.name == other.name)


_OF_WHOLE = unaccented(r"\b(?:xếp|hạng|loại|chỉ số|kết quả|tổng|điểm|mức|nhóm|cchc|index|sipas|papi|pci|dti)\b")


def _are_whole(*values: Rank | Grade) -> bool:
    """Whether all are of a body as a whole, and none of a part of an index: "Quản trị môi trường"."""
    return all(value.name is None or _OF_WHOLE.search(bare(value.name).lower()) for value in values)
