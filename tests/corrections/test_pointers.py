"""JSON Pointers: values, places of the same kind, and lists that move."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.corrections.pointers import NoSuchPlaceError, is_cell, like, moved, value_at, within
from cchc_ocr.pointing import parts_of

VALUES = {"scores": [{"score": 1}, {"score": 2}], "tables": [{"rows": [["a", "b"], ["c"]], "header": ["x", "y"]}]}


@pytest.mark.parametrize(
    ("pointer", "value"),
    [("/scores/1/score", 2), ("/tables/0/rows/1/0", "c"), ("", VALUES), ("/scores/0", {"score": 1})],
)
def test_the_value_at_a_pointer(pointer: str, value: object) -> None:
    assert value_at(VALUES, pointer) == value


@pytest.mark.parametrize(
    "pointer", ["/scores/2", "/scores/-1", "/scores/x", "/nothing", "/scores/0/score/x", "/scores/-"]
)
def test_no_such_place(pointer: str) -> None:
    with pytest.raises(NoSuchPlaceError):
        value_at(VALUES, pointer)


@pytest.mark.parametrize(
    ("pointer", "places"),
    [
        ("/scores/9/score", ["/scores/0/score", "/scores/1/score"]),
        ("/scores/0", ["/scores/0", "/scores/1"]),
        ("/tables/0/rows/0/1", ["/tables/0/rows/0/1"]),  # the cells of a column
        ("/tables/0/rows/0/0", ["/tables/0/rows/0/0", "/tables/0/rows/1/0"]),
        ("/tables/0/header/1", ["/tables/0/header/1"]),
        ("/tables/0/rows/0", ["/tables/0/rows/0", "/tables/0/rows/1"]),
        ("/nothing/0", []),
    ],
)
def test_places_of_the_same_kind(pointer: str, places: list[str]) -> None:
    assert [place for place, _ in like(VALUES, pointer)] == places


def test_what_is_within_what() -> None:
    assert within("/scores/1/score", "/scores/1")
    assert not within("/scores/12", "/scores/1")
    assert parts_of("/a~1b/c~0d") == ["a/b", "c~d"]
    assert is_cell("/tables/0/rows/1/2")
    assert not is_cell("/tables/0/title")


@given(st.integers(0, 9), st.integers(0, 9))
def test_what_moves_down_for_a_new_item_moves_back_when_it_goes(at: int, number: int) -> None:
    pointer = f"/scores/{number}/score"
    down = moved(pointer, "/scores", at, 1)
    assert down is not None
    assert moved(down, "/scores", at, -1) == pointer
    assert moved("/dates/3", "/scores", at, 1) == "/dates/3"
    assert moved(f"/scores/{at}/score", "/scores", at, -1) is None
