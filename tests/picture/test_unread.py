"""Lines that the engine passed over are found by their print."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cchc_ocr.document import Box
from cchc_ocr.picture.unread import Unread, find_unread
from tests.sheets import LONG_LINES, SHORT_LINE, with_short_line


@pytest.mark.parametrize("letters", [28, 20])
def test_a_line_that_no_word_covers_is_found(letters: float) -> None:
    (box,) = find_unread(np.asarray(with_short_line()), LONG_LINES, letters).lines
    assert abs(box.x0 - SHORT_LINE.x0) < 10 and abs(box.x1 - SHORT_LINE.x1) < 40
    assert box.y0 < SHORT_LINE.y0 and box.y1 > SHORT_LINE.y1 - 4


def test_the_dash_before_an_item_belongs_to_its_line() -> None:
    paper = with_short_line()
    ImageDraw.Draw(paper).rectangle((SHORT_LINE.x0 - 24, 815, SHORT_LINE.x0 - 14, 818), fill=10)
    (box,) = find_unread(np.asarray(paper), LONG_LINES, 28).lines
    assert abs(box.x0 - (SHORT_LINE.x0 - 24)) < 4


def test_a_few_letters_are_a_fragment() -> None:
    rest = Box(SHORT_LINE.x0 + 70, SHORT_LINE.y0, SHORT_LINE.x1, SHORT_LINE.y1)
    found = find_unread(np.asarray(with_short_line()), [*LONG_LINES, rest], 28)
    (fragment,) = found.fragments
    assert not found.lines and SHORT_LINE.holds(fragment) and fragment.x1 <= rest.x0


def test_nothing_is_unread_where_words_cover_all_print() -> None:
    covered = [*LONG_LINES, SHORT_LINE]
    assert find_unread(np.asarray(with_short_line()), covered, 28) == Unread()


def test_strokes_and_specks_are_no_lines() -> None:
    paper = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(paper)
    pen.line(((200, 900), (300, 700), (420, 910), (700, 700)), fill=20, width=4)
    for x in range(300, 800, 40):
        pen.rectangle((x, 1200, x + 6, 1206), fill=20)
    assert find_unread(np.asarray(paper), [], 28) == Unread()


def test_without_letters_nothing_is_looked_for() -> None:
    assert find_unread(np.asarray(with_short_line()), [], 0.0) == Unread()
