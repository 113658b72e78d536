"""The foot of a document: recipients on the left, the signature with the signer's rank and name on the right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from cchc_ocr.document import Page
from cchc_ocr.extract.forms.names import rank_name, whole_rank
from cchc_ocr.extract.forms.people import read_person
from cchc_ocr.extract.head.recipients import recipients, words_of_heading
from cchc_ocr.extract.head.signing import is_approval, is_signature_line, name_alone, read_signature, speaks_for
from cchc_ocr.extract.text.values import Value
from cchc_ocr.layout.landmarks import AUTHORITY, DASHED, is_filed
from cchc_ocr.layout.pieces import Piece, by_level, pieces_of
from cchc_ocr.lexicon import Lexicon
from cchc_ocr.patterns import accented

_WORDS_OF_HEADING = 4
_END_OF_TEXT = re.compile(r"\./\s*\.?\W*$")  # "./."
_CITIZEN = accented(r"^\W*Người\s")
# What opens the foot of whoever made a copy, below that of the document.
_COPIED = accented(r"^\W*(?:SAO (?:NGUYÊN|Y|LỤC)|TRÍCH SAO|(?:CHỨNG THỰC )?BẢN SAO)\b")
_MOST_ABOVE = 14  # lines of signatures
_RIGHT = 0.42  # of the page's width: signatures begin to the right of it


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
        if before.start and (_far_above(before.start, left[0]) or _is_copied(pieces, before.start, left[0])):
            return before
        ranked = any(_ranks(p, lexicon) for p in right)
        # Beside recipients that stand below the signatures there is at most a name, which is lower than others.
        above = [] if ranked else _signatures_above(pieces, left[0], right, lexicon)
        right = [*above, *right]
        start = min((p.page, p.line) for p in (*left, *right))
        if before.start and not (ranked or above):
            return Footer((*recipients(left, page, lexicon), *before.values), min(start, before.start))
        return Footer((*recipients(left, page, lexicon), *read_signature(right, lexicon)), start)
    alone = _signature_alone(pages, body, lexicon)
    return alone if alone.start or not pages else _name_alone(pages[-1], body, lexicon)


def _signatures_above(
    pieces: Sequence[Piece], recipients: Piece, right: Sequence[Piece], lexicon: Lexicon
) -> list[Piece]:
    """Signatures between the end of the text and the recipients, as joint documents have them, if one is named.

    ``right`` is what stands beside the recipients: the name of one of them may.
    """
    above = [p for p in pieces if p.line < recipients.line]
    end = next((at for at, p in enumerate(reversed(above)) if _END_OF_TEXT.search(p.text)), None)
    between = above[len(above) - end :] if end is not None and end <= _MOST_ABOVE else []
    names = (read_person(p.text.strip(' .,"“”'), lexicon) for p in (*between, *right))
    return between if any(names) else []


def _far_above(start: tuple[int, int], recipients: Piece) -> bool:
    """Whether a signature is that of a document whose annex has the recipients."""
    return start[0] < recipients.page or (recipients.box is None and start[1] < recipients.line - 12)


def _is_copied(pieces: Sequence[Piece], start: tuple[int, int], recipients: Piece) -> bool:
    """Whether recipients are those of a copy, which begins between them and the signature of the document."""
    between = (p for p in pieces if start < (p.page, p.line) <= (recipients.page, recipients.line))
    return any(_COPIED.match(p.text) for p in between)


def _by_zones(pieces: Sequence[Piece], page: Page) -> tuple[list[Piece], list[Piece]]:
    """The recipients with their heading, and the signature, as the layout found them."""
    left, right = (
        [p for p in pieces if page.lines[p.line].zone == zone] for zone in ("footer-left", "footer-right")
    )
    approving = [p for p in left if is_approval(p.text)]
    return by_level([p for p in left if p not in approving]), [*right, *approving]


def _by_lines(pieces: Sequence[Piece], lexicon: Lexicon) -> tuple[list[Piece], list[Piece]]:
    """Plain text: the heading of the recipients and the lines after it, the signature's among and behind them.

    Without boxes only names and ranks tell one block from the other.
    """
    heading = next(filter(words_of_heading, pieces), None) or _unread_heading(pieces)
    if heading is None:
        return [], []
    own, inline = heading.parted(words_of_heading(heading) or len(heading.words))
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
                following = [*takewhile(lambda p: not _COPIED.match(p.text), following)]
                column = [p for p in following if p.box is None or p.box.x0 > _RIGHT * page.width]
                values = tuple(read_signature(column, lexicon))
                signed = any(value.field == "signer" and value.value for value in values)
                if signed or (piece.box and AUTHORITY.match(piece.text)):
                    return Footer(values, (piece.page, piece.line))
    return next(filter(None, (_of_one_party(page, body, lexicon) for page in pages)), Footer((), None))


def _of_one_party(page: Page, body: tuple[int, int], lexicon: Lexicon) -> Footer | None:
    """Of a contract the signature of the party that is legible: the one on the right, or else on the left."""
    pieces = [p for p in pieces_of(page) if (p.page, p.line) >= body and p.box]
    parties = [p for p in pieces if p.is_upper and speaks_for(p.text)]
    middles = [(p.box.x0 + p.box.x1) / 2 for p in parties if p.box]
    edge, start = sum(middles) / (len(middles) or 1), min((p.line for p in parties), default=0)
    below = [p for p in pieces if p.line >= start] if len(parties) > 1 else []
    for right in (True, False):
        side = [p for p in below if p.box and ((p.box.x0 + p.box.x1) / 2 > edge) is right]
        values = tuple(read_signature(side, lexicon))
        if any(value.field == "signer" and value.value for value in values):
            return Footer(values, (page.number, start))
    return None


def _name_alone(page: Page, body: tuple[int, int], lexicon: Lexicon) -> Footer:
    """The name with which a letter ends, without a rank: the last line of the last page, and on its right."""
    pieces = [p for p in pieces_of(page) if (p.page, p.line) >= body]
    last = pieces[-1] if len(pieces) > 1 else None
    if last is None or (last.box and last.box.x0 < _RIGHT * page.width):
        return Footer((), None)
    values = tuple(name_alone(last, lexicon))
    return Footer(values, (last.page, last.line)) if values else Footer((), None)


def _opens_signature(piece: Piece, page: Page, lexicon: Lexicon) -> bool:
    """An authority ("TM. …") or a rank in capitals, on the right if there is a right; or what citizens sign as."""
    on_right = piece.box is None or piece.box.x0 > _RIGHT * page.width
    if not on_right or len(piece.words) > 7 or piece.text.rstrip().endswith(":"):
        return False
    return _ranks(piece, lexicon) or (piece.box is not None and _is_of_citizen(piece, lexicon))


def _ranks(piece: Piece, lexicon: Lexicon) -> bool:
    """Whether a line in capitals names an authority or a rank."""
    return piece.is_upper and bool(AUTHORITY.match(piece.text) or rank_name(piece.text, lexicon))


def _is_of_citizen(piece: Piece, lexicon: Lexicon) -> bool:
    """Whether citizens sign below a line: "Người làm đơn"."""
    return bool(_CITIZEN.match(piece.text)) and whole_rank(piece.text, lexicon) is not None
