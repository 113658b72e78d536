"""P(seen | meant): which words an engine may have misread as what it saw, and how likely each is.

Every letter that was meant emits up to three characters, independently of its neighbours: itself, another shape
("ô" -> "6"), two ("ủ" -> "ii") or none. The chances are learned from lines whose truth is known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cchc_ocr.lexicon import Emission
from cchc_ocr.ngram.model import Floats
from cchc_ocr.repair.memory import Memory
from cchc_ocr.vietnamese import bare, in_capitals, is_syllable

LetterCounts = NDArray[np.float64]
LetterStep = tuple[NDArray[np.intp], NDArray[np.intp]]
LetterSteps = tuple[LetterStep, ...]

LONGEST = 3  # characters that one letter may be seen as
NEVER = np.float32(-30.0)
_LETTERS = (
    "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệfghiíìỉĩịjklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvwxyýỳỷỹỵz0123456789&"
)
ALPHABET = _LETTERS + "".join(c.upper() for c in _LETTERS if c.isalpha())
_EXACT = np.array(list(ALPHABET))
_BARE = np.array(list(bare(ALPHABET)))
_BASES = np.array(list(bare(ALPHABET).lower()))
_INDEX = {letter: number for number, letter in enumerate(ALPHABET)}
_NOTHING = len(ALPHABET)  # the filler behind short words: emits nothing, surely
_FAMILY = np.unique(np.append(_BARE, "\0"), return_inverse=True)[1]
_HEAD = re.compile(r"[bcdđghklmnpqrstvx]+|.")

# What was never seen in learning is guessed from the shape of the letter, from what other letters of the same base
# are seen as ("ũ" from u, ù, ủ, ư ...) and, for a mark that stands for no letter, from all such marks together.
# Shares of a letter's probability, and the weight of the guess in occurrences; found on read-back print.
_SHAPE = {"itself": 0.9, "bare": 0.05, "same base": 0.002, "lost": 0.002, "anything": 2e-5}
_EXTRA = 2e-3  # two characters or three of which one alone would do
_FAMILY_SHARE = 0.5
_ODD_SHARE = 0.1
_GUESS_WEIGHT = 8.0


class Emissions:
    """log P(seen string | letter meant), for all letters at once."""

    def __init__(self, learned: Iterable[Emission] = ()) -> None:
        self._counts: dict[str, LetterCounts] = defaultdict(lambda: np.zeros(len(ALPHABET) + 1))
        for emission in learned:
            letter = _INDEX.get(emission.meant)
            if letter is not None and len(emission.seen) <= LONGEST:
                self._counts[emission.seen][letter] += emission.count
        self._totals = sum(self._counts.values(), np.zeros(len(ALPHABET) + 1))
        self._family_totals = _by_family(self._totals)
        odd = [counts for seen, counts in self._counts.items() if _is_odd(seen)]
        self._odd = sum(odd, np.zeros(len(ALPHABET) + 1)) / (self._totals + 1)
        self._vectors = Memory[str, Floats]()

    def log_probs(self, seen: str) -> Floats:
        """log P(seen | letter) for every letter of ``ALPHABET`` and the filler."""
        vector = self._vectors.get(seen)
        if vector is None:
            vector = self._vectors[seen] = self._compute(seen)
        return vector

    def cost(self, letter: str, seen: str) -> float:
        """-log P(seen | letter), in nats; that of what never happens for a letter outside of ``ALPHABET``."""
        at = _INDEX.get(letter)
        return float(-(NEVER if at is None else self.log_probs(seen)[at]))

    def _compute(self, seen: str) -> Floats:
        counts = self._counts.get(seen, np.zeros(len(ALPHABET) + 1))
        family = _by_family(counts) / (self._family_totals + 20)
        guess = _shape(seen) + _FAMILY_SHARE * family + (_ODD_SHARE * self._odd if _is_odd(seen) else 0)
        logs = np.log((counts + _GUESS_WEIGHT * guess) / (self._totals + _GUESS_WEIGHT))
        logs[_NOTHING] = NEVER if seen else 0.0
        return np.maximum(logs, NEVER).astype(np.float32)


def _is_odd(seen: str) -> bool:
    return len(seen) == 1 and not seen.isalpha()


def _by_family(counts: LetterCounts) -> LetterCounts:
    """For each letter the sum over all letters of its base and case."""
    sums = np.bincount(_FAMILY, weights=counts)
    return np.asarray(sums[_FAMILY])


def _shape(seen: str) -> LetterCounts:
    if not seen:
        return np.full(len(ALPHABET) + 1, _SHAPE["lost"])
    if len(seen) > 1:
        return np.asarray(np.maximum(_shape(seen[0]), _shape(seen[1:])) * _EXTRA)
    shares = np.full(len(ALPHABET) + 1, _SHAPE["anything"])
    base = bare(seen)
    shares[:-1][base.lower() == _BASES] = _SHAPE["same base"]
    shares[:-1][seen == _BARE] = _SHAPE["bare"]
    shares[:-1][seen == _EXACT] = _SHAPE["itself"]
    return shares


@dataclass(frozen=True, slots=True)
class Channel:
    """Candidates among ``words`` (lower case) for what an engine saw.

    Words are kept as a head (the consonants they begin with, or the first vowel) and a tail, since few heads and
    tails make all words.
    """

    words: tuple[str, ...]
    emissions: Emissions
    _heads: Shapes = field(repr=False)
    _tails: Shapes = field(repr=False)
    _head_of: NDArray[np.intp] = field(repr=False)
    _tail_of: NDArray[np.intp] = field(repr=False)
    _found: Memory[tuple[str, float, int], list[tuple[str, float]]] = field(default_factory=Memory, repr=False)

    @staticmethod
    def over(words: Sequence[str], emissions: Emissions) -> Channel:
        """A channel for the Vietnamese syllables among these words; others are never guessed at."""
        known = tuple(word for word in words if is_syllable(word))
        cut = [len(_HEAD.match(word).group()) for word in known]  # type: ignore[union-attr]
        heads, head_of = _distinct([word[:k] for word, k in zip(known, cut, strict=True)])
        tails, tail_of = _distinct([word[k:] for word, k in zip(known, cut, strict=True)])
        begin, end = Shapes.of(heads, forward=True), Shapes.of(tails, forward=False)
        return Channel(known, emissions, begin, end, head_of, tail_of)

    def scores(self, seen: str) -> Floats:
        """log P(seen | word) for every word, written in the case that ``seen`` is in."""
        return _met(*self._parts(seen), self._head_of, self._tail_of)

    def candidates(self, seen: str, least: float = -16.0, most: int = 60) -> list[tuple[str, float]]:
        """The likeliest words for what was seen, with log P(seen | word); best first."""
        found = self._found.get((seen, least, most))
        if found is None:
            found = self._found[seen, least, most] = self._search(seen, least, most)
        return found

    def _search(self, seen: str, least: float, most: int) -> list[tuple[str, float]]:
        heads, tails = self._parts(seen)
        bound = heads.max(axis=0)[self._head_of] + tails.max(axis=0)[self._tail_of]
        hopeful = np.flatnonzero(bound > least)
        scores = _met(heads, tails, self._head_of[hopeful], self._tail_of[hopeful])
        good = np.flatnonzero(scores > least)
        order = good[np.argsort(-scores[good], kind="stable")][:most]
        return [(self.words[hopeful[k]], float(scores[k])) for k in order]

    def _parts(self, seen: str) -> tuple[Floats, Floats]:
        """log P(what is before each place of ``seen`` | head), log P(what is from there on | tail)."""
        case = _case(seen)
        tables = self._tables(seen)
        heads = {"lower": self._heads.lower, "title": self._heads.title}.get(case, self._heads.upper)
        tails = self._tails.upper if case == "upper" else self._tails.lower
        return _emit(heads, tables, forward=True), _emit(tails, tables, forward=False)

    def _tables(self, seen: str) -> list[Floats]:
        """``tables[n][j]``: log P(seen[j:j+n] | letter)."""
        tables = []
        for n in range(LONGEST + 1):
            rows = [self.emissions.log_probs(seen[j : j + n]) for j in range(len(seen) + 1 - n)]
            tables.append(np.stack(rows) if rows else np.zeros((0, len(ALPHABET) + 1), np.float32))
        return tables


def _case(seen: str) -> str:
    """In which case a word was seen.

    >>> [_case(seen) for seen in ("SO", "S¢", "Sé", "s6", "&")]
    ['upper', 'title', 'title', 'lower', 'lower']
    """
    if in_capitals(seen):
        return "upper"
    return "title" if seen[:1].isupper() else "lower"


@dataclass(frozen=True, slots=True)
class Shapes:
    """Parts of words as steps from letter to letter; one row of steps for each way of writing them."""

    lower: LetterSteps
    title: LetterSteps
    upper: LetterSteps

    @staticmethod
    def of(parts: Sequence[str], *, forward: bool) -> Shapes:
        """``forward``: the steps go from the first letter on, else from the last one back."""
        width = max(1, *map(len, parts))
        ways = [[_row(part, width) for part in map(shape, parts)] for shape in (str.lower, _capital, str.upper)]
        return Shapes(*(_steps(rows if forward else [row[::-1] for row in rows]) for rows in ways))


def _steps(rows: Sequence[tuple[int, ...]]) -> LetterSteps:
    """For each column the letters, and which beginning in the column before each goes on from.

    Beginnings that rows have in common are taken once: few endings make all tails. The last column has a letter
    for each row.
    """
    steps: list[LetterStep] = []
    before: dict[tuple[int, ...], int] = {(): 0}
    for width in range(1, len(rows[0]) + 1):
        heads = [row[:width] for row in rows]
        distinct = heads if width == len(rows[0]) else sorted(set(heads))
        letters = np.array([head[-1] for head in distinct], np.intp)
        steps.append((letters, np.array([before[head[:-1]] for head in distinct], np.intp)))
        before = {head: number for number, head in enumerate(distinct)}
    return tuple(steps)


def _capital(part: str) -> str:
    return part[:1].upper() + part[1:]


def _row(part: str, width: int) -> tuple[int, ...]:
    return (*(_INDEX[letter] for letter in part), *[_NOTHING] * (width - len(part)))


def _distinct(parts: Sequence[str]) -> tuple[list[str], NDArray[np.intp]]:
    distinct = sorted(set(parts))
    place = {part: number for number, part in enumerate(distinct)}
    return distinct, np.array([place[part] for part in parts], np.intp)


def _emit(steps: LetterSteps, tables: Sequence[Floats], *, forward: bool) -> Floats:
    """The best log P that a part emits what is before each place (forward), or from there on: places x parts."""
    places = len(tables[0])
    best = np.full((places, 1), NEVER, np.float32)
    best[0 if forward else -1] = 0
    for letters, before in steps:
        so_far = best.take(before, axis=1)
        best = so_far + tables[0].take(letters, axis=1)
        for n in range(1, min(LONGEST, places - 1) + 1):
            gain = tables[n].take(letters, axis=1)
            if forward:
                np.maximum(best[n:], so_far[:-n] + gain, out=best[n:])
            else:
                np.maximum(best[:-n], so_far[n:] + gain, out=best[:-n])
    return best


def _met(heads: Floats, tails: Floats, head_of: NDArray[np.intp], tail_of: NDArray[np.intp]) -> Floats:
    """The log P of each word, with head and tail joined at the best place."""
    total: Floats = (heads.take(head_of, axis=1) + tails.take(tail_of, axis=1)).max(axis=0)
    return total


def of_engine(emissions: Iterable[Emission], engine: str, words: Sequence[str]) -> Channel:
    """The channel of the engine's recognition data ("vie", "eng")."""
    return Channel.over(words, Emissions(c for c in emissions if c.engine == engine))
