"""What figures are that are no results: parts of dates, of numbers of documents, of articles, codes, money, times.

Each rule is a stretch of text whose figures have one role, or the words right before or behind a figure. The first
that fits decides, and its name is the reason that the account gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from cchc_ocr.extract.figures.tokens import FigureToken
from cchc_ocr.extract.text.phrases import Phrases
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.vietnamese import CAPITALS

Role = Literal[
    "date", "document", "article", "ordinal", "code", "telephone", "money", "measure", "time", "page",
    "score", "maximum", "self score", "base", "rank", "percentage", "count", "whole", "change", "threshold",
    "deduction", "points", "unknown",
]  # fmt: skip

_YEAR = r"(?:19|20)\d\d"
_MONTH_OR_QUARTER = r"(?:tháng\s+\d{1,2}|quý\s+(?:[ivx]{1,3}|\d))"


@dataclass(frozen=True, slots=True)
class Use:
    """What a figure is used for, and by which rule."""

    role: Role
    why: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Figures within such a stretch of the text without accents, or, where ``written``, of the text as it is."""

    role: Role
    why: str
    pattern: re.Pattern[str]
    written: bool = False


@dataclass(frozen=True, slots=True)
class _Beside:
    """A figure with such words before it (as written) and behind it (without accents)."""

    role: Role
    why: str
    before: re.Pattern[str] | None = None
    behind: re.Pattern[str] | None = None


