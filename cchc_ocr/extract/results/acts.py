"""What is done to things that are counted, and how it came out, by the words of ``acts.tsv``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cchc_ocr.lexicon import Act
from cchc_ocr.patterns import any_of

_BEFORE = r"(?:\b(?:đã|đang|chưa|được|không|bị)\s+)*"

_NO_LEVEL = r"(?!(?<=cấp) (?:tỉnh|huyện|xã|sở|phường|cơ sở|trung ương|phòng|ủy)\b)"  # "cấp tỉnh" is no act


class Acts:
    """Words for acts, to look for in texts as they are written.

    ``done`` finds what was done, with the words before it that say whether ("đã tiếp nhận"); ``next_done`` that of
    a further part of a sentence, with the comma before it; ``outcome`` how it came out, at the end of a text.
    """

    def __init__(self, acts: Iterable[Act]) -> None:
        kinds: dict[str, list[Act]] = {}
        for act in acts:
            kinds.setdefault(act.kind, []).append(act)
        done = _any_of(kinds.get("done", ()))
        self.done = re.compile(rf"{_BEFORE}\b{done}\b{_NO_LEVEL}", re.IGNORECASE)
        self.next_done = re.compile(rf"[,;]\s[^,;]*{self.done.pattern}", re.IGNORECASE)
        outcome = _any_of(kinds.get("outcome", ()))
        self.outcome = re.compile(rf"\s(?P<outcome>(?:bị |được )?{outcome})$", re.IGNORECASE)
        changing = _any_of(kinds.get("changing", ()))
        self._changing = re.compile(rf"\b(?P<done>{changing})(?: được| thêm)?\s*$", re.IGNORECASE)

    def changed(self, before: str) -> str | None:
        """What was done to the things counted, by the words before the figure, where that makes others of them.

        >>> from cchc_ocr.lexicon import load
        >>> acts = Acts(load().acts)
        >>> acts.changed("so với năm 2015, Sở đã giảm "), acts.changed("Sở có ")
        ('giảm', None)
        """
        changing = self._changing.search(before)
        return changing["done"].lower() if changing else None


def _any_of(acts: Sequence[Act]) -> str:
    """The part of a pattern for one of the acts; nothing fits it where there are none."""
    afters = dict.fromkeys(act.not_after for act in acts)
    parts = {after: any_of(act.words for act in acts if act.not_after == after) for after in afters}
    bound = ("".join(f"(?<!{re.escape(word)} )" for word in after) + words for after, words in parts.items())
    return f"(?:{'|'.join(bound)})" if parts else "(?!)"
