"""Copies the pages of a document into a PDF: upright, as large as what is shown of them, without hidden text."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from cchc_ocr.document import Page
from cchc_ocr.errors import UnreadableError
from cchc_ocr.files.description import programs
from cchc_ocr.files.marks import LOOKED_AT, told_by
from cchc_ocr.files.options import LEAST_POINTS, MOST_POINTS, ReadOptions
from cchc_ocr.files.page_contents import drop_idle_fonts, silence, strip_hidden_text
from cchc_ocr.files.pdf_text import is_stamp, plain_text
from cchc_ocr.files.picture_pages import append_picture, of_picture
from cchc_ocr.files.signatures import signatures
from cchc_ocr.files.unlocking import unlocked
from cchc_ocr.system.disk import shown_name
from cchc_ocr.translation import gettext_noop as N_

_FINDABLE = 0.8  # of a page's words; the others may be broken at line ends, or were corrected
_LISTS = {"/ExtGState", "/Font", "/XObject"}
_DEFAULT = (0, 0, 612, 792)  # what PDFium takes where a page does not say how large it is
_UNLOCKED = N_("the searchable PDF is not encrypted, as the document is: PDF/A does not allow it")
_OF_SCREENS = ("/AA", "/Dur", "/PieceInfo", "/Trans")  # scripts, slide shows, notes of programs to themselves
_OF_PRINTERS = ("/ArtBox", "/BleedBox", "/TrimBox")


@dataclass(slots=True)
class Copy:
    """What became of the pages of a document.

    ``pages`` were copied, in this order; ``layered`` are the indices of those that need a text layer, and
    ``silenced`` of those whose own text would be found beside it. ``remarks`` say what was left out or lost.
    """

    pages: list[Page] = field(default_factory=list)
    layered: set[int] = field(default_factory=set)
    silenced: set[int] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)


def copy_pages(path: Path, pages: Sequence[Page], target: Path, options: ReadOptions) -> Copy:
    """Write a PDF with only the pages that were read, upright, and return what became of them.

    What the catalogue of a file holds besides (forms, signatures, scripts, settings of viewers) is what keeps
    most scans from being PDF/A. Raises UnreadableError where no page can be copied.
    """
    with path.open("rb") as file:
        is_pdf = told_by(file.read(LOOKED_AT)) == "pdf"
    made = Copy()
    try:
        with pikepdf.new() as pdf:
            if is_pdf:
                _take_over(pdf, path, pages, options, made)
            else:
                _take_pictures(pdf, path, pages, options, made)
            for at, page in enumerate(made.pages):
                pdf.pages[at].rotate(page.turned, relative=True)
                _fit(pdf.pages[at], path.name, page.number)
            _cut_off(pdf)
            pdf.save(target)
            _look_for_words(target, made)
            for at in made.silenced:
                silence(pdf, pdf.pages[at])
            if made.silenced:
                pdf.save(target)
    except pikepdf.PdfError as error:
        what = f"cannot be copied: {error}"
        raise UnreadableError(what, hint="export it again", file=path.name) from error
    return made


def _cut_off(pdf: pikepdf.Pdf) -> None:
    """Empty the streams whose data lie in other files: no viewer follows them, and libraries fail of them."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and "/F" in item:
            item.write(b"")
            for key in ("/F", "/FFilter", "/FDecodeParms"):
                if key in item:
                    del item[key]


def _look_for_words(target: Path, made: Copy) -> None:
    """Find the pages in whose own text the words that were read cannot be found.

    Those are scans, and texts in old encodings, in decomposed letters, or with a space after each letter. The
    print of a digital signature is not read, and stays beside what is.
    """
    with pypdfium2.PdfDocument(target) as shown:
        for at, page in enumerate(made.pages):
            own = plain_text(shown[at]).split()
            if page.origin == "scan" or _found(page, own) < _FINDABLE:
                made.layered.add(at)
                if own and not is_stamp(own):
                    made.silenced.add(at)


def _found(page: Page, own: Sequence[str]) -> float:
    """The share of the words of a page that occur in its own text."""
    words, own_words = [word.text for line in page.lines for word in line.words], set(own)
    return sum(word in own_words for word in words) / len(words) if words else 1.0


def _fit(page: pikepdf.Page, file: str, number: int) -> None:
    """Bring a page that is too large for PDF/A into its limits: in larger units, it is as large as before.

    Raises UnreadableError for a page that is too small.
    """
    box = pikepdf.Rectangle(page.mediabox)
    scale = min(MOST_POINTS / max(box.width, box.height), 1.0)
    if scale < 1:
        corners = (box.llx, box.lly, box.urx, box.ury)
        page.obj.MediaBox = page.obj.CropBox = pikepdf.Array([scale * corner for corner in corners])
        unit: Any = page.obj.get("/UserUnit", 1)
        page.obj.UserUnit = (float(unit) if isinstance(unit, (int, Decimal)) else 1.0) / scale
        page.obj.Annots = pikepdf.Array()  # their places are those of before
        page.contents_add(f"q {scale} 0 0 {scale} 0 0 cm".encode(), prepend=True)
        page.contents_add(b"Q")
    if min(box.width, box.height) * scale < LEAST_POINTS:
        size = f"{box.width:g} x {box.height:g} points"
        what = f"no searchable PDF can be made: a page of {size} is too narrow for PDF/A"
        raise UnreadableError(what, hint="read it without --pdf", file=file, page=number)


