"""PDF/A: whether a file is it, as a validator finds, and how one is made of an original that was read before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf

from cchc_ocr.document import Page
from cchc_ocr.errors import CchcError, install_command
from cchc_ocr.files import searchable
from cchc_ocr.files.attachments import on_disk
from cchc_ocr.files.passwords import Passwords
from cchc_ocr.records import PageRecord, Record
from cchc_ocr.translation import gettext_noop as N_

_PARTS = ("1", "2", "3")  # of ISO 19005 that the validator knows


def why_not_pdf_a(path: Path) -> str:
    """Why a file is not PDF/A, or cannot be shown to be; "" where the validator approves all of it.

    The file must name its part of ISO 19005 itself. The validator of pikepdf approves only what it knows: an
    approval can be relied on, a refusal may be a false alarm.
    """
    try:
        with path.open("rb") as file, pikepdf.open(file) as pdf:
            if pdf.is_encrypted:
                return N_("it is encrypted")
            with pdf.open_metadata() as metadata:
                claimed = metadata.pdfa_status
    except (pikepdf.PdfError, pikepdf.PasswordError, OSError, ValueError):
        return N_("it cannot be opened as a PDF")
    if claimed[:1] not in _PARTS:
        return N_("it does not say that it is PDF/A")
    return _why_refused(path, f"{claimed[0]}b")


def _why_refused(path: Path, flavour: str) -> str:
    try:
        from pikepdf.pdfa import validate_written
    except ImportError:
        return N_(f"whether it is PDF/A cannot be checked: {install_command('pdf')}")
    with path.open("rb") as file:
        report = validate_written(file, flavour)
    if report.passed:
        return ""
    broken = report.violations or report.unsupported
    return N_(f"it does not keep to PDF/A-{flavour}: {broken[0].rule}")


def make_pdf_a(original: Path, record: Record, target: Path) -> str:
    """Make a PDF/A of an original, as it looks, without words that were read; why it is none, or "".

    Of a part of a stack only its pages are taken. Where the reason says that it is no PDF/A, ``target`` may be
    there all the same, as an ordinary PDF; where no PDF can be made, it is not. Raises OSError where ``target``
    cannot be written.
    """
    try:
        with on_disk(original, Passwords()) as file:
            data, _ = searchable.render(file, _pages(record), record=record)
    except CchcError as error:
        return error.reason
    target.write_bytes(data)
    return why_not_pdf_a(target)


def _pages(record: Record) -> Sequence[Page]:
    """The pages of the document as they were read, without words: of a whole file all that it has."""
    known = {page.number: page for page in record.pages}
    numbers = known if record.source.part else range(1, record.source.pages + 1)
    return [_page(number, record, known.get(number)) for number in numbers]


def _page(number: int, record: Record, read: PageRecord | None) -> Page:
    page = Page(number, origin=record.source.origin)
    return replace(page, turned=read.turned, width=read.width or 0, height=read.height or 0) if read else page
