"""A seal of the other side that shows through is told from marks on the page itself."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from cchc_ocr.picture.showing_through import only_shows_through

SIZE = (620, 877)


def front() -> Image.Image:
    """A page of text with a seal and a signature below it."""
    page = Image.new("L", SIZE, 245)
    draw = ImageDraw.Draw(page)
    for row in range(24):
        for word in range(9):
            left = 60 + 56 * word + (row * 7 + word * 5) % 9
            draw.rectangle((left, 60 + 20 * row, left + 30 + (row * word) % 15, 68 + 20 * row), fill=30)
    draw.ellipse((380, 600, 490, 710), outline=70, width=4)
    draw.ellipse((400, 620, 470, 690), outline=80, width=2)
    draw.polygon([(435, 630), (450, 670), (415, 645), (455, 645), (420, 670)], fill=75)
    return page


def through(page: Image.Image, box: tuple[int, int, int, int], axis: int = 1, shift: int = 5) -> Image.Image:
    """The other side of the page: a part of it shows through, blurred and pale, a little shifted."""
    ink = Image.new("L", SIZE, 245)
    ink.paste(page.crop(box), box[:2])
    soft = np.asarray(ink.filter(ImageFilter.GaussianBlur(1.2)), float)
    pale = (245 - (245 - soft) * 0.55).astype(np.uint8)
    return Image.fromarray(np.roll(cv2.flip(pale, axis), shift, (0, 1)))


SEAL = (370, 590, 500, 720)


def scribbled(page: Image.Image) -> None:
    ImageDraw.Draw(page).line([(100, 200), (150, 260), (180, 190), (240, 280)], fill=60, width=3)


def stamped(page: Image.Image) -> None:
    """A stamp of its own, where the other side has text."""
    ImageDraw.Draw(page).ellipse((200, 200, 300, 300), outline=90, width=4)


def numbered(page: Image.Image) -> None:
    ImageDraw.Draw(page).text((300, 40), "2", fill=60, font_size=16)


@pytest.mark.parametrize("axis", [1, 0])
@pytest.mark.parametrize("shift", [-8, 0, 6])
def test_what_shows_through_is_no_mark(axis: int, shift: int) -> None:
    back = through(front(), SEAL, axis, shift)
    assert only_shows_through(np.asarray(back), np.asarray(front()))
    assert only_shows_through(np.asarray(back.convert("RGB")), np.asarray(front().resize((1240, 1754))))


@pytest.mark.parametrize("draw", [scribbled, stamped, numbered])
def test_a_mark_beside_it_counts(draw: Callable[[Image.Image], None]) -> None:
    back = through(front(), SEAL)
    draw(back)
    assert not only_shows_through(np.asarray(back), np.asarray(front()))


@pytest.mark.parametrize("draw", [scribbled, stamped, numbered])
def test_a_mark_alone_counts(draw: Callable[[Image.Image], None]) -> None:
    back = Image.new("L", SIZE, 245)
    draw(back)
    assert not only_shows_through(np.asarray(back), np.asarray(front()))


def test_the_seal_of_a_page_that_is_no_mirror_image_counts() -> None:
    """Two sheets with their seals at the same place."""
    back = Image.new("L", SIZE, 245)
    back.paste(front().crop(SEAL), SEAL[:2])
    assert not only_shows_through(np.asarray(back), np.asarray(front()))


def test_pages_of_another_shape_are_no_two_sides_of_a_sheet() -> None:
    back = through(front(), SEAL)
    assert not only_shows_through(np.asarray(back), np.asarray(front().resize((620, 1200))))
