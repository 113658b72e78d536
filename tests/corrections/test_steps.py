"""One correction of a draft."""

from __future__ import annotations

import pytest

from cchc_ocr.corrections.draft import Draft
from cchc_ocr.corrections.model import Correction
from cchc_ocr.corrections.steps import step
from cchc_ocr.records import Record
from tests.corrected import correction, record


@pytest.mark.parametrize(
    ("one", "state"),
    [
        (correction("/document/number", "15", "16"), "applied"),
        (correction("/document/number", op="remove"), "applied"),
        (correction("/document/recipients", op="remove"), "applied"),
        (correction("/document/number", is_="16", op="add"), "applied"),
        (correction("/document/colour", is_="16", op="add"), "lost"),
        (correction("/document/number/-", is_="16", op="add"), "lost"),
        (correction("/colours/-", is_="16", op="add"), "refused"),
        (correction("/source/pages", 2, 2), "applied"),
        (correction("/source/pages", 3, 3), "lost"),
        (correction("/source/pages", 2, 3), "refused"),
    ],
    ids=lambda part: f"{part.op} {part.pointer}" if isinstance(part, Correction) else None,
)
def test_what_becomes_of_it(one: Correction, state: str) -> None:
    draft = Draft.of(record(), None)
    assert step(draft, one).state == state
    Record.model_validate(draft.values)
    if state in ("lost", "refused"):
        assert Record.model_validate(draft.values) == record()


def test_a_list_that_the_document_does_not_have_is_empty() -> None:
    draft = Draft.of(record(), None)
    step(draft, correction("/document/recipients", is_=None))
    assert draft.values["document"]["recipients"] == []
