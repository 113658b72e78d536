"""The text of a page, line by line, each with its place on the page and the words that are in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import Indel

from cchc_ocr.vietnamese import bare

_UNSURE = 0.6  # confidence of a word: of those below, every third is wrong
_PAPER = 8  # pixels
_ALIKE = 0.5  # of two lines that are the same one


@dataclass(frozen=True, slots=True)
class ShownWord:
    """A word of the text; ``seen`` is what the engine read, where that differs."""

    text: str
    doubtful: bool = False
    seen: str = ""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the text: its number on the page, its words, and the box of its print, where that is known."""

    number: int
    text: str
    words: Sequence[ShownWord]
    box: Sequence[int] | None = None

    @property
    def around(self) -> Sequence[int]:
        """The box with some paper around it, so that accents and tails are in the picture."""
        x0, y0, x1, y1 = self.box or (0, 0, 0, 0)
        return [max(x0 - _PAPER, 0), max(y0 - _PAPER, 0), x1 + _PAPER, y1 + _PAPER]


def shown_lines(text: str, read: Mapping[str, Any] | None) -> Iterator[ShownLine]:
    """The lines of a page's text; ``read`` is what ``page_work.words_on`` found on the page (None: nothing)."""
    lines = text.removesuffix("\n").split("\n") if text.strip() else []
    printed = read["lines"] if read else []
    places = aligned(lines, [" ".join(word[0] for word in line["words"]) for line in printed])
    for number, (line, found) in enumerate(zip(lines, places, strict=True)):
        of_line = [printed[at] for at in found]
        yield ShownLine(number, line, tuple(_words(line, of_line)), _around([one["box"] for one in of_line]))


def aligned(lines: Sequence[str], printed: Sequence[str]) -> list[tuple[int, ...]]:
    """For each line of the text the lines of print that it was made of: none, one, or several in a row.

    Both are in reading order. A line of print begins the next line of the text, goes on with the one before (the
    cells of a table's row are one line), or is in none.

    >>> aligned(["SỞ NỘI VỤ", "1\\tSở Y tế"], ["SO NOI VU", "~", "1", "Sở Y tế"])
    [(0,), (2, 3)]
    """
    found: list[tuple[int, ...]] = []
    plain = [bare(text.lower()) for text in printed]
    at = 0
    for number, line in enumerate(lines):
        wanted = bare(line.lower().replace("\t", " "))
        following = bare(lines[number + 1].lower()) if number + 1 < len(lines) else ""
        best, start, end = _ALIKE, at, at
        for first in range(at, min(at + 6, len(plain))):
            joined = ""
            for last in range(first, min(first + 12, len(plain))):
                joined = f"{joined} {plain[last]}".strip()
                alike = Indel.normalized_similarity(wanted, joined)
                if alike > best and not _fits_better(plain[first], wanted, following):
                    best, start, end = alike, first, last + 1
                if len(joined) > 1.5 * len(wanted) + 10:
                    break
            if best > 0.95:
                break
        found.append(tuple(range(start, end)))
        at = max(at, end)
    return found


def _fits_better(text: str, wanted: str, following: str) -> bool:
    """Whether a line of print is the next line of the text rather than this one."""
    if not following or len(text) < 4:
        return False
    return Indel.normalized_similarity(following, text) > max(0.9, Indel.normalized_similarity(wanted, text))


def _words(line: str, printed: Sequence[Mapping[str, Any]]) -> Iterator[ShownWord]:
    """The words of a line; those are doubtful that the engine read badly."""
    read = [(word[0], float(word[2])) for one in printed for word in one["words"]]
    for text, (seen, confidence) in zip(line.split(), _matched(line.split(), read), strict=True):
        yield ShownWord(text, bool(seen) and confidence < _UNSURE, seen if seen and seen != text else "")


def _matched(words: Sequence[str], read: Sequence[tuple[str, float]]) -> Iterator[tuple[str, float]]:
    """For each word of the text what was read there, and how surely; "" where that cannot be told."""
    at = 0
    for word in words:
        near = range(at, min(at + 3, len(read)))
        alike = {i: Indel.normalized_similarity(bare(word.lower()), bare(read[i][0].lower())) for i in near}
        best = max(alike, key=lambda i: alike[i], default=None)
        if best is None or alike[best] < _ALIKE:
            yield "", 1.0
            continue
        yield read[best]
        at = best + 1


def _around(boxes: Sequence[Sequence[int] | None]) -> Sequence[int] | None:
    known = [box for box in boxes if box]
    if not known:
        return None
    sides = list(zip(*known, strict=True))
    return [min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])]


def cell_box(row: Sequence[str], column: int, read: Mapping[str, Any]) -> Sequence[int] | None:
    """The box of a cell of a table, by the row of a table on the page that has the same texts."""
    wanted = bare(" ".join(row).lower())
    best, found = _ALIKE, None
    for table in read["tables"]:
        for cells, boxes in zip(table["rows"], table["boxes"], strict=False):
            alike = Indel.normalized_similarity(wanted, bare(" ".join(cells).lower()))
            if alike > best and column < len(boxes):
                best, found = alike, boxes[column]
    return found
