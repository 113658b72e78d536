"""Worksheets whose rows are written as XML in one go: for its cells one by one XlsxWriter takes most of the time.

XlsxWriter does all else: looks, links, comments, widths, pages. A test holds that both write the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_PIXELS, _USUAL = 4 / 3, 20  # of a point: heights of rows are whole pixels; and of a row whose height is not said

_COMMENT_ROWS = 30  # that a comment may lie over


class StreamedWorksheet(Worksheet):
    """A sheet of a workbook with ``constant_memory``; who writes ``links`` and ``notes`` counts them there."""

    links = notes = 0
    _last_below_comment = -1

    def write_cells(self, row: int, cells: Sequence[str], columns: int, height: float | None = None) -> None:
        """Write a row below all others: its cells as XML, in order; ``height`` is in points.

        The row ends at that many columns. Cells that XlsxWriter has of the row, because they are links, give way
        to these.
        """
        if row > self.previous_row:
            self._write_single_row(row)
        self.table.clear()
        for column in (0, columns - 1):
            self._check_dimensions(row, column)
        if row in self.comments:
            self._last_below_comment = row + _COMMENT_ROWS
        if height and row <= self._last_below_comment:
            self.set_row(row, height)  # by which XlsxWriter reckons how high a comment is
        xml = f'<row r="{row + 1}"{_attributes(height)}>{"".join(cells)}</row>'
        self.row_data_fh.write(xml)  # type: ignore[attr-defined]
        self.previous_row = row + 1


class StreamedWorkbook(Workbook):
    """A workbook of such sheets; no string of it is taken for a formula, a link or a number."""

    worksheet_class = StreamedWorksheet

    def __init__(self, place: Any) -> None:
        as_text = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
        super().__init__(place, {"constant_memory": True, **as_text})

    def sheet(self, name: str) -> StreamedWorksheet:
        """The sheet of that name: the one that is there or, without one, a new one behind all others."""
        page = self.get_worksheet_by_name(name) or self.add_worksheet(name)
        assert isinstance(page, StreamedWorksheet)
        return page


class CellWriter:
    """Writes cells of one column that look the same.

    >>> CellWriter(27, 5).text(9, "a < b"), CellWriter(0, 1).number(0, 8.5)
    ('<c r="AB10" s="5" t="inlineStr"><is><t>a &lt; b</t></is></c>', '<c r="A1" s="1"><v>8.5</v></c>')
    """

    __slots__ = ("_after", "_before")

    def __init__(self, column: int, look: int) -> None:
        self._before = f'<c r="{xl_col_to_name(column)}'
        self._after = f'" s="{look}"' if look else '"'

    def text(self, row: int, text: str) -> str:
        """A text, as it is: never a formula or markup."""
        if text.isprintable() and "_x" not in text and text[:1] != " " and text[-1:] != " ":
            if "&" in text or "<" in text or ">" in text:
                text = text.translate(_MARKUP)
            return f'{self._before}{row + 1}{self._after} t="inlineStr"><is><t>{text}</t></is></c>'
        return f'{self._before}{row + 1}{self._after} t="inlineStr"><is>{_odd(text)}</is></c>'

    def number(self, row: int, number: float) -> str:
        """A number, which must be finite; a date is its day, counted from 30 December 1899."""
        return f"{self._before}{row + 1}{self._after}><v>{number:.16G}</v></c>"

    def blank(self, row: int) -> str:
        """A cell that only has its look."""
        return f"{self._before}{row + 1}{self._after}/>"


def look_number(look: Format) -> int:
    """The number under which a workbook knows a look."""
    return int(look._get_xf_index())  # type: ignore[no-untyped-call]


def _odd(text: str) -> str:
    """A text with signs that XML has no place for, or blanks at its ends."""
    escaped: str = Worksheet._escape_control_characters(text)  # type: ignore[no-untyped-call]
    kept = ' xml:space="preserve"' if escaped != escaped.strip() else ""
    return f"<t{kept}>{escaped.translate(_MARKUP)}</t>"


@cache
def _attributes(height: float | None) -> str:
    pixels = int(height * _PIXELS + 0.5) if height else _USUAL
    return "" if pixels == _USUAL else f' ht="{pixels * 0.75:.16g}" customHeight="1"'
