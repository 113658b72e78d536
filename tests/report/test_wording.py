"""Figures as readers of both languages write them."""

from __future__ import annotations

import math

import pytest

from cchc_ocr.report import wording


@pytest.mark.parametrize(
    ("value", "english", "in_vietnamese"),
    [
        (92.25, "92.25", "92,25"),
        (84, "84.00", "84,00"),
        (8.1234567, "8.1235", "8,1235"),
        (1234.5, "1,234.50", "1.234,50"),
        (0.0, "0.00", "0,00"),
        (1e300, "1e+300", "1e+300"),
        (math.inf, "", ""),
        (None, "", ""),
    ],
)
def test_points(value: float | None, english: str, in_vietnamese: str, request: pytest.FixtureRequest) -> None:
    assert wording.points(value) == english
    request.getfixturevalue("vietnamese")
    assert wording.points(value) == in_vietnamese


def test_what_else_is_written_as_vietnamese_readers_do(vietnamese: None) -> None:
    assert wording.share(0.92254) == "92,3%"
    assert wording.change(-2.5) == "−2,50"
    assert wording.whole(37.5) == "37,50"
    assert wording.whole(1000.0) == "1.000"
    assert wording.value_text("2021-03-09") == "09/03/2021"
    assert wording.value_text(8.5) == "8,5"
    assert wording.kind_name("deduction") == "điểm trừ"


@pytest.mark.parametrize("value", [None, True, (), math.nan])
def test_what_is_no_value_is_nothing(value: object) -> None:
    assert wording.value_text(value) == ""


def test_shares_beyond_all_numbers_are_not_told() -> None:
    assert wording.share(1e300) == wording.share(None) == wording.share(math.nan) == ""


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        ((), ""),
        (("92.50 ?", "100 †"), "?†"),
        (("92.50 ?*",), "?*"),
        (("1.50 ≠", "1.50 ≠"), "≠"),
        (("Tại sao?", "a * b", "? x"), ""),
    ],
)
def test_below_a_table_stands_what_its_marks_mean_and_no_others(texts: tuple[str, ...], marks: str) -> None:
    assert [note[0] for note in wording.notes_of([texts])] == list(marks)
