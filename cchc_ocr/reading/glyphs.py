"""Checks figures in table cells against their print: marks by their position, digits by others of the page.

Alone in its cell a figure has no neighbours by which the engine could tell a comma from a point, or an 8 from
a paragraph sign; but a comma hangs below the digits, and the other 8s of the page look the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from cchc_ocr.document import Box, Line
from cchc_ocr.picture.grids import Cell, Grid, cell_at
from cchc_ocr.picture.inspection import components, is_bilevel
from cchc_ocr.picture.pixels import Pixels

# The figures stand in docs/reading.md, sections "Figures in cells" and "Cells, measured".
_FIGURE = re.compile(r"([\d§SŠšsBOolI|!\]][.,/:;\d§SŠšsBOolI|!\]]*)")
_MARK = re.compile(r"[.,/:;]")
_ENLARGED = 2
_INKS = 0.3, 0.45, 0.6  # of the blackest: how dark ink is
_PALE, _WHOLE = 0.25, 0.93  # of the blackest: what may be ink; the share of it that digits and marks hold
_ABOVE = 0.3  # of the narrower of two pieces: what they share of their columns
_WIDE = 0.7  # of its height: how wide a digit is with the room beside it
_TALL, _SMALL, _LOW = 0.8, 0.5, 0.55  # of a digit's height: digits, marks, and below what their marks begin
_SPECK = 0.01  # of a digit's height, squared: the least area of ink that counts
_CLOSEST, _PARTED, _FARTHEST = 0.45, 0.92, 1.6  # of it: from one digit to the next; beyond the second lies a mark
_LEAK = 0.04  # of a digit's height: how far the ink of a point spreads below the line
_HANGS, _HANGS_SHARPLY = 0.13, 0.04  # of a mark's ink: what a comma has below that; in black and white
_SIZE = 24  # rows and columns of a digit when it is compared
_NEAREST = 2  # prints of a digit that another is held against, and must have been read beside it
_ALIKE = 0.85  # likeness of a sign to the digit it becomes
_SIGN_LEAD, _DIGIT_LEAD, _DOUBTED_LEAD = 0.04, 0.25, 0.12  # over the next; over the digit that was read
_DOUBTED = 0.3  # the most that a figure is believed whose digits look like others


@dataclass(frozen=True, slots=True, eq=False)
class _Figure:
    """A figure alone in its cell: its digits as they were read, with the mark before each, and their prints.

    ``closing`` is what stands behind the last: the point of an ordinal.
    """

    line: int
    digits: str
    marks: tuple[str, ...]
    closing: str
    prints: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class _Print:
    """How dark a cell is, where its digits are, and the marks by the number of the digit they stand before."""

    dark: NDArray[np.float32]
    digits: Sequence[Box]
    marks: Mapping[int, str]


def checked(lines: Sequence[Line], picture: Pixels, grids: Sequence[Grid]) -> tuple[Line, ...]:
    """The lines, with the figures that stand alone in cells as their print shows them.

    A mark that was lost, or read as another, is as the print has it. A sign that is no digit, and a digit that
    looks like the others of another kind and not like its own, becomes what it looks like; where that is not
    clear the word is believed less. ``picture`` is without the rules of the tables.
    """
    figures = list(_figures(lines, picture, grids))
    if not figures:
        return tuple(lines)
    known = _Known(figures)
    changed = list(lines)
    first = 0
    for figure in figures:
        last = first + len(figure.digits)
        changed[figure.line] = _mended(
            lines[figure.line], figure, [known.resembled(at) for at in range(first, last)]
        )
        first = last
    return tuple(changed)


def _figures(lines: Sequence[Line], picture: Pixels, grids: Sequence[Grid]) -> Iterator[_Figure]:
    sharp = is_bilevel(picture)
    for cell, at in _alone(lines, grids).items():
        text = lines[at].text
        if not _FIGURE.fullmatch(text) or text in ("I", "II", "III"):
            continue
        read = _MARK.sub("", text)
        found = _print(picture, cell.box, len(read), sharp)
        if found:
            yield _Figure(at, read, _marks(text, found.marks), text[len(text.rstrip(".,/:;")) :], _shapes(found))


def _alone(lines: Sequence[Line], grids: Sequence[Grid]) -> Mapping[Cell, int]:
    """The cells with one line of one word."""
    places: dict[Cell, list[int]] = {}
    for at, line in enumerate(lines):
        for cell in {cell_at(word.box, grids) for word in line.words if word.box}:
            if cell:
                places.setdefault(cell, []).append(at)
    return {cell: ats[0] for cell, ats in places.items() if len(ats) == 1 and len(lines[ats[0]].words) == 1}


def _print(picture: Pixels, box: Box, count: int, sharp: bool) -> _Print | None:
    """The print of a cell that is ``count`` digits in a row, with marks between them; None of any other."""
    dark = _darkness(picture[box.y0 : box.y1, box.x0 : box.x1])
    dark[_at_edges(dark)] = 0
    for ink in _INKS:
        digits, others = _pieces(dark, ink)
        if len(digits) == count and _well_spaced(digits) and _whole(dark, [*digits, *others]):
            marks = (_mark(dark, other, digits, sharp) for other in others)
            return _Print(dark, digits, dict(filter(None, marks)))
    return None


def _darkness(inside: Pixels) -> NDArray[np.float32]:
    """A cell enlarged, from 0 for its paper to 1 for its blackest ink."""

    ink = np.clip(float(np.median(inside)) - inside.astype(np.float32), 0, 255)
    dark = cv2.resize(ink, None, fx=_ENLARGED, fy=_ENLARGED, interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.clip(dark / max(float(dark.max()) * 0.95, 1.0), 0, 1), np.float32)


def _at_edges(dark: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Where ink reaches the edges of the cell: what is left of its rules."""

    _, labels = cv2.connectedComponents((dark > _PALE).astype(np.uint8), connectivity=8)
    edges = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    return np.isin(labels, edges[edges > 0])


