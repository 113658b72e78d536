"""Finds, for each token that was seen, the words that may have been meant, as slots of a lattice."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from cchc_ocr.lexicon import Lexicon
from cchc_ocr.ngram.lattice import Slot
from cchc_ocr.ngram.model import UNKNOWN, Model
from cchc_ocr.ngram.tokens import UNWRITTEN, Token, symbol
from cchc_ocr.ngram.training import case_of
from cchc_ocr.repair import channel
from cchc_ocr.repair.channel import Channel
from cchc_ocr.repair.memory import Memory
from cchc_ocr.repair.policy import Policy
from cchc_ocr.vietnamese import bare, is_syllable, place_tones

_CASE_WEIGHT = 0.5
_MOST = 24  # misreadings looked at for one word
_BEHIND = 11.0  # log-odds below the likeliest (channel and frequency) at which a misreading is left out
_NOTE = re.compile(r"([^\W\d_]{2,})(\d{1,2})")  # "chính8": the number of a note
_ODD = re.compile(f"[{UNWRITTEN}]")
_NOBODY_WRITES = -8.0  # log-odds of a word with such a sign in it; -16 changes nothing more in read-back print
_SHORTEST_SPLIT = 5
_LONGEST = 24  # characters of two long syllables misread at their longest; what is longer is no word
_LOST_SPACE = -6.0  # log P(a space is lost): one in 400 in read-back print
_UNSPLIT = {"eng": 0.0, "vie": 4.0}
_NO_WEIGHT = np.zeros(1, np.float32)
_FIGURE = re.compile(r"\d{1,3}")  # "80" (sở), "168" (lệ): longer runs of digits are no syllable
# A word that is seen as a figure loses every letter at once, which the channel, learned letter by letter, holds to
# be next to impossible: "lệ" as "168" is 24 nats. Weighed with 0.6 the words of figures known to be words come
# within 10 nats (with 0.7 within 12), and of 821 figures of good text none is likelier as a word.
_AS_FIGURE, _LEAST_AS_FIGURE, _MOST_AS_FIGURE = 0.6, -30.0, 300
_Y_AS_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_NOTHING = np.zeros(0, np.uint64)


class Misreadings(NamedTuple):
    """Words that a text may be a misreading of: log-weights by number, without that of the text as it stands.

    ``itself`` is the log-weight of the text as the word it spells, as far as the channel tells.
    """

    itself: float
    others: dict[int, float]


@dataclass(frozen=True, slots=True)
class Speller:
    """Makes the slots for tokens; what was looked up lately is not looked up again.

    What engines see of letters, and which words there are, comes from ``lexicon``: the user's own ones count.
    """

    model: Model
    lexicon: Lexicon
    _channels: dict[str, Channel] = field(default_factory=dict, repr=False)
    _slots: Memory[tuple[object, ...], Slot] = field(default_factory=Memory, repr=False)
    _misreadings: Memory[tuple[str, int, str, float, int], Misreadings] = field(default_factory=Memory, repr=False)
    _numbers: Memory[str, int] = field(default_factory=Memory, repr=False)
    _likeliest: Memory[tuple[str, Policy], tuple[float, int]] = field(default_factory=Memory, repr=False)
    _cuts: Memory[tuple[str, Policy], int] = field(default_factory=Memory, repr=False)

    def slot(self, token: Token, policy: Policy, *, cased: bool, trust: float = 0.0) -> Slot:
        """The candidates for a token; ``cased`` means that its case is evidence.

        ``trust`` is the log-odds, from the engine's confidence, that the token is right; it is added to that of
        the policy.
        """
        if may_be_word(token, policy):
            key: tuple[object, ...] = (token.kind, token.text)
        elif token.kind != "word":
            key = (symbol(token),)
        else:
            key = (token.text, token.in_code, policy, cased, trust)
        slot = self._slots.get(key)
        if slot is None:
            slot = self._slots[key] = self._new_slot(token, policy, cased=cased, trust=trust)
        return slot

    def seen(self, token: Token) -> int:
        """The number of the word as it stands."""
        number = self._numbers.get(token.text)
        if number is None:
            number = self._numbers[token.text] = self.model.id(place_tones(token.text.lower(), "new"))
        return number

    def split(self, token: Token, policy: Policy) -> list[Token]:
        """The token, or the two that it was: a word and the number of its note, or two words run together."""
        if token.kind != "word" or token.in_code or self.seen(token) != UNKNOWN:
            return [token]
        note = _NOTE.fullmatch(token.text) if policy.digits_stay else None
        if note:
            word, number = _cut(token, note.end(1))
            return [word, replace(number, kind="number")]
        cut = self._lost_space(token.text, policy) if policy.spaces else 0
        if not cut:
            return [token]
        left, right = _cut(token, cut)
        return [replace(left, glued=True), right]

    def _channel(self, engine: str) -> Channel:
        """What an engine's recognition data make of the words of the lexicon; made when first asked for."""
        if engine not in self._channels:
            words = tuple(self.lexicon.syllables)
            self._channels[engine] = channel.of_engine(self.lexicon.emissions, engine, words)
        return self._channels[engine]

    def _lost_space(self, text: str, policy: Policy) -> int:
        """Where two words explain what was seen better than one does, the lost space counted in; 0 where not."""
        cut = self._cuts.get((text, policy))
        if cut is None:
            cut = self._find_cut(text, policy) if _may_be_glued(text, policy) else 0
            self._cuts[text, policy] = cut
        return cut

    def _find_cut(self, text: str, policy: Policy) -> int:
        one, _ = self._best(text, policy)
        best, found = one + _UNSPLIT[policy.engine], 0
        for cut in range(2, len(text) - 1):
            (first, left), (second, right) = self._best(text[:cut], policy), self._best(text[cut:], policy)
            total = first + second + _association(self.model, left, right) + _LOST_SPACE
            if total > best:
                best, found = total, cut
        return found

    def fixed(self, word: str) -> Slot:
        """The slot of a word that is certain."""
        return Slot(np.array([self.model.id(word)], np.uint64), _NO_WEIGHT)

    def misread(self, text: str, policy: Policy) -> float:
        """The log P of the likeliest word that was seen as a text, by channel and frequency."""
        return self._best(text, policy)[0]

    def _best(self, text: str, policy: Policy) -> tuple[float, int]:
        """The likeliest single word for a text, by channel and frequency: log-weight and number."""
        best = self._likeliest.get((text, policy))
        if best is None:
            found = self._misread(text, place_tones(text.lower(), "new"), UNKNOWN, policy)
            weighed = [(w + float(self.model.logprob[0][k]), k) for k, w in found.items() if k != UNKNOWN]
            best = self._likeliest[text, policy] = max(weighed, default=(-99.0, UNKNOWN))
        return best

    def _new_slot(self, token: Token, policy: Policy, *, cased: bool, trust: float) -> Slot:
        if may_be_word(token, policy):
            return self._figure(token)
        if token.kind != "word":
            return Slot(np.array([self.model.id(symbol(token))], np.uint64), _NO_WEIGHT)
        found = self._candidates(token, policy)
        if trust and len(found) > 1:
            found[self.seen(token)] += trust
        symbols = np.array(list(found), np.uint64)
        weights = np.array(list(found.values()), np.float32)
        if cased:
            weights += _CASE_WEIGHT * self.model.case[symbols.astype(np.intp), case_of(token.text)]
        return Slot(symbols, weights)

    def _figure(self, token: Token) -> Slot:
        """A figure, first, and the words that may have been misread as it."""
        words = self._channel("eng").candidates(token.text, _LEAST_AS_FIGURE, _MOST_AS_FIGURE)
        found = {self.model.id(symbol(token)): 0.0}
        found |= {self.model.ids[w]: _AS_FIGURE * score for w, score in words if w in self.model.ids}
        return Slot(np.array(list(found), np.uint64), np.array(list(found.values()), np.float32))

    def _candidates(self, token: Token, policy: Policy) -> dict[int, float]:
        """Symbol numbers and log-weights of the words that may have been meant."""
        seen = place_tones(token.text.lower(), "new")
        itself = self.model.id(seen)
        if token.in_code:
            return {itself: 0.0} | (self._with_d(seen) if policy.engine == "eng" else {})
        if len(seen) == 1 and policy.engine == "vie":  # a), b), c): nothing tells which was meant
            return {itself: 0.0}
        if len(seen) > _LONGEST or (policy.digits_stay and any(c.isdigit() for c in seen)):
            return {itself: 0.0}
        if policy.bare and seen.isascii():
            variants = self.model.variants.get(seen, _NOTHING).tolist()
            if variants:
                return dict.fromkeys(variants, 0.0)
        return self._misread(token.text, seen, itself, policy)

    def _with_d(self, seen: str) -> dict[int, float]:
        """The signs that may have lost the bar of a Đ: "QD" (QĐ). Engines do not invent a bar."""
        variants = self.model.variants.get(bare(seen), _NOTHING).tolist()
        pairs = {k: zip(seen, self.model.words[k], strict=True) for k in variants}
        return {k: 0.0 for k, letters in pairs.items() if all(a == b or (a, b) == ("d", "đ") for a, b in letters)}

    def _misread(self, text: str, seen: str, itself: int, policy: Policy) -> dict[int, float]:
        stay = policy.stay_unknown if itself == UNKNOWN else policy.stay
        if policy.engine == "eng" and _ODD.search(seen):
            stay += _NOBODY_WRITES
        # How sure a word must be of itself is another in every document, what it may be misread from is not.
        key = (text, itself, policy.engine, policy.weight, policy.most_lost)
        found = self._misreadings.get(key)
        if found is None:
            found = self._misreadings[key] = self._misread_as(text, seen, itself, policy)
        return {itself: found.itself + stay} | found.others

    def _misread_as(self, text: str, seen: str, itself: int, policy: Policy) -> Misreadings:
        ids, with_i, most_lost = self.model.ids, _with_i(seen), policy.most_lost
        scores = [(word, score) for word, score in self._channel(policy.engine).candidates(text) if word in ids]
        # Nothing becomes its other spelling: kĩ and kỹ, lí and lý are both right.
        scores = [(w, s) for w, s in scores if _is_as_long(w, seen, most_lost)]
        ranked = [(ids[w], policy.weight * score) for w, score in scores if w == seen or _with_i(w) != with_i]
        frequent = [(score + float(self.model.logprob[0][k]), k, score) for k, score in ranked if k != itself]
        best = max((total for total, _, _ in frequent), default=0.0)
        kept = sorted((x for x in frequent if x[0] > best - _BEHIND), reverse=True)[:_MOST]
        return Misreadings(dict(ranked).get(itself, 0.0), {k: score for _, k, score in kept})


