"""Dates as texts become days only where the calendar has them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.days import day, day_range


@pytest.mark.parametrize("text", [None, "", "2021-02-30", "2021-13-01", "2021", "2021-03", "0000-01-01"])
def test_what_is_no_day_is_none(text: str | None) -> None:
    assert day(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021-03-09", date(2021, 3, 9), date(2021, 3, 9)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
    ],
)
def test_parts_of_dates_are_the_days_that_they_may_be(text: str, first: date, last: date) -> None:
    assert day_range(text) == (first, last)


@pytest.mark.parametrize("text", [None, "", "2021-02-30", "2021-13", "0000", "2021-00"])
def test_without_a_date_there_is_no_range(text: str | None) -> None:
    assert day_range(text) is None


@given(st.dates())
def test_a_day_lies_in_its_month_and_its_year(one: date) -> None:
    assert day(one.isoformat()) == one
    for text in (one.isoformat(), one.isoformat()[:7], one.isoformat()[:4]):
        found = day_range(text)
        assert found and found[0] <= one <= found[1]
