"""The types that the stages pass to one another: boxes, words, lines, tables and pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal, TypeAlias

Origin = Literal["scan", "text-layer", "text"]
PageState = Literal["read", "blank", "unreadable"]
Zone = Literal["header-left", "header-right", "body", "footnote", "footer-left", "footer-right", "page-number"]

_TALL = 1.7  # of the usual height of a line's words: capitals with accents stay below it


@dataclass(frozen=True, slots=True)
class Box:
    """A bounding box in pixels of the page image: left (x0), top (y0), right (x1), bottom (y1)."""

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

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def holds(self, other: Box) -> bool:
        """Whether the middle of the other box lies in this one.

        >>> Box(0, 0, 10, 10).holds(Box(4, 4, 14, 14)), Box(0, 0, 10, 10).holds(Box(8, 8, 14, 14))
        (True, False)
        """
        x, y = other.middle
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def union(self, other: Box) -> Box:
        """The smallest box around both boxes.

        >>> Box(0, 0, 2, 2).union(Box(1, 1, 5, 3))
        Box(x0=0, y0=0, x1=5, y1=3)
        """
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    @staticmethod
    def around(boxes: Iterable[Box | None]) -> Box | None:
        """The smallest box around all boxes that are not None; None where there is none."""
        known = [box for box in boxes if box is not None]
        if not known:
            return None
        left, top = min(box.x0 for box in known), min(box.y0 for box in known)
        return Box(left, top, max(box.x1 for box in known), max(box.y1 for box in known))


@dataclass(frozen=True, slots=True)
class Word:
    """A word: characters between two spaces.

    ``text`` is the present reading, ``seen`` the reading before repair (None: the same). ``box`` is None for text
    without a picture. ``confidence`` is that of the engine, from 0 to 1; it is 1.0 for text that no engine read.
    ``rival`` is what another reading has in this place, where figures differ and nothing decides.
    """

    text: str
    box: Box | None = None
    confidence: float = 1.0
    seen: str | None = None
    rival: str | None = None

    @property
    def as_seen(self) -> str:
        return self.text if self.seen is None else self.seen


WordLines: TypeAlias = tuple[tuple[Word, ...], ...]
"""Words in the lines, or runs, that they were found in; where these belong on the page is not known yet."""


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one printed line, in reading order.

    A line never reaches across the gap between two blocks that stand side by side. ``zone`` is the part of the
    page that it belongs to, "body" where the layout is not known. The lines of a paragraph have the same
    ``paragraph`` number.
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
        """The box around the line, without the height of words whose boxes reach into a neighbouring line.

        Such words are over 1.7 times as high as the median word of the line.
        """
        boxes = [word.box for word in self.words if word.box]
        if not boxes:
            return None
        most = _TALL * median(box.height for box in boxes)
        whole, low = Box.around(boxes), Box.around(box for box in boxes if box.height <= most)
        assert whole and low
        return Box(whole.x0, low.y0, whole.x1, low.y1)

    @property
    def print_boxes(self) -> tuple[Box, ...]:
        """The boxes of the words, cut to the height of ``print_box``.

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
        """A line of plain text: its words have no boxes, and confidence 1."""
        return Line(tuple(Word(part) for part in text.split()), paragraph=paragraph)


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a page: rows of cell texts, and the bounding box of the table.

    A ruled table also has, in the shape of ``rows``, the box of each cell (``boxes``; None where a merged cell
    goes on) and the numbers of the page's lines in each cell (``lines``, from 0). ``unread`` holds row and column
    of each cell with ink in which nothing could be read; other empty cells are empty on paper.
    """

    rows: tuple[tuple[str, ...], ...]
    box: Box | None = None
    boxes: tuple[tuple[Box | None, ...], ...] = ()
    lines: tuple[tuple[tuple[int, ...], ...], ...] = ()
    unread: tuple[tuple[int, int], ...] = ()

    def retold(self, lines: Sequence[Line]) -> Table:
        """The table with its cell texts taken from ``lines``, the lines of its page after repair."""
        if not self.lines:
            return self
        rows = (tuple(_joined(lines[at].text for at in cell) for cell in row) for row in self.lines)
        return replace(self, rows=tuple(rows))

    def renumbered(self, numbers: Mapping[int, int]) -> Table:
        """The table after lines of its page were removed; ``numbers`` maps old to new line numbers."""
        lines = (tuple(tuple(numbers[at] for at in cell if at in numbers) for cell in row) for row in self.lines)
        return replace(self, lines=tuple(lines))


def _joined(texts: Iterable[str]) -> str:
    return " ".join(filter(None, texts))


@dataclass(frozen=True, slots=True)
class Page:
    """A page as text. ``number`` counts from 1; ``width`` and ``height`` are in pixels, 0 where there is no image.

    All boxes are in these pixels, ``dpi`` of them to an inch of paper (0: nobody knows).
    ``turned`` is the angle in degrees by which the picture was turned clockwise to bring it upright: 0, 90, 180 or
    270. ``notes`` tell what a user of the result must know: "blank", "turned by 90 degrees", "text layer not used:
    ...", "form fields filled in and not read: 2". ``in_part`` means that the picture of the page, or what draws
    it, is damaged, so that parts of the page may be missing. ``fault`` says why the page could not be read, or
    what makes its text doubtful as a whole, ``hint`` what the user can do; both are empty where nothing is wrong.
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
    state: PageState = "read"
    fault: str = ""
    hint: str = ""
    dpi: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether all of the page was read, as far as can be told."""
        return self.state != "unreadable" and not self.in_part

    @property
    def text(self) -> str:
        """The text of the page, line by line; a row of a ruled table is one line, with tabs between its cells.

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
        """The mean confidence of the words, from 0 to 1; 0 for a page without words."""
        confidences = [word.confidence for line in self.lines for word in line.words]
        return sum(confidences) / len(confidences) if confidences else 0.0

    def with_lines(self, lines: Sequence[Line]) -> Page:
        """The page with other lines. Its tables keep their texts, but not the numbers of the lines in them."""
        return replace(self, lines=tuple(lines), tables=tuple(replace(table, lines=()) for table in self.tables))

    def retold(self, lines: Sequence[Line]) -> Page:
        """The page with each line replaced by that in ``lines``, also in its tables; empty lines are removed."""
        numbers = {at: number for number, at in enumerate(at for at, line in enumerate(lines) if line.words)}
        tables = tuple(table.retold(lines).renumbered(numbers) for table in self.tables)
        return replace(self, lines=tuple(line for line in lines if line.words), tables=tables)
