"""The seconds of work that a document may take."""

from __future__ import annotations

import pytest

from cchc_ocr.runs.budget import Budget, DocumentTimeoutError


@pytest.mark.parametrize(("left", "limit", "allowed"), [(100.0, 60.0, 60.0), (5.0, 60.0, 5.0)])
def test_a_task_has_its_limit_or_what_is_left(left: float, limit: float, allowed: float) -> None:
    assert Budget(left, 100.0).next_limit(limit) == allowed


@pytest.mark.parametrize("left", [0.0, -1.5])
def test_nothing_is_left(left: float) -> None:
    with pytest.raises(DocumentTimeoutError, match="longer than 100 s of work") as caught:
        Budget(left, 100.0).next_limit(60.0)
    assert "--document-timeout" in caught.value.hint
