"""The head of the first page taken apart: issuer's block, country's block, and what stands below both.

Nghị định 30/2020/NĐ-CP puts the two blocks side by side. On a scan they are told apart by where the country's
name begins; in plain text, where both may stand on one line, by the phrases themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from statistics import median

from rapidfuzz import fuzz

from cchc_ocr.document import Box, Page, Word
from cchc_ocr.vietnamese import bare

COUNTRY = "cong hoa xa hoi chu nghia viet nam"
MOTTO = "doc lap - tu do - hanh phuc"
PARTY = "dang cong san viet nam"
UNION = "doan tncs ho chi minh"
UNION_IN_FULL = "doan thanh nien cong san ho chi minh"
# Below these likenesses (rapidfuzz, 0..100) other upper-case lines of a first page begin to pass for them.
_LIKE = {COUNTRY: 76, MOTTO: 76, PARTY: 88, UNION: 88, UNION_IN_FULL: 88}
_TOP = 0.5  # of the page: what stands lower is no head
_TOP_LINES = 30  # of a plain text
_MARKDOWN = re.compile(r"^[*_#>|]+|[*_|]+$|</?\w+>")

# "Số:" with what engines make of its letters; an N only before what can be nothing but a number ("Ñố: 12/QĐ-…").
NUMBER_LINE = re.compile(
    r"^[\W_]{0,3}?(?:(?:bo luat|luat|nghi quyet|phap lenh|lenh)\s+)?"
    r"(?:[s$§][o06ei]{1,2}(?:\s*[:.;,]\s*|\s*(?=\W*[\w$#]{0,6}[\W_]{0,3}(?:[a-z]{2,4}\s?)?/))"
    r"|n[o06]\s*[:.;,]?\s*(?=\d{1,5}\s?/\s?[a-z]{2,5}\s?-)"
    r"|[s§]\s?\w{1,2}\s*[:;]\s*(?=[^/]{0,12}/))"
)
# "ngày _ tháng _ năm 2024": the blanks may hold anything, for they are often filled in by hand.
DATE_LINE = re.compile(
    r"ng[a-z]{1,3}(?!\W*nga)(?P<day>\W{0,6}[^,;:]{0,12}?)\s*(?<![a-z])t\W?h[a-z]{1,4}(?P<month>\W{0,4}\w{0,4}?\W{0,4}?)\s*"
    r"n[a-z]{1,3}\W{0,3}(?P<year>(?:19|20)\d\d)(?!\d)"
)
ABOUT = re.compile(r"^\W{0,2}(?:v\s?[/\\|il1!⁄]?\s?v|ve viec)\b\W*")
TO = re.compile(r"^\W{0,2}k[a-z]{1,2}nh?\s*g[a-z]{1,3}\b\W*")
_KIND_OF_PLACE = re.compile(r"thanh pho|tp\.?|tinh|quan|huyen|thi xa|thi tran|dac khu|phuong|xa")

# Marks that stand alone on a line, without their accents, by the field of the record.
MARKS = {
    "urgency": {
        "hoa toc": "HỎA TỐC",
        "hoa toc hen gio": "HỎA TỐC HẸN GIỜ",
        "thuong khan": "THƯỢNG KHẨN",
        "khan": "KHẨN",
    },
    "secrecy": {"tuyet mat": "TUYỆT MẬT", "toi mat": "TỐI MẬT", "mat": "MẬT"},
}


@dataclass(frozen=True)
class Piece:
    """Words of one line that belong to one block; ``line`` is the index of that line on its page."""

    page: int
    line: int
    words: tuple[Word, ...]
    paragraph: int = 0

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def bare(self) -> str:
        """The base letters in lower case, as long as ``text``."""
        return bare(self.text).lower()

    @cached_property
    def box(self) -> Box | None:
        return Box.around(word.box for word in self.words)

    @cached_property
    def height(self) -> float:
        """The middle height of its words in pixels; 0 without boxes."""
        heights = [word.box.height for word in self.words if word.box]
        return float(median(heights)) if heights else 0.0

    @property
    def is_upper(self) -> bool:
        """Whether it is printed in capitals, a slip here and there let pass."""
        letters = [c for c in self.text if c.isalpha()]
        return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.75 * len(letters)

    def cut(self, offset: int) -> tuple[Piece | None, Piece | None]:
        """The words that begin before ``offset`` of ``text``, and those that begin there or later."""
        at = 0
        for count, word in enumerate(self.words):
            if at >= offset:
                return self._part(self.words[:count]), self._part(self.words[count:])
            at += len(word.text) + 1
        return self, None

    def words_at(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that ``text[start:end]`` touches."""
        found, at = [], 0
        for word in self.words:
            if at < end and at + len(word.text) > start:
                found.append(word)
            at += len(word.text) + 1
        return tuple(found)

    def _part(self, words: tuple[Word, ...]) -> Piece | None:
        return Piece(self.page, self.line, words, self.paragraph) if words else None


