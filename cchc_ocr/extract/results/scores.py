"""Scores of criteria and overall results, as running text, lists and brackets state them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, TypeVar

from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.results.deductions import find_deductions
from cchc_ocr.extract.results.general_names import criterion_told, heading_told, is_general
from cchc_ocr.extract.results.labels import concise
from cchc_ocr.extract.results.naming import (
    colon_lead,
    criterion_of_item,
    gives_points,
    is_compared,
    is_level,
    item_head,
    outer_name,
    says_what,
)
from cchc_ocr.extract.results.periods import Dated
from cchc_ocr.extract.results.point_bases import basis_of, claims_by_subject, is_role
from cchc_ocr.extract.results.point_roles import is_of_before
from cchc_ocr.extract.results.points import Points, find_points
from cchc_ocr.extract.text.finding import Finding, Traces, named, sourced
from cchc_ocr.extract.text.phrases import TextSpan
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.records import Basis, Deduction, Nature, Score, Total
from cchc_ocr.vietnamese import CAPITALS

_TOTAL = unaccented(r"""
    \b(?:chỉ số (?:cchc|cải cách hành chính)|(?:chỉ số )?(?:par ?-?index|papi|pci|sipas|ddci|dti|ict index)
    |tổng (?:số )?điểm|tổng cộng|kết quả chung|điểm chung|chỉ số (?:chung|tổng hợp|tổng thể)
    |(?:điểm |giá trị )?(?P<average>(?<!loại )(?<!mức )(?<!nhóm )trung bình|bình quân|trung vị))\b
    |\bchi s\w{1,2} (?:cchc|cai cach hanh chinh)\b
