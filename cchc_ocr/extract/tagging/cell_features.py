"""What the tagger looks at of a figure in a cell: the heads of its column and row, and the cells beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cchc_ocr.extract.results.bodies import body_in
from cchc_ocr.extract.results.context import Knowledge
from cchc_ocr.extract.tables.cells import is_sum, number
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.extract.tables.tables import Tables
from cchc_ocr.vietnamese import bare

_HEAD, _ROW, _ABOVE = 16, 8, 24  # words of the head of a column, of a row, of the lines above a table
_TOPIC = 12  # words of the subject of the document
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s]")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell: the table of the document, the row of its record and the column, all from 0."""

    table: int
    row: int
    column: int

    @property
    def line(self) -> tuple[int, int]:
        """The table and the row."""
        return self.table, self.row


def cell_features(
    tables: Tables, kinds: Container[str] | None = None
) -> Iterator[tuple[CellPlace, frozenset[str]]]:
    """Each figure in a cell with what the tagger looks at; of two figures in a cell ("8,5/10") the first.

    ``kinds`` are the kinds of columns whose cells are wanted, None for all.
    """
    whole = frozenset(_of_document(tables))
    for at, sheet in enumerate(tables.sheets):
        wanted = [column for column in sheet.columns if kinds is None or column.kind in kinds]
        above = frozenset(f"above={word}" for word in words(sheet.around)[-_ABOVE:])
        natures = tables.contexts[at].nature
        columns = {c.at: frozenset((*_of_column(sheet, c), f"nature={natures(c)}")) for c in wanted}
        for y, row in enumerate(sheet.record.rows if wanted else ()):
            shared = frozenset(_of_row(sheet, row, tables.knowledge)) | above | whole
            for column in wanted:
                cell = sheet.cell(row, column)
                if cell is not None and number(cell.partition("/")[0]) is not None:
                    own = frozenset((*_of_cell(cell), *_beside(sheet, row, column)))
                    yield CellPlace(at, y, column.at), own | columns[column.at] | shared


def _of_document(tables: Tables) -> Iterator[str]:
    """Of what type the document is, and the words of what it is about."""
    yield f"document={tables.document.type}"
    yield from (f"topic={word}" for word in words(tables.document.subject or "")[:_TOPIC])


def _of_column(sheet: TableSheet, column: SheetColumn) -> Iterator[str]:
    heads = sheet.all_heads
    head = words(heads[column.at])[:_HEAD] if column.at < len(heads) else []
    yield "always"
    yield f"column={column.kind}"
    yield f"column by={column.kind} {column.basis} {column.nature}"
    yield f"head={' '.join(head)}"
    yield from (f"head has={word}" for word in head)
    yield from (f"head has={a} {b}" for a, b in pairwise(head))
    yield f"head ends={' '.join(head[-1:])}"
    yield from (f"other column={other.kind}" for other in sheet.columns if other.at != column.at)
    others = {word for x, text in enumerate(heads) if x != column.at for word in words(text)}
    yield from (f"other head has={word}" for word in sorted(others))
    yield f"place={min(column.at, 3)} {'last' if column.at == len(heads) - 1 else ''}"
    yield from _of_figures([sheet.cell(row, column) or "" for row in sheet.record.rows])


def _of_figures(cells: Sequence[str]) -> Iterator[str]:
    values = [value for cell in cells if (value := number(cell.partition("/")[0])) is not None]
    if not values:
        return
    yield f"all below={size(max(values))}"
    yield f"all above={size(max(min(values), 0.0))}"
    yield f"most decimals={max(decimals(cell) for cell in cells)}"
    if values == [float(n) for n in range(1, len(values) + 1)]:
        yield "counts up"
    if len(values) > 2 and sorted(values) == [float(n) for n in range(1, len(values) + 1)]:
        yield "places"
    if len(values) > 2 and values == sorted(values, reverse=True):
        yield "falls"
    if any(cell.endswith("%") for cell in cells):
        yield "shares"
    if any("/" in cell for cell in cells):
        yield "pairs"
    if any(re.match(r"[-–−+]\d", cell) for cell in cells):
        yield "signs"


def _of_row(sheet: TableSheet, row: Sequence[str], knowledge: Knowledge) -> Iterator[str]:
    name = sheet.name(row)
    said = words(name or "")[:_ROW]
    yield from (f"row has={word}" for word in said)
    yield from (f"row has={a} {b}" for a, b in pairwise(said))
    if is_sum(name):
        yield "row=sum"
    if body_in(name, knowledge.bodies):
        yield "row=body"
    if knowledge.criteria.code(name) is not None:
        yield "row=criterion"
    if knowledge.indices.of(name):
        yield "row=index"
    if row and re.fullmatch(r"[IVX]+", row[0].strip()):
        yield "row=roman"


def _of_cell(cell: str) -> Iterator[str]:
    first = cell.partition("/")[0].strip()
    value = number(first) or 0.0
    yield f"size={size(abs(value))}"
    yield f"decimals={decimals(first)}"
    if first[0] in "-–−+":
        yield "sign"
    if "/" in cell:
        yield "pair"
    if cell.endswith("%"):
        yield "share"
    if re.search(r"[^\W\d]", bare(cell)):
        yield "words"


def _beside(sheet: TableSheet, row: Sequence[str], column: SheetColumn) -> Iterator[str]:
    value = number((sheet.cell(row, column) or "").partition("/")[0])
    for side, x in (("left", column.at - 1), ("right", column.at + 1)):
        other = number(row[x].partition("/")[0]) if 0 <= x < len(row) else None
        if other is None or value is None:
            yield f"{side}=none"
        else:
            yield f"{side}={'less' if other < value else 'same' if other == value else 'more'}"


def words(text: str) -> list[str]:
    """The words of a text in bare form and small letters, figures by their form.

    >>> words("Năm 2022: 85,5/100 điểm")
    ['nam', 'YEAR', ':', '0,0', '/', '000', 'diem']
    """
    return [_form(m.group()) for m in _TOKEN.finditer(bare(text).lower())]


def _form(word: str) -> str:
    if not word[0].isdigit():
        return word
    if _YEAR.fullmatch(word):
        return "YEAR"
    return "0,0" if "," in word or "." in word else "000" if len(word) > 2 else "0"


def size(value: float) -> int:
    """In which of some steps a value lies.

    >>> [size(value) for value in (0, 0.5, 7, 45, 100, 1500)]
    [0, 1, 3, 5, 7, 8]
    """
    return bisect_left((0.001, 1, 5, 10, 20, 50, 100.0001, 1000, 10000), value + 0.0005)


def decimals(text: str) -> int:
    """How many figures stand behind a decimal comma, four at most.

    >>> decimals("9,25"), decimals("9,5%"), decimals("9")
    (2, 1, 0)
    """
    return min(len(text.rstrip("% ").rpartition(",")[2]), 4) if "," in text else 0
