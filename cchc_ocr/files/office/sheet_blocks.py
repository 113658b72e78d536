"""Takes the rows of a sheet apart: what stands above the table and below it, and the table itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeAlias

from cchc_ocr.files.office.blocks import OfficeBlock, OfficeTable, Paragraph, Run
from cchc_ocr.files.office.composing import is_layout
from cchc_ocr.layout.landmarks import DATE_LINE, is_heading, is_numbered, opens_foot
from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import bare

SheetRow: TypeAlias = Mapping[int, Paragraph]
"""The cells of a row that hold text, by the numbers of their columns; none for an empty row."""

_UNNAMED = accented(r"(?:Sheet|Trang tính|Bảng tính|Bảng|Trang)\W?\d*", re.IGNORECASE)
_MOST_IN_HEAD = 4  # cells of a row


def sheet_blocks(name: str, rows: Sequence[SheetRow]) -> Iterator[OfficeBlock]:
    """The blocks of a sheet. Its name is told where no line above its table could be the title."""
    foot = next((at for at, row in enumerate(rows) if at and _opens_foot(row)), len(rows))
    tabled = False
    titled = bool(_UNNAMED.fullmatch(name.strip()))
    for filled, group in groupby(rows[:foot], key=bool):
        for block in _group_blocks(list(group), narrow=tabled) if filled else ():
            if isinstance(block, OfficeTable) and not is_layout(block):
                if not titled and not tabled:
                    yield Paragraph.of(name)
                tabled = True
            titled = titled or (isinstance(block, Paragraph) and len(block.text.split()) > 1)
            yield block
    yield from _side_by_side([row for row in rows[foot:] if row])


def _group_blocks(rows: Sequence[SheetRow], *, narrow: bool) -> Iterator[OfficeBlock]:
    """The blocks of rows without an empty one among them; ``narrow``: rows of two cells below a table are none."""
    head = next((at for at, row in enumerate(rows) if not _is_of_head(row)), len(rows))
    yield from _side_by_side(rows[:head])
    first = next((at for at, row in enumerate(rows) if at >= head and len(row) > 1), len(rows))
    yield from map(_line, rows[head:first])
    table = rows[first:]
    widest = max(map(len, table), default=0)
    if len(table) > 1 and (widest > 2 or not narrow):
        yield _table_of(table)
    else:
        yield from map(_line, table)


def _side_by_side(rows: Sequence[SheetRow]) -> Iterator[OfficeBlock]:
    """Rows of a head or foot: as a table of two blocks, or line by line where that would not be one."""
    table = _table_of(rows)
    if rows and is_layout(table):
        yield table
    else:
        yield from map(_line, rows)


def _table_of(rows: Sequence[SheetRow]) -> OfficeTable:
    columns = sorted({column for row in rows for column in row})
    return OfficeTable(tuple(tuple((row.get(at, Paragraph()),) for at in columns) for row in rows))


def _line(row: SheetRow) -> Paragraph:
    """The cells of a row as one line, with tabs between them."""
    cells = [row[column] for column in sorted(row)]
    runs = (run for cell in cells for run in (Run("\t"), *cell.runs))
    return Paragraph(tuple(runs)[1:])


def _is_of_head(row: SheetRow) -> bool:
    """Whether a row is one of the two blocks of a head, by the words that stand at fixed places in it."""
    texts = [line for cell in row.values() for line in cell.text.splitlines()]
    if len(row) > _MOST_IN_HEAD:
        return False
    dated = any(DATE_LINE.search(bare(text).lower()) for text in texts)
    return any(map(is_heading, texts)) or (len(row) > 1 and (dated or any(map(is_numbered, texts))))


def _opens_foot(row: SheetRow) -> bool:
    return len(row) <= _MOST_IN_HEAD and any(map(opens_foot, (cell.text for cell in row.values())))
