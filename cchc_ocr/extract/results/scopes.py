"""The scopes of a statement, from the nearest to the farthest: bracket, clause, sentence, list, headings.

A slot that its clause leaves open is filled from the first scope outside that says it. Brackets and comparisons
are scopes of their own: what they say of another year or body ends with them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from cchc_ocr.extract.text.phrases import Phrases, TextSpan
from cchc_ocr.extract.text.titles import opens_part

# Levels: of a paragraph without a mark; of marks below which stand items and no headings; of "a)", "b)".
_TEXT, _LISTED, _LETTERED = 9, 6.5, 6
_LONGEST_HEADING = 240  # characters
_STOPPED = (".", ";", ",", "./.")
_BRACKET_REACH = 400  # characters that may stand in brackets


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """A paragraph of the outline: how deep its mark is, and whether it is a heading or leads up to a list."""

    start: int
    end: int
    level: float
    heading: bool
    leads: bool

    @property
    def span(self) -> TextSpan:
        return TextSpan(self.start, self.end)


class Scopes:
    """The outline of a text: which headings and list introductions each offset stands under."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self._above: dict[int, tuple[OutlinePart, ...]] = {}

    @cached_property
    def paragraphs(self) -> tuple[OutlinePart, ...]:
        starts = self.phrases.paragraphs
        return tuple(map(self._paragraph, starts, [*starts[1:], len(self.phrases.text)]))

    def _paragraph(self, start: int, end: int) -> OutlinePart:
        text = self.phrases.text[start:end].strip()
        marked = start in self.phrases.marks
        level = float(self.phrases.level(start)) if marked else float(_TEXT)
        short = 0 < len(text) <= _LONGEST_HEADING
        capitals = short and text.isupper() and len(text.split()) > 1
        if not marked and (capitals or opens_part(text)):
            level = -2.0 if opens_part(text) else -1.0
        open_end = not text.endswith(_STOPPED)
        heading = short and open_end and (level < _LISTED or capitals)
        leads = text.rstrip(" .").endswith((":", "sau", "rong đó"))
        return OutlinePart(start, end, level, heading, leads)

    def _at(self, at: int) -> int:
        return max(bisect_right(self.phrases.paragraphs, at) - 1, 0)

    def paragraph(self, at: int) -> OutlinePart:
        """The paragraph around an offset."""
        return self.paragraphs[self._at(at)]

    def above(self, at: int) -> tuple[OutlinePart, ...]:
        """What an offset stands under, nearest first: list introductions, items that lead on, headings."""
        number = self._at(at)
        if number not in self._above:
            noted = self._noted(number)
            self._above[number] = tuple(self._climb(number)) if noted is None else self.above(noted)
        return self._above[number]

    def _noted(self, number: int) -> int | None:
        """Where the mark of a footnote stands in the text before it: "15 cá nhân[1]. … [1] Gồm 03 …"."""
        start = self.paragraphs[number].start
        note = _NOTE.match(self.phrases.text, start)
        place = self.phrases.text.find(note[1], 0, start) if note else -1
        return place if place >= 0 else None

    def _climb(self, number: int) -> list[OutlinePart]:
        own = self.paragraphs[number]
        level, found = own.level, list[OutlinePart]()
        in_list = own.start in self.phrases.marks and own.level >= _LISTED
        for at in reversed(range(number)):
            paragraph = self.paragraphs[at]
            if paragraph.level == _TEXT:
                if paragraph.leads and _LETTERED <= level == self.paragraphs[at + 1].level < _LISTED:
                    found.append(paragraph)
                elif in_list and not found:
                    found.append(paragraph)
                    in_list, level = False, min(level, _LISTED)
            elif paragraph.level < level and (own.level < _TEXT or paragraph.heading):
                found.append(paragraph)
                level = paragraph.level
                in_list = in_list and level >= _LISTED
        return found

    def introduction(self, at: int) -> TextSpan | None:
        """The paragraph without a mark that leads to the numbered list in which an offset stands: "cụ thể:"."""
        own = self._at(at)
        level = self.paragraphs[own].level
        if not 0 <= level < _LETTERED:
            return None
        for item, above in pairwise(reversed(self.paragraphs[: own + 1])):
            if above.level < level:
                return None
            if above.level == _TEXT and above.leads and item.level == level:
                return above.span
        return None

    def bracket(self, at: int) -> TextSpan | None:
        """The innermost bracket around an offset, without its signs; an open one ends with its sentence."""
        text = self.phrases.text
        start, depth = self.phrases.sentence(at).start, 0
        for place in range(at - 1, max(start, at - _BRACKET_REACH) - 1, -1):
            if text[place] == ")":
                depth += 1
            elif text[place] == "(" and depth:
                depth -= 1
            elif text[place] == "(" and not self._is_mark(place):
                close = text.find(")", at, at + _BRACKET_REACH)
                return TextSpan(place + 1, close if close >= 0 else self.phrases.sentence(at).end)
        return None

    def _is_mark(self, place: int) -> bool:
        return self.phrases.is_mark(place)

    def without_brackets(self, start: int, end: int) -> list[TextSpan]:
        """The stretches of a text that stand in no bracket, in order."""
        inside = [m.span() for m in _BRACKETS.finditer(self.phrases.text, start, end)]
        cuts = [start, *(cut for span in inside for cut in span), end]
        return [TextSpan(a, b) for a, b in list(pairwise(cuts))[::2] if b > a]


_NOTE = re.compile(r"\s*(\[\d{1,2}\])\s")
_BRACKETS = re.compile(r"\([^()]*\)")