def _pieces(dark: NDArray[np.float32], ink: float) -> tuple[list[Box], list[Box]]:
    """The digits from left to right, and what ink is beside them."""

    stats = components((dark > ink).astype(np.uint8)).stats
    pieces = [(Box(x, y, x + w, y + h), area) for x, y, w, h, area in stats[1:].tolist()]
    height = max((piece.height for piece, _ in pieces), default=0)
    groups: list[Box] = []
    for piece in sorted((piece for piece, area in pieces if area > _SPECK * height**2), key=lambda box: box.x0):
        if groups and _of_one_digit(groups[-1], piece, height):
            groups[-1] = groups[-1].union(piece)
        else:
            groups.append(piece)
    digits = [part for group in groups if group.height >= _TALL * height for part in _parted(dark, group)]
    return digits, [group for group in groups if group.height < _SMALL * height]


def _of_one_digit(left: Box, right: Box, height: int) -> bool:
    """Whether two pieces of ink belong to one digit: one is above the other, or both are no wider than a digit."""
    above = min(left.x1, right.x1) - right.x0 > _ABOVE * min(left.width, right.width)
    halves = min(left.height, right.height) > _SMALL * height and right.x1 - left.x0 < _WIDE * height
    return above or halves


def _parted(dark: NDArray[np.float32], piece: Box) -> list[Box]:
    """Digits that touch one another, parted where there is least ink."""
    count = max(round(piece.width / (_WIDE * piece.height)), 1)
    edges = [piece.x0]
    for number in range(1, count):
        expected, reach = piece.x0 + number * piece.width // count, max(piece.height // 6, 1)
        columns = dark[piece.y0 : piece.y1, expected - reach : expected + reach + 1].sum(axis=0)
        edges.append(expected - reach + int(columns.argmin()))
    return [Box(x0, piece.y0, x1, piece.y1) for x0, x1 in pairwise([*edges, piece.x1])]


def _well_spaced(digits: Sequence[Box]) -> bool:
    """Whether no two pieces are so close that they are the halves of one digit, or so far that one is missing."""
    height = max(digit.height for digit in digits)
    return all(_CLOSEST < _pitch(*pair) / height < _FARTHEST for pair in pairwise(digits))


def _whole(dark: NDArray[np.float32], pieces: Sequence[Box]) -> bool:
    """Whether there is next to no ink beside the pieces: none of them is a fragment."""
    ink = dark * (dark > _PALE)
    return sum(float(ink[p.y0 : p.y1, p.x0 : p.x1].sum()) for p in pieces) >= _WHOLE * float(ink.sum())