""")
# "Sở Y tế: 85,5 điểm": points of a body that stand alone are its result.
_BODY = re.compile(
    r"(?:Sở|UBND|Ủy ban nhân dân|Ban (?:Dân tộc|Quản lý)|Văn phòng|Thanh tra|Cục|Chi cục|Huyện"
    r"|Thành phố|Phòng)\s\S"
    r"|(?:[Hh]uyện|[Xx]ã|[Pp]hường|[Tt]hị trấn|[Tt]hị xã|[Tt]hành phố|[Qq]uận|[Tt]ỉnh|[Đđ]ặc khu)"
    rf"\s[{CAPITALS}]"
)
_PART_OF_INDEX = unaccented(
    r"\b(?:tiêu chí|thành phần|nội dung|lĩnh vực|trục|trụ cột"
    r"|nhóm(?!\s(?:các\s)?(?:sở|ban|huyện|thị xã|thành phố|xã|phường|cơ quan|đơn vị|địa phương|[ivx]+|\d)\b))\b"
)
_LISTS_PARTS = unaccented(
    r"\b(?:tiêu chí|thành phần|lĩnh vực|trục|trụ cột|nhóm|chỉ số nội dung"
    r"|(?:từng|các|mỗi|\d+|năm|sáu|bảy|tám|chín|mười) nội dung)\b"
)
_LEADS_TO_PARTS = unaccented(
    r"(?:(?:kết quả|điểm|giá trị)\s)?(?:(?:theo|của|về)\s)?(?:từng|các|\w+)\s"
    r"(?:tiêu chí|thành phần|lĩnh vực|trục|trụ cột|chỉ số thành phần|chỉ số nội dung)(?:\s(?:chính|thành phần))?"
)
_OF_WHICH = accented(r"\W*trong đó,?\s", re.IGNORECASE)
_QUOTED_PART = re.compile(r'\b(?:tiêu chí|nội dung)\s(?:thành phần\s)?[“"]')
_INDEX = re.compile(r"(?:bo )?chi so (?!thanh phan|noi dung)\w")
_RANKED = re.compile(
    r"\s*[,;(]?\s*(?:va\s+)?(?:(?:duoc\s+)?(?:xep|dat)\s+loai|loai\s|(?:xep|dung)\s+(?:o\s+)?(?:vi|thu|hang)\b|hang\s[\d#])"
)
_PREPOSITION = re.compile(r"(?:Về|Đối với|(?:cao|thấp) nhất là|Tiêu chí(?=\s+[^\W\d]))\s+", re.IGNORECASE)
# "Có 5 lĩnh vực tăng điểm, cao nhất là cải cách thể chế": the last that is named has the points.
_LAST_NAMED = re.compile(
    r"^.*\b(?:(?:cao|thấp|nhiều|ít|tốt|kém|yếu|mạnh)\snhất\slà|bao gồm|gồm|tiếp (?:đến|theo)(?:\slà)?"
    r"|trong đó(?:\scó)?)\s+(?=\S+\s\S)",
    re.IGNORECASE,
)
_VERB = re.compile(r"\s*(?:\b(?:la|dat|duoc)\b|[:=(])")
# Before a role that tells totals of one index apart: "Chỉ số CCHC – điểm thẩm định".
_TIME = re.compile(
    r"\b(?:quý [IVX]+|(?:6|9) tháng(?: đầu)?|tháng \d+)?\s*/?\s*năm (?:19|20)\d\d\b,?\s*"
    r"|^(?i:quý [IVX]+|tháng \d+)\b,?\s*"
)
_GIVEN_BY = accented(
    r"\b(?:thẩm định|tự chấm|chấm|đánh giá|khảo sát|điều tra|bình quân|trung bình|công nhận)\b", re.IGNORECASE
)
# "Dẫn đầu là Sở Tài chính", "huyện Khe Lũng thấp nhất": which place a body has, and no part of its name.
_PLACED = accented(
    r"""
    ^(?:dẫn đầu|đứng đầu|đứng cuối|cuối bảng|xếp cuối|(?:cao|thấp) nhất)\s(?:là|thuộc về)\s
    |\s(?:dẫn đầu|đứng đầu|đứng cuối|cuối bảng|xếp cuối|(?:cao|thấp) nhất)(?:\svới|\schỉ|\sđạt)?$
    """,
    re.IGNORECASE,
)
_OF_A_SIDE = accented(r"\b(?:điểm|tự chấm|thẩm định|chấm|tổng|bình quân|trung bình)\b", re.IGNORECASE)
_OF_A_ROLE = accented(r"\b(?:tự chấm|thẩm định|khảo sát|điều tra|đánh giá|chấm)\b", re.IGNORECASE)
_ABOUT_LOSS = re.compile(r"\b(?:mat diem|bi tru|tru diem|diem tru|bi mat|chua dat diem)\b")
# "IV. Điểm cải cách thể chế của các huyện": of each body that stands below.
_POINTS_FOR = accented(
    r"\b(?:điểm|tiêu chí|lĩnh vực|nội dung)\s(?:thành phần\s|lĩnh vực\s|tiêu chí\s)?[“\"]?"
    r"(?P<name>[^,;:.()“”\"\d]{6,60}?)(?=\s(?:của|cho|tại|đối với|năm)\b|\s*[,;:.()“”\"]|\s*$)",
    re.IGNORECASE,
)
# "Hội đồng giữ nguyên 1,5 điểm", "Huyện được 2 điểm": who does something, and no name of a part.
_ACTS = accented(
    r"(?:Hội đồng|Tổ|Đoàn|Sở|Ban|UBND|Ủy ban|Huyện|Xã|Phường|Tỉnh|Thành phố|Thị xã|Đơn vị|Cơ quan|Chi cục|Cục"
    r"|Trung tâm|Trường|Bệnh viện|Phòng|Văn phòng)\b"
)
# "được điều chỉnh từ 0,5 điểm lên 1,25 điểm": the second is of the same thing as the first.
_GOES_ON_FROM = re.compile(
    r"\btu\s#+(?:\s(?:diem|d))?(?:\s\([^()]*\))?,?"
    r"(?:\s(?:duoc|da|tang|giam|nang|ha|dieu chinh))*\s(?:len|xuong|con|thanh)(?:\s(?:muc|con))?\s$"
)
_SINCE = accented(r"\btừ (?:mức )?$", re.IGNORECASE)
_DECIDED_SINCE = accented(r"\b(?:điều chỉnh|nâng|hạ|sửa|thay đổi)\s(?:điểm\s)?từ (?:mức )?$", re.IGNORECASE)
_ON_TO = re.compile(r"(?:\s(?:diem|d))?\s(?:len|xuong|con)(?:\s(?:con|muc))?\s#")
_GROUP_OF_BODIES = accented(
    r"\b(?:khối|các)\s(?:sở|huyện|xã|phường|ban|cơ quan|đơn vị|địa phương)"
    r"(?:,\s(?:ban|ngành|thị xã|thành phố|phường|xã|huyện))*(?=\s*$)",
    re.IGNORECASE,
)
_OF_GROUP = accented(
    r"\W*(?:(?:của|ở|đối với|còn|riêng)\s)*(?:khối|nhóm|cấp|các)\s[^\W\d]+(?:,?\s[^\W\d]+){0,3}\W*", re.IGNORECASE
)
_GROUP = accented(r"\b(?:khối|nhóm|cấp|các)\s.+$", re.IGNORECASE)
_BEFORE_LAST = 8  # characters of "từ" and a figure
P = TypeVar("P", Score, Total)
_OF_WHOLE = 50  # points; no criterion has as many
_CLAIM_REACH = 120  # characters between what a body gave itself and what it was given
_MARK = 12  # characters of a second mark in an item: "- Trục 1. Tham gia …"


@dataclass(frozen=True, slots=True)
class ScoreFindings:
    """What one text says about points."""

    scores: tuple[Finding[Score], ...]
    totals: tuple[Finding[Total], ...]
    deductions: tuple[Finding[Deduction], ...]


def find_results(context: Context) -> ScoreFindings:
    """All scores, totals and deductions of a text in order of appearance."""
    return _ScoreReader(context).results()


class _ScoreReader:
    """One text and whom it speaks of."""

    def __init__(self, context: Context) -> None:
        self.context, self.phrases, self.criteria = context, context.phrases, context.criteria
        self._last: Points | None = None  # before the points that are read
        self._last_name: str | None = None  # of the total before
        self._last_criterion: tuple[str | None, Points | None] = (None, None)  # and the points that it has
        self._was_total = False  # whether the points before were one
        self._whole: tuple[int, float] | None = None  # where the last total stands that has a maximum, and that

    def results(self) -> ScoreFindings:
        deductions = tuple(find_deductions(self.context))
        scores: list[Finding[Score]] = []
        totals: list[Finding[Total]] = []
        for stated in find_points(self.context):
            if self._is_draft(stated):
                continue
            again = self._is_again(stated)
            points = self._as_before(stated) if again else stated
            points = replace(points, basis=points.basis or self._scoped_basis(points, again))
            name = self._of_item(points) or self._name(points.about)
            code = self.criteria.code(re.sub(r"\([^()]*\)", "", name) if name else name)
            self._was_total = self._is_total(points, code, again and self._was_total)
            if self._was_total:
                totals.append(self._regrouped(stated, self._total(points), totals[-1:] if again else ()))
                self._last_name = totals[-1].value.name
                most = totals[-1].value.max_score
                self._whole = (points.start, most) if most else self._whole
            else:
                scores.append(self._score(points, name, code))
            self._last = points
        return ScoreFindings(tuple(_with_claims(scores)), tuple(self._with_claims(totals)), deductions)

    def _regrouped(
        self, stated: Points, found: Finding[Total], before: Sequence[Finding[Total]]
    ) -> Finding[Total]:
        """An average with the group of bodies that it is of: told before it, or that of the one ``before``."""
        name, unit = found.value.name, found.value.unit
        group = _GROUP.search(self.phrases.read(stated.about) or "") if self._is_of_another_group(stated) else None
        if group and name:
            name, unit = _GROUP.sub(group[0], name), group[0]
        elif before and found.value.basis == "average":
            unit = before[0].value.unit
        return replace(found, value=found.value.model_copy(update={"name": name, "unit": unit}))

    def _with_claims(self, totals: Sequence[Finding[Total]]) -> Iterator[Finding[Total]]:
        """The totals, with what the body gave itself where that stands beside in the paragraph."""
        for before, finding, behind in zip([None, *totals], totals, [*totals[1:], None], strict=False):
            beside = (other for other in (before, behind) if other and self._side_by_side(finding, other))
            claim = next((other for other in beside if _claims_total(other.value, finding.value)), None)
            claim = claim or next((o for o in totals if _claims_by_change(o.value, finding.value)), None)
            yield _joined(claim, finding) if claim else finding

    def _side_by_side(self, one: Finding[Total], other: Finding[Total]) -> bool:
        scopes = self.context.scopes
        near = max(one.start, other.start) - min(one.end, other.end) < _CLAIM_REACH
        return near and scopes.paragraph(one.start) == scopes.paragraph(other.start)

    def _name(self, about: TextSpan) -> str | None:
        name = _LAST_NAMED.sub("", concise(self.phrases.read(about)) or "") or None
        return _PREPOSITION.sub("", name, count=1) if name and _PREPOSITION.match(name) else name

    def _of_item(self, points: Points) -> str | None:
        """The criterion that the item around points is of, where they are no total and name no other."""
        told, about = criterion_of_item(self.context, points.start), points.about
        most = max(points.value(self.context, "score") or 0.0, points.value(self.context, "max_score") or 0.0)
        if told is None or most >= _OF_WHOLE or _TOTAL.search(self.context.plain, *about.ends):
            return None
        text, plain = self.phrases.text, self.context.plain[told.end : points.start]
        named = about.start > self.phrases.sentence(about.start).start and text[about.start].isupper()
        named = named and not _ACTS.match(text, about.start)
        quoted = '"' in plain.lstrip('" ') or "“" in text[told.end : points.start]
        other = about.start >= told.end and (named or quoted or self.criteria.code(self.phrases.read(about)))
        return None if other else self.phrases.read(told)

    def _is_draft(self, points: Points) -> bool:
        """Whether an item tells of its criterion what points it had before they were decided: "nâng từ 1"."""
        figure, text = self.context.account[points.figures["score"]], self.context.text
        since = _DECIDED_SINCE.search(text, max(0, figure.start - 30), figure.start)
        return bool(since and _ON_TO.match(self.context.view, figure.end) and self._of_item(points))

    def _is_again(self, points: Points) -> bool:
        """Whether nothing but a time stands before points: "(năm 2022: 84 điểm)", the same thing as the last."""
        if self._last is None:
            return False
        if self._goes_on_from_last(points) or self._is_of_another_group(points):
            return self.phrases.sentence(self._last.start) == self.phrases.sentence(points.start)
        if is_compared(self.context, points.start) or is_of_before(self.context, points.figures["score"]):
            return self.phrases.sentence(self._last.start) == self.phrases.sentence(points.start)
        if says_what(self.context, points.about):
            return False
        if not self.context.periods.within(points.about.start, points.start):
            return False
        same = self.phrases.sentence(self._last.start) == self.phrases.sentence(points.start)
        named = [*self.context.bodies.named(points.about.start, points.about.end)]
        return same and not named and not is_role(self.phrases, points.about, points.start)

    def _goes_on_from_last(self, points: Points) -> bool:
        """Whether points are what those before them have become: "từ 0,5 điểm lên 1,25 điểm"."""
        start = max(self._last.start - _BEFORE_LAST, 0) if self._last else 0
        return _GOES_ON_FROM.search(self.context.view, start, points.figures["score"]) is not None

    def _is_of_another_group(self, points: Points) -> bool:
        """Whether only another group stands before points: "bình quân khối sở 86,1; của khối huyện 80,7"."""
        last = self._last
        whose = _OF_GROUP.fullmatch(self.context.text, *points.about.ends) is not None
        return whose and last is not None and last.basis == "average"

    def _as_before(self, points: Points) -> Points:
        """Points of another time, named as those that they are compared to."""
        last = self._last
        earlier = is_compared(self.context, points.start) or is_of_before(self.context, points.figures["score"])
        same = self._goes_on_from_last(points) or self._is_of_another_group(points)
        if last is None or not (earlier or same):
            return points
        return replace(points, about=last.about, named=last.named, compared=True)

    def _scoped_basis(self, points: Points, again: bool) -> Basis | None:
        """Who gave the points by what stands around: those that they are compared to, lists and headings above."""
        if again and self._last is not None:
            return self._last.basis
        for above in self.context.scopes.above(points.start):
            start = above.start if above.heading else self.phrases.sentence(above.end - 2).start
            basis = basis_of(self.phrases, start, above.end) if above.heading or above.leads else None
            if basis in ("self", "survey", "appraised"):
                return basis
        return "self" if claims_by_subject(self.context.phrases.topic) else None

    def _is_total(self, points: Points, code: str | None, again: bool) -> bool:
        phrases, about, context = self.phrases, points.about, self.context
        plain = context.plain[about.start : about.end]
        part = _PART_OF_INDEX.search(plain) is not None or self._is_of_other_index(about)
        part = part or self._is_in_list_of_parts(points)
        at = about.end if points.compared else points.start
        keyword = _TOTAL.search(phrases.plain, about.start, at)
        role = is_role(phrases, about, at) or not says_what(context, about)
        maximum = points.value(context, "max_score")
        index = context.index_in(about.start, about.end)
        if (
            self._of_item(points)
            or (points.compared and not self._was_total)
            or (role and not index and self._is_part(points, maximum))
        ):
            return False
        whole = index and (code is None or plain.startswith("bo chi so") or self._begins_with_index(about))
        if (whole or _others(plain)) and not part:
            return True
        open_ = points.named is None and not keyword and not index and (role or self._is_of_body(about))
        # "2. Cải cách thể chế: bình quân 7,04/8 điểm"
        average = keyword and keyword["average"] and not says_what(context, about) and self._is_led(points)
        if average or (open_ and (self._lead_criterion(points) or self._criterion_of_list(points))):
            return False
        many = max(points.value(context, "score") or 0.0, maximum or 0.0) >= _OF_WHOLE and not part
        if maximum is None:
            ranked = _RANKED.match(context.view, points.end) and not self._is_item(points)
            ranked = ranked and not self._follows_a_score(points)
            stands_alone = bool(many or keyword or role or again or ranked or self._is_of_body(about))
            return stands_alone and code is None and not part
        all_ = maximum >= _OF_WHOLE and self._is_of_body(about) and not part  # "tỉnh được chấm 43,27/80 điểm"
        if maximum == 100 or role or all_:
            return code is None or keyword is not None
        return (many or keyword is not None) and code is None

    def _begins_with_index(self, about: TextSpan) -> bool:
        """Whether words begin with the name of an index, and say but of whom: "Chỉ số chuyển đổi số cấp huyện"."""
        context = self.context
        named = next((i for i in context.indices_named if i.start == about.start and i.end <= about.end), None)
        if named is None or not context.plain.startswith("chi so", about.start):
            return False
        rest = context.phrases.trimmed(named.end, about.end)
        return not rest or is_level(context, rest) or not says_what(context, rest)

    def _follows_a_score(self, points: Points) -> bool:
        """Whether the points before in the same sentence were those of a criterion."""
        if self._last is None or self._was_total:
            return False
        return self.phrases.sentence(self._last.start) == self.phrases.sentence(points.start)

    def _is_of_other_index(self, about: TextSpan) -> bool:
        """Whether words name an index that is unknown, below one that is known: "chỉ số hạ tầng số" of DTI."""
        context = self.context
        known = context.index_in(*about.ends) or _TOTAL.search(context.plain, *about.ends)
        unknown = not known and _INDEX.match(context.plain, *about.ends)
        return bool(unknown) and context.index_at(about.start) is not None

    def _is_of_body(self, about: TextSpan) -> bool:
        """Whether words end with a body, or begin with one or with an index: "Sở Y tế"."""
        bodies = [*self.context.bodies.named(about.start, about.end)]
        whose = bodies and about.end - bodies[-1][0] - len(bodies[-1][1]) <= 1
        index = _INDEX.match(self.context.plain, about.start, about.end)
        index = None if self._is_of_other_index(about) else index
        return bool(whose or index or _BODY.match(self.phrases.text, about.start))

    def _is_part(self, points: Points, maximum: float | None) -> bool:
        """Whether points follow a total of a greater maximum: "88/100 điểm. Trong đó điểm thẩm định là 60/68".

        Without a maximum the words must say that they are part of it: "Trong đó, điểm thẩm định đạt 60 điểm".
        """
        if self._whole is None or points.basis not in ("appraised", "survey", "self"):
            return False
        (at, most), start = self._whole, self.phrases.sentence(points.start).start
        if maximum is None and not _OF_WHICH.match(self.phrases.text, start):
            return False
        less = (maximum or points.value(self.context, "score") or most) < most
        return less and self.context.scopes.paragraph(at) == self.context.scopes.paragraph(points.start)

    def _is_in_list_of_parts(self, points: Points) -> bool:
        """Whether the words before a colon say that parts follow: "Theo các trụ cột: kinh tế số 0,59"."""
        lead = colon_lead(self.context, points.start)
        return bool(lead) and _LEADS_TO_PARTS.fullmatch(self.context.plain, *lead.ends) is not None

    def _lead_criterion(self, points: Points) -> bool:
        lead = colon_lead(self.context, points.start)
        if lead and (self.context.index_in(*lead.ends) or gives_points(self.context, lead)):
            return False
        quoted = _QUOTED_PART.search(self.phrases.text, *lead.ends)
        if lead and (quoted or self.criteria.code(self.phrases.read(lead)) is not None):
            return True
        head = item_head(self.context, points.start)
        above = next((a for a in self.context.scopes.above(points.start) if a.heading or a.leads), None)
        listed = above and _LISTS_PARTS.search(self.context.plain, above.start, above.end)
        return bool(head and (listed or self.criteria.code(self.phrases.read(head)) is not None))

    def _criterion_of_list(self, points: Points) -> str | None:
        """The criterion for which a list of bodies gives their points, as its heading or introduction says."""
        score, context = points.value(self.context, "score"), self.context
        if score is None or score >= _OF_WHOLE or not self._is_item(points) or not self._is_of_body(points.about):
            return None
        for above in context.scopes.above(points.start):
            told = _POINTS_FOR.search(context.text, above.start, above.end)
            if context.index_in(above.start, above.end):
                return None
            if told and self.criteria.code(told["name"]) is not None:
                return told["name"]
        return None

    def _is_led(self, points: Points) -> bool:
        """Whether an item says before its colon what its points are of: no index, no body, no total."""
        head = item_head(self.context, points.start)
        if head is None or self.context.index_in(head.start, head.end):
            return False
        return _TOTAL.search(self.phrases.plain, head.start, head.end) is None and not self._is_of_body(head)

    def _is_item(self, points: Points) -> bool:
        """Whether points are all that an item of a list says of its name: "- Công khai, minh bạch: 5,31 điểm"."""
        scopes = self.context.scopes
        start = self.phrases.marks.get(scopes.paragraph(points.start).start)
        return (
            start is not None and self.phrases.trimmed(start, points.about.end).start >= points.about.start - _MARK
        )

    def _common(self, points: Points) -> tuple[dict[str, Any], Traces]:
        """The slots that scores and totals have alike, and where those of time were read."""
        context = self.context
        dated = self._before_it(points, context.dated(points.start, points.end))
        slots: dict[str, Any] = {
            name: points.value(context, name) for name in ("score", "max_score", "percent", "self_score")
        }
        index = context.index_in(points.about.start, points.about.end) or context.index_at(points.start)
        slots |= {"change": points.change, "index": index, "nature": self._nature(points)}
        slots |= {"unit": self._body(points), **dated.when._asdict()}
        return slots, context.source_of(dated)

    def _before_it(self, points: Points, dated: Dated) -> Dated:
        """When points are of; the year before where it is told what they have become since: "từ 7,1 xuống 6,5"."""
        figure = self.context.account[points.figures["score"]]
        since = _SINCE.search(self.context.text, 0, figure.start) and _ON_TO.match(self.context.view, figure.end)
        year, told = dated.when.year, dated.how == "clause" or dated.when.period or self.context.revises
        if not since or year is None or told:
            return dated
        return replace(dated, when=dated.when._replace(year=year - 1))

    def _body(self, points: Points) -> str | None:
        """Whose points are; an average is of none but one that the words before it name."""
        bodies = self.context.bodies
        if points.basis != "average" and not bodies.is_of_all(points.start):
            return bodies.body_at(points.start)
        named = [name for _, name in bodies.named(points.about.start, points.about.end)]
        group = _GROUP_OF_BODIES.search(self.context.text, *points.about.ends)
        return named[-1] if named else group[0] if group else None

    def _nature(self, points: Points) -> Nature:
        return self.context.nature(points.figures["score"], points.end)

    def _total(self, points: Points) -> Finding[Total]:
        common, dated = self._common(points)
        basis = "appraised" if "self_score" in points.figures else points.basis
        name = self._name_of_total(points)
        if is_general(name) and not _OF_A_SIDE.search(name or ""):
            name = self._without_general(points, name)
        value = Total(name=name, basis=basis, **common)
        sources = (*self._sources(points, "name"), *dated)
        return Finding(value, points.start, points.end, sources, self._doubtful(points), self._signs(points))

    def _name_of_total(self, points: Points) -> str | None:
        phrases, about = self.phrases, points.about
        at = about.end if points.compared else points.start
        keyword = _TOTAL.search(phrases.plain, about.start, at)
        if keyword and keyword.end() > about.end:
            verb = _VERB.search(phrases.plain, keyword.end(), points.start)
            about = phrases.trimmed(about.start, verb.start() if verb else keyword.end())
        name = concise(phrases.read(about))
        if points.compared and self._last_name:
            return self._last_name
        if keyword or (says_what(self.context, about) and not is_role(phrases, about, points.start)):
            return name
        return self._index_and_body(points, about, name)

    def _without_general(self, points: Points, name: str | None) -> str | None:
        """The name of a total that is only called an average or a result: that of the one before, or above."""
        last = self._last
        same = last is not None and self.phrases.sentence(last.start) == self.phrases.sentence(points.start)
        if same and self._last_name and not is_general(self._last_name):
            return self._last_name
        return heading_told(self.context, points.start) or name

    def _index_and_body(self, points: Points, about: TextSpan, name: str | None) -> str | None:
        """The index that the sentence, or a scope outside, names before it comes to the body with the points."""
        phrases = self.phrases
        sentence = phrases.sentence(max(about.start - 1, 0))
        earlier = [*_TOTAL.finditer(phrases.plain, sentence.start, about.start)]
        if earlier:
            index = phrases.read(TextSpan(earlier[-1].start(), earlier[-1].end()))
        else:
            index = outer_name(self.context, points.start).text
        if not index:
            again = self._last is not None and phrases.sentence(self._last.start) == phrases.sentence(points.start)
            last = self._last_name if again else None
            return last if last and not _OF_A_ROLE.search(last) else name
        body = _PLACED.sub("", _TIME.split(name or "")[-1]).strip(" ,(:;-–")
        return f"{index} – {body}" if _GIVEN_BY.search(body) else index

    def _score(self, points: Points, name: str | None, code: str | None) -> Finding[Score]:
        told = self._criterion_of_list(points) if code is None else None
        if told:
            name, code = told, self.criteria.code(told)
        elif name is None or not (
            self._of_item(points)
            or says_what(self.context, points.about)
            or self._is_part(points, points.value(self.context, "max_score"))
        ):
            lead = outer_name(self.context, points.start)
            name = lead.text or name
            code = self.criteria.code(name)
        if is_general(name) and code is None:
            name = self._criterion_before(points) or criterion_told(self.context, points.start) or name
            code = self.criteria.code(name)
        self._last_criterion = name, points
        common, dated = self._common(points)
        value = Score(criterion=name, criterion_code=code, basis=points.basis, **common)
        sources = (*self._sources(points, "criterion"), *dated)
        signs = (*self._signs(points), *(("figure: all that an item says",) if self._is_item(points) else ()))
        return Finding(value, points.start, points.end, sources, self._doubtful(points), signs)

    def _criterion_before(self, points: Points) -> str | None:
        """The criterion of the points before, where these are of the same out of as many: "tính lại 9,5/12"."""
        name, last = self._last_criterion
        if last is None or is_general(name):
            return None
        most = points.value(self.context, "max_score")
        alike = most is not None and most == last.value(self.context, "max_score")
        return name if alike and self.phrases.sentence(last.start) == self.phrases.sentence(points.start) else None

    def _signs(self, points: Points) -> tuple[str, ...]:
        return (f"figure: points {points.form}", *(("figure: points compared",) if points.compared else ()))

    def _sources(self, points: Points, name_field: str) -> Traces:
        passage, about = self.phrases.passage, points.about
        found = [(name, sourced(passage, at, self.context.account[at].end)) for name, at in points.figures.items()]
        if about:
            found.append((name_field, named(passage, about.start, about.end)))
        return tuple(found)

    def _doubtful(self, points: Points) -> tuple[str, ...]:
        """Points listed under what was lost may be those that were left, or those that were lost."""
        plain, sentence = self.phrases.plain, self.phrases.sentence(points.start)
        loss = _ABOUT_LOSS.search(plain, sentence.start, points.start)
        if loss:
            return ("score",) if "dat" not in plain[loss.end() : points.start] else ()
        above = next(iter(self.context.scopes.above(points.start)), None)
        lost = above is not None and above.leads and _ABOUT_LOSS.search(plain, above.start, above.end)
        return ("score",) if lost else ()


def _others(plain: str) -> bool:
    """Whether a phrase names an index that is no criterion, whatever it measures."""
    return re.search(r"\b(?:papi|pci|sipas|ddci|dti)\b", plain) is not None


def _with_claims(scores: Sequence[Finding[Score]]) -> Iterator[Finding[Score]]:
    """Of a criterion's own points and those of the appraisal, stated one after the other, one score."""
    claim: Finding[Score] | None = None
    for finding, behind in zip_longest(scores, scores[1:]):
        before, claim = claim, None
        if behind and _is_claim(finding.value, behind.value):
            claim = finding
        else:
            yield _joined(before, finding) if before else finding


