"""What is noted beside the figures of a table, as lines of running text: "36/36 nhiệm vụ", "chậm 02 ngày"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from cchc_ocr.document import Line, Word
from cchc_ocr.extract.tables.read_rows import ReadRow
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.extract.tables.sheet_context import SheetContext
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.patterns import as_said

_NOTED = as_said(r"""
    ^\W*(?:ghi chú|giải trình|lý do|nguyên nhân|tình hình|diễn giải|ý kiến|thuyết minh|nhận xét|minh chứng|căn cứ
    |tài liệu kiểm chứng|nội dung giải trình|kết quả cụ thể)\b
""")


_TAKEN_OFF = as_said(r"\b(?:trừ|mất) điểm\b")  # "Lý do trừ điểm": what stands below was taken off


def notes_of(context: SheetContext) -> Iterator[tuple[int, Line]]:
    """Page and line of each note that has figures: the name of its row, a colon, and what the cell says.

    Its words have the box and the confidence of their cell. Each is a paragraph, whose number no other has.
    """
    header, named = context.sheet.header, context.sheet.named
    noted = [column for column in context.sheet.of_kind("other") if _NOTED(header[column.at])]
    numbers = count(-1, -1)
    for row in context.rows:
        for column in noted:
            cell = context.sheet.cell(row.cells, column) or ""
            if named is not None and row.name and any(map(str.isdigit, cell)) and any(map(str.isalpha, cell)):
                trace = _place(context, row, column)
                lead = f"{row.name}, điểm trừ:" if _TAKEN_OFF(header[column.at]) else f"{row.name}:"
                words = _words(lead, _place(context, row, named)) + _words(_ended(cell), trace)
                yield trace.page, Line(words, paragraph=next(numbers))


def _place(context: SheetContext, row: ReadRow, column: SheetColumn) -> Trace:
    cells = context.sheet.cells[row.at] if row.at < len(context.sheet.cells) else ()
    return cells[column.at] if column.at < len(cells) else context.sheet.trace


def _words(text: str, trace: Trace) -> tuple[Word, ...]:
    return tuple(Word(word, trace.box, trace.confidence) for word in text.split())


def _ended(cell: str) -> str:
    return cell if cell.endswith((".", ";")) else f"{cell}."
