"""What a page picture looks like: how light its paper is, how large and how level its print, whether it has any.

Pictures are uint8 arrays, height x width, black print is 0; what is in colour has three channels (RGB) besides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

# The figures behind these constants stand in docs/reading.md.
_WORKING_SIZE = 1000  # pixels of the shorter side at which skew is judged: letters merge into lines there
_BLACK = 110  # what is darker is print of this side of the sheet
_PALEST = 0.72  # of the paper's brightness: what is lighter is no ink
_LEAST_PRINT = 0.0006  # of a page
_FAINT_PRINT = 0.006  # the same of pale ink: four lines (empty backs: below 0.001)
_MOST_SKEW = 6.0  # degrees; a sheet that lies more askew was not scanned but photographed


def in_grey(pixels: Pixels) -> Pixels:
    """A picture in RGB as a grey one; a grey one as it is."""
    import cv2
    import numpy as np

    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8) if pixels.ndim == 3 else pixels


def paper(grey: Pixels) -> Pixels:
    """How light the paper is at each point: what is left when print is filled by its surroundings."""
    import cv2
    import numpy as np

    small = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    light = cv2.dilate(cv2.medianBlur(small, 21), np.ones((5, 5), np.uint8))
    return np.asarray(cv2.resize(light, (grey.shape[1], grey.shape[0])), np.uint8)


def ink_mask(grey: Pixels) -> Pixels:
    """Ink as 255, paper as 0: darker than its surroundings by a fourth."""
    import numpy as np

    light = paper(grey)
    return np.asarray((grey < light.astype(np.float32) * _PALEST).astype(np.uint8) * 255, np.uint8)


def is_blank(grey: Pixels) -> bool:
    """Whether a page holds no black print: no ink, or so pale that it may shine through from the other side."""
    return print_share(grey, _BLACK) < _LEAST_PRINT


def is_faint(grey: Pixels) -> bool:
    """Whether a page without black print has enough pale ink in pieces of the size of letters to be a printed one.

    Print of the other side looks the same where the paper is thin: only reading tells them apart.
    """
    import numpy as np

    return print_share(grey, _PALEST * float(np.median(grey))) >= _FAINT_PRINT


def print_share(grey: Pixels, ink: float) -> float:
    """The share of the page, without its edges, that is darker than ``ink`` in pieces of the size of letters."""
    import cv2
    import numpy as np

    height, width = grey.shape
    inner = grey[height // 25 : -height // 25 or None, width // 25 : -width // 25 or None]
    scale = 1240 / max(width, 1)
    small = cv2.resize(inner, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    mask = ((small < ink) * 255).astype(np.uint8)
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


def is_bilevel(grey: Pixels) -> bool:
    import numpy as np

    return bool(np.count_nonzero((grey > 40) & (grey < 215)) < 0.002 * grey.size)


def is_sideways(grey: Pixels) -> bool:
    """Whether the lines of print run up or down the page: a page turned by 90 degrees, often a wide table.

    Words are wider than they are high. Of 70 scans those upright have words 1.7 times as wide as high and more,
    those on their side 0.6 times and less; the columns of a dense table mislead whoever looks for level lines.
    """
    import cv2
    import numpy as np

    mask = _without_rules(_working_mask(grey))
    sizes = _sizes(mask)
    longer = sizes.max(axis=1)
    letters = longer[(longer >= 4) & (longer < 60)]
    if not letters.size:
        return False
    gap = max(round(float(np.median(letters)) / 2), 2)  # between letters of a word, not between lines
    words = _sizes(np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8)), np.uint8))
    width, height = words[words.max(axis=1) >= 6].sum(axis=0)
    return bool(height > width)


def _sizes(mask: Pixels) -> NDArray[np.int32]:
    """Width and height of each piece of ink."""
    import cv2
    import numpy as np

    stats = cv2.connectedComponentsWithStats(mask, connectivity=8)[2]
    return np.asarray(stats[1:, 2:4], np.int32)


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

    height, width = mask.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(mask, matrix, mask.shape[::-1], flags=cv2.INTER_NEAREST)
    rows = turned.sum(axis=1, dtype=np.float64)
    return float(((rows[1:] - rows[:-1]) ** 2).mean())
