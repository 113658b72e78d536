"""Lines of print cut out as a small reader wants them: level, of one height, black ink on even white paper."""

from __future__ import annotations

from dataclasses import dataclass
from math import radians, tan

import cv2
import numpy as np

from cchc_ocr.document import Box
from cchc_ocr.picture.pixels import Matrix, Pixels

HEIGHT = 40  # pixels of a strip
LEAST = 0.7  # of the usual height of lines: a dash alone is not as high as a letter
AROUND = 1.35  # height of a strip, in heights of the print: accents that the box has missed are seen
_ASIDE = 0.4  # heights of the print that are shown at either end
_LEAST_CONTRAST = 48  # of ink and paper: what differs less is no print, and is not made black
_INK = 110  # of 255: what is darker belongs to a letter


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """A line cut out: ``HEIGHT`` rows on which 0 is paper and 255 ink, and the way back to the page."""

    ink: Pixels
    to_page: Matrix

    def box(self, left: float, right: float) -> Box:
        """The box on the page of the ink of the line between two columns; of all between them where there is none."""
        first, last = max(round(left), 0), max(round(right), 1)
        edge = round(HEIGHT * (1 - 1 / AROUND) / 2)
        ink = self.ink[edge : HEIGHT - edge, first:last] > _INK
        columns, rows = np.flatnonzero(ink.any(axis=0)), np.flatnonzero(ink.any(axis=1))
        if len(columns):
            last, first = first + int(columns[-1]) + 1, first + int(columns[0])
        top, bottom = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, HEIGHT - 2 * edge)
        return self._on_page(first, top + edge, last, bottom + edge)

    def _on_page(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The box with its middle turned back; on a page that is askew it stays upright."""
        x, y = self.to_page @ ((x0 + x1) / 2, (y0 + y1) / 2, 1.0)
        scale = float(np.hypot(*self.to_page[:, 0]))
        half_width, half_height = (x1 - x0) * scale / 2, (y1 - y0) * scale / 2
        sides = (x - half_width, y - half_height, x + half_width, y + half_height)
        return Box(*(max(round(side), 0) for side in sides))


def strip_of(grey: Pixels, box: Box, *, skew: float = 0.0, least: float = 8.0) -> Strip:
    """The line in ``box`` as a strip.

    ``skew`` is the angle in degrees at which lines fall to the right; ``least`` the height in pixels of the
    lowest print, since a dash alone is not as high as a letter.
    """
    height = max(box.height - abs(tan(radians(skew))) * box.width, least)
    scale = HEIGHT / (AROUND * height)
    level, to_page = _level(grey, box, height, skew)
    width = max(round(level.shape[1] * scale), 8)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    ink = inked(np.asarray(cv2.resize(level, (width, HEIGHT), interpolation=how), np.uint8))
    to_page[:, 0] *= level.shape[1] / width
    to_page[:, 1] *= level.shape[0] / HEIGHT
    return Strip(ink, to_page)


def _level(grey: Pixels, box: Box, height: float, skew: float) -> tuple[Pixels, Matrix]:
    """The line with what stands close around it, turned level, white where the page ends; the matrix back."""
    x, y = box.middle
    size = (round(box.width + 2 * _ASIDE * height), round(AROUND * height))
    matrix = cv2.getRotationMatrix2D((x, y), skew, 1.0)
    matrix[0, 2] += size[0] / 2 - x
    matrix[1, 2] += size[1] / 2 - y
    how = cv2.INTER_CUBIC if abs(skew) > 0.05 else cv2.INTER_LINEAR
    level = cv2.warpAffine(grey, matrix, size, flags=how, borderValue=255)
    return np.asarray(level, np.uint8), np.asarray(cv2.invertAffineTransform(matrix), np.float64)


def inked(strip: Pixels) -> Pixels:
    """The strip with its paper at 0 and its ink at 255, however pale the print or dark the paper is.

    >>> inked(np.array([[200, 200, 200, 100]], np.uint8)).tolist()
    [[0, 0, 0, 255]]
    """
    paper, ink = float(np.percentile(strip, 80)), float(np.percentile(strip, 0.5))
    ink = min(ink, paper - _LEAST_CONTRAST)
    return np.asarray(np.clip((paper - strip.astype(np.float32)) * (255 / (paper - ink)), 0, 255), np.uint8)
