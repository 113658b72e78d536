"""Records as tables: which rows, which cells, and where in the record they come from."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.check_texts import failed
from cchc_ocr.export.tables import (
    CELLS,
    CHECKS,
    DOCUMENTS,
    REFERENCES,
    REVIEW,
    SCORES,
    TABLES,
    proof,
    value_at,
    within,
)
from cchc_ocr.records import Rank, Record, Total
from tests.exported import RESULTS, found, record
from tests.workbooks import BARE

ONE = record(2020)
HEALTH, FINANCE = "Sở Y tế, tỉnh Sơn Hà", "Sở Tài chính, tỉnh Sơn Hà"


@pytest.mark.parametrize("one", [ONE, RESULTS, BARE], ids=["report", "conclusion", "bare"])
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_row_has_a_cell_for_every_column(table, one: Record) -> None:
    for row in table.rows(found(one)):
        assert set(table.names) == set(row.cells)
        assert row.pointers.keys() <= set(table.names)
        assert table.key in table.names


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_pointer_leads_to_the_value_of_its_cell(table) -> None:
    for row in table.rows(found(ONE)):
        for name, pointer in row.pointers.items():
            assert value_at(ONE, pointer) == row.cells[name], (name, pointer)


@pytest.mark.parametrize(
    ("table", "rows"), [(DOCUMENTS, 1), (SCORES, 3), (REFERENCES, 1), (CELLS, 4), (CHECKS, 2), (REVIEW, 3)]
)
def test_how_many_rows(table, rows: int) -> None:
    assert len(list(table.rows(found(ONE)))) == rows
    assert len(list(table.rows(found(ONE, ONE)))) == 2 * rows


def test_a_row_is_as_sure_as_its_least_sure_value() -> None:
    rows = [
        (row.cells["confidence"], row.cells["page"], row.cells["needs_review"]) for row in SCORES.rows(found(ONE))
    ]
    assert rows == [(0.95, 2, ()), (0.62, 2, ("/scores/1/score",)), (None, None, ())]


@pytest.mark.parametrize(
    ("total", "rank", "place"),
    [
        ({"body": HEALTH}, {"body": HEALTH}, 7),
        ({"body": HEALTH}, {"body": FINANCE}, None),
        ({"body": HEALTH, "year": 2020}, {"body": HEALTH, "year": 2019}, None),
        ({"body": HEALTH, "year": 2020}, {"body": HEALTH}, 7),
        ({"body": HEALTH, "index": "PCI"}, {"body": HEALTH, "index": "PAPI"}, None),
        ({}, {}, 7),
        ({"body": HEALTH, "nature": "target"}, {"body": FINANCE}, 7),  # no total, so that the place stands alone
        ({"basis": "average"}, {"body": FINANCE}, 7),
    ],
)
def test_total_and_place_of_a_document_are_of_one_body(total: Any, rank: Any, place: int | None) -> None:
    """They were the first of each, and a row said of one department what was another's."""
    ranks = (Rank(position=7, of=25, **rank),)
    one = ONE.model_copy(update={"totals": (Total(score=80.5, **total),), "ranks": ranks})
    (row,) = DOCUMENTS.rows(found(one))
    assert (row.cells["rank"], row.cells["rank_of"]) == (place, 25 if place else None)
    has_total = total.get("nature") is None and not total.get("basis")
    assert row.cells["total"] == (80.5 if has_total else None)


def test_the_place_is_that_of_the_body_of_the_total_wherever_it_stands() -> None:
    ranks = (Rank(position=1, of=25, body=FINANCE), Rank(position=7, of=25, body=HEALTH))
    one = ONE.model_copy(update={"totals": (Total(score=80.5, body=HEALTH),), "ranks": ranks})
    (row,) = DOCUMENTS.rows(found(one))
    assert (row.cells["rank"], row.pointers["rank"]) == (7, "/ranks/1/position")


def test_a_check_stands_on_the_page_of_its_first_value() -> None:
    check = failed(code="rank-beyond-base", fields=("/nothing", "/scores/1/score"), position=26, of=25)
    (row,) = CHECKS.rows(found(ONE.model_copy(update={"checks": (check,)})))
    assert (row.page, row.cells["message"], row.cells["level"]) == (2, "place 26 of 25 is not possible", "error")
    assert "args" not in row.cells


def test_what_to_review_has_the_value_and_what_was_seen_the_most_worth_first() -> None:
    rows = [(row.cells["field"], row.cells["read"], row.cells["seen"]) for row in REVIEW.rows(found(ONE))]
    assert rows == [
        ("/scores/1/score", "8.5", "8,5o"),
        ("/document/signer", None, None),
        ("/counts/0", None, "27.915"),
    ]


@pytest.mark.parametrize(
    ("pointer", "parent", "inside"),
    [
        ("/scores/1", "/scores/1", True),
        ("/scores/1/score", "/scores/1", True),
        ("/scores/12", "/scores/1", False),
        ("/scores", "/scores/1", False),
    ],
)
def test_within(pointer: str, parent: str, inside: bool) -> None:
    assert within(pointer, parent) is inside


def test_the_proof_of_a_value_or_of_what_is_in_it() -> None:
    assert proof(ONE, "/scores/1").text == "8,5o"  # type: ignore[union-attr]
    assert proof(ONE, "/scores/2") is None


@given(
    st.text(max_size=20) | st.sampled_from(["/scores/0/score/x", "/scores/99", "/scores/-1", "/schema_version/x"])
)
def test_no_pointer_is_too_odd(pointer: str) -> None:
    value_at(ONE, pointer)
