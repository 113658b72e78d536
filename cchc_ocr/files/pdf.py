"""The pages of a PDF: the picture of a page, or its own text, and what is wrong with it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw

from cchc_ocr.document import Page, Word, WordLines
from cchc_ocr.errors import UnreadableError
from cchc_ocr.files import forms, signatures
from cchc_ocr.files.attachments import Attachment, attachments
from cchc_ocr.files.covers import XFA, cover
from cchc_ocr.files.options import LEAST_POINTS, POINTS_PER_INCH, ReadOptions
from cchc_ocr.files.page_parts import MENDED, PageParts
from cchc_ocr.files.page_pictures import regions_to_read, unread_print
from cchc_ocr.files.pdf_letters import upright_rotation
from cchc_ocr.files.pdf_pictures import (
    as_it_is,
    covering_picture,
    dpi_of,
    own_pixels,
    pictures_of,
    render,
    rendering_dpi,
)
from cchc_ocr.files.pdf_text import Reading, doubt_about, is_stamp, plain_text, text_lines
from cchc_ocr.files.pictures import allow, notes_on, refuse_if_huge, refuse_if_tiny
from cchc_ocr.files.unlocking import unlocked
from cchc_ocr.files.visibility import RENDERED_AT, on_page, with_print
from cchc_ocr.layout import reading_order
from cchc_ocr.layout.gap_tables import with_gap_tables
from cchc_ocr.layout.insertion import inserted
from cchc_ocr.layout.runs import in_lines
from cchc_ocr.picture.grids import Grid, find_grids
from cchc_ocr.picture.inspection import in_grey
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.records import Signature
from cchc_ocr.system.disk import named_in_text
from cchc_ocr.translation import gettext_noop as N_

# The figures stand in docs/reading.md, section "PDF pages".
_MOST_PASSED_OVER = 0.2  # of a scan's print may lie outside of its text layer: seals, stamps, letterheads
_NO_CROP = N_("its crop box is ignored, because it leaves nothing of the page")
_NO_SIZE = N_("its media box is empty: the page was read as a sheet of US Letter")
_CUT_SHORT = N_("the PDF is cut short: pages after this one may be missing")
_LOST = N_("the PDF is damaged: pages after this one may be missing")
_UNSEEN = N_("words of the text layer that the page does not show, and that were left out")
_MENDED = re.compile(r"file is damaged|reconstruct")
_OBJECT = re.compile(rb"\b\d+ \d+ obj\b")
_STREAM = re.compile(r"^stream <.*?>: ")  # how QPDF calls a file that it was given open


class PdfFile:
    """An open PDF. Not for use from several threads at a time: PDFium is not made for it."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self._path, self._options = path, options
        allow(options.max_pixels)
        with ExitStack() as opened:
            self._parts, self.signatures, password = _look_inside(path, options, opened)
            self._warnings: list[str] = []
            cut = self._is_mended() and _breaks_off(path)
            pdf, damaged = _open(path, self._parts, password, is_cut_short=cut)
            self._pdf = opened.enter_context(closing(pdf))
            self._end = _CUT_SHORT if cut else _LOST if damaged else ""
            self._opened = opened.pop_all()
        self.page_count = len(self._pdf)

    def close(self) -> None:
        self._opened.close()

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """The files attached to it."""
        return attachments(self._parts)

    def page(self, number: int) -> PageImage | Page:
        """Page ``number`` (from 1): its own text if that is good, else its picture."""
        page = self._page(number)
        return _with_doubtful_end(page, self._end) if self._end and number == self.page_count else page

    def drawn(self, number: int) -> PageImage:
        """Page ``number`` (from 1) as a reader sees it, in the pixels of its boxes."""
        page = self.page(number)
        return self._drawing(number) if isinstance(page, Page) else page

    def _drawing(self, number: int) -> PageImage:
        """A page of text, drawn."""
        with self._loaded(number) as page:
            notes = self._sized(page, number)
            stored = page.get_rotation()
            page.set_rotation(upright_rotation(page))
            width, height = self._size_of(page)
            refuse_if_huge(width, height, self._options.max_pixels, file=self._path.name, page=number)
            turned = (page.get_rotation() - stored) % 360
            return PageImage(number, render(page, self._options.dpi), self._options.dpi, notes, turned=turned)

    def _page(self, number: int) -> PageImage | Page:
        with self._loaded(number) as page:
            notes = self._sized(page, number)
            picture = covering_picture(page)
            stored = page.get_rotation()
            page.set_rotation(upright_rotation(page))
            turned = (page.get_rotation() - stored) % 360
            reading = self._judged(page, scanned=picture is not None)
            parts = self._parts_of(number)
            notes += (f"{_UNSEEN}: {reading.unseen}",) if reading.unseen else ()
            if told := cover(self._parts, lambda: plain_text(page).split()):
                if told == XFA:
                    hint = "open it in Adobe Reader, print it to a PDF, and read that"
                    raise UnreadableError(told, hint=hint, file=self._path.name, page=number)
                return Page(number, (), "text-layer", notes=(*notes, told))
            if reading.words and not reading.doubt:
                fault = parts.contents_fault() if parts else None
                notes += (N_(f"turned by {turned} degrees"),) if turned else ()
                text = self._text_page(page, number, reading, (*notes, *notes_on(fault)))
                text = replace(text, in_part=fault is not None, fault=fault or "", turned=turned)
                return self._with_pictures(page, text, picture)
            page.set_rotation(stored)
            if reading.doubt:
                notes = (*notes, N_(f"text layer not used: {reading.doubt}"))
            image = self._image(page, picture, number, notes)
            if not parts:
                return replace(image, damage=MENDED)
            image = _judged_whole(image, page, picture, parts, mended=self._is_mended())
            typed = self._typed(number, image.width / page.get_width())
            return replace(image, typed=typed.runs, notes=(*image.notes, *_notes_on_fields(typed)))

    def _is_mended(self) -> bool:
        """Whether QPDF had to guess how the file is built; it gives each of its warnings only once."""
        self._warnings += map(str, self._parts.get_warnings())
        return any(map(_MENDED.search, self._warnings))

    def _typed(self, number: int, scale: float) -> forms.Filled:
        """What is filled into the fields of the page, in pixels at ``scale`` pixels per point."""
        return forms.filled(self._parts, self._parts.pages[number - 1], self._pdf, number, scale)

    @contextmanager
    def _loaded(self, number: int) -> Iterator[Any]:
        try:
            page = self._pdf[number - 1]
        except pypdfium2.PdfiumError as error:
            raise self._corrupt_page(number, error) from error
        stored = page.get_rotation()
        try:
            yield page
        finally:
            page.set_rotation(stored)  # PDFium keeps it in the open file
            page.close()

    def _parts_of(self, number: int) -> PageParts | None:
        """The parts of the page.

        None where PDFium counts a page that QPDF does not find: then nobody knows which is which.
        """
        if len(self._parts.pages) != self.page_count:
            return None
        return PageParts(self._parts, number, self._options.max_pixels)

    def _corrupt_page(self, number: int, error: Exception) -> UnreadableError:
        what, hint = f"the page is corrupt: {error}", "get the file again from its source"
        return UnreadableError(what, hint=hint, file=self._path.name, page=number)

    def _sized(self, page: Any, number: int) -> tuple[str, ...]:
        """Ignore a crop box that leaves nothing of the page, and return a note on it.

        Raises UnreadableError where the page itself has no room for print.
        """
        if min(page.get_size()) >= LEAST_POINTS:
            known = len(self._parts.pages) == self.page_count
            return (_NO_SIZE,) if known and _lacks_size(self._parts, number) else ()
        page.set_cropbox(*page.get_mediabox())
        if min(page.get_size()) >= LEAST_POINTS:
            return (_NO_CROP,)
        width, height = page.get_size()
        what = f"the page is {width:g} x {height:g} points: there is no room for print on it"
        raise UnreadableError(what, hint="export it again", file=self._path.name, page=number)

    def _judged(self, page: Any, *, scanned: bool) -> Reading:
        lines = text_lines(page, self._options.dpi / POINTS_PER_INCH)
        shown = self._seen(page, lines, scanned=scanned) if lines else lines
        reading = Reading(shown, unseen=sum(map(len, lines)) - sum(map(len, shown)))
        words = [word.text for word in reading.words]
        if self._options.trust_text or not words:
            return reading
        if self._options.force_ocr:
            return replace(reading, doubt=N_("the text was to be read from the picture"))
        if scanned and is_stamp(words):
            return Reading(())
        doubt = doubt_about(words, scanned=scanned)
        if scanned and not doubt and _passes_over_print(page, shown, self._options.dpi):
            doubt = N_("it leaves out much of what is printed")
        return replace(reading, doubt=doubt)

    def _seen(self, page: Any, lines: WordLines, *, scanned: bool) -> WordLines:
        """The lines without words that no viewer shows. Boxes are pixels at the resolution of the options."""
        placed = on_page(lines, *self._size_of(page))
        if scanned:  # the print is that of the picture, and no word's own
            return placed
        return with_print(placed, in_grey(render(page, RENDERED_AT)), RENDERED_AT / self._options.dpi)

    def _size_of(self, page: Any) -> tuple[int, int]:
        """Width and height of a page in pixels at the resolution of the options."""
        width, height = page.get_size()
        scale = self._options.dpi / POINTS_PER_INCH
        return round(width * scale), round(height * scale)

    def _text_page(self, page: Any, number: int, reading: Reading, notes: tuple[str, ...]) -> Page:
        width, height = self._size_of(page)
        found = _grids(page, self._options.dpi)
        typed = self._typed(number, self._options.dpi / POINTS_PER_INCH)
        printed = in_lines(reading.lines)
        runs = inserted(printed, typed.runs) if typed.runs else printed
        lines = reading_order.arrange(runs, width, height, grids=found)
        if (with_gaps := with_gap_tables(lines, found)) != found:
            found, lines = with_gaps, reading_order.arrange(runs, width, height, grids=with_gaps)
        tables = reading_order.read_tables(lines, found)
        notes = (*notes, *_notes_on_fields(typed))
        return Page(number, lines, "text-layer", width, height, tables=tables, notes=notes, dpi=self._options.dpi)

    def _with_pictures(self, page: Any, text: Page, picture: Any | None) -> PageImage | Page:
        """A page of text; where pictures on it hold print, what is needed to read them and put it in its place."""
        words = [word.box for line in text.lines for word in line.words if word.box]
        regions = () if picture is not None else regions_to_read(page, words, self._options.dpi)
        if not regions:
            return text
        refuse_if_huge(text.width, text.height, self._options.max_pixels, file=self._path.name, page=text.number)
        pixels, typed = render(page, self._options.dpi), tuple(line.words for line in text.lines)
        image = PageImage(text.number, pixels, self._options.dpi, text.notes, text.fault or None, text.in_part)
        return replace(image, typed=typed, regions=regions, turned=text.turned)

    def _image(self, page: Any, picture: Any | None, number: int, notes: tuple[str, ...]) -> PageImage:
        limit = self._options.max_pixels
        if picture is not None:
            width, height = picture.get_px_size()
            refuse_if_huge(width, height, limit, file=self._path.name, page=number)
            pixels = as_it_is(page, picture)
            if pixels is not None:
                refuse_if_tiny(*pixels.shape[1::-1], file=self._path.name, page=number)
                return PageImage(number, pixels, dpi_of(page, pixels.shape), notes)
        dpi = rendering_dpi(page, picture, self._options.dpi)
        width, height = (side * dpi / POINTS_PER_INCH for side in page.get_size())
        refuse_if_huge(width, height, limit, file=self._path.name, page=number)
        refuse_if_tiny(width, height, file=self._path.name, page=number)
        return PageImage(number, render(page, dpi), dpi, notes)


