"""Reads the parts of a page whose other words are known: pictures on a page of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import fmean

import numpy as np

from cchc_ocr.document import Box, Page, Word
from cchc_ocr.layout import reading_order
from cchc_ocr.layout.runs import in_lines
from cchc_ocr.picture.grids import find_grids
from cchc_ocr.picture.inspection import in_grey
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.translation import gettext_noop as N_

UNREAD = N_("print in a picture on the page could not be read")
_SENSE = 0.65  # mean confidence: print is read at 0.86 and more, seals, signatures and ornaments at less than 0.6


def read_regions(image: PageImage, read: Callable[[PageImage], Page]) -> Page:
    """The page with its known words (``typed``) and those read in its ``regions``, each in its place.

    What is read in a region and makes no sense is left out, with a note.
    """
    runs = [line.words for line in _alone(image, read).lines]
    parts = [[words for run in runs if (words := _inside(region, run))] for region in image.regions]
    sensible = [part for part in parts if _makes_sense(part)]
    grids = find_grids(in_grey(image.pixels))
    printed = in_lines([*image.typed, *(run for part in sensible for run in part)])
    lines = reading_order.arrange(printed, image.width, image.height, grids=grids)
    return Page(
        image.number,
        lines,
        "scan" if sensible else "text-layer",
        image.width,
        image.height,
        tables=reading_order.read_tables(lines, grids),
        notes=(*image.notes, *([UNREAD] if len(sensible) < len(parts) else [])),
        in_part=image.in_part,
        turned=image.turned,
        fault=(image.damage or "") if image.in_part else "",
        dpi=image.known_dpi,
    )


def _alone(image: PageImage, read: Callable[[PageImage], Page]) -> Page:
    """What is read of a white sheet with the regions alone, without the words that are known.

    It is as large as the page, by which the engine's preparation judges what is print. Print that lies
    on its side is not read.
    """
    sheet = np.full_like(image.pixels, 255)
    for box in image.regions:
        sheet[box.y0 : box.y1, box.x0 : box.x1] = image.pixels[box.y0 : box.y1, box.x0 : box.x1]
    for box in (word.box for run in image.typed for word in run if word.box):
        sheet[max(box.y0, 0) : box.y1, max(box.x0, 0) : box.x1] = 255
    bare = replace(image, pixels=sheet, notes=(), damage=None, in_part=False, typed=(), turned=0)
    page = read(bare)
    return replace(page, lines=()) if page.turned else page


def _inside(region: Box, run: Sequence[Word]) -> tuple[Word, ...]:
    return tuple(word for word in run if word.box and region.holds(word.box))


def _makes_sense(runs: Sequence[Sequence[Word]]) -> bool:
    words = [word.confidence for run in runs for word in run]
    return bool(words) and fmean(words) >= _SENSE
