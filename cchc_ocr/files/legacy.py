"""Recognises Vietnamese that is not in Unicode by what reads like Vietnamese, and converts it.

Seen so: old encodings (``charsets``), UTF-8 that was taken for a Western one (``mojibake``), VIQR, and letters as
entities of HTML. The name of a font tells an old encoding, too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from cchc_ocr import lexicon
from cchc_ocr.changes import Change, replay, then
from cchc_ocr.files import charsets
from cchc_ocr.files.charsets import Charset
from cchc_ocr.files.mojibake import HINT as MOJIBAKE
from cchc_ocr.files.mojibake import from_mojibake, joined
from cchc_ocr.files.unseen_signs import sign_changes
from cchc_ocr.files.viqr import HINT as VIQR
from cchc_ocr.files.viqr import from_viqr
from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import is_syllable, nfc

Encoding = Literal[Charset, "UTF-8", "VIQR", "HTML"]

_FONT = accented(r"""
    (?:[A-Z]{6}\+)?                                                # "ABCDEF+.VnTime", of which a part is embedded
    (?:
        (?P<tcvn3>[._]?Vn(?=[A-Z0-9])[\w ]*?(?P<capitals>H)?)      # ".VnTime", ".VnTimeH"
        |VNI\b[-_ ]?.*                                             # "VNI-Times"
    )
    (?:[,-].*)?                                                    # ".VnTime,Bold"
""")
_UNICODE = accented(r"""
    [
        \u0102\u0103\u0110\u0111\u0128\u0129    # Ă ă Đ đ Ĩ ĩ
        \u0168\u0169\u01a0\u01a1\u01af\u01b0    # Ũ ũ Ơ ơ Ư ư
        \u0300-\u0323                          # combining marks
        \u1ea0-\u1ef9                          # Ạ to ỹ
    ]
