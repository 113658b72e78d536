"""Recognises pages that only say which viewer shows the document: covers of portfolios, and of XFA forms."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pikepdf

PORTFOLIO = "this is the cover of a portfolio, and no document: the documents are attached to it"
XFA = "this is an XFA form, which only programs of Adobe show"
_MOST_WORDS = 150
_COVER = re.compile(r"\b(?:adobe|acrobat)\b|\bpdf[- ](?:portfolio|package)", re.IGNORECASE)
_WAIT = re.compile(
    r"please wait|not eventually replaced|may not be able to display|\badobe (?:reader|acrobat)", re.IGNORECASE
)


def cover(pdf: pikepdf.Pdf, words: Sequence[str]) -> str | None:
    """What a page is with these words of its own, if all it says is which viewer to use; else None."""
    if not words or len(words) > _MOST_WORDS:
        return None
    text = " ".join(words)
    if isinstance(pdf.Root.get("/Collection"), pikepdf.Dictionary) and _COVER.search(text):
        return PORTFOLIO
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form and _WAIT.search(text):
        return XFA
    return None
