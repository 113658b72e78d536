"""Puts right what the rules of spelling alone decide: misplaced tones, wrong spaces, figures and letters in words.

A syllable has one place (hòa and hoà: two) for its tone, and what is no syllable but two that usually go together
has lost a space. No letter is lost, added or made another, but for figures that look like letters; so this is done
in every text, also in one that is right but for such slips.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, product
from statistics import fmean

import numpy as np

from cchc_ocr.changes import Change, replay, then
from cchc_ocr.lexicon import Lexicon, kept
from cchc_ocr.ngram.model import UNKNOWN, Model
from cchc_ocr.ngram.tokens import Token, tokenize
from cchc_ocr.patterns import accented, any_of
from cchc_ocr.repair.memory import Memory
from cchc_ocr.vietnamese import in_capitals, is_syllable, place_tones, tone_in_place

_CERTAIN = 99.0
_LETTERS = re.compile(r"[^\W\d_]+")
_LIKE_LETTERS = {"0": "oO", "1": "liI", "5": "sS"}
_MOST_PARTS = 4  # syllables that are run together
_LONGEST = 30  # letters of a run
_TOGETHER = 1.5  # nats by which a syllable must be likelier behind the one before it than anywhere
_LOOSEST = -0.5  # and so much less likely no one may be
# Occurrences in the corpus of a syllable that words are made of; rarer ones stand in borrowed words, which may be
# written as one: "nilông", "phốtpho".
_COMMON = 500
_RUN = re.compile(r"[^\W_]+")
_SIGN = re.compile(r"[BCDĐGHKLMNPQRSTVX]{2,6}")  # "QĐ", "HĐND": no word, and no piece of one
_LONGEST_SYLLABLE = 7
_RUN_OF_PIECES = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+")
_MOST_PIECES = 7  # of a word: each letter of "nghiêng"
_LEAST_TORN = 2  # pieces of a run that are no words
_LEAST_SURE = 2  # words put together, for pieces that may number items to be taken for pieces
_ONE_LETTER = frozenset("yýở")  # words of one letter; others number items
_UNKNOWN_COST, _ACRONYM_COST = 16.0, 9.0  # nats


@dataclass(frozen=True, slots=True)
class Spelling:
    """The rules of spelling, with the syllables that are known and how they follow one another."""

    model: Model
    lexicon: Lexicon
    _parts: Memory[str, tuple[int, ...]] = field(default_factory=Memory, repr=False)
    _right: Memory[str, bool] = field(default_factory=Memory, repr=False)

    def changes(self, line: str, foreign: frozenset[str] = frozenset()) -> tuple[Change, ...]:
        """The changes to a line (composed), but for words of other languages."""
        made = tuple(self._capitals(line))
        if line.isascii() or all(map(self._is_right, _RUN.findall(line))):
            return made
        for step in (self._torn, self._figures, self._tones, self._glued):
            found = step(replay(line, made))
            made = then(line, made, [change for change in found if foreign.isdisjoint(change.seen.split())])
        return made

    def _capitals(self, line: str) -> Iterator[Change]:
        """The capital of a name of the highlands that looks like a small letter: "huyện la Grai" is Ia Grai.

        "la" is no word that follows a kind of place.
        """
        for seen in _of_highlands(self.lexicon).finditer(line):
            yield Change(seen.start("word"), seen.end("word"), seen["word"], "Ia", ("letters",), _CERTAIN)

    def _is_right(self, run: str) -> bool:
        """Whether a run of letters and figures is a word, or none that rules of spelling say something of."""
        right = self._right.get(run)
        if right is None:
            right = self._right[run] = (
                run.isascii() or bool(_SIGN.fullmatch(run)) or (self._is_word(run) and not _is_torn(run))
            )
        return right

    def _words(self, line: str) -> Iterator[Token]:
        """The words of a line that are none as they stand."""
        for token in tokenize(line):
            if token.kind == "word" and not token.in_code and not self._is_word(token.text):
                yield token

    def _is_word(self, text: str) -> bool:
        word = place_tones(text.lower(), "new")
        return is_syllable(word) or word in self.lexicon.syllables

    def _tones(self, line: str) -> Iterator[Change]:
        counts = self.lexicon.syllables
        for token in tokenize(line):
            if token.kind != "word" or token.in_code or token.text.isascii():
                continue
            placed = tone_in_place(token.text)
            if placed != token.text and counts.get(placed.lower(), 0) >= counts.get(token.text.lower(), 0):
                yield Change(token.start, token.end, token.text, placed, ("tone mark",), _CERTAIN)

    def _figures(self, line: str) -> Iterator[Change]:
        """Figures that stand for letters in words with marks: "đạ0", but neither "A10" nor "chính8" (a note)."""
        for token in self._words(line):
            if any(map(str.isdigit, token.text)) and not token.text.isascii():
                meant = self._lettered(token.text)
                if meant:
                    yield Change(token.start, token.end, token.text, meant, ("letters",), _CERTAIN)

    def _lettered(self, text: str) -> str | None:
        """The commonest syllable that a word with figures may be; None where the figures may be meant."""
        upper = in_capitals(text)
        if text[-1] in "123456789" and self._is_word(text.rstrip("123456789")):
            return None
        choices = [_letters_like(c, upper=upper) for c in text]
        if not all(choices):
            return None
        words = ("".join(letters) for letters in product(*choices))
        counts = self.lexicon.syllables
        best = max(words, key=lambda word: counts.get(word.lower(), 0))
        return best if counts.get(best.lower()) and is_syllable(best) else None

    def _glued(self, line: str) -> Iterator[Change]:
        for token in self._words(line):
            cuts = self._cuts(token.text)
            for start, end in zip((0, *cuts), cuts, strict=False):
                seen = token.text[start:end]
                yield Change(token.start + start, token.start + end, seen, f"{seen} ", ("space",), _CERTAIN)

    def _cuts(self, text: str) -> tuple[int, ...]:
        """Where syllables that were run together part; () where it is one word, or no sure ones."""
        cuts = self._parts.get(text)
        if cuts is None:
            cuts = self._parts[text] = self._best_cuts(text) if _may_be_glued(text) else ()
        return cuts

    def _best_cuts(self, text: str) -> tuple[int, ...]:
        found = list(_parted(place_tones(text.lower(), "new"), _common(self.lexicon)))
        odds, parts = max(((self._togetherness(parts), parts) for parts in found), default=(0.0, ()))
        return tuple(accumulate(len(part) for part in parts[:-1])) if odds > _TOGETHER else ()

    def _togetherness(self, parts: Sequence[str]) -> float:
        """The log-odds of each syllable behind those before it, against anywhere, on average."""
        ids = [np.array([self.model.id(part)], np.uint64) for part in parts]
        if len(ids) < 2 or any(int(one[0]) == UNKNOWN for one in ids):
            return -np.inf
        scores = (float(self.model.score(ids[max(0, at - 2) : at], ids[at])[0]) for at in range(1, len(ids)))
        alone = (float(self.model.logprob[0][one[0]]) for one in ids[1:])
        odds = [together - apart for together, apart in zip(scores, alone, strict=True)]
        return fmean(odds) if min(odds) > _LOOSEST else -np.inf

    def _torn(self, line: str) -> Iterator[Change]:
        """Words whose letters stand apart, alone or in groups: "Th ự c hi ệ n"."""
        for run in _RUN_OF_PIECES.finditer(line):
            pieces = [match.span() for match in _LETTERS.finditer(line, *run.span())]
            texts = [line[start:end] for start, end in pieces]
            if any(map(_is_fragment, texts)) and sum(map(_is_torn, texts)) >= _LEAST_TORN:
                for first, last in self._joined(texts):
                    start, end = pieces[first][0], pieces[last][1]
                    seen = line[start:end]
                    yield Change(start, end, seen, seen.replace(" ", ""), ("joined",), _CERTAIN)

    def _joined(self, texts: Sequence[str]) -> list[tuple[int, int]]:
        """The first and last piece of each word that pieces make: those that make the likeliest words."""
        best: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())]
        for end in range(1, len(texts) + 1):
            ways = (
                (best[start][0] + self._cost(texts[start:end]), (*best[start][1], (start, end - 1)))
                for start in range(max(0, end - _MOST_PIECES), end)
            )
            best.append(min(ways))
        found = [(first, last) for first, last in best[-1][1] if any(map(_is_torn, texts[first : last + 1]))]
        joined = [(first, last) for first, last in found if first < last]
        sure = [word for word in joined if any(map(_is_fragment, texts[word[0] : word[1] + 1]))]
        return joined if len(sure) >= _LEAST_SURE else sure

    def _cost(self, pieces: Sequence[str]) -> float:
        """How unlikely it is that pieces are one word, in nats."""
        word = "".join(pieces)
        if len(pieces) > 1 and word in self.lexicon.acronyms:
            return _ACRONYM_COST + len(pieces)
        number = self.model.id(place_tones(word.lower(), "new"))
        if len(pieces) == 1:
            return _UNKNOWN_COST if number == UNKNOWN or _is_torn(word) else -float(self.model.logprob[0][number])
        cased = word[1:].islower() or word.isupper()
        if number == UNKNOWN or not cased or not is_syllable(word):
            return np.inf
        return -float(self.model.logprob[0][number]) + len(pieces)


def _is_torn(piece: str) -> bool:
    """Whether a piece is no syllable, or one of a letter: "Th", "n", "ệ"."""
    return not is_syllable(piece) or (len(piece) == 1 and piece.lower() not in _ONE_LETTER)


def _is_fragment(piece: str) -> bool:
    """Whether a piece is torn, and none of the letters that number items: "h và i"."""
    return _is_torn(piece) and not (len(piece) == 1 and piece.isascii())


@kept
def _common(lexicon: Lexicon) -> frozenset[str]:
    """The syllables that most words are made of."""
    return frozenset(word for word, count in lexicon.syllables.items() if count >= _COMMON and is_syllable(word))


def _letters_like(sign: str, *, upper: bool) -> str:
    """The letters that a sign of a word may be; "" where it is none."""
    if sign.isalpha():
        return sign
    return "".join(letter for letter in _LIKE_LETTERS.get(sign, "") if letter.isupper() == upper)


@kept
def _of_highlands(lexicon: Lexicon) -> re.Pattern[str]:
    """ "la" between a kind of place and a name: "xã la Dom"."""
    kinds = any_of(kind.name for kind in lexicon.place_kinds)
    return accented(rf"\b(?i:{kinds}) (?P<word>la) (?=[A-ZĐ])")


def _may_be_glued(text: str) -> bool:
    """Names of things ("eOffice") and words without marks, which may be of another language, are left whole."""
    cased = text.islower() or text.isupper() or text[1:].islower()
    return text.isalpha() and not text.isascii() and cased and len(text) <= _LONGEST


def _parted(word: str, known: Container[str], most: int = _MOST_PARTS) -> Iterator[tuple[str, ...]]:
    """All ways to part a word into known syllables, ``most`` at most.

    >>> list(_parted("kếtquả", {"kết", "quả", "kế", "t"}))
    [('kết', 'quả')]
    """
    if word in known:
        yield (word,)
    if most > 1:
        for cut in range(2, min(_LONGEST_SYLLABLE, len(word) - 2) + 1):
            if word[:cut] in known:
                yield from ((word[:cut], *rest) for rest in _parted(word[cut:], known, most - 1))
