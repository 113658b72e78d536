"""Shares beside the figures that they are shares of: "3.421 hồ sơ: đúng hạn 3.409, quá hạn 12; đúng hạn đạt 98%".

What is counted need not be named for this: a whole and its parts are known by adding up.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import combinations, groupby

from cchc_ocr.check_texts import failed
from cchc_ocr.extract.checks.printed_shares import is_rounded_or_cut, is_within_a_step
from cchc_ocr.extract.checks.slips import is_slip_of
from cchc_ocr.extract.figures.tokens import FigureToken
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.text.finding import sourced
from cchc_ocr.patterns import unaccented
from cchc_ocr.records import Check

_PERCENT = re.compile(r"\s?%")
_NOT_COUNTED = unaccented(r"\s?(?:%|điểm\b|đ\b|triệu\b|tỷ\b|nghìn\b)")
# "Trong số đó có 1.072 hồ sơ trực tuyến (chiếm 86%)": a share of what the sentence before counts.
_OF_THOSE = unaccented(r"\W*trong (?:tổng )?số (?!\d)")
_SHARE_OF_IT = unaccented(r"[^.;,#]{0,60}\(\s?(?:chiếm|đạt|bằng)(?: tỷ lệ)?\s?")
_CLAUSE_OPENS = re.compile(r"[;.]\s*(?:có\s+)?$")
_NOUN_BEHIND = re.compile(r"\s?%\s+(?:số\s+)?([^\W\d_]+(?:\s+[^\W\d_]+)?)")
# "204/392 hồ sơ, đạt 91%", "12 trên tổng số 480 hồ sơ (5%)", "91% (204/392 hồ sơ)": a fraction and what it makes.
_FRACTION = (
    r"(?<!#)(?<!thu )(?<!hang )(?<!tri )(?<!xep )(?<!dung )#+(?:\s[a-z][^#.;:()]{0,30}?)?"
    r"(?:\s?/\s?|\s(?:tren|trong)(?: tong)?(?: so)?\s)#+"
)
_LINK = r"(?:(?:da|chi|moi|dat|chiem|bang|tuong duong|tuong ung|tuc|la|hay|ty le|voi|=)\s)*"
_BEHIND_FRACTION = re.compile(
    rf"(?P<of>{_FRACTION})[^#.;:()]{{0,60}}?(?:\s\(|,\s|\s(?=dat|chiem|bang)){_LINK}"
    r"(?P<percent>#+)\s?%(?=\s*(?:[.;,)]|$))"
)
_BEFORE_FRACTION = re.compile(
    rf"(?P<percent>#+)\s?%\s\((?:tuc\s|voi\s|gom\s)?(?P<of>{_FRACTION})[^#.;:()]{{0,40}}[);,]"
)
_OF_PLAN = unaccented(r"\b(?:kế hoạch|chỉ tiêu|dự toán|giao)\b")
# "36 đơn vị, có 27 đơn vị niêm yết đủ, chiếm 75%": a part right before its share, a whole of the same noun before.
_OF_SAME = re.compile(
    r"(?P<whole>#+)\s(?P<noun>[a-z]+ ?[a-z]*)\b[^#.;:()%]{0,60}?(?P<part>#+)\s(?P=noun)\b[^#.;:()%]{0,60}?"
    rf"(?:\s\(|,\s){_LINK}(?P<percent>#+)\s?%(?=\s*(?:[.;,)]|$))"
)
# "640 hồ sơ, đúng hạn 588, trễ hạn 25 hồ sơ; tỷ lệ trễ hạn 3,9%": a part and its share by the same word.
_OF_STATE = re.compile(
    r"(?P<whole>#+)\s[^#.%]{2,60}?(?:[;,]\s[^#.%]{0,40}#+[^#.%]{0,30}?){0,2}"
    r"\b(?P<state>(?:dung|tre|qua|truoc|cham) (?:han|hen)|truc tuyen|truc tiep|qua mang)"
    r"\s(?:la\s|co\s)?(?P<part>#+)[^#.%]{0,40}?\bty le (?:ho so )?(?P=state)\s"
    rf"{_LINK}(?P<percent>#+)\s?%"
)
# "gửi phiếu đến 1.500 hộ, nhận lại 1.215 phiếu, tỷ lệ phản hồi 81%": of those who were asked.
_OF_ASKED = re.compile(
    r"(?P<whole>#+)\s[^#.;:()%]{2,60}?\b(?:nhan|thu|tra loi|hop le)\b(?: lai| ve)?[^#.;:()%]{0,20}?(?P<part>#+)"
    r"\s[^#.;:()%]{2,40}?(?:\s\(|,\s)(?:dat )?ty le (?:phan hoi|tra loi|thu hoi|thu ve|hop le) "
    rf"{_LINK}(?P<percent>#+)\s?%"
)
# "chọn 240 hồ sơ để kiểm tra: - 36 hồ sơ trễ hạn, chiếm 15% số hồ sơ kiểm tra": of those that were looked at.
_LOOKED_AT = r"(?:kiem tra|ra soat|doi chieu|xac minh|duoc chon|rut mau)"
_OF_LOOKED_AT = re.compile(
    rf"(?P<whole>#+)\s(?P<noun>[a-z]+ ?[a-z]*)\b[^#.;:()%]{{0,60}}?\b{_LOOKED_AT}\b[^%]{{0,300}}?"
    r"(?P<part>#+)\s(?P=noun)\b[^#.;:()%]{0,60}?(?:\s\(|,\s)"
    rf"{_LINK}(?P<percent>#+)\s?%\s(?:tong )?so (?P=noun)\s(?:da |duoc )?{_LOOKED_AT}\b"
)
_FEWEST_PARTS = 2
_MOST_COUNTS = 8  # before a share: of more, some add up by chance


def said_shares(context: Context) -> Iterator[Check]:
    """Shares that differ from what the figures of their paragraph make."""
    yield from _of_fractions(context)
    for figures in _by_paragraphs(context):
        for at, figure in enumerate(figures):
            if _PERCENT.match(context.plain, figure.end) and figure.decimal < 100:
                found = _of_parts(context, figures, at) or _of_those(context, figures, at)
                if found is not None:
                    yield _check(context, figure, *found)


def _of_fractions(context: Context) -> Iterator[Check]:
    """Shares right behind or before the fraction that they are, and of a part of so many of the same."""
    for match in (*_BEHIND_FRACTION.finditer(context.view), *_BEFORE_FRACTION.finditer(context.view)):
        part, whole = (context.account[match.start("of") + at] for at in _figures_in(match["of"]))
        if not _OF_PLAN.search(match[0]):
            yield from _unless_it_fits(context, part, whole, context.account[match.start("percent")])
    forms = (_OF_SAME, _OF_ASKED, _OF_STATE, _OF_LOOKED_AT)
    for match in (found for form in forms for found in form.finditer(context.view)):
        part, whole, share = (context.account[match.start(name)] for name in ("part", "whole", "percent"))
        if match.re is _OF_LOOKED_AT or is_slip_of(share.decimal, 100 * part.whole / (whole.whole or 1)):
            yield from _unless_it_fits(context, part, whole, share)


def _figures_in(text: str) -> list[int]:
    return [match.start() for match in re.finditer("#+", text)]


def _unless_it_fits(
    context: Context, part: FigureToken, whole: FigureToken, share: FigureToken
) -> Iterator[Check]:
    """The check of a share that is more than a step off from that of a part in its whole."""
    counted = all(figure.is_whole and not figure.code and figure.order is None for figure in (part, whole))
    if counted and 0 < part.whole <= whole.whole and not is_within_a_step(part.whole, whole.whole, share.decimal):
        yield _check(context, share, part.whole, whole.whole)


def _by_paragraphs(context: Context) -> Iterator[list[FigureToken]]:
    """The figures of each paragraph that may be values."""
    starts = context.phrases.paragraphs
    figures = (figure for figure in context.account.figures if context.view[figure.start] == "#")
    for _, of_paragraph in groupby(figures, key=lambda figure: bisect_right(starts, figure.start)):
        yield [*of_paragraph]


def _counted(context: Context, figure: FigureToken) -> bool:
    return figure.is_whole and not figure.code and not _NOT_COUNTED.match(context.plain, figure.end)


def _of_parts(context: Context, figures: Sequence[FigureToken], at: int) -> tuple[float, float] | None:
    """The part and the whole that the share at ``at`` must be of, and is a slip apart from.

    Before it stand a whole and parts that add up to it; the share is of one of them, or of some together.
    """
    counts: list[float] = []
    sentence = context.phrases.sentence(figures[at].start).start
    if _is_of_others(context, sentence, figures[at]):
        return None
    for figure in reversed(figures[max(0, at - _MOST_COUNTS) : at]):
        if figure.start < sentence or not _counted(context, figure):
            break
        counts.insert(0, float(figure.whole))
    if not _is_of_bracket(context, figures, at):
        return None
    percent = figures[at].decimal
    for first in range(len(counts) - _FEWEST_PARTS):
        whole, parts = counts[first], counts[first + 1 :]
        if whole > 0 and sum(parts) == whole:
            ends = combinations(range(len(parts) + 1), 2)
            sums = {sum(parts[start:end]) for start, end in ends} - {whole, 0.0}
            if any(is_rounded_or_cut(part, whole, percent) for part in sums):
                return None
            near = [part for part in sums if is_slip_of(percent, 100 * part / whole)]
            return (near[0], whole) if len(near) == 1 else None
    return None


def _is_of_bracket(context: Context, figures: Sequence[FigureToken], at: int) -> bool:
    """Whether a share behind a bracket of parts is of them: "(cấp xã 20, cấp huyện 30), đúng hạn 98%" is not."""
    bracket = context.scopes.bracket(figures[at - 1].start) if at else None
    if bracket is None or bracket.start <= figures[at].start < bracket.end:
        return True
    between = {*_WORD.findall(context.plain[bracket.end : figures[at].start])} - _SAID_OF_SHARES
    return not between or bool(between & {*_WORD.findall(context.plain[slice(*bracket.ends)])})


_WORD = re.compile(r"[^\W\d]+")
_SAID_OF_SHARES = frozenset(
    _WORD.findall("ty le dat chiem bang la chi moi da giai quyet ho so tuong ung duong trong do")
)


def _is_of_others(context: Context, sentence: int, figure: FigureToken) -> bool:
    """Whether a share opens a clause, and what it is of, behind it, was not counted in the clauses before.

    "... quá hạn 12 hồ sơ; 98% doanh nghiệp khai thuế điện tử" is no share of the dossiers.
    """
    if not _CLAUSE_OPENS.search(context.plain, sentence, figure.start):
        return False
    noun = _NOUN_BEHIND.match(context.plain, figure.end)
    return noun is not None and noun[1].lower() not in context.plain[sentence : figure.start].lower()


def _of_those(context: Context, figures: Sequence[FigureToken], at: int) -> tuple[float, float] | None:
    """The part right before a share, and the whole in the sentence before that comes nearest to it."""
    sentence = context.phrases.sentence(figures[at].start)
    if at == 0 or not _OF_THOSE.match(context.plain, context.phrases.marks.get(sentence.start, sentence.start)):
        return None
    part, percent = figures[at - 1], figures[at].decimal
    between = _SHARE_OF_IT.fullmatch(context.view, part.end, figures[at].start)
    if between is None or part.start < sentence.start or not _counted(context, part):
        return None
    own = float(part.whole)
    told = [float(f.whole) for f in figures if f.start < sentence.start and _counted(context, f)]
    wholes = [whole for whole in told[-_MOST_COUNTS:] if whole > own > 0]
    if not wholes or any(is_rounded_or_cut(own, whole, percent) for whole in wholes):
        return None
    return own, min(wholes, key=lambda whole: abs(100 * own / whole - percent))


def _check(context: Context, figure: FigureToken, part: float, whole: float) -> Check:
    page = sourced(context.phrases.passage, figure.start, figure.end).page
    due = round(100 * part / whole, 2)
    return failed(code="count-percent", page=page, part=part, whole=whole, due=due, percent=figure.decimal)
