"""What a page picture needs before it is read: each step looks whether the page needs it.

Pictures are uint8 arrays, height x width (grey, black print is 0) or height x width x 3 (RGB).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    Matrix = NDArray[np.float64]

# The figures behind these constants stand in docs/reading.md.
_WORKING_SIZE = 1000  # pixels of the shorter side at which skew is judged: letters merge into lines there
_MOST_SKEW = 6.0  # degrees; a sheet that lies more askew was not scanned but photographed
_TURN_FROM = 1.0  # degrees; Tesseract reads smaller skew as well as level lines, and turning blurs accents
_SMALL_PRINT = 9.6  # pixels of a letter; a page with smaller print gains from being enlarged, others lose
_SMOOTH_FROM = 12.0  # pixels of a letter; accents of smaller print melt into their letters
_SMOOTH_BILEVEL_FROM = 20.0  # the same for black-and-white scans, whose thin strokes break
_PALE = 0.3  # of the paper's brightness: strokes whose darkest parts are no darker are blurred or faint
_UNEVEN = 0.85  # darkest to lightest paper; scans lit evenly stay above 0.87
_RIM = 0.03  # dark pixels beside coloured ones, of these; scanned seals over print have 0.05, drawn ones 0.01
_BORDER = 0.03  # of the page's sides: where scanners leave black edges


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A grey picture to be read, and how its points map back to the upright page.

    ``to_page`` is a 2 x 3 affine matrix from its pixels to those of the page; ``skew`` is the angle in
    degrees at which its lines still fall to the right; ``blank`` says that there is nothing to read,
    ``sideways`` that the lines run up or down.
    """

    pixels: Pixels
    dpi: int
    to_page: Matrix
    page_width: int
    page_height: int
    skew: float = 0.0
    blank: bool = False
    sideways: bool = False
    notes: tuple[str, ...] = ()


def untouched(pixels: Pixels, dpi: int) -> Prepared:
    """The page in grey, nothing else done."""
    import cv2
    import numpy as np

    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8) if pixels.ndim == 3 else pixels
    return Prepared(grey, dpi, _identity(), grey.shape[1], grey.shape[0])


def _identity() -> Matrix:
    import numpy as np

    return np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])


def prepare(pixels: Pixels, dpi: int) -> Prepared:
    """The page as the engine reads it best: grey, clean, straight, large enough."""
    grey = whiten_border(flatten(drop_colours(pixels)))
    height, width = grey.shape
    if is_blank(grey):
        return Prepared(grey, dpi, _identity(), width, height, blank=True, notes=("blank",))
    if is_sideways(grey):
        return Prepared(grey, dpi, _identity(), width, height, sideways=True)
    angle, letters, bilevel = skew(grey), letter_height(grey), _is_bilevel(grey)
    scale = enlargement(letters)
    turned = angle if abs(angle) >= _TURN_FROM else 0.0
    grey, matrix = turn_and_enlarge(grey, turned, scale)
    grey = smooth(sharpen(grey, letters * scale), letters, bilevel=bilevel)
    return Prepared(grey, round(dpi * scale), matrix, width, height, skew=angle - turned)


def whiten_border(grey: Pixels) -> Pixels:
    """The page without the black edges that a scanner leaves beside the sheet."""
    import cv2
    import numpy as np

    height, width = grey.shape
    y, x = max(round(height * _BORDER), 1), max(round(width * _BORDER), 1)
    clean = grey.copy()
    for strip in (clean[:y], clean[-y:], clean[:, :x], clean[:, -x:]):
        _, labels, stats, _ = cv2.connectedComponentsWithStats((strip < 140).astype(np.uint8), connectivity=8)
        long = np.maximum(stats[:, 2], stats[:, 3]) > 2 * min(strip.shape)
        long[0] = False
        strip[cv2.dilate(long[labels].astype(np.uint8), np.ones((5, 5), np.uint8)) > 0] = 255
    return clean


