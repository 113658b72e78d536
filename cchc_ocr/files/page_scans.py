"""A page of a file as its record has it: the boxes of the evidence are in the pixels of this picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from cchc_ocr.files.opening import open_document
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.files.passwords import Passwords
from cchc_ocr.records import PageRecord

if TYPE_CHECKING:
    from cchc_ocr.picture.pixels import PageImage, Pixels

_MOST_PIXELS = 400_000_000  # of a page that was not read: a run may have been allowed more than it is by default
_CUT_OFF = 2  # times the size of a page that was read: its picture may reach beyond its edges
_ROUNDING = 2  # pixels by which sizes of the same page differ: it is not blurred for them
_SAME_SHAPE = 0.02  # of the ratio of the sides: a page cut off a little by its scanner


@dataclass(frozen=True, slots=True)
class PageScan:
    """One page of a file, and how to look at it.

    ``turned`` is the angle at which the record has it, clockwise; ``size`` are width and height in the pixels in
    which the record measures its boxes (None: it does not say, and those of the picture are taken for them).
    """

    path: Path
    number: int
    turned: int
    options: ReadOptions
    size: tuple[int, int] | None = None

    @classmethod
    def of(cls, path: Path, number: int, page: PageRecord | None, passwords: Passwords) -> Self:
        """A page of a file; ``page`` is what the record says of it, None where it says nothing."""
        options = ReadOptions(passwords=passwords, max_pixels=_MOST_PIXELS)
        if page is None:
            return cls(path, number, 0, options)
        width, height = page.width or 0, page.height or 0
        pixels = max(_MOST_PIXELS, _CUT_OFF * width * height)  # as many as the run was allowed
        options = replace(options, dpi=page.dpi or options.dpi, max_pixels=pixels)
        return cls(path, number, page.turned, options, (width, height) if width and height else None)


def sha256_of(scan: PageScan) -> str:
    """That of the file as it is now, in hexadecimal."""
    with open_document(scan.path, replace(scan.options, pages=(scan.number,))) as document:
        return document.sha256


def upright(scan: PageScan) -> PageImage | None:
    """The picture of the page as the record has it; None where there is none, as of a text.

    Raises UnreadableError where the page cannot be shown.
    """
    import numpy as np

    options = replace(scan.options, pages=(scan.number,))
    with open_document(scan.path, options) as document:
        image = document.picture(scan.number)
    if image is None:
        return None
    quarters = (scan.turned - image.turned) % 360 // 90
    return replace(image, pixels=_sized(np.rot90(image.pixels, -quarters), scan.size))


def _sized(pixels: Pixels, size: tuple[int, int] | None) -> Pixels:
    """The picture in the size that the record has, where it was read at another resolution.

    A page of another shape is that of another file, on which no box lies right.
    """
    height, width = pixels.shape[:2]
    if size is None or max(abs(size[0] - width), abs(size[1] - height)) <= _ROUNDING:
        return pixels
    if abs(size[0] * height / (size[1] * width) - 1) > _SAME_SHAPE:
        return pixels
    import cv2
    import numpy as np

    kind = cv2.INTER_AREA if size[0] < width else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(np.ascontiguousarray(pixels), size, interpolation=kind), np.uint8)