def _with_doubtful_end(page: PageImage | Page, why: str) -> PageImage | Page:
    """The last page of a file that may have had more: nobody knows how many."""
    notes = (*page.notes, why)
    if isinstance(page, Page):
        return replace(page, notes=notes, in_part=True, fault=why)
    return replace(page, notes=notes, in_part=True, damage=why)


def _judged_whole(
    image: PageImage, page: Any, picture: Any | None, parts: PageParts, *, mended: bool
) -> PageImage:
    """The picture of a page, with a description of the damage in its data, if there is any."""
    faults = (parts.contents_fault, parts.picture_fault, lambda: parts.fax_fault(lambda: own_pixels(picture)))
    fault = next(filter(None, (find() for find in faults)), None)
    damage = fault or (MENDED if mended else parts.doubt(in_grey(image.pixels), pictures_of(page)))
    return replace(image, notes=(*image.notes, *notes_on(fault)), damage=damage, in_part=fault is not None)


def _notes_on_fields(typed: forms.Filled) -> tuple[str, ...]:
    return (N_(f"form fields filled in and not read: {typed.unread}"),) if typed.unread else ()


def _lacks_size(parts: Any, number: int) -> bool:
    """Whether the page has no media box, or one without room: PDFium then takes it for a sheet of US Letter."""
    try:
        box = pikepdf.Rectangle(parts.pages[number - 1].mediabox)
    except (ArithmeticError, LookupError, TypeError, ValueError, RuntimeError, pikepdf.PdfError):
        return True
    return not (box.width > 0 and box.height > 0)


