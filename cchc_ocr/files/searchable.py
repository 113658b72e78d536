"""Makes a searchable PDF/A-2b: the scan as it is, and over it an invisible text layer with each word in its place.

OCRmyPDF makes it, with what was read and repaired as its OCR engine. Pages that had good text keep it.
"""

from __future__ import annotations

import io
import logging
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf

from cchc_ocr.document import Page
from cchc_ocr.errors import NotInstalledError, UnreadableError, UsageError, install_hint
from cchc_ocr.files.blank_pages import surely_blank
from cchc_ocr.files.copies import Copy, copy_pages
from cchc_ocr.files.description import describe, programs
from cchc_ocr.files.options import MOST_POINTS, CopyOptions, ReadOptions
from cchc_ocr.files.picture_pages import drawn_anew
from cchc_ocr.records import Record
from cchc_ocr.system.disk import save, shown_name
from cchc_ocr.system.permissions import readers
from cchc_ocr.translation import gettext_noop as N_

_NO_PDF_A = N_(
    "the searchable PDF is not PDF/A: to change its fonts or colours takes Ghostscript 10.02.1 or later"
)


def check_installed() -> str:
    """The version of OCRmyPDF. Raises NotInstalledError where it is missing."""
    try:
        return version("ocrmypdf")
    except PackageNotFoundError as error:
        raise NotInstalledError("OCRmyPDF is not installed", hint=install_hint("pdf")) from error


def write(
    path: Path,
    pages: Sequence[Page],
    out: Path,
    options: ReadOptions | None = None,
    *,
    chosen: CopyOptions | None = None,
    record: Record | None = None,
) -> tuple[str, ...]:
    """Write ``render``'s PDF to ``out``; returns what the user must know. The file itself is never altered.

    Raises UsageError (``out`` is the file itself, or cannot be written), and what ``render`` raises.
    """
    if out.exists() and out.samefile(path):
        raise UsageError("this is the document, which is never changed", hint="give another name", file=out)
    data, remarks = render(path, pages, options, chosen=chosen, record=record)
    save(out, data, readers(path, out))
    return remarks


def render(
    path: Path,
    pages: Sequence[Page],
    options: ReadOptions | None = None,
    *,
    chosen: CopyOptions | None = None,
    record: Record | None = None,
) -> tuple[bytes, tuple[str, ...]]:
    """A PDF of the pages of ``path`` that were read, with their text; and what the user must know.

    ``pages`` are those that ``pipeline`` made of the file, repaired; ``record`` gives title, author and date.
    Raises UsageError (a text has no picture), NotInstalledError (OCRmyPDF is missing), UnreadableError.
    """
    check_installed()
    if all(page.origin == "text" for page in pages):
        hint = "give a scan or a PDF"
        raise UsageError("this is a text file, which has no picture", hint=hint, file=path.name)
    options = options or ReadOptions()
    left_out = _blank(path, pages, options) if chosen and chosen.drop_blank else ()
    pages = [page for page in pages if page.number not in left_out]
    with TemporaryDirectory(prefix="cchc-ocr-") as folder:
        upright, result = Path(folder) / "upright.pdf", Path(folder) / "searchable.pdf"
        made = copy_pages(path, pages, upright, options)
        made.remarks += _add_text(shown_name(path), upright, made, result)
        with pikepdf.open(upright) as copied:
            made_with = programs(copied)
        blank = (
            N_(f"{shown_name(path)}, page {number}: blank, and not in the searchable PDF") for number in left_out
        )
        return _finished(result, made.pages, record, made_with), (*blank, *made.remarks)


def _blank(path: Path, pages: Sequence[Page], options: ReadOptions) -> tuple[int, ...]:
    """The numbers of the pages to leave out: none where nothing else would be left, as a PDF has a page."""
    blank = surely_blank(path, pages, options)
    return blank if len(blank) < len(pages) else ()


def _finished(path: Path, pages: Sequence[Page], record: Record | None, made_with: Mapping[str, str]) -> bytes:
    """The PDF as it is saved: described, its pages numbered as in the original, without times and random names.

    So the same scan gives the same bytes.
    """
    result = io.BytesIO()
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            _name_text_plainly(page.obj)
        describe(pdf, record, made_with)
        _number_pages(pdf, [page.number for page in pages])
        _without(pdf.trailer, "/ID")
        pdf.save(result, deterministic_id=True, linearize=pdf.is_linearized)
    return result.getvalue()


