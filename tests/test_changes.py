"""Changes are replayed, and dealt out to the parts of a line, without loss."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.changes import Change, deal, replay, stretches

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
