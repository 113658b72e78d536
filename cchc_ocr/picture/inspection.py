"""Measures a page picture: the brightness of its paper, the size and skew of its print, and whether it has any.

Pictures are uint8 arrays, height x width, black print is 0; what is in colour has three channels (RGB) besides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import ceil, radians, tan
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from cchc_ocr.picture.pixels import Pixels, WholeNumbers

# The figures stand in docs/reading.md, sections "Blank, faint and dark pages" and "Pages on their side".
_WORKING_SIZE = 1000  # pixels of the shorter side at which skew is judged: letters merge into lines there
_BLACK = 110  # what is darker is print of this side of the sheet
_PALEST = 0.72  # of the paper's brightness: what is lighter is no ink
_BESIDE = 0.02  # of the height of a page: wider than any stroke of print and the paper to the next
_SHADED, _DEEPEST = 0.8, 0.3  # of the paper around: the lightest and the darkest in a shadow whose edge is near
_LEAST_PRINT = 0.0006  # of a page
_FAINT_PRINT = 0.006  # the same of pale ink: four lines (empty backs: below 0.001)
_PALE_INK = 0.78  # of the paper's brightness: what is sharp is ink up to here
_SHARP = 0.6  # of the way from paper to ink in one pixel (print of the other side, blurred by paper: below 0.45)
_LEAST_SHARP = 1000  # pixels of the shorter side; smaller pictures are as sharp where print shines through
_FEWEST_LETTERS = 50
_SPECK = 0.2  # of the height of a letter
_WORD_GAP = 1.2  # of the length of pieces of ink: joins letters, also broken ones; lines it joins tell nothing
_TILES = 9  # across a page, 2 cm of A4: two to four lines in each, and little slope if the page is askew
_MOST_SKEW = 6.0  # degrees; a sheet that lies more askew was not scanned but photographed
MARK = 0.85  # of the paper's brightness: what is darker is a mark, also of a pencil
_DULLEST = 150  # grey level of paper that is surely paper, and no picture that was lost
_MARK_SIDE, _MARK_AREA, _MARKS_AREA = 5, 30, 120  # pixels of a page 1240 across: what is smaller, or less, is dust
_STRIPS = 20  # upright ones that a page is cut into to guess its skew: each as level as the page is turned
_GUESSES = 3  # angles that are looked at closely; the guess is right within half a degree
_SURELY_PRINTED = 10 * _LEAST_PRINT  # of the upper quarter of a page, which is looked at first
_LEAST_HEAD = 400  # pixels of its height
_MOST_OF_16_BITS = 65_535  # pieces


@dataclass(frozen=True, eq=False)
class InspectedPicture:
    """A grey picture with measurements that several steps use, each made once when first needed.

    The picture must not be changed.
    """

    grey: Pixels

    def for_pixels(self, grey: Pixels) -> InspectedPicture:
        """This one if it is of that picture, else a new one."""
        return self if grey is self.grey else InspectedPicture(grey)

    @cached_property
    def ink(self) -> Pixels:
        """Its ink (``ink_mask``)."""
        return ink_mask(self.grey)

    @cached_property
    def pieces(self) -> WholeNumbers:
        """Width, height and area of each piece of its ink (``pieces``)."""
        return pieces(self.ink)

    @cached_property
    def lines(self) -> Pixels:
        """The ink of a small copy, in which letters merge into lines, without its edges."""
        scale = min(_WORKING_SIZE / min(self.grey.shape), 1.0)
        small = cv2.resize(self.grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        mask = ink_mask(np.asarray(small, np.uint8))
        y, x = (side // 20 for side in mask.shape)
        return mask[y : -y or None, x : -x or None]


def in_grey(pixels: Pixels) -> Pixels:
    """Convert an RGB picture to grey; a grey picture is returned as it is."""
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8) if pixels.ndim == 3 else pixels


def paper(grey: Pixels) -> Pixels:
    """How light the paper is at each point: what is left when print is filled by its surroundings."""
    return np.asarray(cv2.resize(small_paper(grey), grey.shape[::-1]), np.uint8)


def small_paper(grey: Pixels) -> Pixels:
    """The same, an eighth as large."""
    small = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.dilate(cv2.medianBlur(small, 21), np.ones((5, 5), np.uint8)), np.uint8)


def shaded_paper(grey: Pixels) -> Pixels:
    """How light the paper is at each point of a page lit unevenly, with the edges of shadows where they are.

    Where a shadow ends, print is filled by the paper right beside its strokes (closing), which moves no edges.
    What is far darker than all around it is a black area, and no paper.
    """
    side = max(round(_BESIDE * max(grey.shape)), 3) | 1
    smooth = cv2.medianBlur(grey, 5)  # without the grain, whose lightest points would count
    beside = cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    around = paper(grey)
    beside = cv2.max(beside, cv2.convertScaleAbs(around, alpha=_DEEPEST))
    ends = cv2.compare(beside, cv2.convertScaleAbs(around, alpha=_SHADED), cv2.CMP_LT)
    return np.asarray(cv2.copyTo(beside, ends, around.copy()), np.uint8)


def ink_mask(grey: Pixels) -> Pixels:
    """Ink as 255, paper as 0: darker than its surroundings by a fourth."""
    lightest = np.ceil(np.arange(256, dtype=np.float32) * np.float32(_PALEST)).astype(np.uint8)
    return np.asarray(cv2.compare(grey, cv2.LUT(paper(grey), lightest), cv2.CMP_LT), np.uint8)


def is_blank(grey: Pixels) -> bool:
    """Whether a page has no black print: no ink, or only ink so pale that it may be print of the other side."""
    head, across = grey[: max(grey.shape[0] // 4, _LEAST_HEAD)], min(grey.shape)
    return print_share(head, _BLACK, across) < _SURELY_PRINTED and print_share(grey, _BLACK, across) < _LEAST_PRINT


def is_faint(grey: Pixels) -> bool:
    """Whether a page without black print has enough pale ink in pieces of the size of letters to be a printed one.

    Print of the other side looks the same where the paper is thin: only reading tells them apart.
    """
    return print_share(grey, _PALEST * float(np.median(grey)), min(grey.shape)) >= _FAINT_PRINT


def is_pale(grey: Pixels) -> bool:
    """Whether a page without black print has sharp print paler than ink usually is, as 185 on white paper.

    What shines through from the other side may be as dark, but paper blurs it.
    """

    paper = float(np.median(grey))
    if min(grey.shape) < _LEAST_SHARP or print_share(grey, _PALE_INK * paper, min(grey.shape)) < _FAINT_PRINT:
        return False
    levels = grey.astype(np.int16)
    steps = np.concatenate([np.abs(np.diff(levels, axis=axis)).ravel() for axis in (0, 1)])
    depth = paper - float(np.percentile(grey, 0.3))
    return bool(np.percentile(steps, 99.7) >= _SHARP * depth)


def is_empty(pixels: Pixels) -> bool:
    """Whether nothing at all stands on a page but dust, and its paper is as light as paper is."""
    return is_unmarked(pixels) and float(np.median(_darkest(pixels))) > _DULLEST


def is_unmarked(pixels: Pixels) -> bool:
    """Whether nothing stands on a page but dust: no print, no stroke of a pen, no stamp in whatever colour.

    The outer fortieth of the page does not count: scanners leave edges there.
    """
    darkest = _darkest(pixels)
    scale = 1240 / min(darkest.shape)
    small = np.asarray(cv2.resize(darkest, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    edge = max(small.shape) // 40
    marked = np.asarray((small < MARK * float(np.median(small)))[edge:-edge, edge:-edge] * 255, np.uint8)
    width, height, area = pieces(marked).T
    marks = area[np.maximum(width, height) >= _MARK_SIDE]
    return bool(marks.max(initial=0) < _MARK_AREA and marks.sum() < _MARKS_AREA)


def _darkest(pixels: Pixels) -> Pixels:
    """The darkest of the three colours at each point, so that yellow counts."""
    return pixels.min(axis=2) if pixels.ndim == 3 else pixels


def holds_print(grey: Pixels, across: int | None = None) -> bool:
    """Whether a part of a page holds black print; ``across`` is the width of the page, if it is not as wide."""
    return print_share(grey, _BLACK, across or grey.shape[1]) >= _LEAST_PRINT


def print_share(grey: Pixels, ink: float, across: int) -> float:
    """The share of the picture, without its edges, that is darker than ``ink`` in pieces of the size of letters.

    ``across`` is the shorter side of its page in pixels, by which letters are judged: a page may lie on its side.
    """
    height, width = grey.shape
    inner = grey[height // 25 : -height // 25 or None, width // 25 : -width // 25 or None]
    scale = 1240 / max(across, 1)
    small = cv2.resize(inner, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    mask = np.asarray(cv2.threshold(small, ceil(ink) - 1, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)
    width, height, area = pieces(mask).T
    tall = (height >= 7) & (height <= 60) & (width <= 200) & (area >= 12)
    return float(area[tall].sum() / mask.size)


def pieces(mask: Pixels) -> WholeNumbers:
    """Width, height and area of each piece of ink, a row for each, in no order that means anything.

    Most of a page is empty: its margins, and the rows between lines, which are looked at one by one.
    """
    columns = np.flatnonzero(mask.any(axis=0))
    if not columns.size:
        return np.zeros((0, 3), np.int32)
    inner = mask[:, columns[0] : columns[-1] + 1]
    edges = np.flatnonzero(np.diff(inner.any(axis=1), prepend=False, append=False)).reshape(-1, 2).tolist()
    return np.concatenate([components(inner[top:bottom]).stats[1:, 2:] for top, bottom in edges])


class Components(NamedTuple):
    """Pieces of ink, by the number of each; number 0 is the paper.

    ``labels`` has the number of the piece of each pixel, ``stats`` the x, y, width, height and area of each piece.
    """

    labels: NDArray[Any]
    stats: WholeNumbers


def components(mask: Pixels) -> Components:
    """The pieces of ink of a picture, or part of one. Numbers of 16 bits, where they surely do, halve the time."""
    most = (mask.shape[0] + 1) // 2 * ((mask.shape[1] + 1) // 2)
    kind = cv2.CV_16U if most < _MOST_OF_16_BITS else cv2.CV_32S
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=kind)
    return Components(labels, np.asarray(stats, np.int32))


def letter_height(sheet: InspectedPicture) -> float:
    """The median height in pixels of pieces of ink that may be letters; 0 where there are too few."""
    return _usual(sheet)[0]


def specks(sheet: InspectedPicture) -> float:
    """How many specks there are for each letter: ink smaller than the dot of an i; 0 where letters are too few."""
    usual, letters = _usual(sheet)
    return float((sheet.pieces[:, :2].max(axis=1) < _SPECK * usual).sum() / letters) if letters else 0.0


def _usual(sheet: InspectedPicture) -> tuple[float, int]:
    """The median height of pieces of ink that may be letters, and their number; (0, 0) where there are too few."""
    width, height, area = sheet.pieces.T
    heights = height[
        (height >= 5) & (height < sheet.grey.shape[0] / 20) & (width < height * 2.5) & (area > height)
    ]
    return (float(np.median(heights)), len(heights)) if len(heights) >= _FEWEST_LETTERS else (0.0, 0)


def paleness(sheet: InspectedPicture) -> float:
    """How far the ink is from black, 0..1: its darkest tenth relative to the paper. Blur makes strokes pale."""
    counts = cv2.calcHist([sheet.grey], [0], sheet.ink, [256], [0, 256]).cumsum(dtype=np.float64)
    darkest = float(np.searchsorted(counts, counts[-1] / 10))
    return darkest / max(usual(sheet.grey), 1.0) if counts[-1] else 0.0


def usual(grey: Pixels) -> float:
    """The brightness of the paper of a whole page: the median of a pixel in each eight by eight."""
    return float(np.median(grey[::8, ::8]))


def is_bilevel(grey: Pixels) -> bool:
    """Whether a page is black and white, with next to nothing between."""
    return bool(cv2.countNonZero(cv2.inRange(grey, 41, 214)) < 0.002 * grey.size)


def is_sideways(sheet: InspectedPicture) -> bool:
    """Whether the lines of print run up or down the page: a page turned by 90 degrees, often a wide table.

    Two signs that fail for different reasons are weighed: words are wider than high, but fall apart where strokes
    are broken; rows of ink have gaps between lines, but columns of figures have them too.
    """
    mask = _without_rules(sheet.lines)
    return _lying_words(mask) + _rows_in_tiles(mask) < 0


def _lying_words(mask: Pixels) -> float:
    """The log2 of the mean ratio of width to height of the words; 0 where there are none."""
    longer = pieces(mask)[:, :2].max(axis=1)
    letters = longer[(longer >= 4) & (longer < 60)]
    if not letters.size:
        return 0.0
    gap = max(round(_WORD_GAP * float(np.median(letters))), 2)
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8))
    words = pieces(np.asarray(joined, np.uint8))[:, :2]
    width, height = words[words.max(axis=1) >= 6].sum(axis=0)
    return float(np.log2(width / height)) if width and height else 0.0


def _rows_in_tiles(mask: Pixels) -> float:
    """How much more the rows of a few lines differ in ink than their columns do, as a power of two."""
    tile = max(min(mask.shape) // _TILES, 1)
    down, across = (side // tile for side in mask.shape)
    tiles = (mask[: down * tile, : across * tile] > 0).reshape(down, tile, across, tile)
    rows = tiles.sum(axis=3).var(axis=1).sum()
    columns = tiles.sum(axis=1).var(axis=2).sum()
    return float(np.log2(rows / columns)) if rows and columns else 0.0


def skew(sheet: InspectedPicture) -> float:
    """Degrees to turn the page counter-clockwise until its lines lie level; 0 where it has no lines.

    The sum of squared differences between neighbouring rows of ink is largest when lines lie level
    (Postl, 1986). Turning the page is dear: where to look is guessed by moving strips of it up and down.
    """
    turned: dict[float, float] = {}

    def best_of(angles: Iterable[float]) -> float:
        return max(angles, key=levelness)

    def levelness(angle: float) -> float:
        if angle not in turned:
            turned[angle] = _levelness(_rows_turned(sheet.lines, angle))
        return turned[angle]

    best = best_of(_guesses(sheet.lines))
    best = best_of(best + step / 10 for step in range(-4, 5))
    return best if levelness(best) > 1.05 * levelness(0.0) else 0.0


def _guesses(mask: Pixels) -> list[float]:
    """The likeliest of the angles half a degree apart, in ascending order."""
    height, width = mask.shape
    edges = [round(width * at / _STRIPS) for at in range(_STRIPS + 1)]
    room = round(tan(radians(_MOST_SKEW)) * width / 2) + 1
    strips = [
        (
            (left + right - width) / 2,
            np.pad(cv2.reduce(mask[:, left:right], 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S).ravel(), room),
        )
        for left, right in pairwise(edges)
        if left < right
    ]

    def guessed(angle: float) -> float:
        falls = [(room + round(tan(radians(angle)) * aside), ink) for aside, ink in strips]
        return _levelness(np.sum([ink[at : at + height] for at, ink in falls], axis=0))

    angles = [step / 2 for step in range(round(-2 * _MOST_SKEW), round(2 * _MOST_SKEW) + 1)]
    return sorted(sorted(angles, key=guessed)[-_GUESSES:])


def _without_rules(mask: Pixels) -> Pixels:
    """Ink without the ruled lines of tables, which run both ways."""
    across = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, 60), np.uint8))
    down = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((60, 1), np.uint8))
    return np.asarray(cv2.subtract(mask, cv2.max(across, down)), np.uint8)


def _rows_turned(mask: Pixels, angle: float) -> WholeNumbers:
    """How much ink each row has once the page is turned by so many degrees."""
    height, width = mask.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(mask, matrix, mask.shape[::-1], flags=cv2.INTER_NEAREST)
    return np.asarray(cv2.reduce(turned, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S).ravel(), np.int32)


def _levelness(rows: WholeNumbers) -> float:
    return float((np.diff(rows).astype(np.float64) ** 2).mean())
