"""Citations against the documents that are known: what is known is surer, what contradicts them is doubted.

A body gives a number once a year, and the numbers of a year in the order of its days. So a known number has one
date, a number far from its neighbours in date was misread, and what differs in a sign from a known number of the
same day was hardly meant. Bodies issue many documents on one day, though: numbers no farther apart than a body
gives them in a week may be of one day, and are none the worse for it.

Many bodies give numbers with one symbol (UBND), so a document is compared with those of its own issuer, and with
those whose symbol is that of one body only (CP).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, TypeAlias

from rapidfuzz.distance import Levenshtein

from cchc_ocr.extract.text.finding import Finding
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.lexicon import KnownDocument, Lexicon, kept
from cchc_ocr.numbering.numbers import comparable
from cchc_ocr.records import Reference
from cchc_ocr.vietnamese import bare

_LEFT = 0.2  # of the doubt in a reading that gives a known document: few misreadings do
_BESIDE, _WEEK = 10, 7  # numbers of one day are nearer than these, and than those of so many days
_NEIGHBOURS, _FEWEST = 3, 2  # known numbers on either side: one of them may be a slip itself
_SLACK = timedelta(days=20)  # by which numbers are given out of order
_PARTS = re.compile(r"(?P<figures>\d+)(?P<rest>[a-z]?[/-](?:(?P<year>(?:19|20)\d\d)/)?.+)")

NumberSeries: TypeAlias = tuple[str, str]  # what follows the number, and the year: "/2018/nd-cp", "2018"
BodyName: TypeAlias = Callable[[str | None], str | None]  # of an issuer as it is printed: its canonical name


@dataclass(frozen=True, slots=True)
class CitationDoubt:
    """The field of a citation that is doubted, and what a known document has in its place, if one is like it."""

    field: Literal["number_symbol", "date"]
    known: str | None


@dataclass(frozen=True, slots=True)
class _KnownOfBody:
    """The days of each number; the numbers of each day, most cited first; each series in the order of numbers."""

    days: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, tuple[str, ...]]
    series: Mapping[NumberSeries, tuple[tuple[int, date], ...]]

    def doubt(self, number: str, day: str) -> CitationDoubt | None:
        """What contradicts these in a number of another day than it is known to have, or of none."""
        parts, days = _PARTS.fullmatch(number), self.days.get(number, ())
        if not parts:
            return None
        if days:
            other = next((one for one in days if one[:4] == (parts["year"] or day[:4])), None)
            return CitationDoubt("date", other) if other else None
        near = next((one for one in self.numbers.get(day, ()) if _is_slip(number, number_key(one), day)), None)
        series = self.series.get((parts["rest"], parts["year"] or day[:4]), ())
        if near or is_out_of_order(series, int(parts["figures"]), date.fromisoformat(day)):
            return CitationDoubt("number_symbol", near)
        return None


def doubt_of(reference: Reference, lexicon: Lexicon, body: str | None = None) -> CitationDoubt | None:
    """What of a citation contradicts the known documents; None where nothing does, or it is dated by no day.

    ``body`` is its issuer by the canonical name.
    """
    day, number = reference.date, number_key(reference.number_symbol)
    if not day or is_known(reference, lexicon, body):
        return None
    return next(filter(None, (known.doubt(number, day) for known in _of_bodies(lexicon, body))), None)


def against_known(
    findings: Sequence[Finding[Reference]], lexicon: Lexicon, body_name: BodyName = lambda _: None
) -> Iterator[Finding[Reference]]:
    """The citations, doubted or surer by what is known: surer in number and date, where both are.

    A number without its day may be misread.
    """
    for finding in findings:
        body = body_name(finding.value.issuer)
        doubt = doubt_of(finding.value, lexicon, body)
        sure = ("number_symbol", "date") if is_known(finding.value, lexicon, body) else ()
        sources = tuple((name, _surer(trace) if name in sure else trace) for name, trace in finding.sources)
        doubtful = (*finding.doubtful, doubt.field) if doubt else finding.doubtful
        yield replace(finding, sources=sources, doubtful=doubtful)


def _surer(trace: Trace) -> Trace:
    return replace(trace, confidence=round(1 - (1 - trace.confidence) * _LEFT, 4))


def is_known(reference: Reference, lexicon: Lexicon, body: str | None) -> bool:
    """Whether a document with the number and the date of a citation is known."""
    number = number_key(reference.number_symbol)
    return any(reference.date in known.days.get(number, ()) for known in _of_bodies(lexicon, body))


def _is_slip(number: str, known: str, day: str) -> bool:
    """Whether one sign tells two numbers of a day apart that do not stand beside each other.

    >>> known = "161/2018/nd-cp", "2018-11-21"
    >>> _is_slip("181/2018/nd-cp", *known), _is_slip("161/2018/nd-gp", *known), _is_slip("162/2018/nd-cp", *known)
    (True, True, False)
    """
    one, other = _PARTS.fullmatch(number), _PARTS.fullmatch(known)
    if not one or not other or Levenshtein.distance(number, known, score_cutoff=1) != 1:
        return False
    a_day = int(other["figures"]) / date.fromisoformat(day).timetuple().tm_yday
    apart = abs(int(one["figures"]) - int(other["figures"]))
    return one["rest"] != other["rest"] or apart >= max(_BESIDE, _WEEK * a_day)


def is_out_of_order(series: Sequence[tuple[int, date]], number: int, day: date) -> bool:
    """Whether all the known numbers next below are of later days, or all next above of earlier ones.

    ``series`` has other numbers of the year with their days, sorted.
    """
    at = bisect_left(series, (number, date.min))
    below, above = series[max(0, at - _NEIGHBOURS) : at], series[at : at + _NEIGHBOURS]
    later = len(below) >= _FEWEST and all(other - day > _SLACK for _, other in below)
    earlier = len(above) >= _FEWEST and all(day - other > _SLACK for _, other in above)
    return later or earlier


def series_of(number_symbol: str, day: str) -> tuple[NumberSeries, int] | None:
    """The series that a number of a day is of, and its place there; None where it has no number and symbol.

    >>> series_of("061/2018/NĐ-CP", "2018-04-23"), series_of("480/QĐ-TTg", "2031-05-03"), series_of("?", "")
    ((('/2018/nd-cp', '2018'), 61), (('/qd-ttg', '2031'), 480), None)
    """
    parts = _PARTS.fullmatch(number_key(number_symbol))
    return ((parts["rest"], parts["year"] or day[:4]), int(parts["figures"])) if parts else None


def _of_bodies(lexicon: Lexicon, body: str | None) -> Iterator[_KnownOfBody]:
    """The documents of a body, and those of bodies that are told by their symbols alone."""
    known = _known_documents(lexicon)
    return (known[name] for name in dict.fromkeys((body or "", "")) if name in known)


@kept
def _known_documents(lexicon: Lexicon) -> Mapping[str, _KnownOfBody]:
    by_issuer: dict[str, list[KnownDocument]] = defaultdict(list)
    for document in sorted(lexicon.known_documents, key=lambda one: -one.count):
        by_issuer[document.issuer].append(document)
    return {issuer: _of_one_body(documents) for issuer, documents in by_issuer.items()}


def _of_one_body(documents: Sequence[KnownDocument]) -> _KnownOfBody:
    days: dict[str, list[str]] = defaultdict(list)
    numbers: dict[str, list[str]] = defaultdict(list)
    series: dict[NumberSeries, list[tuple[int, date]]] = defaultdict(list)
    for document in documents:
        key, day = number_key(document.number_symbol), document.date
        days[key].append(day)
        numbers[day].append(document.number_symbol)
        if found := series_of(key, day):
            series[found[0]].append((found[1], date.fromisoformat(day)))
    return _KnownOfBody(
        {number: tuple(dated) for number, dated in days.items()},
        {day: tuple(numbered) for day, numbered in numbers.items()},
        {name: tuple(sorted(places)) for name, places in series.items()},
    )


def number_key(number_symbol: str) -> str:
    """A number and symbol in the form in which those of known documents are compared.

    >>> number_key("045/2024/QĐ – UBND")
    '45/2024/qd-ubnd'
    """
    return bare(comparable(number_symbol))
