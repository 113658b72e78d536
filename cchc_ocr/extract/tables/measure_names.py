"""What the cells of a table measure, in words that can stand alone: by the heads of their column and row."""

from __future__ import annotations

import re
from functools import cached_property

from cchc_ocr.extract.tables.cells import is_average
from cchc_ocr.extract.tables.read_rows import ReadRow
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.extract.tables.sheet_context import SheetContext
from cchc_ocr.extract.tables.subjects import told_count, told_share
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.vietnamese import CAPITALS, bare

_SHARE_ALONE = unaccented(r"""
    (?:[\W\d]|\b(?:tỷ lệ|tỉ lệ|phần trăm|chỉ số|điểm|đạt|được|so với|tối đa|tổng|số|kết quả|năm|quý|trên)\b)*
""")
_INDEX_ALONE = unaccented(r"\W*(?:kết quả )?chỉ số(?: (?:năm )?\d{4})?\W*")
# "Tiếp nhận", "Quá hạn": what became of what is counted, which is named beside them.
_STATE = unaccented(r"""
    \W*(?:tiếp nhận|đã|đang|chưa|đúng|trước|sớm|quá hạn|trễ|chậm|trong hạn|tồn|giải quyết|kỳ trước|mới|trực tuyến
    |trực tiếp|qua|nộp|trả|chuyển|cũ|phát sinh)\b
""")
_COUNTED = unaccented(r"""
    \b(?:(?P<noun>hồ sơ|nhiệm vụ|phiếu|văn bản|kiến nghị|phản ánh|đơn(?= thư))|tthc|thủ tục|một cửa
    |tiếp nhận và trả kết quả)\b
""")
_OF_FORMS = unaccented(r"\W*(?:phát ra|thu về|(?:không )?hợp lệ)\W*")  # of those that were asked
_OF_PROCEDURES = "hồ sơ"  # what is received and settled in tables of procedures
_NUMBER_ALONE = unaccented(r"\W*(?:số lượng|sl|tổng số|tổng|tổng cộng|cộng|số)\W*")
_OF_BODIES = "đơn vị"  # what has grades in tables of bodies
_HOW = unaccented(r"(?<=\w)\s+(?:số lượng|sl|tỷ lệ|tỉ lệ|tl)\W*%?\W*$")
_HOW_ALONE = unaccented(r"\W*(?:số lượng|sl|tỷ lệ|tỉ lệ|tl)\W*")
_OF_ALL = unaccented(r"\W*(?:tổng|cộng|chung|số|toàn (?:tỉnh|huyện|xã|thành phố|ngành)|\s)+\W*")
_TIME_ONLY = unaccented(r"""
    (?:[\W\d]|\b(?:trong|kỳ|báo cáo|tháng|quý|năm|lũy kế|cộng dồn|từ|đầu|đến|nay|hết|ngày|này|số liệu)\b)+
""")
_PART = accented(r"^(?:[-–−+•*\s]+)?(?:trong đó\s*:?\s*)?", re.IGNORECASE)
_OF_WHOLE = unaccented(r"\W*trong đó\b")
_BETWEEN = accented(
    r"(?<=\w)[ ,(]+(?:trong đó|chia ra|bao gồm|gồm)[ :)]+(?=\w)", re.IGNORECASE
)  # heads over parts
# "Hồ sơ tiếp nhận trong tháng", over "Trực tiếp": of when they are is no part of the name.
_WHEN_BETWEEN = re.compile(rf"\s+trong (?:kỳ|tháng|quý|năm)(?: báo cáo| này)?(?=\s+[{CAPITALS}])")
_DONE_ALONE = unaccented(r"(?:[\W\d]|\b(?:kết quả|thực hiện|đạt|đạt được|năm|chỉ tiêu|giao|mục tiêu|kế hoạch)\b)*")
_SOME_ROWS = unaccented(r"\W*(?:cộng|tổng(?: cộng| số)?) (?:các|khối|nhóm)\b")  # a sum of some rows among others


