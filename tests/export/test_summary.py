"""The first sheet of a workbook."""

from __future__ import annotations

import pytest

from cchc_ocr.export import summary
from cchc_ocr.export.titles import titles
from cchc_ocr.records import Rank, Reviewed
from tests.exported import found, record
from tests.workbooks import BARE, SHEETS, opened

WORDS = titles().summary


def test_what_is_in_it_which_years_and_what_is_in_doubt() -> None:
    reviewed = record(2020).model_copy(update={"reviewed": Reviewed(fields=("/document/date",))})
    page = opened(found(record(2019), reviewed))[SHEETS["summary"]]
    told = {row[0].value: row[1].value for row in page.iter_rows() if row[0].value}
    due = {
        "documents": 2,
        "statements": 16,
        "undated": 6,
        "left_out": 0,
        "to_review": 6,
        "reviewed": 1,
        "bodies": 1,
    }
    assert {name: told[WORDS[name]] for name in due} == due
    assert told["    điểm tiêu chí"] == 6
    assert told[WORDS["checks"].format(level=titles().levels["error"])] == 2
    rows = [[c.value for c in row] for row in page.iter_rows()]
    assert [WORDS["body"], "2019", "2020", WORDS["all"]] in rows
    assert ["Sở Nội vụ", 5, 5, 10] in rows


def test_results_that_are_not_compared_are_counted() -> None:
    """Without a year, or of a part of it."""
    ranks = (Rank(position=1), Rank(position=2, year=2020, period="2020-H1"))
    page = opened(found(BARE.model_copy(update={"ranks": ranks})))[SHEETS["summary"]]
    told = {row[0].value: row[1].value for row in page.iter_rows()}
    assert (told[WORDS["left_out"]], told[WORDS["undated"]]) == (2, 1)


def test_more_bodies_than_a_page_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary, "_MOST_BODIES", 1)
    page = opened(found(record(issuer="Sở Y tế"), record(issuer="Sở Nội vụ")))[SHEETS["summary"]]
    assert WORDS["more"].format(count=1) in [row[0].value for row in page.iter_rows()]
