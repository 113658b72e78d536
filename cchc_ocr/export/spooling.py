"""The rows of all tables of an archive, record by record: what must be sorted over all records waits on disk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

from cchc_ocr.export.found import Found
from cchc_ocr.export.tables import CellValue, ExportTable
from cchc_ocr.statements import ItemIndex


class SpooledRow(NamedTuple):
    """A row of a table, and the name of the record that it comes from."""

    table: ExportTable
    cells: Mapping[str, CellValue]
    name: str


class Spool:
    """Values that are kept on disk as JSON, and come back place by place, each in the order in which it came."""

    def __init__(self, files: ExitStack) -> None:
        self._files = files
        self._places: dict[int, IO[str]] = {}

    def add(self, place: int, value: Any) -> None:
        """Keep a value."""
        if place not in self._places:
            file = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - all are closed together
            self._places[place] = self._files.enter_context(file)
        self._places[place].write(json.dumps(value, ensure_ascii=False) + "\n")

    def __iter__(self) -> Iterator[Any]:
        for _, file in sorted(self._places.items(), key=lambda kept: kept[0]):
            file.seek(0)
            yield from map(json.loads, file)


def all_rows(found: Iterable[Found], tables: Sequence[ExportTable]) -> Iterator[SpooledRow]:
    """The rows of these tables, each table in its order, but mixed: the rows of one record come together."""
    with ExitStack() as files:
        spools = {table.name: Spool(files) for table in tables if table.place}
        for one in found:
            index = ItemIndex(one.record)
            for table in tables:
                for row in table.rows_of(one, index):
                    if table.place:
                        spools[table.name].add(table.place(row), (one.name, row.cells))
                    else:
                        yield SpooledRow(table, row.cells, one.name)
        for table in tables:
            for name, cells in spools.get(table.name, ()):
                yield SpooledRow(table, cells, name)
