"""Copies the pages of a document into a PDF: upright, as large as what is shown of them, without hidden text."""

from __future__ import annotations

import copy
import io
from collections.abc import Container, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

from cchc_ocr.document import Page
from cchc_ocr.errors import UnreadableError
from cchc_ocr.files import pictures
from cchc_ocr.files.description import programs
from cchc_ocr.files.options import LEAST_POINTS, ReadOptions
from cchc_ocr.files.signatures import signatures
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.system.disk import named_in_text

POINTS_PER_INCH = 72
_SIDES = (LEAST_POINTS, 14_400.0)  # points: the least and the greatest side of a page of a PDF/A
_DEFAULT = (0, 0, 612, 792)  # what PDFium takes where a page does not say how large it is
_EXIF_ORIENTATION = 0x0112
_QUALITY = 90  # of JPEG: differences to the scan are below its own noise
_OF_SCREENS = ("/AA", "/Dur", "/PieceInfo", "/Trans")  # scripts, slide shows, notes of programs to themselves
_OF_PRINTERS = ("/ArtBox", "/BleedBox", "/TrimBox")
_SHOWING, _INVISIBLE = ("Tj", "TJ", "'", '"'), 3  # operators that show text, and the mode in which they do not


def copy_pages(path: Path, pages: Sequence[Page], target: Path, options: ReadOptions) -> tuple[str, ...]:
    """Write a PDF with only the pages that were read, upright, and return what was lost in making it.

    What the catalogue of a file holds besides (forms, signatures, scripts, settings of viewers) is what keeps
    most scans from being PDF/A. Raises UnreadableError.
    """
    remarks: tuple[str, ...] = ()
    with path.open("rb") as file:
        is_pdf = b"%PDF-" in file.read(1024)
    try:
        with pikepdf.new() as made:
            if is_pdf:
                remarks = _take_over(made, path, pages)
            else:
                for page in pages:
                    _append(made, _of_picture(path, page.number, options))
            for index, page in enumerate(pages):
                made.pages[index].rotate(page.turned, relative=True)
                _see_that_it_fits(made.pages[index], path.name, page.number)
            made.save(target)
    except pikepdf.PdfError as error:
        what = f"cannot be copied: {error}"
        raise UnreadableError(what, hint="export it again", file=path.name) from error
    return remarks


def drawn_anew(source: Path, pages: Sequence[Page], chosen: Container[int]) -> Path:
    """The copy with the chosen pages as pictures of what they show, at the resolution they were read at."""
    target = source.with_name("drawn.pdf")
    with pikepdf.open(source) as original, pikepdf.new() as pdf, pypdfium2.PdfDocument(source) as shown:
        for index, page in enumerate(pages):
            if index in chosen:
                scale = page.width / shown[index].get_width()
                _append(pdf, _one_page(_drawing(shown[index], scale), scale * POINTS_PER_INCH))
            else:
                pdf.pages.append(original.pages[index])
        pdf.save(target)
    return target


def _see_that_it_fits(page: pikepdf.Page, file: str, number: int) -> None:
    """Raises UnreadableError for a page that is too small or too large for PDF/A."""
    shown = pikepdf.Rectangle(page.mediabox)
    sides = (shown.width, shown.height)
    if not all(_SIDES[0] <= side <= _SIDES[1] for side in sides):
        size = f"{sides[0]:g} x {sides[1]:g} points, and PDF/A allows 3 to 14400"
        what = f"no searchable PDF can be made: the page is {size}"
        raise UnreadableError(what, hint="read it without --pdf", file=file, page=number)


def _take_over(target: pikepdf.Pdf, path: Path, pages: Sequence[Page]) -> tuple[str, ...]:
    """Pages of a PDF, with the look of its form fields and signatures drawn on them."""
    with pikepdf.open(path if named_in_text(path) else io.BytesIO(path.read_bytes())) as original:
        signed = signatures(original)
        for key, program in programs(original).items():
            target.docinfo[key] = program
        if "/AcroForm" in original.Root:
            original.flatten_annotations("all")
        for page in pages:
            leaf = original.pages[page.number - 1]
            _own_resources(leaf)
            if page.origin == "scan":
                with suppress(pikepdf.PdfError):  # what draws the page is damaged: it stays as it is
                    _strip_hidden_text(original, leaf)
            _cut_to_what_is_shown(leaf)
            for key in (*_OF_SCREENS, *_OF_PRINTERS):
                if key in leaf.obj:
                    del leaf.obj[key]
            target.pages.append(leaf)
    if not signed:
        return ()
    who = ", ".join(one.signer or "unknown" for one in signed)
    return (f"{path.name}: the digital signature ({who}) is not in the searchable PDF: keep the signed file",)


