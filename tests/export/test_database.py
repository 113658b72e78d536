"""All tables in an SQLite file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cchc_ocr import export
from cchc_ocr.errors import UsageError
from cchc_ocr.export.tables import TABLES
from cchc_ocr.records import Rank
from tests.exported import found, record


def ask(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(query).fetchall()


def test_a_table_for_each_table_with_its_rows(tmp_path: Path) -> None:
    two = found(record(2019), record(2020))
    (path,) = export.write(two, "sqlite", tmp_path / "all.sqlite").files
    for table in TABLES:
        assert ask(path, f'SELECT count(*) FROM "{table.name}"') == [(len(list(table.rows(two))),)]
    assert ask(
        path, "SELECT kind, value, typeof(value), date FROM results WHERE kind = 'total' ORDER BY year"
    ) == [
        ("total", 80.08, "real", "2020-03-09"),
        ("total", 80.08, "real", "2021-03-09"),
    ]
    assert ask(path, "SELECT DISTINCT needs_review FROM results ORDER BY 1") == [(0,), (1,)]
    lists = ask(path, "SELECT value FROM documents, json_each(documents.recipients) LIMIT 1")
    assert lists == [("Như trên",)]
    assert ask(path, 'SELECT DISTINCT cited_date FROM "references"') == [("2020-01-20",)]


def test_a_number_of_more_than_64_bits_is_kept_as_the_nearest_one(tmp_path: Path) -> None:
    ranks = (Rank(position=2**63, of=3),)
    export.write(found(record().model_copy(update={"ranks": ranks})), "sqlite", tmp_path / "a.sqlite")
    ((position,),) = ask(tmp_path / "a.sqlite", "SELECT position FROM ranks")
    assert position == 2.0**63  # the nearest number that SQLite has


def test_what_sqlite_cannot_write_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(sqlite3, "connect", full)
    with pytest.raises(UsageError, match="cannot be written: database or disk is full"):
        export.write(found(record()), "sqlite", tmp_path / "new/a.sqlite")
    assert not list(tmp_path.iterdir())
