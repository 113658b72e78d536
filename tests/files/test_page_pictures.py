"""Print on pages of text that is in pictures: it is found, with the picture that it stands in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from cchc_ocr.document import Box, Page
from cchc_ocr.files.opening import open_document
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.picture.pixels import PageImage

LINES = [f"Line {number} of the report on the reform of the administration" for number in range(12)]
PICTURE = (72.0, 200.0, 360.0, 90.0)  # left, bottom, width and height in points


def printed(*, words: bool = True) -> Image.Image:
    """A picture of 1500 x 375 pixels with three lines of print, or with a drawing."""
    picture = Image.new("L", (1500, 375), 255)
    pen = ImageDraw.Draw(picture)
    if words:
        font = ImageFont.load_default(46)
        for row in range(3):
            pen.text((40, 40 + 100 * row), "Print within a picture that says more", fill=0, font=font)
    else:
        pen.ellipse((500, 60, 800, 320), outline=0, width=12)
        pen.line((100, 200, 1400, 300), fill=0, width=9)
    return picture


def page_of(path: Path, draw: Callable[[Canvas], None]) -> PageImage | Page:
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont("Helvetica", 11)
    for row, line in enumerate(LINES):
        canvas.drawString(72, 780 - 18 * row, line)
    draw(canvas)
    canvas.save()
    with open_document(path, ReadOptions(trust_text=True)) as document:
        return document.page(1)


def a_picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(printed()), *PICTURE)


def a_picture_in_strips(canvas: Canvas) -> None:
    left, bottom, width, height = PICTURE
    for strip in range(3):
        part = printed().crop((0, 125 * strip, 1500, 125 * strip + 125))
        canvas.drawImage(ImageReader(part), left, bottom + height * (2 - strip) / 3, width, height / 3)


def a_picture_with_its_words(canvas: Canvas) -> None:
    a_picture(canvas)
    for row in range(3):
        text = canvas.beginText(72, 271 - 24 * row)
        text.setFont("Helvetica", 12)
        text.setTextRenderMode(3)
        text.textOut("Print within a picture that says more " + "and more " * 3)
        canvas.drawText(text)


def a_drawing(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(printed(words=False)), *PICTURE)


def nothing(canvas: Canvas) -> None:
    pass


def rules(canvas: Canvas) -> None:
    canvas.grid([72, 200, 400], [100, 130, 160, 190])


@pytest.mark.parametrize("draw", [a_picture, a_picture_in_strips])
def test_print_in_a_picture_is_to_be_read_with_the_whole_picture(
    tmp_path: Path, draw: Callable[[Canvas], None]
) -> None:
    image = page_of(tmp_path / "a.pdf", draw)
    assert isinstance(image, PageImage)
    assert [" ".join(word.text for word in run) for run in image.typed] == LINES
    (region,) = image.regions
    left, bottom, width, height = (edge / 72 * 300 for edge in PICTURE)
    wanted = Box(round(left), round(3508 - bottom - height), round(left + width), round(3508 - bottom))
    edges = zip(
        (region.x0, region.y0, region.x1, region.y1), (wanted.x0, wanted.y0, wanted.x1, wanted.y1), strict=True
    )
    assert all(abs(one - other) <= 3 for one, other in edges)


@pytest.mark.parametrize("draw", [nothing, rules, a_drawing, a_picture_with_its_words])
def test_pages_without_print_of_which_no_text_is_known_need_no_engine(
    tmp_path: Path, draw: Callable[[Canvas], None]
) -> None:
    page = page_of(tmp_path / "a.pdf", draw)
    assert isinstance(page, Page) and page.text.startswith("\n".join(LINES))


def test_print_drawn_as_shapes_is_to_be_read(tmp_path: Path) -> None:
    def shapes(canvas: Canvas) -> None:
        for letter in range(40):
            canvas.rect(100 + 7 * letter, 300, 4, 7, fill=1)

    image = page_of(tmp_path / "a.pdf", shapes)
    assert isinstance(image, PageImage)
    (region,) = image.regions
    assert region.x0 <= 100 / 72 * 300 and region.x1 >= 377 / 72 * 300 and region.height < 150
