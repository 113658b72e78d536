"""Finds print that the engine has missed: rows of letter-sized pieces of ink that no word covers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import cv2
import numpy as np

from cchc_ocr.document import Box
from cchc_ocr.picture.inspection import pieces
from cchc_ocr.picture.pixels import Mask, Pixels, WholeNumbers

# The figures stand in docs/reading.md, section "Lines that the engine has missed".
_INK = 180  # what is darker may be print: thin letters made smaller are pale
_LETTER = 14.0  # pixels of a letter at which lines are looked for
_FEWEST = 4  # letters of a line; fewer are as often strokes of a pen
_FEW = 2  # letters of a fragment of a line that was read
_DASH = 1.5  # heights of a letter before the first one in which the dash of an item stands
_HIGHEST = 2.6  # heights of a letter: with accents above and below


@dataclass(frozen=True, slots=True)
class Unread:
    """Boxes of print outside of what was read: lines, and fragments too short for a line of their own."""

    lines: list[Box] = field(default_factory=list)
    fragments: list[Box] = field(default_factory=list)


def find_unread(grey: Pixels, read: Iterable[Box], letters: float) -> Unread:
    """What is printed outside of the boxes ``read``; ``letters`` is the height of a letter in pixels."""
    found = Unread()
    if not letters:
        return found
    scale = min(_LETTER / letters, 1.0)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    unit = letters * scale
    ink = _uncovered(np.asarray(small < _INK, np.uint8), read, scale, unit)
    if np.count_nonzero(_are_letters(pieces(ink), unit)) < _FEW:
        return found
    print_like = _print_like(ink, unit)
    joined = cv2.morphologyEx(print_like, cv2.MORPH_CLOSE, np.ones((1, round(1.6 * unit)), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    above, below = 0.35 * letters, 0.3 * letters  # accents are too small to be looked at
    for x, y, width, height, _ in stats[1:].tolist():
        if height > _HIGHEST * unit:
            continue
        count = _pieces(print_like[y : y + height, x : x + width])
        if count < _FEW:
            continue
        is_line = width >= _FEWEST * unit and count >= _FEWEST
        left = x - _before(ink[y : y + height, :x], unit) if is_line else x
        top, bottom = max(round(y / scale - above), 0), round((y + height) / scale + below)
        box = Box(round(left / scale), top, round((x + width) / scale), bottom)
        (found.lines if is_line else found.fragments).append(box)
    return found


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
