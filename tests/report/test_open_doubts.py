"""Which doubts are told, in which words, and that the list stays short."""

from __future__ import annotations

import pytest

from cchc_ocr.export import Found
from cchc_ocr.records import PageRecord, Record
from cchc_ocr.report import open_doubts
from cchc_ocr.report.open_doubts import DoubtList, OpenDoubt, doubts_of
from cchc_ocr.statements import ItemIndex, statements
from tests.compared import HARM, HEALTH, record, records, total


def doubts(one: Record) -> list[OpenDoubt]:
    return list(doubts_of(Found("a.json", one), ItemIndex(one), list(statements(one))))


def test_a_doubt_says_what_it_is_about_and_what_to_do() -> None:
    of_document, of_total, check = doubts(records()[2])
    assert (of_document.about, of_document.why) == ("the document itself", "compare with the scan: Date")
    assert of_document.recorded == "Date: 2024-02-12"
    assert of_total.about == f"{HEALTH}, 2023, total"
    assert (of_total.recorded, of_total.where) == ("Score: 90.5", "33/BC-UBND, page 1")
    assert (check.about, check.why) == ("figures that do not agree", "the parts add up to 17")


def test_in_vietnamese(vietnamese: None) -> None:
    of_document, of_total, _check = doubts(records()[2])
    assert (of_document.recorded, of_document.why) == (
        "Ngày ban hành: 12/02/2024",
        "đối chiếu với bản gốc: Ngày ban hành",
    )
    assert of_total.about == f"{HEALTH}, 2023, tổng điểm"


def test_what_could_not_be_read_is_told_apart() -> None:
    one = record(
        2023, total(HEALTH, 2023, 90.0, max_score=None), needs_review=("/totals/0/max_score", "/totals/0/score")
    )
    (doubt,) = doubts(one)
    assert doubt.why == "compare with the scan: Score; could not be read: Maximum"


def test_pages_that_are_missing_are_told() -> None:
    page = PageRecord(number=2, state="unreadable", words=0, fault="the page is corrupt")
    due = ("/source/pages", "/pages/0")
    missing = doubts(record(2023, total(HEALTH, 2023, 90.0), pages=(page,), needs_review=due))
    assert [(one.about, one.why) for one in missing] == [
        ("Source: Pages", "look at the scan"),
        ("page 2", "the page is corrupt"),
    ]


def test_doubts_of_other_values_and_notes_are_left_to_the_workbook() -> None:
    due = ("/document/signer", "/tables/0/rows/1/1", "/counts/0/value")
    assert doubts(record(2023, total(HEALTH, 2023, 90.0), needs_review=due)) == []


def test_names_that_mean_harm_are_texts() -> None:
    one = record(2023, total(HARM, 2023, 90.0), needs_review=("/totals/0/body",))
    (doubt,) = doubts(one)
    assert "\x07" not in doubt.about and "<script>" in doubt.about


def test_of_many_those_most_worth_a_look_are_kept_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_doubts, "MOST_DOUBTS", 3)
    kept = DoubtList()
    kept.add(OpenDoubt(place, f"{number}", "", "", "") for number, place in enumerate((3, 1, 2, 1, 3, 2)))
    assert (kept.count, [one.about for one in kept.listed()]) == (6, ["1", "3", "2"])
