"""Figures that are a slip apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.extract.checks.slips import is_slip, is_slip_of


@given(st.integers(0, 99999))
def test_no_figure_is_a_slip_of_itself(number):
    assert not is_slip(number / 100, number / 100)


@given(st.integers(10, 9999), st.integers(0, 3), st.integers(0, 9))
def test_another_digit_in_one_place_is_a_slip_both_ways(number, at, digit):
    text = f"{number:04d}"
    other = int(f"{text[:at]}{digit}{text[at + 1 :]}")
    if other != number and len(str(other)) == len(str(number)):
        assert is_slip(number, other)
        assert is_slip(other, number)


@pytest.mark.parametrize(("one", "other"), [(34, 43), (125, 521), (88.6, 86.8), (0.37, 0.73)])
def test_two_digits_that_changed_places_are_a_slip(one, other):
    assert is_slip(one, other)


@pytest.mark.parametrize(
    ("printed", "due", "slip"), [(12.4, 17.41, True), (12.4, 12.44, False), (50, 40.0, True), (31.7, 52.2, False)]
)
def test_what_is_computed_is_rounded_as_the_printed_figure_is(printed, due, slip):
    assert is_slip_of(printed, due) is slip
