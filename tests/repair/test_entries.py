"""Entries of the dictionaries as evidence."""

from __future__ import annotations

import numpy as np

from cchc_ocr import lexicon, ngram
from cchc_ocr.ngram.lattice import Slot
from cchc_ocr.repair.entries import Entries

MODEL_ = ngram.bundled()
ENTRIES = Entries(lexicon.load(), MODEL_)


def row(*places: tuple[str, ...]) -> list[Slot]:
    return [
        Slot(np.array([MODEL_.ids[word] for word in words], np.uint64), np.zeros(len(words), np.float32))
        for words in places
    ]


def tipped(places: list[tuple[str, ...]], behind: list[list[float]]) -> tuple[list[str], dict[int, str]]:
    slots = row(*places)
    weighed, entries = ENTRIES.tip(slots, [np.array(margins, np.float32) for margins in behind])
    return [MODEL_.words[int(s.symbols[w.argmin()])] for s, w in zip(slots, weighed, strict=True)], entries


def test_of_readings_nearly_as_likely_the_one_that_makes_an_entry_is_taken() -> None:
    words, entries = tipped([("sở",), ("nói", "nội"), ("vụ",)], [[0.0], [0.0, 1.5], [0.0]])
    assert words == ["sở", "nội", "vụ"]
    assert entries == {1: "sở nội vụ"}


def test_an_entry_does_not_bring_back_what_is_far_behind() -> None:
    words, entries = tipped([("sở",), ("nói", "nội"), ("vụ",)], [[0.0], [0.0, 2.5], [0.0]])
    assert (words, entries) == (["sở", "nói", "vụ"], {})


def test_what_makes_an_entry_already_is_left() -> None:
    words, entries = tipped([("sở",), ("nội", "nói"), ("vụ",)], [[0.0], [0.0, 1.0], [0.0]])
    assert (words, entries) == (["sở", "nội", "vụ"], {})
