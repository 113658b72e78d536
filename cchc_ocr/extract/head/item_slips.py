"""The slips of an engine that an item of the recipients shows, and what was meant.

The items are small print without a sentence around them, full of abbreviations, of which repair makes words. But
few things can stand there: bodies and posts, what they get the document for, and where it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from cchc_ocr.document import Page, Word
from cchc_ocr.extract.text.values import Value
from cchc_ocr.lexicon import Lexicon, kept
from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import bare, place_tones

MENDED = 0.8  # certainty of an item that says otherwise than the engine read it: it is for review
# What somebody gets the document for, in one word behind "để": repair makes words of the language of it.
_PURPOSE = accented(r"\(\s?[ĐđDd][eèéẻẽẹêềếểễệ]\s(?P<purpose>[^\s();.,]{1,5})\)?\W*$")
_PURPOSES = ("b/c", "bc", "b/cáo", "biết", "t/h", "th", "t/d", "p/h", "ph", "k/t", "đ/b")
_LAST_BRACKET = re.compile(r"\([^(]*$")
_OPEN_QUOTE = re.compile(r"[“\"](?P<quoted>[^“”\"?]+)\?$")  # “HT” read “HT?
_STOP_INSIDE = accented(r"(?P<before>[A-ZĐ]{3,})\.(?= [A-ZĐ])")  # "PCVP. TTHC"
_AREA = re.compile(r"(?<=khu vực )H\b")  # "Chi cục Thuế khu vực II"
_SHORT = accented(r"(?<![\wĐ])(?=[A-Z]*[DĐ])[A-ZĐ]{3,}(?![\wĐ])")  # an abbreviation in which a bar may be lost
_FEWEST_INITIALS = 4  # fewer are spelled out by chance
_FEWEST_OF_NAME, _MOST_OF_NAME = 3, 6  # words: of which the first may be misread; of the names of posts and bodies
_CLEAR = 0.9  # the engine's confidence in a word from which on it is none of a few others
_LIKE = 50.0  # rapidfuzz, 0..100: "Lý" and "Ủy"
_AROUND = " .,;:()"


def as_printed(word: Word) -> str:
    """A word after repair, but initials as they were read: what has no vowel is no word of the language."""
    letters = [c for c in word.as_seen if c.isalpha()]
    initials = len(letters) > 1 and all(c.isupper() and bare(c) not in "AEIOUY" for c in letters)
    return word.as_seen if initials else word.text


def meant(printed: str, words: Sequence[Word], lexicon: Lexicon) -> str:
    """An item of a scan as it was meant, by what can stand in such a list."""
    name = _with_purpose(printed, " ".join(word.as_seen for word in words))
    name = _with_body(name, words, lexicon)
    name = _with_marks(name, lexicon)
    name = _OPEN_QUOTE.sub(r"“\g<quoted>”", name)
    name = _AREA.sub("II", name)
    name = _STOP_INSIDE.sub(lambda stop: _comma(stop, lexicon), name)
    return _SHORT.sub(lambda short: _known_short(short.group(), lexicon), name)


def _with_purpose(name: str, seen: str) -> str:
    """The item with what its recipient gets the document for: "(để b/c)", read "(đê b/e)"."""
    found = _PURPOSE.search(seen)
    if not found:
        return name
    purpose = found["purpose"].lower()
    near = [one for one in _PURPOSES if Levenshtein.distance(bare(one), bare(purpose)) < 2]
    near = [one for one in near if len(one) == len(purpose)] or near
    meant = purpose if purpose in _PURPOSES else near[0] if len(near) == 1 else None
    return _LAST_BRACKET.sub(f"(để {meant})", name) if meant else name


def _with_body(name: str, words: Sequence[Word], lexicon: Lexicon) -> str:
    """The item with the first word of a body that all its other words name ("Lý ban MTTQ Việt Nam")."""
    first, *others = name.split()
    read = next((word for word in words if word.text.strip("-– ") == first), None)
    if read is None or read.confidence >= _CLEAR or _folded(first) in _openings(lexicon):
        return name
    for count in range(len(others), _FEWEST_OF_NAME - 2, -1):
        opening = _opened(lexicon).get(tuple(map(_folded, others[:count])))
        if opening and fuzz.ratio(bare(first).lower(), bare(opening).lower()) >= _LIKE:
            return " ".join([opening, *others])
    return name


@kept
def _opened(lexicon: Lexicon) -> Mapping[tuple[str, ...], str]:
    """The first word of the bodies whose other words are given, where it is one and the same for all of them."""
    found: dict[tuple[str, ...], set[str]] = {}
    for first, *others in map(str.split, _names(lexicon)):
        found.setdefault(tuple(map(_folded, others)), set()).add(first)
    return {others: min(firsts) for others, firsts in found.items() if len(firsts) == 1 and others}


@kept
def _openings(lexicon: Lexicon) -> frozenset[str]:
    """The first words of all bodies."""
    return frozenset(_folded(name.split()[0]) for name in _names(lexicon))


def _names(lexicon: Lexicon) -> Iterable[str]:
    return (name for agency in lexicon.agencies for name in (agency.name, *agency.abbreviations))


def _folded(word: str) -> str:
    return place_tones(word.lower(), "new")


def _with_marks(name: str, lexicon: Lexicon) -> str:
    """The item with the marks of posts, bodies and kinds of places: "Hiệu trưởng", "Phòng ĐT", "UBND tỉnh"."""
    words = name.split()
    at = 0
    while at < len(words):
        spelled = _as_known(words, at, lexicon) or _as_opening(words, at, lexicon) or _as_place(words, at, lexicon)
        words[at : at + len(spelled)] = spelled
        at += len(spelled) or 1
    return " ".join(words)


def _as_known(words: Sequence[str], at: int, lexicon: Lexicon) -> list[str]:
    """The words of the longest known name that begins here; none where none does, or other words go on with it."""
    for count in range(min(_MOST_OF_NAME, len(words) - at), 1, -1):
        here = [word.strip(_AROUND) for word in words[at : at + count]]
        names = _spellings(lexicon).get(bare(" ".join(here)).lower(), frozenset())
        if names and not _goes_on(words[at + count - 1 : at + count + 1], lexicon):
            printed = _folded(" ".join(here))
            if printed in names or len(names) > 1 or printed in lexicon.phrases:
                return list(words[at : at + count])
            return _respelled(words[at : at + count], min(names).split())
    return []


def _goes_on(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the last word of a name is the first of a word of the language ("Cổng An toàn": no "Công an")."""
    return len(words) == 2 and " ".join(words).lower() in lexicon.phrases


