"""Which words of the first reading the line reader is to read, too: a quarter of the print.

Engines lose tone marks, take them for one another, and are sure of them. But the letters below the marks are
mostly right, and in context they tell the word. A second look is worth its time where the language model, given
those alone, would write another word, where the engine is less sure of a word than of most, and at figures, which
no context tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

import numpy as np

from cchc_ocr.document import Line, Word
from cchc_ocr.ngram import Model
from cchc_ocr.ngram.lattice import Slot, decode
from cchc_ocr.ngram.tokens import Token, symbol, tokenize
from cchc_ocr.ngram.training import case_of
from cchc_ocr.reading.rereading import SURE, worth
from cchc_ocr.vietnamese import bare, nfc, place_tones

_ALIKE = set("COÔƠSUƯVX")  # capitals that are small letters, larger
_SELDOM = 3.0  # nats: by how much a word is likelier in small letters, where a capital is odd
_MARKS = {"stop": "<stop>", "pause": "<pause>"}
_OVERLAP = 0.25  # of the narrower of two boxes
_LEFT = 0.1  # of the engine's doubt in a word that the language model would write, too
_AROUND = 3  # tokens of the lines before and after that tell the words at the ends of a line


def doubted(lines: Sequence[Line], syllables: Mapping[str, int], model: Model) -> list[list[bool]]:
    """For each word of each line, whether another reading may be better.

    ``syllables`` counts how often each is written, ``model`` is the language model.
    """
    found = []
    for line, unlikely in zip(lines, _unlikely(lines, model), strict=True):
        odd = {at for at, word in enumerate(line.words) if _is_odd(word, syllables, model)}
        which = odd | unlikely | _overlapping(line.words)
        found.append([at in which for at in range(len(line.words))])
    return found


def trusted(line: Line, doubts: Sequence[bool]) -> Line:
    """The line with more confidence in words that are not doubted: their context bears witness to them, too."""
    words = (
        word if doubt else replace(word, confidence=1.0 - (1.0 - word.confidence) * _LEFT)
        for word, doubt in zip(line.words, doubts, strict=True)
    )
    return replace(line, words=tuple(words))


def _is_odd(word: Word, syllables: Mapping[str, int], model: Model) -> bool:
    """Whether a word is doubted by itself: a figure, a colon or semicolon too, which no context tells."""
    untold = any(map(str.isdigit, word.text)) or word.text[-1:] in {":", ";"}
    return untold or _is_oddly_large(word.text, model) or worth(word, syllables) < SURE


def _overlapping(words: Sequence[Word]) -> set[int]:
    """The places of words whose boxes overlap: one of them is wrong, and nothing can be cut out by it.

    >>> from cchc_ocr.document import Box
    >>> reach = ((0, 60), (70, 190), (100, 140), (150, 190), (200, 240))
    >>> _overlapping([Word("chữ", Box(left, 0, right, 30)) for left, right in reach])
    {1, 2, 3}
    """
    found: set[int] = set()
    widest = 0
    for at, word in enumerate(words):
        one, other = words[widest].box, word.box
        if at and one and other and one.x1 - other.x0 > _OVERLAP * min(one.width, other.width):
            found |= {widest, at}
        if one and other and other.x1 > one.x1:
            widest = at
    return found


def _is_oddly_large(text: str, model: Model) -> bool:
    """Whether a word that is nearly always written small begins with a capital that looks the same."""
    word = text.strip("(\"“'")
    number = model.id(word.lower().rstrip(".,;:)"))
    case = model.case[number]
    return word[:1] in _ALIKE and case_of(word) == 1 and bool(case[0] - case[1] > _SELDOM)


def _unlikely(lines: Sequence[Line], model: Model) -> list[set[int]]:
    """Of each line the places of words for which the model would write others that look alike."""
    tokens = [tokenize(nfc(line.text)) for line in lines]
    rows = [[], *([_slot(token, model) for token in row] for row in tokens), []]
    firsts = [row[-_AROUND:] for row in rows[:-2]]
    lasts = [row[:_AROUND] for row in rows[2:]]
    sentences = [[*first, *row, *last] for first, row, last in zip(firsts, rows[1:-1], lasts, strict=True)]
    found = []
    for line, row, first, behind in zip(lines, tokens, firsts, decode(model, sentences), strict=True):
        worse = (margins[0] > 0.0 for margins in behind[len(first) : len(first) + len(row)])
        found.append({at for at, odd in zip(_words_of(row, line), worse, strict=True) if odd})
    return found


def _slot(token: Token, model: Model) -> Slot:
    """What stands there, first, and what it may be: words with the same bare form, a comma for a point."""
    itself = model.id(place_tones(token.text.lower(), "new") if token.kind == "word" else symbol(token))
    alike: Iterable[int] = ()
    if token.kind == "word" and not token.in_code:
        alike = model.variants.get(bare(token.text.lower()), ())
    elif token.kind in _MARKS:
        alike = map(model.id, _MARKS.values())
    symbols = np.array([itself, *(one for one in alike if one != itself)], np.uint64)
    return Slot(symbols, np.zeros(len(symbols), np.float32))


def _words_of(tokens: Sequence[Token], line: Line) -> Iterator[int]:
    """The place of the word that each token is of."""
    ends = list(accumulate(len(nfc(word.text)) + 1 for word in line.words))
    at = 0
    for token in tokens:
        while token.start >= ends[at]:
            at += 1
        yield at
