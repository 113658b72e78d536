"""The forms in which a text states points: pairs, maxima before or behind, labels in a row, brackets.

The patterns are a grammar over the view of the account, in which a figure is one token ("###").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from cchc_ocr.extract.figures.account import FigureAccount
from cchc_ocr.extract.results.bare_points import bare_points
from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.naming import says_what
from cchc_ocr.extract.results.point_bases import basis_of, name_before
from cchc_ocr.extract.results.point_roles import FIGURE, POINTS, other_role
from cchc_ocr.extract.text.phrases import TextSpan
from cchc_ocr.records import Basis

# A pair with "điểm" is a score and nothing else; a pair in brackets or a list, or a number of points without a
# maximum, is one by its surroundings.
PointForm = Literal["said", "listed", "alone"]
# A figure may be joined to the word before it ("đạt7,70"), but is not the tail of a number or a code.
FREE = r"(?:(?<![#\w/,.-])|(?<=dat)|(?<=diem)|(?<=duoc)|(?<=con)|(?<=la))"
PERCENT = (
    r"(?:\s*(?:,|;(?=\s*(?:dat|chiem|bang|tuong)\b))?\s*\(?\s*"
    r"(?:(?:dat|chiem|tuong ung|tuong duong|ty le|bang|voi|=|diem|hay|tuc)\s*)*:?\s*"
    r"(?P<percent>#+)\s?%(?:\s*(?:so voi\s+)?(?:tong\s+)?(?:so\s+)?diem (?:toi da|chuan))?\s*\)?)?"
)
_ON = (
    r"\s*(?:/|(?P<scale>tren\s+thang\s+(?:diem\s+)?)|tren(?:\s+tong(?:\s+so)?)?\s+(?:diem\s+toi da\s+)?"
    r"|trong\s+tong\s+(?:so\s+)?)\s*"
)
_PAIR = re.compile(
    rf"{FREE}(?P<score>{FIGURE})(?P<first>{POINTS})?{_ON}(?P<max_score>{FIGURE})"
    rf"(?![\d/%#]|[.,]\d|\s?/)(?P<points>{POINTS}(?:\s+(?:toi da|chuan))?)?{PERCENT}"
)
# "7,25 điểm (tối đa 8 điểm)", "9,5 điểm, bằng 95% điểm tối đa (10 điểm)", "87 điểm trên thang điểm 100".
_MAXIMUM_LAST = re.compile(
    rf"{FREE}(?P<score>{FIGURE}){POINTS}(?:\s(?:tham dinh|dieu tra xa hoi hoc|khao sat|tu cham))?"
    rf"\s*[,;]?\s*(?:trong do,?\s*)?"
    rf"\(?\s*(?:(?:bang|dat|chiem)?\s*(?P<percent>{FIGURE})\s?%\s*(?:so\s+voi\s+|so\s+)?)?"
    rf"(?:tren\s+)?(?:(?:so\s+)?diem\s+)?(?:toi da|chuan|thang(?:\s+diem)?)\s*(?:la|:)?\s*\(?\s*"
    rf"(?P<max_score>{FIGURE})(?![\d/%#]|[.,]\d)(?:{POINTS})?"
)
# "Chỉ đạo, điều hành (tối đa 15 điểm): 12,5 điểm": the maximum in brackets behind the name.
_MAXIMUM_FIRST = re.compile(
    rf"\(\s*(?:diem\s+)?(?:toi da|chuan|thang(?:\s+diem)?)\s*(?:la|:)?\s*(?P<max_score>{FIGURE})(?:{POINTS})?\s*\)"
    rf"\s*(?:[:,–-]\s*)?(?:(?:chi|da)\s)?(?:(?:dat|duoc|la)\s(?:so diem\s)?)?(?P<score>{FIGURE}){POINTS}(?!\s*/)"
)
# "(điểm tối đa 15):", "(8 điểm):", ", điểm chuẩn 20:": at the end of the head of an item, and what may follow it.
_HEAD_MAXIMUM = re.compile(
    rf"\s*(?:[,(\[]\s*(?:so\s+)?(?:diem\s+)?(?:toi da|chuan|thang(?:\s+diem)?)\s*(?:la|:)?\s*(?P<most>{FIGURE})"
    rf"(?:{POINTS})?\s*[)\]]?\s*[:.,;–-]|[(\[]\s*(?P<most_alone>{FIGURE}){POINTS}\s*[)\]]\s*[:–-])"
)
_HEAD_ENDS, _HEAD_ENDS_AGAIN = re.compile(r"[^#;]{0,60}"), re.compile(r"[^#.]{0,60}")
_HEAD_REACH = 160  # characters from the head to the points
_SCALE_PARTED = re.compile(r"\b(?:thang|toi da)\s(?:diem\s)?(?:la\s)?(?P<most>#+)(?![\d/%#]|[.,]\d)")
_MOST_PARTS = 4  # sides that give points
# "chấm tối đa 10 điểm": all that can be had.
_FULL = re.compile(
    r"\b(?:cham|dat|duoc)\s+(?:so\s+)?(?:diem\s+)?(?:toi da|tuyet doi)\s*(?:la|:|\(|,)?\s*"
    rf"(?P<score>{FIGURE}){POINTS}(?!\s*/)"
)
_NOT_POINTS = (
    r"cau|truong|den|thi|ban|dung|nong|dan(?! dau)|buu|phat|kinh doanh|giao dich|tiep|du lich|truy"
    r"|ket noi|quan trac|moi|so\b|thu (?!nhat|hai|ba)|phuc vu|truy cap|wifi"
)
_ALONE = re.compile(
    rf"{FREE}(?P<score>{FIGURE}){POINTS}(?!\s*(?:/|tren\s*#|%|toi da|chuan|phan tram|{_NOT_POINTS})){PERCENT}"
)
# "Điểm trung bình toàn huyện năm 2022 (83,54)": a bare figure in brackets behind what has points.
_IN_BRACKETS = re.compile(rf"\b(?:diem|chi so)\b[^#.;:()]{{0,80}}\(\s*(?P<score>{FIGURE})\s*\)")
# "điểm chuẩn 13, tự chấm 12,5", "tự chấm 9,5; thẩm định 8,75; tối đa 10": each figure behind its label.
_LABELLED = re.compile(
    r"\b(?:so\s+)?(?:diem\s+)?(?:so\s+)?"
    r"(?:(?P<max_score>toi da|chuan|thang diem)|(?P<self_score>tu (?:cham|danh gia))"
    r"|(?P<draft>(?:lan truoc|lan dau|truoc day|ban dau|du kien|so bo)\s(?:tham dinh|cham|cong nhan))"
    r"|(?P<score>(?:hoi dong\s+|to\s+(?:giup viec\s+|thu ky\s+)?|doan\s+|ket qua\s+"
    r"|duoc\s+)?(?:(?:nay|lan nay|cham lai|ket luan)\s)?(?:tham dinh|cong nhan|cham"
    r"|phuc tra)|con lai|dat(?: duoc)?|thuc te|tong(?: so)? diem))(?:\s+diem)?"
    rf"\s*(?:duoc|la|dat|chi|con|:)*\s*(?P<figure>{FIGURE})(?![\d%#]|[.,]\d)(?:{POINTS})?(?:\s*(?:/|tren)\s*(?P<of>{FIGURE})(?![\d/%#]|[.,]\d)(?:{POINTS})?)?"
)
_LABELS = ("max_score", "self_score", "score")
# "11,25/14 điểm (tự chấm 13,50)": what the body gave itself.
_CLAIM_BEHIND = re.compile(
    r"\s*(?:\(\s*|,?\strong khi\s)(?:don vi\s+)?(?:diem\s+)?tu (?:cham|danh gia)\s*(?:la|:|duoc)?\s*"
    rf"(?P<claim>{FIGURE})(?![\d/%#]|[.,]\d)(?:{POINTS})?(?:\s*\)|(?=\s*[;.,]))"
)
_SHARE_BEHIND = re.compile(r"\s*\(\s*(?:dat\s+)?(?P<percent>#+)\s?%\s*\)")
_NEXT_LABEL = re.compile(
    r"(?:\s*[;,]\s*(?:bi )?(?:tru|mat)\s*:?\s*#+(?:\s*(?:diem|d)\b)?)?"  # "tự chấm 91; bị trừ 9; còn lại 82"
    r"\s*\)?\s*(?:[,;(/–-]|va|nhung|con|[,;]\s*(?:va|con|nhung|trong do|so voi))\s*\(?\s*(?:(?:so|con|duoc)\s+)?"
)
# The head of a list of points, and an item of it: up to a full stop, a name and a pair of figures between ";".
_POINTS_LIST = re.compile(r"\b(?:chi so|tieu chi|linh vuc|diem)\b[^.;:]{0,60}:(?=[^.]*$)")
_LIST = re.compile(r"[^\W\d]\s?:\s(?=[^.:]*$)")
_LISTED_PAIR = re.compile(rf"[^\W\d]\s*:?\s+(?:dat\s+)?({FIGURE})\s?/\s?{FIGURE}(?=\s*(?:[;.,]|$|[-–+•]\s))")
_LIST_REACH = 500  # characters; such lists have hardly more than ten items
_BAND_START = re.compile(r"\btu\s+(?P<first>#+)\s*(?:diem\s+)?den\s+(?:duoi\s+|can\s+)?$")
_UNIT = re.compile(
    r"\s*(?:trieu|ty|ti|dong|nghin|ngan|usd|ha|km|m2|m3|kg|tan|ngay|gio|nguoi|ho so|tthc|thu tuc|don vi|co quan|xa"
    r"|phuong|huyen|can bo|cong chuc|vien chuc|van ban|nhiem vu|chi tieu|dich vu|dvc|ho|thon|truong"
    r"|doanh nghiep|so|nganh|luot|phieu|y kien|lop|to chuc)\b"
)
_RANK = re.compile(r"\b(?:xep|hang|vi tri|vi thu|thu|nhom|top)\s*:?\s*$")
_NO_POINTS = re.compile(r"(?:\b(?:ngay|thang|dieu|khoan|muc|quy)|(?<!diem )(?<!ho )so)\s*$")
_GIVEN = re.compile(r"\b(?:cham|diem toi da|tham dinh)\s*(?:la|:)?\s*$")
_ITEM_END = re.compile(r"\s*\)?\s*(?:[.;,]|$|[-–+•]\s)")
_PART_END = re.compile(r"\s*(?:[;,)(]|\.(?:\s|/|$)|$|\sva\b)")
_NEAR, _FAR = 60, 240  # characters before a pair in which the word for points stands
_EXACT = 1e-6
_HUNDRED = 100  # what most points are out of
_ITEM_REACH = 60  # characters from an item of a list to the figures of the next


@dataclass(frozen=True, slots=True)
class StatedPoints:
    """Figures before their name is looked for; of no form where they are points, and no result.

    ``head`` is where the name ends that has the maximum behind it.
    """

    start: int
    end: int
    figures: Mapping[str, int]
    form: PointForm | None
    basis: Basis | None = None
    head: int | None = None


def stated_points(context: Context) -> list[StatedPoints]:
    """Every form of stating points, the surest first; no figure is taken twice."""
    found: list[StatedPoints] = []
    forms: tuple[Callable[[Context], Iterator[StatedPoints]], ...] = (
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
    told = [TextSpan(stated.start, stated.end) for stated in found]
    bare = bare_points(context, told)
    found += [StatedPoints(figure.start, figure.end, {"score": figure.start}, "listed") for figure in bare]
    found.sort(key=lambda stated: stated.start)
    return [*_with_heads(context, _without_scales(context, found))]


def _without_scales(context: Context, found: Sequence[StatedPoints]) -> list[StatedPoints]:
    """The points; those that a scale is made up of are none: "thang 100: thẩm định 70 điểm, khảo sát 30 điểm"."""
    parts: set[int] = set()
    for scale in _SCALE_PARTED.finditer(context.view):
        end = context.phrases.sentence(scale.start()).end
        behind = [stated for stated in found if scale.end() <= stated.start and stated.end <= end]
        most = context.account[scale.start("most")].decimal
        for count in range(2, min(len(behind), _MOST_PARTS) + 1):
            values = [context.account[stated.figures["score"]].decimal for stated in behind[:count]]
            if round(sum(values) - most, 2) == 0 and not any("self_score" in s.figures for s in behind[:count]):
                parts |= {stated.start for stated in behind[:count]}
    for stated in found:
        if stated.start in parts:
            context.account.claim(stated.figures["score"], "maximum", "a part of the scale of points")
    return [replace(stated, form=None) if stated.start in parts else stated for stated in found]


def _with_heads(context: Context, found: Sequence[StatedPoints]) -> Iterator[StatedPoints]:
    """The points with the maximum that the head of their item has: "Thể chế (8 điểm): tự chấm 7; thẩm định 6"."""
    heads: list[re.Match[str] | None] = []
    for before, stated in zip([None, *found], found, strict=False):
        head = _head_maximum(context, stated)
        heads.append(head or (_other_side(context, before, stated, heads[-1]) if before else None))
    taken = {_most_of(head) for head in heads if head}
    for stated, head in zip(found, heads, strict=True):
        if head is None or stated.form is None:
            if stated.figures["score"] not in taken:
                yield stated
            continue
        at = _most_of(head)
        context.account.claim(at, "maximum", "out of how many points the head of an item says")
        yield replace(stated, head=head.start(), figures={"max_score": at, **stated.figures})


def _head_maximum(context: Context, stated: StatedPoints) -> re.Match[str] | None:
    """The maximum before points in the head of their item."""
    from_ = max(context.phrases.line(stated.start), stated.start - _HEAD_REACH)
    head = next(reversed([*_HEAD_MAXIMUM.finditer(context.view, from_, stated.start)]), None)
    if head is None or not _HEAD_ENDS.fullmatch(context.view, head.end(), stated.start):
        return None
    opens = context.phrases.marks.get(context.scopes.paragraph(head.start()).start, from_)
    told = head["most"] or "#" not in context.view[opens : head.start()]  # "Sở Y tế (91,2 điểm): …" may go on
    return head if told and _fits(context, stated, head) else None


def _other_side(
    context: Context, before: StatedPoints, stated: StatedPoints, head: re.Match[str] | None
) -> re.Match[str] | None:
    """The ``head`` of the points ``before``, where those that follow are what another side gave for the same."""
    beside = head is not None and _HEAD_ENDS_AGAIN.fullmatch(context.view, before.end, stated.start) is not None
    sided = basis_of(context.phrases, before.end, stated.start) in ("self", "appraised")
    same = context.phrases.line(before.start) == context.phrases.line(stated.start)
    return head if head and beside and sided and same and _fits(context, stated, head) else None


def _fits(context: Context, stated: StatedPoints, head: re.Match[str]) -> bool:
    """Whether points can be out of what a head says, and are of no other maximum."""
    most = context.account[_most_of(head)].decimal
    given = [context.account[at].decimal for name, at in stated.figures.items() if name in _LABELS[1:]]
    own = stated.figures.get("max_score")
    return max(given) <= most and (own is None or context.account[own].decimal == most)


def _most_of(head: re.Match[str]) -> int:
    """Where the figure of a head's maximum stands."""
    return max(head.start("most"), head.start("most_alone"))


