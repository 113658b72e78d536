"""How likely the parts of a statement are right, by the weights that signs have.

For each part the weights of the signs of its topics are summed up: the log-odds that it is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import exp
from typing import Literal, get_args

StatementPart = Literal["figure", "name", "time", "body"]
PARTS: tuple[StatementPart, ...] = get_args(StatementPart)
ALWAYS = "always"  # the sign of every statement
# What each part is judged by. Whether there is such a figure at all shows in its name and place as well.
TOPICS: Mapping[StatementPart, tuple[str, ...]] = {
    "figure": ("kind", "figure", "place", "name"),
    "name": ("kind", "name", "place"),
    "time": ("kind", "time"),
    "body": ("kind", "body"),
}


def signs_for(part: StatementPart, signs: Iterable[str]) -> frozenset[str]:
    """Those of the signs that a part is judged by.

    >>> sorted(signs_for("time", ["kind: ranks", "time: from title", "name: one word"]))
    ['kind: ranks', 'time: from title']
    """
    return frozenset(sign for sign in signs if sign.partition(":")[0] in TOPICS[part])


class ConfidenceModel:
    """The weights of signs, by part; those of signs that are not among them are 0."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        self.weights = weights

    def probability(self, part: StatementPart, signs: Iterable[str]) -> float:
        """How likely a part of a statement with these signs is right, from 0 to 1.

        >>> model = ConfidenceModel({"time": {ALWAYS: 2.0, "time: none": -2.0}})
        >>> model.probability("time", ["time: none"]), round(model.probability("time", []), 2)
        (0.5, 0.88)
        """
        weights = self.weights[part]
        return 1 / (1 + exp(-weights.get(ALWAYS, 0.0) - sum(weights.get(s, 0.0) for s in signs_for(part, signs))))