@dataclass(frozen=True, slots=True)
class Masthead:
    """``left``: issuer, number, "V/v" lines; ``right``: country, motto, place and date; ``rest``: what follows.

    ``number`` and ``dated`` are the pieces that hold them, None where there is none; ``known`` tells
    whether the page has a head at all.
    """

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    rest: tuple[Piece, ...]
    number: Piece | None
    dated: Piece | None
    known: bool


def read_masthead(page: Page, titles: frozenset[str] = frozenset()) -> Masthead:
    """The blocks of the page's head, in reading order; ``rest`` alone where the page has none.

    ``titles`` are the names of types, bare and in small letters: in plain text they end the head of what has no
    number of its own, such as rules attached to a decision.
    """
    pieces = pieces_of(page)
    if any(piece.box for piece in pieces):
        return _by_boxes(pieces, page)
    return _by_phrases(pieces, titles)


def pieces_of(page: Page) -> list[Piece]:
    """The lines of a page as pieces, without marks of Markdown, rules and page numbers."""
    pieces = []
    for at, line in enumerate(page.lines):
        words = tuple(word for word in map(_unmarked, line.words) if word.text)
        if line.zone != "page-number" and any(c.isalnum() for word in words for c in word.text):
            pieces.append(Piece(page.number, at, words, line.paragraph))
    return pieces


def _unmarked(word: Word) -> Word:
    text = _MARKDOWN.sub("", word.text) if word.box is None else word.text
    return word if text == word.text else replace(word, text=text, seen=word.as_seen)


def is_mark(piece: Piece) -> bool:
    """Whether a piece is a mark of urgency or secrecy."""
    return piece.is_upper and any(piece.bare.strip(" .:*-") in names for names in MARKS.values())


def find_phrase(piece: Piece, phrase: str) -> int | None:
    """The offset of the word at which ``phrase`` begins in a piece, None where nothing is like it.

    >>> from cchc_ocr.document import Line
    >>> line = Line.from_text("UBND TINH SON HA CONG HOA XA HQI CHU NGHIA VIET NAM")
    >>> find_phrase(Piece(1, 0, line.words), COUNTRY)
    17
    """
    if len(piece.bare) < 0.7 * len(phrase):
        return None
    best = max(_starts(piece), key=lambda at: fuzz.ratio(phrase, piece.bare[at : at + len(phrase)]))
    return best if fuzz.ratio(phrase, piece.bare[best : best + len(phrase)]) >= _LIKE[phrase] else None


def _starts(piece: Piece) -> Iterator[int]:
    at = 0
    for word in piece.words:
        yield at
        at += len(word.text) + 1


def _by_phrases(pieces: Sequence[Piece], titles: frozenset[str]) -> Masthead:
    """Plain text: the first lines cut where the country's block begins on them."""
    left: list[Piece] = []
    right: list[Piece] = []
    rest: list[Piece] = []
    for at, piece in enumerate(pieces):
        mine, theirs = _divide(piece) if at < _TOP_LINES and not rest else (piece, None)
        if theirs:
            right.append(theirs)
        titled = bool(left) and mine is not None and mine.bare.strip(" .:*") in titles
        if mine and (titled or _opens_rest(mine, left, right)):
            rest.append(mine)
        elif mine:
            (rest if rest else left).append(mine)
    return _assembled(left, right, rest)