def _stated(match: re.Match[str], form: PointForm | None) -> StatedPoints:
    names = ("score", "max_score", "percent")
    figures = {name: match.start(name) for name in names if match.groupdict().get(name)}
    return StatedPoints(match.start("score"), match.end(), figures, form)


def _with_claim(context: Context, stated: StatedPoints) -> StatedPoints:
    """The points with what the body gave itself, where a bracket behind them says no more than that."""
    claim = _CLAIM_BEHIND.match(context.view, stated.end)
    if claim is None or stated.basis == "self":
        return stated
    figures = {**stated.figures, "self_score": claim.start("claim")}
    return replace(stated, figures=figures, end=claim.end())


def _is_criterion(context: Context, name: str | None) -> bool:
    return context.criteria.code(name) is not None


def _pairs(context: Context) -> Iterator[StatedPoints]:
    item, told = -_ITEM_REACH, 0  # where the last item of a list, and the last pair of points, ended
    pairs = [*context.account.free_matches(_PAIR, "score", "max_score")]
    parts = _parts_of_totals(context, pairs)
    for match in pairs:
        if _in_thousands(context, match):
            continue
        form = _form(context, match)
        if not form and _is_item(context, match):
            listed = match.start() - item < _ITEM_REACH or not context.account[match.start("score")].is_whole
            known = listed or _is_criterion(context, name_before(context.phrases, match.start()))
            form = "listed" if known else None
            item = match.end() if known else item
        form = form or ("listed" if match.start() in parts or _goes_on(context, told, match) else None)
        if form:
            told = match.end()
            yield _with_claim(context, _stated(match, form))


