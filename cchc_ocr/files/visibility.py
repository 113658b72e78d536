"""Which words of a text layer a reader of the page sees.

A PDF can hold text that no viewer shows: outside of the crop box, on a layer that is switched off, in the colour
of the paper, or below a picture. A small rendering of the page tells all of it, however it was hidden.
"""

from __future__ import annotations

from cchc_ocr.document import Box, WordLines
from cchc_ocr.picture.pixels import Pixels

RENDERED_AT = 100  # dpi: the print of a footnote is still six pixels high, and a page takes some 20 ms
_LEAST_CONTRAST = 8  # of 255 levels: yellow on white has 29, and the compression of a white picture leaves 3


def seen(lines: WordLines, rendering: Pixels, scale: float, *, ink: bool) -> WordLines:
    """The words that lie on the page and, if ``ink`` is asked for, have print in their box.

    ``rendering`` is the page in grey, ``scale`` its pixels per pixel of the boxes. Over the picture of a scan, the
    words are not print themselves, and only their place can be asked for.
    """
    kept = (tuple(word for word in line if _is_seen(word.box, rendering, scale, ink)) for line in lines)
    return tuple(line for line in kept if line)


def _is_seen(box: Box | None, rendering: Pixels, scale: float, ink: bool) -> bool:
    if box is None:
        return True
    height, width = rendering.shape[:2]
    middle = (box.x0 + box.x1) / 2 * scale, (box.y0 + box.y1) / 2 * scale
    if not (0 <= middle[0] < width and 0 <= middle[1] < height):
        return False
    x0, y0 = max(int(box.x0 * scale), 0), max(int(box.y0 * scale), 0)
    region = rendering[y0 : int(box.y1 * scale) + 1, x0 : int(box.x1 * scale) + 1]
    return not ink or int(region.max()) - int(region.min()) >= _LEAST_CONTRAST
