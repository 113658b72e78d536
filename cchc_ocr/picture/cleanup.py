"""Prepares a page picture for reading; each step first checks whether the page needs it.

Pictures are uint8 arrays, height x width (grey, black print is 0) or height x width x 3 (RGB).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np

from cchc_ocr.picture.inspection import (
    InspectedPicture,
    components,
    in_grey,
    is_bilevel,
    is_blank,
    is_faint,
    is_pale,
    is_sideways,
    is_unmarked,
    letter_height,
    paleness,
    pieces,
    shaded_paper,
    skew,
    small_paper,
    specks,
)
from cchc_ocr.picture.pixels import COLOURED, Matrix, Pixels
from cchc_ocr.picture.seals import drop_seals
from cchc_ocr.picture.shades import dark_on_light, darkened
from cchc_ocr.picture.strokes import drop_strokes
from cchc_ocr.translation import gettext_noop as N_

# The figures stand in docs/reading.md, section "Each step, measured".
_TURN_FROM = 1.0  # degrees; Tesseract reads smaller skew as well as level lines, and turning blurs accents
_SMALL_PRINT = 9.6  # pixels of a letter; a page with smaller print gains from being enlarged, others lose
_SMOOTH_FROM = 12.0  # pixels of a letter; accents of smaller print melt into their letters
_SMOOTH_BILEVEL_FROM = 20.0  # the same for black-and-white scans, whose thin strokes break
_SPECKLED = 1.5  # specks for each letter: such scans gain more than they lose, from print of 12 pixels
_PALE = 0.3  # of the paper's brightness: strokes whose darkest parts are no darker are blurred or faint
_UNEVEN = 0.85  # darkest to lightest paper; scans lit evenly stay above 0.87
_DARKEST = 40  # grey level of paper in a shadow; what is darker is black
_RIM = 0.03  # dark pixels beside coloured ones, of these; scanned seals over print have 0.05, drawn ones 0.01
_BAND = 64  # rows
_BORDER = 0.03  # of the page's sides: where scanners leave black edges


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A grey picture to be read, and how its points map back to the upright page.

    ``to_page`` is a 2 x 3 affine matrix from its pixels to those of the page; ``skew`` is the angle in
    degrees at which its lines still fall to the right; ``letters`` is their height in pixels, 0 where it is not
    known; ``blank`` says that there is nothing to read, ``faint`` that its ink is so pale that it may be print of
    the other side, ``sideways`` that the lines run up or down.
    """

    pixels: Pixels
    dpi: int
    to_page: Matrix
    page_width: int
    page_height: int
    skew: float = 0.0
    letters: float = 0.0
    blank: bool = False
    faint: bool = False
    sideways: bool = False
    notes: tuple[str, ...] = ()


def untouched(pixels: Pixels, dpi: int) -> Prepared:
    """The page in grey, nothing else done."""
    grey = in_grey(pixels)
    return Prepared(grey, dpi, _identity(), grey.shape[1], grey.shape[0])


def _identity() -> Matrix:
    return np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])


BLANK = N_("blank")  # the note on a page without anything to read
STEPS = ("colours", "paper", "border", "skew", "size", "sharpness", "seals", "strokes", "grain")

