"""Reads a page with any recogniser: prepares the picture, chooses the orientation, puts words in reading order."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import hypot
from operator import attrgetter

import cv2
import numpy as np

from cchc_ocr import lexicon, ngram
from cchc_ocr.document import Box, Line, Page, Table, Word
from cchc_ocr.errors import SCAN_AGAIN, PageTimeoutError, UnreadableError
from cchc_ocr.layout import reading_order
from cchc_ocr.layout.gap_tables import with_gap_tables
from cchc_ocr.layout.insertion import inserted
from cchc_ocr.layout.tables import parted
from cchc_ocr.picture import cleanup, debug_images, grids
from cchc_ocr.picture.cleanup import Prepared, Watch
from cchc_ocr.picture.grids import Cell, Grid
from cchc_ocr.picture.inspection import holds_print, in_grey, is_empty
from cchc_ocr.picture.pixels import PageImage, Pixels
from cchc_ocr.picture.unread import find_unread
from cchc_ocr.reading import cells, glyphs, rereading, tsv
from cchc_ocr.reading.doubt import doubted, trusted
from cchc_ocr.reading.engine import Effort, OcrOptions, Recogniser, TableReader
from cchc_ocr.reading.fragments import WholeLine, with_fragments
from cchc_ocr.reading.line_reader import LineReader, LineReading, second_reader
from cchc_ocr.reading.regions import read_regions
from cchc_ocr.reading.stamped import read_stamped
from cchc_ocr.reading.voting import is_of_another_language, voted
from cchc_ocr.translation import gettext_noop as N_

# The figures stand in docs/reading.md, sections "Pages on their side" and "Blank, faint and dark pages".
_SENSE = 0.75  # mean confidence; pages the right way round have 0.86 and more, upside down 0.65 and less
_NO_SENSE = 0.5
_LEAST_DPI, _MOST_DPI = 70, 600  # that tesseract is told: it guesses where it is told less, or refuses more
_OWN_PRINT = 0.65  # of a faint page; what shines through is read at 0.46 to 0.53, faint print above 0.9
_OWN_LINE, _OWN_WORDS = 0.85, 4  # of a line on it, and how long it is at least; mirrored lines reach 0.74
_TOO_COARSE = 400  # pixels of the shorter side: letters of A4 are then less than seven pixels high
_NO_PAPER = 90  # grey level: a page that is mostly darker is none of blank paper, but a picture that was lost
NOTHING_READ = N_("nothing was read on it, though it is not blank")


def read_within_its_time(
    image: PageImage, table: TableReader, options: OcrOptions, syllables: Mapping[str, int]
) -> Page:
    """The page by an engine that gives tables of words; all its readings share the time that a page may take.

    Raises PageTimeoutError where it runs out before anything is read, and what ``read_page`` raises.
    """
    ends = time.monotonic() + options.page_timeout

    def words(pixels: Pixels, dpi: int, *, uniform: bool = False) -> list[list[Word]]:
        try:
            return tsv.parse(table(pixels, min(max(dpi, _LEAST_DPI), _MOST_DPI), uniform, ends))
        except TimeoutError as error:
            raise PageTimeoutError(
                f"{options.engine} did not finish the page within {options.page_timeout:g} seconds",
                hint="raise --page-timeout, or check whether the page is a photograph",
            ) from error

    return read_page(image, words, options, syllables)


def read_page(
    image: PageImage,
    recognise: Recogniser,
    options: OcrOptions | None = None,
    syllables: Mapping[str, int] | None = None,
) -> Page:
    """What every engine does around its recogniser: prepare the picture, put words in order and in place.

    The page is read the way round it seems to lie, and turned where that makes no sense. Its lines are then read
    by the line reader, too, or the hard ones once more, where ``syllables`` tell the better reading of a word: how
    often each is written (as the bundled dictionaries have it otherwise). A faint page that reads badly is an
    empty one, through which the other side shines. Raises UnreadableError where nothing is found on a page whose
    picture is damaged.
    """
    options = options or OcrOptions()
    usage = lexicon.load().syllables if syllables is None else syllables
    again = _Again(second_reader(options), options.effort, usage)
    if image.regions:
        return read_regions(image, lambda sheet: _read_whole(sheet, recognise, options, again))
    return _read_whole(image, recognise, options, again)


@dataclass(frozen=True, slots=True)
class _Again:
    """Who reads the lines of a page, too: the ``reader``, if there is one, and by ``effort`` the engine once more.

    ``syllables`` tell the better reading of a word.
    """

    reader: LineReader | None
    effort: Effort
    syllables: Mapping[str, int]


def _read_whole(image: PageImage, recognise: Recogniser, options: OcrOptions, again: _Again) -> Page:
    """All that is on the picture."""
    reading = _surest(image, recognise, options)
    if reading.prepared.faint and not reading.is_of_this_side:
        reading = _FirstReading(replace(reading.prepared, blank=True, notes=(cleanup.BLANK,)))
    if image.damage and not reading.lines:
        raise UnreadableError(image.damage, hint=SCAN_AGAIN)
    return _page(image, reading, recognise, again if options.clean else None)


@dataclass(frozen=True, slots=True, eq=False)
class _FirstReading:
    """What the engine read at first, after so many quarter turns of the page counter-clockwise."""

    prepared: Prepared
    turns: int = 0
    lines: tuple[Line, ...] = ()
    found: Sequence[Grid] = ()
    inked: Sequence[Cell] = ()
    watch: Watch | None = None

    @property
    def confidence(self) -> float:
        return Page(0, self.lines).confidence

    @property
    def is_of_this_side(self) -> bool:
        """Whether it makes sense, or one of its lines does: print of the other side is mirrored."""
        sure = (Page(0, (line,)).confidence for line in self.lines if len(line.words) >= _OWN_WORDS)
        return self.confidence >= _OWN_PRINT or max(sure, default=0.0) >= _OWN_LINE

    @property
    def is_level(self) -> bool:
        """Whether its lines are level. Lines that run up the page are read too, but in the wrong order."""
        boxes = [word.box for line in self.lines for word in line.words if len(word.text) > 2 and word.box]
        return sum(box.width for box in boxes) >= sum(box.height for box in boxes)

    @property
    def worth(self) -> tuple[bool, float]:
        """The worth of a reading: the confidence above 0.5, summed over its letters; level lines come first."""
        words = (word for line in self.lines for word in line.words)
        return bool(self.lines) and self.is_level, sum(len(word.text) * (word.confidence - 0.5) for word in words)


def _surest(image: PageImage, recognise: Recogniser, options: OcrOptions) -> _FirstReading:
    """The first reading that makes sense, else the best of those that there is time for."""
    tried: list[_FirstReading] = []
    try:
        for reading in _readings(image, recognise, options):
            tried.append(reading)
            if _will_do(max(tried, key=attrgetter("worth")), len(tried)):
                break
    except PageTimeoutError:
        if not tried:
            raise
    return max(tried, key=attrgetter("worth"))


def _will_do(best: _FirstReading, tried: int) -> bool:
    """Whether no other orientation need be tried: the reading makes sense, or print only shines through."""
    if not best.is_level or tried < 2:
        return best.is_level and best.confidence >= _SENSE
    return best.confidence >= _NO_SENSE or best.prepared.faint


def _readings(image: PageImage, recognise: Recogniser, options: OcrOptions) -> Iterator[_FirstReading]:
    """The page as it seems to lie and turned by a half, then the other two ways."""
    prepared, watch = _prepared(image, options, 0)
    if prepared.blank or not options.clean:
        yield _read(prepared, watch, recognise, 0)
        return
    for turns in (1, 3, 0, 2) if prepared.sideways else (0, 2, 1, 3):
        if turns:
            yield _read(*_prepared(_turned(image, turns), options, turns), recognise, turns)
        else:
            yield _read(prepared, watch, recognise, 0)


def _turned(image: PageImage, turns: int) -> PageImage:
    """The page after so many quarter turns counter-clockwise."""
    return replace(image, pixels=np.ascontiguousarray(np.rot90(image.pixels, turns))) if turns else image


def _prepared(image: PageImage, options: OcrOptions, turns: int) -> tuple[Prepared, Watch | None]:
    """The picture prepared as the options ask, and who wants to see what becomes of it."""
    watch = debug_images.watcher(options.debug_images, image.number, turns) if options.debug_images else None
    if watch:
        watch("as it is", image.pixels)
    if not options.clean:
        return cleanup.untouched(image.pixels, image.dpi), watch
    return cleanup.prepare(
        image.pixels, image.dpi, cleanup.Steps(options.without, watch), printed=bool(image.regions)
    ), watch


def _read(prepared: Prepared, watch: Watch | None, recognise: Recogniser, turns: int) -> _FirstReading:
    if prepared.blank:
        return _FirstReading(prepared, turns)
    found = grids.find_grids(prepared.pixels, prepared.skew)
    picture = grids.erase(prepared.pixels, found)
    inside = cells.read_cells(picture, found, prepared.dpi, partial(recognise, uniform=True))
    runs = [*recognise(cells.without_cells(picture, found), prepared.dpi), *inside.lines]
    first = _FirstReading(prepared, turns, _arranged(runs, prepared, found), found, inside.inked, watch)
    return _with_gap_tables(first, picture, recognise)


def _with_gap_tables(reading: _FirstReading, picture: Pixels, recognise: Recogniser) -> _FirstReading:
    """The reading with the tables that gaps part; their cells are read apart, too."""
    prepared = reading.prepared
    if not reading.is_level:
        return reading
    found = tuple(
        grid if grid in reading.found else grids.with_rules(grid, prepared.pixels)
        for grid in with_gap_tables(reading.lines, reading.found, prepared.skew)
    )
    gaps = [grid for grid in found if grid not in reading.found]
    if not gaps:
        return reading
    inside = cells.read_cells(grids.erase(picture, gaps), gaps, prepared.dpi, partial(recognise, uniform=True))
    outside, known = parted([line.words for line in reading.lines], gaps)
    _, read = parted(inside.lines, gaps)
    runs = [*outside, *(known | read).values()]
    inked = (*reading.inked, *inside.inked)
    return replace(reading, lines=_arranged(runs, prepared, found), found=found, inked=inked)


def _arranged(runs: Sequence[Sequence[Word]], prepared: Prepared, found: Sequence[Grid]) -> tuple[Line, ...]:
    """The runs of words as lines, in the order in which they are read."""
    height, width = prepared.pixels.shape[:2]
    return reading_order.arrange(runs, width, height, skew=prepared.skew, grids=found)


def _page(image: PageImage, reading: _FirstReading, recognise: Recogniser, again: _Again | None) -> Page:
    """The page of a reading; if that makes sense, with what is read ``again``."""
    prepared, found, lines = reading.prepared, reading.found, reading.lines
    turned = 360 - 90 * reading.turns if reading.turns else 0
    holds_nothing = not lines and not image.typed  # a page with filled fields is not blank
    blank = holds_nothing and _is_blank(image.pixels, prepared)
    fault = (image.damage or "") if image.in_part else NOTHING_READ if holds_nothing and not blank else ""
    known = [note for note in prepared.notes if blank or note != cleanup.BLANK]
    notes = [*image.notes, *known, *([N_(f"turned by {turned} degrees")] if turned else [])]
    notes += [fault] if fault == NOTHING_READ else []
    picture = grids.erase(prepared.pixels, found)
    if again and reading.confidence >= _NO_SENSE:
        try:
            lines = _reread(reading, picture, recognise, again)
            lines = _with_runs(lines, _stamped(image, reading, lines, recognise), reading)
        except PageTimeoutError:
            notes.append(N_("hard lines were not read again: no time was left"))
    lines = glyphs.checked(lines, picture, found)
    lines = _with_runs(lines, _fields(image, reading), reading)
    if reading.watch:
        reading.watch("lines and tables", debug_images.drawn(prepared.pixels, lines, found))
    return Page(
        image.number,
        tuple(_on_page(line, prepared) for line in lines),
        "scan",
        prepared.page_width,
        prepared.page_height,
        notes=tuple(notes),
        in_part=image.in_part,
        turned=turned,
        state="blank" if blank else "read",
        fault=fault,
        hint=SCAN_AGAIN if fault else "",
        dpi=image.known_dpi,
        tables=tuple(
            _table_on_page(table, prepared) for table in reading_order.read_tables(lines, found, reading.inked)
        ),
    )


def _is_blank(pixels: Pixels, prepared: Prepared) -> bool:
    """Whether a page on which nothing was read is of blank paper.

    On a picture too coarse for letters, print looks like the other side that shines through: it has to be empty.
    """
    grey = in_grey(pixels)
    if min(grey.shape) < _TOO_COARSE:
        return is_empty(pixels)
    return bool(np.median(grey) > _NO_PAPER) and (prepared.blank or not holds_print(grey))


def _reread(reading: _FirstReading, picture: Pixels, recognise: Recogniser, again: _Again) -> tuple[Line, ...]:
    """The lines by all their readings, and those passed over; ``picture`` is without rules of tables."""
    prepared = reading.prepared
    known_boxes = (box for line in reading.lines for box in line.print_boxes)
    unread = find_unread(picture, known_boxes, prepared.letters)
    wholes, lines_unread = [WholeLine(line) for line in reading.lines], unread.lines
    if again.reader:
        wholes, elsewhere = with_fragments(reading.lines, [*unread.lines, *unread.fragments])
        lines_unread = [box for box in unread.lines if box in elsewhere]
    doubts = _doubts(again, wholes)
    first = [trusted(whole.line, doubt) for whole, doubt in zip(wholes, doubts, strict=True)]
    second = _read_by(again.reader, wholes, picture, prepared.skew, doubts)
    known = voted(first, second, again.syllables)
    better = rereading.reread(
        first,
        picture,
        prepared.dpi,
        partial(recognise, uniform=True),
        again.syllables,
        skew=prepared.skew,
        unread=lines_unread,
        judged=() if again.effort == "fast" else known,
        share=1.0 if again.effort == "careful" else rereading.SHARE,
    )
    new = [WholeLine(line) for line in better[len(first) :]]
    second += _read_by(again.reader, new, picture, prepared.skew, [_all(whole) for whole in new])
    lines = voted(better, second, again.syllables)
    old, more = lines[: len(first)], rereading.printed(lines[len(first) :], again.syllables)
    if not more and not any(whole.fragments for whole in wholes):
        return tuple(old)
    return _arranged([line.words for line in (*old, *more)], prepared, reading.found)


def _doubts(again: _Again, wholes: Sequence[WholeLine]) -> list[Sequence[bool]]:
    """Of each word of each line whether it is doubted; all are where nobody reads them again, or all are read."""
    if not again.reader or again.effort == "careful":
        return [_all(whole) for whole in wholes]
    doubts = doubted([whole.line for whole in wholes], again.syllables, ngram.bundled())
    return [_all(whole) if whole.fragments else doubt for whole, doubt in zip(wholes, doubts, strict=True)]


def _all(whole: WholeLine) -> Sequence[bool]:
    return [True] * len(whole.line.words)


def _read_by(
    reader: LineReader | None,
    wholes: Sequence[WholeLine],
    picture: Pixels,
    skew: float,
    doubts: Sequence[Sequence[bool]],
) -> list[LineReading]:
    """What the line reader reads of the doubted words of each line, and of all between fragments.

    That is nothing where there is none, or the line is none for it: a hand has filled a number in, or it is of
    another language.
    """
    printed = [at for at, whole in enumerate(wholes) if reader and _is_for_reader(whole.line)]
    wanted = [() if wholes[at].fragments else doubts[at] for at in printed]
    boxes = [wholes[at].boxes for at in printed]
    found = reader.read_lines(picture, boxes, skew=skew, wanted=wanted) if reader else []
    by_place = dict(zip(printed, found, strict=True))
    return [by_place.get(at, LineReading()) for at in range(len(wholes))]


def _is_for_reader(line: Line) -> bool:
    return bool(line.print_boxes) and not (rereading.is_open(line) or is_of_another_language(line.text))


def _stamped(
    image: PageImage, reading: _FirstReading, lines: Sequence[Line], recognise: Recogniser
) -> list[list[Word]]:
    """What is stamped in colour and says something of the document, where nothing was read."""
    prepared = reading.prepared
    letters = prepared.letters * image.dpi / prepared.dpi
    known = [box for line in lines for box in line.print_boxes]
    upright = _turned(image, reading.turns).pixels
    runs = read_stamped(upright, image.dpi, letters, partial(recognise, uniform=True))
    placed = ([replace(word, box=_prepared_box(word.box, prepared)) for word in run if word.box] for run in runs)
    return [words for run in placed if (words := list(rereading.beside_known(run, known)))]


def _fields(image: PageImage, reading: _FirstReading) -> list[list[Word]]:
    """What is filled into the fields of the page, which is not in its picture."""
    return [[_in_picture(word, image, reading) for word in run] for run in image.typed]


def _with_runs(
    lines: tuple[Line, ...], runs: Sequence[Sequence[Word]], reading: _FirstReading
) -> tuple[Line, ...]:
    """The lines with other runs of words in their places."""
    if not runs:
        return lines
    return _arranged(inserted((line.words for line in lines), runs), reading.prepared, reading.found)


def _in_picture(word: Word, image: PageImage, reading: _FirstReading) -> Word:
    """A word of the page with its box in the prepared picture, turned as that is."""
    assert word.box
    x0, y0, x1, y1 = word.box.x0, word.box.y0, word.box.x1, word.box.y1
    width, height = image.width, image.height
    for _ in range(reading.turns):
        x0, y0, x1, y1, width, height = y0, width - x1, y1, width - x0, height, width
    return replace(word, box=_prepared_box(Box(x0, y0, x1, y1), reading.prepared))


def _prepared_box(box: Box, prepared: Prepared) -> Box:
    """A box of the upright page as a box of the prepared picture."""
    (a, b, c), (d, e, f) = cv2.invertAffineTransform(prepared.to_page).tolist()
    (x, y), half_width, half_height = box.middle, box.width * hypot(a, d) / 2, box.height * hypot(b, e) / 2
    x, y = a * x + b * y + c, d * x + e * y + f
    sides = (x - half_width, y - half_height, x + half_width, y + half_height)
    return Box(*map(round, sides))


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