def _parts_of_totals(context: Context, pairs: Sequence[re.Match[str]]) -> frozenset[int]:
    """Where pairs of a paragraph begin that add up, both sides, to one of points: "19/20; 9/10. 28/30 điểm"."""
    found: set[int] = set()
    for _, group in groupby(pairs, lambda pair: context.scopes.paragraph(pair.start())):
        beside = [*group]
        for at, total in enumerate(beside):
            if total["points"] or total["first"]:
                for parts in (beside[:at][::-1], beside[at + 1 :]):
                    found.update(_parts_of(context, total, parts))
    return frozenset(found)


def _parts_of(context: Context, total: re.Match[str], pairs: Sequence[re.Match[str]]) -> Iterator[int]:
    whole, sums = _values(context.account, total), (0.0, 0.0)
    for count, pair in enumerate(pairs, 1):
        score, most = _values(context.account, pair)
        if score > most or sums[1] > whole[1] or _UNIT.match(context.plain, pair.end("max_score")):
            return
        sums = (sums[0] + score, sums[1] + most)
        if count > 1 and all(abs(one - other) < _EXACT for one, other in zip(sums, whole, strict=True)):
            yield from (part.start() for part in pairs[:count])
            return


def _in_thousands(context: Context, match: re.Match[str]) -> bool:
    """Whether a pair without a word of points counts something: "Hồ sơ trực tuyến: 1.510/1.688, đạt 89,45%"."""
    figures = [context.account[match.start(name)] for name in ("score", "max_score")]
    return not (match["points"] or match["first"]) and all(figure.in_thousands for figure in figures)


