"""Numbers and symbols of documents ("606/KL-SKHCN", "05-NQ/TU", "67/2025/QH15") and the slips made in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cchc_ocr.numbering.figures import mend_digits
from cchc_ocr.numbering.shapes import LATIN_OF_CYRILLIC, LETTER
from cchc_ocr.numbering.signs import Signs
from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import CAPITALS, nfc

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"  # the marks of footnotes, which end a symbol
_LOOKALIKES = str.maketrans({**LATIN_OF_CYRILLIC, **dict.fromkeys(_RAISED, "·")})
_DASH = r"[-‐‑–—]"
_GLUED = r"(?:ng[àa]y|của)\s"  # a space is lost before it: "61/TTr-SGDĐTngày 22/3/2024"
_GROUP = rf"[{CAPITALS}](?:(?!{_GLUED})[{CAPITALS}a-zđ&])*\d{{0,4}}"  # "BCĐ389"
_ENDS = rf"(?!(?!{_GLUED})[^\W_])"
# A code may be broken after a dash ("STC- HCSN"), less often before one; spaces on both sides end it.
_WORD = rf"[{CAPITALS}][^\W\d_{CAPITALS}]+(?!\w)"  # "Quy" of "10/VBHN- Quy định": no group of a symbol
_JOIN = rf"(?:\s?{_DASH}|{_DASH}\s(?!{_WORD})|\s?/|[./])"
_TORN = rf"\s{_DASH}\s(?=[{CAPITALS}]{{2}}){_GROUP}"  # " - UBND", behind the sign of a type: "12 /KH - UBND"
_SYMBOL = rf"{_GROUP}(?P<torn>{_TORN})?(?:{_JOIN}{_GROUP}(?!(?!{_GLUED})[^\W\d_]))*(?:-(?:19|20)\d\d)?"
_NUMBER = rf"""(?:
        \d{{1,3}}\.\d{{1,2}}(?=\s?/\s?20\d\d\s?/)          # the government's "66.12/2026/NQ-CP"
        |(?<![\w.,/-])[{LETTER}][\d{LETTER}]{{0,3}}\d      # "l2/QĐ-UBND"
        |\d[\d{LETTER}]{{0,4}}                              # "1O85/QĐ-UBND"
    )[a-zA-Z]?                                             # "12a/KH-UBND"
"""
_CODE = accented(rf"""
    (?<![\d/,])(?<!\d[.-])(?<!\d)(?P<number>{_NUMBER})
    (?:
        \s?/\s?(?P<year>(?:19|20)\s?\d\d)\s?/\s?           # "43/2017/QĐ-UBND", "43/20 17/QĐ-UBND"
        |(?P<slash>\s?/\s?)                                # "606/KL-SKHCN"
        |(?P<dash>\s?{_DASH}\s?)                           # "05-NQ/TU"
        |(?P<gap>[ ]?)(?=[A-ZĐ][A-ZĐa-z]{{1,3}}(?:/|{_DASH})[A-ZĐ]{{2,}}\b)  # "116 QĐ/UB", "39CV/ĐTN"
    )
    (?P<symbol>{_SYMBOL}){_ENDS}(?!/\d)
""")
_OLD_BODIES = frozenset({"CP", "TTg", "HĐBT", "HĐCP", "CTN", "HĐNN", "LCT"})  # "Nghị định số 142-CP" has no type
_SAID = accented(r"(?:\b[Ss]ố|[Kk]ý hiệu)\s*:?\s*$")
_PARTS = re.compile(rf"({_DASH}|[/.])")
_DASHES = re.compile(_DASH)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number with its symbol at ``text[start:end]``; ``printed`` is that stretch before mending.

    ``elided``: only the number stands there, and the symbol behind a later one ("số 18 và 19/QĐ-UBND").
    """

    start: int
    end: int
    number: str
    year: str | None
    symbol: str
    joined_by_dash: bool
    printed: str
    type_sign: str | None
    elided: bool = False
    joined_by_space: bool = False

    @property
    def number_symbol(self) -> str:
        """As it is cited: "43/2017/QĐ-UBND", "05-NQ/TU", "116 QĐ/UB"; also of "116QĐ/UB"."""
        number = self.number + ("-" if self.joined_by_dash else " " if self.joined_by_space else "/")
        return number + (f"{self.year}/" if self.year else "") + self.symbol


