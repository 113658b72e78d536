"""Percentages that stand beside counts, as their shares of a whole: that of the count, or of the counts around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cchc_ocr.check_texts import failed
from cchc_ocr.extract.checks.arithmetic import Broken, Law, Values, share
from cchc_ocr.extract.checks.printed_shares import is_within_a_step
from cchc_ocr.extract.checks.slips import is_slip_of
from cchc_ocr.extract.results.wholes import CountParts
from cchc_ocr.extract.text.finding import agree
from cchc_ocr.records import Check, Count, Percentage
from cchc_ocr.vietnamese import bare

_BESIDE = 4  # counts that a list of shares has between two of its own
_OF_SHARE = frozenset({"ty", "ti", "le", "so", "tong"})


@dataclass(frozen=True, slots=True)
class _Pair:
    """A count and the percentage that is called like it, by their places in their lists."""

    count: int
    percentage: int
    part: float
    percent: float

    def fits(self, whole: float) -> bool:
        """Whether the percentage may be the share of the count in ``whole``."""
        return whole > 0 and is_within_a_step(self.part, whole, self.percent)


def shares(
    counts: Sequence[Count], percentages: Sequence[Percentage], wholes: Sequence[CountParts]
) -> Iterator[Broken]:
    """What percentages say of counts: of a count with its whole, of a part of another, of counts side by side."""
    yield from _of_wholes(counts, percentages)
    yield from _of_parts(counts, percentages, wholes)
    pairs = [*_pairs(counts, percentages)]
    parts = {part: one.whole for one in wholes for part in one.parts}
    for pair in pairs:
        whole = _whole_beside(pair, pairs, counts, parts)
        if whole is not None:
            yield _broken(pair, whole)


def _of_wholes(counts: Sequence[Count], percentages: Sequence[Percentage]) -> Iterator[Broken]:
    """ "45/50 hồ sơ (90%)": a percentage that is called like a count of a whole is its share."""
    for i, percentage in enumerate(percentages):
        like = [j for j, count in enumerate(counts) if count.of and _may_be_alike(count, percentage)]
        if percentage.name and len(like) == 1:
            count = counts[like[0]]
            fields = (f"/counts/{like[0]}/value", f"/counts/{like[0]}/of", f"/percentages/{i}/value")
            yield Broken(share(*fields), _check(fields, count.value, count.of or 1, percentage.value))


def _of_parts(
    counts: Sequence[Count], percentages: Sequence[Percentage], wholes: Sequence[CountParts]
) -> Iterator[Broken]:
    """ "2.416 hồ sơ, trong đó trực tuyến 1.981 hồ sơ. Tỷ lệ trực tuyến đạt 82%": the share that one part is."""
    parts = [(part, one.whole) for one in wholes for part in one.parts if counts[one.whole].value]
    for i, percentage in enumerate(percentages):
        like = [(p, w) for p, w in parts if _is_share_of(percentage, counts[p], counts[w])]
        if len(like) == 1:
            part, whole = like[0]
            fields = (f"/counts/{part}/value", f"/counts/{whole}/value", f"/percentages/{i}/value")
            yield Broken(share(*fields), _check(fields, counts[part].value, counts[whole].value, percentage.value))


def _is_share_of(percentage: Percentage, part: Count, whole: Count) -> bool:
    """Whether a share is called by what tells a part from its whole, of the same body and time."""
    about = _words(percentage.name)
    if not {"ty", "le"} <= about or percentage.nature != part.nature or percentage.body != part.body:
        return False
    if (percentage.year, percentage.period) != (part.year, part.period):
        return False
    apart = _words(part.name) - _words(whole.name)
    return bool(apart) and apart == about - _OF_SHARE - _words(whole.name)


def _words(name: str | None) -> set[str]:
    return set(bare(name or "").lower().split())


def _pairs(counts: Sequence[Count], percentages: Sequence[Percentage]) -> Iterator[_Pair]:
    """Counts without a whole of their own, each with the one percentage that is called like it."""
    for j, count in enumerate(counts):
        like = [i for i, percentage in enumerate(percentages) if _are_alike(count, percentage)]
        twins = [other for other in counts if other.name == count.name and other.value != count.value]
        if count.of is None and count.name and len(like) == 1 and not twins and count.nature == "result":
            yield _Pair(j, like[0], count.value, percentages[like[0]].value)


def _may_be_alike(count: Count, percentage: Percentage) -> bool:
    """Whether a share is called like a count, and nothing says that it is of another time or is still to come."""
    named = (count.name, count.year, count.nature) == (percentage.name, percentage.year, percentage.nature)
    return named and agree(count.period, percentage.period) and agree(count.body, percentage.body)


def _are_alike(count: Count, percentage: Percentage) -> bool:
    slots = ("name", "body", "year", "period", "nature")
    return all(getattr(count, slot) == getattr(percentage, slot) for slot in slots)


def _whole_beside(
    pair: _Pair, pairs: Sequence[_Pair], counts: Sequence[Count], parts: dict[int, int]
) -> float | None:
    """The whole that a pair must be a share of and is not; None where there is none, or it may be of another."""
    if pair.part <= 0 or any(pair.fits(other.value) for other in _around(pair, counts)):
        return None
    if pair.count in parts:
        return counts[parts[pair.count]].value
    beside = [other for other in pairs if other is not pair and abs(other.count - pair.count) <= _BESIDE]
    for whole in _wholes_told(beside, [counts[other.count] for other in (*beside, pair)], pair, counts):
        if not pair.fits(whole) and is_slip_of(pair.percent, 100 * pair.part / whole):
            return whole
    return None


def _around(pair: _Pair, counts: Sequence[Count]) -> Iterator[Count]:
    """The counts of the same year before a pair, and the next behind it."""
    own = counts[pair.count]
    for other in counts[: pair.count + _BESIDE]:
        if other is not own and other.year == own.year:
            yield other


def _wholes_told(
    beside: Sequence[_Pair], listed: Sequence[Count], pair: _Pair, counts: Sequence[Count]
) -> Iterator[float]:
    """What the pairs beside are shares of: their sum with this one, or a count before them."""
    whole = sum(count.value for count in listed)
    if len(beside) > 1 and all(other.fits(whole) for other in beside):
        yield whole
    first = min((other.count for other in (*beside, pair)), default=0)
    for count in reversed(counts[max(first - 2, 0) : first]):
        if any(other.fits(count.value) and other.part != count.value for other in beside):
            yield count.value


def _broken(pair: _Pair, whole: float) -> Broken:
    fields = (f"/counts/{pair.count}/value", f"/percentages/{pair.percentage}/value")

    def holds(values: Values) -> bool:
        return is_within_a_step(values[fields[0]], whole, values[fields[1]])

    return Broken(Law(fields, holds, holds), _check(fields, pair.part, whole, pair.percent))


def _check(fields: Sequence[str], part: float, whole: float, percent: float) -> Check:
    due = round(100 * part / whole, 2)
    return failed(code="count-percent", fields=fields, part=part, whole=whole, due=due, percent=percent)
