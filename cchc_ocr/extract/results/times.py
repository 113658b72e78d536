"""Times that a text names: years, parts of years and spans of years, as words and headings have them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.vietnamese import bare

YEAR = r"(?:19|20)\d\d"
_NUMBER = r"(?:0?[1-9]|1[012]|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười một|mười)"
_NAMED = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7,
          "tam": 8, "chin": 9, "muoi": 10, "muoi mot": 11}  # fmt: skip
_NO_PLACE = "quý|tháng|năm|kỳ|giai đoạn|nhiệm kỳ|các năm|từ|so với|đầu|cuối"
_MENTION = unaccented(rf"""
    \b(?:từ\s+)?(?:ngày\s+)?(?P<d1>0?1|15)/(?P<a1>\d{{1,2}})(?:/(?P<y6>{YEAR}))?\s*(?:đến|-|–)\s*(?:hết\s+)?(?:ngày\s+)?
        (?P<d2>\d{{1,2}})/(?P<a2>\d{{1,2}})/(?P<y7>{YEAR})\b
    |(?:\b(?:giai đoạn|nhiệm kỳ|các năm|kỳ|từ)\s+)?(?:từ\s+)?(?:tháng\s+(?P<m1>\d{{1,2}})\s*(?:/|năm)\s*
    |năm\s+)?(?<![\d/.])
        (?P<first>{YEAR})\s*(?:[-–]|đến(?:\s+hết)?)\s*(?:tháng\s+(?P<m2>\d{{1,2}})\s*(?:/|năm)\s*|năm\s+)?(?P<last>{YEAR})\b(?![/\d])
    |\btừ\s+tháng\s+(?P<from>\d{{1,2}})\s+đến(?:\s+hết)?\s+tháng\s+(?P<to>\d{{1,2}})\s*(?:năm|/|-)\s*(?P<y0>{YEAR})
    |\b(?:0?6|sáu)\s+tháng\s+(?P<half>đầu|cuối)(?:\s+của)?(?:\s+năm)?(?:\s+(?P<y1>{YEAR})\b)?
    |\bquý\s+(?P<quarter>iv|i{{1,3}}|[1-4](?![.,]\d))\b(?:\s*(?:năm|[/.-])?\s*(?P<y2>{YEAR})\b)?
    |\b(?P<months>{_NUMBER})\s+tháng(?:\s+đầu)?(?:\s+năm)?\s+(?P<y3>{YEAR})\b
    |\b(?P<short>[3-9]|1[01])\s?t\s?[/.-]?\s?(?P<y13>{YEAR})\b(?![/\d])
    |\b(?P<part>{_NUMBER})\s+tháng(?:\s+đầu\s+năm\b|(?=\s*:))
    |\btháng\s+(?P<month>(?:0?[1-9]|1[012])(?![.,]\d))\b(?:\s*(?:năm\s|[/.-]|,\s*năm\s)\s*(?P<y4>{YEAR})\b)?
    |\b(?:năm(?:\s+học)?)\s+(?P<y5>{YEAR})\b(?!\s*[-–]\s*{YEAR})
    |\bnăm\s(?:trước|ngoái|nay)\s\((?:năm\s)?(?P<y12>{YEAR})\)
    |(?<=\()(?P<y8>{YEAR})(?=\s?[:)])
    |(?<=[:;,]\s)(?P<y11>{YEAR})(?=\s(?:là|đạt)\s\d|:\s\d)
    |(?<=\bso với\s)(?P<y10>{YEAR})\b(?!\s?[-–/.,]\s?\d)
    |\b(?:index|sipas|papi|pci|pgi|dti|ddci|cchc)(?:\s+(?:tỉnh|huyện|xã|cấp\s(?:tỉnh|huyện|xã|sở)))?(?P<place>(?:\s(?!(?:{_NO_PLACE})\b)[^\W\d]+){{1,3}}?)?\s(?P<y9>{YEAR})\b(?!\s?[-–/.,]\s?\d|/)
    |\bcùng kỳ\s(?P<y14>{YEAR})\b(?!\s?[-–/.,]\s?\d)
    |\b(?P<before>(?:cùng kỳ(?:\s+năm)?|năm)\s+(?:trước|ngoái)|cùng kỳ(?!\s+(?:năm\s+)?{YEAR}))\b
