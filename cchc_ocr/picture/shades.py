"""Corrects the shades of a page: inverts light print on dark paper, and darkens print nearly as light as paper.

Pictures are uint8 arrays, height x width (grey, black print is 0) or height x width x 3 (RGB).
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from cchc_ocr.picture.inspection import holds_print, in_grey, ink_mask, print_share
from cchc_ocr.picture.pixels import Pixels

# The figures stand in docs/reading.md, section "Blank, faint and dark pages".
_DARK = 90  # what most of a row is darker than where its paper is dark: paper of dark mode has 18 to 30
_PAPER = 0.4  # of a row across print is paper at least, with the margins
_COLUMNS = 64  # that a row is looked at in: thin letters melt into their paper
_MOSTLY = 75  # percent of the rows of a strip: where it has dark paper, a column crosses print in fewer
_GAP, _LEAST_STRIP = 1 / 60, 1 / 25  # of the page's height: rows between letters, and the lowest strip
_DARKENED = 55  # what the darkest of pale print becomes


def dark_on_light(pixels: Pixels) -> Pixels:
    """The page with parts of light print on dark paper turned round; dark parts without print stay.

    Pictures of one bit whose sense was mistaken are such pages, and those of a screen in dark mode. A page may
    have strips that are, such as heads of tables.
    """
    grey = in_grey(pixels)
    parts = [part for part in _dark_parts(grey) if _is_inverted(grey[part], grey.shape[1])]
    if not parts:
        return pixels
    turned = pixels.copy()
    for part in parts:
        turned[part] = 255 - turned[part]
    return turned


def _dark_parts(grey: Pixels) -> Iterator[tuple[slice, slice]]:
    """Rows with dark paper over much of the width, as many as make a strip, and the columns where it is."""
    height = len(grey)
    small = cv2.resize(grey, (min(_COLUMNS, grey.shape[1]), height), interpolation=cv2.INTER_AREA)
    if not np.count_nonzero(small < _DARK) > _LEAST_STRIP * _PAPER * small.size:
        return
    shade = np.sort(small, axis=1)[:, int(_PAPER * small.shape[1])]
    dark = (shade < _DARK).astype(np.uint8)[:, None]
    rows = np.ones((max(round(_GAP * height), 1), 1), np.uint8)
    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, rows).ravel()
    edges = np.flatnonzero(np.diff(closed, prepend=0, append=0))
    for top, bottom in edges.reshape(-1, 2).tolist():
        if bottom - top >= _LEAST_STRIP * height:
            columns = np.flatnonzero(np.percentile(grey[top:bottom], _MOSTLY, axis=0) < _DARK)
            yield slice(top, bottom), slice(int(columns[0]), int(columns[-1]) + 1) if len(columns) else slice(0)


def _is_inverted(part: Pixels, across: int) -> bool:
    """Whether light print stands on the dark paper of a part; what is dark in a shadow has darker print.

    ``across`` is the width of the page.
    """
    if not part.size:
        return False
    light, dark = (print_share(_shown(grey), 128, across) for grey in (255 - part, part))
    return light > dark and holds_print(np.asarray(255 - part, np.uint8), across)


def _shown(grey: Pixels) -> Pixels:
    """What is darker than the paper around it, black on white."""
    return np.asarray(255 - ink_mask(np.asarray(grey, np.uint8)), np.uint8)


def darkened(grey: Pixels) -> Pixels:
    """Pale print made dark, its paper white."""
    paper, ink = float(np.median(grey)), float(np.percentile(grey, 0.3))
    steps = 255 - (paper - np.arange(256)) * ((255 - _DARKENED) / max(paper - ink, 1.0))
    return np.asarray(cv2.LUT(grey, np.clip(steps, 0, 255).astype(np.uint8)), np.uint8)
