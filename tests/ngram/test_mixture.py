"""Two models as one."""

from __future__ import annotations

import math

import numpy as np
import pytest

from cchc_ocr import ngram
from tests.ngram.small import ids, small_model


def test_a_mixture_is_the_mean_of_its_models() -> None:
    own, bundled = small_model(["Thôn Lạc Tiên báo cáo."]), small_model()
    both = ngram.mix(own, bundled)
    assert {"tiên", "chính"} <= set(both.ids)
    for context, word in (("báo", "cáo"), ("cải cách hành", "chính"), ("thôn lạc", "tiên"), ("", "sở")):
        chances = [
            math.exp(float(model.score(ids(model, context), ids(model, word)[0])[0]))
            / (1 if word in model.ids else 1000)
            for model in (own, bundled)
        ]
        mean = math.exp(float(both.score(ids(both, context), ids(both, word)[0])[0]))
        assert math.isclose(mean, sum(chances) / 2, rel_tol=1e-3)


@pytest.mark.parametrize("context", ["", "báo", "cải cách hành", "thôn lạc"])
def test_probabilities_of_a_mixture_leave_room_for_the_unknown(context: str) -> None:
    """A word that one model alone knows is one of a thousand unknown ones to the other."""
    both = ngram.mix(small_model(["Thôn Lạc Tiên báo cáo."]), small_model())
    words = np.arange(len(both.words), dtype=np.uint64)
    history = [np.repeat(symbols, len(words)) for symbols in ids(both, context)]
    whole = float(np.exp(both.score(history, words)).sum())
    assert 0.9 < whole < 1.05


def test_a_mixture_knows_the_longest_context_of_either() -> None:
    short, long = small_model(least=(1, 1)), small_model()
    assert ngram.mix(short, long).order == ngram.mix(long, short).order == 4


@pytest.mark.parametrize("word", ["tiên", "cách", "sở", "<number>"])
def test_the_case_of_a_word_is_the_mean_of_both(word: str) -> None:
    parts = small_model(["Thuộc Thôn Lạc Tiên."]), small_model()
    both = ngram.mix(*parts)
    shares = [np.exp(part.case[part.id(word)]) for part in parts]
    assert np.exp(both.case[both.id(word)]) == pytest.approx((shares[0] + shares[1]) / 2, rel=1e-4)


@pytest.mark.parametrize(
    ("context", "word"),
    [("báo", "cáo"), ("cải cách hành", "chính"), ("thôn lạc", "tiên"), ("", "sở"), ("kết quả cải", "cách")],
)
def test_a_flat_model_says_of_known_n_grams_what_its_mixture_says(context: str, word: str) -> None:
    mixture = ngram.mix(small_model(["Thôn Lạc Tiên báo cáo."]), small_model(), share=0.7)
    flat = ngram.flatten(mixture)
    scores = [float(model.score(ids(model, context), ids(model, word)[0])[0]) for model in (mixture, flat)]
    assert scores[0] == pytest.approx(scores[1], abs=1e-3)


@pytest.mark.parametrize("context", ["", "báo", "lạc tiên báo", "cải cách hành", "thôn lạc"])
def test_probabilities_of_a_flat_model_add_up(context: str) -> None:
    flat = ngram.flatten(ngram.mix(small_model(["Thôn Lạc Tiên báo cáo."]), small_model(), share=0.7))
    words = np.arange(len(flat.words), dtype=np.uint64)
    history = [np.repeat(symbols, len(words)) for symbols in ids(flat, context)]
    assert 0.9 < float(np.exp(flat.score(history, words)).sum()) < 1.05
