"""Mixes two language models: a user's own, of their archive, and the bundled one of administrative language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cchc_ocr.ngram.model import BITS, UNKNOWN, Floats, Keys, Model, assemble

_HALF = np.float32(np.log(0.5))
# A model that does not know a word gives it the probability of an unknown word, shared among a thousand words.
_ONE_UNKNOWN = np.float32(-np.log(1000))


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
    """The mean of two models, over the words of both: P = (P of the first + P of the second) / 2."""

    parts: tuple[_Part, _Part] = field(repr=False)

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
        return np.asarray(np.logaddexp(first, second) + _HALF, np.float32)


def mix(own: Model, bundled: Model) -> Model:
    """Mix two models with equal weight. Of too many words, those rarest in ``own`` are left out."""
    new = [word for word in own.words if word not in bundled.ids]
    words = [*bundled.words, *new][: 1 << BITS]
    parts = (_Part.of(own, words), _Part.of(bundled, words))
    index = assemble(words, (), (_unigrams(parts, len(words)),), (), _cases(parts), bundled.header)
    return Mixture(
        index.words, (), index.logprob, (), index.case, index.header, index.ids, index.variants, parts=parts
    )


def _unigrams(parts: Sequence[_Part], size: int) -> Floats:
    words = np.arange(size, dtype=np.uint64)
    first, second = (part.model.logprob[0][part.numbers[words]] + part.penalty for part in parts)
    return np.asarray(np.logaddexp(first, second) + _HALF, np.float32)


def _cases(parts: Sequence[_Part]) -> NDArray[np.float32]:
    first, second = (part.model.case[part.numbers] for part in parts)
    return np.asarray(np.logaddexp(first, second) + _HALF, np.float32)
