"""Signs of document types ("QĐ") and symbols of bodies ("UBND"), and the slips that engines make in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cchc_ocr.numbering.shapes import ALIKE
from cchc_ocr.vietnamese import bare

_SHORTEST = 4  # letters of a symbol from which a stroke too many leaves no doubt ("UBNĐ")


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of types and the symbols of bodies, by themselves and by their folded form, for mending slips.

    A folded form that several signs share is left out: then there is no telling which was meant. Some symbols of
    bodies are signs of types as well ("CT": Chỉ thị, Cục Thuế); ``known`` are all of them.
    """

    types: Mapping[str, str]
    bodies: Mapping[str, str]
    known: frozenset[str]
    known_types: frozenset[str]
    known_bodies: frozenset[str]

    @staticmethod
    def of(types: Iterable[str], bodies: Iterable[str]) -> Signs:
        """The signs of a list of types and one of bodies."""
        types, bodies = frozenset(types), frozenset(bodies)
        return Signs(_by_fold(types), _by_fold(bodies), types | bodies, types, bodies)

    def mend_type(self, group: str) -> str:
        """The sign of a type that a group was meant for; the group itself where that is not sure."""
        return group if group in self.known else _meant(group, self.types)

    def mend_body(self, group: str) -> str:
        """The symbol of a body that a group was meant for; the group itself where that is not sure."""
        if group[:2] == "ĐĐ" and group not in self.known and group[1:] in self.known_bodies:
            return group[1:]  # a stroke doubled: "NQ/ĐĐU"
        return group if group in self.known else _meant(group, self.bodies)

    def is_type(self, group: str) -> bool:
        """Whether a group is the sign of a type as it stands."""
        return group in self.known_types


def look_alike(group: str, sign: str) -> bool:
    """Whether a group differs from a sign in one letter, and in one that engines take for that of the sign.

    >>> look_alike("IB", "TB"), look_alike("GĐ", "QĐ"), look_alike("TU", "TB")
    (True, True, False)
    """
    apart = [{a, b} for a, b in zip(group.upper(), sign.upper(), strict=False) if a != b]
    return len(group) == len(sign) and len(apart) == 1 and any(apart[0] <= set(shape) for shape in ALIKE)


def lost_letter(group: str, sign: str) -> bool:
    """Whether a group is a sign without one of its letters, of which engines pass over some.

    >>> lost_letter("Đ", "QĐ"), lost_letter("Tr", "TTr"), lost_letter("S", "QĐ"), lost_letter("QĐ", "QĐ")
    (True, True, False, False)
    """
    return bool(group) and any(group == sign[:at] + sign[at + 1 :] for at in range(len(sign)))


def folded(group: str) -> str:
    """What an engine sees of a sign: no accents, no case, Q and O alike, D, Đ and b (a narrow Đ) alike and once.

    A first letter is not taken for the double of the second: "ĐĐ" is a sign and so is "Đ".

    >>> folded("Qb") == folded("QĐ") == folded("ỌĐĐ") == folded("QD")
    True
    >>> folded("ĐĐBQH") == folded("ĐBQH")
    False
    """
    plain = bare(group.replace("b", "D")).upper().replace("Q", "O")
    return plain[:1] + re.sub("D+", "D", plain[1:])


def _meant(group: str, by_fold: Mapping[str, str]) -> str:
    """The one sign of a folded form; a 0 may be read for an O, a Q or a Đ ("Q0Đ": QĐ)."""
    forms = {folded(group.replace("0", letter)) for letter in "OĐ"}
    signs = {by_fold[form] for form in forms if form in by_fold}
    if "Đ" in group and len(group) < _SHORTEST:  # engines lose the stroke of Đ: "ĐT" is no slip of "DT"
        signs = {sign for sign in signs if "Đ" in sign}
    return signs.pop() if len(signs) == 1 else group


def _by_fold(signs: Iterable[str]) -> Mapping[str, str]:
    by_form: dict[str, set[str]] = defaultdict(set)
    for sign in signs:
        by_form[folded(sign)].add(sign)
    return {fold: min(meant) for fold, meant in by_form.items() if len(meant) == 1}
