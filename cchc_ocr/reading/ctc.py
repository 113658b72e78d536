"""What a network says for each column of a line, made signs: connectionist temporal classification (CTC).

A network gives for each column the logarithms of the probabilities of its classes: class 0 says that no new sign
stands there, class ``n + 1`` that sign ``n`` does. A sign may last for several columns; between two equal ones
comes class 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Logs: TypeAlias = NDArray[np.float32]
"""Columns x classes: logarithms of probabilities."""
NOTHING = 0  # the class of columns where no new sign stands
_NEVER = -1e9
_HARDLY = float(np.log(1e-6))  # what is less likely is no reading


@dataclass(frozen=True, slots=True)
class SignRun:
    """A class other than 0 that is likeliest in the columns from ``start`` up to ``stop``."""

    kind: int
    start: int
    stop: int

    @property
    def middle(self) -> float:
        return (self.start + self.stop) / 2


@dataclass(frozen=True, slots=True)
class Other:
    """Another reading of some columns, and the logarithm of its probability."""

    kinds: tuple[int, ...]
    worth: float


def runs(logs: Logs) -> list[SignRun]:
    """What is likeliest in each column, equal neighbours taken together, without class 0.

    >>> best = [0, 3, 3, 0, 3, 1]
    >>> [(run.kind, run.start, run.stop) for run in runs(np.log(np.eye(4)[best] + 1e-9))]
    [(3, 1, 3), (3, 4, 5), (1, 5, 6)]
    """
    best = logs.argmax(axis=1)
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    stops = np.append(starts[1:], len(best))
    found = zip(best[starts].tolist(), starts.tolist(), stops.tolist(), strict=True)
    return [SignRun(kind, start, stop) for kind, start, stop in found if kind != NOTHING]


def likelihood(logs: Logs, kinds: Sequence[int]) -> float:
    """The logarithm of the probability that the columns hold exactly these classes, in whatever places.

    >>> logs = np.log(np.array([[0.5, 0.5], [0.5, 0.5]]))
    >>> [round(float(np.exp(likelihood(logs, kinds))), 2) for kinds in ([], [1], [1, 1])]
    [0.25, 0.75, 0.0]
    """
    states = np.zeros(2 * len(kinds) + 1, np.intp)
    states[1::2] = kinds
    skips = np.zeros(len(states), bool)
    skips[3::2] = states[3::2] != states[1:-2:2]
    ways = np.full(len(states), _NEVER)
    ways[0] = 0.0
    for column in logs.astype(np.float64)[:, states]:
        one = np.concatenate(([_NEVER], ways[:-1]))
        two = np.where(skips, np.concatenate(([_NEVER] * 2, ways[:-2]))[: len(ways)], _NEVER)
        ways = np.logaddexp(np.logaddexp(ways, one), two) + column
    return float(np.logaddexp(ways[-1], ways[-2]) if len(ways) > 1 else ways[-1])


def others(logs: Logs, found: Sequence[SignRun], most: int = 5, least: float = 1e-3) -> list[Other]:
    """The likeliest other readings that differ from ``found`` in one sign, the likeliest first.

    A sign is put in another's place, left out, or put in where none was seen. Classes whose probability is
    below ``least`` in all columns are not tried.
    """
    tried = set(_neighbours(logs, found, float(np.log(least))))
    tried.discard(tuple(run.kind for run in found))
    worths = [Other(kinds, likelihood(logs, kinds)) for kinds in sorted(tried)]
    likely = (other for other in worths if other.worth > _HARDLY)
    return sorted(likely, key=lambda other: -other.worth)[:most]


def _neighbours(logs: Logs, found: Sequence[SignRun], least: float) -> Iterator[tuple[int, ...]]:
    kinds = [run.kind for run in found]
    between = (round((one.stop + two.start) / 2) for one, two in pairwise(found))
    edges = [0, *between, len(logs)]
    for at, run in enumerate(found):
        peaks = logs[run.start : run.stop].max(axis=0)
        yield (*kinds[:at], *kinds[at + 1 :])
        for kind in np.flatnonzero(peaks > least).tolist():
            if kind != NOTHING:
                yield (*kinds[:at], kind, *kinds[at + 1 :])
        for start, stop, place in ((edges[at], run.start, at), (run.stop, edges[at + 1], at + 1)):
            if start < stop:
                for kind in np.flatnonzero(logs[start:stop].max(axis=0) > least).tolist():
                    if kind != NOTHING:
                        yield (*kinds[:place], kind, *kinds[place:])
