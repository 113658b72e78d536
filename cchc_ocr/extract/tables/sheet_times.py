"""Of when the cells of a table are: by the heads of their column and row, the lines above, the subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cchc_ocr.extract.results.natures import nature_of
from cchc_ocr.extract.results.times import When, last_month, months_of, of_words
from cchc_ocr.extract.tables.read_rows import ReadRow
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.patterns import unaccented
from cchc_ocr.records import Document
from cchc_ocr.vietnamese import bare

_SINCE_A_DAY = unaccented(r"\b(?:từ|kể từ|tính từ)\s(?:ngày\s)?\d")
# "tăng 2 bậc so với năm 2022 (84 điểm)": the year of something else, up to the end of the clause.
_COMPARED = unaccented(r"\b(?:so(?: sánh)? với|so cùng kỳ|kể từ|từ sau)\b[^,;.:]*")
_OF_FIGURES = unaccented(r"""
    ^[\W_]*(?:(?:ghi chú|chú thích|lưu ý)\W*)?
    (?:số liệu|thời (?:điểm|gian|kỳ)|kỳ (?:báo cáo|số liệu)|tính (?:đến|từ))\b
""")
_SAME_TIME = unaccented(r"\bcùng kỳ\b")
_SENTENCE = re.compile(r"(?<=[.:])\s+(?=\S)")


class SheetTimes:
    """The times of one table. ``leads`` are its title and the lines above that lead to it."""

    def __init__(self, sheet: TableSheet, document: Document, leads: Sequence[str]) -> None:
        self.sheet, self.document, self.leads = sheet, document, leads

    def of(self, column: SheetColumn, row: ReadRow) -> When:
        """By the heading of the column, the row, the title and the lines above the table, the subject."""
        around = self.around(column.nature == "result")
        named = self.sheet.named.when if self.sheet.named else When()
        said = next((when for when in (column.when, row.when, named) if any(when)), around)
        part = column.part or row.part
        if part is not None and said.year is not None and (said is around or said.period is None):
            said = part.of(said.year).when()
        if said is column.when and said.period is None and around.period and self._is_same_time(column):
            return _in_year(around, said.year)
        if column.running and said is around:
            return self._since_the_first_day(column, said)
        return _year_before(said) if column.back and not any(column.when) else said

    def _is_same_time(self, column: SheetColumn) -> bool:
        """Whether a heading means the same part of another year: "Cùng kỳ 2030"."""
        return column.back or _SAME_TIME.search(bare(self.sheet.all_heads[column.at]).lower()) is not None

    def _since_the_first_day(self, column: SheetColumn, around: When) -> When:
        """All of a year up to the last time that another heading, or the table, names."""
        others = [other.when for other in self.sheet.columns]
        periods = [when for when in (*others, around) if when.period and when.year]
        year = around.year or max((when.year for when in periods if when.year), default=None)
        last = max((last_month(when) for when in periods if when.year == year), default=None)
        heading = bare(self.sheet.record.header[column.at]).lower()
        if year is None or last is None or _SINCE_A_DAY.search(heading):
            return When(year)
        return months_of(year, 1, int(last[5:]))

    def around(self, done: bool) -> When:
        """The time of the whole table; what is ``done`` is not of the year that wishes above it name."""
        title = self.sheet.record.title
        lines = [one for one in self.leads if one == title or not done or nature_of(Document(), one) != "target"]
        found = _time_told(reversed(lines)) or of_words(self.document.subject or "", last=False)
        noted = self._noted
        if noted.period and found.year in (None, noted.year) and not found.period:
            return noted
        found = found if any(found) else noted
        return found if any(found) else _time_told([self.sheet.above]) or When()

    @property
    def _noted(self) -> When:
        """Of when all figures are, by the lines below: "Ghi chú: Số liệu 9 tháng đầu năm 2031."."""
        notes = [line for line in self.sheet.after if _OF_FIGURES.search(bare(line).lower())]
        return _time_told(notes) or When()

    def is_past(self, column: SheetColumn) -> bool:
        """Whether the time that a heading names was over when the document was written."""
        date = self.document.date or self.document.date_partial
        when = column.when
        if when.year is None and column.part is not None:
            when = column.part.of(self.around(done=False).year).when()
        return date is not None and when.year is not None and last_month(when) < date[:7]


def _time_told(lines: Iterable[str]) -> When | None:
    """The time that the first of the lines names which names any, by its last sentence that does.

    "Năm 2019 đạt 83,19 điểm; năm 2018 đạt 79,64 điểm. Chi tiết:" leads to what is of 2019.
    """
    for line in lines:
        for sentence in reversed(_SENTENCE.split(line)):
            parts = (of_words(_without_comparisons(part)) for part in sentence.split(";"))
            when = next(filter(any, parts), None)
            if when:
                return when
    return None


def _without_comparisons(text: str) -> str:
    plain = bare(text).lower()
    for compared in _COMPARED.finditer(plain):
        text = f"{text[: compared.start()]}{' ' * (compared.end() - compared.start())}{text[compared.end() :]}"
    return text


def _year_before(when: When) -> When:
    """The same time of the year before."""
    return when if when.year is None else _in_year(when, when.year - 1)


def _in_year(when: When, year: int | None) -> When:
    """The same part of another year."""
    known = when.period if when.year is not None and year is not None else None
    return When(year, known.replace(str(when.year), str(year)) if known else None)
