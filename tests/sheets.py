"""Pictures of pages for tests: strokes that lie on the paper as print does, without any text."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from cchc_ocr.document import Box
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.files.page_scans import PageScan

XS, YS = (200, 400, 1000, 1300), (300, 380, 460, 540, 620)  # where the lines of the table stand
LONG_LINES = [Box(100, y, 1100, y + 28) for y in range(200, 500, 60)]
SHORT_LINE = Box(300, 800, 560, 830)


def sheet(size: int = 20, *, ink: int = 10, width: int = 1240, height: int = 1754) -> Image.Image:
    """White paper with lines of words, their letters ``size`` pixels high. Whoever gets it may draw on it."""
    return _drawn(size, ink, width, height).copy()


@cache
def _drawn(size: int, ink: int, width: int, height: int) -> Image.Image:
    chance = random.Random(5)
    paper = Image.new("L", (width, height), 255)
    pen = ImageDraw.Draw(paper)
    for y in range(150, height - 150, size * 3):
        x = 120 + chance.choice((0, 0, 60))
        while x < width - 150:
            for _ in range(chance.randint(2, 6)):
                stroke = max(size // 5, 2)
                pen.rectangle((x, y, x + stroke, y + size), fill=ink)
                bar = y + chance.choice((0, size // 2, size - stroke))
                pen.rectangle((x, bar, x + size // 2, bar + stroke), fill=ink)
                x += size // 2 + stroke
            x += chance.randint(size // 2, size)
    return paper


@cache
def ruled(*, skew: float = 0.0, open_side: bool = False, width: int = 3) -> np.ndarray:
    """Empty cells, four rows of three, that stand at ``XS`` and ``YS``. Nobody can write into the picture."""
    paper = Image.new("L", (1600, 1200), 255)
    pen = ImageDraw.Draw(paper)
    for y in YS:
        pen.line((XS[0], y, XS[-1], y), fill=0, width=width)
    for x in XS[: -1 if open_side else None]:
        pen.line((x, YS[0], x, YS[-1]), fill=0, width=width)
    return np.asarray(paper.rotate(-skew, fillcolor=255, resample=Image.Resampling.BICUBIC, center=(0, 0)))


def with_short_line() -> Image.Image:
    """A page of 150 dpi: letters at ``LONG_LINES``, and below them at ``SHORT_LINE``."""
    paper = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(paper)
    for line in (*LONG_LINES, SHORT_LINE):
        for x in range(line.x0, line.x1 - 20, 26):
            pen.rectangle((x, line.y0, x + 5, line.y0 + 28), fill=10)
            pen.rectangle((x, line.y0, x + 18, line.y0 + 5), fill=10)
            pen.rectangle((x, line.y0 + 12, x + 14, line.y0 + 16), fill=10)
    return paper


def cornered_scan(folder: Path) -> PageScan:
    """A page of 700 x 1100 pixels with a black square of 60 in its upper right corner."""
    pixels = np.full((1100, 700), 255, np.uint8)
    pixels[:60, 640:] = 0
    Image.fromarray(pixels).save(folder / "a.png", dpi=(100, 100))
    return PageScan(folder / "a.png", 1, 0, ReadOptions())