def _divide(piece: Piece) -> tuple[Piece | None, Piece | None]:
    """A line of plain text: the issuer's part, the country's part."""
    for phrase in _LIKE:
        at = find_phrase(piece, phrase)
        if at is not None:
            return piece.cut(at)
    dated = DATE_LINE.search(piece.bare)
    if dated and len(piece.words) <= 16 and dated.end() >= len(piece.bare) - 2:
        number = NUMBER_LINE.match(piece.bare)
        at = _behind_number(piece, number.end()) if number else _place_start(piece, dated.start())
        return piece.cut(at) if at else (None, piece)
    return piece, None


def _behind_number(piece: Piece, after: int) -> int:
    """Where the place begins behind a number on the same line: at the word after the symbol."""
    rest = re.search(r"[/-]\s?\S+\s+", piece.text[after:])
    return after + rest.end() if rest else after


def _place_start(piece: Piece, dated: int) -> int:
    """Where the place begins behind a mark or a subject: its words begin with capitals, a subject's do not."""
    marks = [name for names in MARKS.values() for name in names if piece.bare.startswith(f"{name} ")]
    mark = max(marks, key=len, default="")
    if mark and piece.text[: len(mark)].isupper():
        return len(mark) + 1
    words = piece.text[:dated].split()
    named = len(list(takewhile(lambda word: word[0].isupper(), reversed(words))))
    before = " ".join(words[: len(words) - named])
    return len(before) + 1 if named and before and not _KIND_OF_PLACE.fullmatch(bare(before).lower()) else 0


