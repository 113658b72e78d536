"""A pointer leads to the value that JSON has at the same place, or to nothing, which is an error."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cchc_ocr.pointing import parts_of, value_in
from tests.exported import record


def places(value: Any, at: str = "") -> list[tuple[str, Any]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(at, value), *(one for part, held in inside for one in places(held, f"{at}/{part}"))]


def test_pointers_lead_where_they_lead_in_json() -> None:
    whole = record()
    found = places(json.loads(whole.to_json()))
    assert len(found) > 50
    for pointer, value in found:
        held = value_in(whole, pointer)
        if not isinstance(value, dict | list):
            assert held == value, pointer


@pytest.mark.parametrize(
    "pointer",
    [
        *("document/date", "/document/dates", "/dokument", "/scores/99", "/scores/-1", "/scores/-", "/scores/²"),
        *("/document/date/0", "/document/day", "/model_fields", "/", "/document/"),
    ],
)
def test_what_leads_to_nothing_is_an_error_that_names_it(pointer: str) -> None:
    with pytest.raises(LookupError) as caught:
        value_in(record(), pointer)
    assert repr(pointer) in str(caught.value)


def test_slashes_and_tildes_may_stand_in_names() -> None:
    assert parts_of("/a~1b/c~0d/~01") == ["a/b", "c~d", "~1"]
