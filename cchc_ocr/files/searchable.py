"""Makes a searchable PDF/A-2b: the scan as it is, and over it an invisible text layer with each word in its place.

OCRmyPDF makes it, with what was read and repaired as its OCR engine. Pages that had good text keep it.
"""

from __future__ import annotations

import io
import logging
import shutil
import sys
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

from cchc_ocr.document import Page
from cchc_ocr.errors import NotInstalledError, UnreadableError, UsageError
from cchc_ocr.files import legacy, pictures
from cchc_ocr.files.options import LEAST_POINTS, ReadOptions
from cchc_ocr.files.signatures import signatures
from cchc_ocr.files.unlocking import unlocked
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.system.disk import save, shown_name
from cchc_ocr.system.permissions import readers

INSTALL = "pip install 'cchc-ocr[pdf]'"
_SIDES = (LEAST_POINTS, 14_400.0)  # points: the least and the greatest side of a page of a PDF/A
_DRAWN = "its pages became pictures in the searchable PDF: Ghostscript 10.02.1 or later could have kept its fonts"
_UNLOCKED = "the searchable PDF is not encrypted, as the document is: PDF/A does not allow it"
_EXIF_ORIENTATION = 0x0112
_POINTS_PER_INCH = 72
_QUALITY = 90  # of JPEG: differences to the scan are below its own noise
_OF_SCREENS = ("/AA", "/Dur", "/PieceInfo", "/Trans")  # scripts, slide shows, notes of programs to themselves
_SHOWING, _INVISIBLE = ("Tj", "TJ", "'", '"'), 3  # operators that show text, and the mode in which they do not


def check_installed() -> str:
    """The version of OCRmyPDF. Raises NotInstalledError where it is missing."""
    try:
        return version("ocrmypdf")
    except PackageNotFoundError as error:
        raise NotInstalledError("OCRmyPDF is not installed", hint=f"install it: {INSTALL}") from error


def write(path: Path, pages: Sequence[Page], out: Path, options: ReadOptions | None = None) -> tuple[str, ...]:
    """Write ``render``'s PDF to ``out``; returns what the user must know. The file itself is never altered.

    Raises UsageError (``out`` is the file itself, or cannot be written), and what ``render`` raises.
    """
    if out.exists() and out.samefile(path):
        raise UsageError("this is the document, which is never changed", hint="give another name", file=out)
    data, remarks = render(path, pages, options)
    save(out, data, readers(path, out))
    return remarks


def render(path: Path, pages: Sequence[Page], options: ReadOptions | None = None) -> tuple[bytes, tuple[str, ...]]:
    """A PDF of the pages of ``path`` that were read, with their text; and what the user must know.

    ``pages`` are those that ``pipeline`` made of the file, repaired. Raises UsageError (a text has no picture),
    NotInstalledError (OCRmyPDF is missing), UnreadableError.
    """
    check_installed()
    if all(page.origin == "text" for page in pages):
        hint = "give a scan or a PDF"
        raise UsageError("this is a text file, which has no picture", hint=hint, file=path.name)
    with TemporaryDirectory(prefix="cchc-ocr-") as folder:
        upright, result = Path(folder) / "upright.pdf", Path(folder) / "searchable.pdf"
        remarks = _upright(path, pages, upright, options or ReadOptions())
        remarks += _add_text(shown_name(path), upright, pages, result)
        return _timeless(result), remarks


def _timeless(path: Path) -> bytes:
    """The PDF without its times and random names, so that the same scan gives the same bytes."""
    result = io.BytesIO()
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            _name_text_plainly(page.obj)
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            _without(metadata, "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate")
        _without(pdf.docinfo, "/CreationDate", "/ModDate")
        _without(pdf.trailer, "/ID")
        pdf.save(result, deterministic_id=True, linearize=pdf.is_linearized)
    return result.getvalue()


def _name_text_plainly(page: Any) -> None:
    """Give the text layer a fixed name in place of the random one that OCRmyPDF chooses."""
    drawn = page.get("/Resources", {}).get("/XObject", {})
    for name in [name for name in drawn if name.startswith("/OCR-")]:
        drawn["/OCR"] = drawn[name]
        _without(drawn, name)
        contents = page.Contents
        for part in contents if isinstance(contents, pikepdf.Array) else [contents]:
            if name.encode() in (content := part.read_bytes()):
                part.write(content.replace(name.encode(), b"/OCR"))


