"""Print on a page of text that its text layer does not have: in pictures, or drawn without text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

import pypdfium2
from pypdfium2 import raw

from cchc_ocr.document import Box
from cchc_ocr.files.options import POINTS_PER_INCH
from cchc_ocr.files.pdf_letters import Placer
from cchc_ocr.files.pdf_pictures import render
from cchc_ocr.picture.inspection import InspectedPicture, in_grey, letter_height
from cchc_ocr.picture.unread import find_unread

# The figures stand in docs/reading.md, section "PDF pages".
COVERAGE_DPI = 150  # letters are still apart
_DRAWN = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING)
_AROUND = 1.0  # heights of a line by which the parts of one block of print may lie apart


def unread_print(page: Any, read: Iterable[Box], dpi: int) -> list[Box]:
    """Boxes of the lines of print outside of the boxes ``read``; all in pixels at ``dpi``."""
    grey = in_grey(render(page, COVERAGE_DPI))
    scale = COVERAGE_DPI / dpi
    known = [_scaled(box, scale) for box in read]
    return [
        _scaled(box, 1 / scale) for box in find_unread(grey, known, letter_height(InspectedPicture(grey))).lines
    ]


def regions_to_read(page: Any, read: Sequence[Box], dpi: int) -> tuple[Box, ...]:
    """The parts of a page of text that hold print of which nothing is ``read``, in pixels at ``dpi``.

    Such a part is the picture that the print is in, or a block of lines that are drawn as shapes.
    """
    kinds = {item.type for item in page.get_objects(max_depth=4)}
    lines = unread_print(page, read, dpi) if kinds.intersection(_DRAWN) else []
    if not lines:
        return ()
    pictures = _pictures(page, dpi)
    found = [_around(line, pictures) for line in lines]
    around = _AROUND * min(line.height for line in lines)
    return tuple(_merged(found, round(around)))


def _around(line: Box, pictures: Sequence[Box]) -> Box:
    """The smallest picture that a line of print stands in; the line with some paper around where that is none."""
    holding = [box for box in pictures if box.holds(line)]
    if holding:
        return min(holding, key=lambda box: box.width * box.height)
    aside = line.height // 2
    return Box(max(line.x0 - aside, 0), max(line.y0 - aside, 0), line.x1 + aside, line.y1 + aside)


def _pictures(page: Any, dpi: int) -> list[Box]:
    """The pictures on a page, as far as they lie on it."""
    scale = dpi / POINTS_PER_INCH
    place = Placer(page, scale)
    width, height = (round(side * scale) for side in page.get_size())
    boxes = []
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4):
        try:
            box = place(item.get_bounds())
        except pypdfium2.PdfiumError:
            continue
        boxes.append(Box(max(box.x0, 0), max(box.y0, 0), min(box.x1, width), min(box.y1, height)))
    return [box for box in boxes if box.width > 0 and box.height > 0]


def _merged(boxes: Iterable[Box], around: int) -> list[Box]:
    """The boxes, those that overlap or lie no further apart than ``around`` as one: pictures are often cut up."""
    apart = list(dict.fromkeys(boxes))
    while near := next((pair for pair in combinations(apart, 2) if _touch(*pair, around)), None):
        one, other = near
        apart = [box for box in apart if box not in near]
        apart.append(one.union(other))
    return sorted(set(apart), key=lambda box: (box.y0, box.x0))


def _touch(one: Box, other: Box, around: int) -> bool:
    across = max(one.x0, other.x0) - min(one.x1, other.x1)
    down = max(one.y0, other.y0) - min(one.y1, other.y1)
    return max(across, down) <= around


def _scaled(box: Box, scale: float) -> Box:
    return Box(round(box.x0 * scale), round(box.y0 * scale), round(box.x1 * scale), round(box.y1 * scale))
