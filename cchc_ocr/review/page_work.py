"""What workers do for the page in the browser: draw a page in tiles, read its words, read a part of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from cchc_ocr.document import Box, Page
from cchc_ocr.files.page_scans import PageScan, upright

if TYPE_CHECKING:
    from cchc_ocr.picture.pixels import Pixels

TILE = 512  # pixels of a side
QUALITY = 82  # of JPEG: letters of 8 points stay clean at it
SIZE_FILE = "size.json"
_LEAST_CROP = 8  # pixels of a side: less is a click
_AROUND = 6  # pixels of paper around what is read
_SHEET = 4000  # pixels of a side: A4 at 300 dpi is smaller


def draw(scan: PageScan, folder: Path) -> None:
    """Cut the page into tiles in ``folder``: ``LEVEL-ROW-COLUMN.jpg``, level 0 at full size, each next at half.

    The folder appears once it is complete; ``size.json`` in it has width, height (0: there is no picture) and the
    number of levels. Raises UnreadableError where the page cannot be shown.
    """
    if (folder / SIZE_FILE).exists():  # a worker that died after it had drawn the page did not say so
        return
    image = upright(scan)
    making = Path(mkdtemp(dir=folder.parent, prefix=".making-"))
    try:
        levels = _cut(image.pixels, making) if image else 0
        size = {"width": image.width, "height": image.height} if image else {"width": 0, "height": 0}
        (making / SIZE_FILE).write_text(json.dumps({**size, "levels": levels}), "utf-8")
        making.rename(folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


def words_on(scan: PageScan) -> dict[str, Any]:
    """The words of a page before repair, each with its box, line by line, and its ruled tables, ready for JSON."""
    from cchc_ocr.pipeline import Options, read_page

    page = read_page(scan.path, scan.number, Options(read=scan.options))
    width, height = scan.size or (page.width, page.height)
    across, down = width / (page.width or 1), height / (page.height or 1)

    def placed(box: Box | None) -> Sequence[int] | None:
        """The box in the pixels of the record."""
        sides = (box.x0 * across, box.y0 * down, box.x1 * across, box.y1 * down) if box else ()
        return list(map(round, sides)) or None

    return {
        "width": width,
        "height": height,
        "lines": [
            {"box": placed(line.print_box), "words": [[w.text, placed(w.box), w.confidence] for w in line.words]}
            for line in page.lines
        ],
        "tables": [
            {"rows": table.rows, "boxes": [[placed(box) for box in row] for row in table.boxes]}
            for table in page.tables
        ],
    }


def read_part(scan: PageScan, box: tuple[int, int, int, int]) -> str:
    """What the engine reads inside a box of the page, line by line; "" where that is nothing, or too small."""
    image = upright(scan)
    if image is None:
        return ""
    part = Box(max(box[0], 0), max(box[1], 0), min(box[2], image.width), min(box[3], image.height))
    if min(part.width, part.height) < _LEAST_CROP:
        return ""
    from cchc_ocr.reading import engines

    page: Page = engines.engine().read(replace(image, pixels=_alone(image.pixels, part), typed=(), regions=()))
    return "\n".join(line.text for line in page.lines)


def _alone(pixels: Pixels, part: Box) -> Pixels:
    """A white sheet as large as the page, by which print is judged, with one part of the page on it.

    Of a page far larger than A4 it is what lies around the part: a drawing takes gigabytes.
    """
    import numpy as np

    height, width = pixels.shape[:2]
    near = pixels[_near(part.y0, part.y1, height), _near(part.x0, part.x1, width)]
    left, top = _near(part.x0, part.x1, width).start, _near(part.y0, part.y1, height).start
    sheet = np.full_like(near, 255)
    rows = slice(max(part.y0 - top - _AROUND, 0), part.y1 - top + _AROUND)
    columns = slice(max(part.x0 - left - _AROUND, 0), part.x1 - left + _AROUND)
    sheet[rows, columns] = near[rows, columns]
    return np.ascontiguousarray(sheet)


def _near(first: int, last: int, side: int) -> slice:
    """Of the rows or columns of a page those around a part of it, as many as a sheet has.

    >>> _near(100, 200, 3508), _near(10_000, 10_200, 40_000), _near(39_900, 40_000, 40_000)
    (slice(0, 3508, None), slice(8100, 12100, None), slice(36000, 40000, None))
    """
    length = min(max(_SHEET, last - first + 2 * _AROUND), side)
    start = min(max((first + last - length) // 2, 0), side - length)
    return slice(start, start + length)


def _cut(pixels: Pixels, folder: Path) -> int:
    """Write the tiles of all levels; returns how many levels there are."""
    level = 0
    while True:
        pixels, is_last = _cut_level(pixels, folder, level), max(pixels.shape[:2]) <= TILE
        level += 1
        if is_last:
            return level


def _cut_level(pixels: Pixels, folder: Path, level: int) -> Pixels:
    """Write the tiles of one level, strip by strip; returns the picture at half its size.

    A picture of 1 GB is never copied as a whole.
    """
    import cv2
    import numpy as np

    height, width = pixels.shape[:2]
    half = np.empty(((height + 1) // 2, (width + 1) // 2, *pixels.shape[2:]), np.uint8)
    for top in range(0, height, TILE):
        strip = np.ascontiguousarray(pixels[top : top + TILE])
        below = half[top // 2 : (top + len(strip) + 1) // 2]
        below[:] = cv2.resize(strip, (below.shape[1], below.shape[0]), interpolation=cv2.INTER_AREA)
        coded = cv2.cvtColor(strip, cv2.COLOR_RGB2BGR) if strip.ndim == 3 else strip
        for left in range(0, width, TILE):
            tile = coded[:, left : left + TILE]
            data = cv2.imencode(".jpg", tile, (cv2.IMWRITE_JPEG_QUALITY, QUALITY))[1]
            (folder / f"{level}-{top // TILE}-{left // TILE}.jpg").write_bytes(data.tobytes())
    return half
