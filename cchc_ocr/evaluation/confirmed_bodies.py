"""Bodies that people have confirmed, as rows of ``agencies.tsv``: name in full, short forms, symbols, level."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from cchc_ocr.extract import body_name
from cchc_ocr.lexicon import Agency, Lexicon, kept
from cchc_ocr.records import Document
from cchc_ocr.vietnamese import bare

_SHORTEST, _LONGEST = 2, 16  # words of a name
_LISTED = ",;:"  # what stands in a list of bodies


def is_body(value: str, known: Lexicon, *, surely: bool) -> bool:
    """Whether a value names one body: by the word that it begins with, or ``surely``, by its place in the record.

    >>> from cchc_ocr.lexicon import load
    >>> [is_body(text, load(), surely=False) for text in ("Sở Nội vụ", "Sở, ban, ngành", "Lưu: VT")]
    [True, False, False]
    """
    if any(sign in value for sign in _LISTED) or not _SHORTEST <= len(value.split()) <= _LONGEST:
        return False
    words = " ".join(bare(value).lower().split())
    return surely or any(words.startswith(f"{kind} ") for kind in _kinds(known))


def confirmed_bodies(
    names: Iterable[str], heads: Sequence[tuple[str, Document]], known: Lexicon, fewest: int
) -> tuple[Agency, ...]:
    """The bodies among confirmed ``names`` that the dictionaries do not have, by name.

    A name that is another one with initials for some of its words is a short form of it. ``heads`` are those of
    documents whose symbol was confirmed, with the hash of their scan: a symbol that stands on so many documents of
    a body at least is its own.
    """
    canonical = {name: body_name(name, known) for name in names}
    new = dict.fromkeys(name for name in canonical.values() if not _is_known(name, known))
    whole = [name for name in new if not any(is_short_for(name, other) for other in new)]
    return tuple(
        Agency(
            name,
            tuple(sorted(other for other in new if is_short_for(other, name))),
            tuple(_symbols(name, heads, known, fewest)),
            _level(name, known),
        )
        for name in sorted(whole)
    )


def with_more_words(names: Iterable[str], found: Iterable[Agency], known: Lexicon) -> Iterator[str]:
    """The names that say more than the rows of their bodies do: of which place these are."""
    rows = {one.name for one in found}
    for name in names:
        body = body_name(name, known)
        if name != body and (_is_known(body, known) or body in rows):
            yield name


def is_short_for(short: str, name: str) -> bool:
    """Whether a name is another one with initials for some of its words.

    >>> is_short_for("Trung tâm ĐHTM Sơn Hà", "Trung tâm Điều hành thông minh Sơn Hà")
    True
    >>> is_short_for("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"), is_short_for("Sở Nội vụ", "Sở Nội vụ")
    (True, False)
    """
    return short != name and _goes_on(short.split(), name.split())


def _goes_on(short: Sequence[str], name: Sequence[str]) -> bool:
    if not short or not name:
        return not short and not name
    if short[0].casefold() == name[0].casefold() and _goes_on(short[1:], name[1:]):
        return True
    initials = short[0].replace("&", "") if short[0].isupper() else ""
    ends = range(len(initials), 2 * len(initials) + 1) if len(initials) > 1 else ()
    return any(bare(initials) in _initials(name[:end]) and _goes_on(short[1:], name[end:]) for end in ends)


def _initials(words: Sequence[str]) -> Collection[str]:
    """The initials of some words, with and without those of "và"."""
    rows = (words, [word for word in words if word != "và"])
    return {bare("".join(word[0].upper() for word in row)) for row in rows}


def _symbols(name: str, heads: Sequence[tuple[str, Document]], known: Lexicon, fewest: int) -> Iterator[str]:
    """What stands behind the sign of the type in the symbols of a body's documents: SNV of "BC-SNV"."""
    scans: dict[str, set[str]] = {}
    for scan, head in heads:
        sign, _, symbol = (head.symbol or "").partition("-")
        if symbol and sign in known.types.by_sign and head.issuer and body_name(head.issuer, known) == name:
            scans.setdefault(symbol, set()).add(scan)
    often = [symbol for symbol, found in scans.items() if len(found) >= fewest]
    yield from sorted(often, key=lambda symbol: (-len(scans[symbol]), symbol))


def _level(name: str, known: Lexicon) -> str:
    """The level that a kind of place in a name tells of; "any" where none does."""
    words = f" {name.lower()} "
    return next((kind.level for kind in known.place_kinds if f" {kind.name} " in words), "any")


def _is_known(name: str, known: Lexicon) -> bool:
    return name.casefold() in _known(known)


@kept
def _known(known: Lexicon) -> frozenset[str]:
    names = (name for agency in known.agencies for name in (agency.name, *agency.abbreviations))
    return frozenset(name.casefold() for name in (*names, *(place.name for place in known.places)))


@kept
def _kinds(known: Lexicon) -> Mapping[str, None]:
    return dict.fromkeys(bare(kind.name).lower() for kind in known.body_kinds)
