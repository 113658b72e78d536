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

_WORKING_WIDTH = 1000  # pixels at which skew and blankness are judged: letters merge into lines there
_MOST_SKEW = 6.0  # degrees; a sheet that lies more askew was not scanned but photographed
_LEAST_SKEW = 0.15  # degrees; below it turning blurs more than it helps
_PRINT_HEIGHT = 22  # pixels of a small letter with accents at 300 dpi: what Tesseract was trained on


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A grey picture to be read, and how its points map back to the upright page.

    ``to_page`` is a 2 x 3 affine matrix from its pixels to those of the page; ``blank`` says that there
    is nothing to read.
    """

    pixels: Pixels
    dpi: int
    to_page: Matrix
    page_width: int
    page_height: int
    blank: bool = False
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
    grey = drop_colours(pixels)
    height, width = grey.shape
    identity = _identity()
    if is_blank(grey):
        return Prepared(grey, dpi, identity, width, height, blank=True, notes=("blank",))
    scale = enlargement(grey)
    if scale > 1:
        grey = enlarge(grey, scale)
    angle = skew(grey)
    matrix = identity
    if abs(angle) >= _LEAST_SKEW:
        grey, matrix = turn_by(grey, angle)
    return Prepared(grey, round(dpi * scale), matrix / scale, width, height)


def drop_colours(pixels: Pixels) -> Pixels:
    """Grey without seals, received-stamps and pen: coloured ink becomes paper, black print under it stays.

    The lightest channel shows black print only; what is clearly coloured there is wiped out. A page that
    is printed in colour (a poster, coloured table heads) keeps its ink.
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
    lightest[coloured] = 255
    return np.asarray(lightest, np.uint8)


def ink_mask(grey: Pixels) -> Pixels:
    """Ink as 255, paper as 0: darker than its surroundings by a fifth."""
    import cv2
    import numpy as np

    paper = cv2.medianBlur(cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA), 21)
    paper = cv2.resize(cv2.dilate(paper, np.ones((5, 5), np.uint8)), (grey.shape[1], grey.shape[0]))
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

    mask = ink_mask(grey)
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    width, height, area = stats[1:, 2], stats[1:, 3], stats[1:, 4]
    letters = (height >= 5) & (height < grey.shape[0] / 20) & (width < height * 2.5) & (area > height)
    heights = height[letters]
    return float(np.median(heights)) if len(heights) >= 50 else 0.0


def enlargement(grey: Pixels) -> float:
    """By how much to enlarge the page so that its letters have the size the engine reads best."""
    height = letter_height(grey)
    if not height or height >= 0.75 * _PRINT_HEIGHT:
        return 1.0
    return min(round(_PRINT_HEIGHT * 1.25 / height * 2) / 2, 4.0)


def enlarge(grey: Pixels, scale: float) -> Pixels:
    import cv2
    import numpy as np

    return np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), np.uint8)


def skew(grey: Pixels) -> float:
    """Degrees to turn the page counter-clockwise until its lines lie level; 0 where it has no lines.

    The sum of squared differences between neighbouring rows of ink is largest when lines lie level
    (Postl, 1986).
    """
    import cv2
    import numpy as np

    scale = min(_WORKING_WIDTH / grey.shape[1], 1.0)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    mask = ink_mask(np.asarray(small, np.uint8))
    edge = [side // 20 for side in mask.shape]
    mask = mask[edge[0] : -edge[0] or None, edge[1] : -edge[1] or None]
    coarse = [float(a) for a in np.arange(-_MOST_SKEW, _MOST_SKEW + 0.1, 0.5)]
    best = max(coarse, key=lambda a: _levelness(mask, a))
    fine = [best + float(step) for step in np.arange(-0.4, 0.41, 0.1)]
    best = max(fine, key=lambda a: _levelness(mask, a))
    return best if _levelness(mask, best) > 1.05 * _levelness(mask, 0.0) else 0.0


def _levelness(mask: Pixels, angle: float) -> float:
    import cv2
    import numpy as np

    turned = cv2.warpAffine(mask, _rotation(mask, angle), mask.shape[::-1], flags=cv2.INTER_NEAREST)
    rows = turned.sum(axis=1, dtype=np.float64)
    return float(((rows[1:] - rows[:-1]) ** 2).sum())


def _rotation(grey: Pixels, angle: float) -> Any:
    import cv2

    height, width = grey.shape
    return cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)


def turn_by(grey: Pixels, angle: float) -> tuple[Pixels, Matrix]:
    """The page turned counter-clockwise by ``angle`` degrees, same size, and the matrix back."""
    import cv2
    import numpy as np

    matrix = _rotation(grey, angle)
    turned = cv2.warpAffine(
        grey, matrix, grey.shape[::-1], flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255
    )
    return np.asarray(turned, np.uint8), np.asarray(cv2.invertAffineTransform(matrix), np.float64)
