"""All tables in an SQLite file, which many programs open; its names are those of the catalogue of a run."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path

from cchc_ocr.errors import UsageError
from cchc_ocr.export.formats import ExportOptions
from cchc_ocr.export.found import FoundRecords
from cchc_ocr.export.spooling import SpooledRow, all_rows
from cchc_ocr.export.tables import TABLES, CellValue, ColumnKind, ExportTable
from cchc_ocr.statements import MOST_WHOLE

_TYPES: Mapping[ColumnKind, str] = {
    **{"text": "TEXT", "list": "TEXT", "date": "TEXT", "whole": "INTEGER", "truth": "INTEGER"},
    **{"number": "REAL", "share": "REAL"},
}
_INDEXES = (
    "CREATE INDEX results_body ON results (body, year)",
    "CREATE INDEX results_document ON results (document)",
)


def targets(out: Path, options: ExportOptions) -> Sequence[Path]:  # noqa: ARG001
    """One file."""
    return [out]


def write(found: FoundRecords, places: Mapping[Path, Path], options: ExportOptions) -> Sequence[str]:  # noqa: ARG001
    """Write the database. Raises UsageError where SQLite cannot: the disk is full."""
    ((target, place),) = places.items()
    try:
        with closing(sqlite3.connect(place, isolation_level=None)) as db:
            db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")  # it is nobody's yet
            for table in TABLES:
                db.execute(f'CREATE TABLE "{table.name}" ({_columns(table)})')
            for name, rows in _grouped(found):
                marks = ", ".join("?" * len(rows[0]))
                db.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
            for index in _INDEXES:
                db.execute(index)
            db.execute("COMMIT")
    except sqlite3.Error as error:
        raise UsageError(f"{target}: cannot be written: {error}", hint="choose another place") from error
    return ()


def _columns(table: ExportTable) -> str:
    return ", ".join(f'"{column.name}" {_TYPES[column.kind]}' for column in table.columns)


def _grouped(found: FoundRecords) -> Iterator[tuple[str, list[list[str | int | float | None]]]]:
    """Rows of one table that follow one another."""
    for table, rows in groupby(all_rows(found, TABLES), key=lambda row: row.table):
        yield table.name, [_row(row) for row in rows]


def _row(row: SpooledRow) -> list[str | int | float | None]:
    return [_cell(row.cells[column]) for column in row.table.names]


def _cell(value: CellValue) -> str | int | float | None:
    """Lists as JSON, which SQLite can read; a misread number of more than 64 bits as its text."""
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return str(value) if isinstance(value, int) and abs(value) > MOST_WHOLE else value
