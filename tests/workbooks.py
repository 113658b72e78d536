"""Workbooks read back, for the tests of their sheets."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from cchc_ocr.export import Found
from cchc_ocr.export.titles import titles
from cchc_ocr.export.workbook import SHEET_TABLES, workbook
from cchc_ocr.records import Record, Source

SHEETS = titles().sheets
FILTERED = SHEET_TABLES
BARE = Record(source=Source(file="a.txt", sha256="", pages=1, origin="text"))


def opened(records: list[Found], review_below: float = 0.8) -> Workbook:
    return load_workbook(io.BytesIO(workbook(records, Path("index.xlsx"), review_below)))


def column(page: Worksheet, title: str) -> int:
    return [cell.value for cell in page[1]].index(title) + 1


def cell(page: Worksheet, name: str, row: int, table: str = "") -> Cell:
    return page.cell(row, column(page, titles().heading(table, name)))


def row_of(page: Worksheet, **wanted: object) -> int:
    """The first row in which the columns of these titles, by their names in results, hold these values."""
    places = {column(page, titles().heading("results", name)): value for name, value in wanted.items()}
    rows = range(2, page.max_row + 1)
    return next(row for row in rows if all(page.cell(row, at).value == value for at, value in places.items()))


def colour(cell: Cell) -> str:
    return f"#{cell.fill.fgColor.rgb[2:]}" if cell.fill.fill_type else ""
