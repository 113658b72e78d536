"""The canonical names of bodies: one body has one name in all documents, with the place that it is of."""

from __future__ import annotations

import re

from cchc_ocr.extract.bodies.grammar import read_body
from cchc_ocr.extract.forms.names import agency_name
from cchc_ocr.lexicon import Lexicon, kept
from cchc_ocr.patterns import accented
from cchc_ocr.records import Document
from cchc_ocr.vietnamese import CAPITALS

_COMMITTEE = accented(
    r"\b(?:UBND|Uỷ ban nhân dân|Ủy ban nhân dân|uỷ ban nhân dân|ủy ban nhân dân)\b", re.IGNORECASE
)
_FULL = "Ủy ban nhân dân"
_OF_NO_RESULTS = accented(r"(?:Ban Chỉ đạo|Tổ|Đoàn|Hội đồng(?! nhân dân))\b", re.IGNORECASE)
_OF_PLACES = (_FULL, "Hội đồng nhân dân")
_KINDS = r"(?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)"
_PLACE = re.compile(rf"\b(?P<kind>(?i:{_KINDS}))\s+(?P<name>[{CAPITALS}][^,;()]*)$")
_UNNAMED = re.compile(rf"\s(?P<kind>(?i:{_KINDS}))$")
_ONLY_PLACE = re.compile(rf"(?i:{_KINDS})\s+[{CAPITALS}].*")
_PROVINCES = ("tỉnh", "thành phố", "tp", "tp.")
_CITY = re.compile(r"\bTP\.?\s(?=[^\W\d])", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


class Register:
    """Names bodies as one document does: those that it does not name with a place are of its own."""

    def __init__(self, lexicon: Lexicon, document: Document) -> None:
        self._lexicon = lexicon
        self._issuer = document.issuer
        self._places = tuple(
            dict.fromkeys(place for text in (document.issuer, document.parent) if (place := _place(text)))
        )
        self._reporting = self._place_of_committee() or self._issuer
        self._central = {agency.name for agency in lexicon.agencies if agency.level == "central"}
        self._known = _known(lexicon)

    def canonical(self, unit: str | None) -> str | None:
        """The canonical name of a body as it is printed; of None that of the issuer.

        >>> from cchc_ocr.lexicon import load
        >>> register = Register(load(), Document(issuer="Sở Nội vụ", parent="UBND tỉnh Sơn Hà"))
        >>> register.canonical("SỞ DU LỊCH"), register.canonical("xã Nà Lơi"), register.canonical(None)
        ('Sở Du lịch, tỉnh Sơn Hà', 'Ủy ban nhân dân xã Nà Lơi, tỉnh Sơn Hà', 'Sở Nội vụ, tỉnh Sơn Hà')
        """
        printed = unit or self._reporting
        if not printed:
            return None
        name = self._placed(self._spelled(" ".join(printed.split())))
        if name in self._central:
            return name
        own = _place(name)
        if own and name != own and not name.startswith(_OF_PLACES):
            name = _SPACES.sub(" ", name[: -len(own)]).strip(" ,-")  # "Sở Nội vụ tỉnh Lam Kiều"
        parts = [name, own] if own and not name.endswith(own) else [name]
        if not (own and own.split()[0].lower() in _PROVINCES):
            parts += [place for place in self._places if place != own and place not in name]
        return ", ".join(dict.fromkeys(part for part in parts if part))

    def _place_of_committee(self) -> str | None:
        """The place of which a committee ("Ban Chỉ đạo CCHC") reports, for it has no results of its own."""
        reports = self._issuer is not None and _OF_NO_RESULTS.match(self._issuer)
        return self._places[0] if reports and self._places else None

    def issuing(self, printed: str | None) -> str | None:
        """The canonical name of the body in whose name an issuer issues; None where nobody can tell which it is.

        >>> from cchc_ocr.lexicon import load
        >>> register = Register(load(), Document(issuer="Sở Nội vụ", parent="UBND tỉnh Sơn Hà"))
        >>> register.issuing("Chủ tịch UBND tỉnh"), register.issuing("Giám đốc Sở Tài chính")
        ('Ủy ban nhân dân tỉnh Sơn Hà', 'Sở Tài chính, tỉnh Sơn Hà')
        """
        if not printed:
            return None
        body = read_body(printed, 0, len(printed), self._lexicon)
        name = self._placed(self._spelled(body.canonical if body else printed))
        return None if name in _OF_PLACES or _UNNAMED.search(name) else self.canonical(name)

    def _placed(self, name: str) -> str:
        """A name that ends with the kind of a place, with that place of the document: "UBND tỉnh" + "Sơn Hà"."""
        kind = _UNNAMED.search(name)
        place = next((one for one in self._places if kind and one.startswith(f"{kind['kind'].lower()} ")), None)
        return name[: kind.start("kind")] + place if kind and place else name

    def _spelled(self, name: str) -> str:
        """A name in full and in the case in which Vietnamese writes it."""
        if name.isupper():
            name = agency_name(name, self._lexicon)
        name = _CITY.sub("thành phố ", name)
        if _ONLY_PLACE.fullmatch(name):
            name = f"{_FULL} {name[0].lower()}{name[1:]}"
        name = _COMMITTEE.sub(_FULL, name)
        return self._known.get(name.casefold(), name)


def body_name(printed: str, lexicon: Lexicon) -> str:
    """The name of a body as the dictionary has it, or would have it: in full, without the place that it is of.

    >>> from cchc_ocr.lexicon import load
    >>> body_name("UBND tỉnh Sơn Hà", load()), body_name("Ban Quản lý Biển Xanh tỉnh Sơn Hà", load())
    ('Ủy ban nhân dân tỉnh', 'Ban Quản lý Biển Xanh')
    """
    known = _known(lexicon)
    name = Register(lexicon, Document())._spelled(" ".join(printed.split()))
    place = _PLACE.search(name)
    if name.casefold() in known or not place or not place.start():
        return name
    without = name[: place.start()].strip(" ,-")
    of_kind = f"{without} {place['kind'].lower()}"
    return of_kind if of_kind.casefold() in known else without


@kept
def _known(lexicon: Lexicon) -> dict[str, str]:
    """The names of the dictionary by themselves and by their abbreviations, in small letters."""
    known: dict[str, str] = {}
    for agency in lexicon.agencies:
        for name in (agency.name, *(short for short in agency.abbreviations if " " in short)):
            known.setdefault(name.casefold(), agency.name)
    return known


def _place(text: str | None) -> str | None:
    """The place that a name of a body ends with: "UBND tỉnh Sơn Hà" is one of "tỉnh Sơn Hà"."""
    match = _PLACE.search(" ".join((text or "").split()))
    return f"{match['kind'].lower()} {match['name']}" if match else None
