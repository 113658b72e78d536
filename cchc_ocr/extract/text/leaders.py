"""Lines whose figure stands behind a row of dots, "Hồ sơ tiếp nhận ....... 9.604 hồ sơ", as label and figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cchc_ocr.document import Line

_DOTS = re.compile(r"[.…_]+")
_FEWEST_DOTS = 4
# A figure with what it counts: one alone is the page of a table of contents.
_FIGURE = re.compile(r"\d[\d.,]*(?:/\d[\d.,]*)?(?:\s?%|\s[^\W\d]+|,\d+$)")


def without_leaders(lines: Sequence[tuple[int, Line]]) -> list[tuple[int, Line]]:
    """The lines with a colon instead of dots that lead to a figure; each such line is a paragraph of its own.

    >>> line = Line.from_text("- trễ hạn ........... 48 hồ sơ")
    >>> [line.text for _, line in without_leaders([(1, line)])]
    ['- trễ hạn: 48 hồ sơ']
    """
    return [(page, _without(line, -1 - i)) for i, (page, line) in enumerate(lines)]


def _without(line: Line, paragraph: int) -> Line:
    words = line.words
    last = next((i for i in reversed(range(1, len(words))) if _DOTS.fullmatch(words[i].text)), 0)
    first = last
    while first > 1 and _DOTS.fullmatch(words[first - 1].text):
        first -= 1
    dots = sum(len(word.text) for word in words[first : last + 1])
    told = _FIGURE.match(" ".join(word.text for word in words[last + 1 :]))
    if not last or dots < _FEWEST_DOTS or not told or not any(map(str.isalpha, words[first - 1].text)):
        return line
    label = replace(words[first - 1], text=f"{words[first - 1].text.rstrip(':')}:", seen=words[first - 1].as_seen)
    return replace(line, words=(*words[: first - 1], label, *words[last + 1 :]), paragraph=paragraph)
