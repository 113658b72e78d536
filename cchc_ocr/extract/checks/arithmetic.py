"""Figures that must add up, and the one digit that, read otherwise, would make them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import copysign

from cchc_ocr.extract.checks.printed_shares import is_rounded_or_cut, is_within_rounded_points
from cchc_ocr.records import Check

# Sums and shares as printed differ by rounding: 54,2 + 31,59 = 85,79 beside a printed 85,78.
ROUNDING = 0.02
_EXACT = 1e-9

Values = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Law:
    """An equation that figures (named by JSON Pointers) satisfy if all are read rightly.

    ``fits`` is ``holds`` without the tolerance for rounding in documents: what a proposal has to satisfy.
    """

    pointers: tuple[str, ...]
    holds: Callable[[Values], bool]
    fits: Callable[[Values], bool]


@dataclass(frozen=True, slots=True)
class Broken:
    """A law that may be broken and what to say of it then."""

    law: Law
    check: Check


@dataclass(frozen=True, slots=True)
class Proposal:
    """The figure at ``pointer`` read as ``value``."""

    pointer: str
    value: float


def share(part: str, whole: str, percent: str) -> Law:
    """``percent`` is part ÷ whole, rounded or cut at its last printed figure."""

    def holds(values: Values) -> bool:
        return is_within_rounded_points(values[part], values[whole], values[percent], ROUNDING)

    def fits(values: Values) -> bool:
        return is_rounded_or_cut(values[part], values[whole], values[percent])

    return Law((part, whole, percent), holds, fits)


def total(parts: Sequence[str], whole: str) -> Law:
    """``whole`` is the sum of the parts, as far as figures with so many decimals can be."""

    def holds(values: Values) -> bool:
        figures = [values[part] for part in parts]
        off = abs(sum(figures) - values[whole])
        return off <= ROUNDING + _EXACT and off <= _rounded_by([*figures, values[whole]]) + _EXACT

    return Law((*parts, whole), holds, holds)


def _rounded_by(figures: Sequence[float]) -> float:
    """By how much a sum may be off since its figures are rounded: "0,6240 - 0,5418" is not 0,0882.

    >>> _rounded_by([85.5, 84.25]), _rounded_by([0.624, 0.5418, 0.0882])
    (0.02, 0.0002)
    """
    decimals = max(2, *map(_decimals, figures))
    return float(max(2, len(figures) // 2) / 10**decimals)


def no_more(parts: Sequence[str], whole: str) -> Law:
    """The law that the parts are together no more than the whole."""

    def holds(values: Values) -> bool:
        return sum(values[part] for part in parts) <= values[whole] + ROUNDING

    return Law((*parts, whole), holds, holds)


def at_most(part: str, whole: str) -> Law:
    """The law that points are at most their maximum."""

    def holds(values: Values) -> bool:
        return values[part] <= values[whole] + ROUNDING

    return Law((part, whole), holds, holds)


def proposals(values: Values, laws: Sequence[Law]) -> Mapping[int, Proposal]:
    """For laws that are broken, by their index, the only reading of one figure that mends them.

    Another reading is one digit replaced or put in front, or a decimal comma that was lost. It counts where it
    mends all broken laws that hang together and every law on its figure holds then; where two readings would do,
    of one figure or of two, there is no proposal.

    >>> laws = [share("s", "m", "p"), total(("s", "t"), "sum")]
    >>> proposals({"s": 9.93, "m": 10.0, "p": 99.8, "t": 8.0, "sum": 17.98}, laws)
    {0: Proposal(pointer='s', value=9.98), 1: Proposal(pointer='s', value=9.98)}
    """
    found: dict[int, Proposal] = {}
    for group in _connected([i for i, law in enumerate(laws) if not law.holds(values)], laws):
        pointers = dict.fromkeys(p for i in group for p in laws[i].pointers)
        readings = [
            r for p in pointers if all(p in laws[i].pointers for i in group) for r in _mending(values, laws, p)
        ]
        if len(readings) == 1:
            found |= dict.fromkeys(group, readings[0])
    return found


def _connected(broken: Sequence[int], laws: Sequence[Law]) -> list[list[int]]:
    """Broken laws by groups that share figures: one wrong digit breaks all laws on its figure."""
    groups: list[list[int]] = []
    for i in broken:
        touching = [g for g in groups if any({*laws[i].pointers} & {*laws[j].pointers} for j in g)]
        groups = [g for g in groups if g not in touching] + [[*(j for g in touching for j in g), i]]
    return groups


def _mending(values: Values, laws: Sequence[Law], pointer: str) -> Iterator[Proposal]:
    """Other readings of a figure by which every law on it holds."""
    own = [law for law in laws if pointer in law.pointers]
    decimals = max((_decimals(values[p]) for law in own for p in law.pointers), default=0)
    for value in _readings(values[pointer], decimals):
        changed = {**values, pointer: value}
        if all(law.fits(changed) for law in own):
            yield Proposal(pointer, value)


def _readings(value: float, decimals: int) -> Iterator[float]:
    """What may stand where ``value`` was read: another digit in one place, one more in front, or a lost comma.

    The sign is no digit and stays: -0,75 may be -0,15.

    >>> sorted(_readings(7.5, 1))[:3], 7.05 in [*_readings(705.0, 2)], 10.25 in [*_readings(0.25, 2)]
    ([0.5, 1.5, 2.5], True, True)
    """
    sign, size = copysign(1, value), abs(value)
    printed = f"0{size:.{decimals}f}"
    for at, digit in enumerate(printed):
        if digit.isdigit():
            yield from (
                sign * float(f"{printed[:at]}{other}{printed[at + 1 :]}")
                for other in "0123456789"
                if other != digit
            )
    if size >= 10 and size % 1 == 0:
        most = max(decimals, 2)
        yield from (round(value / 10**places, places) for places in range(1, most + 1) if size >= 10**places)


def _decimals(value: float) -> int:
    return min(len(f"{value:g}".partition(".")[2]), 4)