class MeasureNames:
    """The names of what the cells of one table measure."""

    def __init__(self, context: SheetContext) -> None:
        self.context, self.sheet = context, context.sheet

    def of(self, row: ReadRow, column: SheetColumn) -> str | None:
        """What a cell measures, in words that can stand alone: the heading, and of one row of many its name."""
        heading = self._heading(column)
        if self.context.groups_by_grade:
            return self._of_grade(row, column, heading)
        if self.context.by_row(column):
            return self._told_for_all() or self._row_name(row) or heading
        if column.kind == "percent" and says_share_alone(heading):
            told = told_share(self.context.told_around) if self.context.lists_bodies else None
            heading = self._share_of(column) or self._index_of(column, heading) or told or heading
        if column.kind == "percent" and is_average(heading) and (told := told_share(self.context.told_around)):
            heading = f"{told} ({heading[0].lower()}{heading[1:]})"
        if row.summed and _SOME_ROWS.match(row.plain):
            return f"{row.name}: {heading}"
        if heading and (self.context.lists_bodies or row.whole or row.timed or not row.name):
            return self._of_field(column, heading) or self._counted(heading)
        if not heading or (column.kind == "percent" and _DONE_ALONE.fullmatch(bare(heading).lower())):
            return row.name
        part = column.kind == "count" and _OF_WHOLE.match(bare(heading).lower()) is not None
        return f"{row.name}: {self._counted(heading) if part or self._is_timed(column) else heading}"

    def _told_for_all(self) -> str | None:
        """The share that the title or the lines above say all figures below times or bodies are."""
        if self.context.measured == "count":
            return self._told_count or self.context.subject
        if self.context.measured != "percent" or not self.context.lists_no_measures:
            return None
        return told_share(self.context.told_around) or self.context.subject

    @cached_property
    def _told_count(self) -> str | None:
        return told_count(self.context.told_around)

    def is_guessed(self, column: SheetColumn) -> bool:
        """Whether what is counted is concluded from the title, which says it in other words."""
        return self.context.by_row(column) and self.context.measured == "count" and self._told_count is None

    def _of_field(self, column: SheetColumn, heading: str) -> str | None:
        """What the title counts, of the field that a heading names and nothing more: "Đất đai"."""
        own = self.sheet.column_heads.kind_of(heading)
        if column.kind != "count" or own not in ("other", "name") or self._told_count is None:
            return None
        return f"{self._told_count}: {heading}"

    def _is_timed(self, column: SheetColumn) -> bool:
        """Whether counts stand below a head that says only of when they are."""
        group = self.sheet.all_heads[column.at].removesuffix(self.sheet.own_heads[column.at])
        return column.kind == "count" and bool(group) and _TIME_ONLY.fullmatch(bare(group).lower()) is not None

    def _heading(self, column: SheetColumn) -> str:
        """The heading of a column without how it is told, and without a group that says only of when it is.

        Nothing is left of "Toàn tỉnh | Số lượng" beside others that name some: the row says all.
        """
        whole, own = self.sheet.all_heads[column.at], self.sheet.own_heads[column.at]
        parts = _BETWEEN.search(whole)
        if parts and _COUNTED.search(bare(whole[: parts.start()]).lower()):
            whole = f"{whole[: parts.start()]} {whole[parts.end() :]}"
        whole = _WHEN_BETWEEN.sub("", whole)
        group = bare(whole.removesuffix(own) if whole.endswith(own) and whole != own else "").lower()
        if group and _TIME_ONLY.fullmatch(group):
            return _without_measure(own)
        if group and _OF_ALL.fullmatch(group) and _HOW_ALONE.fullmatch(bare(own).lower()):
            return ""
        return _without_measure(whole)

    def _of_grade(self, row: ReadRow, column: SheetColumn, heading: str) -> str:
        """How many, or which share, have the grade of a row: "Số đơn vị xếp loại Tốt"."""
        given = next((self.sheet.cell(row.cells, one) for one in self.sheet.of_kind("grade")), None) or ""
        counted = self._share_of(column) if column.kind == "percent" and says_share_alone(heading) else heading
        counted = _OF_BODIES if _NUMBER_ALONE.fullmatch(bare(heading).lower()) else counted
        return f"{counted or heading} xếp loại {given}"

    def _index_of(self, column: SheetColumn, heading: str) -> str | None:
        """The index that a column of bodies or years is of which says only that it is one: "Chỉ số (%)"."""
        of_wholes = self.context.lists_bodies or all(row.timed for row in self.context.rows)
        if not of_wholes or not _INDEX_ALONE.fullmatch(bare(heading).lower()):
            return None
        return self.context.column_index(column) or self.context.index

    def _share_of(self, column: SheetColumn) -> str | None:
        """What a column that says only "Tỷ lệ (%)" is the share of: the counts before it."""
        counts = [other for other in self.sheet.of_kind("count") if other.at < column.at]
        counted = self._counted(self.sheet.record.header[counts[-1].at]) if counts else None
        return f"Tỷ lệ {counted[0].lower()}{counted[1:]}" if counted else None

    def _row_name(self, row: ReadRow) -> str | None:
        """The name of a row; of one that is a part of another with what both count: "- Trước hạn" of dossiers."""
        name = _PART.sub("", row.title or "")
        return self._counted(name, row.over or "") if name else None

    def _counted(self, heading: str, *nearer: str) -> str:
        """A head that says only what became of what is counted, with that: "Quá hạn" beside "Số hồ sơ"."""
        name = _PART.sub("", heading)
        if _OF_FORMS.fullmatch(bare(name).lower()):
            return _joined("phiếu", name)
        if _NUMBER_ALONE.fullmatch(bare(name).lower()):
            name = ""
        elif not _STATE.match(bare(name).lower()):
            return heading
        for text in (*nearer, *self.sheet.record.header, *reversed(self.context.leads), self.sheet.above):
            noun = _COUNTED.search(bare(text).lower())
            if noun:
                counted = text[noun.start("noun") : noun.end("noun")] if noun["noun"] else _OF_PROCEDURES
                return _joined(counted, name)
        return heading


def _without_measure(heading: str) -> str:
    """A heading of two rows without the second, where that says no more than how it is told.

    >>> _without_measure("Trước hạn Số lượng"), _without_measure("Trước hạn Tỷ lệ (%)"), _without_measure("Tỷ lệ")
    ('Trước hạn', 'Trước hạn', 'Tỷ lệ')
    """
    told = _HOW.search(bare(heading).lower())
    return heading[: told.start()] if told else heading


def says_share_alone(heading: str) -> bool:
    """Whether a heading of percentages says that they are shares, and not of what.

    >>> says_share_alone("Tỷ lệ đạt (%)"), says_share_alone("Tỷ lệ đúng hạn (%)")
    (True, False)
    """
    return _SHARE_ALONE.fullmatch(bare(heading).lower()) is not None


def _joined(noun: str, name: str) -> str:
    if not name:
        return f"Tổng số {noun.lower()}"
    return f"{noun.lower()} {name[0].lower()}{name[1:]}"
