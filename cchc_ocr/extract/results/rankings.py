"""Places in rankings that a text states, with their base and their change."""

from __future__ import annotations

import re

from cchc_ocr.extract.results.bodies import Bodies
from cchc_ocr.extract.results.labels import concise
from cchc_ocr.extract.results.periods import when
from cchc_ocr.extract.results.phrases import Phrases
from cchc_ocr.extract.text.finding import Finding, named, sourced
from cchc_ocr.records import Rank

# How often the rule is right when the reading is.
_WITH_BASE, _NO_BASE = 0.97, 0.87
NAME_SURE = 0.88

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
        sources.append(("name", named(phrases.passage, about.start, about.end, NAME_SURE)))
    value = Rank(
        name=name,
        position=int(match["position"]),
        of=int(match["of"]) if match["of"] else None,
        change=change[0],
        unit=bodies.body_at(match.start()),
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
