"""Pictures of pages for tests: strokes that lie on the paper as print does, without any text."""

from __future__ import annotations

import random

import numpy as np
from PIL import Image, ImageDraw

XS, YS = (200, 400, 1000, 1300), (300, 380, 460, 540, 620)  # where the lines of the table stand


def sheet(size: int = 20, *, ink: int = 10, width: int = 1240, height: int = 1754) -> Image.Image:
    """White paper with lines of words, their letters ``size`` pixels high."""
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


def ruled(*, skew: float = 0.0, open_side: bool = False, width: int = 3) -> np.ndarray:
    """Empty cells, four rows of three, that stand at ``XS`` and ``YS``."""
    paper = Image.new("L", (1600, 1200), 255)
    pen = ImageDraw.Draw(paper)
    for y in YS:
        pen.line((XS[0], y, XS[-1], y), fill=0, width=width)
    for x in XS[: -1 if open_side else None]:
        pen.line((x, YS[0], x, YS[-1]), fill=0, width=width)
    return np.asarray(paper.rotate(-skew, fillcolor=255, resample=Image.Resampling.BICUBIC, center=(0, 0)))
