"""Lines of print cut out as a small reader wants them: level, of one height, black ink on even white paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from math import atan, degrees, hypot, inf, radians, tan
from statistics import median

import cv2
import numpy as np

from cchc_ocr.document import Box
from cchc_ocr.picture.pixels import Matrix, Pixels

HEIGHT = 40  # pixels of a strip
LEAST = 0.7  # of the usual height of lines: a dash alone is not as high as a letter
ABOVE, BELOW = 0.32, 0.13  # heights of the print that are shown above and below it: Times sets accents on accents
AROUND = 1 + ABOVE + BELOW  # height of a strip, in heights of the print
_BEYOND = 0.2  # of the width of a line's words: what is higher or lower than most
_ROOM, _HIGHEST = 0.92, 1.5  # of the way to the next line, and of the usual height: no line is higher
_WORDS, _ASKEW = 4, 0.02  # of a line whose own slope is taken, and how far that is from the page's
_TALL = 1.5  # of the height of a line's words: such a word reaches into another line
_ASIDE = 0.4  # heights of the print that are shown at either end
_NEAR = 0.3  # heights of the print: boxes of words may be wrong by as much
_LEAST_CONTRAST = 48  # of ink and paper: what differs less is no print, and is not made black
_INK = 110  # of 255: what is darker belongs to a letter


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """A line cut out: ``HEIGHT`` rows on which 0 is paper and 255 ink, and the way back to the page."""

    ink: Pixels
    to_page: Matrix

    def boxes(self, columns: Sequence[tuple[float, float]]) -> list[Box]:
        """The boxes on the page of the line's ink between pairs of columns; of all between where there is none."""
        low, high = round(HEIGHT * ABOVE / AROUND / 2), round(HEIGHT * (1 - BELOW / AROUND / 2))
        marked = np.asarray(self.ink[low:high] > _INK)
        inked_columns = np.asarray(marked.any(axis=0))
        found = []
        for left, right in columns:
            first, last = max(round(left), 0), max(round(right), 1)
            rows = np.flatnonzero(marked[:, first:last].any(axis=1))
            inside = np.flatnonzero(inked_columns[first:last])
            if len(inside):
                first, last = first + int(inside[0]), first + int(inside[-1]) + 1
            top, bottom = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, high - low)
            found.append(self._on_page(first, top + low, last, bottom + low))
        return found

    def stretches(self, boxes: Sequence[Box], wanted: Sequence[bool]) -> list[tuple[int, int]]:
        """The columns of some of the line's words, whose boxes on the page are given from left to right.

        Neighbours are one stretch. Stretches end where there is least ink.
        """
        turns = [at for at, (one, other) in enumerate(pairwise(wanted), 1) if one != other]
        edges = [self._gap(boxes[at - 1], boxes[at]) for at in turns]
        runs = pairwise([0, *edges, int(self.ink.shape[1])])
        asked = islice(runs, 0 if wanted[0] else 1, None, 2)
        return [(left, right) for left, right in asked if right > left]

    def only(self, stretches: Sequence[tuple[int, int]]) -> Strip:
        """The line with paper in all other columns."""
        ink = np.zeros_like(self.ink)
        for left, right in stretches:
            ink[:, left:right] = self.ink[:, left:right]
        return replace(self, ink=ink)

    def _gap(self, left: Box, right: Box) -> int:
        """The column where neighbours part: within the gap of their boxes if that is paper, else near it."""
        back = cv2.invertAffineTransform(self.to_page)
        one, other = sorted(round(float(back[0] @ (x, left.middle[1], 1.0))) for x in (left.x1, right.x0))
        near = round(_NEAR * HEIGHT / AROUND)
        column, ink = self._lightest(one, other)
        return column if not ink else self._lightest(one - near, other + near)[0]

    def _lightest(self, first: int, last: int) -> tuple[int, int]:
        """Of the columns between two, the middle of the widest run with least ink, and that in pixels."""
        columns = int(self.ink.shape[1])
        first = min(max(first, 0), columns - 1)
        inks = self.ink[:, first : max(last, first + 1)].sum(axis=0, dtype=np.int64) // 255
        least = int(inks.min())
        runs = np.flatnonzero(np.diff(inks == least, prepend=False, append=False)).reshape(-1, 2).tolist()
        start, stop = max(runs, key=lambda run: run[1] - run[0])
        return int(first + (start + stop) // 2), least

    def _on_page(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The box with its middle turned back; on a page that is askew it stays upright."""
        x, y = self.to_page @ ((x0 + x1) / 2, (y0 + y1) / 2, 1.0)
        scale = hypot(self.to_page[0, 0], self.to_page[1, 0])
        half_width, half_height = (x1 - x0) * scale / 2, (y1 - y0) * scale / 2
        sides = (x - half_width, y - half_height, x + half_width, y + half_height)
        return Box(*(max(round(side), 0) for side in sides))


@dataclass(frozen=True, slots=True)
class LinePlace:
    """Where a line lies on a page: its middle, width and height in pixels, and how many degrees it falls."""

    x: float
    y: float
    width: float
    height: float
    angle: float = 0.0


def places(lines: Sequence[Sequence[Box]], skew: float = 0.0) -> list[LinePlace]:
    """The places of lines, of each of which the boxes of the words are given; pages fall by ``skew`` degrees.

    Boxes of words are not to be trusted one by one: some reach into the next line, a dash is as high as its
    stroke. The height of a line is that of the main part of its words, and no more than the lines around leave.
    """
    found = [_place(boxes, skew) for boxes in lines]
    usual = median([place.height for place in found] or [0.0])
    room = (min(_ROOM * _to_next(place, found), _HIGHEST * usual) for place in found)
    heights = (max(min(place.height, most), LEAST * usual, 8.0) for place, most in zip(found, room, strict=True))
    return [replace(place, height=height) for place, height in zip(found, heights, strict=True)]


def _place(boxes: Sequence[Box], skew: float) -> LinePlace:
    """The place by most of the words: a fifth of their width may reach higher, and a fifth lower."""
    whole = Box.around(boxes)
    assert whole
    slope = _slope(boxes, tan(radians(skew)))
    middle = (whole.x0 + whole.x1) / 2
    fall = [slope * (box.middle[0] - middle) for box in boxes]
    widths = [box.width for box in boxes]
    top = _share([box.y0 - down for box, down in zip(boxes, fall, strict=True)], widths, _BEYOND)
    bottom = _share([box.y1 - down for box, down in zip(boxes, fall, strict=True)], widths, 1 - _BEYOND)
    return LinePlace(middle, (top + bottom) / 2, whole.width, max(bottom - top, 1.0), degrees(atan(slope)))


def _slope(boxes: Sequence[Box], usual: float) -> float:
    """The slope of a line by the middles of its words, where it has enough of them; else that of the page.

    Words that reach into another line are left out.
    """
    most = _TALL * median(box.height for box in boxes)
    boxes = [box for box in boxes if box.height <= most]
    if len(boxes) < _WORDS:
        return usual
    xs, ys = np.array([box.middle for box in boxes]).T
    weights = np.array([box.width / max(box.height, 1) for box in boxes])
    xs, ys = xs - np.average(xs, weights=weights), ys - np.average(ys, weights=weights)
    slope = float((weights * xs * ys).sum() / max((weights * xs * xs).sum(), 1.0))
    return min(max(slope, usual - _ASKEW), usual + _ASKEW)


def _share(values: Sequence[float], widths: Sequence[int], share: float) -> float:
    """The value below which a share of the width lies."""
    order = np.argsort(values)
    sums = np.cumsum(np.asarray(widths, np.float64)[order])
    return float(np.asarray(values)[order][np.searchsorted(sums, share * sums[-1])])


def _to_next(place: LinePlace, others: Sequence[LinePlace]) -> float:
    """How far the next line above or below is; lines that share the row are none."""
    near = (
        abs(other.y - place.y)
        for other in others
        if 2 * abs(other.x - place.x) < other.width + place.width and abs(other.y - place.y) > place.height / 2
    )
    return min(near, default=inf)


def strip_of(grey: Pixels, place: LinePlace) -> Strip:
    """The line as a strip."""
    scale = HEIGHT / (AROUND * place.height)
    level, to_page = _level(grey, place)
    width = max(round(level.shape[1] * scale), 8)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    ink = inked(np.asarray(cv2.resize(level, (width, HEIGHT), interpolation=how), np.uint8))
    to_page[:, 0] *= level.shape[1] / width
    to_page[:, 1] *= level.shape[0] / HEIGHT
    return Strip(ink, to_page)


def _level(grey: Pixels, place: LinePlace) -> tuple[Pixels, Matrix]:
    """The line with what stands close around it, turned level, white where the page ends; the matrix back."""
    size = (round(place.width + 2 * _ASIDE * place.height), round(AROUND * place.height))
    matrix = cv2.getRotationMatrix2D((place.x, place.y), place.angle, 1.0)
    matrix[0, 2] += size[0] / 2 - place.x
    matrix[1, 2] += (ABOVE + 0.5) * place.height - place.y
    how = cv2.INTER_CUBIC if abs(place.angle) > 0.05 else cv2.INTER_LINEAR
    level = cv2.warpAffine(grey, matrix, size, flags=how, borderValue=255)
    return np.asarray(level, np.uint8), np.asarray(cv2.invertAffineTransform(matrix), np.float64)


def inked(strip: Pixels) -> Pixels:
    """The strip with its paper at 0 and its ink at 255, however pale the print or dark the paper is.

    >>> inked(np.array([[200, 200, 200, 100]], np.uint8)).tolist()
    [[0, 0, 0, 255]]
    """
    paper, ink = _percentile(strip, 0.8), _percentile(strip, 0.005)
    ink = min(ink, paper - _LEAST_CONTRAST)
    shades = np.clip((paper - np.arange(256)) * (255 / (paper - ink)), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(strip, shades), np.uint8)


def _percentile(strip: Pixels, share: float) -> float:
    """The level that is no lower than such a share of the levels; counted, they need not be sorted.

    >>> levels = np.array([[3, 40, 200, 200, 7, 90]], np.uint8)
    >>> all(_percentile(levels, at / 20) == np.percentile(levels, 5 * at) for at in range(21))
    True
    """
    counts = np.cumsum(cv2.calcHist([strip], [0], None, [256], [0, 256]))
    place = share * (strip.size - 1)
    low, high = np.searchsorted(counts, (int(place), min(int(place) + 1, strip.size - 1)), side="right").tolist()
    part = place - int(place)
    return float(low + (high - low) * part if part < 0.5 else high - (high - low) * (1 - part))