_STRETCHES = (
    _Stretch(
        "telephone",
        "a telephone number",
        unaccented(r"""
        \b(?:điện thoại|đt|sđt|fax|hotline|tổng đài)\b[\s.:()]*(?:số\s)?[\s.:]*[\d(][\d\s.()/-]{2,}
    """),
    ),
    _Stretch(
        "document",
        "the number of a document",
        re.compile(
            r"(?<![\w,.])\d+[a-z]?(?:\s?/\s?\d{4})?\s?(?:/\s?|-)[A-ZĐ][A-ZĐ&a-zđ]*(?:\s?[-–/.]\s?[A-ZĐ][\w&]*)*"
            r"|\b(?:QH|NQ|CT)\d+\b"
        ),
        written=True,
    ),
    _Stretch(
        "document",
        "behind the type of a document",
        accented(r"""
        \b(?:[Nn]ghị [Đđ]ịnh|[Nn]ghị [Qq]uyết|[Tt]hông [Tt]ư(?: liên tịch)?|[Cc]hỉ [Tt]hị|[Qq]uyết [Đđ]ịnh
        |[Cc]ông [Vv]ăn|[Kk]ế [Hh]oạch|[Kk]ết [Ll]uận|[Hh]ướng [Dd]ẫn|[Tt]ờ [Tt]rình|[Bb]áo [Cc]áo|[Ll]uật
        |[Qq]uy [Đđ]ịnh|[Tt]hông [Bb]áo|[Vv]ăn [Bb]ản|[Cc]hương [Tt]rình|[Đđ]ề [Áá]n)\s
        (?:số\s?:?\s*)\d+|
        \b(?:Nghị định|Nghị quyết|Thông tư|Chỉ thị|Luật|Đề án)\s\d+(?!\d|[.,]\d|\s?%)(?=[\s,;.)])
    """),
        written=True,
    ),
    _Stretch(
        "code",
        "the number of a standard",
        unaccented(r"""
        \b(?:iso|tcvn|qcvn|iec|ohsas|itu)\b[\s/a-z-]{0,12}\d+(?:\s?[:–-]\s?\d+)*(?:\s?/\s?\w+\s?:\s?\d{4})?
    """),
    ),
    _Stretch("code", "the code of a procedure", re.compile(r"(?<!\d)\d\.\d{6}(?:\.\S+)?")),
    _Stretch(
        "date",
        "a date",
        unaccented(rf"""
        \b\d{{1,2}}\s?[/.–-]\s?\d{{1,2}}\s?[/.–-]\s?{_YEAR}\b
        |\bngày\s+(?:mùng\s+)?\d{{1,2}}(?:
        \s?[/-]\s?\d{{1,2}}(?:\s?[/-]\s?\d{{4}})?          # "ngày 05/4", "ngày 05/4/2024"
        |\s+tháng\s+\d{{1,2}}(?:\s*,?\s*năm\s+\d{{4}})?    # "ngày 5 tháng 4 năm 2024"
        )
        |\bngày\s+\d{{1,2}}\b(?!\s?(?:%|[.,/]\d))
        |\btruyền thống\s(?:\S+\s){{0,6}}?\d{{1,2}}/\d{{1,2}}\b
        |\b{_MONTH_OR_QUARTER}\s*(?:năm\s+|[/.–-]\s*){_YEAR}
        |\btháng\s+(?:0?[1-9]|1[012])\b(?!\s?%|[.,]\d)
        |\bquý\s+[1-4]\b(?!\s?%|[.,]\d)
        |\b{_YEAR}\s*[–-]\s*{_YEAR}\b
        |\bnăm\s+(?:học\s+)?{_YEAR}\b(?:\s*[–-]\s*{_YEAR}\b)?
    """),
    ),
    _Stretch(
        "time",
        "a time of day",
        unaccented(r"\b\d{1,2}\s?(?:giờ\b|h(?=\d|\b))\s?(?:\d{2}\b)?(?:\s?phút)?|\b24/7\b|\b24/24\b"),
    ),
    _Stretch("page", "the number of a page", unaccented(r"\btrang\s+(?:số\s+)?\d+(?:\s?[/-]\s?\d+)?\b")),
)
_RESULT_UNIT = unaccented(r"\s*(?:điểm\b|%)|\s?/\s?[\d,.]+\s*(?:điểm\b|%)")
_BESIDE = (
    _Beside(
        "document",
        "behind the short form of a type of document",
        accented(r"\b(?:QĐ|NĐ|NQ|CV|TB|TTr)(?:\ssố)?\s$"),
        re.compile(r"(?!\d|[.,]\d|\s?%)"),
    ),
    _Beside(
        "article",
        "an article of a text",
        accented(r"\b(?:điều|khoản|phụ lục|chương)(?: số)?\s*:?\s*$", re.IGNORECASE),
    ),
    _Beside(
        "article",
        "a criterion or part of a text",
        accented(
            r"""
            \b(?:mục|(?<!một )(?<!thành )phần|biểu|mẫu|bảng|tiết|tiểu mục|hình|phương án|chỉ tiêu số|tiêu chí
            |tiêu chí thành phần|tiêu chuẩn|chỉ số thành phần|nội dung|nhóm tiêu chí|nhiệm vụ)(?: số)?\s*:?\s*$
            """,
            re.IGNORECASE,
        ),
        unaccented(r"""
            (?!\s*(?:điểm\b|%))(?:\.\d)*
            (?:
            \s*[,;.):“”\"(–]                                           # "tiêu chí 3.2,"
            |\s+(?:của|về|tại|và|là|như|đạt|trong|do|bị|chưa|không|được  # "tiêu chí 3.2 của Bộ chỉ số"
            |thì|vì|điều|luật|nghị|quy|khoản)\b                          # "mục 2 Điều 5"
            |\s*$)
        """),
    ),
    _Beside(
        "article",
        "the number of a criterion that has the points behind it",
        accented(r"\b(?:tiêu chí|nội dung|mục)\b[^.;]{0,12}$|\(\d[\d,]*\sđiểm\)(?:,|;|\svà)\s$", re.IGNORECASE),
        re.compile(r"(?<=\.\d)\s\(\s?\d[\d,]*\sdiem\b"),
    ),
    _Beside(
        "ordinal",
        "a level, a class or a number in order",
        accented(
            r"""
            \b(?:mức độ|cấp độ|nhóm|tốp|top|(?<!xếp )(?<!phân )loại|loại(?!:)|khóa
            |khoá|kỳ họp thứ|kỳ thứ|lần thứ|lần|(?<!định )(?<!trong )(?<!cùng )kỳ|tập|đợt|giai đoạn|bậc|nhiệm kỳ
            |covid\W?
            |(?:khu phố|tổ dân phố|tổ|thôn|xóm|ấp|bản|khu|đường|tầng|lớp|(?<!sở, )(?<!ban, )ngành)(?!\s*:)
            |quốc lộ|tỉnh lộ|phòng số|hạng mục
            |số nhà|bộ chỉ số|thế kỷ|công nghiệp
            |(?<!dân )(?<!tổng )(?<!trong )(?<!trên )(?<!có )(?<!thiểu )(?<!điểm )(?<!chỉ )(?<!hồ sơ )(?<!con )
            (?<!quyền )(?<!tế )(?<!hội )(?<!lực )(?<!tầng )(?<!chế )(?<!thức )(?<!đổi )(?<!liệu )(?<!ký )(?<!thư )
            số
            |(?<!xếp )(?<!đứng )(?<!vị )(?<!hạng )(?<!trí )(?<!giữ )(?<!\()(?<!, )(?<!: )(?<!; )thứ)\s*:?\s*$
            """,
            re.IGNORECASE,
        ),
        re.compile(r"(?!\s?/\s?\d|\s(?:tren|trong)\s(?:tong\s)?(?:so\s)?\d)"),  # "thứ 88 trên 102 xã"
    ),
    _Beside(
        "money",
        "money",
        None,
        unaccented(r"""
        (?:\s?/\s?[\d.,]+)?\s*(?:nghìn|ngàn)?\s*(?:triệu|tỷ|tỉ|nghìn|ngàn)?\s*(?:đồng\b(?!\schí)|vnđ\b|vnd\b|usd\b)
        |(?:\s?/\s?[\d.,]+)?\s*(?:triệu|tỷ(?!\slệ)|tỉ(?!\slệ))\b
    """),
    ),
    _Beside(
        "measure",
        "a measure",
        None,
        unaccented(r"""
        \s?(?:km2?|m2|m3|ha|kg|tấn|mm|cm|kwh?|mw|gb|mb|tb|mbps|kbps|lít|inch|dpi|độ c)\b
    """),
    ),
    _Beside(
        "time",
        "a length of time",
        None,
        unaccented(r"""
        (?:\s?/\s?\d+)?\s*(?:ngày|giờ|phút|giây|tuần|tháng
        |năm(?!\s(?:đơn|cơ|(?:19|20)\d\d\b(?!\s?[-–]|,\s(?:19|20)\d\d)))
        (?!(?:\s\([^()]*\))?,?\s(?:và\s)?\d+\snữ\b)  # "238 nam và 212 nữ"
        |quý(?!\s(?:định|trình|chế|chuẩn|hoạch))
        |tuổi|kỳ|lần
        |ngày làm việc)\b(?!\s?thứ\b)
    """),
    ),
)
# "xếp thứ 24, kinh tế số thứ 40": one verb for several places; "loại 09 phiếu ghi thiếu": what was left out.
_PLACED_IN_ROW = accented(
    r"\b(?:(?:xếp|đứng)(?:\sở)?(?:\svị trí)?\s(?:thứ|hạng)\s\d|thứ\s\d+/\d)"
    r"[^.;()]{0,100}[,;]\s[^,;.()\d]{2,50}\sthứ\s$",
    re.IGNORECASE,
)
_LAST = 99  # the highest number of a session, a time or a step
_SORTED_OUT = unaccented(r"\s(?:phiếu|hồ sơ|ý kiến|trường hợp|văn bản|tài liệu|minh chứng|bài|đơn)\b")
_BEHIND_NAME = re.compile(rf"\b[{CAPITALS}]\S*\sthứ\s$")  # "quận Hà Tây thứ 18": the place of a body
_YEAR_ALONE = re.compile(_YEAR)
_GOES_ON = unaccented(r"\s*(?:,|;|và|hoặc|đến|–|-|,\s*mức độ|và mức độ)\s*$")
_REACH = 40  # characters of the words beside a figure


