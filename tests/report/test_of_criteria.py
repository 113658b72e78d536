"""The tables of criteria and of points that were lost, cell by cell."""

from __future__ import annotations

import pytest

from cchc_ocr.records import Deduction
from cchc_ocr.report import of_criteria
from cchc_ocr.report.parts import ComparisonReport, ReportText
from tests.compared import HEALTH, INDEX, INTERIOR, record, report, score, section, tables, texts, total


def test_the_best_criterion_comes_first_and_both_ends_are_marked(english: ComparisonReport) -> None:
    (table,) = tables(english, "Results by criterion")
    assert table.caption.endswith(f"{INTERIOR}: {INDEX}")
    assert list(texts(table)) == ["Year 2023", "Year 2021"]
    assert [row[:-1] for row in texts(table)["Year 2023"]] == [
        ["Cải cách thể chế (highest)", "9.25", "10", "92.5%", "0.75", "", "+22.50"],
        ["Cải cách tài chính công (lowest)", "8.00", "10", "80.0%", "2.00", "", "−10.00"],
    ]


def test_criteria_are_measured_by_all_bodies_also_where_one_is_asked_for() -> None:
    both = record(
        2023, score(INTERIOR, 2023, "Cải cách thể chế", 9.0), score(HEALTH, 2023, "Cải cách thể chế", 7.0)
    )
    (table,) = tables(report(both, bodies=("noi vu",)), "Results by criterion")
    assert [row[:6] for row in texts(table)["Year 2023"]] == [
        ["Cải cách thể chế", "9.00", "10", "90.0%", "1.00", "80.0%"]
    ]


def test_of_many_criteria_both_ends_are_told() -> None:
    many = record(2023, *(score(INTERIOR, 2023, f"Tiêu chí {number:02}", number / 2) for number in range(1, 16)))
    (table,) = tables(report(many), "Results by criterion")
    names = [row[0] for row in texts(table)["Year 2023"]]
    assert names[0] == "Tiêu chí 15 (highest)" and names[-1] == "Tiêu chí 01 (lowest)"
    assert (len(names), names[4]) == (9, "… 7 criteria between")


def test_criteria_without_a_maximum_are_counted() -> None:
    one = record(2023, score(INTERIOR, 2023, "A", 9.0), score(INTERIOR, 2023, "B", 9.0, None))
    told = [
        part.text for part in section(report(one), "Results by criterion").parts if isinstance(part, ReportText)
    ]
    assert told[0].startswith("1 points of criteria have no maximum")


def test_missing_points_are_summed_by_criterion_of_each_year() -> None:
    one = record(
        2023,
        *(score(INTERIOR, 2023, "A", 9.0), score(HEALTH, 2023, "A", 8.0), score(INTERIOR, 2023, "B", 9.0)),
        score(INTERIOR, 2022, "B", 5.0),
    )
    table = tables(report(one), "Points lost")[0]
    assert texts(table) == {
        "Year 2023": [["A", "2", "3.00", "75.0%"], ["B", "1", "1.00", "25.0%"]],
        "Year 2022": [["B", "1", "5.00", "100.0%"]],
    }


def test_indices_are_not_summed_together() -> None:
    two = [score(INTERIOR, 2023, "A", 9.0).model_copy(update={"index": name}) for name in ("X", "Y")]
    table = tables(report(record(2023, *two)), "Points lost")[0]
    assert list(texts(table)) == ["Year 2023, X", "Year 2023, Y"]


def test_deductions_have_their_reasons_and_sources(english: ComparisonReport) -> None:
    table = tables(english, "Points lost")[-1]
    ((year, reason, points, source),) = texts(table)[INTERIOR]
    assert (year, reason, points) == ("2023", "Gửi báo cáo chậm", "0.50") and source.startswith("[")


def test_deductions_in_doubt_are_marked_and_one_of_no_year_stays() -> None:
    lost = Deduction(body=INTERIOR, name=None, points=1.5)
    one = record(2023, total(INTERIOR, 2023, 90.0), lost, needs_review=("/deductions/0/points",))
    (table,) = tables(report(one), "Points lost")
    assert texts(table)[INTERIOR][0][:3] == ["–", "–", "1.50 ?"]


def test_of_too_many_rows_it_says_how_many_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_criteria, "MOST_ROWS", 2)
    lost = [Deduction(body=INTERIOR, year=2023, name=f"{number}", points=number) for number in range(1, 6)]
    made = report(record(2023, *lost, *(score(INTERIOR, year, "A", 5.0) for year in (2021, 2022, 2023))))
    told = [part.text for part in section(made, "Points lost").parts if isinstance(part, ReportText)]
    assert told[0].startswith("3 more are left out")
    told = [part.text for part in section(made, "Results by criterion").parts if isinstance(part, ReportText)]
    assert told[0].startswith("1 more is left out")
