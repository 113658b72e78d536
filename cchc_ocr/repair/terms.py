"""Puts back the diacritics of the user's own terms, as the dictionary spells them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cchc_ocr.ngram.tokens import Token, tokenize
from cchc_ocr.vietnamese import bare

TokenPosition = tuple[int, int]  # number of the line, start of the token


@dataclass(frozen=True, slots=True)
class Decided:
    """The word that a term puts at a place."""

    word: str
    term: str
    log_odds: float


@dataclass(frozen=True, slots=True)
class _Term:
    text: str
    words: tuple[str, ...]
    log_odds: float


class Terms:
    """Terms and their weights, found by their first bare word; longer terms go before shorter ones."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        self._by_first: dict[str, list[_Term]] = {}
        for text, weight in sorted(weights.items(), key=lambda item: (-len(item[0]), item[0])):
            words = tuple(token.text.lower() for token in tokenize(text) if token.kind == "word")
            if words:
                self._by_first.setdefault(bare(words[0]), []).append(_Term(text, words, math.log(weight + 1)))

    def decide(self, places: Sequence[tuple[int, Token]]) -> dict[TokenPosition, Decided]:
        """The words of a sentence that a term decides; ``places`` are its tokens with their line numbers."""
        found: dict[TokenPosition, Decided] = {}
        if self._by_first:
            for at in range(len(places)):
                found |= {place: word for place, word in self._match(places, at) if place not in found}
        return found

    def _match(self, places: Sequence[tuple[int, Token]], at: int) -> Iterator[tuple[TokenPosition, Decided]]:
        for term in self._by_first.get(bare(places[at][1].text.lower()), ()):
            stretch = places[at : at + len(term.words)]
            seen = [token.text.lower() for _, token in stretch]
            if len(seen) == len(term.words) and all(map(_lost_marks, seen, term.words)):
                for (number, token), word in zip(stretch, term.words, strict=True):
                    yield (number, token.start), Decided(word, term.text, term.log_odds)
                return


def _lost_marks(seen: str, word: str) -> bool:
    return seen in (word, bare(word))
