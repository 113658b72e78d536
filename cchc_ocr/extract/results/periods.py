"""The year, or the part of a year, that a value belongs to, resolved over its scopes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from cchc_ocr.extract.results.scopes import Scopes
from cchc_ocr.extract.text.phrases import TextSpan
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.vietnamese import bare

_Y = r"(?:19|20)\d\d"
_NUMBER = r"(?:0?[1-9]|1[012]|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười một|mười)"
_NAMED = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7,
          "tam": 8, "chin": 9, "muoi": 10, "muoi mot": 11}  # fmt: skip
_MENTION = unaccented(rf"""
    (?:\b(?:giai đoạn|nhiệm kỳ|các năm|kỳ|từ)\s+)?(?:từ\s+)?(?:tháng\s+(?P<m1>\d{{1,2}})\s*(?:/|năm)\s*
    |năm\s+)?(?<![\d/.])
        (?P<first>{_Y})\s*(?:[-–]|đến(?:\s+hết)?)\s*(?:tháng\s+(?P<m2>\d{{1,2}})\s*(?:/|năm)\s*|năm\s+)?(?P<last>{_Y})\b(?![/\d])
    |\btừ\s+tháng\s+(?P<from>\d{{1,2}})\s+đến(?:\s+hết)?\s+tháng\s+(?P<to>\d{{1,2}})\s*(?:năm|/|-)\s*(?P<y0>{_Y})
    |\b(?:0?6|sáu)\s+tháng\s+(?P<half>đầu|cuối)(?:\s+của)?(?:\s+năm)?(?:\s+(?P<y1>{_Y})\b)?
    |\bquý\s+(?P<quarter>iv|i{{1,3}}|[1-4])\b(?:\s*(?:năm|[/.-])?\s*(?P<y2>{_Y})\b)?
    |\b(?P<months>{_NUMBER})\s+tháng(?:\s+đầu)?(?:\s+năm)?\s+(?P<y3>{_Y})\b
    |\b(?P<part>{_NUMBER})\s+tháng(?:\s+đầu\s+năm\b|(?=\s*:))
    |\btháng\s+(?P<month>0?[1-9]|1[012])\b(?:\s*(?:năm\s|[/.-]|,\s*năm\s)\s*(?P<y4>{_Y})\b)?
    |\b(?:năm(?:\s+học)?)\s+(?P<y5>{_Y})\b(?!\s*[-–]\s*{_Y})
    |\b(?P<before>(?:cùng kỳ(?:\s+năm)?|năm)\s+(?:trước|ngoái)|cùng kỳ(?!\s+(?:năm\s+)?{_Y}))\b
""")
# "so với năm 2018", "tháng 5 năm 2018": the year of another value or of a date, not of this one.
_OTHER = unaccented(r"""
    \b(?:so với|hơn|kém|trước|kể từ|từ|bằng|cùng kỳ|của|sang|sau|sớm nhất|ngày\s\d{1,2})
    (?:\s+(?:cùng kỳ|mức|kết quả|điểm|vị trí|thứ hạng|chỉ số))*,?\s*$
