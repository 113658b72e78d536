"""What pens and stamps leave on a page: a seal, a signature, handwritten figures. Drawn on RGB pixels."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from samples.typeset import FONTS

Pixels = NDArray[np.uint8]
RED, BLUE = (205, 35, 50), (35, 45, 140)

# Strokes of figures in a unit square, x to the right, y up: enough to look written, not typed.
_FIGURES: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "0": (((0.5, 1), (0.1, 0.75), (0.1, 0.25), (0.5, 0), (0.85, 0.3), (0.85, 0.8), (0.45, 1.02)),),
    "1": (((0.2, 0.72), (0.55, 1), (0.5, 0.5), (0.48, 0)),),
    "2": (((0.1, 0.8), (0.45, 1), (0.8, 0.75), (0.5, 0.4), (0.05, 0.02), (0.5, 0.08), (0.95, 0)),),
    "3": (((0.1, 0.9), (0.55, 1), (0.75, 0.75), (0.4, 0.55), (0.8, 0.3), (0.5, 0), (0.05, 0.1)),),
    "4": (((0.55, 1), (0.05, 0.35), (0.9, 0.38)), ((0.68, 0.75), (0.6, -0.08))),
    "5": (((0.2, 0.95), (0.15, 0.6), (0.55, 0.62), (0.8, 0.3), (0.45, 0), (0.05, 0.08)), ((0.2, 0.95), (0.8, 1))),
    "6": (((0.7, 1), (0.25, 0.6), (0.1, 0.2), (0.45, 0), (0.8, 0.25), (0.5, 0.48), (0.15, 0.25)),),
    "7": (((0.05, 0.92), (0.85, 1), (0.45, 0.4), (0.3, 0)), ((0.3, 0.5), (0.75, 0.55))),
    "8": (((0.75, 0.9), (0.3, 0.98), (0.3, 0.65), (0.75, 0.3), (0.4, 0), (0.15, 0.3), (0.6, 0.65), (0.78, 0.92)),),
    "9": (((0.8, 0.8), (0.45, 1), (0.15, 0.75), (0.45, 0.5), (0.8, 0.8), (0.75, 0.4), (0.55, 0)),),
    "/": (((0.75, 1.05), (0.5, 0.5), (0.15, -0.1)),),
    "-": (((0.15, 0.45), (0.5, 0.5), (0.8, 0.47)),),
}


def smooth(points: NDArray[np.float64], per_step: int = 12) -> NDArray[np.float64]:
    """A Catmull-Rom curve through the points."""
    padded = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    t = np.linspace(0, 1, per_step, endpoint=False)[:, None]
    parts = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        parts.append(
            0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        )
    return np.vstack([*parts, points[-1:]])


def stroke(page: Pixels, points: NDArray[np.float64], colour: tuple[int, int, int], thickness: int) -> None:
    curve = np.round(smooth(points) * 8).astype(np.int32)
    cv2.polylines(page, [curve], False, colour, thickness, cv2.LINE_AA, shift=3)


def write_figures(page: Pixels, text: str, x: float, y: float, size: float, rng: np.random.Generator) -> None:
    """Writes figures by hand: left end of the baseline, and font size, in pixels."""
    for character in text:
        height, width = size * rng.uniform(0.85, 1.05), size * 0.5
        lean = rng.uniform(0.1, 0.3)
        for points in _FIGURES[character]:
            shape = np.array(points) + rng.normal(0, 0.035, (len(points), 2))
            across = x + (shape[:, 0] + lean * shape[:, 1]) * width
            up = y + size * 0.12 - shape[:, 1] * height
            stroke(page, np.column_stack([across, up]), BLUE, max(2, round(size / 13)))
        x += size * 0.62


def scribble(page: Pixels, x: float, y: float, size: float, rng: np.random.Generator) -> None:
    """A signature of nobody, about ``size`` pixels wide, centred at ``x``, ``y``."""
    steps = 15
    along = np.linspace(-0.45, 0.4, steps)
    wave = np.where(np.arange(steps) % 2 == 0, 1.0, -1.0) * rng.uniform(0.06, 0.26, steps)
    points = np.column_stack([x + (along + rng.normal(0, 0.03, steps)) * size, y + wave * size * 0.8])
    thickness = max(2, round(size / 130))
    stroke(page, points, BLUE, thickness)
    tail = np.array([[-0.3, 0.18], [0.1, 0.1], [0.5, -0.06], [0.62, -0.2]]) * size + [x, y]
    stroke(page, tail, BLUE, thickness)


def seal(page: Pixels, words: str, x: float, y: float, dpi: int) -> None:
    """A round red seal of 36 mm, as on paper: the print below shows through."""
    radius = round(18 / 25.4 * dpi)
    scale = 3
    side = 2 * radius * scale
    mask = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(mask)
    centre, line = side / 2, max(3, scale * dpi // 90)
    for r in (radius * scale - line, radius * scale * 0.92, radius * scale * 0.62):
        pen.ellipse((centre - r, centre - r, centre + r, centre + r), outline=255, width=line)
    star = [
        (centre + radius * scale * k * math.sin(a), centre - radius * scale * k * math.cos(a))
        for k, a in ((0.36 if i % 2 == 0 else 0.15, i * math.pi / 5) for i in range(10))
    ]
    pen.polygon(star, fill=255)
    _around(mask, words, centre, radius * scale * 0.77, radius * scale * 0.2)
    small = mask.resize((2 * radius, 2 * radius), Image.Resampling.LANCZOS).rotate(-9, fillcolor=0)
    _multiply(page, np.asarray(small, np.float32) / 255 * 0.82, round(x) - radius, round(y) - radius, RED)


def _around(mask: Image.Image, words: str, centre: float, radius: float, size: float) -> None:
    font = ImageFont.truetype(str(FONTS / "Arimo-Bold.ttf"), round(size))
    for position, character in enumerate(words):
        angle = 360 * position / len(words) - 130
        letter = Image.new("L", (round(size * 1.6),) * 2, 0)
        ImageDraw.Draw(letter).text((size * 0.8, size * 0.8), character, font=font, fill=255, anchor="mm")
        letter = letter.rotate(-angle, resample=Image.Resampling.BICUBIC)
        at = math.radians(angle)
        place = (centre + radius * math.sin(at), centre - radius * math.cos(at))
        mask.paste(255, (round(place[0] - size * 0.8), round(place[1] - size * 0.8)), letter)


def _multiply(page: Pixels, alpha: NDArray[np.float32], x: int, y: int, colour: tuple[int, int, int]) -> None:
    height, width = alpha.shape
    y0, x0 = max(y, 0), max(x, 0)
    y1, x1 = min(y + height, page.shape[0]), min(x + width, page.shape[1])
    ink = alpha[y0 - y : y1 - y, x0 - x : x1 - x, None]
    below = page[y0:y1, x0:x1].astype(np.float32)
    tint = np.array(colour, np.float32) / 255
    page[y0:y1, x0:x1] = (below * (1 - ink + ink * tint)).round().astype(np.uint8)
