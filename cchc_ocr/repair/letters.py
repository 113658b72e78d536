"""P(word) in languages other than Vietnamese, by the word itself or by its letters.

Frequent words are known. Any other word is made of its letters, each of which depends on the two before it
(interpolated after Witten and Bell, 1991): so names of things and words of other languages are judged, too.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from cchc_ocr.lexicon import Lexicon, kept
from cchc_ocr.repair.memory import Memory

_ORDER = 3
_ENDS = "\0"
_ALPHABET = 60  # letters that a word may go on with where nothing is known
_OF = 1e9  # words among which the counts of words were taken
_AS_LETTERS = 0.3  # share of words that are known by their letters only


@dataclass(frozen=True, slots=True)
class Letters:
    """A model of words and of their letters; make it with ``of``."""

    _words: Mapping[str, int]
    _counts: Mapping[str, int] = field(repr=False)
    _contexts: Mapping[str, tuple[int, int]] = field(repr=False)
    _found: Memory[str, float] = field(default_factory=Memory, repr=False)

    @staticmethod
    def of(words: Mapping[str, int]) -> Letters:
        """``words`` in small letters with their counts in a thousand million; each counts once for its letters."""
        counts = Counter(chain.from_iterable(map(_grams, words)))
        contexts: dict[str, tuple[int, int]] = {}
        for gram, count in counts.items():
            total, kinds = contexts.get(gram[:-1], (0, 0))
            contexts[gram[:-1]] = total + count, kinds + 1
        return Letters(words, counts, contexts)

    def logprob(self, word: str) -> float:
        """The log P of a word in small letters (composed)."""
        found = self._found.get(word)
        if found is None:
            found = self._found[word] = self._compute(word)
        return found

    def knows(self, word: str) -> bool:
        return word in self._words

    def _compute(self, word: str) -> float:
        known = (1 - _AS_LETTERS) * self._words.get(word, 0) / _OF
        return math.log(known + _AS_LETTERS * math.exp(self.spelt(word)))

    def spelt(self, word: str) -> float:
        """The log P of a word by its letters alone."""
        padded = f"{_ENDS}{word}{_ENDS}"
        return sum(
            math.log(self._next(padded[max(0, at - _ORDER + 1) : at], padded[at])) for at in range(1, len(padded))
        )

    def _next(self, before: str, letter: str) -> float:
        """P(letter | the letters before it)."""
        shorter = self._next(before[1:], letter) if before else 1 / _ALPHABET
        total, kinds = self._contexts.get(before, (0, 0))
        return (self._counts.get(before + letter, 0) + kinds * shorter) / (total + kinds) if total else shorter


def _grams(word: str) -> list[str]:
    """Each letter of a word, and its end, with up to two letters before it."""
    padded = f"{_ENDS}{word}{_ENDS}"
    return [padded[at - size : at + 1] for at in range(1, len(padded)) for size in range(min(at, _ORDER - 1) + 1)]


@kept
def letters_of(lexicon: Lexicon) -> Letters:
    """The letters of the foreign words of the dictionaries; made once, when a text is first repaired."""
    return Letters.of(lexicon.foreign_words)