""")
_OF_DATE = unaccented(r"\bngày\s+(?:mùng\s+)?\d{1,2}\s*$")
# Between another year and a value that is of it all the same: "so với năm 2022 là 84 điểm", "(cùng kỳ: 389".
_DIRECT = unaccented(r"""
    [\s:(–-]*(?:(?:đạt|là|được|có|chỉ|chỉ đạt|xếp|thứ|hạng|vị trí|vị thứ|đứng|ở|từ|khoảng|mức|với)\s+)*[(]?\s*$
""")
_ADJACENT = unaccented(r"\s*(?:điểm\s|đ\s|hồ sơ\s|%)?\s*(?:(?:trong|vào|của|ở)\s)?")
_BEHIND = re.compile(r"[^().,;\d#]{0,30}")
_BRACKET_BEHIND = re.compile(r"\s*(?:diem\b|d\b|%|ho so)?\s*\(")
_ALONE = re.compile(r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)(?!\s*[-–]|[\d/])")
_SIDE_BY_SIDE = unaccented(rf"\s*(?:,|và|so với|/)\s*(?:năm\s+)?{_Y}\b")  # neither is that of what follows
_REACH = 24  # characters before a year that say whose it is

How = Literal["clause", "paragraph", "list", "heading", "title", "head", "nowhere"]


class When(NamedTuple):
    """``period`` is None for a whole year; see the record for how the others are written."""

    year: int | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time that a text names at ``start:end``. ``year`` is None where only a part of a year is named.

    ``part`` is the rest of a period behind the year, "{}" for each place where the year stands; ``back`` says that
    it is the year before; ``own`` that it is no year of something else.
    """

    start: int
    end: int
    year: int | None
    part: str | None = None
    span: str | None = None
    back: bool = False
    own: bool = True

    def when(self) -> When:
        if self.span:
            return When(None, self.span)
        return When(self.year, self.part.format(self.year) if self.part and self.year else None)

    def of(self, year: int | None) -> TimeMention:
        """The same part of a year that an outer scope names."""
        return replace(self, year=None if year is None else year - self.back, back=False)


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
        self._title = tuple(mentions(topic)) if topic else ()
        self._topic = of_words(topic or "", last=False)

    def within(self, start: int, end: int) -> Sequence[TimeMention]:
        found = self._mentions[bisect_left(self._starts, start) : bisect_right(self._starts, end)]
        return [mention for mention in found if mention.end <= end]

    def at(self, start: int, end: int) -> Dated:
        """When the value at ``start:end`` is of: the nearest scope that says a year, or a part with its year."""
        part: TimeMention | None = None
        for how, mention in self._candidates(start, end):
            if mention.year is None and not mention.span:
                part = part or mention
                continue
            if part is None:
                place = None if how == "title" else TextSpan(mention.start, mention.end)
                return Dated(mention.when(), how, place)
            when = mention.when() if mention.year is None else part.of(mention.year).when()
            return Dated(when, how, TextSpan(part.start, part.end))
        return Dated(When(), "nowhere")

    def _candidates(self, start: int, end: int) -> Iterator[tuple[How, TimeMention]]:
        yield from (("clause", mention) for mention in self._near(start, end))
        sentence = self.phrases.sentence(start)
        paragraph = self.scopes.paragraph(start)
        earlier = self._own(paragraph.start, sentence.start)
        if earlier:
            yield "paragraph", _best(earlier)
        for above in self.scopes.above(start):
            found = self._own(above.start, above.end)
            if found and not (above.heading and self._compares(found)):
                yield ("heading" if above.heading else "list"), found[0] if above.heading else _best(found)
        if any(self._topic):
            yield "title", _first(self._title, self._topic)

    def _compares(self, found: Sequence[TimeMention]) -> bool:
        """Whether a heading names two years side by side: "Kết quả năm 2020 và năm 2021"."""
        return _SIDE_BY_SIDE.match(self.phrases.plain, found[0].end) is not None

    def _near(self, start: int, end: int) -> Iterator[TimeMention]:
        """In the bracket around, in one right behind, right before, in the sentence before, behind."""
        sentence = self.phrases.sentence(start)
        bracket = self.scopes.bracket(start)
        floor = sentence.start
        if bracket:
            inside = self.within(bracket.start, start) or self.within(end, bracket.end)
            yield from inside[-1:]
            touching = [
                m
                for m in self.within(sentence.start, bracket.start)
                if not self.phrases.text[m.end : bracket.start - 1].strip()
            ]
            yield from touching[-1:]
        opening = _BRACKET_BEHIND.match(self.phrases.plain, end)
        if opening and not bracket:
            yield from self._bracketed(opening.end())
        adjacent = self.within(end, min(end + 30, len(self.phrases.text)))[:1]
        if adjacent and _ADJACENT.fullmatch(self.phrases.plain, end, adjacent[0].start) and adjacent[0].own:
            yield adjacent[0]
        before = self.within(floor, start)
        if before and _DIRECT.fullmatch(self.phrases.plain, before[-1].end, start):
            yield before[-1]
        own = self._own(floor, bracket.start - 1 if bracket else start)
        if own:
            yield _best(own)
        behind = _BEHIND.match(self.phrases.text, end, sentence.end)
        if behind:
            yield from [m for m in self.within(end, behind.end() + 14) if m.own and m.start <= behind.end()][:1]

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
        return [m for span in spans for m in self.within(span.start, span.end) if m.own]


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


def mentions(text: str) -> Iterator[TimeMention]:
    """The times that a text names, in order; days of the calendar are not among them."""
    plain = bare(text).lower()
    for match in _MENTION.finditer(plain):
        before = plain[max(0, match.start() - _REACH) : match.start()]
        if _OF_DATE.search(before) and match["month"]:
            continue
        if (match["quarter"] or match["month"] or match["part"]) and not _accented(text, match):
            continue
        mention = _mention(match)
        if mention:
            yield replace(
                mention, own=not (_OTHER.search(before) or (mention.back and match["before"] is not None))
            )


_WORDS = accented(r"(?:quý|tháng|quy|thang)", re.IGNORECASE)


def _accented(text: str, match: re.Match[str]) -> bool:
    """Without accents "tháng" is also "thắng", "quý" also "quỹ"."""
    return _WORDS.search(text, match.start(), match.end()) is not None


def _mention(match: re.Match[str]) -> TimeMention | None:
    if match["first"]:
        return _span(match)
    if match["from"]:
        a, b = int(match["from"]), int(match["to"])
        return _year_part(match, "y0", f"{{0}}-{a:02d}/{{0}}-{b:02d}")
    if match["before"]:
        return TimeMention(*match.span(), None, back=True)
    year = next((name for name in ("y1", "y2", "y3", "y4", "y5") if match[name]), "y5")
    return _year_part(match, year, _part_of(match))


def _part_of(match: re.Match[str]) -> str | None:
    """What part of a year is named; None for a whole one."""
    if match["half"]:
        return f"{{0}}-H{1 if match['half'] == 'dau' else 2}"
    if match["quarter"]:
        return f"{{0}}-Q{_count(match['quarter'])}"
    if match["months"] or match["part"]:
        return f"{{0}}-01/{{0}}-{_count(match['months'] or match['part']):02d}"
    return f"{{0}}-{int(match['month']):02d}" if match["month"] else None


def _span(match: re.Match[str]) -> TimeMention | None:
    """From one year to another; None where they do not follow each other."""
    since, to = ((match[y], match[m]) for y, m in (("first", "m1"), ("last", "m2")))
    if int(since[0]) > int(to[0]):
        return None
    ends = (f"{year}-{int(month):02d}" if month else year for year, month in (since, to))
    return TimeMention(*match.span(), None, span="/".join(ends))


def _year_part(match: re.Match[str], year: str, part: str | None) -> TimeMention:
    return TimeMention(*match.span(), int(match[year]) if match[year] else None, part)


def _count(name: str) -> int:
    return _NAMED.get(name) or int(name)


@lru_cache(maxsize=4096)
def of_words(text: str, *, last: bool = True) -> When:
    """The last or the first year that a heading names, with what part of it, or the span of years.

    >>> of_words("Điểm năm 2019"), of_words("Kết quả quý III/2021"), of_words("Điểm tối đa")
    (When(year=2019, period=None), When(year=2021, period='2021-Q3'), When(year=None, period=None))
    """
    found = [mention for mention in mentions(text) if mention.year is not None or mention.span]
    taken = [(mention.start, mention.end) for mention in found]
    years = [mention for mention in found if mention.year is not None]
    years += [
        TimeMention(m.start(), m.end(), int(m["year"]))
        for m in _ALONE.finditer(text)
        if not any(a <= m.start() < b for a, b in taken)
    ]
    if years:
        return _pick(years, last).when()
    return _pick(found, last).when() if found else When()


def _pick(found: Iterable[TimeMention], last: bool) -> TimeMention:
    return (max if last else min)(found, key=lambda mention: mention.start)
