"""The names that texts are compared with, out of the dictionaries."""

from __future__ import annotations

import pytest

from cchc_ocr import lexicon
from cchc_ocr.extract.bodies.lists import body_lists

LISTS = body_lists(lexicon.load())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bộ Thủy sản", "Bộ Thủy sản"),  # of former years
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("Sở GDĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở Giáo dục và ĐT", "Sở Giáo dục và Đào tạo"),
        ("UBND", "Ủy ban nhân dân"),
    ],
)
def test_bodies(text: str, name: str) -> None:
    found = LISTS.bodies.longest(text, 0, len(text))
    assert found and (found[0].name, found[1]) == (name, len(text))


@pytest.mark.parametrize("text", ["Sở NV", "Bộ CA"])
def test_two_initials_name_no_body(text: str) -> None:
    assert LISTS.bodies.longest(text, 0, len(text)) is None


def test_the_other_lists() -> None:
    for tree, text in (
        (LISTS.fields, "Lao động - Thương binh và Xã hội"),
        (LISTS.kinds, "Hội đồng nhân dân"),
        (LISTS.actors, "Bộ trưởng, Chủ nhiệm"),
        (LISTS.actors, "Phó Giám đốc"),
        (LISTS.place_kinds, "thị xã"),
    ):
        assert tree.longest(text, 0, len(text)) == (text, len(text))
    assert LISTS.fields.longest("tỉnh", 0, 4) is None
    assert "tỉnh" in LISTS.kinds_of_places


def test_the_lists_of_a_lexicon_are_made_once() -> None:
    known = lexicon.load()
    assert body_lists(known) is body_lists(known)
