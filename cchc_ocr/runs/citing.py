"""Numbers of documents as they are typed and cited: which citations mean the one that is asked for, and where."""

from __future__ import annotations

import re
import sqlite3

from cchc_ocr.errors import UsageError
from cchc_ocr.numbering.numbers import comparable
from cchc_ocr.vietnamese import bare

# Inside it, :cites is the number that is asked for, as ``asked`` gives it.
CITING = "document IN (SELECT document FROM citations WHERE cites(number_symbol, :cites))"

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


def teach(db: sqlite3.Connection) -> None:
    """Let queries ask ``cites(number, asked)``."""
    db.create_function("cites", 2, _cites, deterministic=True)


def _cites(number: str | None, wanted: str) -> bool:
    """Whether a cited number is the one that is asked for, or begins with it: "43/2017" is all of that year.

    >>> _cites("43/2017/QĐ-UBND", "43/2017"), _cites("43/2017/QĐ-UBND", "3/2017/qd-ubnd"), _cites("4/20", "4/2")
    (True, False, False)
    """
    cited = number_in(number or "")
    return cited == wanted or cited.startswith((f"{wanted}/", f"{wanted}-"))


def place(wanted: str) -> re.Pattern[str]:
    """A pattern for the number in a text without diacritics and in small letters (group "row")."""
    parts = map(re.escape, re.split(r"[/-]", wanted))
    return re.compile(rf"(?<![\d/])0*(?P<row>{_SEPARATED.join(parts)})(?!\w)")


def number_in(text: str) -> str:
    """The number of a document in a text, without diacritics, as numbers are compared; "" where there is none."""
    joined = _SEPARATOR.sub(r"\1", bare(text).lower().translate(_DASHES))
    found = _NUMBER.search(joined)
    return comparable(found.group()).rstrip(".-/") if found else ""
