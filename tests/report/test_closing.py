"""The head of a report, what does not agree, and its last sections."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cchc_ocr.export import Choice
from cchc_ocr.records import Total
from cchc_ocr.report import closing
from cchc_ocr.report.gathering import gather
from cchc_ocr.report.parts import ComparisonReport, ReportText
from tests.compared import HEALTH, INDEX, INTERIOR, found, rank, record, records, report, section, tables, total


def facts(*given: Any, **chosen: Any) -> dict[str, str]:
    gathered = gather(found(*(given or records())), Choice(**chosen))
    return dict(closing.facts(gathered, 2, date(2026, 3, 9)))


def test_the_head_says_what_is_in_it_and_how_much_is_in_doubt() -> None:
    told = facts()
    assert told["Documents"] == "4, of which a person has reviewed 0"
    assert told["Figures"] == "1 of 19 in doubt, 0 looked at by a person"
    assert told["Years"] == "2021–2023" and told["Indices"] == INDEX
    assert told["Not compared"].startswith("1 figures of other kinds")
    assert told["In several runs"] == "2 documents, each of which counts once" and "2026-03-09" in told["Made on"]
    assert "Chosen by" not in told


def test_in_vietnamese(vietnamese: None) -> None:
    told = facts()
    assert told["Số liệu"] == "19 số liệu; 1 cần xem lại, 0 đã có người soát"
    assert told["Ngày lập"].startswith("09/03/2026, bằng cchc-ocr")


def test_the_head_says_what_was_chosen_and_what_that_leaves_out() -> None:
    one = record(2023, total(INTERIOR, 2023, 90.0), Total(score=80.0, body=INTERIOR), Total(score=70.0, year=2023))
    chosen: dict[str, Any] = {"years": (2023,), "bodies": ("noi vu",), "min_confidence": 0.5, "since": "2024"}
    told = facts(one, **chosen)
    assert told["Chosen by"] == "--year 2023; --body noi vu; --min-confidence 0.5; --since 2024"
    assert "1 points and places without a year" in told["Not compared"]
    assert "1 figures that name no year" in told["Not compared"]
    assert "1 figures that name no body" in told["Not compared"]


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({}, "3 bodies, 2021–2023"),
        ({"years": (2021, 2023)}, "2 bodies, 2021, 2023"),
        ({"bodies": ("y te",), "years": (2023,)}, f"{HEALTH}, 2023"),
        ({"bodies": ("noi vu",)}, "2 bodies (“noi vu”), 2021–2023"),
    ],
)
def test_the_subtitle_names_bodies_and_years(chosen: dict[str, Any], said: str) -> None:
    assert closing.subtitle(gather(found(*records()), Choice(**chosen))) == said


def disagreeing(made: ComparisonReport) -> list[str]:
    table = next(one for one in tables(made, "To be reviewed") if "do not agree" in one.caption)
    return [f"{row[0].text}: {row[1].text}" for group in table.groups for row in group.rows]


def test_a_stated_change_that_the_points_do_not_have_is_listed(english: ComparisonReport) -> None:
    assert disagreeing(english) == [
        f"{HEALTH}, 2023, {INDEX}: the text states a change of +1.50; of the points of both years it is +1.00"
    ]


def test_documents_that_differ_are_listed_with_all_their_sources() -> None:
    made = report(*(record(2023, total(INTERIOR, 2023, value)) for value in (90.0, 80.0)))
    table = next(one for one in tables(made, "To be reviewed") if "do not agree" in one.caption)
    ((_about, said, source),) = table.groups[0].rows
    assert said.text == "documents state 90.00/100; 80.00/100; the report has that of the newest"
    assert source.sources == [1, 2]


def test_a_place_that_the_points_do_not_have_is_listed() -> None:
    points = (total(INTERIOR, 2023, 90.0), total(HEALTH, 2023, 80.0))
    made = report(record(2023, *points, rank(INTERIOR, 2023, 2), rank(HEALTH, 2023, 1)))
    assert "the place by points is 1, printed is 2/2" in " ".join(disagreeing(made))


def test_doubts_come_last(english: ComparisonReport) -> None:
    assert [one.title for one in english.sections[-2:]] == ["Sources", "To be reviewed"]


def test_where_nothing_is_in_doubt_it_says_so() -> None:
    (told,) = section(report(record(2023, total(INTERIOR, 2023, 90.0))), "To be reviewed").parts
    assert isinstance(told, ReportText) and told.text.startswith("No figure in this report is in doubt")


def test_of_more_than_a_report_holds_it_says_how_many_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "_MOST_CONTRADICTIONS", 0)
    told = [part.text for part in section(report(), "To be reviewed").parts if isinstance(part, ReportText)]
    assert any(text.startswith("1 more are left out here") for text in told)


def test_pages_without_a_picture_are_counted() -> None:
    made = closing.sources((), 3)
    assert isinstance(made.parts[1], ReportText) and made.parts[1].text.startswith("3 pages are without a picture")
