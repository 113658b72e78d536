"""What must add up in a table, as laws on its cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from cchc_ocr.extract.checks.arithmetic import Law, Values, total
from cchc_ocr.extract.tables.cells import number
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.patterns import unaccented
from cchc_ocr.records import CheckArg
from cchc_ocr.vietnamese import bare

_CHANGE = unaccented(r"\b(?:tăng|giảm|chênh lệch|thay đổi|biến động|so sánh)\b|^\+\s*/\s*-$")
Args = Mapping[str, CheckArg]
Numbers = Sequence[Sequence[float | None]]


@dataclass(frozen=True, slots=True)
class SheetLaw:
    """A law of the table, and what to say where it is broken: the code of the check, a heading or the number of a
    column or row, and the figures.

    ``change`` says that the figures are differences between two other columns.
    """

    law: Law
    code: str
    place: Args
    figures: Callable[[Values], Args]
    change: bool = False

    def off(self, values: Values) -> float:
        """By how much the parts of a sum miss it."""
        *parts, whole = self.law.pointers
        return round(sum(values[part] for part in parts) - values[whole], 4)


def sum_law(parts: Sequence[str], whole: str, place: Args, *, code: str, change: bool = False) -> SheetLaw:
    """The cell ``whole`` is the sum of others."""

    def figures(values: Values) -> Args:
        return {"due": round(sum(values[part] for part in parts), 4), "printed": values[whole]}

    return SheetLaw(total(parts, whole), code, place, figures, change)


def cell_at(table: int, row: int, column: int) -> str:
    """The pointer of a cell."""
    return f"/tables/{table}/rows/{row}/{column}"


def numbers_of(sheet: TableSheet) -> Numbers:
    """The number in each cell of each row, None where it has none; no row is shorter than the header."""
    width = len(sheet.kinds)
    return [[number(cell) for cell in (*row, *[""] * (width - len(row)))] for row in sheet.record.rows]


def row_place(sheet: TableSheet, y: int) -> Args:
    """What a row is called."""
    name = sheet.name(sheet.record.rows[y])
    return {"heading": name} if name else {"row": y + 1}


def column_place(sheet: TableSheet, x: int) -> Args:
    """What a column is called."""
    header = sheet.header
    return {"heading": header[x]} if x < len(header) else {"column": x + 1}


def is_of_change(sheet: TableSheet, x: int) -> bool:
    """Whether a column says by how much others differ."""
    header = sheet.header
    return x < len(header) and _CHANGE.search(bare(header[x]).lower()) is not None


def decimals_printed(row: Sequence[str], x: int) -> int:
    """How many decimals a cell of a row is printed with."""
    cell = row[x].rstrip("% ") if x < len(row) else ""
    return len(cell.partition(",")[2])


def off_share(part: float, whole: float, percent: float) -> float:
    """By how many percentage points a share is off from that of a part in its whole."""
    return round(abs(100 * part / whole - percent), 6) if whole else inf
