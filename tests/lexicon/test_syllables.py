"""The spelling rules of a Vietnamese syllable."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.vietnamese import is_syllable

GOOD = """
    gì gìn giết giếng giêng già giữa gia quý quốc quyết quỳnh quân khuỷu nghiêng yêu yếu ý y uống ước hoặc khuya
    khoẻ khỏe bướu thuỷ thủy tuỳ tùy hoà hòa xoong moóc ngoằn ngoại toàn nghị nghệ kế kỹ ghi của cửa
    đường được người tiếng biếc tuyển nguyệt thuở huơ khoắng ia ủy uỷ ông êm ác ích ốp ướp
"""
BAD = """
    ngiệp nghành kủa cế ghà gheà quyêt hoat khoăt tcường d6c gía qủa cuả ngọai tòan giêt iêu yên1 hànhbộ a-b
    sỏở w wá fải zì jì ubnd nđ thr ii bb oo ncủa vviệc
"""


@pytest.mark.parametrize("text", GOOD.split())
def test_words_are_syllables(text: str) -> None:
    assert is_syllable(text)


@pytest.mark.parametrize("text", BAD.split())
def test_slips_are_none(text: str) -> None:
    assert not is_syllable(text)


@given(st.sampled_from(sorted(lexicon.load().syllables)))
def test_case_and_composition_do_not_matter(syllable: str) -> None:
    forms = (syllable.upper(), syllable.capitalize(), unicodedata.normalize("NFD", syllable))
    assert {is_syllable(form) for form in forms} == {is_syllable(syllable)}


@given(st.text(max_size=8))
def test_any_text_has_an_answer(text: str) -> None:
    assert is_syllable(text) in (True, False)
