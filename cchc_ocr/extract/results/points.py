"""Where a text states points: score and maximum, in whichever order, and who gave them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cchc_ocr.extract.results.phrases import Phrases, TextSpan
from cchc_ocr.records import Basis

# How often the rule is right when the reading is: a pair with "điểm" is a score and nothing else; a pair in
# brackets or a number of points without a maximum is one by its surroundings.
WITH_POINTS, IN_BRACKETS, NO_MAXIMUM = 0.98, 0.9, 0.8

FIGURE = r"\d{1,3}(?:[.,]\d{1,4})?"
# A figure may be joined to the word before it ("đạt7,70"), but is not the tail of a number or a code.
_FREE = r"(?:(?<![\w/.,:-])|(?<=dat)|(?<=diem)|(?<=dat:)|(?<=diem:))"
_PERCENT = (
    rf"(?:\s*[,;]?\s*\(?\s*(?:(?:dat|chiem|tuong ung|tuong duong|ty le|bang|voi|="
    rf"|diem)\s*)*:?\s*(?P<percent>{FIGURE})"
    r"\s?%\s*\)?)?"
)
_PAIR = re.compile(
    rf"{_FREE}(?P<score>{FIGURE})(?P<first>\s*diem)?\s*(?:/|tren(?:\s+tong(?:\s+so)?)?\s)\s*(?P<max_score>{FIGURE})"
    rf"(?![\d/%]|[.,]\d|\s?/)(?P<points>\s*diem(?:\s+(?:toi da|chuan))?)?{_PERCENT}"
)
# "7,25 điểm (tối đa 8 điểm)", "9,5 điểm, bằng 95% điểm tối đa (10 điểm)", "87 điểm trên thang điểm 100".
_MAXIMUM_LAST = re.compile(
    rf"{_FREE}(?P<score>{FIGURE})\s*diem\s*[,;]?\s*(?:trong do,?\s*)?"
    rf"\(?\s*(?:(?:bang|dat|chiem)?\s*(?P<percent>{FIGURE})\s?%\s*(?:so\s+)?)?"
    rf"(?:tren\s+)?(?:(?:so\s+)?diem\s+)?(?:toi da|chuan|thang(?:\s+diem)?)\s*(?:la|:)?\s*\(?\s*"
    rf"(?P<max_score>{FIGURE})(?![\d/%]|[.,]\d)(?:\s*diem)?"
)
# "chấm tối đa 10 điểm": all that can be had.
_FULL = re.compile(
    r"\b(?:cham|dat|duoc)\s+(?:so\s+)?(?:diem\s+)?(?:toi da|tuyet doi)\s*(?:la|:|\(|,)?\s*"
    rf"(?P<score>{FIGURE})\s*diem\b(?!\s*/)"
)
_ALONE = re.compile(rf"{_FREE}(?P<score>{FIGURE})\s*diem\b(?!\s*(?:/|tren|%|toi da|chuan|cau|truong|den|thi|ban))")
# "điểm chuẩn 13, tự chấm 12,5", "tự chấm 9,5; thẩm định 8,75; tối đa 10": each figure behind its label.
_LABELLED = re.compile(
    r"\b(?:so\s+)?(?:diem\s+)?(?:so\s+)?"
    r"(?:(?P<max_score>toi da|chuan|thang diem)|(?P<self_score>tu (?:cham|danh gia))"
    r"|(?P<score>(?:hoi dong\s+|duoc\s+)?(?:tham dinh|cong nhan|cham)|dat(?: duoc)?|thuc te))(?:\s+diem)?"
    rf"\s*(?:duoc|la|dat|:)*\s*(?P<figure>{FIGURE})(?![\d/%]|[.,]\d|\s*(?:diem\s*)?(?:/|tren\s))(?:\s*diem\b)?"
)
_LABELS = ("max_score", "self_score", "score")
_NEXT_LABEL = re.compile(r"\s*(?:[,;]|va|[,;]\s*va)\s*(?:(?:so|con)\s+)?")
_BASES: tuple[tuple[Basis, re.Pattern[str]], ...] = (
    ("average", re.compile(r"\b(?:trung binh|binh quan|diem chung)\b")),
    ("survey", re.compile(r"\b(?:dieu tra|khao sat)\b")),
    ("self", re.compile(r"\btu (?:cham|danh gia)\b")),
    ("appraised", re.compile(r"\b(?:tham dinh|hoi dong|cong nhan|(?:doan|to)\b[^,;:]{0,30} cham)\b")),
)
# The head of a list of points, and an item of it: up to a full stop, a name and a pair of figures between ";".
_POINTS_LIST = re.compile(r"\b(?:chi so|tieu chi|linh vuc|diem)\b[^.;:]{0,60}:(?=(?:[^.]|\.(?=\d))*$)")
_LISTED_PAIR = re.compile(rf"[^\W\d]\s*:?\s+(?:dat\s+)?({FIGURE}\s?/\s?{FIGURE})(?=\s*(?:[;.,]|$|[-–+•]\s))")
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
# What makes a bare number of points something else than a result.
_NO_RESULT = re.compile(
    r"\b(?:tăng|giảm|hơn|kém|cộng|thưởng|trừ|mất|từ|dưới|tối đa|thang|chênh|chênh lệch|cao nhất|thêm|mỗi|đến|cho"
    r"|ít nhất|tối thiểu|không quá|lên)\s*(?:thêm|được|là|:|so|mức)?\s*$",
    re.IGNORECASE,
)
# "đề nghị được tính 0,75 điểm", "phấn đấu đạt 90/100 điểm": wanted, and not had.
_WANTED = re.compile(
    r"\b(?:phấn đấu|nếu|sẽ|cần đạt|phải đạt|dự kiến"
    r"|(?:đề nghị|kiến nghị|đề xuất)\s+(?:[^\s.;:]+\s+){0,4}?(?:được|cộng|xem xét|cho|tính|chấm|điều chỉnh))\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\s*(?:trieu|ty|ti|dong|nghin|ngan|usd|ha|km|m2|m3|kg|tan|ngay|gio|nguoi|ho so|tthc|thu tuc|don vi|co quan|xa"
    r"|phuong|huyen|can bo|cong chuc|vien chuc|van ban|nhiem vu|chi tieu|dich vu|dvc|ho|thon|truong"
    r"|doanh nghiep)\b"
)
_RANK = re.compile(r"\b(?:xep|hang|vi tri|vi thu|thu)\s*:?\s*$")
_NO_POINTS = re.compile(r"(?:\b(?:ngay|thang|dieu|khoan|muc|quy)|(?<!diem )(?<!ho )so)\s*$")
_ITEM_END = re.compile(r"\s*\)?\s*(?:[.;,]|$|[-–+•]\s)")
_ITEM_REACH = 60  # characters from an item of a list to the figures of the next
_NOWHERE = TextSpan(0, 0)


@dataclass(frozen=True, slots=True)
class Points:
    """Points at ``start:end``: where each figure stands, the phrase they are about, how sure it is a result.

    ``basis`` says who gave the points.
    """

    start: int
    end: int
    figures: Mapping[str, TextSpan]
    about: TextSpan
    certainty: float
    basis: Basis | None = None

    def value(self, phrases: Phrases, name: str) -> float | None:
        span = self.figures.get(name)
        return decimal(phrases.text[span.start : span.end]) if span else None


@dataclass(frozen=True, slots=True)
class _StatedPoints:
    """Figures before their name is looked for; of no certainty where they are points, and no result."""

    start: int
    end: int
    figures: Mapping[str, TextSpan]
    certainty: float
    basis: Basis | None = None


def decimal(figure: str) -> float:
    """A figure with decimal comma or, as slips have it, point.

    >>> decimal("10,25"), decimal("115.4"), decimal("8")
    (10.25, 115.4, 8.0)
    """
    return float(figure.replace(",", "."))


def find_points(phrases: Phrases, is_criterion: Callable[[str | None], bool]) -> Iterator[Points]:
    """All results in points, in order; ``is_criterion`` knows the names of criteria."""
    floor, named = 0, _NOWHERE
    for stated in _all_stated(phrases, is_criterion):
        if _is_wanted(phrases, stated.start) or not stated.certainty:
            floor = stated.end
            continue
        about = phrases.before(stated.start, floor)
        if is_role(phrases, about, stated.start):
            about, named = _whose_role(phrases, about, floor, stated.start, named)
        basis = stated.basis or basis_of(phrases, about.start, stated.start)
        yield Points(stated.start, stated.end, stated.figures, about, stated.certainty, basis)
        floor = stated.end


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
    found = [(m.start(), basis) for basis, p in _BASES for m in p.finditer(phrases.plain, start, end)]
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


def _all_stated(phrases: Phrases, is_criterion: Callable[[str | None], bool]) -> list[_StatedPoints]:
    """Every form of stating points, the surest first; no figure is taken twice."""
    found: list[_StatedPoints] = []
    forms = (
        _runs(phrases),
        _pairs(phrases, is_criterion),
        _with_maximum(phrases),
        _full(phrases, is_criterion),
        _alone(phrases),
    )
    for form in forms:
        taken = [TextSpan(stated.start, stated.end) for stated in found]
        found += [s for s in form if not any(t.start < s.end and s.start < t.end for t in taken)]
    return sorted(found, key=lambda stated: stated.start)


def _stated(match: re.Match[str], certainty: float) -> _StatedPoints:
    names = ("score", "max_score", "percent")
    figures = {name: TextSpan(*match.span(name)) for name in names if match.groupdict().get(name)}
    return _StatedPoints(match.start(), match.end(), figures, certainty)


def _pairs(phrases: Phrases, is_criterion: Callable[[str | None], bool]) -> Iterator[_StatedPoints]:
    item = -_ITEM_REACH  # where the last item of a list ended
    for match in _PAIR.finditer(phrases.plain):
        certainty = _certainty(phrases, match)
        if not certainty and _is_item(phrases, match):
            listed = match.start() - item < _ITEM_REACH or "," in match["score"]
            known = listed or is_criterion(_name_before(phrases, match.start()))
            certainty = IN_BRACKETS if known else 0.0
            item = match.end() if known else item
        if certainty:
            yield _stated(match, certainty)


def _with_maximum(phrases: Phrases) -> Iterator[_StatedPoints]:
    return (_stated(match, WITH_POINTS) for match in _MAXIMUM_LAST.finditer(phrases.plain))


def _full(phrases: Phrases, is_criterion: Callable[[str | None], bool]) -> Iterator[_StatedPoints]:
    """ "chấm tối đa 10 điểm" of a criterion: the score is the maximum."""
    for match in _FULL.finditer(phrases.plain):
        if is_criterion(_name_before(phrases, match.start("score"))):
            span = TextSpan(*match.span("score"))
            yield _StatedPoints(match.start("score"), match.end(), {"score": span, "max_score": span}, NO_MAXIMUM)


def _alone(phrases: Phrases) -> Iterator[_StatedPoints]:
    for match in _ALONE.finditer(phrases.plain):
        no_result = _NO_RESULT.search(phrases.text, max(0, match.start() - 30), match.start())
        yield _stated(match, 0.0 if no_result else NO_MAXIMUM)


def _runs(phrases: Phrases) -> Iterator[_StatedPoints]:
    """Figures each behind its label, one after the other: the maximum and the points of one or both sides."""
    run: list[re.Match[str]] = []
    for match in _LABELLED.finditer(phrases.plain):
        if run and not _NEXT_LABEL.fullmatch(phrases.plain, run[-1].end(), match.start()):
            yield from _of_run(phrases, run)
            run = []
        run.append(match)
    yield from _of_run(phrases, run)


def _of_run(phrases: Phrases, run: Sequence[re.Match[str]]) -> Iterator[_StatedPoints]:
    """None for labels of whom nothing is said before: those are results of their own."""
    start = run[0].start() if run else 0
    opens = phrases.clause(start).start == start and not phrases.text[:start].endswith((": ", ":"))
    if len(run) < 2 or opens or _name_before(phrases, start) is None:
        return
    figures = {name: TextSpan(*m.span("figure")) for m in run for name in _LABELS if m[name]}
    result = next((m for name in ("score", "self_score") for m in run if m[name]), None)
    if len(figures) < len(run) or result is None:
        return
    if "score" not in figures:
        figures["score"] = figures.pop("self_score")
    basis = basis_of(phrases, result.start(), result.start("figure"))
    yield _StatedPoints(start, run[-1].end(), figures, WITH_POINTS, basis)


def _is_wanted(phrases: Phrases, at: int) -> bool:
    """Whether points are asked for or hoped for, in words of the same clause and bracket."""
    start = phrases.clause(at).start
    return _WANTED.search(phrases.text, max(start, phrases.text.rfind("(", start, at)), at) is not None


def _is_item(phrases: Phrases, match: re.Match[str]) -> bool:
    """Whether a pair of whole numbers is all that is said of what stands before: "Thể chế: 8/10."."""
    before = phrases.plain[max(0, match.start() - 2) : match.start()].rstrip()
    fits = decimal(match["score"]) <= decimal(match["max_score"])
    return fits and before.endswith((":", "(")) and _ITEM_END.match(phrases.plain, match.end()) is not None


def _certainty(phrases: Phrases, match: re.Match[str]) -> float:
    """How surely a pair of figures is a score; 0 where it is a rank, a count, money or a date."""
    before = phrases.plain[max(0, match.start() - 14) : match.start()]
    if _RANK.search(before) or _NO_POINTS.search(before):
        return 0.0
    if match["points"] or match["first"]:
        return WITH_POINTS
    if _UNIT.match(phrases.plain, match.end("max_score")):
        return 0.0
    decimals = [bool(re.search(r"[.,]", match[name])) for name in ("score", "max_score")]
    bracketed = before.rstrip().endswith("(")
    nearby = "diem" in phrases.plain[max(0, match.start() - 60) : match.start()]
    told = any(decimals) and (bracketed or match["percent"] or nearby or all(decimals))
    return IN_BRACKETS if told or (match["percent"] and nearby) or _is_listed(phrases, match) else 0.0


def _is_listed(phrases: Phrases, match: re.Match[str]) -> bool:
    """Whether pairs are listed as points: "các nhóm chỉ số: công khai 17,5/18; thanh toán 18/20; …"."""
    list_of = _POINTS_LIST.search(phrases.plain, max(0, match.start() - _LIST_REACH), match.start())
    if not list_of or decimal(match["score"]) > decimal(match["max_score"]):
        return False
    pairs = _LISTED_PAIR.findall(phrases.plain, list_of.end(), match.end() + _LIST_REACH)
    return len(pairs) > 1 and any("," in pair for pair in pairs)
