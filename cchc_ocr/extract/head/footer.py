"""The foot of a document: recipients on the left, the signature with the signer's rank and name on the right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from statistics import median

from cchc_ocr.document import Page, Word
from cchc_ocr.extract.forms.names import rank_name
from cchc_ocr.extract.forms.people import read_person
from cchc_ocr.extract.head.signing import is_approval, is_signature_line, read_signature
from cchc_ocr.extract.text.values import Value
from cchc_ocr.layout.landmarks import AUTHORITY, DASHED, is_filed, recipients_end
from cchc_ocr.layout.pieces import Piece, by_level, pieces_of
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.patterns import accented

_WORDS_OF_HEADING = 4
_ENDS = re.compile(r"[;.:]\W*$")  # engines take ";" for ":"
_GAP = 1.7  # times the usual distance of lines: where one was lost it is 2
_HOLE = 3.0  # times the height of a word between a dash and the word behind it; a space or a tab is less
_ENDS_OPEN = accented(r"\b[ĐD]iều$")  # "Như Điều" without its number
_END_OF_TEXT = re.compile(r"\./\s*\.?\W*$")  # "./."
_MOST_ABOVE = 14  # lines of signatures
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
_RIGHT, _LEFT = 0.42, 0.62  # of the page's width: signatures begin to the right, recipients end to the left of it


@dataclass(frozen=True, slots=True)
class Footer:
    """``start`` is where the foot begins: page number and index of the line; None where none was found."""

    values: tuple[Value, ...]
    start: tuple[int, int] | None


def read_footer(pages: Sequence[Page], body: tuple[int, int], lexicon: Lexicon) -> Footer:
    """Recipients, signer and rank; those of the first foot after ``body``, for later ones belong to annexes."""
    for at, page in enumerate(pages):
        pieces = [p for p in pieces_of(page) if (p.page, p.line) >= body]
        left, right = _by_zones(pieces, page) if any(p.box for p in pieces) else _by_lines(pieces, lexicon)
        if not left:
            continue
        before = _signature_alone(pages[: at + 1], body, lexicon)
        if before.start and _far_above(before.start, left[0]):
            return before
        right = right or _signatures_above(pieces, left[0], lexicon)
        start = min((p.page, p.line) for p in (*left, *right))
        return Footer(
            (*_recipients(_items(left, page), _below_gaps(left)), *read_signature(right, lexicon)), start
        )
    return _signature_alone(pages, body, lexicon)


def _signatures_above(pieces: Sequence[Piece], recipients: Piece, lexicon: Lexicon) -> list[Piece]:
    """Signatures between the end of the text and the recipients, as joint documents have them, if one is named."""
    above = [p for p in pieces if p.line < recipients.line]
    end = next((at for at, p in enumerate(reversed(above)) if _END_OF_TEXT.search(p.text)), None)
    between = above[len(above) - end :] if end is not None and end <= _MOST_ABOVE else []
    names = (read_person(p.text.strip(' .,"“”'), lexicon) for p in between)
    return between if any(names) else []


def _far_above(start: tuple[int, int], recipients: Piece) -> bool:
    """Whether a signature is that of a document whose annex has the recipients."""
    return start[0] < recipients.page or (recipients.box is None and start[1] < recipients.line - 12)


def _by_zones(pieces: Sequence[Piece], page: Page) -> tuple[list[Piece], list[Piece]]:
    """The recipients with their heading, and the signature, as the layout found them."""
    left, right = (
        [p for p in pieces if page.lines[p.line].zone == zone] for zone in ("footer-left", "footer-right")
    )
    approving = [p for p in left if is_approval(p.text)]
    return by_level([p for p in left if p not in approving]), [*right, *approving]


def _items(recipients: Sequence[Piece], page: Page) -> list[Piece]:
    """The lines of the recipients without their heading, but with what stands behind it on its line."""
    items = list(recipients)
    at = next((at for at, piece in enumerate(items) if _words_of_heading(piece)), None)
    inline = None
    if at is not None:
        inline = items[at].parted(_words_of_heading(items[at]))[1]
        items = items[at + 1 :]
    if any(p.box for p in items):
        whole = [_without_specks(p, page) for p in items]
        items = _until_gap([p for p in whole if p.box and p.box.x1 < _LEFT * page.width])
    return [*([inline] if inline else []), *items]


def _words_of_heading(piece: Piece) -> int:
    """How many words "Nơi nhận" takes on a line that it opens, before or after repair; 0 where it does not."""
    ends = ((text, recipients_end(text)) for text in (piece.text, piece.as_seen))
    return next((text[:end].count(" ") + 1 for text, end in ends if end is not None), 0)


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


def _by_lines(pieces: Sequence[Piece], lexicon: Lexicon) -> tuple[list[Piece], list[Piece]]:
    """Plain text: the heading of the recipients and the lines after it, the signature's among and behind them.

    Without boxes only names and ranks tell one block from the other.
    """
    heading = next(filter(_words_of_heading, pieces), None) or _unread_heading(pieces)
    if heading is None:
        return [], []
    own, inline = heading.parted(_words_of_heading(heading) or len(heading.words))
    left = [own or heading]
    right: list[Piece] = []
    above = [p for p in pieces if p.line < heading.line][-4:]
    for piece in above:
        if is_signature_line(piece, lexicon, due=bool(right)):
            right.append(piece)
    filed = False
    for piece in (*([inline] if inline else []), *(p for p in pieces if p.line > heading.line)):
        mine, theirs = _divided(piece, lexicon, due=bool(right))
        if theirs:
            right.append(theirs)
        if mine and not filed:
            left.append(mine)
            filed = any(map(is_filed, (mine.text, mine.text.rstrip(" ;").rpartition(";")[2])))
        if right and read_person(right[-1].text, lexicon, due=True) and (filed or not (theirs or _is_item(piece))):
            break
    last = max(p.line for p in (*left, *right))
    right += takewhile(lambda p: is_signature_line(p, lexicon, due=True), (p for p in pieces if p.line > last))
    return left, right


def _is_item(piece: Piece) -> bool:
    return bool(DASHED.match(piece.text))


def _unread_heading(pieces: Sequence[Piece]) -> Piece | None:
    """The short line above a list that ends with "- Lưu: VT", where "Nơi nhận" was not read."""
    filed = next((at for at, piece in enumerate(pieces) if is_filed(piece.text, alone=True)), None)
    if filed is None or not _is_item(pieces[filed]):
        return None
    above = [piece for piece in pieces[:filed] if not _is_item(piece)]
    heading = above[-1] if above else None
    short = heading is not None and len(heading.words) <= _WORDS_OF_HEADING and heading.text.rstrip()[-1] in ":;."
    return heading if short else None


def _divided(piece: Piece, lexicon: Lexicon, *, due: bool) -> tuple[Piece | None, Piece | None]:
    """A line of plain text: the recipients' part, the signature's part."""
    if not DASHED.match(piece.text):
        return (None, piece) if is_signature_line(piece, lexicon, due=due) else (piece, None)
    for end in re.finditer(r"[;.]\s+(?=\w)", piece.text):
        mine, theirs = piece.cut(end.end())
        if theirs and is_signature_line(theirs, lexicon, due=due):
            return mine, theirs
    return piece, None


def _signature_alone(pages: Sequence[Page], body: tuple[int, int], lexicon: Lexicon) -> Footer:
    """A document without recipients: the first authority ("TM. …") or rank on the right, and the name below it."""
    for page in pages:
        pieces = [p for p in pieces_of(page) if (p.page, p.line) >= body]
        for at, piece in enumerate(pieces):
            if _opens_signature(piece, page, lexicon):
                following = pieces[at : at + (7 if piece.box is None else 14)]
                column = [p for p in following if p.box is None or p.box.x0 > _RIGHT * page.width]
                values = tuple(read_signature(column, lexicon))
                signed = any(value.field == "signer" and value.value for value in values)
                if signed or (piece.box and AUTHORITY.match(piece.text)):
                    return Footer(values, (piece.page, piece.line))
    return Footer((), None)


def _opens_signature(piece: Piece, page: Page, lexicon: Lexicon) -> bool:
    """An authority ("TM. …") or a rank in capitals, on the right if there is a right."""
    if not piece.is_upper or len(piece.words) > 7 or piece.text.rstrip().endswith(":"):
        return False
    on_right = piece.box is None or piece.box.x0 > _RIGHT * page.width
    return on_right and (bool(AUTHORITY.match(piece.text)) or rank_name(piece.text, lexicon) is not None)


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


def _recipients(lines: Sequence[Piece], below_gaps: frozenset[int]) -> Iterator[Value]:
    """The items of the list; one that may lack its beginning, or another before it, is doubted."""
    items: list[list[Piece]] = []
    edge = min((piece.box.x0 for piece in lines if piece.box), default=None)
    for piece in lines:
        if not items or DASHED.match(piece.text) or _ENDS.search(items[-1][-1].text):
            items.append([])
        items[-1].append(piece)
    number = 0
    for item in (part for whole in items for part in _parted(whole)):
        name = DASHED.sub("", " ".join(piece.text for piece in item))
        name = _SPECKS.sub(r"\g<item>", name).strip(" .;:,*_¤|ˆ")
        if sum(c.isalpha() for c in name) >= 2:
            words = tuple(word for piece in item for word in piece.words)
            cut = _ENDS_OPEN.search(name) or _lacks_beginning(item[0], edge)
            whole = not cut and item[0].line not in below_gaps
            sure = _listed(words) if whole else _IN_PART
            yield Value(f"recipients/{number}", name, words, item[0].page, sure, weigh=False)
            number += 1


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


def _listed(words: Sequence[Word]) -> float:
    """The probability that an item of the list is right: it is full of codes, and as bad as its worst word.

    The shares, rounded down, that were right of 292 items of real scans and of printed pages.
    """
    worst = min(word.confidence for word in words)
    return 0.95 if worst >= 0.8 else 0.9 if worst >= 0.6 else 0.65
