"""The tidy table: a row for each statement, whatever its kind."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cchc_ocr.records import (
    Count,
    Deduction,
    Document,
    Evidence,
    Grade,
    PartRecord,
    Percentage,
    Rank,
    Record,
    Reviewed,
    Score,
    Source,
    Total,
)
from cchc_ocr.statements import STATEMENT_COLUMNS, ItemIndex, document_key, province_of, statements
from tests.paths import ROOT

BODY = "Sở Nội vụ, tỉnh Sơn Hà"


def stated(**lists: Any) -> list[dict[str, Any]]:
    record = Record(
        source=Source(file="15.pdf", sha256="0ab1", pages=2, origin="scan"),
        document=Document(type="Báo cáo", number_symbol="15/BC-SNV", issuer="Sở Nội vụ", date="2021-03-09"),
        **lists,
    )
    return [asdict(one) for one in statements(record, path=Path("/kho/15.pdf"), name="15.json")]


FIGURES = ("value", "maximum", "percent", "share", "self_value", "rank", "base", "change", "grade")


@pytest.mark.parametrize(
    ("lists", "kind", "figures"),
    [
        (
            {"scores": (Score(score=8.5, max_score=9.0, percent=94.4, self_score=9.0, change=-0.5),)},
            "score",
            {"value": 8.5, "maximum": 9.0, "percent": 94.4, "share": 0.944444, "self_value": 9.0, "change": -0.5},
        ),
        ({"scores": (Score(score=8.5, percent=94.4),)}, "score", {"value": 8.5, "percent": 94.4, "share": 0.944}),
        (
            {"totals": (Total(score=80.0, max_score=100.0),)},
            "total",
            {"value": 80.0, "maximum": 100.0, "share": 0.8},
        ),
        ({"totals": (Total(max_score=100.0),)}, "total", {"maximum": 100.0}),
        (
            {"ranks": (Rank(position=7, of=25, change=2),)},
            "rank",
            {"value": 7, "rank": 7, "base": 25, "change": 2},
        ),
        ({"grades": (Grade(grade="Tốt"),)}, "grade", {"grade": "Tốt"}),
        ({"deductions": (Deduction(points=0.5),)}, "deduction", {"value": 0.5}),
        (
            {"percentages": (Percentage(value=99.5),)},
            "percentage",
            {"value": 99.5, "percent": 99.5, "share": 0.995},
        ),
        ({"counts": (Count(value=30, of=40),)}, "count", {"value": 30, "base": 40, "share": 0.75}),
        ({"counts": (Count(value=30, of=0),)}, "count", {"value": 30, "base": 0}),
    ],
)
def test_figures_of_each_kind(lists: dict[str, Any], kind: str, figures: dict[str, Any]) -> None:
    (row,) = stated(**lists)
    assert row["kind"] == kind
    assert {name: row[name] for name in FIGURES} == dict.fromkeys(FIGURES) | figures


def test_whose_and_when_and_where() -> None:
    total = Total(name="Chỉ số CCHC", score=80.0, body=BODY, unit="Sở", year=2020, period="2020-H1", basis="self")
    evidence = (
        Evidence(field="/totals/0/score", page=2, text="80,0", confidence=0.9),
        Evidence(field="/totals/0/year", page=1, text="2020", confidence=0.7),
        Evidence(field="/totals/10/score", page=9, text="x", confidence=0.1),
    )
    (row,) = stated(totals=(total,), evidence=evidence, needs_review=("/totals/0/score", "/totals/1"))
    due = {
        **{"document": "0ab1", "pointer": "/totals/0", "body": BODY, "unit": "Sở", "province": "tỉnh Sơn Hà"},
        **{"year": 2020, "period": "2020-H1", "basis": "self", "nature": "result", "criterion": "Chỉ số CCHC"},
        **{"confidence": 0.7, "needs_review": True, "reviewed": False, "date": date(2021, 3, 9), "page": 2},
        **{"evidence": "80,0", "path": "/kho/15.pdf", "record": "15.json", "file": "15.pdf"},
    }
    assert {name: row[name] for name in due} == due
    assert row["link"].endswith("/kho/15.pdf#page=2")


def test_what_is_not_known_is_none_and_never_zero() -> None:
    (row,) = stated(scores=(Score(),))
    flags = {"needs_review": False, "reviewed": False, "nature": "result"}
    assert {name: row[name] for name in flags} == flags
    unknown = {name for name, value in row.items() if value is None}
    assert {*FIGURES, "body", "province", "year", "confidence", "page", "evidence", "criterion_key"} <= unknown


def test_criteria_of_one_name_have_one_key_however_they_are_written() -> None:
    names = ("CẢI CÁCH THỂ CHẾ", "Cải cách  thể chế", "cải cách thể chế:")
    rows = stated(scores=tuple(Score(criterion=name) for name in names))
    assert {row["criterion_key"] for row in rows} == {"cai cach the che"}
    (coded,) = stated(scores=(Score(criterion=names[0], criterion_code="the_che"),))
    assert coded["criterion_key"] == "the_che"


def test_reviewed_is_what_a_person_has_looked_at() -> None:
    ranks = (Rank(position=1), Rank(position=2))
    rows = stated(ranks=ranks, reviewed=Reviewed(fields=("/ranks/1/position",), by="An"))
    assert [row["reviewed"] for row in rows] == [False, True]


def test_a_date_that_no_calendar_has_is_none() -> None:
    record = Record(
        source=Source(file="a", sha256="", pages=1, origin="text"),
        document=Document(date="2021-02-30"),
        ranks=(Rank(position=1),),
    )
    assert next(statements(record)).date is None


@pytest.mark.parametrize(
    ("body", "province"),
    [
        ("Sở Nội vụ, tỉnh Sơn Hà", "tỉnh Sơn Hà"),
        ("Ủy ban nhân dân huyện Sơn Trung, tỉnh Sơn Hà", "tỉnh Sơn Hà"),
        ("Ủy ban nhân dân tỉnh Sơn Hà", "tỉnh Sơn Hà"),
        ("Ủy ban nhân dân thành phố Lam Sơn, tỉnh An Bình", "tỉnh An Bình"),
        ("Sở Y tế, thành phố Hải Phòng", "thành phố Hải Phòng"),
        ("Sở Y tế, thành phố Lam Sơn", "thành phố Lam Sơn"),  # a department is of a province
        ("Ủy ban nhân dân thành phố Lam Sơn", None),  # which may be a city of a province
        ("Sở Nội vụ", None),
        ("Bộ Nội vụ", None),
        (None, None),
    ],
)
def test_the_province_of_a_body(body: str | None, province: str | None) -> None:
    assert province_of(body) == province


def test_a_key_tells_documents_of_one_file_apart() -> None:
    source = Source(file="a.pdf", sha256="0ab1", pages=9, origin="scan")
    part = PartRecord(first_page=3, last_page=5)
    keys = [document_key(Record(source=one)) for one in (source, source.model_copy(update={"part": part}))]
    assert keys == ["0ab1", "0ab1#3-5"]


def test_the_index_of_a_record_finds_what_is_in_an_item_only() -> None:
    evidence = tuple(
        Evidence(field=field, text=field, confidence=1)
        for field in ("/scores/1", "/scores/12/score", "/scores/1/year")
    )
    source = Source(file="a", sha256="", pages=1, origin="text")
    index = ItemIndex(Record(source=source, evidence=evidence, needs_review=("/scores/12", "/document/date")))
    assert [one.field for one in index.evidence("/scores/1")] == ["/scores/1", "/scores/1/year"]
    assert [one.field for one in index.evidence("/scores/1/year")] == ["/scores/1/year"]
    assert index.proof("/scores/2") is None
    assert index.review("/scores/12") == ("/scores/12",)
    assert index.review("/document/date") == ("/document/date",)
    assert not index.is_reviewed("/scores/1")


def test_every_column_is_documented_in_its_order() -> None:
    page = (
        (ROOT / "docs/record.md").read_text("utf-8").partition("## The table of results")[2].partition("\n## ")[0]
    )
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    assert [name.strip(" `") for row in rows for name in row.split(",")] == list(STATEMENT_COLUMNS)
