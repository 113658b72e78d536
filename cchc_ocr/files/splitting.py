"""Takes pages out of a file as PDFs of their own, as they are: nothing is drawn anew, and no picture suffers."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pikepdf

from cchc_ocr.errors import NotInstalledError, UnreadableError, install_hint
from cchc_ocr.files.marks import LOOKED_AT, told_by
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.files.picture_pages import append_picture, of_picture
from cchc_ocr.files.signatures import signatures
from cchc_ocr.files.unlocking import unlocked
from cchc_ocr.system.disk import shown_name
from cchc_ocr.translation import gettext_noop as N_


@dataclass(frozen=True, slots=True)
class TakenOut:
    """PDFs that were taken out of a file, in order, and what their reader must know."""

    files: tuple[bytes, ...]
    remarks: tuple[str, ...] = ()


def take_out(path: Path, parts: Sequence[Sequence[int]], options: ReadOptions) -> TakenOut:
    """A PDF of each of ``parts``, which are lists of page numbers, counted from 1.

    Pages of a PDF keep their pictures, texts, notes and form fields; what belongs to the whole file (bookmarks,
    attached files, digital signatures) stays behind. JPEGs are put into a PDF as they are stored, other pictures
    without loss. Raises UnreadableError where a page cannot be taken out, and NotInstalledError where what puts
    pictures into a PDF is missing.
    """
    with path.open("rb") as file:
        kind = told_by(file.read(LOOKED_AT))
    try:
        return _of_pdf(path, parts, options) if kind == "pdf" else _of_pictures(path, parts, options)
    except pikepdf.PdfError as error:
        what = f"its pages cannot be taken out: {error}"
        raise UnreadableError(what, hint="export it again", file=path.name) from error


def _of_pdf(path: Path, parts: Sequence[Sequence[int]], options: ReadOptions) -> TakenOut:
    files = []
    with unlocked(path, options.passwords) as (original, password):
        for numbers in parts:
            with pikepdf.new() as pdf:
                pdf.add_pages_from(original, [number - 1 for number in numbers])
                _keep_layers(original, pdf)
                files.append(_saved(pdf, original.pdf_version))
        remarks = []
        if password:
            remarks.append(N_("the parts are not encrypted, as the file is"))
        if signatures(original):
            remarks.append(N_("the digital signature does not hold for a part: keep the signed file"))
        if original.attachments:
            remarks.append(N_("the files attached to it are in none of the parts"))
    return TakenOut(tuple(files), tuple(f"{shown_name(path)}: {remark}" for remark in remarks))


def _keep_layers(original: pikepdf.Pdf, pdf: pikepdf.Pdf) -> None:
    """Keep which layers of the pages are switched off: without this, viewers would show all of them."""
    layers: Any = original.Root.get("/OCProperties")
    if isinstance(layers, pikepdf.Dictionary):
        with suppress(pikepdf.PdfError, ValueError):
            indirect = layers if layers.is_indirect else original.make_indirect(layers)
            pdf.Root.OCProperties = pdf.copy_foreign(indirect)


def _of_pictures(path: Path, parts: Sequence[Sequence[int]], options: ReadOptions) -> TakenOut:
    if not find_spec("img2pdf"):
        raise NotInstalledError("img2pdf is not installed", hint=install_hint("pdf"))
    files = []
    for numbers in parts:
        with pikepdf.new() as pdf:
            for number in numbers:
                append_picture(pdf, of_picture(path, number, options))
            files.append(_saved(pdf, pdf.pdf_version))
    return TakenOut(tuple(files))


def _saved(pdf: pikepdf.Pdf, version: str) -> bytes:
    """The bytes of the PDF; the same pages give the same bytes."""
    content = io.BytesIO()
    with warnings.catch_warnings(action="ignore", category=pikepdf.PageCopyWarning):  # the file lacks a form
        pdf.save(content, min_version=version, deterministic_id=True, recompress_flate=False)
    return content.getvalue()
