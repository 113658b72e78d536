"""Finds lines of print that the engine has missed: rows of letter-sized pieces of ink that no word covers."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np

from cchc_ocr.document import Box
from cchc_ocr.picture.inspection import pieces
from cchc_ocr.picture.pixels import Mask, Pixels, WholeNumbers

# The figures stand in docs/reading.md, section "Lines that the engine has missed".
_INK = 180  # what is darker may be print: thin letters made smaller are pale
_LETTER = 14.0  # pixels of a letter at which lines are looked for
_FEWEST = 4  # letters of a line; fewer are as often strokes of a pen
_DASH = 1.5  # heights of a letter before the first one in which the dash of an item stands
_HIGHEST = 2.6  # heights of a letter: with accents above and below


def find_unread(grey: Pixels, read: Iterable[Box], letters: float) -> list[Box]:
    """Boxes of lines of print outside of those ``read``; ``letters`` is the height of a letter in pixels."""
    if not letters:
        return []
    scale = min(_LETTER / letters, 1.0)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    unit = letters * scale
    ink = _uncovered(np.asarray(small < _INK, np.uint8), read, scale, unit)
    if np.count_nonzero(_are_letters(pieces(ink), unit)) < _FEWEST:
        return []
    print_like = _print_like(ink, unit)
    joined = cv2.morphologyEx(print_like, cv2.MORPH_CLOSE, np.ones((1, round(1.6 * unit)), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    lines = [
        (x - _before(ink[y : y + height, :x], unit), y, x + width, y + height)
        for x, y, width, height, _ in stats[1:].tolist()
        if width >= _FEWEST * unit and height <= _HIGHEST * unit
    ]
    above, below = 0.35 * letters, 0.3 * letters  # accents are too small to be looked at
    return [
        Box(round(x0 / scale), max(round(y0 / scale - above), 0), round(x1 / scale), round(y1 / scale + below))
        for x0, y0, x1, y1 in lines
        if _pieces(print_like[y0:y1, x0:x1]) >= _FEWEST
    ]


def _before(ink: Pixels, unit: float) -> int:
    """How far the dash of an item reaches to the left of its first letter; ``ink`` is what lies there."""
    beside = ink[:, max(ink.shape[1] - round(_DASH * unit), 0) :].any(axis=0)
    return int(beside.size - beside.argmax()) if beside.any() else 0


def _uncovered(ink: Pixels, read: Iterable[Box], scale: float, unit: float) -> Pixels:
    aside = 0.3 * unit
    for box in read:
        top, left = (max(round(at * scale - aside), 0) for at in (box.y0, box.x0))
        ink[top : round(box.y1 * scale + aside) + 1, left : round(box.x1 * scale + aside) + 1] = 0
    return ink


def _print_like(ink: Pixels, unit: float) -> Pixels:
    """The pieces of ink that are as high and as wide as letters, some of which touch."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    letters = _are_letters(np.asarray(stats[:, 2:], np.int32), unit)
    letters[0] = False
    return np.asarray(letters[labels], np.uint8)


def _are_letters(sizes: WholeNumbers, unit: float) -> Mask:
    """Which pieces are as large as letters, of their width, height and area."""
    width, height, _ = sizes.T
    high, wide = (height > 0.7 * unit) & (height < 2.3 * unit), (width > 0.15 * unit) & (width < 2.5 * unit)
    return np.asarray(high & wide, np.bool_)


def _pieces(mask: Pixels) -> int:
    return int(cv2.connectedComponents(mask, connectivity=8)[0]) - 1
