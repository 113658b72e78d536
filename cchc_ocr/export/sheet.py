"""One sheet of a workbook: headings, cells of their kinds, colours, comments, links.

What comes from documents is written as text, never as a formula, a link or markup, whatever it looks like.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeGuard

from cchc_ocr.errors import UsageError
from cchc_ocr.export.doubts import Doubt, DoubtLevel
from cchc_ocr.export.titles import titles

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SheetKind: TypeAlias = Literal["text", "whole", "number", "percent", "amount", "share", "date", "entry", "key"]

COLOURS: dict[DoubtLevel, str] = {"info": "#DDEBF7", "review": "#FFF2CC", "warning": "#F8CBAD", "error": "#FF9C9C"}
_NUMBERS: dict[SheetKind, str] = {
    **{"text": "General", "whole": "0", "number": "0.00##", "percent": "General"},
    **{"amount": "#,##0", "share": "0%", "date": "dd/mm/yyyy", "entry": "@", "key": "@"},
}
_ENTRY = "#F2FFF2"  # of a cell that a person fills in
_MOST_ROWS = 1_048_576  # of a sheet, its heading among them
_MOST_CHARACTERS = 32_767  # of a cell, in UTF-16 units
_MOST_LINKS = 65_530  # of a sheet
_LONGEST_LINK = 1000  # in characters; spreadsheets take 2079 UTF-16 units
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ESCAPED = str.maketrans({sign: f"%{ord(sign):02x}" for sign in ' %#"<>[]^`{}'})  # as Excel has them in links
_LONGEST_NOTE = 2000  # in characters
_FIRST_DATE = date(1900, 3, 1)  # spreadsheets disagree on the days before
_WIDEST, _NARROWEST = 50, 7  # in characters
_HEADING_LINES, _MOST_LINES = 3, 8
_LINE = 15.5  # height in points


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a column and what its cells hold: "entry" is filled in by people, "key" is hidden from them."""

    title: str
    kind: SheetKind = "text"


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A value, a reason to doubt it, and where a click on it leads ("internal:…" or "external:…")."""

    value: str | int | float | None
    doubt: Doubt | None = None
    link: str | None = None


class Styles:
    """The formats of a workbook; the same look is made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self.look = cache(self._look)
        self.heading = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#1F4E78", "font_color": "white"}
            | {"border": 1, "border_color": "#8EA9DB"}
        )
        self.title = book.add_format({"bold": True, "font_size": 14})

    def _look(self, kind: SheetKind, level: DoubtLevel | None, link: bool, bold: bool = False) -> Format:
        look: dict[str, object] = {"num_format": _NUMBERS[kind], "valign": "top", "text_wrap": kind == "text"}
        look |= {"locked": False, "bg_color": _ENTRY, "border": 1} if kind == "entry" else {}
        look |= {"align": "center"} if kind in ("whole", "share", "date") else {}
        if level:
            look |= {"bg_color": COLOURS[level], "border": 1, "border_color": "#BFBFBF"}
        if link:
            look |= {"font_color": "#0563C1", "underline": 1}
        return self._book.add_format(look | {"bold": bold})


