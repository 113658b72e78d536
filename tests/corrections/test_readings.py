"""The way back to what the machine read."""

from __future__ import annotations

import json

import jsonpatch
import pytest

from cchc_ocr.corrections.readings import machine_of, reading_of
from cchc_ocr.records import Record
from tests.corrected import TEXT, applied, correction, record


def test_any_program_can_go_back_with_the_patch() -> None:
    found = applied(correction("/document/number", "15", "16")).record
    values = json.loads(found.to_json())
    values["reviewed"] = None
    assert found.reviewed
    assert Record.model_validate(jsonpatch.apply_patch(values, found.reviewed.reading)) == record()


def test_a_list_with_other_numbers_is_put_back_as_a_whole() -> None:
    found = applied(correction("/scores/0", op="remove")).record
    assert found.reviewed
    paths = [op["path"] for op in found.reviewed.reading]
    assert paths == ["/scores", "/evidence", *(path for path in paths if path.startswith("/needs_review"))]


def test_lines_are_put_back_where_the_text_is_at_hand() -> None:
    found = applied(correction("/pages/0/text/0", "SỞ NỘI VỤ", "SỞ Y TẾ"))
    assert machine_of(found.record, found.text) == (record(), TEXT)
    assert machine_of(found.record) == (record(), None)


@pytest.mark.parametrize("path", ["/scores/77/score", "/nothing/at/all"])
def test_a_record_that_somebody_has_edited_stays_as_it_is(path: str) -> None:
    found = applied(correction("/document/number", "15", "16")).record
    assert found.reviewed
    damaged = found.reviewed.model_copy(update={"reading": ({"op": "remove", "path": path},)})
    machine, _ = machine_of(found.model_copy(update={"reviewed": damaged}))
    assert (machine.document.number, machine.reviewed) == ("16", None)


def test_what_was_not_corrected_needs_no_patch() -> None:
    assert machine_of(record(), TEXT) == (record(), TEXT)
    assert reading_of(record(), TEXT, record(), TEXT) == ()
