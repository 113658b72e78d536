"""Only a page on which surely nothing stands is blank enough to be left out of a copy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cchc_ocr.document import Line, Page
from cchc_ocr.files.blank_pages import surely_blank
from cchc_ocr.files.options import ReadOptions

SIZE = (1240, 1754)
PAPER = (243, 240, 231)


def paper(colour: tuple[int, int, int] = PAPER, noise: float = 2.0) -> Image.Image:
    """A page with the grain of a scan."""
    grain = np.random.default_rng(5).normal(0, noise, (SIZE[1], SIZE[0], 1))
    return Image.fromarray(np.clip(np.array(colour) + grain, 0, 255).astype(np.uint8))


def dusty(page: Image.Image) -> None:
    draw = ImageDraw.Draw(page)
    for x, y in np.random.default_rng(3).integers(100, 1100, (40, 2)).tolist():
        draw.rectangle((x, y, x + 1, y + 2), fill=(90, 90, 90))


def edged(page: Image.Image) -> None:
    """The black edges that scanners leave."""
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, 12, SIZE[1]), fill=0)
    draw.rectangle((0, SIZE[1] - 20, *SIZE), fill=(20, 20, 20))


def numbered(page: Image.Image) -> None:
    ImageDraw.Draw(page).text((620, 90), "2", fill=(40, 40, 40), font_size=28)


def pencilled(page: Image.Image) -> None:
    ImageDraw.Draw(page).text((1100, 80), "17", fill=(180, 180, 176), font_size=30)


def stamped(page: Image.Image) -> None:
    ImageDraw.Draw(page).ellipse((300, 900, 480, 1080), outline=(232, 150, 150), width=4)


def marked(page: Image.Image) -> None:
    """A highlighter: yellow is as light as paper in grey."""
    ImageDraw.Draw(page).line((300, 500, 700, 500), fill=(250, 245, 120), width=14)


def signed(page: Image.Image) -> None:
    ImageDraw.Draw(page).line([(200, 400), (260, 330), (300, 420), (420, 350)], fill=(30, 40, 120), width=3)


def through(page: Image.Image) -> None:
    """The seal of the other side."""
    ImageDraw.Draw(page).arc((300, 900, 480, 1080), 40, 170, fill=(120, 118, 115), width=3)


def shot(page: Image.Image) -> None:
    """A photograph over half of the page."""
    ImageDraw.Draw(page).rectangle((100, 700, 1100, 1700), fill=(100, 120, 90))


def blank_among(path: Path, *pages: Page) -> tuple[int, ...]:
    return surely_blank(path, pages, ReadOptions())


@pytest.mark.parametrize(
    ("draw", "blank"),
    [
        (None, True),
        (dusty, True),
        (edged, True),
        (numbered, False),
        (pencilled, False),
        (stamped, False),
        (marked, False),
        (signed, False),
        (through, False),
        (shot, False),
    ],
)
def test_a_mark_of_whatever_kind_keeps_a_page(tmp_path: Path, draw, blank: bool) -> None:  # type: ignore[no-untyped-def]
    page = paper()
    if draw:
        draw(page)
    page.save(tmp_path / "a.bmp")
    assert bool(blank_among(tmp_path / "a.bmp", Page(1, (), "scan", *SIZE))) == blank


@pytest.mark.parametrize("shade", [0, 30, 120])
def test_what_is_dark_may_be_a_picture_that_was_lost(tmp_path: Path, shade: int) -> None:
    paper((shade,) * 3).save(tmp_path / "a.bmp")
    assert blank_among(tmp_path / "a.bmp", Page(1, (), "scan", *SIZE)) == ()


@pytest.mark.parametrize(
    "page",
    [
        Page(1, (Line.from_text("một"),), "scan", *SIZE),
        Page(1, (), "scan", *SIZE, in_part=True),
        Page(1, (), "text-layer", *SIZE),
    ],
)
def test_what_reading_knows_of_a_page_counts_first(tmp_path: Path, page: Page) -> None:
    paper().save(tmp_path / "a.bmp")
    assert blank_among(tmp_path / "a.bmp", page) == ()


def test_damaged_data_are_not_blank(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    paper(noise=6).save(path, quality=90)
    data = bytearray(path.read_bytes())
    half = len(data) // 2
    data[half : half + 600] = bytes(600)
    path.write_bytes(data)
    assert blank_among(path, Page(1, (), "scan", *SIZE)) == ()
