"""Points that stand without a unit: "Giá trị DTI là 0,6871", "Sở Y tế 85,5 điểm; Sở Nội vụ 84,25; Sở Tư pháp 83".

A decimal is one where the words before it speak of points or name an index, or where it goes on with points that
its sentence has told before: the unit is printed once, and what follows only says whose or of when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_ocr.extract.figures.tokens import FigureToken
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.scopes import OutlinePart
from cchc_ocr.extract.text.phrases import TextSpan
from cchc_ocr.patterns import accented, unaccented

# Where the words about a figure begin: behind another value, a stop, a bracket.
_CUT = re.compile(r"[;:(]\s*|#+[.,]#+\s*(?:diem\b|%)?")
_OF_POINTS = unaccented(r"\b(?:điểm|chỉ số|giá trị|bình quân|trung vị)\b(?!\s(?:phần trăm|sàn|cầu|đến))")
_LIST_OF = unaccented(r"\b(?:trụ cột|thành phần|các chỉ số|các tiêu chí|điểm)\b[^:]{0,60}:\s*$")
# "Trong 8 nội dung: Công khai, minh bạch 5,33; Quản trị điện tử 2,97": below an index whose parts have points.
_PARTS_OF_INDEX = re.compile(r"(?:noi dung|truc|chi so thanh phan)\b[^:;]{0,40}:(?=\s)")
_NAMED_PART = re.compile(r"[:;]\s+[^\W\d][^#;:()]{2,70}\s$|\(\s*$")
_OF_POINTS_INDEX = ("PAPI", "PCI", "PGI", "DDCI")
# "Năm 2023 tỉnh đạt 0,5583, trong đó chính quyền số 0,612": what an index out of one has, and nothing else.
_OF_ONE = re.compile(r"0,\d{3,4}")
_OUT_OF_ONE = ("(DTI)", "(ICT Index)")
# What other decimals are of; and what a figure is that is no result: a limit, a difference, one end of a range.
_OF_OTHERS = unaccented(r"""
    \b(?:tỷ lệ|tỉ lệ|hệ số|trọng số|thang|tỷ đồng|triệu|kinh phí|diện tích|thời gian
    |tăng trưởng|ngân sách|số lần|số liệu|phiên bản)\b
