"""Pages whose words are black bars: anybody can read where they stand, in a scan, a PDF or a rendering of one."""

from __future__ import annotations

import io
from itertools import count
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pikepdf
import pypdfium2
from PIL import Image

from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.files.opening import open_document
from cchc_ocr.picture.inspection import in_grey
from cchc_ocr.picture.pixels import PageImage, Pixels

_SHOWN_AT = 1750  # pixels of the longer side of a rendering
_ROW, _LEAST = 1 / 30, 5  # of the page's height: how far tops of one row may differ; the least side in pixels


def drawing(width: int = 1240, height: int = 1754) -> Pixels:
    """A page at 150 dpi with seven rows of bars of many lengths: mirrored or turned it is another."""
    pixels = np.full((height, width, 3), 255, np.uint8)
    for row in range(7):
        x, y = width // 12 + 17 * row, height // 14 + row * height // 9
        for at in range(4):
            length = width // 14 + 13 * ((5 * row + 3 * at) % 7)
            pixels[y : y + height // 50, x : x + length] = 30
            x += length + width // 22
    return pixels


def bars(pixels: Pixels) -> list[Box]:
    """The bars of a picture, row by row from the left."""
    return [box for row in _rows(pixels) for box in row]


def _rows(pixels: Pixels) -> list[list[Box]]:
    dark = (in_grey(pixels) < 128).astype(np.uint8)
    stats = cv2.connectedComponentsWithStats(dark)[2][1:]
    found = [Box(x, y, x + w, y + h) for x, y, w, h, _ in stats.tolist() if w >= _LEAST and h >= _LEAST]
    rows: list[list[Box]] = []
    for box in sorted(found, key=lambda box: box.y0):
        if not rows or box.y0 - rows[-1][0].y0 > _ROW * len(pixels):
            rows.append([])
        rows[-1].append(box)
    return [sorted(row, key=lambda box: box.x0) for row in rows]


def read(image: PageImage, turned: int = 0) -> Page:
    """The page as an engine reads it: each bar is a word, named by its number. ``turned`` is as in ``Page``."""
    pixels = np.ascontiguousarray(np.rot90(image.pixels, -turned // 90))
    numbers = count()
    lines = [Line(tuple(Word(f"chữ{next(numbers)}", box, 0.9) for box in row)) for row in _rows(pixels)]
    height, width = pixels.shape[:2]
    return Page(image.number, tuple(lines), "scan", width, height, turned=turned)


def read_all(path: Path, turned: int = 0) -> list[Page]:
    """Every page of a file; those with text of their own as they are."""
    with open_document(path) as document:
        pages = [document.page(number) for number in document.numbers]
    return [page if isinstance(page, Page) else read(page, turned) for page in pages]


def shown(data: bytes, at: int = 0) -> tuple[list[Box], dict[str, Box]]:
    """The bars on a page of a PDF, and the place of each of its words in the same rendering."""
    with pypdfium2.PdfDocument(data) as pdf:
        page = pdf[at]
        scale = _SHOWN_AT / max(page.get_size())
        pixels = page.render(scale=scale).to_numpy()[..., :3]
        return bars(np.ascontiguousarray(pixels)), word_boxes(page, scale)


def word_boxes(page: Any, scale: float) -> dict[str, Box]:
    """The words of a page by their text, each of which occurs once, in pixels at ``scale`` pixels per point."""
    from cchc_ocr.files.pdf_text import text_lines

    return {word.text: word.box for line in text_lines(page, scale) for word in line if word.box}


def overlap(one: Box, other: Box) -> float:
    """The part of both boxes that they share, from 0 to 1."""
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    common = max(width, 0) * max(height, 0)
    return common / (one.width * one.height + other.width * other.height - common)


def pdf_of(path: Path, *pages: dict[str, Any], picture: Pixels | None = None, inherited: Any = None) -> Path:
    """A PDF whose pages all show one picture, and inherit one list of resources.

    Of each page: ``place`` is the matrix of the picture (six numbers), the other entries are those of its
    dictionary (MediaBox, CropBox, Rotate, UserUnit); ``inherited`` are those of all pages together.
    """
    stored = io.BytesIO()
    Image.fromarray(drawing() if picture is None else picture).save(stored, "JPEG", quality=95)
    height, width = (drawing() if picture is None else picture).shape[:2]
    with pikepdf.new() as pdf:
        image = pdf.make_stream(
            stored.getvalue(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=width,
            Height=height,
            ColorSpace=pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        for page in pages:
            own = dict(page)
            content = " ".join(f"{number:g}" for number in own.pop("place"))
            leaf = pikepdf.Dictionary(Type=pikepdf.Name.Page, **{key: _value(value) for key, value in own.items()})
            leaf.Contents = pdf.make_stream(f"q {content} cm /Scan Do Q".encode())
            pdf.pages.append(pikepdf.Page(leaf))
        resources = pdf.make_indirect(pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image)))
        for key, value in {"Resources": resources, **(inherited or {})}.items():
            pdf.Root.Pages[f"/{key}"] = _value(value)
        pdf.save(path)
    return path


def _value(value: Any) -> Any:
    return pikepdf.Array(value) if isinstance(value, (list, tuple)) else value
