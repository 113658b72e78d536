"""P(word) of other languages: frequent words, and others by their letters."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.repair.letters import Letters, letters_of

SMALL = Letters.of({"the": 5 * 10**7, "then": 10**6, "report": 10**5})
ALPHABET = "aeprnthot"


def test_frequent_words_are_likelier_than_what_their_letters_tell() -> None:
    assert SMALL.logprob("the") > SMALL.logprob("then") > SMALL.logprob("heth")
    assert SMALL.knows("the")
    assert not SMALL.knows("heth")


def test_words_like_those_that_are_known_are_likelier() -> None:
    letters = letters_of(lexicon.load())
    known = [letters.spelt(word) for word in ("reporting", "presentation", "gouvernement")]
    strange = [letters.spelt(word) for word in ("tcuong", "nghiep", "thuc hicn"[:4] + "hicn")]
    assert min(known) / 12 > max(strange) / 8


def test_probabilities_of_what_may_follow_sum_to_one_at_most() -> None:
    nexts = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    for before in ("", "th", "rep", "zz"):
        assert sum(SMALL._next(before, letter) for letter in nexts) <= 1 + 1e-9


@given(st.text(ALPHABET, min_size=1, max_size=12))
def test_every_word_has_a_probability(word: str) -> None:
    assert -200 < SMALL.logprob(word) < 0
    assert math.isfinite(SMALL.spelt(word))
