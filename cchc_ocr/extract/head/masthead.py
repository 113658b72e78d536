"""The head of the first page taken apart: issuer's block, country's block, and what stands below both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cchc_ocr.document import Page
from cchc_ocr.extract.forms.handwriting import rise_of
from cchc_ocr.layout.head_lines import HeadWords, bodies_above_title, by_lines, cites, role_of
from cchc_ocr.layout.landmarks import (
    ABOUT,
    DATE_IN_FIGURES,
    NUMBER_LINE,
    date_frame,
    is_numbered,
    is_place_and_date,
)
from cchc_ocr.layout.pieces import Piece, by_level, pieces_of
from cchc_ocr.layout.stamps import is_arrival
from cchc_ocr.lexicon import Lexicon, kept
from cchc_ocr.vietnamese import bare

_BELOW_TITLE = 4  # lines below the head, among which the number stands where the head has none
_BELOW_ALL = 9  # lines in which it stands where nothing names the country: bodies, type, subject, number
_MOST_WORDS_WITH_NUMBER = 4


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

    @property
    def rise(self) -> float:
        """How far lines rise or fall, in pixels per pixel."""
        return rise_of(piece.words for piece in (*self.right, *self.left))


@kept
def head_words(lexicon: Lexicon) -> HeadWords:
    """The names of types, and of kinds of places."""
    titles = frozenset(bare(kind.name).lower() for kind in lexicon.document_types)
    bodies = frozenset(bare(kind.name).lower() for kind in lexicon.body_kinds if kind.opens != "sentence")
    places = frozenset({*(bare(kind.name).lower() for kind in lexicon.place_kinds), "tp", "tp."})
    return HeadWords(titles, places, bodies)


def read_masthead(page: Page, lexicon: Lexicon) -> Masthead:
    """The blocks of the page's head, in reading order; ``rest`` alone where the page has none.

    A page with boxes has them in its zones; in plain text they are told apart by the words of the lexicon.
    """
    pieces = pieces_of(page)
    zoned, words = _by_zones(pieces, page), head_words(lexicon)
    blocks = _in_one_column(*zoned, words) if any(zoned[:2]) else by_lines(pieces, words)
    return _assembled(*blocks, words)


def _by_zones(pieces: Sequence[Piece], page: Page) -> tuple[list[Piece], list[Piece], list[Piece]]:
    left, right = (
        by_level([piece for piece in pieces if page.lines[piece.line].zone == zone])
        for zone in ("header-left", "header-right")
    )
    rest = [piece for piece in pieces if page.lines[piece.line].zone not in ("header-left", "header-right")]
    return left, right, [piece for piece in rest if not _is_above(piece, right)]


def _in_one_column(
    left: list[Piece], right: list[Piece], rest: list[Piece], words: HeadWords
) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """The blocks of a head in the middle of the page: issuer and number stand below the country's name."""
    if left:
        return left, right, rest
    roles = {piece: role_of(piece, words) for piece in right}
    below = [piece for piece in right if roles[piece] not in ("nation", "dated")]
    if any(roles[piece] in ("number", "issuer") for piece in below):
        return below, [piece for piece in right if piece not in below], rest
    named = bodies_above_title([role_of(piece, words) for piece in rest])
    return rest[:named], right, rest[named:]


def _is_above(piece: Piece, right: Sequence[Piece]) -> bool:
    """Stamps and signature boxes stand above the head; they are no part of the document."""
    tops = [(p.box.y0, p.height) for p in right if p.box]
    if not tops or piece.box is None:
        return False
    top, height = min(tops)
    return piece.box.y0 <= top + height


def _assembled(left: Sequence[Piece], right: Sequence[Piece], rest: Sequence[Piece], words: HeadWords) -> Masthead:
    cited = {below for above, below in pairwise(left) if ":" not in below.text and cites(above.text, words)}
    numbered = [p for p in left if NUMBER_LINE.match(p.bare) and not ABOUT.match(p.bare) and p not in cited]
    # What is filled in by hand may have come as a line of its own; the symbol is print. A team may be called by
    # the decision that it follows: ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH SỐ 12/QĐ-UBND has no colon, its number has.
    symbols = [p for p in numbered if "/" in p.text]
    number = next((p for p in symbols if ":" in p.text), next(iter((*symbols, *numbered)), None))
    below = left[left.index(number) + 1 :] if number in left else []  # a subject may hold another date
    dates = [p for p in (*right, *left) if date_frame(p.text) and not is_arrival(p.text)]
    dates = [p for p in dates if p not in below or is_place_and_date(p.text)]
    dated = next((p for p in dates if p in right or is_place_and_date(p.text)), next(iter(dates), None))
    about = any(ABOUT.match(p.bare) for p in left)
    dated = dated or _date_below(number, left)
    searched = rest[: _BELOW_TITLE if right else _BELOW_ALL]
    number = number or next((p for p in searched if _is_number_alone(p)), None)
    known = bool(right) or number is not None or about
    if not known:
        return Masthead(tuple(left), (), tuple(rest), None, None, known=False)
    return Masthead(
        tuple(left), tuple(right), tuple(p for p in rest if p is not number), number, dated, known=True
    )


def _date_below(number: Piece | None, left: Sequence[Piece]) -> Piece | None:
    """The date in figures below the number, as courts have it: "Bản án số: 15/2023/HC-ST / Ngày: 19-9-2023"."""
    below = left[left.index(number) + 1 :][:1] if number in left else []
    return next((p for p in below if p.bare.startswith("ng") and DATE_IN_FIGURES.search(p.bare)), None)


def _is_number_alone(piece: Piece) -> bool:
    """Whether the number of a form or contract stands on a line of its own: "Số: 12/2024/HĐ-TN"."""
    return is_numbered(piece.text) and len(piece.words) <= _MOST_WORDS_WITH_NUMBER and not ABOUT.match(piece.bare)
