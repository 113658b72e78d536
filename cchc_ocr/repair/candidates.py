"""The words that may have been meant by what was seen, as slots of a lattice."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import numpy as np

from cchc_ocr import channel, lexicon
from cchc_ocr.channel import Channel
from cchc_ocr.ngram.lattice import Slot
from cchc_ocr.ngram.model import UNKNOWN, Model
from cchc_ocr.ngram.tokens import Token
from cchc_ocr.ngram.training import case_of
from cchc_ocr.repair.policy import Policy
from cchc_ocr.vietnamese import bare, place_tones

_CASE_WEIGHT = 0.5
_CHANNEL_WEIGHT = 1.0
_MOST = 24  # misreadings looked at for one word
_BEHIND = 11.0  # log-odds below the likeliest (channel and frequency) at which a misreading is left out
_NO_WEIGHT = np.zeros(1, np.float32)
_NOTHING = np.zeros(0, np.uint64)


@dataclass(frozen=True, slots=True)
class Speller:
    """Makes the slots for tokens; the same token is looked up once."""

    model: Model
    _slots: dict[tuple[object, ...], Slot] = field(default_factory=dict, repr=False)

    def slot(self, token: Token, policy: Policy, *, cased: bool) -> Slot:
        """The candidates for a token; ``cased`` where its capital or small letter says something."""
        if token.kind != "word":
            key: tuple[object, ...] = (token.kind,)
        else:
            key = (token.text, token.in_code, policy, cased)
        if key not in self._slots:
            self._slots[key] = self._new_slot(token, policy, cased=cased)
        return self._slots[key]

    def seen(self, token: Token) -> int:
        """The number of the word as it stands."""
        return self.model.id(place_tones(token.text.lower(), "new"))

    def _new_slot(self, token: Token, policy: Policy, *, cased: bool) -> Slot:
        if token.kind != "word":
            return Slot(np.array([self.model.id(f"<{token.kind}>")], np.uint64), _NO_WEIGHT)
        found = self._candidates(token, policy)
        symbols = np.array(list(found), np.uint64)
        weights = np.array(list(found.values()), np.float32)
        if cased:
            weights += _CASE_WEIGHT * self.model.case[symbols.astype(np.intp), case_of(token.text)]
        return Slot(symbols, weights)

    def _candidates(self, token: Token, policy: Policy) -> dict[int, float]:
        """Symbol numbers and log-weights of the words that may have been meant."""
        seen = place_tones(token.text.lower(), "new")
        itself = self.model.id(seen)
        if token.in_code:
            return {itself: 0.0} | (self._with_d(seen) if policy.engine == "eng" else {})
        if len(seen) == 1 and policy.engine == "vie":  # a), b), c): nothing tells which was meant
            return {itself: 0.0}
        if policy.digits_stay and any(c.isdigit() for c in seen):
            return {itself: 0.0}
        if policy.bare and seen.isascii():
            variants = self.model.variants.get(seen, _NOTHING).tolist()
            if variants:
                return dict.fromkeys(variants, 0.0)
        return self._misread(token.text, itself, policy)

    def _with_d(self, seen: str) -> dict[int, float]:
        """Signs that differ in the bar of a Đ only: "QD" (QĐ)."""
        variants = self.model.variants.get(bare(seen), _NOTHING).tolist()
        return {k: 0.0 for k in variants if self.model.words[k].replace("đ", "d") == seen.replace("đ", "d")}

    def _misread(self, text: str, itself: int, policy: Policy) -> dict[int, float]:
        scores = _channel(policy.engine).candidates(text)
        ranked = [(self.model.id(word), _CHANNEL_WEIGHT * score) for word, score in scores if word in self.model.ids]
        stay = policy.stay_unknown if itself == UNKNOWN else policy.stay
        found = {itself: dict(ranked).get(itself, 0.0) + stay}
        frequent = [(score + float(self.model.logprob[0][k]), k, score) for k, score in ranked if k != itself]
        best = max((total for total, _, _ in frequent), default=0.0)
        kept = sorted((x for x in frequent if x[0] > best - _BEHIND), reverse=True)[:_MOST]
        return found | {k: score for _, k, score in kept}


@cache
def _channel(engine: str) -> Channel:
    dictionaries = lexicon.load()
    return channel.of_engine(dictionaries.emissions, engine, tuple(dictionaries.syllables))
