"""Mixes two language models: a user's own and the bundled one; and, for the bundled one, reports and laws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from cchc_ocr.ngram.model import BITS, UNKNOWN, Floats, Keys, Model, assemble, pack

# A model that does not know a word gives it the probability of an unknown word, shared among a thousand words.
_ONE_UNKNOWN = np.float32(-np.log(1000))
_LEAST_LEFT = 1e-6
Shares: TypeAlias = tuple[np.float32, np.float32]


@dataclass(frozen=True, slots=True)
class _Part:
    """One model of a mixture: its number for each symbol of the mixture, and a log penalty for unknown ones."""

    model: Model
    numbers: Keys
    penalty: Floats

    @staticmethod
    def of(model: Model, words: Sequence[str]) -> _Part:
        numbers = np.array([model.id(word) for word in words], np.uint64)
        strange = (numbers == UNKNOWN) & (np.arange(len(words)) != UNKNOWN)
        return _Part(model, numbers, np.where(strange, _ONE_UNKNOWN, np.float32(0)))

    def context(self, context: Sequence[Keys]) -> list[Keys]:
        used = context[max(len(context) - self.model.order + 1, 0) :]
        return [self.numbers[symbols] for symbols in used]

    def follow(self, context: Sequence[Keys], word: Keys, weights: Sequence[Floats]) -> Floats:
        scores: Floats = self.model.follow(self.context(context), self.numbers[word], weights)
        return scores + self.penalty[word]


@dataclass(frozen=True, slots=True)
class Mixture(Model):
    """The weighted mean of two models, over the words of both; ``shares`` are the logs of their weights."""

    parts: tuple[_Part, _Part] = field(repr=False)
    shares: Shares = field(repr=False)

    @property
    def order(self) -> int:
        return max(part.model.order for part in self.parts)

    def weights(self, context: Sequence[Keys]) -> list[Floats]:
        """The weights of the first model, followed by those of the second."""
        return [weight for part in self.parts for weight in part.model.weights(part.context(context))]

    def follow(self, context: Sequence[Keys], word: Keys, weights: Sequence[Floats]) -> Floats:
        """The log P(word | context); ``weights`` are those of both models."""
        cut = len(self.parts[0].context(context)) + 1
        first = self.parts[0].follow(context, word, weights[:cut])
        second = self.parts[1].follow(context, word, weights[cut:])
        return _mean(self.shares, first, second)


def mix(own: Model, bundled: Model, share: float = 0.5) -> Mixture:
    """Mix two models; ``share`` is the weight of the first. Of too many words, those rarest in it are left out."""
    new = [word for word in own.words if word not in bundled.ids]
    words = [*bundled.words, *new][: 1 << BITS]
    parts = (_Part.of(own, words), _Part.of(bundled, words))
    shares = (np.float32(np.log(share)), np.float32(np.log1p(-share)))
    unigrams = _mean(shares, *(part.model.logprob[0][part.numbers] + part.penalty for part in parts))
    cases = _mean(shares, *(part.model.case[part.numbers] for part in parts))
    it = assemble(words, (), (unigrams,), (), cases, _headers(own.header, bundled.header))
    return Mixture(
        it.words, (), it.logprob, (), it.case, it.header, it.ids, it.variants, parts=parts, shares=shares
    )


def _headers(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """What both models were built from."""
    sources = dict.fromkeys([*second["sources"], *first["sources"]])
    return {"sources": [*sources]} | {key: first[key] + second[key] for key in ("tokens", "lines")}


def _mean(shares: Shares, first: Floats, second: Floats) -> Floats:
    return np.asarray(np.logaddexp(first + shares[0], second + shares[1]), np.float32)


def flatten(mixture: Mixture) -> Model:
    """One back-off model in the stead of a mixture: half the time, and the same P of every n-gram of its parts.

    What both models leave to other words is shared out by the shorter contexts, as in any back-off model.
    """
    words = np.arange(len(mixture.words), dtype=np.uint64)
    keys, logprob, backoff = [words], list(mixture.logprob), list[Floats]()
    for n in range(2, mixture.order + 1):
        grams = np.unique(np.concatenate([_renumbered(part, n, mixture.ids) for part in mixture.parts]))
        symbols = _unpacked(grams, n)
        scores = mixture.score(symbols[:-1], symbols[-1])
        shorter = logprob[-1][np.searchsorted(keys[-1], pack(symbols[1:]))]
        backoff.append(_left_over(keys[-1], pack(symbols[:-1]), scores, shorter))
        keys.append(grams)
        logprob.append(scores)
    return assemble(mixture.words, keys, logprob, backoff, mixture.case, mixture.header)


def _renumbered(part: _Part, n: int, ids: Mapping[str, int]) -> Keys:
    """The n-grams of one model, as far as all their words are in the mixture, in its numbers."""
    model = part.model
    if n > model.order:
        return np.zeros(0, np.uint64)
    known = np.array([word in ids for word in model.words])
    numbers = np.array([ids.get(word, UNKNOWN) for word in model.words], np.uint64)
    symbols = _unpacked(model.keys[n - 1], n)
    whole = np.logical_and.reduce([known[column] for column in symbols])
    return pack([numbers[column[whole]] for column in symbols])


def _unpacked(keys: Keys, n: int) -> list[Keys]:
    """The symbols of n-grams, one array for each position, the oldest first."""
    return [(keys >> np.uint64(BITS * k)) & np.uint64((1 << BITS) - 1) for k in range(n - 1, -1, -1)]


def _left_over(known: Keys, contexts: Keys, scores: Floats, shorter: Floats) -> Floats:
    """The log back-off weight of each context: what its n-grams leave over, by what they would have had anyway."""
    place = np.searchsorted(known, contexts)
    taken = np.bincount(place, np.exp(scores.astype(np.float64)), len(known))
    anyway = np.bincount(place, np.exp(shorter.astype(np.float64)), len(known))
    left, among = np.maximum(1 - taken, _LEAST_LEFT), np.maximum(1 - anyway, _LEAST_LEFT)
    return np.log(np.where(taken > 0, left / among, 1)).astype(np.float32)
