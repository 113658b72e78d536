"""Tables as Parquet: one file each, with types."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any, Self, TypeAlias

import pyarrow
import pyarrow.parquet

from cchc_ocr.days import day
from cchc_ocr.errors import UsageError
from cchc_ocr.export.formats import ExportOptions
from cchc_ocr.export.found import FoundRecords
from cchc_ocr.export.spooling import SpooledRow, all_rows
from cchc_ocr.export.tables import RESULTS, TABLES, CellValue, ColumnKind, ExportTable
from cchc_ocr.statements import MOST_WHOLE
from cchc_ocr.translation import gettext_noop as N_

_GROUP = 10_000  # rows that are written together
_PART = "part-0.parquet"
_CellParser: TypeAlias = Callable[[CellValue, str, dict[str, None]], object]


def targets(out: Path, options: ExportOptions) -> Sequence[Path]:
    """A Parquet file per table in the folder ``out``; of the results one per year, where that is asked for.

    Raises UsageError where ``out`` is a file.
    """
    if out.is_file() or out.suffix.lower() == ".parquet":
        raise UsageError(f"{out}: Parquet is written as one file per table", hint="name a folder")
    others = [
        out / f"{table.name}.parquet" for table in TABLES if options.partition is None or table is not RESULTS
    ]
    return [*others, *(out / RESULTS.name / _folder(year) / _PART for year in _parts(options))]


def write(found: FoundRecords, places: Mapping[Path, Path], options: ExportOptions) -> Sequence[str]:
    """Write the tables, some thousand rows at a time; what their reader must know.

    Texts are strings, whole numbers int64, other numbers double, dates date32, lists list<string>. Files of one
    year do not have its column: their folder says it ("year=2023"). Raises UsageError where files of other years
    lie beside them, which would be read along.
    """
    _see_that_no_others_are_there(places)
    remarks: dict[str, None] = {}
    at = {path.stem if path.name != _PART else path.parent.name: place for path, place in places.items()}
    years, group = _parts(options), _GROUP // (1 + len(_parts(options)))
    with ExitStack() as files:
        writers = {
            table.name: files.enter_context(_TableFile(table, at[table.name], remarks))
            for table in TABLES
            if table.name in at
        }
        of_years = {
            year: files.enter_context(_TableFile(RESULTS, at[_folder(year)], remarks, "year", group))
            for year in years
        }
        for row in all_rows(found, TABLES):
            year = row.cells.get("year")
            (of_years[year] if years and row.table is RESULTS else writers[row.table.name]).add(row)  # type: ignore[index]
    return list(remarks)


def _see_that_no_others_are_there(places: Mapping[Path, Path]) -> None:
    parts = {path for path in places if path.name == _PART}
    for folder in {path.parent.parent for path in parts}:
        for other in sorted({*folder.glob(f"*/{_PART}")} - parts):
            what = f"{other}: an earlier export wrote this file, which would be read along"
            raise UsageError(what, hint="remove it, or name another folder")


def _parts(options: ExportOptions) -> Sequence[int | None]:
    """The years that have a file of results each, and None for results without a year; nothing without parts."""
    return () if options.partition is None else (*options.partition, None)


def _folder(year: int | None) -> str:
    """The name of a folder, as Hive has it: dask, Spark and DuckDB take a column from it."""
    return f"year={'__HIVE_DEFAULT_PARTITION__' if year is None else year}"


class _TableFile:
    """The Parquet file of one table, but for the column ``without``: its rows are written in groups."""

    def __init__(
        self, table: ExportTable, place: Path, remarks: dict[str, None], without: str = "", group: int = _GROUP
    ) -> None:
        reads = {"date": _date, "whole": _whole, "number": _number, "share": _number}
        columns = [column for column in table.columns if column.name != without]
        self._reads = [reads.get(column.kind) for column in columns]
        self._columns = [column.name for column in columns]
        self._rows: list[tuple[CellValue, ...]] = []
        self._names: list[str] = []  # of the records that the rows come from
        self._schema = pyarrow.schema([(column.name, _type(column.kind)) for column in columns])
        self._remarks = remarks
        self._place = place
        self._group = group

    def __enter__(self) -> Self:
        self._file = pyarrow.parquet.ParquetWriter(self._place, self._schema)
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._put()
        self._file.close()

    def add(self, row: SpooledRow) -> None:
        self._rows.append(tuple(map(row.cells.__getitem__, self._columns)))
        self._names.append(row.name)
        if len(self._rows) >= self._group:
            self._put()

    def _put(self) -> None:
        """Write what has come together; a table without rows gets none, but has its columns."""
        columns = zip(*self._rows, strict=True) if self._rows else ((),) * len(self._reads)
        cells = [self._read(column, read) for column, read in zip(columns, self._reads, strict=True)]
        self._file.write_table(pyarrow.table(cells, schema=self._schema))
        self._rows.clear()
        self._names.clear()

    def _read(self, cells: Sequence[CellValue], read: _CellParser | None) -> Sequence[object]:
        """The cells of a column as its type has them."""
        if read is None:
            return cells
        named = zip(cells, self._names, strict=True)
        return [None if value is None else read(value, name, self._remarks) for value, name in named]


def _whole(value: CellValue, name: str, remarks: dict[str, None]) -> object:
    """A whole number that fits into 64 bits, else None: a misread number may have more digits."""
    if isinstance(value, int) and abs(value) > MOST_WHOLE:
        remarks[N_(f"{name}: {value} is too large a number for Parquet: left empty")] = None
        return None
    return value


def _number(value: CellValue, name: str, remarks: dict[str, None]) -> float:  # noqa: ARG001
    """A whole number may have more digits than a double holds."""
    assert isinstance(value, int | float)  # by the kind of its column
    return float(value)


def _date(value: CellValue, name: str, remarks: dict[str, None]) -> date | None:
    """The date, or None (with one remark) where the calendar has no such day."""
    found = day(str(value))
    if found is None:
        remarks[N_(f"{name}: {value} is no date: left empty")] = None
    return found


def _type(kind: ColumnKind) -> Any:
    types = {
        "text": pyarrow.string(),
        "whole": pyarrow.int64(),
        "number": pyarrow.float64(),
        "share": pyarrow.float64(),
        "date": pyarrow.date32(),
        "list": pyarrow.list_(pyarrow.string()),
        "truth": pyarrow.bool_(),
    }
    return types[kind]
