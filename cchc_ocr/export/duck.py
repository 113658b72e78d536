"""All tables in a DuckDB file: the Parquet files of the same tables, loaded by DuckDB itself."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from cchc_ocr.errors import UsageError
from cchc_ocr.export import columnar
from cchc_ocr.export.formats import ExportOptions
from cchc_ocr.export.found import FoundRecords
from cchc_ocr.export.tables import TABLES

_MEMORY = "200MB"  # more than it needs for loading; without a limit it takes most of what there is


def targets(out: Path, options: ExportOptions) -> Sequence[Path]:  # noqa: ARG001
    """One file."""
    return [out]


def write(found: FoundRecords, places: Mapping[Path, Path], options: ExportOptions) -> Sequence[str]:  # noqa: ARG001
    """Write the database; what its reader must know. Raises UsageError where DuckDB cannot."""
    ((target, place),) = places.items()
    with TemporaryDirectory(prefix=".cchc-ocr-", dir=place.parent) as folder:
        files = {path: path for path in columnar.targets(Path(folder) / "tables", ExportOptions())}
        (Path(folder) / "tables").mkdir()
        remarks = columnar.write(found, files, ExportOptions())
        try:
            _load(Path(folder) / "all.duckdb", files)
        except duckdb.Error as error:
            raise UsageError(f"{target}: cannot be written: {error}", hint="choose another place") from error
        with (Path(folder) / "all.duckdb").open("rb") as made, place.open("wb") as file:
            shutil.copyfileobj(made, file)  # the permissions of the file at that place stay
    return remarks


def _load(place: Path, files: Mapping[Path, Path]) -> None:
    with duckdb.connect(str(place), config={"memory_limit": _MEMORY, "threads": "1"}) as db:
        for table in TABLES:
            (file,) = (path for path in files if path.stem == table.name)
            db.execute(f'CREATE TABLE "{table.name}" AS SELECT * FROM read_parquet(?)', [str(file)])