def _take_pictures(
    target: pikepdf.Pdf, path: Path, pages: Sequence[Page], options: ReadOptions, made: Copy
) -> None:
    """The pictures of a file, but those that cannot be decoded. Raises UnreadableError where none can be."""
    for page in pages:
        try:
            append_picture(target, of_picture(path, page.number, options))
            made.pages.append(page)
        except UnreadableError as error:
            what = error.at(shown_name(path), page.number).message
            made.remarks.append(N_(f"{what}: not in the searchable PDF"))
            if page is pages[-1] and not made.pages:
                raise


def _take_over(target: pikepdf.Pdf, path: Path, pages: Sequence[Page], options: ReadOptions, made: Copy) -> None:
    """The pages of a PDF, with the look of its form fields and signatures drawn on them."""
    with unlocked(path, options.passwords) as (original, password):
        signed = signatures(original)
        for key, program in programs(original).items():
            target.docinfo[key] = program
        if "/AcroForm" in original.Root:
            original.flatten_annotations("all")
        for page in pages:
            leaf = original.pages[page.number - 1]
            _simplify(original, leaf, page)
            target.pages.append(leaf)
            made.pages.append(page)
    if password:
        made.remarks.append(f"{shown_name(path)}: {_UNLOCKED}")
    if signed:
        who = ", ".join(one.signer or "unknown" for one in signed)
        lost = N_(f"the digital signature ({who}) is not in the searchable PDF: keep the signed file")
        made.remarks.append(f"{shown_name(path)}: {lost}")


def _simplify(pdf: pikepdf.Pdf, leaf: pikepdf.Page, page: Page) -> None:
    """Leave of a page what it shows."""
    _own_resources(leaf)
    with suppress(pikepdf.PdfError, IndexError, TypeError, ValueError):  # damaged: it is drawn as it was
        if page.origin == "scan":
            strip_hidden_text(pdf, leaf)
        drop_idle_fonts(pdf, leaf)
    _cut_to_what_is_shown(leaf)
    _drop_fields(leaf)
    for key in (*_OF_SCREENS, *_OF_PRINTERS):
        if key in leaf.obj:
            del leaf.obj[key]


def _own_resources(page: pikepdf.Page) -> None:
    """Give the page fonts and pictures of its own where it shares their lists: what is done to one page is not
    to be done to others.
    """
    page.obj.Resources = copy.copy(page.resources)
    for kind in _LISTS & {*page.resources.keys()}:
        page.obj.Resources[kind] = pikepdf.Dictionary(_entries(page.resources[kind]))


def _entries(listed: Any) -> dict[str, Any]:
    """What a list of resources holds, without entries that are none: damaged files have numbers in their place."""
    found = listed.items() if isinstance(listed, pikepdf.Dictionary) else ()
    return {name: item for name, item in found if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream))}


def _drop_fields(page: pikepdf.Page) -> None:
    """Remove form fields that show nothing of their own; a copy has no form that they could belong to."""
    if "/Annots" in page.obj:
        kept = [one for one in page.obj.Annots if _is_annotation(one)]
        page.obj.Annots = pikepdf.Array(kept)


def _is_annotation(item: Any) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") != "/Widget"


def _cut_to_what_is_shown(page: pikepdf.Page) -> None:
    """Make the page as large as what its crop box shows: OCRmyPDF lays its text over the whole of a page.

    A crop box that is invalid or leaves nothing is ignored, as it was when the page was read.
    """
    whole = _rectangle(page.mediabox) or pikepdf.Rectangle(*_DEFAULT)
    crop = _rectangle(page.cropbox)
    shown = crop & whole if crop else None
    page.obj.MediaBox = (shown if shown and _is_page(shown) else whole).as_array()
    page.obj.CropBox = page.obj.MediaBox


def _rectangle(box: Any) -> pikepdf.Rectangle | None:
    with suppress(TypeError, ValueError):
        return pikepdf.Rectangle(box)
    return None


def _is_page(box: pikepdf.Rectangle) -> bool:
    """Whether a box leaves something of a page; the common part of boxes that do not meet has negative sides."""
    return bool(box.urx - box.llx >= LEAST_POINTS and box.ury - box.lly >= LEAST_POINTS)
