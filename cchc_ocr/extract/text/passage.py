"""A stretch of lines as one text in which every value can be traced back to page, box and reading."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.records import Evidence

# "4039/STC-" + "HCSN": a dash that ends a line inside a code belongs to the code.
_OPEN_CODE = re.compile(r"(?:\d|[A-ZĐ&])[-/–]")
_CODE_GOES_ON = re.compile(r"[A-ZĐ\d]")


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a stretch of a passage was read: page (from 1), box, the reading before repair, confidence 0..1."""

    page: int
    box: Box | None
    seen: str
    confidence: float

    def evidence(self, pointer: str) -> Evidence:
        """What the record says of the field at a JSON Pointer that was read here."""
        box = self.box
        corners = None if box is None else (box.x0, box.y0, box.x1, box.y1)
        return Evidence(field=pointer, page=self.page, box=corners, text=self.seen, confidence=self.confidence)


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines joined by single spaces (codes broken at a dash without one).

    ``starts[i]`` is the offset of ``words[i]`` in ``text``; ``pages[i]`` its page; ``line_starts`` the
    offsets at which a printed line begins; ``paragraph_starts`` those at which a paragraph begins; ``cell_starts``
    those at which a cell of a ruled table begins, or what stands behind the table.
    """

    text: str
    words: tuple[Word, ...]
    starts: tuple[int, ...]
    pages: tuple[int, ...]
    line_starts: tuple[int, ...]
    paragraph_starts: tuple[int, ...]
    cell_starts: tuple[int, ...] = ()

    @staticmethod
    def of_pages(pages: Iterable[Page]) -> Passage:
        """All lines of the pages but page numbers, in reading order."""
        return Passage.of_lines(
            [(page.number, line) for page in pages for line in page.lines if line.zone != "page-number"]
        )

    @staticmethod
    def of_lines(lines: Sequence[tuple[int, Line]], openers: Collection[tuple[int, Line]] = ()) -> Passage:
        """``lines``: pairs of page number and line; ``openers``: those with which the cells of tables begin."""
        text = ""
        words: list[Word] = []
        starts: list[int] = []
        pages: list[int] = []
        line_starts: list[int] = []
        paragraph_starts: list[int] = []
        cell_starts: list[int] = []
        paragraph: tuple[int, int] | None = None
        for page, line in lines:
            if not line.words:
                continue
            if text and not (_OPEN_CODE.search(text[-2:]) and _CODE_GOES_ON.match(line.words[0].text)):
                text += " "
            line_starts.append(len(text))
            if (page, line) in openers:
                cell_starts.append(len(text))
            if (page, line.paragraph) != paragraph:
                paragraph_starts.append(len(text))
                paragraph = (page, line.paragraph)
            for position, word in enumerate(line.words):
                text += " " if position else ""
                starts.append(len(text))
                words.append(word)
                pages.append(page)
                text += word.text
        return Passage(
            *(text, tuple(words), tuple(starts), tuple(pages)),
            *(tuple(line_starts), tuple(paragraph_starts), tuple(cell_starts)),
        )

    def cell_end(self, at: int) -> int:
        """Where the cell of a table ends that an offset is in: the end of the text where no other cell begins."""
        following = bisect_right(self.cell_starts, at)
        return self.cell_starts[following] if following < len(self.cell_starts) else len(self.text)

    def name_end(self, at: int) -> int:
        """Where a name that begins at an offset must have ended: with its cell, or its paragraph."""
        following = bisect_right(self.paragraph_starts, at)
        return min([self.cell_end(at), *self.paragraph_starts[following : following + 1]])

    def confidence(self, start: int, end: int) -> float:
        """The mean confidence of the words of ``text[start:end]``."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        words = self.words[first : max(bisect_right(self.starts, max(end - 1, start)), first + 1)]
        return sum(word.confidence for word in words) / len(words) if words else 0.0

    def trace(self, start: int, end: int) -> Trace:
        """Where ``text[start:end]`` was read.

        The box is that of the words on the first page it touches; the confidence is that of the least
        sure word, for a value is only as sure as its worst part.
        """
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_right(self.starts, max(end - 1, start)), first + 1)
        words = self.words[first:last]
        if not words:
            raise ValueError(f"there is no word at {start}:{end}")
        page = self.pages[first]
        return Trace(
            page=page,
            box=Box.around(w.box for w, p in zip(words, self.pages[first:last], strict=True) if p == page),
            seen=" ".join(word.as_seen for word in words),
            confidence=min(word.confidence for word in words),
        )


def cell_openers(pages: Iterable[Page]) -> frozenset[tuple[int, Line]]:
    """The lines with which the cells of ruled tables begin, and those behind the tables, with their pages."""
    return frozenset(
        (page.number, page.lines[at]) for page in pages for at in _opening(page) if at < len(page.lines)
    )


def _opening(page: Page) -> Iterator[int]:
    for table in page.tables:
        cells = [cell for row in table.lines for cell in row if cell]
        yield from (min(cell) for cell in cells)
        yield from (max(cell) + 1 for cell in cells)
