"""How likely a whole statement is right, by trees that were learned from what was wrong at first sight.

``dictionaries/confidence.trees`` has them: the signs that they ask for, one a line, and then each tree in one
line, from its root: the number of a sign, the tree for statements that have it, the tree for those that have not;
a leaf is "=" and what it adds to the log-odds. ``scripts/train_doubt.py`` learns them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import TypeAlias

from cchc_ocr.errors import ConfigurationError

TREES = "confidence.trees"  # among the dictionaries
HEADER = "# cchc-ocr confidence trees 1"
LISTED = 0.85  # the confidence of a statement that is as likely right as ``StatementDoubt.least``


@dataclass(frozen=True, slots=True)
class SignNode:
    """Asks for a sign: what follows if it is there, and if not."""

    sign: str
    there: Tree
    missing: Tree


Tree: TypeAlias = "SignNode | float"


@dataclass(frozen=True, slots=True)
class StatementDoubt:
    """``start``: the log-odds before any tree; ``least``: how likely right a statement is that needs no review."""

    start: float
    least: float
    trees: Sequence[Tree]

    def probability(self, signs: Collection[str]) -> float:
        """How likely a statement with these signs is right in all its slots.

        >>> tree = SignNode("name: one word", -1.0, 0.5)
        >>> [round(StatementDoubt(0.5, 0.8, (tree,)).probability(signs), 2) for signs in ([], ["name: one word"])]
        [0.73, 0.38]
        """
        return 1 / (1 + exp(-self.start - sum(_leaf(tree, signs) for tree in self.trees)))

    def confidence(self, signs: Collection[str]) -> float:
        """The same on the scale of confidences, on which ``least`` is 0.85."""
        sure = self.probability(signs)
        if sure < self.least:
            return LISTED * sure / self.least
        return LISTED + (1 - LISTED) * (sure - self.least) / (1 - self.least)

    def parts(self, signs: Collection[str], own: Mapping[str, float]) -> dict[str, float]:
        """How sure each part of a statement is: the one most in doubt as sure as all of it, no other less.

        ``own`` is how likely each part is right by itself.

        >>> StatementDoubt(0.0, 0.5, ()).parts([], {"name": 0.7, "time": 0.9, "body": 0.8})
        {'name': 0.85, 'time': 0.9, 'body': 0.85}
        """
        whole = self.confidence(signs)
        weakest = min(own, key=lambda part: own[part])
        return {part: whole if part == weakest else max(whole, sure) for part, sure in own.items()}


def _leaf(tree: Tree, signs: Collection[str]) -> float:
    while isinstance(tree, SignNode):
        tree = tree.there if tree.sign in signs else tree.missing
    return tree


@cache
def read_doubt(path: Path) -> StatementDoubt:
    """The trees in a file, read once. Raises ConfigurationError where it is missing or damaged."""
    try:
        header, _, numbers, *lines = path.read_text("utf-8").splitlines()
        if header != HEADER:
            raise ValueError(f"its first line is not {HEADER}")
        start, least = map(float, numbers.split())
        gap = lines.index("")
        trees = [_tree(iter((*line.split(), "")), lines[:gap]) for line in lines[gap + 1 :]]
        return StatementDoubt(start, least, tuple(trees))
    except (OSError, ValueError, IndexError) as error:
        fault = f"{path}: no trees of confidence ({error})"
        raise ConfigurationError(fault, hint="install cchc-ocr again") from error


def _tree(tokens: Iterator[str], signs: Sequence[str]) -> Tree:
    token = next(tokens)
    if token.startswith("="):
        return float(token[1:])
    return SignNode(signs[int(token)], _tree(tokens, signs), _tree(tokens, signs))


def written(doubt: StatementDoubt, origin: str) -> str:
    """The text of a file of trees; ``origin`` says in one line of what they were learned."""
    signs = sorted({sign for tree in doubt.trees for sign in _asked(tree)})
    place = {sign: str(at) for at, sign in enumerate(signs)}
    lines = (" ".join(_tokens(tree, place)) for tree in doubt.trees)
    return "\n".join((HEADER, f"# {origin}", f"{doubt.start:.4f} {doubt.least:.4f}", *signs, "", *lines, ""))


def _asked(tree: Tree) -> Iterator[str]:
    if isinstance(tree, SignNode):
        yield tree.sign
        yield from _asked(tree.there)
        yield from _asked(tree.missing)


def _tokens(tree: Tree, place: Mapping[str, str]) -> Iterator[str]:
    if isinstance(tree, SignNode):
        yield place[tree.sign]
        yield from _tokens(tree.there, place)
        yield from _tokens(tree.missing, place)
    else:
        yield f"={tree:.4f}"
