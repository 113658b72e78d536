"""Places in rankings, percentages and dates that a text states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from cchc_ocr.extract.bodies import Bodies
from cchc_ocr.extract.dates import DateMention, find_dates
from cchc_ocr.extract.finding import Finding, named, sourced
from cchc_ocr.extract.labels import concise
from cchc_ocr.extract.passage import Passage, Trace
from cchc_ocr.extract.periods import when
from cchc_ocr.extract.phrases import Phrases, Span
from cchc_ocr.extract.points import decimal
from cchc_ocr.extract.widths import phantom_figure
from cchc_ocr.records import Count, Percentage, Rank
from cchc_ocr.vietnamese import bare

# How often the rule is right when the reading is.
_WITH_BASE, _NO_BASE, _PERCENT, _PHANTOM, _DATE, _NAME = 0.97, 0.87, 0.97, 0.3, 0.99, 0.88

_PLACE = r"(?:vi\s+(?:tri|thu)|thu(?:\s+hang)?|th\w{1,3}|hang|o|đ|&)"
_RANK = re.compile(
    rf"\b(?P<verb>x[ee]?p|dung(?!\s+x[ee]?p)|giu|dat|o)\s+(?:\S{{1,3}}\s+)?(?:{_PLACE}\s+){{1,4}}:?\s*"
    r"(?P<position>\d{1,3})(?!\d|[.,]\d)(?:\s?(?:/|tren(?:\s+tong so)?\s|trong\s+(?:tong\s+)?(?:so\s+)?)\s?"
    r"(?P<of>\d{1,3})(?!\d|[.,/]\d|%))?"
)
_PLAIN_RANK = re.compile(
    r"\b(?:xep|vi tri|vi thu|(?:thu )?hang)\s*:?\s*(?P<position>\d{1,3})\s?/\s?(?P<of>\d{1,3})(?!\d|[.,/]\d)"
)
_NO_RANK = re.compile(r"\s*(?:diem|%|nam|ngay|thang|lan|dong chi|nguoi|[.,]\d|(?:cua\s+)?(?:dieu|khoan)|ky hop)\b")
_CHANGE = re.compile(
    r"\b(?:(?P<up>t[ai]n?ng|vuot|thang|cai thien|nang)|(?P<down>giam|tut|giam xuong|tut xuong"
    r"|ha))\s+(?:len\s+|xuong\s+)?"
    r"(?P<steps>\d{1,3})\s+(?:bac|hang|vi tri|vi thu)\b"
)
_SAME = re.compile(r"\b(?:giu nguyen|giu vung|khong doi|bang voi|nhu)\s+(?:vi tri|thu hang|vi thu|so voi)\b")
# "(năm 2018 xếp thứ 9/20)": the same thing, at another time.
_ASIDE = re.compile(
    r"(?:\(|;)\s*(?:n[aă]m|quý\s+[IVX]+|tháng\s+\d+)[\s/]+(?:\d{4}|trước)[^();]{0,50}$"
    r"|\b(?:n[aă]m\s+(?:\d{4}|trước))\s*\([^()]{0,30}$",
    re.IGNORECASE,
)
_CHANGE_WITHIN = 90  # characters between a place and its change: a base ("Sở, ban, ngành cấp tỉnh") stands between

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

_STAMP_BEFORE = re.compile(
    r"(?:thoi gian ky|ky luc|ngay ky|ky ngay|cv den|cong van den|so:?\s*\d+\s*\W*)\s*\W*\s*$"
)
_STAMP_BEHIND = re.compile(r"\s*,?\s*\d{1,2}:\d{2}")


def find_ranks(phrases: Phrases, bodies: Bodies) -> tuple[Finding[Rank], ...]:
    """All places in rankings with base, change and year, in order."""
    placed = {m.start("position"): m for p in (_PLAIN_RANK, _RANK) for m in p.finditer(phrases.plain)}
    matches = [m for _, m in sorted(placed.items()) if _is_rank(phrases, m)]
    found: list[Finding[Rank]] = []
    for i, match in enumerate(matches):
        ceiling = matches[i + 1].start() if i + 1 < len(matches) else len(phrases.text)
        found.append(_rank(phrases, match, ceiling, bodies, found[-1] if found else None))
    return tuple(found)


def _is_rank(phrases: Phrases, match: re.Match[str]) -> bool:
    if _NO_RANK.match(phrases.plain, match.end()):
        return False
    verb = match.groupdict().get("verb")
    placed = re.search(r"\b(?:vi tri|vi thu|thu hang|hang|thu)\b", match.group())
    return verb is None or verb.startswith("x") or bool(placed and (match["of"] or verb == "dung"))


def _rank(
    phrases: Phrases, match: re.Match[str], ceiling: int, bodies: Bodies, previous: Finding[Rank] | None
) -> Finding[Rank]:
    floor = previous.end if previous else 0
    change = _change(phrases, match, floor, ceiling)
    about = phrases.subject(match.start(), floor)
    name = concise(phrases.read(about))
    if previous and _ASIDE.search(phrases.text, floor, match.start()):
        name = previous.value.name
    fields = ["position", "of"] if match["of"] else ["position"]
    certainty = _WITH_BASE if match["of"] else _NO_BASE
    sources = [(f, sourced(phrases.passage, match.start(f), match.end(f), certainty)) for f in fields]
    if about:
        sources.append(("name", named(phrases.passage, about.start, about.end, _NAME)))
    value = Rank(
        name=name,
        position=int(match["position"]),
        of=int(match["of"]) if match["of"] else None,
        change=change[0],
        unit=bodies.of(match.start()),
        **when(phrases, match.start(), match.end())._asdict(),
    )
    return Finding(value, match.start(), max(match.end(), change[1]), tuple(sources))


def _change(phrases: Phrases, match: re.Match[str], floor: int, ceiling: int) -> tuple[int | None, int]:
    """Steps up (positive) or down, behind a place or before it in its sentence, and where they end."""
    sentence = phrases.sentence(match.start())
    behind = min(match.end() + _CHANGE_WITHIN, sentence.end, ceiling)
    before = max(match.start() - _CHANGE_WITHIN // 2, sentence.start, floor)
    for start, end in ((match.end(), behind), (before, match.start())):
        steps = _CHANGE.search(phrases.plain, start, end)
        if steps:
            return int(steps["steps"]) * (1 if steps["up"] else -1), steps.end()
        same = _SAME.search(phrases.plain, start, end)
        if same:
            return 0, same.end()
    return None, 0


def find_percentages(
    phrases: Phrases, taken: Sequence[Span], counts: Sequence[Finding[Count]] = ()
) -> tuple[Finding[Percentage], ...]:
    """All percentages outside ``taken`` (those of scores), each statement once however often it is repeated.

    One that follows a count ("nộp trực tuyến 42 hồ sơ, chiếm 84%") is the share that this count is.
    """
    found: list[Finding[Percentage]] = []
    for finding in _percentages(phrases, taken, counts):
        if not any(_repeats(finding, earlier) for earlier in found):
            found.append(finding)
    return tuple(found)


def _percentages(
    phrases: Phrases, taken: Sequence[Span], counts: Sequence[Finding[Count]]
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
            sources.append(("name", named(phrases.passage, about.start, about.end, _NAME)))
        yield Finding(value, match.start(), match.end(), tuple(sources), doubtful)


def _share_of(
    phrases: Phrases, match: re.Match[str], about: Span, counts: Sequence[Finding[Count]], before: str | None
) -> str | None:
    """What a percentage is called; ``before``: what the one before it is, to which a change belongs."""
    start = phrases.clause(match.start()).start
    change = _CHANGED.search(phrases.plain, start, match.start())
    if change and before:
        return f"{before} ({phrases.text[slice(*change.span('how'))]})"
    counted = [c for c in counts if start <= c.start < match.start() and c.value.name]
    follows = counted and _AS_SHARE.fullmatch(phrases.plain, counted[-1].end, match.start())
    return counted[-1].value.name if follows else concise(phrases.read(about))


def _about(phrases: Phrases, match: re.Match[str], floor: int) -> Span:
    """ "100% văn bản …": the words behind where they follow at once, else those before ("tỷ lệ … đạt 99%")."""
    behind = phrases.behind(match.end())
    if behind and not _NO_WHOLE.match(phrases.plain, match.end()):
        return behind
    before = phrases.before(match.start(), floor)
    return _share(phrases, before) if before else behind


def _share(phrases: Phrases, about: Span) -> Span:
    """Of a long clause what the percentage is of: from its last "tỷ lệ" on, else behind its last comma."""
    shares = [m.start() for m in _SHARE.finditer(phrases.plain, about.start, about.end)]
    if shares:
        return Span(shares[-1], about.end)
    turns = [*_TURN.finditer(phrases.text, about.start, about.end)]
    return phrases.trimmed(turns[-1].end(), about.end) if turns and about.end - about.start > _LONG else about


def _repeats(finding: Finding[Percentage], earlier: Finding[Percentage]) -> bool:
    if finding.value.value != earlier.value.value:
        return False
    names = (finding.value.name or "").casefold(), (earlier.value.name or "").casefold()
    return fuzz.ratio(*names) >= _SAME_NAME


def find_full_dates(passage: Passage) -> tuple[tuple[DateMention, Trace], ...]:
    """Every full date of the pages that is not of a stamp or a signature box, in order of the text."""
    plain = bare(passage.text).lower()
    return tuple(
        (mention, sourced(passage, mention.start, mention.end, _DATE))
        for mention in find_dates(passage.text)
        if not _is_stamp(plain, mention)
    )


def _is_stamp(plain: str, mention: DateMention) -> bool:
    before = plain[max(0, mention.start - 24) : mention.start]
    return bool(_STAMP_BEFORE.search(before)) or bool(_STAMP_BEHIND.match(plain, mention.end))
