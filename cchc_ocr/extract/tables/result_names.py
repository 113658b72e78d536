"""What whole results, places and grades in the cells of a table are of: by the heads, the rows and the title."""

from __future__ import annotations

import re

from cchc_ocr.extract.tables.read_rows import ReadRow
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.extract.tables.sheet_context import SheetContext
from cchc_ocr.extract.tables.subjects import says_points_alone
from cchc_ocr.patterns import accented, as_said, unaccented
from cchc_ocr.vietnamese import bare

_MOST_BESIDE = unaccented(
    r"\s*\((?:[^()]*\d[^()]*|\s*(?:điểm|đ)\s*)\)\s*$"
)  # "Hạ tầng (20)": the name stands before it
_OF_YEAR = re.compile(
    r"\s*\(?(?:(?:năm|Năm)\s)?(?:19|20)\d\d\)?$|^(?:[Nn]ăm\s)?(?:19|20)\d\d\s+"
)  # places of other years are called alike
# "Kết quả chấm điểm theo Bộ chỉ số điều hành (từ 01/01 đến 31/7/2024)"
_SET = re.compile(
    r"(?P<name>\b[Bb]ộ (?:chỉ số|tiêu chí)\s[^\d(),;:.]{3,60}?)"
    r"(?=\s*[(),:;.]|\s(?:của|năm|tháng|quý|đối với|để)\b|\s*$)"
)
# "Điểm thi đua cải cách hành chính năm 2031 khối sở"
_WORK = accented(
    r"\b(?:(?:thi đua|công tác)\s){0,2}(?:cải cách hành chính|CCHC|chuyển đổi số|kiểm soát thủ tục hành chính)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]*\)")
_RESULT_ALONE = as_said(r"^\W*kết quả(?:\s?/\s?thang điểm)?\W*$")
_LATER = as_said(r"\bsau\b")
_SHORT_RANK = re.compile(r"^XH\b")
_OLD_OR_NEW = as_said(r"^\W*(?:thứ |xếp )?hạng (?:cũ|mới)\W*$")


