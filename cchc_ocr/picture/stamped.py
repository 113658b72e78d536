"""Finds lines stamped in red or violet, outside of seals: marks of urgency, posts and names of who signs.

The colour is all that tells them from a seal's letters and from print, and preparation drops it with the seal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from cchc_ocr.document import Box
from cchc_ocr.picture.pixels import COLOURED, Mask, Pixels, WholeNumbers
from cchc_ocr.picture.seals import Seal, find_seals, without_rings

# The figures stand in docs/reading.md, section "Words stamped in colour".
_RED = 30  # by how much red leads green: in red and violet ink, not in blue of pens
_LEAST_INK = 1e-4  # of a page: less is dust of a seal
_INK = 215  # what is darker in the darkest channel is ink, however pale
# The rest is in heights of a letter.
_TALLEST, _WIDEST, _LEAST = 2.6, 12.0, 0.7  # of a piece: with accents; letters that have run together; a letter
_RULE = 4.0, 0.5  # longer and lower: the frame of a stamp
_WORD_GAP = 1.8
_SHORTEST, _HIGHEST = 4.0, 3.0  # of a line
_UNDER_SEAL = 2.0  # how far a line may begin under a seal
_ACCENTS = 0.5  # above and below


@dataclass(frozen=True, slots=True, eq=False)
class StampedLines:
    """Grey picture of the stamped ink alone, black on white, and the boxes of its lines on it."""

    pixels: Pixels
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _StampedInk:
    """Pieces of ink: the number of each pixel's piece; x, y, width, height and area of each; those in a seal."""

    numbers: WholeNumbers
    stats: WholeNumbers
    letters: Mask
    in_seal: Mask


def find_stamped(pixels: Pixels, dpi: int, letters: float) -> StampedLines | None:
    """Lines in red or violet on an RGB page whose print is ``letters`` pixels high; None where there are none."""
    if pixels.ndim == 2 or not letters:
        return None
    red, green, blue = cv2.split(pixels)
    lightest, darkest = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    coloured = cv2.threshold(cv2.subtract(lightest, darkest), COLOURED, 1, cv2.THRESH_BINARY)[1]
    ink = cv2.min(coloured, cv2.threshold(cv2.subtract(red, green), _RED, 1, cv2.THRESH_BINARY)[1])
    if cv2.countNonZero(ink) < _LEAST_INK * ink.size:
        return None
    shown = np.where(cv2.dilate(ink, np.ones((3, 3), np.uint8)) > 0, darkest, np.uint8(255))
    grey, seals = np.asarray(shown, np.uint8), find_seals(np.where(ink > 0, np.uint8(0), np.uint8(255)), dpi)
    for seal in seals:
        grey = without_rings(grey, seal, letters)
    x, y, width, height = cv2.boundingRect(np.asarray(grey < _INK, np.uint8))
    room = round(2 * _WORD_GAP * letters)  # so that nothing is joined to the edge
    left, top = max(x - room, 0), max(y - room, 0)
    part = grey[top : y + height + room, left : x + width + room]
    pieces = _pieces(part, [replace(seal, x=seal.x - left, y=seal.y - top) for seal in seals], letters)
    boxes = tuple(
        Box(left + box.x0, max(top + box.y0, 0), left + box.x1, top + box.y1) for box in _lines(pieces, letters)
    )
    if not boxes:
        return None
    kept = cv2.dilate(pieces.letters[pieces.numbers].astype(np.uint8), np.ones((3, 3), np.uint8))
    stamped = np.full(grey.shape, 255, np.uint8)
    stamped[top : top + len(part), left : left + part.shape[1]] = np.where(kept > 0, part, np.uint8(255))
    return StampedLines(stamped, boxes)


def _pieces(grey: Pixels, seals: Sequence[Seal], letters: float) -> _StampedInk:
    """The pieces of ink, and which of them are letters by their size."""
    ink = (grey < _INK).astype(np.uint8)
    _, numbers, stats, middles = cv2.connectedComponentsWithStats(ink, connectivity=8)
    width, height = stats[:, 2], stats[:, 3]
    rule = (width > _RULE[0] * letters) & (height < _RULE[1] * letters)
    fits = (height <= _TALLEST * letters) & (width <= _WIDEST * letters) & ~rule
    fits[0] = False
    x, y = (np.nan_to_num(middles[:, at]).astype(int) for at in (0, 1))
    in_seal = np.zeros(len(stats), bool)
    for seal in seals:
        in_seal |= np.hypot(y - seal.y, x - seal.x) < seal.radius
    return _StampedInk(np.asarray(numbers, np.int32), np.asarray(stats, np.int32), np.asarray(fits), in_seal)


def _lines(ink: _StampedInk, letters: float) -> Iterator[Box]:
    """Boxes of letters in a row outside of seals, with those of the row that a seal covers, and their accents."""
    tall = ink.letters & ~ink.in_seal & (ink.stats[:, 3] >= _LEAST * letters)
    row = np.ones((1, round(_WORD_GAP * letters) | 1), np.uint8)  # an even one shifts what it joins
    joined = cv2.morphologyEx(tall[ink.numbers].astype(np.uint8), cv2.MORPH_CLOSE, row)
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for x, y, width, height, _ in stats[1:].tolist():
        if width >= _SHORTEST * letters and _LEAST * letters <= height <= _HIGHEST * letters:
            line = Box(_beginning(ink, Box(x, y, x + width, y + height), letters), y, x + width, y + height)
            aside = round(_ACCENTS * letters)
            yield Box(line.x0, line.y0 - aside, line.x1, line.y1 + aside)


def _beginning(ink: _StampedInk, line: Box, letters: float) -> int:
    """The left edge of a line, with its first letters where those lie under a seal."""
    x, y, _, height, _ = ink.stats.T
    slack = 0.3 * line.height
    of_line = (y >= line.y0 - slack) & (y + height <= line.y1 + slack) & (height >= _LEAST * letters)
    before = (x < line.x0) & (x >= line.x0 - _UNDER_SEAL * letters)
    return int(min(x[ink.letters & ink.in_seal & of_line & before], default=line.x0))
