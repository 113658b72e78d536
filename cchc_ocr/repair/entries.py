"""Uses dictionary entries as evidence: of readings that are nearly equally likely, it takes one with an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

import numpy as np

from cchc_ocr.lexicon import Lexicon
from cchc_ocr.ngram.lattice import Slot
from cchc_ocr.ngram.model import Floats, Model
from cchc_ocr.vietnamese import place_tones

# What an entry adds to the log-odds of its words, besides what the model knows of them. In worn print 4.0 would
# mend a little more still, but it touches more in correct text; where only diacritics are lost nothing is gained.
_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class _EntryWords:
    text: str
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The words that are nearly the best at each position, and how far behind."""

    row: Sequence[Slot]
    behind: Sequence[Floats]
    _near: dict[int, dict[int, float]] = field(default_factory=dict)

    def near(self, at: int) -> dict[int, float]:
        if at not in self._near:
            close = np.flatnonzero(self.behind[at] < _WEIGHT)
            words, margins = self.row[at].symbols[close], self.behind[at][close]
            self._near[at] = dict(zip(words.tolist(), margins.tolist(), strict=True))
        return self._near[at]

    def open_places(self) -> Iterator[int]:
        """Where more than one word is nearly the best."""
        for at, margins in enumerate(self.behind):
            if len(margins) > 1 and np.count_nonzero(margins < _WEIGHT) > 1:
                yield at

    def margin(self, words: Sequence[int], start: int) -> float:
        """How far behind the best the words are that stand from ``start`` on; infinite where they cannot stand."""
        if start < 0 or start + len(words) > len(self.row):
            return np.inf
        return max(self.near(at).get(word, np.inf) for at, word in enumerate(words, start))


class Entries:
    """Phrases, agencies, kinds of documents, criteria and what acronyms stand for, found by each of their words.

    Names of places are left to the model: there are so many that misreadings agree with them, too.
    """

    def __init__(self, lexicon: Lexicon, model: Model) -> None:
        self._lexicon, self._model = lexicon, model

    @cached_property
    def _by_word(self) -> dict[int, list[tuple[_EntryWords, int]]]:
        """The entries of each word, and which of their words it is; made when first asked for."""
        ids = self._model.ids
        found: dict[int, list[tuple[_EntryWords, int]]] = {}
        for text in dict.fromkeys(_texts(self._lexicon)):
            words = place_tones(text.lower(), "new").split()
            if len(words) > 1 and all(word in ids for word in words):
                entry = _EntryWords(text, tuple(ids[word] for word in words))
                for place, word in enumerate(entry.words):
                    found.setdefault(word, []).append((entry, place))
        return found

    def tip(self, row: Sequence[Slot], behind: Sequence[Floats]) -> tuple[list[Floats], dict[int, str]]:
        """By how many nats each candidate is behind the best once entries count, and the entries that decided.

        ``row`` and ``behind`` as ``lattice.decode`` has them; where an entry decides, its word is ahead (below 0).
        The entries are given by position in the row.
        """
        sentence = _Sentence(row, behind)
        weighed, deciding = list(behind), {}
        for at in sentence.open_places():
            word, entry = self._decided(sentence, at)
            if entry:
                weighed[at] = np.where(row[at].symbols == word, behind[at] - np.float32(_WEIGHT), behind[at])
                deciding[at] = entry.text
        return weighed, deciding

    def _decided(self, sentence: _Sentence, at: int) -> tuple[int, _EntryWords | None]:
        """The word at a place, and the entry (the longest) that puts it there in the stead of the likeliest."""
        near = sentence.near(at)
        best = min(near, key=near.__getitem__)
        made = [(word, entry, margin) for word in near for entry, margin in self._made(sentence, at, word)]
        if not made or any(word == best and not margin for word, _, margin in made):
            return best, None
        word, entry, _ = max(made, key=lambda one: (len(one[1].words), -one[2]))
        return word, entry if word != best else None

    def _made(self, sentence: _Sentence, at: int, word: int) -> Iterator[tuple[_EntryWords, float]]:
        """The entries that a word is part of there, and how far behind the best their words are."""
        for entry, place in self._by_word.get(word, ()):
            margin = sentence.margin(entry.words, at - place)
            if margin < _WEIGHT:
                yield entry, margin


def _texts(lexicon: Lexicon) -> Iterable[str]:
    return chain(
        lexicon.phrases,
        (agency.name for agency in lexicon.agencies),
        (kind.name for kind in lexicon.document_types),
        (criterion.name for criterion in lexicon.criteria),
        chain.from_iterable(lexicon.acronyms.values()),
    )
