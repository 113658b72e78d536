"""Finds the pages of a document on which surely nothing stands, so that a copy may leave them out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cchc_ocr.document import Page
from cchc_ocr.files.opening import OpenDocument, open_document
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.picture.inspection import is_empty
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.picture.showing_through import only_shows_through


def surely_blank(path: Path, pages: Sequence[Page], options: ReadOptions) -> tuple[int, ...]:
    """The numbers of the pages without a word, a mark or a doubt.

    That nothing was read on a page does not suffice: it may hold a signature, a pale stamp or a note by hand, or
    its picture may be damaged. A seal of the page before, which shows through, does not count.

    Raises what opening the document raises.
    """
    wordless = [page.number for page in pages if page.origin == "scan" and not page.lines and not page.in_part]
    if not wordless:
        return ()
    with open_document(path, options) as document:
        return tuple(number for number in wordless if _is_blank(document, number))


def _is_blank(document: OpenDocument, number: int) -> bool:
    """Whether a page is empty, or only what stands on the page before it shows through."""
    page = document.page(number)
    if isinstance(page, Page) or page.damage or page.in_part or page.notes:
        return False
    return is_empty(page.pixels) or (number > 1 and _is_back(page, document.page(number - 1)))


def _is_back(page: PageImage, before: PageImage | Page) -> bool:
    return isinstance(before, PageImage) and only_shows_through(page.pixels, before.pixels)
