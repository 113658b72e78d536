"""Removes long strokes of a pen (signatures, marks in the margin), which mislead the engine in finding lines.

Pictures are uint8 arrays, height x width, black print is 0; ``letters`` is the usual height of a letter in pixels.
"""

from __future__ import annotations

import cv2
import numpy as np

from cchc_ocr.picture.inspection import pieces
from cchc_ocr.picture.pixels import Mask, Pixels, WholeNumbers

# The figures stand in docs/reading.md, section "Strokes of a pen".
_INK = 170  # what is darker is ink; strokes become paler where they are made smaller
_LETTER = 14.0  # pixels of a letter at which strokes are looked for
_TALL = 3.5  # letters; lines of print that touch one another are lower
_SPARSE = 0.12  # of its box that a stroke fills (0.02 to 0.11)
_RULED = 0.3  # of its ink that runs level or upright (strokes: below 0.1, tables: over 0.9, frames of stamps: 0.3)


def drop_strokes(grey: Pixels, letters: float) -> Pixels:
    """The page without tall sparse strokes that are no table; letters that they touch stay."""
    if not letters:
        return grey
    scale = min(_LETTER / letters, 1.0)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink, unit = np.asarray(small < _INK, np.uint8), letters * scale
    if not _may_be_strokes(pieces(ink), unit).any():
        return grey
    count, found, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    labels, stats = np.asarray(found, np.int32), np.asarray(boxes, np.int32)
    tall = _may_be_strokes(stats[:, 2:], unit)
    strokes = [at for at in range(1, count) if tall[at] and not _is_ruled(labels, stats, at, unit)]
    if not strokes:
        return grey
    mask = np.asarray(np.isin(labels, strokes) & ~_beside_letters(labels, stats, unit), np.uint8)
    grown = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    wiped = cv2.resize(grown, grey.shape[::-1], interpolation=cv2.INTER_NEAREST)
    return np.where(wiped > 0, np.uint8(255), grey)


def _may_be_strokes(sizes: WholeNumbers, unit: float) -> Mask:
    """Which pieces are high and sparse, of their width, height and area; ``unit`` is the height of a letter."""
    width, height, area = sizes.T
    return np.asarray((height > _TALL * unit) & (area < _SPARSE * width * height), np.bool_)


def _is_ruled(labels: WholeNumbers, stats: WholeNumbers, at: int, unit: float) -> bool:
    """Whether a piece of ink is made of level and upright lines: a table or the frame of a stamp."""
    x, y, width, height, area = stats[at]
    piece = np.asarray(labels[y : y + height, x : x + width] == at, np.uint8)
    run = max(round(3 * unit), 2)
    level = cv2.morphologyEx(piece, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
    upright = cv2.morphologyEx(piece, cv2.MORPH_OPEN, np.ones((run, 1), np.uint8))
    return bool(np.count_nonzero(cv2.max(level, upright)) > _RULED * area)


def _beside_letters(labels: WholeNumbers, stats: WholeNumbers, unit: float) -> Mask:
    """Where a letter of the same line may stand that a stroke touches: two letters far from other letters."""
    width, height = stats[:, 2], stats[:, 3]
    letters = (height > 0.6 * unit) & (height < 2 * unit) & (width > 0.2 * unit) & (width < 3 * unit)
    letters[0] = False
    reach, lift = round(2 * unit), round(0.25 * unit)
    around = np.ones((2 * lift + 1, 2 * reach + 1), np.uint8)
    return np.asarray(cv2.dilate(np.asarray(letters[labels], np.uint8), around), np.bool_)