def _without(mapping: Any, *keys: str) -> None:
    for key in keys:
        if key in mapping:
            del mapping[key]


def _upright(path: Path, pages: Sequence[Page], target: Path, options: ReadOptions) -> tuple[str, ...]:
    """A PDF with only the pages that were read, upright, and what was lost in making it.

    What the catalogue of a file holds besides (forms, signatures, scripts, settings of viewers) is what keeps
    most scans from being PDF/A.
    """
    remarks: tuple[str, ...] = ()
    with path.open("rb") as file:
        is_pdf = b"%PDF-" in file.read(1024)
    try:
        with pikepdf.new() as made:
            if is_pdf:
                remarks = _take_over(made, path, pages, options)
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


def _see_that_it_fits(page: pikepdf.Page, file: str, number: int) -> None:
    """Raises UnreadableError for a page that is too small or too large for PDF/A."""
    shown = pikepdf.Rectangle(page.cropbox)
    sides = (shown.width, shown.height)
    if not all(_SIDES[0] <= side <= _SIDES[1] for side in sides):
        size = f"{sides[0]:g} x {sides[1]:g} points, and PDF/A allows 3 to 14400"
        what = f"no searchable PDF can be made: the page is {size}"
        raise UnreadableError(what, hint="read it without --pdf", file=file, page=number)


def _drop_useless_crop(page: pikepdf.Page) -> None:
    """Remove a crop box that is invalid or leaves nothing of the page: the page was read without it, too."""
    with suppress(TypeError, ValueError):
        shown = pikepdf.Rectangle(page.cropbox) & pikepdf.Rectangle(page.mediabox)
        if shown and min(shown.width, shown.height) >= LEAST_POINTS:
            return
    page.obj.CropBox = page.mediabox


def _take_over(target: pikepdf.Pdf, path: Path, pages: Sequence[Page], options: ReadOptions) -> tuple[str, ...]:
    """Pages of a PDF, with the look of its form fields and signatures drawn on them."""
    with unlocked(path, options.passwords) as (original, password):
        signed = signatures(original)
        if "/AcroForm" in original.Root:
            original.flatten_annotations("all")
        for page in pages:
            leaf = original.pages[page.number - 1]
            if page.origin == "scan":
                _strip_hidden_text(original, leaf)
            _drop_useless_crop(leaf)
            for key in _OF_SCREENS:
                if key in leaf.obj:
                    del leaf.obj[key]
            target.pages.append(leaf)
    remarks = (f"{shown_name(path)}: {_UNLOCKED}",) if password else ()
    if not signed:
        return remarks
    who = ", ".join(one.signer or "unknown" for one in signed)
    return (
        *remarks,
        f"{shown_name(path)}: the digital signature ({who}) is not in the searchable PDF: keep the signed file",
    )


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
    if not data.startswith(b"\xff\xd8") or _is_turned(path):
        data = _lossless(image)
    return _one_page(data, image.dpi)


def _one_page(picture: bytes, dpi: float) -> bytes:
    import img2pdf

    return bytes(img2pdf.convert(picture, layout_fun=img2pdf.get_fixed_dpi_layout_fun((dpi, dpi))))


def _is_turned(path: Path) -> bool:
    """Whether a JPEG is shown otherwise than its pixels lie, or has colours for print."""
    with Image.open(path) as picture:
        return picture.getexif().get(_EXIF_ORIENTATION, 1) != 1 or picture.mode not in ("L", "RGB")


def _lossless(image: PageImage) -> bytes:
    """The pixels as PNG; black and white, as they were before they were read, as a fax (TIFF)."""
    picture = Image.fromarray(image.pixels)
    if _black_and_white(picture):
        return _encoded(picture.convert("1"), "TIFF", compression="group4")
    return _encoded(picture, "PNG")


def _black_and_white(picture: Image.Image) -> bool:
    return picture.mode == "L" and not any(picture.histogram()[1:255])