def _goes_on(context: Context, told: int, match: re.Match[str]) -> bool:
    """Whether a pair is one more in a row of points: "13/15 điểm ở mục thể chế, 16/20 ở mục chuyển đổi số"."""
    score, most = _values(context.account, match)
    before = context.plain[max(0, match.start() - 14) : match.start()]
    if not told or score > most or most > _HUNDRED or _RANK.search(before) or _NO_POINTS.search(before):
        return False
    between = _IN_A_ROW.fullmatch(context.view, told, match.start())
    ends_line = context.phrases.line(match.end() + 1) == match.end() + 1
    return between is not None and (ends_line or _ROW_GOES_ON.match(context.plain, match.end()) is not None)


_IN_A_ROW = re.compile(
    r"(?![\s,;]*(?:va\s)?$)\s*(?:(?:o|cho|tai|ve)\s[^#.;:()]{2,60})?[,;]?\s+(?:va\s)?"
    r"(?:(?!(?:co|da|trong do|hoan thanh)\s)[^#.;,:()]{2,60})?"
)
_ROW_GOES_ON = re.compile(r"\s*(?:[;,.)]|$|(?:va|o|cho|tai|ve)\s)")


def _with_maximum(context: Context) -> Iterator[StatedPoints]:
    for match in context.account.free_matches(_MAXIMUM_LAST, "score", "max_score"):
        yield _with_claim(context, _stated(match, "said"))
    for match in context.account.free_matches(_MAXIMUM_FIRST, "score", "max_score"):
        score, most = _values(context.account, match)
        if score <= most:
            yield replace(_stated(match, "said"), start=match.start())


