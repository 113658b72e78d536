"""One sheet of a workbook: headings, cells of their kinds, colours, comments, links.

What comes from documents is written as text, never as a formula, a link or markup, whatever it looks like.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeGuard

from cchc_ocr import days
from cchc_ocr.errors import UsageError
from cchc_ocr.export.doubts import Doubt, DoubtLevel
from cchc_ocr.export.streamed import CellWriter, StreamedWorkbook, StreamedWorksheet, look_number
from cchc_ocr.export.titles import titles

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SheetKind: TypeAlias = Literal["text", "whole", "number", "percent", "amount", "share", "date", "entry", "key"]
CellScalar: TypeAlias = str | int | float | None

COLOURS: dict[DoubtLevel, str] = {"info": "#DDEBF7", "review": "#FFF2CC", "warning": "#F8CBAD", "error": "#FF9C9C"}
_NUMBERS: dict[SheetKind, str] = {
    **{"text": "General", "whole": "0", "number": "0.00##", "percent": "General"},
    **{"amount": "#,##0", "share": "0.0%", "date": "dd/mm/yyyy", "entry": "@", "key": "@"},
}
_WIDTHS: dict[SheetKind, float] = {  # in characters
    **{"text": 24, "whole": 7, "number": 9, "percent": 9, "amount": 11},
    **{"share": 8, "date": 11, "entry": 22, "key": 10},
}
_ENTRY = "#F2FFF2"  # of a cell that a person fills in
_MOST_ROWS = 1_048_576  # of a sheet, its heading among them
_MOST_CHARACTERS = 32_767  # of a cell, in UTF-16 units
MOST_LINKS = 20_000  # of a sheet; spreadsheets take 65,530, and each takes memory
MOST_NOTES = 2_000  # of a sheet: with more, spreadsheets open slowly
_LONGEST_LINK = 1000  # in characters; spreadsheets take 2079 UTF-16 units
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ESCAPED = str.maketrans({sign: f"%{ord(sign):02x}" for sign in ' %#"<>[]^`{}'})  # as Excel has them in links
_LONGEST_NOTE = 2000  # in characters
_DAY_0, _FIRST_DATE = date(1899, 12, 30), date(1900, 3, 1)  # spreadsheets disagree on the days before the latter
_HEADING_LINES, _MOST_LINES = 3, 6
_PLAIN = 1_000  # characters of a text that is short for certain
_FIGURES = frozenset({"whole", "number", "percent", "share"})
_A4, _MARGIN, _FOOT = 9, 0.4, "&L&F&C&A&R&P/&N"  # the number of the paper; inches; file, sheet, page of pages
LINE_HEIGHT = 15.5  # height in points


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a column and what its cells hold: "entry" is filled in by people, "key" is hidden from them.

    ``width`` is in characters; without one it is that of the kind.
    """

    title: str
    kind: SheetKind = "text"
    width: float | None = None

    @property
    def shown_width(self) -> float:
        """How wide the column is: as its kind needs, and as the longest word of its title."""
        longest = max(map(len, self.title.split()), default=0)
        return self.width or max(_WIDTHS[self.kind], min(longest + 2, 16))


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A value, a reason to doubt it, and where a click on it leads ("internal:…" or "external:…")."""

    value: CellScalar
    doubt: Doubt | None = None
    link: str | None = None


CellContent: TypeAlias = SheetCell | CellScalar


class Styles:
    """The formats of a workbook; the same look is made once."""

    def __init__(self, book: StreamedWorkbook) -> None:
        self._book = book
        self.look = cache(self._look)
        self.writer = cache(lambda column, look: CellWriter(column, look_number(look)))
        self.heading = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#1F4E78", "font_color": "white"}
            | {"border": 1, "border_color": "#8EA9DB"}
        )
        self.title = book.add_format({"bold": True, "font_size": 14})

    def _look(
        self, kind: SheetKind, level: DoubtLevel | None, link: bool, bold: bool = False, wraps: bool = True
    ) -> Format:
        wrapped = wraps and kind == "text"
        look: dict[str, object] = {"num_format": _NUMBERS[kind], "valign": "top", "text_wrap": wrapped}
        look |= {"locked": False, "bg_color": _ENTRY, "border": 1} if kind == "entry" else {}
        look |= {"align": "center"} if kind in ("whole", "share", "date") else {}
        if level:
            look |= {"bg_color": COLOURS[level], "border": 1, "border_color": "#BFBFBF"}
        if link:
            look |= {"font_color": "#0563C1", "underline": 1}
        return self._book.add_format(look | {"bold": bold})


class WorkbookSheet:
    """Rows are written one after the other under fixed headings; ``close`` sets filter and print area.

    A sheet of that name that is in the workbook already, and still empty, is taken. A row is on disk as soon as
    it is added. With ``wraps`` rows are as high as their texts need.
    On paper are the first ``printed`` columns; the others can be folded away.
    """

    def __init__(
        self,
        book: StreamedWorkbook,
        styles: Styles,
        name: str,
        headings: Sequence[Heading],
        *,
        frozen: int = 1,
        wraps: bool = True,
        printed: int | None = None,
    ) -> None:
        self.name = name
        self.page: StreamedWorksheet = book.sheet(name)
        self.headings = headings
        self.rows = 1
        self._styles = styles
        self._wraps = wraps
        self._printed = printed or len(headings)
        self._widths = [heading.shown_width for heading in headings]
        self._kinds = [heading.kind for heading in headings]
        self._plain = [
            styles.writer(column, styles.look(kind, None, False, False, wraps))
            for column, kind in enumerate(self._kinds)
        ]
        self._bounded = [heading.kind != "key" for heading in headings]
        self._set_up(frozen)

    def _set_up(self, frozen: int) -> None:
        self.page.set_row(0, LINE_HEIGHT * _HEADING_LINES)
        for column, heading in enumerate(self.headings):
            more: dict[str, object] = {"hidden": True} if heading.kind == "key" else {}
            more |= {"level": 1} if column >= self._printed else {}
            self.page.set_column(column, column, self._widths[column], None, more)
            self.page.write_string(0, column, heading.title, self._styles.heading)
        self.page.freeze_panes(1, frozen)
        on_paper(self.page)
        self.page.repeat_rows(0)

    def add(self, cells: Sequence[CellContent], *, bold: bool = False) -> int:
        """Write a row; its number, counted from 0. UsageError where the sheet is full."""
        see_that_it_has_room(self.name, self.rows)
        written = [
            self._cell(column, cell, bold) if isinstance(cell, SheetCell) else self._mere(column, cell, bold)
            for column, cell in enumerate(cells)
            if cell is not None
        ]
        lines = self._lines(cells) if self._wraps else 1  # LibreOffice does not see to it
        height = LINE_HEIGHT * min(lines, _MOST_LINES) if lines > 1 else None
        self.page.write_cells(self.rows, written, len(cells), height)
        self.rows += 1
        return self.rows - 1

    @property
    def takes_links(self) -> bool:
        """Whether there is room for one more link."""
        return self.page.links < MOST_LINKS

    @property
    def area(self) -> str:
        """The cells that are written, headings included: "$A$1:$C$9"."""
        from xlsxwriter.utility import xl_range_abs

        return str(xl_range_abs(0, 0, self.rows - 1, len(self.headings) - 1))

    def close(self) -> None:
        """Set filter and print area, once all rows are written."""
        self.page.autofilter(0, 0, self.rows - 1, len(self.headings) - 1)
        if self._printed < len(self.headings):
            self.page.print_area(0, 0, self.rows - 1, self._printed - 1)

    def _lines(self, cells: Sequence[CellContent]) -> int:
        values = (cell.value if isinstance(cell, SheetCell) else cell for cell in cells)
        texts = zip(values, self._widths, self._bounded, strict=True)
        lengths = (len(text) / width for text, width, seen in texts if seen and isinstance(text, str))
        return math.ceil(max(lengths, default=1))

    def _mere(self, column: int, value: str | int | float, bold: bool) -> str:
        """A mere value; most of a large workbook are such, so without detours where there is nothing odd."""
        kind = self._kinds[column]
        if kind == "text" and isinstance(value, str) and 0 < len(value) < _PLAIN and value[0] != "<" and not bold:
            return self._plain[column].text(self.rows, value)
        if kind in _FIGURES and is_number(value) and not bold:
            return self._plain[column].number(self.rows, value)
        return self._cell(column, SheetCell(value), bold)

    def _cell(self, column: int, cell: SheetCell, bold: bool) -> str:
        """One cell of the row; its link and its comment are kept for the end.

        Where there is no room for its link, it does not look like one.
        """
        kind, doubt, value = self._kinds[column], cell.doubt, cell.value
        link = cell.link if self.takes_links else None
        if value is not None and cell.link and not (link or doubt):
            return self._mere(column, value, bold)
        day = _day(value) if kind == "date" else None
        if kind == "date" and value and day is None:
            doubt = _and(doubt, Doubt("warning", titles().doubts["no_date"]))
        if isinstance(value, str) and len(value) > _MOST_CHARACTERS // 2:
            doubt = _and(doubt, Doubt("info", titles().doubts["cut"]))
        level = doubt.level if doubt else None
        look = self._styles.look(_shown(kind, value), level, bool(link), bold, self._wraps)
        if link:
            add_link(self.page, (self.rows, column), link, "" if value is None else str(value), look)
        if doubt:
            add_note(self.page, (self.rows, column), doubt.reason)
        writer = self._styles.writer(column, look)
        if day is not None:
            return writer.number(self.rows, (day - _DAY_0).days)
        if is_number(value):
            return writer.number(self.rows, value)
        if value is not None and value != "":
            return writer.text(self.rows, plain(str(value)))
        return writer.blank(self.rows) if doubt or kind == "entry" else ""


def see_that_it_has_room(name: str, rows: int) -> None:
    """Raises UsageError where a sheet with so many rows below its heading would be too long."""
    if rows >= _MOST_ROWS:
        hint = "export fewer documents at a time, or --to parquet or csv"
        raise UsageError(f"the sheet {name!r} would have more than {_MOST_ROWS:,} rows", hint=hint)


def add_link(page: StreamedWorksheet, at: tuple[int, int], link: str, text: str, look: Format) -> None:
    """Make a cell a link, as long as its sheet has room for one more; a cell without text is none."""
    if text and page.links < MOST_LINKS:
        page.links += page.write_url(*at, link, look, plain(text)) == 0


def add_note(page: StreamedWorksheet, at: tuple[int, int], reason: str) -> None:
    """Give a cell a comment, as long as its sheet has room for one more."""
    if page.notes < MOST_NOTES:
        page.write_comment(*at, *note(reason))
        page.notes += 1


def on_paper(page: Worksheet, *, wide: bool = True) -> None:
    """A4, landscape if it is ``wide``, as many pages long as need be, and one wide."""
    page.set_paper(_A4)
    page.set_margins(_MARGIN, _MARGIN, _MARGIN, 2 * _MARGIN)
    page.set_footer(_FOOT)
    page.fit_to_pages(1, 0)
    if wide:
        page.set_landscape()


def note(reason: str) -> tuple[str, dict[str, object]]:
    """The text and the look of a comment, wide and high enough to be read."""
    text = _CONTROL.sub(" ", reason)[:_LONGEST_NOTE]
    lines = sum(1 + len(line) // 44 for line in text.splitlines())
    return text, {"author": "cchc-ocr", "font_size": 9, "width": 320, "height": min(24 + 16 * lines, 400)}


def plain(text: str) -> str:
    """The text for a cell: cut to the length that a cell can hold, and never read as markup.

    >>> plain("=1+1"), plain("<r>x</r>")
    ('=1+1', '<r>x</r> ')
    """
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "  # XlsxWriter writes such text as formatted runs, unchecked
    return text[: _MOST_CHARACTERS // 2]  # each character is at most two units


def external(path: Path, book: Path) -> str | None:
    """A link from the workbook to a file, relative, so that both can be moved together."""
    relative = os.path.relpath(path.resolve(), book.resolve().parent)
    name = relative.translate(_ESCAPED)
    if not name.isprintable() or len(name) > _LONGEST_LINK:
        return None  # a name that is no text, or too much of one
    return f"external:{name if name.startswith('..') else f'./{name}'}"


def internal(sheet: str, row: int, column: int) -> str:
    """A link to a cell of this workbook."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    return f"internal:'{sheet}'!{xl_rowcol_to_cell(row, column)}"


def total(doubts: Iterable[Doubt | None]) -> Doubt | None:
    """All doubts as one, with the worst level; None where there are none."""
    whole: Doubt | None = None
    for doubt in doubts:
        whole = _and(whole, doubt) if doubt else whole
    return whole


def is_number(value: object) -> TypeGuard[int | float]:
    """Whether a cell can hold the value as a number; it cannot hold infinite values and NaN."""
    return isinstance(value, int | float) and math.isfinite(value)


def _and(one: Doubt | None, other: Doubt) -> Doubt:
    return one + other if one else other


def _shown(kind: SheetKind, value: object) -> SheetKind:
    """Amounts that are not whole are shown with their decimals."""
    return "number" if kind == "amount" and isinstance(value, float) and not value.is_integer() else kind


def _day(value: object) -> date | None:
    """The date of a text in ISO 8601; None where it is not a date, or a spreadsheet cannot hold it."""
    known = days.day(value) if isinstance(value, str) else None
    return known if known and known >= _FIRST_DATE else None
