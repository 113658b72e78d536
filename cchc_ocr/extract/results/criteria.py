"""Which criterion of the administrative reform index a printed name means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process

from cchc_ocr.lexicon import Criterion
from cchc_ocr.vietnamese import bare

# Of 0..100. Names of two criteria reach 85 against one another ("cải cách thủ tục hành chính", "cải cách tổ chức
# bộ máy hành chính"); a name with every twelfth letter misread keeps 90.
_LEAST = 88
# A short name ("điểm trừ") is a part of many others ("điểm trung bình"): it must be there word for word.
_SHORT = 12
_IN_FULL = {"cchc": "cai cach hanh chinh", "tthc": "thu tuc hanh chinh", "qppl": "quy pham phap luat"}
_KEPT = 4096  # names looked up; a table is read for scores and for totals, and reports of a batch are much alike


class Criteria:
    """The criteria that the dictionaries name, to look printed names up among."""

    def __init__(self, criteria: Iterable[Criterion]) -> None:
        self._codes = {_spelled(criterion.name): criterion.code for criterion in criteria}
        self._meant = lru_cache(maxsize=_KEPT)(self._look_up)

    def code(self, name: str | None) -> str | None:
        """The canonical code of the criterion that a printed name contains, None where none does.

        Names are compared without accents; the longest that fits decides, for "một cửa" is also part of others.
        """
        return self._meant(_spelled(name)) if name else None

    def _look_up(self, name: str) -> str | None:
        whole = process.extractOne(name, self._codes.keys(), scorer=fuzz.ratio, score_cutoff=_LEAST)
        if whole:
            return self._codes[whole[0]]
        inside = [known for known in self._codes if _holds(name, known)]
        return self._codes[max(inside, key=len)] if inside else None


def _spelled(name: str) -> str:
    """A name in its bare form, the abbreviations of reports in full."""
    return " ".join(_IN_FULL.get(word, word) for word in bare(name).lower().split())


def _holds(name: str, known: str) -> bool:
    if len(known) < _SHORT:
        return re.search(rf"\b{re.escape(known)}\b", name) is not None
    return len(known) <= len(name) and fuzz.partial_ratio(known, name) >= _LEAST
