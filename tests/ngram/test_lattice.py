"""The best reading of a lattice, and how far behind it the others are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest

from cchc_ocr.ngram import lattice
from cchc_ocr.ngram.lattice import Slot, decode
from cchc_ocr.ngram.model import Model
from tests.ngram.small import ids, small_model


def test_decoding_finds_the_best_reading_and_how_far_others_are() -> None:
    model = small_model()
    options = [["sở", "số"], ["cải", "<unknown>"], ["cách", "của"], ["hành", "tài"], ["chính", "công"]]
    sentence = [
        Slot(np.array([model.id(w) for w in words], np.uint64), np.zeros(2, np.float32)) for words in options
    ]
    totals = {reading: total(model, reading) for reading in product(*options)}
    best = max(totals.values())
    for place, (words, behind) in enumerate(zip(options, decode(model, [sentence], beam=99.0)[0], strict=True)):
        for word, margin in zip(words, behind, strict=True):
            alternative = max(score for reading, score in totals.items() if reading[place] == word)
            assert math.isclose(float(margin), best - alternative, abs_tol=1e-3)


def test_the_best_of_each_sentence_is_weighed() -> None:
    model = small_model()
    options = [["sở", "số"], ["cải", "của"], ["cách", "hành"]]
    slots = [Slot(np.array([model.id(w) for w in words], np.uint64), np.zeros(2, np.float32)) for words in options]
    found = lattice.best(model, [slots, slots[:1], slots[:2]])
    for size, log in zip((3, 1, 2), found, strict=True):
        assert math.isclose(log, max(total(model, reading) for reading in product(*options[:size])), abs_tol=1e-3)
    assert lattice.best(model, []) == []


def total(model: Model, reading: Sequence[str]) -> float:
    symbols = ["<s>", *reading]
    scores = 0.0
    for place in range(1, len(symbols)):
        context = ids(model, " ".join(symbols[max(place - 3, 0) : place]))
        scores += float(model.score(context, ids(model, symbols[place])[0])[0])
    return scores


def test_sentences_of_any_length_are_decoded_side_by_side() -> None:
    model = small_model()
    words = [Slot(np.array([model.id("sở"), model.id("số")], np.uint64), np.zeros(2, np.float32))] * 3
    got = decode(model, [words, [], words[:1], words])
    assert [len(sentence) for sentence in got] == [3, 0, 1, 3]
    assert all((a == b).all() for a, b in zip(got[0], got[3], strict=True))
    assert decode(model, []) == []


def test_a_sentence_without_end_is_decoded_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    model = small_model()
    words = [Slot(np.array([model.id("sở"), model.id("số")], np.uint64), np.zeros(2, np.float32))] * 7
    monkeypatch.setattr("cchc_ocr.ngram.lattice.LONGEST", 3)
    assert [len(margins) for margins in decode(model, [words])[0]] == [2] * 7
