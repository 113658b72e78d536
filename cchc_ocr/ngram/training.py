"""Builds the n-gram model from clean text."""

from __future__ import annotations

import lzma
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cchc_ocr.errors import UnreadableError
from cchc_ocr.ngram.model import BITS, SPECIAL, UNKNOWN, Floats, Keys, Model, assemble, to_bytes
from cchc_ocr.ngram.tokens import Token, read_line, symbols
from cchc_ocr.vietnamese import place_tones

Counts = tuple[Keys, NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """``least[n-1]`` is how often an n-gram must occur to be kept; ``weights`` repeats a source, by file name."""

    least: tuple[int, ...] = (2, 1, 1, 2)
    weights: Mapping[str, int] | None = None

    @property
    def order(self) -> int:
        return len(self.least)


def build(paths: Iterable[Path], options: TrainingOptions = TrainingOptions()) -> bytes:  # noqa: B008 (frozen)
    """A model file of ``.txt`` and ``.txt.xz`` files (or folders of them): the same bytes for the same texts.

    Raises UnreadableError where a file cannot be read or there is no text at all.
    """
    files = sorted({file for path in paths for file in _files(path)}, key=lambda file: (file.name, str(file)))
    weights = options.weights or {}
    lines = chain.from_iterable(chain.from_iterable([list(_lines(f))] * weights.get(f.name, 1) for f in files))
    return to_bytes(train([line for line in lines if line], options, [file.name for file in files]))


def train(lines: Sequence[Sequence[Token]], options: TrainingOptions, sources: Sequence[str]) -> Model:
    """A model of lines of tokens."""
    if not lines:
        raise UnreadableError("no text to learn from", hint="give .txt or .txt.xz files with accented Vietnamese")
    words, stream = _number([symbols(line) for line in lines], options.least[0])
    keys, logprob, backoff = _smooth(_count(stream, options.order), len(words), options.least)
    header = {"sources": list(sources), "tokens": int((stream != 0).sum()), "lines": len(lines)}
    return assemble(words, keys, logprob, backoff, _cases(lines, words), header)


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (file for file in path.rglob("*") if file.name.endswith((".txt", ".txt.xz")))
    else:
        yield path


def _lines(file: Path) -> Iterator[list[Token]]:
    opener = lzma.open if file.suffix == ".xz" else open
    try:
        with opener(file, "rt", encoding="utf-8") as text:
            yield from (read_line(place_tones(line, "new")) for line in text)
    except (OSError, UnicodeDecodeError, lzma.LZMAError) as error:
        raise UnreadableError(f"{file}: cannot be read as UTF-8 text: {error}") from None


def _number(lines: Sequence[list[str]], least: int) -> tuple[list[str], NDArray[np.int64]]:
    """The vocabulary, most frequent first, and all lines as one row of numbers, 0 at the start of each."""
    counts = Counter(chain.from_iterable(lines))
    room = (1 << BITS) - len(SPECIAL)
    ranked = sorted(((-n, word) for word, n in counts.items() if n >= least and word not in SPECIAL))[:room]
    words = [*SPECIAL, *(word for _, word in ranked)]
    ids = {word: number for number, word in enumerate(words)}
    numbered = chain.from_iterable([0, *(ids.get(symbol, UNKNOWN) for symbol in line)] for line in lines)
    return words, np.fromiter(numbered, np.int64)


def _count(stream: NDArray[np.int64], order: int) -> list[Counts]:
    """n-grams and how often they occur, for n up to ``order``; only their first symbol may be a line's start."""
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
    """Interpolated modified Kneser-Ney: lower orders count in how many contexts an n-gram stands, not how often."""
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
    return share + (1 - share.sum()) / size


def _contexts(counts: Sequence[Counts], n: int) -> NDArray[np.int64]:
    """In how many contexts each n-gram stands; how often, for the longest and for those that begin a line."""
    grams, times = counts[n - 1]
    if n == len(counts):
        return times
    endings, contexts = np.unique(counts[n][0] & np.uint64((1 << BITS * n) - 1), return_counts=True)
    worth = np.ones_like(times)
    worth[np.searchsorted(grams, endings)] = contexts
    first = grams >> np.uint64(BITS * (n - 1)) == 0
    return np.where(first, times, worth)


def _discounts(worth: NDArray[np.int64]) -> NDArray[np.float64]:
    """What is taken off a count of 1, 2, 3 or more (Chen & Goodman 1998, equation 26)."""
    n1, n2, n3, n4 = (max(int((worth == k).sum()), 1) for k in (1, 2, 3, 4))
    y = n1 / (n1 + 2 * n2)
    table = np.clip([0, 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3], 0, [0, 0.95, 1.9, 2.9])
    taken: NDArray[np.float64] = table[np.minimum(worth, 3)]
    return taken


def _at(keys: Keys, context: Keys, left: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights of contexts, in the order of the n-grams that they are; 1 for those that are no context."""
    weight = np.ones(len(keys))
    place = np.minimum(np.searchsorted(keys, context), len(keys) - 1)
    known = keys[place] == context
    weight[place[known]] = left[known]
    return weight


def _cases(lines: Sequence[Sequence[Token]], words: Sequence[str]) -> Floats:
    """log P(lower, title, upper | word) where the case is the word's own: not after a stop, not in headlines."""
    ids = {word: number for number, word in enumerate(words)}
    counts = np.full((len(words), 3), 0.1)
    for line in lines:
        if not headline(line):
            for number, case in _cased(line, ids):
                counts[number, case] += 1
    prior = counts.sum(axis=0) / counts.sum()
    counts += 2 * prior
    return np.log(counts / counts.sum(axis=1, keepdims=True)).astype(np.float32)


def _cased(line: Sequence[Token], ids: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    fresh = True
    for token in line:
        if token.kind == "word" and not fresh and not token.in_code:
            yield ids.get(token.text.lower(), UNKNOWN), case_of(token.text)
        fresh = token.kind == "stop"


def case_of(text: str) -> int:
    """0 lower, 1 title (or mixed), 2 upper; a single capital is title.

    >>> [case_of(text) for text in ("sở", "Sở", "SỞ", "Ở")]
    [0, 1, 2, 1]
    """
    if text.islower():
        return 0
    return 2 if text.isupper() and len(text) > 1 else 1


def headline(line: Sequence[Token]) -> bool:
    """Whether most words of a line are in capitals, so that capitals say nothing."""
    words = [token for token in line if token.kind == "word"]
    return sum(token.text.isupper() for token in words) * 2 > len(words)
