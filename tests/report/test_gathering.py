"""What of the records goes into a report, and what is counted beside it."""

from __future__ import annotations

from typing import Any

import pytest

from cchc_ocr.errors import UsageError
from cchc_ocr.export import Choice
from cchc_ocr.records import Count, Score, Total
from cchc_ocr.report.gathering import Gathered, gather
from tests.compared import HEALTH, INTERIOR, OTHER, found, record, records, total


def gathered(**chosen: Any) -> Gathered:
    return gather(found(*records()), Choice(**chosen))


def test_everything_without_a_filter() -> None:
    made = gathered()
    assert made.own is made.every
    counts = made.counts
    assert (counts.documents, counts.statements, counts.doubtful, counts.others) == (4, 19, 1, 1)
    assert set(counts.bodies) == {INTERIOR, HEALTH, OTHER}
    assert sorted(counts.years) == [2021, 2022, 2023]


def test_a_year_keeps_the_years_before_for_the_changes_and_counts_only_its_own() -> None:
    made = gathered(years=(2023,))
    assert made.own.years() == [2021, 2022, 2023]
    assert (made.counts.documents, sorted(made.counts.years)) == (1, [2023])
    assert made.is_asked(2023) and not made.is_asked(2022)


def test_a_body_keeps_the_others_among_which_it_stands() -> None:
    made = gathered(bodies=("so noi vu, tinh son ha",))
    assert {line.body for line in made.own.lines()} == {INTERIOR}
    assert {line.body for line in made.every.lines()} == {INTERIOR, HEALTH, OTHER}
    assert set(made.counts.bodies) == {INTERIOR}


def test_what_names_no_year_or_no_body_is_counted_where_one_is_asked_for() -> None:
    one = record(2023, total(INTERIOR, 2023, 90.0), Total(score=80.0, body=INTERIOR), Total(score=70.0, year=2023))
    made = gather(found(one), Choice(years=(2023,), bodies=("noi vu",)))
    assert (made.counts.statements, made.counts.yearless, made.counts.bodiless) == (1, 1, 1)


def test_of_figures_of_other_kinds_only_the_number_is_kept() -> None:
    mean, target = (
        Score(criterion="A", score=8.0, year=2023, **more) for more in ({"basis": "average"}, {"nature": "target"})
    )
    made = gather(
        found(record(2023, total(INTERIOR, 2023, 90.0), mean, target, Count(name="hồ sơ", value=3))), Choice()
    )
    assert (made.counts.statements, made.counts.others) == (1, 3)


@pytest.mark.parametrize(
    ("chosen", "what"),
    [
        ({"years": (1999,)}, "nothing that passes all filters"),
        ({"bodies": ("so cong thuong",)}, "nothing that passes all filters"),
        ({"since": "2030"}, "nothing that passes all filters"),
        ({"kinds": ("count",)}, "no points, places or deductions"),
    ],
)
def test_a_mistake_at_the_keyboard_is_told(chosen: dict[str, Any], what: str) -> None:
    with pytest.raises(UsageError, match=what):
        gathered(**chosen)


def test_statements_are_numbered_over_all_records_also_those_left_out() -> None:
    made = gathered(since="2024")
    (line,) = [line for line in made.own.lines() if line.body == HEALTH]
    first, second = (len(one.scores + one.totals + one.ranks) for one in records()[:2])
    result = line.result(2023)
    assert result and result.points and result.points.row == first + second + 2 + 2
