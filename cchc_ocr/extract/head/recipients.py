"""The recipients of a document: the items of their list, and the slips of engines that such items show.

They are lines of small print without a sentence around them, full of abbreviations, of which repair makes words.
But few things can stand there: bodies and posts, what they get the document for, and where it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from cchc_ocr.document import Page, Word
from cchc_ocr.extract.text.values import Value
from cchc_ocr.layout.landmarks import DASHED, is_filed, recipients_end
from cchc_ocr.layout.pieces import Piece
from cchc_ocr.lexicon import Lexicon, kept
from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import bare, place_tones

_ENDS = re.compile(r"[;.:]\W*$")  # engines take ";" for ":"
_GAP = 1.7  # times the usual distance of lines: where one was lost it is 2
_HOLE = 3.0  # times the height of a word between a dash and the word behind it; a space or a tab is less
_ENDS_OPEN = accented(r"\b[ĐD]iều$")  # "Như Điều" without its number
_IN_PART = 0.5  # the certainty of an item that may not be whole
_MENDED = 0.8  # of one that says otherwise than the engine read it: it is for review
_BETWEEN = re.compile(r";\s+(?=(?:\W*\w){5})")  # fewer letters are specks of a seal
# What is read of a seal behind the end of an item; "Lưu: VT; VP" has such short parts of its own.
_SPECKS = accented(
    r"""
    ^(?P<item>(?!\W*l[uư]u\b).{4,}?;)\s*     # "- Lãnh đạo Sở;"
    (?:\W*\w){0,4}\W*$                       # " IAUO"
    """,
    re.IGNORECASE,
)
_LEFT = 0.62  # of the page's width: recipients end to the left of it
# What somebody gets the document for, in one word behind "để": repair makes words of the language of it.
_PURPOSE = accented(r"\(\s?[ĐđDd][eèéẻẽẹêềếểễệ]\s(?P<purpose>[^\s()]{1,5})\)?\W*$")
_PURPOSES = ("b/c", "bc", "b/cáo", "biết", "t/h", "th", "t/d", "p/h", "ph", "k/t", "đ/b")
_LAST_BRACKET = re.compile(r"\([^(]*$")
_OPEN_QUOTE = re.compile(r"[“\"](?P<quoted>[^“”\"?]+)\?$")  # “HT” read “HT?
_STOP_INSIDE = accented(r"(?P<before>[A-ZĐ]{3,})\.(?= [A-ZĐ])")  # "PCVP. TTHC"
_ABBREVIATED = accented(r"(?<![\wĐ])(?=[A-Z]*[DĐ])[A-ZĐ]{4,}(?![\wĐ])")  # shorter ones are spelled out by chance
_FEWEST_OF_NAME = 3  # words, of which the first may be misread
_CLEAR = 0.9  # the engine's confidence in a word from which on it is none of a few others
_LIKE = 50.0  # rapidfuzz, 0..100: "Lý" and "Ủy"


def recipients(lines: Sequence[Piece], page: Page, lexicon: Lexicon) -> Iterator[Value]:
    """The items of a list of recipients, which may begin with its heading; in doubt where one may not be whole."""
    gaps = _below_gaps(lines)
    lines = _without_heading(lines, page)
    edge = min((piece.box.x0 for piece in lines if piece.box), default=None)
    number = 0
    for item in _items(lines):
        words = tuple(word for piece in item for word in piece.words)
        printed = DASHED.sub("", " ".join(map(_as_printed, words)))
        printed = _SPECKS.sub(r"\g<item>", printed).strip(" .;:,*_¤|ˆ")
        if sum(c.isalpha() for c in printed) >= 2:
            name = _meant(printed, words, lexicon) if item[0].box else printed
            cut = _ENDS_OPEN.search(name) or _lacks_beginning(item[0], edge) or item[0].line in gaps
            sure = min(_IN_PART if cut else _read(words), 1.0 if name == printed else _MENDED)
            yield Value(f"recipients/{number}", name, words, item[0].page, sure, weigh=False)
            number += 1


def words_of_heading(piece: Piece) -> int:
    """How many words "Nơi nhận" takes on a line that it opens, before or after repair; 0 where it does not."""
    ends = ((text, recipients_end(text)) for text in (piece.text, piece.as_seen))
    return next((text[:end].count(" ") + 1 for text, end in ends if end is not None), 0)


def _without_heading(lines: Sequence[Piece], page: Page) -> list[Piece]:
    """The lines of the recipients without their heading, but with what stands behind it on its line."""
    items = list(lines)
    at = next((at for at, piece in enumerate(items) if words_of_heading(piece)), None)
    inline = None
    if at is not None:
        inline = items[at].parted(words_of_heading(items[at]))[1]
        items = items[at + 1 :]
    if any(p.box for p in items):
        whole = [_without_specks(p, page) for p in items]
        items = _until_gap([p for p in whole if p.box and p.box.x1 < _LEFT * page.width])
    return [*([inline] if inline else []), *items]


def _without_specks(piece: Piece, page: Page) -> Piece:
    """An item of the list without what the engine read of the seal that reaches into its line."""
    found = _SPECKS.match(piece.text)
    if not found or not piece.box or piece.box.x1 < _LEFT * page.width:
        return piece
    return piece.cut(found.end("item"))[0] or piece


def _until_gap(lines: Sequence[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    for line in lines:
        if kept and line.box and kept[-1].box and line.box.y0 - kept[-1].box.y1 > 2.5 * line.height:
            break
        kept.append(line)
        if is_filed(line.text) and not line.text.rstrip().endswith(","):
            break
    return kept


def _below_gaps(left: Sequence[Piece]) -> frozenset[int]:
    """The lines of a picture above which another one seems to be lost: they are farther down than others."""
    rows = [(piece.line, piece.box.y0) for piece in left if piece.box]
    pitches = [(line, y - above) for (_, above), (line, y) in pairwise(rows)]
    usual = median([pitch for _, pitch in pitches]) if len(pitches) > 1 else 0
    return frozenset(line for line, pitch in pitches if usual and pitch > _GAP * usual)


def _lacks_beginning(item: Piece, edge: int | None) -> bool:
    """Whether in a picture something unread stands before the first word; the list begins at ``edge``."""
    first = next((word.box for word in item.words if any(map(str.isalnum, word.text))), None)
    before = [word.box.x1 for word in item.words[:1] if word.box and word.box != first]
    begin = next(iter(before), edge)
    return bool(first and begin is not None and first.x0 - begin > _HOLE * first.height)


def _items(lines: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each item: a line, a line that goes on, or a part of a line."""
    items: list[list[Piece]] = []
    for piece in lines:
        if not items or DASHED.match(piece.text) or _ENDS.search(items[-1][-1].text):
            items.append([])
        items[-1].append(piece)
    return (part for whole in items for part in _parted(whole))


