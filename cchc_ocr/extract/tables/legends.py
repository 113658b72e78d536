"""Short forms in the heads of a table that the lines above or below it spell out: "ĐC: điểm chuẩn"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import CAPITALS

_SHORT = re.compile(rf"(?P<short>[{CAPITALS}][{CAPITALS}\d.&/-]{{0,7}})(?P<aside>\s*\([^()]*\))?")
_SAYS = r"\s*[\"”')]*\s*(?::|=|–|-|là|nghĩa là|viết tắt (?:của|cho))\s+"
_LONGEST = 90  # characters that a short form stands for
_FEWEST = 2  # short forms that are told: a sentence may say of one what it is for another reason
_LEADS = accented(r"^(?:viết tắt (?:của|cho)|là|cột)\s+")


def told_heads(heads: Sequence[str], text: str) -> tuple[str, ...]:
    """The heads, with the words that the text gives for short forms that stand alone in a head.

    >>> told_heads(("Lĩnh vực", "ĐC", "TL (%)"), "Trong bảng: ĐC là điểm chuẩn, TL là tỷ lệ giữa hai điểm.")
    ('Lĩnh vực', 'Điểm chuẩn', 'Tỷ lệ giữa hai điểm (%)')
    """
    shorts = [m["short"] for head in heads if (m := _SHORT.fullmatch(head.strip()))]
    told = _told(list(dict.fromkeys(shorts)), text)
    if len(told) < _FEWEST:
        return tuple(heads)
    return tuple(_spelled(head, told) for head in heads)


def _told(shorts: Sequence[str], text: str) -> Mapping[str, str]:
    """What each of the short forms stands for, up to the end of the clause or to where the next is told."""
    if not shorts:
        return {}
    any_ = "|".join(re.escape(short) for short in sorted(shorts, key=len, reverse=True))
    flat = " ".join(text.split())
    before = [*re.finditer(rf"(?<![\w.])[\"“'(]?(?P<short>{any_}){_SAYS}", flat)]
    ends = (*(match.start() for match in before[1:]), len(flat))
    told: dict[str, str] = {}
    for match, end in zip(before, ends, strict=False):
        words = re.split(r"[;.]|\)", flat[match.end() : end], maxsplit=1)[0].strip(" ,;(\"“”'")
        words = re.sub(r"[,;]?\s+và$", "", _LEADS.sub("", words))
        if words and len(words) <= _LONGEST:
            told.setdefault(match["short"], words[0].upper() + words[1:])
    for match in re.finditer(
        rf"(?P<words>[^\W\d_][^();:.]{{2,{_LONGEST}}}?)\s*\((?:viết tắt )?(?P<short>{any_})\)", flat
    ):
        words = re.split(r",\s|\bvà\s", match["words"])[-1].strip()
        told.setdefault(match["short"], words[0].upper() + words[1:])
    return told


def _spelled(head: str, told: Mapping[str, str]) -> str:
    match = _SHORT.fullmatch(head.strip())
    return f"{told[match['short']]}{match['aside'] or ''}" if match and match["short"] in told else head