def _number_pages(pdf: pikepdf.Pdf, numbers: Sequence[int]) -> None:
    """Number the pages as the original does, where some of its pages are left out: viewers show these labels."""
    if list(numbers) == list(range(1, len(numbers) + 1)):
        return
    labels: list[Any] = []
    for at, number in enumerate(numbers):
        if not at or number != numbers[at - 1] + 1:
            labels += [at, pikepdf.Dictionary(S=pikepdf.Name.D, St=number)]
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(labels))


def _name_text_plainly(page: Any) -> None:
    """Give the text layer a fixed name in place of the random one that OCRmyPDF chooses, and room for all of it.

    OCRmyPDF bounds it by the box of the page, but its coordinates begin at 0, and lie across on a turned page.
    """
    drawn = page.get("/Resources", {}).get("/XObject", {})
    for name in [name for name in drawn if name.startswith("/OCR-")]:
        drawn["/OCR"] = drawn[name]
        drawn["/OCR"].BBox = pikepdf.Array([0, 0, MOST_POINTS, MOST_POINTS])
        _without(drawn, name)
        contents = page.Contents
        for part in contents if isinstance(contents, pikepdf.Array) else [contents]:
            if name.encode() in (content := part.read_bytes()):
                part.write(content.replace(name.encode(), b"/OCR"))


def _without(mapping: Any, *keys: str) -> None:
    for key in keys:
        if key in mapping:
            del mapping[key]


def _add_text(name: str, upright: Path, made: Copy, target: Path) -> tuple[str, ...]:
    """Run OCRmyPDF on the file, or on what is simpler, until the result is PDF/A; says what was lost.

    Pages with good text of their own are never made simpler: rather than become pictures they stay as they are, in
    a PDF that is not PDF/A.
    """
    from ocrmypdf import ExitCodeException, MissingDependencyError
    from ocrmypdf.exceptions import PdfaConversionFailedError

    pages, read = made.pages, {at: made.pages[at] for at in made.layered}
    try:
        for source in _simpler(upright, pages):
            with suppress(PdfaConversionFailedError):
                _ocrmypdf(source, read, target)
                return ()
        if shutil.which("gs"):
            with suppress(PdfaConversionFailedError, MissingDependencyError):  # or it is one that spoils text
                _ocrmypdf(upright, read, target, backend="ghostscript")
                return ()
        _ocrmypdf(upright, read, target, archival=False)
    except ExitCodeException as error:
        what = f"no searchable PDF can be made: {_reason(error)}"
        raise UnreadableError(what, hint="export it again", file=name) from error
    return (f"{name}: {_NO_PDF_A}",)


def _reason(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


def _simpler(upright: Path, pages: Sequence[Page]) -> Iterator[Path]:
    """The file; then with those scans drawn anew that show more than a picture (a stamp's text); then with all."""
    yield upright
    scans = {index for index, page in enumerate(pages) if page.origin == "scan" and page.width}
    with pikepdf.open(upright) as pdf:
        mixed = {index for index in scans if not _is_picture(pdf.pages[index])}
    yield from (drawn_anew(upright, pages, chosen) for chosen in (mixed, scans) if chosen)


def _is_picture(page: pikepdf.Page) -> bool:
    drawn: Any = page.resources.get("/XObject", {})
    return "/Font" not in page.resources and all(item.get("/Subtype") == "/Image" for item in drawn.values())


@contextmanager
def _analysed() -> Iterator[None]:
    """Make an error of what OCRmyPDF passes over: after an error of pdfminer, its list of pages is missing."""
    from ocrmypdf.exceptions import PdfaConversionFailedError

    try:
        yield
    except AttributeError as error:
        raise PdfaConversionFailedError("the content of a page cannot be analysed") from error


def _ocrmypdf(
    source: Path, read: Mapping[int, Page], target: Path, *, backend: str = "internal", archival: bool = True
) -> None:
    """Run OCRmyPDF in one process and thread: other documents may be in work. Pictures stay as they are.

    Raises PdfaConversionFailedError, or another ExitCodeException of OCRmyPDF.
    """
    import ocrmypdf
    from ocrmypdf.api import get_plugin_manager

    from cchc_ocr.files.textlayer import PagesRead

    logging.getLogger("ocrmypdf").setLevel(logging.CRITICAL)  # its errors come as exceptions
    plugins = get_plugin_manager([])
    plugins.pluggy_manager.register(PagesRead(read))
    chosen: dict[str, Any] = {"mode": "skip"}  # nothing to add: it only becomes PDF/A
    if read:
        chosen = {"mode": "redo", "pages": ",".join(str(index + 1) for index in sorted(read))}
    with redirect_stderr(sys.stderr), _analysed():  # set back in the end: pikepdf leaves one of its own
        ocrmypdf.ocr(
            source,
            target,
            language=["vie"],
            output_type="pdfa-2" if archival else "pdf",
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
