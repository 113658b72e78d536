"""Values as people type them, and as spreadsheets give them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.corrections.typed import kind_at, value_typed
from cchc_ocr.corrections.values import RefusedError

DATE, SCORE, PLACE, COUNT = "/document/date", "/scores/0/score", "/ranks/0/position", "/counts/0/value"


@pytest.mark.parametrize(
    ("pointer", "kind"),
    [
        (DATE, "date"),
        ("/dates/3", "date"),
        ("/references/1/date", "date"),
        ("/document/date_partial", "partial date"),
        (SCORE, "number"),
        (PLACE, "whole"),
        ("/scores/0/year", "whole"),
        ("/scores/0/basis", "text"),
        ("/document/number", "text"),
        ("/document/recipients/3", "text"),
        ("/document/signers/0/name", "text"),
        ("/tables/0/rows/3/2", "text"),
        ("/pages/0/text/3", "text"),
        ("/annexes/0/first_page", "whole"),
    ],
)
def test_what_is_typed_at_a_place(pointer: str, kind: str) -> None:
    assert kind_at(pointer) == kind


@pytest.mark.parametrize("pointer", ["/document", "/scores/0", "/colour", "/scores/0/colour"])
def test_where_no_single_value_stands(pointer: str) -> None:
    with pytest.raises(RefusedError):
        kind_at(pointer)


@pytest.mark.parametrize(
    ("pointer", "typed", "value"),
    [
        (DATE, "9/3/2021", "2021-03-09"),
        (DATE, "09-03-2021", "2021-03-09"),
        (DATE, "9.3.2021", "2021-03-09"),
        (DATE, "2021-03-09", "2021-03-09"),
        (DATE, "ngày 9 tháng 3 năm 2021", "2021-03-09"),
        (DATE, "Sơn Hà, ngày 09 tháng 03 năm 2021", "2021-03-09"),
        (DATE, datetime(2021, 3, 9, 0, 0), "2021-03-09"),
        (DATE, date(2021, 3, 9), "2021-03-09"),
        (DATE, "không có", None),
        (DATE, " ", None),
        ("/document/date_partial", "3/2021", "2021-03"),
        ("/document/date_partial", "2021-03", "2021-03"),
        ("/document/date_partial", 2021, "2021"),
        (SCORE, "8,5", 8.5),
        (SCORE, "8.5", 8.5),
        (SCORE, " 85,745 % ".replace("745", "74"), 85.74),
        (SCORE, "-0,5", -0.5),
        (SCORE, 8.5, 8.5),
        (SCORE, 9, 9.0),
        (COUNT, "1.234,5", 1234.5),
        (COUNT, "1.234.567", 1234567.0),
        (COUNT, "12 345", 12345.0),
        (COUNT, "0,123", 0.123),
        (PLACE, "7", 7),
        (PLACE, 7.0, 7),
        ("/document/number", "05", "05"),
        ("/document/number", 15, "15"),
        ("/document/number", 15.0, "15"),
        ("/document/subject", "Kết  quả", "Kết quả"),
    ],
)
def test_what_was_meant(pointer: str, typed: Any, value: Any) -> None:
    found = value_typed(pointer, typed)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("pointer", "typed"),
    [
        (DATE, "31/4/2021"),
        (DATE, "12/25/2021"),
        (DATE, "9/3/21"),
        (DATE, "hôm qua"),
        (DATE, 44264),
        (SCORE, "1.234"),  # thousands, or decimals
        (SCORE, "1,234"),
        (SCORE, "tám"),
        (SCORE, "8,5,1"),
        (SCORE, datetime(2021, 5, 8)),
        (SCORE, True),
        (PLACE, "7,5"),
        ("/document/number", datetime(2021, 5, 8)),
        ("/document/date_partial", "tháng ba"),
    ],
)
def test_what_nobody_can_know_is_refused(pointer: str, typed: Any) -> None:
    with pytest.raises(RefusedError):
        value_typed(pointer, typed)


@given(st.dates(date(1945, 1, 1), date(2100, 1, 1)))
def test_every_day_is_read_in_both_ways(day: date) -> None:
    assert (
        value_typed(DATE, f"{day.day}/{day.month}/{day.year}")
        == value_typed(DATE, day.isoformat())
        == day.isoformat()
    )


@given(st.decimals(-9999, 9999, places=2))
def test_every_number_is_read_with_comma_and_point(number: Any) -> None:
    assert value_typed(SCORE, str(number)) == value_typed(SCORE, str(number).replace(".", ",")) == float(number)
