"""Decodes lattices: from the candidates for each word of a sentence, it chooses those that are likeliest together.

All sentences of a batch are decoded side by side, one position at a time, so that numpy does the work. The
algorithm is Viterbi's (1967), run forwards and backwards, so that for every candidate the best reading that
contains it is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cchc_ocr.ngram.model import BITS, Floats, Keys, Model, pack

Indices = NDArray[np.intp]

BEAM = 11.0  # nats: readings that are this much less likely than the best so far are dropped
WIDEST = (
    100  # states kept per sentence: 300 read worn print no better, and rows of unreadable signs have thousands
)
LONGEST = 600  # slots decoded together; a longer row of words is no sentence, and would be slow
BATCH = 30_000  # slots decoded at a time, to bound the memory


@dataclass(frozen=True, slots=True)
class Slot:
    """The candidates for one word: symbol numbers, and their log P(seen | meant) from the channel, 0 or below.

    Both arrays have one item per candidate.
    """

    symbols: Keys
    weights: Floats


@dataclass(frozen=True, slots=True)
class _Batch:
    """Sentences laid end to end: the candidates of slot k are ``symbols[starts[k]:starts[k + 1]]``.

    ``first`` is the number of each sentence's first slot, ``lengths`` are the numbers of slots.
    """

    symbols: Keys
    weights: Floats
    starts: Indices
    first: Indices
    lengths: Indices


@dataclass(frozen=True, slots=True)
class _Step:
    """The states after a position (``sentence``, ``candidate``, ``score``), and the transitions that lead to them.

    A transition leads from a state of the position before (``source``) to a state of this one (``target``) and
    adds ``gain`` to its score.
    """

    sentence: Indices
    candidate: Indices
    score: Floats
    source: Indices
    target: Indices
    gain: Floats


def decode(model: Model, sentences: Sequence[Sequence[Slot]], beam: float = BEAM) -> list[list[Floats]]:
    """For every slot, how many nats each candidate's best reading is behind the best of all: 0 for the one chosen.

    Readings that are more than ``beam`` behind at some position are dropped; a candidate of which no reading is
    left has infinity.
    """
    pieces = [(number, at) for number, slots in enumerate(sentences) for at in range(0, len(slots), LONGEST)]
    found = _decode_pieces(model, [sentences[number][at : at + LONGEST] for number, at in pieces], beam)
    behind: list[list[Floats]] = [[] for _ in sentences]
    for (number, _), margins in zip(pieces, found, strict=True):
        behind[number] += margins
    return behind


def best(model: Model, sentences: Sequence[Sequence[Slot]], beam: float = BEAM) -> list[float]:
    """The log P of the best reading of each sentence. No sentence may be empty or longer than ``LONGEST``."""
    found = np.zeros(len(sentences))
    for numbers in _batches(range(len(sentences)), sentences):
        batch = _lay_out([sentences[number] for number in numbers])
        totals = np.full(len(numbers), -np.inf)
        for position, step in enumerate(_forward(model, batch, beam), 1):
            ended = batch.lengths[step.sentence] == position
            np.maximum.at(totals, step.sentence[ended], step.score[ended])
        found[numbers] = totals
    return [float(total) for total in found]


def _decode_pieces(model: Model, sentences: Sequence[Sequence[Slot]], beam: float) -> list[list[Floats]]:
    order = sorted(range(len(sentences)), key=lambda number: -len(sentences[number]))
    behind: list[list[Floats]] = [[] for _ in sentences]
    for numbers in _batches(order, sentences):
        batch = _lay_out([sentences[number] for number in numbers])
        flat = _decode_batch(model, batch, beam)
        for number, first, length in zip(numbers, batch.first, batch.lengths, strict=True):
            bounds = batch.starts[first : first + length + 1].tolist()
            behind[number] = [flat[a:b] for a, b in pairwise(bounds)]
    return behind


def _batches(order: Sequence[int], sentences: Sequence[Sequence[Slot]]) -> Iterator[list[int]]:
    batch: list[int] = []
    size = 0
    for number in order:
        if sentences[number]:
            batch.append(number)
            size += len(sentences[number])
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _lay_out(sentences: Sequence[Sequence[Slot]]) -> _Batch:
    slots = [slot for sentence in sentences for slot in sentence]
    sizes = np.fromiter((len(slot.symbols) for slot in slots), np.intp, len(slots))
    lengths = np.array([len(sentence) for sentence in sentences], np.intp)
    return _Batch(
        np.concatenate([slot.symbols for slot in slots]),
        np.concatenate([slot.weights for slot in slots]),
        np.concatenate([[0], np.cumsum(sizes)]),
        np.cumsum(lengths) - lengths,
        lengths,
    )


def _decode_batch(model: Model, batch: _Batch, beam: float) -> Floats:
    steps = _forward(model, batch, beam)
    best = np.full(len(batch.symbols), -np.inf, np.float32)
    ahead = np.zeros(len(steps[-1].score), np.float32)
    for number in range(len(steps) - 1, -1, -1):
        step = steps[number]
        np.maximum.at(best, step.candidate, step.score + ahead)
        ahead = _backward(step, ahead, steps[number - 1] if number else None, batch, number)
    slots = np.diff(batch.starts)
    top = np.maximum.reduceat(best, batch.starts[:-1])
    return np.repeat(top, slots) - best


def _forward(model: Model, batch: _Batch, beam: float) -> list[_Step]:
    width = model.order - 1
    sentence = np.arange(len(batch.first))
    context = [np.zeros(len(sentence), np.uint64)] * width
    score = np.zeros(len(sentence), np.float32)
    steps = []
    for position in range(int(batch.lengths.max())):
        live = np.flatnonzero(batch.lengths[sentence] > position)
        source, candidate = _expand(batch, live, batch.first[sentence[live]] + position)
        symbol = batch.symbols[candidate]
        used = min(position + 1, width)
        weights = [weight[source] for weight in model.weights(context[-used:])]
        history = [symbols[source] for symbols in context]
        gain = model.follow(history[-used:], symbol, weights) + batch.weights[candidate]
        reached = score[source] + gain
        context = [*history[1:], symbol]
        number, kept, target, score = _merge(sentence[source], context, reached, beam)
        context = [symbols[kept] for symbols in context]
        alive = target >= 0
        steps.append(_Step(number[kept], candidate[kept], score, source[alive], target[alive], gain[alive]))
        sentence = number[kept]
    return steps


def _expand(batch: _Batch, states: Indices, slots: Indices) -> tuple[Indices, Indices]:
    """Pair every state with every candidate of the slot that follows it."""
    first = batch.starts[slots]
    sizes = batch.starts[slots + 1] - first
    within = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return np.repeat(states, sizes), np.repeat(first, sizes) + within


def _merge(
    sentence: Indices, context: Sequence[Keys], reached: Floats, beam: float
) -> tuple[Indices, Indices, Indices, Floats]:
    """Merge transitions that lead to the same state, and drop states far behind the best of their sentence.

    Returns the sentence of each transition, one transition for each state that is kept, the state that each
    transition leads to (-1: dropped), and the scores of the states.
    """
    key = (sentence.astype(np.uint64) << np.uint64(BITS * len(context))) | pack(context)
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    fresh = np.concatenate([[True], ordered[1:] != ordered[:-1]])
    starts = np.flatnonzero(fresh)
    score = np.maximum.reduceat(reached[order], starts)
    first = order[starts]
    owner = sentence[first]
    best = np.full(int(sentence.max()) + 1, -np.inf, np.float32)
    np.maximum.at(best, owner, score)
    keep = score > best[owner] - beam
    if np.bincount(owner[keep]).max() > WIDEST:
        keep &= _rank(owner, score) < WIDEST
    renumbered = np.where(keep, np.cumsum(keep) - 1, -1)
    target = np.empty(len(key), np.intp)
    target[order] = renumbered[np.cumsum(fresh) - 1]
    return sentence, first[keep], target, score[keep]


def _rank(owner: Indices, score: Floats) -> Indices:
    """The rank of each score among those of the same owner; 0 is the best."""
    order = np.lexsort((-score, owner))
    ordered = owner[order]
    first = np.searchsorted(ordered, ordered)
    rank = np.empty(len(order), np.intp)
    rank[order] = np.arange(len(order)) - first
    return rank


def _backward(step: _Step, ahead: Floats, before: _Step | None, batch: _Batch, position: int) -> Floats:
    """The best score that can follow each state before a position; 0 where its sentence ends there."""
    if before is None:
        return ahead
    best = np.full(len(before.score), -np.inf, np.float32)
    best[batch.lengths[before.sentence] == position] = 0
    np.maximum.at(best, step.source, step.gain + ahead[step.target])
    return best
