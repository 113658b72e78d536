"""What the columns of a table hold: by their headings, and where these leave it open, by the cells below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cchc_ocr.extract.results.times import TimeMention, When, mentions, of_words
from cchc_ocr.extract.tables.column_heads import ColumnHeads
from cchc_ocr.patterns import unaccented
from cchc_ocr.records import Basis, Nature
from cchc_ocr.vietnamese import bare

_BASES: tuple[tuple[Basis, re.Pattern[str]], ...] = (
    ("self", unaccented(r"\btự (?:chấm|đánh giá|khai|cho)\b")),
    ("survey", unaccented(r"\b(?:điều tra|khảo sát|xhh|đtxhh)\b")),
    ("average", unaccented(r"\b(?:trung bình|bình quân)\b")),
    (
        "appraised",
        unaccented(r"\b(?:thẩm định|công nhận|kết quả|chính thức|hội đồng|phúc tra|đánh giá|tổ công tác)\b"),
    ),
)
# Headings that say only who gave points or when, in a table that has points.
_GIVEN = unaccented(
    r"\b(?:tự (?:chấm|đánh giá)|thẩm định|hội đồng|chấm|phúc tra|kết quả|đạt được|đạt|thực hiện"
    r"|bình quân|trung bình)\b"
)
_SCORED = unaccented(r"\b(?:điểm|chấm|thang)\b")
_PLANNED = unaccented(r"\b(?:kế hoạch|chỉ tiêu|mục tiêu|phấn đấu|đăng ký)\b")
_DONE = unaccented(r"\b(?:thực hiện|kết quả|đạt)\b")
_SURELY_DONE = unaccented(
    r"\b(?:thực hiện|kết quả|đạt được|điểm đạt|đã đạt|tự (?:chấm|đánh giá)|thẩm định|bị trừ)\b"
)
# Heads of names that are parts of an index, and no bodies.
_OF_CRITERIA = unaccented(
    r"\b(?:chỉ số|tiêu chí|lĩnh vực|nội dung|yếu tố|trụ cột|chỉ tiêu|thành phần|hạng mục|nhiệm vụ)\b"
)
# "Điểm thẩm định (tối đa 70)", "Hạ tầng kỹ thuật (20)": the maximum of a column of points, beside its name.
_MOST_IN_BRACKETS = unaccented(r"\(\s*(?P<most>\d{1,3}(?:,\d+)?)\s*(?:điểm|đ)?\s*\)\s*$")
_MOST_ASIDE = unaccented(r"\(\s*(?:(?:điểm )?tối đa|thang điểm)\b[^()]*\)")
_MOST = unaccented(r"(?:tối đa|thang điểm|/)\s*(?:là\s+)?(?P<most>\d{1,4}(?:,\d+)?)\b")
_TIME_ALONE = unaccented(
    r"""
    (?:[\W\d]|\b(?:năm|quý|tháng|kỳ|giai đoạn|i|ii|iii|iv|đầu|cuối|kết quả|điểm
    |thực hiện|chỉ tiêu|kế hoạch|mục tiêu|phấn đấu)\b)*
    """
)
_SHARE = 0.5  # of the cells of a column that tell what it holds


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """What the cells below a heading are, of which year, who gave them, out of how many points, and their nature.

    ``part`` is a part of a year that the heading names without the year: "Quý I".
    """

    at: int
    kind: str
    when: When
    basis: Basis | None
    part: TimeMention | None = None
    most: float | None = None
    nature: Nature | None = None


def names_criteria(heading: str) -> bool:
    """Whether a heading says that the rows below are parts of an index, and no bodies."""
    return _OF_CRITERIA.search(bare(heading).lower()) is not None


def columns_of(
    heads: ColumnHeads, header: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[SheetColumn, ...]:
    """The columns of a table. "value" is the kind of those whose rows say what they hold.

    >>> from cchc_ocr.lexicon import load
    >>> rows = [("Cải cách thể chế", "10", "9,5", "9")]
    >>> header = ("Tiêu chí", "Điểm tối đa", "Tự chấm", "Thẩm định")
    >>> [column.kind for column in columns_of(ColumnHeads(load().column_heads), header, rows)]
    ['name', 'maximum', 'score', 'score']
    """
    headed = tuple(_headed(heads, at, heading) for at, heading in enumerate(header))
    scored = any(_SCORED.search(bare(heading).lower()) for heading in header)
    return tuple(
        _by_cells(column, header[column.at], _below(rows, column.at), scored, headed) for column in headed
    )


def _headed(heads: ColumnHeads, at: int, heading: str) -> SheetColumn:
    plain = bare(heading).lower()
    basis = next((basis for basis, pattern in _BASES if pattern.search(plain)), None)
    most = _MOST.search(plain) or _MOST_IN_BRACKETS.search(plain)
    return SheetColumn(
        at,
        _kind_beside_maximum(heads, plain),
        of_words(heading),
        basis,
        next((mention for mention in mentions(heading) if mention.year is None and mention.part), None),
        float(most["most"].replace(",", ".")) if most else None,
        _nature_of(plain),
    )


def _kind_beside_maximum(heads: ColumnHeads, plain: str) -> str:
    """The kind by the heading; where it names its maximum in brackets, by the words before them."""
    rest = _MOST_ASIDE.sub("", plain).strip()
    kind = heads.kind_of(rest)
    return "score" if rest != plain and rest and kind == "other" else kind


def _nature_of(plain: str) -> Nature | None:
    if _PLANNED.search(plain):
        return None if _DONE.search(plain) else "target"
    return "result" if _SURELY_DONE.search(plain) else None


def _below(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    return [row[at].strip() for row in rows if at < len(row) and row[at].strip()]


def _by_cells(
    column: SheetColumn, heading: str, cells: Sequence[str], scored: bool, headed: Sequence[SheetColumn]
) -> SheetColumn:
    """The column with what its cells say of it: figures are no names, words are no points."""
    figures = [cell for cell in cells if _is_figure(cell)]
    numeric = bool(cells) and len(figures) > _SHARE * len(cells)
    shares = bool(figures) and sum("%" in cell for cell in figures) > _SHARE * len(figures)
    others = {other.kind for other in headed if other is not column}
    if not numeric and cells:
        words = column.kind in ("total", "score", "count", "percent") and not figures
        named = column.kind == "total" and "name" not in others
        return replace(column, kind="name" if named else "other") if words else column
    kind = column.kind
    if kind == "total" and shares and others & {"score", "total"}:
        kind = "percent"
    elif kind == "maximum" and column.most is not None and "/" in heading:
        kind = "score"
    elif _taken_off(heading) and {"maximum", "score"} <= others:
        kind = "deduction"
    elif (scored or others & {"score", "total"}) and _is_below_most(column, heading, figures):
        kind = "score"
    elif kind in ("other", "count", "name") and numeric:
        kind = _of_figures(column, bare(heading).lower(), scored, "maximum" in others)
    return replace(column, kind=kind)


def _taken_off(heading: str) -> bool:
    """Whether a heading says "Điểm trừ", which beside points and their maximum are those that were taken off."""
    return re.fullmatch(r"\W*diem tru\W*", bare(heading).lower()) is not None


def _is_below_most(column: SheetColumn, heading: str, figures: Sequence[str]) -> bool:
    """Whether a heading ends in a maximum that no figure below it passes: "Nhân lực (15)"."""
    most = column.most if _MOST_IN_BRACKETS.search(bare(heading).lower()) else None
    if most is None or column.kind not in ("other", "count", "name"):
        return False
    values = [float(cell.replace(",", ".")) for cell in figures if re.fullmatch(r"\d+(?:[.,]\d+)?", cell)]
    return bool(values) and max(values) <= most


def _of_figures(column: SheetColumn, plain: str, scored: bool, has_maximum: bool) -> str:
    """What figures are below a heading that says only who gave them, or when."""
    timed = any(column.when) or column.part is not None
    if scored and _GIVEN.search(plain) and not _is_difference(plain):
        return "score"
    if timed and _TIME_ALONE.fullmatch(plain):
        return "score" if has_maximum else "value"
    alone = column.kind == "other" and has_maximum and not _is_difference(plain)
    return "score" if alone else column.kind


def _is_difference(plain: str) -> bool:
    return re.search(r"\b(?:chenh lech|tang|giam|so voi|ly do|ghi chu)\b", plain) is not None


def _is_figure(cell: str) -> bool:
    return re.fullmatch(r"[-–−+]?\d[\d.,]*\s?%?(?:\s?/\s?\d[\d.,]*)?|[-–−]", cell) is not None
