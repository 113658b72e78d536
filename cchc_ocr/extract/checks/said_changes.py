"""Changes that a sentence states beside both figures: "5.876 hồ sơ, tăng 446 hồ sơ (năm trước 5.412 hồ sơ)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_ocr.check_texts import failed
from cchc_ocr.extract.checks.printed_shares import least_figure
from cchc_ocr.extract.checks.slips import is_slip
from cchc_ocr.extract.figures.tokens import FigureToken
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.text.finding import sourced
from cchc_ocr.patterns import unaccented
from cchc_ocr.records import Check

_CHANGED = unaccented(r"\b(?:tăng|giảm|cao hơn|thấp hơn|thêm)(?:\s\w+){0,2}\s$")
# "tăng từ 12 lên 15": the first figure is one of the two.
_FROM = unaccented(r"\b(?:từ|còn|lên|xuống)\s$")
_FELL = unaccented(r"\b(?:giảm|thấp hơn)\b")
# "từ 1.240 lên 1.655 hồ sơ, tăng 451 hồ sơ", "từ 136 xuống còn 118, tức giảm 28": two figures and their change.
_PLACE = r"(?:thu|hang|vi tri|muc|con)\s"
_OF_YEAR = r"(?:/#+)?(?:\s\(?(?:cuoi\s)?nam\s\d{4}\)?)?"
_TO = rf"(?:\s?%)?{_OF_YEAR}(?:\s[^\W\d_]+){{0,2}}?\s(?:len|xuong|con|xuong con|thanh|den)\s(?:{_PLACE})*"
_DIFFERS = r"(?:(?:tuc|da|la|nghia|tuong ung)\s)*(?:tang|giam|tut|len|cai thien|vuot|ha|rut)(?:\sthem|\sduoc)?\s"
_FROM_TO = re.compile(
    rf"\btu\s(?:{_PLACE})*(?P<one>#+){_TO}(?P<other>#+){_OF_YEAR}(?P<unit>\s?%|(?:\s[^\W\d_]+){{0,2}}?)"
    rf"(?:\s?[,;(]|\s-)\s?{_DIFFERS}(?P<change>#+)(?P<of>\s?%|\sdiem phan tram|\s[^\W\d_]+)?"
    r"(?P<than>(?:\s[^\W\d_]+){0,2}\sso voi)?"
)
# "Cắt giảm 45 thủ tục, từ 320 thủ tục còn 265": the change before both figures.
_BEFORE_FROM_TO = re.compile(
    rf"{_DIFFERS}(?P<change>#+)(?P<of>\s[^\W\d_]+)?(?:\s[^\W\d_]+){{0,2}}\s?[,(]\s?(?:cu the\s)?"
    rf"tu\s(?:{_PLACE})*(?P<one>#+){_TO}(?P<other>#+)(?P<unit>\s?%)?(?P<than>(?!))?"
)
# "thấp hơn bình quân chung (80,2 điểm) là 2,7 điểm".
_CHANGED_BY = unaccented(r"\b(?:cao hơn|thấp hơn|hơn|kém)\s[^#.;()]{2,40}\([^()]*\)\s(?:là\s)?$")
_EXACT = 1e-6
_OF_INDEX = 3  # decimals with which only values of indices are printed: "0,7214"
_MOST = 0.5  # of the greater figure: larger steps are seldom told as changes
_UNIT = re.compile(r"\s?(%|diem (?:phan tram|%)|[^\W\d_]+)")
_OUT_OF = re.compile(r"/\d+")  # "43,08/80 điểm"
_CONCLUDED = unaccented(r"\W*(?:như vậy|như thế|tức(?: là)?|nghĩa là)\b")
_RIGHT_BEFORE = unaccented(
    r"\s?(?:%|[^\W\d_]+)?(?:\s[^\W\d_]+){0,3}(?:\s\([^()]*\))?\s?[,;(]\s?"
    r"(?:tăng|giảm|cao hơn|thấp hơn)(?: thêm)?\s"
)
# "42,97 điểm (năm 2019 là 42,02 điểm), tăng 1,15 điểm": from the one to the other.
_EARLIER_IN_BRACKET = unaccented(
    r"\s?(?:%|[^\W\d_]+)?(?:\s[^\W\d_]+){0,2}\s?"
    r"\((?:(?:cuối |cùng kỳ )?(?:năm \d{4}|năm trước|năm ngoái|cùng kỳ|kỳ trước|quý trước|tháng trước))"
    r"(?:\s?:|\s(?:là|đạt|được|có))?\s"
)
_CHANGED_SINCE = unaccented(
    r"\s?(?:%|[^\W\d_]+)?(?:\s[^\W\d_]+){0,2}\)\s?[,;]?\s?(?:tăng|giảm|cao hơn|thấp hơn)(?: thêm)?\s"
)
_THAN = unaccented(
    r"\s?(?:%|điểm (?:phần trăm|%)|[^\W\d_]+)?(?:\s[^\W\d_]+){0,3}\s?so với\s"
    r"(?:[^.;,()]{0,30}\(\s?|(?:giá trị|mức|tỷ lệ|kết quả|con số)\s)"
)


def said_changes(context: Context) -> Iterator[Check]:
    """Changes that are a slip apart from what two figures with their unit, the only ones of the sentence, say."""
    judged: set[int] = set()
    for match in (*_FROM_TO.finditer(context.view), *_BEFORE_FROM_TO.finditer(context.view)):
        for check in _from_to(context, match):
            judged.add(match.start("change"))
            yield check
    seen: set[int] = set()
    for figure in context.account.within(0, len(context.text)):
        sentence = context.phrases.sentence(figure.start)
        if sentence.start in seen:
            continue
        seen.add(sentence.start)
        figures = [f for f in context.account.within(sentence.start, sentence.end) if context.view[f.start] == "#"]
        changes = [f for f in figures if _is_change(context, f, sentence.start)]
        for change in (f for f in changes if f.start not in judged):
            yield from _against_both(context, change, [f for f in figures if f not in changes])


def _from_to(context: Context, match: re.Match[str]) -> Iterator[Check]:
    """The change that is told right behind the two figures that it is the difference of."""
    one, other, change = (context.account[match.start(name)] for name in ("one", "other", "change"))
    relative = (match["of"] or "").strip() == "%" and "%" not in match["unit"]
    finer = one.is_whole and other.is_whole and not change.is_whole  # places, and by how many points
    other_thing = ";" in match[0] and match["of"] and match["unit"].strip() and match["of"] not in match["unit"]
    if match["than"] or relative or finer or other_thing:
        return
    whole = all(figure.is_whole for figure in (one, other, change))
    before, after, said = ((f.whole if whole else f.decimal) for f in (one, other, change))
    if not _fits(said, before, after):
        page = sourced(context.phrases.passage, change.start, change.end).page
        due = round(abs(after - before), 4)
        yield failed(code="figure-change", page=page, after=after, before=before, due=due, change=said)


def _is_change(context: Context, figure: FigureToken, start: int) -> bool:
    before = context.view[max(start, figure.start - 30) : figure.start]
    if _CHANGED_BY.search(context.view, start, figure.start):
        return True
    return _CHANGED.search(before) is not None and _FROM.search(before) is None


def _against_both(context: Context, change: FigureToken, others: Sequence[FigureToken]) -> Iterator[Check]:
    unit = _unit(context, change)
    alike = [other for other in others if unit and _unit(context, other) == unit and not _is_most(context, other)]
    if not alike and _CONCLUDED.match(context.plain, context.phrases.sentence(change.start).start):
        alike = _before(context, change, unit)
    if len(alike) != 2:
        return
    whole = all(figure.is_whole for figure in (change, *alike))
    said, one, other = ((f.whole if whole else f.decimal) for f in (change, *alike))
    due = round(abs(one - other), 4)
    told = is_slip(said, due) or _is_compared(context, alike, change)
    if told and not _fits(said, one, other) and max(said, due) < _MOST * max(one, other):
        fell = _FELL.search(context.plain, max(0, change.start - 30), change.start) is not None
        before, after = sorted((one, other), reverse=fell)
        page = sourced(context.phrases.passage, change.start, change.end).page
        yield failed(code="figure-change", page=page, after=after, before=before, due=due, change=said)


def _is_most(context: Context, figure: FigureToken) -> bool:
    """Whether a figure is what points are out of: "43,08/80 điểm"."""
    return context.text[: figure.start].rstrip().endswith("/")


def _before(context: Context, change: FigureToken, unit: str | None) -> list[FigureToken]:
    """The figures of the unit before in the paragraph: "Năm 2030 là 87%. Năm 2029 là 85%. Như vậy tăng …"."""
    end = context.phrases.sentence(change.start).start
    start = context.scopes.paragraph(change.start).start
    figures = [f for f in context.account.within(start, end) if context.view[f.start] == "#"]
    return [f for f in figures if unit and _unit(context, f) == unit and not _is_most(context, f)]


def _is_compared(context: Context, alike: Sequence[FigureToken], change: FigureToken) -> bool:
    """Whether nothing can be meant but the two figures: "88,5%, tăng 2,3% so với năm 2023 (86,7%)"."""
    if alike[1].end <= change.start and _EARLIER_IN_BRACKET.fullmatch(context.view, alike[0].end, alike[1].start):
        return _CHANGED_SINCE.fullmatch(context.view, alike[1].end, change.start) is not None
    before = _RIGHT_BEFORE.fullmatch(context.view, alike[0].end, change.start)
    return before is not None and _THAN.fullmatch(context.view, change.end, alike[1].start) is not None


def _fits(said: float, one: float, other: float) -> bool:
    """Whether a change is the difference of two figures, rounded as it is, or how much more one is, in percent."""
    step = 0.0 if all(figure % 1 == 0 for figure in (said, one, other)) else least_figure(said)
    return any(
        abs(said - due) <= step + _EXACT for due in (abs(one - other), 100 * abs(one - other) / (other or 1))
    )


def _unit(context: Context, figure: FigureToken) -> str | None:
    """The word or sign behind a figure; percentages may differ by "điểm phần trăm"."""
    if len(figure.text.partition(",")[2]) >= _OF_INDEX:
        return "index"
    most = _OUT_OF.match(context.plain, figure.end)
    told = _UNIT.match(context.plain, most.end() if most else figure.end)
    return None if told is None else "%" if told[1].startswith("diem ") else told[1]