def known_roles(
    phrases: Phrases, figures: Sequence[FigureToken], cited: Sequence[tuple[int, int]] = ()
) -> dict[int, Use]:
    """The roles of the figures that are no results, by where they begin; ``cited``: where documents are cited."""
    found: dict[int, Use] = {}
    spans = sorted(_spans(phrases, cited), key=lambda span: span[0])
    previous: FigureToken | None = None
    for figure in figures:
        use = _within(figure, spans) or _alone(phrases, figure, previous, found)
        if use:
            found[figure.start] = use
        previous = figure
    return found


def _spans(phrases: Phrases, cited: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, Use]]:
    for rule in _STRETCHES:
        for match in rule.pattern.finditer(phrases.text if rule.written else phrases.plain):
            yield *match.span(), Use(rule.role, rule.why)
    for start, end in phrases.marks.items():
        yield start, end, Use("ordinal", "the mark of a list")
    for start, end in cited:
        yield start, end, Use("document", "the number of a document that is cited")


def _within(figure: FigureToken, spans: Sequence[tuple[int, int, Use]]) -> Use | None:
    return next((use for start, end, use in spans if start <= figure.start and figure.end <= end), None)


def _alone(
    phrases: Phrases, figure: FigureToken, previous: FigureToken | None, found: dict[int, Use]
) -> Use | None:
    if figure.order is not None:
        return None
    before = phrases.text[max(0, figure.start - _REACH) : figure.start]
    if figure.code:
        return Use("code", "letters or too many dots in it")
    measured = _RESULT_UNIT.match(phrases.plain, figure.end)
    for rule in _BESIDE:
        if measured and rule.role == "ordinal" and not re.search(r"(?:mức|cấp) độ\s*$", before):
            continue
        if rule.role == "ordinal" and _counts_all_the_same(phrases, figure, before):
            continue
        fits = rule.before is None or rule.before.search(before)
        if fits and (rule.behind is None or rule.behind.match(phrases.plain, figure.end)):
            return Use(rule.role, rule.why)
    if previous and previous.start in found and not measured and _goes_on(phrases, previous, figure):
        use = found[previous.start]
        return use if use.role in ("ordinal", "article") and use.why != "the mark of a list" else None
    if _YEAR_ALONE.fullmatch(figure.text) and _is_year(phrases, figure, before):
        return Use("date", "a year")
    return None