Watch = Callable[[str, Pixels], None]


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of preparation that are left out, for measuring, and a watcher that gets each picture."""

    without: frozenset[str] = frozenset()
    watch: Watch | None = None

    def __call__(self, name: str, pixels: Pixels, change: Callable[[Pixels], Pixels]) -> Pixels:
        if name in self.without:
            return pixels
        changed = change(pixels)
        if self.watch:
            self.watch(name, changed)
        return changed


_ALL = Steps()


def prepare(pixels: Pixels, dpi: int, steps: Steps = _ALL, *, printed: bool = False) -> Prepared:
    """The page as the engine reads it best: grey, clean, straight, large enough.

    ``printed`` means that there is print for sure, however little it is.
    """
    grey = in_grey(steps("colours", dark_on_light(pixels), drop_colours))
    grey = steps("border", steps("paper", grey, flatten), whiten_border)
    height, width = grey.shape
    faint = not printed and is_blank(grey)
    if faint and not is_faint(grey) and is_pale(grey):
        return replace(prepare(darkened(grey), dpi, steps), faint=True)
    if faint and is_unmarked(grey):  # a few pale lines are less than what shines through: reading tells them apart
        return Prepared(grey, dpi, _identity(), width, height, blank=True, notes=(BLANK,))
    sheet = InspectedPicture(grey)
    if is_sideways(sheet):
        return Prepared(grey, dpi, _identity(), width, height, faint=faint, sideways=True)
    angle, letters, bilevel = skew(sheet), letter_height(sheet), is_bilevel(grey)
    scale = 1.0 if "size" in steps.without else enlargement(letters)
    turned = angle if abs(angle) >= _TURN_FROM and "skew" not in steps.without else 0.0
    grey, matrix = turn_and_enlarge(grey, turned, scale)
    if steps.watch:
        steps.watch("skew and size", grey)
    size, resolution = letters * scale, round(dpi * scale)
    grey = steps("sharpness", grey, lambda page: sharpen(sheet.for_pixels(page), size))
    grey = steps("seals", grey, lambda page: drop_seals(page, resolution, size))
    grey = steps("strokes", grey, lambda page: drop_strokes(page, size))
    grey = steps("grain", grey, lambda page: smooth(sheet.for_pixels(page), letters, bilevel=bilevel))
    return Prepared(grey, resolution, matrix, width, height, skew=angle - turned, letters=size, faint=faint)


def whiten_border(grey: Pixels) -> Pixels:
    """The page without the black edges that a scanner leaves beside the sheet."""
    height, width = grey.shape
    y, x = max(round(height * _BORDER), 1), max(round(width * _BORDER), 1)
    clean = grey.copy()
    for strip in (clean[:y], clean[-y:], clean[:, :x], clean[:, -x:]):
        ink, least = (strip < 140).astype(np.uint8), 2 * min(strip.shape)
        if not (pieces(ink)[:, :2] > least).any():
            continue
        labels, stats = components(ink)
        long = stats[:, 2:4].max(axis=1) > least
        long[0] = False
        strip[cv2.dilate(long[labels].astype(np.uint8), np.ones((5, 5), np.uint8)) > 0] = 255
    return clean


def drop_colours(pixels: Pixels) -> Pixels:
    """Grey without seals, received-stamps and pen: coloured ink becomes paper, black print under it stays.

    The lightest channel shows black print only; what is clearly coloured there is wiped out. Where a
    program drew the seal it hides the print, which is then continued across its strokes. A page that is
    printed in colour (a poster, coloured table heads) keeps its ink.
    """
    if pixels.ndim == 2:
        return pixels
    lightest, coloured = _lightest_and_coloured(pixels)
    ink = cv2.threshold(lightest, 127, 255, cv2.THRESH_BINARY_INV)[1]
    if cv2.countNonZero(coloured) > 4 * cv2.countNonZero(ink):
        return in_grey(pixels)
    if _is_drawn(coloured, ink):
        return np.asarray(cv2.inpaint(lightest, coloured, 3, cv2.INPAINT_TELEA), np.uint8)
    return np.asarray(cv2.max(lightest, coloured), np.uint8)


def _lightest_and_coloured(pixels: Pixels) -> tuple[Pixels, Pixels]:
    """The lightest channel, and 255 where a colour is clear.

    A few rows at a time, which stay in the processor's own memory: whole pages take twice as long.
    """
    lightest, coloured = np.empty(pixels.shape[:2], np.uint8), np.empty(pixels.shape[:2], np.uint8)
    for top in range(0, len(pixels), _BAND):
        band = slice(top, top + _BAND)
        red, green, blue = cv2.split(pixels[band])
        light = cv2.max(cv2.max(red, green), blue, lightest[band])
        chroma = cv2.subtract(light, cv2.min(cv2.min(red, green), blue))
        clear = cv2.threshold(chroma, COLOURED, 255, cv2.THRESH_BINARY)[1]
        cv2.min(clear, cv2.threshold(light, 90, 255, cv2.THRESH_BINARY)[1], coloured[band])
    return lightest, coloured


def _is_drawn(coloured: Any, ink: Any) -> bool:
    """Whether a program drew the colours over the page: ink on paper has a dark rim, which must not grow.

    Both are masks, 255 where there is colour or black print.
    """
    around = cv2.subtract(cv2.dilate(coloured, np.ones((3, 3), np.uint8)), coloured)
    return cv2.countNonZero(cv2.min(ink, around)) < _RIM * cv2.countNonZero(coloured)


def flatten(grey: Pixels) -> Pixels:
    """A page lit unevenly with its paper made white everywhere (grey divided by paper); others as they are."""
    darkest, lightest = np.percentile(small_paper(grey), [3, 97])
    if darkest >= _UNEVEN * lightest:
        return grey
    return np.asarray(cv2.divide(grey, np.maximum(shaded_paper(grey), _DARKEST), scale=250.0), np.uint8)


def sharpen(sheet: InspectedPicture, letters: float) -> Pixels:
    """A blurred or faint page with its strokes brought out (unsharp mask); others as they are."""
    if not letters or paleness(sheet) < _PALE:
        return sheet.grey
    blurred = cv2.GaussianBlur(sheet.grey, (0, 0), letters / 7)
    return np.asarray(cv2.addWeighted(sheet.grey, 2.25, blurred, -1.25, 0), np.uint8)


def smooth(sheet: InspectedPicture, letters: float, *, bilevel: bool) -> Pixels:
    """The page with the grain of scanner and JPEG smoothed, if its print is large enough."""
    thin = bilevel and letters < _SMOOTH_BILEVEL_FROM
    if letters < _SMOOTH_FROM or (thin and specks(sheet) < _SPECKLED):
        return sheet.grey
    return np.asarray(cv2.GaussianBlur(sheet.grey, (0, 0), letters / 20), np.uint8)


def enlargement(letters: float) -> float:
    """By how much to enlarge a page with letters of that height: twice if they are too small for the engine."""
    return 2.0 if 0 < letters < _SMALL_PRINT else 1.0


def _rotation(grey: Pixels, angle: float, scale: float = 1.0) -> Any:
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, scale)
    matrix[:, 2] += ((scale - 1) * width / 2, (scale - 1) * height / 2)
    return matrix


def turn_and_enlarge(grey: Pixels, angle: float, scale: float) -> tuple[Pixels, Matrix]:
    """The page turned counter-clockwise by ``angle`` degrees and enlarged, and the matrix back.

    Both are done in one resampling, because every resampling blurs the accents.
    """
    if not angle and scale == 1:
        return grey, _identity()
    matrix = _rotation(grey, angle, scale)
    size = (round(grey.shape[1] * scale), round(grey.shape[0] * scale))
    how = cv2.INTER_LANCZOS4 if angle else cv2.INTER_CUBIC
    turned = cv2.warpAffine(grey, matrix, size, flags=how, borderMode=cv2.BORDER_CONSTANT, borderValue=255)
    return np.asarray(turned, np.uint8), np.asarray(cv2.invertAffineTransform(matrix), np.float64)
