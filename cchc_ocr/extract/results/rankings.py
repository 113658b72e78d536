"""Places in rankings that a text states, with their base and their change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.general_names import heading_told, is_general
from cchc_ocr.extract.results.indices import NamedIndex
from cchc_ocr.extract.results.labels import concise
from cchc_ocr.extract.results.naming import is_compared, outer_name, says_what, subject_alone
from cchc_ocr.extract.text.finding import Finding, named, sourced
from cchc_ocr.extract.text.phrases import TextSpan
from cchc_ocr.extract.text.rises import STEPS_DOWN, STEPS_UP
from cchc_ocr.patterns import accented
from cchc_ocr.records import Rank
from cchc_ocr.vietnamese import bare

_PLACE = r"(?:vi\s+(?:tri|thu)|thu(?:\s+hang)?|th(?!anh)\w{1,3}|hang|o|đ|&)"
_BASE = (
    r"(?:\s?(?:/|tren(?:\s+tong(?:\s+so)?)?\s"
    r"|trong\s+(?:tong\s+)?(?:so\s+)?)\s?(?P<of>#+)(?!\s?[/%]|\s*(?:diem|nam)\b))?"
)
_RANK = re.compile(
    rf"\b(?P<verb>x[ee]?p|dung(?!\s+x[ee]?p)|giu|dat|o|vuon len)\s+(?:\S{{1,3}}\s+)?(?:{_PLACE}\s+){{1,4}}:?\s*"
    rf"(?P<position>#+){_BASE}"
)
_PLAIN_RANK = re.compile(
    r"\b(?:xep|dung|vi tri|vi thu|(?:thu )?hang"
    r"|xep hang)\s*(?:thu\s*)?:?\s*(?P<position>#+)\s?/\s?(?P<of>#+)(?!\s?[/%])"
)
# "(65,37 điểm, hạng 31)", "thứ hạng: 7": a place without a verb.
_HANG = re.compile(
    rf"(?:[(,;:]\s*|\b)(?:thu\s+)?(?:hang|vi thu|vi tri(?: thu)?)\s*:?\s*(?:thu\s+)?(?P<position>#+){_BASE}"
)
# "Nhất: Phòng Nội vụ, 93,1 điểm. Nhì: Văn phòng, 91,8 điểm": the body stands behind its place.
_FIRST = re.compile(r"(?P<position>#+)(?P<of>(?!))?(?=(?:\s?:|\sla)\s)")
# "các năm 2021, 2022 lần lượt là 83,47% và 78,65%, tương ứng thứ hạng 45 và 47": places in the order of years.
_IN_TURN = re.compile(r"(?<=\s)(?P<position>#+)(?P<of>(?!))?(?=\s*(?:[,;.)]|va\b|$))")
_LEADS_PLACES = re.compile(r"\b(?:thu hang|hang|vi tri|vi thu)\b(?:[^#%.]|#+(?=,|\sva\s|;))*$")
# "(Hạng năm 2021: Long Xương 1; Sông Phan 2)": places behind those who have them.
_LISTED = re.compile(r"(?P<owner>[^#;:.,()]{3,40}?)\s(?P<position>#+)(?P<of>(?!))?(?=\s*[;.)])")
_LIST_OF_PLACES = re.compile(r"\b(?:thu )?hang\b[^:;.()#]{0,24}:(?:\s[^;:.,()]{3,40}\s[#\d]+;)*\s*$")
_BARELY = re.compile(r"\bxep\s+(?P<position>#+)(?P<of>(?!))?(?=\s*(?:[.,;)]|$))")  # "23,11 điểm, xếp 27."
# "chính quyền số đứng thứ 24, kinh tế số thứ 40": places in a row, with one verb.
_IN_ROW = re.compile(
    r"\b(?:(?:xep|dung)(?:\so)?(?:\svi tri)?\s(?:thu|hang)\s#+|thu\s#+/#+)"
    r"[^.;()]{0,100}[,;]\s[^,;.()#]{2,50}$"
)
# "Xếp hạng trên 63 tỉnh, thành phố", "xếp hạng 08 xã": out of how many, and no place.
_OUT_OF = re.compile(
    r"\bxep hang\s(?:tren|trong)\s(?:tong\s)?(?:so\s)?(?P<of>#+)(?=\s[a-z])"
    r"|\b(?:tong so|so)\s[^#.;:]{2,40}\sduoc xep hang\s?(?::|la)\s(?P<told>#+)"
    r"|\bxep hang\s(?:cac\s)?(?P<many>#+)\s(?:xa|phuong|huyen|thi xa|thi tran|thanh pho|tinh|so|don vi|co quan"
    r"|dia phuong|dac khu|quan|phong|truong|benh vien|chi cuc)\b"
)
_STEPS = re.compile(
    r"\b(?:tang|giam|tut|len|xuong)\s(?:it nhat\s|toi thieu\s|tu\s)?(?P<steps>#+)\s(?:bac|thu hang)\b"
)
# "(thứ 7/25)", "xếp hạng năm 2021: thứ 8/19".
_THU = re.compile(
    r"\bthu\s+(?P<position>#+)\s?(?:/|(?:tren|trong)(?: tong)?(?: so)?"
    r"(?=\s#+\s(?:tinh|xa|phuong|huyen|so|don vi|dia phuong|co quan|phong)\b))"
    r"\s?(?P<of>#+)(?!\s?[/%])"
)
# "(thứ 17)", "(tháng 9: 88,15 điểm, thứ 11)", "; Kho bạc Nhà nước tỉnh thứ ba với": behind brackets and bodies.
_BY_NUMBER = re.compile(r"(?P<lead>[(,:–-]\s*|\s)thu\s+(?P<position>#+)(?P<of>(?!))?(?=\s*(?:[),;.]|voi\b|\())")
# "xếp thứ 23/63 (năm 2023: 29/63)": the place at another time, out of as many.
_AGAIN = re.compile(r"\([^()#]{0,30}?[:\d]\s*(?P<position>#+)\s?/\s?(?P<of>#+)\s*(?=[);,])")
# "Về thứ hạng, thấp nhất là “Cạnh tranh bình đẳng” (52/63)": a pair in brackets where the sentence tells places.
_ASIDE_PAIR = re.compile(r"\(\s?(?P<position>#+)\s?/\s?(?P<of>#+)(?=\s*[),;])")
_OF_PLACES = re.compile(r"\b(?:thu hang|xep hang|vi tri xep)\b[^.]*$")
# "xếp thứ năm trên tổng số mười chín (5/19) sở": a place in words, and again in figures.
_IN_FIGURES = re.compile(r"[^().;#]{0,50}\(\s*(?P<position>#+)\s?/\s?(?P<of>#+)\s*\)")
# "đứng thứ ba toàn tỉnh (tỉnh có 10 huyện, thành phố)"
_BASE_BEHIND = re.compile(
    r"[^().;#,]{0,20}\((?:toan\s)?(?:tinh|huyen|thanh pho|khoi|cum|ca nuoc)\s(?:co|gom)\s(?P<of>#+)\s"
)
_PLACE_BEFORE = re.compile(r"\b(?:thu|hang|vi tri|vi thu|xep)\s(?:thu\s)?#+\s?/\s?(?P<of>#+)")
# "thứ hạng từ 52 (năm 2011) lên 30 (năm 2019) trong 63 tỉnh": both are places.
_SINCE = re.compile(
    r"\b(?:thu hang|vi tri|xep hang|hang)\s+(?:(?:lui|tut|roi|tang|giam|nhay|tien|cai thien)\s)?tu\s+"
    r"(?:(?:vi tri|thu|hang|so)\s+)*(?P<position>#+)"
    r"(?=\s*(?:\([^()]*\))?\s*(?:len|xuong|(?:van )?giu nguyen)\b)(?P<of>(?!))?"
)
_UNTIL = re.compile(
    r"\b(?:thu hang|vi tri|xep hang|hang)\s+(?:[a-z]+\s){0,2}tu\s+[^#.;]{0,20}#+\s*"
    r"(?:\([^()]*\))?\s*(?:len|xuong|(?:van )?giu nguyen)\s+"
    rf"(?:(?:vi tri|thu|hang|so|o|la)\s+)*(?P<position>#+)(?:\s*\([^()]*\))?{_BASE}"
)
_FROM = re.compile(r"\btừ\s+(?:vị trí\s+|thứ\s+)?$", re.IGNORECASE)
_NO_RANK = re.compile(
    r"\s*(?:diem|%|nam(?!\s\d{4})|ngay|thang|lan|dong chi|nguoi|(?:cua\s+)?(?:dieu|khoan)|ky hop)\b"
)
_CHANGE = re.compile(
    rf"\b(?:(?P<up>t[ai]n?ng|{bare(STEPS_UP)})|(?P<down>{bare(STEPS_DOWN)}))"
    r"\s+(?:hang\s+|duoc\s+|them\s+)?(?:len\s+|xuong\s+)?(?P<steps>#+)\s+(?:bac|hang|vi tri"
    r"|vi thu|thu hang|thu bac)\b"
)
_SAME = re.compile(
    r"\b(?:(?:giu|duy tri)\s+(?:nguyen|vung)?|khong doi|khong thay doi|bang voi|nhu)\s+(?:vi tri"
    r"|thu hang|vi thu|so voi)\b"
)
# "(năm 2018 xếp thứ 9/20)": the same thing, at another time.
_ASIDE = re.compile(
    r"(?:\(|;)\s*(?:n[aă]m|quý\s+[IVX]+|tháng\s+\d+)[\s/]+(?:\d{4}|trước)[^();]{0,50}$"
    r"|\b(?:n[aă]m\s+(?:\d{4}|trước)|cùng kỳ)\s*\([^()]{0,30}$",
    re.IGNORECASE,
)
_CHANGE_WITHIN = 90  # characters between a place and its change: a base ("Sở, ban, ngành cấp tỉnh") stands between


def find_ranks(context: Context) -> tuple[Finding[Rank], ...]:
    """All places in rankings with base, change and year, in order; claims their figures."""
    account = context.account
    placed = {
        m.start("position"): m
        for p in (
            _FIRST,
            _ASIDE_PAIR,
            _AGAIN,
            _LISTED,
            _IN_TURN,
            _BY_NUMBER,
            _BARELY,
            _SINCE,
            _UNTIL,
            _THU,
            _HANG,
            _PLAIN_RANK,
            _RANK,
        )
        for m in account.free_matches(p, "position")
        if _is_rank(context, m)
    }
    matches = [m for _, m in sorted(placed.items())]
    found: list[Finding[Rank]] = []
    for i, match in enumerate(matches):
        ceiling = _ceiling(context, match, matches[i + 1 :])
        found.append(_rank(context, match, ceiling, found[-1] if found else None))
    found = [*_with_later_changes(context, found)]
    for base in _OUT_OF.finditer(context.view):
        account.claim(_base_at(base), "base", "out of how many places are given")
    for steps in account.free_matches(_STEPS, "steps"):
        account.claim(steps.start("steps"), "change", "by how many places something is to rise or fall")
    return tuple(found)


def _with_later_changes(context: Context, ranks: Sequence[Finding[Rank]]) -> Iterator[Finding[Rank]]:
    """A change told behind the place of a year before is that of the later: "31; năm 2030 42, tăng 9 bậc"."""
    moved = False  # whether the change of a rank was that of the one before
    for one, other in zip_longest(ranks, ranks[1:]):
        change = None if moved else one.value.change
        moved = bool(other and other.value.change is not None and _is_before(context, one, other))
        change = other.value.change if moved and other else change
        yield replace(one, value=one.value.model_copy(update={"change": change}))


def _is_before(context: Context, one: Finding[Rank], other: Finding[Rank]) -> bool:
    """Whether a place without a change is of the same as the next, which is of an earlier year."""
    same = context.phrases.sentence(one.start) == context.phrases.sentence(other.start)
    alike = (one.value.unit, one.value.index) == (other.value.unit, other.value.index)
    years = one.value.year, other.value.year
    return bool(same and alike and one.value.change is None and years[0] and years[1] and years[1] < years[0])


def _ceiling(context: Context, match: re.Match[str], behind: Sequence[re.Match[str]]) -> int:
    """How far words are about a place: to the next one, past those in brackets, or to the end of its own."""
    bracket = context.scopes.bracket(match.start("position"))
    if bracket:
        return min([bracket.end, *(m.start() for m in behind)])
    others = (m.start() for m in behind if not context.scopes.bracket(m.start("position")))
    return next(others, len(context.text))


# "xếp hạng tăng 2 bậc", "luân phiên, chuyển đổi vị trí 57 công chức": steps, and persons.
_NO_PLACE_BEHIND = re.compile(
    r"\s*(?:vi tri|bac|hang|vi thu)\b|\s(?:cong chuc|vien chuc|can bo|nguoi|lao dong|truong hop|luot)\b"
)


def _base_at(out_of: re.Match[str]) -> int:
    """Where the figure stands of how many are ranked."""
    return max(map(out_of.start, ("of", "told", "many")))


def _is_rank(context: Context, match: re.Match[str]) -> bool:
    figures = [context.account[match.start(name)] for name in ("position", "of") if match[name]]
    if any(_base_at(m) == match.start("position") for m in _OUT_OF.finditer(context.view)):
        return False
    if _NO_RANK.match(context.view, match.end()) or any(not f.is_whole or f.whole > 999 for f in figures):
        return False
    if _NO_PLACE_BEHIND.match(context.view, match.end()) and not match["of"]:
        return False
    of_form = _FORMS.get(match.re)
    if of_form:
        return of_form(context, match)
    verb = match.groupdict().get("verb")
    word = re.search(r"\b(?:vi tri|vi thu|thu hang|hang|thu)\b", match.group())
    if verb is None and not match["of"] and match.re is _HANG:
        return (
            re.search(r"huan chuong|giai|phong$", context.plain[max(0, match.start() - 24) : match.start()])
            is None
        )
    return (
        verb is None or verb.startswith("x") or bool(word and (match["of"] or verb in ("dung", "giu", "o", "dat")))
    )


def _is_of_body_or_bracket(context: Context, match: re.Match[str]) -> bool:
    """Whether a place is told of the body right before it, or beside points or a time in brackets."""
    at = match.start("lead")
    if _IN_ROW.search(context.view, context.phrases.sentence(at).start, at):
        return True
    if not match["lead"].strip():
        start = context.phrases.sentence(at).start
        return any(begin + len(name) == at for begin, name in context.bodies.named(start, at))
    bracket = context.scopes.bracket(match.start("position"))
    start = context.phrases.sentence(at).start
    if bracket is None and re.search(r"#\s*diem\b[^.]{0,40}$", context.view[start:at]):
        return True  # "Xã Tân Khê: 88,25 điểm - Tốt - thứ hai"
    if bracket is None or _DAYS.search(context.text, *bracket.ends):
        return False
    if not _OF_RESULTS.search(context.view, start, match.start("position")):
        return False  # "(thứ 6 tuần này)"
    said = re.sub(r"[\W_]|\b(?:diem|thu)\b", "", context.view[bracket.start : match.start("position")])
    return (
        not said or bool(context.periods.within(bracket.start, at)) or "diem" in context.view[bracket.start : at]
    )


def _goes_on(context: Context, match: re.Match[str]) -> bool:
    """Whether a pair in brackets with a time follows a place out of as many in its sentence."""
    start = context.phrases.sentence(match.start()).start
    before = [*_PLACE_BEFORE.finditer(context.view, start, match.start())]
    if not before or not context.periods.within(match.start(), match.start("position")):
        return False
    return context.account[before[-1].start("of")].whole == context.account[match.start("of")].whole


_OF_POINTS = re.compile(r"#\s*(?:diem|%)[^.;:]{0,30}$")
_OF_RESULTS = re.compile(r"\b(?:diem|xep|dung|hang|chi so|index|sipas|papi|pci|dti|ty le)\b|%")
_DAYS = accented(r"\b(?:sáng|chiều|ngày|tuần|lần|kỳ|thứ (?:hai|sáu|bảy)[,;]? (?:thứ|và))\b", re.IGNORECASE)


def _is_behind_points(context: Context, match: re.Match[str]) -> bool:
    return _OF_POINTS.search(context.view, max(0, match.start() - 40), match.start()) is not None


_REACH_OF_SECOND = 240  # characters between the second of a list and the third


def _opens(context: Context, match: re.Match[str]) -> bool:
    """Whether a place in words comes before the body that has it, one after the other."""
    word = context.text[slice(*match.span("position"))].lower()
    before = context.text[max(0, match.start() - _REACH_OF_SECOND) : match.start()].lower()
    told = word != "ba" or re.search(r"\bnhì\b", before)
    return word in ("nhất", "nhì", "ba") and bool(told) and _behind(context, match) is not None


def _behind(context: Context, match: re.Match[str]) -> str | None:
    """The body that stands right behind a place: "Nhì là Phòng Tư pháp"."""
    end = match.end("position")
    return next((name for at, name in context.bodies.named(end, end + 80) if at - end < _AT_ONCE), None)


def _is_in_turn(context: Context, match: re.Match[str]) -> bool:
    at = match.start("position")
    told = context.periods.words_before_years(at)
    return told is not None and _LEADS_PLACES.search(context.view, told, at) is not None


def _is_listed(context: Context, match: re.Match[str]) -> bool:
    start = context.phrases.sentence(match.start()).start
    return _LIST_OF_PLACES.search(context.view, start, match.start("owner")) is not None


def _is_aside(context: Context, match: re.Match[str]) -> bool:
    start = context.phrases.sentence(match.start()).start
    told = _OF_PLACES.search(context.view, start, match.start())
    position, base = (context.account[match.start(name)].whole for name in ("position", "of"))
    return told is not None and 1 <= position <= base


_FORMS = {
    _ASIDE_PAIR: _is_aside,
    _LISTED: _is_listed,
    _IN_TURN: _is_in_turn,
    _FIRST: _opens,
    _AGAIN: _goes_on,
    _BY_NUMBER: _is_of_body_or_bracket,
    _BARELY: _is_behind_points,
}


def _rank(context: Context, match: re.Match[str], ceiling: int, previous: Finding[Rank] | None) -> Finding[Rank]:
    phrases, account = context.phrases, context.account
    floor = previous.end if previous and match.re is not _UNTIL else 0
    change = _change(context, match, floor, ceiling)
    since = _FROM.search(context.text, max(0, match.start() - 20), match.start()) is not None
    told = context.periods.words_before_years(match.start("position"))
    about = phrases.before(told) if told else phrases.subject(match.start(), floor)
    about = subject_alone(context, about, match.start())
    name = _name(context, match, about)
    at = match.start("position")
    same = previous is not None and phrases.sentence(previous.start) == phrases.sentence(at)
    aside = _ASIDE.search(phrases.text, floor, match.start()) is not None or is_compared(context, at)
    on = previous is not None and same and _GOES_ON_TO.fullmatch(context.plain, previous.end, match.start())
    if previous and ((same and aside) or on):
        name = previous.value.name
    places = {field: match.start(field) for field in ("position", "of") if match[field]}
    base = None if match["of"] else _base_before(context, match.start())
    if base is not None:
        places["of"] = base
    behind = None if match["of"] else _BASE_BEHIND.match(context.view, match.end())
    if behind and context.account.is_free(behind.start("of")):
        places["of"] = behind.start("of")
    again = None if match["of"] else _IN_FIGURES.match(context.view, match.end())
    if again and account[again.start("position")].whole == account[match.start("position")].whole:
        places["of"] = again.start("of")
    sources = []
    for field, place in places.items():
        figure = account[place]
        sources.append((field, sourced(phrases.passage, figure.start, figure.end)))
        account.claim(figure.start, "rank" if field == "position" else "base", "a place in a ranking")
    if about:
        sources.append(("name", named(phrases.passage, about.start, about.end)))
    dated = context.dated(*match.span("position" if told or match.re in (_SINCE, _UNTIL, _AGAIN) else 0))
    if since and dated.when.year is not None and not context.revises:  # "từ hạng 9 lên hạng 6": the place before
        dated = replace(dated, when=dated.when._replace(year=dated.when.year - 1, period=None))
    value = Rank(
        name=name,
        position=int(account[match.start("position")].whole),
        of=int(account[places["of"]].whole) if "of" in places else None,
        change=None if since else change[0],
        index=_index(context, match, about),
        unit=_owner(context, match),
        nature=context.nature(match.start("position"), match.end()),
        **dated.when._asdict(),
    )
    end = max(match.end(), change[1])
    return Finding(value, match.start(), end, (*sources, *context.source_of(dated)))


def _owner(context: Context, match: re.Match[str]) -> str | None:
    """Whose a place is: of the body behind it, of whom a list names before it, or of the sentence."""
    if match.re is _FIRST:
        return _behind(context, match)
    if match.re is _LISTED:
        start, end = match.span("owner")
        named = [name for at, name in context.bodies.named(start, end) if at + len(name) == end]
        return named[-1] if named else context.text[start:end].strip()
    return context.bodies.behind(match.end()) or context.bodies.body_at(match.start("position"))


# "Trong bảng xếp hạng đối với 9 huyện, UBND huyện xếp thứ 4": the base stands before the place.
_BASE_BEFORE = re.compile(
    r"\b(?:trong|tren|doi voi|giua|xep hang\b[^.;:#]{0,40}\bcua)\s(?:tong\s)?(?:so\s)?(?P<of>#+)"
    r"\s(?:so|ban|nganh|huyen|quan|thi xa|thanh pho|xa|phuong|tinh|don vi|co quan|dia phuong|phong|chi cuc|truong"
    r"|benh vien)\b(?=[^#.;()]*$)"
)


def _base_before(context: Context, at: int) -> int | None:
    """The figure of how many are ranked, where the sentence says it before a place."""
    found = _BASE_BEFORE.search(context.view, context.phrases.sentence(at).start, at)
    free = found is not None and context.account.is_free(found.start("of"))
    return found.start("of") if found and free else None


def _name(context: Context, match: re.Match[str], about: TextSpan) -> str | None:
    """What is ranked: the words before, or, where they name but a body or a year, the index spoken of."""
    name = _without_moves(concise(context.phrases.read(about)))
    behind = _named_behind(context, match.end())
    if name and not any(sign.isalpha() for sign in name):
        name = None  # "(tháng 01: 80,2/100). Xếp hạng 58/71"
    if (
        says_what(context, about)
        and name
        and not _PRAISED.match(name)
        and not (behind and behind.start - match.end() < _AT_ONCE)
    ):
        return name
    outer = context.text[behind.start : behind.end] if behind else outer_name(context, match.start()).text
    if not is_general(outer or name):
        return outer or name
    told = _ABOUT_WORK.match(context.text, match.end())
    return f"xếp hạng {told['work']}" if told else heading_told(context, match.start()) or outer or name


# "Lĩnh vực tài chính công rơi xuống hạng 44", "cải thiện nhiều nhất về thứ hạng": how a place changed.
_MOVED = accented(
    r"\s(?:rơi|tụt|sụt|vươn|leo|nhảy|thăng|cải thiện)(?:\s(?:nhiều|mạnh|sâu|nhất|xuống|lên|về|thứ|hạng|từ))*$",
    re.IGNORECASE,
)
_PRAISED = accented(r"(?:biểu dương|khen|tuyên dương|chúc mừng|phê bình|nhắc nhở)\b", re.IGNORECASE)
_GOES_ON_TO = re.compile(r"\s*(?:len|xuong|con|thanh)\s*")
_ABOUT_WORK = accented(r"\svề\s(?P<work>[^,;.()\d]{3,40}?)(?=\s(?:năm|quý|tháng)\b|[,;.()]|\s?$)", re.IGNORECASE)


def _without_moves(name: str | None) -> str | None:
    return _MOVED.sub("", name) or name if name else None


def _index(context: Context, match: re.Match[str], about: TextSpan) -> str | None:
    behind = _named_behind(context, match.end())
    own = context.index_in(about.start, about.end)
    if behind and (own is None or behind.start - match.end() < _AT_ONCE):
        return behind.index
    return own or context.index_at(match.start())


_AT_ONCE = 8  # characters: "thứ 25/63 về SIPAS"


def _named_behind(context: Context, end: int) -> NamedIndex | None:
    """The index in which a place is told: "xếp thứ 11/19 sở, ngành về Chỉ số CCHC"."""
    about = _ABOUT_INDEX.match(context.plain, end, context.phrases.clause(end).end)
    return next((i for i in context.indices_named if about and i.start == about.end()), None)


_ABOUT_INDEX = re.compile(
    r"[^.;()]{0,50}?\b(?:ve|trong|tren|cua)\s(?:bang xep hang\s|ket qua\s)?"
    r"(?=(?:bo )?chi so|par|papi|pci|sipas|dti|ddci|pgi)"
)


def _change(context: Context, match: re.Match[str], floor: int, ceiling: int) -> tuple[int | None, int]:
    """Steps up (positive) or down, behind a place or before it in its sentence, and where they end."""
    sentence = context.phrases.sentence(match.start())
    behind = min(match.end() + _CHANGE_WITHIN, sentence.end, ceiling)
    before = max(match.start() - _CHANGE_WITHIN // 2, sentence.start, floor)
    for start, end in ((match.end(), behind), (before, match.start())):
        steps = _CHANGE.search(context.view, start, end)
        if steps and context.account.is_free(steps.start("steps")):
            context.account.claim(steps.start("steps"), "change", "by how many places it differs")
            figure = context.account[steps.start("steps")]
            return int(figure.whole) * (1 if steps["up"] else -1), steps.end()
        same = _SAME.search(context.plain, start, end)
        if same:
            return 0, same.end()
    return None, 0
