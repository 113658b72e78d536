"""What became of corrections, counted."""

from __future__ import annotations

from tests.corrected import applied, correction


def test_outcomes_are_counted_by_what_became_of_them() -> None:
    found = applied(correction("/document/number", "15", "16"), correction("/scores/9/score", 1, 2))
    assert (found.count("applied"), found.count("lost"), found.count("conflict")) == (1, 1, 0)
    assert [one.stands for one in found.outcomes] == [True, False]
