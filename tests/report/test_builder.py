"""What the sections are built with: choices, numbers, marks."""

from __future__ import annotations

from typing import Any

import pytest

from cchc_ocr.export import Choice
from cchc_ocr.report import builder as building
from cchc_ocr.report.builder import ReportBuilder, differs_from_print, left_out, marks, rank_text
from cchc_ocr.report.gathering import gather
from cchc_ocr.report.parts import ReportColumn, ReportText
from cchc_ocr.report.sources import WantedRows
from tests.compared import HEALTH, INTERIOR, found, rank, record, records, total


def builder(*given: Any, **chosen: Any) -> ReportBuilder:
    return ReportBuilder(gather(found(*(given or records())), Choice(**chosen)), WantedRows())


def test_only_the_years_asked_for_are_shown_with_their_changes() -> None:
    shown = {line.body: results for line, results in builder(years=(2023,)).wholes()}
    assert [(one.year, one.change) for one in shown[INTERIOR]] == [(2023, 2.25)]


def test_a_body_is_ranked_among_all_and_shown_alone() -> None:
    ranked = builder(bodies=("y te",), years=(2021,)).rankings()
    assert [(one.line.body, one.printed, one.place, one.among) for one in ranked] == [(HEALTH, 1, 1, 2)]


def test_a_place_among_one_is_none() -> None:
    assert builder(record(2023, total(INTERIOR, 2023, 90.0))).rankings() == []


def test_a_printed_place_that_the_points_do_not_have_is_noticed() -> None:
    wrong = builder(
        record(
            2023,
            total(INTERIOR, 2023, 90.0),
            total(HEALTH, 2023, 80.0),
            rank(INTERIOR, 2023, 2),
            rank(HEALTH, 2023, 1),
        )
    )
    assert [differs_from_print(one) for one in wrong.rankings()] == [True, True]
    assert not any(map(differs_from_print, builder(years=(2021,)).rankings()))


@pytest.mark.parametrize(
    ("more", "mark"),
    [({}, ("", "", "")), ({"basis": "self"}, ("", "*", ""))],
)
def test_points_have_the_marks_of_their_doubts(more: dict[str, Any], mark: tuple[str, ...]) -> None:
    ((_line, (result,)),) = builder(record(2023, total(INTERIOR, 2023, 90.0, **more))).wholes()
    assert tuple(marks(result)) == mark


def test_points_and_places_in_doubt_are_marked() -> None:
    one = record(
        2023, total(INTERIOR, 2023, 90.0), rank(INTERIOR, 2023, 1), needs_review=("/totals/0/score", "/ranks/0")
    )
    ((_line, (result,)),) = builder(one).wholes()
    assert (marks(result)[0], rank_text(result)) == ("?", "1/2 ?")


def test_documents_that_differ_mark_points_or_else_places() -> None:
    points = [record(2023, total(INTERIOR, 2023, value)) for value in (90.0, 80.0)]
    ((_line, (result,)),) = builder(*points).wholes()
    assert marks(result)[2] == "≠"
    places = [record(2023, rank(INTERIOR, 2023, value)) for value in (1, 2)]
    ((_line, (result,)),) = builder(*places).wholes()
    assert rank_text(result).endswith(" ≠")


def test_tables_and_charts_are_numbered_and_charts_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "MOST_CHARTS", 0)
    made = builder()
    assert made.table("A", [ReportColumn("Year", 1)], []).caption == "Table 1. A"
    assert made.table("B", [], []).caption == "Table 2. B"
    from cchc_ocr.export.charts import drawings

    drawn = drawings(made.gathered.own.lines())
    (told,) = made.charts(drawn)
    assert isinstance(told, ReportText) and told.text.startswith(f"{len(drawn)} more charts")


def test_what_is_left_out_is_told_with_what_to_do() -> None:
    assert left_out(1).text.startswith("1 more is left out") and "--body" in left_out(7).text