def drop_colours(pixels: Pixels) -> Pixels:
    """Grey without seals, received-stamps and pen: coloured ink becomes paper, black print under it stays.

    The lightest channel shows black print only; what is clearly coloured there is wiped out. Where a
    program drew the seal it hides the print, which is then continued across its strokes. A page that is
    printed in colour (a poster, coloured table heads) keeps its ink.
    """
    import cv2
    import numpy as np

    if pixels.ndim == 2:
        return pixels
    lightest = pixels.max(axis=2)
    chroma = cv2.subtract(lightest, pixels.min(axis=2))
    coloured = (chroma > 45) & (lightest > 90)
    ink = lightest < 128
    if np.count_nonzero(coloured) > 4 * np.count_nonzero(ink):
        return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    mask = np.asarray(coloured, np.uint8)
    if _is_drawn(mask, ink & ~coloured):
        return np.asarray(cv2.inpaint(lightest, mask, 3, cv2.INPAINT_TELEA), np.uint8)
    lightest[coloured] = 255
    return np.asarray(lightest, np.uint8)


def _is_drawn(coloured: Pixels, ink: NDArray[np.bool_]) -> bool:
    """Whether a program drew the colours over the page: ink on paper has a dark rim, which must not grow."""
    import cv2
    import numpy as np

    around = cv2.dilate(coloured, np.ones((3, 3), np.uint8)) > 0
    return bool(np.count_nonzero(ink & around) < _RIM * np.count_nonzero(coloured))


def flatten(grey: Pixels) -> Pixels:
    """A page lit unevenly with its paper made white everywhere (grey divided by paper); others as they are."""
    import cv2
    import numpy as np

    paper = _paper(grey)
    dark, light = np.percentile(paper, [3, 97])
    if dark >= _UNEVEN * light:
        return grey
    return np.asarray(cv2.divide(grey, np.maximum(paper, 40), scale=250.0), np.uint8)


def _paper(grey: Pixels) -> Pixels:
    """How light the paper is at each point: what is left when print is filled by its surroundings."""
    import cv2
    import numpy as np

    small = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    paper = cv2.dilate(cv2.medianBlur(small, 21), np.ones((5, 5), np.uint8))
    return np.asarray(cv2.resize(paper, (grey.shape[1], grey.shape[0])), np.uint8)


def ink_mask(grey: Pixels) -> Pixels:
    """Ink as 255, paper as 0: darker than its surroundings by a fourth."""
    import numpy as np

    paper = _paper(grey)
    return np.asarray((grey < paper.astype(np.float32) * 0.72).astype(np.uint8) * 255, np.uint8)


def is_blank(grey: Pixels) -> bool:
    """Whether a page holds nothing to read: no ink, or only what shines through from the other side."""
    return print_share(grey) < 0.0006


def print_share(grey: Pixels) -> float:
    """The share of the page, without its edges, that is ink in pieces of the size of letters."""
    import cv2
    import numpy as np

    height, width = grey.shape
    inner = grey[height // 25 : -height // 25 or None, width // 25 : -width // 25 or None]
    scale = 1240 / max(width, 1)
    small = cv2.resize(inner, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    mask = ((small < 110) * 255).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    tall = (stats[1:, 3] >= 7) & (stats[1:, 3] <= 60) & (stats[1:, 2] <= 200) & (stats[1:, 4] >= 12)
    return float(stats[1:][tall, 4].sum() / mask.size)


def letter_height(grey: Pixels) -> float:
    """The median height in pixels of pieces of ink that may be letters; 0 where there are too few."""
    import cv2
    import numpy as np

    _, _, stats, _ = cv2.connectedComponentsWithStats(ink_mask(grey), connectivity=8)
    width, height, area = stats[1:, 2], stats[1:, 3], stats[1:, 4]
    letters = (height >= 5) & (height < grey.shape[0] / 20) & (width < height * 2.5) & (area > height)
    heights = height[letters]
    return float(np.median(heights)) if len(heights) >= 50 else 0.0


def paleness(grey: Pixels) -> float:
    """How far the ink is from black, 0..1: its darkest tenth relative to the paper. Blur makes strokes pale."""
    import numpy as np

    ink = grey[ink_mask(grey) > 0]
    return float(np.percentile(ink, 10) / max(float(np.median(grey)), 1.0)) if ink.size else 0.0


def sharpen(grey: Pixels, letters: float) -> Pixels:
    """A blurred or faint page with its strokes brought out (unsharp mask); others as they are."""
    import cv2
    import numpy as np

    if not letters or paleness(grey) < _PALE:
        return grey
    blurred = cv2.GaussianBlur(grey, (0, 0), letters / 7)
    return np.asarray(cv2.addWeighted(grey, 2.25, blurred, -1.25, 0), np.uint8)


def smooth(grey: Pixels, letters: float, *, bilevel: bool) -> Pixels:
    """The page with the grain of scanner and JPEG taken off, where print is large enough to bear it."""
    import cv2
    import numpy as np

    if letters < (_SMOOTH_BILEVEL_FROM if bilevel else _SMOOTH_FROM):
        return grey
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), letters / 20), np.uint8)


