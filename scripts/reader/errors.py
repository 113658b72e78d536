"""Errors of readings: how many signs or words must be changed, put in or left out."""

from __future__ import annotations

from collections.abc import Sequence


def distance(one: Sequence[str], other: Sequence[str]) -> int:
    """Levenshtein's distance.

    >>> distance("kitten", "sitting"), distance(["một", "hai"], ["hai"])
    (3, 1)
    """
    row = list(range(len(other) + 1))
    for at, sign in enumerate(one, 1):
        before, row[0] = row[0], at
        for to, against in enumerate(other, 1):
            before, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, before + (sign != against))
    return row[-1]
