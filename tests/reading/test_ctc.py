"""Classes for each column become signs, with the probability that exactly these stand there."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.reading.ctc import Logs, likelihood, others, runs


def lattices(columns: int = 4, classes: int = 3) -> st.SearchStrategy[Logs]:
    cells = st.lists(st.floats(0.01, 1), min_size=classes, max_size=classes)
    return st.lists(cells, min_size=1, max_size=columns).map(_normal)


def _normal(cells: list[list[float]]) -> Logs:
    shares = np.array(cells)
    return np.log(shares / shares.sum(axis=1, keepdims=True)).astype(np.float32)


def said(path: tuple[int, ...]) -> tuple[int, ...]:
    """What a path through the columns says: equal neighbours are one, class 0 is nothing."""
    return tuple(kind for kind, _ in groupby(path) if kind)


def by_all_paths(logs: Logs) -> dict[tuple[int, ...], float]:
    worths: dict[tuple[int, ...], float] = defaultdict(float)
    for path in product(range(logs.shape[1]), repeat=len(logs)):
        worths[said(path)] += float(np.exp(sum(logs[at, kind] for at, kind in enumerate(path))))
    return worths


@given(lattices())
def test_the_likelihood_is_the_sum_over_all_paths(logs: Logs) -> None:
    for kinds, worth in by_all_paths(logs).items():
        assert np.exp(likelihood(logs, kinds)) == pytest.approx(worth, rel=1e-4)


@given(lattices())
def test_the_runs_say_what_the_likeliest_path_says(logs: Logs) -> None:
    best = tuple(logs.argmax(axis=1).tolist())
    assert tuple(run.kind for run in runs(logs)) == said(best)


@given(lattices(columns=5))
def test_other_readings_differ_in_one_sign_and_come_likeliest_first(logs: Logs) -> None:
    found = runs(logs)
    kinds = tuple(run.kind for run in found)
    more = others(logs, found, most=50)
    assert kinds not in {other.kinds for other in more}
    assert [other.worth for other in more] == sorted((other.worth for other in more), reverse=True)
    assert all(abs(len(other.kinds) - len(kinds)) <= 1 for other in more)
    assert sum(np.exp(other.worth) for other in more) + np.exp(likelihood(logs, kinds)) <= 1 + 1e-4


@pytest.mark.parametrize(
    ("shares", "first", "second"),
    [
        ([[0.1, 0.6, 0.3]], (1,), (2,)),  # another sign in its place
        ([[0.45, 0.55, 0.0]], (1,), ()),  # none in its place
        ([[0.0, 1.0, 0.0], [0.6, 0.0, 0.4]], (1,), (1, 2)),  # one more
        ([[0.0, 1.0, 0.0], [0.6, 0.4, 0.0], [0.0, 1.0, 0.0]], (1, 1), (1,)),  # one fewer
    ],
)
def test_the_next_best_reading(shares: list[list[float]], first: tuple[int, ...], second: tuple[int, ...]) -> None:
    logs = np.log(np.array(shares) + 1e-9).astype(np.float32)
    assert tuple(run.kind for run in runs(logs)) == first
    assert others(logs, runs(logs))[0].kinds == second
