"""Writes pictures of a page after each step of preparation, to show why it was read as it was."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path

import cv2
import numpy as np

from cchc_ocr.document import Box, Line, Zone
from cchc_ocr.errors import UsageError
from cchc_ocr.picture.cleanup import Watch
from cchc_ocr.picture.grids import Grid
from cchc_ocr.picture.pixels import Pixels

_BODY = (40, 160, 40)
_COLOURS: dict[Zone, tuple[int, int, int]] = {  # RGB
    "header-left": (220, 40, 40),
    "header-right": (230, 140, 20),
    "footnote": (140, 110, 40),
    "footer-left": (40, 80, 220),
    "footer-right": (150, 50, 200),
    "page-number": (120, 120, 120),
}
_TABLE = (0, 170, 190)


def watcher(folder: Path, number: int, turns: int = 0) -> Watch:
    """Writes the pictures it is shown: page ``number``, read after so many quarter turns, step by step."""
    steps = count(1)
    turned = f"-turned-{360 - 90 * turns}" if turns else ""

    def write(name: str, pixels: Pixels) -> None:
        save(folder / f"page-{number:03}{turned}-{next(steps):02}-{name.replace(' ', '-')}.png", pixels)

    return write


def save(path: Path, pixels: Pixels) -> None:
    """Write a grey or RGB picture as PNG. Raises UsageError where that is not possible."""
    shown = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR) if pixels.ndim == 3 else pixels
    try:
        path.write_bytes(np.asarray(cv2.imencode(".png", shown)[1], np.uint8).tobytes())
    except OSError as error:
        what = f"cannot be written: {error.strerror}"
        raise UsageError(what, hint="choose another --debug-images", file=path) from error


def drawn(grey: Pixels, lines: Sequence[Line], grids: Sequence[Grid]) -> Pixels:
    """The picture in RGB with the boxes of its lines, in the colour of their zones and numbered, and of cells."""
    picture = np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), np.uint8)
    pen = max(grey.shape[0] // 1000, 1)
    for cell in (cell for grid in grids for cell in grid.cells):
        _frame(picture, cell.box, _TABLE, pen)
    for at, line in enumerate(lines, 1):
        colour = _COLOURS.get(line.zone, _BODY)
        if box := line.box:
            _frame(picture, box, colour, pen)
            cv2.putText(picture, str(at), (box.x1 + 2, box.y1), cv2.FONT_HERSHEY_PLAIN, pen, colour, pen)
    return picture


def _frame(
    picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], box: Box, colour: tuple[int, int, int], pen: int
) -> None:
    cv2.rectangle(picture, (box.x0, box.y0), (box.x1, box.y1), colour, pen)
