"""How likely a value was read rightly, by how sure the engine was of its words: the two laws of doubt.

An engine's confidence in a word is not the probability that a value is right: of values of a known form most are
right where it doubts. Either law is a straight line that ends at 1 where the engine is sure; they differ in which
words they look at and in what is left where it is not sure at all. The probability of a value is that of its
reading times how often the rule that made it is right; those constants stand with their rules.
"""

from __future__ import annotations

# Numbers of documents and dates have a form that a misreading seldom keeps. On 29 shared scans whose facts are
# known, by tesseract's confidence in the worst word: below 0.2 right 5 of 5, to 0.35 4 of 4, to 0.5 5 of 6, to
# 0.65 7 of 9, to 0.8 30 of 30, to 0.9 53 of 54, above 222 of 222. Below 0.65 that is 21 of 24, 88 %, where the
# line claims 65 to 88 %: it errs on the side of asking.
_VALUE = 0.65
# A field of head or foot is text that dictionaries have mended, so that an unsure word is more often right than
# its confidence says; and it is right only where all its words are, so that less is left than of a value. On the
# same scans, by the mean confidence: from 0.35 to 0.8 right 6 of 10, to 0.9 9 of 10, to 0.95 28 of 31. Ten are too
# few to set a line by: half of the doubt is kept, and what the rule is worth (0.85 to 0.98) comes on top.
_FIELD = 0.5
# How values fare with both stands in docs/accuracy.md, section "What a confidence means". With both at 0,
# scripts/calibration.py sorts values by the confidence of the engine times the worth of the rule.


def probability_of_value(confidence: float) -> float:
    """That a value found by its form was read rightly, rounded to four places.

    ``confidence``, 0..1, is the engine's in the worst word of a number, date or figure, for one wrong sign makes
    it another; for words that say what a value is about it is the mean, for one doubtful word does not make a
    name wrong.

    >>> probability_of_value(0.0), probability_of_value(0.4), probability_of_value(1.0)
    (0.65, 0.79, 1.0)
    """
    return round(_line(_VALUE, confidence), 4)


def probability_of_field(confidence: float) -> float:
    """That a field of the head or foot was read rightly, by the engine's mean confidence in its words, 0..1.

    >>> probability_of_field(0.0), probability_of_field(0.5), probability_of_field(1.0)
    (0.5, 0.75, 1.0)
    """
    return _line(_FIELD, confidence)


def _line(least: float, confidence: float) -> float:
    return least + (1 - least) * confidence
