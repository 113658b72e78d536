"""Converts Vietnamese encodings from before Unicode, TCVN3 (ABC, the .Vn fonts) and VNI-Windows, to Unicode.

Both put Vietnamese letters on the codes of Western ones, so that without its font ``Công báo`` reads
``C«ng b¸o`` in TCVN3 and ``Coâng baùo`` in VNI. The name of the font tells them, and so does the content.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from cchc_ocr.changes import Change, replay
from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import is_syllable

Encoding = Literal["TCVN3", "VNI"]
WESTERN = "cp1252"  # what the bytes of both encodings are taken for where they are not recognised

# TCVN 5712:1993, the set VN3. It has no capitals with a tone: a second font (.VnTimeH) draws the small ones so.
_TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊËÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ®¡¢£¤¥¦§μ",
        "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđĂÂÊÔƠƯĐà",
        strict=True,
    )
)
_TCVN3_TABLE = str.maketrans(_TCVN3)

# VNI-Windows: a letter, then the code of its marks; i, ỵ, ơ, ư and đ have codes of their own.
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT, _CIRCUMFLEX, _BREVE = "\u0301\u0300\u0309\u0303\u0323\u0302\u0306"
_VNI_MARKS = {
    **dict(zip("ùøûõï", (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True)),
    **dict(zip("âáàåãä", (_CIRCUMFLEX + tone for tone in ("", _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT)), strict=True)),
    **dict(zip("êéèúüë", (_BREVE + tone for tone in ("", _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT)), strict=True)),
}
_VNI_LETTERS = dict(zip("íìæóòîôöñÍÌÆÓÒÎÔÖÑ", "íìỉĩịỵơưđÍÌỈĨỊỴƠƯĐ", strict=True))
_VNI_BASES = {"a": 17, "e": 11, "o": 11, "u": 5, "y": 5, "ô": 5, "ö": 5}  # each takes that many of the marks


def _vni_table() -> dict[str, str]:
    pairs = dict(_VNI_LETTERS)
    for small, count in _VNI_BASES.items():
        for base in (small, small.upper()):
            for code, marks in list(_VNI_MARKS.items())[:count]:
                letter = unicodedata.normalize("NFC", _VNI_LETTERS.get(base, base) + marks)
                pairs |= {base + code: letter, base + code.upper(): letter}
    return pairs


_VNI = _vni_table()
_VNI_CODES = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))

_FONT = accented(r"""
    (?:[A-Z]{6}\+)?                                                # "ABCDEF+.VnTime", of which a part is embedded
    (?:
        (?P<tcvn3>[._]?Vn(?=[A-Z0-9])[\w ]*?(?P<capitals>H)?)      # ".VnTime", ".VnTimeH"
        |VNI\b[-_ ]?.*                                             # "VNI-Times"
    )
    (?:[,-].*)?                                                    # ".VnTime,Bold"
""")

_WORD = re.compile(r"[A-Za-z\u00a1-\u00ff\u0100-\u1eff\u03bc]+")
_CODED = re.compile(r"[\u00a1-\u00ac\u00ae-\u00ff\u03bc]")  # not the soft hyphen, which Unicode texts have, too
_UNICODE = accented(r"""
    [
        \u0102\u0103\u0110\u0111\u0128\u0129    # Ă ă Đ đ Ĩ ĩ
        \u0168\u0169\u01a0\u01a1\u01af\u01b0    # Ũ ũ Ơ ơ Ư ư
        \u0300-\u0323                          # combining marks
        \u1ea0-\u1ef9                          # Ạ to ỹ
    ]
