"""Symbols of document numbers ("QĐ-UBND") as they were meant, by the groups that are known to occur in them."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from cchc_ocr.numbering.figures import figures
from cchc_ocr.numbering.shapes import LETTER_OF_FIGURE
from cchc_ocr.numbering.signs import Signs, look_alike
from cchc_ocr.vietnamese import bare

_ASSEMBLY = re.compile(r"^(?P<standing>UBTV)?[Q0O]H(?P<term>[\dI!l§|]{1,4})$")
# The first year of each term of the National Assembly.
_TERM_BEGAN = {16: 2026, 15: 2021, 14: 2016, 13: 2011, 12: 2007, 11: 2002, 10: 1997, 9: 1992, 8: 1987}
_LETTERS = str.maketrans(LETTER_OF_FIGURE)
NO_LETTER = re.compile(r"[!§†‡'`~]")
_UNIT = re.compile(r"(?<=[A-Z])O(?=\d$)")  # a police department: "PAO3" of PA03
_SHORTEST = 4  # letters of a group from which one wrong letter still leaves no doubt


class Symbols:
    """Groups of symbols that are known: of the dictionaries, and ``here``, of one document."""

    def __init__(self, signs: Signs, here: Collection[str] = ()) -> None:
        self._signs, self._known = signs, signs.known | frozenset(here)
        self._long = [known for known in sorted(self._known) if len(known) >= _SHORTEST]

    def opens(self, symbol: str) -> bool:
        """Whether the symbol of a number begins here without a slash before it: "215UBND-NC"."""
        first, *rest = symbol.split("-")
        return len(first) > 1 and first in self._known and bool(rest)

    def mended(self, symbol: str, year: int | None = None, *, doubtful: bool = False) -> str:
        """The symbol that was meant: without signs that no symbol has, each group as it is known.

        ``year`` is that of the number, where it has one. ``doubtful``: the engine was not sure of it, so that a
        group may be taken for the only known one that differs in a letter.
        """
        first, *rest = self._dashed(symbol).split("-")
        if "-".join(rest) in self._known:  # "SKH-ĐT" is one body's
            return "-".join([self._group(first, year, doubtful=doubtful), *rest])
        return "-".join(self._group(group, year, doubtful=doubtful) for group in (first, *rest))

    def _dashed(self, symbol: str) -> str:
        """The symbol with a dash behind the sign of its type, for which an engine has a stop: "TTr.TNMT"."""
        sign, _, body = symbol.partition(".")
        return f"{sign}-{body}" if self._signs.is_type(sign) and body in self._known else symbol

    def _group(self, group: str, year: int | None, *, doubtful: bool) -> str:
        if group in self._known or not group:
            return group
        assembly = _ASSEMBLY.match(group)
        if assembly:
            return f"{assembly['standing'] or ''}QH{term(assembly['term'], year)}"
        clean = _UNIT.sub("0", NO_LETTER.sub("", group))
        digits = [clean.translate(_LETTERS), re.sub(r"\d", "", clean)] if re.search(r"\d(?=\D)", clean) else []
        forms = [self._signs.mend_body(self._signs.mend_type(form)) for form in (clean, *digits)]
        known = next((form for form in forms if form in self._known), None)
        return known or (self._nearest(clean) if doubtful else clean)

    def _nearest(self, group: str) -> str:
        """The one known group that differs in a letter, or in two where a letter stands that no symbol has."""
        if len(group) < _SHORTEST or group.rstrip("0123456789") in self._known:
            return group  # the figure is that of a unit: "BQLDA5"
        letters = "".join(c if c in "đĐƯư" else bare(c) for c in group if c != ".")
        least = 1 if letters == group else 2
        near = [known for known in self._long if _distance(known, letters) <= least and _spells(known, letters)]
        if least == 1:
            near = [known for known in near if len(known) != len(letters) or look_alike(known, letters)]
        nearest = sorted(near, key=lambda known: _distance(known, letters))
        alone = len(nearest) == 1 or (nearest and _distance(nearest[0], letters) < _distance(nearest[1], letters))
        return nearest[0] if alone else group


def _spells(known: str, letters: str) -> bool:
    """Whether small letters are in both: an engine hardly makes one of a capital, but an l of a stroke.

    >>> _spells("TTLB", "TTrB"), _spells("SLĐTBXH", "SlĐTBXH")
    (False, True)
    """
    return all(c in known or c.upper() in known for c in letters if c.islower() and c != "l")


def term(seen: str, year: int | None) -> str:
    """The term of the National Assembly: of those the figures may name, the one that sat in the year.

    >>> term("I15", 2024), term("!5§", 2025), term("13", 2012)
    ('15', '15', '13')
    """
    digits = figures(seen)
    named = [number for number in _TERM_BEGAN if str(number) in digits]
    sat = [number for number in named if year and _TERM_BEGAN[number] <= year <= _TERM_BEGAN[number] + 5]
    return next((str(number) for number in (*sat, *named)), digits)


@lru_cache(maxsize=4096)
def _distance(one: str, other: str) -> int:
    return Levenshtein.distance(one, other, score_cutoff=2)
