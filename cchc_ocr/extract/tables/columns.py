"""What the columns of a table hold: by their headings, and where these leave it open, by the cells below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cchc_ocr.extract.results.grades import ends_with_grade
from cchc_ocr.extract.results.times import When, mentions, of_words
from cchc_ocr.extract.tables.beside_columns import (
    grades_as_names,
    of_all_sides,
    of_all_years,
    of_parts_of_counts,
    of_times_beside,
    part_of_maximum,
    shares_of_rows,
    with_maximum,
    with_parts_of_totals,
    with_sums_of_points,
    without_weights,
)
from cchc_ocr.extract.tables.beside_figures import without_comparison
from cchc_ocr.extract.tables.cells import number
from cchc_ocr.extract.tables.column_cells import ColumnCells, is_grade, is_grade_word, is_ticked
from cchc_ocr.extract.tables.column_heads import ColumnHeads
from cchc_ocr.extract.tables.column_places import of_places
from cchc_ocr.extract.tables.column_results import of_results
from cchc_ocr.extract.tables.headings import (
    names_bodies,
    names_criteria,
    names_money,
    says_number,
    says_taken_off,
    says_weight,
    unit_of,
)
from cchc_ocr.extract.tables.sheet_column import SheetColumn
from cchc_ocr.extract.tables.subjects import leads_to_shares, says_places
from cchc_ocr.extract.tables.time_heads import spelled_time
from cchc_ocr.patterns import as_said, unaccented
from cchc_ocr.records import Basis, Nature
from cchc_ocr.vietnamese import bare

_BASES: tuple[tuple[Basis, re.Pattern[str]], ...] = (
    ("self", unaccented(r"\btự (?:chấm|đánh giá|khai|cho)\b")),
    (
        "survey",
        unaccented(
            r"\b(?:(?:điều tra|khảo sát|xhh|đtxhh?|xã hội học)\b|(?:người (?:dân|bệnh)|phụ huynh|doanh nghiệp"
            r"|khách hàng|công dân|học sinh)(?:, \w+ \w+)? (?:đánh giá|chấm)\b)"
        ),
    ),
    ("average", unaccented(r"\b(?:trung bình|bình quân|trung vị)\b")),
    (
        "appraised",
        unaccented(
            r"\b(?:(?:thẩm định|tđ|công nhận|kết quả|chính thức|hội đồng|phúc tra|đánh giá|tổ công tác)\b"
            r"|(?:sở|phòng|ban|tỉnh|huyện|bộ|cục|thành phố|cấp trên)\b(?! tự\b)[^()]*\bchấm(?: điểm)?"
            r"(?:\W*(?:năm )?(?:19|20)\d\d)?\W*$)"
        ),
    ),
)
# Headings that say only who gave points or when, in a table that has points.
_GIVEN = as_said(
    r"\b(?:tự (?:chấm|đánh giá)|thẩm định|hội đồng|chấm|phúc tra|kết quả|đạt được|đạt|thực hiện"
    r"|bình quân|trung bình|điều tra|khảo sát|đtxhh?|tđ)\b"
)
_OTHER_DIEM = "thí thời địa ưu nhược đặc quan trọng khuyết dứt"  # before "điểm" they make words: no points
_NO_POINTS = "".join(rf"(?<!{word} )" for word in _OTHER_DIEM.split())
_SCORED = as_said(rf"\b(?:{_NO_POINTS}điểm|chấm|thang)\b")
_PLANNED = unaccented(r"(?<!so voi )(?<!vuot )\b(?:kế hoạch|kh|chỉ tiêu|mục tiêu|phấn đấu|đăng ký)\b")
_DONE = unaccented(r"\b(?:thực hiện|th|kết quả|đạt)\b")
_SURELY_DONE = unaccented(
    r"\b(?:thực hiện|th|kết quả|đạt được|điểm đạt|đã đạt|tự (?:chấm|đánh giá)|thẩm định|bị trừ)\b"
)
# "Điểm thẩm định (tối đa 70)", "Hạ tầng kỹ thuật (20)": the maximum of a column of points, beside its name.
_MOST_IN_BRACKETS = unaccented(r"(?<=\S)\s*\(\s*(?P<most>\d{1,3}(?:,\d+)?)\s*(?:điểm|đ)?\s*\)\s*$")
# "Tài liệu kiểm chứng (68) Thẩm định": the maximum of a group of columns, one for each side.
_MOST_OF_GROUP = unaccented(r"""
    [^\W\d]\s*\(\s*(?P<most>\d{1,3}(?:,\d+)?)\s*(?:điểm|đ)?\s*\)\s
    (?:điểm\s)?(?:tự (?:chấm|đánh giá)|thẩm định|hội đồng)[^\d()]*$
