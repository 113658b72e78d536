"""The recipients of a document: the items of the list in its foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from cchc_ocr.document import Page, Word
from cchc_ocr.extract.head.item_slips import MENDED, as_printed, meant
from cchc_ocr.extract.text.values import Value
from cchc_ocr.layout.landmarks import DASHED, is_filed, recipients_end
from cchc_ocr.layout.pieces import Piece
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.patterns import accented

_ENDS = re.compile(r"[;.:]\W*$")  # engines take ";" for ":"
_GAP = 1.7  # times the usual distance of lines: where one was lost it is 2
_HOLE = 3.0  # times the height of a word between a dash and the word behind it; a space or a tab is less
_ENDS_OPEN = accented(r"\b[ĐD]iều$")  # "Như Điều" without its number
_IN_PART = 0.5  # the certainty of an item that may not be whole
_BETWEEN = re.compile(r";\s+(?=(?:\W*\w){5})")  # fewer letters are specks of a seal
# What is read of a seal behind the end of an item; "Lưu: VT; VP" has such short parts of its own.
_SPECKS = accented(
    r"""
    ^(?P<item>(?!\W*l[uư]u\b).{4,}?;)\s*     # "- Lãnh đạo Sở;"
    (?:\W*\w){0,4}\W*$                       # " IAUO"
    """,
    re.IGNORECASE,
)
_NO_SPACE = re.compile(r"(?<=[^\W\d_],)(?=[^\W\d_])|(?<=Lưu:)(?=\w)")  # "VT,TCHC": engines pass over the space
_FIGURE = accented(r"^\d\s(?=[A-ZĐ])")  # "2 Giám đốc Sở" among items with dashes
_FEWEST_LETTERS = 2  # of an item: fewer are a speck
_LEFT = 0.62  # of the page's width: recipients end to the left of it


def recipients(lines: Sequence[Piece], page: Page, lexicon: Lexicon) -> Iterator[Value]:
    """The items of a list of recipients, which may begin with its heading; in doubt where one may not be whole."""
    gaps = _below_gaps(lines)
    lines = _without_heading(lines, page)
    edge = min((piece.box.x0 for piece in lines if piece.box), default=None)
    items = list(_items(lines))
    dashed = any(DASHED.match(item[0].text) for item in items)
    named = [(item, printed) for item in items if _is_name(printed := _printed(item))]
    for number, (item, printed) in enumerate(named):
        words = _words(item)
        name = _FIGURE.sub("", printed) if dashed and not DASHED.match(item[0].text) else printed
        name = meant(name, words, lexicon) if item[0].box else printed
        cut = _ENDS_OPEN.search(name) or _lacks_beginning(item[0], edge) or item[0].line in gaps
        sure = min(_IN_PART if cut else _read(words), 1.0 if name == printed else MENDED)
        yield Value(f"recipients/{number}", name, words, item[0].page, sure, weigh=False)


def _words(item: Sequence[Piece]) -> tuple[Word, ...]:
    return tuple(word for piece in item for word in piece.words)


def _printed(item: Sequence[Piece]) -> str:
    """An item without the marks around it."""
    printed = " ".join(map(as_printed, _words(item)))
    printed = _NO_SPACE.sub(" ", printed) if item[0].box else printed
    return _SPECKS.sub(r"\g<item>", DASHED.sub("", printed)).strip(" .;:,*_¤|ˆ¬")


def _is_name(printed: str) -> bool:
    return sum(c.isalpha() for c in printed) >= _FEWEST_LETTERS


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
