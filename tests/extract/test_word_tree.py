"""Names that are found by their words."""

from __future__ import annotations

import pytest

from cchc_ocr.extract.bodies.word_tree import NameTree, in_one_line, words

TREE = NameTree(
    [
        ("Sở Y tế", "health"),
        ("Sở Văn hóa, Thể thao và Du lịch", "culture"),
        ("Bộ Lao động - Thương binh và Xã hội", "labour"),
        ("Bộ Lao động", "old"),
        ("Sở KH&CN", "science"),
        ("Sở y tế", "a second of the same words"),
    ]
)


@pytest.mark.parametrize(
    ("text", "held", "rest"),
    [
        ("Sở Y tế về", "health", " về"),
        ("SỞ Y TẾ", "health", ""),
        ("So Y te", "health", ""),  # an engine lost the accents
        ("Sở Văn hoá, Thể thao\nvà Du lịch.", "culture", "."),
        ("Sở Văn hóa Thể thao và Du lịch", "culture", ""),
        ("Bộ Lao động – Thương binh và Xã hội", "labour", ""),
        ("Bộ Lao động và", "old", " và"),
        ("Sở KH&CN tỉnh", "science", " tỉnh"),
    ],
)
def test_the_longest_name(text: str, held: str, rest: str) -> None:
    found = TREE.longest(text, 0, len(text))
    assert found and (found[0], text[found[1] :]) == (held, rest)


@pytest.mark.parametrize("text", ["", "Sở", "Sở Y", "Sở Y, tế", " Sở Y tế", "Sở Y tếch"])
def test_no_name(text: str) -> None:
    assert TREE.longest(text, 0, len(text)) is None


def test_a_name_ends_before_the_limit() -> None:
    assert TREE.longest("Sở Y tế", 0, 5) is None


def test_words_as_they_are_compared() -> None:
    assert words("Sở KH&CN, Đà Mẫu") == ("so", "kh&cn", "da", "mau")
    assert in_one_line(" Sở\n Y  tế ") == "Sở Y tế"
