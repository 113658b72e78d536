"""The tables of the documents, one below the other as they are printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cchc_ocr.export.context import WorkbookContext
from cchc_ocr.export.found import Found
from cchc_ocr.export.sheet import COLOURS, LINE_HEIGHT, SheetCell, Styles, note, on_paper, plain
from cchc_ocr.export.titles import titles
from cchc_ocr.extract import number
from cchc_ocr.records import TableRecord

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

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
        self._page = context.book.add_worksheet(self._name)
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


def _write_caption(page: Worksheet, row: int, caption: SheetCell, looks: _CellFormats) -> None:
    look = looks.doubtful[caption.doubt.level] if caption.doubt else looks.caption
    text = plain(str(caption.value))
    if not caption.link or page.write_url(row, 0, caption.link, look, text) != 0:
        page.write_string(row, 0, text, look)
    if caption.doubt:
        page.write_comment(row, 0, *note(caption.doubt.reason))


def _write_table(page: Worksheet, row: int, table: TableRecord, looks: _CellFormats) -> int:
    """Its rows from there on; the row after them."""
    for cells in ([table.header] if table.header else []) + list(table.rows):
        for column, text in enumerate(cells[:_MOST_COLUMNS]):
            _write_cell(page, (row, column), text, looks, heading=cells is table.header)
        lines = max((-(-len(text) // _WIDTH) for text in cells), default=1)
        page.set_row(row, LINE_HEIGHT * min(max(lines, 1), _MOST_LINES))
        row += 1
    return row


def _write_cell(page: Worksheet, at: tuple[int, int], text: str, looks: _CellFormats, *, heading: bool) -> None:
    value = None if heading or not _FIGURE.fullmatch(text.strip()) else number(text)
    if value is not None:
        dotted = looks.thousands if value.is_integer() else looks.decimals
        page.write_number(*at, value, dotted if "." in text else looks.figure)
    else:
        look: Format = looks.heading if heading else looks.text
        page.write_string(*at, plain(text), look)
