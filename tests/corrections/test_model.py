"""What a correction is, and the file of several."""

from __future__ import annotations

import unicodedata

import pytest
from pydantic import ValidationError

from cchc_ocr.corrections.model import Correction, Review, composed
from tests.corrected import correction

_FIRST, _SECOND = "11" * 32, "22" * 32


def test_a_correction_written_by_hand_needs_three_keys() -> None:
    one = Correction.model_validate({"pointer": "/document/number", "was": None, "is": "15"})
    assert (one.op, one.was, one.is_, one.gives("was"), one.gives("page")) == ("replace", None, "15", True, False)
    assert one.to_dict() == {"pointer": "/document/number", "was": None, "is": "15"}


def test_keys_that_are_not_known_stay() -> None:
    given = {"sha256": _FIRST, "tool": "x", "corrections": [{"pointer": "/a", "was": 1, "is": 2, "colour": "red"}]}
    assert Review.model_validate(given).to_dict() == given


@pytest.mark.parametrize("pointer", ["", "document", "/document/", "//x", "/"])
def test_what_is_no_pointer_is_refused(pointer: str) -> None:
    with pytest.raises(ValidationError):
        Correction.model_validate({"pointer": pointer, "is": 1})


def test_texts_are_composed_as_those_of_records_are() -> None:
    torn = unicodedata.normalize("NFD", "Sở Nội vụ")
    assert composed([torn, {"a": torn}, 1.5, None]) == ["Sở Nội vụ", {"a": "Sở Nội vụ"}, 1.5, None]
    assert correction("/a", torn, torn).is_ == "Sở Nội vụ"


def test_corrections_of_another_scan_are_told_apart_and_kept() -> None:
    old = Review(sha256=_FIRST, corrections=(correction("/a", 1, 2),))
    assert (len(old.of(_FIRST)), len(old.of(_SECOND)), len(old.of_others(_SECOND))) == (1, 0, 1)
    new = old.with_more(_SECOND, [correction("/a", 1, 3)])
    assert [one.is_ for one in new.of(_SECOND)] == [3]
    assert [one.is_ for one in new.of(_FIRST)] == [2]
    assert new.of_others(_SECOND) == ()  # somebody has corrected the new scan since


def test_a_file_without_a_hash_is_of_any_scan() -> None:
    assert len(Review(corrections=(correction("/a", 1, 2),)).of(_FIRST)) == 1
