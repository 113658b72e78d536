"""Reads an Office file as pages of text: those that page breaks divide, or the sheets of a workbook."""

from __future__ import annotations

import importlib
from pathlib import Path

from cchc_ocr.document import Page
from cchc_ocr.errors import UnreadableError
from cchc_ocr.files.office.blocks import OfficeText
from cchc_ocr.files.office.composing import pages_of
from cchc_ocr.files.office.package import DAMAGED, OfficeKind, conversion, damaged
from cchc_ocr.files.plain_text import beyond_bounds

_READERS: dict[OfficeKind, tuple[str, str]] = {  # imported for their kind alone: their libraries take a while
    "docx": ("word", "read_word"),
    "odt": ("opendocument", "read_opendocument"),
    "xlsx": ("spreadsheets", "read_workbook"),
    "ods": ("ods", "read_ods"),
}


def office_pages(path: Path, kind: OfficeKind) -> tuple[Page, ...]:
    """The pages of a file.

    Raises UnreadableError where it is damaged, holds no text, or words that nobody writes.
    """
    module, name = _READERS[kind]
    try:
        text: OfficeText = getattr(importlib.import_module(f"cchc_ocr.files.office.{module}"), name)(path)
        pages = pages_of(text)
    except DAMAGED as error:
        raise damaged(path, error) from error
    if not any(page.lines for page in pages):
        raise _without_text(path, text)
    for page in pages:
        if fault := beyond_bounds("\n".join(line.text for line in page.lines)):
            raise UnreadableError(fault, hint="divide its paragraphs", file=path.name, page=page.number)
    return pages


def _without_text(path: Path, text: OfficeText) -> UnreadableError:
    if text.pictures:
        what = "the file holds pictures and no text"
        return UnreadableError(what, hint=conversion(path, "pdf"), file=path.name)
    return UnreadableError("the file contains no text", hint="copy or export it again", file=path.name)
