"""Removes seals on grey and black-and-white scans, where no colour marks them, and keeps the print under them.

Pictures are uint8 arrays, height x width, black print is 0; ``letters`` is the usual height of a letter in pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import pi

import cv2
import numpy as np
from numpy.typing import NDArray

from cchc_ocr.picture.pixels import Mask, Pixels

# The figures stand in docs/reading.md, section "Seals".
_INK = 190  # what is darker is ink, also that of a red seal on a grey scan
_PRINT = 150  # what is darker may be print
_LEAST_RADIUS, _MOST_RADIUS = 13 / 25.4, 24 / 25.4  # inches; seals of state bodies are 32 to 42 mm wide
_SEARCH_DPI = 75  # rings are still whole, and a page takes a thirtieth of a second
_PALER = 45  # grey levels between print and the ink of a seal that can be told by its tone
_TOLERANCES = (0.25, 0.15, 0.1, 0.06, 0.04, 0.03, 0.03)  # of the radius, closer each time the ring is fitted
_WHOLE = 0.4  # of the ring must be there (seals: 0.44 to 0.63, circles found in print: below 0.17)
_PART = 1 / 6  # of the ring is near the circle that was found first
_CANDIDATES = 8  # circles that are looked at, the likeliest first
_RING = 0.34  # of a circle that is ink, where a ring runs
_AROUND_RINGS = 16  # pixels beyond the outer ring from which strokes across it are continued


@dataclass(frozen=True, slots=True)
class Seal:
    """The outer ring of a seal: its middle and radius in pixels."""

    x: float
    y: float
    radius: float


def drop_seals(grey: Pixels, dpi: int, letters: float) -> Pixels:
    """The page without its seals; lines of print that reach under a seal are continued across its rings."""
    for seal in find_seals(grey, dpi) if letters else ():
        grey = _without(grey, seal, letters)
    return grey


def find_seals(grey: Pixels, dpi: int) -> list[Seal]:
    """Rings of the size of a seal."""
    scale = min(_SEARCH_DPI / dpi, 1.0)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    least, most = (round(radius * dpi * scale) for radius in (_LEAST_RADIUS, _MOST_RADIUS))
    found = cv2.HoughCircles(
        small, cv2.HOUGH_GRADIENT, 1, least, param1=120, param2=30, minRadius=least, maxRadius=most
    )
    if found is None:
        return []
    ink = grey < _INK
    circles = np.asarray(found, np.float64).reshape(-1, found.shape[-1])[:_CANDIDATES, :3] / scale
    return [seal for circle in circles if (seal := _fitted(ink, Seal(*map(float, circle))))]


def _fitted(ink: Mask, seal: Seal) -> Seal | None:
    """The circle through the outermost ink around the seal (least squares, Kåsa 1976); None if that is no ring."""
    for tolerance in _TOLERANCES:
        x, y = _outline(ink, seal)
        near = np.abs(np.hypot(x - seal.x, y - seal.y) - seal.radius) < tolerance * seal.radius
        if near.mean() < _PART:
            return None
        x, y = x[near], y[near]
        (a, b, c), *_ = np.linalg.lstsq(np.c_[2 * x, 2 * y, np.ones(len(x))], x * x + y * y, rcond=None)
        seal = Seal(float(a), float(b), float(np.sqrt(c + a * a + b * b)))
    return seal if near.mean() >= _WHOLE else None


def _outline(ink: Mask, seal: Seal) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where rays from outside towards the middle of the seal meet ink first, one for each degree."""
    cos, sin = _rays()
    radii = np.arange(1.35 * seal.radius, 0.75 * seal.radius, -1)
    height, width = ink.shape
    x = np.clip((seal.x + cos * radii).astype(np.int32), 0, width - 1)
    y = np.clip((seal.y + sin * radii).astype(np.int32), 0, height - 1)
    first = ink[y, x].argmax(axis=1)
    rays = np.arange(360)
    return x[rays, first].astype(np.float64), y[rays, first].astype(np.float64)


