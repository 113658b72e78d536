"""Where the place ends that follows the name of a body: "tỉnh Sơn Hà", "TP. Sơn Hà", "quận 1"."""

from __future__ import annotations

import re

from cchc_ocr.extract.bodies.reach import Reach
from cchc_ocr.patterns import accented, unaccented
from cchc_ocr.vietnamese import bare

_MOST_SYLLABLES = 5  # of the name of a place: "Bà Rịa - Vũng Tàu" has four
_SHORT_KIND = accented(r"""
    \s+
    (?P<kind>
        (?:TP|Tp|tp|TX|tx|TT|H|T)\.     # "TP. Sơn Hà"
        |(?:TP|Tp|tp)(?=\s)             # "tp Sơn Hà"
    )
    \s*
""")
# "xã hội", "tỉnh ủy": words that begin as kinds of places and are none.
_NO_PLACE = unaccented(r"\s*(?:hội|viên|luận|ủy|đoàn|thông minh|lỵ)\b")
NUMBERED = accented(r"\s+(?:số\s+)?\d{1,2}(?![\d/])")  # "quận 1", "Trường THPT số 2"
_WITH_NUMBERS = ("quận", "phường")
_SHORT = "tp"
_BAN = "ban"  # the kind of a body, and without its mark the end of many a place: "Khe Bàn"
_TO_NAME, _TO_NAME_OF_SHORT = re.compile(r"\s*"), re.compile(r"[.\s]*")  # "UBND TP. Sơn Hà"


def end_of_place(reach: Reach, at: int) -> int | None:
    """Where the place that begins behind an offset ends; None where none begins. It may be "tỉnh" alone."""
    short = _SHORT_KIND.match(reach.text, at, reach.limit)
    if short:
        return end_of_name(reach, short.end(), short["kind"])
    match = reach.word(at)
    begin = match.start("word") if match and not match["before"].strip() else None
    found = begin is not None and reach.lists.place_kinds.longest(reach.text, begin, reach.limit)
    if begin is None or not found:
        return None
    kind, end = found
    is_name = reach.text[begin].islower() and reach.behind_capital(end)  # "phường Hội Phong"
    if not is_name and _NO_PLACE.match(bare(reach.text[end : reach.limit]).lower()):
        return None
    printed = reach.text[begin:end].lower()
    if printed != kind and f"{reach.last_word(at).lower()} {printed}" in reach.lists.phrases:  # "Cơ quan"
        return None
    named = end_of_name(reach, end, kind)
    return named or (end if _is_written(kind, reach.text[begin:end]) else None)


def _is_written(kind: str, printed: str) -> bool:
    """Whether words are the kind of a place, in small letters, and no other words with the same bare letters.

    >>> [_is_written("tỉnh", printed) for printed in ("tỉnh", "tinh", "tình", "Tỉnh")]
    [True, True, False, False]
    """
    return printed[:1].islower() and printed.lower() in (kind, bare(kind))


def end_of_name(reach: Reach, at: int, kind: str) -> int | None:
    """Where the name of a place behind its kind ends: a known one, words in capitals, or a number."""
    numbered = NUMBERED.match(reach.text, at, reach.limit)
    if numbered and kind in _WITH_NUMBERS:
        return numbered.end()
    gap = (_TO_NAME_OF_SHORT if kind == _SHORT else _TO_NAME).match(reach.text, at, reach.limit)
    begin = gap.end() if gap else at
    if not reach.is_capital(begin):
        return None
    known = reach.lists.places.longest(reach.text, begin, reach.limit)
    first = reach.word(begin)
    if known and first and known[1] == first.end() and _begins_phrase(reach, first):
        known = None
    ends = [end for end in (known and known[1], _end_of_capitals(reach, begin)) if end]
    return max(ends, default=None)


def end_without_kind(reach: Reach, at: int) -> int | None:
    """Where a place of two words and more ends that stands without its kind: "Sở Nội vụ" + "Sơn Hà"."""
    begin = reach.behind_gap(at)
    first = reach.word(at)
    if begin is None or not first or _begins_another(reach, first) or reach.begins_act(begin):
        return None
    if reach.text[begin : begin + 2].isupper():  # in capitals there is no telling names from words
        return None
    end = end_of_name(reach, at, "")
    return end if end and len(reach.text[at:end].split()) > 1 else None


def kind_ending(name: str, kinds: tuple[str, ...]) -> str | None:
    """The kind of a place with which a known name ends.

    >>> kind_ending("Ủy ban nhân dân thị xã", ("xã", "thị xã")), kind_ending("Sở Xã hội", ("xã",))
    ('thị xã', None)
    """
    if name.lower().endswith("hợp tác xã"):
        return None
    longest_first = sorted((*kinds, _SHORT), key=len, reverse=True)
    return next((kind for kind in longest_first if name.lower().endswith(f" {kind}")), None)


def _end_of_capitals(reach: Reach, begin: int) -> int | None:
    """Where the words in capitals from an offset end; a dash may stand between two."""
    end, count = begin, 0
    while (match := reach.word(end)) and count < _MOST_SYLLABLES:
        here = match.start("word")
        act = reach.begins_act(here)
        if not match["word"][:1].isupper() or match["before"].strip() == ",":
            break
        if count and (act or _begins_another(reach, match, named=count > 1)):
            break
        if not count and ((act and reach.kind(here)) or _begins_phrase(reach, match)):
            break
        end, count = match.end(), count + 1
    return end if count else None


def _begins_another(reach: Reach, match: re.Match[str], *, named: bool = False) -> bool:
    """Whether another body begins at a word behind a name, or behind the first words of the name of a place.

    Kinds are also syllables of places, each with a capital then: "xã Lộc Phong", "xã Tân Hội Đông". So a body that
    lists know tells, and behind words that may be the whole name of a place (``named``) any that goes on.
    """
    kind, here = reach.kind(match.start("word")), match.start("word")
    marked = match["word"].lower() != bare(match["word"]).lower()
    if not kind or (kind[0] == _BAN and marked):
        return False
    if match["before"].strip() or not reach.text[here : kind[1]].istitle():
        return True
    known = reach.lists.bodies.longest(reach.text, here, reach.limit)
    behind = reach.behind_gap(kind[1])
    field = behind and reach.lists.fields.longest(reach.text, behind, reach.limit)
    follows = reach.word(kind[1])
    stands = follows is not None and not follows["before"].strip()
    return bool((known and known[1] > kind[1]) or field or (named and stands))


def _begins_phrase(reach: Reach, match: re.Match[str]) -> bool:
    """Whether a word goes on with one in small letters as words do, and names do not: "Kiểm" of "Kiểm tra"."""
    behind = reach.word(match.end())
    if not behind or behind["before"].strip() or not behind["word"].islower():
        return False
    return f"{match['word']} {behind['word']}".lower() in reach.lists.phrases
