"""Pictures of pages to words: what an engine is, and what all of them do around their recogniser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from cchc_ocr import cells, cleanup, debug_images, grids, layout, rereading
from cchc_ocr.document import Box, Line, Page, Table, Word
from cchc_ocr.errors import PageTimeoutError
from cchc_ocr.images import PageImage
from cchc_ocr.unread import find_unread

if TYPE_CHECKING:
    from cchc_ocr.cleanup import Prepared, Watch
    from cchc_ocr.grids import Grid
    from cchc_ocr.images import Pixels

_NO_SENSE = 0.5  # mean confidence; upright pages of all kinds stay above 0.75
_OWN_PRINT = 0.65  # of a faint page; what shines through is read at 0.46 to 0.53, faint print above 0.9


class Engine(Protocol):
    """Reads the picture of a page.

    Raises PageTimeoutError if it takes too long, NotInstalledError if it is missing, UnreadableError if
    it fails on this page.
    """

    @property
    def name(self) -> str:
        """Name, version and language: "tesseract 5.3.0 vie"."""
        ...

    def read(self, image: PageImage) -> Page: ...


@dataclass(frozen=True, slots=True)
class OcrOptions:
    """How pages are read. ``page_timeout`` is in seconds; ``clean`` False leaves pictures as they are.

    ``engine`` is a name that ``engines.engine`` knows. ``without`` names steps of ``cleanup`` to leave
    out, so that they can be measured. ``debug_images`` is a folder for pictures of what each step made.
    """

    language: str = "vie"
    page_timeout: float = 120.0
    clean: bool = True
    engine: Literal["tesseract", "tesserocr"] = "tesseract"
    without: frozenset[str] = frozenset()
    debug_images: Path | None = None


class Recogniser(Protocol):
    """Words with boxes, line by line, of a grey picture; ``uniform``: its lines are one block of text."""

    def __call__(self, pixels: Pixels, dpi: int, *, uniform: bool = False) -> Sequence[Sequence[Word]]: ...


def read_page(image: PageImage, recognise: Recogniser, options: OcrOptions | None = None) -> Page:
    """What every engine does around its recogniser: prepare the picture, put words in order and in place.

    Its hard lines are read a second time. A page that lies on its side is read both ways round, and as it
    is if neither makes sense, one that makes no sense also upside down; the surer reading counts. A faint
    page that reads badly is an empty one, through which the other side shines.
    """
    options = options or OcrOptions()
    prepared, watch = _prepared(image, options, 0)
    page = _surest(image, prepared, recognise, options, watch)
    if prepared.faint and page.confidence < _OWN_PRINT:
        return _empty(image, replace(prepared, notes=(cleanup.BLANK,)), 0)
    return page


def _surest(
    image: PageImage, prepared: Prepared, recognise: Recogniser, options: OcrOptions, watch: Watch | None
) -> Page:
    """The reading of the page the way round in which it makes most sense."""
    if prepared.sideways:
        page = max((_turned(image, recognise, options, turns) for turns in (1, 3)), key=_sureness)
        if page.confidence >= _NO_SENSE:
            return page
        return max(page, _page(image, prepared, recognise, 0, watch=watch), key=_sureness)
    page = _page(image, prepared, recognise, 0, again=options.clean, watch=watch)
    if options.clean and page.lines and page.confidence < _NO_SENSE:
        return max(page, _turned(image, recognise, options, 2), key=_sureness)
    return page


def _prepared(image: PageImage, options: OcrOptions, turns: int) -> tuple[Prepared, Watch | None]:
    """The picture prepared as the options ask, and who wants to see what becomes of it."""
    watch = debug_images.watcher(options.debug_images, image.number, turns) if options.debug_images else None
    if watch:
        watch("as it is", image.pixels)
    if not options.clean:
        return cleanup.untouched(image.pixels, image.dpi), watch
    return cleanup.prepare(image.pixels, image.dpi, cleanup.Steps(options.without, watch)), watch


def _turned(image: PageImage, recognise: Recogniser, options: OcrOptions, turns: int) -> Page:
    """The page read after ``turns`` quarter turns counter-clockwise."""
    import numpy as np

    upright = replace(image, pixels=np.ascontiguousarray(np.rot90(image.pixels, turns)))
    prepared, watch = _prepared(upright, options, turns)
    return _page(image, prepared, recognise, turns, watch=watch)


def _sureness(page: Page) -> float:
    """Letters read, each as far as the engine is sure of it beyond a coin's toss."""
    words = (word for line in page.lines for word in line.words)
    return sum(len(word.text) * (word.confidence - 0.5) for word in words)


