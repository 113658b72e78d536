"""The picture of a page, the type that the stages pass on, and the types of its arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from cchc_ocr.document import Box, WordLines

Pixels: TypeAlias = NDArray[np.uint8]
"""Height x width, where 0 is black; or height x width x 3 (RGB). Masks for OpenCV have 0 outside."""
Mask: TypeAlias = NDArray[np.bool_]
"""Which pixels of a picture (height x width), or which of several things."""
WholeNumbers: TypeAlias = NDArray[np.int32]
"""For each pixel the number of its piece of ink; or for each piece a row: its width, height and area in pixels."""
Matrix: TypeAlias = NDArray[np.float64]
"""An affine map between the points of two pictures, 2 x 3."""

COLOURED = 45
"""Levels between the lightest and the darkest of the three channels: what differs more has a colour."""


@dataclass(frozen=True, slots=True, eq=False)
class PageImage:
    """The picture of one page: ``pixels`` is uint8, height x width (grey) or height x width x 3 (RGB).

    ``damage`` says why the page is not to be called blank if nothing is found on it: its picture may have lost
    what it held. ``in_part``: parts of the picture are lost for sure; what is left of it is read. ``typed``: runs
    of words that are known: filled into the fields of a form, which are on the page, but not in its picture; or
    the text of the page, of which only the ``regions`` are to be read. ``turned``: degrees by which the page was
    turned clockwise to get this picture. ``guessed``: the file does not tell its resolution; ``dpi`` is that of
    a sheet of A4.
    """

    number: int
    pixels: Pixels
    dpi: int
    notes: tuple[str, ...] = ()
    damage: str | None = None
    in_part: bool = False
    typed: WordLines = ()
    regions: tuple[Box, ...] = ()
    turned: int = 0
    guessed: bool = False

    @property
    def known_dpi(self) -> int:
        """The resolution as far as the file tells it, 0 where it does not."""
        return 0 if self.guessed else self.dpi

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])
