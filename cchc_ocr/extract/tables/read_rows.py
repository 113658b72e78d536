"""The rows of a table with what their heads say: whose they are, of when, and whether they are sums or parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from cchc_ocr.extract.results.bodies import body_in
from cchc_ocr.extract.results.context import Knowledge
from cchc_ocr.extract.results.point_bases import basis_in
from cchc_ocr.extract.results.times import TimeMention, When, mentions, of_words
from cchc_ocr.extract.tables.cells import is_average, is_maximum, is_sum, number
from cchc_ocr.extract.tables.column_cells import is_grade_word
from cchc_ocr.extract.tables.headings import says_draft, says_final
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.extract.tables.time_heads import spelled_time
from cchc_ocr.patterns import as_said, unaccented
from cchc_ocr.records import Basis
from cchc_ocr.vietnamese import bare

_RANKED = as_said(r"\b(?:xếp hạng|thứ hạng|vị thứ|vị trí(?! việc)|hạng(?! mục)|xếp thứ)\b")
_SHARE = unaccented(r"\b(?:tỷ lệ|tỉ lệ)\b|\(\s*%\s*\)")
# "Xếp hạng", "- Điểm (tối đa 100)": the name of what is measured stands in a row above.
_MEASURE_ONLY = unaccented(r"""
    \W*(?:(?:kết quả )?(?:xếp hạng|xếp thứ|xếp loại|phân loại)|thứ hạng|vị thứ|vị trí|hạng|nhóm
    |điểm(?: số| đạt| đạt được)?
    |giá trị|tỷ lệ)\W*(?:\([^()]*\)|(?:trên |trong |/).*)?\W*
    |\W*(?:tổng |số )*điểm (?:(?:tự|do|được|hội đồng|tổ|đạt|sau(?: khi)?) )*
    (?:chấm|đánh giá|thẩm định|công nhận|chính thức)\W*(?:\([^()]*\))?\W*
""")
_POINTS_ALONE = unaccented(r"\W*(?:tổng )?điểm\b")  # "Điểm Đoàn chấm": above "Xếp loại" no name of what is graded
_PART_OF = unaccented(r"\s*(?:[-–+•*]\s|(?:-\s*)?trong đó\b)")
_COMPARED = unaccented(r"\b(?:so với|kể từ|từ sau)\b.*")
_ONLY_TIME = unaccented(r"""
    (?:[\W\d]|\b(?:năm|quý|tháng|kỳ|giai đoạn|i|ii|iii|iv|đầu|cuối|cộng|tổng|cả|hết|đến|lũy kế|trước|này|nay|từ
    |ngày|kết quả|thực hiện|cùng)\b)+
