"""A folder that Datasette opens as it is: a database of all tables, what they are called, queries, the scans."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from cchc_ocr.export import database
from cchc_ocr.export.formats import ExportOptions
from cchc_ocr.export.found import FoundRecords
from cchc_ocr.export.tables import TABLES
from cchc_ocr.export.titles import titles

DATABASES = ("records", ".cchc-ocr")  # what is written here, and the catalogue of a run, by the names of the files
_PLUGIN = Path(__file__).with_name("scans_plugin.py")


class DescribedTable(BaseModel):
    """A table for its readers: ``facets`` are the columns by whose values Datasette lets them choose."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    description: str
    facets: tuple[str, ...] = ()
    sort: str | None = None
    sort_desc: str | None = None


class StoredQuery(BaseModel):
    """A query of docs/queries.md, with a name for its address."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    title: str
    sql: str


class DatasetteTexts(BaseModel):
    """What stands in datasette.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    description: str
    tables: Mapping[str, DescribedTable]
    queries: tuple[StoredQuery, ...]


@cache
def texts() -> DatasetteTexts:
    """The texts and queries, read once."""
    with Path(__file__).with_name("datasette.toml").open("rb") as file:
        return DatasetteTexts.model_validate(tomllib.load(file))


def targets(out: Path, options: ExportOptions) -> Sequence[Path]:  # noqa: ARG001
    """Database, metadata and plugin, where Datasette looks for them in a folder."""
    return [out / f"{DATABASES[0]}.sqlite", out / "metadata.json", out / "plugins" / _PLUGIN.name]


def write(found: FoundRecords, places: Mapping[Path, Path], options: ExportOptions) -> Sequence[str]:
    """Write the folder. Raises what ``database.write`` raises."""
    tables, described, plugin = places
    places[described].write_text(json.dumps(metadata(), ensure_ascii=False, indent=2) + "\n", "utf-8")
    places[plugin].write_bytes(_PLUGIN.read_bytes())
    return database.write(found, {tables: places[tables]}, options)


def metadata() -> dict[str, Any]:
    """What Datasette shows of the tables: titles, descriptions of columns, facets and queries."""
    told = texts()
    queries = {one.name: {"title": one.title, "sql": one.sql} for one in told.queries}
    of_each = {"tables": dict(_tables()), "queries": queries}
    return {
        "title": told.title,
        "description": told.description,
        "databases": dict.fromkeys(DATABASES, of_each),
    }


def _tables() -> Iterator[tuple[str, dict[str, Any]]]:
    for table in TABLES:
        told = texts().tables[table.name]
        sorting = {"sort": told.sort, "sort_desc": told.sort_desc}
        yield (
            table.name,
            {
                "title": told.title,
                "description": told.description,
                "columns": {name: titles().heading(table.name, name) for name in table.names},
                "facets": list(told.facets),
                **{key: value for key, value in sorting.items() if value},
            },
        )
