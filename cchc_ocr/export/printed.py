"""The tables of the documents, one below the other as they are printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cchc_ocr.export.context import WorkbookContext
from cchc_ocr.export.found import Found
from cchc_ocr.export.sheet import COLOURS, LINE_HEIGHT, SheetCell, Styles, add_link, add_note, on_paper, plain
from cchc_ocr.export.streamed import StreamedWorksheet
from cchc_ocr.export.titles import titles
from cchc_ocr.extract import number
from cchc_ocr.records import TableRecord

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_WIDTH, _MOST_LINES = 24, 10  # of columns in characters, and of a row
_MOST_COLUMNS = 200
_MOST_ROWS = 1_000_000  # of tables on one sheet
_FIGURE = re.compile(
    r"-?(0|[1-9]\d{0,2}(\.\d{3})+|[1-9]\d{0,14})(,\d+)?"
)  # "05", "1.2" and "98%" stay what they are


class PrintedSheet:
    """A sheet of all tables: where each stands, its heading, its rows; cells that are figures are numbers."""

    def __init__(self, context: WorkbookContext) -> None:
        self._context = context
        self._name = titles().sheets["cells"]
        self._page = context.book.sheet(self._name)
        self._page.set_column(0, _MOST_COLUMNS, _WIDTH)
        on_paper(self._page)
        self._looks = _CellFormats(context.book, context.styles)
        self._row = 0

    def add(self, one: Found) -> None:
        """Write the tables of a record."""
        for count, table in enumerate(one.record.tables):
            if self._row + len(table.rows) + 2 > _MOST_ROWS:
                self._page.write_string(self._row, 0, titles().printed["full"])
                return
            self._context.place(f"/tables/{count}", (self._name, self._row, 0))
            _write_caption(self._page, self._row, _caption(one, count, self._context), self._looks)
            self._row = _write_table(self._page, self._row + 1, table, self._looks) + 1

    def close(self) -> None:
        """Say so where there are no tables."""
        if self._row == 0:
            self._page.write_string(0, 0, titles().printed["none"])


class _CellFormats:
    """How captions, headings and cells look."""

    def __init__(self, book: Workbook, styles: Styles) -> None:
        cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
        self.heading = styles.heading
        self.writer = styles.writer
        self.text = book.add_format(cell)
        self.figure = book.add_format(cell)
        self.thousands = book.add_format(cell | {"num_format": "#,##0"})
        self.decimals = book.add_format(cell | {"num_format": "#,##0.00##"})
        self.caption = book.add_format({"bold": True})
        self.doubtful = {level: book.add_format({"bold": True, "bg_color": c}) for level, c in COLOURS.items()}


def _caption(one: Found, count: int, context: WorkbookContext) -> SheetCell:
    table = one.record.tables[count]
    where = {"file": one.record.source.file, "page": table.page, "count": count + 1}
    caption = titles().printed["caption"].format(**where)
    doubt = context.doubt(f"/tables/{count}")
    return SheetCell(f"{caption}: {table.title}" if table.title else caption, doubt, context.scan(table.page))


def _write_caption(page: StreamedWorksheet, row: int, caption: SheetCell, looks: _CellFormats) -> None:
    look = looks.doubtful[caption.doubt.level] if caption.doubt else looks.caption
    text = plain(str(caption.value))
    if caption.link:
        add_link(page, (row, 0), caption.link, text, look)
    if caption.doubt:
        add_note(page, (row, 0), caption.doubt.reason)
    page.write_cells(row, [looks.writer(0, look).text(row, text)], 1)


def _write_table(page: StreamedWorksheet, row: int, table: TableRecord, looks: _CellFormats) -> int:
    """Its rows from there on; the row after them."""
    for cells in ([table.header] if table.header else []) + list(table.rows):
        heading = cells is table.header
        written = [_cell(row, *at, looks, heading=heading) for at in enumerate(cells[:_MOST_COLUMNS])]
        lines = max((-(-len(text) // _WIDTH) for text in cells), default=1)
        page.write_cells(row, written, max(len(written), 1), LINE_HEIGHT * min(max(lines, 1), _MOST_LINES))
        row += 1
    return row


def _cell(row: int, column: int, text: str, looks: _CellFormats, *, heading: bool) -> str:
    value = None if heading or not _FIGURE.fullmatch(text.strip()) else number(text)
    if value is not None:
        dotted = looks.thousands if value.is_integer() else looks.decimals
        return looks.writer(column, dotted if "." in text else looks.figure).number(row, value)
    return looks.writer(column, looks.heading if heading else looks.text).text(row, plain(text))
