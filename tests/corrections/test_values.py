"""Whether a value may stand in a record."""

from __future__ import annotations

import math
from typing import Any

import pytest

from cchc_ocr.corrections.values import RefusedError, checked, is_correctable, see_that_it_is_told, tidied


@pytest.mark.parametrize(
    ("pointer", "correctable"),
    [
        ("/document/date", True),
        ("/tables/0/rows/0/0", True),
        ("/source/sha256", False),
        ("/pages/0", False),
        ("/evidence/0", False),
    ],
)
def test_what_is_a_reading_of_the_document(pointer: str, correctable: bool) -> None:
    assert is_correctable(pointer) is correctable


def test_values_get_the_types_of_the_record() -> None:
    made = checked("scores", {"criterion": "Thể chế", "score": "8.5", "year": 2020}, item=True)
    assert (made["score"], made["nature"]) == (8.5, "result")
    assert checked("dates", ["2021-03-09"], item=False) == ["2021-03-09"]


@pytest.mark.parametrize(
    ("root", "value", "item"),
    [
        ("scores", {"nature": "wish"}, True),
        ("document", {"colour": 1}, False),
        ("ranks", {"position": None}, True),
    ],
)
def test_others_are_refused(root: str, value: Any, item: bool) -> None:
    with pytest.raises(RefusedError):
        checked(root, value, item=item)


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/document/date", "2021-02-29"),
        ("/dates/0", "x"),
        ("/references/-", {"number_symbol": "1/QĐ", "date": "2021-13-01"}),
        ("/scores/0/score", math.nan),
        ("/scores/0/score", False),
    ],
)
def test_no_such_day_and_no_number(pointer: str, value: Any) -> None:
    with pytest.raises(RefusedError):
        see_that_it_is_told(pointer, value)


def test_empty_texts_are_null_but_in_cells() -> None:
    assert tidied("/document/place", "  ", "Sơn Hà") is None
    assert tidied("/tables/0/rows/0/0", " ", "x") == ""
    assert tidied("/document/place", " Sơn Hà ", None) == "Sơn Hà"
    assert tidied("/scores/0/score", 8, 7.5) == 8
