"""UTF-8 that was taken for Western letters, also where bytes got lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.changes import replay
from cchc_ocr.files.charsets import western
from cchc_ocr.files.mojibake import from_mojibake, joined

TEXT = "Điều 5. Thường xuyên đề nghị các bộ phận “một cửa” ở xã – VỀ ĐỘC LẬP, ĐÃ ĐỌC; các Ông, Bà"
VIETNAMESE = st.text(
    st.sampled_from("aàáạảãăằắặẳẵâầấậẩẫeèéẹẻẽêềếệểễiìíịỉĩoòóọỏõôồốộổỗơờớợởỡuùúụủũưừứựửữyỳýỵỷỹđĐÀỀ .-5")
)


@given(VIETNAMESE)
def test_all_letters_come_back(text: str) -> None:
    assert from_mojibake(western(text.encode())) == text
    assert from_mojibake(text.encode().decode("latin-1")) == text


def test_what_was_taken_for_western_twice_comes_back() -> None:
    assert from_mojibake(western(western(TEXT.encode()).encode())) == TEXT


@pytest.mark.parametrize("errors", ["replace", "ignore"])
def test_bytes_without_a_letter_are_put_back(errors: str) -> None:
    assert from_mojibake(TEXT.encode().decode("cp1252", errors)) == TEXT


@pytest.mark.parametrize(
    "text", ["hành chính là các xã", "và", "bàn là à", "LẠM PHÁT, CHƯƠNG TRÌNH", "gà vàng, mà"]
)
def test_bytes_that_became_spaces_are_put_back(text: str) -> None:
    seen = western(text.encode()).replace("\xa0", " ")
    assert from_mojibake(replay(seen, joined(seen))) == text


@pytest.mark.parametrize(
    "text", [TEXT, "ĐÃ, XÃ Ã", "Älter, Ärzte", "Le général a été nommé", "Ã", "CÁ »", "ĐÃ Ä, XÃ"]
)
def test_what_is_right_stays(text: str) -> None:
    assert from_mojibake(text) == text
