"""Changes to a line: replayed, and put together where one follows another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.changes import Change, replay, then

SURE = 9.0


def change(line: str, start: int, end: int, became: str, step: str = "a", odds: float = SURE) -> Change:
    return Change(start, end, line[start:end], became, (step,), odds)


@st.composite
def changed(draw: st.DrawFn, line: str, step: str) -> list[Change]:
    """Changes to a line that do not overlap."""
    ends = sorted(draw(st.sets(st.integers(0, len(line)), max_size=6)))
    spans = zip(ends[::2], ends[1::2], strict=False)
    return [change(line, start, end, draw(st.text("xy ", max_size=3)), step) for start, end in spans]


@given(st.data())
def test_two_rounds_of_changes_are_one(data: st.DataObject) -> None:
    line = data.draw(st.text("abc ", max_size=12))
    first = data.draw(changed(line, "first"))
    later = data.draw(changed(replay(line, first), "later"))
    both = then(line, first, later)
    assert replay(line, both) == replay(replay(line, first), later)
    assert {step for one in both for step in one.steps} == {step for one in (*first, *later) for step in one.steps}


def test_changes_apart_stay_apart() -> None:
    first, later = change("so 1 cua", 0, 2, "số"), change("số 1 cua", 5, 8, "của")
    assert then("so 1 cua", [first], [later]) == (first, later)


def test_what_is_put_together_keeps_the_reason_of_each() -> None:
    first = [change("1 2/Qb", 4, 6, "QĐ", "sign", 2.0)]
    later = [change("1 2/QĐ", 0, 6, "12/QĐ", "joined")]
    assert then("1 2/Qb", first, later) == (Change(0, 6, "1 2/Qb", "12/QĐ", ("sign", "joined"), 2.0),)


def test_a_word_that_was_taken_away_leaves_its_neighbours_in_place() -> None:
    line = "ực §/5"
    first, later = [change(line, 0, 3, "")], [change("§/5", 0, 3, "8/5", "figure")]
    assert replay(line, then(line, first, later)) == "8/5"


def test_changes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        then("abc", [change("abc", 0, 1, "x")], [Change(0, 1, "a", "b", ("later",), SURE)])