""")
_YEARS = (
    "y1",
    "y2",
    "y3",
    "y4",
    "y5",
    "y8",
    "y9",
    "y10",
    "y11",
    "y12",
    "y13",
    "y14",
)  # groups with the year of one mention
# "so với năm 2018", "tháng 5 năm 2018": the year of another value or of a date, not of this one.
_OTHER = unaccented(r"""
    \b(?:so với|hơn|kém|trước|kể từ|từ(?!\s+kết quả)|bằng|gấp (?:rưỡi|đôi|ba|[\d,]+ lần)|cùng kỳ|của|sang|sau
    |sớm nhất|ngày\s\d{1,2})
    (?:\s+(?:cùng kỳ|mức|kết quả|điểm|vị trí|thứ hạng|chỉ số|thời điểm|cuối))*,?\s*$
""")
_SO = accented(r"\bso\s*$", re.IGNORECASE)  # "giảm ba bậc so năm 2016"; without accents "số" is the same
_OF_DATE = unaccented(r"\bngày\s+(?:mùng\s+)?\d{1,2}\s*$")
# "Nghị quyết số 19-NQ/TW năm 2017": the year of a document by its number.
_OF_DOCUMENT = re.compile(r"\d[\w/]*[-/][a-z]{2,}[\w/-]*\s*$")
_ALONE = re.compile(r"(?<![\d/.:-])(?P<year>(?:19|20)\d\d)(?!\s*[-–]|[\d/])")
_QUARTER, _HALF, _DECEMBER = 3, 6, 12  # months
_CUT_DAY = "15"  # of a month, on which figures of the next begin
_REACH = 24  # characters before a year that say whose it is


class When(NamedTuple):
    """``period`` is None for a whole year; see the record for how the others are written."""

    year: int | None = None
    period: str | None = None


def last_month(when: When) -> str:
    """The month with which a time ends that has a year: "2025-07".

    >>> last_month(When(2025)), last_month(When(2025, "2025-Q2")), last_month(When(2025, "2025-01/2025-05"))
    ('2025-12', '2025-06', '2025-05')
    """
    end = (when.period or "").rpartition("/")[2]
    part = end[5:7]
    months = {"H1": 6, "H2": 12} | {f"Q{quarter}": 3 * quarter for quarter in range(1, 5)}
    return f"{when.year}-{months.get(part) or int(part or 12):02d}"


def months_of(year: int, first: int, last: int) -> When:
    """From one month of a year to another, by the name of that time where it has one.

    >>> months_of(2025, 7, 9), months_of(2025, 1, 9)
    (When(year=2025, period='2025-Q3'), When(year=2025, period='2025-01/2025-09'))
    """
    part = _named_part(first, last)
    return When(year, part.format(year) if part else None)


def since_january(when: When) -> When | None:
    """The year up to the end of a part of it; None of a time without a year.

    >>> since_january(When(2025, "2025-05")), since_january(When(2025, "2025-Q4"))
    (When(year=2025, period='2025-01/2025-05'), When(year=2025, period=None))
    """
    return months_of(when.year, 1, int(last_month(when)[5:])) if when.year else None


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
        if match["place"] and not all(word[0].isupper() for word in text[slice(*match.span("place"))].split()):
            continue  # "DDCI Thanh Lĩnh 2030", and no words
        if mention:
            than = _SO.search(text, max(0, match.start() - _REACH), match.start())
            cited = match["month"] is None and match["quarter"] is None and _OF_DOCUMENT.search(before)
            compared = cited or _OTHER.search(before) or than or (mention.back and match["before"] is not None)
            compared = compared and not (match[0][0] != text[match.start()] and text[match.start() + 1].islower())
            yield replace(mention, own=not compared)


_WORDS = accented(r"(?:quý|tháng|quy|thang)", re.IGNORECASE)


def _accented(text: str, match: re.Match[str]) -> bool:
    """Without accents "tháng" is also "thắng", "quý" also "quỹ"."""
    return _WORDS.search(text, match.start(), match.end()) is not None


def _mention(match: re.Match[str]) -> TimeMention | None:
    if match["y7"]:
        return _reporting_period(match) if match["d1"] == _CUT_DAY else _whole_months(match)
    if match["first"]:
        return _span(match)
    if match["from"]:
        return _year_part(match, "y0", _named_part(int(match["from"]), int(match["to"])))
    if match["before"]:
        return TimeMention(*match.span(), None, back=True)
    year = next((name for name in _YEARS if match[name]), "y5")
    return _year_part(match, year, _part_of(match))


def _part_of(match: re.Match[str]) -> str | None:
    """What part of a year is named; None for a whole one."""
    if match["half"]:
        return f"{{0}}-H{1 if match['half'] == 'dau' else 2}"
    if match["quarter"]:
        return f"{{0}}-Q{_count(match['quarter'])}"
    if match["months"] or match["part"] or match["short"]:
        return _named_part(1, _count(match["months"] or match["part"] or match["short"]))
    return f"{{0}}-{int(match['month']):02d}" if match["month"] else None


def _whole_months(match: re.Match[str]) -> TimeMention | None:
    """From the first day of a month to the last of one: "từ 01/7/2025 đến 30/9/2025"; None for other days."""
    year, until = int(match["y6"] or match["y7"]), int(match["y7"])
    first, last = int(match["a1"]), int(match["a2"])
    if not (1 <= first <= 12 and 1 <= last <= 12 and (year, first) <= (until, last)):
        return None
    if int(match["d2"]) != monthrange(until, last)[1]:
        return None
    if year == until:
        return TimeMention(*match.span(), year, _named_part(first, last))
    return TimeMention(*match.span(), None, span=f"{year}-{first:02d}/{until}-{last:02d}")


def _reporting_period(match: re.Match[str]) -> TimeMention | None:
    """The months that a report is of whose figures are cut in the middle of months; None for other days.

    Nghị định 09/2019/NĐ-CP, điều 12: July is from 15 June to 14 July, the first half of a year from 15 December.
    """
    opens, until, last = int(match["a1"]), int(match["y7"]), int(match["a2"])
    since = int(match["y6"] or until - (opens > last))
    first, year = (1, since + 1) if opens == _DECEMBER else (opens + 1, since)
    if int(match["d2"]) != int(_CUT_DAY) - 1 or year != until or not 1 <= first <= last <= _DECEMBER:
        return None
    return TimeMention(*match.span(), until, _named_part(first, last))


def _named_part(first: int, last: int) -> str | None:
    """The part of a year from one month to another, by its name where it has one; None for the whole year.

    >>> _named_part(1, 6), _named_part(7, 9), _named_part(7, 7), _named_part(1, 9), _named_part(1, 12)
    ('{0}-H1', '{0}-Q3', '{0}-07', '{0}-01/{0}-09', None)
    """
    length = last - first + 1
    if length == _DECEMBER:
        return None
    if length == 1:
        return f"{{0}}-{first:02d}"
    for name, months in (("H", _HALF), ("Q", _QUARTER)):
        if length == months and last % months == 0:
            return f"{{0}}-{name}{last // months}"
    return f"{{0}}-{first:02d}/{{0}}-{last:02d}"


def _span(match: re.Match[str]) -> TimeMention | None:
    """From one year to another; None where they do not follow each other."""
    since, to = ((match[y], match[m]) for y, m in (("first", "m1"), ("last", "m2")))
    if int(since[0]) > int(to[0]):
        return None
    ends = (f"{year}-{int(month):02d}" if month else year for year, month in (since, to))
    return TimeMention(*match.span(), None, span="/".join(ends))


def _year_part(match: re.Match[str], year: str, part: str | None) -> TimeMention:
    start = match.start("y9") if year == "y9" else match.start()  # the name of the index is no part of the time
    return TimeMention(start, match.end(), int(match[year]) if match[year] else None, part)


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
