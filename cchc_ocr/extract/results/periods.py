"""The year, or the part of a year, that a value belongs to, resolved over its scopes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from cchc_ocr.extract.results.scopes import Scopes
from cchc_ocr.extract.results.times import YEAR, TimeMention, When, last_month, mentions, of_words, since_january
from cchc_ocr.extract.text.phrases import Phrases, TextSpan
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.vietnamese import CAPITALS

# Between another year and a value that is of it all the same: "so với năm 2022 là 84 điểm", "(cùng kỳ: 389".
_DIRECT = unaccented(r"""
    [\s:(–-]*(?:(?:đạt|là|được|có|chỉ|chỉ đạt|xếp|thứ|hạng|vị trí|vị thứ|đứng|ở|từ|khoảng|mức|với)\s+)*[(]?\s*$
""")
_TAKES = re.compile(r"\s*(?::|(?:la|dat|chi|co|xep|dung|duoc)\b)\s*(?:[^\W\d]+\s){0,2}\d")
_CHANGED_BEHIND = unaccented(r"\s(?:[^\W\d]+\s){0,4}(?:tăng|giảm|tụt|cải thiện|giữ nguyên)\b")
_OF_ONE_FIGURE = re.compile(r"\s*:\s*\d")  # "tháng 7: 80,2 điểm", beside what the paragraph is about
_ADJACENT = unaccented(r"\s*(?:điểm\s|đ\s|hồ sơ\s|%)?\s*(?:(?:trong|vào|của|ở)\s)?")
_BEHIND = re.compile(r"[^().,;\d#]{0,30}")
_BRACKET_BEHIND = re.compile(r"\s*(?:diem\b|d\b|%|ho so)?\s*\(")
_SIDE_BY_SIDE = unaccented(rf"\s*(?:,|và|so với|/)\s*(?:năm\s+)?{YEAR}\b")  # neither is that of what follows

# "hơn năm 2023 ba bậc (76,1 điểm": between a time and the bracket of what was then.
_DIFFERENCE = unaccented(
    r"\s*(?:(?:tăng|giảm|là|thì)\s){0,2}(?:[\w,.]+\s?(?:bậc|hạng|vị trí|điểm(?: phần trăm)?|%)\s*)?"
)
# "Thời kỳ kiểm tra: từ ngày 01/7/2025 đến hết ngày 30/9/2025", "(Số liệu tính từ 01/01/2023 đến 30/11/2023)".
_TOLD = accented(
    r"\b(?:(?:thời kỳ|kỳ|thời gian|niên độ|mốc) (?:kiểm tra|thanh tra|báo cáo|đánh giá|(?:lấy |chốt )?số liệu)"
    r"|số liệu(?: (?:dưới đây|trong báo cáo))?(?: là)?(?: của)?(?: (?:\d+|một|hai|ba|bốn|năm) tháng)?"
    r"(?: (?:được )?(?:tính|lấy|chốt|tổng hợp))?(?=\stừ\b))"
    r"\s*(?::\s?|(?=\stừ\b))",
    re.IGNORECASE,
)
_REACH_OF_TOLD = 50  # characters

# "Trong quý, Sở cử 05 lượt công chức", "bình quân 5 năm": the time of a document that is of no single year.
_OWN_TIME = accented(
    r"""
    \b(?:trong (?:quý|tháng|kỳ)|(?:kỳ|quý|tháng) này|kỳ báo cáo|(?:trong |cả |toàn )giai đoạn)\b
    (?!\s(?:\d|[IVX]+\b|trước|sau|đầu|cuối|qua|tới))
    |\b(?:trong|qua|sau|bình quân)\s(?:cả )?(?:\d|năm|ba|bốn)\snăm\b(?!\s\d)
    """,
    re.IGNORECASE,
)
_LABELLED = accented(rf"(?!Trong đó|Cụ thể|Gồm|Riêng|Như vậy)[{CAPITALS}][^:.;\d]{{2,60}}:\s")
_SUMMED = accented(
    r"\b(?:l[ũu]y kế|cộng dồn)\b", re.IGNORECASE
)  # "Lũy kế từ 01/7/2025 đến 28/11/2025: 4.817 hồ sơ"
# "tháng 5: 0,49%; lũy kế: 0,61%": all of the year so far, where no other time is told behind.
_RUNNING = accented(
    r"\b(?:l[ũu]y kế|cộng dồn)(?: (?:từ )?đầu năm)?\b"
    r"(?!\s(?:(?:tính|từ|kể|đến|hết|ngày|trong|của|cả|qua|năm|nay)\s)*(?:\d{1,2}(?:/|\s(?:tháng|năm|quý))|(?:19|20)\d\d\b(?!\.)))",
    re.IGNORECASE,
)
# "phát 500 phiếu trong tháng 5 và tháng 6": neither is that of the others.
_ONE_OF_TWO = unaccented(
    r"(?:tháng|quý) [\divx]+(?: và|,| -) (?:tháng|quý) |(?<=[\divx] và )(?:tháng|quý) [\divx]+"
)
# "Kế hoạch CCHC năm 2024", the name of a competition with its year.
_PLAN = accented(r"(?:\b(?:kế hoạch|chương trình|cuộc thi|hội thi)\b[^,;.()]{0,30}|[“\"][^”\"]*)$", re.IGNORECASE)
# "treo 3 lần trong tháng 2", "Kế hoạch 6 tháng cuối năm": when one thing was, and not what follows.
_WITHIN = accented(
    r"[^\s.;:]\s(?:trong|đầu|cuối|giữa|vào|từ)\s$|\b(?:kế hoạch|chương trình)\b[^,;.()]{0,30}$", re.IGNORECASE
)
_REACH_OF_PLAN = 60  # characters
# "từ 263 thủ tục năm 2012 giảm còn 193 thủ tục": a year behind a figure, before the one that followed it.
_BEHIND_FIGURE = re.compile(r"\d\s?%?\s?(?:[^\W\d]+\s){0,3}\(?$")
_BEFORE_FIGURE = re.compile(
    r"[\s:]*(?:(?:chi so|ty le|muc|con so)\snay\s)?(?:(?:la|dat|co|duoc|chi|con)\s+){0,2}\d"
)
_ON_FROM_IT = unaccented(r"""
    \)?,?\s(?:(?:đã|và|thì|được)\s)?
    (?:(?:tăng|giảm|nâng|rút|hạ|cải thiện)\s(?:mạnh\s|dần\s)?)?(?:còn|lên|xuống|thành)
    \s(?:(?:còn|mức|vị trí|thứ|hạng)\s)*
""")

# "cùng kỳ", "cùng kỳ năm 2024": up to the end of the time that is told.
_SAME_TIME = re.compile(r"\bcung ky(?:\s(?:nam\s)?(?:truoc|ngoai|(?:19|20)\d\d))?$")
_REACH_OF_SAME = 24  # characters
_YEARS_AFTER = accented(
    r"\b(?:hai|ba|bốn|năm|\d) năm (?:tiếp theo|sau đó|kế tiếp|liền sau|tiếp đó)\b", re.IGNORECASE
)
_RESULTS = accented(r"\b(?:kết quả|chỉ số|xếp hạng|đánh giá)\b", re.IGNORECASE)
_OPENING = 800  # characters: the title of an article, and its first paragraph
# "các năm 2021, 2022 và 2023 lần lượt là 83,47%; 78,65% và 81%, tương ứng thứ hạng 45, 47 và 43".
_FIGURES = r"\d+(?:[.,]\d+)*(?:\s?%|\sdiem)?(?:\s?(?:[;,]|va)\s(?:va\s)?\d+(?:[.,]\d+)*(?:\s?%|\sdiem)?)+"
_IN_TURN = re.compile(
    rf"\bnam (?P<years>{YEAR}(?:\s?[-–]\s?{YEAR}|(?:(?:,|\sva)\s(?:nam\s)?{YEAR})+))"
    rf"(?P<told>(?:[^\d.:]{{1,60}}?\b(?:la|dat|hang|luot|con)\s{_FIGURES}){{1,3}})"
)
_LIST = re.compile(_FIGURES)
_MANY = re.compile(r"[\s:,]*(?:\b(?:trong|cua|ca|cac|hai|ba|bon|nam|\d)\s)*$")  # before the list of years
How = Literal["clause", "paragraph", "list", "heading", "title", "head", "nowhere"]


@dataclass(frozen=True, slots=True)
class Dated:
    """When a value is of, from which scope, and where that stands in the text."""

    when: When
    how: How
    place: TextSpan | None = None


class Periods:
    """The times of one text. ``topic`` is the subject of the document, ``year`` that of its date."""

    def __init__(self, scopes: Scopes, topic: str | None = None) -> None:
        self.scopes, self.phrases = scopes, scopes.phrases
        self._mentions = tuple(mentions(self.phrases.text))
        self._starts = [mention.start for mention in self._mentions]
        self._title = _dated(tuple(mentions(topic or "")))
        first = next(iter(self._title), None)
        self._topic = first.when() if first and first.part and first.year else of_words(topic or "", last=False)
        told = self._told_by_a_line()
        self.told = TextSpan(told.start, told.end) if told else None  # where a line says the time of all figures
        if told:
            self._title, self._topic = (told,), told.when()
        self._mentions = tuple(sorted([*self._mentions, *self._running()], key=lambda m: m.start))
        self._starts = [mention.start for mention in self._mentions]

    def _running(self) -> Iterator[TimeMention]:
        """Where a document of a part of a year sums up the year so far, as times."""
        part = since_january(self._topic) if self._topic.period else None
        if part and part.year:
            months = (part.period or "").replace(str(part.year), "{0}") or None
            for found in _RUNNING.finditer(self.phrases.text):
                yield TimeMention(*found.span(), part.year, months)

    def _told_by_a_line(self) -> TimeMention | None:
        """What a line says the document is about, whose subject names no time or the whole year that it is of."""
        found = _TOLD.search(self.phrases.text) if self._topic.period is None else None
        times = self.within(found.end() - 1, found.end() + _REACH_OF_TOLD) if found else ()
        told, year = next(iter(times), None), self._topic.year
        return told if told and (year is None or (told.part and told.year == year)) else None

    @property
    def topic(self) -> When:
        """When the document is of, by its subject."""
        return self._topic

    def within(self, start: int, end: int) -> Sequence[TimeMention]:
        found = self._mentions[bisect_left(self._starts, start) : bisect_right(self._starts, end)]
        return [mention for mention in found if mention.end <= end]

    @cached_property
    def _lists_of_years(self) -> Sequence[re.Match[str]]:
        return [*_IN_TURN.finditer(self.phrases.plain)]

    @cached_property
    def _in_turn(self) -> Mapping[int, TimeMention]:
        """The years of figures that are told in the order of as many years, by where each figure begins."""
        return {at: year for told in self._lists_of_years for at, year in _in_order(told)}

    def words_before_years(self, at: int) -> int | None:
        """Where the words end that say what a figure is of whose year is told in a list: before that list."""
        lists = self._lists_of_years if at in self._in_turn else ()
        start = next((told.start() for told in lists if told.start() < at < told.end()), None)
        return None if start is None else len(_MANY.sub("", self.phrases.plain[:start]))

    def at(self, start: int, end: int) -> Dated:
        """When the value at ``start:end`` is of: the nearest scope that says a year, or a part with its year."""
        told = self._in_turn.get(start)
        if told:
            return Dated(told.when(), "clause", TextSpan(told.start, told.end))
        if self._is_of_years_after(start):
            return Dated(When(), "nowhere")
        part: TimeMention | None = None
        for how, mention in self._candidates(start, end):
            if mention.year is None and not mention.span:
                part = part or mention
                continue
            if part is None:
                place = None if how == "title" else TextSpan(mention.start, mention.end)
                return Dated(self._of_same_part(mention).when(), how, place)
            if part.part and part.part.format(self._topic.year) == self._topic.period and not part.back:
                return Dated(self._topic, how, TextSpan(part.start, part.end))  # "Quý I" in a report on it
            part = self._of_same_part(part, mention.part)
            when = mention.when() if mention.year is None else part.of(mention.year).when()
            return Dated(when, how, TextSpan(part.start, part.end))
        return Dated(When(), "nowhere")

    def _of_same_part(self, mention: TimeMention, part: str | None = None) -> TimeMention:
        """A year that is told as the same time of it, with the part of the year that the document is of.

        "cùng kỳ năm 2024" in a report on half a year; ``part`` is what is told of the year it is compared with.
        """
        of_topic = (self._topic.period or "").replace(str(self._topic.year), "{0}") or None
        same = mention.part is None and _SAME_TIME.search(self.phrases.plain[: mention.end][-_REACH_OF_SAME:])
        return replace(mention, part=part or of_topic) if same else mention

    def _is_of_years_after(self, at: int) -> bool:
        """Whether a sentence only says how many years later it was: "Hai năm tiếp theo, điểm số lần lượt"."""
        later = _YEARS_AFTER.search(self.phrases.text, self.phrases.sentence(at).start, at)
        return later is not None and not self.within(later.end(), at)

    def told_before(self, start: int) -> Dated:
        """The latest year before that of the document which the text in front of an offset names by itself."""
        planned = str(self._topic.year or (self._topic.period or "")[:4])
        years = [m for m in self._own(0, start) if m.year is not None and str(m.year) < planned]
        latest = max(years, key=lambda m: (m.year or 0, m.start), default=None)
        if latest is None:
            return Dated(When(), "nowhere")
        return Dated(latest.when(), "heading", TextSpan(latest.start, latest.end))

    def _candidates(self, start: int, end: int) -> Iterator[tuple[How, TimeMention]]:
        yield from (("clause", mention) for mention in self._near(start, end))
        sentence = self.phrases.sentence(start)
        paragraph = self.scopes.paragraph(start)
        yield from self._summed(sentence.start, start)
        own = max(paragraph.start, self._labelled(sentence.start))
        earlier = [m for m in self._own(own, sentence.start) if not self._is_of_earlier_figure(m)]
        earlier = [m for m in earlier if not self._is_of_its_clause(m)]
        whole = self._of_document(paragraph.start, start)
        if whole and not (earlier and earlier[-1].start > whole.start):
            yield "title", _first(self._title, self._topic)
        if earlier:
            about = _of(earlier, self._topic) or _of(self._own(own, sentence.start), self._headed(start))
            told = [m for m in earlier if not _OF_ONE_FIGURE.match(self.phrases.plain, m.end)]
            yield "paragraph", _best(about or told or earlier)
        for above in self.scopes.above(start):
            found = self._own(above.start, above.end) or (self._all(above.span) if above.heading else [])
            if not above.heading:
                found = [m for m in found if not self._is_of_earlier_figure(m)]
                found = self._without_asides(above.start, above.end, found)
            if found and not (above.heading and self._compares(found)):
                yield ("heading" if above.heading else "list"), found[0] if above.heading else _best(found)
        if any(self._topic):
            yield "title", _first(self._title, self._topic)
        elif leads := self.scopes.introduction(start):
            dated = [m for m in self._own(*leads.ends) if m.year is not None]
            if dated:  # "quý III đạt 78 điểm, quý II 80 điểm, cụ thể:"
                yield "list", max(dated, key=lambda m: last_month(m.when()))

    def _headed(self, start: int) -> When:
        """The one time that the nearest heading with a time names; an index in it may be of another year."""
        headings = (self._own(above.start, above.end) for above in self.scopes.above(start) if above.heading)
        found = {mention.when() for mention in next(filter(None, headings), ())}
        return found.pop() if len(found) == 1 else When()

    def _labelled(self, at: int) -> int:
        """Where a line begins that has a label ("Tồn tại: còn 03 hồ sơ"), below one that ends; else 0.

        What stands above it in its paragraph says nothing of its time, where the document is of one.
        """
        line = self.phrases.line(at)
        label = _LABELLED.match(self.phrases.text, line) if any(self._topic) else None
        ends = self.phrases.text[:line].rstrip().endswith((".", ";"))
        return line if label and ends else 0

    def _of_document(self, start: int, end: int) -> TextSpan | None:
        """Where a stretch says last that it speaks of the time that the document is of: "Trong quý"."""
        found = [*_OWN_TIME.finditer(self.phrases.text, start, end)] if self._topic.period else []
        spans = [TextSpan(*m.span()) for m in found]
        spans += [TextSpan(m.start, m.end) for m in self.within(start, end) if m.own and self._is_of_plan(m)]
        return max(spans, key=lambda span: span.start, default=None)

    def _summed(self, start: int, end: int) -> Iterator[tuple[How, TimeMention]]:
        """The year of a document of a part of it, where a sentence sums up since some day before."""
        summed = _SUMMED.search(self.phrases.text, start, end)
        if summed and self._topic.period and self._topic.year:
            yield "clause", TimeMention(*summed.span(), self._topic.year)

    def _all(self, span: TextSpan) -> list[TimeMention]:
        """The times of a heading, those in brackets with them: "I. HIỆN TRẠNG (tháng 7/2025)"."""
        return [mention for mention in self.within(*span.ends) if mention.own]

    def _compares(self, found: Sequence[TimeMention]) -> bool:
        """Whether a heading names two years side by side: "Kết quả năm 2020 và năm 2021"."""
        return _SIDE_BY_SIDE.match(self.phrases.plain, found[0].end) is not None

    def _near(self, start: int, end: int) -> Iterator[TimeMention]:
        """In the bracket around, in one right behind, right before, in the sentence before, behind."""
        sentence = self.phrases.sentence(start)
        bracket = self.scopes.bracket(start)
        floor = sentence.start
        if bracket:
            inside = [m for m in self.within(bracket.start, start) if m.own or self._is_direct(m, start)]
            inside = inside or [m for m in self.within(end, bracket.end) if m.own and not self._has_its_own(m)]
            yield from inside[-1:]
            touching = [
                m
                for m in self.within(sentence.start, bracket.start)
                if _DIFFERENCE.fullmatch(self.phrases.plain, m.end, bracket.start - 1)
            ]
            yield from touching[-1:]
        opening = _BRACKET_BEHIND.match(self.phrases.plain, end)
        if opening and not bracket:
            yield from self._bracketed(opening.end())
        adjacent = self.within(end, min(end + 30, len(self.phrases.text)))[:1]
        beside = adjacent and _ADJACENT.fullmatch(self.phrases.plain, end, adjacent[0].start)
        if beside and (adjacent[0].own or beside[0].endswith("cua ")):
            yield adjacent[0]
        before = self.within(floor, start)
        if before and self._is_direct(before[-1], start) and not self._only_changed_since(before[-1], end):
            yield before[-1]
        own = self._own(floor, bracket.start - 1 if bracket else start)
        own = [m for m in own if not self._is_gone_on_from(m, start)]
        if own:
            yield _best(own)
        behind = _BEHIND.match(self.phrases.text, end, sentence.end)
        if behind:
            yield from [m for m in self.within(end, behind.end() + 14) if m.own and m.start <= behind.end()][:1]

    def _has_its_own(self, mention: TimeMention) -> bool:
        """Whether a time says when the figure behind it is of: "(còn 4,61 điểm, năm 2021 là 5,18)"."""
        return _TAKES.match(self.phrases.plain, mention.end) is not None

    def _is_direct(self, mention: TimeMention, start: int) -> bool:
        return _DIRECT.fullmatch(self.phrases.plain, mention.end, start) is not None

    def _only_changed_since(self, mention: TimeMention, end: int) -> bool:
        """Whether a figure counts what rose or fell since a time: "so với năm 2022 có 5 nội dung tăng điểm"."""
        return not mention.own and _CHANGED_BEHIND.match(self.phrases.plain, end) is not None

    def _bracketed(self, start: int) -> Iterator[TimeMention]:
        """A time that is all that a bracket says: "89,75 điểm (năm 2022)"."""
        found = self.within(start, min(start + 40, len(self.phrases.text)))
        text = self.phrases.text
        closed = found and re.match(r"\s*\)", text[found[0].end : found[0].end + 3])
        if closed and not text[start : found[0].start].strip():
            yield found[0]

    def _own(self, start: int, end: int) -> list[TimeMention]:
        """The times of a stretch that stand in no bracket and are not those of a comparison."""
        spans = self.scopes.without_brackets(start, end)
        times = [m for m in self.within(start, end) if m.own]
        found = [m for m in times if any(span.start <= m.start < span.end for span in spans)]
        found = [m for m in found if m.year or not _ONE_OF_TWO.match(self.phrases.plain, m.start)]
        return [m for m in found if not self._is_of_plan(m)]

    def _is_of_figure_before(self, mention: TimeMention) -> bool:
        return _BEHIND_FIGURE.search(self.phrases.plain[: mention.start][-_REACH_OF_PLAN:]) is not None

    def _is_gone_on_from(self, mention: TimeMention, start: int) -> bool:
        """Whether a time is that of the figure that the one at ``start`` followed: "330 (năm 2011) còn 213"."""
        on = _ON_FROM_IT.fullmatch(self.phrases.plain, mention.end, start)
        return on is not None and self._is_of_figure_before(mention)

    def _is_of_earlier_figure(self, mention: TimeMention) -> bool:
        """Whether a year before that of the document is but that of one figure: "năm 2012 là 23.418 hồ sơ"."""
        if not self._is_before_topic(mention):
            return False
        before = _BEFORE_FIGURE.match(self.phrases.plain, mention.end) is not None
        return before or self._is_of_figure_before(mention)

    def _without_asides(self, start: int, end: int, found: list[TimeMention]) -> list[TimeMention]:
        """Without earlier years, where what leads to a list has figures of the document's own year before them.

        "Tỉnh được 41,37 điểm. Năm 2030 tỉnh được 43,05 điểm. Chi tiết:" leads to figures of the first sentence.
        """
        first = self.phrases.sentence(found[0].start).start if found else start
        if not re.search(r"\d", self.phrases.text[self.phrases.marks.get(start, start) : first]):
            return found
        leading = self.phrases.sentence(end - 2).start
        return [m for m in found if m.start >= leading or not self._is_before_topic(m)]

    def _is_before_topic(self, mention: TimeMention) -> bool:
        topic = str(self._topic.year or (self._topic.period or "")[:4])
        return mention.year is not None and bool(topic) and str(mention.year) < topic

    def _is_of_its_clause(self, mention: TimeMention) -> bool:
        """Whether a month tells when one thing was, in a document of a longer time: "treo 3 lần trong tháng 2"."""
        longer = self._topic.period is not None and self._topic.period != mention.when().period
        before = self.phrases.text[max(0, mention.start - _REACH_OF_PLAN) : mention.start]
        return longer and mention.part is not None and _WITHIN.search(before) is not None

    def _is_of_plan(self, mention: TimeMention) -> bool:
        """Whether a year is that of a plan, in a document about a part of it: "Kế hoạch năm 2024; đến nay …"."""
        first, _, last = (self._topic.period or "").partition("/")
        one_year = not last or first[:4] == last[:4]
        part_of_it = one_year and mention.part is None and str(mention.year) == first[:4]
        before = self.phrases.text[max(0, mention.start - _REACH_OF_PLAN) : mention.start]
        return part_of_it and _PLAN.search(before) is not None


def _in_order(told: re.Match[str]) -> Iterator[tuple[int, TimeMention]]:
    """The figures of each list that has as many as there are years, each with its year."""
    places = [(told.start("years") + m.start(), int(m[0])) for m in re.finditer(YEAR, told["years"])]
    if re.search(r"[-–]", told["years"]):
        (first, since), (last, until) = places
        places = [(first if year < until else last, year) for year in range(since, until + 1)]
    for listed in _LIST.finditer(told.string, *told.span("told")):
        figures = [m.start() for m in re.finditer(r"\d+(?:[.,]\d+)*", listed[0])]
        if len(figures) == len(places):
            yield from (
                (listed.start() + at, TimeMention(place, place + 4, year))
                for at, (place, year) in zip(figures, places, strict=True)
            )


def opening_of(phrases: Phrases) -> str | None:
    """The first sentence of a text that names a year: what a document is about that has no subject of its own."""
    own = (m for m in mentions(phrases.text[:_OPENING]) if m.own and m.year and not m.span)
    first = next(own, None)
    if first is None:
        return None
    opening = phrases.text[slice(*phrases.sentence(first.start).ends)].strip()
    about = opening.partition(": ")[2]
    told = next((m for m in mentions(about) if m.own and m.year), None)
    return (
        about if told and _RESULTS.search(about, 0, told.start) else opening
    )  # "Phiên họp tháng 5/2025: kết quả …"


def _dated(title: tuple[TimeMention, ...]) -> tuple[TimeMention, ...]:
    """The times of a subject; the first has the year behind it: "CCHC tháng 10, nhiệm vụ tháng 11/2025"."""
    first, *others = title or (None,)
    later = next((m for m in others if m.year and not m.span), None)
    if first is None or not first.part or first.year or later is None or later.year is None:
        return title
    over = later.part is not None and first.part > later.part  # "quý IV, phương hướng quý I năm 2026"
    return (replace(first, year=later.year - over), *others)


def _of(found: Sequence[TimeMention], when: When) -> list[TimeMention]:
    return [mention for mention in found if any(when) and mention.when() == when]


def _best(found: Sequence[TimeMention]) -> TimeMention:
    """The last; "tháng 10 năm 2025" may also say when a result was announced: a whole year comes first."""
    whole = [mention for mention in found if mention.part is None and (mention.year or mention.span)]
    dated = [mention for mention in found if mention.year or mention.span]
    return (whole or dated or found)[-1]


def _first(title: Sequence[TimeMention], topic: When) -> TimeMention:
    return next(
        (m for m in title if m.when() == topic),
        TimeMention(0, 0, topic.year, None, topic.period if topic.year is None else None),
    )
