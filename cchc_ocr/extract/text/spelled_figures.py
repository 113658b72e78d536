"""Figures that are spelled out behind themselves, "14 (mười bốn) văn bản", without the words that say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cchc_ocr.document import Line, Word
from cchc_ocr.vietnamese import nfc

_FIGURE = re.compile(r".*\d[\d.,]*\s?%?")
_NUMERALS = frozenset({
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "bẩy", "tám", "chín", "mười", "mươi", "trăm", "nghìn",
    "ngàn", "vạn", "triệu", "tỷ", "tỉ", "lẻ", "linh", "mốt", "tư", "lăm", "nhăm", "rưỡi", "phẩy", "phảy", "phần",
})  # fmt: skip
_CLOSES = re.compile(r"(\w+)\)(?P<rest>[^\w()]*)")
_LONGEST = (
    16  # words of a spelled figure: "hai trăm ba mươi mốt nghìn bốn trăm năm mươi sáu phẩy bảy tám phần trăm"
)


def without_spelled_figures(lines: Sequence[tuple[int, Line]]) -> list[tuple[int, Line]]:
    """The lines without brackets that say the figure before them in words; stops behind go to the figure.

    >>> line = Line.from_text("Có 21 (hai mươi mốt), còn 40% (bốn mươi phần trăm).")
    >>> [line.text for _, line in without_spelled_figures([(1, line)])]
    ['Có 21, còn 40%.']
    """
    words: list[tuple[int, Word | None]] = [(i, word) for i, (_, line) in enumerate(lines) for word in line.words]
    for at in range(1, len(words)):
        before, length = words[at - 1][1], _length(words[at : at + _LONGEST])
        if before is None or not length or not _FIGURE.fullmatch(before.text):
            continue
        last = words[at + length - 1][1]
        rest = _closed(last)
        words[at - 1] = words[at - 1][0], replace(before, text=before.text + rest, seen=before.as_seen)
        words[at : at + length] = [(i, None) for i, _ in words[at : at + length]]
    kept: list[list[Word]] = [[] for _ in lines]
    for i, word in words:
        kept[i] += [word] if word else []
    return [(page, replace(line, words=tuple(kept[i]))) for i, (page, line) in enumerate(lines)]


def _closed(word: Word | None) -> str:
    """What stands behind the bracket that a word closes."""
    closes = _CLOSES.fullmatch(word.text.removeprefix("(")) if word else None
    return closes["rest"] if closes else ""


def _length(words: Sequence[tuple[int, Word | None]]) -> int:
    """Of how many words a bracket with a spelled figure is that begins there; 0 where none does."""
    for position, (_, word) in enumerate(words):
        text = nfc(word.text).lower() if word else ""
        if (position == 0) != text.startswith("("):
            return 0
        closes = _CLOSES.fullmatch(text.removeprefix("("))
        if (closes[1] if closes else text.removeprefix("(")) not in _NUMERALS:
            return 0
        if closes:
            return position + 1
    return 0
