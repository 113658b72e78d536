"""Fields of a head that confirm one another: the place beside the date, and the place in the names of bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from unicodedata import normalize

from rapidfuzz import fuzz

from cchc_ocr.extract.text.values import Value
from cchc_ocr.lexicon import Lexicon, kept
from cchc_ocr.vietnamese import bare

_CONFIRMED = ("place", "parent", "issuer")
_ALIKE = 75.0  # rapidfuzz, 0..100: below it two names may be of two places
_CLEAR = 0.9  # the engine's confidence from which on marks that a word lacks are hardly lost
_WORDS_OF_PLACE = 2
_BEFORE_PLACE = ("ủy", "uỷ", "đoàn")  # "Huyện ủy Sơn Hà", "Tỉnh đoàn Sơn Hà"
_CONCLUDED = 0.8  # how sure a name is that another field has set right: it is for review


@kept
def _known(lexicon: Lexicon) -> frozenset[tuple[str, ...]]:
    """The names of all places, word by word."""
    return frozenset(_words(place.name) for place in lexicon.places)


@kept
def _provinces(lexicon: Lexicon) -> frozenset[tuple[str, ...]]:
    kinds = {kind.name for kind in lexicon.place_kinds if kind.level == "province"}
    return frozenset(_words(place.name) for place in lexicon.places if place.kind in kinds)


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
        if printed := _printed_twice(place, body, lexicon):
            found["place"] = replace(place, value=printed)
            found[field] = replace(body, value=body.value.removesuffix(_tail(body.value, printed)) + printed)
            continue
        tail = _tail(body.value, place.value)
        if tail and _is_slip(tail, place.value, lexicon) and _has_kind(body.value.removesuffix(tail), lexicon):
            name = body.value.removesuffix(tail) + place.value
            found[field] = replace(body, value=name, certainty=_CONCLUDED)
        elif tail and _is_slip(place.value, tail, lexicon):
            found["place"] = replace(place, value=tail, certainty=_CONCLUDED)
        elif tail and _differ(tail, place.value, lexicon):
            for name, value in (("place", place), (field, body)):
                found[name] = replace(value, certainty=min(value.certainty, _CONCLUDED))
    seen = " ".join(word for field in _CONFIRMED if field in found for word in _seen(found[field])).casefold()
    if not seen.isascii():
        found |= {field: _as_printed(found[field], seen, lexicon) for field in _CONFIRMED if field in found}
    return [found[value.field] if value.field in _CONFIRMED else value for value in values]


def _as_printed(value: Value, seen: str, lexicon: Lexicon) -> Value:
    """The value with its place as it was read, for review, where only a list says that marks were lost.

    "Lam Giang" is no place of the lists, and a commune is called Lâm Giang. Of provinces all are known. ``seen``
    is all that was read of places and bodies, in small letters.
    """
    printed = _clear_place(value)
    tail = value.value if value.field == "place" else _tail(value.value or "", printed)
    if not value.value or not tail or not printed.isascii() or tail.isascii() or bare(tail) != printed:
        return value
    if _words(tail) in _provinces(lexicon) or _words(tail) not in _known(lexicon) or tail.casefold() in seen:
        return value
    return replace(value, value=value.value.removesuffix(tail) + printed, certainty=_CONCLUDED)


def _clear_place(value: Value) -> str:
    """The last words before repair that may be the name of a place, if the engine was sure of them."""
    words = [word for word in value.words if word.as_seen.strip(".,;:*_")]
    count = len(words) if value.field == "place" else _WORDS_OF_PLACE
    clear = all(word.box is None or word.confidence >= _CLEAR for word in words[-count:])
    return " ".join(word.as_seen.strip(".,;:*_") for word in words[-count:]).title() if clear else ""


def _has_kind(name: str, lexicon: Lexicon) -> bool:
    """Whether the name of a body says that of a place follows: in "Trường Hoa Sen" none does."""
    return name.rstrip().lower().endswith((*(kind.name for kind in lexicon.place_kinds), *_BEFORE_PLACE))


def _printed_twice(place: Value, body: Value, lexicon: Lexicon) -> str | None:
    """The place as both fields had it before repair, where repair or a list has made another name of it.

    Names of hamlets and of other peoples are in no list, and repair takes words of the language for them; but two
    places of a page are not misread alike. Diacritics that all words of a body lack were lost.
    """
    printed = _seen(place)[: place.value.count(" ") + 1] if place.value else []
    name = " ".join(printed)
    agree = bool(printed) and [w.casefold() for w in _seen(body)[-len(printed) :]] == [
        w.casefold() for w in printed
    ]
    values = (place.value or "", _tail(body.value or "", name))
    changed = any(value.casefold() != name.casefold() for value in values)
    known = [value for value in values if _words(value) in _known(lexicon)]
    lost = all(_has_more_marks(name, value) for value in known)  # "Na Loi", which is a place, too
    with_marks = not name.isascii() or (_lists_alone(values, name, lexicon) and not _is_bare(body))
    return name if agree and changed and (lost or name.isascii()) and with_marks and name == name.title() else None


def _lists_alone(values: Sequence[str], name: str, lexicon: Lexicon) -> bool:
    """Whether of two values that have marks, and a name that has none, neither is the name of a province."""
    return all(bare(value) == name and _words(value) not in _provinces(lexicon) for value in values)


def _is_bare(value: Value) -> bool:
    return all(word.isascii() for word in _seen(value))


def _has_more_marks(name: str, other: str) -> bool:
    """Whether a name has the letters of another, and diacritics besides."""
    return bare(name).lower() == bare(other).lower() and len(_decomposed(name)) > len(_decomposed(other))


def _decomposed(name: str) -> str:
    return normalize("NFD", name.replace("Đ", "D\u0335").replace("đ", "d\u0335"))


def _seen(value: Value) -> list[str]:
    """The words of a field before repair."""
    words = (word.strip(".,;:*_") for part in value.words for word in part.as_seen.split())
    return [word for word in words if word]


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


def _differ(name: str, other: str, lexicon: Lexicon) -> bool:
    """Whether two names that no place has are nearly the same: one of them was misread."""
    known = _known(lexicon)
    same = _words(name) == _words(other)
    alike = fuzz.ratio(bare(name).lower(), bare(other).lower()) >= _ALIKE
    return alike and not same and _words(name) not in known and _words(other) not in known


def _is_slip(name: str, other: str, lexicon: Lexicon) -> bool:
    """Whether a name that no place has is like another that one has."""
    known = _known(lexicon)
    alike = fuzz.ratio(bare(name).lower(), bare(other).lower()) >= _ALIKE
    return alike and _words(name) not in known and _words(other) in known