""")
_MOST_ASIDE = unaccented(
    r"\((?:[^()\d]*[,;])?\s*(?:(?:điểm )?tối đa|thang(?: điểm)?)\b[^()]*\)"
    r"|,\s(?:điểm )?tối đa\s(?:là\s)?\d[\d,]*(?:\sđiểm)?\s*$"
)
_MOST = unaccented(
    r"(?:tối đa|thang(?: điểm)?(?=\s)|(?<!\d)/)\s*(?:là\s+)?(?P<most>\d{1,4}(?:,\d+)?)(?:\b|(?=đ\b))"
)
_UNIT_OF_POINTS = re.compile(r"\s*\(\s*(?:điểm|đ)\s*\)\s*$")
_TIME_ALONE = unaccented(
    r"""
    (?:[\W\d]|\b(?:năm|quý|tháng|kỳ|giai đoạn|i|ii|iii|iv|đầu|cuối|kết quả|điểm|thực hiện|chỉ tiêu|kế hoạch
    |kh|th|mục tiêu|phấn đấu|lũy kế|cộng dồn|tính từ|từ|ngày|đến|hết|nay|cùng kỳ|trước|này|báo cáo
    |hiện trạng|hiện nay|ước|ước tính|sơ bộ|chính thức|số liệu|thực tế)\b)*
    """
)
# "Lũy kế từ 01/7/2025": all since some day, and not only what the document is about.
_RUNNING = unaccented(r"\b(?:lũy kế|cộng dồn)\b")
# "Tỷ lệ điểm đạt so với điểm chuẩn": a share, whatever it is of; no change from one time to the next.
_SHARE = unaccented(r"\W*(?:tỷ lệ|tỉ lệ|%)(?!.*\b(?:tăng|giảm|cùng kỳ|trước|xếp|hạng)\b)(?:\W|$)")
# "Điểm đạt/điểm chuẩn (%)": a share of a maximum, and no maximum.
_OF_MAXIMUM = unaccented(r"(?:/|\bso với|\btrên)\s*(?:tổng )?(?:số )?(?:điểm )?(?:chuẩn|tối đa)\b.*%")
_PART_OF = re.compile(r"[^\W\d]\s?/\s?[^\W\d]")  # "Đã xong/được giao": a part and what it is a part of
_OF_PAPERS = unaccented(r"\W*số (?:hiệu|ký hiệu|quyết định|tăng|giảm|chênh lệch|tiền|vốn)\b")
_BONUS = unaccented(r"\W*điểm (?:thưởng|cộng)\W*")  # a part of the total beside it
_MEASURED = unaccented(r"\W*đơn vị\W*")  # "Đơn vị" heads bodies, or "%", "hồ sơ", "điểm" beside what is measured
_UNIT_ALONE = re.compile(r"%|[^\W\d_A-ZĐ]+(?:[ /][^\W\d_A-ZĐ]+){0,2}")
_IN_ORDER = as_said(r"^\W*thứ tự\W*$")  # a place, but in front of the rows their number
_GROUPED = unaccented(r"(?:xếp |thuộc )?nhóm(?:\s\(?(?:năm\s)?\d{4}\)?)?")
_SUM = unaccented(r"\W*(?:tổng|cộng|tổng cộng|tổng số|(?:điểm |kết quả )?(?:tổng hợp|chung|toàn bộ))\W*")
# "31/12/2025": the day up to which the cells of a column are.
_UP_TO_DAY = re.compile(r"(?<![\d/.-])\d{1,2}[/.-]\d{1,2}[/.-](?P<year>(?:19|20)\d\d)(?![\d/])")
_WORDS = re.compile(r"\b(?![ivx]+\b)[a-z]{2,}")  # and no number of a group, "II"
_NUMERAL = re.compile(r"[IVX]+|[A-H]")
_TOLD_BELOW = ("rank", "percent", "count")  # what the lowest line of a heading says for sure
_HUNDRED = 100.0
_GUESSED = 0.8  # how likely a column is what its figures alone let one think
_LIKERT = 5.0  # the most on the scale of those who are asked how satisfied they are
_SURVEYED = unaccented(r"\b(?:hài lòng|khảo sát|lấy ý kiến)\b")


@dataclass(frozen=True, slots=True)
class _HeadedTable:
    """What the whole table says of each column: the kinds of all headings, and its unit of measure.

    ``scored``: it speaks of points; ``pointed``: headings name their maxima; ``surveyed``: it says how satisfied
    those were who were asked; ``planned``: headings name what is wished for; ``criteria``: rows are
    parts of an index; ``printed_shares``: several columns are printed as shares; ``shared``: a line that leads
    to it says that it gives a share, and no heading does.
    """

    heads: ColumnHeads
    headed: tuple[SheetColumn, ...]
    unit: str | None
    scored: bool
    pointed: bool
    surveyed: bool
    planned: bool
    criteria: bool
    printed_shares: bool
    shared: bool

    def others(self, column: SheetColumn) -> set[str]:
        return {other.kind for other in self.headed if other is not column}

    def of_shares(self, column: SheetColumn) -> bool:
        """Whether criteria have shares beside a column: those of each answer, and of the good ones."""
        others = self.others(column)
        return self.criteria and ("percent" in others or self.printed_shares) and "maximum" not in others


def columns_of(
    heads: ColumnHeads,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    around: str = "",
    own: Sequence[str] = (),
) -> tuple[SheetColumn, ...]:
    """The columns of a table. "value" is the kind of those whose rows say what they hold.

    ``around`` are the lines that lead to the table; ``own`` the headings without what heads several columns.

    >>> from cchc_ocr.lexicon import load
    >>> rows = [("Cải cách thể chế", "10", "9,5", "9")]
    >>> header = ("Tiêu chí", "Điểm tối đa", "Tự chấm", "Thẩm định")
    >>> [column.kind for column in columns_of(ColumnHeads(load().column_heads), header, rows)]
    ['name', 'maximum', 'score', 'score']
    """
    header = [
        without_comparison(heading, [row[at] for row in rows if at < len(row) and row[at]])
        for at, heading in enumerate(_UNIT_OF_POINTS.sub("", heading) for heading in header)
    ]
    own = own or header
    headed = tuple(_headed(heads, at, heading) for at, heading in enumerate(header))
    headed = tuple(_by_own(heads, column, header[column.at], own[column.at]) for column in headed)
    headed = _with_names(headed, rows)
    plain = [bare(text).lower() for text in header]
    table = _HeadedTable(
        heads,
        headed,
        unit_of(around),
        scored=any(map(_SCORED, (*header, around))),
        pointed=sum(_MOST_IN_BRACKETS.search(text) is not None for text in plain) > 1,
        planned=any(column.nature == "target" for column in headed),
        criteria=any(
            names_criteria(text) and not ColumnCells.below(rows, at).numeric for at, text in enumerate(header)
        ),
        printed_shares=sum(ColumnCells.below(rows, at).shares for at in range(len(header))) > 1,
        surveyed=any(_SURVEYED.search(text) for text in (*plain, bare(around).lower())),
        shared=leads_to_shares(around) and not any(column.kind == "percent" for column in headed),
    )
    columns: list[SheetColumn] = []
    for column in headed:
        told = _by_cells(column, header[column.at], ColumnCells.below(rows, column.at), table)
        columns.append(part_of_maximum(told, header[column.at], columns))
    columns = [of_all_sides(column, columns, rows) for column in columns]
    columns = with_parts_of_totals(columns, plain, rows)
    if table.criteria and table.scored and not any(map(says_weight, header)):
        columns = with_maximum(columns, plain, rows)
    counted = (at for at, text in enumerate(plain) if _WORDS.search(text) and ColumnCells.below(rows, at).whole)
    columns = shares_of_rows(without_weights(columns, plain), rows)
    columns = of_parts_of_counts(columns, rows, numeric=frozenset(counted).__contains__)
    columns = with_sums_of_points(
        of_results(of_places(columns, own, rows, ranked=says_places([around])), header, rows), rows
    )
    columns = grades_as_names(of_times_beside(columns, plain))
    return tuple(of_all_years(column, header[column.at], columns) for column in columns)


def _by_own(heads: ColumnHeads, column: SheetColumn, heading: str, own: str) -> SheetColumn:
    """The column; by the lowest line of its heading where those above only say of whom it is: "Số lượng"."""
    kind = _kind_beside_maximum(heads, own)
    if column.kind == "name":
        told = kind in ("count", "percent", "score")
    else:
        told = kind == "rank" or (column.kind == "other" and kind in _TOLD_BELOW)
        told = told or (column.kind == "count" and kind == "percent")  # "Đúng hạn | TL"
        told = told and not (says_number(own) or heads.sets_aside(heading))
    return replace(column, kind=kind) if told else column


def _with_names(headed: tuple[SheetColumn, ...], rows: Sequence[Sequence[str]]) -> tuple[SheetColumn, ...]:
    """The columns; where no heading names the rows, words that stand first do: "Nội dung trừ điểm"."""
    if any(column.kind in ("name", "time", "grade") for column in headed):
        return headed
    first = next((column for column in headed if column.kind != "ordinal"), None)
    if first is None or first.kind not in ("other", "score", "deduction") or first.at > 1:
        return headed
    texts = ColumnCells.below(rows, first.at).texts
    words = bool(texts) and all(re.search(r"[^\W\d_]{2}", text) and number(text) is None for text in texts)
    if not words or len(set(texts)) < len(texts) or all(map(is_grade, texts)):
        return headed
    return tuple(replace(column, kind="name") if column is first else column for column in headed)


def _headed(heads: ColumnHeads, at: int, heading: str) -> SheetColumn:
    plain = _without_months(heading)
    most = _MOST.search(plain) or _MOST_IN_BRACKETS.search(plain) or _MOST_OF_GROUP.search(plain)
    times = [*mentions(spelled_time(heading))]
    running, when = _RUNNING.search(plain) is not None, of_words(spelled_time(heading))
    return SheetColumn(
        at,
        _kind_beside_maximum(heads, heading),
        when if running or any(when) else _of_day(heading),
        next((basis for basis, pattern in _BASES if pattern.search(plain)), None),
        next((mention for mention in times if mention.year is None and mention.part), None),
        float(most["most"].replace(",", ".")) if most else None,
        _nature_of(plain),
        back=any(mention.back for mention in times),
        running=running,
    )


def _without_months(heading: str) -> str:
    """A heading in bare form and small letters, in which no month looks like a scale: "Tháng 4", "thang 10"."""
    plain = bare(heading).lower()
    months = "thang(?! diem)" if heading.isascii() else "tháng"
    return _blanked(plain, re.finditer(months, heading.lower()))


def _blanked(text: str, found: Iterable[re.Match[str]]) -> str:
    """A text with signs instead of what was found in it, as long as before."""
    for one in found:
        text = f"{text[: one.start()]}{'.' * len(one[0])}{text[one.end() :]}"
    return text


def _of_day(heading: str) -> When:
    """The year of the one day that a heading names."""
    days = [*_UP_TO_DAY.finditer(heading)]
    return When(int(days[0]["year"])) if len(days) == 1 else When()


def _kind_beside_maximum(heads: ColumnHeads, heading: str) -> str:
    """The kind by the heading; where it names its maximum in brackets, by the words before them."""
    aside = _MOST_ASIDE.search(_without_months(heading))
    rest = f"{heading[: aside.start()]}{heading[aside.end() :]}".strip() if aside else heading
    plain = bare(rest).lower()
    kind = "percent" if _SHARE.match(plain) or _OF_MAXIMUM.search(plain) else heads.kind_of(rest)
    if kind == "rank" and says_number(rest):
        return "base"
    if kind == "other" and names_bodies(rest):
        return "name"
    if kind in ("other", "name", "deduction") and says_number(rest) and not _OF_PAPERS.match(bare(rest).lower()):
        return "count"
    return "score" if aside and rest and kind == "other" else kind


def _nature_of(plain: str) -> Nature | None:
    if _PLANNED.search(plain):
        return None if _DONE.search(plain) else "target"
    return "result" if _SURELY_DONE.search(plain) else None


def _by_cells(column: SheetColumn, heading: str, cells: ColumnCells, table: _HeadedTable) -> SheetColumn:
    """The column with what its cells say of it: figures are no names, words are no points.

    Nor is a body beside the names of the rows one, where some rows have figures, and others grades.
    """
    if cells.texts and not cells.numeric:
        kind = _of_words(column, heading, cells, table.others(column))
        beside = kind == "name" and any(one.kind == "name" and one.at < column.at for one in table.headed)
        return replace(column, kind="other" if beside and cells.counted else kind)
    told = replace(column, kind=_of_figures(column, heading, cells, table))
    guessed = told.kind == "percent" and _counts_parts(column, heading, cells, table) and table.unit != "%"
    return replace(told, sure=_GUESSED) if guessed else told


def _counts_parts(column: SheetColumn, heading: str, cells: ColumnCells, table: _HeadedTable) -> bool:
    """Whether a heading of what is counted heads parts of a hundred, and no points: "Đúng hạn" over 99,2."""
    parts = column.kind == "count" and cells.broken and cells.within(_HUNDRED) and not says_number(heading)
    pointed = table.scored or table.pointed or table.others(column) & {"score", "total", "maximum"}
    return parts and not cells.shares and not pointed


def _of_words(column: SheetColumn, heading: str, cells: ColumnCells, others: set[str]) -> str:
    if _GROUPED.fullmatch(bare(heading).lower().strip()) and all(map(is_grade, cells.texts)):
        return "grade"
    if is_ticked(cells.texts) and ends_with_grade(heading):
        return "grade"
    if column.kind == "other" and len(cells.texts) > 1 and all(map(is_grade_word, cells.texts)):
        return "grade"
    if _names_rows(column, heading, cells, others):
        return "name"
    if column.kind == "name" and "name" in others and _MEASURED.fullmatch(bare(heading).lower()):
        return "measure" if all(map(_UNIT_ALONE.fullmatch, cells.texts)) else column.kind
    words = column.kind in ("total", "score", "count", "percent") and not cells.figures
    return "other" if words else column.kind


def _names_rows(column: SheetColumn, heading: str, cells: ColumnCells, others: set[str]) -> bool:
    """Whether words are names below a heading of something else, "Nội dung bị trừ điểm", or below none."""
    if column.kind == "deduction" and not cells.figures:
        return "name" not in others or names_criteria(heading)
    if column.kind == "total" and not cells.figures and ("name" not in others or names_criteria(heading)):
        return True
    return (
        not heading and column.at == 0 and "name" not in others and not all(map(_NUMERAL.fullmatch, cells.texts))
    )


def _of_figures(column: SheetColumn, heading: str, cells: ColumnCells, table: _HeadedTable) -> str:
    """What figures are, by their heading, by how they are printed, and by the columns beside them."""
    plain = bare(heading).lower()
    kind, others = column.kind, table.others(column)
    aside = table.heads.sets_aside(heading)
    beside = _MOST_IN_BRACKETS.search(plain)
    most = column.most if beside else None
    alone = plain[: beside.start()] if beside else plain
    points = table.scored or others & {"score", "total"}
    open_ = kind in ("other", "count", "name") and cells.numeric
    unknown = open_ and kind == "other" and not aside and not names_money(heading)
    timed = open_ and _is_time(column, bare(spelled_time(heading)).lower())
    paired = open_ and not aside and cells.out_of_most and (table.scored or cells.decimals or _GIVEN(heading))
    told = (
        (
            "ordinal",
            column.at == 0 and (kind == "other" or _IN_ORDER(heading)) and "name" in others and cells.numbers_rows,
        ),
        ("count", kind == "percent" and cells.with_shares),
        ("count", open_ and cells.parts and _PART_OF.search(plain) is not None and not points),
        (
            "percent",
            cells.shares
            and not cells.with_shares
            and (
                kind in ("score", "count")
                or (kind == "total" and (others & {"score", "total"} or table.of_shares(column)))
            ),
        ),
        ("percent", cells.shares and open_ and kind != "name" and not aside and not timed),
        (
            "percent",
            open_ and kind != "name" and cells.broken and cells.within(_HUNDRED) and table.shared and not timed,
        ),
        ("score", kind == "maximum" and "/" in plain and (column.most is not None or cells.paired)),
        ("value", kind == "time" and column.at and "name" in others and cells.numeric and not cells.years),
        ("deduction", says_taken_off(heading) and (others & {"maximum", "total"} or "score" not in others)),
        ("score", kind == "other" and _BONUS.fullmatch(plain) and cells.numeric and "total" in others),
        ("total" if _SUM.fullmatch(alone) else "score", paired),
        ("total", open_ and _SUM.fullmatch(alone) and (table.scored or most) and cells.within(most or _HUNDRED)),
        ("total", timed and table.pointed and any(column.when) and cells.within(_HUNDRED)),
        ("score", (points or table.pointed) and open_ and most and cells.within(most)),
        ("value", "measure" in others and open_ and not aside and (timed or _GIVEN(heading))),
        ("value", timed and "maximum" not in others and table.planned),
        ("score", table.scored and open_ and _GIVEN(heading) and not aside and not cells.shares),
        ("value", timed and "maximum" not in others),
        ("score", timed),
        ("percent", open_ and not aside and cells.broken and table.unit == "%" and cells.within(_HUNDRED)),
        ("score", open_ and not aside and cells.broken and "total" in others and cells.within(_HUNDRED)),
        ("percent", open_ and not aside and (cells.shares or (table.unit == "%" and cells.within(_HUNDRED)))),
        ("score", unknown and "maximum" in others),
        ("score", unknown and table.surveyed and cells.broken and cells.within(_LIKERT)),
        ("count", unknown and _WORDS.search(plain) and cells.whole and not points),
        ("other", open_ and kind == "name"),
        ("percent", _counts_parts(column, heading, cells, table)),
    )
    return next((kind for kind, fits in told if fits), kind)


def _is_time(column: SheetColumn, plain: str) -> bool:
    """Whether a heading says only of when its cells are."""
    timed = any(column.when) or column.part is not None or column.back or column.running
    return timed and _TIME_ALONE.fullmatch(plain) is not None
