"""What is unread in the rows of a line is read with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.document import Box, Line, Word
from cchc_ocr.reading.fragments import with_fragments


def line(left: int, right: int, top: int = 0) -> Line:
    return Line((Word(f"{left}", Box(left, top, right, top + 20)),))


@pytest.mark.parametrize(
    ("lines", "unread", "joined"),
    [
        ([line(0, 100)], [Box(110, 2, 140, 18)], ["0+1"]),
        ([line(100, 200)], [Box(60, 2, 90, 18)], ["100+1"]),
        ([line(0, 100), line(150, 300)], [Box(110, 2, 140, 18)], ["0 150+1"]),  # a word between parts of a line
        ([line(150, 300), line(0, 100)], [Box(110, 2, 140, 18)], ["0 150+1"]),
        ([line(0, 100)], [Box(110, 2, 140, 18), Box(170, 2, 190, 18)], ["0+2"]),  # another one behind it
        ([line(200, 300)], [Box(110, 2, 140, 18), Box(160, 2, 190, 18)], ["200+2"]),
        ([line(0, 100)], [Box(130, 2, 160, 18)], ["0"]),  # another column
        ([line(0, 100)], [Box(110, 22, 140, 38)], ["0"]),  # another row
        ([line(0, 100), line(0, 100, 40)], [], ["0", "0"]),
    ],
)
def test_what_is_unread_goes_to_the_line_beside_it(
    lines: list[Line], unread: list[Box], joined: list[str]
) -> None:
    parts, elsewhere = with_fragments(lines, unread)
    told = [part.line.text + (f"+{len(part.fragments)}" if part.fragments else "") for part in parts]
    assert told == joined
    assert len(elsewhere) == len(unread) - sum(len(part.fragments) for part in parts)


def test_a_fragment_is_as_high_as_its_line() -> None:
    ((part,), _) = with_fragments([line(0, 100, 40)], [Box(105, 30, 140, 58)])
    assert part.boxes == [Box(0, 40, 100, 60), Box(105, 40, 140, 60)]


boxes = st.builds(
    lambda x, y, width: Box(x, y, x + width, y + 20), st.integers(0, 400), st.integers(0, 60), st.integers(5, 90)
)


@given(st.lists(boxes, max_size=6), st.lists(boxes, max_size=6))
def test_no_word_and_nothing_unread_is_lost(known: list[Box], unread: list[Box]) -> None:
    parts, elsewhere = with_fragments([Line((Word("chữ", box),)) for box in known], unread)
    words = [word.box for part in parts for word in part.line.words]
    assert sorted(map(str, words)) == sorted(map(str, known))
    assert sum(len(part.fragments) for part in parts) + len(elsewhere) == len(unread)
