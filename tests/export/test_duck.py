"""All tables in a DuckDB file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cchc_ocr import export
from cchc_ocr.export.tables import TABLES
from tests.exported import found, record

duckdb = pytest.importorskip("duckdb")


def test_a_table_for_each_table_with_types(tmp_path: Path) -> None:
    two = found(record(2019), record(2020))
    (path,) = export.write(two, "duckdb", tmp_path / "all.duckdb").files
    assert [one.name for one in tmp_path.iterdir()] == ["all.duckdb"]
    with duckdb.connect(str(path), read_only=True) as db:
        for table in TABLES:
            (counted,) = db.sql(f'SELECT count(*) FROM "{table.name}"').fetchall()
            assert counted == (len(list(table.rows(two))),)
        asked = (
            "SELECT value, needs_review, date FROM results WHERE kind = 'score' ORDER BY year, value DESC LIMIT 1"
        )
        assert db.sql(asked).fetchall() == [(8.5, True, date(2020, 3, 9))]


def test_remarks_of_the_tables_are_told(tmp_path: Path) -> None:
    document = record().document.model_copy(update={"date": "2021-02-30"})
    odd = record().model_copy(update={"document": document})
    assert "2021-02-30 is no date" in export.write(found(odd), "duckdb", tmp_path / "a.duckdb").remarks[0]