def find_numbers(text: str, signs: Signs) -> tuple[DocumentNumber, ...]:
    """All numbers of documents in an NFC text, in order.

    >>> signs = Signs.of(["QĐ", "NQ", "KH", "TTr"], ["UBND", "TU", "SKHCN"])
    >>> [n.number_symbol for n in find_numbers("số 1085/Qb-UBND, 05-NQ/TU, 4039/STC- HCSN", signs)]
    ['1085/QĐ-UBND', '05-NQ/TU', '4039/STC-HCSN']
    >>> [n.number_symbol for n in find_numbers("Luật số 67/2025/QH15; 43/2017/QĐ-UBND", signs)]
    ['67/2025/QH15', '43/2017/QĐ-UBND']
    >>> [n.number_symbol for n in find_numbers("12 /KH - UBND ngày 20/01/2024, 45/SNV - UBND tỉnh", signs)]
    ['12/KH-UBND', '45/SNV']
    >>> find_numbers("đạt 80/100 điểm, TCVN ISO 9001:2015, ngày 20/5/2020, 24/7, 100/Người", signs)
    ()
    """
    found = (_read(match, signs) for match in _CODE.finditer(text.translate(_LOOKALIKES)))
    return tuple(number for number in found if number is not None)


def comparable(number_symbol: str) -> str:
    """A number and symbol in the form in which numbers are compared.

    >>> comparable("045/2024/QĐ – UBND")
    '45/2024/qđ-ubnd'
    """
    return "".join(number_symbol.split()).casefold().replace("–", "-").lstrip("0")


def mend_symbol(symbol: str, signs: Signs) -> str:
    """The symbol without spaces, with one kind of dash, and with the signs that were meant.

    >>> signs = Signs.of(["QĐ", "HD", "HĐ"], ["UBND", "HĐND"])
    >>> [mend_symbol(s, signs) for s in ("QD-UBNĐ", "QĐÐ – UBND", "HD-HDND", "ỌĐ-UBND", "SNV-CCHC")]
    ['QĐ-UBND', 'QĐ-UBND', 'HD-HĐND', 'QĐ-UBND', 'SNV-CCHC']
    """
    parts = [_DASHES.sub("-", part) for part in _PARTS.split("".join(nfc(symbol).split())) if part]
    kept = 2 if "".join(parts[2:]) in signs.known_bodies else len(parts)  # "SKH-ĐT" is one body's
    mended = [_mend_part(part, at == 0, signs) for at, part in enumerate(parts[:kept])]
    return "".join([*mended, *parts[kept:]])


def type_sign(symbol: str, signs: Signs) -> str | None:
    """The sign of the document's type in a mended symbol; ministries once wrote it last ("1234/BYT-QĐ").

    >>> signs = Signs.of(["QĐ"], [])
    >>> type_sign("QĐ-UBND", signs), type_sign("BYT-QĐ", signs), type_sign("SNV-CCHC", signs)
    ('QĐ', 'QĐ', None)
    """
    groups = [part for part in _PARTS.split(symbol) if part and not _PARTS.fullmatch(part)]
    return next((g for g in (*groups[:1], *groups[1:][-1:]) if signs.is_type(g)), None)


def _read(match: re.Match[str], signs: Signs) -> DocumentNumber | None:
    end = match.start("torn") if match["torn"] and not _opens_with_type(match, signs) else match.end()
    symbol = mend_symbol(match.string[match.start("symbol") : end], signs)
    if not _plausible(match, symbol, signs):
        return None
    return DocumentNumber(
        match.start(),
        end,
        number=mend_digits(match["number"]),
        year="".join(match["year"].split()) if match["year"] else None,
        symbol=symbol,
        joined_by_dash=match["dash"] is not None,
        joined_by_space=match["gap"] is not None,
        printed=match.string[match.start() : end],
        type_sign=type_sign(symbol, signs),
    )


def _opens_with_type(match: re.Match[str], signs: Signs) -> bool:
    """Whether the group before a dash with spaces on both sides is the sign of a type, which goes on there."""
    return signs.is_type(signs.mend_type(match.string[match.start("symbol") : match.start("torn")]))


def _plausible(match: re.Match[str], symbol: str, signs: Signs) -> bool:
    """Whether a match is a number; these are not: "100/Người", "9-N/STNMT", "3/ UBND tỉnh", "15-Sở"."""
    groups = [part for part in _PARTS.split(symbol) if part and not _PARTS.fullmatch(part)]
    if not all(_is_group(group, signs) for group in groups if not group.isdigit()):
        return False
    if match["gap"] is not None:
        return signs.is_type(groups[0]) and _SAID.search(match.string, 0, match.start()) is not None
    if match["dash"] is not None and symbol in _OLD_BODIES and _SAID.search(match.string, 0, match.start()):
        return True
    if match["dash"] is not None:
        return "/" in symbol and len(groups[0]) > 1
    spaced = match["slash"] is not None and match["slash"].strip() != match["slash"]
    return not (spaced and len(groups) == 1) and len(symbol) > 1


def _is_group(group: str, signs: Signs) -> bool:
    capitals = sum(c.isupper() for c in group)
    return group in signs.known or capitals >= 2 or len(group) <= 3


def _mend_part(part: str, first: bool, signs: Signs) -> str:
    if part in "-/.":
        return part
    return signs.mend_body(signs.mend_type(part) if first else part)
