"""What a record says of the stack that its document is from: its part, its annexes, which borders are in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from cchc_ocr.check_texts import failed
from cchc_ocr.completeness import typed
from cchc_ocr.records import AnnexRecord, Check, PartRecord, Record
from cchc_ocr.stacks.parts import DocumentPart, Stack
from cchc_ocr.translation import gettext_noop as N_

PART = "/source/part"


def with_stack(
    record: Record, stack: Stack, part: DocumentPart | None, titles: Mapping[int, str] = MappingProxyType({})
) -> Record:
    """The record of one part of a stack with what is to be told; of the whole file where ``part`` is None.

    ``titles`` are those of annexes as they were repaired, by the pages that they begin on.
    """
    parts = [part] if part else stack.parts
    checks = tuple(_checks(stack, part))
    source = record.source
    if part:
        pages = PartRecord(first_page=part.first, last_page=part.last)
        source = source.model_copy(update={"part": pages})
    annexes = (annex for one in parts for annex in one.annexes)
    told = {
        "source": source,
        "annexes": tuple(
            AnnexRecord(title=titles.get(a.first) or a.title, first_page=a.first, last_page=a.last)
            for a in annexes
        ),
        "checks": (*record.checks, *checks),
        "needs_review": (*record.needs_review, *((PART,) if checks else ())),
        "notes": (*record.notes, *_notes(stack, part)),
    }
    return record.model_copy(update=told)


def _checks(stack: Stack, part: DocumentPart | None) -> Iterator[Check]:
    if not part and len(stack.parts) > 1:
        begun = typed([one.first for one in stack.parts[1:]])
        yield failed(code="several-documents", fields=(PART,), pages=begun)
        return
    told = part or stack.parts[0]
    if told.doubtful:
        yield failed(code="doubtful-border", fields=(PART,), page=told.first)
    if told.may_begin:
        yield failed(code="possible-border", fields=(PART,), pages=typed(told.may_begin))


def _notes(stack: Stack, part: DocumentPart | None) -> Iterator[str]:
    """The sheets that separate the document from the next one; those above the first are told with it."""
    if not part:
        return
    first = part is stack.parts[0]
    ends = min((one.first for one in stack.parts if one.first > part.last), default=None)
    for number in stack.separators:
        if (number > part.last or (first and number < part.first)) and (ends is None or number < ends):
            yield N_(f"page {number}: a sheet that separates documents, which is part of none")
