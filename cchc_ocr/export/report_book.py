"""The tables of a package for people: each as CSV, and all of them as sheets of one workbook, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from cchc_ocr.export.delimited import TableWriter
from cchc_ocr.export.titles import titles

_MOST_ROWS = 1_000_000  # of a sheet; the CSV file has all
_MOST_CHARACTERS = 32_000  # of a cell: Excel takes 32,767
_WIDTHS = {"what": 60, "why": 60, "read": 40, "subject": 60, "title": 34, "record": 34, "file": 30, "copy": 40}
_WIDTH = 16


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table of the report. ``name`` is that of its sheet in titles.toml, ``columns`` those of its CSV file."""

    name: str
    columns: Sequence[str]
    headings: Sequence[str]


class ReportSheet:
    """A sheet of the report and, where it is not written elsewhere, its CSV file; both get the same rows."""

    def __init__(self, book: Any, table: ReportTable, rows: TableWriter | None) -> None:
        self._columns, self._rows = table.columns, rows
        self._head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._cell = book.add_format({"text_wrap": True, "valign": "top"})
        self._sheet = book.add_worksheet(titles().handover_sheets[table.name])
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.freeze_panes(1, 0)
        for at, (column, heading) in enumerate(zip(table.columns, table.headings, strict=True)):
            self._sheet.set_column(at, at, _WIDTHS.get(column, _WIDTH))
            self._sheet.write_string(0, at, heading, self._head)
        self.count = 0

    def add(self, row: Mapping[str, str | int | None]) -> None:
        """Write a row; what Excel cannot hold is in the CSV file only."""
        if self._rows:
            self._rows.add({column: row.get(column) for column in self._columns})
        self.count += 1
        if self.count > _MOST_ROWS:
            return
        for at, column in enumerate(self._columns):
            text = str(row.get(column) or "")
            if text:
                shown = text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]}…"
                self._sheet.write_string(self.count, at, shown, self._cell)

    def end(self) -> None:
        """Let readers filter the rows."""
        if self.count:
            self._sheet.autofilter(0, 0, min(self.count, _MOST_ROWS), len(self._columns) - 1)


@contextmanager
def report_book(
    book: Path, tables: Sequence[ReportTable], files: Mapping[str, Path]
) -> Iterator[Mapping[str, ReportSheet]]:
    """The sheets by the names of their tables; ``files`` are the CSV files of those that have one here."""
    with ExitStack() as opened:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        workbook = opened.enter_context(Workbook(book, options))
        sheets = {}
        for table in tables:
            rows = None
            if table.name in files:
                file = opened.enter_context(files[table.name].open("w", encoding="utf-8", newline=""))
                rows = TableWriter(file, table.columns, False)
            sheets[table.name] = ReportSheet(workbook, table, rows)
        yield sheets
        for sheet in sheets.values():
            sheet.end()
