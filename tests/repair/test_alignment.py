"""A word as it was printed beside what an engine read: which characters each letter gave off."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.repair.alignment import align
from cchc_ocr.repair.channel import LONGEST, Emissions

COST = Emissions().cost
LETTERS = st.text("aăâbcdđeêghiíỉklmnoơpqrstuưvxy", min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("meant", "seen", "pairs"),
    [
        ("tỉnh", "tinh", [("t", "t"), ("ỉ", "i"), ("n", "n"), ("h", "h")]),
        ("số", "s6", [("s", "s"), ("ố", "6")]),
        ("của", "ca", [("c", "c"), ("ủ", ""), ("a", "a")]),
    ],
)
def test_each_letter_has_what_it_was_seen_as(meant: str, seen: str, pairs: list[tuple[str, str]]) -> None:
    assert align(meant, seen, COST)[0] == pairs


@given(LETTERS, st.text("aăâbcdđ016&", max_size=8))
def test_all_that_was_seen_comes_from_some_letter(meant: str, seen: str) -> None:
    pairs, cost = align(meant, seen, COST)
    if len(seen) > LONGEST * len(meant):
        assert (pairs, cost) == ([], math.inf)
    else:
        assert "".join(letter for letter, _ in pairs) == meant
        assert "".join(text for _, text in pairs) == seen


@given(LETTERS)
def test_a_word_that_was_read_rightly_costs_least(word: str) -> None:
    assert align(word, word, COST)[0] == [(letter, letter) for letter in word]
