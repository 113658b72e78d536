"""Decides whether figures in the head of a document are printed, and so readable, or written by hand.

Numbers and days are mostly written by hand into a printed form. The engine then returns marks, or figures that
look right and are wrong. Its confidence alone does not tell: typed figures come out at 0.0 and handwritten ones at
0.93. Their size does: printed figures are as high as those of the printed year, written ones a fifth higher.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import linear_regression, median
from unicodedata import normalize

from cchc_ocr.document import Box, Word

# Found on real first pages read ten times each (turned, blurred, scaled, noisy, black and white) and on rendered
# ones. Height against that of the printed year: print 0.85 to 1.06 (merged with a "Q", whose tail hangs down, to
# 1.26, with a "g" to 1.32), handwriting 1.18 and more. Width of a figure against one of the year: print 0.70 to
# 1.08.
_HIGHEST = 1.13
_HIGHEST_WITH_TAIL = 1.28
_HIGHEST_WITH_LONG_TAIL = 1.34
_WIDTHS = (0.6, 1.12)
_NARROWEST = 0.4  # the same of a "1" alone, in whose box no more than its stroke stands
_SLIMMEST = 0.55  # width by height of printed figures is 0.6 to 0.75
_SMALL = 14  # pixels: below this height a pixel more or less, as boxes are cut, is a tenth of a figure
# A day with a speck below it: the engine's confidence, the width against the year's, and how far, against the
# year's height, it may leave the row of "ngày" and "tháng". Days by hand on real pages rise a tenth and more.
_CLEAR, _SAME_WIDTH, _SLACK = 0.9, (0.9, 1.08), 0.04
_SPECKED = 0.82  # a value, and for review
# What is no figure in a date ("05/4/2024"), against the width of a figure.
_MARK_OF_DATE = 0.6
_YEAR = re.compile(r"\d{4}")
# How wide a year is against what it is with a stop, and how high against what it is with a comma.
_WITH_STOP, _WITH_COMMA = 0.88, 0.85
_DATE = re.compile(r"\d{1,2}(?P<mark>[-./])\d{1,2}(?P=mark)\d{4}")
_STANDS_ON_LINE = re.compile(
    r"[^\W\dgjpqyQ_\u0323]{2,}"
)  # letters of which none reaches below the line, decomposed
_FEWEST_OF_LINE, _STEEPEST = 4, 0.05  # words that tell how a line rises; pixels per pixel
_OF_BODY = 0.95  # print of a head may be so much smaller than that of the text
SURE = 0.8  # figures in a blank are given as a value from this probability on


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A printed figure of the same head: its height and width in pixels.

    ``rise`` is how far lines rise or fall, in pixels per pixel: by it the box of a long word is too high.
    """

    height: float
    width: float
    rise: float = 0.0

    @staticmethod
    def of(words: Sequence[Word], rise: float = 0.0) -> Yardstick | None:
        """From printed words that are figures, a year or date ("05/4/2024"); None without any that have a box."""
        boxes = [
            (w.box, _figures_in(w.text))
            for w in map(_without_stop, words)
            if w.box and (_YEAR.fullmatch(w.text) or _DATE.fullmatch(w.text))
        ]
        if not boxes:
            return None
        width = median(box.width / n for box, n in boxes)
        # Specks and blur make a box too high, hardly ever too wide.
        return Yardstick(min(median(_height(box, rise) for box, _ in boxes), width / _SLIMMEST), width, rise)

    @staticmethod
    def of_text(words: Iterable[Word], rise: float = 0.0) -> Yardstick | None:
        """From years that stand alone in the text below a head, where the head has none."""
        years = [word for word in words if _YEAR.fullmatch(word.text.rstrip(".,"))]
        found = Yardstick.of([word for word in years if word.text[:2] in ("19", "20")], rise)
        return Yardstick(_OF_BODY * found.height, found.width, rise) if found else None

    @staticmethod
    def of_symbol(word: Word) -> Yardstick | None:
        """From a printed symbol such as "/QĐ-UBND": its slash and tails make it a third higher than a figure."""
        return Yardstick(0.78 * word.box.height, 0.53 * word.box.height) if word.box else None


def rise_of(lines: Iterable[Sequence[Word]]) -> float:
    """How far the lines of a head rise or fall, in pixels per pixel; 0 where none has words enough to tell."""
    longest, found = 0.0, 0.0
    for words in lines:
        points = [((w.box.x0 + w.box.x1) / 2, w.box.y1) for w in words if w.box and _stands_on_line(w.text)]
        span = points[-1][0] - points[0][0] if len(points) >= _FEWEST_OF_LINE else 0.0
        if span > longest:
            longest, found = span, abs(linear_regression(*zip(*points, strict=True)).slope)
    return min(found, _STEEPEST)


