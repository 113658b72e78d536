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
from cchc_ocr.layout.segments import COUNTRY, MOTTO, Segment, in_rows, joined_rows
from cchc_ocr.vietnamese import bare

_DATE = re.compile(r"ngay.*thang|thang.*nam *\d", re.I)  # the day and month may be pen strokes
_LEFT_LINE = re.compile(r"So\b|V/v\b", re.I)
_RECIPIENTS = "noi nhan"
_FILED = re.compile(r"\W*Luu ?:", re.I)  # the last item of the recipients: where the document is kept
_LEFT_HALF = 0.45  # of the page's width: recipients begin within it
_MIDDLE = 0.42  # of the page's width: signatures begin to the right of it

Placed = list[tuple[Segment, Zone]]


def _is_country(segment: Segment) -> bool:
    return fuzz.partial_ratio(COUNTRY, bare(segment.text).upper()) > 75 and len(segment.words) >= 5


def _is_motto(segment: Segment) -> bool:
    return fuzz.partial_ratio(MOTTO.lower(), bare(segment.text).lower()) > 78 and len(segment.words) >= 4


def header(segments: list[Segment], width: int, height: int, unit: float) -> tuple[Placed, list[Segment]]:
    """The two blocks at the head, left before right, and the segments below them."""
    top = [segment for segment in segments if segment.box.y1 < height * 0.5]
    marks = [p for p in top if _is_country(p)] or [p for p in top if _is_motto(p)]
    if not marks:
        return [], segments
    mark = min(marks, key=lambda p: p.box.y0)
    edge = mark.box.x0 - unit
    if edge < 0.15 * width:
        return [], segments
    right = _right_block(top, mark, edge, unit)
    edge = min(segment.box.x0 for segment in right) - 0.3 * unit
    left = _left_block(top, mark, edge, right, unit)
    chosen = {id(segment) for segment in [*left, *right]}
    placed: Placed = [(p, "header-left") for p in joined_rows(left)]
    placed += [(p, "header-right") for p in joined_rows(right)]
    return placed, [segment for segment in segments if id(segment) not in chosen]


def _right_block(top: Sequence[Segment], mark: Segment, edge: float, unit: float) -> list[Segment]:
    """The country's name, the motto, place and date: down to the date, or three lines."""
    column = sorted((p for p in top if p.box.x0 >= edge), key=lambda p: p.box.y0)
    column = [p for p in column if p.box.y0 >= mark.box.y0 - 0.7 * unit]
    dated = [p for p in column if _DATE.search(bare(p.text)) and p.box.y0 - mark.box.y0 < 12 * unit]
    bottom = dated[0].box.y1 if dated else mark.box.y0 + 3.5 * unit
    return [p for p in column if p.box.y1 <= bottom + 0.7 * unit]


def _left_block(
    top: Sequence[Segment], mark: Segment, edge: float, right: Sequence[Segment], unit: float
) -> list[Segment]:
    """Issuer, number and the subject of a letter: all that stands beside the right block and goes on below."""
    column = sorted((p for p in top if p.box.x0 < edge), key=lambda p: p.box.y0)
    column = [p for p in column if p.box.y1 >= mark.box.y0 - 1.5 * unit]
    beside = max(p.box.y1 for p in right)
    block: list[Segment] = []
    bottom = float(mark.box.y1)
    for segment in column:
        room = 5 * unit if _LEFT_LINE.match(bare(segment.text)) else 1.1 * unit
        goes_on = segment.box.y0 <= beside or segment.box.y0 - bottom < room
        if not goes_on or segment.box.x1 > edge + unit or bare(segment.text).startswith("Kinh gui"):
            break
        block.append(segment)
        bottom = max(bottom, float(segment.box.y1))
    return block


def footer(segments: list[Segment], width: int, height: int, unit: float) -> tuple[list[Segment], Placed]:
    """The segments above the blocks at the foot; and these: recipients before signature, then footnotes."""
    start = _foot_start(segments, width, unit)
    if start is None:
        return segments, []
    top_left, edge = start
    below = [p for p in segments if p.box.y1 >= top_left - 4 * unit]
    right = [p for p in below if p.box.x0 >= edge]
    left = [p for p in below if p.box.y0 >= top_left - 0.5 * unit and p.box.x0 < _MIDDLE * width]
    if right:
        top = min(p.box.y0 for p in right)
        crossing = [p for p in below if p not in right and p.box.y0 > top and p not in left]
        if crossing:
            lowest = max(p.box.y1 for p in crossing)
            right = [p for p in right if p.box.y0 >= lowest - 0.5 * unit]
    foot = {id(segment) for segment in [*left, *right]}
    rest = [segment for segment in segments if id(segment) not in foot]
    end = _notes_top(left, [*left, *right], height, unit)
    notes = [p for p in [*left, *right] if p.box.y0 >= end]
    placed: Placed = [(p, "footer-left") for p in in_rows(left) if p.box.y0 < end]
    placed += [(p, "footer-right") for p in in_rows(right) if p.box.y0 < end]
    placed += [(p, "page-number" if is_page_number(p, width, height) else "footnote") for p in in_rows(notes)]
    return rest, placed


def _foot_start(segments: Sequence[Segment], width: int, unit: float) -> tuple[int, float] | None:
    """Where the recipients begin, and the left end of what stands beside them; None where there are none."""
    on_left = [p for p in segments if p.box.x0 < _LEFT_HALF * width]
    heads = [p for p in on_left if _heads_recipients(p)]
    if heads:
        return heads[-1].box.y0, max(heads[-1].box.x1 + unit, _MIDDLE * width)
    filed = [p for p in on_left if _FILED.match(bare(p.text))]
    return (_list_top(on_left, filed[-1], _MIDDLE * width, unit), _MIDDLE * width) if filed else None


def _list_top(segments: Sequence[Segment], last: Segment, edge: float, unit: float) -> int:
    """Where the list begins that ends with "- Lưu: …"; its heading and left ends of items may be unread."""
    top = last.box.y0
    for segment in sorted(segments, key=lambda p: -p.box.y0):
        aligned = abs(segment.box.x0 - last.box.x0) < 1.5 * unit
        if segment.box.y0 < top and (aligned or segment.box.x1 < edge):
            if top - segment.box.y1 > 0.8 * unit:
                break
            top = segment.box.y0
    return top


def _notes_top(left: Sequence[Segment], foot: Sequence[Segment], height: int, unit: float) -> float:
    """Where footnotes begin in a foot: at a mark that stands on the left, set apart, below both blocks."""
    for segment in sorted(left, key=lambda p: p.box.y0):
        above = [p.box.y1 for p in foot if p.box.y0 < segment.box.y0 - 0.5 * unit]
        apart = bool(above) and segment.box.y0 - max(above) > 1.2 * unit
        if apart and segment.box.y0 > height / 2 and is_marked(segment):
            return segment.box.y0 - 0.5 * unit
    return inf


def _heads_recipients(segment: Segment) -> bool:
    """Whether a segment is "Nơi nhận:", a letter of which may be misread."""
    text = bare(segment.text).lower().strip(" .,:;'`*_-")
    return len(segment.words) < 5 and fuzz.ratio(text[: len(_RECIPIENTS)], _RECIPIENTS) > 85