def _as_opening(words: Sequence[str], at: int, lexicon: Lexicon) -> list[str]:
    """The kind of a body before its name in capitals: "Phòng ĐT", read "Phỏng ĐT"."""
    if at + 1 >= len(words) or (at and words[at - 1].lower() != "các"):
        return []
    first, following = words[at : at + 2]
    kinds = _kinds(lexicon).get(bare(first).lower(), frozenset())
    named = first.istitle() and following.lstrip(_AROUND)[:1].isupper()
    phrase = f"{first} {following}".lower() in lexicon.phrases
    return _respelled([first], [*kinds]) if named and len(kinds) == 1 and not phrase else []


def _as_place(words: Sequence[str], at: int, lexicon: Lexicon) -> list[str]:
    """The kind of a place with which an item ends behind a body: "Viện KSND tỉnh", read "Viện KSND tính"."""
    before = words[max(at - 2, 0) : at]
    body = before and (before[-1].isupper() or _folded(" ".join(before)) in _bodies_of_two_words(lexicon))
    kinds = (kind.name for kind in lexicon.place_kinds if kind.bare == "clear")
    kind = next((kind for kind in kinds if bare(kind) == bare(words[at].strip(_AROUND))), None)
    return _respelled([words[at]], [kind]) if body and kind and at + 1 == len(words) else []


@kept
def _bodies_of_two_words(lexicon: Lexicon) -> frozenset[str]:
    names = (*_names(lexicon), *(kind.name for kind in lexicon.body_kinds))
    return frozenset(_folded(name) for name in names if name.count(" ") == 1)


