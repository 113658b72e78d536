"""How far a printed share may be off, for each of the questions that are asked of shares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.extract.checks.printed_shares import (
    is_rounded_or_cut,
    is_within_a_step,
    is_within_rounded_points,
    least_figure,
)

COUNTS = st.tuples(st.integers(1, 5000), st.integers(1, 5000)).map(sorted)


@pytest.mark.parametrize(
    ("part", "whole", "percent", "exact", "near"),
    [
        (3409, 3421, 99.65, True, True),  # rounded: 99.6492...
        (3409, 3421, 99.64, True, True),  # cut
        (3409, 3421, 99.6, True, True),
        (2, 3, 66.7, True, True),
        (1, 3, 33.4, False, True),  # rounded up
        (1, 3, 33.5, False, False),
        (2, 3, 66.5, False, False),
        (1, 4, 25.0, True, True),
        (1, 4, 24.0, False, True),  # a whole percent has a step of one
        (1, 4, 26.0, False, True),
        (1, 4, 27.0, False, False),
        (0, 4, 0.0, True, True),
        (1, 0, 25.0, False, False),  # nothing is a share of nothing
    ],
)
def test_what_is_allowed(part: float, whole: float, percent: float, exact: bool, near: bool) -> None:
    assert is_rounded_or_cut(part, whole, percent) == exact
    assert is_within_a_step(part, whole, percent) == near
    assert is_within_rounded_points(part, whole, percent, 0.02) >= near, "points may be off, too"


@given(COUNTS, st.integers(0, 2))
def test_what_is_rounded_or_cut_is_always_allowed(counts: list[int], decimals: int) -> None:
    part, whole = counts
    due, step = 100 * part / whole, 10.0**-decimals
    for printed in (round(due, decimals), int(due / step + 1e-9) * step):
        assert is_within_a_step(part, whole, printed, step)
    assert is_rounded_or_cut(part, whole, round(due, 2)) or least_figure(round(due, 2)) > 0.01


@given(COUNTS, st.floats(0, 100).map(lambda percent: round(percent, 2)))
def test_the_stricter_question_is_never_answered_yes_alone(counts: list[int], percent: float) -> None:
    part, whole = counts
    if is_rounded_or_cut(part, whole, percent):
        assert is_within_a_step(part, whole, percent)


def test_zeros_that_are_printed_make_the_step_smaller() -> None:
    """A figure does not tell them: 25,0% and 25% are one number."""
    assert is_within_a_step(1, 4, 26.0) and not is_within_a_step(1, 4, 26.0, 0.1)
