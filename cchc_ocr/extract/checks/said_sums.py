"""Figures of one sentence that must add up: points before and after something was taken off, wholes and parts.

What is counted need not be named for this. What is told is off by a slip, so that a list that tells only some of
its parts is no contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cchc_ocr.check_texts import failed
from cchc_ocr.extract.checks.printed_shares import make_a_hundred
from cchc_ocr.extract.checks.slips import is_slip
from cchc_ocr.extract.figures.tokens import FigureToken
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.grade_words import GRADE
from cchc_ocr.extract.results.scopes import OutlinePart
from cchc_ocr.extract.text.finding import sourced
from cchc_ocr.extract.text.phrases import TextSpan
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.records import Check

_EXACT = 1e-6
_POINTS = unaccented(r"\s?(?:/\s?#+\s?)?(?:điểm\b|đ\b|(?=[;,.)]|$|\scòn\b|\sthành\b))")
_TAKEN = unaccented(r"(?<!trước khi )\b(?:trừ|trừ đi|điểm trừ)\b(?: là)?\s?:?\s$")
_ADDED = unaccented(r"\b(?:cộng|cộng thêm|thưởng|điểm thưởng|điểm cộng)\b(?: là)?\s?:?\s$")
_AND = unaccented(r"(?:,|;|\bvà)\s(?:\S+\s){0,2}$")
_LEFT = unaccented(
    r"(?:\b(?:còn|còn lại|thành)|\b(?:điểm|kết quả) (?:chính thức|cuối cùng)|\bnên (?:tổng )?điểm[^#.;]{0,20})"
    r"(?: (?:là|được|đạt|điểm|chỉ|số điểm))*\s?:?\s$"
)
_AFTER = unaccented(r"\bsau (?:khi )?(?:bị )?(?:trừ|cộng)(?: (?:là|được|đạt|điểm))*\s?:?\s$")
_STILL_LEFT = unaccented(r"\b(?:còn|thành|chính thức|cuối cùng)\b[^#]{0,20}#")
# "giao 214 người, có mặt 198 người, còn thiếu 16 người", "09 nhiệm vụ, đã xong 05, còn 04 đang làm".
_HAVE = unaccented(
    r"\b(?:có mặt|hiện có|đã có|thực có|đã xong|xong|đã làm|hoàn thành|đã trả|đã giải quyết)\b[^#.;]{0,20}$"
)
_LACK = unaccented(
    r"\b(?:còn|còn lại|còn thiếu|thiếu|chưa (?:xong|làm|trả|giải quyết|hoàn thành))(?: (?:lại|thiếu|tồn|là))?\s$"
)
_OF_WHOLE = unaccented(r"\btổng(?: số)?(?: điểm)?(?: cộng| chung| hai phần)?(?: là| đạt| được)*\s?:?\s$")
_SIDES = unaccented(r"\b(?:tự (?:chấm|đánh giá)|tối đa|năm|quý|tháng|so với|trước|bình quân)\b")
_NOT_COUNTED = unaccented(r"\s?(?:%|điểm\b|đ\b|triệu\b|tỷ\b|nghìn\b|lần\b|ngày\b|giờ\b|phút\b|tháng\b|năm\b)")
# What leads from a whole to all of its parts. "trong đó" may tell some of them.
_ALL_PARTS = unaccented(
    r"\s?(?:[^#.;:()]{1,50}?)(?:\s?\([^()]*\))?(?:[,;]?\s(?:cụ thể )?(?:gồm|bao gồm|chia ra|phân ra)\b|:\s|\s\()"
    r"[^#.;()]{0,40}"
)
_PARTS = unaccented(r"\s?(?:[^#.;:()]{1,50}?)[,;]?\s(?:trong đó|cụ thể)\b:?[^#.;:()]{0,40}")
_OPEN = unaccented(
    r"\b(?:còn lại|khác|v\.v|trong đó|riêng|nhiều nhất|chủ yếu|tỷ lệ|tăng|giảm|hiện có|cùng kỳ)\b|…|\.\.\."
)
_A_GRADE = accented(GRADE, re.IGNORECASE)
_FEWEST_PARTS = 2
_FEWEST_SHARES = 3
_WHOLE_SHARE = 100.0
_NEAR_WHOLE = 20.0  # percent, that shares may be off together
_SUMMED = unaccented(r"(?:,|;|\bvà)\s(?:tổng )?cộng(?: là| được)?\s$")
_OF_ALL = unaccented(r"\b(?:trên|trong)\stổng số\s$")
_TOTAL = unaccented(r"\btổng (?:số )?điểm\b[^#.;:]{0,40}$")
# How dossiers were settled, each of them in one way.
_STATES = tuple(
    unaccented(rf"\b(?:{words})\b[^#,;]{{0,20}}$")
    for words in ("trước|sớm", "đúng", "trễ|quá|chậm", "đang|chưa đến")
)
# Ways by which dossiers come, of which each comes by one.
_WAYS = (
    unaccented(r"\b(?:trực tuyến|điện tử|qua mạng|trên cổng)\b"),
    unaccented(r"\b(?:trực tiếp|tại quầy)\b"),
    unaccented(r"\b(?:bưu chính|bưu điện|bcci)\b"),
)
_FEWEST_GRADES = 3  # items of a list that tells grades
_WHOLE_PART_REST = 3  # figures of a whole, what there is of it, and what is left
_UNLIKE = unaccented(r"\bkhông (?:rất )?(?P<what>\w+ \w+)|\b(?:quá|trễ|chậm) (?P<late>hạn|hẹn)\b")


def said_sums(context: Context) -> Iterator[Check]:
    """What sentences say of figures that add up, where they do not."""
    starts = sorted({context.phrases.sentence(figure.start).start for figure in context.account.figures})
    for start in starts:
        sentence = context.phrases.sentence(start)
        figures = [f for f in context.account.within(*sentence.ends) if context.view[f.start] == "#"]
        found = _taken_off(context, sentence, figures) or _of_points(context, sentence, figures)
        found = (
            found
            or _of_rest(context, figures)
            or _of_sum(context, sentence, figures)
            or _points_in_bracket(context, figures)
            or _of_parts(context, sentence, figures)
            or _of_shares(context, sentence, figures)
        )
        if found:
            yield found
    yield from _of_lists(context)


def _of_lists(context: Context) -> Iterator[Check]:
    """How many were given each grade, item by item, below how many were graded."""
    lists: dict[OutlinePart, list[OutlinePart]] = {}
    for paragraph in context.scopes.paragraphs:
        above = next(iter(context.scopes.above(paragraph.start)), None)
        if above is not None and paragraph.start in context.phrases.marks:
            lists.setdefault(above, []).append(paragraph)
    for lead, items in lists.items():
        graded = [one for item in items if (one := _graded(context, item))]
        counted = [f for f in context.account.within(lead.start, lead.end) if context.view[f.start] == "#"]
        due = sum(part.whole for part in graded)
        most = max((part.whole for part in graded), default=0.0)
        wholes = [f for f in counted if _is_counted(context, f) and f.whole >= most]
        if len(graded) < len(items) or len(graded) < _FEWEST_GRADES or due in {f.whole for f in wholes}:
            continue
        near = [whole for whole in wholes if _is_off_by_a_slip(whole, graded, due)]
        if len(near) == 1:
            yield failed(code="count-sum", due=due, stated=near[0].whole)


def _graded(context: Context, item: OutlinePart) -> FigureToken | None:
    """How many have the grade with which an item begins: "- Hoàn thành tốt nhiệm vụ: 29 tổ chức"."""
    start = context.phrases.marks.get(item.start, item.start)
    grade = _A_GRADE.match(context.text, start, item.end)
    figure = next(context.account.within(grade.end(), item.end), None) if grade else None
    behind = figure and grade and context.text[grade.end() : figure.start].strip() in (":", "", "có", ": có", "là")
    return figure if figure and behind and _is_counted(context, figure) else None


def _taken_off(context: Context, sentence: TextSpan, figures: Sequence[FigureToken]) -> Check | None:
    """ "86,5 điểm, bị trừ 2,25 điểm, còn 84,75 điểm": before, what was taken off or given besides, and after."""
    points = [f for f in figures if _POINTS.match(context.view, f.end)]
    signs = [_sign(context, sentence, f) for f in points]
    for end in (i for i, point in enumerate(points) if _is_left(context, sentence, point)):
        first = next((i for i in reversed(range(end)) if signs[i] == 0), None)
        if first is None or end - first < 2:
            continue
        before, after = points[first].decimal, points[end].decimal
        due = round(sum(signs[i] * points[i].decimal for i in range(first + 1, end)), 4)
        if abs(before + due - after) > _EXACT and abs(due) < before:
            page = sourced(context.phrases.passage, points[end].start, points[end].end).page
            change = round(after - before, 4)
            return failed(code="figure-change", page=page, after=after, before=before, due=change, change=due)
    return None


def _sign(context: Context, sentence: TextSpan, figure: FigureToken) -> int:
    """-1 of points that were taken off, 1 of such as were given besides, 0 of those that somebody has."""
    view = context.view
    if _is_left(context, sentence, figure):
        return 0
    if _TAKEN.search(view, sentence.start, figure.start):
        return -1
    return 1 if _ADDED.search(view, sentence.start, figure.start) else _as_before(context, sentence, figure)


def _is_left(context: Context, sentence: TextSpan, figure: FigureToken) -> bool:
    """Whether points are what is left: "còn 84 điểm", or "sau khi trừ 84 điểm" where that is all."""
    if _LEFT.search(context.view, sentence.start, figure.start):
        return True
    after = _AFTER.search(context.view, sentence.start, figure.start)
    return after is not None and not _STILL_LEFT.search(context.view, figure.end, sentence.end)


def _as_before(context: Context, sentence: TextSpan, figure: FigureToken) -> int:
    """The sign of the figure before, with which another is joined: "trừ 1,5 điểm … và 0,5 điểm"."""
    before = [
        f for f in context.account.within(sentence.start, figure.start) if _POINTS.match(context.view, f.end)
    ]
    joined = _AND.search(context.view, sentence.start, figure.start)
    return _sign(context, sentence, before[-1]) if before and joined else 0


def _of_points(context: Context, sentence: TextSpan, figures: Sequence[FigureToken]) -> Check | None:
    """ "thẩm định 58,40, điều tra xã hội học 25,15, tổng điểm 83,55": the points of parts before their total."""
    whole = figures[-1] if len(figures) > _FEWEST_PARTS else None
    if whole is None or not _OF_WHOLE.search(context.view, sentence.start, whole.start):
        return None
    parts = figures[:-1]
    plain = context.plain[slice(*sentence.ends)]
    if _SIDES.search(plain) or any(f.is_whole and not _POINTS.match(context.view, f.end) for f in parts):
        return None
    due = round(sum(f.decimal for f in parts), 4)
    if abs(due - whole.decimal) <= _EXACT or not is_slip(due, whole.decimal):
        return None
    return failed(code="score-sum", due=due, stated=whole.decimal)


def _of_rest(context: Context, figures: Sequence[FigureToken]) -> Check | None:
    """A whole, what there is of it, and what is left or lacks, the only three that a sentence counts."""
    counted = [f for f in figures if _is_counted(context, f)]
    if len(counted) != len(figures) or len(counted) != _WHOLE_PART_REST:
        return None
    whole, part, rest = counted
    told = _HAVE.search(context.view, whole.end, part.start) and _LACK.search(context.view, part.end, rest.start)
    due = part.whole + rest.whole
    if not told or due == whole.whole or not _is_off_by_a_slip(whole, [part, rest], due):
        return None
    return failed(code="count-sum", due=due, stated=whole.whole)


def _of_parts(context: Context, sentence: TextSpan, figures: Sequence[FigureToken]) -> Check | None:
    """ "46 hồ sơ, gồm 21 hồ sơ …, 14 hồ sơ … và 09 hồ sơ …": a whole before all of its parts."""
    counted = [f for f in figures if _is_counted(context, f)]
    for whole, first in pairwise(counted):
        all_parts = _ALL_PARTS.fullmatch(context.view, whole.end, first.start)
        graded = _PARTS.fullmatch(context.view, whole.end, first.start)
        end = _parts_end(context, sentence, whole, first)
        parts = [f for f in counted if first.start <= f.start < end]
        told = [f for f in figures if first.start <= f.start < end]
        if len({context.scopes.bracket(f.start) for f in parts}) > 1:
            continue  # parts of a part
        if not (all_parts or graded) or len(parts) < _FEWEST_PARTS or len(told) > len(parts):
            continue
        if _OPEN.search(context.plain, first.start, end) or any(f.whole > whole.whole for f in parts):
            continue
        if any(sum(f.whole for f in parts[:end]) == whole.whole for end in range(_FEWEST_PARTS, len(parts))):
            continue  # what stands behind is no part of it
        due, states = sum(f.whole for f in parts), _states(context, parts)
        off = _is_off_by_a_slip(whole, parts, due)
        grades = len(_A_GRADE.findall(context.text[first.start : end])) == len(parts)
        more = due > whole.whole and ((grades and off) or len(states) == len(parts))
        if due != whole.whole and ((all_parts and off) or more):
            return failed(code="count-sum", due=due, stated=whole.whole)
    return None


def _states(context: Context, parts: Sequence[FigureToken]) -> set[int]:
    """Which of the states that exclude each other the parts are told of, by the words before them."""
    starts = [context.phrases.clause(parts[0].start).start, *(part.end for part in parts)]
    found = (
        next((i for i, state in enumerate(_STATES) if state.search(context.plain, start, part.start)), None)
        for start, part in zip(starts, parts, strict=False)
    )
    return {i for i in found if i is not None}


def _of_sum(context: Context, sentence: TextSpan, figures: Sequence[FigureToken]) -> Check | None:
    """ "11 phòng và 4 đơn vị, tổng cộng 16 đầu mối": all that a sentence counts before their sum."""
    counted = [f for f in figures if _is_counted(context, f)]
    if len(counted) != len(figures) or len(counted) <= _FEWEST_PARTS:
        return None
    *parts, whole = counted
    of_all = _OF_ALL.search(context.view, sentence.start, whole.start) and _are_of_one(context, sentence)
    if not (of_all or _SUMMED.search(context.view, sentence.start, whole.start)):
        return None
    due = sum(part.whole for part in parts)
    fits = due == whole.whole or any(sum(p.whole for p in parts[i:]) == whole.whole for i in range(len(parts)))
    return None if fits or not is_slip(due, whole.whole) else failed(code="count-sum", due=due, stated=whole.whole)


def _points_in_bracket(context: Context, figures: Sequence[FigureToken]) -> Check | None:
    """ "tổng điểm là 79,25 (thể chế 9,75; thủ tục 24; …)": points with all of their parts in brackets."""
    for whole, first in pairwise(figures):
        bracket = context.scopes.bracket(first.start)
        if bracket is None or context.view[whole.end : bracket.start - 1].strip(" diem"):
            continue
        parts = [f for f in figures if bracket.start <= f.start < bracket.end]
        total = _TOTAL.search(context.plain, 0, whole.start)
        if not total or len(parts) < _FEWEST_SHARES or _SIDES.search(context.plain, *bracket.ends):
            continue
        due = round(sum(f.decimal for f in parts), 4)
        if all(f.decimal < whole.decimal for f in parts) and is_slip(due, whole.decimal):
            return failed(code="score-sum", due=due, stated=whole.decimal)
    return None


def _is_counted(context: Context, figure: FigureToken) -> bool:
    """Whether a whole figure counts something, and is no part of a fraction."""
    fraction = context.text[max(0, figure.start - 1) : figure.start] == "/" or context.text.startswith(
        "/", figure.end
    )
    other = figure.code or figure.order is not None or fraction
    return figure.is_whole and not other and not _NOT_COUNTED.match(context.view, figure.end)


def _parts_end(context: Context, sentence: TextSpan, whole: FigureToken, first: FigureToken) -> int:
    """Where the parts of a whole end: with their bracket, or with the sentence."""
    bracket = context.scopes.bracket(first.start)
    return bracket.end if bracket and whole.end <= bracket.start else sentence.end


def _is_off_by_a_slip(whole: FigureToken, parts: Sequence[FigureToken], due: float) -> bool:
    """Whether one figure, read as by a slip, would make the sum; more parts than the whole can have always are."""
    off = whole.whole - due
    read = [(part.whole, part.whole + off) for part in parts]
    return is_slip(whole.whole, due) or any(other > 0 and is_slip(one, other) for one, other in read)


def _of_shares(context: Context, sentence: TextSpan, figures: Sequence[FigureToken]) -> Check | None:
    """ "hài lòng 85,2%, bình thường 10,1%, không hài lòng 5,7%": shares of all answers to one question."""
    shares = [f for f in figures if context.view.startswith("%", f.end) or context.view.startswith(" %", f.end)]
    if len(shares) < _FEWEST_SHARES or len(shares) < len(figures) or not _are_of_one(context, sentence):
        return None
    due = round(sum(f.decimal for f in shares), 4)
    off = _WHOLE_SHARE - due
    mended = any(is_slip(f.decimal, round(f.decimal + off, 4)) for f in shares if f.decimal + off > 0)
    told = mended or (off < 0 and _tells_all_ways(context, sentence))
    if make_a_hundred([f.decimal for f in shares]) or abs(off) > _NEAR_WHOLE or not told:
        return None
    return failed(code="share-sum", due=due)


def _tells_all_ways(context: Context, sentence: TextSpan) -> bool:
    return all(way.search(context.plain, *sentence.ends) for way in _WAYS)


def _are_of_one(context: Context, sentence: TextSpan) -> bool:
    """Whether a sentence tells the shares of what is so and of what is not: "hài lòng", "không hài lòng"."""
    plain = context.plain[slice(*sentence.ends)]
    if _tells_all_ways(context, sentence):
        return True
    unlike = [*_UNLIKE.finditer(plain)]
    return any(
        re.search(rf"(?<!khong ){re.escape(m['what'])}" if m["what"] else rf"\b(?:dung|truoc) {m['late']}", plain)
        for m in unlike
    )
