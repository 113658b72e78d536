"""What statements say of each other: changes against both values, and one thing said with two figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cchc_ocr.check_texts import failed
from cchc_ocr.extract.checks.arithmetic import Broken, total
from cchc_ocr.extract.checks.repetitions import names_index, without_body
from cchc_ocr.extract.checks.slips import is_slip
from cchc_ocr.extract.text.finding import agree
from cchc_ocr.patterns import unaccented
from cchc_ocr.records import Check, Rank, Score, Total
from cchc_ocr.vietnamese import bare

_PointsOrPlace = Score | Total | Rank
_SUMS = ("tong", "cong")
# Names that do not say of what: one table may have many averages.
_OF_ANYTHING = frozenset({"binh quan", "trung binh", "diem binh quan", "diem trung binh", "diem", "ket qua"})

_FEWEST_OF_LIST = 3  # names whose figures differ, before they are taken for another list
_AVERAGE = unaccented(r"\b(?:trung bình|bình quân)\b")  # of one group of bodies, or another


def changes(kind: str, values: Sequence[Score | Total]) -> Iterator[Broken]:
    """Points whose change is stated, against the only ones of the year before that are of the same thing."""
    for i, value in enumerate(values):
        earlier = [j for j, other in enumerate(values) if j != i and _is_before(value, other)]
        if value.change is None or value.score is None or len({values[j].score for j in earlier}) != 1:
            continue
        if any(_is_before(other, values[earlier[0]]) and other.score != value.score for other in values):
            continue  # one of the two has this year before it, and it is not known which
        before = values[earlier[0]].score
        if before is None:
            continue
        fields = (f"/{kind}/{i}/score", f"/{kind}/{i}/change", f"/{kind}/{earlier[0]}/score")
        figures = {"score": value.score, "before": before, "due": round(value.score - before, 4)}
        check = failed(code="score-change", fields=fields, **figures, change=value.change)
        yield Broken(total((fields[2], fields[1]), fields[0]), check)


def rank_changes(ranks: Sequence[Rank]) -> Iterator[Broken]:
    """As ``changes``, for places: a body that rises by two is placed two places before.

    By how many it rose may be said at either of the two places.
    """
    for i, rank in enumerate(ranks):
        earlier = [j for j, other in enumerate(ranks) if j != i and _is_before(rank, other)]
        if len({ranks[j].position for j in earlier}) != 1:
            continue
        if any(_is_before(other, ranks[earlier[0]]) and other.position != rank.position for other in ranks):
            continue  # places of two bodies that were not told apart
        told = {ranks[j].change for j in (i, *earlier)} - {None}
        if len(told) != 1:
            continue
        at, change = next((j, ranks[j].change) for j in (i, *earlier) if ranks[j].change is not None)
        before = ranks[earlier[0]].position
        others = {other.position - rank.position for other in ranks if _is_of_other_year(rank, other)}
        turned = at != i and (change or 0) * (before - rank.position) < 0
        if change in others or before == rank.position or turned:
            continue  # since a year that is farther back, or with the year of the other place
        fields = (f"/ranks/{i}/position", f"/ranks/{at}/change", f"/ranks/{earlier[0]}/position")
        figures = {"position": rank.position, "before": before, "due": before - rank.position}
        check = failed(code="rank-change", fields=fields, **figures, change=change or 0)
        yield Broken(total((fields[0], fields[1]), fields[2]), check)


def _is_of_other_year(one: Rank, other: Rank) -> bool:
    """Whether ``other`` is a place of the same thing in another year."""
    named = _name(one) == _name(other) or (one.index is not None and one.index == other.index)
    return named and one.body == other.body and other.year not in (None, one.year)


def _is_before(one: _PointsOrPlace, other: _PointsOrPlace) -> bool:
    """Whether ``other`` is the same thing a year before: one name, criterion or index, one body, one side."""
    if one.year is None or other.year != one.year - 1 or one.nature != other.nature:
        return False
    same_body = one.unit == other.unit and one.index == other.index
    if isinstance(one, Rank) and isinstance(other, Rank):
        named = one.index is not None or _name(one) == _name(other)
        return same_body and named and one.body == other.body and agree(one.of, other.of)
    if isinstance(one, Rank) or isinstance(other, Rank):
        return False
    named = _name(one) == _name(other) or isinstance(one, Total)
    return same_body and named and agree(one.basis, other.basis) and agree(one.max_score, other.max_score)


def _name(value: _PointsOrPlace) -> str:
    name = value.criterion if isinstance(value, Score) else value.name
    return " ".join(bare(name or "").lower().split())


def said_twice(
    kind: str, values: Sequence[_PointsOrPlace], tabled: Mapping[int, tuple[int, int]] | None = None
) -> Iterator[Check]:
    """One thing of one body and year, stated twice with other figures; ``tabled`` are those that stand in tables.

    Criteria of one name in several rows of a table are parts of others, and not one.

    What stands side by side in the text is compared, and one of the two is of another time; a whole only where
    the two are more than a slip apart. Where most of what is stated of a body differs, nothing is contradicted:
    there are two lists, and of whom or of when the other is was not told.
    """
    tabled = tabled or {}
    named = [*_named(values)]
    twice = [
        (at, i)
        for at, i in _stated_twice(values, named)
        if (i != at + 1 or at in tabled or i in tabled or not _are_compared(values[at], values[i]))
        and not (kind == "scores" and _are_rows_of_one(at, i, tabled))
        and (_name(values[at]) == _name(values[i]) or (at in tabled) != (i in tabled))
    ]
    all_names, differing = _names_by_group(values, named), _names_by_group(values, [i for _, i in twice])
    for at, i in twice:
        group = _whose(values[i])
        if len(differing[group]) < _FEWEST_OF_LIST or 2 * len(differing[group]) <= len(all_names[group]):
            yield _twice(kind, values, at, i)


def _are_rows_of_one(i: int, j: int, tabled: Mapping[int, tuple[int, int]]) -> bool:
    """Whether two values stand in two rows of one table."""
    one, other = tabled.get(i), tabled.get(j)
    return one is not None and other is not None and one[0] == other[0] and one != other


def _names_by_group(values: Sequence[_PointsOrPlace], places: Sequence[int]) -> dict[tuple[object, ...], set[str]]:
    """What is stated of each body and time, by name."""
    names: dict[tuple[object, ...], set[str]] = {}
    for i in places:
        names.setdefault(_whose(values[i]), set()).add(_name(values[i]))
    return names


def _named(values: Sequence[_PointsOrPlace]) -> Iterator[int]:
    """The places of results whose name says of what they are."""
    for i, value in enumerate(values):
        name = _name(value)
        open_ = not name or name in _OF_ANYTHING or name.startswith(_SUMS) or _AVERAGE.search(name)
        if not open_ and value.year is not None and value.nature == "result":
            yield i


def _stated_twice(values: Sequence[_PointsOrPlace], named: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The places of each value that differs from the first of its name, body, year and side, and of that first."""
    first: dict[tuple[object, ...], int] = {}
    for i in named:
        at = first.setdefault(_key(values[i]), i)
        one, other = _figure(values[at]), _figure(values[i])
        # A place in the country and one in a region are two.
        ranked = [v.of for v in (values[at], values[i]) if isinstance(v, Rank) and v.of]
        if None not in (one, other) and one != other and len(set(ranked)) < 2:
            yield at, i


