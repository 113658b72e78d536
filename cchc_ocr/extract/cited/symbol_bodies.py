"""The bodies that the letters of a symbol stand for: "SNV", "UBND", "BTCTU"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from types import MappingProxyType

from rapidfuzz.distance import Levenshtein

from cchc_ocr.extract.forms.names import initials_of
from cchc_ocr.lexicon import Lexicon, kept
from cchc_ocr.numbering.numbers import DocumentNumber
from cchc_ocr.patterns import unaccented
from cchc_ocr.vietnamese import bare

BY_SYMBOL: Mapping[str, str] = MappingProxyType(
    {
        "TTg": "Thủ tướng Chính phủ",
        "CP": "Chính phủ",
        "QH": "Quốc hội",
        "UBTVQH": "Ủy ban Thường vụ Quốc hội",
        "TW": "Ban Chấp hành Trung ương Đảng",
        "TU": "Tỉnh ủy",
        "HU": "Huyện ủy",
        "ĐU": "Đảng ủy",
        "CTN": "Chủ tịch nước",
        "UBND": "Ủy ban nhân dân",
        "HĐND": "Hội đồng nhân dân",
        "LS": "Liên Sở",
        "LB": "Liên Bộ",
        "VP": "Văn phòng",  # of whatever body
    }
)
OF_STATE = frozenset({"Thủ tướng Chính phủ", "Chính phủ", "Quốc hội", "Ủy ban Thường vụ Quốc hội"})
# The committees of the Party and their parts, which are written as one: "BTCTU".
_PARTS_OF_PARTY = {
    "BTC": "Ban Tổ chức",
    "BTG": "Ban Tuyên giáo",
    "BDV": "Ban Dân vận",
    "BTGDV": "Ban Tuyên giáo và Dân vận",
    "BNC": "Ban Nội chính",
    "UBKT": "Ủy ban Kiểm tra",
    "VP": "Văn phòng",
}
_COMMITTEES = {
    "TU": "Tỉnh ủy",
    "ThU": "Thành ủy",
    "HU": "Huyện ủy",
    "QU": "Quận ủy",
    "TXU": "Thị ủy",
    "ĐU": "Đảng ủy",
    "TW": "Trung ương",
}
_OF_PARTY = re.compile(rf"(?P<part>{'|'.join(_PARTS_OF_PARTY)})(?P<whole>{'|'.join(_COMMITTEES)})")
_OF_CITY = "Thành ủy"  # which has the symbol of a Tỉnh ủy
_OF_POLICE = re.compile(r"P[A-Z]\d\d")  # "PC06", a department of the police
_SHORTEST_MENDED = 4  # letters of a symbol from which one wrong letter still leaves no doubt
# What a court numbers: "02/2023/HC-ST", "05/2024/QĐST-HC".
_OF_COURT = re.compile(
    r"TL(?:ST|PT)\b|TB-TL(?:VA|ST|PT)\b|QĐ-?XX(?:ST|PT)?\b"
    r"|(?:HS|DS|HC|HNGĐ|KDTM|LĐ|QĐ)-?(?:ST|PT|GĐT)\b|QĐ(?:ST|PT)\b"
)
_COURT = "Tòa án nhân dân"
_OF_TERMS = frozenset({"QH", "UBTVQH"})  # whose figures are those of a term
_TOGETHER = unaccented(
    r"\b(?:liên (?:tịch|bộ|ngành|sở)|phối hợp|thỏa thuận)\b[^.;,\d]{0,25}$"
)  # "Kế hoạch liên ngành số"
_LATTER = re.compile(r"(?:LT|LN|LS|LB|PH)$")  # liên tịch, liên ngành, liên sở, liên bộ, phối hợp
_TOGETHER_ALONE = re.compile(r"LT|LN|LS|LB")  # in the stead of a body: "TT-LB"
_JOINT_BEFORE_TYPE = frozenset({"CB", "CV", "TT"})  # signs that stand before these letters and are in no list
_SEVERAL = frozenset({"LS", "LB"})  # "CB-LS", of a Liên Sở
_OF_TWO = frozenset({"QC", "TT", "TTh", "BTT", "BGN", "TTr"})  # types that several may sign, and one may


class SymbolBodies:
    """The bodies of a lexicon by their symbols. ``of_city``: "TU" is a Thành ủy in this text."""

    def __init__(self, lexicon: Lexicon, *, of_city: bool = False) -> None:
        self._types = lexicon.signs.known_types
        self.names: dict[str, str] = {**_bodies(lexicon), **BY_SYMBOL}
        self._of_city = of_city
        if of_city:
            self.names["TU"] = _OF_CITY
        known = {agency.name for agency in lexicon.agencies}
        self._common = frozenset({*_bodies(lexicon).values()} - known)
        self._central = frozenset(agency.name for agency in lexicon.agencies if agency.level == "central")

    def groups(self, number: DocumentNumber) -> list[str]:
        """The groups of a symbol behind the sign of its type."""
        groups = re.split(r"[-/]", number.symbol)
        if len(groups) > 1 and groups[-1] in _SEVERAL and not self._is_unit(groups[-2]):
            return groups[-1:]
        first = groups[0] == number.type_sign or (len(groups) > 1 and self._is_joint_sign(groups[0]))
        return groups[1:] if first else groups

    def _is_unit(self, before: str) -> bool:
        """Whether the last group of a symbol is a unit of the body before it: "BNG-LS", of consular affairs."""
        return before in self.names and before not in self._types and before not in _JOINT_BEFORE_TYPE

    def of(self, group: str) -> str | None:
        """The body of one group of letters."""
        if found := _OF_PARTY.fullmatch(group):
            city = found["whole"] == "TU" and self._of_city
            return f"{_PARTS_OF_PARTY[found['part']]} {_OF_CITY if city else _COMMITTEES[found['whole']]}"
        return self.names.get(group)

    def meant(self, number: DocumentNumber) -> str | None:
        """The body that a symbol has, or one of its later groups, or that it nearly has."""
        if _OF_COURT.match(number.symbol):
            return _COURT
        groups = self.groups(number)
        # Behind the body of a công văn stands its unit, and its office has the symbol of an office ("SNV-VP").
        later = (self.of(group) for group in groups[1:] if not self._is_office(group))
        return self.known(number) or next(filter(None, (*later, *map(self._near, groups[:1]))), None)

    def known(self, number: DocumentNumber) -> str | None:
        """The body that a symbol has: as a whole, behind the sign of a type, or before the unit of a công văn."""
        groups = self.groups(number)
        whole = ["-".join(groups)] if number.type_sign else []
        whole += [part.replace("-", "") for part in whole]
        bodies = groups if number.type_sign else groups[:1]
        unnumbered = (re.sub(r"\d+$", "", group) for group in bodies if not _OF_POLICE.fullmatch(group))
        return next(filter(None, map(self.of, (*whole, *bodies, *unnumbered))), None)

    def joint(self, number: DocumentNumber, printed: str) -> list[str] | None:
        """The letters of each body of a document that several issue together; None for one of a single body.

        ``printed`` is what stands before the number, without accents and in small letters.
        """
        groups = self.groups(number)
        first = re.split(r"[-/]", number.symbol)[0]
        several = len(groups) > 1 and all(self.of(group) for group in groups)
        said = _TOGETHER.search(printed)
        joint = self._is_joint_sign(first) or (len(groups) == 1 and _TOGETHER_ALONE.fullmatch(groups[0]))
        if joint or (several and (said or first in _OF_TWO - {"TTr"})):
            return groups
        return None

    def numbered(self, number: DocumentNumber) -> str | None:
        """The figures at the end of the letters of a body that each region has one of: "7" of "CCTKV7"."""
        group = self.groups(number)[0]
        letters = group.rstrip("0123456789")
        other = _OF_POLICE.fullmatch(group) or letters in _OF_TERMS or group in self.names
        return None if other or letters not in self.names else group[len(letters) :] or None

    def is_common(self, name: str) -> bool:
        """Whether a name is no more than what the bodies of one symbol have in common: "Ban Quản lý"."""
        return name in self._common

    def is_central(self, name: str) -> bool:
        return name in self._central

    def _is_joint_sign(self, sign: str) -> bool:
        """Whether a sign says that several bodies issue: "TTLT", "HDLS", "QCPH".

        The signs of types are known, and those that are built as they are.
        """
        opening = _LATTER.sub("", sign)
        alone = not opening and sign not in self.names  # "LN-STC-KBNN"
        return opening != sign and (alone or opening in self._types or opening in _JOINT_BEFORE_TYPE)

    def _is_office(self, group: str) -> bool:
        return self.names.get(group, "").startswith("Văn phòng")

    def _near(self, symbol: str) -> str | None:
        """The body of the one known symbol that differs in a letter ("SKHHCN")."""
        if len(symbol) < _SHORTEST_MENDED:
            return None
        near = {name for known, name in self.names.items() if Levenshtein.distance(known, symbol) == 1}
        return near.pop() if len(near) == 1 else None


def shared_by(lexicon: Lexicon, symbol: str) -> frozenset[str]:
    """The bodies that have a symbol as their own, where these are several with no beginning in common.

    "TTr": Thanh tra tỉnh, Thanh tra huyện. What is built of the letters of the Party has one reading in a text.
    """
    return frozenset() if _OF_PARTY.fullmatch(symbol) else _guessed(lexicon).get(symbol, frozenset())


def bears(name: str, letters: str, lexicon: Lexicon) -> bool:
    """Whether letters of a symbol may stand for a body, as its initials do: "BTL" for "Bộ Tư lệnh Quân khu".

    >>> from cchc_ocr.lexicon import load
    >>> [bears("Hội đồng thuốc và điều trị", letters, load()) for letters in ("HĐT", "HĐTĐT", "HĐQT")]
    [True, True, False]
    >>> bears("Khoa Kinh tế", "KT", load()), bears("Công đoàn Công ty", "CĐ", load())
    (True, True)
    >>> bears("Công ty Cổ phần Cấp thoát nước Sơn Hà", "CTN", load())  # of the works alone
    True
    """
    if letters in _symbols(lexicon).get(name, ()):
        return True
    words = [word for word in name.split() if word not in ("và", "-")]
    inside = letters not in words and any(letters in initials_of(one) for one in (name, " ".join(words)))
    first = "".join("Đ" if word[0] in "Đđ" else bare(word[0]).upper() for word in words if word[0].isalpha())
    return (inside and len(letters) > 2) or (len(letters) > 1 and letters in (first[1:], first[:2]))


@kept
def _symbols(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    return {agency.name: agency.symbols for agency in lexicon.agencies}


@kept
def _bodies(lexicon: Lexicon) -> Mapping[str, str]:
    """The body of each symbol; of those that share one ("UBND"), what all names begin with, or the usual one."""
    named: dict[str, list[str]] = {}
    for agency in sorted(lexicon.agencies, key=lambda a: (bool(a.successor), a.name)):
        for i, symbol in enumerate(agency.symbols):
            names = named.setdefault(symbol, [])
            names.insert(0 if i == 0 else len(names), agency.name)
    return {symbol: _common(names) or names[0] for symbol, names in named.items()}


@kept
def _guessed(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    first: dict[str, set[str]] = defaultdict(set)
    for agency in lexicon.agencies:
        for symbol in agency.symbols[:1]:
            first[symbol].add(agency.name)
    for agency in lexicon.agencies:  # "LĐTBXH" of the Phòng is written by many a Sở, too
        for symbol in agency.symbols[1:]:
            if any(_field(agency.name) == _field(name) for name in first.get(symbol, ())):
                first[symbol].add(agency.name)
    alike = {s for s, names in first.items() if len(names) == 1 or _common([*names]) or s in BY_SYMBOL}
    return {symbol: frozenset(names) for symbol, names in first.items() if symbol not in alike}


def lacks_kind(letters: str, name: str, lexicon: Lexicon) -> bool:
    """Whether letters are those of a field alone, which bodies of two levels have: "GDĐT" of Sở and Phòng.

    >>> from cchc_ocr.lexicon import load
    >>> [lacks_kind(letters, "Sở Giáo dục và Đào tạo", load()) for letters in ("GDĐT", "SGDĐT")]
    [True, False]
    """
    alike = (one for one, symbols in _symbols(lexicon).items() if letters in symbols and one != name)
    return _field(name) != name and any(_field(one) == _field(name) for one in alike)


def _field(name: str) -> str:
    """The field of work of a Sở or Phòng; other names as they are.

    >>> _field("Sở Nội vụ"), _field("Tỉnh ủy")
    ('Nội vụ', 'Tỉnh ủy')
    """
    kind, _, field = name.partition(" ")
    return field if kind in ("Sở", "Phòng") else name


def guesses(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """The symbols that several bodies share, each with the body that it is taken for."""
    return ((symbol, _bodies(lexicon)[symbol]) for symbol in _guessed(lexicon))


def _common(names: Sequence[str]) -> str:
    """The words that all names begin with, if that is a name.

    >>> _common(["Ủy ban nhân dân xã", "Ủy ban nhân dân huyện"]), _common(["Sở Nội vụ", "Sở Ngoại vụ"])
    ('Ủy ban nhân dân', '')
    """
    shared = takewhile(lambda words: len(set(words)) == 1, zip(*(name.split() for name in names), strict=False))
    words = [words[0] for words in shared]
    return " ".join(words) if len(words) > 2 else ""
