"""Numbers of documents as they are typed and cited: which citations mean the one that is asked for, and where."""

from __future__ import annotations

import re

from cchc_ocr.errors import UsageError
from cchc_ocr.numbering.numbers import comparable
from cchc_ocr.vietnamese import bare

# Which documents cite a number, by the index of cited numbers. Inside it, :cites is the number that is
# asked for, as ``asked`` gives it: "43/2017" is all of that year, so what goes on with "/" or "-" is meant as well
# ("0" and "." are the signs behind these two).
CITING = """document IN (
    SELECT document FROM citations WHERE number = :cites
    OR number >= :cites || '/' AND number < :cites || '0' OR number >= :cites || '-' AND number < :cites || '.'
)"""

_SEPARATED = r"\s*[/–—-]\s*"
_SEPARATOR = re.compile(r"\s*([/–—-])\s*")
_NUMBER = re.compile(r"\d[\w&.-]*/[\w&./-]*")
_DASHES = str.maketrans("–—", "--")


def asked(typed: str) -> str:
    """The number in what a user typed, in the form in which numbers are compared. Raises UsageError without one.

    >>> asked("Quyết định số 043/2017/QĐ–UBND"), asked("05 - nq/tu")
    ('43/2017/qd-ubnd', '5-nq/tu')
    """
    if found := number_in(typed):
        return found
    raise UsageError(f"not the number of a document: {typed!r}", hint="for example 43/2017/QĐ-UBND, or 43/2017")


def place(wanted: str) -> re.Pattern[str]:
    """A pattern for the number in a text without diacritics and in small letters."""
    parts = map(re.escape, re.split(r"[/-]", wanted))
    return re.compile(rf"(?<![\d/])0*{_SEPARATED.join(parts)}(?!\w)")


def number_in(text: str | None) -> str:
    """The number of a document in a text, without diacritics, as numbers are compared; "" where there is none."""
    joined = _SEPARATOR.sub(r"\1", bare(text or "").lower().translate(_DASHES))
    found = _NUMBER.search(joined)
    return comparable(found.group()).rstrip(".-/") if found else ""
