"""Groups the words of a line that stand together into segments, of which the blocks of a page consist.

Boxes are pixels of the picture that was read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from cchc_ocr.document import Box, Word
from cchc_ocr.layout.landmarks import find_heading, find_opening, find_place
from cchc_ocr.patterns import unaccented
from cchc_ocr.vietnamese import bare

_PEN_AFTER = unaccented(r"số ?[:;.]?|ngày|tháng")  # what stands before a number or a day by hand
_DASH = re.compile(r"[-~_—–]*[-~—–]")  # what engines make of the dash that opens an item
_NO_PRINT = re.compile(r"[_`|~°^'‘’´¬]+")  # signs that stand alone nowhere in documents
_BULLET = re.compile(r"[-–—+•*]")
# The symbol of a document's number, which is print where the number is not: "/SYT-TCCB", "/QĐ-UBND".
_SYMBOL = re.compile(r"/[A-ZĐ][A-Za-zĐ]{1,5}-[A-ZĐ][A-ZĐ,-]")
_GAP = 1.9  # of the height of a line: spaces of justified text stay below it
_PEN_ROOM = 10  # heights of a line: no number or day takes more


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand together on one line, and the box around them."""

    words: tuple[Word, ...]
    box: Box

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @staticmethod
    def of(words: Sequence[Word], fall: float) -> Segment:
        """``fall``: pixels that lines sink per pixel to the right; the box is where they would stand if level."""
        box = Box.around(level(word.box, fall) for word in words if word.box)
        assert box is not None
        return Segment(tuple(words), box)


def level(box: Box, fall: float) -> Box:
    lift = round((box.x0 + box.x1) / 2 * fall)
    return Box(box.x0, box.y0 - lift, box.x1, box.y1 - lift)


def left_end(word: Word) -> int:
    return word.box.x0 if word.box else 0


def line_height(groups: Sequence[Sequence[Word]]) -> float:
    heights = [word.box.height for group in groups for word in group if word.box and len(word.text) > 1]
    return float(median(heights)) if heights else 30.0


def split(words: Sequence[Word], unit: float) -> list[list[Word]]:
    """A line cut at gaps too wide for a space, and before the country's name and motto."""
    parts: list[list[Word]] = [[words[0]]]
    for before, word in pairwise(words):
        assert before.box and word.box
        gap = (word.box.x0 - before.box.x1) / unit
        if gap > _GAP and not (gap < _PEN_ROOM and _room_for_pen(before.text, word.text)):
            parts.append([])
        parts[-1].append(word)
    return [part for whole in parts for part in _before_right_block(whole)]


def trimmed(words: Sequence[Word], unit: float) -> list[Word]:
    """The words of a segment without specks at either end; the dash that opens an item as a dash.

    >>> words = [Word(text, Box(x, 9, x + 8, 12), 0.8) for text, x in (("~", 0), ("Xã", 20), (".", 60))]
    >>> [word.text for word in trimmed(words, 30)]
    ['-', 'Xã']
    """
    kept = list(words)
    while len(kept) > 1 and not _is_dash(kept[0], unit) and _is_speck(kept[0], kept[1], unit):
        del kept[0]
    if len(kept) > 1 and _is_dash(kept[0], unit):
        kept[0] = replace(kept[0], text="-")
    while len(kept) > 1 and _is_speck(kept[-1], kept[-2], unit):
        del kept[-1]
    return kept


def _is_dash(word: Word, unit: float) -> bool:
    return word.confidence < 1 and bool(_DASH.fullmatch(word.text)) and _box(word).width >= 0.2 * unit


def _is_speck(word: Word, beside: Word, unit: float) -> bool:
    """Whether the word at the end of a segment is no print: signs nobody writes alone, tiny ones set apart."""
    if word.confidence == 1 or any(map(str.isalnum, word.text)):
        return False
    box, other = _box(word), _box(beside)
    apart = max(box.x0 - other.x1, other.x0 - box.x1) >= 0.3 * unit
    tiny = max(box.width, box.height) < 0.3 * unit
    return bool(_NO_PRINT.fullmatch(word.text)) or (tiny and apart)


