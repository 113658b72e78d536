"""Percentages that a text states, each with what it is a share of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from cchc_ocr.extract.results.clause_words import ASIDE, figure_behind, in_full, lead
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.general_names import criterion_told, is_general
from cchc_ocr.extract.results.labels import JOINED_COMMA, concise, leaves_open, only_says_most
from cchc_ocr.extract.results.naming import (
    act_before,
    act_right_before,
    colon_lead,
    is_compared,
    is_level,
    outer_name,
    says_what,
)
from cchc_ocr.extract.results.periods import Dated
from cchc_ocr.extract.results.point_bases import name_before
from cchc_ocr.extract.results.repeats import once
from cchc_ocr.extract.results.share_parts import level_of_lead, told_apart
from cchc_ocr.extract.results.times import When
from cchc_ocr.extract.results.widths import phantom_figure
from cchc_ocr.extract.text.finding import Finding, named, sourced
from cchc_ocr.extract.text.phrases import Phrases, TextSpan
from cchc_ocr.extract.text.rises import DOWN, UP
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.records import Count, Percentage
from cchc_ocr.vietnamese import bare

_PHANTOM = 0.3  # how often a figure is right whose last digit is as wide as the stroke of a sign

_PERCENTAGE = re.compile(r"(?<![#/\w])(?P<value>#+)\s?%")
_POINTS_OF_SHARE = re.compile(r"(?P<points>#+)\s*diem\s(?:phan tram\b|%)")
_WHOLE_SHARE = 1000.0  # percent; what is more is misread

# What follows a percentage and is not what it is a share of.
_NO_WHOLE = accented(
    r"""
    \s*(?:[,.;:()–-]|(?:so với|trở lên|trở xuống|và|đến|kế hoạch|dự toán|so|số|của|trong|trên|tổng số|theo|là|thì
    |nhưng|cao hơn|thấp hơn|tăng|giảm|lên|xuống|đủ|vượt|đạt|mức|cùng|năm|vào|ở|tại|cho(?!\s(?:rằng|biết|là))|chứ
    |như|tức)\b)
    """,
    re.IGNORECASE,
)

# "tăng 2,5%", "cao hơn 1,2%": a change of the percentage before.
_CHANGED = re.compile(rf"\b(?:{bare(UP)}|{bare(DOWN)})\s+(?:them\s+)?$")
_AT_ONCE = re.compile(r"[\s,(–-]*(?:(?:va|da)\s)?")

# "42 hồ sơ (84%)", "42 hồ sơ trực tuyến, chiếm tỷ lệ 84%": between a count and the share it is.
_AS_SHARE = re.compile(
    r"[^.;:()#%]{0,60}?(?:[(=]|,?\s*\b(?:chiem|dat|tuong duong|bang|ty le|tuong ung|tuc(?: la)?|hay)\s)"
    r"\s*(?:(?:chiem|dat|tuong duong|bang|ty le|la|tuong ung)\s*)*:?\s*"
)
_OTHER_SHARE = re.compile(
    r"[,;]\s(?:[^,;]*\btỷ lệ\s(?!là\b)[^\W\d]|(?:lĩnh vực|tiêu chí|nội dung|chỉ số|yếu tố|khối|nhóm|cấp)\s\S+\s)",
    re.IGNORECASE,
)
_ON_TO = re.compile(r"\s*(?:len|xuong|den|thanh|con)\s+(?:con\s+|muc\s+)?")  # "từ 70% lên 85%"
_THAN = accented(r"\bso với\s(?:mức\s|tỷ lệ\s)?$")  # "68%, so với 61% của năm trước"
# "54% chứ không phải 82%", "(trọng số 15%)": no share of anything.
_DENIED = accented(r"\b(?:không phải|trọng số|hệ số|thang(?: điểm)?)\s(?:là\s)?$", re.IGNORECASE)
# "Có 03/10 xã đạt tỷ lệ hồ sơ trực tuyến trên 70%": a bound of those that are counted.
_OF_MANY = accented(
    r"(?<![\d/,.])\d{1,3}(?:/\d{1,3})?\s(?:đơn vị|cơ quan|địa phương|sở|xã|phường|huyện|tiêu chí|chỉ tiêu)\b"
    r"[^.;:()\d]{0,70}\s(?:trên|dưới|từ|hơn|chưa đến)\s$",
    re.IGNORECASE,
)
_REACH_OF_MANY = 110  # characters
_TIME_ALONE = re.compile(r"(?:(?:trong|vao|cua)\s+)?(?:nam|quy|thang)\b[\s\divx/]*")
_SAME_NAME = 90
_SHARE = re.compile(r"\bt[yi] le\s\w+\s\w")
_TURN = re.compile(rf"(?!{JOINED_COMMA}),\s(?!\d)|\sthì\s")
# "99,9% hồ sơ, song thanh toán 35%", "mất 2 điểm do giải ngân đạt 84,7%".
_BUT = accented(
    r",?\s(?:song|nhưng|trong khi)\s|[,)]\scòn\s|(?<=điểm)\s(?:do|nhờ|vì)\s"
    r"|(?:mất|trừ|tăng|giảm)\s(?:do|nhờ|vì)\s",
    re.IGNORECASE,
)
_TOWARDS = accented(r"\s(?:đối với|cho)\s*$", re.IGNORECASE)
_LONG = 60  # characters


def find_percentages(context: Context, counts: Sequence[Finding[Count]] = ()) -> tuple[Finding[Percentage], ...]:
    """All percentages that no score has claimed, each statement once however often it is repeated.

    One that follows a count ("nộp trực tuyến 42 hồ sơ, chiếm 84%") is the share that this count is.
    """
    return once(_percentages(context, counts), _repeats)


def _percentages(context: Context, counts: Sequence[Finding[Count]]) -> Iterator[Finding[Percentage]]:
    for points in context.account.free_matches(_POINTS_OF_SHARE, "points"):
        context.account.claim(points.start("points"), "change", "by how many hundredths a share differs")
    floor, last, whole = 0, None, None  # where the last share ends, its name, and that of which it is a part
    phrases = context.phrases
    for match in context.account.free_matches(_PERCENTAGE, "value"):
        figure = context.account[match.start("value")]
        if figure.decimal > _WHOLE_SHARE:
            continue
        if _is_change(context, match, floor):
            context.account.claim(figure.start, "change", "by what share something differs")
            continue
        if _OF_MANY.search(context.text, max(0, figure.start - _REACH_OF_MANY), figure.start):
            context.account.claim(figure.start, "threshold", "a bound of those that are counted")
            continue
        if _DENIED.search(context.text, max(0, figure.start - 24), figure.start):
            context.account.claim(figure.start, "threshold", "a share that is denied")
            continue
        context.account.claim(figure.start, "percentage", "a share")
        about = _about(context, match, floor)
        before = whole if whole and last and last.startswith(f"{whole}: ") else last
        last, whole = _share_of(context, match, about, counts, (before, floor)), before
        counted = any(last == count.value.name for count in counts)
        last = _of_item(context, match.start(), last) if is_general(last) and not counted else last
        floor = match.end()
        dated = _before_it(context, match, context.dated(match.start(), match.end()))
        trace = phrases.passage.trace(match.start(), match.end())
        value = Percentage(
            name=last,
            value=figure.decimal,
            index=_index(context, match, about),
            nature=context.nature(match.start(), match.end()),
            **dated.when._asdict(),
        )
        doubtful = ("value",) if phantom_figure(trace) else ()
        certainty = _PHANTOM if doubtful else 1.0
        open_ = about and about.start < match.start() and value.index is None and not says_what(context, about)
        if (
            leaves_open(last)
            or is_general(last)
            or only_says_most(last)
            or (open_ and last == concise(phrases.read(about)))
        ):
            doubtful = (*doubtful, "name")
        sources = [("value", sourced(phrases.passage, match.start(), match.end(), certainty))]
        if about:
            sources.append(("name", named(phrases.passage, about.start, about.end)))
        yield Finding(value, match.start(), match.end(), (*sources, *context.source_of(dated)), doubtful)


def _of_item(context: Context, at: int, name: str | None) -> str | None:
    """What a share is of that is only called a share: the criterion or the title with which its item begins."""
    if name and (_THIS.fullmatch(name) or _OF_ALL.search(name)):
        return name
    told = criterion_told(context, at) or _of_figures_before(context, at)
    return told if told and not is_general(told) else name


def _before_it(context: Context, match: re.Match[str], dated: Dated) -> Dated:
    """When a share is of; the year before where it is told what it has become since: "từ 79,3% lên 84,2%"."""
    rose = _SINCE.search(context.text, 0, match.start()) and _ON_TO_SHARE.match(context.view, match.end())
    year, period = dated.when
    same = _SAME_TIME.search(context.text, context.phrases.sentence(match.start()).start, match.start())
    if rose and same and year is not None and period and str(year) in period:
        return replace(dated, when=When(year - 1, period.replace(str(year), str(year - 1))))
    clause = context.phrases.clause(match.start()).start
    told = dated.how == "clause" and (dated.place is None or dated.place.start >= clause)
    if not rose or year is None or dated.when.period or told:
        return dated
    return replace(dated, when=dated.when._replace(year=year - 1))


_SINCE = accented(r"\btừ (?:mức )?$", re.IGNORECASE)
_SAME_TIME = accented(r"\bso với (?:mức |số liệu )?cùng kỳ\b", re.IGNORECASE)
_ON_TO_SHARE = re.compile(r"\s*(?:len|xuong|con)\s+(?:con\s+|muc\s+)?#+\s?%")


# "(giảm từ 10% đến 30% thời gian)": by how much something differs, from here to there.
_CHANGE_RANGE = re.compile(
    r"\b(?:tang|giam|cat giam|rut ngan)\s(?:[^\s#.;,()]+\s){0,3}tu\s#+\s?%?\s?(?:den|-|–)\s#+\s?%"
    r"\s(?:thoi gian|chi phi|so|muc)\b"
)


def _is_change(context: Context, match: re.Match[str], floor: int) -> bool:
    """By how much a share or a number differs: "đạt 84,9%, tăng 2,5%", "So với quý II, hồ sơ tăng 12%"."""
    sentence = context.phrases.sentence(match.start())
    ranges = _CHANGE_RANGE.finditer(context.view, *sentence.ends)
    if any(r.start() <= match.start() < r.end() for r in ranges):
        return True
    changed = _CHANGED.search(context.plain, sentence.start, match.start())
    if floor > sentence.start and changed:
        return _AT_ONCE.fullmatch(context.plain, floor, changed.start()) is not None
    if not changed:
        return False
    ends = re.match(r"\s*(?:[,;.)]|so voi|$)", context.plain[match.end() :]) is not None
    return ends and "so voi" in context.plain[sentence.start : sentence.end]


def _index(context: Context, match: re.Match[str], about: TextSpan) -> str | None:
    """The index that a percentage is of: named before it, or above where only a body stands before it."""
    own = context.index_in(about.start, about.end)
    if own or not about or says_what(context, about) or about.start > match.start():
        return own
    return context.index_at(match.start())


def _share_of(
    context: Context,
    match: re.Match[str],
    about: TextSpan,
    counts: Sequence[Finding[Count]],
    last: tuple[str | None, int],
) -> str | None:
    """What a percentage is called; ``last`` is the name of the one before it, and where that ends."""
    phrases, (before, floor) = context.phrases, last
    in_turn = _in_turn(context, match, counts)
    if in_turn:
        return in_turn
    start = phrases.clause(match.start()).start
    counted = [c for c in counts if start <= c.start < match.start() and c.value.name]
    told = _whose_share(context, match, counts)
    if told:
        return told
    if counted and _follows(context, counted[-1].end, match.start()):
        return _part_of(counted, context.account[match.start("value")].decimal).value.name
    again = _said_again(context, match, about, before, floor) if before else None
    if again:
        return again
    name = level_of_lead(context, match.start(), about) or _stated_name(context, match, about)
    if name and about.start >= match.end():  # "số người phải đi lại từ 3 lần trở lên"
        name = f"{name}{context.text[about.end : figure_behind(context, about, about.end)]}"
    if before and name and phrases.sentence(match.start()).start <= floor:
        return _of_another(context, before, name, TextSpan(max(about.start, floor), about.end), match)
    return name


# "cao hơn mức bình quân các xã (2,1%)", "64% trong số này do công chức nộp thay", "năm 2023 tỷ lệ này là 18,5%".
_AVERAGE = accented(
    r"\b(?P<whose>(?:bình quân|trung bình)\s(?:cả|các|toàn)\s[^,;.()\d]{2,40}?)\s\($", re.IGNORECASE
)
# "thấp hơn nhiều so với bình quân chung của huyện (48,9%)".
_THAN_AVERAGE = accented(
    r"\b(?:hơn|kém|so với|bằng)\s(?:mức\s)?"
    r"(?P<whose>(?:bình quân|trung bình)\s(?:chung\s)?[^,;.()\d]{2,40}?)\s\($",
    re.IGNORECASE,
)
# "đạt 49,7% kế hoạch (bình quân tỉnh 55,2%)".
_OF_ALL_ASIDE = accented(
    r"\((?P<whose>(?:bình quân|trung bình|toàn|cả)\s(?:chung|cả|các|toàn|nước|tỉnh|huyện|khối|ngành|xã)"
    r"[^;.()\d]{0,24}?)\s?(?:là\s|đạt\s)?$",
    re.IGNORECASE,
)
_WHILE = accented(
    r"\btrong khi\s[^,;.()\d]{0,30}?\s(?:ghi|cho thấy|thể hiện|báo cáo)(?:\slà)?\s$"
    r"|,\s(?:huyện|xã|phường|sở|đơn vị|tỉnh)\stự (?:tính|báo cáo|chấm|xác định)(?:\slà)?\s$",
    re.IGNORECASE,
)
_OF_THESE = accented(r"\s?(?:trong|của)\s(?:tổng )?số (?:này|đó)\s", re.IGNORECASE)
_THIS = accented(
    r"(?:\S+\s)?(?:tỷ lệ|tỉ lệ|chỉ số|chỉ tiêu|con số|mức|lĩnh vực|nhóm|tiêu chí)\s(?:này|đó|trên)", re.IGNORECASE
)


def _said_again(context: Context, match: re.Match[str], about: TextSpan, before: str, floor: int) -> str | None:
    """The name of a share of what the share ``before`` is of, at another time or of others."""
    phrases = context.phrases
    aside = _OF_ALL_ASIDE.search(context.text, floor, match.start())
    aside = aside or _THAN_AVERAGE.search(context.text, floor, match.start())
    if aside:
        return f"{before} {aside['whose'].strip()}"
    if is_compared(context, match.start()) or _is_again(context, match.start(), about, floor):
        average = _AVERAGE.search(context.text, floor, match.start())
        return f"{before} {average['whose']}" if average else before
    these = _OF_THESE.match(context.text, match.end())
    if these and phrases.sentence(match.start()).start <= floor:
        return f"{before}: {phrases.read(phrases.behind(these.end()))}"
    if _WHILE.search(context.text, floor, match.start()):
        return before
    if about.start < match.start() and _TIME_BEFORE.search(context.text, max(about.start, floor), about.end):
        return before
    this = about.start < match.start() and _THIS.fullmatch(context.text, *about.ends)
    return before if this else None


# "44% hồ sơ tiếp nhận, cùng kỳ là 23%": the same at another time.
_TIME_BEFORE = accented(
    r"(?:^|[,;]\s|\A|(?<=\())(?:trong khi )?"
    r"(?:cùng kỳ|tháng trước|quý trước|năm trước|kỳ trước|năm ngoái|lần trước)(?: năm (?:trước|ngoái|\d{4}))?$",
    re.IGNORECASE,
)


def _in_turn(context: Context, match: re.Match[str], counts: Sequence[Finding[Count]]) -> str | None:
    """The count whose share it is, one of several in a bracket: "43 người hài lòng, 7 chưa (86% và 14%)"."""
    bracket = context.scopes.bracket(match.start())
    if bracket is None or not _SHARES.fullmatch(context.view, *bracket.ends):
        return None
    start = context.phrases.sentence(match.start()).start
    counted = [c.value.name for c in counts if start <= c.start < bracket.start and c.value.name]
    turn = [m.start() for m in _PERCENTAGE.finditer(context.view, *bracket.ends)]
    return counted[turn.index(match.start()) - len(turn)] if len(counted) >= len(turn) else None


def _part_of(counted: Sequence[Finding[Count]], share: float) -> Finding[Count]:
    """Of the counts before a share the part, where the last is the whole: "377 hồ sơ trên 20.950 hồ sơ, 1,8%"."""
    part, whole = counted[-2:] if len(counted) > 1 else (counted[-1], counted[-1])
    values = part.value.value, whole.value.value
    parted = all(values) and values[0] < values[1] and abs(100 * values[0] / values[1] - share) < _ROUNDED
    named = part.value.name and not (whole.value.name or "").startswith(part.value.name)
    return part if parted and named else whole


def _whose_share(context: Context, match: re.Match[str], counts: Sequence[Finding[Count]]) -> str | None:
    """The last count of a sentence that says out of how many it is, where the share is just that."""
    start, share = context.phrases.sentence(match.start()).start, context.account[match.start("value")].decimal
    counted = [c.value for c in counts if start <= c.start < match.start()]
    last = counted[-1] if counted else None
    if last is None or not last.of or len(counted) > 1 or _PERCENTAGE.search(context.view, start, match.start()):
        return None
    return last.name if abs(100 * last.value / last.of - share) < _ROUNDED else None


_ROUNDED = 0.06  # percent
_SHARES = re.compile(r"#+\s?%(?:(?:,|;|\sva)\s#+\s?%)+")


def _of_another(context: Context, before: str, name: str, about: TextSpan, match: re.Match[str]) -> str:
    """The name where the words beside a share only say whose it is, or of which of several parts."""
    where = _WHERE.match(context.text, match.end())
    if where and _WHERE.match(context.text, about.start - 1):  # "99% ở khu vực phường và 83% ở khu vực xã"
        return f"{before} {where['where'].strip()}"
    if about.start >= match.start() or not about:
        return name
    whose = [*context.bodies.named(about.start, about.end)]
    if not says_what(context, about):
        if not whose or whose[0][0] - about.start >= _NEAR:
            return name
        return outer_name(context, match.start()).text or before if _OF_ALL.match(before) else before
    plain = context.plain[about.start : about.end]
    alone = len(plain.split()) <= _MOST_APART and not context.knowledge.acts.done.search(name)
    parted = alone and not _MEASURE.search(plain) and _HAS_PARTS.search(before)
    return told_apart(before, name) if parted else name


_OF_ALL = accented(
    r"(?:giá trị\s|mức\s|tỷ lệ\s)?(?:trung bình|bình quân)\b", re.IGNORECASE
)  # no name of what one has
_NEAR, _MOST_APART = 24, 4  # characters before a body; words that only tell one part from another
_MEASURE = unaccented(
    r"\b(?:tỷ lệ|tỉ lệ|mức độ|chỉ số|điểm|hài lòng|số|hồ sơ|thủ tục|văn bản|dịch vụ|giải ngân|thanh toán"
    r"|doanh nghiệp)\b"
)
# What has parts, and is no part itself: "doanh nghiệp 61,8%, hợp tác xã 8%" are parts of something else.
_HAS_PARTS = accented(
    r"""
    \b(?:tỷ lệ|tỉ lệ|mức độ|chỉ số|hài lòng|hồ sơ|giải ngân|thanh toán|kết quả|giải quyết|hoàn thành|sử dụng
    |đánh giá|số)\b
    """,
    re.IGNORECASE,
)


def _is_again(context: Context, at: int, about: TextSpan, floor: int) -> bool:
    """Whether only a time stands between a percentage and the one before it: "từ 15% năm 2016 lên 97%"."""
    if _ON_TO.fullmatch(context.plain, floor, at) or _THAN.search(context.text, floor, at):
        return True
    if not (about and about.start < at and context.phrases.sentence(at).start < floor):
        return False
    timed = context.periods.within(min(about.start, floor), at)  # "chiếm 69%, quý I/2031 đã lên 83,5%"
    return bool(timed) and not says_what(context, about) and not [*context.bodies.named(about.start, at)]


def _follows(context: Context, start: int, end: int) -> bool:
    """Whether a percentage behind a count is its share: nothing else is said of in between."""
    between = context.text[start:end]
    other = context.knowledge.acts.next_done.search(between) or _OTHER_SHARE.search(between)
    return other is None and _AS_SHARE.fullmatch(context.view, start, end) is not None


def _stated_name(context: Context, match: re.Match[str], about: TextSpan) -> str | None:
    """The name by the words beside a percentage, with what stands before a colon where these leave it open."""
    phrases = context.phrases
    name, lead = concise(phrases.read(about)), colon_lead(context, match.start())
    where = _WHERE.match(phrases.text, match.end())
    says = bool(about) and says_what(context, about)
    if where and not (says and about.start < match.start()):
        return f"{phrases.read(lead)} {where['where'].strip()}" if lead else name
    if where and lead.start <= about.start < match.start():
        return f"{name} {where['where'].strip()}"
    if not says:
        leads = _lead_of_share(context, match.start())
        return concise(phrases.read(leads)) if leads else _from_outside(context, match.start(), name)
    above = next(iter(context.scopes.above(match.start())), None)
    if above and above.leads and is_level(context, about):  # "Tỷ lệ trực tuyến: - Cấp huyện: 58,4%"
        of = context.phrases.trimmed(context.phrases.marks.get(above.start, above.start), above.end)
        told = concise(phrases.read(of))
        return f"{told} {name}" if told and name and says_what(context, of) else name
    if lead and lead != about and is_level(context, lead) and name:
        return f"{phrases.read(lead)}: {name}"
    return _with_act(context, match.start(), name, about)


def _lead_of_share(context: Context, at: int) -> TextSpan:
    """The words that lead to a share, where they say of what it is: "Nợ thuế chiếm 6,4% tổng thu"."""
    span = lead(context, at)
    said = context.text[slice(*span.ends)]
    told = span and says_what(context, span) and not is_level(context, span) and not is_general(said)
    return span if told and context.text[:at].rstrip().endswith(_MAKES) else TextSpan(at, at)


_MAKES = ("chiếm", "bằng", "tương đương")


def _with_act(context: Context, at: int, name: str | None, about: TextSpan) -> str | None:
    """The name with what is done, where that stands before: "qua bưu chính công ích đối với 100% TTHC"."""
    if about.start < at or not name:
        return name
    towards = _TOWARDS.search(context.text, max(0, at - 12), at)
    act = act_before(context, towards.start()) if towards else None
    if act is None and len(name.split()) <= _BARE and not context.knowledge.acts.done.search(name):
        act = act_right_before(context, at)  # "giải quyết đúng hạn 99,9% hồ sơ"
    subject = None if act or len(name.split()) > _LONGEST_WHOLE else _subject_of_whole(context, at, about)
    if act is None and subject is None:
        right_before = not context.text[:at].rstrip().endswith((",", ":"))
        return in_full(context, name, name, at) if right_before else name
    if subject and is_general(subject):
        return _of_figures_before(context, at) or name
    return f"{name} {act}" if act else f"{subject}: {name}"


def _subject_of_whole(context: Context, at: int, whole: TextSpan) -> str | None:
    """What is said of a share of the whole behind it: "Thanh toán trực tuyến 58,07% hồ sơ có phí"."""
    phrases = context.phrases
    clause = phrases.clause(max(at - 1, 0)).start
    cuts = [m.end() for m in _CUT.finditer(context.view, clause, at)]
    before = phrases.before(at, max([clause, *cuts]))
    noun = len(context.text[slice(*whole.ends)].split()) <= _NOUN
    before = before if before or not noun else colon_lead(context, at)  # "Bưu chính công ích: 27,5% hồ sơ."
    words = (concise(phrases.read(before)) or "").split()
    bodies = [*context.bodies.named(*before.ends)]
    told_before = words[-1:] and words[-1] in ("này", "đó", "trên")  # "hai lĩnh vực này chiếm 88% số hồ sơ trễ"
    if not 1 < len(words) <= _LONGEST_SUBJECT or bodies or told_before or is_level(context, before):
        return None
    return " ".join(words) if says_what(context, before) and not re.search(r"\d", " ".join(words)) else None


_CUT = re.compile(r"[,;(]\s?|\)\s?|#+\s?%?")
_LONGEST_SUBJECT, _LONGEST_WHOLE, _NOUN = 9, 5, 2  # words


_BARE = 3  # words of a noun of which nothing more is said


# "96% ở cấp tỉnh, 81,5% ở cấp huyện": of which level a share is stands behind it.
_WHERE = accented(
    r"""
    \s?(?P<where>(?:ở|tại|đối với|trong|cho)\s(?:cấp|khối|nhóm|các|tuyến|khu vực|vùng)\s
    [^\s,;.()]+(?:\s(?!và\b|đạt\b|là\b)[^\s,;.()\d]+){0,2})
    (?=\s*(?:[,;.()]|và\b|$))
    """,
    re.IGNORECASE,
)


def _from_outside(context: Context, at: int, name: str | None) -> str | None:
    told = None if colon_lead(context, at) else _of_figures_before(context, at)
    if told:
        return told
    return outer_name(context, at).text or name


def _of_figures_before(context: Context, at: int) -> str | None:
    """What points or money before a share are of: "Mục thanh toán tự chấm 1,5/2, thực tế mới đạt 44,3%"."""
    start, account = context.phrases.sentence(at).start, context.account
    before = [f.start for f in account.figures if start <= f.start < at and account.use(f).role in _HAVE_NAMES]
    return concise(name_before(context.phrases, before[0])) if before else None


_HAVE_NAMES = ("score", "money")


def _about(context: Context, match: re.Match[str], floor: int) -> TextSpan:
    """ "100% văn bản …": the words behind where they follow at once, else those before ("tỷ lệ … đạt 99%")."""
    phrases = context.phrases
    told = context.periods.words_before_years(match.start("value"))
    if told:
        return phrases.before(told)
    behind = phrases.behind(match.end())
    if behind and _TIME_ALONE.fullmatch(phrases.plain, behind.start, behind.end):
        behind = TextSpan(match.start(), match.start())
    next_ = _NEXT_SHARE.search(context.view, behind.start, behind.end + _REACH_OF_NEXT)
    if behind and next_ and next_.end() > behind.end:  # "75% thị trấn có mạng, giải ngân 96,2%"
        behind = phrases.trimmed(behind.start, max(next_.start(), behind.start))
    aside = ASIDE.match(phrases.text, behind.end) if behind else None
    if aside and not context.knowledge.acts.done.search(phrases.text, *behind.ends):
        further = phrases.behind(aside.end())
        behind = TextSpan(
            behind.start, max(further.end, behind.end)
        )  # "100% văn bản đi (trừ văn bản mật) được ký số"
    if behind and not _NO_WHOLE.match(phrases.text, match.end()):
        return _before_aside(context, match, behind, floor) or behind
    before = phrases.before(match.start(), floor)
    aside = _COUNT_ASIDE.match(context.view, match.end())
    if aside and not (before and says_what(context, before)):
        return phrases.behind(aside.end())  # "1,6% (07 người) cho biết phải nộp thêm tiền"
    said = before and says_what(context, before) and not _THIS.fullmatch(context.text, *before.ends)
    topic = said and _TOPIC.match(context.text, phrases.sentence(match.start()).start, match.start())
    said = said and not (topic and topic.end() == match.start())
    if behind and phrases.text.startswith("số ", behind.start) and not said:
        return behind  # "Có 18,6% số người được hỏi phải đi lại nhiều lần"
    return _share(phrases, before) if before else behind


def _before_aside(context: Context, match: re.Match[str], behind: TextSpan, floor: int) -> TextSpan | None:
    """What stands before a bracket that only says whose share it is: "rút ngắn thời gian (58,7% ý kiến)"."""
    bracket = context.scopes.bracket(match.start())
    if bracket is None or context.text[bracket.start : match.start()].strip():
        return None
    of_whom = _OF_WHOM.fullmatch(context.text, behind.start, bracket.end)
    before = context.phrases.before(bracket.start - 1, floor)
    return _share(context.phrases, before) if of_whom and before and says_what(context, before) else None


_TOPIC = accented(r"\W*(?:\d\W+)?về\s[^:;.]{3,60}:\s", re.IGNORECASE)  # "Về số lần đi lại: 71% số người …"
_OF_WHOM = accented(r"(?:số )?(?:ý kiến|phiếu|người|người dân|người trả lời|lượt|hộ|doanh nghiệp)", re.IGNORECASE)
_NEXT_SHARE = re.compile(r",\s[^,;.:()#]{3,40}\s(?:(?:dat|la|chiem)\s)?#+\s?%")
_REACH_OF_NEXT = 16  # characters
_COUNT_ASIDE = re.compile(r"\s\(\s?#+\s[^()#]{2,30}\)\s(?=[a-z])(?!(?:va|chiem|dat|la|so|tren|tang|giam)\b)")


def _share(phrases: Phrases, about: TextSpan) -> TextSpan:
    """Of a long clause what the percentage is of: from its last "tỷ lệ" on, else behind its last comma."""
    but = [m.end() for m in _BUT.finditer(phrases.text, about.start, about.end)]
    about = phrases.trimmed(but[-1], about.end) if but else about
    shares = [m.start() for m in _SHARE.finditer(phrases.plain, about.start, about.end)]
    if shares:
        return TextSpan(shares[-1], about.end)
    end = phrases.sentence(about.start).end  # what follows tells which commas join
    turns = [m for m in _TURN.finditer(phrases.text, about.start, end) if m.end() <= about.end]
    turns = [m for m in turns if not re.search(r"\([^()]*$", phrases.text[about.start : m.start()])]
    if not turns:
        return about
    figure = re.search(r"\d", phrases.text[about.start : turns[-1].start()])  # "1,2 tỷ đồng, giải ngân 98,5%"
    behind = phrases.trimmed(turns[-1].end(), about.end)
    long = about.end - about.start > _LONG or (figure and not re.search(r"\d", phrases.text[slice(*behind.ends)]))
    return behind if long else about


def _repeats(one: Percentage, earlier: Percentage) -> bool:
    if one.value != earlier.value:
        return False
    names = (one.name or "").casefold(), (earlier.name or "").casefold()
    return fuzz.ratio(*names) >= _SAME_NAME
