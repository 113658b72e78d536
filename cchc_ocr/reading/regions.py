"""Reads the parts of a page whose other words are known: pictures on a page of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from cchc_ocr.document import Box, Page, Word
from cchc_ocr.layout import reading_order
from cchc_ocr.layout.runs import in_lines
from cchc_ocr.picture.grids import find_grids
from cchc_ocr.picture.inspection import in_grey
from cchc_ocr.picture.pixels import PageImage

UNREAD = "print in a picture on the page could not be read"
_SENSE = 0.65  # mean confidence: print is read at 0.86 and more, seals, signatures and ornaments at less than 0.6
_MARGIN = 20  # pixels of white paper around a part, which engines want


def read_regions(image: PageImage, read: Callable[[PageImage], Page]) -> Page:
    """The page with its known words (``typed``) and those read in its ``regions``, each in its place."""
    parts = [(region, read(_cut_out(image, region))) for region in image.regions]
    sensible = [(region, part) for region, part in parts if part.confidence >= _SENSE]
    runs = in_lines([*image.typed, *(run for region, part in sensible for run in _on_page(part, region))])
    grids = find_grids(in_grey(image.pixels))
    lines = reading_order.arrange(runs, image.width, image.height, grids=grids)
    missed = (UNREAD,) if any(part.lines and part not in [p for _, p in sensible] for _, part in parts) else ()
    return Page(
        image.number,
        lines,
        "scan" if sensible else "text-layer",
        image.width,
        image.height,
        tables=reading_order.read_tables(lines, grids),
        notes=(*image.notes, *missed),
        in_part=image.in_part,
        turned=image.turned,
        fault=(image.damage or "") if image.in_part else "",
    )


def _cut_out(image: PageImage, region: Box) -> PageImage:
    """The picture of a region without the words that are known."""
    pixels = image.pixels.copy()
    for word in (word for run in image.typed for word in run):
        if word.box:
            pixels[max(word.box.y0, 0) : word.box.y1, max(word.box.x0, 0) : word.box.x1] = 255
    part = pixels[region.y0 : region.y1, region.x0 : region.x1]
    sides = ((_MARGIN, _MARGIN), (_MARGIN, _MARGIN), (0, 0))[: part.ndim]
    part = np.pad(part, sides, constant_values=255)
    return replace(image, pixels=part, notes=(), damage=None, in_part=False, typed=(), regions=(), turned=0)


def _on_page(part: Page, region: Box) -> Iterator[Sequence[Word]]:
    """The words read in a region with their boxes on the page; print that was turned keeps its order."""
    across = (region.width + 2 * _MARGIN) / max(part.width, 1)
    down = (region.height + 2 * _MARGIN) / max(part.height, 1)
    left, top = region.x0 - _MARGIN, region.y0 - _MARGIN
    for line in part.lines:
        yield [replace(word, box=_moved(word.box, across, down, left, top)) for word in line.words]


def _moved(box: Box | None, across: float, down: float, left: int, top: int) -> Box | None:
    if box is None:
        return None
    x0, x1 = (round(x * across) + left for x in (box.x0, box.x1))
    y0, y1 = (round(y * down) + top for y in (box.y0, box.y1))
    return Box(x0, y0, x1, y1)
