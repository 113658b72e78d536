"""Parts of the lines of a finished page: what a block of head or foot holds, with the line it was taken from.

Boxes are pixels of the page image, None in text that came without a picture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from statistics import median

from cchc_ocr.document import Box, Page, Word
from cchc_ocr.layout.landmarks import is_upper
from cchc_ocr.vietnamese import bare

_MARKDOWN = re.compile(r"^[*_#>|]+|[*_|]+$|</?\w+>")


@dataclass(frozen=True)
class Piece:
    """Words of one line that belong to one block; ``line`` is the index of that line on its page."""

    page: int
    line: int
    words: tuple[Word, ...]
    paragraph: int = 0

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def as_seen(self) -> str:
        return " ".join(word.as_seen for word in self.words)

    @cached_property
    def bare(self) -> str:
        """The base letters in lower case, as long as ``text``."""
        return bare(self.text).lower()

    @cached_property
    def box(self) -> Box | None:
        return Box.around(word.box for word in self.words)

    @cached_property
    def height(self) -> float:
        """The middle height of its words in pixels; 0 without boxes."""
        heights = [word.box.height for word in self.words if word.box]
        return float(median(heights)) if heights else 0.0

    @property
    def is_upper(self) -> bool:
        return is_upper(self.text)

    def cut(self, offset: int) -> tuple[Piece | None, Piece | None]:
        """The words that begin before ``offset`` of ``text``, and those that begin there or later."""
        starts = accumulate((len(word.text) + 1 for word in self.words), initial=0)
        return self.parted(sum(start < offset for start in starts))

    def parted(self, count: int) -> tuple[Piece | None, Piece | None]:
        """The first ``count`` words, and the others."""
        return self._part(self.words[:count]), self._part(self.words[count:])

    def words_at(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that ``text[start:end]`` touches."""
        found, at = [], 0
        for word in self.words:
            if at < end and at + len(word.text) > start:
                found.append(word)
            at += len(word.text) + 1
        return tuple(found)

    def _part(self, words: tuple[Word, ...]) -> Piece | None:
        return replace(self, words=words) if words else None


def pieces_of(page: Page) -> list[Piece]:
    """The lines of a page as pieces, without marks of Markdown, rules and page numbers."""
    pieces = []
    for at, line in enumerate(page.lines):
        words = tuple(word for word in map(_unmarked, line.words) if word.text)
        if line.zone != "page-number" and any(c.isalnum() for word in words for c in word.text):
            pieces.append(Piece(page.number, at, words, line.paragraph))
    return pieces


def _unmarked(word: Word) -> Word:
    text = _MARKDOWN.sub("", word.text) if word.box is None else word.text
    return word if text == word.text else replace(word, text=text, seen=word.as_seen)


def by_level(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of one block from top to bottom, those on one level as one."""
    lines: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (p.box.y0 + p.box.y1) if p.box else 0):
        if lines and _same_level(lines[-1], piece):
            words = sorted((*lines[-1].words, *piece.words), key=lambda w: w.box.x0 if w.box else 0)
            lines[-1] = replace(lines[-1], line=min(lines[-1].line, piece.line), words=tuple(words))
        else:
            lines.append(piece)
    return lines


def _same_level(one: Piece, other: Piece) -> bool:
    a, b = one.box, other.box
    if not a or not b:
        return False
    apart = min(a.x1, b.x1) - max(a.x0, b.x0) < 0.2 * min(a.width, b.width)
    return apart and abs(a.y0 + a.y1 - b.y0 - b.y1) < 1.6 * min(a.height, b.height)