def _opens_rest(piece: Piece, left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether a line of plain text is below the two blocks."""
    numbered = any(NUMBER_LINE.match(p.bare) and "/" in p.text for p in left)
    about = next((p for p in left if ABOUT.match(p.bare)), None)
    if TO.match(piece.bare):
        return True
    if is_mark(piece):
        return False
    if about:
        return piece.paragraph != about.paragraph
    if numbered:
        return not ABOUT.match(piece.bare)
    return not piece.is_upper and not NUMBER_LINE.match(piece.bare) and not (right and len(left) < 2)


def _by_boxes(pieces: Sequence[Piece], page: Page) -> Masthead:
    """A scan: the blocks are told apart by where the country's name, motto or date begins."""
    top = [piece for piece in pieces if piece.box and piece.box.y1 < _TOP * page.height]
    edge, head = _edge(top, page)
    if edge is None:
        return Masthead((), (), tuple(pieces), None, None, known=False)
    unit = float(median([piece.height for piece in top]))
    cut = [
        part
        for piece in top
        for part in _cut_at(piece, edge, unit)
        if part.box and part.box.y0 > head - 1.6 * unit
    ]
    right = _right_block([p for p in cut if p.box and p.box.x0 >= edge - 0.6 * unit], head, unit)
    left = _left_block([p for p in cut if p.box and p.box.x0 < edge - 0.6 * unit], right, edge, unit)
    taken = {word for part in (*left, *right) for word in part.words}
    rest = [
        left_over for piece in pieces if (left_over := _without(piece, taken)) and _below(left_over, head, unit)
    ]
    return _assembled(left, right, rest)


def _edge(top: Sequence[Piece], page: Page) -> tuple[int | None, float]:
    """Left end of the country's block and its upper end in pixels; None where no mark of a head is found."""
    marks: list[tuple[int, int]] = []
    for piece in _rows(top):
        for phrase in _LIKE:
            at = find_phrase(piece, phrase)
            first = piece.words_at(at, at + 1)[0].box if at is not None else None
            if first:
                marks.append((first.x0, first.y0))
        dated = DATE_LINE.search(piece.bare)
        if dated and piece.box and piece.box.x1 > 0.7 * page.width:
            place = _place_word(piece, dated.start())
            marks.append((place.x0, place.y0))
    marks = [(x, y) for x, y in marks if x > 0.25 * page.width]
    if not marks:
        return None, 0.0
    return min(x for x, _ in marks), min(y for _, y in marks)


def _place_word(piece: Piece, offset: int) -> Box:
    """The box of the word with which the place begins: back from the date as far as there is no wide gap."""
    boxes = [word.box for word in piece.words_at(0, max(offset, 1)) if word.box]
    first = boxes[-1]
    for box in reversed(boxes):
        if first.x0 - box.x1 > 1.5 * box.height:
            break
        first = box
    return first


def _rows(pieces: Sequence[Piece]) -> list[Piece]:
    """Each piece together with what stands on its level to the right: an engine may have cut a phrase in two."""
    rows = []
    for piece in pieces:
        beside = [p for p in pieces if p.box and piece.box and p.box.x0 >= piece.box.x1 and _same_level(p, piece)]
        words = [*piece.words, *(word for p in beside for word in p.words)]
        rows.append(Piece(piece.page, piece.line, tuple(sorted(words, key=lambda w: w.box.x0 if w.box else 0))))
    return rows


def _same_level(one: Piece, other: Piece) -> bool:
    a, b = one.box, other.box
    if not a or not b:
        return False
    apart = min(a.x1, b.x1) - max(a.x0, b.x0) < 0.2 * min(a.width, b.width)
    return apart and abs(a.y0 + a.y1 - b.y0 - b.y1) < 1.6 * min(a.height, b.height)


def _cut_at(piece: Piece, edge: int, unit: float) -> list[Piece]:
    """The parts of a piece left and right of the edge, if it reaches across."""
    sides: list[list[Word]] = [[], []]
    for word in piece.words:
        sides[int(bool(word.box) and word.box is not None and word.box.x0 >= edge - 0.6 * unit)].append(word)
    return [Piece(piece.page, piece.line, tuple(words), piece.paragraph) for words in sides if words]


def _right_block(column: Sequence[Piece], head: float, unit: float) -> list[Piece]:
    """Country, motto, place and date: down to the date, or to where it would stand."""
    column = [p for p in by_level(column) if p.box and head - 0.7 * unit < p.box.y0 < head + 9 * unit]
    dated = next((p for p in column if DATE_LINE.search(p.bare)), None)
    bottom = dated.box.y1 if dated and dated.box else head + 3.2 * unit
    return [p for p in column if p.box and p.box.y0 < bottom]


def _left_block(column: Sequence[Piece], right: Sequence[Piece], edge: int, unit: float) -> list[Piece]:
    """Issuer and number, and the lines of "V/v" below them."""
    beside = max((p.box.y1 for p in right if p.box), default=0)
    block: list[Piece] = []
    numbered = False
    for piece in by_level(column):
        box = piece.box
        bottom = max([beside, *(p.box.y1 for p in block if p.box)])
        if not box or TO.match(piece.bare):
            break
        numbered = numbered or bool(NUMBER_LINE.match(piece.bare))
        near = box.y0 - bottom < 1.3 * unit and box.x1 <= edge + unit
        if not (box.y0 <= beside or (near and numbered)):
            break
        block.append(piece)
    return block


def by_level(column: Sequence[Piece]) -> list[Piece]:
    """The pieces of one block from top to bottom, those on one level as one."""
    lines: list[Piece] = []
    for piece in sorted(column, key=lambda p: (p.box.y0 + p.box.y1) if p.box else 0):
        if lines and _same_level(lines[-1], piece):
            words = sorted((*lines[-1].words, *piece.words), key=lambda w: w.box.x0 if w.box else 0)
            lines[-1] = Piece(piece.page, min(lines[-1].line, piece.line), tuple(words), lines[-1].paragraph)
        else:
            lines.append(piece)
    return lines


def _without(piece: Piece, taken: set[Word]) -> Piece | None:
    words = tuple(word for word in piece.words if word not in taken)
    return replace(piece, words=words) if words else None


def _below(piece: Piece, head: float, unit: float) -> bool:
    """Stamps and signature boxes stand above the head; they are no part of the document."""
    return piece.box is None or piece.box.y0 > head + unit


def _assembled(left: Sequence[Piece], right: Sequence[Piece], rest: Sequence[Piece]) -> Masthead:
    numbered = [p for p in left if NUMBER_LINE.match(p.bare) and not ABOUT.match(p.bare)]
    # What is filled in by hand may have come as a line of its own; the symbol is print.
    number = next((p for p in numbered if "/" in p.text), next(iter(numbered), None))
    dated = next((p for p in right if DATE_LINE.search(p.bare)), None)
    known = bool(right) or number is not None
    if not known:
        return Masthead((), (), (*left, *rest), None, None, known=False)
    return Masthead(tuple(left), tuple(right), tuple(rest), number, dated, known=True)
