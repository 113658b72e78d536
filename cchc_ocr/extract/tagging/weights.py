"""The weights of the tagger: a linear model whose file says what each sign of a figure counts for and against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path
from typing import Literal, get_args

import numpy as np

from cchc_ocr.errors import ConfigurationError

FigureKind = Literal[
    "score", "total", "maximum", "self score", "base", "rank", "percentage", "count", "whole", "change",
    "deduction", "none",
]  # fmt: skip
KINDS: tuple[FigureKind, ...] = get_args(FigureKind)
WEIGHTS = "figures.weights"  # among the dictionaries
HEADER = "# cchc-ocr figures 1"
STEPS = 32  # weights are whole numbers of 1/32, so that sums are exact and the same on every system
_PLACES = 3  # decimals of a probability: what systems compute differently lies far behind


class TaggerWeights:
    """What each feature counts for each of ``KINDS``, in steps of 1/32 of a logit."""

    def __init__(self, weights: Mapping[str, Sequence[tuple[int, int]]]) -> None:
        self._rows = {feature: row for row, feature in enumerate(weights)}
        self._matrix = np.zeros((len(weights), len(KINDS)), np.int32)
        for row, pairs in enumerate(weights.values()):
            for at, weight in pairs:
                self._matrix[row, at] += weight

    def chances(self, features: Iterable[str]) -> dict[FigureKind, float]:
        """How likely a figure with these features is each kind, 0..1, to three decimals."""
        rows = {row for feature in features if (row := self._rows.get(feature)) is not None}
        sums: list[int] = self._matrix[sorted(rows)].sum(axis=0, dtype=np.int64).tolist()
        return dict(zip(KINDS, _shares(sums), strict=True))


def _shares(sums: Sequence[int]) -> list[float]:
    top = max(sums)
    powers = [exp((one - top) / STEPS) for one in sums]
    whole = sum(powers)
    return [round(power / whole, _PLACES) for power in powers]


def written(weights: Mapping[str, Sequence[tuple[int, int]]], origin: str) -> str:
    """The text of a file of weights; ``origin`` says in one line of what they were learned."""
    lines = (f"{feature}\t{_text(pairs)}" for feature, pairs in sorted(weights.items()))
    return "\n".join((HEADER, f"# {origin}", *lines, ""))


def _text(pairs: Sequence[tuple[int, int]]) -> str:
    return " ".join(f"{at}:{weight}" for at, weight in pairs)


@cache
def read_weights(path: Path) -> TaggerWeights:
    """The weights in a file, read once. Raises ConfigurationError where it is missing or damaged."""
    try:
        header, _, *lines = path.read_text("utf-8").splitlines()
        if header != HEADER:
            raise ValueError(f"its first line is not {HEADER}")
        rows = (line.partition("\t") for line in lines)
        return TaggerWeights({feature: _pairs(pairs) for feature, _, pairs in rows})
    except (OSError, ValueError) as error:
        fault = f"{path}: no weights of figures ({error})"
        raise ConfigurationError(fault, hint="install cchc-ocr again") from error


def _pairs(text: str) -> tuple[tuple[int, int], ...]:
    pairs = (pair.partition(":") for pair in text.split(" "))
    return tuple((int(at), int(weight)) for at, _, weight in pairs)
