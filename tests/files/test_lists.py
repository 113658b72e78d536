"""The numbers of lists and headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.files.office.lists import Counters, ListLevel, bullet, numeral


@pytest.mark.parametrize(
    ("number", "kind", "shown"),
    [
        (1, "decimal", "1"),
        (9, "upperRoman", "IX"),
        (1994, "lowerRoman", "mcmxciv"),
        (26, "lowerLetter", "z"),
        (27, "upperLetter", "AA"),
        (3, "vietnameseCounting", "ba"),
        (11, "vietnameseCounting", "11"),
        (3, "decimalZero", "03"),
        (3, "ordinal", "3"),
        (0, "lowerRoman", "0"),
        (-1, "lowerLetter", "-1"),
        (10**9, "lowerLetter", "1000000000"),
    ],
)
def test_a_number_is_shown_as_its_kind(number: int, kind: str, shown: str) -> None:
    assert numeral(number, kind) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("–", "–"), ("•", "•"), ("\uf0a7", "-"), ("o", "-"), ("Ø", "-"), ("■", "-"), (" ", ""), ("Chương", "Chương")],
)
def test_a_bullet_is_a_sign_that_people_type(text: str, shown: str) -> None:
    assert bullet(text) == shown


LEVELS = (
    ListLevel("upperRoman", "%1."),
    ListLevel("decimal", "%2.", start=3),
    ListLevel("decimal", "%3.", restarts=False),
)


def test_levels_below_begin_anew_unless_they_go_on() -> None:
    counters = Counters()
    assert [counters.next(LEVELS, at) for at in (0, 1, 1, 2, 0, 1, 2)] == [
        "I.",
        "3.",
        "4.",
        "1.",
        "II.",
        "3.",
        "2.",
    ]


def test_a_level_above_that_was_not_counted_shows_its_start() -> None:
    levels = (ListLevel("decimal", "%1"), ListLevel("decimal", "%1.%2.%9"))
    assert Counters().next(levels, 1) == "1.1."


def test_a_count_may_begin_anew() -> None:
    counters = Counters()
    assert [counters.next(LEVELS, 0, start) for start in (None, 7, None)] == ["I.", "VII.", "VIII."]


@given(st.integers(1, 3999))
def test_every_roman_number_is_another(number: int) -> None:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    digits = [values[c] for c in numeral(number, "lowerRoman")]
    assert sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True)) == number