def _look_inside(path: Path, options: ReadOptions, opened: ExitStack) -> tuple[Any, tuple[Signature, ...], str]:
    """The file in QPDF, which ``opened`` will close, its signatures, and the password that opened it.

    Raises the errors of a file that cannot be opened, or is encrypted.
    """
    try:
        pdf, password = opened.enter_context(unlocked(path, options.passwords))
        if not len(pdf.pages):
            raise UnreadableError("the PDF has no pages", hint="export it again", file=path.name)
        return pdf, signatures.signatures(pdf), password
    except (pikepdf.PdfError, pikepdf.DataDecodingError) as error:
        raise _corrupt(path, error) from error


def _breaks_off(path: Path) -> bool:
    """Whether the end of a damaged file is missing: its end mark, or that of what was added to it later."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - 65_536, 0))
        _, mark, rest = file.read().rpartition(b"%%EOF")
    return not mark or _OBJECT.search(rest) is not None


def _corrupt(path: Path, error: Exception) -> UnreadableError:
    reason = _STREAM.sub("", str(error)).splitlines()[0] if str(error) else "unknown"
    return UnreadableError(f"the PDF is corrupt: {reason}", hint="copy or download it again", file=path.name)


def _open(path: Path, parts: Any, password: str, *, is_cut_short: bool) -> tuple[Any, bool]:
    """The file in PDFium, and whether it is too damaged for PDFium: it is then opened as QPDF has mended it.

    QPDF finds more of the pages of a file that was cut short. What PDFium cannot unlock (it knows fewer encodings
    of passwords) comes from QPDF, too.
    """
    file = path if named_in_text(path) else path.read_bytes()
    if not is_cut_short:
        with suppress(pypdfium2.PdfiumError):
            return pypdfium2.PdfDocument(file, password=password or None), False
    plain = io.BytesIO()
    try:
        parts.save(plain, encryption=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return pypdfium2.PdfDocument(plain.getvalue()), not password
    except (pypdfium2.PdfiumError, pikepdf.PdfError, RuntimeError) as error:
        raise _corrupt(path, error) from error


def _passes_over_print(page: Any, lines: Sequence[Sequence[Word]], dpi: int) -> bool:
    """Whether much of a scan's print lies outside of the boxes of its text layer; these are pixels at ``dpi``."""
    read = [word.box for line in lines for word in line if word.box]
    passed_over = sum(box.width for box in unread_print(page, read, dpi))
    covered = sum(box.width for box in read)
    return passed_over > _MOST_PASSED_OVER * (passed_over + covered)


def _grids(page: Any, dpi: int) -> tuple[Grid, ...]:
    """The ruled tables of a page that has lines drawn on it."""
    drawn = any(item.type == raw.FPDF_PAGEOBJ_PATH for item in page.get_objects(max_depth=4))
    return find_grids(in_grey(render(page, dpi))) if drawn else ()
