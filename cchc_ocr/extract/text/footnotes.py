"""The lines of a document in the order they are read, where footnotes stand between the halves of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from statistics import median

from cchc_ocr.document import Line, Page
from cchc_ocr.vietnamese import CAPITALS

# "1 Kế hoạch số …": a figure, no dot, a capital. List items have a dot or a bracket.
_NOTE = re.compile(rf"^(\d{{1,2}})\s*(?=[{CAPITALS}(“\"][^\d]{{3}})")
_LOST_MARK = re.compile(rf"^['‘’`´*°ˆ^\"!:]\s*[{CAPITALS}(]")  # what engines make of a small raised figure
_ENDS = re.compile(r"[.;:!?/][”\"]?\s*$")
_SMALL = 0.93  # of the height of the body's words; notes are set two to three points below its 13 or 14
_SMALLER = 0.87  # and two lines of it, where only the size tells: a line of low letters is less high than others
_REST = 8  # lines of the next page within which a sentence ends


def in_reading_order(pages: Sequence[Page]) -> list[tuple[int, Line]]:
    """Page numbers and lines; where a page ends amid a sentence, its footnotes come after that sentence.

    >>> texts = ["Đã giao 21 biên", "1 Kế hoạch số 5/KH-SNV.", "2 Quyết định này."]
    >>> first = Page(1, tuple(map(Line.from_text, texts)))
    >>> second = Page(2, tuple(map(Line.from_text, ["chế cho Sở.", "Đến nay"])))
    >>> [line.text for _, line in in_reading_order([first, second])]
    ['Đã giao 21 biên', 'chế cho Sở.', '1 Kế hoạch số 5/KH-SNV.', '2 Quyết định này.', 'Đến nay']
    """
    ordered: list[tuple[int, Line]] = []
    held: list[tuple[int, Line]] = []
    for page, following in zip_longest(pages, pages[1:]):
        lines = [(page.number, line) for line in page.lines if line.zone != "page-number"]
        at = _sentence_end([line for _, line in lines]) if held else 0
        lines[at:at] = held
        start = _notes_start([line for number, line in lines if number == page.number], _goes_on(following))
        start = start and start + len(held)
        held = lines[start:] if start and not _ENDS.search(lines[start - 1][1].text) else []
        ordered += lines[: len(lines) - len(held)]
    return ordered + held


def _sentence_end(lines: Sequence[Line]) -> int:
    return next((i for i, line in enumerate(lines[:_REST], 1) if _ENDS.search(line.text)), min(1, len(lines)))


def _goes_on(page: Page | None) -> bool:
    """Whether a page begins in the midst of a sentence."""
    first = next((line.text for line in page.lines if line.zone != "page-number"), "") if page else ""
    return first[:1].islower()


def _notes_start(lines: Sequence[Line], goes_on: bool) -> int:
    """The index of the first footnote of a page, 0 where it has none; ``goes_on``: its last sentence does."""
    marks = list(_marks(lines))
    for position, (start, number) in enumerate(marks):
        follow = [n for _, n in marks[position:]]
        if follow == list(range(number, number + len(follow))) and _is_smaller(lines, start):
            return start
    return _small_print(lines, goes_on)


def _small_print(lines: Sequence[Line], goes_on: bool) -> int:
    """Where the lines in smaller print at the foot of a page begin: the mark of a note may be lost."""
    body = _height(lines)
    start = len(lines)
    while body and start > len(lines) // 2 and (_height(lines[start - 1 : start]) or body) < _SMALLER * body:
        start -= 1
    marked = start < len(lines) and (goes_on or _LOST_MARK.match(lines[start].text))
    return start if marked and len(lines) // 2 < start < len(lines) - 1 else 0


def _marks(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    for i, line in enumerate(lines):
        match = _NOTE.match(line.text)
        if match and i > 0:
            yield i, int(match[1])


def _is_smaller(lines: Sequence[Line], start: int) -> bool:
    """Whether the lines from ``start`` on are in smaller print; True without boxes."""
    body, notes = (_height(part) for part in (lines[:start], lines[start:]))
    return body is None or notes is None or notes < _SMALL * body


def _height(lines: Sequence[Line]) -> float | None:
    heights = [word.box.height for line in lines for word in line.words if word.box and len(word.text) > 2]
    return median(heights) if heights else None
