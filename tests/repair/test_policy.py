"""How boldly a text and each of its lines are repaired."""

from __future__ import annotations

import pytest

from cchc_ocr import ngram
from cchc_ocr.ngram.tokens import tokenize
from cchc_ocr.repair.policy import (
    Looks,
    Policy,
    Strength,
    doubted_below,
    is_garbled,
    noise_of,
    policy_of,
    strength_of,
    trust,
)
from cchc_ocr.vietnamese import bare

MODEL_ = ngram.bundled()
GOOD = "Sở Nội vụ báo cáo kết quả thực hiện công tác cải cách hành chính năm 2023 như sau"
GARBLED = "Ciia Giam d6c Sé tai budi lam viéc chuyén dé, cong chirc cia cac don vi thuéc S6"


def looks(*lines: str) -> Looks:
    return Looks.of([tokenize(line) for line in lines], MODEL_)


def policy(line: str, strength: str = "careful", *, free: bool = True) -> Policy:
    return policy_of(tokenize(line), strength, 0.001, MODEL_, free=free)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "strength"), [(GOOD, "careful"), (bare(GOOD), "bold"), (GARBLED, "normal"), ("", "careful")]
)
def test_the_strength_is_that_of_the_text(line: str, strength: str) -> None:
    assert strength_of(looks(*[line] * 5)) == strength


def test_a_line_without_diacritics_among_good_ones_is_repaired_boldly() -> None:
    assert policy(bare(GOOD)).bare
    assert not policy(GOOD).bare


def test_a_garbled_line_is_repaired_as_such_unless_carefulness_was_asked_for() -> None:
    assert policy(GARBLED, free=True).engine == "eng"
    assert policy(GARBLED, free=False).engine == "vie"


def test_the_cleaner_a_text_is_the_more_a_change_must_be_worth() -> None:
    stays = [
        policy_of(tokenize(GOOD), "careful", noise, MODEL_, free=True).stay for noise in (0.0001, 0.001, 0.02)
    ]
    assert stays == sorted(stays, reverse=True)
    assert stays[-1] == 2.0


def test_a_page_that_was_read_is_never_taken_for_clean() -> None:
    clean = looks(*[GOOD] * 50)
    assert noise_of(clean, [(0, 1.0)]) == clean.noise < noise_of(clean, [(0, 0.9)])


@pytest.mark.parametrize(
    ("line", "garbled"), [(GOOD, False), (GARBLED, True), ("truc tuyén", True), ("Microsoft Windows Zalo", False)]
)
def test_garbled_lines_are_known(line: str, *, garbled: bool) -> None:
    words = [token for token in tokenize(line) if token.kind == "word" and len(token.text) > 1]
    assert is_garbled(words, MODEL_) is garbled


def test_trust_grows_with_confidence_and_typed_words_have_none() -> None:
    found = [trust(confidence) for confidence in (0.0, 0.5, 0.85, 0.93, 0.99)]
    assert found == sorted(found)
    assert trust(1.0) == 0.0


def test_digits_and_spaces_by_the_engine() -> None:
    normal, bold = policy(GARBLED), policy(bare(GOOD))
    assert (normal.spaces, normal.digits_stay) == (True, False)
    assert (bold.spaces, bold.digits_stay) == (False, True)


@pytest.mark.parametrize(
    ("line", "strength", "least"),
    [
        ("có các 80 t6 đảng", "careful", 10.0),
        ("có các 80 tổ đảng", "careful", 0.0),
        ("có các 80 UBMTTQ", "careful", 0.0),
        ("t6 chức đảng có các 80 tổ", "careful", 0.0),
        ("có các 80 tổ đảng", "normal", 10.0),
    ],
)
def test_misread_words_beside_a_figure_count_against_it(line: str, strength: Strength, least: float) -> None:
    tokens = tokenize(line)
    at = next(n for n, token in enumerate(tokens) if token.kind == "number")
    assert doubted_below(tokens, at, policy_of(tokens, strength, 0.001, MODEL_, free=False), MODEL_) == least