""")
_EXTREME = unaccented(r"\W*(?:điểm |giá trị |mức |tỷ lệ |đơn vị )*(?:cao|thấp|lớn|nhỏ) nhất\W*")
_GROUP_MARK = re.compile(r"[IVX]{1,4}|[A-H]")
_OF_KIND = unaccented(r"\W*(?:khối|nhóm|cụm|loại|xếp loại|các)\b")
_LONGEST_NUMBER = 4  # characters; a year has as many, and stands for itself
_PART_OF_YEAR = re.compile(r"\d{1,2}/(?:19|20)\d\d")  # "7/2025" below "Tháng"
_ORDINAL = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Za-zđ])[.)]\s+(?=\w)")
# "Thể chế (10)", "Tài chính công (tối đa 12 điểm)": of how many points a row of criteria is.
_MOST = unaccented(
    r"\s*(?:[(\[]\s*(?:(?:(?:điểm )?tối đa|thang(?: điểm)?|max)\s*(?:là\s|:)?\s*)?"
    r"(?P<most>\d{1,3}(?:,\d+)?)\s*(?:điểm|đ)?\s*[)\]]"
    r"|[-–:;,/]\s*(?:(?:điểm )?tối đa\s*)?(?P<behind>\d{1,3}(?:,\d+)?)\s*(?:điểm|đ))\s*$"
)
# "PAR INDEX (điểm/100)", "PAPI (thang điểm 80)"
_SCALE = unaccented(r"\s*\(\s*(?:(?:điểm\s*)?/|(?:theo )?thang(?: điểm)?)\s*(?P<most>\d{1,4})(?: điểm)?\s*\)\s*$")
# "KHỐI CỤC (thẩm định 75 điểm, điều tra 25 điểm)": the maxima of columns, by who gave the points.
_MOST_OF = unaccented(
    r"(?P<side>tự (?:chấm|đánh giá)|thẩm định|điều tra(?: xã hội học| xhh)?|đtxhh?)\s*(?:tối đa\s*)?:?\s*"
    r"(?P<most>\d{1,3}(?:,\d+)?)\s*(?:điểm|đ\b)"
)
_UNIT_ASIDE = unaccented(r"\s*\(\s*(?:%|điểm)\s*\)\s*$")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of a table with what its head says: its name, the index and body that it names, and its time.

    ``part`` is a part of a year without the year; ``timed`` says that the head names a time and nothing else.
    ``extreme`` says that it is the most or the least of all, ``group`` is the name of the row that heads it.
    ``over`` is the name of the row that this one is a part of, or whose rank or grade it gives. ``maxima`` are
    the most that each side may give, where the head of a group says it. ``owner`` is the body whose the row is,
    where it stands in a column of its own, or heads a group of rows.
    """

    cells: tuple[str, ...]
    at: int
    name: str | None
    index: str | None = None
    body: str | None = None
    when: When = field(default_factory=When)
    part: TimeMention | None = None
    timed: bool = False
    summed: bool = False
    average: bool = False
    extreme: bool = False
    over: str | None = None
    group: str | None = None
    most: float | None = None
    maxima: tuple[tuple[Basis, float], ...] = ()
    owner: str | None = None

    @property
    def plain(self) -> str:
        return bare(self.name or "").lower()

    @property
    def ranked(self) -> bool:
        """Whether the head of the row says that its cells are places."""
        return _RANKED(self.name or "")

    @property
    def shared(self) -> bool:
        """Whether the head of the row says that its cells are percentages."""
        return _SHARE.search(self.plain) is not None

    @property
    def measures_only(self) -> bool:
        """Whether the head says how something is measured, and not what."""
        return _MEASURE_ONLY.fullmatch(self.plain) is not None

    @property
    def left(self) -> bool:
        """Whether the head says that the row has all points before or after some were taken off, and not these."""
        points = _POINTS_ALONE.match(self.plain) is not None
        return points and (says_draft(self.name or "") or says_final(self.name or ""))

    @property
    def heads_group(self) -> bool:
        """Whether the row has a name and nothing else, but for its number."""
        filled = [cell for cell in self.cells[1:] if cell.strip()]
        alone = len(filled) == 1 and number(filled[0]) is None and len(self.cells[0]) < _LONGEST_NUMBER
        return not filled or alone

    @property
    def unnamed(self) -> bool:
        """Whether neither the head nor a row above says what is measured: "Điểm" alone."""
        return self.measures_only and self.over is None

    @property
    def whole(self) -> bool:
        """Whether the row is of all others: their sum, what they have on average, at most or at least."""
        return self.summed or self.average or self.extreme

    @property
    def title(self) -> str | None:
        """The name in words that can stand alone: of a row that says "Xếp hạng" that of what is ranked."""
        return self.over if self.measures_only and self.over else self.name


def read_rows(sheet: TableSheet, knowledge: Knowledge) -> tuple[ReadRow, ...]:
    """The rows that have results: without those that say how many points there are."""
    return tuple(_under_others([*_read(sheet, knowledge)]))


def _read(sheet: TableSheet, knowledge: Knowledge) -> Iterator[ReadRow]:
    owner: str | None = None
    above: str | None = None  # the name of the row before
    graded = _names_grades(sheet)
    each = sum(is_sum(sheet.name(cells)) for cells in sheet.record.rows) > 1  # the sums of each of several bodies
    for at, cells in enumerate(sheet.record.rows):
        owned = sheet.cell(cells, sheet.owners)
        owner = body_in(owned, knowledge.bodies) if owned else owner
        name = _ORDINAL.sub("", sheet.name(cells) or "") or (above if _is_below(sheet, cells) else None)
        above = name
        if is_maximum(name):
            continue
        plain = bare(name or "").lower()
        scale = None if _RANKED(name or "") else _SCALE.search(plain)  # "Hạng PAR INDEX (/63)" has no points
        most = scale or (_MOST.search(plain) if sheet.lists_criteria else None)
        name = name[: most.start()] if name and most else name
        summed = is_sum(name)
        text = _time_of(sheet, cells) or _without(_COMPARED, name or "")
        text = spelled_time(text)
        part = next((m for m in mentions(text) if m.year is None and m.part), None)
        when = of_words(text)
        yield ReadRow(
            cells,
            at,
            name,
            index=None if summed else knowledge.indices.of(name),
            body=body_in(name, knowledge.bodies),
            when=when,
            part=part,
            timed=(any(when) or part is not None) and _ONLY_TIME.fullmatch(bare(text).lower()) is not None,
            summed=summed,
            average=is_average(name) and not graded,
            extreme=_EXTREME.fullmatch(plain) is not None,
            most=number(most["most"] or most.groupdict().get("behind") or "") if most else None,
            maxima=maxima_of(name or ""),
            owner=None if summed and not each else owner,
        )


