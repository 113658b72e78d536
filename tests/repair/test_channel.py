"""The channel: what an engine may have misread."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest

from cchc_ocr import lexicon
from cchc_ocr.lexicon import Emission
from cchc_ocr.repair.channel import ALPHABET, Channel, Emissions, of_engine

WORDS = ("của", "chưa", "cha", "sở", "số", "so", "đốc", "độc", "dọc", "buổi", "ngũ", "ngữ", "đánh", "ở", "web")


@cache
def learned(engine: str) -> Channel:
    dictionaries = lexicon.load()
    return of_engine(dictionaries.emissions, engine, tuple(dictionaries.syllables))


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("d6c", "đốc"),
        ("Ciia", "của"),
        ("budi", "buổi"),
        ("chét", "chất"),
        ("lwgng", "lượng"),
        ("PANH", "đánh"),
        ("céng", "công"),
        ("chitc", "chức"),
        ("co'", "cơ"),
        ("S@", "sở"),
        ("S¢", "sở"),
    ],
)
def test_english_data_misreads(seen: str, meant: str) -> None:
    assert meant in [word for word, _ in learned("eng").candidates(seen, most=40)]


@pytest.mark.parametrize(("seen", "meant"), [("cô", "cố"), ("triên", "triển"), ("chỉ", "chi"), ("CỌNG", "cộng")])
def test_vietnamese_data_misreads(seen: str, meant: str) -> None:
    assert meant in [word for word, _ in learned("vie").candidates(seen, most=40)]


@pytest.mark.parametrize("word", ["của", "nghiệp", "Quyết", "TRƯỜNG", "Ở"])
def test_a_word_is_most_likely_itself_with_vietnamese_data(word: str) -> None:
    assert learned("vie").candidates(word)[0][0] == word.lower()


def test_capitals_are_misread_as_capitals_are() -> None:
    channel = learned("eng")
    upper, lower = (dict(channel.candidates(seen)) for seen in ("DANH", "danh"))
    assert upper["đánh"] > lower.get("đánh", -99.0) - 3
    assert dict(channel.candidates("PANH")).get("đánh", -99.0) > dict(channel.candidates("panh")).get(
        "đánh", -99.0
    )


def test_only_syllables_are_guessed_at() -> None:
    assert "web" not in Channel.over(WORDS, Emissions()).words
    assert set(WORDS) - {"web"} == set(Channel.over(WORDS, Emissions()).words)


def test_scores_are_those_of_the_best_way_to_read_it() -> None:
    """The sum over letters, by hand, for a reading with one way only."""
    emissions = Emissions([Emission("eng", "6", "ố", 50, 100), Emission("eng", "ố", "ố", 50, 100)])
    channel = Channel.over(("số",), emissions)
    expected = sum(
        float(emissions.log_probs(seen)[ALPHABET.index(letter)]) for seen, letter in (("s", "s"), ("6", "ố"))
    )
    assert math.isclose(dict(channel.candidates("s6"))["số"], expected, abs_tol=1e-4)


def test_what_was_learned_outweighs_the_guess() -> None:
    place = ALPHABET.index("ố")
    blank, taught = (
        Emissions(),
        Emissions([Emission("eng", "6", "ố", 500, 1000), Emission("eng", "ố", "ố", 500, 1000)]),
    )
    assert blank.log_probs("6")[place] < -6
    assert math.isclose(float(taught.log_probs("6")[place]), math.log(0.5), abs_tol=0.05)


def test_letters_of_one_base_teach_one_another() -> None:
    taught = Emissions([Emission("eng", "il", "ủ", 100, 1000), Emission("eng", "ủ", "ủ", 900, 1000)])
    assert taught.log_probs("il")[ALPHABET.index("ũ")] > Emissions().log_probs("il")[ALPHABET.index("ũ")] + 2
    assert taught.log_probs("il")[ALPHABET.index("ă")] < taught.log_probs("il")[ALPHABET.index("ũ")]


@pytest.mark.parametrize("seen", ["", "a", "x" * 40, "¢¢¢", "Ω", "ﬁ", "d6c" * 5])
def test_any_string_can_be_asked_for(seen: str) -> None:
    scores = learned("eng").scores(seen)
    assert scores.shape == (len(learned("eng").words),)
    assert (scores <= 1e-6).all()
    assert not np.isnan(scores).any()


def test_candidates_come_best_first_and_the_same_each_time() -> None:
    scores = [score for _, score in learned("eng").candidates("tha")]
    assert scores == sorted(scores, reverse=True)
    assert learned("eng").candidates("tha") == learned("eng").candidates("tha")
