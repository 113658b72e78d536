"""Lines of a clean text layer as they were typed: repair knows neither all names nor all abbreviations.

What repair changes in a text that is right as it is are names ("Phàn", "Nà Lơi") and short forms ("TUQ."), and of
these head and foot are full.
"""

from __future__ import annotations

from dataclasses import replace

from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.vietnamese import place_tones

_MOST_CHANGED = 0.03  # of the words of a page: where repair has changed more, an engine wrote the text
_FEW = 3  # words


def as_typed(page: Page) -> Page:
    """The page as it was typed, if it is a text layer in which repair has hardly changed a word.

    A line without any mark keeps what repair has made of it: its marks were lost.
    """
    words = [word for line in page.lines for word in line.words]
    changed = sum(map(_is_changed, words))
    clean = changed <= max(_FEW, _MOST_CHANGED * len(words)) and all(word.confidence == 1 for word in words)
    if page.origin != "text-layer" or not clean:
        return page
    return replace(page, lines=tuple(map(_line_as_typed, page.lines)))


def _is_changed(word: Word) -> bool:
    """Whether a word is another one than it was, wherever its tone mark stands."""
    return place_tones(word.text, "new") != place_tones(word.as_seen, "new")


def _line_as_typed(line: Line) -> Line:
    if line.as_seen.isascii():
        return line
    words: list[Word] = []
    for word in line.words:
        typed = replace(word, text=word.as_seen) if _is_changed(word) else word
        before = words[-1] if words else None
        if before and before.box and word.box and word.box.x0 == before.box.x1:  # repair has parted them
            both = before.text + typed.text
            words[-1] = replace(typed, text=both, seen=both, box=Box.around((before.box, word.box)))
        else:
            words.append(typed)
    return replace(line, words=tuple(words))
