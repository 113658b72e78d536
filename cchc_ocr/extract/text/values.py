"""A field of head or foot together with the words it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cchc_ocr.document import Box, Word
from cchc_ocr.extract.text.certainty import probability_of_field
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.records import Evidence
from cchc_ocr.vietnamese import bare, is_syllable

_REWRITTEN = 0.85  # a typed word is seldom another one with a slip: somebody must look


@dataclass(frozen=True, slots=True)
class Value:
    """``value`` of the field at ``/document/<field>``, None where words stand that cannot be read.

    ``certainty`` is the probability that the rule took the right words and wrote them rightly; how well the
    engine read them is in ``words``, and counts as well unless ``weigh`` is False. Head and foot are read line by
    line and not as one text, and words without a reading are kept as evidence that somebody must look there: that
    is why this is not a ``Finding``, which is a whole value of a list with an offset in a passage.
    """

    field: str
    value: str | None
    words: tuple[Word, ...]
    page: int
    certainty: float
    weigh: bool = True

    @property
    def pointer(self) -> str:
        return f"/document/{self.field}"

    @property
    def confidence(self) -> float:
        """The probability that the value is right; 0 where there is none."""
        if self.value is None:
            return 0.0
        rewritten = _REWRITTEN if any(map(_is_rewritten, self.words)) else 1.0
        return round(self.certainty * rewritten * (_reading(self.words) if self.weigh else 1.0), 4)

    def evidence(self) -> Evidence:
        """The words as they were read, and how likely the value is right."""
        box = Box.around(word.box for word in self.words)
        seen = " ".join(word.as_seen for word in self.words)
        return Trace(self.page, box, seen, self.confidence).evidence(self.pointer)


def _is_rewritten(word: Word) -> bool:
    """Whether repair has put another word in the place of a word of the language that somebody typed.

    What is left of diacritics is put back without such a doubt, and so are words that no engine can have read.
    """
    seen, text = word.as_seen.lower(), word.text.lower()
    return word.box is None and bare(seen) != bare(text) and is_syllable(seen)


def _reading(words: Sequence[Word]) -> float:
    """The probability that the words were read rightly; 1 for a value without words, which a rule inferred."""
    return probability_of_field(sum(word.confidence for word in words) / len(words)) if words else 1.0