def _is_below(sheet: TableSheet, cells: Sequence[str]) -> bool:
    """Whether a row of a time is below another of the same name, which stands there once for both."""
    first = cells[0] if cells else ""
    return sheet.named is not None and not first and _time_of(sheet, cells) is not None


def _names_grades(sheet: TableSheet) -> bool:
    """Whether rows are named by grades, of which "Trung bình" is one and no mean."""
    names = [name for row in sheet.record.rows if (name := sheet.name(row)) and not is_sum(name)]
    return bool(names) and sum(map(is_grade_word, names)) > len(names) / 2


def maxima_of(text: str) -> tuple[tuple[Basis, float], ...]:
    """The most that each side may give, where words say it; of none where only one of them is told.

    >>> maxima_of("Khối sở (thẩm định 75 điểm, điều tra 25 điểm)")
    (('appraised', 75.0), ('survey', 25.0))
    """
    told = ((basis_in(m["side"]), number(m["most"])) for m in _MOST_OF.finditer(bare(text).lower()))
    found = tuple((basis, most) for basis, most in told if basis and most)
    return found if len(found) > 1 else ()


def _without(pattern: re.Pattern[str], name: str) -> str:
    """A name up to where its bare form says what the pattern looks for."""
    found = pattern.search(bare(name).lower())
    return name[: found.start()] if found else name


def _time_of(sheet: TableSheet, cells: Sequence[str]) -> str | None:
    """What a column of times says, with its heading where the cell is a mere number: "Tháng" above "01"."""
    column = next(iter(sheet.of_kind("time")), None)
    cell = sheet.cell(cells, column)
    if not cell or not column:
        return None
    mere = len(cell) < _LONGEST_NUMBER or _PART_OF_YEAR.fullmatch(cell)
    return f"{sheet.record.header[column.at]} {cell}" if mere else cell


def _under_others(rows: Sequence[ReadRow]) -> Iterator[ReadRow]:
    """The rows with what those above say that they belong to: heads of groups, and rows whose parts they are."""
    group = over = ReadRow((), -1, None)
    for row, following in zip_longest(map(_of_kind, rows), rows[1:]):
        if row.heads_group or _opens_body(row, following):
            group = over = row
        if row.measures_only or _PART_OF.match(row.plain):
            named = over.index is not None or not _POINTS_ALONE.match(over.plain) or not row.measures_only
            named = named and not (row.measures_only and over.shared)
            yield _inheriting(row, over, group, _without(_UNIT_ASIDE, over.name or "") if named else None)
        else:
            over = row
            yield _inheriting(row, group, group, None)


def _opens_body(row: ReadRow, following: ReadRow | None) -> bool:
    """Whether a row of a body has the sums of those below: "II | Sở A | 85" above "1 | Thể chế | 9"."""
    marks = [one.cells[0].strip(" .") if one and one.cells else "" for one in (row, following)]
    return (
        row.body is not None
        and following is not None
        and following.body is None
        and _GROUP_MARK.fullmatch(marks[0]) is not None
        and marks[1].startswith("1")
    )


def _of_kind(row: ReadRow) -> ReadRow:
    """A row; one that heads a group of bodies of a kind names none: "KHỐI VĂN HÓA - XÃ HỘI"."""
    return replace(row, body=None) if row.heads_group and _OF_KIND.match(row.plain) else row


def _inheriting(row: ReadRow, over: ReadRow, group: ReadRow, name: str | None) -> ReadRow:
    when = row.when if any(row.when) or row.part else over.when
    owner = row.owner or (group.body if row is not group else None)
    of_group = replace(row, index=row.index or over.index, owner=owner, group=group.name)
    return replace(of_group, maxima=row.maxima or group.maxima, when=when, over=name or None)
