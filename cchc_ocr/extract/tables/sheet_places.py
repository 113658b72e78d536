"""Places in the cells of a table: out of how many they are, and by how many steps they rose or fell."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from cchc_ocr.extract.tables.beside_figures import change_beside, without_change
from cchc_ocr.extract.tables.cells import place_beside, place_told
from cchc_ocr.extract.tables.read_rows import ReadRow
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.extract.tables.sheet_context import SheetContext
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.patterns import unaccented
from cchc_ocr.vietnamese import bare

_BASE_TOLD = unaccented(r"""
    \b(?:hạng|vị thứ|vị trí)\b.*(?:\btrên|\btrong(?: tổng số| số)?|/|\((?=\d+ (?!điểm|năm|quý|tháng|ngày)[^\W\d]))
    \s*(?P<of>\d{1,3})\b(?!\s?(?:,\d|%|điểm))
""")
# "(hạng tính trên 63 tỉnh, thành phố)", above a table
_RANKED_AMONG = unaccented(r"""
    \bhạng (?:được |đều )?tính (?:trên|trong)(?: tổng số)? (?P<of>\d{1,3})
    \s(?:tỉnh|huyện|sở|xã|đơn vị|cơ quan|địa phương)\b
""")
# "KHỐI SỞ (07 đơn vị)": how many are ranked in a group of rows.
_IN_GROUP = unaccented(
    r"\(\s*(?:gồm |có )?(?P<of>\d{1,3}) (?:đơn vị|cơ quan|địa phương|sở|huyện|xã|phường|trường)\b[^()]*\)"
)
# "05 cơ quan dẫn đầu": as many as are listed, but not as many as are ranked.
_SOME_OF_ALL = unaccented(r"\b(?:dẫn đầu|đứng đầu|cao nhất|thấp nhất|đứng cuối|cuối bảng|tốp|top|tiêu biểu)\b")
_OF_CHANGE = unaccented(
    r"\b(?:thay đổi|tăng|giảm|chênh lệch|biến động)\b.*\b(?:hạng|bậc|vị thứ|vị trí)\b"
    r"|\b(?:hạng|vị thứ|vị trí)\b.*\bso (?:với|sánh)\b"
)
# "±", "So sánh": of places, where these say so.
_SIGNED = unaccented(
    r"\W*(?:±|\+\s*/\s*[-–]|so sánh|so (?:với )?năm.*|thay đổi|biến động|tăng\W+giảm)\W*(?:thứ )?(?:hạng|bậc)?\W*"
)
_STEPS = unaccented(r"(?P<sign>[-–−+↑↓▲▼]|tăng|giảm|lên|xuống)\s*(?P<steps>\d{1,2})(?P<of>\s*(?:bậc|hạng))?")
_UNSIGNED = re.compile(r"\d{1,2}")  # "2", below "Tăng, giảm hạng"
_SAME = unaccented(r"0|giữ nguyên|không (?:thay )?đổi|=|→")
_DOWN = frozenset("-–−↓▼")
_UP = frozenset({"+", "↑", "▲", "tang", "len"})


@dataclass(frozen=True, slots=True)
class TablePlace:
    """A place in a cell; ``base`` is how many are ranked, ``change`` by how many places it rose."""

    position: int
    base: int | None
    change: int | None


class SheetPlaces:
    """The places of one table."""

    def __init__(self, context: SheetContext) -> None:
        self.context, self.sheet = context, context.sheet

    def of(self, row: ReadRow, column: SheetColumn, known: Collection[int]) -> TablePlace | None:
        """The place in a cell; ``known`` are numbers of bodies that the text names."""
        cell = self.sheet.cell(row.cells, column) or ""
        alone = self.context.kind(column, row) == "rank"
        place = place_told(without_change(cell) if alone else place_beside(cell) or "")
        if place is None:
            return None
        beside = self.sheet.figure(row.cells, "base")
        told = place[1] or (int(beside) if beside else self._told_base(row, column))
        base = told or _base(self.sheet, column, known)
        beside = change_beside(cell) if alone else None
        change = self._change(row, column) if beside is None else int(beside)
        return TablePlace(place[0], base, change)

    def _told_base(self, row: ReadRow, column: SheetColumn) -> int | None:
        """How many are ranked, by the head of the row or column, or around the table: "Hạng (trên 9 huyện)"."""
        heads = (row.name or "", self.sheet.record.header[column.at], self.sheet.below)
        others = (one.name or "" for one in self.context.rows if row.ranked and one.ranked)
        around = _RANKED_AMONG.search(bare(self.sheet.around).lower())
        told = next((m for head in (*heads, *others) if (m := _BASE_TOLD.search(bare(head).lower()))), around)
        grouped = _IN_GROUP.search(bare(row.group or "").lower()) if told is None else None
        if grouped and not self._are_places_of_group(row, column, int(grouped["of"])):
            grouped = None
        return int(found["of"]) if (found := told or grouped) else None

    def _are_places_of_group(self, row: ReadRow, column: SheetColumn, number: int) -> bool:
        """Whether the places of a group begin anew in it, and none is more than it has bodies."""
        rows = [one for one in self.context.rows if one.group == row.group and not one.heads_group]
        places = [place[0] for one in rows if (place := place_told(self.sheet.cell(one.cells, column) or ""))]
        return bool(places) and min(places) == 1 and max(places) <= number

    def _change(self, row: ReadRow, column: SheetColumn) -> int | None:
        """By how many places the last of several rose, or fell, where a column says it: "giảm 3"."""
        ranks = [*filter(self._has_places, self.sheet.of_kind("rank"))]
        if not ranks or column != max(ranks, key=lambda one: self._time(one, row)):
            return None
        heads = {c.at: bare(self.sheet.all_heads[c.at]).lower() for c in self.sheet.columns}
        told = next((c for c in self.sheet.columns if _OF_CHANGE.search(heads[c.at])), None)
        signed = told or next((c for c in self.sheet.columns if _SIGNED.fullmatch(heads[c.at])), None)
        noted = (n for c in self.sheet.of_kind("other") if (n := self._steps(row, c)) and n["of"])
        steps = self._steps(row, signed) or next(noted, None)
        change = int(steps["steps"]) * (1 if steps["sign"] in _UP else -1) if steps else None
        if steps is None and signed is not None:
            change = self._unsigned(row, signed)
        said = told or (steps and steps["of"])  # "tăng 3 bậc", whatever its heading
        return change if said or (len(ranks) > 1 and change == self._risen(row, ranks)) else None

    def _unsigned(self, row: ReadRow, column: SheetColumn) -> int | None:
        """By how many places a row rose that says it without a sign, or none."""
        cell = bare(self.sheet.cell(row.cells, column) or "").lower()
        if _SAME.fullmatch(cell):
            return 0
        return int(cell) if _UNSIGNED.fullmatch(cell) and self._signs(column) else None

    def _signs(self, column: SheetColumn) -> bool:
        """Whether other cells of the column have a sign where places fell, so that those without one rose."""
        cells = [self.sheet.cell(row.cells, column) or "" for row in self.context.rows]
        signed = [cell for cell in cells if cell[:1] in _DOWN]
        return bool(signed) and not any(cell[:1] in _UP for cell in cells)

    def _steps(self, row: ReadRow, column: SheetColumn | None) -> re.Match[str] | None:
        return _STEPS.fullmatch(bare(self.sheet.cell(row.cells, column) or "").lower())

    def _has_places(self, column: SheetColumn) -> bool:
        """Whether a column holds places, and not only by how many they rose: "Thứ hạng so với năm 2030"."""
        return any(
            place_told(without_change(self.sheet.cell(row.cells, column) or "")) for row in self.context.rows
        )

    def _risen(self, row: ReadRow, ranks: Collection[SheetColumn]) -> int | None:
        """By how many places a row rose between the last two of its ranks."""
        *_, before, last = sorted(ranks, key=lambda column: self._time(column, row))
        places = [place_told(self.sheet.cell(row.cells, column) or "") for column in (before, last)]
        known = [place[0] for place in places if place]
        return known[0] - known[1] if len(known) > 1 else None

    def _time(self, column: SheetColumn, row: ReadRow) -> tuple[int, str]:
        part = column.part.part if column.part else None
        when = self.context.when(column, row)
        return when.year or 0, when.period or part or ""


def _base(sheet: TableSheet, column: SheetColumn, known: Collection[int]) -> int | None:
    """How many are ranked: as many as are listed if the text names that number; a list may be of the first few."""
    told = [place_told(sheet.cell(row, column) or "") for row in sheet.record.rows]
    places = [place[0] for place in told if place]
    last = max(places, default=0)
    if _SOME_OF_ALL.search(bare(sheet.around).lower()):
        return None
    return last if last in known and last in (len(places), len(sheet.record.rows)) else None
