"""Fields of a head that confirm one another: the place beside the date, and the place in the names of bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from cchc_ocr.extract.text.values import Value
from cchc_ocr.lexicon import Lexicon, kept
from cchc_ocr.vietnamese import bare

_CONFIRMED = ("place", "parent", "issuer")
_ALIKE = 75.0  # rapidfuzz, 0..100: below it two names may be of two places
_CONCLUDED = 0.8  # how sure a name is that another field has set right: it is for review


@kept
def _known(lexicon: Lexicon) -> frozenset[tuple[str, ...]]:
    """The names of all places, word by word."""
    return frozenset(_words(place.name) for place in lexicon.places)


def confirmed(values: Sequence[Value], lexicon: Lexicon) -> list[Value]:
    """The values with a garbled place set right where another field of the head has it as it is known.

    "UBND tỉnh Bà Rịa Vòng Tàu" beside the place "Bà Rịa - Vũng Tàu": a name that no place has is a slip of one
    that is like it and stands on the same page. Two names that are both known are left alone.
    """
    found = {value.field: value for value in values}
    for field in ("parent", "issuer"):
        place, body = found.get("place"), found.get(field)
        if not place or not place.value or not body or not body.value:
            continue
        tail = _tail(body.value, place.value)
        if tail and _is_slip(tail, place.value, lexicon):
            name = body.value.removesuffix(tail) + place.value
            found[field] = replace(body, value=name, certainty=_CONCLUDED)
        elif tail and _is_slip(place.value, tail, lexicon):
            found["place"] = replace(place, value=tail, certainty=_CONCLUDED)
    return [found[value.field] if value.field in _CONFIRMED else value for value in values]


def _tail(name: str, place: str) -> str:
    """As many words at the end of a body's name as the place has, dashes not counted."""
    words = name.split()
    count = 0
    for at in range(len(words) - 1, 0, -1):
        count += words[at] not in "-–"
        if count == len(_words(place)):
            return " ".join(words[at:])
    return ""


def _words(name: str) -> tuple[str, ...]:
    return tuple(name.lower().replace("-", " ").replace("–", " ").split())


def _is_slip(name: str, other: str, lexicon: Lexicon) -> bool:
    """Whether a name that no place has is like another that one has."""
    known = _known(lexicon)
    alike = fuzz.ratio(bare(name).lower(), bare(other).lower()) >= _ALIKE
    return alike and _words(name) not in known and _words(other) in known
