"""The two blocks side by side at the head of a document's first page, and the two at the foot of its last.

Nghị định 30/2020/NĐ-CP: at the head issuer, number and subject of a letter; then the country's name, motto,
place and date. At the foot recipients; then signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import inf

from rapidfuzz import fuzz

from cchc_ocr.document import Zone
from cchc_ocr.layout.columns import is_marked, is_page_number
from cchc_ocr.layout.pieces import COUNTRY, MOTTO, Piece, in_rows, joined_rows
from cchc_ocr.vietnamese import bare

_DATE = re.compile(r"ngay.*thang|thang.*nam *\d", re.I)  # the day and month may be pen strokes
_LEFT_LINE = re.compile(r"So\b|V/v\b", re.I)
_RECIPIENTS = "noi nhan"
_FILED = re.compile(r"\W*Luu ?:", re.I)  # the last item of the recipients: where the document is kept
_LEFT_HALF = 0.45  # of the page's width: recipients begin within it
_MIDDLE = 0.42  # of the page's width: signatures begin to the right of it

Placed = list[tuple[Piece, Zone]]


def _is_country(piece: Piece) -> bool:
    return fuzz.partial_ratio(COUNTRY, bare(piece.text).upper()) > 75 and len(piece.words) >= 5


def _is_motto(piece: Piece) -> bool:
    return fuzz.partial_ratio(MOTTO.lower(), bare(piece.text).lower()) > 78 and len(piece.words) >= 4


def header(pieces: list[Piece], width: int, height: int, unit: float) -> tuple[Placed, list[Piece]]:
    """The two blocks at the head, left before right, and the pieces below them."""
    top = [piece for piece in pieces if piece.box.y1 < height * 0.5]
    marks = [p for p in top if _is_country(p)] or [p for p in top if _is_motto(p)]
    if not marks:
        return [], pieces
    mark = min(marks, key=lambda p: p.box.y0)
    edge = mark.box.x0 - unit
    if edge < 0.15 * width:
        return [], pieces
    right = _right_block(top, mark, edge, unit)
    edge = min(piece.box.x0 for piece in right) - 0.3 * unit
    left = _left_block(top, mark, edge, right, unit)
    chosen = {id(piece) for piece in [*left, *right]}
    placed: Placed = [(p, "header-left") for p in joined_rows(left)]
    placed += [(p, "header-right") for p in joined_rows(right)]
    return placed, [piece for piece in pieces if id(piece) not in chosen]


def _right_block(top: Sequence[Piece], mark: Piece, edge: float, unit: float) -> list[Piece]:
    """The country's name, the motto, place and date: down to the date, or three lines."""
    column = sorted((p for p in top if p.box.x0 >= edge), key=lambda p: p.box.y0)
    column = [p for p in column if p.box.y0 >= mark.box.y0 - 0.7 * unit]
    dated = [p for p in column if _DATE.search(bare(p.text)) and p.box.y0 - mark.box.y0 < 12 * unit]
    bottom = dated[0].box.y1 if dated else mark.box.y0 + 3.5 * unit
    return [p for p in column if p.box.y1 <= bottom + 0.7 * unit]


def _left_block(
    top: Sequence[Piece], mark: Piece, edge: float, right: Sequence[Piece], unit: float
) -> list[Piece]:
    """Issuer, number and the subject of a letter: all that stands beside the right block and goes on below."""
    column = sorted((p for p in top if p.box.x0 < edge), key=lambda p: p.box.y0)
    column = [p for p in column if p.box.y1 >= mark.box.y0 - 1.5 * unit]
    beside = max(p.box.y1 for p in right)
    block: list[Piece] = []
    bottom = float(mark.box.y1)
    for piece in column:
        room = 5 * unit if _LEFT_LINE.match(bare(piece.text)) else 1.1 * unit
        goes_on = piece.box.y0 <= beside or piece.box.y0 - bottom < room
        if not goes_on or piece.box.x1 > edge + unit or bare(piece.text).startswith("Kinh gui"):
            break
        block.append(piece)
        bottom = max(bottom, float(piece.box.y1))
    return block


def footer(pieces: list[Piece], width: int, height: int, unit: float) -> tuple[list[Piece], Placed]:
    """The pieces above the two blocks at the foot, and the blocks: recipients before signature, then footnotes."""
    start = _foot_start(pieces, width, unit)
    if start is None:
        return pieces, []
    top_left, edge = start
    below = [p for p in pieces if p.box.y1 >= top_left - 4 * unit]
    right = [p for p in below if p.box.x0 >= edge]
    left = [p for p in below if p.box.y0 >= top_left - 0.5 * unit and p.box.x0 < _MIDDLE * width]
    if right:
        top = min(p.box.y0 for p in right)
        crossing = [p for p in below if p not in right and p.box.y0 > top and p not in left]
        if crossing:
            lowest = max(p.box.y1 for p in crossing)
            right = [p for p in right if p.box.y0 >= lowest - 0.5 * unit]
    foot = {id(piece) for piece in [*left, *right]}
    rest = [piece for piece in pieces if id(piece) not in foot]
    end = _notes_top(left, [*left, *right], height, unit)
    notes = [p for p in [*left, *right] if p.box.y0 >= end]
    placed: Placed = [(p, "footer-left") for p in in_rows(left) if p.box.y0 < end]
    placed += [(p, "footer-right") for p in in_rows(right) if p.box.y0 < end]
    placed += [(p, "page-number" if is_page_number(p, width, height) else "footnote") for p in in_rows(notes)]
    return rest, placed


def _foot_start(pieces: Sequence[Piece], width: int, unit: float) -> tuple[int, float] | None:
    """Where the recipients begin, and the left end of what stands beside them; None where there are none."""
    on_left = [p for p in pieces if p.box.x0 < _LEFT_HALF * width]
    heads = [p for p in on_left if _heads_recipients(p)]
    if heads:
        return heads[-1].box.y0, max(heads[-1].box.x1 + unit, _MIDDLE * width)
    filed = [p for p in on_left if _FILED.match(bare(p.text))]
    return (_list_top(on_left, filed[-1], _MIDDLE * width, unit), _MIDDLE * width) if filed else None


def _list_top(pieces: Sequence[Piece], last: Piece, edge: float, unit: float) -> int:
    """Where the list begins that ends with "- Lưu: …"; its heading and left ends of items may be unread."""
    top = last.box.y0
    for piece in sorted(pieces, key=lambda p: -p.box.y0):
        aligned = abs(piece.box.x0 - last.box.x0) < 1.5 * unit
        if piece.box.y0 < top and (aligned or piece.box.x1 < edge):
            if top - piece.box.y1 > 0.8 * unit:
                break
            top = piece.box.y0
    return top


def _notes_top(left: Sequence[Piece], foot: Sequence[Piece], height: int, unit: float) -> float:
    """Where footnotes begin in a foot: at a mark that stands on the left, set apart, below both blocks."""
    for piece in sorted(left, key=lambda p: p.box.y0):
        above = [p.box.y1 for p in foot if p.box.y0 < piece.box.y0 - 0.5 * unit]
        apart = bool(above) and piece.box.y0 - max(above) > 1.2 * unit
        if apart and piece.box.y0 > height / 2 and is_marked(piece):
            return piece.box.y0 - 0.5 * unit
    return inf


def _heads_recipients(piece: Piece) -> bool:
    """Whether a piece is "Nơi nhận:", a letter of which may be misread."""
    text = bare(piece.text).lower().strip(" .,:;'`*_-")
    return len(piece.words) < 5 and fuzz.ratio(text[: len(_RECIPIENTS)], _RECIPIENTS) > 85
