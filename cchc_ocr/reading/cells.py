"""Reads the cells of ruled tables apart from their page: all cells are put on one white picture for one reading.

On a page the engine looks for lines that run across the columns, takes a digit alone in its cell for a speck and
loses decimal commas in the grain of the paper. Boxes are pixels of the picture of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from cchc_ocr.document import Box, Word
from cchc_ocr.picture.grids import Cell, Grid
from cchc_ocr.picture.inspection import InspectedPicture, components, letter_height
from cchc_ocr.picture.pixels import Pixels
from cchc_ocr.reading.engine import BlockReader

# The figures stand in docs/reading.md, sections "Cells" and "Cells, measured".
_LETTERS = 22.0  # pixels of a letter on the picture that is read
_MOST_ENLARGED = 1.5
_LETTER_INCHES = 0.09  # of print of 13 points, where a page has too few letters to measure
_GAP = 2.0  # letters between two cells, so that no line is taken to reach over both
_INK, _BLACK, _WHITE = 0.72, 0.25, 0.88  # of the paper's brightness: what is ink, what becomes black and white
_FLAT, _LONGEST = 0.4, 2.0  # letters: how high and long a dash is at most
_FLATTER = 1.6  # how much longer than high it is at least
_SURE = 0.95  # confidence of a dash by its shape
_HIGHEST = 16_000  # rows of a picture: tesseract takes none of more than 32,767
_DARK = 110  # paper that is darker carries light print


@dataclass(frozen=True, slots=True)
class CellReading:
    """The words of each cell, and the cells that hold ink, whether or not any of it was read."""

    lines: tuple[tuple[Word, ...], ...] = ()
    inked: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _CellStrip:
    """The print in a cell, enlarged ``scale`` times; ``left`` and ``top`` are its place on the page in pixels.

    ``is_dash`` says that it is a dash alone, which engines take for a speck.
    """

    cell: Cell
    pixels: Pixels
    left: int
    top: int
    scale: float
    is_dash: bool = False


def read_cells(grey: Pixels, grids: Sequence[Grid], dpi: int, read: BlockReader) -> CellReading:
    """What the tables of a page say; ``grey`` is its picture without their rules.

    ``read`` is given all cells that are not empty in one tall picture, or in more where they are very many; it
    is not called where there are none.
    """
    if not grids:
        return CellReading()
    size = letter_height(InspectedPicture(grey)) or _LETTER_INCHES * dpi
    scale = min(_LETTERS / size, _MOST_ENLARGED)
    strips = [strip for grid in grids for cell in grid.cells if (strip := _strip(grey, cell, size, scale))]
    dashes = {strip.cell: [_dash(strip)] for strip in strips if strip.is_dash}
    lines: dict[Cell, list[Word]] = {**dashes}
    aside = round(scale * size)
    for part in _parts([strip for strip in strips if not strip.is_dash], round(_GAP * aside)):
        for cell, word in _read_strips(part, aside, round(scale * dpi), read):
            lines.setdefault(cell, []).append(word)
    return CellReading(tuple(map(tuple, lines.values())), tuple(strip.cell for strip in strips))


def without_cells(grey: Pixels, grids: Sequence[Grid]) -> Pixels:
    """The page picture with white cells, so that the cells are not read twice."""
    if not grids:
        return grey
    clean = grey.copy()
    for box in (cell.box for grid in grids for cell in grid.cells):
        clean[box.y0 : box.y1, box.x0 : box.x1] = 255
    return clean


def _strip(grey: Pixels, cell: Cell, size: float, scale: float) -> _CellStrip | None:
    """The print of a cell with a little paper around it; None where the cell is empty. ``size``: of a letter."""
    box = cell.box
    inside = grey[box.y0 : box.y1, box.x0 : box.x1]
    if np.median(inside) < _DARK:
        inside = 255 - inside
    pieces = _print(inside, size)
    ink = Box.around(pieces)
    if ink is None:
        return None
    aside = round(size / 2)
    left, top = max(ink.x0 - aside, 0), max(ink.y0 - aside, 0)
    pixels = inside[top : ink.y1 + aside, left : ink.x1 + aside]
    white = _scaled(_whitened(pixels, float(np.median(inside))), scale)
    return _CellStrip(cell, white, box.x0 + left, box.y0 + top, scale, _is_dash(pieces, size))


def _is_dash(pieces: Sequence[Box], size: float) -> bool:
    """Whether print is one level stroke, flatter than any letter and no longer than a dash."""
    if len(pieces) != 1:
        return False
    (piece,) = pieces
    return piece.height < _FLAT * size and _FLATTER * piece.height < piece.width < _LONGEST * size


def _dash(strip: _CellStrip) -> Word:
    height, width = strip.pixels.shape
    right, bottom = strip.left + round(width / strip.scale), strip.top + round(height / strip.scale)
    return Word("-", Box(strip.left, strip.top, right, bottom), _SURE)


def _print(inside: Pixels, size: float) -> list[Box]:
    """The boxes of the print in a cell, without specks and remains of rules; none where it is not legible."""
    blurred = cv2.GaussianBlur(inside, (0, 0), max(size / 20, 0.6))
    mask = (blurred < _INK * float(np.median(inside))).astype(np.uint8)
    stats = components(mask).stats
    boxes = [
        Box(x, y, x + w, y + h)
        for x, y, w, h, area in stats[1:].tolist()
        if area > size * size / 60 and not _is_rule(w, h, inside.shape, size)
    ]
    legible = any(box.height > 0.3 * size or box.width > 0.25 * size for box in boxes)
    return boxes if legible else []


def _is_rule(width: int, height: int, shape: tuple[int, ...], size: float) -> bool:
    """Whether a piece of ink runs along a side of its cell, as thin as what is left of a rule."""
    return (width > 0.9 * shape[1] and height < size / 4) or (height > 0.9 * shape[0] and width < size / 8)


def _whitened(pixels: Pixels, paper: float) -> Pixels:
    """Paper without its grain, which swallows commas."""
    stretched = (pixels.astype(np.float32) / paper - _BLACK) / (_WHITE - _BLACK)
    return np.asarray(np.clip(stretched * 255, 0, 255), np.uint8)


def _parts(strips: Sequence[_CellStrip], gap: int) -> Iterator[list[_CellStrip]]:
    """The strips in as few lots as give pictures that are not too high, ``gap`` rows between two."""
    part: list[_CellStrip] = []
    height = 0
    for strip in strips:
        if part and height + len(strip.pixels) + gap > _HIGHEST:
            yield part
            part, height = [], 0
        part.append(strip)
        height += len(strip.pixels) + gap
    if part:
        yield part


def _read_strips(
    strips: Sequence[_CellStrip], aside: int, dpi: int, read: BlockReader
) -> Iterator[tuple[Cell, Word]]:
    """The words in the strips, each with its cell; ``aside``: white around a strip."""
    picture, tops = _stack(strips, aside)
    bottoms = [top + len(strip.pixels) for top, strip in zip(tops, strips, strict=True)]
    for word in (word for run in read(picture, dpi) for word in run if word.box):
        at = _nearest(word, tops, bottoms)
        yield strips[at].cell, _on_page(word, strips[at], aside, tops[at])


def _scaled(pixels: Pixels, scale: float) -> Pixels:
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=how), np.uint8)


def _stack(strips: Sequence[_CellStrip], aside: int) -> tuple[Pixels, list[int]]:
    """The strips on white, one below the other, and where each begins; ``aside``: white beside them."""
    gap = round(_GAP * aside)
    tops = []
    top = gap
    for strip in strips:
        tops.append(top)
        top += len(strip.pixels) + gap
    picture = np.full((top, max(strip.pixels.shape[1] for strip in strips) + 2 * aside), 255, np.uint8)
    for at, strip in zip(tops, strips, strict=True):
        height, width = strip.pixels.shape
        picture[at : at + height, aside : aside + width] = strip.pixels
    return picture, tops


def _nearest(word: Word, tops: Sequence[int], bottoms: Sequence[int]) -> int:
    """The strip in which the middle of a word lies, or to which it comes nearest."""
    assert word.box
    middle = (word.box.y0 + word.box.y1) / 2
    return min(range(len(tops)), key=lambda at: max(tops[at] - middle, middle - bottoms[at], 0))


def _on_page(word: Word, strip: _CellStrip, aside: int, top: int) -> Word:
    """The word with its box on the page, cut to its cell."""
    assert word.box
    cell, scale = strip.cell.box, strip.scale
    xs = (round(strip.left + (x - aside) / scale) for x in (word.box.x0, word.box.x1))
    ys = (round(strip.top + (y - top) / scale) for y in (word.box.y0, word.box.y1))
    (x0, x1), (y0, y1) = (min(max(x, cell.x0), cell.x1) for x in xs), (min(max(y, cell.y0), cell.y1) for y in ys)
    return replace(word, box=Box(x0, y0, x1, y1))
