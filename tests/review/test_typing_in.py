"""What people type, as values: dates, numbers with commas and dots, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.errors import UsageError
from cchc_ocr.review.typing_in import form_of, parsed, shown

FORMS = [
    ("/document/date", "date", True),
    ("/document/date_partial", "month", True),
    ("/document/number", "text", True),
    ("/document/recipients/3", "text", False),
    ("/document/signers/0/name", "text", True),
    ("/references/2/date", "date", True),
    ("/references/2/number_symbol", "text", False),
    ("/scores/0/score", "number", True),
    ("/scores/0/year", "whole", True),
    ("/scores/0/basis", "choice", True),
    ("/scores/0/nature", "choice", False),
    ("/ranks/0/position", "whole", False),
    ("/counts/0/value", "number", False),
    ("/tables/0/rows/3/1", "text", True),
    ("/tables/0/header/1", "text", True),
    ("/pages/2", "none", False),
    ("/source/pages", "none", False),
    ("/nothing/at/all", "none", False),
]
TYPED = [
    ("/document/date", "9/3/2021", "2021-03-09"),
    ("/document/date", " 09.03.2021 ", "2021-03-09"),
    ("/document/date", "2021-03-09", "2021-03-09"),
    ("/document/date", "", None),
    ("/document/date_partial", "3/2021", "2021-03"),
    ("/document/number", "05", "05"),
    ("/document/subject", "Kết  quả\n2020", "Kết quả 2020"),
    ("/document/subject", "Kê\u0301t", "Kết"),
    ("/scores/0/score", "8,5", 8.5),
    ("/scores/0/score", "8.5", 8.5),
    ("/scores/0/score", "-0,25", -0.25),
    ("/scores/0/score", "0.125", 0.125),
    ("/scores/0/percent", "93,18 %", 93.18),
    ("/counts/0/value", "1.234,5", 1234.5),
    ("/counts/0/value", "1.234.567", 1234567.0),
    ("/counts/0/value", "1234", 1234.0),
    ("/ranks/0/position", "7", 7),
    ("/document/date", "ngày 9 tháng 3 năm 2021", "2021-03-09"),
    ("/document/subject", "không có", None),
    ("/counts/0/value", "1.234.567,5", 1234567.5),
    ("/scores/0/basis", "survey", "survey"),
    ("/tables/0/rows/3/1", "", ""),
]
REFUSED = [
    ("/document/date", "31/2/2021"),
    ("/document/date", "3/2021"),
    ("/document/date", "hôm qua"),
    ("/document/date_partial", "9/3/2021"),
    ("/scores/0/score", "0.125.000"),
    ("/scores/0/score", "1.234"),  # 1234 or 1,234: nobody but the person knows
    ("/scores/0/score", "8,5,1"),
    ("/scores/0/score", "tám"),
    ("/ranks/0/of", "1.234"),
    ("/ranks/0/position", "không có"),
    ("/ranks/0/position", "7,5"),
    ("/ranks/0/position", ""),
    ("/scores/0/basis", "nobody"),
    ("/pages/2", "x"),
]


@pytest.mark.parametrize(("pointer", "kind", "empty"), FORMS)
def test_fields_have_the_form_of_the_record(pointer: str, kind: str, empty: bool) -> None:
    form = form_of(pointer)
    assert (form.kind, form.may_be_empty) == (kind, empty)


@pytest.mark.parametrize(("pointer", "typed", "value"), TYPED)
def test_what_is_typed_becomes_a_value(pointer: str, typed: str, value: object) -> None:
    got = parsed(pointer, typed)
    assert (got, type(got)) == (value, type(value))


@pytest.mark.parametrize(("pointer", "typed"), REFUSED)
def test_what_is_no_value_of_the_field_is_refused(pointer: str, typed: str) -> None:
    with pytest.raises(UsageError):
        parsed(pointer, typed)


@given(st.floats(-1e6, 1e6).map(lambda value: round(value, 4)), st.booleans())
def test_a_number_that_is_shown_and_not_changed_stays_itself(value: float, comma: bool) -> None:
    text = shown(value, comma=comma)
    assert parsed("/scores/0/score", text) == value


@given(st.dates(min_value=__import__("datetime").date(1900, 1, 1)))
def test_a_date_that_is_shown_and_not_changed_stays_itself(day: object) -> None:
    assert parsed("/document/date", shown(str(day), comma=True)) == str(day)
