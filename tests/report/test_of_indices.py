"""The tables of indices, cell by cell."""

from __future__ import annotations

import pytest

from cchc_ocr.report import builder, of_indices
from cchc_ocr.report.parts import ComparisonReport, ReportChart, ReportList, ReportText
from tests.compared import HEALTH, INDEX, INTERIOR, rank, record, report, section, tables, texts, total


def test_the_years_of_each_body_stand_below_one_another(english: ComparisonReport) -> None:
    other, own = tables(english, "Comparison over the years")
    assert own.caption == f"Table 2. {INDEX}, tỉnh Sơn Hà"
    assert texts(own)["Sở Nội vụ"] == [
        ["2021", "88.50", "100", "88.5%", "2/2", "", "", texts(own)["Sở Nội vụ"][0][-1]],
        ["2022", "90.00", "100 †", "90.0%", "1/2", "+1.50", "", texts(own)["Sở Nội vụ"][1][-1]],
        ["2023", "92.25", "100", "92.3%", "1/2", "+2.25", "+2.25", texts(own)["Sở Nội vụ"][2][-1]],
    ]
    assert texts(own)["Sở Y tế"][2][1:7] == ["90.50 ?", "100", "90.5%", "2/2", "+1.00", "+1.50 ≠"]
    assert {note[0] for note in own.notes} >= {"?", "†", "≠"}
    assert list(texts(other)) == ["Sở Nội vụ"] and "Lam Kiều" in other.caption


def test_each_row_leads_to_the_page_of_its_figures(english: ComparisonReport) -> None:
    pages = {part.number: part.document for part in section(english, "Sources").parts if hasattr(part, "number")}
    rows = texts(tables(english, "Comparison over the years")[1])["Sở Nội vụ"]
    cited = [pages[int(row[-1].strip("[]"))] for row in rows]
    assert ["31/BC-UBND" in cited[0], "32/BC-UBND" in cited[1], "33/BC-UBND" in cited[2]] == [True] * 3


def test_a_change_over_more_than_a_year_says_since_when() -> None:
    made = report(record(2023, total(INTERIOR, 2021, 80.0), total(INTERIOR, 2023, 85.0)))
    (table,) = tables(made, "Comparison over the years")
    assert [row[5] for row in texts(table)["Sở Nội vụ"]] == ["", "+5.00 (2021)"]


def test_two_indices_of_two_bodies_are_two_tables() -> None:
    both = [total(body, 2023, 80.0, index=name) for body in (INTERIOR, HEALTH) for name in ("A", "B")]
    captions = [table.caption for table in tables(report(record(2023, *both)), "Comparison over the years")]
    assert captions == ["Table 1. A, tỉnh Sơn Hà", "Table 2. B, tỉnh Sơn Hà"]


def test_places_are_as_printed_with_those_by_points_beside_them(english: ComparisonReport) -> None:
    table = tables(english, "Ranking of each year")[1]
    assert list(texts(table)) == ["Year 2023", "Year 2022", "Year 2021"]
    assert [row[:-1] for row in texts(table)["Year 2022"]] == [
        ["1/2", "Sở Nội vụ", "90.00", "90.0%", "1/2", "+1", "+1"],
        ["2/2", "Sở Y tế", "89.50", "89.5%", "2/2", "−1", ""],
    ]


def test_ties_stay_as_they_are_printed() -> None:
    made = report(record(2023, *(rank(body, 2023, 1) for body in (INTERIOR, HEALTH)), total(INTERIOR, 2023, 84.0)))
    (table,) = tables(made, "Ranking of each year")
    assert [row[0] for row in texts(table)["Year 2023"]] == ["1/2", "1/2"]


def test_the_summary_tells_the_last_year_of_each_body(english: ComparisonReport) -> None:
    listed, told = section(english, "Summary").parts
    assert isinstance(listed, ReportList) and isinstance(told, ReportText)
    said = {lead: text for lead, text, _sources in listed.items}
    assert (
        said[f"{INTERIOR}, {INDEX}, 2023: "]
        == "92.25/100 points (92.3%); place 1/2; 2.25 points more than in 2022"
    )
    assert told.text == "1 of 19 figures are in doubt: see “To be reviewed”."


@pytest.mark.parametrize(
    ("points", "said"), [(91.0, "1.00 points more"), (89.0, "1.00 points fewer"), (90.0, "as many")]
)
def test_the_summary_says_how_points_changed(points: float, said: str) -> None:
    made = report(record(2023, total(INTERIOR, 2022, 90.0), total(INTERIOR, 2023, points)))
    listed, nothing = section(made, "Summary").parts
    assert isinstance(listed, ReportList) and said in listed.items[0][1]
    assert isinstance(nothing, ReportText) and nothing.text == "None of the figures is in doubt."


def test_in_vietnamese(made_in_vietnamese: ComparisonReport) -> None:
    table = tables(made_in_vietnamese, "So sánh các năm")[1]
    assert [column.title for column in table.columns][:5] == ["Năm", "Điểm", "Tối đa", "Tỷ lệ đạt", "Hạng"]
    assert texts(table)["Sở Nội vụ"][2][1:7] == ["92,25", "100", "92,3%", "1/2", "+2,25", "+2,25"]


def test_charts_are_of_the_years_asked_for(english: ComparisonReport) -> None:
    charts = [
        part for part in section(english, "Comparison over the years").parts if isinstance(part, ReportChart)
    ]
    assert [chart.drawing.heads for chart in charts] == [["2021", "2022", "2023"]]
    single = section(report(years=(2023,)), "Comparison over the years").parts
    assert not any(isinstance(part, ReportChart) for part in single)


def test_of_too_many_rows_it_says_how_many_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_indices, "MOST_ROWS", 2)
    made = report()
    told = [part.text for part in section(made, "Comparison over the years").parts if isinstance(part, ReportText)]
    assert told[0].startswith("2 more are left out")
    told = [part.text for part in section(made, "Ranking of each year").parts if isinstance(part, ReportText)]
    assert told[0].startswith("5 more are left out")
    assert sum(len(group.rows) for table in tables(made, "Ranking of each year") for group in table.groups) == 2
    assert builder.MOST_ROWS > 2


def test_the_summary_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_indices, "_MOST_TOLD", 1)
    _listed, more, _doubts = section(report(), "Summary").parts
    assert isinstance(more, ReportText) and more.text == "2 more results are in the tables below."
