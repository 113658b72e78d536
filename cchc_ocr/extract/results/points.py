"""Where a text states points: score and maximum, in whichever order, and who gave them.

The patterns are a grammar over the view of the account, in which a figure is one token ("###").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cchc_ocr.extract.figures.account import FigureAccount
from cchc_ocr.extract.figures.roles import Role
from cchc_ocr.extract.figures.tokens import FigureToken
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.text.phrases import Phrases, TextSpan
from cchc_ocr.patterns import accented
from cchc_ocr.records import Basis

# How often the rule is right when the reading is: a pair with "điểm" is a score and nothing else; a pair in
# brackets or a number of points without a maximum is one by its surroundings.
WITH_POINTS, IN_BRACKETS, NO_MAXIMUM = 0.98, 0.93, 0.95
_TORN = 0.97  # of that, for a figure with spaces in it

F = "#+"
# A figure may be joined to the word before it ("đạt7,70"), but is not the tail of a number or a code.
FREE = r"(?:(?<![#\w/,.-])|(?<=dat)|(?<=diem)|(?<=duoc)|(?<=con)|(?<=la))"
_POINTS = r"\s*(?:diem|d)\b"
PERCENT = (
    r"(?:\s*(?:,|;(?=\s*(?:dat|chiem|bang|tuong)\b))?\s*\(?\s*"
    r"(?:(?:dat|chiem|tuong ung|tuong duong|ty le|bang|voi|=|diem|hay|tuc)\s*)*:?\s*"
    r"(?P<percent>#+)\s?%(?:\s*(?:so voi\s+)?(?:tong\s+)?(?:so\s+)?diem (?:toi da|chuan))?\s*\)?)?"
)
_ON = (
    r"\s*(?:/|tren\s+thang\s+(?:diem\s+)?|tren(?:\s+tong(?:\s+so)?)?\s+(?:diem\s+toi da\s+)?"
    r"|trong\s+tong\s+(?:so\s+)?)\s*"
)
_PAIR = re.compile(
    rf"{FREE}(?P<score>{F})(?P<first>{_POINTS})?{_ON}(?P<max_score>{F})"
    rf"(?![\d/%#]|[.,]\d|\s?/)(?P<points>{_POINTS}(?:\s+(?:toi da|chuan))?)?{PERCENT}"
)
# "7,25 điểm (tối đa 8 điểm)", "9,5 điểm, bằng 95% điểm tối đa (10 điểm)", "87 điểm trên thang điểm 100".
_MAXIMUM_LAST = re.compile(
    rf"{FREE}(?P<score>{F}){_POINTS}\s*[,;]?\s*(?:trong do,?\s*)?"
    rf"\(?\s*(?:(?:bang|dat|chiem)?\s*(?P<percent>{F})\s?%\s*(?:so\s+voi\s+|so\s+)?)?"
    rf"(?:tren\s+)?(?:(?:so\s+)?diem\s+)?(?:toi da|chuan|thang(?:\s+diem)?)\s*(?:la|:)?\s*\(?\s*"
    rf"(?P<max_score>{F})(?![\d/%#]|[.,]\d)(?:{_POINTS})?"
)
# "chấm tối đa 10 điểm": all that can be had.
_FULL = re.compile(
    r"\b(?:cham|dat|duoc)\s+(?:so\s+)?(?:diem\s+)?(?:toi da|tuyet doi)\s*(?:la|:|\(|,)?\s*"
    rf"(?P<score>{F}){_POINTS}(?!\s*/)"
)
_NOT_POINTS = (
    r"cau|truong|den|thi|ban|dung|nong|dan|buu|phat|kinh doanh|giao dich|tiep|du lich|truy"
    r"|ket noi|quan trac|moi|so\b"
)
_ALONE = re.compile(
    rf"{FREE}(?P<score>{F}){_POINTS}(?!\s*(?:/|tren\s*#|%|toi da|chuan|phan tram|{_NOT_POINTS})){PERCENT}"
)
# "Điểm trung bình toàn huyện năm 2022 (83,54)": a bare figure in brackets behind what has points.
_IN_BRACKETS = re.compile(rf"\b(?:diem|chi so)\b[^#.;:()]{{0,80}}\(\s*(?P<score>{F})\s*\)")
# "điểm chuẩn 13, tự chấm 12,5", "tự chấm 9,5; thẩm định 8,75; tối đa 10": each figure behind its label.
_LABELLED = re.compile(
    r"\b(?:so\s+)?(?:diem\s+)?(?:so\s+)?"
    r"(?:(?P<max_score>toi da|chuan|thang diem)|(?P<self_score>tu (?:cham|danh gia))"
    r"|(?P<score>(?:hoi dong\s+|to\s+|doan\s+|ket qua\s+|duoc\s+)?(?:tham dinh|cong nhan|cham"
    r"|phuc tra)|dat(?: duoc)?|thuc te))(?:\s+diem)?"
    rf"\s*(?:duoc|la|dat|chi|con|:)*\s*(?P<figure>{F})(?![\d/%#]|[.,]\d|\s*(?:diem\s*|d\s*)?(?:/|tren\s))(?:{_POINTS})?"
)
_LABELS = ("max_score", "self_score", "score")
_SHARE_BEHIND = re.compile(r"\s*\(\s*(?:dat\s+)?(?P<percent>#+)\s?%\s*\)")
_NEXT_LABEL = re.compile(
    r"\s*\)?\s*(?:[,;(/–-]|va|nhung|con|[,;]\s*(?:va|con|nhung|trong do|so voi))\s*\(?\s*(?:(?:so|con|duoc)\s+)?"
)
_BASES: tuple[tuple[Basis, re.Pattern[str]], ...] = (
    ("average", re.compile(r"\b(?:trung binh|binh quan|diem chung)\b")),
    ("survey", re.compile(r"\b(?:dieu tra|khao sat)\b")),
    ("self", re.compile(r"\btu (?:cham|danh gia)\b")),
    ("appraised", re.compile(r"\b(?:tham dinh|hoi dong|cong nhan|phuc tra|(?:doan|to)\b[^,;:]{0,30} cham)\b")),
)
# The head of a list of points, and an item of it: up to a full stop, a name and a pair of figures between ";".
_POINTS_LIST = re.compile(r"\b(?:chi so|tieu chi|linh vuc|diem)\b[^.;:]{0,60}:(?=[^.]*$)")
_LISTED_PAIR = re.compile(rf"[^\W\d]\s*:?\s+(?:dat\s+)?({F})\s?/\s?{F}(?=\s*(?:[;.,]|$|[-–+•]\s))")
_LIST_REACH = 500  # characters; such lists have hardly more than ten items
# Words before points that say of themselves no more than that they are points, and whose judgement they are.
_ROLE = re.compile(
    r"\W*(?:(?:so voi|trong khi|con)\s+)?"
    r"(?:(?:so|ban|phong|chi cuc|van phong|ubnd|huyen|xa|phuong)\s(?:\w+\s){1,5}(?=tu (?:cham|danh gia)\b))?"
    r"(?:(?:don vi|doan(?:\s+kiem tra)?|to(?:\s+(?:kiem tra|cong tac))?|so|ban|xa|huyen|tinh"
    r"|phuong|ubnd(?:\s+\w+)?)\b\s*)?"
    r"(?=(?:\W*|.*\b(?:diem|cham|danh gia|tham dinh|ket qua|cong nhan|hoi dong)\b.*)$)"
    r"(?:(?:so diem|diem so|diem|ket qua|tu|tham dinh|hoi dong|cham|danh gia|cong nhan"
    r"|duoc|dat|bi|la|chi|con|sau|nhung|toi da|tuyet doi)\b\W*)*"
)
# What makes a bare number of points something else than a result, and what it is then.
_NO_RESULT = accented(
    r"""
    \b(?:(?P<change>công nhận(?=\slại)|tăng|giảm|hơn|kém|chênh|chênh lệch|thêm|lên|nâng)|(?P<deduction>trừ|mất)
    |(?P<threshold>(?<!điểm )cộng|(?<!điểm )thưởng
    |từ|dưới|đến|thang|cao nhất|mỗi|cho|ít nhất|tối thiểu|không quá|trên)
    |(?P<maximum>tối đa))
    \s*(?:thêm|lại|được|là|:|so|mức|khoảng|gần|đi)?\s*$
    """,
    re.IGNORECASE,
)
# "giảm từ 89,75 điểm (năm 2022) xuống 87,45 điểm (năm 2023)": both are results.
_FROM_TO = re.compile(
    rf"{_POINTS}\s*(?:\([^()]*\))?\s*,?\s*(?:\w+\s+\d{{4}}\s+)?(?:len|xuong|con|thanh|den)\s+(?:muc\s+|con\s+)?{F}{_POINTS}"
)
# "cao hơn điểm trung bình (86,3 điểm) 5,15 điểm".
_COMPARED = accented(
    r"""
    (?:\b(?:cao hơn|thấp hơn|hơn|kém)\s[^;.]{0,80}\)
    |\b(?:cao hơn|thấp hơn|kém|hơn)\s(?:so với\s)?(?:năm|cùng kỳ|mức|kỳ|điểm|trung bình|bình quân)\b[^;.,]{0,40}
    |\b(?:khoảng cách|chênh lệch|cách biệt)\b[^;.,]{0,80})
    \s*(?:là|:)?\s*$
    """,
    re.IGNORECASE,
)
# "phấn đấu đạt từ 92 điểm trở lên", "đạt trên 90 điểm": reached or wished for, however it is rounded.
_REACHED = accented(r"\b(?:đạt|được)\s+(?:từ|trên|hơn|gần|khoảng)\s*$", re.IGNORECASE)
_BAND_START = re.compile(r"\btu\s+(?P<first>#+)\s*(?:diem\s+)?den\s+(?:duoi\s+|can\s+)?$")
_TO = accented(
    r"\b(?:tăng|giảm|nâng|hạ)\b.{0,90}\b(?:lên|xuống|còn|thành|đến)\s+(?:mức\s+|còn\s+)?$", re.IGNORECASE
)
# "Tổng số điểm bị trừ là 9,75 điểm", "Chênh lệch giữa điểm tự chấm và thẩm định là 5,12 điểm".
_NOT_HAD = re.compile(r"\bdiem (?:bi )?(?:tru|mat)\b|\bchenh lech\b")
_UNIT = re.compile(
    r"\s*(?:trieu|ty|ti|dong|nghin|ngan|usd|ha|km|m2|m3|kg|tan|ngay|gio|nguoi|ho so|tthc|thu tuc|don vi|co quan|xa"
    r"|phuong|huyen|can bo|cong chuc|vien chuc|van ban|nhiem vu|chi tieu|dich vu|dvc|ho|thon|truong"
    r"|doanh nghiep|so|nganh|luot|phieu|y kien|lop|to chuc)\b"
)
_RANK = re.compile(r"\b(?:xep|hang|vi tri|vi thu|thu|nhom|top)\s*:?\s*$")
_NO_POINTS = re.compile(r"(?:\b(?:ngay|thang|dieu|khoan|muc|quy)|(?<!diem )(?<!ho )so)\s*$")
_ITEM_END = re.compile(r"\s*\)?\s*(?:[.;,]|$|[-–+•]\s)")
_ITEM_REACH = 60  # characters from an item of a list to the figures of the next
_CHANGE = re.compile(
    rf"\b(?:(?P<up>tang|cao hon|vuot)|(?P<down>giam|thap hon|kem|sut))\s+(?:them\s+"
    rf"|so voi\b[^#.;]{{0,40}}\s)?(?:la\s+)?(?P<steps>{F})\s*(?:diem|d)\b(?!\s*phan tram|\s*%)"
)
_CHANGE_WITHIN = 140  # characters behind points
_NOWHERE = TextSpan(0, 0)
_ROLES: Mapping[str, Role] = {
    "score": "score",
    "max_score": "maximum",
    "self_score": "self score",
    "percent": "percentage",
}


@dataclass(frozen=True, slots=True)
class Points:
    """Points at ``start:end``: where each figure stands, the phrase they are about, how sure it is a result.

    ``basis`` says who gave the points, ``change`` by how many they differ from those before.
    """

    start: int
    end: int
    figures: Mapping[str, int]
    about: TextSpan
    certainty: float
    basis: Basis | None = None
    change: float | None = None
    named: TextSpan | None = None
    compared: bool = False

    def value(self, context: Context, name: str) -> float | None:
        at = self.figures.get(name)
        if at is None:
            return None
        figures = {key: context.account[start] for key, start in self.figures.items()}
        return points_of(figures, name)


def points_of(figures: Mapping[str, FigureToken], name: str) -> float:
    """A figure of a group: a dot is a decimal point, unless the group has thousands.

    >>> points_of({"score": FigureToken(0, 0, "1.234,5"), "max_score": FigureToken(0, 0, "1.500")}, "max_score")
    1500.0
    """
    figure = figures[name]
    others = [other.decimal for key, other in figures.items() if key in ("score", "max_score", "self_score")]
    if figure.in_thousands and "," not in figure.text and max(others) > 1000:
        return figure.whole
    return figure.decimal


@dataclass(frozen=True, slots=True)
class _StatedPoints:
    """Figures before their name is looked for; of no certainty where they are points, and no result."""

    start: int
    end: int
    figures: Mapping[str, int]
    certainty: float
    basis: Basis | None = None


def find_points(context: Context) -> Iterator[Points]:
    """All points that are stated, in order, and claims their figures."""
    phrases = context.phrases
    floor, named = 0, _NOWHERE
    for stated in _all_stated(context):
        if not stated.certainty:
            floor = stated.end
            continue
        about = phrases.before(stated.start, floor)
        if _NOT_HAD.search(phrases.plain, about.start, stated.start):
            _claim_not_had(context, stated)
            floor = stated.end
            continue
        lead = None
        if is_role(phrases, about, stated.start):
            role, (about, named) = about, _whose_role(phrases, about, floor, stated.start, named)
            lead = about if about != role else None
        basis = stated.basis or basis_of(phrases, about.start, stated.start)
        for name, at in stated.figures.items():
            context.account.claim(at, _ROLES[name], "points of the text")
        yield Points(
            stated.start,
            stated.end,
            stated.figures,
            about,
            _sure(context, stated),
            basis,
            _change(context, stated),
            lead,
        )
        floor = stated.end


def _claim_not_had(context: Context, stated: _StatedPoints) -> None:
    for at in stated.figures.values():
        context.account.claim(at, "points", "points that were taken off, or a difference")


def _sure(context: Context, stated: _StatedPoints) -> float:
    torn = any(context.account[at].torn for at in stated.figures.values())
    return stated.certainty * (_TORN if torn else 1.0)


def _change(context: Context, stated: _StatedPoints) -> float | None:
    """By how many points they rose or fell, behind them in their sentence and before other points."""
    if context.scopes.bracket(stated.start):
        return None
    end = min(stated.end + _CHANGE_WITHIN, context.phrases.sentence(stated.start).end)
    match = _CHANGE.search(context.view, stated.end, end)
    if not match or re.search(r"#\s*(?:diem|d)\b", context.view[stated.end : match.start()]):
        return None
    context.account.claim(match.start("steps"), "change", "by how many points they differ")
    return context.account[match.start("steps")].decimal * (1 if match["up"] else -1)


def _name_before(phrases: Phrases, at: int) -> str | None:
    """What points at ``at`` are of, None where no more than a role stands before them."""
    about = phrases.before(at)
    if is_role(phrases, about, at):
        about = _whose_role(phrases, about, 0, at, _NOWHERE)[1]
    return phrases.read(about)


def is_role(phrases: Phrases, about: TextSpan, at: int) -> bool:
    """Whether words before points at ``at`` say no more than who gave them: "Hội đồng thẩm định chấm"."""
    return _ROLE.fullmatch(phrases.plain, about.start, at) is not None


def basis_of(phrases: Phrases, start: int, end: int) -> Basis | None:
    """Who gave points, by the words before them: the last that say so."""
    return basis_in(phrases.plain[start:end])


def basis_in(plain: str) -> Basis | None:
    """As ``basis_of``, for words in bare form and small letters."""
    found = [(m.start(), basis) for basis, p in _BASES for m in p.finditer(plain)]
    return max(found)[1] if found else None


def _whose_role(
    phrases: Phrases, about: TextSpan, floor: int, at: int, named: TextSpan
) -> tuple[TextSpan, TextSpan]:
    """The name before the colon that a role follows ("Thể chế: tự chấm 9; thẩm định 8"); it is kept for more."""
    colon = phrases.plain.rfind(":", max(floor, about.start - 3), about.start)
    if colon > floor and not phrases.plain[colon + 1 : about.start].strip():
        named = phrases.before(colon, floor)
        return named or about, named
    again = named and phrases.sentence(named.start) == phrases.sentence(at - 1) and floor > named.end
    return (named, named) if again else (about, _NOWHERE)


def _all_stated(context: Context) -> list[_StatedPoints]:
    """Every form of stating points, the surest first; no figure is taken twice."""
    found: list[_StatedPoints] = []
    forms: tuple[Callable[[Context], Iterator[_StatedPoints]], ...] = (
        _runs, _pairs, _with_maximum, _full, _alone, _bracketed
    )  # fmt: skip
    for form in forms:
        taken = [TextSpan(stated.start, stated.end) for stated in found]
        found += [
            s
            for s in form(context)
            if all(context.account.is_free(at) for at in s.figures.values())
            and not any(t.start < s.end and s.start < t.end for t in taken)
        ]
    return sorted(found, key=lambda stated: stated.start)


def _stated(match: re.Match[str], certainty: float) -> _StatedPoints:
    names = ("score", "max_score", "percent")
    figures = {name: match.start(name) for name in names if match.groupdict().get(name)}
    return _StatedPoints(match.start("score"), match.end(), figures, certainty)


def _is_criterion(context: Context, name: str | None) -> bool:
    return context.criteria.code(name) is not None


def _pairs(context: Context) -> Iterator[_StatedPoints]:
    item = -_ITEM_REACH  # where the last item of a list ended
    for match in context.account.free_matches(_PAIR, "score", "max_score"):
        certainty = _certainty(context, match)
        if not certainty and _is_item(context, match):
            listed = match.start() - item < _ITEM_REACH or not context.account[match.start("score")].is_whole
            known = listed or _is_criterion(context, _name_before(context.phrases, match.start()))
            certainty = IN_BRACKETS if known else 0.0
            item = match.end() if known else item
        if certainty:
            yield _stated(match, certainty)


def _with_maximum(context: Context) -> Iterator[_StatedPoints]:
    return (_stated(m, WITH_POINTS) for m in context.account.free_matches(_MAXIMUM_LAST, "score", "max_score"))


def _full(context: Context) -> Iterator[_StatedPoints]:
    """ "chấm tối đa 10 điểm" of a criterion: the score is the maximum."""
    for match in context.account.free_matches(_FULL, "score"):
        if _is_criterion(context, _name_before(context.phrases, match.start("score"))):
            at = match.start("score")
            yield _StatedPoints(at, match.end(), {"score": at, "max_score": at}, NO_MAXIMUM)


def _alone(context: Context) -> Iterator[_StatedPoints]:
    for match in context.account.free_matches(_ALONE, "score"):
        at = match.start("score")
        role = _other_role(context, at, match)
        if role and role != "deduction":
            context.account.claim(at, role, f"points behind the word of a {role}")
        band = _BAND_START.search(context.view, max(0, at - 30), at)
        if band:
            context.account.claim(band.start("first"), "threshold", "the lower end of a band of points")
        yield _stated(match, 0.0 if role else NO_MAXIMUM)


def _other_role(context: Context, at: int, match: re.Match[str]) -> Role | None:
    """What points are that are no result: a change, a threshold, a maximum; None for a result."""
    before = context.text[max(0, at - 110) : at]
    if _COMPARED.search(before):
        return "change"
    if _REACHED.search(before):
        return None
    other = _NO_RESULT.search(before)
    if other is None or _TO.search(before):
        return None
    if re.search(r"\btừ\s*$", before, re.IGNORECASE) and _FROM_TO.match(context.view, match.end("score")):
        return None
    role = other.lastgroup
    return role if role in ("change", "deduction", "threshold", "maximum") else None  # type: ignore[return-value]


def _bracketed(context: Context) -> Iterator[_StatedPoints]:
    for match in context.account.free_matches(_IN_BRACKETS, "score"):
        at = match.start("score")
        if not context.account[at].is_whole and not _RANK.search(context.plain[max(0, at - 14) : at]):
            yield _StatedPoints(at, match.end("score"), {"score": at}, IN_BRACKETS)


def _runs(context: Context) -> Iterator[_StatedPoints]:
    """Figures each behind its label, one after the other: the maximum and the points of one or both sides."""
    run: list[re.Match[str]] = []
    for match in context.account.free_matches(_LABELLED, "figure"):
        if run and not _NEXT_LABEL.fullmatch(context.view, run[-1].end(), match.start()):
            yield from _of_run(context, run)
            run = []
        run.append(match)
    yield from _of_run(context, run)


def _of_run(context: Context, run: Sequence[re.Match[str]]) -> Iterator[_StatedPoints]:
    """None for labels of whom nothing is said before: those are results of their own."""
    phrases = context.phrases
    start = run[0].start() if run else 0
    opens = phrases.clause(start).start == start and not context.text[:start].endswith((": ", ":"))
    if len(run) < 2 or opens or _name_before(phrases, start) is None:
        return
    figures = {name: m.start("figure") for m in run for name in _LABELS if m[name]}
    result = next((m for name in ("score", "self_score") for m in run if m[name]), None)
    if len(figures) < len(run) or result is None:
        return
    if "score" not in figures:
        figures["score"] = figures.pop("self_score")
    basis = basis_of(phrases, result.start(), result.start("figure"))
    share = _SHARE_BEHIND.match(context.view, run[-1].end())
    figures |= {"percent": share.start("percent")} if share else {}
    yield _StatedPoints(start, share.end() if share else run[-1].end(), figures, WITH_POINTS, basis)


def _is_item(context: Context, match: re.Match[str]) -> bool:
    """Whether a pair of whole numbers is all that is said of what stands before: "Thể chế: 8/10."."""
    before = context.plain[max(0, match.start() - 2) : match.start()].rstrip()
    score, most = _values(context.account, match)
    return (
        score <= most and before.endswith((":", "(")) and _ITEM_END.match(context.plain, match.end()) is not None
    )


def _values(account: FigureAccount, match: re.Match[str]) -> tuple[float, float]:
    return account[match.start("score")].decimal, account[match.start("max_score")].decimal


def _certainty(context: Context, match: re.Match[str]) -> float:
    """How surely a pair of figures is a score; 0 where it is a rank, a count, money or a date."""
    before = context.plain[max(0, match.start() - 14) : match.start()]
    if _RANK.search(before) or _NO_POINTS.search(before):
        return 0.0
    if match["points"] or match["first"]:
        return WITH_POINTS
    if _UNIT.match(context.plain, match.end("max_score")):
        return 0.0
    decimals = [not context.account[match.start(name)].is_whole for name in ("score", "max_score")]
    bracketed = before.rstrip().endswith("(")
    nearby = "diem" in context.plain[max(0, match.start() - 60) : match.start()]
    told = any(decimals) and (bracketed or match["percent"] or nearby or all(decimals))
    return IN_BRACKETS if told or (match["percent"] and nearby) or _is_listed(context, match) else 0.0


def _is_listed(context: Context, match: re.Match[str]) -> bool:
    """Whether pairs are listed as points: "các nhóm chỉ số: công khai 17,5/18; thanh toán 18/20; …"."""
    list_of = _POINTS_LIST.search(context.view, max(0, match.start() - _LIST_REACH), match.start())
    score, most = _values(context.account, match)
    if not list_of or score > most:
        return False
    pairs = [*_LISTED_PAIR.finditer(context.view, list_of.end(), match.end() + _LIST_REACH)]
    return len(pairs) > 1 and any(not context.account[m.start(1)].is_whole for m in pairs)
