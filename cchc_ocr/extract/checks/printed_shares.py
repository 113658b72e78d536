"""How far a printed share may be from the one that its figures make: one place for all checks of shares.

Offices round a share at its last figure, or cut it there; some round up. How much of that is allowed differs on
purpose, by what a wrong answer would cost.
"""

from __future__ import annotations

from collections.abc import Sequence

_HUNDRED, _ROUNDED = 100.0, 0.06  # percent; how far each share of all answers may be rounded
_EXACT = 1e-9  # figures with decimals are not exact in a computer


def is_rounded_or_cut(part: float, whole: float, percent: float) -> bool:
    """Whether a share is exactly that of the part, rounded or cut: where many parts and wholes are tried.

    Of many, some come near by chance, so that no more is allowed than what is usual.

    >>> is_rounded_or_cut(1, 3, 33.3), is_rounded_or_cut(2, 3, 66.6), is_rounded_or_cut(1, 3, 33.4)
    (True, True, False)
    """
    off, step = _off(part, whole, percent), least_figure(percent)
    return -step / 2 - _EXACT <= off < step - _EXACT


def is_within_a_step(part: float, whole: float, percent: float, step: float | None = None) -> bool:
    """Whether a share is at most one unit of its last figure off: where it is known of what it is the share.

    What is farther off is told as a mistake, so that those who round up are not to be told. ``step`` is that unit
    as it is printed ("25,0%" has 0.1), where that is known.

    >>> is_within_a_step(1, 3, 33.4), is_within_a_step(1, 3, 33.5), is_within_a_step(1, 4, 26.0, 0.1)
    (True, False, False)
    """
    return abs(_off(part, whole, percent)) <= (least_figure(percent) if step is None else step) + _EXACT


def make_a_hundred(shares: Sequence[float]) -> bool:
    """Whether the shares of all answers to one question are a hundred percent, as far as each may be rounded.

    >>> make_a_hundred([85.2, 10.1, 4.7]), make_a_hundred([33.3, 33.3, 33.3]), make_a_hundred([85.2, 10.1, 5.7])
    (True, True, False)
    """
    return abs(round(sum(shares) - _HUNDRED, 4)) <= _ROUNDED * len(shares)


def is_within_rounded_points(part: float, whole: float, percent: float, rounding: float) -> bool:
    """The same, where part and whole are points, which are rounded themselves.

    ``rounding`` is how far their sums may be off.

    >>> is_within_rounded_points(2.34, 3.0, 77.9, 0.02), is_within_rounded_points(2.34, 3.0, 77.4, 0.02)
    (True, False)
    """
    leave = least_figure(percent) + 100 * rounding / 2 / (whole or 1)
    return bool(whole) and abs(_off(part, whole, percent)) <= leave


def least_figure(percent: float) -> float:
    """The unit of the last figure of a percentage: what it may be off by when it was cut instead of rounded.

    >>> least_figure(93.18), least_figure(31.6), least_figure(65.0)
    (0.01, 0.1, 1.0)
    """
    return float(10 ** -len(f"{percent:g}".partition(".")[2]))


def _off(part: float, whole: float, percent: float) -> float:
    """By how many percentage points the share that the figures make is above the printed one."""
    return 100 * part / whole - percent if whole else float("inf")