def _are_compared(one: _PointsOrPlace, other: _PointsOrPlace) -> bool:
    """Whether two values side by side are of two times or groups: places, and points more than a slip apart."""
    if isinstance(one, Rank) or isinstance(other, Rank):
        return True
    return not is_slip(one.score or 0.0, other.score or 0.0)


def _twice(kind: str, values: Sequence[_PointsOrPlace], at: int, i: int) -> Check:
    value = values[i]
    field = "position" if isinstance(value, Rank) else "score"
    fields = (f"/{kind}/{at}/{field}", f"/{kind}/{i}/{field}")
    name = (value.criterion if isinstance(value, Score) else value.name) or ""
    one, other = _figure(values[at]) or 0, _figure(value) or 0
    return failed(code="said-twice", fields=fields, name=name, one=one, other=other)


def sums_and_totals(totals: Sequence[Total]) -> Iterator[Check]:
    """The sum of a table, and what the text says of the same points: of one body, year, side and maximum."""
    first: dict[tuple[object, ...], int] = {}
    for i, value in enumerate(totals):
        key = (value.body, value.year, value.period, value.index, value.basis, value.max_score)
        if None in (value.body, value.year, value.basis, value.max_score, value.score) or value.nature != "result":
            continue
        at = first.setdefault(key, i)
        sums = [_name(totals[j]).startswith(_SUMS) for j in (at, i)]
        one, other = totals[at].score, value.score
        if sums[0] != sums[1] and one is not None and other is not None and one != other:
            fields = (f"/totals/{at}/score", f"/totals/{i}/score")
            name = (totals[at] if sums[1] else value).name or ""
            yield failed(code="said-twice", fields=fields, name=name, one=one, other=other)


def _key(value: _PointsOrPlace) -> tuple[object, ...]:
    """What two values of one thing have in common; places in an index are of it, however it is called.

    That of a sentence is told so from that of a table.
    """
    if isinstance(value, Rank) and value.index and names_index(without_body(value)):
        return (value.index, *_whose(value), None)
    basis = None if isinstance(value, Rank) else (value.basis, value.max_score)
    return (_name(value), *_whose(value), basis)


def _whose(value: _PointsOrPlace) -> tuple[object, ...]:
    return ((value.unit or "").casefold(), value.year, value.period, value.index)


def _figure(value: _PointsOrPlace) -> float | None:
    return value.position if isinstance(value, Rank) else value.score