""")
_RUN = re.compile(r"[^ \t\r\n\f\v]+")
_WORD = re.compile(r"[A-Za-z\u0080-\u009f\u00a1-\u1eff]+")  # letters, and codes left over
_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8});")
_CERTAIN = 99.0  # log-odds: what was seen is no reading at all

# Of the words of a line: in Vietnamese prose seven in ten carry a diacritic, and all but names and abbreviations
# are syllables. Other languages, and what an engine without Vietnamese makes of a page, stay below one of these.
_LEAST_SYLLABLES, _LEAST_ACCENTED, _LEAST_PROOFS = 0.75, 0.4, 0.6
_NOTHING = re.compile(r"(?!)")
_CODED = re.compile(f"[\u0080-\u00ac\u00ae-\u00ff\u03bc{''.join(charsets.TYPOGRAPHIC)}]")  # not the soft hyphen


@dataclass(frozen=True, slots=True)
class _Traits:
    """How an encoding is converted, what a line in it holds, and how many words prove that a text is in it."""

    to_unicode: Callable[[str], str]
    hint: re.Pattern[str] = _CODED
    least: int = 2
    alone: bool = True  # a line in it holds no letters that are in Unicode alone


def _of(charset: Charset) -> _Traits:
    return _Traits(lambda text: charsets.to_unicode(text, charset))


def _unescaped(match: re.Match[str]) -> str:
    """The sign that an entity of HTML stands for; a space that does not break for any space."""
    sign = html.unescape(match.group())
    return "\xa0" if sign.isspace() else sign if len(sign) == 1 else match.group()


_TRAITS: Mapping[Encoding, _Traits] = {
    "TCVN3": _of("TCVN3"),
    "VNI": _of("VNI"),
    "CP1258": _of("CP1258"),
    "VISCII": _of("VISCII"),
    "UTF-8": _Traits(from_mojibake, MOJIBAKE, least=1, alone=False),
    "VIQR": _Traits(from_viqr, VIQR),
    "HTML": _Traits(lambda text: _ENTITY.sub(_unescaped, text), _ENTITY, least=1, alone=False),
}
_NO_CONTROLS = str.maketrans(dict(charsets.VISCII_CONTROLS))
_ENTITIES: Mapping[Encoding, _Traits] = {"HTML": _TRAITS["HTML"]}
_CHARSETS: Mapping[Encoding, _Traits] = {name: traits for name, traits in _TRAITS.items() if name != "HTML"}


@dataclass(frozen=True, slots=True)
class Font:
    """What a font makes of the codes: its encoding, and whether it draws all letters as capitals."""

    encoding: Charset
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


def convert(lines: Sequence[str], *, spaces: bool = True) -> Converted:
    """The lines of a text in Unicode, those that are already so as they are, and without signs that nobody sees.

    ``spaces``: a byte that became a space is put back, so that a line may have fewer spaces than before.

    >>> convert(["C«ng b¸o", "cải cách hành chính", "Sè 5"]).lines
    ('Công báo', 'cải cách hành chính', 'Sè 5')
    >>> convert(["B&#225;o c&aacute;o 5/BC\u200b-SNV"]).lines
    ('Báo cáo 5/BC-SNV',)
    """
    changes: list[tuple[Change, ...]] = [()] * len(lines)
    became, encodings = list(lines), list[Encoding]()
    for among in (_ENTITIES, _CHARSETS):
        found = _found(became, among)
        if found is not None:
            encoding, which = found
            made = [
                _changes(line, encoding, spaces=spaces) if one else ()
                for line, one in zip(became, which, strict=True)
            ]
            encodings += [encoding] if any(made) else []
            became, changes = _after(lines, became, changes, made)
    became, changes = _after(lines, became, changes, [sign_changes(line) for line in became])
    return Converted(tuple(became), tuple(changes), tuple(encodings))


def _after(
    lines: Sequence[str],
    became: Sequence[str],
    changes: Sequence[tuple[Change, ...]],
    made: Sequence[tuple[Change, ...]],
) -> tuple[list[str], list[tuple[Change, ...]]]:
    """The lines after further changes, and all changes to them as they came."""
    after = [replay(line, more) if more else line for line, more in zip(became, made, strict=True)]
    total = [then(line, one, more) if more else one for line, one, more in zip(lines, changes, made, strict=True)]
    return after, total


def convert_text(text: str) -> tuple[str, tuple[Encoding, ...]]:
    """A text and the encodings other than Unicode that were found in it.

    >>> convert_text("Coâng baùo\\nsoá 5")
    ('Công báo\\nsố 5', ('VNI',))
    """
    converted = convert(text.split("\n"))
    return "\n".join(converted.lines), converted.encodings


def decode(data: bytes) -> str | None:
    """Bytes of a text in an old encoding, as the Western letters that they are without it; else None.

    >>> decode(b"C\\xabng b\\xb8o"), decode(b"S\\xf3")
    ('C«ng b¸o', None)
    """
    text = charsets.western(data)
    found = _found(text.split("\n"), _CHARSETS)
    if found is None:
        return None
    letters = text.translate(_NO_CONTROLS) if found[0] == "VISCII" else text
    return None if charsets.CONTROLS.search(letters) else text


def _found(lines: Sequence[str], among: Mapping[Encoding, _Traits]) -> tuple[Encoding, list[bool]] | None:
    """The encoding of a text and which of its lines are in it; None for Unicode and for other languages.

    A line that can be read both ways ("Bé": Unicode, or Bộ in TCVN3) goes with the lines before it.
    """
    votes = [_vote(line, among) for line in lines]
    proofs = {one: frozenset().union(*(vote.proofs for vote in votes if vote.encoding == one)) for one in among}
    encoding = max(proofs, key=lambda one: len(proofs[one]))
    if len(proofs[encoding]) < among[encoding].least:
        return None
    if not among[encoding].alone:
        return encoding, [True] * len(lines)
    in_it = _carried([_is_in(line, vote, encoding) for line, vote in zip(lines, votes, strict=True)])
    return encoding, [one and _may_be_in(line, encoding) for line, one in zip(lines, in_it, strict=True)]


def _is_in(line: str, vote: _Vote, encoding: Encoding) -> bool | None:
    """Whether a line of a text in an encoding is in it; None where it can be read both ways."""
    if vote.encoding == encoding:
        return True
    if not vote.unicode:
        return None
    return not is_unicode(line) and _has_only_words(line, encoding)


def _coded(line: str, encoding: Encoding) -> list[tuple[str, str]]:
    """The runs between spaces that become others, and what they become."""
    pairs = zip(_RUN.findall(line), _RUN.findall(_TRAITS[encoding].to_unicode(line)), strict=True)
    return [(old, new) for old, new in pairs if old != new]


def _may_be_in(line: str, encoding: Encoding) -> bool:
    """Whether what a line becomes is words of Vietnamese for the greater part: "Bé", but no French."""
    coded = _coded(line, encoding)
    return 2 * sum(_is_read(new) for _, new in coded) >= len(coded)


def _has_only_words(line: str, encoding: Encoding) -> bool:
    """Whether each word that becomes another is one of the language only then: "nãm" (năm), but not "cô" (cơ)."""
    known = lexicon.load().syllables
    words = [(_words(old), _words(new)) for old, new in _coded(line, encoding)]
    return bool(words) and all(
        all(word.lower() in known for word in new) and not all(word.lower() in known for word in old)
        for old, new in words
    )


@dataclass(frozen=True, slots=True)
class _Vote:
    """What a line says of its encoding, and the words that prove it."""

    encoding: Encoding | None = None
    proofs: frozenset[str] = frozenset()
    unicode: bool = False


def _vote(line: str, among: Mapping[Encoding, _Traits]) -> _Vote:
    unicode = is_unicode(line)
    hopeful = (
        (name, traits)
        for name, traits in among.items()
        if not (unicode and traits.alone) and traits.hint.search(line)
    )
    votes = [vote for name, traits in hopeful if (vote := _tried(line, name, traits))]
    if votes:
        return max(votes, key=lambda vote: len(vote.proofs))
    if unicode or not _CODED.search(line):
        return _Vote(unicode=unicode)
    coded = [word for word in _WORD.findall(line) if _CODED.search(word)]
    known = sum(map(is_syllable, coded))
    return _Vote(unicode=known > 2 and known == len(coded))


def _tried(line: str, encoding: Encoding, traits: _Traits) -> _Vote | None:
    """The vote for one encoding: words that only make sense in it, where nearly all of the line does."""
    became = traits.to_unicode(line)
    coded = _coded(line, encoding)
    marked = _NOTHING if traits.hint is _CODED else traits.hint
    proofs = frozenset(old for old, new in coded if _is_read(new) and (marked.search(old) or not _is_read(old)))
    if not proofs:
        return None
    if traits.alone:
        words = _words(became)
        read, accented = sum(map(is_syllable, words)), sum(not word.isascii() for word in words)
        if (
            read < _LEAST_SYLLABLES * len(words)
            or accented < _LEAST_ACCENTED * len(words)
            or len(proofs) < _LEAST_PROOFS * len(set(coded))
        ):
            return None
    return _Vote(encoding, proofs)


def _words(text: str) -> list[str]:
    """The words of a text without abbreviations and single plain letters."""
    return [w for w in _WORD.findall(nfc(text)) if not (w.isascii() and (w.isupper() or len(w) == 1))]


def _is_read(run: str) -> bool:
    """Whether what stands between two spaces is words of Vietnamese."""
    words = _words(run)
    return any(len(word) > 1 for word in words) and all(map(is_syllable, words))


def _carried(decided: Sequence[bool | None]) -> list[bool]:
    """Undecided lines as the last decided one before them; the first ones as the first decided."""
    last = next((one for one in decided if one is not None), False)
    return [last := last if one is None else one for one in decided]


def _changes(line: str, encoding: Encoding, *, spaces: bool) -> tuple[Change, ...]:
    """One change for each run between spaces that becomes another."""
    first = tuple(joined(line)) if encoding == "UTF-8" and spaces else ()
    whole = replay(line, first)
    pairs = zip(_RUN.finditer(whole), _RUN.finditer(_TRAITS[encoding].to_unicode(whole)), strict=True)
    step = (f"legacy encoding {encoding}",)
    later = [
        Change(run.start(), run.end(), run.group(), new.group(), step, _CERTAIN)
        for run, new in pairs
        if run.group() != new.group()
    ]
    return then(line, first, later)
