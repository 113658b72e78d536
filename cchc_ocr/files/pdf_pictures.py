"""The picture of a page of a PDF: the one that covers it, as it is stored in the file, or a rendering."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import cv2
import numpy as np
import pypdfium2
from pypdfium2 import raw

from cchc_ocr.files.options import POINTS_PER_INCH
from cchc_ocr.files.pdf_text import is_stamp, plain_text
from cchc_ocr.picture.inspection import in_grey
from cchc_ocr.picture.pixels import Pixels

# The figures stand in docs/reading.md, section "PDF pages".
_COVERS = 0.8  # of the page; margins cut off by a scanner's crop leave more than this
_OFF_PAGE = 0.005  # of a side: a millimetre of A4, by which a picture may miss the edge of its page
_LEAST_DPI, _MOST_DPI = 150, 400  # outside of it Tesseract gains nothing or the page grows without use
_COMPARED_AT = 48  # dpi: lines of print are still apart, and a page takes a hundredth of a second
_TO_RGB = {"BGR": "BGR2RGB", "BGRX": "BGRA2RGB", "BGRA": "BGRA2RGB", "RGBX": "RGBA2RGB", "RGBA": "RGBA2RGB"}

_Bounds: TypeAlias = tuple[float, float, float, float]


def covering_picture(page: Any) -> Any | None:
    """The one picture that covers the page; None if there is none, or several."""
    pictures = list(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4))
    width, height = page.get_size()
    if page.get_rotation() in (90, 270):
        width, height = height, width
    covering = [item for item in pictures if _area(item) >= _COVERS * width * height]
    return covering[0] if len(covering) == 1 else None


def _area(item: Any) -> float:
    left, bottom, right, top = item.get_bounds()
    return float(max(right - left, 0) * max(top - bottom, 0))


def as_it_is(page: Any, picture: Any) -> Pixels | None:
    """The picture's own pixels, cut and turned as the page is; None where the page shows something else as well.

    The picture may be mirrored, masked or drawn over in ways too many to list: a small rendering of the
    page shows whether the pixels are what a reader sees.
    """
    if _drawn_over(page) or not _upright(picture):
        return None
    try:
        pixels = _to_pixels(picture.get_bitmap(render=False))
    except pypdfium2.PdfiumError:
        return None
    pixels = _cut_as(page.get_bbox(), picture.get_bounds(), pixels)
    pixels = np.ascontiguousarray(np.rot90(pixels, -page.get_rotation() // 90))
    return pixels if _looks_like(pixels, render(page, dpi=_COMPARED_AT)) else None


def pictures_of(page: Any) -> Iterator[Pixels | None]:
    """The pictures that a page draws, wherever it does, as ``own_pixels`` has them."""
    return map(own_pixels, page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4))


def own_pixels(picture: Any | None) -> Pixels | None:
    """A picture in grey as it lies in the file; None where it cannot be decoded."""
    try:
        return in_grey(_to_pixels(picture.get_bitmap(render=False))) if picture else None
    except pypdfium2.PdfiumError:
        return None


def _cut_as(shown: _Bounds, placed: _Bounds, pixels: Pixels) -> Pixels:
    """The part of a picture that the page shows, with white margins where the picture leaves some.

    The bounds (left, bottom, right, top) of page and picture are in points.
    """
    across, down = pixels.shape[1] / (placed[2] - placed[0]), pixels.shape[0] / (placed[3] - placed[1])
    left, right = ((shown[side] - placed[0]) * across for side in (0, 2))
    top, bottom = ((placed[3] - shown[side]) * down for side in (3, 1))
    off = max(abs(left), abs(right - pixels.shape[1])) / pixels.shape[1]
    if max(off, abs(top) / pixels.shape[0], abs(bottom - pixels.shape[0]) / pixels.shape[0]) < _OFF_PAGE:
        return pixels
    x, y, width, height = round(left), round(top), round(right - left), round(bottom - top)
    page = np.full((height, width, *pixels.shape[2:]), 255, np.uint8)
    part = pixels[max(y, 0) : max(y + height, 0), max(x, 0) : max(x + width, 0)]
    page[max(-y, 0) :, max(-x, 0) :][: part.shape[0], : part.shape[1]] = part
    return page


def _upright(picture: Any) -> bool:
    """Whether the picture is placed without turning, slanting or mirroring it."""
    a, b, c, d, *_ = picture.get_matrix().get()
    return bool(a > 0 and d > 0 and abs(b) + abs(c) < 0.001 * (a + d))


def _drawn_over(page: Any) -> bool:
    """Whether visible text, lines or further pictures lie on the page; a signature's stamp does not count."""
    others = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING]
    kinds = [item.type for item in page.get_objects(max_depth=4)]
    if kinds.count(raw.FPDF_PAGEOBJ_IMAGE) > 1 or any(kind in others for kind in kinds):
        return not _only_stamp(page)
    texts = page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,), max_depth=4)
    return any(raw.FPDFTextObj_GetTextRenderMode(item.raw) != 3 for item in texts) and not _only_stamp(page)


def _only_stamp(page: Any) -> bool:
    return is_stamp(plain_text(page).split())


def _looks_like(pixels: Pixels, rendering: Pixels) -> bool:
    """Whether both show the same: the correlation of small grey copies; for even paper, the same shade."""
    size = (rendering.shape[1], rendering.shape[0])
    small = cv2.blur(cv2.resize(in_grey(pixels), size, interpolation=cv2.INTER_AREA), (3, 3)).ravel()
    shown = cv2.blur(in_grey(rendering), (3, 3)).ravel()
    if small.std() < 4 and shown.std() < 4:
        return abs(float(small.mean()) - float(shown.mean())) < 25
    return bool(np.corrcoef(small, shown)[0, 1] > 0.8)


def _to_pixels(bitmap: Any) -> Pixels:
    """A PDFium bitmap as RGB or grey, copied once: a page in colour takes 26 MB."""
    pixels, order = bitmap.to_numpy(), _TO_RGB.get(bitmap.mode)
    return np.asarray(cv2.cvtColor(pixels, getattr(cv2, f"COLOR_{order}")) if order else pixels.copy(), np.uint8)


def render(page: Any, dpi: float) -> Pixels:
    """The page as printed, upright, without annotations (boxes of signatures, comments)."""
    scale = dpi / POINTS_PER_INCH
    return _to_pixels(page.render(scale=scale, draw_annots=False, may_draw_forms=False, rev_byteorder=True))


def rendering_dpi(page: Any, picture: Any | None, wanted: int) -> int:
    """A scan keeps its own resolution, within what the engine makes use of; all else gets the wanted one."""
    if picture is None:
        return wanted
    width, height = picture.get_px_size()
    return min(max(dpi_of(page, (height, width)), _LEAST_DPI), _MOST_DPI)


def dpi_of(page: Any, shape: Sequence[int]) -> int:
    """The resolution of a picture with this height and width that covers the page."""
    dots_per_point = max(shape[:2]) / max(page.get_size())
    return max(round(float(dots_per_point) * POINTS_PER_INCH), 1)
