"""Grades that a text states: "xếp loại: Khá", "mức độ hoàn thành: Hoàn thành tốt nhiệm vụ"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.grade_words import GRADE, GRADE_GROUP, SHORT_GRADE
from cchc_ocr.extract.results.labels import concise
from cchc_ocr.extract.results.naming import outer_name, says_what
from cchc_ocr.extract.text.finding import Finding, named, sourced
from cchc_ocr.extract.text.phrases import Phrases
from cchc_ocr.patterns import accented
from cchc_ocr.records import Grade
from cchc_ocr.vietnamese import CAPITALS

_GIVEN = (
    r"(?:xếp(?: vào)? (?:loại|mức|hạng)|đạt (?:loại|mức)|phân loại|đánh giá(?: (?:là|xếp loại|ở mức|chất lượng))?"
    r"|(?:xếp loại|phân loại)\s(?:(?:năm|quý|tháng|của|cchc|chung|6 tháng)\s?)[^.;:,()]{0,40}(?=:)"
    r"|xếp loại chất lượng|(?:mức độ hoàn thành(?: nhiệm vụ)?"
    r"|kết quả xếp loại)(?:[^.;:]{0,60}?)(?:\s*:|\s(?:là|đạt|mức|loại))"
    r"|(?<=, )(?:loại|mức|hạng|nhóm)|(?<=\d )nhóm|(?<=[-–;] )(?:loại|mức|nhóm)|(?<=\()loại"
    r"|(?:thuộc|nằm trong|vào|ở|lên|xuống|sang) nhóm(?: điều hành)?"
    r"|(?:từ (?:loại|mức|hạng) [^.;,]{2,12} )?(?:giữ nguyên|giữ|vẫn|lên|xuống|sang|thành) (?:loại|mức|hạng)"
    r"|(?<=điểm)(?:\s[-–]|,)(?=\s(?-i:[A-ZĐ])))"
)
_GRADE = re.compile(rf"(?:\b|(?<=điểm)){_GIVEN}\s*(?:là|loại|mức|:|“|\"|\s)*(?P<grade>{GRADE})", re.IGNORECASE)
# "từ 90% trở lên", "loại Tốt, Khá, Trung bình": what grades there are, and not one that was given.
_SCALE = re.compile(
    rf"[”\"]?\s*(?:trở lên|\(?\s*(?:từ|trên|dưới|đạt từ)\s\d|(?:,|và|hoặc|/)\s*(?:{SHORT_GRADE})\b)", re.IGNORECASE
)
_NOT_GIVEN = re.compile(
    r"\b(?:phấn đấu|nếu|sẽ|khi|tiêu chuẩn|điều kiện|mức xếp|(?<!theo )thang"
    r"|không (?:xét|có|đơn vị|cơ quan|xã|phường|sở)|chưa có"
    r"|trường hợp|chỉ tiêu|ít nhất|tối thiểu"
    r"|\d+\s*%\s|được xếp loại thì)\b",
    re.IGNORECASE,
)
# "03 đơn vị xếp loại Tốt": how many have it is a count.
_VALUES = re.compile(r"\d\s?/\s?\d")  # "xếp hạng 16/19 và rơi xuống nhóm Khá"
# "từ 70 đến dưới 85 điểm xếp loại Khá": how grades are given.
_BAND = re.compile(
    r"(?:^|[\s:;,.])(?:từ|dưới|trên|đến)\s(?:dưới\s)?\d[\d,.]*\s*(?:điểm|%)?"
    r"(?:\s(?:trở (?:lên|xuống)|đến\s(?:dưới\s)?\d[\d,.]*\s*(?:điểm|%)?))?\s*(?:thì\s|được\s|là\s)*$",
    re.IGNORECASE,
)
_LINKED = re.compile(r"\s*(?::|\s(?:là|đạt)\b)", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:(?<!hạng )(?<!xếp )(?<!thứ )(?<!trí )(?<!năm )(?<!trong )(?<!trên )(?<!tổng số )(?<![\d/])"
    r"\d{1,4}(?:/\d{1,4})?"
    r"|(?<!thứ )(?<!hạng )\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười))\s+"
    r"(?:đơn vị|cơ quan|sở|xã|phường|huyện|tập thể|cá nhân|người|công chức|viên chức"
    r"|cán bộ|đồng chí|phòng|ban|nhiệm vụ|tiêu chí)\b[^.;:()]{0,60}$"
    r"|\d\s(?:chỉ số|nội dung|lĩnh vực)(?:\s(?:nội dung|thành phần))?\s?$",
    re.IGNORECASE,
)
_NUMBER_BEHIND = re.compile(
    r"[”\"]?\s*(?:có\s|là\s|:)?\s*\d[\d.]*\s*"
    r"(?:người|đơn vị|cơ quan|địa phương|tập thể|cá nhân|xã|phường|huyện|thị trấn|phòng|sở|ban|chi cục|trường"
    r"|công chức|viên chức|cán bộ|đồng chí|/|\()"
    r"|[”\"]?\s?:\s\d{1,3}(?=\s*(?:[;,.)]|$))"  # "loại Xuất sắc: 02; loại Tốt: 05"
)
# "Đơn vị xếp loại Trung bình phải tổ chức kiểm điểm": whoever has that grade.
_WHOEVER = accented(
    r"(?:^|[.;:]\s|\n|\b(?:các|những|mọi|không còn|khen thưởng|biểu dương|phê bình|nhắc nhở|yêu cầu|đối với)\s)"
    r"(?:đơn vị|cơ quan|địa phương|xã|phường|huyện|sở)\s$",
    re.IGNORECASE,
)
_MUST = accented(
    r"[”\"]?\s(?:và|phải|cần|có trách nhiệm|nghiêm túc|thì|không được)\b|[”\"]?\s?[.,;]", re.IGNORECASE
)


def find_grades(context: Context) -> Iterator[Finding[Grade]]:
    """All grades that somebody was given, in order."""
    floor = 0
    groups = (g for at in context.phrases.marks.values() if (g := GRADE_GROUP.match(context.text, at)))
    found = {match.start("grade"): match for match in (*groups, *_GRADE.finditer(context.text))}
    for match in (found[at] for at in sorted(found)):
        listed = [*_listed(context, match)]
        given = listed or (match.re is _GRADE and _is_given(context.phrases, match))
        bodies = listed or [*_joined(context, match)]
        if given and bodies:
            yield from (_grade(context, match, floor, body) for body in bodies)
        elif given:
            yield _grade(context, match, floor)
        floor = match.end()


# "Xếp loại Xuất sắc (từ 90 điểm trở lên): Sở Tài chính, Sở Tư pháp": those that have it follow.
_LEADS_ON = re.compile(
    r"[”\"]?(?:\s*\([^()]*\))?[^:;.()\d]{0,30}:\s"
    r"(?:(?:có\s)?\d+\s[^:;.,()\d]{2,25}?(?:,?\s(?:là|gồm(?:\scó)?|bao gồm):?|:)\s)?"
)
_LISTED_BEFORE = re.compile(r"(?:[:,;]\s|\s(?:và|là|gồm|có)\s)$")
# "các huyện Nậm Khao, An Thuận và Phước Kiên": of what kind the places are is said once.
_PLACES_LISTED = re.compile(
    rf"\b(?:các|hai|ba|bốn|\d+)\s(?P<kind>huyện|xã|phường|thị trấn|thị xã)\s"
    rf"(?P<names>[{CAPITALS}]\w+(?:\s[{CAPITALS}]\w+){{0,3}}(?:(?:,\s|\svà\s)[{CAPITALS}]\w+(?:\s[{CAPITALS}]\w+){{0,3}})*)"
)


def _listed(context: Context, match: re.Match[str]) -> Iterator[tuple[int, str]]:
    """The bodies that are listed behind a grade, and where each stands."""
    lead = _LEADS_ON.match(context.text, match.end())
    if lead is None:
        return
    grouped = (
        match.re is GRADE_GROUP
    )  # its item has nothing else: "Loại tốt: xã Nà Lơi 91 điểm; xã Khe Sắt 90 điểm"
    end = (context.phrases.sentence if grouped else context.phrases.clause)(lead.end()).end
    named = dict(_places(context.text, lead.end(), end))
    for at, name in context.bodies.named(lead.end(), end):
        if _LISTED_BEFORE.search(context.text, match.end(), at) and not any(
            start <= at < start + len(one) for start, one in named.items()
        ):
            named[at] = name
    yield from sorted(named.items())


def _joined(context: Context, match: re.Match[str]) -> Iterator[tuple[int, str]]:
    """The bodies that have one grade together: "Sở Y tế và Sở Du lịch xếp loại Khá"; none where it is but one."""
    named = [*context.bodies.named(context.phrases.sentence(match.start()).start, match.start())]
    together: list[tuple[int, str]] = []
    for at, name in named:
        between = context.text[together[-1][0] + len(together[-1][1]) : at] if together else ""
        together = [*together, (at, name)] if together and _AND.fullmatch(between) else [(at, name)]
    end = together[-1][0] + len(together[-1][1]) if together else 0
    if len(together) > 1 and _ALIKE.fullmatch(context.text, end, match.start()):
        yield from together


_AND = re.compile(r",?\s(?:và\s)?")
_ALIKE = re.compile(r"\s?(?:(?:cùng|đều|được|đã|cũng)\s)*")


def _places(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The places that are listed behind the plural of their kind, each with its kind, and where it stands."""
    for listed in _PLACES_LISTED.finditer(text, start, end):
        for one in re.finditer(rf"[{CAPITALS}]\w+(?:\s[{CAPITALS}]\w+)*", listed["names"]):
            yield listed.start("names") + one.start(), f"{listed['kind']} {one[0]}"


