"""Tables of two columns, of what is asked and what came out, whose cells are of all kinds: read as sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cchc_ocr.extract.results.grades import grade
from cchc_ocr.extract.tables.cells import number
from cchc_ocr.extract.tables.headings import names_criteria
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.patterns import as_said

_FEWEST = 3  # rows
_REMARKS = as_said(r"^\W*(?:ghi chú|giải trình|lý do|nguyên nhân)\b")
_UNIT = re.compile(r"\d[\d.,]*(?:/\d[\d.,]*)?\s?(?:điểm|[^\W\d_]{2,})")
_FEWEST_FORMS = 2  # and a grade beside them, where the cells have no units
_HEADS_VALUES = as_said(r"^\W*(?:kết quả|số liệu|giá trị|thực hiện|đạt được)\b")
_SAYS_SHARE = as_said(r"\b(?:tỷ lệ|tỉ lệ)\b|%")
_MOST = 0.5  # of the cells that hold a figure


def with_values(
    columns: Sequence[SheetColumn], header: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[SheetColumn, ...]:
    """The columns; of such a table the one of values is "mixed", or a "value" where the rows say what each is.

    The cells of the first kind have their units beside them: "849 hồ sơ (51,14%)", "84,4/100 điểm", "Tốt".
    """
    value = _value_column(columns, header, rows)
    return tuple(value if value and column.at == value.at else column for column in columns)


def _value_column(
    columns: Sequence[SheetColumn], header: Sequence[str], rows: Sequence[Sequence[str]]
) -> SheetColumn | None:
    """The one column of values; None where a table has others, or all its cells are of a kind."""
    named = [column for column in columns if column.kind == "name"]
    others = [c for c in columns if c.kind not in ("name", "ordinal") and not _REMARKS(header[c.at])]
    if len(named) != 1 or len(others) != 1 or len(rows) < _FEWEST:
        return None
    at = others[0].at
    cells = [row[at] for row in rows if at < len(row) and row[at]]
    told = [cell for cell in cells if any(map(str.isdigit, cell)) or grade(cell)]
    of_unit = sum(_UNIT.match(cell) is not None for cell in cells)
    names = [row[named[0].at] for row in rows if named[0].at < len(row)]
    forms = {_form(cell) for cell in told} | ({"share"} if any(map(_SAYS_SHARE, names)) else set())
    if len(forms) < _FEWEST_FORMS or len(told) <= _MOST * len(cells):
        return None
    if of_unit > 1:
        return replace(others[0], kind="mixed")
    graded = "grade" in forms and len(forms) > _FEWEST_FORMS
    shared = "share" in forms and _HEADS_VALUES(header[at]) and others[0].kind in ("other", "score", "value")
    by_rows = (graded or shared) and names_criteria(header[named[0].at])
    return replace(others[0], kind="value", basis=None) if by_rows else None


def _form(cell: str) -> str:
    if grade(cell):
        return "grade"
    if "/" in cell:
        return "pair"
    if "%" in cell:
        return "share"
    return "number" if number(cell) is not None else "words"
