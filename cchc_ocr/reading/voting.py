"""Two readings of a line become one: where they differ, the word that is worth more, and figures are doubted.

Tesseract loses and takes tone marks for one another and is sure of them; the line reader does so far less, and
is less sure of what it reads right. So how much more a word must be worth depends on what the two differ in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum

from cchc_ocr.document import Word
from cchc_ocr.layout.landmarks import NUMBER_LINE, is_dated
from cchc_ocr.reading.rereading import mean_worth, side_by_side
from cchc_ocr.vietnamese import bare


class Difference(Enum):
    """What two readings differ in. The value: by how much more the second must be worth to be taken."""

    # Measured in docs/reading.md, section "Two readings".
    MARKS = -0.25  # "quôc", "quốc"
    STOPS = -0.3  # "báo cáo:", "báo cáo;"
    FIGURES = 0.1
    LETTERS = 0.05


_MOST_WORDS = 16  # of the line of the number and date of a head
_SURE = 0.8  # confidence of a word that was chosen of two: right as often as such words of one reading
_DOUBTED = 0.5  # the most that a figure is believed which the readings do not agree on
_LEAST = 0.3  # confidence of a second reading that raises a doubt


def voted(first: Sequence[Word], second: Sequence[Word], syllables: Mapping[str, int]) -> tuple[Word, ...]:
    """The words of a line from two readings of it. What only one of them saw is as the first has it.

    In the number and the date of a head hands fill in figures, which a reader of print takes for others: there
    figures are those of the first reading, or none.

    >>> from cchc_ocr.document import Box
    >>> one, two = Word("quôc", Box(0, 0, 40, 9), 0.9), Word("quốc", Box(1, 0, 41, 9), 0.7)
    >>> [word.text for word in voted([one], [two], {})]
    ['quốc']
    """
    words: list[Word] = []
    by_hand = is_filled_in(" ".join(word.text for word in first))
    for ones, others in side_by_side(first, second):
        words += _chosen(ones, others, syllables, by_hand=by_hand) if ones and others else ones
    return tuple(words)


def is_filled_in(line: str) -> bool:
    """Whether a line is one in which hands fill in figures: the number, or place and date.

    >>> [is_filled_in(line) for line in ("Số: /SYT-TCCB", "Sơn Hà, ngày tháng 8 năm 2024", "Ngày 5/8 họp.")]
    [True, True, False]
    """
    if line.count(" ") >= _MOST_WORDS:
        return False
    return bool(NUMBER_LINE.match(bare(line).lower())) or is_dated(line)


def _chosen(
    ones: Sequence[Word], others: Sequence[Word], syllables: Mapping[str, int], *, by_hand: bool
) -> Iterator[Word]:
    if [word.text for word in ones] == [word.text for word in others]:
        for one, other in zip(ones, others, strict=True):
            yield replace(one, confidence=max(one.confidence, other.confidence))
        return
    kind = difference(_joined(ones), _joined(others))
    better = mean_worth(others, syllables) > mean_worth(ones, syllables) + kind.value
    better = better and not (by_hand and kind is Difference.FIGURES)
    doubted = kind is Difference.FIGURES and min(word.confidence for word in others) >= _LEAST
    for word in others if better else ones:
        sure = max(word.confidence, _SURE) if better else word.confidence
        yield replace(word, confidence=min(sure, _DOUBTED) if doubted else sure)


def _joined(words: Sequence[Word]) -> str:
    return "".join(word.text for word in words)


def difference(one: str, other: str) -> Difference:
    """What two readings of a word differ in.

    >>> [difference(*pair) for pair in (("quôc", "quốc"), ("cáo:", "cáo;"), ("7,5", "2,5"), ("vần", "văn,"))]
    [<Difference.MARKS: -0.25>, <Difference.STOPS: -0.3>, <Difference.FIGURES: 0.1>, <Difference.LETTERS: 0.05>]
    """
    if any(sign.isdigit() for sign in one + other):
        return Difference.FIGURES
    if bare(one).lower() == bare(other).lower():
        return Difference.MARKS
    return Difference.STOPS if _letters(one) == _letters(other) else Difference.LETTERS


def _letters(text: str) -> list[str]:
    return [sign for sign in text if sign.isalpha()]
