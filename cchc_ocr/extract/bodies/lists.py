"""The names of bodies, posts and places that the dictionaries have, each by its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cchc_ocr.extract.bodies.word_tree import NameTree, key
from cchc_ocr.lexicon import Agency, Lexicon, kept

COMMITTEE, COUNCIL = "Ủy ban nhân dân", "Hội đồng nhân dân"
SHORT: Mapping[str, str] = MappingProxyType({"UBND": COMMITTEE, "HĐND": COUNCIL})
# Kinds that are written in two ways, as they are compared.
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "uy ban nhan dan": "ubnd",
        "hoi dong nhan dan": "hdnd",
        "bhxh": "bao hiem",
        "kbnn": "kho bac",
        **dict.fromkeys(("nhnn", "nhcsxh", "agribank", "vietcombank", "vietinbank", "bidv"), "ngan hang"),
        "tand": "toa an",
        "vksnd": "vien",
        "ldld": "lien doan",
        "cdcs": "cong doan",
        "ubmttq": "uy ban",
        "hdqt": "hoi dong",
        "hdtv": "hoi dong",
        "dhdcd": "dai hoi dong",
    }
)
_FEWEST_INITIALS = 3  # fewer may be those of another name
_WITH_FIELD = ("Tổng cục", "Chi cục", "Bộ", "Sở", "Cục", "Vụ", "Phòng", "Viện")
_ACTORS = (
    *("Thường trực", "Ban Thường vụ", "Thường vụ", "Ban Chấp hành", "Hội nghị Ban Chấp hành", "Lãnh đạo"),
    *("Chủ tịch", "Phó Chủ tịch", "Quyền Chủ tịch", "Q. Chủ tịch", "Đoàn Chủ tịch", "Ban Thường trực"),
)


@dataclass(frozen=True, slots=True)
class BodyLists:
    """What a text is compared with.

    Names of ``bodies``, their ``fields`` of work ("Lao động - Thương binh và Xã hội"), the ``kinds`` that names
    begin with ("sở"), the ``actors`` who act for bodies ("Giám đốc", "Lãnh đạo"), their ``posts``, ``places`` and
    their kinds ("tỉnh"), and ``phrases``, words of several syllables.
    """

    bodies: NameTree[Agency]
    fields: NameTree[str]
    kinds: NameTree[str]
    actors: NameTree[str]
    posts: NameTree[str]
    places: NameTree[str]
    place_kinds: NameTree[str]
    kinds_of_places: tuple[str, ...]
    phrases: Mapping[str, int]

    def kind(self, text: str, at: int, limit: int) -> tuple[str, int] | None:
        """The kind of a body that a word begins, as it is compared ("so", "ubnd"), and where it ends."""
        found = self.kinds.longest(text, at, limit)
        return (_KINDS.get(key(found[0]), key(found[0])), found[1]) if found else None

    def kind_of(self, name: str) -> str:
        """The kind of a known name, or its first word."""
        kind = self.kind(name, 0, len(name))
        return kind[0] if kind else key(name.split(maxsplit=1)[0])


@kept
def body_lists(lexicon: Lexicon) -> BodyLists:
    """The lists of a lexicon, made once."""
    kinds = (*(kind.name for kind in lexicon.body_kinds), COMMITTEE, COUNCIL)
    place_kinds = tuple(kind.name for kind in lexicon.place_kinds)
    posts = [name for post in lexicon.posts for name in (post.name, *post.deputies)]
    return BodyLists(
        NameTree(_named(lexicon)),
        _tree(_fields(lexicon)),
        _tree(kinds),
        _tree((*posts, *_ACTORS)),
        _tree(posts),
        _tree(place.name for place in lexicon.places),
        _tree(place_kinds),
        place_kinds,
        lexicon.phrases,
    )


def _tree(names: Iterable[str]) -> NameTree[str]:
    return NameTree((name, name) for name in names)


def _named(lexicon: Lexicon) -> Iterator[tuple[str, Agency]]:
    """Names before abbreviations, and those without a successor before those with one."""
    agencies = sorted(lexicon.agencies, key=lambda agency: (bool(agency.successor), agency.name))
    yield from ((agency.name, agency) for agency in agencies)
    kinds = {kind.name for kind in lexicon.body_kinds}  # "LĐLĐ", but not "SNV"
    for agency in agencies:
        yield from (
            (short, agency) for short in agency.abbreviations if " " in short or {short, short.lower()} & kinds
        )
    for agency in agencies:
        yield from ((short, agency) for short in _with_initials(agency.name))


def _with_initials(name: str) -> Iterator[str]:
    """A name with initials for the last of its words.

    >>> list(_with_initials("Sở Giáo dục và Đào tạo"))
    ['Sở GDĐT', 'Sở GD&ĐT', 'Sở Giáo DĐT', 'Sở Giáo D&ĐT', 'Sở Giáo dục và ĐT']
    """
    kind, *field = name.replace(",", "").replace(" - ", " ").split()
    for at, word in enumerate(field[:-1]):
        if word == "và":
            continue
        letters = "".join("&" if w == "và" else w[0].upper() for w in field[at:])
        opening = " ".join([kind, *field[:at]])
        if len(letters) >= _FEWEST_INITIALS or field[at - 1] == "và":
            yield from dict.fromkeys((f"{opening} {letters.replace('&', '')}", f"{opening} {letters}"))


def _fields(lexicon: Lexicon) -> Iterator[str]:
    """The fields of work of the known bodies, of two words and more."""
    for agency in lexicon.agencies:
        head = next((head for head in _WITH_FIELD if agency.name.startswith(f"{head} ")), None)
        field = agency.name[len(head) + 1 :] if head else ""
        if len(field.split()) > 1 and not field.endswith((" tỉnh", " huyện")):
            yield field
