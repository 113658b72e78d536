"""Tables as Parquet: one file each, with types."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet

from cchc_ocr.errors import UsageError
from cchc_ocr.export.formats import Contents, ExportOptions
from cchc_ocr.export.sources import Found
from cchc_ocr.export.tables import TABLES, CellValue, ColumnKind, ExportColumn, ExportRow, ExportTable
from cchc_ocr.translation import gettext_noop as N_

_MOST = 2**63 - 1  # of int64


def files(found: Sequence[Found], out: Path, options: ExportOptions) -> Contents:  # noqa: ARG001
    """A Parquet file per table in the folder ``out``, and what their reader must know.

    Texts are strings, whole numbers int64, other numbers double, dates date32, lists list<string>. Raises
    UsageError where ``out`` is a file.
    """
    if out.is_file() or out.suffix.lower() == ".parquet":
        raise UsageError(f"{out}: Parquet is written as one file per table", hint="name a folder")
    remarks: list[str] = []
    return Contents({out / f"{table.name}.parquet": _content(table, found, remarks) for table in TABLES}, remarks)


def _content(table: ExportTable, found: Sequence[Found], remarks: list[str]) -> bytes:
    rows = list(table.rows(found))
    columns = {column.name: _column(column, rows, remarks) for column in table.columns}
    schema = pyarrow.schema([(column.name, _type(column.kind)) for column in table.columns])
    content = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns, schema=schema), content)
    return content.getvalue()


def _column(column: ExportColumn, rows: Sequence[ExportRow], remarks: list[str]) -> list[object]:
    read = {"date": _date, "whole": _whole}.get(column.kind)
    cells = ((row.cells[column.name], row.found.name) for row in rows)
    return [read(cell, name, remarks) if read else cell for cell, name in cells]


def _whole(value: CellValue, name: str, remarks: list[str]) -> object:
    """A whole number that fits into 64 bits, else None: a misread number may have more digits."""
    if isinstance(value, int) and abs(value) > _MOST:
        remarks.append(N_(f"{name}: {value} is too large a number for Parquet: left empty"))
        return None
    return value


def _date(value: CellValue, name: str, remarks: list[str]) -> date | None:
    """The date, or None (with one remark) where the calendar has no such day."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        remark = N_(f"{name}: {value} is no date: left empty")
        if remark not in remarks:
            remarks.append(remark)
        return None


def _type(kind: ColumnKind) -> Any:
    types = {
        "text": pyarrow.string(),
        "whole": pyarrow.int64(),
        "number": pyarrow.float64(),
        "share": pyarrow.float64(),
        "date": pyarrow.date32(),
        "list": pyarrow.list_(pyarrow.string()),
    }
    return types[kind]
