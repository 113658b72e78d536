"""The year, or the part of a year, that a value in a sentence belongs to."""

from __future__ import annotations

import re
from typing import NamedTuple

from cchc_ocr.extract.results.phrases import Phrases
from cchc_ocr.vietnamese import bare

_CENTURIES = r"(?:19|20)\d\d"
_SHORT_FORM = r"\b(?:quý\s+[IVX1-4]{1,3}|tháng\s+\d{1,2})\s*/\s*"
_YEAR = re.compile(
    rf"(?:\bn[aă]m\s+|{_SHORT_FORM})(?P<year>{_CENTURIES})\b(?!\s*[-–]\s*{_CENTURIES})", re.IGNORECASE
)
_SPAN = re.compile(
    rf"\bgiai đoạn\s+(?:năm\s+)?(?P<first>{_CENTURIES})\s*[-–]\s*(?P<last>{_CENTURIES})\b", re.IGNORECASE
)
# "so với năm 2018", "tháng 5 năm 2018": the year of another value or of a date, not of this one.
_OTHER_YEAR = re.compile(
    r"\b(?:so voi|hon|truoc|tu|den|ke tu|bang|cung ky|cua|sang|sau|ngay\s\d{1,2}\s+thang\s\d{1,2})"
    r"(?:\s+cung ky)?,?\s*$"
)
# "so với năm 2022 (xếp thứ 9/28": in brackets behind a year stands what belongs to that year. On the accented
# text: without accents "năm" is also in "nằm".
_ASIDE = re.compile(rf"(?:\bnăm\s+|{_SHORT_FORM})(?P<year>{_CENTURIES})\s*\((?!\s*năm)[^()]*$", re.IGNORECASE)
_BEHIND = re.compile(r"[^().,;]{0,30}")
_MONTH = re.compile(r"\bthang\s(?P<month>\d{1,2})[\s,/]*$")
_HALF = re.compile(r"\b(?:0?6|sau)\s+thang\s+(?P<half>dau|cuoi)\s*$")
_QUARTER = re.compile(r"\bquy\s+(?P<quarter>iv|i{1,3}|[1-4])[\s,/]*$")
_MONTHS = re.compile(r"\b(?P<months>0?[1-9]|1[012]|muoi mot|mot|hai|ba|chin)\s+thang(?:\s+dau)?\s*$")
_NAMED = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "mot": 1, "hai": 2, "ba": 3, "chin": 9, "muoi mot": 11}
_REACH = 24  # characters before a year in which "6 tháng đầu" and the like stand


class When(NamedTuple):
    """``period`` is None for a whole year; see the record for how the others are written."""

    year: int | None = None
    period: str | None = None


def when(phrases: Phrases, start: int, end: int) -> When:
    """The year of a value at ``start:end``.

    It is named before it in its sentence, right behind, in what leads up to the list it stands in, in the subject
    of the document, or last before.
    """
    sentence = phrases.sentence(start)
    aside = _ASIDE.search(phrases.text, sentence.start, start)
    if aside:
        return _when(phrases, aside)
    behind = _BEHIND.match(phrases.text, end, sentence.end)
    lead = phrases.lead(sentence.start)
    near = ((sentence.start, start), (end, behind.end() if behind else end), (lead, sentence.start))
    named = (_named(phrases, from_, to) for from_, to in near)
    subject = of_words(phrases.topic or "", last=False)
    return next(filter(any, named), None) or (subject if any(subject) else _named(phrases, 0, lead))


def _named(phrases: Phrases, start: int, end: int) -> When:
    """What a stretch names last that is not the year of another value."""
    years = [y for y in _YEAR.finditer(phrases.text, start, end) if _is_its_own(phrases, y)]
    if years:
        # "tháng 10 năm 2025" may also say when a result was announced: any other year comes first.
        whole = [y for y in years if not _MONTH.search(phrases.plain, *_before(y))]
        return _when(phrases, (whole or years)[-1])
    spans = [*_SPAN.finditer(phrases.text, start, end)]
    return When(None, f"{spans[-1]['first']}/{spans[-1]['last']}") if spans else When()


def of_words(text: str, *, last: bool = True) -> When:
    """The last or the first year that a heading names, with what part of it, or the span of years.

    >>> of_words("Điểm năm 2019"), of_words("Kết quả quý III/2021"), of_words("Điểm tối đa")
    (When(year=2019, period=None), When(year=2021, period='2021-Q3'), When(year=None, period=None))
    """
    years = [*_YEAR.finditer(text), *re.finditer(rf"(?<![\d/.-])(?P<year>{_CENTURIES})(?!\s*[-–]|[\d/])", text)]
    span = _SPAN.search(text)
    if span:  # "giai đoạn 2016 - 2020": neither is the year of a value
        years = [year for year in years if not span.start() <= year.start("year") < span.end()]
    if not years:
        return When(None, f"{span['first']}/{span['last']}") if span else When()
    year = (max if last else min)(years, key=lambda year: year.start("year"))
    return When(int(year["year"]), _part(bare(text).lower()[slice(*_before(year))], year["year"]))


def _when(phrases: Phrases, year: re.Match[str]) -> When:
    return When(int(year["year"]), _part(phrases.plain[slice(*_before(year))], year["year"]))


def _before(year: re.Match[str]) -> tuple[int, int]:
    """The stretch before the figures of a year, without the word for it."""
    word = re.match(r"n[aă]m\s+$", year.string[year.start() : year.start("year")], re.IGNORECASE)
    end = year.start() if word else year.start("year")
    return max(0, end - _REACH), end


def _part(before: str, year: str) -> str | None:
    """What part of the year the words before it name.

    >>> [_part(before, "2022") for before in ("6 thang dau ", "quy iii/", "chin thang ", "trong ")]
    ['2022-H1', '2022-Q3', '2022-01/2022-09', None]
    """
    if half := _HALF.search(before):
        return f"{year}-H{1 if half['half'] == 'dau' else 2}"
    if quarter := _QUARTER.search(before):
        return f"{year}-Q{_number(quarter['quarter'])}"
    if months := _MONTHS.search(before):
        return f"{year}-01/{year}-{_number(months['months']):02d}"
    month = _MONTH.search(before)
    return f"{year}-{int(month['month']):02d}" if month else None


def _number(name: str) -> int:
    return _NAMED.get(name) or int(name)


def _is_its_own(phrases: Phrases, year: re.Match[str]) -> bool:
    return _OTHER_YEAR.search(phrases.plain, max(0, year.start() - _REACH), year.start()) is None
