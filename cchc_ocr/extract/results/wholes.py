"""Which counts are the parts of another: "960 hồ sơ, trong đó đúng hạn 930 hồ sơ, trễ hạn 30 hồ sơ"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cchc_ocr.extract.results.context import Context
from cchc_ocr.extract.text.finding import Finding
from cchc_ocr.patterns import unaccented
from cchc_ocr.records import Count
from cchc_ocr.vietnamese import bare

# What leads from a whole to its parts, and what may stand between two parts.
_OPENS = unaccented(r"""
    (?:[^#.;(]|\([^()]{0,80}\)){0,60}?
    (?:[,;]?\s*\(?\s*\b(?:trong đó|gồm|bao gồm|cụ thể|chia ra|phân ra)\b|\()[^#.;)]{0,60}
    |[^#.;(,:]{0,60}:\s[^#.;),:]{0,60}
""")
# "phải làm 07 nhiệm vụ. Đến nay: 05 nhiệm vụ đã xong, …": the next sentence counts the parts.
_OPENS_NEXT = unaccented(
    r"[^#.;]{0,60}\.\s+(?:trong đó|cụ thể|đến nay|kết quả(?=[:,]| là| có| đã)|gồm|bao gồm|chia ra)"
    r"[^#.;]{0,20}[:,]?\s*"
)
_BETWEEN = unaccented(r"[^#.;()]{0,60}[,;]\s*(?:và\s)?[^#.;()]{0,60}|[^#.;,()]{0,40}\svà\s[^#.;()]{0,60}")
_REST = unaccented(r"\b(?:số )?còn lại\b")  # "đúng hạn 33, quá hạn 01, còn lại trong hạn": a part without a number
_SHARE = re.compile(r"[^#.;]{0,30}\(?\s*(?:dat|chiem|ty le|bang)?[^#.;]{0,12}#+\s?%\)?")
# CountParts that are all there are: without one of each pair nothing can be said of a sum that is too small.
_COMPLETE = (
    (
        unaccented(r"\b(?:đúng|trước|sớm|trong) (?:và trước |và đúng )?hạn\b"),
        unaccented(r"\b(?:trễ|quá|chậm) hạn\b"),
    ),
    (unaccented(r"\btrực tuyến\b|\bqua mạng\b"), unaccented(r"\btrực tiếp\b")),
)


@dataclass(frozen=True, slots=True)
class CountParts:
    """The numbers of a count and of its parts in the list of counts; whether they are all of its parts."""

    whole: int
    parts: tuple[int, ...]
    complete: bool


def parts_of(context: Context, counts: Sequence[Finding[Count]]) -> Iterator[CountParts]:
    """Each count of the text that others follow as its parts."""
    order = sorted(range(len(counts)), key=lambda i: counts[i].start)
    for k, whole in enumerate(order[:-1]):
        first = counts[order[k + 1]]
        sentence = context.phrases.sentence(counts[whole].start)
        opens = _OPENS.fullmatch(context.view, counts[whole].end, first.start) and first.start < sentence.end
        if not opens and not _OPENS_NEXT.fullmatch(context.view, counts[whole].end, first.start):
            continue
        sentence = context.phrases.sentence(first.start)
        parts = [order[k + 1]]
        listed = ":" in context.view[counts[whole].end : first.start]
        for following in order[k + 2 :]:
            one, other = counts[parts[-1]], counts[following]
            if other.start >= sentence.end or not _follows(context, one, other, listed):
                break
            parts.append(following)
        if len(parts) > 1 and _are_parts(counts[whole].value, [counts[i].value for i in parts]):
            rest = _REST.search(context.plain, counts[parts[-1]].end, sentence.end)
            complete = rest is None and is_complete([counts[i].value for i in parts])
            yield CountParts(whole, tuple(parts), complete)


def _follows(context: Context, one: Finding[Count], other: Finding[Count], listed: bool) -> bool:
    """Whether a part follows another; behind a colon they may be parted by semicolons."""
    if ";" in context.view[one.end : other.start] and not listed:
        return False
    if "trong do" in context.plain[one.end : other.start]:
        return False  # a part of the part before
    share = _SHARE.match(context.view, one.end, other.start)
    return _BETWEEN.fullmatch(context.view, share.end() if share else one.end, other.start) is not None


def _are_parts(whole: Count, parts: Sequence[Count]) -> bool:
    """Whether they count the same thing, each no more than the whole; none is a part itself of another number."""
    nouns = {_noun(count) for count in (whole, *parts) if count.value}  # of nothing the rest is often left out
    same = len({noun for noun in nouns if noun}) == 1
    return same and all(part.of is None and part.value <= whole.value for part in parts)


def _noun(count: Count) -> str:
    return " ".join(bare(count.name or "").lower().split(": ")[-1].split()[:2])


def is_complete(parts: Sequence[Count]) -> bool:
    """Whether these are all parts that there are, by what they are called."""
    names = [bare(part.name or "").lower() for part in parts]
    return any(
        any(one.search(name) for name in names) and any(other.search(name) for name in names)
        for one, other in _COMPLETE
    )
