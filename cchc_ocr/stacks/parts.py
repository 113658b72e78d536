"""Weighs the signs of pages: where one document of a stack ends and the next begins, and what its annexes are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from cchc_ocr.document import Page
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.stacks.signs import PageSigns, signs_of

# How much each sign speaks for a new document on a page, or against it. Figures of docs/reading.md, section
# "Stacks": 60 stacks for development, and all single documents.
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "heading": 3.0,
        "number": 2.5,
        "date": 2.0,
        "title": 1.5,
        "separator": 8.0,
        "signed before": 2.0,
        "annex before": 1.0,
        "signed again": 2.5,
        "begins within a sentence": 2.0,
        "numbers begin again": 3.0,
        "number out of order": 1.5,
        "blank page before": 0.5,
        "annex": -8.5,
        "form in an annex": -4.0,
        "numbers go on": -6.0,
        "sentence goes on": -2.0,
        "not signed before": -1.0,
    }
)
LEAST = 4.0  # from here on a new document begins
SURE = 6.0  # from here on it surely does
_OF_HEADS = frozenset({"heading", "number", "date"})  # without any of them a first page may be missing
DOUBTFUL = 3.4  # from here on somebody should look


@dataclass(frozen=True, slots=True)
class Annex:
    """What belongs to a document: its title as it is printed, its first and its last page."""

    title: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """The part of a file that one document is. ``doubtful`` says that it may not begin on its first page.

    ``signs`` are the names of what speaks for that, as in ``WEIGHTS``; ``may_begin`` are further pages on which
    another document may begin.
    """

    first: int
    last: int
    annexes: tuple[Annex, ...] = ()
    doubtful: bool = False
    signs: tuple[str, ...] = ()
    may_begin: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stack:
    """The documents of a file, in order. ``separators`` are the sheets between them, which are part of none."""

    parts: tuple[DocumentPart, ...]
    separators: tuple[int, ...] = ()


def find_stack(pages: Sequence[Page], lexicon: Lexicon) -> Stack:
    """The documents that the pages of a file are. Pure: the same pages give the same parts.

    Every page is in one part, or a separator. A file of one document, or of none, has one part.
    """
    shown = [signs_of(page, lexicon) for page in pages]
    runs = _between_separators(shown) or [shown]
    parts = [part for at, run in enumerate(runs) for part in _parts(run, ("separator",) if at else ())]
    held = {page.number for run in runs for page in run}
    return Stack(tuple(parts), tuple(page.number for page in shown if page.number not in held))


def _between_separators(pages: Sequence[PageSigns]) -> list[list[PageSigns]]:
    """The pages between the sheets that separate documents; the blank back of such a sheet goes with it."""
    runs: list[list[PageSigns]] = [[]]
    behind = False
    for page in pages:
        behind = page.is_separator or (behind and page.is_blank)
        if page.is_separator:
            runs.append([])
        elif not behind:
            runs[-1].append(page)
    return [run for run in runs if run]


def _parts(pages: Sequence[PageSigns], why: tuple[str, ...]) -> Iterator[DocumentPart]:
    """The documents of pages without a separator; ``why`` are the signs that the first begins where they do."""
    begun = [(0, why), *_begun(pages)]
    ends = [*(at for at, _ in begun[1:]), len(pages)]
    for (at, signs), end in zip(begun, ends, strict=True):
        yield _part(pages[at:end], signs)


def weight(signs: Sequence[str]) -> float:
    """How much the signs speak for a new document, together."""
    return sum(WEIGHTS[sign] for sign in signs)


@dataclass(slots=True)
class _SoFar:
    """What is known of the document that the pages so far belong to."""

    closed: bool = False
    in_annex: bool = False
    announced: bool = False
    draft_announced: bool = False
    pages: int = 0  # that are not blank
    first: int = 0
    printed: int = 0
    printed_at: int = 0

    def take(self, page: PageSigns) -> None:
        if self.annex_on(page):
            self.in_annex = True
            self.printed = 0
        self.closed = self.closed or page.ends
        self.announced = self.announced or page.announces
        self.draft_announced = self.draft_announced or page.announces_draft
        self.first = self.first or page.number
        self.pages += not page.is_blank
        if page.printed:
            self.printed, self.printed_at = page.printed, page.number

    def annex_on(self, page: PageSigns) -> str:
        """The title of the annex that begins on the page: it says so itself, or the document has announced it."""
        if not self.pages:
            return ""
        if page.annex:
            return page.annex
        if page.draft and self.draft_announced:
            return page.title or "DỰ THẢO"
        if self.closed and page.is_template:
            return page.title or "Mẫu"
        of_own = page.own_number or page.dated
        return page.title if self.closed and self.announced and not of_own else ""


def _begun(pages: Sequence[PageSigns]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where further documents begin, as indices of ``pages``, with the signs for it."""
    document, empty = _SoFar(), True
    for at, page in enumerate(pages):
        signs = _signs(pages, at, document) if not (page.is_blank or page.is_unread) else ()
        if signs and not empty and weight(signs) >= LEAST:
            yield at, signs
            document = _SoFar()
        empty = empty and (page.is_blank or page.is_unread)
        document.take(page)


