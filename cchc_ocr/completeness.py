"""How much of a document was read: the state of each page, and what is missing.

Every page that was asked for is read, blank or unreadable. What is missing is said in the record, and to the user.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cchc_ocr.document import Page
from cchc_ocr.errors import (
    IN_PART,
    SCAN_AGAIN,
    CchcError,
    ConfigurationError,
    EncryptedError,
    NotInstalledError,
    ReadInPartError,
    UnwritableError,
    UsageError,
)
from cchc_ocr.records import MISSING_PAGES, PageRecord, Record
from cchc_ocr.translation import gettext_noop as N_

_OF_MORE = (UsageError, NotInstalledError, ConfigurationError, EncryptedError, UnwritableError)
_READ_ANEW = "run again over its folder: it is read anew, and the next step is told"


def unread(error: CchcError, number: int) -> Page:
    """Page ``number``, which could not be read. Raises the error where it concerns more than this page."""
    if isinstance(error, _OF_MORE) or (error.file and not error.page):
        raise error
    return Page(
        number,
        notes=(N_(f"could not be read: {error.what}"),),
        state="unreadable",
        fault=error.what,
        hint=error.hint,
    )


def see_that_some_are_read(pages: Sequence[Page], errors: Iterable[CchcError]) -> None:
    """Raises the error of the first page that could not be read where no page has anything that was read.

    ``errors`` are those of the pages that could not be read.
    """
    first = min(errors, key=lambda error: error.page, default=None)
    if first and not any(page.lines for page in pages):
        raise first


def lacks(pages: Sequence[Page], file: str = "") -> ReadInPartError | None:
    """What is missing: an error for the first page that was not read as a whole, which counts the others."""
    broken = [page for page in pages if not page.is_whole]
    return _told(broken, broken[0].hint, file) if broken else None


def lacks_of_record(record: Record) -> ReadInPartError | None:
    """As ``lacks``, by a record alone, which does not hold the next step that an error suggested."""
    if MISSING_PAGES not in record.needs_review:
        return None
    broken = [page for page in record.pages if page.fault]
    return _told(broken, _READ_ANEW) if broken else ReadInPartError(IN_PART, hint=_READ_ANEW)


def _told(broken: Sequence[Page | PageRecord], hint: str = "", file: str = "") -> ReadInPartError:
    first, others = broken[0], len(broken) - 1
    what = first.fault or IN_PART
    if others:
        what = N_(f"{what} (and {others} other pages)") if others > 1 else N_(f"{what} (and 1 other page)")
    return ReadInPartError(what, hint=hint or SCAN_AGAIN, file=file, page=first.number)


def typed(numbers: Sequence[int]) -> str:
    """Page numbers, in ascending order, as a user would type them.

    >>> typed((1, 3, 4, 5, 9))
    '1,3-5,9'
    """
    runs: list[tuple[int, int]] = []
    for number in numbers:
        first = runs.pop()[0] if runs and runs[-1][1] == number - 1 else number
        runs.append((first, number))
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def page_record(raw: Page, repaired: Page) -> PageRecord:
    """The entry of a page in the record; ``repaired`` is the same page after repair."""
    return PageRecord(
        number=raw.number,
        state=raw.state,
        words=sum(len(line.words) for line in repaired.lines),
        confidence=round(raw.confidence, 3) if raw.lines else None,
        turned=raw.turned,
        fault=raw.fault or (IN_PART if raw.in_part else None),
        width=raw.width or None,
        height=raw.height or None,
        dpi=raw.dpi or None,
    )


def pages_to_review(raw: Sequence[Page], pages: Sequence[PageRecord]) -> Iterator[str]:
    """The document as a whole where some of it is missing, and each page with which something is wrong."""
    if any(not page.is_whole for page in raw):
        yield MISSING_PAGES
    yield from (f"/pages/{at}" for at, page in enumerate(pages) if page.fault)
