"""Lines stamped in colour: found by colour and form, beside seals and frames, never in them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cchc_ocr.picture.pixels import Pixels
from cchc_ocr.picture.stamped import find_stamped
from tests.sheets import sheet
from tests.stamps import BLACK, BLUE, DPI, LETTERS, PINK, RED, VIOLET, Colour, X, Y, letters, page, seal


def found(picture: Image.Image) -> list[tuple[int, int, int, int]]:
    stamped = find_stamped(np.asarray(picture), DPI, LETTERS)
    return [(box.x0, box.y0, box.x1, box.y1) for box in stamped.boxes] if stamped else []


@pytest.mark.parametrize("colour", [RED, PINK, VIOLET])
@pytest.mark.parametrize("size", [16, 24, 45])
def test_a_line_in_red_or_violet_is_found_with_room_for_its_accents(colour: Colour, size: int) -> None:
    picture = page()
    letters(picture, 800, 1520, 8, colour, size)
    assert found(picture) == [(800, 1510, 978, 1531 + size)]


@pytest.mark.parametrize("colour", [BLUE, BLACK])
def test_what_a_pen_writes_and_what_is_printed_is_not(colour: Colour) -> None:
    picture = page()
    letters(picture, 800, 1520, 8, colour)
    assert found(picture) == []


def test_a_seal_has_no_lines_but_the_one_beside_it() -> None:
    picture = page()
    seal(picture, RED)
    assert found(picture) == []
    letters(picture, X + 130, Y + 40, 8, RED)
    assert [box[0] for box in found(picture)] == [X + 130]


def test_a_line_that_begins_under_a_seal_is_whole() -> None:
    picture = page()
    seal(picture, RED)
    letters(picture, X + 70, Y + 40, 9, RED)
    ((x0, *_),) = found(picture)
    assert x0 <= X + 72


def test_the_frame_of_a_stamp_is_no_part_of_it() -> None:
    picture = page()
    ImageDraw.Draw(picture).rectangle((780, 1500, 1010, 1570), outline=RED, width=4)
    letters(picture, 800, 1520, 8, RED)
    assert [box[0] for box in found(picture)] == [800]
    stamped = find_stamped(np.asarray(picture), DPI, LETTERS)
    assert stamped and (stamped.pixels[1495:1506] == 255).all()


def test_the_ink_alone_is_shown_black_on_white() -> None:
    picture = page()
    letters(picture, 800, 1520, 8, RED)
    stamped = find_stamped(np.asarray(picture), DPI, LETTERS)
    assert stamped and stamped.pixels[1530, 802] == min(RED) and (stamped.pixels[:1500] == 255).all()


def no_colour() -> Pixels:
    return np.asarray(sheet(LETTERS))


@pytest.mark.parametrize(
    "pixels", [no_colour(), np.dstack([no_colour()] * 3), np.full((400, 300, 3), 255, np.uint8)]
)
def test_pages_without_colour_have_none(pixels: Pixels) -> None:
    assert find_stamped(pixels, DPI, LETTERS) is None


def test_without_the_size_of_print_nothing_is_looked_for() -> None:
    picture = page()
    letters(picture, 800, 1520, 8, RED)
    assert find_stamped(np.asarray(picture), DPI, 0.0) is None