def may_be_word(token: Token, policy: Policy) -> bool:
    """Whether a figure may be a misread word: a short one, where letters were misread at all."""
    short = token.kind == "number" and not token.in_code and _FIGURE.fullmatch(token.text) is not None
    return short and not policy.bare


def _is_as_long(word: str, seen: str, most_lost: int) -> bool:
    """Whether a word has as many letters as was seen, but for those that may be lost or added.

    In clean text no syllable is one letter with another one too many.
    """
    apart = abs(len(word) - len(seen))
    if most_lost == 1 and apart and len(word) == 1 and is_syllable(seen):
        return False
    return apart <= most_lost


@lru_cache(maxsize=20_000)
def _with_i(word: str) -> str:
    return word.translate(_Y_AS_I)


def _may_be_glued(text: str, policy: Policy) -> bool:
    """Names of things ("eOffice", "Windows") and words with digits are left whole."""
    letters = text.isalpha() and (text.islower() or text.isupper() or text[1:].islower())
    return letters and _SHORTEST_SPLIT <= len(text) <= _LONGEST and not (policy.engine == "vie" and text.isascii())


def _cut(token: Token, length: int) -> tuple[Token, Token]:
    middle = token.start + length
    left = replace(token, end=middle, text=token.text[:length])
    return left, replace(token, start=middle, text=token.text[length:])


def _association(model: Model, left: int, right: int) -> float:
    """The log-odds of the second word after the first, against anywhere (pointwise mutual information)."""
    pair = [np.array([k], np.uint64) for k in (left, right)]
    return float(model.score(pair[:1], pair[1])[0] - model.logprob[0][right])
