"""Decides how much repair may change, by the look of a text."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from cchc_ocr.ngram.model import Model
from cchc_ocr.ngram.tokens import Token
from cchc_ocr.vietnamese import bare, in_capitals, is_syllable, place_tones

Strength = Literal["careful", "normal", "bold", "none"]
Sureness = tuple[tuple[int, float], ...]  # where the words of a line start, and the engine's confidence in each

_CLEAN = 6.0
_MOST_LOST = 24  # letters: of what was misread, the channel decides
# Odd words taken to stand among a hundred more. With 0.2, 0.35, 0.5: in lone lines 0, 0, 1 of 11,297 right
# words is changed, and the WER of worn print falls from 6.1 to 2.3, 1.9, 1.8 %.
_PRIOR = 0.35
_FEW = 50  # words of which some strange ones say nothing


@dataclass(frozen=True, slots=True)
class Policy:
    """How the words of a line are taken.

    ``engine`` names the channel ("vie", "eng"), ``weight`` is how much it counts beside the language model (below
    1: the letters of a word are not misread independently of one another). ``bare``: only diacritics were lost.
    ``stay`` is the log-odds that a change to a word of the language must overcome besides those of the channel,
    ``stay_unknown`` the same for what is no word.
    """

    engine: str
    weight: float
    bare: bool
    stay: float
    stay_unknown: float

    @property
    def spaces(self) -> bool:
        """Whether lost spaces are put back: only where letters were misread too; clean text is right as it is."""
        return not self.bare and self.stay < _CLEAN

    @property
    def most_lost(self) -> int:
        """How many letters of a word may be lost or added: in clean text no more than a slip of the hand makes."""
        return 1 if not self.bare and self.stay >= _CLEAN else _MOST_LOST

    @property
    def digits_stay(self) -> bool:
        """A digit inside a word is a misread letter only where the engine misread most letters."""
        return self.bare or self.engine == "vie"


@dataclass(frozen=True, slots=True)
class Looks:
    """What a text looks like: how many words, the share with diacritics, the share in lines that are garbled.

    ``strange`` is the share of words with the letters of no word: names of things, or letters misread.

    ``noise`` is the share of what nobody writes: unknown words with diacritics, digits or odd characters in them.
    It is below 0.001 in clean text and above 0.006 on every page that was read from a scan; of a few words, which
    show little, it is taken to be between.
    """

    words: int
    accented: float
    garbled: float
    strange: float
    noise: float

    @staticmethod
    def of(lines: Sequence[Sequence[Token]], model: Model) -> Looks:
        """Counts words of two letters and more, but for those of document numbers."""
        seen = Counter(t.text for t in _words(lines))
        count = Counter[str]()
        for text, n in seen.items():
            count[place_tones(text.lower(), "new")] += n
        strange = sum(n for text, n in seen.items() if _is_strange(text, model))
        unknown = {word: n for word, n in count.items() if word not in model.ids}
        total = count.total()
        accented = sum(n for word, n in count.items() if not word.isascii())
        noise = sum(n for word, n in unknown.items() if not (word.isascii() and word.isalpha()))
        garbled = sum(len(words) for words in (_words([line]) for line in lines) if is_garbled(words, model))
        shares = (accented / max(total, 1), garbled / max(total, 1), strange / (total + _FEW))
        return Looks(total, *shares, (noise + _PRIOR) / (total + 100))


# Share of the words of correct Vietnamese text that carry a diacritic: 0.80 in the corpus of laws, below 0.6 on no
# stretch of 300 words of it. Read without Vietnamese data, about half do, and a fifth is no word of any language.
_BARE_BELOW = 0.05
_GARBLED_BELOW = 0.62
_NOISY_ABOVE = 0.05
_STRANGE_ABOVE = 0.06  # 0.012 on the strangest page of correct text without diacritics, 0.19 where it was misread
_BARE_LINE = 4  # words without diacritics that make a line of a good text one that lost them
_STRANGE_LINE = 0.25  # the same in one line of a text without diacritics
_MOSTLY = 0.5
# A line is garbled by itself where spelt words have lost their diacritics and others are no words at all. Lines of
# another language have words that are none here, but no figures and signs within them.
_SPELT = 4
_ACCENTED_BELOW = 0.4
_MISSPELT_ABOVE = 0.12

_READ = 0.005  # from 0.006 on a right word is changed, too, with 0.004 fewer wrong ones are mended

_NORMAL = Policy("eng", 1.0, bare=False, stay=0.0, stay_unknown=-14.0)
_BOLD = Policy("eng", 1.0, bare=True, stay=6.0, stay_unknown=2.0)


def _careful(noise: float) -> Policy:
    """The cleaner a text is, the more a change must be worth: 24 nats at a noise of 0.0001, 2 from 0.008 on.

    Found on held-out lines of the corpus (harm) and on print that was worn and read again (gain).
    """
    stay = 2.0 + 5.0 * max(0.0, math.log(0.008 / noise))
    return Policy("vie", 0.8, bare=False, stay=stay, stay_unknown=stay - 4.0)


def noise_of(looks: Looks, sureness: Sureness) -> float:
    """The noise of a line: a page that was read is no cleaner than ``_READ``, for most misreadings are words."""
    return max(looks.noise, _READ) if any(confidence < 1.0 for _, confidence in sureness) else looks.noise


def strength_of(looks: Looks) -> Strength:
    """The strength that fits a text: bold without diacritics, normal where it is garbled, else careful."""
    if looks.garbled > _MOSTLY or (looks.accented < _GARBLED_BELOW and looks.noise > _NOISY_ABOVE):
        return "normal"
    if looks.words and looks.accented < _BARE_BELOW:
        return "normal" if looks.strange > _STRANGE_ABOVE else "bold"
    return "careful"


def policy_of(line: Sequence[Token], strength: Strength, noise: float, model: Model, *, free: bool) -> Policy:
    """The policy for one line: a line of a good text may have lost its diacritics, or be garbled, by itself.

    ``free``: the strength was not asked for, so that a garbled line need not be treated as the text is.
    """
    words = _words([line])
    if strength == "bold":
        return _NORMAL if free and _is_misread(words, model) else _BOLD
    if strength == "careful" and has_lost_marks(words, model):
        return _BOLD
    if strength == "normal" or (free and is_garbled(words, model)):
        return _NORMAL
    return _careful(noise)


def has_lost_marks(words: Sequence[Token], model: Model) -> bool:
    """Whether words of a text with diacritics are so many without any that they have lost them."""
    plain = (word.text.isascii() and bare(word.text.lower()) in model.variants for word in words)
    return len(words) >= _BARE_LINE and all(plain)


def _is_misread(words: Sequence[Token], model: Model) -> bool:
    """Whether a line without diacritics was misread besides: some words are none, and not all of them names."""
    strange = [word.text for word in words if _is_strange(word.text, model)]
    return len(strange) >= max(2, _STRANGE_LINE * len(words)) and any(map(str.islower, strange))


def is_garbled(words: Sequence[Token], model: Model) -> bool:
    """Whether the words of a line were misread by an engine that does not know Vietnamese."""
    plain = [place_tones(word.text.lower(), "new") for word in words if not in_capitals(word.text)]
    spelt = [word for word in plain if is_syllable(word) or word in model.variants]
    misspelt = [word for word in plain if word not in model.ids and word not in spelt]
    odd = any(not (word.isascii() and word.isalpha()) for word in misspelt)
    if odd and len(plain) > 1 and all(word not in model.ids and bare(word) in model.variants for word in plain):
        return True  # "truc tuyén": few words, none of them right
    if len(spelt) < _SPELT or len(misspelt) < 2 or not odd:
        return False
    accented = sum(not word.isascii() for word in spelt)
    return accented < _ACCENTED_BELOW * len(spelt) and len(misspelt) > _MISSPELT_ABOVE * len(plain)


# How many nats a word may be behind the figure as which it was seen, for the figure to be doubted. Of 821 figures
# of good text no word is likelier than a figure; beside misread words those that were words come within 10.
_DOUBTED_BELOW, _DOUBTED_BESIDE = 0.0, 10.0
_NEAR = 2  # words to either side


def doubted_below(line: Sequence[Token], at: int, policy: Policy, model: Model) -> float:
    """By how many nats a figure must be likelier than the word that it may be, so that it is believed.

    ``at`` is the number of the figure in its line. What was misread around it counts against it.
    """
    near = _words([[*line[max(0, at - _NEAR) : at], *line[at + 1 : at + 1 + _NEAR]]])
    misread = any(word.text.islower() and not _is_word(word.text, model) for word in near)
    return _DOUBTED_BESIDE if policy.engine == "eng" or misread else _DOUBTED_BELOW


def _is_word(text: str, model: Model) -> bool:
    word = place_tones(text.lower(), "new")
    return word in model.ids or word in model.variants or is_syllable(word)


def _is_strange(text: str, model: Model) -> bool:
    return not in_capitals(text) and bare(text.lower()) not in model.variants


def _words(lines: Sequence[Sequence[Token]]) -> list[Token]:
    return [t for line in lines for t in line if t.kind == "word" and len(t.text) > 1 and not t.in_code]


# Confidence of tesseract's words with Vietnamese data, and how far the odds that such a word is right are from
# those of all words (natural logarithm): 11,605 words of worn pages whose text is known.
_CONFIDENCE = (0.0, 0.5, 0.8, 0.89, 0.92, 0.96, 1.0)
_LOG_ODDS = (-5.0, -3.5, -2.6, -2.0, -0.3, 1.3, 1.3)


def trust(confidence: float) -> float:
    """The log-odds to add for an engine's confidence, which is rounded to tenths; 0 for text that no engine read.

    >>> [trust(confidence) for confidence in (0.4, 0.85, 0.97, 1.0)]
    [-3.8, -2.3, 1.3, 0.0]
    """
    if confidence >= 1.0:
        return 0.0
    return round(float(np.interp(confidence, _CONFIDENCE, _LOG_ODDS)), 1)