def _full(context: Context) -> Iterator[StatedPoints]:
    """ "chấm tối đa 10 điểm" of a criterion: the score is the maximum."""
    for match in context.account.free_matches(_FULL, "score"):
        if _is_criterion(context, name_before(context.phrases, match.start("score"))):
            at = match.start("score")
            yield StatedPoints(at, match.end(), {"score": at, "max_score": at}, "alone")


def _alone(context: Context) -> Iterator[StatedPoints]:
    for match in context.account.free_matches(_ALONE, "score"):
        at = match.start("score")
        role = other_role(context, at, match)
        if role and role != "deduction":
            context.account.claim(at, role, f"points behind the word of a {role}")
        band = _BAND_START.search(context.view, max(0, at - 30), at)
        if band:
            context.account.claim(band.start("first"), "threshold", "the lower end of a band of points")
        yield _stated(match, None if role else "alone")


def _bracketed(context: Context) -> Iterator[StatedPoints]:
    for match in context.account.free_matches(_IN_BRACKETS, "score"):
        at = match.start("score")
        if not context.account[at].is_whole and not _RANK.search(context.plain[max(0, at - 14) : at]):
            yield StatedPoints(at, match.end("score"), {"score": at}, "listed")


def _runs(context: Context) -> Iterator[StatedPoints]:
    """Figures each behind its label, one after the other: the maximum and the points of one or both sides."""
    run: list[re.Match[str]] = []
    for match in context.account.free_matches(_LABELLED, "figure"):
        if run and not _NEXT_LABEL.fullmatch(context.view, run[-1].end(), match.start()):
            yield from _of_run(context, run)
            run = []
        run.append(match)
        if match["of"]:  # only the last of a run may have its maximum behind it
            yield from _of_run(context, run)
            run = []
    yield from _of_run(context, run)