def _joined(claim: Finding[P], finding: Finding[P]) -> Finding[P]:
    fields = {"score": "self_score"} | ({} if finding.value.max_score else {"max_score": "max_score"})
    claimed: Traces = tuple((fields[field], trace) for field, trace in claim.sources if field in fields)
    told = {"self_score": claim.value.score, "max_score": finding.value.max_score or claim.value.max_score}
    return replace(finding, value=finding.value.model_copy(update=told), sources=(*finding.sources, *claimed))


def _claims_total(one: Total, other: Total) -> bool:
    """Whether ``one`` is what a body gave itself where ``other`` is what it was given, of the same time."""
    sides = one.basis == "self" and other.basis in (None, "appraised")
    alone = one.self_score is None and other.self_score is None and one.score != other.score
    whose = one.unit in (None, other.unit) and (one.year, one.index) == (other.year, other.index)
    most = None in (one.max_score, other.max_score) or one.max_score == other.max_score
    return sides and alone and whose and most


def _claims_by_change(one: Total, other: Total) -> bool:
    """Whether ``other`` is told to differ from ``one`` by what lies between them, wherever both stand."""
    if one.score is None or other.score is None or other.change is None:
        return False
    return round(one.score + other.change - other.score, 3) == 0 and _claims_total(one, other)


def _is_claim(one: Score, other: Score) -> bool:
    """Whether ``one`` is what the body gave itself for the criterion that ``other`` appraises."""
    same = (one.criterion, one.unit, one.year) == (other.criterion, other.unit, other.year)
    return same and one.basis == "self" and other.basis == "appraised" and other.self_score is None
