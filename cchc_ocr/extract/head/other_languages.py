"""Lines of a head in another language: bodies and titles are translated below their Vietnamese names."""

from __future__ import annotations

import re

from cchc_ocr.lexicon import Lexicon, kept
from cchc_ocr.vietnamese import bare

_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST, _SHARE = 2, 0.5  # words by which another language is told, and their share of all words
_LONG = 7  # letters: no shorter word alone tells of another language, for names of other peoples are short
_OF_COMPANIES = frozenset({"co", "ltd", "jsc", "corp", "inc", "plc", "vietnam"})


def is_in_another_language(text: str, lexicon: Lexicon) -> bool:
    """Whether a line has no Vietnamese letter, and a long word of another language, or half of its words are none.

    >>> from cchc_ocr.lexicon import load
    >>> lines = "SONG DAM IRRIGATION CO., LTD", "SON HA UNIVERSITY", "UBND TINH SON HA", "KRONG PAK"
    >>> [is_in_another_language(line, load()) for line in lines]
    [True, True, False, False]
    """
    words = [word.lower() for word in _WORD.findall(text)]
    others = [word for word in words if word in _OF_COMPANIES or not _may_be_vietnamese(word, lexicon)]
    known = any(len(word) >= _LONG and word in lexicon.foreign_words for word in others)
    surely = any(len(word) >= _LONG or word in _OF_COMPANIES or word in lexicon.foreign_words for word in others)
    return text.isascii() and (known or (surely and len(others) >= max(_FEWEST, _SHARE * len(words))))


def _may_be_vietnamese(word: str, lexicon: Lexicon) -> bool:
    """Whether letters are a syllable, with its marks or without, or a short form that has no vowel."""
    known = word in _bare_syllables(lexicon) or word.upper() in lexicon.acronyms
    return known or not {*bare(word)} & {*"aeiouy"}


@kept
def _bare_syllables(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(map(bare, lexicon.syllables))