def _add_text(name: str, upright: Path, pages: Sequence[Page], target: Path) -> tuple[str, ...]:
    """Run OCRmyPDF on the file, or on what is simpler, until the result is PDF/A; says what was lost."""
    from ocrmypdf import ExitCodeException, MissingDependencyError
    from ocrmypdf.exceptions import PdfaConversionFailedError

    legacy_pages = _in_legacy_fonts(upright)
    read = {at: page for at, page in enumerate(pages) if page.origin == "scan" or at in legacy_pages}
    try:
        for source in _simpler(upright, pages):
            with suppress(PdfaConversionFailedError):
                _ocrmypdf(source, read, target, backend="internal")
                return ()
        if shutil.which("gs"):
            with suppress(PdfaConversionFailedError, MissingDependencyError):  # or it is one that spoils text
                _ocrmypdf(upright, read, target, backend="ghostscript")
                return ()
        drawn = _drawn_anew(upright, pages, range(len(pages)))
        _ocrmypdf(drawn, dict(enumerate(pages)), target, backend="internal")
    except ExitCodeException as error:
        what = f"no searchable PDF can be made: {_reason(error)}"
        raise UnreadableError(what, hint="export it again", file=name) from error
    return (f"{name}: {_DRAWN}",)


def _in_legacy_fonts(upright: Path) -> set[int]:
    """Indices of pages whose text has its letters on the codes of others: searching it would find nothing."""
    with pikepdf.open(upright) as pdf:
        return {at for at, page in enumerate(pdf.pages) if any(map(legacy.of_font, _font_names(page)))}


def _font_names(page: pikepdf.Page) -> list[str]:
    fonts: Any = page.resources.get("/Font", {})
    return [str(font.get("/BaseFont", "")).removeprefix("/") for font in fonts.values()]


def _reason(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


def _simpler(upright: Path, pages: Sequence[Page]) -> Iterator[Path]:
    """The file; then with those scans drawn anew that show more than a picture (a stamp's text); then with all."""
    yield upright
    scans = {index for index, page in enumerate(pages) if page.origin == "scan" and page.width}
    with pikepdf.open(upright) as pdf:
        mixed = {index for index in scans if not _is_picture(pdf.pages[index])}
    yield from (_drawn_anew(upright, pages, chosen) for chosen in (mixed, scans) if chosen)


def _is_picture(page: pikepdf.Page) -> bool:
    drawn: Any = page.resources.get("/XObject", {})
    return "/Font" not in page.resources and all(item.get("/Subtype") == "/Image" for item in drawn.values())


def _drawn_anew(source: Path, pages: Sequence[Page], chosen: Container[int]) -> Path:
    """The file with the chosen pages as pictures of what they show, at the resolution they were read at."""
    target = source.with_name("drawn.pdf")
    with pikepdf.open(source) as original, pikepdf.new() as pdf, pypdfium2.PdfDocument(source) as shown:
        for index, page in enumerate(pages):
            if index in chosen:
                scale = page.width / shown[index].get_width()
                _append(pdf, _one_page(_drawing(shown[index], scale), scale * _POINTS_PER_INCH))
            else:
                pdf.pages.append(original.pages[index])
        pdf.save(target)
    return target


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


def _ocrmypdf(source: Path, read: Mapping[int, Page], target: Path, *, backend: str) -> None:
    """Run OCRmyPDF in one process and thread: other documents may be in work. Pictures stay as they are."""
    import ocrmypdf
    from ocrmypdf.api import get_plugin_manager

    from cchc_ocr.files.textlayer import PagesRead

    logging.getLogger("ocrmypdf").setLevel(logging.CRITICAL)  # its errors come as exceptions
    plugins = get_plugin_manager([])
    plugins.pluggy_manager.register(PagesRead(read))
    chosen: dict[str, Any] = {"mode": "skip"}  # nothing to add: it only becomes PDF/A
    if read:
        chosen = {"mode": "redo", "pages": ",".join(str(index + 1) for index in sorted(read))}
    with redirect_stderr(sys.stderr):  # set back in the end: pikepdf leaves one of its own, and ours would be lost
        ocrmypdf.ocr(
            source,
            target,
            language=["vie"],
            output_type="pdfa-2",
            pdfa_backend=backend,
            rasterizer="pypdfium",
            optimize=0,
            jobs=1,
            use_threads=True,
            progress_bar=False,
            invalidate_digital_signatures=True,
            tagged_pdf_mode="ignore",
            plugin_manager=plugins,
            **chosen,
        )