def _of_run(context: Context, run: Sequence[re.Match[str]]) -> Iterator[StatedPoints]:
    """None for labels of whom nothing is said before: those are results of their own."""
    phrases = context.phrases
    start = run[0].start() if run else 0
    opens = phrases.clause(start).start == start and not context.text[:start].endswith((": ", ":"))
    if len(run) < 2 or opens or name_before(phrases, start) is None:
        return
    drafts = [m for m in run if m["draft"]]
    figures = {name: m.start("figure") for m in run for name in _LABELS if m[name]}
    result = next((m for name in ("score", "self_score") for m in run if m[name]), None)
    if len(figures) < len(run) - len(drafts) or result is None:
        return
    if run[-1]["of"]:
        if "max_score" in figures or len(run) - len(drafts) < 2 or not says_what(context, phrases.before(start)):
            return
        figures["max_score"] = run[-1].start("of")
    for draft in drafts:
        context.account.claim(draft.start("figure"), "points", "points before they were decided")
    if "score" not in figures:
        figures["score"] = figures.pop("self_score")
    basis = basis_of(phrases, result.start(), result.start("figure"))
    basis = basis or ("appraised" if "self_score" in figures else None)
    share = _SHARE_BEHIND.match(context.view, run[-1].end())
    figures |= {"percent": share.start("percent")} if share else {}
    yield StatedPoints(start, share.end() if share else run[-1].end(), figures, "said", basis)


def _is_item(context: Context, match: re.Match[str]) -> bool:
    """Whether a pair of whole numbers is all that is said of what stands before: "Thể chế: 8/10."."""
    before = context.plain[max(0, match.start() - 2) : match.start()].rstrip()
    score, most = _values(context.account, match)
    closes = not context.text[match.end() : context.scopes.paragraph(match.start()).end].strip()
    ends = closes or _ITEM_END.match(context.plain, match.end()) is not None
    return score <= most and before.endswith((":", "(")) and ends


def _values(account: FigureAccount, match: re.Match[str]) -> tuple[float, float]:
    return account[match.start("score")].decimal, account[match.start("max_score")].decimal


def _form(context: Context, match: re.Match[str]) -> PointForm | None:
    """In which form a pair of figures is a score; None where it is a rank, a count, money or a date."""
    before = context.plain[max(0, match.start() - 14) : match.start()]
    if _RANK.search(before) or _NO_POINTS.search(before):
        return None
    if (
        match["points"]
        or match["first"]
        or match["scale"]
        or (_GIVEN.search(before) and _ends_part(context, match))
    ):
        return "said"
    if _UNIT.match(context.plain, match.end("max_score")):
        return None
    decimals = [not context.account[match.start(name)].is_whole for name in ("score", "max_score")]
    bracketed = before.rstrip().endswith("(")
    reach = _FAR if before.rstrip().endswith(('"', "”")) else _NEAR  # '"Công khai minh bạch" 16,1/18'
    nearby = "diem" in context.plain[max(0, match.start() - reach) : match.start()]
    told = any(decimals) and (bracketed or match["percent"] or nearby or all(decimals))
    told = told or (nearby and _values(context.account, match)[1] == _HUNDRED and _ends_part(context, match))
    return "listed" if told or (match["percent"] and nearby) or _is_listed(context, match) else None


def _ends_part(context: Context, match: re.Match[str]) -> bool:
    score, most = _values(context.account, match)
    return score <= most and _PART_END.match(context.plain, match.end()) is not None


def _is_listed(context: Context, match: re.Match[str]) -> bool:
    """Whether pairs are listed as points: "các nhóm chỉ số: công khai 17,5/18; thanh toán 18/20; …"."""
    from_ = max(0, match.start() - _LIST_REACH)
    list_of = _POINTS_LIST.search(context.view, from_, match.start())
    found = list_of or _LIST.search(context.view, from_, match.start())
    score, most = _values(context.account, match)
    if not found or score > most:
        return False
    end = match.end() + _LIST_REACH if list_of else context.phrases.sentence(match.start()).end
    pairs = [*_LISTED_PAIR.finditer(context.view, found.end(), end)]
    enough = len(pairs) > (1 if list_of else 2)  # nothing but points comes in a row of pairs with decimals
    return enough and any(not context.account[m.start(1)].is_whole for m in pairs)
