"""What a record says of the stack that its document is from."""

from __future__ import annotations

from cchc_ocr.records import AnnexRecord, PartRecord, Record, Source
from cchc_ocr.stacks import Annex, DocumentPart, Stack, with_stack

FIRST = DocumentPart(2, 3, (Annex("PHỤ LỤC I", 3, 3),))
SECOND = DocumentPart(5, 8, doubtful=True, may_begin=(7,))
STACK = Stack((FIRST, SECOND), separators=(1, 4))
RECORD = Record(source=Source(file="a.pdf", sha256="0" * 64, pages=8, origin="scan"), notes=("page 2: blank",))


def test_a_part_has_its_pages_and_annexes() -> None:
    told = with_stack(RECORD, STACK, FIRST)
    assert told.source.part == PartRecord(first_page=2, last_page=3)
    assert told.annexes == (AnnexRecord(title="PHỤ LỤC I", first_page=3, last_page=3),)
    assert (told.checks, told.needs_review, told.page_count) == ((), (), 2)
    sheet = "a sheet that separates documents, which is part of none"
    assert told.notes == ("page 2: blank", f"page 1: {sheet}", f"page 4: {sheet}")


def test_borders_in_doubt_are_listed() -> None:
    told = with_stack(RECORD, STACK, SECOND)
    assert [check.code for check in told.checks] == ["doubtful-border", "possible-border"]
    assert told.needs_review == ("/source/part",)
    assert told.notes == RECORD.notes


def test_a_file_that_is_kept_whole_says_that_it_holds_several() -> None:
    told = with_stack(RECORD, STACK, None)
    assert [(check.code, check.args) for check in told.checks] == [("several-documents", {"pages": "5"})]
    assert (told.source.part, told.page_count, len(told.annexes)) == (None, 8, 1)
    assert told.needs_review == ("/source/part",)


def test_titles_are_told_as_they_were_repaired() -> None:
    told = with_stack(RECORD, STACK, FIRST, {3: "PHỤ LỤC 1", 5: ""})
    assert [annex.title for annex in told.annexes] == ["PHỤ LỤC 1"]


def test_one_document_says_nothing() -> None:
    assert with_stack(RECORD, Stack((DocumentPart(1, 8),)), None) == RECORD
