"""Rows of all tables, one record after the other."""

from __future__ import annotations

from contextlib import ExitStack

from cchc_ocr.export.spooling import Spool, all_rows
from cchc_ocr.export.tables import REVIEW, SCORES, TABLES
from tests.exported import found, record

TWO = found(record(2019), record(2020))


def test_each_table_has_its_rows_in_its_order() -> None:
    rows = list(all_rows(TWO, TABLES))
    for table in TABLES:
        own = [dict(row.cells) for row in rows if row.table is table]
        assert [{**row, **_as_lists(row)} for row in own] == [
            {**row.cells, **_as_lists(row.cells)} for row in table.rows(TWO)
        ], table.name


def _as_lists(cells: object) -> dict[str, object]:
    assert isinstance(cells, dict)
    return {name: list(cell) for name, cell in cells.items() if isinstance(cell, tuple)}


def test_only_the_tables_that_are_asked_for() -> None:
    assert {row.table.name for row in all_rows(TWO, [SCORES, REVIEW])} == {"scores", "review"}
    assert [row.name for row in all_rows(TWO, [SCORES])] == ["2019.pdf.json"] * 3 + ["2020.pdf.json"] * 3


def test_what_is_kept_comes_back_place_by_place() -> None:
    with ExitStack() as files:
        spool = Spool(files)
        for place, value in ((2, "ba"), (1, ["một", 0.5]), (2, None), (1, "hai")):
            spool.add(place, value)
        assert list(spool) == [["một", 0.5], "hai", "ba", None]
        assert list(Spool(files)) == []
