"""Words with boxes to lines in the order in which a person reads an administrative page.

Nghị định 30/2020 puts two blocks side by side at the head of the first page (issuer, number, subject of a
letter; then the country's name, motto, place and date) and two at the foot of the last (recipients;
signature). Engines read across the gap between them; here the left block comes before the right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import radians, tan
from statistics import median

from rapidfuzz import fuzz

from cchc_ocr.document import Box, Line, Table, Word, Zone
from cchc_ocr.grids import Cell, Grid
from cchc_ocr.vietnamese import bare

_COUNTRY = "CONG HOA XA HOI CHU NGHIA VIET NAM"
_MOTTO = "Doc lap - Tu do - Hanh phuc"
_DATE = re.compile(r"ngay.*thang|thang.*nam *\d", re.I)  # the day and month may be pen strokes
_PEN_AFTER = re.compile(r"So ?[:;.]?|ngay|thang", re.I)
_LEFT_LINE = re.compile(r"So\b|V/v\b", re.I)
_BULLET = re.compile(r"[-–—+•*]")
_PAGE_NUMBER = re.compile(r"[-–(]?\s*(?:Trang\s+)?\d{1,3}(?:/\d{1,3})?\s*[-–)]?")
_RECIPIENTS = re.compile(r"^noi nh[ae]n\b", re.I)
_ITEM = re.compile(r"^(?:[-–+•*]|\d{1,2}[.)]|[a-zđ]\)|[IVX]{1,4}\.)")
_GAP = 1.9  # of the height of a line: spaces of justified text stay below it


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that stand together on one line, and the box around them."""

    words: tuple[Word, ...]
    box: Box

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @staticmethod
    def of(words: Sequence[Word], fall: float) -> _Piece:
        """``fall``: pixels that lines sink per pixel to the right; the box is where they would stand if level."""
        box = Box.around(_level(word.box, fall) for word in words if word.box)
        assert box is not None
        return _Piece(tuple(words), box)


def _level(box: Box, fall: float) -> Box:
    lift = round((box.x0 + box.x1) / 2 * fall)
    return Box(box.x0, box.y0 - lift, box.x1, box.y1 - lift)


def arrange(
    lines: Iterable[Sequence[Word]], width: int, height: int, *, skew: float = 0.0, grids: Sequence[Grid] = ()
) -> tuple[Line, ...]:
    """Lines in human reading order with their zones; ruled tables (``grids``) row by row, cell by cell.

    ``lines`` are runs of words with boxes as an engine groups them; ``width`` and ``height`` are those of
    the page in pixels, ``skew`` is the angle in degrees at which its lines fall to the right. Every word
    comes out once, but for what is no print.
    """
    groups = [[word for word in line if word.box is not None] for line in lines]
    groups = [sorted(group, key=_left) for group in groups if group]
    if not groups:
        return ()
    unit = _line_height(groups)
    fall = tan(radians(skew))
    groups, cells = _parted(groups, grids)
    pieces = [_Piece.of(part, fall) for group in groups for part in _split(group, unit)]
    pieces = [piece for piece in pieces if not _is_junk(piece, unit)]
    head, pieces = _header(pieces, width, height, unit)
    pieces, foot = _footer(pieces, width, unit)
    body = [
        (piece, _zone_of(piece, width, height)) for piece in _with_tables(_in_rows(pieces), grids, cells, fall)
    ]
    return tuple(_numbered([*head, *body, *foot], unit))


def read_tables(lines: Iterable[Line], grids: Sequence[Grid]) -> tuple[Table, ...]:
    """The texts of ruled tables: one row of cells per row of the grid, "" where a cell is empty or merged."""
    _, cells = _parted([line.words for line in lines], grids)
    return tuple(_table(grid, cells) for grid in grids)


_Cells = dict[Cell, list[Word]]


def _parted(groups: Sequence[Sequence[Word]], grids: Sequence[Grid]) -> tuple[list[list[Word]], _Cells]:
    """Words that stand outside of all cells, as they were grouped, and those of each cell."""
    cells: _Cells = {}
    outside: list[list[Word]] = []
    for group in groups:
        rest = []
        for word in group:
            cell = _cell_of(word, grids)
            if cell is None:
                rest.append(word)
            else:
                cells.setdefault(cell, []).append(word)
        if rest:
            outside.append(rest)
    return outside, cells


def _cell_of(word: Word, grids: Sequence[Grid]) -> Cell | None:
    assert word.box
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2
    for grid in grids:
        if _holds(grid.box, x, y):
            return next((cell for cell in grid.cells if _holds(cell.box, x, y)), None)
    return None


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _cell_lines(words: Sequence[Word], fall: float) -> list[_Piece]:
    """The lines of a cell, without the specks that its rules leave."""
    good = [word for word in words if word.confidence > 0.5 or any(map(str.isalnum, word.text))]
    return _joined_rows([_Piece.of([word], fall) for word in good])


