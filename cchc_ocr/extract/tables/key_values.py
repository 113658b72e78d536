"""Tables of two columns, of what is asked and what came out, whose cells are of all kinds: read as sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cchc_ocr.extract.results.grades import grade
from cchc_ocr.extract.tables.cells import number
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.patterns import as_said

_FEWEST = 3  # rows
_REMARKS = as_said(r"^\W*(?:ghi chú|giải trình|lý do|nguyên nhân)\b")
_UNIT = re.compile(r"\d[\d.,]*(?:/\d[\d.,]*)?\s?(?:điểm|[^\W\d_]{2,})")
_MOST = 0.5  # of the cells that hold a figure


def value_column(
    columns: Sequence[SheetColumn], header: Sequence[str], rows: Sequence[Sequence[str]]
) -> SheetColumn | None:
    """The one column of values of such a table; None where a table has others, or all its cells are of a kind.

    The cells of such a column have their units beside them: "849 hồ sơ (51,14%)", "84,4/100 điểm", "Tốt".
    """
    named = [column for column in columns if column.kind == "name"]
    others = [c for c in columns if c.kind not in ("name", "ordinal") and not _REMARKS(header[c.at])]
    if len(named) != 1 or len(others) != 1 or len(rows) < _FEWEST:
        return None
    at = others[0].at
    cells = [row[at] for row in rows if at < len(row) and row[at]]
    told = [cell for cell in cells if any(map(str.isdigit, cell)) or grade(cell)]
    of_unit = sum(_UNIT.match(cell) is not None for cell in cells)
    forms = {_form(cell) for cell in told}
    mixed = len(forms) > 1 and of_unit > 1 and len(told) > _MOST * len(cells)
    return others[0] if mixed else None


def _form(cell: str) -> str:
    if grade(cell):
        return "grade"
    if "/" in cell:
        return "pair"
    if "%" in cell:
        return "share"
    return "number" if number(cell) is not None else "words"
