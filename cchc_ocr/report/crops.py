"""Cuts the lines out of a scanned page on which figures stand, with a frame around each figure."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from PIL import Image, ImageDraw

from cchc_ocr.files.page_scans import PageScan, upright
from cchc_ocr.report.parts import Crop

PixelBox: TypeAlias = tuple[int, int, int, int]

_WIDTH = 1100  # pixels of a picture: small print stays legible across an A4 page
_QUALITY = 60  # of JPEG, in shades of grey
_AROUND = 0.4  # of the height of a line, above and below it: half of what lies between two
_LEAST_AROUND = 8  # pixels
_TALLEST = 0.3  # of the height of a page: more is cut out in pieces, which all have the width of the page
_MARGIN = 0.04  # of the width of a page, which is left out on both sides unless something stands there
_FRAME = 3  # pixels


def cropped(scan: PageScan, boxes: Sequence[PixelBox]) -> list[Crop]:
    """The parts of a page on which these boxes lie, from the top down; none where the page has no picture.

    Raises UnreadableError where the page cannot be shown.
    """
    image = upright(scan)
    width, height = scan.size or (0, 0)
    if image is None or (width and abs(image.width - width) + abs(image.height - height) > _FRAME):
        return []  # of another shape than the page that was read: no box lies right
    sheet = Image.fromarray(image.pixels).convert("L")
    return [_cut(sheet, own) for own in _together(boxes, image.width, image.height)]


def _together(boxes: Sequence[PixelBox], width: int, height: int) -> Iterator[list[PixelBox]]:
    """Boxes that stand near one another, from the top down; those beyond the page are left out."""
    inside = [box for box in boxes if 0 <= box[0] < box[2] <= width and 0 <= box[1] < box[3] <= height]
    own: list[PixelBox] = []
    for box in sorted(inside, key=lambda box: (box[1], box[0])):
        if own:
            bottom, top = max(one[3] for one in own), min(one[1] for one in own)
            if box[1] - bottom > 9 * _around(box) or box[3] - top > _TALLEST * height:
                yield own
                own = []
        own.append(box)
    if own:
        yield own


def _around(box: PixelBox) -> int:
    return max(round(_AROUND * (box[3] - box[1])), _LEAST_AROUND)


def _cut(sheet: Image.Image, boxes: Sequence[PixelBox]) -> Crop:
    """A strip as wide as the print of the page."""
    around, aside = max(map(_around, boxes)), round(_MARGIN * sheet.width)
    left = max(min(aside, min(box[0] for box in boxes) - 2 * _FRAME), 0)
    right = min(max(sheet.width - aside, max(box[2] for box in boxes) + 2 * _FRAME), sheet.width)
    top = max(min(box[1] for box in boxes) - around, 0)
    bottom = min(max(box[3] for box in boxes) + around, sheet.height)
    strip = sheet.crop((left, top, right, bottom))
    scale = min(_WIDTH / strip.width, 1.0)
    size = (round(strip.width * scale), max(round(strip.height * scale), 1))
    strip = strip.resize(size, Image.Resampling.LANCZOS)
    draw = ImageDraw.Draw(strip)
    for x0, y0, x1, y1 in boxes:
        corner, opposite = ((x0 - left) * scale, (y0 - top) * scale), ((x1 - left) * scale, (y1 - top) * scale)
        frame = (corner[0] - _FRAME, corner[1] - _FRAME, opposite[0] + _FRAME, opposite[1] + _FRAME)
        draw.rectangle(frame, outline=0, width=2)
    out = io.BytesIO()
    strip.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return Crop(out.getvalue(), strip.width, strip.height)