@cache
def _rays() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Cosine and sine of each degree, one below the other."""
    angles = np.arange(360)[:, None] * (pi / 180)
    return np.cos(angles), np.sin(angles)


def _without(grey: Pixels, seal: Seal, letters: float) -> Pixels:
    """The page with the disc of the seal white, but for lines of print that go on beside it."""
    reach = 1.3 * seal.radius
    y0, x0 = max(int(seal.y - reach), 0), max(int(seal.x - reach), 0)
    part = np.ascontiguousarray(grey[y0 : int(seal.y + reach), x0 : int(seal.x + reach)])
    here = Seal(seal.x - x0, seal.y - y0, seal.radius)
    rows, columns = np.ogrid[: part.shape[0], : part.shape[1]]
    disc = np.hypot(rows - here.y, columns - here.x) < 1.05 * seal.radius
    print_only = _uncovered(part, here, letters)
    clean = np.where(disc, np.uint8(255), part)
    for top, bottom in _lines_beside(grey, seal, letters):
        line = slice(max(top - y0, 0), max(bottom - y0, 0))
        clean[line] = np.where(disc[line], _whole_letters(print_only[line]), part[line])
    page = grey.copy()
    page[y0 : y0 + part.shape[0], x0 : x0 + part.shape[1]] = clean
    return page


def _whole_letters(line: Pixels) -> Pixels:
    """A line of print without what only reaches into it: the letters of a seal run round it."""
    if not line.size:
        return line
    _, labels, stats, _ = cv2.connectedComponentsWithStats((line < _INK).astype(np.uint8), connectivity=8)
    top, height = stats[:, 1], stats[:, 3]
    cut = ((top == 0) | (top + height == line.shape[0])) & (height < 0.5 * line.shape[0])
    cut[0] = False
    return np.where(cut[labels], np.uint8(255), line)


def _lines_beside(grey: Pixels, seal: Seal, letters: float) -> list[tuple[int, int]]:
    """The rows, from top to bottom, of lines of print beside the right half of a seal, with their accents.

    A seal covers the left third of the signature (Nghị định 30/2020/NĐ-CP): lines go on to its right.
    """
    top, left = max(int(seal.y - 1.15 * seal.radius), 0), max(int(seal.x), 0)
    beside = grey[top : int(seal.y + 1.15 * seal.radius), left : int(seal.x + 2.5 * seal.radius)]
    _, _, stats, middles = cv2.connectedComponentsWithStats((beside < _PRINT).astype(np.uint8), connectivity=8)
    width, height = stats[:, 2], stats[:, 3]
    outside = np.hypot(middles[:, 0] + left - seal.x, middles[:, 1] + top - seal.y) > 1.02 * seal.radius
    tall = (height > 0.7 * letters) & (height < 2.3 * letters)
    wide = (width > 0.2 * letters) & (width < 3 * letters)
    count = np.zeros(beside.shape[0] + 2, int)  # of letters in each row; empty rows at both ends
    for _, y, _, rows, _ in stats[tall & wide & outside]:
        count[y + 1 : y + 1 + rows] += 1
    edges = np.diff((count >= 2).astype(int))
    return [
        (top + int(start - 0.5 * letters), top + int(end + 0.5 * letters))
        for start, end in zip(np.flatnonzero(edges > 0), np.flatnonzero(edges < 0), strict=True)
        if end - start >= 0.6 * letters
    ]


def _uncovered(grey: Pixels, seal: Seal, letters: float) -> Pixels:
    """The print under a seal: ink darker than the seal or, if it is as dark as print, all ink except its rings."""
    tone = float(np.percentile(_tones(grey, seal), 25))
    dark = float(np.percentile(grey[grey < _INK], 20))
    if tone - dark < _PALER:
        return without_rings(grey, seal, letters)
    return np.where(grey > (tone + dark) / 2, np.uint8(255), grey)


def _tones(grey: Pixels, seal: Seal) -> Pixels:
    """How dark the outer ring is in each direction: its darkest pixel within 3 of the circle."""
    angles = np.arange(360) * (pi / 180)
    radii = seal.radius + np.arange(-3, 4)
    x = np.clip(seal.x + np.outer(radii, np.cos(angles)), 0, grey.shape[1] - 1).astype(int)
    y = np.clip(seal.y + np.outer(radii, np.sin(angles)), 0, grey.shape[0] - 1).astype(int)
    return np.asarray(grey[y, x].min(axis=0), np.uint8)


def without_rings(grey: Pixels, seal: Seal, letters: float) -> Pixels:
    """The picture with the rings of the seal wiped out, and strokes that cross them continued.

    Unrolled around its middle, a seal's rings are level lines, longer than any stroke of a letter.
    """
    reach, turn = int(1.12 * seal.radius), int(2 * pi * seal.radius)
    x, y = float(np.float32(seal.x)), float(np.float32(seal.y))
    how = cv2.WARP_POLAR_LINEAR | cv2.WARP_FILL_OUTLIERS
    unrolled = cv2.warpPolar(grey, (reach, turn), (x, y), reach, how)  # a row for each angle
    ink = np.asarray(unrolled < _INK, np.uint8)
    ink[:, : int(0.4 * seal.radius)] = 0
    rings = cv2.dilate((ink.mean(axis=0, keepdims=True) > _RING).astype(np.uint8), np.ones((1, 9), np.uint8))
    around = np.vstack([ink, ink, ink])
    arcs = cv2.morphologyEx(
        cv2.dilate(around, np.ones((1, 3), np.uint8)), cv2.MORPH_OPEN, np.ones((int(1.6 * letters), 1), np.uint8)
    )
    arcs = arcs[turn : 2 * turn] * rings * 255
    left, top = max(int(x) - reach - _AROUND_RINGS, 0), max(int(y) - reach - _AROUND_RINGS, 0)
    page = grey.copy()
    part = page[top : int(y) + reach + _AROUND_RINGS, left : int(x) + reach + _AROUND_RINGS]
    back = cv2.warpPolar(arcs, part.shape[::-1], (x - left, y - top), reach, how | cv2.WARP_INVERSE_MAP)
    mask = cv2.dilate((back > 60).astype(np.uint8), np.ones((3, 3), np.uint8))
    part[:] = cv2.inpaint(part, mask, 3, cv2.INPAINT_TELEA)
    return page
