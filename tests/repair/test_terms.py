"""The user's own terms."""

from __future__ import annotations

import pytest

from cchc_ocr.ngram.tokens import tokenize
from cchc_ocr.repair.terms import Terms

TERMS = Terms({"Sở Đất Mỏ": 50, "Sở Đất": 5, "Lam Kiều": 9})


def decided(text: str) -> dict[int, tuple[str, str]]:
    found = TERMS.decide([(0, token) for token in tokenize(text)])
    return {start: (one.word, one.term) for (_, start), one in found.items()}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cua So Dat Mo nay", ["sở", "đất", "mỏ"]),  # the longest term
        ("So Dat Lam Kieu", ["sở", "đất", "lam", "kiều"]),
        ("Sở Đất", ["sở", "đất"]),
        ("So Dạt", []),  # other marks are no lost ones
        ("Lam", []),
    ],
)
def test_words_of_a_term_are_put_back(text: str, words: list[str]) -> None:
    assert [word for word, _ in decided(text).values()] == words


def test_the_term_is_named_and_weighs_by_its_count() -> None:
    (_, first) = next(iter(TERMS.decide([(0, token) for token in tokenize("Lam Kieu")]).items()))
    assert first.term == "Lam Kiều"
    assert 2.3 < first.log_odds < 2.31  # ln 10


def test_a_term_goes_on_over_a_line_end() -> None:
    places = [(0, token) for token in tokenize("So")] + [(1, token) for token in tokenize("Dat Mo")]
    assert set(TERMS.decide(places)) == {(0, 0), (1, 0), (1, 4)}


def test_without_terms_nothing_is_decided() -> None:
    assert Terms({}).decide([(0, token) for token in tokenize("So Dat")]) == {}
