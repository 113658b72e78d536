"""A record while it is corrected."""

from __future__ import annotations

import pytest

from cchc_ocr.corrections.draft import Draft, after_moves
from cchc_ocr.corrections.pointers import NoSuchPlaceError
from cchc_ocr.corrections.values import RefusedError
from cchc_ocr.records import PersonalPlace, Record
from tests.corrected import TEXT, record


def test_what_is_refused_changes_nothing() -> None:
    draft = Draft.of(record(), TEXT)
    with pytest.raises(RefusedError):
        draft.put("/scores/1/score", "x")
    with pytest.raises(NoSuchPlaceError):
        draft.put("/scores/9/score", 1)
    with pytest.raises(RefusedError):
        draft.insert("/scores", 0, {"colour": 1})
    assert (Record.model_validate(draft.values), draft.settled, draft.moves) == (record(), {}, [])


def test_the_record_that_was_given_stays() -> None:
    given = record()
    Draft.of(given, None).put("/tables/0/rows/0/1", "13")
    assert given == record()


def test_pointers_of_all_lists_move_together() -> None:
    personal = PersonalPlace(kind="telephone", page=1, fields=("/scores/0/criterion", "/scores/1/criterion"))
    draft = Draft.of(record(personal=(personal,)), None)
    draft.confirm("/scores/1/score")
    draft.insert("/scores", 1, {"criterion": "Mới", "score": 1.0})
    assert draft.values["personal"][0]["fields"] == ["/scores/0/criterion", "/scores/2/criterion"]
    assert list(draft.settled) == ["/scores/2/score", "/scores/1"]
    assert "/scores/2/score" in draft.values["needs_review"]
    draft.remove("/scores/0")
    assert draft.values["personal"][0]["fields"] == ["/scores/1/criterion"]
    assert after_moves("/scores/1/score", draft.moves) == "/scores/1/score"
    assert after_moves("/scores/0/score", draft.moves) is None


def test_the_latest_value_to_be_settled_stands_last() -> None:
    draft = Draft.of(record(), None)
    draft.settle("/document/date")
    draft.put("/document/number", "16")
    draft.settle("/document/date")
    assert list(draft.settled) == ["/document/number", "/document/date"]
    assert draft.past == {"/document/number": ["15"]}
