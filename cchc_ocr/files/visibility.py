"""Which words of a text layer a reader of the page sees.

A PDF can hold text that no viewer shows: outside of the crop box, on a layer that is switched off, in the colour
of the paper, or below a picture. A small rendering of the page tells all of it, however it was hidden.
"""

from __future__ import annotations

from collections.abc import Callable

from cchc_ocr.document import Box, WordLines
from cchc_ocr.picture.pixels import Pixels

RENDERED_AT = 100  # dpi: the print of a footnote is still six pixels high, and a page takes some 20 ms
_LEAST_CONTRAST = 8  # of 255 levels: yellow on white has 29, and the compression of a white picture leaves 3


def on_page(lines: WordLines, width: int, height: int) -> WordLines:
    """The words whose middle lies on a page of this size, in the pixels of their boxes."""
    return _kept(lines, lambda box: 0 <= box.x0 + box.x1 < 2 * width and 0 <= box.y0 + box.y1 < 2 * height)


def with_print(lines: WordLines, rendering: Pixels, scale: float) -> WordLines:
    """The words that have print in their box.

    ``rendering`` is the page in grey, ``scale`` its pixels per pixel of the boxes. It says nothing of a scan,
    where the picture below the words has the print.
    """
    return _kept(lines, lambda box: _holds_print(box, rendering, scale))


def _holds_print(box: Box, rendering: Pixels, scale: float) -> bool:
    x0, y0 = max(int(box.x0 * scale), 0), max(int(box.y0 * scale), 0)
    region = rendering[y0 : int(box.y1 * scale) + 1, x0 : int(box.x1 * scale) + 1]
    return bool(region.size) and int(region.max()) - int(region.min()) >= _LEAST_CONTRAST


def _kept(lines: WordLines, is_seen: Callable[[Box], bool]) -> WordLines:
    kept = (tuple(word for word in line if word.box is None or is_seen(word.box)) for line in lines)
    return tuple(line for line in kept if line)
