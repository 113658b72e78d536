"""Probabilities set right by what people found, and measured on documents that were kept aside."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.corrections.applying import apply
from cchc_ocr.evaluation.calibration import Judged
from cchc_ocr.evaluation.recalibration import (
    FEWEST_DOCUMENTS,
    FEWEST_VALUES,
    curve_of,
    enough,
    judged_probabilities,
    recalibrated,
)
from tests.corrected import correction, record

THRESHOLD = 0.85
VALUES = st.lists(st.builds(Judged, st.just("head"), st.floats(0.01, 1.0), st.booleans()), max_size=40)


def archive(right: float, stated: float, documents: int = 20, values: int = 10) -> list[list[Judged]]:
    """Documents whose values were all said to be so sure, and of which that share is right."""
    chance = random.Random(7)
    return [[Judged("figures", stated, chance.random() < right) for _ in range(values)] for _ in range(documents)]


@pytest.mark.parametrize(("right", "stated"), [(0.5, 0.9), (0.97, 0.7)])
def test_probabilities_come_near_to_what_was_right(right: float, stated: float) -> None:
    (part,) = recalibrated(archive(right, stated), THRESHOLD)
    assert part.part == "figures"
    assert part.points
    assert part.after.brier < part.before.brier
    assert abs(curve_of([one for of in archive(right, stated) for one in of]).at(stated) - right) < 0.1


def test_wrong_values_that_nobody_would_have_looked_at_are_listed_afterwards() -> None:
    (part,) = recalibrated(archive(0.5, 0.9), THRESHOLD)
    assert (part.before.listed, part.after.missed) == (0, 0)
    assert part.before.missed == part.before.values - part.before.right > 50


def test_probabilities_that_are_right_already_stay() -> None:
    right = [[Judged("head", 0.75, at % 4 > 0) for at in range(12)] for _ in range(20)]
    (part,) = recalibrated(right, THRESHOLD)
    assert part.points == ()


@pytest.mark.parametrize(
    ("documents", "is_enough"),
    [
        (archive(0.5, 0.9), True),
        (archive(0.5, 0.9, documents=FEWEST_DOCUMENTS - 1, values=40), False),
        (archive(0.5, 0.9, documents=FEWEST_DOCUMENTS, values=FEWEST_VALUES // FEWEST_DOCUMENTS - 1), False),
        (archive(1.0, 0.9), False),  # nothing wrong: nobody knows where the doubt is
        ([], False),
    ],
)
def test_too_few_values_are_refused(documents: list[list[Judged]], is_enough: bool) -> None:
    assert enough(documents) == is_enough
    assert bool(recalibrated(documents, THRESHOLD)) == is_enough


@given(VALUES)
def test_a_curve_rises_and_stays_a_probability(judged: Sequence[Judged]) -> None:
    curve = curve_of(judged)
    shares = [curve.at(at / 50) for at in range(51)]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)
    assert list(curve.stated) == sorted(curve.stated)


def test_without_values_nothing_changes() -> None:
    assert [round(curve_of([]).at(at / 20), 4) for at in range(21)] == [round(at / 20, 4) for at in range(21)]


def test_lines_have_no_probability_and_need_no_text() -> None:
    one = correction("/pages/0/text/0", "SỞ NỘI VỤ", "SỞ Y TẾ")
    assert list(judged_probabilities(apply(record(), [one]))) == []


def test_values_of_documents_with_the_probabilities_of_the_machine() -> None:
    ones = [
        correction("/scores/1/score", 8.5, 9),
        correction("/document/date", "2021-03-09", "2021-03-09"),
        correction("/document/place", None, "Sơn Hà"),  # nothing was read
        correction("/tables/0/rows/0/1", "12", "13"),  # has no probability of its own
        correction("/scores/-", is_={"score": 1.0}, op="add"),
        correction("/scores/0", op="remove"),  # has none either
    ]
    found = list(judged_probabilities(apply(record(), ones)))
    assert found == [Judged("figures", 0.9, False), Judged("head", 0.9, True)]
