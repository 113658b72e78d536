"""Reads what is stamped in colour and belongs to the document: its urgency, who signs, what kind of copy it is.

Received stamps, whose dates and numbers are not those of the document, and whatever else is stamped is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from statistics import fmean

from rapidfuzz import fuzz, process

from cchc_ocr import lexicon
from cchc_ocr.document import Word
from cchc_ocr.layout.landmarks import AUTHORITY, is_upper, marks_of
from cchc_ocr.layout.stamps import copy_of, draft_of, is_arrival
from cchc_ocr.picture.pixels import Pixels
from cchc_ocr.picture.stamped import StampedLines, find_stamped
from cchc_ocr.reading.engine import BlockReader
from cchc_ocr.reading.rereading import read_places
from cchc_ocr.vietnamese import bare

# The figures stand in docs/reading.md, section "Words stamped in colour".
_CLEAR = 0.6  # mean confidence of a line that is believed
_LEGIBLE = 0.3  # of a word: what is left of a letter at a seal's ring is below
_MARKS = "|,;:'\"“”‘’_~^*"
_LIKE = 90  # likeness of a post to one that is known
_FEWEST_OF_NAME, _MOST_OF_NAME = 2, 5  # words


def read_stamped(pixels: Pixels, dpi: int, letters: float, read: BlockReader) -> list[tuple[Word, ...]]:
    """The lines stamped on an RGB page, with boxes on it, whose print is ``letters`` pixels high."""
    stamped = find_stamped(pixels, dpi, letters)
    return list(_of_the_document(stamped, dpi, read)) if stamped else []


def _of_the_document(stamped: StampedLines, dpi: int, read: BlockReader) -> Iterator[tuple[Word, ...]]:
    for found in read_places([(stamped.pixels, box) for box in stamped.boxes], dpi, read):
        words = list(_legible(found))
        text = " ".join(word.text for word in words)
        if words and fmean(word.confidence for word in words) >= _CLEAR and belongs_to_the_document(text):
            yield tuple(words)


def _legible(words: Iterable[Word]) -> Iterator[Word]:
    """The words without what a seal's ring leaves beside them."""
    for word in words:
        text = word.text.strip(_MARKS)
        if text and word.confidence >= _LEGIBLE:
            yield replace(word, text=text)


def belongs_to_the_document(text: str) -> bool:
    """Whether a stamped line says something of the document itself.

    >>> lines = ("HỎA TỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Thị Mẫu", "SAO Y", "CÔNG VĂN ĐẾN", "Số: 235")
    >>> [belongs_to_the_document(line) for line in lines]
    [True, True, True, True, False, False]
    """
    if is_arrival(text):
        return False
    return bool(marks_of(text) or copy_of(text) or draft_of(text)) or _is_post(text) or _is_name(text)


def _is_post(text: str) -> bool:
    """Whether a line in capitals is a post, alone or with its body, or says for whom somebody signs."""
    if AUTHORITY.match(text):
        return True
    plain = bare(text).lower()
    begins = any(f"{plain} ".startswith(f"{post} ") for post in _posts())
    alike = process.extractOne(plain, _posts(), scorer=fuzz.ratio, score_cutoff=_LIKE)
    return is_upper(text) and (begins or alike is not None)


@cache
def _posts() -> Sequence[str]:
    known = lexicon.load()
    names = {name for post in known.posts for name in (post.name, *(post.deputies or (f"Phó {post.name}",)))}
    return sorted(bare(name).lower() for name in names)


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        _FEWEST_OF_NAME <= len(words) <= _MOST_OF_NAME
        and words[0].capitalize() in lexicon.load().family_names
        and all(word.isalpha() and word[:1].isupper() for word in words)
    )
