"""Two readings of a line become one: where they differ, the word with more evidence counts; figures are doubted.

Tesseract loses tone marks, takes them for one another and is sure of them, so that its confidence says little. The
line reader tells of each text how likely it is to stand in a place: where that of tesseract is nearly as likely as
its own, or better spelt, tesseract is mostly right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log

from cchc_ocr.document import Line, Word
from cchc_ocr.layout.landmarks import NUMBER_LINE, is_dated
from cchc_ocr.numbering.shapes import FIGURE_OF_LETTER, FIGURE_OF_SIGN, LETTER_OF_FIGURE
from cchc_ocr.reading import ctc
from cchc_ocr.reading.line_reader import LineReading, WordReading
from cchc_ocr.reading.rereading import side_by_side, spelling
from cchc_ocr.vietnamese import bare, is_syllable

# Fitted in docs/reading.md, section "Two readings". Evidence is the natural logarithm of odds.
_MOST = 12.0  # by which one text counts as likelier than another
_SPELLING = 16.0  # for what the spelling of one is worth more than that of the other
_OWN = 3.0  # for the logarithm of how likely the reader's own text is
_SURELY, _USUAL_DOUBT = 0.02, 0.1  # the least doubt of the engine in its word, and that which says nothing
_LEAST = 1.0  # from which the reader's word is taken
_UNLIKE = 5.0  # how much more is asked where letters that look like no figure are to be one
_UNKNOWN = -99.0  # logarithm of how likely a text is that has signs which the reader does not know

_LIKE_FIGURES = {*FIGURE_OF_SIGN, *FIGURE_OF_LETTER, *LETTER_OF_FIGURE.values()}
_MOST_WORDS = 16  # of the line of the number and date of a head
_FEWEST_WORDS = 3  # that tell a language
_AROUND = ".,;:()'\"“”"
_SURE = 0.8  # confidence of a word that was chosen of two: right as often as such words of one reading
_DOUBTED = 0.5  # the most that a figure is believed which the readings do not agree on
_SEEN = 0.3  # confidence of a word that the reader alone has seen; it is more often right than it says
_LEGIBLE = -1.2  # of a second reading that raises a doubt


def voted(lines: Sequence[Line], readings: Sequence[LineReading], syllables: Mapping[str, int]) -> list[Line]:
    """The lines with the words of two readings of each. What only one of them saw is as the line has it.

    In the number and the date of a head hands fill in figures, which a reader of print takes for others: there
    figures are those of the line, or none.
    """
    parted = [_parted(line.words, reading) for line, reading in zip(lines, readings, strict=True)]
    contested = [group for groups in parted for group in groups if group.is_contested]
    asked = [question for group in contested for question in group.questions() if question]
    answers = iter(ctc.likelihoods(asked))
    for group in contested:
        group.likely = tuple(next(answers) if question else _UNKNOWN for question in group.questions())
    return [
        replace(line, words=tuple(_chosen(groups, syllables, by_hand=is_filled_in(line.text))))
        for line, groups in zip(lines, parted, strict=True)
    ]


@dataclass(slots=True)
class _Group:
    """Words of the engine and of the reader that share columns, and how likely each text stands there."""

    ones: Sequence[Word]
    others: Sequence[WordReading]
    reading: LineReading
    likely: tuple[float, ...] = field(default=())

    @property
    def texts(self) -> tuple[str, str]:
        return " ".join(word.text for word in self.ones), " ".join(one.word.text for one in self.others)

    @property
    def is_contested(self) -> bool:
        one, other = self.texts
        return bool(one and other) and one != other

    def questions(self) -> list[ctc.Question | None]:
        return [self.reading.asking(self.others, text) for text in self.texts]


def _parted(words: Sequence[Word], reading: LineReading) -> list[_Group]:
    """The words of both readings in groups that share columns, from left to right."""
    read = {id(one.word): one for one in reading.words}
    pairs = side_by_side(words, [one.word for one in reading.words])
    return [_Group(ones, [read[id(word)] for word in others], reading) for ones, others in pairs]


def _chosen(groups: Sequence[_Group], syllables: Mapping[str, int], *, by_hand: bool) -> Iterator[Word]:
    for group in groups:
        if not group.is_contested:
            yield from _agreed(group) if group.ones else _found(group, by_hand=by_hand)
            continue
        one, other = group.texts
        figures = _differ_in_figures(one, other)
        doubt = 1.0 - min(word.confidence for word in group.ones)
        better = evidence(one, other, group.likely, doubt, syllables) > _LEAST and not (by_hand and figures)
        better = better and not _loses_signs(one, other)
        doubted = figures and (better or group.likely[1] > _LEGIBLE)
        rival = (one if better else other) if doubted else None
        for word in [read.word for read in group.others] if better else group.ones:
            sure = _SURE if better else word.confidence
            yield replace(word, confidence=min(sure, _DOUBTED) if doubted else sure, rival=rival)


def _agreed(group: _Group) -> Iterator[Word]:
    """The words of the engine, surer where both readings have them; figures are as sure as the surer."""
    if not group.others:
        yield from group.ones
        return
    for word, read in zip(group.ones, group.others, strict=True):
        one, other = word.confidence, read.word.confidence
        figures = any(map(str.isdigit, word.text))
        yield replace(word, confidence=max(one, other) if figures else 1.0 - (1.0 - one) * (1.0 - other))


def _found(group: _Group, *, by_hand: bool) -> Iterator[Word]:
    """The words that the reader alone has seen, as far as it is sure that they are some; figures are doubted."""
    for word in (read.word for read in group.others):
        if any(map(str.isdigit, word.text)):
            if not by_hand:
                yield replace(word, confidence=min(word.confidence, _DOUBTED))
        elif word.confidence >= _SEEN and is_syllable(word.text.strip(_AROUND).lower()):
            yield replace(word, confidence=min(word.confidence, _SURE))


def evidence(one: str, other: str, likely: Sequence[float], doubt: float, syllables: Mapping[str, int]) -> float:
    """What speaks for the reader's text against that of the engine.

    ``likely`` are the logarithms of how likely each stands there, as the reader sees it; ``doubt`` is how likely
    the engine thinks that it is wrong.

    >>> usual = {"chế": 90000, "kiểm": 90000}
    >>> evidence("kiêm", "kiểm", (-10.6, -0.02), 0.03, usual) > 1.0
    True
    >>> evidence("chế", "chể", (-1.0, -0.4), 0.03, usual) > 1.0
    False
    """
    first, second = likely
    spelt = _mean_spelling(other, syllables) - _mean_spelling(one, syllables)
    doubted = log(max(doubt, _SURELY) / _USUAL_DOUBT)
    unlike = _UNLIKE * _makes_figures_of_letters(one, other)
    return min(second - first, _MOST) + _OWN * max(second, -_MOST) + _SPELLING * spelt + doubted - unlike


def _makes_figures_of_letters(one: str, other: str) -> bool:
    """Whether letters that engines do not take for figures are figures in the other text.

    >>> [_makes_figures_of_letters(*pair) for pair in (("A", "4"), ("I.", "1."), ("§", "8"))]
    [True, False, False]
    """
    if any(map(str.isdigit, one)) or not any(map(str.isdigit, other)):
        return False
    return any(sign.isalpha() and sign not in _LIKE_FIGURES for sign in one)


def _loses_signs(one: str, other: str) -> bool:
    """Whether the number of a document would lose letters or figures: the reader passes over a Q.

    >>> [_loses_signs("12/QĐ-TTg", other) for other in ("12/Đ-TTg", "12/2Đ-TTg", "12/OĐ-TTg")]
    [True, True, False]
    >>> _loses_signs("12/2Đ-TTg", "12/Đ-TTg"), _loses_signs("12/2Đ-TTg", "12/QĐ-TTg"), _loses_signs("và/hay", "và")
    (True, False, False)
    """
    if "/" not in one or not any(map(str.isdigit, one)):
        return False
    return any(_is_part([*filter(kind, other)], [*filter(kind, one)]) for kind in (str.isalpha, str.isalnum))


def _is_part(some: Sequence[str], more: Sequence[str]) -> bool:
    """Whether these are some of more, in their order, but not all."""
    left = iter(more)
    return len(some) < len(more) and all(one in left for one in some)


def _mean_spelling(text: str, syllables: Mapping[str, int]) -> float:
    words = text.split()
    return sum(spelling(word, syllables) * len(word) for word in words) / sum(map(len, words))


def _differ_in_figures(one: str, other: str) -> bool:
    """Whether texts differ in more than spaces, and there are figures.

    >>> _differ_in_figures("2 /QĐ", "2/QĐ"), _differ_in_figures("82 a", "8Z a"), _differ_in_figures("a", "b")
    (False, True, False)
    """
    one, other = one.replace(" ", ""), other.replace(" ", "")
    return one != other and any(map(str.isdigit, one + other))


def is_filled_in(line: str) -> bool:
    """Whether a line is one in which hands fill in figures: the number, or place and date.

    >>> [is_filled_in(line) for line in ("Số: /SYT-TCCB", "Sơn Hà, ngày tháng 8 năm 2024", "Ngày 5/8 họp.")]
    [True, True, False]
    """
    if line.count(" ") >= _MOST_WORDS:
        return False
    return bool(NUMBER_LINE.match(bare(line).lower())) or is_dated(line)


def is_of_another_language(line: str) -> bool:
    """Whether a line has only English letters, in words that are mostly no syllables: no print for the reader.

    >>> lines = ("All members can come to the meeting on Monday", "Ciia Giam d6c Sé", "Can cu Luat To chuc")
    >>> [is_of_another_language(line) for line in lines]
    [True, False, False]
    """
    words = [word.strip(_AROUND).lower() for word in line.split()]
    words = [word for word in words if len(word) > 1 and word.isalpha()]
    spelt = sum(map(is_syllable, words))
    return line.isascii() and len(words) >= _FEWEST_WORDS and spelt < len(words) / 2
