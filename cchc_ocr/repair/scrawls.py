"""Strokes of signatures and seals that an engine took for letters: no words are to be made of them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from cchc_ocr.changes import Change
from cchc_ocr.document import Line, Page, Word

# Strokes come out as up to three short runs of letters, at a mean confidence of 0.3 to 0.65. In 59 documents lines
# of print are as short and as unsure in cells of tables, and where they are ranks in capitals ("GIÁM ĐỐC").
_MOST_WORDS, _MOST_LETTERS, _UNSURE = 3, 3, 0.7
_MAKING_WORDS = frozenset(("diacritics", "letters", "space"))  # steps of repair


def scrawls(pages: Sequence[Page]) -> list[bool]:
    """For each line of the pages whether it is strokes, as far as can be told."""
    return [flag for page in pages for flag in _of_page(page)]


def spared(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes to a line of strokes without those that make words of them."""
    return tuple(change for change in changes if not _MAKING_WORDS.issuperset(change.steps))


def _of_page(page: Page) -> list[bool]:
    in_cells = {at for table in page.tables for row in table.lines for cell in row for at in cell}
    return [at not in in_cells and is_scrawl(line) for at, line in enumerate(page.lines)]


def is_scrawl(line: Line) -> bool:
    """
    >>> unsure = [Line((Word(text, confidence=0.6),)) for text in ("đư", "GIÁM", "nhận:")]
    >>> [is_scrawl(line) for line in unsure]
    [True, False, False]
    """
    words = line.words
    if not 0 < len(words) <= _MOST_WORDS or fmean(word.confidence for word in words) >= _UNSURE:
        return False
    return all(_is_stroke(word) for word in words)


def _is_stroke(word: Word) -> bool:
    letters = [letter for letter in word.text if letter.isalpha()]
    shouted = len(letters) > 1 and all(letter.isupper() for letter in letters)
    return len(letters) <= _MOST_LETTERS and not shouted and not any(map(str.isdigit, word.text))
