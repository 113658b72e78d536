"""Names of people in signatures, also where a signature or a seal covers a part of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from unicodedata import normalize

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein
from unidecode import unidecode

from cchc_ocr.extract.forms.names import known_rank, opens_body, person_name
from cchc_ocr.lexicon import Lexicon, kept
from cchc_ocr.patterns import accented, any_of
from cchc_ocr.vietnamese import CAPITALS, bare, is_syllable, nfc

# The marks of the five tones as combining characters: grave, acute, tilde, hook above, dot below.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MIDDLE = ("Văn", "Thị")  # family names too, but then hardly ever the first syllable that can be read
_WITH_APOSTROPHE = re.compile(r"^[A-ZĐ]['’][A-ZĐ]|\s[A-ZĐ]['’][A-ZĐ]")  # "H'Loan Mẫu", "Ksor H'Thử"
_SHRED = accented(rf"^\W*[^\W\d_]{{1,2}}(?=(?P<family>[{CAPITALS}][^\W\d_{CAPITALS}]+)\s)")
_LEAST_OF_FAMILY = 3  # letters that must be left of a family name for it to be known
# Nine in ten Vietnamese bear one of these (Lê Trung Hoa, Họ và tên người Việt Nam, 2005), the commonest first.
_COMMON = MappingProxyType(
    {
        bare(name).lower(): name
        for name in (
            *("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng"),
            *("Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Trương", "Đinh", "Trịnh", "Đoàn"),
        )
    }
)


def read_person(
    text: str, lexicon: Lexicon, *, mend: bool = False, due: bool = False, clear: Collection[str] = ()
) -> str | None:
    """The person's name in a line, without degrees; None where the line is not a name.

    ``mend``: the line was read from a picture, where a signature may cover syllables in part; such a one is
    taken for the single name that is like it. ``due``: a name must follow here, so that one that
    the lexicon does not have will do: the whole in typed text, a given name behind a family name in a picture.
    ``clear`` are words that are read too surely to be mended.
    """
    printed = " ".join(text.replace("*", " ").split())
    text = _degrees(lexicon).sub("", printed)
    due = due or text != printed  # a degree stands before nothing but a name
    if (
        due
        and (not mend or _WITH_APOSTROPHE.search(text))
        and _is_typed_name(text)
        and not known_rank(text, lexicon)
    ):
        return text
    words = _name_words(_without_shred(_with_first_letter(text), lexicon) if mend else text)
    torn = mend and _is_torn(words)
    words = ["".join(words[:2]), *words[2:]] if torn else words
    if not 2 <= len(words) <= 5 or not words[-1][0].isupper() or len(words) < len(text.split()) - 3:
        return None
    if text.isupper() and known_rank(text, lexicon):
        return None
    if torn and not all(_is_listed(word, lexicon) for word in words[1:]):
        return None  # a line so bad may have lost other marks as well
    family = _family(words[0], lexicon, mend)
    if family is None and mend and words[0] not in clear:
        family, due = _short_family(words[0]), False
    others = [
        _given(word, lexicon, mend and word not in clear)
        or (word if due and _is_spelled(word, sure=not mend or word in clear) else None)
        for word in words[1:]
    ]
    if family is None or None in others or (words[-1].isupper() and bare(family).upper() != bare(words[0])):
        return None
    return " ".join([family, *(other for other in others if other)])


def printed_name(text: str, lexicon: Lexicon) -> str | None:
    """A line without degrees, if it is two to five capitalised words and neither a rank nor a body."""
    name = _degrees(lexicon).sub("", " ".join(text.split()))
    family = name.partition(" ")[0]
    # "TRƯƠNG" is a family name, and not how "TRƯỜNG MẦM NON" begins.
    body = opens_body(name, lexicon) and person_name(family) not in lexicon.family_names
    other = known_rank(name, lexicon) or body
    return name if _is_typed_name(name.title() if name.isupper() else name) and not other else None


@kept
def _degrees(lexicon: Lexicon) -> re.Pattern[str]:
    """Degrees and military ranks before a name, of which they are no part."""
    return accented(rf"""
        ^(?:
            (?:
                {any_of(lexicon.degrees)}     # "PGS.TS. Lê Văn Mẫu", "Thượng tá Lê Văn Mẫu"
                |{any_of(name.replace(" ", ",") for name in lexicon.degrees if " " in name)}  # "Đại,tướng"
                |TŠ                           # what a seal over the S makes of "TS"
            )
            (?![^\W\d_])[.,]?\s*
        )+(?=\S)
    """)


def _with_first_letter(text: str) -> str:
    """The line with the L of a family name that was read as a stroke ("1ê Thị …") or a figure ("4ê Thị …")."""
    stroke = re.match(r"\W*[\d|!I](?=(\w+)\s)", text)
    return f"L{text[stroke.end() :]}" if stroke and bare(f"L{stroke[1]}").lower() in _COMMON else text


def _without_shred(text: str, lexicon: Lexicon) -> str:
    """The line without the letter of a seal or signature that is joined to a known family name ("NVàng Thị …")."""
    shred = _SHRED.match(text)
    return text[shred.end() :] if shred and shred["family"] in lexicon.family_names else text


def _is_torn(words: Sequence[str]) -> bool:
    """Whether the first two syllables are the pieces of one common family name ("Ngu yễn Văn …")."""
    return len(words) > 2 and words[1].islower() and unidecode("".join(words[:2])).lower() in _COMMON


def _is_listed(word: str, lexicon: Lexicon) -> bool:
    return person_name(word) in _names_by_bare(lexicon).get(bare(word), ())


def _is_spelled(word: str, *, sure: bool) -> bool:
    """Whether a name that no list has may be as it was read: of other peoples, too, where the engine was sure."""
    return word.istitle() and (sure or is_syllable(word.lower()))


def _short_family(printed: str) -> str | None:
    """A common family name of two letters with its mark misread ("Vô": Võ)."""
    return _COMMON.get(bare(printed).lower()) if len(printed) == 2 and printed[0].isupper() else None


def with_family_of(name: str, mended: str, lexicon: Lexicon) -> str:
    """The name, with the family name "Nguyên" corrected to "Nguyễn": "Nguyên" is not a family name."""
    families = [part.split()[0] for part in (name, mended)]
    usual = families[1] in _COMMON.values() and bare(families[0]) == bare(families[1])
    if families[0] in lexicon.family_names or not usual:
        return name
    return " ".join([families[1], *name.split()[1:]])


def lacks_family(text: str) -> bool:
    """Whether a name that was read from a picture begins with its middle: the family name lies under a seal."""
    return text.partition(" ")[0] in _MIDDLE


def may_lack_marks(name: str, lexicon: Lexicon) -> bool:
    """Whether a name that no list has is one of the lists but for marks: "Thuy", and there is a Thủy.

    Of given names those without any mark, of family names those with other marks: "Sâm", and there is a Sầm. Of
    those that are rare also where the list has both: "Ong" and "Ông".
    """
    family, *given = name.split()
    known = lexicon.given_names | lexicon.middle_names | lexicon.family_names
    alike = {other for other in lexicon.family_names if bare(family) == bare(other)}
    rare = family == bare(family) and family not in _COMMON.values() and len(alike) > 1
    parts = (part for part in given if part == bare(part) and part not in known)
    unlisted = family not in lexicon.family_names and bool(alike)
    return unlisted or rare or any(part in _names_by_bare(lexicon) for part in parts)


def _is_typed_name(text: str) -> bool:
    """Whether typed text is two to five capitalised words, as names of all peoples of the country are.

    >>> _is_typed_name("Điểu K'Mẫu"), _is_typed_name("Giàng A Thử"), _is_typed_name("Đã ký")
    (True, True, False)
    """
    parts = [re.split("['’]", word) for word in text.split()]
    return 2 <= len(parts) <= 5 and all(
        word[0].istitle() and all(not part or (part.isalpha() and part.istitle()) for part in word)
        for word in parts
    )


def _name_words(text: str) -> list[str]:
    """The syllables of a line, letters only; a single one is a name between two others ("Giàng A Mẫu")."""
    letters = ["".join(c for c in word if c.isalpha()) for word in text.split()]
    inner = range(1, len(letters) - 1)
    return [word for at, word in enumerate(letters) if len(word) > 1 or (at in inner and word.isupper())]


def _given(printed: str, lexicon: Lexicon, mend: bool) -> str | None:
    """A syllable of a given or middle name; mended if a single name has its base letters or is like it."""
    if len(printed) == 1:
        return printed
    name, names = person_name(printed), _names_by_bare(lexicon)
    same = names.get(bare(name), ())
    if name in same or not mend:
        return name if same else None
    toneless = nfc("".join(c for c in normalize("NFD", name) if c not in _TONES))
    if toneless in same:
        return toneless
    if name.lower() in lexicon.syllables and printed[0].isupper():
        return name if same else None
    if printed[0].islower() and len(printed) > 2:  # a shred of the signature before the name's own letters
        name = person_name(printed[1:])
    near = process.extract(bare(name), names.keys(), scorer=fuzz.ratio, limit=2, score_cutoff=82)
    meant = names[near[0][0]] if len(near) == 1 else ()
    # Two letters away it is as likely a name of its own, rare or of another people ("Slíu" is no "Sửu").
    return meant[0] if len(meant) == 1 and Levenshtein.distance(meant[0].lower(), name.lower()) < 2 else None


def _family(printed: str, lexicon: Lexicon, mend: bool) -> str | None:
    """A family name; one that is half covered is taken for the commonest that is like it."""
    name = person_name(printed)
    if mend and (name in _MIDDLE or len(name) < _LEAST_OF_FAMILY):
        whole = printed[0].isupper() and name in lexicon.family_names and name not in _MIDDLE
        return name if whole else None
    if name in lexicon.family_names:
        return name
    key = unidecode(name).lower()
    like = process.extract(key, _COMMON.keys(), scorer=fuzz.ratio, limit=2)
    (best, score, _), (_, second, _) = like
    covered = mend and (printed[0].islower() or name.lower() not in lexicon.syllables)
    if (score == 100 and (mend or name == bare(name))) or (
        covered and (score >= 80 or (score >= 55 and score - second >= 12 and best[0] == key[0]))
    ):
        return _COMMON[best]
    # Without a picture only text that has no accents at all may mean a name with some.
    plain = mend or name == bare(name)
    same = [f for f in sorted(lexicon.family_names) if plain and bare(f) == bare(name)]
    return same[0] if len(same) == 1 else None  # "Làm": is it Lam or Lâm?


@kept
def _names_by_bare(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for name in sorted(lexicon.given_names | lexicon.middle_names):
        names[bare(name)] = (*names.get(bare(name), ()), name)
    return MappingProxyType(names)