def _counts_all_the_same(phrases: Phrases, figure: FigureToken, before: str) -> bool:
    """Whether a figure behind the word for an order or a class is a place, or how many were sorted out."""
    if before.lower().endswith("loại ") and _SORTED_OUT.match(phrases.plain, figure.end):
        return True
    if figure.is_whole and figure.whole > _LAST and re.search(r"\b(?:kỳ|lần|đợt|bậc)\s$", before):
        return True  # "Tiếp nhận trong kỳ 2.145 hồ sơ"
    sentence = phrases.text[phrases.sentence(figure.start).start : figure.start]
    return bool(_BEHIND_NAME.search(before) or _PLACED_IN_ROW.search(sentence))


def _goes_on(phrases: Phrases, previous: FigureToken, figure: FigureToken) -> bool:
    """ "mức độ 3, 4", "mức độ 3 và 4": a list of what the first figure is."""
    between = phrases.plain[previous.end : figure.start]
    return _GOES_ON.fullmatch(between) is not None and _WITHOUT_THING.match(phrases.plain, figure.end) is not None


_WITHOUT_THING = unaccented(
    r"\s*(?:[,;.):]|$|\s(?:ở|trên|của|và|tại|đối với|có|trong|về|được|thực|cho|phát|là)\b)"
)


def _is_year(phrases: Phrases, figure: FigureToken, before: str) -> bool:
    """Whether four digits that look like a year are one: they count nothing, as far as is said."""
    if re.search(
        r"[-–/(]\s*$|\b(?:CCHC|INDEX|SIPAS|PAPI|PCI|DTI|DDCI|năm|giai đoạn|từ|đến|với|các năm|và)\s*$", before
    ):
        return True
    return re.match(r"\s*[),;:.]", phrases.plain[figure.end : figure.end + 2]) is not None
