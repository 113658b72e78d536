"""What the words of a text may begin, as far as a name may reach."""

from __future__ import annotations

import pytest

from cchc_ocr import lexicon
from cchc_ocr.extract.bodies.lists import body_lists
from cchc_ocr.extract.bodies.reach import Reach

LISTS = body_lists(lexicon.load())


def reach(text: str) -> Reach:
    return Reach(text, len(text), LISTS)


@pytest.mark.parametrize(
    ("text", "act", "body"),
    [
        ("Quyết định số 5", True, False),
        ("Điều 5 Thông tư", True, False),
        ("Điều phối", False, False),
        ("Bộ Y tế", False, True),
        ("UBND tỉnh", False, True),
        ("Bộ phận", False, False),
        ("Sở hữu", False, False),
        ("Công an nhân dân", False, False),
        ("Du lịch", False, False),
    ],
)
def test_what_begins(text: str, act: bool, body: bool) -> None:
    assert (reach(text).begins_act(0), reach(text).begins_body(0)) == (act, body)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Sở Y tế", "so"), ("Ủy ban nhân dân xã", "ubnd"), ("HỘI ĐỒNG NHÂN DÂN", "hdnd"), ("Y tế", None)],
)
def test_kind(text: str, kind: str | None) -> None:
    found = reach(text).kind(0)
    assert (found[0] if found else None) == kind


def test_words_and_gaps() -> None:
    text = reach("Sở , Y tế")
    assert text.behind_gap(2) == 3 and text.behind_gap(0) is None
    assert text.last_word(9) == "tế" and text.last_word(0) == ""
    word = text.word(2)
    assert word and (word["before"], word["word"]) == (" , ", "Y")
    assert text.is_capital(5) and not text.is_capital(7)
    assert not Reach("Sở Y", 3, LISTS).is_capital(3)