class WorkbookSheet:
    """Rows are written one after the other under fixed headings; ``close`` sets widths and filter."""

    def __init__(
        self, book: Workbook, styles: Styles, name: str, headings: Sequence[Heading], frozen: int = 1
    ) -> None:
        self.name = name
        self.page: Worksheet = book.add_worksheet(name)
        self.headings = headings
        self.rows = 1
        self._styles = styles
        self._links = 0
        self._lengths: list[list[int]] = []
        for column, heading in enumerate(headings):
            self.page.write_string(0, column, heading.title, styles.heading)
        self.page.freeze_panes(1, frozen)

    def add(self, cells: Sequence[SheetCell], *, bold: bool = False) -> int:
        """Write a row; its number, counted from 0. UsageError where the sheet is full."""
        if self.rows >= _MOST_ROWS:
            hint = "export fewer documents at a time, or --to parquet or csv"
            raise UsageError(f"the sheet {self.name!r} would have more than {_MOST_ROWS:,} rows", hint=hint)
        self._lengths.append([self._write(column, cell, bold) for column, cell in enumerate(cells)])
        self.rows += 1
        return self.rows - 1

    def close(self) -> None:
        """Set widths and filters, once all rows are written."""
        self.page.autofilter(0, 0, self.rows - 1, len(self.headings) - 1)
        columns = zip(*self._lengths, strict=True) if self._lengths else ((),) * len(self.headings)
        widths = [_width(heading, lengths) for heading, lengths in zip(self.headings, columns, strict=True)]
        for column, width in enumerate(widths):
            hidden = {"hidden": True} if self.headings[column].kind == "key" else {}
            self.page.set_column(column, column, width, None, hidden)
        self.page.set_row(0, _LINE * _HEADING_LINES)
        for row, lengths in enumerate(self._lengths, 1):
            shown = (lengths[at] / widths[at] for at, heading in enumerate(self.headings) if heading.kind != "key")
            lines = math.ceil(max(shown))
            if lines > 1:  # LibreOffice does not see to it
                self.page.set_row(row, _LINE * min(lines, _MOST_LINES))
        self.page.set_landscape()
        self.page.fit_to_pages(1, 0)
        self.page.repeat_rows(0)

    def _write(self, column: int, cell: SheetCell, bold: bool) -> int:
        """Write one cell of the row; about how many characters wide it is."""
        kind, doubt, value = self.headings[column].kind, cell.doubt, cell.value
        day = _day(value) if kind == "date" else None
        if kind == "date" and value and day is None:
            doubt = _and(doubt, Doubt("warning", titles().doubts["no_date"]))
        if isinstance(value, str) and len(value) > _MOST_CHARACTERS // 2:
            doubt = _and(doubt, Doubt("info", titles().doubts["cut"]))
        look = self._styles.look(_shown(kind, value), doubt.level if doubt else None, bool(cell.link), bold)
        if cell.link and self._linked(column, cell.link, value, look):
            pass
        elif day is not None:
            self.page.write_datetime(self.rows, column, datetime.combine(day, time()), look)
        elif _is_number(value):
            self.page.write_number(self.rows, column, value, look)
        elif value is None or value == "":
            self.page.write_blank(self.rows, column, None, look)
        else:
            self.page.write_string(self.rows, column, plain(str(value)), look)
        if doubt:
            self._comment(column, doubt.reason)
        return 10 if day else 0 if value is None else len(str(value))

    def _linked(self, column: int, link: str, value: str | int | float | None, look: Format) -> bool:
        """Whether there was room for one more link."""
        if value is None or self._links >= _MOST_LINKS:
            return False
        if self.page.write_url(self.rows, column, link, look, plain(str(value))) != 0:
            return False
        self._links += 1
        if _is_number(value):  # the link stays, the text gives way to the number
            self.page.write_number(self.rows, column, value, look)
        return True

    def _comment(self, column: int, reason: str) -> None:
        self.page.write_comment(self.rows, column, *note(reason))


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


def external(path: Path, book: Path, page: int | None = None) -> str | None:
    """A link from the workbook to a file, relative, so that both can be moved together; for a PDF to its page."""
    relative = os.path.relpath(path.resolve(), book.resolve().parent)
    name = relative.translate(_ESCAPED)
    if not name.isprintable() or len(name) > _LONGEST_LINK:
        return None  # a name that is no text, or too much of one
    at = f"#page={page}" if page and path.suffix.lower() == ".pdf" else ""
    return f"external:{name if name.startswith('..') else f'./{name}'}{at}"


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


def _width(heading: Heading, lengths: Iterable[int]) -> int:
    """For the longest cell, or a third of the heading; more than ``_WIDEST`` goes onto further lines."""
    words = max(map(len, heading.title.split()), default=0)
    wanted = max(words, -(-len(heading.title) // _HEADING_LINES) + 2, *lengths, 0) + 3  # room for the filter
    return min(max(wanted, _NARROWEST), _WIDEST)


def _is_number(value: object) -> TypeGuard[int | float]:
    """Whether a cell can hold the value as a number; it cannot hold infinite values and NaN."""
    return isinstance(value, int | float) and math.isfinite(value)


def _and(one: Doubt | None, other: Doubt) -> Doubt:
    return one + other if one else other


def _shown(kind: SheetKind, value: object) -> SheetKind:
    """Amounts that are not whole are shown with their decimals."""
    return "number" if kind == "amount" and isinstance(value, float) and not value.is_integer() else kind


def _day(value: object) -> date | None:
    """The date of a text in ISO 8601; None where it is not a date, or a spreadsheet cannot hold it."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day and day >= _FIRST_DATE else None
