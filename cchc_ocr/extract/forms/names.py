"""Names printed in capitals brought to the case in which Vietnamese writes them: bodies, places, ranks, people."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from unicodedata import combining, normalize

from rapidfuzz import fuzz, process

from cchc_ocr.extract.bodies.lists import body_lists
from cchc_ocr.lexicon import Lexicon, kept
from cchc_ocr.patterns import accented, any_of, unaccented
from cchc_ocr.vietnamese import bare, is_syllable, nfc

_SHORTEST_INITIALS = 3  # fewer may be a word
_LIKE_A_WORD = 45.0  # rapidfuzz, 0..100: a word below it was not misread, but is another one
_DEPUTY = accented(r"^\W*P\s?\.\s?(?=[A-ZĐ])")  # "P.CHỦ TỊCH", "P. HIỆU TRƯỞNG"
_ABBREVIATED = accented(r"""
    ^(?!.*(?:UBND|HĐND))      # "UBND tỉnh" is written so
    (?:
        .*&                   # "Sở KH&CN"
        |\S+ .*[A-ZĐ]{3}      # "Sở GDĐT"
    )
""")
_SHORT_KIND = re.compile(r"^\W*(?P<kind>T[Pp]|T[Xx]|T[Tt])(?P<stop>\.?)\s+(?=\S)")  # "TP. Tân Bình"
# Of a letter or two it is a part of the name ("K' Mẫu"), else a speck.
_APOSTROPHE = re.compile(r"^['’]+|(?<=\w{3})['’]+$")


@dataclass(frozen=True, slots=True)
class _Index:
    """Names of a lexicon by their bare lower-case form (``joined``: without spaces, which engines lose).

    ``chunks`` are pairs of syllables that make one word. Of places many have the same bare form:
    provinces stand first.
    """

    agencies: Mapping[str, str]
    abbreviations: Mapping[str, str]
    places: Mapping[str, tuple[str, ...]]
    provinces: Mapping[str, str]
    ranks: Mapping[str, str]
    joined: Mapping[str, str]
    chunks: frozenset[str]
    place_words: frozenset[str]


@kept
def _index(lexicon: Lexicon) -> _Index:
    agencies = {_key(agency.name): agency.name for agency in lexicon.agencies}
    provinces = {kind.name for kind in lexicon.place_kinds if kind.level == "province"}
    abbreviated = ((name, a.name) for a in lexicon.agencies for name in a.abbreviations)
    # "UBND" stays as printed.
    short = {name.casefold(): whole for name, whole in abbreviated if _ABBREVIATED.search(name)}
    names = [agency.name for agency in lexicon.agencies]
    pairs = {pair for name in names for pair in _joined_pairs(name, lexicon.joining_words)}
    pairs |= {phrase for phrase in lexicon.phrases if phrase.count(" ") == 1}
    pairs -= {"việt nam"}
    return _Index(
        MappingProxyType(agencies),
        MappingProxyType(short),
        MappingProxyType(_places(lexicon, provinces)),
        MappingProxyType({_key(place.name): place.name for place in lexicon.places if place.kind in provinces}),
        MappingProxyType({_key(rank): rank for rank in reversed(list(_ranks(lexicon)))}),
        MappingProxyType({key.replace(" ", ""): name for key, name in agencies.items()}),
        frozenset(pairs),
        frozenset(word for place in lexicon.places for word in place.name.lower().split()),
    )


def _ranks(lexicon: Lexicon) -> Iterator[str]:
    """The ranks that persons sign with. "THU TRUONG" is a Thứ trưởng before a Thủ trưởng, as the list has them."""
    for post in lexicon.posts:
        yield from (post.name, *post.deputies, *([f"Quyền {post.name}"] if post.deputies else ()))


def _places(lexicon: Lexicon, provinces: Collection[str]) -> dict[str, tuple[str, ...]]:
    places: dict[str, tuple[str, ...]] = {}
    for place in sorted(lexicon.places, key=lambda place: place.kind not in provinces):
        places[_key(place.name)] = (*places.get(_key(place.name), ()), place.name)
    return places


def agency_name(printed: str, lexicon: Lexicon) -> str:
    """A body's name in the case it is written in running text; words the lexicon does not know keep their letters.

    A name of the lexicon is taken as it stands there, slips of an engine mended; "Sở KH&CN" is spelled out,
    "UBND" stays as printed.
    """
    words = _words(printed)
    if words and fuzz.ratio(words[0], "UBND") >= 66:
        words[0] = "UBND"
    index = _index(lexicon)
    spelled = index.abbreviations.get(" ".join(words).casefold()) or index.joined.get(_key("".join(words)))
    if spelled:
        return spelled
    if len(words) > 2 and (ended := _with_last_spelled(words, index)):
        return ended
    if "-" in words and opens_body(" ".join(words[words.index("-") + 1 :]), lexicon):  # they issue together
        parts = (words[: words.index("-")], words[words.index("-") + 1 :])
        return " - ".join(agency_name(" ".join(part), lexicon) for part in parts)
    for count in range(len(words), 1, -1):
        known = _like(" ".join(words[:count]), index.agencies)
        same = known and known.count(" ") + 1 == count and _same_word_by_word(known, words[:count], lexicon)
        if known and same and _same_kinds(words[:count], known, lexicon):
            return " ".join([known, *_rest(known, words[count:], lexicon)])
    return " ".join(_written(words, lexicon, starts=True))


def _with_last_spelled(words: Sequence[str], index: _Index) -> str | None:
    """The one body whose name goes on with words of these initials ("Sở Nông nghiệp và PTNT")."""
    opening, initials = f"{_key(' '.join(words[:-1]))} ", _key(words[-1])
    if len(initials) < _SHORTEST_INITIALS or not words[-1].isupper():
        return None
    rests = ((name, key.removeprefix(opening)) for key, name in index.agencies.items() if key.startswith(opening))
    found = [name for name, rest in rests if "".join(word[0] for word in rest.split()) == initials]
    return found[0] if len(found) == 1 else None


def _same_kinds(words: Sequence[str], known: str, lexicon: Lexicon) -> bool:
    """Whether a body is of the kind of place that is printed: "TỈNH TRÀ …" is like "thị trấn" and is none."""
    kinds = {kind.name for kind in lexicon.place_kinds}
    return all(word in known.lower() for word in map(str.lower, words) if word in kinds)


def _rest(known: str, words: Sequence[str], lexicon: Lexicon) -> Sequence[str]:
    """What follows a body's name: a place, if the name ends with its kind."""
    if words and known.endswith(tuple(kind.name for kind in lexicon.place_kinds)):
        return list(_places_within(words, lexicon))
    return _written(words, lexicon, starts=False)


