"""Gives the line reader what the engine has passed over within or beside a line, together with the line.

Engines drop a word at the begin of a line that is set otherwise ("... trong tình hình *mới*."), or part a line in
two and lose words between.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cchc_ocr.document import Box, Line
from cchc_ocr.layout.segments import left_end

# The figures stand in docs/reading.md, section "Lines that the engine has missed".
_BESIDE = 1.0  # heights of the line between it and a fragment
_BETWEEN = 2.0  # between fragments: what is between them is missing, too
_WITHIN = 0.5  # of the height of a fragment that is in the rows of the line


@dataclass(frozen=True, slots=True)
class WholeLine:
    """A line, and the boxes of print in its rows that no word of it covers."""

    line: Line
    fragments: Sequence[Box] = ()

    @property
    def boxes(self) -> list[Box]:
        """The boxes of all its print."""
        return [*self.line.print_boxes, *self.fragments]


def with_fragments(lines: Sequence[Line], unread: Iterable[Box]) -> tuple[list[WholeLine], list[Box]]:
    """The lines with what is unread in their rows, and what is unread elsewhere.

    Lines that share a fragment are one, their words from left to right.
    """
    rows = [_JoinedLines([line], [box] if (box := line.print_box) else []) for line in lines]
    elsewhere = sorted(unread, key=lambda box: box.x0)
    for _ in "to the right", "to the left":  # what is beside a fragment of a line is one, too
        elsewhere = [box for box in elsewhere if not _joins(box, rows)][::-1]
    return [row.part for row in rows], elsewhere


@dataclass(slots=True, eq=False)
class _JoinedLines:
    """Lines that are one, the boxes of their print, and their fragments."""

    lines: list[Line]
    boxes: list[Box]
    fragments: list[Box] = field(default_factory=list)

    def is_beside(self, box: Box) -> bool:
        """Whether a box stands in the rows of the line, and right before, within or behind it."""
        return any(_are_beside(box, line, _BESIDE) for line in self.boxes) or any(
            _are_beside(box, fragment, _BETWEEN) for fragment in self.fragments
        )

    @property
    def part(self) -> WholeLine:
        """The lines as one; fragments are made as high as it is."""
        if not self.fragments:
            return WholeLine(self.lines[0])
        whole = Line(tuple(sorted((word for line in self.lines for word in line.words), key=left_end)))
        box = whole.print_box
        assert box
        return WholeLine(whole, [Box(part.x0, box.y0, part.x1, box.y1) for part in self.fragments])


def _joins(box: Box, rows: list[_JoinedLines]) -> bool:
    """Whether there are rows that the box belongs to; they are one row then, with the box."""
    beside = [row for row in rows if row.is_beside(box)]
    if not beside:
        return False
    first, *others = beside
    first.fragments.append(box)
    for other in others:
        first.lines += other.lines
        first.boxes += other.boxes
        first.fragments += other.fragments
        rows.remove(other)
    return True


def _are_beside(one: Box, other: Box, most: float) -> bool:
    """Whether boxes share rows, and there are no more than so many heights of the other between them."""
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    apart = max(one.x0 - other.x1, other.x0 - one.x1)
    return shared >= _WITHIN * min(one.height, other.height) and apart <= most * other.height
