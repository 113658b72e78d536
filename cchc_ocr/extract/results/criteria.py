"""Which criterion of the administrative reform index a printed name means."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz import fuzz, process

from cchc_ocr.lexicon import Lexicon
from cchc_ocr.vietnamese import bare

# Of 0..100. Names of two criteria reach 85 against one another ("cải cách thủ tục hành chính", "cải cách tổ chức
# bộ máy hành chính"); a name with every twelfth letter misread keeps 90.
_LEAST = 88
# A short name ("điểm trừ") is a part of many others ("điểm trung bình"): it must be there word for word.
_SHORT = 12
_IN_FULL = {"cchc": "cai cach hanh chinh", "tthc": "thu tuc hanh chinh", "qppl": "quy pham phap luat"}


def criterion_code(name: str | None, lexicon: Lexicon) -> str | None:
    """The canonical code of the criterion that a printed name contains, None where none does.

    Names are compared without accents; the longest that fits decides, for "một cửa" is also part of others.
    """
    if not name:
        return None
    return _code(_spelled(name), lexicon)


def _spelled(name: str) -> str:
    """A name in its bare form, the abbreviations of reports in full."""
    return " ".join(_IN_FULL.get(word, word) for word in bare(name).lower().split())


@cache
def _code(name: str, lexicon: Lexicon) -> str | None:
    names = _names(lexicon)
    whole = process.extractOne(name, names.keys(), scorer=fuzz.ratio, score_cutoff=_LEAST)
    if whole:
        return names[whole[0]]
    inside = [known for known in names if _holds(name, known)]
    return names[max(inside, key=len)] if inside else None


def _holds(name: str, known: str) -> bool:
    if len(known) < _SHORT:
        return re.search(rf"\b{re.escape(known)}\b", name) is not None
    return len(known) <= len(name) and fuzz.partial_ratio(known, name) >= _LEAST


@cache
def _names(lexicon: Lexicon) -> dict[str, str]:
    return {_spelled(criterion.name): criterion.code for criterion in lexicon.criteria}
