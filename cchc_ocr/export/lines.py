"""JSON Lines: a record per line or, where a table is asked for, one of its rows."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from cchc_ocr.errors import UsageError
from cchc_ocr.export.formats import ExportOptions
from cchc_ocr.export.found import Found, FoundRecords
from cchc_ocr.export.spooling import all_rows
from cchc_ocr.export.tables import TABLES, CellValue, ExportTable


def targets(out: Path, options: ExportOptions) -> Sequence[Path]:
    """One file. Raises UsageError where there is no such table."""
    _table(options)
    return [out]


def write(found: FoundRecords, places: Mapping[Path, Path], options: ExportOptions) -> Sequence[str]:
    """Write the file line by line."""
    (place,) = places.values()
    with place.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces(found, options))
    return ()


def pieces(found: Iterable[Found], options: ExportOptions) -> Iterator[str]:
    """The lines. Raises UsageError where there is no such table."""
    table = _table(options)
    if table is None:
        return (f"{one.record.to_json()}\n" for one in found)
    return (f"{json.dumps(_finite(row.cells), ensure_ascii=False)}\n" for row in all_rows(found, [table]))


def _finite(cells: Mapping[str, CellValue]) -> dict[str, CellValue]:
    """JSON has no infinite values and no NaN."""
    odd = (name for name, cell in cells.items() if isinstance(cell, float) and not math.isfinite(cell))
    return {**cells, **dict.fromkeys(odd)}


def jsonl(found: Iterable[Found]) -> str:
    """One record per line."""
    return "".join(pieces(found, ExportOptions()))


def _table(options: ExportOptions) -> ExportTable | None:
    """The table that was asked for, if any."""
    if options.table is None:
        return None
    for table in TABLES:
        if table.name == options.table:
            return table
    names = ", ".join(table.name for table in TABLES)
    raise UsageError(f"--table {options.table}: there is no such table", hint=f"choose one of {names}")
