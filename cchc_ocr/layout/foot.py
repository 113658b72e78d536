"""Finds the two blocks side by side in the foot of the last page: recipients, then signature.

They are known by the heading of the recipients, or by the last of them ("- Lưu: VT") where that was not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from cchc_ocr.layout.columns import is_marked, is_page_number
from cchc_ocr.layout.head import Placed
from cchc_ocr.layout.landmarks import is_filed, recipients_end
from cchc_ocr.layout.segments import Segment, in_rows

_LEFT_HALF = 0.45  # of the page's width: recipients begin within it
_MIDDLE = 0.42  # of the page's width: signatures begin to the right of it


def by_boxes(segments: list[Segment], width: int, height: int, unit: float) -> tuple[list[Segment], Placed]:
    """The segments above the blocks at the foot; and these: recipients before signature, then footnotes.

    ``width`` and ``height`` are those of the page, ``unit`` is the height of a line, all in pixels.
    """
    start = _start(segments, width, unit)
    if start is None:
        return segments, []
    top_left, edge = start
    below = [s for s in segments if s.box.y1 >= top_left - 4 * unit]
    right = [s for s in below if s.box.x0 >= edge]
    left = [s for s in below if s.box.y0 >= top_left - 0.5 * unit and s.box.x0 < _MIDDLE * width]
    if right:
        top = min(s.box.y0 for s in right)
        crossing = [s for s in below if s not in right and s.box.y0 > top and s not in left]
        if crossing:
            lowest = max(s.box.y1 for s in crossing)
            right = [s for s in right if s.box.y0 >= lowest - 0.5 * unit]
    foot = {id(segment) for segment in [*left, *right]}
    rest = [segment for segment in segments if id(segment) not in foot]
    end = _notes_top(left, [*left, *right], height, unit)
    notes = [s for s in [*left, *right] if s.box.y0 >= end]
    placed: Placed = [(s, "footer-left") for s in in_rows(left) if s.box.y0 < end]
    placed += [(s, "footer-right") for s in in_rows(right) if s.box.y0 < end]
    placed += [(s, "page-number" if is_page_number(s, width, height) else "footnote") for s in in_rows(notes)]
    return rest, placed


def _start(segments: Sequence[Segment], width: int, unit: float) -> tuple[int, float] | None:
    """Where the recipients begin, and the left edge of what is beside them; None without recipients."""
    on_left = [s for s in segments if s.box.x0 < _LEFT_HALF * width]
    headings = [s for s in on_left if recipients_end(s.text) is not None]
    if headings:
        return headings[-1].box.y0, max(headings[-1].box.x1 + unit, _MIDDLE * width)
    filed = [s for s in on_left if is_filed(s.text, alone=True)]
    return (_list_top(on_left, filed[-1], _MIDDLE * width, unit), _MIDDLE * width) if filed else None


def _list_top(segments: Sequence[Segment], last: Segment, edge: float, unit: float) -> int:
    """Where the list begins that ends with "- Lưu: …"; its heading and left ends of items may be unread."""
    top = last.box.y0
    for segment in sorted(segments, key=lambda s: -s.box.y0):
        aligned = abs(segment.box.x0 - last.box.x0) < 1.5 * unit
        if segment.box.y0 < top and (aligned or segment.box.x1 < edge):
            if top - segment.box.y1 > 0.8 * unit:
                break
            top = segment.box.y0
    return top


def _notes_top(left: Sequence[Segment], foot: Sequence[Segment], height: int, unit: float) -> float:
    """Where footnotes begin in a foot: at a mark that stands on the left, set apart, below both blocks."""
    for segment in sorted(left, key=lambda s: s.box.y0):
        above = [s.box.y1 for s in foot if s.box.y0 < segment.box.y0 - 0.5 * unit]
        apart = bool(above) and segment.box.y0 - max(above) > 1.2 * unit
        if apart and segment.box.y0 > height / 2 and is_marked(segment):
            return segment.box.y0 - 0.5 * unit
    return inf
