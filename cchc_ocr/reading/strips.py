"""Lines of print cut out as a small reader wants them: level, of one height, black ink on even white paper."""

from __future__ import annotations

from math import radians, tan

import cv2
import numpy as np

from cchc_ocr.document import Box
from cchc_ocr.picture.pixels import Pixels

HEIGHT = 40  # pixels of a strip
AROUND = 1.35  # height of a strip, in heights of the print: accents that the box has missed are seen
LEAST = 0.7  # of the usual height of lines: a dash alone is not as high as a letter
_ASIDE = 0.4  # heights of the print that are shown at either end
_LEAST_CONTRAST = 48  # of ink and paper: what differs less is no print, and is not made black


def line_strip(grey: Pixels, box: Box, *, skew: float = 0.0, least: float = 8.0) -> Pixels:
    """The line in ``box`` as a strip of ``HEIGHT`` rows: 0 is paper, 255 is ink.

    ``skew`` is the angle in degrees at which lines fall to the right; ``least`` the height in pixels of the
    lowest print, since a dash alone is not as high as a letter.
    """
    height = max(box.height - abs(tan(radians(skew))) * box.width, least)
    scale = HEIGHT / (AROUND * height)
    level = _level(grey, box, height, skew)
    width = max(round(level.shape[1] * scale), 8)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return inked(np.asarray(cv2.resize(level, (width, HEIGHT), interpolation=how), np.uint8))


def _level(grey: Pixels, box: Box, height: float, skew: float) -> Pixels:
    """The line with what stands close around it, turned level; white where the page ends."""
    x, y = box.middle
    size = (round(box.width + 2 * _ASIDE * height), round(AROUND * height))
    matrix = cv2.getRotationMatrix2D((x, y), skew, 1.0)
    matrix[0, 2] += size[0] / 2 - x
    matrix[1, 2] += size[1] / 2 - y
    how = cv2.INTER_CUBIC if abs(skew) > 0.05 else cv2.INTER_LINEAR
    return np.asarray(cv2.warpAffine(grey, matrix, size, flags=how, borderValue=255), np.uint8)


def inked(strip: Pixels) -> Pixels:
    """The strip with its paper at 0 and its ink at 255, however pale the print or dark the paper is.

    >>> inked(np.array([[200, 200, 200, 100]], np.uint8)).tolist()
    [[0, 0, 0, 255]]
    """
    paper, ink = float(np.percentile(strip, 80)), float(np.percentile(strip, 0.5))
    ink = min(ink, paper - _LEAST_CONTRAST)
    return np.asarray(np.clip((paper - strip.astype(np.float32)) * (255 / (paper - ink)), 0, 255), np.uint8)