def _places_within(words: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """The name of a place and of those that it is within: "NÀ LƠI THÀNH PHỐ SƠN HÀ"."""
    low = [word.lower() for word in words]
    kinds = ((at, kind) for at in range(1, len(words)) if (kind := _kind_at(low, at, lexicon)))
    at, kind = next(kinds, (len(words), ""))
    yield from place_name(" ".join(words[:at]), lexicon).split()
    if kind:
        yield kind
        yield from _places_within(words[at + kind.count(" ") + 1 :], lexicon)


def place_name(printed: str, lexicon: Lexicon) -> str:
    """A place in the case of a name: as printed where it is Vietnamese, else as the lexicon has it.

    Marks that were lost are put back where a place is known that has them; one mark is never taken for
    another, for "Yên Bái" and "Yên Bài" are two places. Where other marks are there, they are put back for
    provinces alone: "Trà Long" may be a place that no list has, and no "Trà Lồng". What is no Vietnamese is taken
    for the place it is like, provinces first.
    """
    if short := _SHORT_KIND.match(printed):
        return f"{short['kind'].upper()}{short['stop']} {place_name(printed[short.end() :], lexicon)}"
    words = _words(printed)
    text, index = " ".join(words), _index(lexicon)
    same = index.places.get(_key(text), ())
    whole = next((name for name in same if name.casefold() == text.casefold()), None)
    lost = None if any(_marks(text) == _marks(name) for name in same) else _with_marks(text, same)
    if lost and any(_marks(text)) and _key(lost) not in index.provinces:
        lost = None
    if whole or lost:
        return whole or lost or ""
    if not all(_is_written_so(word.lower(), index, lexicon) for word in words):
        likely = same[:1] or (_like(text, index.provinces, least=76) or _like_place(text, index.places),)
        return likely[0] or " ".join(_capital(word) for word in words)
    return " ".join(_capital(word) for word in words)


def is_known_place(name: str, lexicon: Lexicon) -> bool:
    """Whether a place of the lexicon is written so, marks and all."""
    return any(name.casefold() == known.casefold() for known in _index(lexicon).places.get(_key(name), ()))


def _is_written_so(word: str, index: _Index, lexicon: Lexicon) -> bool:
    """Whether a word may stand in a name as it is: Vietnamese, of a place, or with a mark of other languages."""
    known = word in lexicon.syllables or word in index.place_words
    return known or is_syllable(word) or bool(re.search(r"['’-]", word))


def _marks(text: str) -> list[frozenset[str]]:
    """The marks of each word, wherever in the word they stand ("hoà" and "hòa" have the same)."""
    words = normalize("NFD", text.lower().replace("đ", "d\u0335")).replace("-", " ").split()
    return [frozenset(c for c in word if combining(c)) for word in words]


def _with_marks(text: str, names: Sequence[str]) -> str | None:
    """The first of the names with the same letters that has all marks of the text, and more."""
    seen = _marks(text)
    return next((n for n in names if all(a <= b for a, b in zip(seen, _marks(n), strict=True))), None)


def _like_place(text: str, places: Mapping[str, tuple[str, ...]]) -> str | None:
    key = _key(text)
    best = process.extractOne(key, places.keys(), scorer=fuzz.ratio, score_cutoff=90) if len(key) > 5 else None
    return places[best[0]][0] if best else None


def rank_name(printed: str, lexicon: Lexicon) -> str | None:
    """A person's rank ("PHÓ CHỦ TỊCH" -> "Phó Chủ tịch", "TRƯỞNG PHÒNG ĐÀO TẠO" -> "Trưởng phòng Đào tạo").

    None where no rank begins the text.
    """
    words = _words_of_rank(printed)
    known = known_rank(printed, lexicon)
    if known is None:
        return None
    rest = words[known.count(" ") + 1 :]
    if is_agency(" ".join(rest), lexicon):
        return f"{known} {agency_name(' '.join(rest), lexicon)}"
    second = rank_name(" ".join(rest[1:]), lexicon) if rest[:1] == ["-"] else None
    if second:  # "PHÓ CHỈ HUY TRƯỞNG - THAM MƯU TRƯỞNG"
        return f"{known} - {second}"
    if [word.lower() for word in rest[:2]] == ["phụ", "trách"]:  # "PHÓ HIỆU TRƯỞNG PHỤ TRÁCH"
        return " ".join([known, "phụ trách", *_written(rest[2:], lexicon, starts=True)])
    return " ".join([known, *_written(rest, lexicon, starts=not _is_kind(rest, lexicon))])


def known_rank(printed: str, lexicon: Lexicon) -> str | None:
    """The rank with which a text begins, without the unit it is held in."""
    words, ranks = _words_of_rank(printed), _index(lexicon).ranks
    whole = _like(" ".join(words), ranks, least=90)  # a syllable may be lost: "PHÓ THƯ THƯỜNG TRỰC"
    if whole and 2 < len(_key(" ".join(words)).split()) <= whole.count(" ") + 1:
        return whole
    for count in range(min(len(words), 6), 0, -1):
        known = _like(" ".join(words[:count]), ranks, least=84)
        if known and known.count(" ") + 1 == count and _same_word_by_word(known, words[:count], lexicon):
            return known
    return None


def _words_of_rank(printed: str) -> list[str]:
    """The words of a rank, with what "P." stands for: never the rank of a head for that of the deputy."""
    return _words(_DEPUTY.sub("PHÓ ", printed))


def whole_rank(printed: str, lexicon: Lexicon) -> str | None:
    """The rank in small letters that a text is, as it stands in the list: "Trưởng trạm", "Người làm đơn"."""
    text = printed.strip(" .,:")
    rank = known_rank(text, lexicon)
    return rank if rank and text[:1].isupper() and rank.casefold() == text.casefold() else None


def _same_word_by_word(known: str, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether no word of a name is another one: "TRƯỞNG ĐÀI" is like "Trưởng đoàn", and is a rank of its own."""
    return all(
        bare(one) == bare(other)
        or (fuzz.ratio(bare(one), bare(other)) >= _LIKE_A_WORD and other not in lexicon.syllables)
        for one, other in zip(_words(known.lower()), (word.lower() for word in words), strict=True)
    )


def deputies(head: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The ranks of those who may sign in place of a head: "Phó Chủ tịch", "Phó Chủ tịch Thường trực"."""
    rank = next((post.deputies[0] for post in lexicon.posts if post.name == head and post.deputies), f"Phó {head}")
    return (rank, f"{rank} Thường trực")


def written(printed: str, lexicon: Lexicon) -> str:
    """A name in capitals that no list has, in the case in which names of bodies and ranks are written."""
    return " ".join(_written(_words(printed), lexicon, starts=True))


def is_agency(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is a body's name that the lexicon knows, or begins with one."""
    name = " ".join(_words(text))
    return body_lists(lexicon).bodies.longest(name, 0, len(name)) is not None


def is_listed(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is the whole name of a body that the lexicon has."""
    return _key(" ".join(_words(text))) in _index(lexicon).agencies


def opens_body(text: str, lexicon: Lexicon) -> bool:
    """Whether a text begins as names of bodies do ("SỞ …", "ỦY BAN …")."""
    return bool(_body_opening(lexicon).match(_key(" ".join(_words(text)))))


@kept
def _body_opening(lexicon: Lexicon) -> re.Pattern[str]:
    """What opens the name of a body in a head, as keys have it: "BÁO SƠN HÀ", but not "BÁO CÁO", "KHOA HỌC"."""
    words = any_of(kind.name.lower() for kind in lexicon.body_kinds if kind.opens != "sentence")
    return unaccented(rf"(?!báo cáo|khoa học){words}\b")


def person_name(printed: str) -> str:
    """A name in title case; degrees before it as printed.

    >>> person_name("TRẦN THỊ THỬ"), person_name("TS. Nguyễn Văn Mẫu")
    ('Trần Thị Thử', 'TS. Nguyễn Văn Mẫu')
    """
    words = printed.split()
    return " ".join(word if "." in word else _capital(word) for word in words)


def _words(printed: str) -> list[str]:
    printed = nfc(printed).replace("–", "-")
    words = (_APOSTROPHE.sub("", raw.strip('_|*.,;:“”"`~^<>=')) for raw in printed.split())
    found = [word for word in words if word and _has_letter(word)]
    return [*found[:-1], *(word.rstrip("'’") for word in found[-1:])]


def _has_letter(word: str) -> bool:
    return any(c.isdigit() or c.lower() != c.upper() for c in word) or word == "-"


def _key(name: str) -> str:
    return " ".join(bare(name).lower().replace("-", " ").split())


def _like(text: str, names: Mapping[str, str], least: float = 90) -> str | None:
    """The name with the same base letters, or the one most like it."""
    key = _key(text)
    if key in names:
        return names[key]
    if len(key) < 6:
        return None
    best = process.extractOne(key, names.keys(), scorer=fuzz.ratio, score_cutoff=least)
    return names[best[0]] if best else None


def _written(words: Sequence[str], lexicon: Lexicon, *, starts: bool) -> list[str]:
    """Words of a name in capitals and small letters: kinds of places small, words of a field capital."""
    return list(_each_written([word.lower() for word in words], words, lexicon, starts))


def _each_written(low: Sequence[str], printed: Sequence[str], lexicon: Lexicon, starts: bool) -> Iterator[str]:
    index, at = _index(lexicon), 0
    while at < len(low):
        kind = _kind_at(low, at, lexicon)
        if kind and not (at == 0 and starts):
            yield kind
            yield from _places_within(printed[at + kind.count(" ") + 1 :], lexicon)
            return
        if (at or not starts) and " ".join(low[at : at + 2]) in lexicon.area_words:
            yield from low[at : at + 2]
            at += 2
        elif low[at] == "số" and at and "".join(low[at + 1 : at + 2])[:1].isdigit():  # "Tổ đại biểu số 4"
            yield low[at]
            at += 1
        elif low[at] in lexicon.joining_words or _is_acronym(printed[at], lexicon):
            yield low[at] if low[at] in lexicon.joining_words else printed[at]
            at += 1
        elif " ".join(low[at : at + 2]) in index.chunks:
            yield from (_capital(low[at]), low[at + 1])
            at += 2
        else:
            yield _capital(low[at])
            at += 1


def _is_kind(words: Sequence[str], lexicon: Lexicon) -> bool:
    return bool(words) and bool(_kind_at([word.lower() for word in words], 0, lexicon))


def _kind_at(low: Sequence[str], at: int, lexicon: Lexicon) -> str | None:
    """The kind of a place that is named at ``at``, its accents mended where that leaves no doubt."""
    for kind in lexicon.place_kinds:
        here = " ".join(low[at : at + kind.name.count(" ") + 1])
        if here == kind.name or (kind.bare == "clear" and bare(here) == bare(kind.name)):
            return kind.name
    return None


def is_short_form(word: str, lexicon: Lexicon) -> bool:
    """Whether a word in capitals is no word of the language: "BHXH", but not "SƠN"."""
    return len(word) >= _SHORTEST_INITIALS and _is_acronym(word, lexicon)


def initials_of(name: str) -> str:
    """The first letters of the words of a name, as symbols have them; "" for fewer than three.

    >>> initials_of("ĐẠI HỘI ĐỒNG CỔ ĐÔNG"), initials_of("SƠN HÀ"), initials_of("Trường THCS Nà Lơi")
    ('ĐHĐCĐ', '', 'TTHCSNL')
    """
    words = [word for word in name.split() if word[0].isalpha()]
    short = not name.isupper()
    letters = "".join(word if short and len(word) > 1 and word.isupper() else _initial(word) for word in words)
    return letters if len(letters) >= _SHORTEST_INITIALS else ""


def _initial(word: str) -> str:
    return "Đ" if word[0] in "Đđ" else bare(word[0]).upper()


def _is_acronym(word: str, lexicon: Lexicon) -> bool:
    low = word.lower()
    spelled = low in lexicon.syllables or (not word.isascii() and is_syllable(low))  # "LƠI", of a place
    return word.isupper() and len(word) > 1 and not spelled


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:].lower()


def _joined_pairs(name: str, joining: Collection[str]) -> Iterable[str]:
    """Pairs "Khoa học" of a name: a capital followed by a small letter."""
    words = name.split()
    for first, second in pairwise(words):
        if first[:1].isupper() and second.islower() and second not in joining:
            yield f"{first} {second}".lower()
