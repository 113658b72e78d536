"""Puts lines, zones and paragraphs of an administrative page into reading order.

Nghị định 30/2020 puts two blocks side by side at the head of the first page (issuer, number, subject of a
letter; then the country's name, motto, place and date) and two at the foot of the last (recipients;
signature). Engines read across the gap between them; here the left block comes before the right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import radians, tan

from cchc_ocr.document import Line, Word, Zone
from cchc_ocr.layout import foot, head
from cchc_ocr.layout.columns import is_page_number, notes_start, sections
from cchc_ocr.layout.head import Placed
from cchc_ocr.layout.segments import Segment, is_junk, left_end, line_height, split, trimmed, without_hand
from cchc_ocr.layout.tables import parted, read_tables, with_tables
from cchc_ocr.picture.grids import Grid

__all__ = ["arrange", "read_tables"]

_ITEM = re.compile(r"^(?:[-–+•*]|\d{1,2}[.)]|[a-zđ]\)|[IVX]{1,4}\.)")


def arrange(
    lines: Iterable[Sequence[Word]], width: int, height: int, *, skew: float = 0.0, grids: Sequence[Grid] = ()
) -> tuple[Line, ...]:
    """Lines in human reading order with their zones; ruled tables (``grids``) row by row, cell by cell.

    ``lines`` are runs of words with boxes as an engine groups them; ``width`` and ``height`` are those of
    the page in pixels, ``skew`` is the angle in degrees at which its lines fall to the right. Every word
    comes out once, but for what is no print.
    """
    groups = [[word for word in line if word.box is not None] for line in lines]
    groups = [sorted(group, key=left_end) for group in groups if group]
    if not groups:
        return ()
    unit = line_height(groups)
    fall = tan(radians(skew))
    groups, cells = parted(groups, grids)
    parts = (trimmed(part, unit) for group in groups for part in split(group, unit))
    segments = [Segment.of(part, fall) for part in parts]
    printed = ((without_hand(one.words) if is_junk(one, unit) else one.words) for one in segments)
    segments = [Segment.of(words, fall) for words in printed if words]
    above, segments = head.by_boxes(segments, width, height, unit)
    segments, below = foot.by_boxes(segments, width, height, unit)
    flows = sections(segments, unit)
    zones = _zones([segment for flow in flows for segment in flow], width, height, unit)
    flow = with_tables([segment for flow in flows for segment in flow], grids, cells, fall)
    body: Placed = [(segment, zones.get(id(segment), "body")) for segment in flow]
    return tuple(_numbered([*above, *body, *below], flows, unit))


def _zones(segments: Sequence[Segment], width: int, height: int, unit: float) -> dict[int, Zone]:
    """The zones of segments, by their identity, that are not of the body: page numbers and footnotes."""
    numbers: dict[int, Zone] = {
        id(segment): "page-number" for segment in segments if is_page_number(segment, width, height)
    }
    rest = [segment for segment in segments if id(segment) not in numbers]
    return numbers | dict.fromkeys(map(id, rest[notes_start(rest, height, unit) :]), "footnote")


def _numbered(placed: Placed, parts: Sequence[Sequence[Segment]], unit: float) -> list[Line]:
    """Lines with the numbers of their paragraphs; ``parts`` of the body have margins of their own."""
    lines: list[Line] = []
    paragraph = 0
    around = _margins([segment for segment, zone in placed if zone == "body"])
    margins: dict[int, tuple[int, int]] = {}
    for part in parts if len(parts) > 1 else ():
        margins |= dict.fromkeys(map(id, part), _margins(part))
    for at, (segment, zone) in enumerate(placed):
        if at and _starts_paragraph(placed[at - 1], (segment, zone), margins, around, unit):
            paragraph += 1
        lines.append(replace(Line(segment.words), zone=zone, paragraph=paragraph))
    return lines


def _margins(segments: Sequence[Segment]) -> tuple[int, int]:
    if not segments:
        return 0, 0
    lefts, rights = sorted(p.box.x0 for p in segments), sorted(p.box.x1 for p in segments)
    return lefts[len(lefts) // 4], rights[len(rights) * 3 // 4]


def _starts_paragraph(
    before: tuple[Segment, Zone],
    now: tuple[Segment, Zone],
    margins: Mapping[int, tuple[int, int]],
    around: tuple[int, int],
    unit: float,
) -> bool:
    """Whether a line begins a paragraph. ``margins`` are those of columns, ``around`` those of all else."""
    (above, zone_above), (segment, zone) = before, now
    _, right = margins.get(id(above), around)
    left, _ = margins.get(id(segment), around)
    if zone != zone_above or _ITEM.match(segment.text):
        return True
    goes_up = segment.box.y1 < above.box.y0
    if segment.box.y0 - above.box.y1 > 1.3 * unit or (goes_up and id(segment) not in margins):
        return True
    return zone == "body" and (above.box.x1 < right - 3 * unit or segment.box.x0 > left + 1.2 * unit)