def _without_stop(word: Word) -> Word:
    """A year without the stop or comma behind it; a comma hangs down below the line."""
    if not word.box or not re.fullmatch(r"\d{4}[.,]", word.text):
        return word
    box, tail = word.box, _WITH_COMMA if word.text[-1] == "," else 1.0
    whole = Box(box.x0, box.y0, box.x0 + round(_WITH_STOP * box.width), box.y0 + round(tail * box.height))
    return replace(word, text=word.text[:-1], seen=None, box=whole)


def _stands_on_line(text: str) -> bool:
    return bool(
        _STANDS_ON_LINE.fullmatch("".join(c for c in normalize("NFD", text) if c.isalpha() or c == "\u0323"))
    )


def _height(box: Box, rise: float) -> float:
    """The height of what stands in a box of a line that rises."""
    return box.height - rise * box.width


def _figures_in(text: str) -> float:
    """How many figures are as wide as a year or date."""
    return sum(1.0 if c.isdigit() else _MARK_OF_DATE for c in text)


def figures_probability(
    words: Sequence[Word],
    figures: str,
    yardstick: Yardstick | None,
    before: Word | None = None,
    after: Word | None = None,
) -> float:
    """How likely ``figures``, which stand in ``words``, are what is on the page.

    ``before`` and ``after`` are the words beside them, None where they do not matter. 1.0 for text that was not
    read from a picture. The tiers are the shares that were right on the pages named above, rounded down.
    """
    confidence = min((word.confidence for word in words), default=0.0)
    holder = next((word for word in words if figures in word.text), None)
    if holder is None:
        return 0.0
    if holder.box is None or confidence == 1.0:
        return 1.0
    if yardstick is None:
        return 0.7 if confidence >= 0.9 else 0.3
    if holder.text.strip(".,:_") == figures:
        probability = _alone(holder, figures, yardstick, crowded=_overlap(before, holder))
        return max(probability, _SPECKED if _is_specked(holder, yardstick, before, after) else 0.0)
    return _merged(holder, figures, yardstick, confidence)


def _overlap(before: Word | None, word: Word) -> bool:
    """Whether an engine parted what stands without a space: then the box of the figures is a guess, a row high."""
    if before is None or before.box is None or word.box is None:
        return False
    return before.box.x1 - word.box.x0 > 0.5 * word.box.width


def _is_specked(word: Word, yardstick: Yardstick, before: Word | None, after: Word | None) -> bool:
    """Whether a box is too high for print by a speck below it: in all else the figures are like their neighbours.

    They are as wide as print, the engine is sure of them, and they reach neither above nor below the words
    "ngày" and "tháng" on either side, as a hand does that fills in a blank.
    """
    beside = [w.box for w in (before, after) if w and w.box]
    if word.box is None or len(beside) < 2 or word.confidence < _CLEAR:
        return False
    width = word.box.width / len(word.text) / yardstick.width
    slack = _SLACK * yardstick.height
    level = word.box.y0 >= min(b.y0 for b in beside) - slack and word.box.y1 <= max(b.y1 for b in beside) + slack
    return level and _SAME_WIDTH[0] <= width <= _SAME_WIDTH[1]


def _alone(word: Word, figures: str, yardstick: Yardstick, *, crowded: bool) -> float:
    assert word.box
    high = _height(word.box, yardstick.rise) > _limit(yardstick, _HIGHEST) and not crowded
    width = word.box.width / len(word.text) / yardstick.width
    widest = _WIDTHS[1] + (0.08 if len(figures) == 1 else 0.0)  # a single box is cut a pixel wider
    narrowest = _NARROWEST if figures == "1" else _WIDTHS[0]
    if high or not narrowest <= width <= widest:
        return 0.2
    if crowded:
        return 0.82 if word.confidence >= 0.6 else 0.5
    return 0.97 if word.confidence >= 0.5 else 0.9


def _merged(word: Word, figures: str, yardstick: Yardstick, confidence: float) -> float:
    """Figures read together with letters; where those have marks above, the height says nothing."""
    assert word.box
    around = word.text.replace(figures, "", 1)
    if any(c.islower() for c in around) and not around.startswith("/"):
        return 0.85 if confidence >= 0.6 else 0.5
    highest = _HIGHEST_WITH_TAIL if "Q" in around else _HIGHEST
    if re.search("[gjpqy()]", around):
        highest = _HIGHEST_WITH_LONG_TAIL
    if _height(word.box, yardstick.rise) > _limit(yardstick, highest):
        # A slash or a mark of the symbol makes a box too high. On the pages at hand, no symbol that a hand has
        # written into was read more surely than 0.88.
        return _SPECKED if confidence >= _CLEAR else 0.2
    return 0.95 if confidence >= 0.4 else 0.85


def _limit(yardstick: Yardstick, highest: float) -> float:
    """The height in pixels up to which figures are print."""
    return highest * yardstick.height + (1.0 if yardstick.height < _SMALL else 0.0)
