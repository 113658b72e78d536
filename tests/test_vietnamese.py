"""Facts of the script: composition, bare forms, tone placement."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.vietnamese import CAPITALS, SMALL_LETTERS, bare, nfc, place_tones

VIETNAMESE = st.text(
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ HOÀ"
)


@pytest.mark.parametrize(
    ("seen", "composed"),
    [("QÐ", "QĐ"), ("ð", "đ"), ("Ɖ", "Đ"), ("ti\u0302\u0301ng", "tî\u0301ng"), ("hoa\u0300", "hoà"), ("", "")],
)
def test_lookalikes_and_composition(seen: str, composed: str) -> None:
    assert nfc(seen) == unicodedata.normalize("NFC", composed)


def test_classes_of_letters_hold_all_of_one_case_and_none_of_the_other() -> None:
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
    assert re.findall(f"[{SMALL_LETTERS}]", letters + letters.upper()) == list(letters)
    assert re.findall(f"[{CAPITALS}]", letters + letters.upper()) == list(letters.upper())


@given(VIETNAMESE)
def test_the_bare_form_is_as_long_and_stays(text: str) -> None:
    assert len(bare(text)) == len(text)
    assert bare(bare(text)) == bare(text)
    assert bare(unicodedata.normalize("NFD", text)) == bare(text)
    assert text.isspace() or not text or bare(text).isascii()


@given(st.text())
def test_letters_of_other_scripts_lose_their_diacritics_too(text: str) -> None:
    assert not any(unicodedata.combining(letter) for letter in bare(text))
    assert all(bare(letter) in bare(text) for letter in text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hoà", "hòa"),
        ("khoẻ", "khỏe"),
        ("thuỷ", "thủy"),
        ("Uỷ", "Ủy"),
        ("HOÀ", "HÒA"),
        ("loá", "lóa"),
        ("toạ đàm", "tọa đàm"),
        ("xoè", "xòe"),
    ],
)
def test_old_and_new_tone_placement(old: str, new: str) -> None:
    assert place_tones(old, "new") == new
    assert place_tones(new, "old") == old


@pytest.mark.parametrize(
    "word", ["quý", "quỳ", "hoàn", "toán", "khoán", "của", "chùa", "quả", "huỳnh", "Huế", "oi"]
)
def test_other_words_have_one_placement(word: str) -> None:
    assert place_tones(word, "new") == word == place_tones(word, "old")


@given(VIETNAMESE)
def test_there_and_back(text: str) -> None:
    assert place_tones(place_tones(text, "old"), "new") == place_tones(text, "new")
    assert bare(place_tones(text, "old")) == bare(text)
