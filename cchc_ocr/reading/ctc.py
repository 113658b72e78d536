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
Question: TypeAlias = tuple[Logs, Sequence[int]]
"""Columns, and classes that may stand in them."""
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
    return likelihoods([(logs, kinds)])[0]


def likelihoods(asked: Sequence[Question]) -> list[float]:
    """``likelihood`` of several questions, worked out side by side: one by one they take far longer.

    >>> likelihoods([])
    []
    """
    lengths = np.array([len(logs) for logs, _ in asked], np.intp)
    ends = np.array([2 * len(kinds) for _, kinds in asked], np.intp)
    states = np.zeros((len(asked), max(ends, default=0) + 1), np.intp)
    said = np.full((max(lengths, default=0), *states.shape), _NEVER)
    for at, (logs, kinds) in enumerate(asked):
        states[at, 1 : 2 * len(kinds) : 2] = kinds
        said[: len(logs), at, : ends[at] + 1] = logs[:, states[at, : ends[at] + 1]]
    skips = np.full(states.shape, _NEVER)
    skips[:, 3::2][states[:, 3::2] != states[:, 1:-2:2]] = 0.0
    ways = np.full((len(said) + 1, *states.shape), _NEVER)
    ways[0, :, 0] = 0.0
    for at, column in enumerate(said):
        before, after = ways[at], ways[at + 1]
        after[:] = before
        np.logaddexp(after[:, 1:], before[:, :-1], out=after[:, 1:])
        np.logaddexp(after[:, 2:], before[:, :-2] + skips[:, 2:], out=after[:, 2:])
        np.add(after, column, out=after)
    rows = np.arange(len(asked))
    last = ways[lengths, rows, ends]
    either = np.where(ends > 0, np.logaddexp(last, ways[lengths, rows, ends - 1]), last)
    return [float(worth) for worth in either]


def others(logs: Logs, found: Sequence[SignRun], most: int = 5, least: float = 1e-3) -> list[Other]:
    """The likeliest other readings that differ from ``found`` in one sign, the likeliest first.

    A sign is put in another's place, left out, or put in where none was seen. Classes whose probability is
    below ``least`` in all columns are not tried.
    """
    tried = set(_neighbours(logs, found, float(np.log(least))))
    tried.discard(tuple(run.kind for run in found))
    worths = likelihoods([(logs, kinds) for kinds in sorted(tried)])
    likely = (Other(kinds, worth) for kinds, worth in zip(sorted(tried), worths, strict=True) if worth > _HARDLY)
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
