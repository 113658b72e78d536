"""Divides the body of a page into columns of running text, footnotes and page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations
from statistics import median

from cchc_ocr.layout.segments import Segment, in_rows, joined_rows, rows_of

_PAGE_NUMBER = re.compile(r"[-–(]?\s*(?:Trang\s+)?\d{1,3}(?:/\d{1,3})?\s*[-–)]?")
_NOTE = re.compile(r"[\d*'‘’`´°^\"(]")  # a raised figure, or what engines make of it
# The figures stand in docs/reading.md, section "Columns and footnotes".
_SMALL = 0.88  # of the height of the page's words; notes are set two to four points below its 13 or 14
_FEWEST_LINES = 5  # of a column; fewer lines side by side are cells or blocks
_FULL = 0.8  # of a column's width: lines of running text are as long, but for the last ones of paragraphs
_MOSTLY = 0.6  # of the lines of running text are full; cells of a table without rules are not
_NARROWEST = 10  # heights of a line


def is_page_number(segment: Segment, width: int, height: int) -> bool:
    """Whether a segment is nothing but a number near the upper or lower edge, not at the left margin."""
    middle = (segment.box.y0 + segment.box.y1) / 2
    at_edge = middle < 0.12 * height or middle > 0.92 * height
    return at_edge and segment.box.x0 > 0.2 * width and bool(_PAGE_NUMBER.fullmatch(segment.text))


def sections(segments: Sequence[Segment], unit: float) -> list[list[Segment]]:
    """The segments in reading order, in parts with margins of their own: a column after the one to its left.

    ``unit`` is the height of a line. Segments across several columns part what is above from what is below.
    """
    rows = rows_of(segments)
    x = _gutter(rows)
    start, end = _longest_run(rows, x)
    beside = [segment for row in rows[start:end] for segment in row]
    left = [segment for segment in beside if segment.box.x1 <= x]
    right = [segment for segment in beside if segment.box.x0 >= x]
    if not (_is_running(left, unit) and _is_running(right, unit)):
        return [in_rows(segments)] if segments else []
    above, below = ([segment for row in part for segment in row] for part in (rows[:start], rows[end:]))
    columns = (*_column(left, unit), *_column(right, unit))
    return [*sections(above, unit), *columns, *sections(below, unit)]


def _column(segments: Sequence[Segment], unit: float) -> list[list[Segment]]:
    """A column line by line, or the columns that it is made of; wide spaces of narrow lines do not part words."""
    parts = sections(segments, unit)
    return parts if len(parts) > 1 else [joined_rows(segments)]


def _gutter(rows: Sequence[Sequence[Segment]]) -> float:
    """The x coordinate at which most segments have a gap beside them; -1 where no segment has one."""
    gaps = [gap for row, below in pairwise([*rows, ()]) for gap in _gaps(row, below)]
    middles = [(left + right) / 2 for left, right in gaps]
    return max(middles, key=lambda x: sum(left <= x <= right for left, right in gaps), default=-1.0)


def _gaps(row: Sequence[Segment], below: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    """Both ends of each gap beside a segment; its neighbour may stand half a line lower, in a row of its own."""
    for one, other in permutations([*row, *below], 2):
        beside = one.box.x1 < other.box.x0 and min(one.box.y1, other.box.y1) > max(one.box.y0, other.box.y0)
        if beside and not any(one.box.x1 < third.box.x0 < other.box.x0 for third in row):
            yield one.box.x1, other.box.x0


def _longest_run(rows: Sequence[Sequence[Segment]], x: float) -> tuple[int, int]:
    """The longest run of rows in which no segment crosses ``x``, as a half-open range of row numbers."""
    crossed = [any(segment.box.x0 < x < segment.box.x1 for segment in row) for row in rows]
    edges = [-1, *(at for at, is_crossed in enumerate(crossed) if is_crossed), len(rows)]
    before, after = max(pairwise(edges), key=lambda edge: edge[1] - edge[0])
    return before + 1, after


def _is_running(segments: Sequence[Segment], unit: float) -> bool:
    """Whether the lines are those of running text, which fill a column."""
    lines = joined_rows(segments)
    if len(lines) < _FEWEST_LINES:
        return False
    width = max(line.box.x1 for line in lines) - min(line.box.x0 for line in lines)
    full = sum(line.box.width >= _FULL * width for line in lines)
    return width >= _NARROWEST * unit and full >= _MOSTLY * len(lines)


def notes_start(segments: Sequence[Segment], height: int, unit: float) -> int:
    """Where footnotes begin among segments in reading order: marked small print at the foot; else the end."""
    start = len(segments)
    while start and segments[start - 1].box.y0 > height / 2 and _print_height(segments[start - 1]) < _SMALL * unit:
        start -= 1
    marked = [at for at in range(start, len(segments)) if is_marked(segments[at])]
    return marked[0] if marked and start else len(segments)


def is_marked(segment: Segment) -> bool:
    """Whether a segment begins like a footnote."""
    return bool(_NOTE.match(segment.text))


def _print_height(segment: Segment) -> float:
    heights = [word.box.height for word in segment.words if word.box and len(word.text) > 2]
    return float(median(heights)) if heights else float(segment.box.height)