def _box(word: Word) -> Box:
    assert word.box
    return word.box


def _room_for_pen(before: str, after: str) -> bool:
    """Whether a gap is left for a number or day to be written by hand.

    >>> _room_for_pen("Số:", "/QĐ-UBND"), _room_for_pen("nhận:", "CHỦ")
    (True, False)
    """
    opens = bool(_PEN_AFTER.fullmatch(bare(before).lower()))
    return opens or after.startswith("/") or bare(after) in ("thang", "nam")


def _before_right_block(words: list[Word]) -> list[list[Word]]:
    """Cut where the country's name, its motto or the like begins, or place and date behind the number."""
    text = " ".join(word.text for word in words)
    at, place = find_heading(text, as_printed=True) or find_opening(text), find_place(text)
    if not at and place and text[place].isupper():
        at = place
    count = text[: at or 0].count(" ")
    return [words[:count], words[count:]] if count else [words]


def is_junk(segment: Segment, unit: float) -> bool:
    """Whether a segment is no print: specks, strokes of a pen, bits of a seal or of another line's accents.

    A few words that the engine is unsure of all alone; or something lower than a letter. What stands on a
    line with good words is kept: there a reader must see that something was written.
    """
    letters = sum(character.isalnum() for character in segment.text)
    if min(word.confidence for word in segment.words) == 1:  # a text layer: not read from pixels
        return False
    if _BULLET.fullmatch(segment.text):
        return segment.words[0].confidence < 0.3
    if segment.box.height < 0.5 * unit and letters < 4:
        return True
    surest = max(word.confidence for word in segment.words)
    return (surest < 0.5 and len(segment.words) < 4) or (not letters and surest < 0.8)


def without_hand(words: Sequence[Word]) -> tuple[Word, ...]:
    """What is print of a line in which a hand has filled in a number: the symbol behind it; none without one.

    >>> [word.text for word in without_hand([Word("Só:933/SYT-TCCB", Box(0, 0, 150, 30), 0.3)])]
    ['Số:', '/SYT-TCCB']
    """
    words = [word for word in words if word.box]
    at = next((at for at, word in enumerate(words) if _SYMBOL.search(word.text)), None)
    if at is None:
        return ()
    word, first = words[at], _box(words[0])
    slash = word.text.index("/")
    x = max(_box(word).x0 + round(_box(word).width * slash / len(word.text)), first.x0 + 1)
    label = Word("Số:", replace(first, x1=x), word.confidence)
    symbol = replace(word, text=word.text[slash:], box=replace(_box(word), x0=x))
    return (label, symbol, *words[at + 1 :])


def joined_rows(segments: Sequence[Segment]) -> list[Segment]:
    """One segment per row: in a block of the header a gap is room for a number or day written by hand."""
    return [_merged(row) for row in rows_of(segments)]


def _merged(row: Sequence[Segment]) -> Segment:
    box = Box.around(segment.box for segment in row)
    assert box is not None
    return Segment(tuple(word for segment in row for word in segment.words), box)


def in_rows(segments: Sequence[Segment]) -> list[Segment]:
    """From top to bottom, segments of one row from left to right."""
    return [segment for row in rows_of(segments) for segment in row]


def rows_of(segments: Sequence[Segment]) -> list[list[Segment]]:
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda p: (p.box.y0 + p.box.y1) / 2):
        if rows and _continues(rows[-1], segment):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda p: p.box.x0) for row in rows]


def _continues(row: Sequence[Segment], segment: Segment) -> bool:
    """Whether a segment stands beside one of the row, and under none: a tall note of a pen is beside two lines."""
    middle = (segment.box.y0 + segment.box.y1) / 2
    beside = any(other.box.y0 <= middle <= other.box.y1 and not _above(other, segment) for other in row)
    return beside and not any(other.box.y1 < middle and _above(other, segment) for other in row)


def _above(upper: Segment, lower: Segment) -> bool:
    """Whether one segment stands over the other: they share columns, more than neighbours whose boxes touch."""
    shared = min(upper.box.x1, lower.box.x1) - max(upper.box.x0, lower.box.x0)
    return shared > 0.3 * min(upper.box.width, lower.box.width)
