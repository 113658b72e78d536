"""Changes are replayed, put together, and dealt out to the parts of a line, without loss."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.changes import Change, deal, replay, stretches, then

SURE = 9.0
Case = tuple[str, list[Change], str]


@st.composite
def changed_lines(draw: st.DrawFn) -> Case:
    """A line of words, some of which became others, and what it became."""
    seen_and_became = st.tuples(st.text("aoưđ", min_size=1, max_size=4), st.none() | st.text("ơổ", max_size=4))
    words = draw(st.lists(seen_and_became))
    changes, at = [], 0
    for seen, became in words:
        if became is not None:
            changes.append(Change(at, at + len(seen), seen, became, ("diacritics",), 1.0))
        at += len(seen) + 1
    line, made = (" ".join(texts) for texts in ([s for s, _ in words], [s if b is None else b for s, b in words]))
    return line, changes, made


@given(changed_lines(), st.randoms())
def test_changes_in_any_order_give_the_text_that_was_made(case: Case, chance: random.Random) -> None:
    line, changes, made = case
    chance.shuffle(changes)
    assert replay(line, changes) == made


@pytest.mark.parametrize(
    "changes",
    [
        [Change(0, 2, "Sở", "So", (), 0.0)],
        [Change(0, 2, "So", "Sở", (), 0.0), Change(1, 2, "o", "ở", (), 0.0)],
        [Change(9, 12, "vu", "vụ", (), 0.0)],
    ],
    ids=["another word", "one over the other", "past the end"],
)
def test_changes_that_do_not_fit_are_refused(changes: list[Change]) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        replay("So Noi vu", changes)


@given(changed_lines())
def test_each_change_is_dealt_to_the_part_it_begins_in(case: Case) -> None:
    line, changes, made = case
    parts, at = [], 0
    for word in line.split(" "):
        parts.append(slice(at, at + len(word)))
        at += len(word) + 1
    dealt = list(deal(changes, parts))
    back = [
        replace(change, start=change.start + part.start, end=change.end + part.start)
        for part, its in zip(parts, dealt, strict=True)
        for change in its
    ]
    assert back == changes
    assert " ".join(replay(line[part], its) for part, its in zip(parts, dealt, strict=True)) == made


def test_a_change_between_parts_is_left_out() -> None:
    changes = [Change(0, 1, "a", "ă", (), 0.0), Change(3, 4, "b", "đ", (), 0.0)]
    assert [len(its) for its in deal(changes, [slice(0, 2), slice(5, 6)])] == [1, 0]


@pytest.mark.parametrize(
    ("line", "made", "changes", "pairs"),
    [
        ("So Noi", "Sở Nội", [], [("So", "Sở"), ("Noi", "Nội")]),
        ("a  b", "a b", [], [("a", "a"), ("b", "b")]),
        ("x tr ¦c y", "x tr ực y", [(2, 7)], [("x", "x"), ("tr ¦c", "tr ực"), ("y", "y")]),
        ("a b c", "a b c", [(0, 3), (2, 5)], [("a b c", "a b c")]),
        ("", "", [], []),
    ],
)
def test_stretches_hold_what_belongs_together(
    line: str, made: str, changes: list[tuple[int, int]], pairs: list[tuple[str, str]]
) -> None:
    wide = [Change(start, end, made[start:end], "", (), 0.0) for start, end in changes]
    assert [(line[old], made[new]) for old, new in stretches(line, made, wide)] == pairs


def test_texts_with_unlike_words_have_no_stretches_in_common() -> None:
    with pytest.raises(ValueError, match="zip"):
        list(stretches("a b", "a", []))


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


def test_rounds_of_changes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        then("abc", [change("abc", 0, 1, "x")], [Change(0, 1, "a", "b", ("later",), SURE)])
