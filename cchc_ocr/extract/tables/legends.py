"""Short forms in the heads of a table, and the lines beside it that say what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import CAPITALS

# "Ghi chú: ĐTĐ - điểm tối đa; TC: tự chấm", "(TH: Trường Tiểu học; MN: Trường Mầm non)"
_LEAD = accented(
    r"^[\W_]*(?:(?:ghi chú|chú thích|chú giải|chữ viết tắt|viết tắt|các từ viết tắt|ký hiệu|giải thích|trong đó"
    r"|quy ước)[^:;]{0,30}:\s*|trong (?:các )?bảng(?: (?:dưới đây|dưới|trên|này|sau))?\s*[,:]\s*)?",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    rf"[*+–-]?\s*[“\"(]?(?P<short>[{CAPITALS}][\w.&/-]{{0,9}}?)[”\")]?\s*(?::|=|\s[-–]|\slà(?=\s))\s*(?P<full>\S.*)"
)
_PARTED = re.compile(r"\s*(?:;|\n|,\s(?=[^,;:=]{1,10}?\s?(?::|=|\s[-–]\s|\slà\s)))\s*")
_NUMBERED = re.compile(
    r"(?P<short>\(\d{1,2}\))\s*[:=–-]?\s*(?P<full>[^\W\d_][^\d:=]*(?:\([^()]*\d[^()]*\))?)"
)  # "(1) Thể chế"
_IN_BRACKETS = re.compile(r"\(([^()]*[:=][^()]*;[^()]*)\)")  # "theo 2 lĩnh vực (LV1: Thể chế; LV2: Bộ máy):"
_MAXIMUM = accented(
    r"\s*\((?:[^()\d]*[,;]\s)?(?:(?:điểm )?tối đa:?\s)?\d{1,3}(?:,\d+)?\s?(?:điểm|đ)?\)?\W*$", re.IGNORECASE
)
_CAPITALS = 2  # letters, at least, of a short form; names of places have one in each word
_LONGEST = 80  # characters of what a short form stands for


def legend_of(lines: Iterable[str]) -> Mapping[str, str]:
    """What short forms stand for, where lines say nothing else than that.

    >>> dict(legend_of(["Ghi chú: ĐTĐ - điểm tối đa; TC: tự chấm."]))
    {'ĐTĐ': 'điểm tối đa', 'TC': 'tự chấm'}
    >>> dict(legend_of(["Nơi nhận: Sở Nội vụ"]))
    {}
    """
    found: dict[str, str] = {}
    for line in lines:
        for said in (line, *_IN_BRACKETS.findall(line)):
            told = [_entry(part) for part in _PARTED.split(_LEAD.sub("", said).rstrip(" .;)")) if part]
            pairs = [pair for pair in told if pair]
            if len(pairs) == len(told) and any(map(_is_short, pairs)):
                found |= dict(pairs)
    return found


def _entry(text: str) -> tuple[str, str] | None:
    numbered = _NUMBERED.fullmatch(text.strip())
    if numbered and len(numbered["full"]) <= _LONGEST:
        return numbered["short"], _closed(numbered["full"].strip(" .,"))
    told = _ENTRY.fullmatch(text.strip())
    full = _MAXIMUM.sub("", told["full"]) if told else ""
    if told is None or len(full) > _LONGEST or any(map(str.isdigit, full)):
        return None
    pair = told["short"], _closed(told["full"].strip(" .,)"))
    return pair if _is_short(pair) or len(told["short"]) == 1 else None


def _is_short(pair: tuple[str, str]) -> bool:
    """Whether what stands for other words is a short form: it has capitals, or is a number of the legend."""
    return sum(map(str.isupper, pair[0])) >= _CAPITALS or pair[0].startswith("(")


def _closed(full: str) -> str:
    """What a short form stands for, with the bracket that closed the line or the legend."""
    return f"{full})" if full.count("(") > full.count(")") else full


def is_legend(line: str, heads: Sequence[str]) -> bool:
    """Whether a line says no more than what short forms stand for, of which heads have some."""
    short = legend_of([line])
    return any(re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", head) for one in short for head in heads)


def spelled_out(heads: Sequence[str], legend: Mapping[str, str]) -> tuple[str, ...]:
    """Heads with what their short forms stand for; one that stands alone begins with a capital.

    >>> spelled_out(("Tiêu chí", "ĐTĐ", "THCS An Phú"), {"ĐTĐ": "điểm tối đa", "THCS": "Trường THCS"})
    ('Tiêu chí', 'Điểm tối đa', 'Trường THCS An Phú')
    >>> spelled_out(("(1)", "Số liệu (1)"), {"(1)": "Thể chế"})  # a note
    ('Thể chế', 'Số liệu (1)')
    """
    if not legend:
        return tuple(heads)
    heads = [legend[head] if head.startswith("(") and head in legend else head for head in heads]
    legend = {short: full for short, full in legend.items() if not short.startswith("(")}
    if not legend:
        return tuple(heads)
    joined = "|".join(sorted(map(re.escape, legend), key=len, reverse=True))
    short = re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])")
    return tuple(_capital(short.sub(lambda m: legend[m[0]], head), head) for head in heads)


def _capital(text: str, before: str) -> str:
    return text if text == before else text[:1].upper() + text[1:]
