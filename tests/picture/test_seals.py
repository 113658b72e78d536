"""Seals without colour: found on grey and black-and-white pages, taken off the print that they cover."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cchc_ocr.picture import seals
from tests.sheets import sheet

LETTERS = 24
DPI = 200
X, Y, RADIUS = 760, 900, 142  # 36 mm wide


def page(*, tone: int = 15, dpi: int = DPI) -> Image.Image:
    """A page with three lines of bars for letters, and a seal of three rings over two of them."""
    paper = Image.new("L", (1654, 2339), 255)
    pen = ImageDraw.Draw(paper)
    for top in (Y - 115, Y + 100, Y + 700):
        for x in range(700, 1100, 34):
            pen.rectangle((x, top, x + 7, top + LETTERS), fill=10)
            pen.rectangle((x, top, x + 20, top + 6), fill=10)
    over = Image.new("L", paper.size, 255)
    ink = ImageDraw.Draw(over)
    for radius in (RADIUS, RADIUS - 12, RADIUS - 50):
        ink.ellipse((X - radius, Y - radius, X + radius, Y + radius), outline=tone, width=4)
    for x, y in ((-20, -30), (20, -30), (0, 20), (-30, 40), (-115, -5), (-105, 40)):
        ink.rectangle((X + x, Y + y, X + x + 14, Y + y + 20), fill=tone)
    both = np.minimum(np.asarray(paper), np.asarray(over))
    shown = Image.fromarray(both)
    return shown.resize((round(1654 * dpi / DPI), round(2339 * dpi / DPI)), Image.Resampling.LANCZOS)


def grey(picture: Image.Image) -> seals.Pixels:
    return np.asarray(picture.convert("L"))


@pytest.mark.parametrize("dpi", [70, 100, 150, 200, 300])
@pytest.mark.parametrize("tone", [15, 150])
def test_a_seal_is_found_at_its_place(dpi: int, tone: int) -> None:
    (seal,) = seals.find_seals(grey(page(dpi=dpi, tone=tone)), dpi)
    scale = dpi / DPI
    assert abs(seal.x - X * scale) < 4 and abs(seal.y - Y * scale) < 4 and abs(seal.radius - RADIUS * scale) < 5


def test_a_seal_is_found_on_a_black_and_white_page() -> None:
    bilevel = page(dpi=300).point(lambda value: 255 if value > 127 else 0)
    assert len(seals.find_seals(grey(bilevel), 300)) == 1


@pytest.mark.parametrize("size", [20, 30])
def test_print_holds_no_seals(size: int) -> None:
    pixels = grey(sheet(size))
    assert seals.find_seals(pixels, 150) == []
    assert seals.drop_seals(pixels, 150, size) is pixels


@pytest.mark.parametrize("tone", [15, 150])
def test_what_is_inside_a_seal_becomes_paper(tone: int) -> None:
    clean = seals.drop_seals(grey(page(tone=tone)), DPI, LETTERS)
    assert (clean[Y - 60 : Y + 60, X - RADIUS : X + RADIUS] == 255).all()


@pytest.mark.parametrize("tone", [15, 150])
def test_print_under_a_seal_stays(tone: int) -> None:
    before, after = grey(page(tone=255)), seals.drop_seals(grey(page(tone=tone)), DPI, LETTERS)
    for top in (Y - 115, Y + 100):
        line = slice(top, top + LETTERS + 1)
        ink, left = before[line] < 128, after[line] < 128
        assert (ink & left).sum() > 0.85 * ink.sum()
        assert left.sum() < 1.15 * ink.sum()


def test_what_stands_beside_a_seal_is_not_touched() -> None:
    before, after = grey(page()), seals.drop_seals(grey(page()), DPI, LETTERS)
    assert (before[:, X + 160 :] == after[:, X + 160 :]).all() and (before[Y + 160 :] == after[Y + 160 :]).all()


def test_a_page_without_letters_is_left_alone() -> None:
    pixels = grey(page())
    assert seals.drop_seals(pixels, DPI, 0.0) is pixels
