"""The two blocks side by side at the head of a document's first page, and the two at the foot of its last.

Nghị định 30/2020/NĐ-CP: at the head issuer, number and subject of a letter; then the country's name, motto,
place and date. At the foot recipients; then signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from cchc_ocr.document import Zone
from cchc_ocr.pieces import COUNTRY, MOTTO, Piece, in_rows, joined_rows
from cchc_ocr.vietnamese import bare

_DATE = re.compile(r"ngay.*thang|thang.*nam *\d", re.I)  # the day and month may be pen strokes
_LEFT_LINE = re.compile(r"So\b|V/v\b", re.I)
_RECIPIENTS = "noi nhan"

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


def footer(pieces: list[Piece], width: int, unit: float) -> tuple[list[Piece], Placed]:
    """The pieces above the two blocks at the foot, and the blocks: recipients before signature."""
    heads = [p for p in pieces if p.box.x0 < 0.45 * width and _heads_recipients(p)]
    if not heads:
        return pieces, []
    head = heads[-1]
    below = [p for p in pieces if p.box.y1 >= head.box.y0 - 4 * unit]
    right = [p for p in below if p.box.x0 >= max(head.box.x1 + unit, 0.42 * width)]
    left = [p for p in below if p.box.y0 >= head.box.y0 - 0.5 * unit and p.box.x0 < 0.42 * width]
    if right:
        top = min(p.box.y0 for p in right)
        crossing = [p for p in below if p not in right and p.box.y0 > top and p not in left]
        if crossing:
            lowest = max(p.box.y1 for p in crossing)
            right = [p for p in right if p.box.y0 >= lowest - 0.5 * unit]
    chosen = {id(piece) for piece in [*left, *right]}
    placed: Placed = [(p, "footer-left") for p in in_rows(left)]
    placed += [(p, "footer-right") for p in in_rows(right)]
    return [piece for piece in pieces if id(piece) not in chosen], placed


def _heads_recipients(piece: Piece) -> bool:
    """Whether a piece is "Nơi nhận:", a letter of which may be misread."""
    text = bare(piece.text).lower().strip(" .,:;'`*_-")
    return len(piece.words) < 5 and fuzz.ratio(text[: len(_RECIPIENTS)], _RECIPIENTS) > 85
