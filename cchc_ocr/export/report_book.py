"""The tables of a package for people: each as CSV, and all of them as sheets of one workbook, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from cchc_ocr.export.delimited import TableWriter
from cchc_ocr.export.titles import titles

_MOST_ROWS = 1_000_000  # of a sheet; the CSV file has all
_MOST_CHARACTERS = 32_000  # of a cell: Excel takes 32,767
_WIDTHS = {  # of columns, in characters; of others 12
    **{"what": 50, "why": 60, "read": 30, "subject": 50, "title": 30, "record": 26, "file": 26, "copy": 34},
    **{"place": 30, "kind": 24, "organName": 26, "folder": 22, "fileCode": 24, "docCode": 28, "docId": 24},
    **{
        "field": 18,
        "description": 24,
        "keyword": 18,
        "page": 8,
        "pdf_a": 8,
        "text": 10,
        "level": 11,
        "required": 16,
    },
}
_WIDTH = 12
_LINE = 15  # points
_WIDE = 12  # columns: a table of more goes over two pages side by side


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
        self._sheet.fit_to_pages(2 if len(table.columns) > _WIDE else 1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_row(0, _height(zip(table.columns, table.headings, strict=True)))
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
        texts = [_fitting(str(row.get(column) or "")) for column in self._columns]
        if (
            height := _height(zip(self._columns, texts, strict=True))
        ) > _LINE:  # the workbook keeps each in memory
            self._sheet.set_row(self.count, height)
        for at, text in enumerate(texts):
            if text:
                self._sheet.write_string(self.count, at, text, self._cell)

    def end(self) -> None:
        """Let readers filter the rows."""
        if self.count:
            self._sheet.autofilter(0, 0, min(self.count, _MOST_ROWS), len(self._columns) - 1)


def _fitting(text: str) -> str:
    return text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]}…"


def _height(cells: Iterable[tuple[str, str]]) -> int:
    """How high a row is in points, for all lines of its cells: rows written one by one do not fit themselves."""
    lines = (
        sum(1 + len(line) // (_WIDTHS.get(column, _WIDTH) - 1) for line in text.split("\n"))
        for column, text in cells
    )
    return _LINE * min(max(lines), 25)


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
