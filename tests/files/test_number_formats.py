"""Values of workbooks as cells show them, with the signs of Vietnamese documents."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.files.office.number_formats import shown


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (None, "General", ""),
        ("Sở A", "General", "Sở A"),
        ("0915", "@", "0915"),
        (True, "General", "TRUE"),
        (7, "General", "7"),
        (7.0, "General", "7"),
        (80.08, "General", "80,08"),
        (0.1 + 0.2, "General", "0,3"),
        (-0.75, "General", "-0,75"),
        (0.00001, "General", "0,00001"),
        (80.1, "0.00", "80,10"),
        (80.126, "0.00", "80,13"),
        (80.0, "0.##", "80"),
        (1234567.5, "#,##0.0", "1.234.567,5"),
        (999, "#,##0", "999"),
        (0.9953, "0.00%", "99,53%"),
        (1, "0%", "100%"),
        (0.9953, "0%", "100%"),
        (-5, "0;(0)", "(5)"),
        (-5, "0;[Red]0", "5"),
        (-5, "[Red]0", "-5"),
        (0, '0;-0;"không"', "không"),
        (0, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "-"),
        (1477, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "1.477"),
        (85.5, '0.0" điểm"', "85,5 điểm"),
        (2500000, '#,##0\\ "đ"', "2.500.000 đ"),
        (2500000, "#,##0 [$₫-42A]", "2.500.000 ₫"),
        (2500000, "#,##0,", "2.500"),
        (5, "00", "05"),
        (-5, "00", "-05"),
        (0, "#,###", ""),
        (0.5, "# ?/?", "0,5"),
        (-0.001, "0.00", "0,00"),
        (date(2024, 3, 5), "dd/mm/yyyy", "05/03/2024"),
        (datetime(2024, 3, 5), "m/d/yy", "05/03/2024"),
        (datetime(2024, 3, 5), "mm/yyyy", "03/2024"),
        (datetime(2024, 3, 5), "yyyy", "2024"),
        (datetime(2024, 3, 5, 8, 15), "dd/mm/yyyy hh:mm", "08:15 05/03/2024"),
        (datetime(2024, 3, 5), "[$-42A]dd mmmm yyyy", "05/03/2024"),
        (time(8, 15), "h:mm", "08:15"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05:00"),
    ],
)
def test_a_value_is_written_as_its_cell_shows_it(value: object, code: str, text: str) -> None:
    assert shown(value, code) == text


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(), st.text('0#,.%;"-()_*[]\\ ?E/dmyh@'))
def test_no_format_fails(value: float, code: str) -> None:
    assert isinstance(shown(value, code), str)


@given(st.integers(-(10**9), 10**9))
def test_whole_numbers_keep_their_digits(value: int) -> None:
    assert int(shown(value, "#,##0").replace(".", "")) == value
