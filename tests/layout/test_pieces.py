"""Parts of the lines of a finished page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.document import Line, Page, Word
from cchc_ocr.layout.pieces import Piece, by_level, pieces_of
from tests.engines import run, word
from tests.pages import text_page

TEXTS = st.lists(st.text("aốĐ1/:", min_size=1, max_size=6), min_size=1, max_size=8)


def piece(text: str) -> Piece:
    return Piece(1, 0, Line.from_text(text).words)


@pytest.mark.parametrize(
    ("offset", "parts"),
    [(0, (None, "Số: 12 /QĐ")), (4, ("Số:", "12 /QĐ")), (5, ("Số: 12", "/QĐ")), (99, ("Số: 12 /QĐ", None))],
)
def test_a_piece_is_cut_between_words(offset: int, parts: tuple[str | None, str | None]) -> None:
    assert tuple(part and part.text for part in piece("Số: 12 /QĐ").cut(offset)) == parts


@given(TEXTS, st.integers(-2, 60))
def test_no_word_is_lost_by_a_cut(words: list[str], offset: int) -> None:
    whole = piece(" ".join(words))
    assert [word for part in whole.cut(offset) if part for word in part.words] == list(whole.words)


@given(TEXTS, st.integers(0, 40), st.integers(1, 40))
def test_the_words_at_a_place_hold_what_stands_there(words: list[str], start: int, length: int) -> None:
    whole = piece(" ".join(words))
    held = "".join(word.text for word in whole.words_at(start, start + length))
    assert whole.text[start : start + length].replace(" ", "") in held


def test_base_letters_are_as_long_as_the_text() -> None:
    found = piece("Độc lập - Tự do")
    assert found.bare == "doc lap - tu do" and len(found.bare) == len(found.text)


def test_a_piece_knows_what_was_seen_before_repair() -> None:
    assert Piece(1, 0, (Word("nhận", seen="nhân"), Word("hồ"))).as_seen == "nhân hồ"


def test_marks_of_markdown_rules_and_page_numbers_are_no_pieces() -> None:
    page = text_page(["# BÁO CÁO", "---", "**Kết quả**", "2"])
    lines = (*page.lines[:3], Line(page.lines[3].words, zone="page-number"))
    assert [found.text for found in pieces_of(page.with_lines(lines))] == ["BÁO CÁO", "Kết quả"]


def test_marks_in_a_picture_are_print() -> None:
    page = Page(1, (Line(tuple(run("* Ghi chú", 0, 0))),), "scan", 2480, 3508)
    assert [found.text for found in pieces_of(page)] == ["* Ghi chú"]


def test_pieces_on_one_level_are_one() -> None:
    parts = [
        Piece(1, 2, tuple(run("Thử", 1900, 603))),
        Piece(1, 0, tuple(run("GIÁM ĐỐC", 1500, 500))),
        Piece(1, 1, tuple(run("Trần Thị", 1500, 600))),
    ]
    assert [(found.line, found.text) for found in by_level(parts)] == [(0, "GIÁM ĐỐC"), (1, "Trần Thị Thử")]


def test_pieces_that_stand_one_over_the_other_stay_two() -> None:
    parts = [Piece(1, 0, (word("Một", 0, 0, height=60),)), Piece(1, 1, (word("Hai", 0, 30, height=60),))]
    assert len(by_level(parts)) == 2