def _empty(image: PageImage, prepared: Prepared, turns: int) -> Page:
    notes = (*image.notes, *prepared.notes, *([f"turned by {360 - 90 * turns} degrees"] if turns else []))
    return Page(image.number, (), "scan", prepared.page_width, prepared.page_height, notes=notes)


def _page(
    image: PageImage,
    prepared: Prepared,
    recognise: Recogniser,
    turns: int,
    *,
    again: bool = True,
    watch: Watch | None = None,
) -> Page:
    empty = _empty(image, prepared, turns)
    if prepared.blank:
        return empty
    height, width = prepared.pixels.shape[:2]
    found = grids.find_grids(prepared.pixels, prepared.skew)
    picture = grids.erase(prepared.pixels, found)
    inside = cells.read_cells(picture, found, prepared.dpi, partial(recognise, uniform=True))
    runs = [*recognise(cells.without_cells(picture, found), prepared.dpi), *inside.lines]
    lines = layout.arrange(runs, width, height, skew=prepared.skew, grids=found)
    if again and Page(0, lines).confidence >= _NO_SENSE:
        try:
            lines = _reread(lines, picture, prepared, recognise, found)
        except PageTimeoutError:
            empty = replace(empty, notes=(*empty.notes, "hard lines were not read again: no time was left"))
    if watch:
        watch("lines and tables", debug_images.drawn(prepared.pixels, lines, found))
    tables = layout.read_tables(lines, found, inside.inked)
    return replace(
        empty,
        lines=tuple(_on_page(line, prepared) for line in lines),
        tables=tuple(_table_on_page(table, prepared) for table in tables),
    )


def _reread(
    lines: Sequence[Line], picture: Pixels, prepared: Prepared, recognise: Recogniser, found: Sequence[Grid]
) -> tuple[Line, ...]:
    """The lines with the hard ones read twice, and those passed over."""
    unread = find_unread(picture, (box for line in lines for box in line.print_boxes), prepared.letters)
    read = partial(recognise, uniform=True)
    better = rereading.reread(lines, picture, prepared.dpi, read, skew=prepared.skew, unread=unread)
    if len(better) == len(lines):
        return better
    height, width = picture.shape[:2]
    return layout.arrange([line.words for line in better], width, height, skew=prepared.skew, grids=found)


def _on_page(line: Line, prepared: Prepared) -> Line:
    return replace(line, words=tuple(replace(word, box=_mapped(word.box, prepared)) for word in line.words))


def _table_on_page(table: Table, prepared: Prepared) -> Table:
    boxes = tuple(tuple(_mapped(box, prepared) for box in row) for row in table.boxes)
    return replace(table, box=_mapped(table.box, prepared), boxes=boxes)


def _mapped(box: Box | None, prepared: Prepared) -> Box | None:
    """A box of the prepared picture as a box of the page."""
    if box is None:
        return None
    (a, b, c), (d, e, f) = prepared.to_page.tolist()
    corners = [(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
    xs = [a * x + b * y + c for x, y in corners]
    ys = [d * x + e * y + f for x, y in corners]
    # The corners of a slightly turned box stand out by the height times the slope: take the mean edges.
    (x0, x1), (y0, y1) = _edges(xs, prepared.page_width), _edges(ys, prepared.page_height)
    return Box(x0, y0, x1, y1)


def _edges(values: Sequence[float], limit: int) -> tuple[int, int]:
    low, high = sum(sorted(values)[:2]) / 2, sum(sorted(values)[2:]) / 2
    return min(max(round(low), 0), limit), min(max(round(high), 0), limit)
