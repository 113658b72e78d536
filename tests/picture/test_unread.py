"""Lines that the engine passed over: found, read, and taken only if they read like print."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cchc_ocr import lexicon
from cchc_ocr.document import Box, Line, Word
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.picture.unread import find_unread
from cchc_ocr.reading.page import read_page
from cchc_ocr.reading.rereading import reread
from tests.engines import Replaying, run

SYLLABLES = lexicon.load().syllables
PLACE = Box(300, 800, 560, 830)


def page() -> Image.Image:
    """Five long lines of letters, and a short one at ``PLACE``."""
    paper = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(paper)
    lines = [(100, y, 1100) for y in range(200, 500, 60)] + [(PLACE.x0, PLACE.y0, PLACE.x1)]
    for left, top, right in lines:
        for x in range(left, right - 20, 26):
            pen.rectangle((x, top, x + 5, top + 28), fill=10)
            pen.rectangle((x, top, x + 18, top + 5), fill=10)
            pen.rectangle((x, top + 12, x + 14, top + 16), fill=10)
    return paper


def body() -> list[list[Word]]:
    return [[Word("chữ", Box(100, y, 1100, y + 28), 0.95)] for y in range(200, 500, 60)]


def boxes(lines: list[list[Word]]) -> list[Box]:
    return [word.box for line in lines for word in line if word.box]


@pytest.mark.parametrize("letters", [28, 20])
def test_a_line_that_no_word_covers_is_found(letters: float) -> None:
    (box,) = find_unread(np.asarray(page()), boxes(body()), letters)
    assert abs(box.x0 - PLACE.x0) < 10 and abs(box.x1 - PLACE.x1) < 40
    assert box.y0 < PLACE.y0 and box.y1 > PLACE.y1 - 4


def test_the_dash_before_an_item_belongs_to_its_line() -> None:
    paper = page()
    ImageDraw.Draw(paper).rectangle((PLACE.x0 - 24, 815, PLACE.x0 - 14, 818), fill=10)
    (box,) = find_unread(np.asarray(paper), boxes(body()), 28)
    assert abs(box.x0 - (PLACE.x0 - 24)) < 4


def test_nothing_is_unread_where_words_cover_all_print() -> None:
    covered = [*boxes(body()), PLACE]
    assert find_unread(np.asarray(page()), covered, 28) == []


def test_strokes_and_specks_are_no_lines() -> None:
    paper = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(paper)
    pen.line(((200, 900), (300, 700), (420, 910), (700, 700)), fill=20, width=4)
    for x in range(300, 800, 40):
        pen.rectangle((x, 1200, x + 6, 1206), fill=20)
    assert find_unread(np.asarray(paper), [], 28) == []


def test_without_letters_nothing_is_looked_for() -> None:
    assert find_unread(np.asarray(page()), [], 0.0) == []


def second(text: str, confidence: float) -> Replaying:
    """A second reading that finds ``text`` on the only strip."""
    return Replaying([[run(text, 40, 40, height=34, confidence=confidence)]])


def lines() -> list[Line]:
    return [Line(tuple(line)) for line in body()]


def test_what_reads_well_becomes_a_line() -> None:
    found = reread(lines(), np.asarray(page()), 150, second("CHỦ TỊCH", 0.95), SYLLABLES, unread=[PLACE])
    assert [line.text for line in found][len(lines()) :] == ["CHỦ TỊCH"]
    assert found[-1].box and PLACE.y0 - 20 < found[-1].box.y0 < PLACE.y1


@pytest.mark.parametrize(("text", "confidence"), [("xƒ4 ;~", 0.4), ("CHỦ TỊCH", 0.3), ("A1", 0.95)])
def test_what_does_not_read_like_print_is_left_out(text: str, confidence: float) -> None:
    assert reread(lines(), np.asarray(page()), 150, second(text, confidence), SYLLABLES, unread=[PLACE]) == tuple(
        lines()
    )


def test_no_more_is_read_than_there_is_time_for() -> None:
    room = sum(line.box.width for line in lines() if line.box) // 4
    wide = [Box(100, y, 101 + room, y + 30) for y in range(600, 1600, 50)]
    assert reread(lines(), np.asarray(page()), 150, Replaying([]), SYLLABLES, unread=wide) == tuple(lines())


def test_a_line_swallowed_by_a_tall_box_of_the_next_one_is_read() -> None:
    tall, beside, too = Box(300, 800, 560, 888), Box(570, 860, 700, 888), Box(710, 860, 900, 888)
    below = [Word("chữ", box, 0.95) for box in (tall, beside, too)]
    reader = Replaying([[*body(), below], [run("CHỦ TỊCH", 40, 55, height=34)]])
    found = read_page(PageImage(1, np.asarray(page()), 150), reader)
    assert [line.text for line in found.lines][5:] == ["CHỦ TỊCH", "chữ chữ chữ"]


def test_a_page_is_read_with_the_line_that_was_passed_over() -> None:
    reader = Replaying([body(), [run("CHỦ TỊCH", 40, 55, height=34)]])
    found = read_page(PageImage(1, np.asarray(page()), 150), reader)
    assert found.lines[-1].text == "CHỦ TỊCH"