def _table(grid: Grid, cells: _Cells) -> Table:
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        lines = _cell_lines(cells.get(cell, ()), 0.0)
        rows[cell.row][cell.column] = " ".join(piece.text for piece in lines)
    return Table(tuple(tuple(row) for row in rows), grid.box)


def _with_tables(pieces: list[_Piece], grids: Sequence[Grid], cells: _Cells, fall: float) -> list[_Piece]:
    """The pieces with each table at its height between them."""
    for grid in grids:
        inside = [piece for cell in grid.cells for piece in _cell_lines(cells.get(cell, ()), fall)]
        if inside:
            top = min(piece.box.y0 for piece in inside)
            at = next((i for i, p in enumerate(pieces) if (p.box.y0 + p.box.y1) / 2 > top), len(pieces))
            pieces = [*pieces[:at], *inside, *pieces[at:]]
    return pieces


def _left(word: Word) -> int:
    return word.box.x0 if word.box else 0


def _line_height(groups: Sequence[Sequence[Word]]) -> float:
    heights = [word.box.height for group in groups for word in group if word.box and len(word.text) > 1]
    return float(median(heights)) if heights else 30.0


def _split(words: Sequence[Word], unit: float) -> list[list[Word]]:
    """A line cut at gaps too wide for a space, and before the country's name and motto."""
    parts: list[list[Word]] = [[words[0]]]
    for before, word in pairwise(words):
        assert before.box and word.box
        if word.box.x0 - before.box.x1 > _GAP * unit and not _room_for_pen(before.text, word.text):
            parts.append([])
        parts[-1].append(word)
    return [part for whole in parts for part in _before_country(whole)]


def _room_for_pen(before: str, after: str) -> bool:
    """Whether a gap is left for a number or day to be written by hand.

    >>> _room_for_pen("Số:", "/QĐ-UBND"), _room_for_pen("nhận:", "CHỦ")
    (True, False)
    """
    return bool(_PEN_AFTER.fullmatch(bare(before))) or after.startswith("/") or bare(after) in ("thang", "nam")


def _before_country(words: list[Word]) -> list[list[Word]]:
    """Cut where CỘNG HÒA … or Độc lập … begins, if words stand in front of it."""
    plain = [bare(word.text).lower() for word in words]
    scores = [_likeness(" ".join(plain[at:])) for at in range(len(words))]
    best = max(range(len(words)), key=scores.__getitem__)
    return [words[:best], words[best:]] if best and scores[best] > 75 else [words]


def _likeness(text: str) -> float:
    """0..100: how much the text begins like the country's name or motto."""
    return max(fuzz.ratio(text[: len(mark) + 2], mark) for mark in (_COUNTRY.lower(), _MOTTO.lower()))


def _is_country(piece: _Piece) -> bool:
    return fuzz.partial_ratio(_COUNTRY, bare(piece.text).upper()) > 75 and len(piece.words) >= 5


def _is_motto(piece: _Piece) -> bool:
    return fuzz.partial_ratio(_MOTTO.lower(), bare(piece.text).lower()) > 78 and len(piece.words) >= 4


_Placed = list[tuple[_Piece, Zone]]


def _header(pieces: list[_Piece], width: int, height: int, unit: float) -> tuple[_Placed, list[_Piece]]:
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
    placed: _Placed = [(p, "header-left") for p in _joined_rows(left)]
    placed += [(p, "header-right") for p in _joined_rows(right)]
    return placed, [piece for piece in pieces if id(piece) not in chosen]


def _right_block(top: Sequence[_Piece], mark: _Piece, edge: float, unit: float) -> list[_Piece]:
    """The country's name, the motto, place and date: down to the date, or three lines."""
    column = sorted((p for p in top if p.box.x0 >= edge), key=lambda p: p.box.y0)
    column = [p for p in column if p.box.y0 >= mark.box.y0 - 0.7 * unit]
    dated = [p for p in column if _DATE.search(bare(p.text)) and p.box.y0 - mark.box.y0 < 12 * unit]
    bottom = dated[0].box.y1 if dated else mark.box.y0 + 3.5 * unit
    return [p for p in column if p.box.y1 <= bottom + 0.7 * unit]


