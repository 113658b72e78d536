"""Builds the n-gram model from clean text."""

from __future__ import annotations

import lzma
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cchc_ocr.errors import UnreadableError
from cchc_ocr.ngram.model import BITS, CASES, SPECIAL, UNKNOWN, Floats, Keys, Model, assemble, to_bytes
from cchc_ocr.ngram.tokens import Token, read_line, symbol
from cchc_ocr.system.disk import why_unread
from cchc_ocr.vietnamese import place_tones

Counts = tuple[Keys, NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """The options of training.

    An n-gram is kept if it occurs at least ``least[n-1]`` times.
    """

    least: tuple[int, ...] = (2, 1, 1, 1)

    @property
    def order(self) -> int:
        return len(self.least)


class Corpus:
    """Lines of text as one array of symbol numbers (``stream``), with 0 at the start of each line.

    Symbols are numbered in the order in which they first appear; ``_ranked`` renumbers them by frequency.
    ``cases`` counts how often each word is written in lower case, with a capital and in capitals.
    """

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {symbol: number for number, symbol in enumerate(SPECIAL)}
        self.stream = array("I")
        self.cases: Counter[tuple[str, int]] = Counter()

    def add(self, line: str) -> None:
        """Add one line of clean text."""
        tokens = read_line(place_tones(line, "new"))
        if not tokens:
            return
        numbers = self.numbers
        self.stream.append(0)
        self.stream.extend([numbers.setdefault(text, len(numbers)) for text in map(symbol, tokens)])
        if not headline(tokens):
            self.cases.update(_cased(tokens))


def build(
    paths: Iterable[Path],
    options: TrainingOptions = TrainingOptions(),
    extra: Iterable[str] = (),
) -> bytes:
    """The bytes of a model file, built as ``learn`` builds a model. The same texts give the same bytes."""
    return to_bytes(learn(paths, options, extra))


def learn(
    paths: Iterable[Path],
    options: TrainingOptions = TrainingOptions(),
    extra: Iterable[str] = (),
) -> Model:
    """The model of ``.txt`` and ``.txt.xz`` files or folders of them.

    ``extra`` are further lines, such as dictionary entries. Raises UnreadableError where a file cannot be read, or
    where there is no text at all.
    """
    files = sorted({file for path in paths for file in _files(path)}, key=lambda file: (file.name, str(file)))
    corpus = Corpus()
    for line in chain(chain.from_iterable(map(_lines, files)), extra):
        corpus.add(line)
    return train(corpus, options, [file.name for file in files])


def train(corpus: Corpus, options: TrainingOptions, sources: Sequence[str]) -> Model:
    """Build a model, with ``sources`` in its header. Raises UnreadableError for an empty corpus."""
    if not corpus.stream:
        hint = "give .txt or .txt.xz files with accented Vietnamese text"
        raise UnreadableError("there is no text to learn from", hint=hint)
    words, stream = _ranked(corpus, options.least[0])
    keys, logprob, backoff = _smooth(_count(stream, options.order), len(words), options.least)
    lines = int((stream == 0).sum())
    header = {"sources": list(sources), "tokens": len(stream) - lines, "lines": lines}
    return assemble(words, keys, logprob, backoff, _cases(corpus.cases, words), header)


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (file for file in path.rglob("*") if file.name.endswith((".txt", ".txt.xz")))
    else:
        yield path


def _lines(file: Path) -> Iterator[str]:
    opener = lzma.open if file.suffix == ".xz" else open
    try:
        with opener(file, "rt", encoding="utf-8") as text:
            yield from text
    except OSError as error:
        raise UnreadableError(f"{file}: {why_unread(error)}", hint="check the name") from None
    except (UnicodeDecodeError, lzma.LZMAError) as error:
        raise UnreadableError(f"{file}: this is not UTF-8 text: {error}", hint="save it as UTF-8") from None


def _ranked(corpus: Corpus, least: int) -> tuple[list[str], NDArray[np.int64]]:
    """The vocabulary, the most frequent word first, and the stream in the numbers of the vocabulary."""
    stream = np.frombuffer(corpus.stream, np.uint32).astype(np.int64)
    counts = np.bincount(stream, minlength=len(corpus.numbers)).tolist()
    plain = [
        (-counts[n], symbol) for symbol, n in corpus.numbers.items() if n >= len(SPECIAL) and counts[n] >= least
    ]
    words = [*SPECIAL, *(symbol for _, symbol in sorted(plain)[: (1 << BITS) - len(SPECIAL)])]
    renumbered = np.full(len(corpus.numbers), UNKNOWN)
    renumbered[[corpus.numbers[word] for word in words]] = np.arange(len(words))
    return words, renumbered[stream]


def _count(stream: NDArray[np.int64], order: int) -> list[Counts]:
    """The n-grams and their counts, for n up to ``order``; only the first symbol of one may be a line's start."""
    ids = stream.astype(np.uint64)
    key, whole = ids, np.ones(len(ids), bool)
    counts = [np.unique(key, return_counts=True)]
    for n in range(2, order + 1):
        key = (key[:-1] << np.uint64(BITS)) | ids[n - 1 :]
        whole = whole[:-1] & (stream[n - 1 :] != 0)
        counts.append(np.unique(key[whole], return_counts=True))
    return counts


def _smooth(
    counts: Sequence[Counts], size: int, least: Sequence[int]
) -> tuple[list[Keys], list[Floats], list[Floats]]:
    """Interpolated modified Kneser-Ney smoothing: lower orders count an n-gram's contexts, not its occurrences.

    Returns keys, log probabilities and log back-off weights for each order.
    """
    keys, probability, weights = [np.arange(size, dtype=np.uint64)], [_unigrams(counts, size)], []
    for n in range(2, len(counts) + 1):
        grams, times = counts[n - 1]
        worth = _contexts(counts, n)
        context, place = np.unique(grams >> np.uint64(BITS), return_inverse=True)
        share = (worth - _discounts(worth)) / np.bincount(place, weights=worth)[place]
        kept = times >= least[n - 1]
        left = np.maximum(1 - np.bincount(place[kept], weights=share[kept], minlength=len(context)), 1e-6)
        weights.append(_at(keys[-1], context, left))
        shorter = np.searchsorted(keys[-1], grams[kept] & np.uint64((1 << BITS * (n - 1)) - 1))
        probability.append(share[kept] + left[place[kept]] * probability[-1][shorter])
        keys.append(grams[kept])
    return (
        keys,
        [np.log(p).astype(np.float32) for p in probability],
        [np.log(w).astype(np.float32) for w in weights],
    )


def _unigrams(counts: Sequence[Counts], size: int) -> NDArray[np.float64]:
    worth = np.zeros(size)
    worth[counts[0][0].astype(int)] = _contexts(counts, 1)
    worth[0] = 0  # nothing is followed by the start of a line
    share = (worth - _discounts(worth.astype(np.int64))) / worth.sum()
    return np.asarray(share + (1 - share.sum()) / size)


def _contexts(counts: Sequence[Counts], n: int) -> NDArray[np.int64]:
    """The number of contexts of each n-gram; for the longest and for those that begin a line, its count."""
    grams, times = counts[n - 1]
    if n == len(counts):
        return times
    endings, contexts = np.unique(counts[n][0] & np.uint64((1 << BITS * n) - 1), return_counts=True)
    worth = np.ones_like(times)
    worth[np.searchsorted(grams, endings)] = contexts
    first = grams >> np.uint64(BITS * (n - 1)) == 0
    return np.where(first, times, worth)


def _discounts(worth: NDArray[np.int64]) -> NDArray[np.float64]:
    """The discount of a count of 1, of 2, and of 3 or more (Chen & Goodman 1998, equation 26)."""
    n1, n2, n3, n4 = (max(int((worth == k).sum()), 1) for k in (1, 2, 3, 4))
    y = n1 / (n1 + 2 * n2)
    table: NDArray[np.float64] = np.clip(
        [0, 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3], 0, [0, 0.95, 1.9, 2.9]
    )
    return np.asarray(table[np.minimum(worth, 3)])


def _at(keys: Keys, context: Keys, left: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weight of each n-gram as a context, in the order of ``keys``; 1 for an n-gram that is no context."""
    weight = np.ones(len(keys))
    place = np.minimum(np.searchsorted(keys, context), len(keys) - 1)
    known = keys[place] == context
    weight[place[known]] = left[known]
    return weight


def _cases(cases: Mapping[tuple[str, int], int], words: Sequence[str]) -> Floats:
    """The log P(lower, title, upper | word) of each word; for rare words close to the shares of all words."""
    ids = {word: number for number, word in enumerate(words)}
    counts = np.zeros((len(words), len(CASES)))
    for (word, case), count in cases.items():
        counts[ids.get(word, UNKNOWN), case] += count
    counts += 2 * (counts.sum(axis=0) + 1) / (counts.sum() + 3)
    logs: Floats = np.log(counts / counts.sum(axis=1, keepdims=True)).astype(np.float32)
    return logs


def _cased(line: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """The words of a line with their case, without those that begin a sentence and those in codes."""
    fresh = True
    for token in line:
        if token.kind == "word" and not fresh and not token.in_code:
            yield token.text.lower(), case_of(token.text)
        fresh = token.kind == "stop" or (fresh and token.kind != "word")


def case_of(text: str) -> int:
    """The case of a word, an index into ``CASES``: 0 lower, 1 title or mixed, 2 upper; a single capital is title.

    >>> [case_of(text) for text in ("sở", "Sở", "SỞ", "Ở")]
    [0, 1, 2, 1]
    """
    if text.islower():
        return 0
    return 2 if text.isupper() and len(text) > 1 else 1


def headline(line: Sequence[Token]) -> bool:
    """Whether most words of a line are in capitals, so that the case of a word says nothing."""
    words = [token for token in line if token.kind == "word"]
    return sum(token.text.isupper() for token in words) * 2 > len(words)
