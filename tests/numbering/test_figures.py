"""Figures, and the signs and letters that they are taken for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.numbering.figures import figures, mend_digits, slashes, typed


@pytest.mark.parametrize(("seen", "meant"), [("20§1", "2081"), ("!&Š|", "1851"), ("lO", "10"), ("15a", "15a")])
def test_figures(seen: str, meant: str) -> None:
    assert figures(seen) == meant


def test_letters_stay_where_they_may_be_letters() -> None:
    assert figures("§O", letters=False) == "8O"


@given(st.text("0123456789/-. "))
def test_what_is_written_rightly_stays(text: str) -> None:
    assert figures(text) == mend_digits(text) == slashes(text) == typed(text) == text


@pytest.mark.parametrize(("seen", "meant"), [("1O85", "1085"), ("|2a", "12a"), ("2l", "2l"), ("2O", "20")])
def test_a_letter_that_ends_a_number_stays_but_an_o(seen: str, meant: str) -> None:
    assert mend_digits(seen) == meant


@pytest.mark.parametrize(
    ("seen", "meant"),
    [("17/01⁄2018;", "17/01/2018;"), ("https:⁄⁄sonha.example", "https://sonha.example"), ("~", "-")],
)
def test_signs_that_no_keyboard_has(seen: str, meant: str) -> None:
    assert typed(seen) == meant
