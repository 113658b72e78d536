"""The shapes that stages hand to one another: boxes, words, lines, tables and pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

Origin = Literal["scan", "text-layer", "text"]
Zone = Literal["header-left", "header-right", "body", "footnote", "footer-left", "footer-right", "page-number"]

_TALL = 1.7  # of the usual height of a line's words: capitals with accents stay below it


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the page image: left, top, right, bottom."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def width(self) -> int:
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        return self.y1 - self.y0

    def union(self, other: Box) -> Box:
        """The smallest box around both.

        >>> Box(0, 0, 2, 2).union(Box(1, 1, 5, 3))
        Box(x0=0, y0=0, x1=5, y1=3)
        """
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    @staticmethod
    def around(boxes: Iterable[Box | None]) -> Box | None:
        """The smallest box around all that are known; None where none is."""
        known = [box for box in boxes if box is not None]
        if not known:
            return None
        left, top = min(box.x0 for box in known), min(box.y0 for box in known)
        return Box(left, top, max(box.x1 for box in known), max(box.y1 for box in known))


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters between spaces.

    ``text`` is the present reading, ``seen`` the one before repair (None: the same), ``box`` is None where
    the text came without a picture, ``confidence`` is the engine's, 0..1 (1.0 for text that was not read
    from pixels).
    """

    text: str
    box: Box | None = None
    confidence: float = 1.0
    seen: str | None = None

    @property
    def as_seen(self) -> str:
        return self.text if self.seen is None else self.seen


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one printed line, in reading order.

    A line never reaches across the gap between two blocks that stand side by side. ``zone`` says which
    part of the page it belongs to, where the layout is known ("body" otherwise). ``paragraph`` is equal
    for the lines of one paragraph of a page.
    """

    words: tuple[Word, ...] = ()
    zone: Zone = "body"
    paragraph: int = 0

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def as_seen(self) -> str:
        return " ".join(word.as_seen for word in self.words)

    @property
    def box(self) -> Box | None:
        return Box.around(word.box for word in self.words)

    @property
    def print_box(self) -> Box | None:
        """The box around the line, as high as its print: words whose boxes hold a bit of the next line are not."""
        boxes = [word.box for word in self.words if word.box]
        if not boxes:
            return None
        most = _TALL * median(box.height for box in boxes)
        whole, low = Box.around(boxes), Box.around(box for box in boxes if box.height <= most)
        assert whole and low
        return Box(whole.x0, low.y0, whole.x1, low.y1)

    @property
    def print_boxes(self) -> tuple[Box, ...]:
        """The boxes of the words, none of which reaches beyond the print of the line.

        >>> boxes = Box(0, 30, 40, 50), Box(50, 0, 90, 50), Box(95, 33, 99, 50)
        >>> line = Line(tuple(Word("chữ", box) for box in boxes))
        >>> line.print_boxes[1]
        Box(x0=50, y0=30, x1=90, y1=50)
        """
        line = self.print_box
        boxes = (word.box for word in self.words if word.box)
        return tuple(
            Box(box.x0, max(box.y0, line.y0), box.x1, min(box.y1, line.y1)) for box in boxes if line is not None
        )

    @staticmethod
    def from_text(text: str, paragraph: int = 0) -> Line:
        """A line of plain text: no boxes, full confidence."""
        return Line(tuple(Word(part) for part in text.split()), paragraph=paragraph)


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a page: rows of cell texts, and the box of the whole.

    Of a ruled table also is known, as ``rows`` has them: the box of each cell (None where none begins) and the
    numbers, from 0, of the page's lines in it. ``unread`` are row and column of each cell with ink that could
    not be read; what is empty otherwise is empty on paper.
    """

    rows: tuple[tuple[str, ...], ...]
    box: Box | None = None
    boxes: tuple[tuple[Box | None, ...], ...] = ()
    lines: tuple[tuple[tuple[int, ...], ...], ...] = ()
    unread: tuple[tuple[int, int], ...] = ()

    def retold(self, lines: Sequence[Line]) -> Table:
        """The table with the texts of ``lines``, which are those of its page after repair."""
        if not self.lines:
            return self
        rows = (tuple(_joined(lines[at].text for at in cell) for cell in row) for row in self.lines)
        return replace(self, rows=tuple(rows))

    def renumbered(self, numbers: Mapping[int, int]) -> Table:
        """The table where lines of its page were left out; ``numbers`` are the new ones by the old."""
        lines = (tuple(tuple(numbers[at] for at in cell if at in numbers) for cell in row) for row in self.lines)
        return replace(self, lines=tuple(lines))


def _joined(texts: Iterable[str]) -> str:
    return " ".join(filter(None, texts))


@dataclass(frozen=True, slots=True)
class Page:
    """One page as text. ``number`` counts from 1; ``width`` and ``height`` in pixels (0 where there is no image).

    ``turned`` is by how many degrees clockwise the picture was turned to bring it upright: 0, 90, 180 or 270.
    ``notes`` say what a reader of the result must know: "blank", "turned by 90 degrees",
    "text layer not used: ...", "form fields filled in and not read: 2". ``in_part``: the picture of the page, or
    what draws it, is damaged, so that parts of the page may be missing.
    """

    number: int
    lines: tuple[Line, ...] = ()
    origin: Origin = "text"
    width: int = 0
    height: int = 0
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    in_part: bool = False
    turned: int = 0

    @property
    def text(self) -> str:
        """The page line by line; a row of a ruled table is one line, tabs between its cells.

        >>> table = Table((("1", "Sở Y tế"),), lines=(((1,), (2, 3)),))
        >>> lines = tuple(Line.from_text(text) for text in ("Kết quả", "1", "Sở", "Y tế"))
        >>> Page(1, lines, tables=(table,)).text
        'Kết quả\\n1\\tSở Y tế'
        """
        told = {at: line.text for at, line in enumerate(self.lines)}
        for row in (row for table in self.tables for row in table.lines):
            numbers = sorted(at for cell in row for at in cell)
            texts = [_joined(self.lines[at].text for at in cell) for cell in row]
            told |= {at: "\t".join(texts).rstrip() for at in numbers[:1]}
            for at in numbers[1:]:
                del told[at]
        return "\n".join(told.values())

    @property
    def confidence(self) -> float:
        """The mean confidence of the words; 0 for a page without any."""
        confidences = [word.confidence for line in self.lines for word in line.words]
        return sum(confidences) / len(confidences) if confidences else 0.0

    def with_lines(self, lines: Sequence[Line]) -> Page:
        """The page with other lines. Its tables keep their texts, but no longer know which lines those were."""
        return replace(self, lines=tuple(lines), tables=tuple(replace(table, lines=()) for table in self.tables))

    def retold(self, lines: Sequence[Line]) -> Page:
        """The page with its lines told otherwise, one for one, in its tables too; empty ones are left out."""
        numbers = {at: number for number, at in enumerate(at for at, line in enumerate(lines) if line.words)}
        tables = tuple(table.retold(lines).renumbered(numbers) for table in self.tables)
        return replace(self, lines=tuple(line for line in lines if line.words), tables=tables)
