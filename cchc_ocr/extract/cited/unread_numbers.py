"""Citations whose number could not be read: a type, "số" and a symbol stand there, and between them no number."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_ocr.extract.text.passage import Passage, Trace
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.numbering.numbers import find_numbers
from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import CAPITALS, bare

_NAMED = accented(rf"""
    (?<=\s)[Ss][ốôóoö6e]\s*[:.]?\s*                     # "số ", as engines read it
    (?P<code>
        (?P<number>\S{{0,12}}?\s?\S{{0,8}}?\s?)          # "§Í /", ".Ä§....", "5118"
        [{CAPITALS}][A-Za-zĐđ]{{0,3}}                    # "QĐ", "TTr"
        \s?[-–/]\s?
        [{CAPITALS}&]{{2,}}[a-z]?\d{{0,2}}               # "UBND", "TTg"
    )(?!\w)
""")
_TYPE_WITHIN = 60  # characters


def unread_numbers(passage: Passage, lexicon: Lexicon) -> Iterator[Trace]:
    """Where documents are cited with numbers that could not be read, by a hand for example.

    A blank ("số …/QĐ-UBND") in a text that no engine read is one.
    """
    text, plain = passage.text, bare(passage.text).lower()
    read = find_numbers(text, lexicon.signs)
    for named in _NAMED.finditer(text):
        start, end = named.span("code")
        if lexicon.types.before(plain[max(0, start - _TYPE_WITHIN) : start]) is None:
            continue
        if any(number.start < end and number.end > start for number in read):
            continue
        trace = passage.trace(start, end)
        if trace.box or any(map(str.isalnum, named["number"])):
            yield trace
