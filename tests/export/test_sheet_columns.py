"""The columns of the sheets of a workbook."""

from __future__ import annotations

import pytest

from cchc_ocr.export import tables
from cchc_ocr.export.sheet_columns import columns_of
from cchc_ocr.export.workbook import SHEET_TABLES

LEFT_OUT = {"link", "total", "total_max", "total_year", "rank", "rank_of", "document", "path"}


@pytest.mark.parametrize("table", SHEET_TABLES, ids=lambda table: table.name)
def test_every_column_of_a_table_stands_once(table: tables.ExportTable) -> None:
    """Only what programs need, and what other sheets have, is left out."""
    columns = columns_of(table)
    assert len(set(columns.names)) == len(columns.names) == len(columns.headings)
    assert set(columns.names) <= set(table.names)
    assert set(table.names) - set(columns.names) <= LEFT_OUT
    assert [columns.names[number] for number, _ in columns.worded] == [name for _, name in columns.worded]
    assert {columns.names[number]: number for number in columns.numbers.values()} == columns.numbers


def test_what_a_page_is_wide_enough_for_comes_first() -> None:
    results = columns_of(tables.RESULTS)
    assert results.printed == 14
    assert results.names[:3] == ("file", "page", "kind")
    assert results.names[-2:] == ("record", "pointer")


@pytest.mark.parametrize(
    ("table", "name", "kind"),
    [
        (tables.RESULTS, "share", "share"),
        (tables.RESULTS, "percent", "percent"),
        (tables.RESULTS, "date", "date"),
        (tables.DOCUMENTS, "needs_review", "whole"),
        (tables.REVIEW, "right", "entry"),
        (tables.REVIEW, "pointer", "key"),
    ],
)
def test_what_cells_hold(table: tables.ExportTable, name: str, kind: str) -> None:
    columns = columns_of(table)
    assert columns.headings[columns.numbers[name]].kind == kind
