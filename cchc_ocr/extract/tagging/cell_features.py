"""What the tagger looks at of a figure in a cell: the heads of its column and row, and the cells beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cchc_ocr.extract.results.bodies import body_in
from cchc_ocr.extract.results.context import Knowledge
from cchc_ocr.extract.tables.cells import is_sum, number
from cchc_ocr.extract.tables.columns import SheetColumn
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.extract.tables.tables import Tables
from cchc_ocr.extract.tagging.features import decimals, document_features, size, words
from cchc_ocr.extract.text.finding import CellPlace
from cchc_ocr.vietnamese import bare

_HEAD, _ROW, _ABOVE = 16, 8, 24  # words of the head of a column, of a row, of the lines above a table


def cell_features(tables: Tables) -> Iterator[tuple[CellPlace, tuple[str, ...]]]:
    """Each figure in a cell with what the tagger looks at; of two figures in a cell ("8,5/10") the first."""
    whole = tuple(f"c {one}" for one in document_features(tables.document.type, tables.document.subject))
    for at, sheet in enumerate(tables.sheets):
        title = "\n".join(filter(None, (sheet.record.title, sheet.above)))
        about = (*whole, *(f"c above={word}" for word in words(title)[-_ABOVE:]))
        columns = {
            column.at: (*_of_column(sheet, column), f"c nature={tables.contexts[at].nature(column)}")
            for column in sheet.columns
        }
        for y, row in enumerate(sheet.record.rows):
            heads = tuple(_of_row(sheet, row, tables.knowledge))
            for column in sheet.columns:
                cell = sheet.cell(row, column)
                if cell is not None and number(cell.partition("/")[0]) is not None:
                    own = (*_of_cell(cell), *_beside(sheet, row, column))
                    yield CellPlace(at, y, column.at), (*own, *columns[column.at], *heads, *about)


def _of_column(sheet: TableSheet, column: SheetColumn) -> Iterator[str]:
    heads = sheet.heads or sheet.record.header
    head = words(heads[column.at])[:_HEAD] if column.at < len(heads) else []
    yield "c always"
    yield f"c column={column.kind}"
    yield f"c column by={column.kind} {column.basis} {column.nature}"
    yield f"c head={' '.join(head)}"
    yield from (f"c head has={word}" for word in head)
    yield from (f"c head has={a} {b}" for a, b in pairwise(head))
    yield f"c head ends={' '.join(head[-1:])}"
    yield from (f"c other column={other.kind}" for other in sheet.columns if other.at != column.at)
    others = {word for x, text in enumerate(heads) if x != column.at for word in words(text)}
    yield from (f"c other head has={word}" for word in sorted(others))
    yield f"c place={min(column.at, 3)} {'last' if column.at == len(heads) - 1 else ''}"
    yield from _of_figures([sheet.cell(row, column) or "" for row in sheet.record.rows])


def _of_figures(cells: Sequence[str]) -> Iterator[str]:
    values = [value for cell in cells if (value := number(cell.partition("/")[0])) is not None]
    if not values:
        return
    yield f"c all below={size(max(values))}"
    yield f"c all above={size(max(min(values), 0.0))}"
    yield f"c most decimals={max(decimals(cell) for cell in cells)}"
    if values == [float(n) for n in range(1, len(values) + 1)]:
        yield "c counts up"
    if len(values) > 2 and sorted(values) == [float(n) for n in range(1, len(values) + 1)]:
        yield "c places"
    if len(values) > 2 and values == sorted(values, reverse=True):
        yield "c falls"
    if any(cell.endswith("%") for cell in cells):
        yield "c shares"
    if any("/" in cell for cell in cells):
        yield "c pairs"
    if any(re.match(r"[-–−+]\d", cell) for cell in cells):
        yield "c signs"


def _of_row(sheet: TableSheet, row: Sequence[str], knowledge: Knowledge) -> Iterator[str]:
    name = sheet.name(row)
    said = words(name or "")[:_ROW]
    yield from (f"c row has={word}" for word in said)
    yield from (f"c row has={a} {b}" for a, b in pairwise(said))
    if is_sum(name):
        yield "c row=sum"
    if body_in(name, knowledge.bodies):
        yield "c row=body"
    if knowledge.criteria.code(name) is not None:
        yield "c row=criterion"
    if knowledge.indices.of(name):
        yield "c row=index"
    if row and re.fullmatch(r"[IVX]+", row[0].strip()):
        yield "c row=roman"


def _of_cell(cell: str) -> Iterator[str]:
    first = cell.partition("/")[0].strip()
    value = number(first) or 0.0
    yield f"c size={size(abs(value))}"
    yield f"c decimals={decimals(first)}"
    if first[0] in "-–−+":
        yield "c sign"
    if "/" in cell:
        yield "c pair"
    if cell.endswith("%"):
        yield "c share"
    if re.search(r"[^\W\d]", bare(cell)):
        yield "c words"


def _beside(sheet: TableSheet, row: Sequence[str], column: SheetColumn) -> Iterator[str]:
    value = number((sheet.cell(row, column) or "").partition("/")[0])
    for side, x in (("left", column.at - 1), ("right", column.at + 1)):
        other = number(row[x].partition("/")[0]) if 0 <= x < len(row) else None
        if other is None or value is None:
            yield f"c {side}=none"
        else:
            yield f"c {side}={'less' if other < value else 'same' if other == value else 'more'}"