def _own_resources(page: pikepdf.Page) -> None:
    """Give the page fonts and pictures of its own where it shares their lists: what is done to one page is not
    to be done to others.
    """
    page.obj.Resources = copy.copy(page.resources)
    for kind in ("/Font", "/XObject"):
        if kind in page.resources:
            page.obj.Resources[kind] = copy.copy(page.resources[kind])


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


def _strip_hidden_text(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Take away what another program read; fonts go with it, which need not be embedded where nothing is shown.

    Where any text is shown (a stamp), all stays: it is then read once more, or the page is drawn anew.
    """
    kept, inside, mode, modes = [], False, 0, [0]
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("q", "Q"):
            mode = modes.pop() if operator == "Q" and modes else mode
            modes += [mode] if operator == "q" else []
        mode = int(instruction.operands[0]) if operator == "Tr" else mode
        if operator in _SHOWING and mode != _INVISIBLE:
            return
        inside = operator == "BT" or (inside and operator != "ET")
        if not inside and operator != "ET":
            kept.append(instruction)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
    if "/Font" in page.resources:
        del page.resources["/Font"]


def _append(pdf: pikepdf.Pdf, single: bytes) -> None:
    with pikepdf.open(io.BytesIO(single)) as other:
        pdf.pages.extend(other.pages)


def _of_picture(path: Path, number: int, options: ReadOptions) -> bytes:
    """A PDF of one page: a JPEG as it lies in its file, other kinds without loss, upright, at their resolution."""
    image = pictures.load(path, number, options.max_pixels)
    data = path.read_bytes()
    if not data.startswith(b"\xff\xd8") or _is_changed(path, image):
        data = _lossless(image)
    return _one_page(data, _fitting(image))


def _fitting(image: PageImage) -> float:
    """The resolution of a picture in dpi, moved as far as its page needs to be within the limits of PDF/A.

    The size of a picture is only a claim of its header: no print gets lost by showing it larger or smaller.
    """
    least, most = max(image.width, image.height) / _SIDES[1], min(image.width, image.height) / _SIDES[0]
    return min(max(float(image.dpi), 1.001 * least * POINTS_PER_INCH), 0.999 * most * POINTS_PER_INCH)


def _one_page(picture: bytes, dpi: float) -> bytes:
    import img2pdf

    return bytes(img2pdf.convert(picture, layout_fun=img2pdf.get_fixed_dpi_layout_fun((dpi, dpi))))


def _is_changed(path: Path, image: PageImage) -> bool:
    """Whether a JPEG is shown otherwise than its pixels lie, or has colours for print."""
    with Image.open(path) as picture:
        turned = picture.getexif().get(_EXIF_ORIENTATION, 1) != 1
        return turned or picture.mode not in ("L", "RGB") or picture.size != (image.width, image.height)


def _lossless(image: PageImage) -> bytes:
    """The pixels as PNG; black and white, as they were before they were read, as a fax (TIFF)."""
    picture = Image.fromarray(image.pixels)
    if _black_and_white(picture):
        return _encoded(picture.convert("1"), "TIFF", compression="group4")
    return _encoded(picture, "PNG")


def _black_and_white(picture: Image.Image) -> bool:
    return picture.mode == "L" and not any(picture.histogram()[1:255])


def _drawing(page: Any, scale: float) -> bytes:
    """What a page shows, as JPEG; black and white as a fax."""
    drawn = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    grey = drawn.convert("L")
    if _black_and_white(grey):
        return _encoded(grey.convert("1"), "TIFF", compression="group4")
    colourless = drawn.tobytes() == grey.convert("RGB").tobytes()
    return _encoded(grey if colourless else drawn, "JPEG", quality=_QUALITY)


def _encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    result = io.BytesIO()
    picture.save(result, kind, **options)
    return result.getvalue()
