"""A table of a document as a sheet: head and rows over page breaks, with what each column holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from cchc_ocr.extract.tables.cells import number
from cchc_ocr.extract.tables.column_heads import ColumnHeads
from cchc_ocr.extract.tables.columns import SheetColumn, columns_of, names_criteria
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.records import Basis, TableRecord

# Of several columns of points that of the appraisal is the result, and what the body gave itself a claim.
_PREFERRED: tuple[Basis | None, ...] = ("appraised", None, "average", "survey", "self")
CELL = 0.95  # how often the text of a cell is whole when the reading is right
_MOST_POINTS = 100.0  # of the index and of every criterion of it


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that is not empty though nothing was read in it: its row of the record, -1 in the header."""

    row: int
    column: int
    trace: Trace

    @property
    def pointer(self) -> str:
        return f"header/{self.column}" if self.row < 0 else f"rows/{self.row}/{self.column}"


@dataclass(frozen=True)
class TableSheet:
    """A whole table, over page breaks, with what each column holds."""

    record: TableRecord
    trace: Trace
    column_heads: ColumnHeads
    sure: Mapping[str, float] = field(default_factory=dict)  # confidence of what stands alone in a line or word
    least: float = 1.0  # that of the worst word
    unread: tuple[Unread, ...] = ()
    cells: tuple[tuple[Trace, ...], ...] = ()  # of each row of the record, where its cells stand
    above: str = ""  # the lines right above the table
    heads: tuple[str, ...] = ()  # the header, with what heads several columns in each of them
    told: Mapping[int, str] = field(default_factory=dict)  # kinds of columns that are known from elsewhere

    @cached_property
    def columns(self) -> tuple[SheetColumn, ...]:
        found = columns_of(self.column_heads, self.heads or self.record.header, self.record.rows)
        return tuple(replace(column, kind=self.told.get(column.at, column.kind)) for column in found)

    @property
    def lists_criteria(self) -> bool:
        """Whether the heading of the names says that the rows are parts of an index."""
        named = next(iter(self.of_kind("name")), None)
        return named is not None and names_criteria(self.record.header[named.at])

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(column.kind for column in self.columns)

    def of_kind(self, *kinds: str) -> tuple[SheetColumn, ...]:
        return tuple(column for column in self.columns if column.kind in kinds)

    def results(self, kind: str) -> Iterator[tuple[SheetColumn, SheetColumn | None]]:
        """For each year the column of that kind that is the result, and the one of what the body claimed."""
        for when in dict.fromkeys(column.when for column in self.of_kind(kind)):
            of_year = [column for column in self.of_kind(kind) if column.when == when]
            best = min(of_year, key=lambda column: _PREFERRED.index(column.basis))
            claims = (column for column in of_year if column.basis == "self" and column is not best)
            yield best, next(claims, None)

    def cell(self, row: Sequence[str], column: SheetColumn | None) -> str | None:
        return row[column.at].strip() or None if column is not None and column.at < len(row) else None

    def figure(self, row: Sequence[str], kind: str) -> float | None:
        """The number in the first column of that kind."""
        return number(self.cell(row, next(iter(self.of_kind(kind)), None)) or "")

    def points(self, row: Sequence[str], column: SheetColumn | None) -> float | None:
        """Points of a row; None for what cannot be any: more than the hundred of an index, or than the maximum."""
        points, most = self.pair(row, column)
        return points if points is not None and 0 <= points <= max(most or 0.0, _MOST_POINTS) else None

    def pair(self, row: Sequence[str], column: SheetColumn | None) -> tuple[float | None, float | None]:
        """The points of a cell and their maximum: in the cell ("8,5/10"), in its row, or in its heading."""
        one, _, other = (self.cell(row, column) or "").partition("/")
        most = number(other) or self.figure(row, "maximum") or (column.most if column else None)
        return number(one), most

    def name(self, row: Sequence[str]) -> str | None:
        """The cell that names the row: that of the name column, else the first with words in it."""
        named = self.cell(row, next(iter(self.of_kind("name")), None))
        named = named or next((cell for cell in row if len(cell) > 3 and number(cell) is None), None)
        return named.strip(" ,;.") or None if named else None