class ResultNames:
    """The names of the wholes, places and grades of one table."""

    def __init__(self, context: SheetContext) -> None:
        self.context, self.sheet = context, context.sheet

    def of(self, row: ReadRow, column: SheetColumn) -> str | None:
        """What a whole, a place or a grade is of: the body or index of its row, else what its column says."""
        listed = self.context.lists_bodies and row.title == row.name
        measured = self._measured(column) if listed else None
        heading = self.sheet.record.header[column.at]
        if listed and (own := self._places_of_own(column)):
            measured = own
        elif listed and self._is_one_place_of_several(column):
            measured = _SHORT_RANK.sub("Xếp hạng", heading)
        if (
            self.context.lists_bodies
            and _LATER(heading)
            and any(best is column for _, best in self.sheet.drafts())
        ):
            measured = heading  # "Điểm sau khi trừ", beside those before
        if self.context.lists_bodies and _OLD_OR_NEW(heading):
            measured = heading  # two places of one year, which contradict one another by no other name
        if self.context.lists_bodies and column.kind == "total" and self._leaves_points:
            measured = heading  # "Điểm còn lại", beside those that were given
        named = (
            measured
            or self._told_set(row)
            or self._told_work(row)
            or (None if row.timed or row.unnamed else row.title)
        )
        known = row.index or self.context.column_index(column) or self.context.index
        if listed and not row.whole and named == row.title and not known:
            words = self._heading(column)
            told = self.context.subject if words and says_points_alone(words) else None
            named = told or words or named  # "Tổng điểm": what a body is called is not what it has
        return named or known or row.name

    @property
    def _leaves_points(self) -> bool:
        """Whether points that were given stand beside those that are left of them, and no index names both."""
        kinds = self.sheet.kinds
        return "deduction" in kinds and "score" in kinds and self.context.index is None

    def _heading(self, column: SheetColumn) -> str | None:
        """The heading of a column of points without maximum, unit and year; None where no words are left."""
        if column.kind not in ("score", "total"):
            return None
        heading = _OF_YEAR.sub("", without_maximum(self.sheet.record.header[column.at]))
        return heading if re.search(r"[^\W\d_]{2}", heading) else None

    def _is_one_place_of_several(self, column: SheetColumn) -> bool:
        """Whether bodies have places of several kinds at one time: "Hạng trong khối", "Hạng chung"."""
        header = self.sheet.record.header
        ranks = [other for other in self.sheet.of_kind("rank") if other.time == column.time]
        indices = {self.context.column_index(other) for other in ranks}
        return column in ranks and len({header[other.at] for other in ranks}) > 1 and len(indices) == 1

    def _places_of_own(self, column: SheetColumn) -> str | None:
        """The head over points and places of one part, of several such side by side: "Thể chế: Điểm, Hạng"."""
        ranks = [other for other in self.sheet.of_kind("rank") if other.time == column.time]
        heads = {other.at: self._group(other) or self._points_before(other) for other in ranks}
        apart = len(set(heads.values())) == len(heads) > 1 and all(heads.values())
        return heads.get(column.at) if apart else None

    def _points_before(self, column: SheetColumn) -> str:
        """The heading of the points right before a column of places."""
        before = self.sheet.columns[column.at - 1] if column.at else column
        measured = before.kind in ("score", "total", "percent")
        return without_maximum(self.sheet.record.header[before.at]) if measured else ""

    def _group(self, column: SheetColumn) -> str:
        """What heads a column with others, above its own head."""
        return self.sheet.all_heads[column.at].removesuffix(self.sheet.own_heads[column.at]).strip()

    def _told_set(self, row: ReadRow) -> str | None:
        """The set of criteria by which bodies were given points, where that is no index that is known."""
        if not self.context.lists_bodies or row.title != row.name or self.context.index:
            return None
        told = (*reversed(self.context.leads), self.context.document.subject or "")
        found = (_SET.search(text) for text in told)
        return next((name["name"].strip() for name in found if name), None)

    def _told_work(self, row: ReadRow) -> str | None:
        """The work for which bodies were given points, by the lines above, where no index is named."""
        if not self.context.lists_bodies or row.title != row.name or self.context.index or row.index:
            return None
        told = (*reversed(self.context.leads), self.context.document.subject or "")
        return next((work[0] for text in told if (work := _WORK.search(_ASIDE.sub("", text)))), None)

    def _measured(self, column: SheetColumn) -> str | None:
        """What bodies are placed or graded by: the heading of the totals beside the column, else of the points."""
        if column.kind not in ("rank", "grade"):
            return None
        totals = self.sheet.of_kind("total") or [best for best, _ in self.sheet.results("score")]
        totals = [c for c in totals if c.time == column.time] or totals
        before = [c for c in totals if c.at < column.at]
        if before and self.context.is_total_of_indices():  # each place stands behind the points of its index
            totals = before[-1:]
        heading = without_maximum(self.sheet.record.header[totals[0].at]) if totals else ""
        heading = _OF_YEAR.sub("", heading)
        if self.context.index is None and _RESULT_ALONE(heading):
            return None
        if heading.lower() in ("chỉ số", "điểm"):  # by itself it says nothing
            return self.context.index or (heading if self.sheet.of_kind("total") else None)
        return heading or None

    def of_place(self, row: ReadRow, column: SheetColumn) -> str | None:
        """What bodies are placed by, where no index is named: the shares before the column of places."""
        measured = [c for c in self.sheet.of_kind("percent", "score", "total") if c.at < column.at]
        if not self.context.lists_bodies or not measured or measured[-1].kind != "percent":
            return self.of(row, column)
        return self.sheet.record.header[measured[-1].at]


def without_maximum(heading: str) -> str:
    """A heading without the maximum in brackets behind it.

    >>> without_maximum("Điểm thẩm định (tối đa 70)"), without_maximum("Điểm đạt")
    ('Điểm thẩm định', 'Điểm đạt')
    """
    told = _MOST_BESIDE.search(bare(heading).lower())
    return heading[: told.start()] if told else heading
