"""Aligns a word as it was printed with what an engine read: which characters each letter gave off."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

from cchc_ocr.repair.channel import LONGEST

LetterCost: TypeAlias = Callable[[str, str], float]  # of a letter and of what it was seen as, in nats
Alignment: TypeAlias = tuple[list[tuple[str, str]], float]


def align(meant: str, seen: str, cost: LetterCost) -> Alignment:
    """Each letter with the characters that it most likely gave off, none to ``LONGEST``, and the cost of all.

    No letters and an infinite cost where the word cannot have given off so many.

    >>> align("của", "cta", lambda letter, text: 0.0 if letter == text else 1.0 + abs(len(text) - 1))
    ([('c', 'c'), ('ủ', 't'), ('a', 'a')], 1.0)
    """
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for letter in meant:
        reached: dict[int, tuple[float, int]] = {}
        for at, (total, _) in best[-1].items():
            for end in range(at, min(at + LONGEST, len(seen)) + 1):
                way = (total + cost(letter, seen[at:end]), at)
                reached[end] = min(reached.get(end, way), way)
        best.append(reached)
    if len(seen) not in best[-1]:
        return [], math.inf
    pairs, end = [], len(seen)
    for k in range(len(meant), 0, -1):
        start = best[k][end][1]
        pairs.append((meant[k - 1], seen[start:end]))
        end = start
    return pairs[::-1], best[-1][len(seen)][0]
