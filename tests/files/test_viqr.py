"""VIQR: marks behind their letters become letters, stops stay stops."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.files.viqr import from_viqr
from cchc_ocr.vietnamese import is_syllable
from tests.encodings import viqr

WORDS = sorted(word for word, count in lexicon.load().syllables.items() if count > 200 and is_syllable(word))


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Co^.ng ho`a xa~ ho^.i chu? nghi~a Vie^.t Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("DDo^.c la^.p - Tu+. do - Ha.nh phu'c", "Độc lập - Tự do - Hạnh phúc"),
        ("SO+? NO^.I VU.", "SỞ NỘI VỤ"),
        ("ngu+o+`i da^n du*o*.c hu*o*?ng", "người dân dược hưởng"),
        ("Ngha^n sa'ch na(m nay (2024) la` bao nhie^u?", "Nghân sách năm nay (2024) là bao nhiêu?"),
        ("theo kie^'n nghi. cu?a xa~. Tu+` dda^y", "theo kiến nghị của xã. Từ đây"),
        ("gia xe DDa.t.", "gia xe Đạt."),
        ("ho^` so+\\. Nam", "hồ sơ. Nam"),
        ("vp@sonha.gov.vn", "vp@sonha.gov.vn"),
    ],
)
def test_lines(seen: str, meant: str) -> None:
    assert from_viqr(seen) == meant


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
def test_words_come_back(words: list[str]) -> None:
    text = " ".join(words) + " x"
    assert from_viqr(viqr(text)) == text