def _pitch(left: Box, right: Box) -> float:
    return (right.x0 + right.x1 - left.x0 - left.x1) / 2


def _mark(dark: NDArray[np.float32], mark: Box, digits: Sequence[Box], sharp: bool) -> tuple[int, str] | None:
    """The number of the digit before which a mark stands, and the mark; None for a bit of a digit, or a speck."""
    after = sum((digit.x0 + digit.x1) < mark.x0 + mark.x1 for digit in digits)
    if not 0 < after < len(digits):
        return None
    left, right = digits[after - 1], digits[after]
    head, foot, height = min(left.y0, right.y0), max(left.y1, right.y1), max(left.height, right.height)
    apart = _pitch(left, right) >= _PARTED * height
    if not apart or mark.y0 < head + _LOW * height or mark.y0 >= foot:
        return None
    low = min(foot + round(height / 2), len(dark))
    column = dark[mark.y0 : low, mark.x0 : mark.x1]
    hanging = float(column[foot + round(_LEAK * height) - mark.y0 :].sum()) / max(float(column.sum()), 1e-6)
    return after, "," if hanging > (_HANGS_SHARPLY if sharp else _HANGS) else "."


def _marks(text: str, shown: Mapping[int, str]) -> tuple[str, ...]:
    """What stands before each digit: as the print shows it, else as it was read.

    A comma that was read is one, and so is a point before thousands.
    """
    parts = re.findall(r"([.,/:;]*)[^.,/:;]", text)
    return tuple(
        mark if mark == "," or (mark == "." and len(parts) - at == 3) else shown.get(at, mark)
        for at, mark in enumerate(parts)
    )


def _shapes(found: _Print) -> NDArray[np.float32]:
    """Each digit as a row of pixels, all of one height, that sum to 0 and are of length 1."""

    rows = []
    for box in found.digits:
        width = min(max(round(_SIZE * box.width / box.height), 1), _SIZE)
        left = (_SIZE - width) // 2
        shape = np.zeros((_SIZE, _SIZE), np.float32)
        ink = found.dark[box.y0 : box.y1, box.x0 : box.x1]
        shape[:, left : left + width] = cv2.resize(ink, (width, _SIZE), interpolation=cv2.INTER_AREA)
        blurred = cv2.GaussianBlur(shape, (0, 0), 1.0)
        row = (blurred - blurred.mean()).ravel()
        rows.append(row / max(float(np.linalg.norm(row)), 1e-6))
    return np.array(rows, np.float32)


class _Known:
    """The digits of a page by their prints."""

    def __init__(self, figures: Sequence[_Figure]) -> None:

        self._read = np.array([digit for figure in figures for digit in figure.digits])
        self._prints = np.concatenate([figure.prints for figure in figures])

    def resembled(self, at: int) -> tuple[str, bool]:
        """The digit that the sign at index ``at`` resembles most, and whether that is doubtful."""

        like = self._prints @ self._prints[at]
        others = np.arange(len(like)) != at
        means = {
            digit: float(np.sort(like[others & (self._read == digit)])[-_NEAREST:].mean())
            for digit in "0123456789"
            if np.count_nonzero(others & (self._read == digit)) >= _NEAREST
        }
        read = str(self._read[at])
        best, *rest = sorted(means, key=means.__getitem__, reverse=True) or [read]
        if not read.isascii() or not read.isdigit():
            clear = bool(rest) and means[best] >= _ALIKE and means[best] - means[rest[0]] >= _SIGN_LEAD
            return (best, False) if clear else (read, True)
        lead = means[best] - means[read] if read in means else 0.0
        clear = lead >= _DIGIT_LEAD and means[best] >= _ALIKE
        return (best if clear else read), lead >= _DOUBTED_LEAD and not clear


def _mended(line: Line, figure: _Figure, resembled: Sequence[tuple[str, bool]]) -> Line:
    (word,) = line.words
    text = "".join(mark + digit for mark, (digit, _) in zip(figure.marks, resembled, strict=True)) + figure.closing
    doubted = any(doubt for _, doubt in resembled)
    if text != word.text:
        word = replace(word, text=text, seen=word.seen or word.text)
    if doubted:
        word = replace(word, confidence=min(word.confidence, _DOUBTED))
    return replace(line, words=(word,))
