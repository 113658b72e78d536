"""Makes pages of the blocks of an Office file, as a text file would give them; tables keep rows and cells.

Administrative documents put the two blocks of their head, and those of their foot, into the cells of a table
without rules. Such a table is none: its left column comes before its right one, as ``layout`` has it for pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from cchc_ocr.document import Line, Page, Table, Zone
from cchc_ocr.files.office.blocks import (
    NEW_PAGE,
    OfficeBlock,
    OfficeRow,
    OfficeTable,
    OfficeText,
    Paragraph,
    in_unicode,
    paragraphs_of,
)
from cchc_ocr.layout.landmarks import TO, is_heading, is_numbered, opens_foot
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.vietnamese import bare

_MOST_COLUMNS = 4  # of a head or a foot: two blocks, with room between them or beside them
_MOST_ROWS = 12
_SAVE_AS_PDF = "open it in its program and save it as PDF, of which pictures and charts are read as well"
_BREAKS = re.compile(r"[\n\v\x85\u2028\u2029]")


def pages_of(text: OfficeText) -> tuple[Page, ...]:
    """The pages of a file: page breaks that a person has set divide them. Pages without text are left out.

    >>> [page.text for page in pages_of(OfficeText((Paragraph.of("Số: 5/BC-SNV"), Paragraph.of("\\fTrang hai"))))]
    ['Số: 5/BC-SNV', 'Trang hai']
    """
    blocks, encodings = in_unicode(text.blocks)
    composer = _Composer()
    composer.add(blocks)
    sheets = composer.sheets
    while len(sheets) > 1 and not sheets[-1].lines:
        sheets.pop()
    notes = (*(N_(f"converted from {encoding}") for encoding in encodings), *text.notes)
    first, *others = (sheet.page(number) for number, sheet in enumerate(sheets, 1))
    if text.in_part:
        first = replace(first, in_part=True, fault="; ".join(text.notes), hint=_SAVE_AS_PDF)
    return replace(first, notes=notes), *others


@dataclass(slots=True)
class _Sheet:
    """A page in the making: its lines, and for the cells of each table the numbers of their lines."""

    lines: list[Line] = field(default_factory=list)
    tables: list[list[list[list[int]]]] = field(default_factory=list)

    def page(self, number: int) -> Page:
        lines = tuple(self.lines)
        tables = (tuple(tuple(map(tuple, row)) for row in rows) for rows in self.tables)
        return Page(number, lines, tables=tuple(Table((), lines=rows).retold(lines) for rows in tables))


@dataclass(slots=True)
class _Composer:
    """Puts blocks on pages, one after the other."""

    sheets: list[_Sheet] = field(default_factory=lambda: [_Sheet()])
    paragraph: int = 0

    def add(self, blocks: Sequence[OfficeBlock]) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self._add_paragraph(block)
            elif is_layout(block):
                self._add_columns(block)
            else:
                self._add_table(block)

    def _add_paragraph(self, one: Paragraph, *, fresh: bool = True) -> None:
        """The lines of a paragraph; ``fresh``: it does not go on with the one before."""
        self.paragraph += fresh
        for at, part in enumerate(one.text.split(NEW_PAGE)):
            if at and self.sheets[-1].lines:
                self.sheets.append(_Sheet())
                self.paragraph += 1
            for text in filter(str.strip, _BREAKS.split(part)):
                self._add_line(text, one.zone)

    def _add_columns(self, table: OfficeTable) -> None:
        """A head or a foot. In it, the lines of a block are as often paragraphs as they are broken lines."""
        whole = _is_head_or_foot(table)
        for across, rows in groupby(table.rows, key=_reaches_across):
            if across:
                self.add([block for row in rows for block in row[0]])
            else:
                self._add_band(list(rows), whole=whole)

    def _add_band(self, rows: Sequence[OfficeRow], *, whole: bool) -> None:
        """Rows that all have cells side by side, column by column."""
        for column in range(max(map(len, rows))):
            self.paragraph += 1
            for block in (block for row in rows if column < len(row) for block in row[column]):
                if whole and isinstance(block, Paragraph):
                    self._add_paragraph(block, fresh=not block.text.strip())
                else:
                    self.add([block])
        self.paragraph += 1

    def _add_table(self, table: OfficeTable) -> None:
        rows: list[list[list[int]]] = []
        for row in table.rows:
            cells: list[list[int]] = []
            for blocks in row:
                self.paragraph += 1
                cells.append([self._add_line(text) for text in _cell_lines(blocks)])
            if any(cells):
                rows.append(cells)
        self.paragraph += 1
        self.sheets[-1].tables.append(_even(rows))

    def _add_line(self, text: str, zone: Zone = "body") -> int:
        """The number of the new line on its page."""
        lines = self.sheets[-1].lines
        lines.append(replace(Line.from_text(text, self.paragraph), zone=zone))
        return len(lines) - 1


def _cell_lines(blocks: Sequence[OfficeBlock]) -> Iterator[str]:
    """The lines of a cell; those of a table within it, too."""
    for one in paragraphs_of(blocks):
        yield from filter(str.strip, _BREAKS.split(one.text.replace(NEW_PAGE, "\n")))


def _even(rows: Sequence[list[list[int]]]) -> list[list[list[int]]]:
    """The rows, all as long as the longest, without columns that are empty in all of them."""
    width = max(map(len, rows), default=0)
    kept = [at for at in range(width) if any(at < len(row) and row[at] for row in rows)]
    return [[row[at] if at < len(row) else [] for at in kept] for row in rows]


def _reaches_across(row: OfficeRow) -> bool:
    """Whether the first cell of a row is merged with all others: a title below the two blocks of a head."""
    return len(row) > 1 and not any(row[1:])


def is_layout(table: OfficeTable) -> bool:
    """Whether a table only places blocks on the page: it has one row or column, or is a head or a foot."""
    filled = [{at for at, cell in enumerate(row) if _holds_text(cell)} for row in table.rows]
    rows, columns = sum(map(bool, filled)), set().union(*filled)
    return rows < 2 or len(columns) < 2 or _is_head_or_foot(table)


def _is_head_or_foot(table: OfficeTable) -> bool:
    """By the words that stand at fixed places in them, see ``layout.landmarks``."""
    if len(table.rows) > _MOST_ROWS:
        return False
    columns = {at for row in table.rows for at, cell in enumerate(row) if _holds_text(cell)}
    cells = [cell for row in table.rows for cell in row if _holds_text(cell)]
    if len(columns) > _MOST_COLUMNS or len(cells) < 2:
        return False
    lines = [
        line for cell in cells for one in paragraphs_of(cell) for line in one.text.splitlines() if line.strip()
    ]
    return (
        any(map(is_heading, lines))
        or (len(cells) <= _MOST_COLUMNS and any(map(is_numbered, lines)))
        or any(map(opens_foot, lines))
        or TO.match(bare(lines[0]).lower()) is not None
    )


def _holds_text(cell: Sequence[OfficeBlock]) -> bool:
    return any(one.text.strip() for one in paragraphs_of(cell))
