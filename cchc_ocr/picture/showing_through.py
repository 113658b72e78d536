"""Tells ink of the other side of a sheet, which shows through the paper, from marks on a page itself.

Pictures are uint8 arrays, height x width (grey, black print is 0) or height x width x 3 (RGB).
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from cchc_ocr.document import Box
from cchc_ocr.picture.inspection import MARK
from cchc_ocr.picture.pixels import Pixels

# The figures stand in docs/reading.md, section "Blank, faint and dark pages".
_WIDTH = 620  # pixels of a page's width at which it is compared: 75 dpi of A4
_REACH = 25  # that joins the pieces of one mark
_DUST = 20  # pixels of ink
_LEAST_SIDE = 60  # two centimetres: a smaller mark may look like something on the other side by chance
_PLAY = 18  # by which the sides of a sheet may be shifted against each other
_ALIKE = 0.4  # correlation: four seals with their other side have 0.48 to 0.57, with other places up to 0.24
_EDGE = 1 / 40  # of the longer side does not count: scanners leave edges there


def only_shows_through(back: Pixels, front: Pixels) -> bool:
    """Whether every mark on ``back`` mirrors what ``front``, the other side of the sheet, has in its place.

    Sheets are turned over about their long or their short side.
    """
    page, other = _small(back), _small(front)
    if abs(len(page) - len(other)) > _PLAY:
        return False
    marks = list(_marks(page))
    turned_over = (np.asarray(np.flip(other, axis), np.uint8) for axis in (1, 0))
    return any(all(_is_there(page, mark, mirrored) for mark in marks) for mirrored in turned_over)


def _small(pixels: Pixels) -> Pixels:
    darkest = pixels.min(axis=2) if pixels.ndim == 3 else pixels
    scale = _WIDTH / darkest.shape[1]
    return np.asarray(cv2.resize(darkest, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def _marks(page: Pixels) -> Iterator[Box]:
    """The boxes around ink that stands together."""
    edge = round(max(page.shape) * _EDGE)
    ink = np.zeros_like(page)
    ink[edge:-edge, edge:-edge] = page[edge:-edge, edge:-edge] < MARK * np.median(page)
    joined = cv2.dilate(ink, np.ones((_REACH, _REACH), np.uint8))
    for x, y, width, height, _ in cv2.connectedComponentsWithStats(joined)[2][1:].tolist():
        if ink[y : y + height, x : x + width].sum() >= _DUST:
            yield Box(x, y, x + width, y + height)


def _is_there(page: Pixels, mark: Box, mirrored: Pixels) -> bool:
    if min(mark.width, mark.height) < _LEAST_SIDE:
        return False
    y, x = max(mark.y0 - _PLAY, 0), max(mark.x0 - _PLAY, 0)
    around = _soft(mirrored[y : mark.y1 + _PLAY, x : mark.x1 + _PLAY])
    sought = _soft(page[mark.y0 : mark.y1, mark.x0 : mark.x1])
    if around.shape[0] < sought.shape[0] or around.shape[1] < sought.shape[1]:
        return False
    return float(cv2.matchTemplate(around, sought, cv2.TM_CCOEFF_NORMED).max()) >= _ALIKE


def _soft(part: Pixels) -> Pixels:
    return np.asarray(cv2.GaussianBlur(part, (0, 0), 1.5), np.uint8)