def grade(cell: str) -> str | None:
    """A grade that stands alone, with a capital.

    >>> grade("hoàn thành tốt nhiệm vụ"), grade("Khá"), grade("7,5")
    ('Hoàn thành tốt nhiệm vụ', 'Khá', None)
    """
    match = re.fullmatch(rf"(?:loại\s+)?({GRADE})", " ".join(cell.split()), re.IGNORECASE)
    return match[1][0].upper() + match[1][1:].lower() if match else None


def ends_with_grade(heading: str) -> str | None:
    """The grade that a heading ends with: "Xếp loại Khá", "Tốt".

    >>> ends_with_grade("Xếp loại hoàn thành tốt nhiệm vụ"), ends_with_grade("Điểm tốt")
    ('Hoàn thành tốt nhiệm vụ', None)
    """
    short = r"(?:không )?hoàn thành(?: xuất sắc| tốt)?"
    match = re.search(rf"(?<!điểm\s)(?P<grade>{GRADE}|\b{short})\W*$", heading, re.IGNORECASE)
    return match["grade"][0].upper() + match["grade"][1:].lower() if match else None


def _is_given(phrases: Phrases, match: re.Match[str]) -> bool:
    clause = phrases.clause(match.start("grade") - 1)
    start = min(clause.start, phrases.clause(match.start()).start)
    if _SCALE.match(phrases.text, match.end()) or _NUMBER_BEHIND.match(phrases.text, match.end()):
        return False
    if _WHOEVER.search(phrases.text[: match.start()]) and _MUST.match(phrases.text, match.end()):
        return False
    before = (max(start, phrases.text.rfind("(", start, match.start())), match.start())
    led = phrases.text[: match.start()].rstrip().endswith(":")  # "Từ 90% trở lên: xếp loại Xuất sắc"
    lead = phrases.clause(start - 2).start if led else start
    band = phrases.text[phrases.marks.get(lead, lead) : match.start()].rstrip(" :") if led else ""
    if _BAND.search(phrases.text[before[0] : before[1]]) or _BAND.search(band):
        return False
    return not (_NOT_GIVEN.search(phrases.text, *before) or _COUNTED.search(phrases.text, *before))