def _respelled(printed: Sequence[str], spelled: Sequence[str]) -> list[str]:
    """Words as they are spelled, with the capitals and the marks around them that are printed."""
    found = []
    for word, meant in zip(printed, spelled, strict=True):
        core = word.strip(_AROUND)
        cased = meant.upper() if core.isupper() else meant.capitalize() if core[:1].isupper() else meant
        found.append(word.replace(core, cased, 1) if _folded(core) != meant else word)
    return found


@kept
def _spellings(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """The names of posts and bodies of several words, by their letters without marks.

    Those of bodies have three at least: two words may be others with other marks ("Hải quân", "Hải quan").
    """
    posts = (name for post in lexicon.posts for name in (post.name, *post.deputies) if " " in name)
    return _by_letters((*posts, *(name for name in _names(lexicon) if name.count(" ") > 1)))


@kept
def _kinds(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """The kinds of bodies of one word, and the words that names begin with, by their letters without marks."""
    names = (name.split()[0] for names in _spellings(lexicon).values() for name in names)
    return _by_letters((*names, *(kind.name for kind in lexicon.body_kinds if " " not in kind.name)))


def _by_letters(names: Iterable[str]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name in map(_folded, names):
        found.setdefault(bare(name), set()).add(name)
    return {letters: frozenset(spelled) for letters, spelled in found.items()}


def _known_short(printed: str, lexicon: Lexicon) -> str:
    """The only abbreviation in use that differs from what is printed in bars ("TTDT": "TTĐT")."""
    known = lexicon.acronyms.keys() | lexicon.signs.known
    like = [short for short in known if short.replace("Đ", "D") == printed.replace("Đ", "D")]
    return like[0] if printed not in known and len(like) == 1 else printed


def _comma(stop: re.Match[str], lexicon: Lexicon) -> str:
    """The comma that a stop inside an item was, except behind a degree ("PGS. Lê Văn Mẫu")."""
    return stop.group() if stop["before"] in lexicon.degrees else f"{stop['before']},"


def as_the_text_names(values: Sequence[Value], pages: Sequence[Page]) -> list[Value]:
    """The values, with recipients of a scan as the text spells out what they abbreviate: with its bars of Đ.

    "Lưu: VT, GDDH" below a text that names the "Vụ Giáo dục Đại học": one letter tells little to an engine.
    """
    doubtful = {value.field for value in values if value.field.startswith("recipients/") and _is_barred(value)}
    initials = _initials(pages) if doubtful else ""  # of all words of a document, which may be long
    return [_as_spelled(value, initials) if value.field in doubtful else value for value in values]


def _is_barred(value: Value) -> bool:
    """Whether a recipient of a scan has an abbreviation in which a bar may be lost."""
    shorts = (short.group() for short in _SHORT.finditer(value.value or ""))
    return any(word.box for word in value.words) and any(len(short) >= _FEWEST_INITIALS for short in shorts)


def _as_spelled(value: Value, initials: str) -> Value:
    name = _SHORT.sub(lambda short: _with_bars(short.group(), initials), value.value or "")
    return value if name == value.value else replace(value, value=name, certainty=min(value.certainty, MENDED))


def _with_bars(printed: str, initials: str) -> str:
    """The abbreviation that the text spells out, where it spells out only one that differs in bars."""
    if len(printed) < _FEWEST_INITIALS:
        return printed
    first, *others = ("DĐ" if c in "DĐ" else c for c in printed)
    form = f"[{first}]" + "".join(f"[{c}{c.lower()}]" for c in others)  # a name begins with a capital
    spelled = {found.upper() for found in re.findall(form, initials)}
    return spelled.pop() if len(spelled) == 1 else printed


def _initials(pages: Sequence[Page]) -> str:
    """The first letters of the words of a text, without marks but for that of Đ."""
    words = (word.text.lstrip('(“"') for page in pages for line in page.lines for word in line.words)
    return "".join(_initial(word) for word in words if word not in ("và", "&"))


def _initial(word: str) -> str:
    return word[:1] if word[:1] in "Đđ" else bare(word[:1])
