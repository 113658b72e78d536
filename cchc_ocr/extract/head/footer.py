"""The foot of a document: recipients on the left, the signature with the signer's rank and name on the right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from cchc_ocr.document import Page, Word
from cchc_ocr.extract.forms.names import deputies, known_rank, person_name, rank_name, written
from cchc_ocr.extract.forms.people import lacks_family, read_person, with_family_of
from cchc_ocr.extract.text.values import Value
from cchc_ocr.layout.landmarks import AUTHORITY, DASHED, is_filed, recipients_end
from cchc_ocr.layout.pieces import Piece, by_level, pieces_of
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.patterns import accented
from cchc_ocr.vietnamese import bare

_ENDS = re.compile(r"[;.:]\W*$")  # engines take ";" for ":"
# What is read of a seal behind the end of an item; "Lưu: VT; VP" has such short parts of its own.
_SPECKS = accented(
    r"""
    ^(?P<item>(?!\W*l[uư]u\b).{4,}?;)\s*     # "- Lãnh đạo Sở;"
    (?:\W*\w){0,4}\W*$                       # " IAUO"
    """,
    re.IGNORECASE,
)
_SECOND_RANK = accented(r"(?<=\s)(?:PHÓ|THỨ TRƯỞNG|CHÁNH|TRƯỞNG PHÒNG)\b")  # "CHỦ TỊCH PHÓ CHỦ TỊCH"
_CLEAR = 0.9  # the engine's confidence in the words of a name from which on no seal or signature covers it
_RIGHT, _LEFT = 0.42, 0.62  # of the page's width: signatures begin to the right, recipients end to the left of it


@dataclass(frozen=True, slots=True)
class Footer:
    """``start`` is where the foot begins: page number and index of the line; None where none was found."""

    values: tuple[Value, ...]
    start: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _SignedFor:
    """Whom somebody signs for: their rank, and the abbreviation that says so, "KT" or "TM".

    ``how`` is "" where no abbreviation was read: a deputy's rank below another can only be "KT.".
    """

    how: str
    rank: str

    @property
    def by_deputy(self) -> bool:
        """Whether the rank of a deputy is due below."""
        return not self.how or self.how.startswith("K")


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
        start = min((p.page, p.line) for p in (*left, *right))
        return Footer((*_recipients(_items(left, page)), *_signature(right, lexicon)), start)
    return _signature_alone(pages, body, lexicon)


def _far_above(start: tuple[int, int], recipients: Piece) -> bool:
    """Whether a signature is that of a document whose annex has the recipients."""
    return start[0] < recipients.page or (recipients.box is None and start[1] < recipients.line - 12)


def _by_zones(pieces: Sequence[Piece], page: Page) -> tuple[list[Piece], list[Piece]]:
    """The recipients with their heading, and the signature, as the layout found them."""
    left, right = (
        [p for p in pieces if page.lines[p.line].zone == zone] for zone in ("footer-left", "footer-right")
    )
    return by_level(left), by_level(right)


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
    heading = next(filter(_words_of_heading, pieces), None)
    if heading is None:
        return [], []
    own, inline = heading.parted(_words_of_heading(heading))
    left = [own or heading]
    right: list[Piece] = []
    above = [p for p in pieces if p.line < heading.line][-4:]
    for piece in above:
        if _is_signature_line(piece, lexicon, due=bool(right)):
            right.append(piece)
    filed = False
    for piece in (*([inline] if inline else []), *(p for p in pieces if p.line > heading.line)):
        mine, theirs = _divided(piece, lexicon, due=bool(right))
        if theirs:
            right.append(theirs)
        if mine and not filed:
            left.append(mine)
            filed = is_filed(mine.text)
        if filed and right and read_person(right[-1].text, lexicon, due=True):
            break
    return left, right


def _divided(piece: Piece, lexicon: Lexicon, *, due: bool) -> tuple[Piece | None, Piece | None]:
    """A line of plain text: the recipients' part, the signature's part."""
    if not DASHED.match(piece.text):
        return (None, piece) if _is_signature_line(piece, lexicon, due=due) else (piece, None)
    for end in re.finditer(r"[;.]\s+(?=\w)", piece.text):
        mine, theirs = piece.cut(end.end())
        if theirs and _is_signature_line(theirs, lexicon, due=due):
            return mine, theirs
    return piece, None


def _is_signature_line(piece: Piece, lexicon: Lexicon, *, due: bool = False) -> bool:
    text = piece.text.strip()
    if AUTHORITY.match(text) or read_person(text, lexicon, due=due):
        return True
    return piece.is_upper and rank_name(text, lexicon) is not None


def _signature_alone(pages: Sequence[Page], body: tuple[int, int], lexicon: Lexicon) -> Footer:
    """A document without recipients: the first authority ("TM. …") or rank on the right, and the name below it."""
    for page in pages:
        pieces = [p for p in pieces_of(page) if (p.page, p.line) >= body]
        for at, piece in enumerate(pieces):
            if _opens_signature(piece, page, lexicon):
                following = pieces[at : at + (7 if piece.box is None else 14)]
                column = [p for p in following if p.box is None or p.box.x0 > _RIGHT * page.width]
                values = tuple(_signature(by_level(column) if piece.box else column, lexicon))
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


def _recipients(lines: Sequence[Piece]) -> Iterator[Value]:
    items: list[list[Piece]] = []
    for piece in lines:
        if not items or DASHED.match(piece.text) or _ENDS.search(items[-1][-1].text):
            items.append([])
        items[-1].append(piece)
    number = 0
    for item in items:
        name = DASHED.sub("", " ".join(piece.text for piece in item))
        name = _SPECKS.sub(r"\g<item>", name).strip(" .;:,*_¤|")
        if sum(c.isalpha() for c in name) >= 2:
            words = tuple(word for piece in item for word in piece.words)
            yield Value(f"recipients/{number}", name, words, item[0].page, _listed(words), weigh=False)
            number += 1


def _listed(words: Sequence[Word]) -> float:
    """The probability that an item of the list is right: it is full of codes, and as bad as its worst word.

    The shares, rounded down, that were right of 292 items of real scans and of printed pages.
    """
    worst = min(word.confidence for word in words)
    return 0.95 if worst >= 0.8 else 0.9 if worst >= 0.6 else 0.65


def _signature(lines: Sequence[Piece], lexicon: Lexicon) -> Iterator[Value]:
    """Rank and name: the rank is the last one that is not that of somebody signed for."""
    acting: _SignedFor | None = None
    acting_words: tuple[Word, ...] = ()
    title: Value | None = None
    signer: Value | None = None
    for piece in lines:
        words = tuple(word for word in piece.words if any(c.isalpha() for c in word.text))
        text = " ".join(word.text for word in words)
        authority = AUTHORITY.match(text)
        if authority and not signer:
            whom, own = _two_ranks(authority["whom"] or "", lexicon)
            acting, acting_words = _SignedFor(authority["how"] or authority["slashed"], whom), words
            title = Value("signer_title", own, words, piece.page, 0.95) if own else None
        elif not signer and (rank := _rank(words, acting or _head_of(title, lexicon), lexicon)):
            title = Value("signer_title", rank, words, piece.page, 0.95)
        elif (piece.box or title or acting) and not (signer and piece.box is None):
            name = _person(words, piece.box is not None, bool(title or acting) and not signer, lexicon)
            if name is None:
                continue
            # A lost tone makes another name of many a name; no dictionary tells.
            repaired = any(word.as_seen != word.text for word in words)
            mended = name.split()[0] not in person_name(text).split()
            clear = min(word.confidence for word in words) >= _CLEAR and not repaired and not mended
            certainty = (0.95 if clear else 0.85) if piece.box else 0.6 if repaired else 0.97
            signer = Value("signer", name, words, piece.page, certainty)
    if title is None and acting and acting.how == "Q" and acting.rank:
        title = Value("signer_title", f"Quyền {acting.rank}", acting_words, lines[0].page, 0.9)
    if title is None and (signed := acting_words or _unread(lines)):
        title = Value("signer_title", None, signed, lines[0].page, 0.0)
    if signer is None and title:
        signer = Value("signer", None, title.words, title.page, 0.0)  # a name is due there
    yield from (value for value in (signer, title) if value)


def _unread(lines: Sequence[Piece]) -> tuple[Word, ...]:
    """The words of the line where a rank in capitals is due: a picture of which not enough is legible."""
    return next((piece.words for piece in lines if piece.box and piece.is_upper and len(piece.words) > 1), ())


def _person(words: Sequence[Word], seen: bool, due: bool, lexicon: Lexicon) -> str | None:
    """The name that words are; ``seen``: in a picture, where they are mended unless they were read clearly."""
    text = " ".join(word.text for word in words)
    clear = not seen or min((w.confidence for w in words), default=0.0) >= _CLEAR
    name = read_person(text, lexicon, due=due) if clear and not (seen and lacks_family(text)) else None
    # Repair makes words of the language of what is left of a covered name.
    left = " ".join(word.as_seen if word.text[:1].islower() else word.text for word in words)
    sure = {word.text for word in words if word.confidence >= _CLEAR}
    mended = read_person(left, lexicon, mend=True, due=due, clear=sure) if seen else None
    return with_family_of(name, mended, lexicon) if name and mended else name or mended


def _two_ranks(whom: str, lexicon: Lexicon) -> tuple[str, str | None]:
    """Whom somebody signs for, and their own rank where it follows on the same line ("CHỦ TỊCH PHÓ CHỦ TỊCH")."""
    second = _SECOND_RANK.search(whom)
    own = rank_name(whom[second.start() :], lexicon) if second else None
    return known_rank(whom, lexicon) or written(whom, lexicon), own


def _rank(words: Sequence[Word], acting: _SignedFor | None, lexicon: Lexicon) -> str | None:
    """A rank in capitals; behind "KT." also one that is half covered, if it is like the deputy's due there."""
    legible = [word for word in words if any(c.isupper() for c in word.text)]
    if legible and not acting and any(_covered(word) for word in words[: words.index(legible[0])]):
        return None  # "CHI" or "PHÓ" may have stood there
    text = " ".join(word.text for word in legible)
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 4 or sum(c.isupper() for c in letters) < 0.7 * len(letters):
        return None
    if acting and acting.by_deputy:
        best = max(deputies(acting.rank, lexicon), key=lambda rank: _alike(text, rank))
        if _alike(text, best) >= (60 if acting.how else 72) or _ends(acting, text, lexicon):
            return best
    return rank_name(text, lexicon)


def _ends(acting: _SignedFor, text: str, lexicon: Lexicon) -> bool:
    """Whether a line behind "KT." is what a seal leaves of the deputy's rank ("TỊCH" of "PHÓ CHỦ TỊCH")."""
    return acting.how != "" and deputies(acting.rank, lexicon)[0].casefold().endswith(f" {text.casefold()}")


def _covered(word: Word) -> bool:
    """Whether a word in a picture was not read: a seal or a signature lies over it."""
    return word.box is not None and word.confidence < 0.5 and len(word.text) > 1


def _head_of(title: Value | None, lexicon: Lexicon) -> _SignedFor | None:
    """A rank that was read already is that of the one signed for, if a deputy's follows and "KT." was not read."""
    rank = known_rank(title.value, lexicon) if title and title.value else None
    return _SignedFor("", rank) if rank else None


def _alike(text: str, rank: str) -> float:
    """How like two texts are, 0..100, letters alone."""
    one, other = ("".join(c for c in bare(t).lower() if c.isalpha()) for t in (text, rank))
    return fuzz.ratio(one, other)
