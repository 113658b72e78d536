"""How likely a value was read rightly, by how sure the engine was of its words: the two laws of doubt.

An engine's confidence in a word is not the probability that a value is right: of values of a known form most are
right where it doubts. Either law is a straight line that ends at 1 where the engine is sure; they differ in which
words they look at and in what is left where it is not sure at all. The probability of a value is that of its
reading times how often the rule that made it is right; those constants stand with their rules.
"""

from __future__ import annotations

_VALUE = 0.65
_FIELD = 0.5


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
