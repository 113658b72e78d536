"""Writes tables as CSV files that Excel opens correctly."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from cchc_ocr.export.formats import Contents, ExportOptions
from cchc_ocr.export.sources import Found
from cchc_ocr.export.tables import TABLES, CellValue

_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the code page of the machine
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def files(found: Sequence[Found], out: Path, options: ExportOptions) -> Contents:
    """A CSV file per table: in the folder ``tables``, or ``index.csv`` for documents and index.scores.csv, …"""
    decimal_comma = options.decimal_comma
    return Contents(
        {
            _place(out, table.name): to_csv(
                (row.cells for row in table.rows(found)), table.names, decimal_comma=decimal_comma
            )
            for table in TABLES
        }
    )


def to_csv(rows: Iterable[Mapping[str, CellValue]], columns: Sequence[str], *, decimal_comma: bool = False) -> str:
    """Text that Excel opens rightly: byte order mark, CRLF, no cell that it would run as a formula.

    With ``decimal_comma`` numbers are written 8,5 and cells are divided by semicolons, as Excel has it where
    the comma is the decimal sign.

    >>> to_csv([{"name": "=1+1", "score": 8.5}], ["name", "score"], decimal_comma=True)
    "\\ufeffname;score\\r\\n'=1+1;8,5\\r\\n"
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if decimal_comma else ",", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_printed(row[column], decimal_comma) for column in columns] for row in rows)
    return _BYTE_ORDER_MARK + text.getvalue()


def _place(out: Path, table: str) -> Path:
    if out.suffix.lower() != ".csv":
        return out / f"{table}.csv"
    return out if table == "documents" else out.with_suffix(f".{table}{out.suffix}")


def _printed(value: CellValue, decimal_comma: bool) -> str | int | float | None:
    if isinstance(value, tuple):
        value = "; ".join(value)
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return str(value).replace(".", ",") if decimal_comma and isinstance(value, float) else value
