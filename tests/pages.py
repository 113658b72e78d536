"""Pages for tests: text as a text file gives it, and lines with boxes as an engine gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.layout.reading_order import arrange

LETTER, HEIGHT = 20, 40  # pixels


def text_page(lines: Sequence[str], number: int = 1) -> Page:
    """A page of plain text; an empty line ends a paragraph."""
    found, paragraph = [], 0
    for text in lines:
        if text:
            found.append(Line.from_text(text, paragraph))
        else:
            paragraph += 1
    return Page(number, tuple(found))


def scanned_page(
    lines: Sequence[tuple[str, int, int]], marks: Mapping[str, Mapping[str, float]] | None = None, number: int = 1
) -> Page:
    """A page of ``lines`` (text, left end, top), with zones and in reading order as the layout finds them.

    ``marks`` give single words a height or a confidence of their own.
    """
    width, height = 2480, 3508
    found = arrange([_words(text, x, y, marks or {}) for text, x, y in lines], width, height)
    return Page(number, found, origin="scan", width=width, height=height)


def _words(text: str, x: int, y: int, marks: Mapping[str, Mapping[str, float]]) -> tuple[Word, ...]:
    words = []
    for part in text.split():
        mark = marks.get(part, {})
        height = int(mark.get("height", HEIGHT))
        box = Box(x, y + HEIGHT - height, x + len(part) * LETTER, y + HEIGHT)
        words.append(Word(part, box, mark.get("confidence", 0.95)))
        x += (len(part) + 1) * LETTER
    return tuple(words)
