"""Results of bodies over the years: each index, each criterion, what changed, and who stands where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cchc_ocr.statements import Statement, folded

_SAME = 0.005  # points: figures are printed with two decimals
_LINE = ("score", "total", "rank")


@dataclass(frozen=True, slots=True)
class StatedResult:
    """What one document says of a body, an index or criterion, and a year.

    ``claimed``: the body gave it itself. ``doubted``: a person should look at it. ``dated`` is the date of the
    document, "" where it is not known. ``row`` is where it stands on the sheet of results, counted from 0.
    """

    value: float | None
    maximum: float | None
    base: float | None
    change: float | None
    claimed: bool
    doubted: bool
    dated: str
    record: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class YearResult:
    """What is known of a line in a year.

    ``borrowed``: the maximum is that of other documents, which agree on it; so is ``base``, the number of ranked
    bodies, where it is ``borrowed_base``. ``change`` is that of the points since the year ``before``, the last one
    of which they are known, ``share_change`` that of the share in percentage points, and ``places_gained`` that of
    the place since the year ``placed_before``; ``stated_change`` and ``stated_gain`` are the changes of points and
    place that the texts state. ``differing`` is all that documents say, where they do not say the same.
    """

    year: int
    points: StatedResult | None = None
    place: StatedResult | None = None
    maximum: float | None = None
    borrowed: bool = False
    before: int | None = None
    change: float | None = None
    share_change: float | None = None
    placed_before: int | None = None
    places_gained: int | None = None
    base: float | None = None
    borrowed_base: bool = False
    stated_change: float | None = None
    stated_gain: float | None = None
    differing: Sequence[StatedResult] = ()

    @property
    def value(self) -> float | None:
        """The points."""
        return self.points.value if self.points else None

    @property
    def share(self) -> float | None:
        """Of the maximum, 0..1; None where either is not known."""
        return round(self.value / self.maximum, 6) if self.value is not None and self.maximum else None

    @property
    def lost(self) -> float | None:
        """The points that are missing to the maximum."""
        return round(self.maximum - self.value, 4) if self.value is not None and self.maximum else None

    @property
    def rank(self) -> int | None:
        """The place in the ranking, as it is printed."""
        return int(self.place.value) if self.place and self.place.value is not None else None

    @property
    def contradicts(self) -> bool:
        """Whether the text states another change since the year before than the points have."""
        return self.before == self.year - 1 and _differ_both(self.stated_change, self.change)

    @property
    def contradicts_place(self) -> bool:
        """Whether the text states another change of the place since the year before than the places have."""
        return self.placed_before == self.year - 1 and _differ_both(self.stated_gain, self.places_gained)


@dataclass(slots=True)
class ComparedLine:
    """A body and an index, or one of its criteria (``criterion``; None: the whole): what is said of each year."""

    body: str
    province: str | None
    index: str | None
    criterion: str | None
    code: str | None
    points: dict[int, list[StatedResult]] = field(default_factory=lambda: defaultdict(list))
    places: dict[int, list[StatedResult]] = field(default_factory=lambda: defaultdict(list))
    _results: list[YearResult] = field(default_factory=list)
    _reckoned: int = 0  # of how many statements

    @property
    def key(self) -> str:
        """What the criterion is joined by over bodies."""
        return self.code or folded(self.criterion or "")

    @property
    def years(self) -> Sequence[int]:
        """The years of which anything is said, in order."""
        return sorted({*self.points, *self.places})

    def results(self) -> Sequence[YearResult]:
        """What is known of each year, in order; reckoned again only after something was added."""
        said = sum(map(len, self.points.values())) + sum(map(len, self.places.values()))
        if said != self._reckoned:
            self._reckoned, self._results = said, []
            for year in self.years:
                self._results.append(self._result(year, self._results))
        return self._results

    def result(self, year: int) -> YearResult | None:
        """What is known of a year."""
        return next((one for one in self.results() if one.year == year), None)

    def _result(self, year: int, before: Sequence[YearResult]) -> YearResult:
        said, placings = self.points.get(year, ()), self.places.get(year, ())
        points, place = _best(said), _best(placings)
        maximum, borrowed = self._maximum(year, points)
        base, borrowed_base = _agreed("base", placings, place)
        now = YearResult(year, points, place, maximum, borrowed)
        last = next((one for one in reversed(before) if one.value is not None), None)
        placed = next((one for one in reversed(before) if one.rank is not None), None)
        differing = [*_differing(said, points), *_differing(placings, place)]
        return YearResult(
            *(year, points, place, maximum, borrowed),
            before=last.year if last and now.value is not None else None,
            change=_difference(now.value, last.value if last else None),
            share_change=_difference(_percent(now.share), _percent(last.share if last else None)),
            placed_before=placed.year if placed and now.rank else None,
            places_gained=placed.rank - now.rank if placed and placed.rank and now.rank else None,
            base=base,
            borrowed_base=borrowed_base,
            stated_change=_agreed("change", said, points)[0],
            stated_gain=_agreed("change", placings, place)[0],
            differing=differing,
        )

    def _maximum(self, year: int, points: StatedResult | None) -> tuple[float | None, bool]:
        """The maximum, and whether it is that of other documents: of that year or, without one, of other years."""
        if points is None or points.maximum is not None:
            return (points.maximum if points else None), False
        for stated in (self.points[year], [one for said in self.points.values() for one in said]):
            known = {one.maximum for one in stated if one.maximum is not None}
            if known:
                return (known.pop(), True) if len(known) == 1 else (None, False)
        return None, False


@dataclass(frozen=True, slots=True)
class RankedBody:
    """The place of a body among those of its province in a year, by points; ``printed`` is what documents say."""

    line: ComparedLine
    result: YearResult
    place: int | None
    among: int

    @property
    def printed(self) -> int | None:
        """The place as it is printed, which also has the ties as they are printed."""
        return self.result.rank


@dataclass(frozen=True, slots=True)
class CriterionStanding:
    """A criterion of a body in a year among the other criteria of that index: ``place`` 1 has the largest share.

    ``is_lowest``: none has a smaller one. ``mean_share`` is that of all bodies for this criterion.
    """

    line: ComparedLine
    result: YearResult
    place: int
    is_lowest: bool
    mean_share: float


@dataclass(frozen=True, slots=True)
class LostPoints:
    """Points that were taken off a body in a year, for one reason."""

    body: str
    year: int | None
    reason: str | None
    points: float
    record: str
    row: int = 0
    doubted: bool = False


@dataclass(slots=True)
class Comparison:
    """Results of all documents, put together line by line.

    Only results are compared, of whole years, and no averages. ``left_out`` counts results without a year or of a
    part of a year; ``losses`` are the deductions.
    """

    left_out: int = 0
    losses: list[LostPoints] = field(default_factory=list)
    _lines: dict[tuple[str, ...], ComparedLine] = field(default_factory=dict)

    def add(self, stated: Statement, row: int = 0) -> None:
        """Take in a statement; ``row`` is where it stands on the sheet of results."""
        if stated.nature != "result" or stated.basis == "average":
            return
        if stated.kind == "deduction" and stated.value is not None:
            body = body_of(stated)
            lost = (
                body,
                stated.year,
                stated.criterion,
                stated.value,
                stated.record or "",
                row,
                stated.needs_review,
            )
            self.losses.append(LostPoints(*lost))
        if stated.kind not in _LINE or stated.value is None:
            return
        if stated.year is None or stated.period:
            self.left_out += 1
            return
        line = self._line(stated)
        said = (line.places if stated.kind == "rank" else line.points)[stated.year]
        said.append(_stated(stated, row))

    def lines(self) -> Sequence[ComparedLine]:
        """All lines: by body, then index, the whole before its criteria, which stand as documents have them."""
        return sorted(self._lines.values(), key=lambda line: (*_order(line), line.criterion is not None))

    def years(self) -> Sequence[int]:
        """All years, in order."""
        return sorted({year for line in self._lines.values() for year in line.years})

    def rankings(self) -> Sequence[RankedBody]:
        """The bodies of each year, index and province, the best first."""
        groups = defaultdict[tuple[int, str, str], list[tuple[ComparedLine, YearResult]]](list)
        for line in self.lines():
            if line.criterion is None:
                for result in line.results():
                    groups[-result.year, line.index or "", line.province or ""].append((line, result))
        return [one for _, group in sorted(groups.items(), key=lambda known: known[0]) for one in _ranked(group)]

    def criteria(self) -> Sequence[CriterionStanding]:
        """Criteria whose share is known: by body and index, the last year first, the best criterion first."""
        shares = defaultdict[tuple[str, str, int], list[float]](list)
        groups = defaultdict[tuple[str, str, int], list[tuple[ComparedLine, YearResult]]](list)
        for line in self.lines():
            for result in line.results() if line.criterion is not None else ():
                if result.share is not None:
                    shares[line.key, line.index or "", result.year].append(result.share)
                    groups[line.body, line.index or "", -result.year].append((line, result))
        found: list[CriterionStanding] = []
        for group in sorted(groups.values(), key=lambda one: (*_order(one[0][0]), -one[0][1].year)):
            for line, result in sorted(group, key=lambda one: -(one[1].share or 0.0)):
                of_all = shares[line.key, line.index or "", result.year]
                own, others = result.share or 0.0, [other.share or 0.0 for _, other in group]
                place, mean = 1 + sum(share > own for share in others), round(sum(of_all) / len(of_all), 6)
                found.append(CriterionStanding(line, result, place, own == min(others), mean))
        return found

    def _line(self, stated: Statement) -> ComparedLine:
        body = body_of(stated)
        criterion = stated.criterion_key if stated.kind == "score" else ""
        key = (folded(body), folded(stated.index or ""), criterion or "")
        if key not in self._lines:
            name = (stated.criterion or "") if stated.kind == "score" else None
            self._lines[key] = ComparedLine(body, stated.province, stated.index, name, stated.criterion_code)
        return self._lines[key]


def body_of(stated: Statement) -> str:
    """Whose value it is: the body or, in records that do not say, the unit or issuer with the body above it.

    A department of one province is not that of another: the name alone does not tell them apart.
    """
    if stated.body:
        return stated.body
    own = stated.unit or stated.issuer or f"({stated.file})"
    return f"{own} ({stated.parent})" if stated.parent else own


def _stated(one: Statement, row: int) -> StatedResult:
    return StatedResult(
        *(one.value, one.maximum, one.base, one.change),
        claimed=one.basis == "self",
        doubted=one.needs_review,
        dated=one.date.isoformat() if one.date else "",
        record=one.record or one.file,
        row=row,
    )


def _best(said: Sequence[StatedResult]) -> StatedResult | None:
    """What counts of what several documents say: results before claims, then the newest."""
    return max(said, key=lambda one: (not one.claimed, one.dated), default=None)


def _agreed(name: str, said: Sequence[StatedResult], best: StatedResult | None) -> tuple[float | None, bool]:
    """What the document that counts says; else, and then True, what all say that give the same value."""
    own: float | None = getattr(best, name) if best else None
    if best is None or own is not None:
        return own, False
    known = {getattr(one, name) for one in said if one.value == best.value} - {None}
    return (known.pop(), True) if len(known) == 1 else (None, False)


def _differing(said: Sequence[StatedResult], best: StatedResult | None) -> Sequence[StatedResult]:
    """All that is said, if not all who judge say the same; a claim and a judgement may differ.

    What one of them does not say is no difference.
    """
    alike = [one for one in said if best and one.claimed == best.claimed]
    values = ([one.value for one in alike], [one.maximum for one in alike], [one.base for one in alike])
    return alike if any(map(_differ, values)) else ()


def _differ(values: Sequence[float | None]) -> bool:
    known = [value for value in values if value is not None]
    return bool(known) and max(known) - min(known) >= _SAME


def _differ_both(stated: float | None, reckoned: float | None) -> bool:
    """Whether both are known and not the same."""
    return stated is not None and reckoned is not None and _differ((stated, reckoned))


def _ranked(group: Sequence[tuple[ComparedLine, YearResult]]) -> Iterator[RankedBody]:
    """Bodies by the place that is printed or, without one, by their points; equal points have one place."""
    values = [result.value for _, result in group if result.value is not None]
    ranked = []
    for line, result in group:
        own = result.value
        place = 1 + sum(value > own + _SAME for value in values) if own is not None else None
        ranked.append(RankedBody(line, result, place, len(values)))
    yield from sorted(ranked, key=lambda one: (one.printed or one.place or len(ranked), folded(one.line.body)))


def _order(line: ComparedLine) -> tuple[str, str, str]:
    return folded(line.province or ""), folded(line.body), folded(line.index or "")


def _percent(share: float | None) -> float | None:
    return 100 * share if share is not None else None


def _difference(now: float | None, before: float | None) -> float | None:
    return round(now - before, 4) if now is not None and before is not None else None
