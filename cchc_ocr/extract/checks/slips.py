"""Figures that differ as by a slip of the pen: one digit, or two that changed places.

A figure that is off by a slip is most likely the one that is meant, wherever it stands: so figures that are only
perhaps of the same thing can be compared without many false alarms.
"""

from __future__ import annotations


def is_slip(one: float, other: float) -> bool:
    """Whether two figures differ in one digit, or in two that changed places.

    >>> is_slip(446, 464), is_slip(83, 81), is_slip(61.25, 60.75), is_slip(5.5, 5.5), is_slip(7, 70)
    (True, True, False, False, False)
    """
    decimals = max(_decimals(one), _decimals(other))
    a, b = f"{one:.{decimals}f}", f"{other:.{decimals}f}"
    if len(a) != len(b):
        return False
    off = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    return len(off) == 1 or (len(off) == 2 and a[off[0]] == b[off[1]] and a[off[1]] == b[off[0]])


def is_slip_of(printed: float, due: float) -> bool:
    """As ``is_slip``, where ``due`` is computed and is rounded, or cut, as ``printed`` is.

    >>> is_slip_of(4.7, 3.684), is_slip_of(83.0, 81.0), is_slip_of(81.2, 76.85)
    (True, True, False)
    """
    decimals = _decimals(printed)
    step = 10.0**-decimals
    cut = int(due / step + 1e-9) * step
    return any(is_slip(printed, round(near, decimals)) for near in (round(due, decimals), cut))


def _decimals(value: float) -> int:
    return len(f"{value:.4f}".rstrip("0").partition(".")[2])