def _left_block(
    top: Sequence[_Piece], mark: _Piece, edge: float, right: Sequence[_Piece], unit: float
) -> list[_Piece]:
    """Issuer, number and the subject of a letter: all that stands beside the right block and goes on below."""
    column = sorted((p for p in top if p.box.x0 < edge), key=lambda p: p.box.y0)
    column = [p for p in column if p.box.y1 >= mark.box.y0 - 1.5 * unit]
    beside = max(p.box.y1 for p in right)
    block: list[_Piece] = []
    bottom = float(mark.box.y1)
    for piece in column:
        room = 5 * unit if _LEFT_LINE.match(bare(piece.text)) else 1.1 * unit
        goes_on = piece.box.y0 <= beside or piece.box.y0 - bottom < room
        if not goes_on or piece.box.x1 > edge + unit or bare(piece.text).startswith("Kinh gui"):
            break
        block.append(piece)
        bottom = max(bottom, float(piece.box.y1))
    return block


def _footer(pieces: list[_Piece], width: int, unit: float) -> tuple[list[_Piece], _Placed]:
    """The pieces above the two blocks at the foot, and the blocks: recipients before signature."""
    heads = [p for p in pieces if _RECIPIENTS.match(bare(p.text)) and p.box.x0 < 0.45 * width and len(p.words) < 5]
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
    placed: _Placed = [(p, "footer-left") for p in _in_rows(left)]
    placed += [(p, "footer-right") for p in _in_rows(right)]
    return [piece for piece in pieces if id(piece) not in chosen], placed


def _is_junk(piece: _Piece, unit: float) -> bool:
    """Whether a piece is no print: specks, strokes of a pen, bits of a seal or of another line's accents.

    A few words that the engine is unsure of all alone; or something lower than a letter. What stands on a
    line with good words is kept: there a reader must see that something was written.
    """
    letters = sum(character.isalnum() for character in piece.text)
    if min(word.confidence for word in piece.words) == 1:  # a text layer: not read from pixels
        return False
    if _BULLET.fullmatch(piece.text):
        return piece.words[0].confidence < 0.3
    if piece.box.height < 0.5 * unit and letters < 4:
        return True
    surest = max(word.confidence for word in piece.words)
    return (surest < 0.5 and len(piece.words) < 4) or (not letters and surest < 0.8)


def _joined_rows(pieces: Sequence[_Piece]) -> list[_Piece]:
    """One piece per row: in a block of the header a gap is room for a number or day written by hand."""
    return [_merged(row) for row in _rows(pieces)]


def _merged(row: Sequence[_Piece]) -> _Piece:
    box = Box.around(piece.box for piece in row)
    assert box is not None
    return _Piece(tuple(word for piece in row for word in piece.words), box)


def _in_rows(pieces: Sequence[_Piece]) -> list[_Piece]:
    """From top to bottom, pieces of one row from left to right."""
    return [piece for row in _rows(pieces) for piece in row]


def _rows(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.box.y0 + p.box.y1) / 2):
        middle = (piece.box.y0 + piece.box.y1) / 2
        if rows and any(other.box.y0 <= middle <= other.box.y1 and not _above(other, piece) for other in rows[-1]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.box.x0) for row in rows]


def _above(upper: _Piece, lower: _Piece) -> bool:
    """Whether one piece stands over the other: they share columns."""
    return min(upper.box.x1, lower.box.x1) - max(upper.box.x0, lower.box.x0) > 0


def _zone_of(piece: _Piece, width: int, height: int) -> Zone:
    middle = (piece.box.y0 + piece.box.y1) / 2
    at_edge = middle < 0.12 * height or middle > 0.92 * height
    inside = piece.box.x0 > 0.2 * width
    return "page-number" if at_edge and inside and _PAGE_NUMBER.fullmatch(piece.text) else "body"


def _numbered(placed: _Placed, unit: float) -> list[Line]:
    """Lines with the numbers of their paragraphs."""
    lines: list[Line] = []
    paragraph = 0
    left, right = _margins([piece for piece, zone in placed if zone == "body"])
    for at, (piece, zone) in enumerate(placed):
        if at and _starts_paragraph(placed[at - 1], (piece, zone), left, right, unit):
            paragraph += 1
        lines.append(replace(Line(piece.words), zone=zone, paragraph=paragraph))
    return lines


def _margins(pieces: Sequence[_Piece]) -> tuple[int, int]:
    if not pieces:
        return 0, 0
    lefts, rights = sorted(p.box.x0 for p in pieces), sorted(p.box.x1 for p in pieces)
    return lefts[len(lefts) // 4], rights[len(rights) * 3 // 4]


def _starts_paragraph(
    before: tuple[_Piece, Zone], now: tuple[_Piece, Zone], left: int, right: int, unit: float
) -> bool:
    (above, zone_above), (piece, zone) = before, now
    if zone != zone_above or _ITEM.match(piece.text):
        return True
    if piece.box.y0 - above.box.y1 > 1.3 * unit or piece.box.y1 < above.box.y0:
        return True
    return zone == "body" and (above.box.x1 < right - 3 * unit or piece.box.x0 > left + 1.2 * unit)
