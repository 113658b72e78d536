"""Finds the two blocks side by side in the head of the first page by the boxes of its lines.

Nghị định 30/2020/NĐ-CP: on the left issuer, number and the subject of a letter; on the right the country's name,
motto, place and date. With boxes the blocks are separated where the right one begins; ``head_lines`` tells them
apart in plain text, where both may stand on one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from cchc_ocr.document import Zone
from cchc_ocr.layout.landmarks import (
    ABOUT,
    NUMBER_LINE,
    TO,
    find_heading,
    is_dated,
    is_upper,
    mark_of,
)
from cchc_ocr.layout.segments import Segment, joined_rows, rows_of
from cchc_ocr.vietnamese import bare

_TOP = 0.5  # of the page: what stands lower is no head
_LEAST_LEFT = 0.15  # of the page's width: the right block begins to the right of it
_LEAST_DATE = 0.35  # as much for a date, which may be the end of a line of text as well
_END_OF_DATE = 0.7  # of the page's width: a date in the right block reaches beyond it
_OFF_MIDDLE = 0.16  # of the page's width: how far the middle of a title may be off its middle, twice
_BESIDE_DATE = 4.5  # heights of a line between the number and a date that nothing known stands above
_ROOM_ABOVE_TITLE = 1.5  # heights of a line
_TALLEST = 12  # heights of a line between the country's name and the date

Placed = list[tuple[Segment, Zone]]


def by_boxes(segments: list[Segment], width: int, height: int, unit: float) -> tuple[Placed, list[Segment]]:
    """The two blocks, left before right, and the segments that are in neither.

    ``width`` and ``height`` are those of the page, ``unit`` is the height of a line, all in pixels.
    """
    top = [segment for segment in segments if segment.box.y1 < _TOP * height]
    title = _title_top(top, width, unit)
    top = [segment for segment in top if segment.box.y0 < title]
    marks = _marks(top, width, unit)
    if not marks:
        return [], segments
    mark = _topmost(min(marks, key=lambda s: s.box.y0), top, unit)
    edge = min(s.box.x0 for s in (*marks, mark)) - unit
    if edge < _LEAST_LEFT * width:
        return [], segments
    right = _right_block(top, mark, edge, unit)
    edge = min(segment.box.x0 for segment in right) - 0.3 * unit
    left = _left_block(top, mark, edge, right, unit)
    chosen = {id(segment) for segment in [*left, *right]}
    placed: Placed = [(s, "header-left") for s in joined_rows(left)]
    placed += [(s, "header-right") for s in joined_rows(right)]
    return placed, [segment for segment in segments if id(segment) not in chosen]


def _title_top(top: Sequence[Segment], width: int, unit: float) -> float:
    """Where a title in the middle of the page begins below the country's name: both blocks stand above it."""
    headings = [s.box for s in _headings(top)]
    lowest, edge = max((b.y1 for b in headings), default=inf), min((b.x0 for b in headings), default=0)
    titles = (
        s.box.y0
        for s in top
        if s.box.y0 > lowest + _ROOM_ABOVE_TITLE * unit
        and is_upper(s.text)
        and s.box.x0 < edge - unit
        and abs(s.box.x0 + s.box.x1 - width) < _OFF_MIDDLE * width
    )
    return min(titles, default=inf)


def _marks(top: Sequence[Segment], width: int, unit: float) -> list[Segment]:
    """The segments by which the right block is known: a heading, and the date below it.

    Where no heading can be read, a date beside a number.
    """
    headings = list(_headings(top))
    on_right = [s for s in top if s.box.x0 > _LEAST_DATE * width and s.box.x1 > _END_OF_DATE * width]
    dated = [s for s in on_right if is_dated(s.text)]
    if headings:
        upper = min(s.box.y0 for s in headings)
        below = [s for s in dated if 0 < s.box.y0 - upper < _TALLEST * unit]
        return [*headings, *sorted(below, key=lambda s: s.box.y0)[:1]]  # a subject may hold another
    numbers = [s.box for s in top if NUMBER_LINE.match(_plain(s))]
    beside = [
        s for s in dated if any(abs(n.y0 - s.box.y0) < _BESIDE_DATE * unit and n.x1 <= s.box.x0 for n in numbers)
    ]
    return sorted(beside, key=lambda s: s.box.y0)[:1]


def _topmost(mark: Segment, top: Sequence[Segment], unit: float) -> Segment:
    """What stands in capitals above a date where no heading is known: a body that governs ("HỘI NÔNG DÂN …")."""
    above = [
        s
        for s in top
        if 0 < mark.box.y0 - s.box.y0 < _TALLEST * unit and s.box.x1 > mark.box.x0 + unit and is_upper(s.text)
    ]
    right = [s for s in above if s.box.x0 > mark.box.x0 - _TALLEST * unit]
    return min(right, key=lambda s: s.box.y0, default=mark) if is_dated(mark.text) else mark


def _headings(top: Sequence[Segment]) -> Iterator[Segment]:
    """The segments that begin with a heading, which an engine may have cut in two."""
    for row in rows_of(top):
        for at, segment in enumerate(row):
            if find_heading(" ".join(s.text for s in row[at:]), as_printed=True) == 0:
                yield segment


def _right_block(top: Sequence[Segment], mark: Segment, edge: float, unit: float) -> list[Segment]:
    """The country's name, the motto, place and date: down to the date, or three lines."""
    column = sorted((s for s in top if s.box.x0 >= edge), key=lambda s: s.box.y0)
    column = [s for s in column if s.box.y0 >= mark.box.y0 - 0.7 * unit]
    dated = [s for s in column if is_dated(s.text) and s.box.y0 - mark.box.y0 < _TALLEST * unit]
    bottom = dated[0].box.y1 if dated else mark.box.y0 + 3.5 * unit
    return [s for s in column if s.box.y1 <= bottom + 0.7 * unit]


def _left_block(
    top: Sequence[Segment], mark: Segment, edge: float, right: Sequence[Segment], unit: float
) -> list[Segment]:
    """Issuer, number and the subject of a letter: all that stands beside the right block and goes on below."""
    column = sorted((s for s in top if s.box.x0 < edge), key=lambda s: s.box.y0)
    column = [s for s in column if s.box.y1 >= mark.box.y0 - 1.5 * unit]
    beside = max(s.box.y1 for s in right)
    block: list[Segment] = []
    bottom = float(mark.box.y1)
    for segment in column:
        is_beside = segment.box.y0 <= beside
        level = [
            s.box.x0 for s in right if s.box.y0 <= segment.box.y1
        ]  # a date further down may reach to the left
        crosses = segment.box.x1 > min(level, default=edge) + 0.7 * unit
        if crosses and is_beside:
            continue  # both blocks were read as one and cannot be parted
        goes_on = is_beside or segment.box.y0 - bottom < _room_above(segment, unit)
        if crosses or not goes_on or TO.match(_plain(segment)):
            break
        block.append(segment)
        bottom = max(bottom, float(segment.box.y1))
    return block


def _room_above(segment: Segment, unit: float) -> float:
    """How far, in pixels, a line may stand below the one above it and belong to the same block."""
    plain = _plain(segment)
    opens = NUMBER_LINE.match(plain) or ABOUT.match(plain)
    return (5 if opens else 2 if mark_of(segment.text) else 1.1) * unit


def _plain(segment: Segment) -> str:
    return bare(segment.text).lower()
