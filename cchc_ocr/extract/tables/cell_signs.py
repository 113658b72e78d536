"""Signs in the table around a cell: what its heads say, and how far they were guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from cchc_ocr.extract.results.times import of_words
from cchc_ocr.extract.tables.cells import adds_up, number
from cchc_ocr.extract.tables.measure_names import says_share_alone
from cchc_ocr.extract.tables.read_rows import ReadRow
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.extract.tables.sheet_context import SheetContext
from cchc_ocr.patterns import unaccented
from cchc_ocr.vietnamese import bare

_TIME = unaccented(r"\b(?:năm|quý|tháng|kỳ)\b")
_PLAN = unaccented(r"\b(?:kế hoạch|chỉ tiêu|mục tiêu|giao|phấn đấu)\b")
_CHANGE = unaccented(r"\b(?:chênh lệch|tăng|giảm|so với|so sánh|cùng kỳ|biến động)\b")
_ACRONYM = re.compile(r"(?![IVX]+$)[A-ZĐ]{2,4}")
OF_NOTHING_TOLD = "shares of nothing that is told"
UNREAD_HEADS = "table with heads of letters that nothing explains"
_KINDS = ("maximum", "rank", "percent", "count", "total", "score", "grade", "deduction", "value", "time", "code")


class CellSigns:
    """The signs of the cells of one table."""

    def __init__(self, context: SheetContext) -> None:
        self.context, self.sheet = context, context.sheet

    def of(self, row: ReadRow, column: SheetColumn) -> tuple[str, ...]:
        """Of the cell of a row in a column."""
        place = (*self._of_table, *self._of_column(column), *self._of_row(row))
        sums = self._sums(row, column)
        signs = {"place": place, "figure": sums, "time": self._time(row, column), "body": self._body(row)}
        return tuple(f"{topic}: {sign}" for topic, found in signs.items() for sign in found)

    @cached_property
    def _heads(self) -> tuple[str, ...]:
        return tuple(bare(head).lower() for head in self.sheet.record.header)

    @cached_property
    def _of_table(self) -> tuple[str, ...]:
        heads, rows = " ".join(self._heads), self.sheet.record.rows
        kinds = Counter(self.sheet.kinds)
        told = (
            ("table without heads", not any(self._heads)),
            ("table with an empty head", any(self._heads) and not all(self._heads)),
            ("table with a head twice", len(set(self._heads)) < len(self._heads)),
            ("table without a column of names", "name" not in kinds),
            ("table of ragged rows", any(len(row) != len(self._heads) for row in rows)),
            ("table of few rows", len(rows) < 4),
            ("table of many columns", len(self._heads) > 6),
            ("table of bodies", self.context.lists_bodies),
            ("table with plans", _PLAN.search(heads)),
            ("table with changes", _CHANGE.search(heads)),
            ("table with figures of no kind", any(map(self._is_unknown, self.sheet.columns))),
            ("table with a title", self.sheet.record.title),
            (UNREAD_HEADS, any(map(self._is_unread, self.sheet.columns))),
        )
        signs = (sign for sign, found in told if found)
        return (*signs, *(f"table with a {kind}" for kind in _KINDS if kinds[kind]))

    def _is_unread(self, column: SheetColumn) -> bool:
        """Whether a heading of figures is an acronym that nothing explains: "ĐC", "TĐ"."""
        heading = self.sheet.all_heads[column.at].strip()
        acronym = _ACRONYM.fullmatch(heading) and self.sheet.column_heads.kind_of(heading) == "other"
        return bool(acronym) and self._holds_figures(column)

    def _is_unknown(self, column: SheetColumn) -> bool:
        """Whether a column of no known kind holds figures."""
        return column.kind == "other" and self._holds_figures(column)

    def _holds_figures(self, column: SheetColumn) -> bool:
        cells = [cell for row in self.sheet.record.rows if (cell := self.sheet.cell(row, column))]
        figures = sum(number(cell) is not None for cell in cells)
        return figures > len(cells) / 2

    def _of_column(self, column: SheetColumn) -> Iterator[str]:
        head = self._heads[column.at] if column.at < len(self._heads) else ""
        alike = [one for one in self.sheet.columns if one.kind == column.kind]
        cells = [cell for row in self.sheet.record.rows if (cell := self.sheet.cell(row, column))]
        decimals = sum("," in cell for cell in cells)
        told = (
            (f"column of the kind {column.kind}", True),
            ("column guessed by its cells", self.sheet.column_heads.kind_of(head) != column.kind),
            ("column without a head", not head),
            ("several columns of the kind", len(alike) > 1),
            ("columns that nothing tells apart", len({(c.when, c.basis, c.part) for c in alike}) < len(alike)),
            ("column of plans", _PLAN.search(head)),
            ("column of changes", _CHANGE.search(head)),
            ("column of decimals", decimals > len(cells) / 2),
            ("column of some decimals", 0 < decimals <= len(cells) / 2),
            ("who gave it is told", column.basis),
            (OF_NOTHING_TOLD, self._is_of_nothing_told(column)),
        )
        yield from (sign for sign, found in told if found)

    def _is_of_nothing_told(self, column: SheetColumn) -> bool:
        """Whether shares stand beside points whose shares they are not, and their heading does not say of what."""
        alone = column.kind == "percent" and says_share_alone(self.sheet.record.header[column.at])
        return alone and bool(self.sheet.of_kind("score", "total"))

    def _of_row(self, row: ReadRow) -> Iterator[str]:
        name, names = row.name, Counter(other.name for other in self.context.rows)
        told = (
            ("row of sums", row.summed),
            ("row without a name", not name),
            ("rows of one name", name and names[name] > 1),
            ("row named by a number", name and re.match(r"\d{2,}", name)),
        )
        yield from (sign for sign, found in told if found)

    def _sums(self, row: ReadRow, column: SheetColumn) -> Iterator[str]:
        """Whether the cells of the row or of the column add up, which other figures do by chance only."""
        every = self.sheet.of_kind("total")
        totals = [total for total in every if total.time == column.time or len(every) == 1]
        parts = [c for c in self.sheet.of_kind("score") if c.basis != "self"]
        if column in (*totals, *parts) and any(self._adds_up(row, parts, total) for total in totals):
            yield "adds up in its row"
        if column.at in self._summed_columns:
            yield "adds up in its column"

    def _adds_up(self, row: ReadRow, parts: Sequence[SheetColumn], total: SheetColumn) -> bool:
        figures = [number(self.sheet.cell(row.cells, part) or "") for part in parts if part.time == total.time]
        figures = figures or [number(self.sheet.cell(row.cells, part) or "") for part in parts]
        known = [figure for figure in figures if figure is not None]
        whole = number(self.sheet.cell(row.cells, total) or "")
        return whole is not None and len(known) > 1 and adds_up(whole, known)

    @cached_property
    def _summed_columns(self) -> frozenset[int]:
        """The places of columns whose rows add up to a row of sums."""
        parts = [row for row in self.context.rows if not row.whole]
        sums = [row for row in self.context.rows if row.summed]
        return frozenset(
            column.at for column in self.sheet.columns if any(self._is_sum(column, row, parts) for row in sums)
        )

    def _is_sum(self, column: SheetColumn, row: ReadRow, parts: Sequence[ReadRow]) -> bool:
        known = [f for part in parts if (f := number(self.sheet.cell(part.cells, column) or "")) is not None]
        whole = number(self.sheet.cell(row.cells, column) or "")
        return whole is not None and len(known) > 1 and adds_up(whole, known)

    def _time(self, row: ReadRow, column: SheetColumn) -> Iterator[str]:
        """From where a cell has its year, and what may be another one."""
        head = self._heads[column.at] if column.at < len(self._heads) else ""
        timed = sum(any(other.when) for other in self.sheet.columns)
        ways = (
            ("from the column", any(column.when)),
            ("from the row", any(row.when)),
            ("from the title of the table", any(of_words(self.sheet.record.title or ""))),
            ("from above the table", any(of_words(self.sheet.above))),
        )
        yield next((way for way, found in ways if found), "from the document")
        told = (
            ("table of several years", timed > 1),
            ("table of one year in heads", timed == 1),
            ("head not understood", _TIME.search(head) and not any(column.when) and not column.part),
            ("part of a year in the head", column.part),
        )
        yield from (sign for sign, found in told if found)

    def _body(self, row: ReadRow) -> Iterator[str]:
        told = (
            ("table of bodies", self.context.lists_bodies),
            ("table of a body", self.context.unit),
            ("row of sums", row.summed),
            ("row of a body", row.body),
        )
        yield from (sign for sign, found in told if found)
