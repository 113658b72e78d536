"""How much of a document was read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cchc_ocr import completeness
from cchc_ocr.document import Line, Page
from cchc_ocr.errors import (
    CchcError,
    ConfigurationError,
    EncryptedError,
    KilledError,
    NotInstalledError,
    PageTimeoutError,
    UnreadableError,
    UnwritableError,
    UsageError,
)
from cchc_ocr.records import PageRecord, Record, Source

READ = Page(1, (Line.from_text("Báo cáo"),), "scan", turned=90)
IN_PART = Page(2, (Line.from_text("Phụ lục"),), "scan", in_part=True, fault="the picture of the page is damaged")
BLANK = Page(3, state="blank")
GONE = Page(4, state="unreadable", fault="cut short", hint="scan it again")


@pytest.mark.parametrize(
    "error",
    [
        UnreadableError("cut short", hint="scan it again"),
        UnreadableError("cut short", hint="scan it again", file="a.pdf", page=4),
        PageTimeoutError("cut short", hint="scan it again"),
        KilledError("cut short", hint="scan it again"),
        CchcError("cut short", hint="scan it again"),
    ],
)
def test_what_is_wrong_with_one_page_costs_that_page(error: CchcError) -> None:
    page = completeness.unread(error, 4)
    assert (page.number, page.state, page.fault, page.hint) == (4, "unreadable", "cut short", "scan it again")
    assert page.notes == ("could not be read: cut short",)


@pytest.mark.parametrize(
    "error",
    [
        UnreadableError("no such file", file="a.pdf"),
        EncryptedError("the PDF is encrypted", file="a.pdf"),
        UnwritableError("there is no room for temporary files"),
        NotInstalledError("tesseract is missing"),
        ConfigurationError("a bad dictionary"),
        UsageError("the scheduler is gone"),
    ],
)
def test_what_is_wrong_with_more_than_a_page_stays_an_error(error: CchcError) -> None:
    with pytest.raises(type(error)) as raised:
        completeness.unread(error, 4)
    assert raised.value is error


def test_what_is_missing_is_said_of_the_first_page_and_counted() -> None:
    assert completeness.lacks([READ, BLANK]) is None
    one = completeness.lacks([READ, IN_PART, BLANK], "a.pdf")
    assert one and one.message == "a.pdf, page 2: the picture of the page is damaged"
    assert one.hint.startswith("get the file again")
    two = completeness.lacks([READ, BLANK, GONE, IN_PART])
    assert two and (two.page, two.what, two.hint) == (4, "cut short (and 1 other page)", "scan it again")


def test_a_record_says_the_same_as_its_pages() -> None:
    pages = [READ, IN_PART, BLANK, GONE]
    told = tuple(map(completeness.page_record, pages, pages))
    source = Source(file="a.pdf", sha256="0" * 64, pages=4, origin="scan")
    review = tuple(completeness.pages_to_review(pages, told))
    assert review == ("/source/pages", "/pages/1", "/pages/3")
    by_pages = completeness.lacks(pages)
    by_record = completeness.lacks_of_record(Record(source=source, pages=told, needs_review=review))
    assert by_pages and by_record and (by_record.what, by_record.page) == (by_pages.what, by_pages.page)
    assert by_record.hint.startswith("run again"), "which step is the next, only reading it can tell"
    assert completeness.lacks_of_record(Record(source=source, pages=told[:1])) is None
    of_earlier_version = Record(source=source, needs_review=("/source/pages",))
    assert completeness.lacks_of_record(of_earlier_version) is not None


def test_the_entry_of_a_page() -> None:
    assert completeness.page_record(READ, READ) == PageRecord(
        number=1, state="read", words=2, confidence=1.0, turned=90
    )
    assert completeness.page_record(BLANK, BLANK) == PageRecord(number=3, state="blank", words=0)
    sized = completeness.page_record(replace(BLANK, width=1240, height=1754, dpi=150), BLANK)
    assert (sized.width, sized.height, sized.dpi) == (1240, 1754, 150)


def test_a_page_that_gave_no_text_is_listed_though_nothing_is_missing() -> None:
    page = Page(1, origin="scan", fault="nothing was read on it, though it is not blank")
    told = completeness.page_record(page, page)
    assert (told.state, told.words, told.confidence) == ("read", 0, None)
    assert list(completeness.pages_to_review([page], [told])) == ["/pages/0"]


def test_a_document_is_lost_only_with_all_its_print() -> None:
    late, early = UnreadableError("late", page=5), UnreadableError("early", page=4)
    completeness.see_that_some_are_read([READ, GONE], [late, early])
    completeness.see_that_some_are_read([BLANK], [])
    with pytest.raises(UnreadableError, match="early"):
        completeness.see_that_some_are_read([BLANK, GONE], [late, early])
