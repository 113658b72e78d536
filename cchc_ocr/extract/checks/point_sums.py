"""Points of parts against the total of their year."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from cchc_ocr.check_texts import failed
from cchc_ocr.extract.checks.arithmetic import ROUNDING, Broken, no_more
from cchc_ocr.extract.checks.arithmetic import total as total_of
from cchc_ocr.extract.text.finding import agree
from cchc_ocr.records import Deduction, Score, Total
from cchc_ocr.vietnamese import bare

_FEWEST_PARTS = 3
_NEAR = 0.1  # a sum that is off by more is of other things
_NUMBERED = re.compile(r"\b\d{1,2}\.\d")  # "Tiêu chí 2.4"

_WEIGHED = ("(PCI)", "(SIPAS)", "(DTI)")  # indices whose parts have scales of their own, and do not add up
_Parts = Sequence[tuple[int, Score]]


def point_sums(
    scores: Sequence[Score],
    totals: Sequence[Total],
    tabled: Collection[int] = (),
    deductions: Sequence[Deduction] = (),
) -> Iterator[Broken]:
    """Whether the parts of a year add up to its total, where there is one total and parts for all of it.

    ``tabled`` are the scores that stand in tables: what the text says of some of them adds no more. Less the
    ``deductions`` of a body, the parts may add up as well.
    """
    for i, total in enumerate(totals):
        rivals = [other for other in totals if _comparable(other, total) and other.basis != "average"]
        weighed = (total.index or "").endswith(_WEIGHED)
        if (
            len(rivals) == 1
            and total.nature == "result"
            and total.score is not None
            and total.basis != "average"
            and not weighed
        ):
            parts = _parts(scores, total, totals, tabled)
            if not _adds_up_less(parts, total, deductions):
                yield from _sum(i, total, parts)


def deduction_sums(deductions: Sequence[Deduction], tabled: Collection[int]) -> Iterator[Broken]:
    """What the text says was taken off in all against what a table takes off, where it is nearly as much."""
    for i, whole in enumerate(deductions):
        parts = [j for j in tabled if (deductions[j].body, deductions[j].year) == (whole.body, whole.year)]
        points = [deductions[j].points or 0.0 for j in parts]
        due = round(sum(points), 4)
        if i in tabled or len(parts) < _FEWEST_PARTS or whole.points is None or whole.points <= max(points):
            continue
        if abs(due - whole.points) <= _NEAR * whole.points:
            fields = (f"/deductions/{i}/points", *(f"/deductions/{j}/points" for j in parts))
            wrong = failed(code="count-sum", fields=fields, due=due, stated=whole.points)
            yield Broken(total_of(fields[1:], fields[0]), wrong)


def _adds_up_less(parts: _Parts, total: Total, deductions: Sequence[Deduction]) -> bool:
    """Whether the parts make the total, less what was taken off a body for something else than one of them."""
    off = [
        deduction.points or 0.0
        for deduction in deductions
        if (deduction.body, deduction.year) == (total.body, total.year) and deduction.body is not None
    ]
    due = sum(part.score or 0.0 for _, part in parts)
    return bool(off) and any(abs(due - one - (total.score or 0.0)) <= ROUNDING for one in (sum(off), *off))


def _comparable(one: Score | Total, total: Total) -> bool:
    """Whether two results are of one body and year, as far as they say, and given by the same side."""
    body = one.body == total.body if one.body and total.body else agree(one.unit, total.unit)
    same = agree(one.year, total.year) and body and one.nature == total.nature
    return same and (agree(one.basis, total.basis) or one.basis == "survey")


def _may_be_part(score: Score, total: Total, totals: Sequence[Total]) -> bool:
    """Whether points may be some of a total: no average, and of its body where others have totals too."""
    if score.score is None or score.basis == "average" or not _comparable(score, total):
        return False
    if not agree(score.index, total.index):
        return False
    told = {other.body or other.unit for other in totals} - {None}
    return len(told) < 2 or bool(score.body or score.unit)


def _parts(scores: Sequence[Score], total: Total, totals: Sequence[Total], tabled: Collection[int]) -> _Parts:
    """The scores of the total's year; without parts of criteria, unless the maxima tell that these belong in.

    Where a table has them, those of the text are no further ones.
    """
    of_year = [(j, s) for j, s in enumerate(scores) if _may_be_part(s, total, totals)]
    listed = [(j, s) for j, s in of_year if j in tabled]
    listed = listed if len(listed) >= _FEWEST_PARTS else []
    ways = [*_ways(of_year)]
    if not listed:  # a table has a maximum for each part, but what was given besides
        known = [(j, s) for j, s in ways[0] if s.max_score is not None]
        ways += [known, _topmost(known)]
    ways = [*_ways(listed), *ways]
    whole = _ways(listed or of_year)[0]
    ways = [parts for parts in ways if parts]
    sure = (parts for parts in ways if _tells(parts, total) and _fills(parts, total))
    return next(sure, next((parts for parts in ways if _fills(parts, total)), whole))


def _ways(of_year: _Parts) -> tuple[_Parts, ...]:
    """Which of the scores of a year may be the parts of its total, the likelier first."""
    whole: _Parts = [(j, s) for j, s in of_year if not _is_detail(s)]
    if all(score.max_score is None for _, score in whole):
        whole = _topmost([(j, s) for j, s in _topmost(of_year) if not _is_detail(s)])
    return whole, of_year, _topmost(whole), _topmost(of_year)


def _topmost(parts: _Parts) -> _Parts:
    """Without those whose maxima, one after the other, add up to that of the one before: its own parts.

    These may have parts of their own again. Where no maximum is printed, the points themselves tell it.
    """
    printed = any(part.max_score is not None for _, part in parts)
    maxima = [(part.max_score if printed else part.score) or 0.0 for _, part in parts]
    flat = [*range(1, len(parts) + 1)]
    ends = flat.copy()  # behind the parts of each
    for at in reversed(range(len(parts))):
        ends[at] = _parts_end(maxima, at, ends) or _parts_end(maxima, at, flat) or at + 1
    kept: list[tuple[int, Score]] = []
    at = 0
    while at < len(parts):
        kept.append(parts[at])
        at = ends[at]
    return kept


def _parts_end(maxima: Sequence[float], at: int, ends: Sequence[int]) -> int | None:
    """Behind the parts of the maximum at a place, where two or more that follow add up to it."""
    sum_, count, below = 0.0, 0, at + 1
    while below < len(maxima) and sum_ < maxima[at] - ROUNDING:
        sum_, count, below = sum_ + maxima[below], count + 1, ends[below]
    return below if count > 1 and abs(sum_ - maxima[at]) <= ROUNDING else None


def _is_detail(score: Score) -> bool:
    """Whether a score is of a part of a criterion: by its code, or by a number such as 2.4."""
    return "." in (score.criterion_code or "") or bool(_NUMBERED.search(score.criterion or ""))


def _tells(parts: _Parts, total: Total) -> bool:
    """Whether the maxima of all parts and of the total are printed."""
    return total.max_score is not None and all(part.max_score is not None for _, part in parts)


def _fills(parts: _Parts, total: Total) -> bool:
    """Whether the maxima of the parts are that of the total; True where some are not printed."""
    if not _tells(parts, total):
        return True
    return abs(sum(part.max_score or 0.0 for _, part in parts) - (total.max_score or 0.0)) <= ROUNDING


def _sum(i: int, total: Total, parts: _Parts) -> Iterator[Broken]:
    if len(parts) < _FEWEST_PARTS or total.score is None:
        return
    fields = (f"/totals/{i}/score", *(f"/scores/{j}/score" for j, _ in parts))
    maxima = tuple(f"/scores/{j}/max_score" for j, part in parts if part.max_score is not None)
    if total.max_score is not None and len(maxima) == len(parts):
        due = round(sum(part.max_score or 0.0 for _, part in parts), 2)
        missing = failed(code="maximum-sum", fields=fields, due=due, stated=total.max_score)
        yield Broken(total_of(maxima, f"/totals/{i}/max_score"), missing)
    if total.max_score is None or len(maxima) < len(parts):  # there may be other parts
        if not _are_alike(parts) or max(part.score or 0.0 for _, part in parts) > total.score:
            return  # "Chất lượng bệnh viện: 3,94 điểm" below a table of another scale
        due = round(sum(part.score or 0.0 for _, part in parts), 2)
        wrong = failed(code="score-sum", fields=fields, due=due, stated=total.score)
        yield Broken(no_more(fields[1:], fields[0]), wrong)
    elif _fills(parts, total):
        due = round(sum(part.score or 0.0 for _, part in parts), 2)
        wrong = failed(code="score-sum", fields=fields, due=due, stated=total.score)
        yield Broken(total_of(fields[1:], fields[0]), wrong)


def _are_alike(parts: _Parts) -> bool:
    """Whether scores are parts of one whole: none twice, and given by one side."""
    names = {bare(part.criterion or "").lower() for _, part in parts}
    return len(names) == len(parts) and len({part.basis for _, part in parts}) == 1