def _grade(
    context: Context, match: re.Match[str], floor: int, listed: tuple[int, str] | None = None
) -> Finding[Grade]:
    phrases = context.phrases
    about = phrases.subject(match.start(), floor) or phrases.trimmed(match.start(), match.start("grade"))
    inner = phrases.trimmed(match.start(), match.start("grade"))
    if not says_what(context, about) and says_what(context, inner):
        verbs = [*_LINKED.finditer(context.text, inner.start, match.start("grade"))]
        about = phrases.trimmed(inner.start, verbs[-1].start() if verbs else inner.end)
    read = grade(match["grade"]) or match["grade"]
    name = concise(phrases.read(about))
    if not says_what(context, about) or _VALUES.search(name or ""):
        name = outer_name(context, match.start()).text or name
    dated = context.dated(*match.span("grade"))
    value = Grade(
        name=name,
        grade=read,
        index=context.index_in(about.start, about.end) or context.index_at(match.start()),
        unit=listed[1] if listed else context.bodies.body_at(match.start("grade")),
        nature=context.nature(*match.span("grade")),
        **dated.when._asdict(),
    )
    sources = [("grade", sourced(phrases.passage, *match.span("grade")))]
    if about:
        sources.append(("name", named(phrases.passage, about.start, about.end)))
    start = listed[0] if listed else match.start()
    return Finding(value, start, max(match.end(), start + 1), (*sources, *context.source_of(dated)))
