"""Pages of all resolutions, grey and black-and-white: blank, shone through, bordered, on their side."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageOps

from cchc_ocr.picture.cleanup import Prepared, prepare
from cchc_ocr.picture.inspection import InspectedPicture, is_sideways

TINOS = Path("/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf")
Wear = Callable[[Image.Image, int], Image.Image]
SENTENCE = "Sở Nội vụ báo cáo kết quả công tác cải cách hành chính năm 2023 của tỉnh Sơn Hà, một cửa và số hóa"
pytestmark = [
    pytest.mark.skipif(not TINOS.exists(), reason="needs Debian's fonts-croscore"),
    pytest.mark.parametrize("dpi", [70, 150, pytest.param(300, marks=pytest.mark.slow)]),
]


class Format(NamedTuple):
    """A format of paper in inches, how many lines of how many words it has, and rows of a table ``pitch`` wide."""

    width: float
    height: float
    margin: float
    lines: int
    words: int
    rows: int
    pitch: float

    def blank(self, dpi: int, grey: int = 255) -> Image.Image:
        return Image.new("L", (round(self.width * dpi), round(self.height * dpi)), grey)


A4, A5 = Format(8.27, 11.69, 1, 30, 14, 20, 1), Format(5.83, 8.27, 0.6, 22, 9, 14, 0.66)
FORMATS = {70: A4, 150: A4, 300: A5}  # which at 300 dpi has pixels enough


def printed(dpi: int, *, ink: int = 20, lines: int = 30) -> Image.Image:
    """A page of lines of words in an order of their own."""
    page = black_print(dpi).point([255 - (255 - grey) * (255 - ink) // 255 for grey in range(256)])
    page.paste(255, (0, round(dpi * (0.97 + 0.3 * lines)), *page.size))
    return page


@cache
def black_print(dpi: int) -> Image.Image:
    chance = random.Random(3)
    form = FORMATS[dpi]
    paper = form.blank(dpi)
    pen, font = ImageDraw.Draw(paper), ImageFont.truetype(str(TINOS), max(round(0.18 * dpi), 6))
    for at in range(form.lines):
        text = " ".join(chance.sample(SENTENCE.split(), form.words))
        pen.text((round(form.margin * dpi), dpi + round(0.3 * dpi * at)), text, fill=0, font=font)
    return paper


def bilevel(picture: Image.Image) -> Image.Image:
    return picture.point(lambda value: 255 if value > 150 else 0)


def prepared(picture: Image.Image, dpi: int) -> Prepared:
    return prepare(np.asarray(picture), dpi)


def bordered(picture: Image.Image) -> Image.Image:
    pixels = np.array(picture)
    edge = pixels.shape[1] // 40
    pixels[:edge] = pixels[:, -edge:] = 8
    return Image.fromarray(pixels)


@cache
def shone_through(dpi: int, ink: int) -> Image.Image:
    return ImageOps.mirror(printed(dpi, ink=ink)).filter(ImageFilter.GaussianBlur(dpi / 150))


@pytest.mark.parametrize("make", [lambda page: page, bilevel])
def test_print_is_read_as_it_stands(dpi: int, make: object) -> None:
    page = prepared(make(printed(dpi)), dpi)  # type: ignore[operator]
    assert (page.blank, page.sideways) == (False, False)


def paled(picture: Image.Image, dpi: int) -> Image.Image:
    """Letters fall apart where their strokes are thin."""
    return picture.filter(ImageFilter.GaussianBlur(dpi / 150)).point(lambda value: 0 if value < 120 else 255)


def without_crossbars(picture: Image.Image, dpi: int) -> Image.Image:
    """Upright stems are left of the letters, with gaps in them."""
    height = max(dpi // 70, 2)
    stems = np.array(bilevel(picture))
    stems = np.max([np.roll(stems, by, axis=0) for by in range(height)], axis=0)
    stems[np.random.default_rng(2).random(stems.shape) < 0.25] = 255
    return Image.fromarray(stems)


def spotted(picture: Image.Image, dpi: int) -> Image.Image:
    """Two fifths of the ink are missing, in spots as large as strokes are wide."""
    size = max(dpi // 70, 2)
    pixels = np.array(bilevel(picture))
    spots = np.random.default_rng(2).random((pixels.shape[0] // size + 1, pixels.shape[1] // size + 1)) < 0.4
    pixels[np.kron(spots, np.ones((size, size), bool))[: pixels.shape[0], : pixels.shape[1]]] = 255
    return Image.fromarray(pixels)


def tabled(dpi: int) -> Image.Image:
    """A wide ruled table: a name and nine figures in each row."""
    chance = random.Random(4)
    form = FORMATS[dpi]
    paper = form.blank(dpi).rotate(90, expand=True)
    pen, font = ImageDraw.Draw(paper), ImageFont.truetype(str(TINOS), max(round(0.16 * dpi), 6))
    rows = [round(dpi * (1 + 0.3 * at)) for at in range(form.rows)]
    columns = [round(dpi * (form.margin + form.pitch * at)) for at in range(11)]
    for y in rows:
        pen.line((columns[0], y, columns[-1], y), fill=30, width=max(dpi // 100, 1))
    for x in columns:
        pen.line((x, rows[0], x, rows[-1]), fill=30, width=max(dpi // 100, 1))
    for y in rows[:-1]:
        for x in columns[:-1]:
            text = f"{chance.randint(0, 10000) / 100:.2f}" if x > columns[0] else chance.choice(SENTENCE.split())
            pen.text((x + dpi // 10, y + dpi // 20), text, fill=20, font=font)
    return paper


@cache
def worn_page(dpi: int, wear: Wear, lines: int) -> Image.Image:
    return wear(printed(dpi, lines=lines), dpi)


@cache
def worn_table(dpi: int, wear: Wear) -> Image.Image:
    return wear(tabled(dpi), dpi)


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
@pytest.mark.parametrize("wear", [paled, without_crossbars, spotted])
@pytest.mark.parametrize("lines", [2, 30])
def test_broken_letters_do_not_turn_a_page(dpi: int, wear: Wear, angle: int, lines: int) -> None:
    worn = worn_page(dpi, wear, lines).rotate(angle, expand=True)
    assert is_sideways(InspectedPicture(np.asarray(worn))) == (angle in (90, 270))


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
@pytest.mark.parametrize("wear", [lambda page, _: page, spotted])
def test_wide_tables_on_their_side_are_known(dpi: int, wear: Wear, angle: int) -> None:
    worn = worn_table(dpi, wear).rotate(angle, expand=True)
    assert is_sideways(InspectedPicture(np.asarray(worn))) == (angle in (90, 270))


@pytest.mark.parametrize("make", [lambda page: page, bilevel])
@pytest.mark.parametrize("angle", [90, 270])
def test_pages_on_their_side_are_known(dpi: int, angle: int, make: object) -> None:
    assert prepared(make(printed(dpi)).rotate(angle, expand=True), dpi).sideways  # type: ignore[operator]


def test_print_without_any_black_is_faint_and_not_blank(dpi: int) -> None:
    page = prepared(printed(dpi, ink=150), dpi)
    assert (page.blank, page.faint) == (False, True)
    assert not prepared(printed(dpi, ink=60), dpi).faint


@pytest.mark.parametrize("ink", [215, 190, 170])
def test_print_of_the_other_side_is_no_print(dpi: int, ink: int) -> None:
    page = prepared(shone_through(dpi, ink), dpi)
    assert page.blank or page.faint  # read, and blank unless it makes sense


@pytest.mark.parametrize("lines", [2, 4])
@pytest.mark.parametrize("ink", [110, 140])
def test_a_few_lines_of_grey_print_are_read(dpi: int, ink: int, lines: int) -> None:
    """A damaged JPEG leaves a few lines above pale ones; they are less print than most backs let through."""
    assert not prepared(printed(dpi, ink=ink, lines=lines), dpi).blank


def test_print_of_the_other_side_on_a_black_and_white_page_is_no_print(dpi: int) -> None:
    assert prepared(bilevel(shone_through(dpi, 190)), dpi).blank


@pytest.mark.parametrize("make", [lambda page: page, bilevel])
def test_black_borders_are_taken_off(dpi: int, make: object) -> None:
    page = prepared(bordered(make(printed(dpi))), dpi)  # type: ignore[operator]
    assert not page.blank and not page.sideways and abs(page.skew) < 0.3
    edge = page.pixels.shape[1] // 45
    assert (page.pixels[:edge] > 200).all() and (page.pixels[:, -edge:] > 200).all()


def test_an_empty_page_with_black_borders_is_blank(dpi: int) -> None:
    assert prepared(bordered(FORMATS[dpi].blank(dpi, 248)), dpi).blank


def test_a_page_with_one_line_is_not_blank(dpi: int) -> None:
    assert not prepared(printed(dpi, lines=1), dpi).blank


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_with_three_lines_is_not_blank(dpi: int, angle: int) -> None:
    assert not prepared(printed(dpi, lines=3).rotate(angle, expand=True), dpi).blank