""")
_HYPHEN = re.compile(r"[A-Za-z\u00a1-\u00ff]*-[A-Za-z\u00a1-\u00ff]+|[A-Za-z\u00a1-\u00ff]+-")
_CERTAIN = 99.0  # log-odds: what was seen is no reading at all

# Of the words of a line: in Vietnamese prose seven in ten carry a diacritic, and all but names and abbreviations
# are syllables. Other languages, and what an engine without Vietnamese makes of a page, stay below one of these.
_LEAST_SYLLABLES, _LEAST_CODED, _LEAST_PROOFS = 0.75, 0.4, 0.6


@dataclass(frozen=True, slots=True)
class Font:
    """What a font makes of the codes: its encoding, and whether it draws all letters as capitals."""

    encoding: Encoding
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Converted:
    """Lines in Unicode and, line for line, the changes that made them; ``encodings`` names what was found."""

    lines: tuple[str, ...]
    changes: tuple[tuple[Change, ...], ...]
    encodings: tuple[Encoding, ...] = ()


def of_font(name: str) -> Font | None:
    """The legacy encoding of a font, by its name in a PDF; None for any other font.

    >>> of_font("ABCDEF+.VnTimeH,Bold"), of_font("VNI-Times")
    (Font(encoding='TCVN3', capitals=True), Font(encoding='VNI', capitals=False))
    >>> of_font("TimesNewRomanPSMT"), of_font(".VnArial-Italic")
    (None, Font(encoding='TCVN3', capitals=False))
    """
    match = _FONT.fullmatch(name.replace("#2E", ".").replace("#20", " "))
    if match is None:
        return None
    return Font("TCVN3", bool(match["capitals"])) if match["tcvn3"] else Font("VNI")


def is_unicode(text: str) -> bool:
    """Whether a text holds Vietnamese letters that are in Unicode alone.

    >>> is_unicode("Công báo số 5"), is_unicode("C«ng b¸o sè 5")
    (True, False)
    """
    return bool(_UNICODE.search(text))


def to_unicode(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """Text known to be in ``encoding``, in Unicode. ``capitals``: its font draws all letters as capitals.

    >>> to_unicode("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "TCVN3")
    'Cộng hoà xã hội chủ nghĩa Việt Nam'
    >>> to_unicode("céng hoµ", "TCVN3", capitals=True), to_unicode("Së NéI Vô, TØNH", "TCVN3")
    ('CỘNG HOÀ', 'SỞ NỘI VỤ, TỈNH')
    >>> to_unicode("COÄNG HOØA xaõ hoäi", "VNI")
    'CỘNG HÒA xã hội'
    """
    if encoding == "VNI":
        return _VNI_CODES.sub(lambda match: _VNI[match.group()], text)
    decoded = _HYPHEN.sub(_horned, text).translate(_TCVN3_TABLE)
    return decoded.upper() if capitals else _in_case(decoded, text)


def _horned(match: re.Match[str]) -> str:
    """A hyphen that stands for ư: both have the code of the soft hyphen, and programs write it as a plain one.

    >>> [to_unicode(text, "TCVN3") for text in ("ph-¬ng", "kinh tÕ-x· héi", "KH-UBND", "nh- vËy")]
    ['phương', 'kinh tế-xã hội', 'KH-UBND', 'như vậy']
    """
    word = match.group()
    horned = word.replace("-", "\xad")
    return horned if is_syllable(horned.translate(_TCVN3_TABLE)) else word


def _in_case(decoded: str, text: str) -> str:
    """Words in capitals get those of their letters in capitals that TCVN3 has no capital of.

    A word with one plain letter ("Sè") is in capitals where the others of the text are.
    """
    plain = {match.span(): re.sub("[^A-Za-z]", "", match.group()) for match in _WORD.finditer(text)}
    toned = [
        letters for (start, end), letters in plain.items() if _CODED.search(text[start:end]) and len(letters) > 1
    ]
    shouted = bool(toned) and all(letters.isupper() for letters in plain.values() if len(letters) > 1)
    parts, at = [], 0
    for (start, end), letters in plain.items():
        capitals = letters.isupper() if len(letters) > 1 else shouted and not letters.islower()
        word = decoded[start:end]
        parts += [decoded[at:start], word.upper() if capitals else word]
        at = end
    return "".join([*parts, decoded[at:]])


def convert(lines: Sequence[str]) -> Converted:
    """The lines of a text, those in a legacy encoding in Unicode; all others as they are.

    >>> convert(["C«ng b¸o", "cải cách hành chính", "Sè 5"]).lines
    ('Công báo', 'cải cách hành chính', 'Sè 5')
    """
    if not any(_CODED.search(line) for line in lines):
        return Converted(tuple(lines), ((),) * len(lines))
    found = recognise(lines)
    changes = tuple(tuple(_changes(line, encoding)) for line, encoding in zip(lines, found, strict=True))
    became = tuple(replay(line, made) for line, made in zip(lines, changes, strict=True))
    encodings = {encoding for encoding, made in zip(found, changes, strict=True) if encoding and made}
    return Converted(became, changes, tuple(sorted(encodings)))


def convert_text(text: str) -> tuple[str, tuple[Encoding, ...]]:
    """A text and the legacy encodings found in it.

    >>> convert_text("Coâng baùo\\nsoá 5")
    ('Công báo\\nsố 5', ('VNI',))
    """
    converted = convert(text.split("\n"))
    return "\n".join(converted.lines), converted.encodings


def decode(data: bytes) -> str | None:
    """Bytes of a text in a legacy encoding, as the Western letters that they are without its font; else None.

    >>> decode(b"C\\xabng b\\xb8o"), decode(b"S\\xf3")
    ('C«ng b¸o', None)
    """
    text = data.decode(WESTERN, "replace")
    return text if "\ufffd" not in text and any(recognise(text.splitlines())) else None


def recognise(lines: Sequence[str]) -> tuple[Encoding | None, ...]:
    """The legacy encoding of each line; None for Unicode, other languages, and where it makes no difference.

    A line that can be read both ways ("Bé": Unicode, or Bộ in TCVN3) goes with the lines before it.
    """
    votes = [_vote(line) for line in lines]
    encoding = max(("TCVN3", "VNI"), key=lambda one: len(_proofs(votes, one)))
    if len(_proofs(votes, encoding)) < 2:
        return (None,) * len(lines)
    decided = [encoding if vote.encoding == encoding else "Unicode" if vote.unicode else "" for vote in votes]
    return tuple(encoding if one == encoding else None for one in _carried(decided))  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class _Vote:
    """What a line says of its encoding, and the words that prove it."""

    encoding: Encoding | None = None
    proofs: frozenset[str] = frozenset()
    unicode: bool = False


def _vote(line: str) -> _Vote:
    if not _CODED.search(line):
        return _Vote(unicode=is_unicode(line))
    if is_unicode(line):
        return _Vote(unicode=True)
    words = [word for word in _WORD.findall(line) if not (word.isascii() and (word.isupper() or len(word) == 1))]
    coded = [word for word in words if _CODED.search(word)]
    best = max(
        (_tried(words, coded, encoding) for encoding in ("TCVN3", "VNI")), key=lambda vote: len(vote.proofs)
    )
    known = sum(is_syllable(word) for word in coded)
    return best if best.encoding else _Vote(unicode=known > 2 and known == len(coded))


def _tried(words: Sequence[str], coded: Sequence[str], encoding: Encoding) -> _Vote:
    """The vote for one encoding: words that only make sense in it, where nearly all of the line does."""
    decoded = {word: to_unicode(word, encoding) for word in words}
    proofs = [word for word in coded if len(word) > 1 and is_syllable(decoded[word]) and not is_syllable(word)]
    if (
        not proofs
        or sum(map(is_syllable, decoded.values())) < _LEAST_SYLLABLES * len(decoded)
        or len(coded) < _LEAST_CODED * len(words)
        or len(proofs) < _LEAST_PROOFS * len(coded)
    ):
        return _Vote()
    return _Vote(encoding, frozenset(proofs))


def _proofs(votes: Iterable[_Vote], encoding: str) -> frozenset[str]:
    return frozenset().union(*(vote.proofs for vote in votes if vote.encoding == encoding))


def _carried(decided: Sequence[str]) -> list[str]:
    """Undecided lines as the last decided one before them; the first ones as the first decided."""
    last = next(filter(None, decided), "")
    return [last := one or last for one in decided]


def _changes(line: str, encoding: Encoding | None) -> Iterator[Change]:
    """One change for each run between spaces that becomes another."""
    if encoding is None:
        return
    became = re.finditer(r"\S+", to_unicode(line, encoding))
    for run, new in zip(re.finditer(r"\S+", line), became, strict=True):
        if run.group() != new.group():
            yield Change(
                run.start(), run.end(), run.group(), new.group(), (f"legacy encoding {encoding}",), _CERTAIN
            )