""")
_NO_RESULT = accented(
    r"""
    \b(?:từ|đến|dưới|trên|tới|tăng|giảm|thêm|hơn|kém|trừ|mất|cộng|thưởng|tối đa|tối thiểu|ít nhất
    |không quá|chênh|lệch|mỗi
    |thứ|hạng|vị trí|tiêu chí(?:\ssố)?|mục|khoản|lên|xuống|cấp|bậc|nhích|còn)
    \s*(?:thêm|lại|là|:|so|mức|khoảng|gần)?\s*$
    """,
    re.IGNORECASE,
)
_OF_CHANGE = accented(r"\b(?:tăng|giảm|chênh)\s(?:nhiều|lớn|mạnh|cao|ít|thấp)\snhất\s\(?$", re.IGNORECASE)
# "tổng điểm từ 82,15 nâng lên 83,15": both have no unit, and are points.
_FROM_TO = re.compile(
    r"\b(?:diem|chi so)\b[^#.;:]{0,40}\btu\s(?P<first>#+)(?:\s\([^()]*\))?,?"
    r"\s(?:(?:duoc|da|tang|giam|nang|ha|dieu chinh)\s)*(?:len|xuong|con|thanh)\s(?P<last>#+)(?!\s?%)"
    r"|\btu\s(?P<told>#+)\s(?:len|xuong|con|thanh)\s(?P<with_unit>#+)\s(?:diem)\b(?!\s(?:phan tram|%))"
)
_ENDS = re.compile(
    r"\s*(?:[;,)(]|[-–]\s(?=xep|hang|dung|tham dinh|khao sat|dieu tra|tong|diem)"
    r"|\.(?:\s|/|$)|$|\s(?:va|xep|dung|hang)\b)"
)
_PARTS = re.compile(r"(?:[;,]|\sva)\s+(?P<said>[^#;,()]{2,70}?)\s*$|\(\s*(?P<when>[^#;,()]{0,40}?)\s*:?\s*$")
_VERBAL = unaccented(r"\b(?:đã|đang|được|có|phải|cần|thì|nên|vì|do|để|với|chi|thu|giải ngân)\b")


def bare_points(context: Context, told: Sequence[TextSpan]) -> Iterator[FigureToken]:
    """The decimals that are points by the words before them; ``told`` are the points that have a form."""
    last, inside = [span.end for span in told], {at for span in told for at in range(*span.ends)}
    for figure in context.account.figures:
        if figure.start in inside or not _may_be(context, figure):
            continue
        sentence = context.phrases.sentence(figure.start).start
        before = [end for end in last if sentence <= end <= figure.start]
        if (
            _is_one_of_two(context, sentence, figure)
            or _is_about_points(context, sentence, figure)
            or (before and _goes_on(context, max(before), figure))
        ):
            last.append(figure.end)
            yield figure


def _may_be(context: Context, figure: FigureToken) -> bool:
    if figure.is_whole or figure.code or not context.account.is_free(figure.start):
        return False
    before = context.text[max(0, figure.start - 24) : figure.start]
    before = re.sub(r"\scòn\s$", " ", before) if _is_item_of_parts(context, figure) else before
    alone = not re.search(r"[\w/,.–-]\s?$", before) or before[-1:].isspace()
    if alone and _is_one_of_two(context, context.phrases.sentence(figure.start).start, figure):
        return True
    closes = not context.text[figure.end : context.scopes.paragraph(figure.start).end].strip()
    return (
        alone
        and (closes or _ENDS.match(context.plain, figure.end) is not None)
        and not (_NO_RESULT.search(before) or _OF_CHANGE.search(before))
    )


def _is_one_of_two(context: Context, sentence: int, figure: FigureToken) -> bool:
    """Whether a decimal is what points were, or what they have become: "từ 82,15 nâng lên 83,15"."""
    for told in _FROM_TO.finditer(context.view, sentence, context.phrases.sentence(figure.start).end):
        names = ("first", "last") if told["first"] else ("told", "with_unit")
        pair = [context.account[told.start(name)] for name in names]
        if figure in pair and not any(one.is_whole for one in pair):
            return True
    return False


def _is_about_points(context: Context, sentence: int, figure: FigureToken) -> bool:
    """Whether the words right before a figure speak of points or name an index, and of nothing else."""
    start = max([sentence, *(m.end() for m in _CUT.finditer(context.view, sentence, figure.start))])
    if _OF_OTHERS.search(context.plain, start, figure.start):
        return False
    if _is_item_of_points(context, figure) or _is_item_of_parts(context, figure):
        return True
    if _is_of_a_side(context, figure):
        return True
    if _OF_ONE.fullmatch(figure.text) and (context.index_at(figure.start) or "").endswith(_OUT_OF_ONE):
        return True
    if _is_part_of_index(context, sentence, figure):
        return True
    points = _OF_POINTS.search(context.plain, start, figure.start)
    listed = context.plain[:start].rstrip().endswith(":") and _LIST_OF.search(context.plain, sentence, start)
    return bool(points or listed) or context.index_in(start, figure.start) is not None


def _is_part_of_index(context: Context, sentence: int, figure: FigureToken) -> bool:
    """Whether a figure is told of a part of an index that has points, in a list of its parts."""
    parts = _PARTS_OF_INDEX.search(context.view, sentence, figure.start)
    if parts is None or _NAMED_PART.search(context.view, parts.end() - 1, figure.start) is None:
        return False
    return (context.index_at(figure.start) or "").endswith(tuple(f"({name})" for name in _OF_POINTS_INDEX))


def _is_of_a_side(context: Context, figure: FigureToken) -> bool:
    """Whether a figure is one of several, each behind who gave it: "Tự chấm: 65,25. Thẩm định: 57,50."."""
    own = context.scopes.paragraph(figure.start)
    sides = [m for m in _SIDE.finditer(context.view, own.start, own.end) if _begins(context, m.start("side"))]
    return len(sides) > 1 and any(side.start("figure") == figure.start for side in sides)


def _begins(context: Context, at: int) -> bool:
    """Whether a part of a text begins: with a capital, or behind a sign."""
    return context.text[at].isupper() or context.text[:at].rstrip()[-1:] in ("", *".;,:-–(")


_SIDE = re.compile(
    r"(?:(?<=\s)|(?<=\()|^)(?P<side>(?:(?:diem|so|don vi|xa|huyen)\s)?"
    r"(?:tu cham|tu danh gia|tham dinh|khao sat|dieu tra(?: xa hoi hoc)?|phuc tra|hoi dong(?: cham)?))"
    r"\s?:?\s(?P<figure>#+)(?=\s*(?:[.;,)]|$|[-–]\s))",
    re.MULTILINE,
)


def _is_item_of_points(context: Context, figure: FigureToken) -> bool:
    """Whether a figure is what an item of a list of points says of its name: "- Chi phí thời gian: 6,71"."""
    own = context.scopes.paragraph(figure.start).start
    opens = context.phrases.marks.get(own)
    above = next(iter(context.scopes.above(figure.start)), None)
    if (
        opens is None
        or above is None
        or not above.leads
        or not _NAMED.fullmatch(context.text, opens, figure.start)
    ):
        return False
    listed = _LISTS_POINTS.search(context.plain, above.start, above.end) is not None
    return listed or _is_part_of_mean(context, above, figure)


def _is_part_of_mean(context: Context, above: OutlinePart, figure: FigureToken) -> bool:
    """Whether points out of a few that lead to a list lie between the least and the most of its figures.

    "Người bệnh nội trú: điểm trung bình 4,31/5. Theo từng nhóm:", and below "- Khả năng tiếp cận: 4,36".
    """
    pairs = [*_MEAN.finditer(context.view, above.start, above.end)]
    if not pairs or figure.is_whole:
        return False
    mean, most = (context.account[pairs[-1].start(name)].decimal for name in ("mean", "most"))
    items = [f.decimal for f in _of_items(context, above)]
    return most <= _MOST_OF_SCALE and len(items) > 1 and min(items) < mean < max(items) <= most


def _of_items(context: Context, above: OutlinePart) -> Iterator[FigureToken]:
    """The figures that the items of a list say of their names, and nothing else."""
    for figure in context.account.within(above.end, min(above.end + _LIST_REACH, len(context.text))):
        opens = context.phrases.marks.get(context.scopes.paragraph(figure.start).start)
        lead = next(iter(context.scopes.above(figure.start)), None)
        if lead is None or lead.start != above.start:
            return
        if opens is not None and _NAMED.fullmatch(context.text, opens, figure.start):
            yield figure


_MEAN = re.compile(r"(?<![#/])(?P<mean>#+)\s?/\s?(?P<most>#+)(?![#/%])")
_MOST_OF_SCALE, _LIST_REACH = 10.0, 800  # points, and characters of a list


def _is_item_of_parts(context: Context, figure: FigureToken) -> bool:
    """Whether an item below "Mười chỉ số thành phần (thang 10)" begins with its name and a figure within it."""
    opens = context.phrases.marks.get(context.scopes.paragraph(figure.start).start)
    if opens is None or not _NAME_ALONE.fullmatch(context.text, opens, figure.start):
        return False
    above = (a for a in context.scopes.above(figure.start) if a.heading or a.leads)
    scales = (_OF_PARTS.search(context.plain, a.start, a.end) for a in above)
    return any(scale and figure.decimal <= float(scale["most"]) for scale in scales)


_NAME_ALONE = re.compile(r"[^\W\d][^\d:;.,%()]{2,70}(?:\s|:\s)")
_OF_PARTS = unaccented(
    r"\b(?:chỉ số thành phần|chỉ số nội dung|nội dung|trụ cột|tiêu chí|lĩnh vực)\b[^.;:]{0,40}"
    r"\b(?:thang(?: điểm)?|tối đa|trên)\s(?P<most>\d{1,3})\b"
)
_NAMED = re.compile(r"[^\W\d][^\d:;.%]{2,70}:\s")
_LISTS_POINTS = unaccented(r"\b(?:điểm|chỉ số thành phần|chỉ số nội dung|trụ cột)\b[^:]{0,60}:\s*$")


def _goes_on(context: Context, end: int, figure: FigureToken) -> bool:
    """Whether a figure is told like the points that end at ``end``: "huyện Trà Khúc 76,5", "(năm 2023: 0,62)"."""
    part = _PARTS.search(context.view, end, figure.start)
    if part is None or _OF_OTHERS.search(context.plain, end, figure.start):
        return False
    if "#" in re.sub(r"(?:hang|thu)\s#+(?:/#+)?", "", context.view[end : part.start()]):
        return False
    timed = bool(context.periods.within(part.start(), figure.start))
    return timed if part["said"] is None else _VERBAL.search(part["said"]) is None