def _signs(pages: Sequence[PageSigns], at: int, document: _SoFar) -> tuple[str, ...]:
    return tuple(_found(pages, at, document))


def _found(pages: Sequence[PageSigns], at: int, document: _SoFar) -> Iterator[str]:
    """The signs that a document begins on the page ``at``, and those against it."""
    page = pages[at]
    before = pages[at - 1] if at else None
    yield from _of_head(page)
    if before and before.is_blank:
        yield "blank page before"
    annex = document.annex_on(page)
    if annex:
        yield "annex"
    if page.is_form and (annex or document.in_annex):
        yield "form in an annex"
    yield from _of_numbers(page, document)
    yield from _of_ends(pages, at, document)


def _of_head(page: PageSigns) -> Iterator[str]:
    if page.heading:
        yield "heading"
    if page.own_number:
        yield "number"
    if page.dated:
        yield "date"
    if page.title:
        yield "title"


def _of_numbers(page: PageSigns, document: _SoFar) -> Iterator[str]:
    """What the printed page numbers say. A document that begins anew may have no number on its first page."""
    due = document.printed + page.number - document.printed_at
    if not document.printed:
        beside = page.printed not in (document.pages + 1, page.number - document.first + 1)
        if document.closed and not document.in_annex and page.printed > 1 and beside:
            yield "number out of order"
    elif page.printed > 1 and document.printed < page.printed <= due:
        yield "numbers go on"
    elif 0 < page.printed <= document.printed:
        yield "numbers begin again"


def _of_ends(pages: Sequence[PageSigns], at: int, document: _SoFar) -> Iterator[str]:
    """What the foot of the document before says; a page that is no head may be the second of another document."""
    page = pages[at]
    closed = document.closed and not document.in_annex
    if closed:
        yield "signed before"
    elif document.closed:
        yield "annex before"
    else:
        yield "not signed before"
    if page.heading:
        return
    if document.closed and _ends_again(pages, at):
        yield "signed again"
    if page.continues:
        yield "begins within a sentence" if closed and page.has_body else "sentence goes on"


def _ends_again(pages: Sequence[PageSigns], at: int) -> bool:
    """Whether what begins on the page ends as a document does, before another head or an annex."""
    for page in pages[at:]:
        if page is not pages[at] and (page.annex or (page.heading and (page.own_number or page.dated))):
            return False
        if page.ends:
            return page.has_body
    return False


def _part(pages: Sequence[PageSigns], signs: tuple[str, ...]) -> DocumentPart:
    shown = not _OF_HEADS.isdisjoint(signs) and weight(signs) >= SURE
    doubtful = bool(signs) and not shown and "separator" not in signs
    return DocumentPart(
        pages[0].number,
        pages[-1].number,
        tuple(_annexes(pages)),
        doubtful,
        tuple(sign for sign in signs if WEIGHTS[sign] > 0),
        tuple(_may_begin(pages)),
    )


def _annexes(pages: Sequence[PageSigns]) -> Iterator[Annex]:
    """The annexes of one document: each goes to the page before the next, blank backs at its end apart."""
    document, titles = _SoFar(), dict[int, str]()
    for at, page in enumerate(pages):
        if title := document.annex_on(page):
            titles[at] = title
        document.take(page)
    for at, end in pairwise([*titles, len(pages)]):
        last = max(i for i in range(at, end) if i == at or not pages[i].is_blank)
        yield Annex(titles[at], pages[at].number, pages[last].number)


def _may_begin(pages: Sequence[PageSigns]) -> Iterator[int]:
    """The pages on which another document may begin, though the signs do not suffice."""
    document = _SoFar()
    for at, page in enumerate(pages):
        told = at and not (page.is_blank or page.is_unread)
        if told and DOUBTFUL <= weight(_signs(pages, at, document)) < LEAST:
            yield page.number
        document.take(page)
