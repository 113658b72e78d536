"""Finds words of other languages in a text, which repair leaves as they are.

Each word is more or less likely in Vietnamese, misread or without its marks, and in another language, by its
letters (``letters``). Languages change rarely within a sentence, so that words that are both ("can", "to") go with
those beside them: the likeliest path through two states (Viterbi, 1967).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from cchc_ocr.ngram.model import UNKNOWN
from cchc_ocr.ngram.tokens import Token
from cchc_ocr.repair.candidates import Speller
from cchc_ocr.repair.letters import Letters, letters_of
from cchc_ocr.repair.memory import Memory
from cchc_ocr.repair.policy import Policy
from cchc_ocr.repair.terms import TokenPosition
from cchc_ocr.vietnamese import in_capitals, is_syllable, place_tones

# Nats that a change of language costs: in a clause, beside a bracket, quotation mark or stop, at a line's start.
_WITHIN, _BESIDE, _ANEW = 7.0, 4.0, 3.0
_LOST_MARKS = -5.0  # log P that a word has lost its marks in a text that has them
_NAMED = -9.0  # log P that a word is a name, of whatever letters
_BORROWED = 2.0  # the most that a word speaks for Vietnamese that the language has from another one ("internet")
_MOST = 10.0  # no single word decides more than so many nats
_SIGNS = re.compile(r"[^\w\s,'’]")
_PLAIN = re.compile(r"[a-zß-öø-ÿœ]+(?:['’][a-zß-öø-ÿœ]+)*")
_PARTS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Languages:
    """Tells words of Vietnamese from those of other languages."""

    speller: Speller
    _weighed: Memory[tuple[str, Policy], float] = field(default_factory=Memory, repr=False)

    def foreign(
        self, lines: Sequence[str], tokens: Sequence[Sequence[Token]], policy: Policy
    ) -> set[TokenPosition]:
        """The places of the words of other languages. ``policy`` is that of most of the text."""
        places: list[TokenPosition] = []
        path = _Path()
        for number, (line, row) in enumerate(zip(lines, tokens, strict=True)):
            end: int | None = None
            for token in row:
                if token.kind == "word" and not token.in_code:
                    gap = None if end is None else line[end : token.start]
                    path.add(self.evidence(token.text, policy), _cost(gap))
                    places.append((number, token.start))
                    end = token.end
        return {place for place, is_foreign in zip(places, path.likeliest(), strict=True) if is_foreign}

    @property
    def _letters(self) -> Letters:
        return letters_of(self.speller.lexicon)

    def evidence(self, text: str, policy: Policy) -> float:
        """By how many nats a word is likelier in another language than in Vietnamese; 0 for abbreviations."""
        found = self._weighed.get((text, policy))
        if found is None:
            found = self._weighed[text, policy] = self._weigh(text, policy)
        return found

    def _weigh(self, text: str, policy: Policy) -> float:
        word = place_tones(text.lower(), "new")
        if len(word) < 2 or (in_capitals(text) and not self._is_word(word)):
            return 0.0
        if not _PLAIN.fullmatch(word):
            return -_MOST
        parts = _PARTS.findall(word)
        foreign = sum(map(self._letters.logprob, parts))
        vietnamese = max(
            self._written(word), self._bare(word, policy), _NAMED + sum(map(self._letters.spelt, parts))
        )
        if foreign > vietnamese:  # so that misreadings, which take long to find, may count
            vietnamese = max(vietnamese, self.speller.misread(text, policy))
        borrowed = word in self.speller.model.ids and not is_syllable(word)
        return min(max(foreign - vietnamese, -_BORROWED if borrowed else -_MOST), _MOST)

    def _is_word(self, word: str) -> bool:
        return word in self.speller.model.variants or self._letters.knows(word)

    def _written(self, word: str) -> float:
        number = self.speller.model.id(word)
        return -np.inf if number == UNKNOWN else float(self.speller.model.logprob[0][number])

    def _bare(self, word: str, policy: Policy) -> float:
        """The log P of a word that lost its marks."""
        variants = self.speller.model.variants.get(word)
        if variants is None:
            return -np.inf
        among = float(np.logaddexp.reduce(self.speller.model.logprob[0][variants.astype(np.intp)]))
        return among if policy.bare else among + _LOST_MARKS


def _cost(gap: str | None) -> float:
    """What a change of language costs behind what stands between two words; None: at the start of a line."""
    if gap is None:
        return _ANEW
    return _BESIDE if _SIGNS.search(gap) else _WITHIN


@dataclass(slots=True)
class _Path:
    """The likeliest languages of the words so far, where the last is Vietnamese and where it is another."""

    lead: float = -_ANEW  # nats by which the path that ends in another language is likelier
    _changed: list[tuple[bool, bool]] = field(default_factory=list)

    def add(self, evidence: float, cost: float) -> None:
        from_foreign, from_vietnamese = self.lead > cost, self.lead < -cost
        self._changed.append((from_foreign, from_vietnamese))
        self.lead = min(max(self.lead, -cost), cost) + evidence

    def likeliest(self) -> list[bool]:
        """For each word whether it is of another language."""
        foreign, found = self.lead > 0, list[bool]()
        for from_foreign, from_vietnamese in reversed(self._changed):
            found.append(foreign)
            foreign = not from_vietnamese if foreign else from_foreign
        return found[::-1]