def _parted(item: list[Piece]) -> list[list[Piece]]:
    """The items that stand on one line without dashes: "Như trên; UBND xã (b/c); Lưu: VT"."""
    if len(item) != 1 or DASHED.match(item[0].text):
        return [item]
    parts: list[list[Piece]] = []
    rest: Piece | None = item[0]
    while rest and (stop := _BETWEEN.search(rest.text)) and not is_filed(rest.text):
        first, rest = rest.cut(stop.end())
        parts += [[first]] if first else []
    return [*parts, *([[rest]] if rest else [])]


def _read(words: Sequence[Word]) -> float:
    """The probability that an item of the list is right: it is full of codes, and as bad as its worst word.

    The shares, rounded down, that were right of 292 items of real scans and of printed pages.
    """
    worst = min(word.confidence for word in words)
    return 0.95 if worst >= 0.8 else 0.9 if worst >= 0.6 else 0.65


def _as_printed(word: Word) -> str:
    """A word after repair, but initials as they were read: what has no vowel is no word of the language."""
    letters = [c for c in word.as_seen if c.isalpha()]
    initials = len(letters) > 1 and all(c.isupper() and bare(c) not in "AEIOUY" for c in letters)
    return word.as_seen if initials else word.text


def _meant(printed: str, words: Sequence[Word], lexicon: Lexicon) -> str:
    """An item of a scan as it was meant, by what can stand in such a list."""
    name = _with_purpose(printed, " ".join(word.as_seen for word in words))
    name = _with_body(name, words, lexicon)
    name = _OPEN_QUOTE.sub(r"“\g<quoted>”", name)
    return _STOP_INSIDE.sub(lambda stop: _comma(stop, lexicon), name)


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


def _comma(stop: re.Match[str], lexicon: Lexicon) -> str:
    """The comma that a stop inside an item was, except behind a degree ("PGS. Lê Văn Mẫu")."""
    return stop.group() if stop["before"] in lexicon.degrees else f"{stop['before']},"


def as_the_text_names(value: Value, pages: Sequence[Page]) -> Value:
    """A recipient of a scan with the bars of Đ as the names have them that the text spells out.

    "Lưu: VT, GDDH" below a text that names the "Vụ Giáo dục Đại học": one letter tells little to an engine.
    """
    if value.value is None or not any(word.box for word in value.words):
        return value
    initials = _initials(pages)
    name = _ABBREVIATED.sub(lambda found: _with_bars(found.group(), initials), value.value)
    return value if name == value.value else replace(value, value=name, certainty=min(value.certainty, _MENDED))


def _with_bars(printed: str, initials: str) -> str:
    """The abbreviation that the text spells out, where it spells out only one that differs in bars."""
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
