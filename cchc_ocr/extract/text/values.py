"""A field of the record together with the words it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cchc_ocr.document import Box, Word
from cchc_ocr.records import Evidence


@dataclass(frozen=True, slots=True)
class Value:
    """``value`` of the field at ``/document/<field>``, None where words stand that cannot be read.

    ``certainty`` is the probability that the rule took the right words and wrote them rightly; how well the
    engine read them is in ``words``, and counts as well unless ``weigh`` is False.
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
        return round(self.certainty * (_reading(self.words) if self.weigh else 1.0), 4)

    def evidence(self) -> Evidence:
        box = Box.around(word.box for word in self.words)
        return Evidence(
            field=self.pointer,
            page=self.page,
            box=(box.x0, box.y0, box.x1, box.y1) if box else None,
            text=" ".join(word.as_seen for word in self.words),
            confidence=self.confidence,
        )


def _reading(words: Sequence[Word]) -> float:
    """How well the words were read, 0..1.

    A field is text of a known form, mended by dictionaries, so that an unsure word is more often right than its
    confidence says: half of the mean doubt is kept.
    """
    if not words:
        return 1.0
    return 0.5 + 0.5 * sum(word.confidence for word in words) / len(words)
