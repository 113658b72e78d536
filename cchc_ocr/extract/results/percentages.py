"""Percentages that a text states, each with what it is a share of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from cchc_ocr.extract.results.labels import concise
from cchc_ocr.extract.results.periods import when
from cchc_ocr.extract.results.phrases import Phrases, TextSpan
from cchc_ocr.extract.results.points import decimal
from cchc_ocr.extract.results.rankings import NAME_SURE
from cchc_ocr.extract.results.repeats import once
from cchc_ocr.extract.results.widths import phantom_figure
from cchc_ocr.extract.text.finding import Finding, named, sourced
from cchc_ocr.records import Count, Percentage

_PERCENT, _PHANTOM = 0.97, 0.3  # how often the rule is right when the reading is

_PERCENTAGE = re.compile(r"(?<![\w/])(?<!\d[.,])(?P<value>\d{1,3}(?:[.,]\d{1,3})?)\s?%")

# What follows a percentage and is not what it is a share of.
_NO_WHOLE = re.compile(
    r"\s*(?:[,.;:()–-]|(?:so voi|tro len|tro xuong|va|den|ke hoach|so|cua|trong|tren|tong so|theo|la|thi"
    r"|nhung|cao hon"
    r"|thap hon|tang|giam|du|vuot|dat|muc|cung|nam|vao|o|tai|cho)\b)"
)

# "tăng 2,5%", "cao hơn 1,2%": a change of the percentage before.
_CHANGED = re.compile(r"\b(?P<how>tang|giam|cao hon|thap hon)\s+(?:them\s+)?$")

# "42 hồ sơ (84%)", "42 hồ sơ trực tuyến, chiếm tỷ lệ 84%": between a count and the share it is.
_AS_SHARE = re.compile(
    r"[^.;:()\d%]{0,60}?(?:\(|,?\s*\b(?:chiem|dat|tuong duong|bang|ty le|tuong ung)\s)"
    r"\s*(?:(?:chiem|dat|tuong duong|bang|ty le|la|tuong ung)\s*)*:?\s*"
)
_SAME_NAME = 90
_SHARE = re.compile(r"\bt[yi] le\s\w+\s\w")
_TURN = re.compile(r",\s|\sthì\s")
_LONG = 60  # characters


def find_percentages(
    phrases: Phrases, taken: Sequence[TextSpan], counts: Sequence[Finding[Count]] = ()
) -> tuple[Finding[Percentage], ...]:
    """All percentages outside ``taken`` (those of scores), each statement once however often it is repeated.

    One that follows a count ("nộp trực tuyến 42 hồ sơ, chiếm 84%") is the share that this count is.
    """
    return once(_percentages(phrases, taken, counts), _repeats)


def _percentages(
    phrases: Phrases, taken: Sequence[TextSpan], counts: Sequence[Finding[Count]]
) -> Iterator[Finding[Percentage]]:
    floor, last = 0, None
    for match in _PERCENTAGE.finditer(phrases.plain):
        if any(span.start <= match.start() < span.end for span in taken):
            continue
        about = _about(phrases, match, floor)
        last = _share_of(phrases, match, about, counts, last)
        floor = match.end()
        value = Percentage(
            name=last,
            value=decimal(match["value"]),
            **when(phrases, match.start(), match.end())._asdict(),
        )
        doubtful = ("value",) if phantom_figure(phrases.passage.trace(match.start(), match.end())) else ()
        certainty = _PHANTOM if doubtful else _PERCENT
        sources = [("value", sourced(phrases.passage, match.start(), match.end(), certainty))]
        if about:
            sources.append(("name", named(phrases.passage, about.start, about.end, NAME_SURE)))
        yield Finding(value, match.start(), match.end(), tuple(sources), doubtful)


def _share_of(
    phrases: Phrases, match: re.Match[str], about: TextSpan, counts: Sequence[Finding[Count]], before: str | None
) -> str | None:
    """What a percentage is called; ``before``: what the one before it is, to which a change belongs."""
    start = phrases.clause(match.start()).start
    change = _CHANGED.search(phrases.plain, start, match.start())
    if change and before:
        return f"{before} ({phrases.text[slice(*change.span('how'))]})"
    counted = [c for c in counts if start <= c.start < match.start() and c.value.name]
    follows = counted and _AS_SHARE.fullmatch(phrases.plain, counted[-1].end, match.start())
    return counted[-1].value.name if follows else concise(phrases.read(about))


def _about(phrases: Phrases, match: re.Match[str], floor: int) -> TextSpan:
    """ "100% văn bản …": the words behind where they follow at once, else those before ("tỷ lệ … đạt 99%")."""
    behind = phrases.behind(match.end())
    if behind and not _NO_WHOLE.match(phrases.plain, match.end()):
        return behind
    before = phrases.before(match.start(), floor)
    return _share(phrases, before) if before else behind


def _share(phrases: Phrases, about: TextSpan) -> TextSpan:
    """Of a long clause what the percentage is of: from its last "tỷ lệ" on, else behind its last comma."""
    shares = [m.start() for m in _SHARE.finditer(phrases.plain, about.start, about.end)]
    if shares:
        return TextSpan(shares[-1], about.end)
    turns = [*_TURN.finditer(phrases.text, about.start, about.end)]
    return phrases.trimmed(turns[-1].end(), about.end) if turns and about.end - about.start > _LONG else about


def _repeats(one: Percentage, earlier: Percentage) -> bool:
    if one.value != earlier.value:
        return False
    names = (one.name or "").casefold(), (earlier.name or "").casefold()
    return fuzz.ratio(*names) >= _SAME_NAME