def _is_bilevel(grey: Pixels) -> bool:
    import numpy as np

    return bool(np.count_nonzero((grey > 40) & (grey < 215)) < 0.002 * grey.size)


def enlargement(letters: float) -> float:
    """By how much to enlarge a page with letters of that height: twice if they are too small for the engine."""
    return 2.0 if 0 < letters < _SMALL_PRINT else 1.0


def is_sideways(grey: Pixels) -> bool:
    """Whether the lines of print run up or down the page: a page turned by 90 degrees, often a wide table."""
    import numpy as np

    mask = _without_rules(_working_mask(grey))
    upright = max(_levelness(mask, angle) for angle in _coarse())
    turned = np.ascontiguousarray(mask.T)
    return max(_levelness(turned, angle) for angle in _coarse()) > 1.2 * upright


def skew(grey: Pixels) -> float:
    """Degrees to turn the page counter-clockwise until its lines lie level; 0 where it has no lines.

    The sum of squared differences between neighbouring rows of ink is largest when lines lie level
    (Postl, 1986).
    """
    mask = _working_mask(grey)
    best = max(_coarse(), key=lambda angle: _levelness(mask, angle))
    best = max((best + step / 10 for step in range(-4, 5)), key=lambda angle: _levelness(mask, angle))
    return best if _levelness(mask, best) > 1.05 * _levelness(mask, 0.0) else 0.0


def _coarse() -> list[float]:
    return [step / 2 for step in range(round(-2 * _MOST_SKEW), round(2 * _MOST_SKEW) + 1)]


def _working_mask(grey: Pixels) -> Pixels:
    """The ink of a small copy of the page, its edges cut off."""
    import cv2
    import numpy as np

    scale = min(_WORKING_SIZE / min(grey.shape), 1.0)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    mask = ink_mask(np.asarray(small, np.uint8))
    y, x = (side // 20 for side in mask.shape)
    return mask[y : -y or None, x : -x or None]


def _without_rules(mask: Pixels) -> Pixels:
    """Ink without the ruled lines of tables, which run both ways."""
    import cv2
    import numpy as np

    across = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, 60), np.uint8))
    down = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((60, 1), np.uint8))
    return np.asarray(cv2.subtract(mask, cv2.max(across, down)), np.uint8)


def _levelness(mask: Pixels, angle: float) -> float:
    import cv2
    import numpy as np

    turned = cv2.warpAffine(mask, _rotation(mask, angle), mask.shape[::-1], flags=cv2.INTER_NEAREST)
    rows = turned.sum(axis=1, dtype=np.float64)
    return float(((rows[1:] - rows[:-1]) ** 2).mean())


def _rotation(grey: Pixels, angle: float, scale: float = 1.0) -> Any:
    import cv2

    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, scale)
    matrix[:, 2] += ((scale - 1) * width / 2, (scale - 1) * height / 2)
    return matrix


def turn_and_enlarge(grey: Pixels, angle: float, scale: float) -> tuple[Pixels, Matrix]:
    """The page turned counter-clockwise by ``angle`` degrees and enlarged, and the matrix back.

    Both in one resampling: each blurs the accents.
    """
    import cv2
    import numpy as np

    if not angle and scale == 1:
        return grey, _identity()
    matrix = _rotation(grey, angle, scale)
    size = (round(grey.shape[1] * scale), round(grey.shape[0] * scale))
    how = cv2.INTER_LANCZOS4 if angle else cv2.INTER_CUBIC
    turned = cv2.warpAffine(grey, matrix, size, flags=how, borderMode=cv2.BORDER_CONSTANT, borderValue=255)
    return np.asarray(turned, np.uint8), np.asarray(cv2.invertAffineTransform(matrix), np.float64)
