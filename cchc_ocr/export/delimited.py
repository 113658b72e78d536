"""Writes tables as CSV files that Excel opens correctly."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from cchc_ocr.export.formats import ExportOptions
from cchc_ocr.export.found import FoundRecords
from cchc_ocr.export.spooling import all_rows
from cchc_ocr.export.tables import TABLES, CellValue

_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the code page of the machine
_FORMULA = frozenset("=+-@\t\r")


def targets(out: Path, options: ExportOptions) -> Sequence[Path]:  # noqa: ARG001
    """A CSV file per table: in the folder ``tables``, or ``index.csv`` for documents and index.scores.csv, …"""
    return [_place(out, table.name) for table in TABLES]


def write(found: FoundRecords, places: Mapping[Path, Path], options: ExportOptions) -> Sequence[str]:
    """Write the tables row by row."""
    with ExitStack() as files:
        writers: dict[str, TableWriter] = {}
        for table, place in zip(TABLES, places.values(), strict=True):
            file = files.enter_context(place.open("w", encoding="utf-8", newline=""))
            writers[table.name] = TableWriter(file, table.names, options.decimal_comma)
        for row in all_rows(found, TABLES):
            writers[row.table.name].add(row.cells)
    return ()


class TableWriter:
    """Writes the rows of one table as text that Excel opens rightly."""

    def __init__(self, file: TextIO, columns: Sequence[str], decimal_comma: bool) -> None:
        file.write(_BYTE_ORDER_MARK)
        self._columns = columns
        self._decimal_comma = decimal_comma
        self._as_they_are = {int} if decimal_comma else {int, float}
        self._rows = csv.writer(file, delimiter=";" if decimal_comma else ",", lineterminator="\r\n")
        self._rows.writerow(columns)

    def add(self, cells: Mapping[str, CellValue]) -> None:
        """Write a row; most cells are as they are, and an archive has millions."""
        self._rows.writerow(
            [
                value
                if value is None
                or (value.__class__ is str and value[:1] not in _FORMULA)
                or value.__class__ in self._as_they_are
                else _printed(value, self._decimal_comma)
                for value in map(cells.__getitem__, self._columns)
            ]
        )


def to_csv(rows: Iterable[Mapping[str, CellValue]], columns: Sequence[str], *, decimal_comma: bool = False) -> str:
    """Text that Excel opens rightly: byte order mark, CRLF, no cell that it would run as a formula.

    With ``decimal_comma`` numbers are written 8,5 and cells are divided by semicolons, as Excel has it where
    the comma is the decimal sign.

    >>> to_csv([{"name": "=1+1", "score": 8.5}], ["name", "score"], decimal_comma=True)
    "\\ufeffname;score\\r\\n'=1+1;8,5\\r\\n"
    """
    text = io.StringIO(newline="")
    writer = TableWriter(text, columns, decimal_comma)
    for row in rows:
        writer.add(row)
    return text.getvalue()


def _place(out: Path, table: str) -> Path:
    if out.suffix.lower() != ".csv":
        return out / f"{table}.csv"
    return out if table == "documents" else out.with_suffix(f".{table}{out.suffix}")


def _printed(value: CellValue, decimal_comma: bool) -> str | int | float | None:
    if isinstance(value, tuple):
        value = "; ".join(value)
    if isinstance(value, str):
        return f"'{value}" if value[:1] in _FORMULA else value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).replace(".", ",") if decimal_comma and isinstance(value, float) else value
