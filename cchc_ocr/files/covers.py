"""Recognises pages that only say which viewer shows the document: covers of portfolios, and of XFA forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pikepdf

from cchc_ocr.translation import gettext_noop as N_

PORTFOLIO = N_("this is the cover of a portfolio, and no document: the documents are attached to it")
XFA = N_("this is an XFA form, which only programs of Adobe show")
_MOST_WORDS = 150
_COVER = re.compile(r"\b(?:adobe|acrobat)\b|\bpdf[- ](?:portfolio|package)", re.IGNORECASE)
_WAIT = re.compile(
    r"please wait|not eventually replaced|may not be able to display|\badobe (?:reader|acrobat)", re.IGNORECASE
)


def cover(pdf: pikepdf.Pdf, own_words: Callable[[], Sequence[str]]) -> str | None:
    """What a page is with these words of its own, if all it says is which viewer to use; else None.

    Only in portfolios and XFA forms are the words asked for.
    """
    form = pdf.Root.get("/AcroForm")
    is_portfolio = isinstance(pdf.Root.get("/Collection"), pikepdf.Dictionary)
    is_xfa = isinstance(form, pikepdf.Dictionary) and "/XFA" in form
    if not (is_portfolio or is_xfa):
        return None
    words = own_words()
    text = " ".join(words) if len(words) <= _MOST_WORDS else ""
    if is_portfolio and _COVER.search(text):
        return PORTFOLIO
    return XFA if is_xfa and _WAIT.search(text) else None
