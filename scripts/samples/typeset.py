"""Sets a sample document on A4 pages and notes every printed line, so that pages and truth cannot disagree."""

from __future__ import annotations

import io
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from samples.document import Block, NewPage, Paragraph, Sheet, SignOff, Table

FONTS = Path("/usr/share/fonts/truetype/croscore")
WIDTH, HEIGHT = 210 * mm, 297 * mm
TOP, BOTTOM, LEFT, RIGHT = 20 * mm, 20 * mm, 30 * mm, 17 * mm
INDENT = 1.27 * 10 * mm
AFTER = 5.0  # points between paragraphs
PAD = 3.5  # points between a rule and the print in a cell
NATIONAL_HEADING = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
# The two header blocks share the line; their widths follow the samples in the annex of Nghị định 30/2020.
HEADER_LEFT = 0.40

_STYLES = {"": "Tinos-Regular", "b": "Tinos-Bold", "i": "Tinos-Italic", "bi": "Tinos-BoldItalic"}
_MARKUP = re.compile(r"(\*\*|__|\[\^\d+\]|⟦[^⟧]*⟧|⟪[^⟫]*⟫)")
HAND_WIDTH = 0.62  # of the font size, per handwritten character


@dataclass(frozen=True, slots=True)
class Fragment:
    """Characters of one look inside a word."""

    text: str
    style: str = ""
    raised: bool = False
    by_hand: bool = False
    filled: bool = False  # in type, when the rest was printed already

    def width(self, size: float) -> float:
        if self.by_hand:
            return size * HAND_WIDTH * len(self.text)
        return float(pdfmetrics.stringWidth(self.text, _STYLES[self.style], size * (0.6 if self.raised else 1)))


@dataclass(frozen=True, slots=True)
class Hand:
    """Characters to be written by hand, or filled in: baseline in points from the page's lower left corner."""

    page: int
    x: float
    y: float
    size: float
    text: str


@dataclass(slots=True)
class Typeset:
    """A document that was set: the PDF, printed lines per page, and where marks go (points, origin lower left)."""

    pdf: bytes = b""
    pages: list[list[str]] = field(default_factory=list)
    hands: list[Hand] = field(default_factory=list)
    signature: tuple[int, float, float] = (0, 0.0, 0.0)
    tables: list[dict[str, Any]] = field(default_factory=list)
    landscape: list[int] = field(default_factory=list)


Token = tuple[Fragment, ...]


def register_fonts() -> None:
    """Make the fonts known to reportlab. Ends the script with 4, and says why, where they are missing."""
    if not FONTS.is_dir():
        print(f"{FONTS} is missing (apt-get install fonts-croscore)", file=sys.stderr)
        raise SystemExit(4)
    for name in _STYLES.values():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}.ttf")))


def tokens(text: str, style: str = "") -> list[Token]:
    """Words of a marked-up text; a word may change its look inside."""
    words: list[list[Fragment]] = [[]]
    for part in _MARKUP.split(text):
        if part in ("**", "__"):
            flag = "b" if part == "**" else "i"
            style = style.replace(flag, "") if flag in style else "".join(sorted(style + flag))
        elif part.startswith("[^"):
            words[-1].append(Fragment(part[2:-1], style, raised=True))
        elif part.startswith("⟦"):
            words[-1].append(Fragment(part[1:-1], style, by_hand=True))
        elif part.startswith("⟪"):
            words[-1].append(Fragment(part[1:-1], filled=True))
        else:
            for position, piece in enumerate(part.split(" ")):
                if position:
                    words.append([])
                if piece:
                    words[-1].append(Fragment(piece, style))
    return [tuple(word) for word in words if word]


def plain(line: list[Token]) -> str:
    return " ".join("".join(f"⟦{f.text}⟧" if f.by_hand else f.text for f in word) for word in line)


def token_width(token: Token, size: float) -> float:
    return sum(fragment.width(size) for fragment in token)


def line_width(line: list[Token], size: float) -> float:
    space = Fragment(" ").width(size)
    return sum(token_width(word, size) for word in line) + space * (len(line) - 1)


def wrap(words: list[Token], size: float, first: float, rest: float) -> list[list[Token]]:
    """Lines no wider than ``first`` (the first one) and ``rest``."""
    lines: list[list[Token]] = [[]]
    for word in words:
        room = first if len(lines) == 1 else rest
        if lines[-1] and line_width([*lines[-1], word], size) > room:
            lines.append([])
        lines[-1].append(word)
    return lines


@dataclass(frozen=True, slots=True)
class Span:
    """A head of a table, and which rows and columns of the two rows of heads it takes."""

    text: str
    row: int
    column: int
    rows: int
    columns: int


def merged(first: tuple[str, ...], second: tuple[str, ...]) -> list[Span]:
    """The heads of two rows: one without heads below reaches down, one with empty cells beside it to the right.

    >>> [(span.text, span.rows, span.columns) for span in merged(("TT", "2023", ""), ("", "Điểm", "%"))]
    [('TT', 2, 1), ('2023', 1, 2), ('Điểm', 1, 1), ('%', 1, 1)]
    """
    spans = []
    for column, text in enumerate(first):
        if text:
            end = next((at for at in range(column + 1, len(first)) if first[at] or not second[at]), len(first))
            spans.append(Span(text, 0, column, 1 if second[column] else 2, end - column if second[column] else 1))
    return spans + [Span(text, 1, column, 1, 1) for column, text in enumerate(second) if text]


class Setter:
    """Fills pages from the top; knows where the next line goes."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
        self.out = Typeset(pages=[[]])
        self.width, self.height = WIDTH, HEIGHT
        self.y = HEIGHT - TOP
        self.footnotes: list[list[list[Token]]] = []

    # -- lines ---------------------------------------------------------------------------------------
    @property
    def room(self) -> float:
        return self.width - LEFT - RIGHT

    def draw(self, line: list[Token], x: float, y: float, size: float, stretch: float = 0.0) -> None:
        space = Fragment(" ").width(size) + stretch
        for word in line:
            for fragment in word:
                if fragment.by_hand:
                    self.out.hands.append(Hand(len(self.out.pages), x, y, size, fragment.text))
                elif fragment.filled:
                    self.fill(Hand(len(self.out.pages), x, y, size, fragment.text))
                else:
                    small = 0.6 if fragment.raised else 1.0
                    self.canvas.setFont(_STYLES[fragment.style], size * small)
                    self.canvas.drawString(x, y + (size * 0.36 if fragment.raised else 0), fragment.text)
                x += fragment.width(size)
            x += space

    def fill(self, hand: Hand) -> None:
        """Prints what is filled in when the rest was printed already."""
        self.canvas.setFont(_STYLES[""], hand.size)
        self.canvas.drawString(hand.x, hand.y, hand.text)

    def put(self, text: str) -> None:
        self.out.pages[-1].append(text)

    def centred(self, text: str, centre: float, y: float, size: float, style: str = "") -> float:
        """Draws and notes a centred line; returns its width."""
        line = tokens(text, style)
        width = line_width(line, size)
        self.draw(line, centre - width / 2, y, size)
        self.put(plain(line))
        return width

    def rule(self, centre: float, y: float, length: float) -> None:
        self.canvas.setLineWidth(0.7)
        self.canvas.line(centre - length / 2, y, centre + length / 2, y)

    # -- pages ---------------------------------------------------------------------------------------
    def bottom(self) -> float:
        size, leading = 10.0, 12.0
        lines = sum(len(note) for note in self.footnotes)
        return BOTTOM + (lines * leading + size if lines else 0)

    def finish_page(self) -> None:
        y = self.bottom() - 10.0
        if self.footnotes:
            self.canvas.setLineWidth(0.5)
            self.canvas.line(LEFT, y + 11, LEFT + 50 * mm, y + 11)
        for note in self.footnotes:
            for position, line in enumerate(note):
                last = position == len(note) - 1
                stretch = 0.0 if last or len(line) < 2 else (self.room - line_width(line, 10)) / (len(line) - 1)
                self.draw(line, LEFT, y, 10, stretch)
                self.put(plain(line))
                y -= 12
        self.footnotes = []
        self.canvas.showPage()

    def new_page(self, landscape: bool = False) -> None:
        self.finish_page()
        self.width, self.height = (HEIGHT, WIDTH) if landscape else (WIDTH, HEIGHT)
        self.canvas.setPageSize((self.width, self.height))
        self.out.pages.append([])
        if landscape:
            self.out.landscape.append(len(self.out.pages))
        self.y = self.height - TOP
        number = str(len(self.out.pages))
        self.centred(number, self.width / 2, self.height - 12 * mm, 13)
        self.y -= self.sheet.size

    # -- parts ---------------------------------------------------------------------------------------
    def header(self) -> None:
        sheet, size = self.sheet, 13.0
        left_centre = LEFT - 4 * mm + self.room * HEADER_LEFT / 2
        right_centre = self.width - RIGHT + 4 * mm - self.room * (1 - HEADER_LEFT) / 2
        top = self.y - size
        y = top
        for text in sheet.parent:
            self.centred(text, left_centre, y, size)
            y -= 16
        width = 0.0
        for text in sheet.issuer:
            width = self.centred(text, left_centre, y, size, "b")
            y -= 16
        if width:
            self.rule(left_centre, y + 11, width * 0.45)
        level = min(y - 6, top - 44)
        self.centred(sheet.number, left_centre, level, 13)
        low = level
        if sheet.type is None:
            for text in sheet.subject:
                low -= 14
                self.centred(text, left_centre, low, 12)
        if sheet.urgency:
            low -= 26
            width = self.centred(sheet.urgency, left_centre, low, 13, "b")
            self.canvas.rect(left_centre - width / 2 - 8, low - 5, width + 16, 20)
        self.centred(NATIONAL_HEADING[0], right_centre, top, 13, "b")
        width = self.centred(NATIONAL_HEADING[1], right_centre, top - 16, 14, "b")
        self.rule(right_centre, top - 21, width)
        self.centred(sheet.place_date, right_centre, level, 14, "i")
        self.y = low - 22

    def title(self) -> None:
        sheet, centre = self.sheet, LEFT + self.room / 2
        if sheet.type is not None:
            self.y -= 14
            width = self.centred(sheet.type, centre, self.y, 14, "b")
            for text in sheet.subject:
                self.y -= 17
                width = self.centred(text, centre, self.y, 14, "b")
            self.rule(centre, self.y - 6, min(width * 0.4, 70 * mm))
            self.y -= 16
        if len(sheet.addressees) == 1:
            self.y -= 16
            self.centred(f"Kính gửi: {sheet.addressees[0]}", centre, self.y, sheet.size)
            self.y -= 10
        elif sheet.addressees:
            x = LEFT + 32 * mm
            self.y -= 16
            head = tokens("Kính gửi:")
            self.draw(head, x, self.y, sheet.size)
            self.put(plain(head))
            x += line_width(head, sheet.size) + 6
            for text in sheet.addressees:
                self.y -= 16
                self.draw(tokens(text), x, self.y, sheet.size)
                self.put(text)
            self.y -= 10

    def paragraph(self, block: Paragraph) -> None:
        size, leading = self.sheet.size, self.sheet.leading
        indent = INDENT if block.align == "justify" and block.hang is None else 0.0
        lines = wrap(tokens(block.text), size, self.room - indent, self.room)
        notes = {
            mark: wrap(tokens(f"[^{mark}] {note}"), 10, self.room, self.room) for mark, note in block.notes.items()
        }
        for position, line in enumerate(lines):
            fresh = [notes[f.text] for word in line for f in word if f.raised and f.text in notes]
            extra = sum(len(n) for n in fresh) * 12.0
            heading = block.text.startswith("**") and block.text.endswith("**")
            keep = 2 * leading if heading else leading if position == 0 and len(lines) > 1 else 0.0
            if self.y - leading - extra - keep < self.bottom():
                self.new_page()
            self.footnotes += fresh
            self.y -= leading
            left = LEFT + (indent if position == 0 else 0.0)
            space = self.room - (left - LEFT) - line_width(line, size)
            stretch = 0.0
            if block.align == "justify" and position < len(lines) - 1 and len(line) > 1:
                stretch = space / (len(line) - 1)
            elif block.align == "centre":
                left += space / 2
            self.draw(line, left, self.y, size, stretch)
            self.put(plain(line))
        self.y -= AFTER

    def table(self, block: Table) -> None:
        size, leading, pad = block.size, block.size * 1.22, PAD
        if block.title:
            for text in block.title.split("\n"):
                self.y -= 16
                self.centred(text, LEFT + self.room / 2, self.y, 13, "b")
            self.y -= 4
        widths = [share / sum(block.widths) * self.room for share in block.widths]
        self.y -= 4
        start = len(self.out.pages)
        if block.second:
            self.table_heads(block, widths)
        rows = block.rows if block.second else (block.header, *block.rows)
        for number, row in enumerate(rows):
            heading = number == 0 and not block.second
            bold = heading or (block.bold_last and number == len(rows) - 1) or len(row) == 1
            sides = widths if len(row) > 1 else [sum(widths)]
            cells = [
                wrap(tokens(text, "b" if bold else ""), size, w - 2 * pad, w - 2 * pad)
                for text, w in zip(row, sides, strict=True)
            ]
            height = max(len(lines) for lines in cells) * leading + 2 * pad
            if self.y - height < self.bottom():
                if not block.breaks:
                    raise ValueError(f"{self.sheet.name}: a table does not fit on page {start}")
                self.new_page()
            self.table_row(cells, sides, height, heading, block)
            self.put(" ".join(text for text in row if text))
        self.y -= 8
        self.out.tables.append(
            {
                "page": start,
                "title": " ".join(block.title.split("\n")) if block.title else None,
                "header": list(block.header),
                "rows": [list(row) for row in block.rows],
            }
        )

    def table_heads(self, block: Table, widths: list[float]) -> None:
        """Two rows of heads: those over several columns, and those that reach down through both rows."""
        spans = merged(block.header, block.second)
        heights = [0.0, 0.0]
        for span in sorted(spans, key=lambda span: span.rows):
            room = sum(widths[span.column : span.column + span.columns]) - 2 * PAD
            need = len(wrap(tokens(span.text, "b"), block.size, room, room)) * block.size * 1.22 + 2 * PAD
            known = sum(heights) if span.rows == 2 else heights[span.row]
            heights[1 if span.rows == 2 else span.row] += max(need - known, 0)
        if self.y - sum(heights) - 3 * block.size < self.bottom():
            self.new_page()
        for span in spans:
            left = LEFT + sum(widths[: span.column])
            width = sum(widths[span.column : span.column + span.columns])
            height = sum(heights) if span.rows == 2 else heights[span.row]
            lines = wrap(tokens(span.text, "b"), block.size, width - 2 * PAD, width - 2 * PAD)
            self.cell(lines, left, self.y - (heights[0] if span.row else 0), width, height, block.size)
        self.put(" ".join(text for text in (*block.header, *block.second) if text))
        self.y -= sum(heights)

    def table_row(
        self, cells: list[list[list[Token]]], widths: list[float], height: float, heading: bool, block: Table
    ) -> None:
        x = LEFT
        for column, (lines, width) in enumerate(zip(cells, widths, strict=True)):
            flush = (column in block.left and not heading) or len(widths) == 1
            self.cell(lines, x, self.y, width, height, block.size, flush=flush, ruled=block.ruled)
            x += width
        self.y -= height

    def cell(
        self,
        lines: list[list[Token]],
        x: float,
        top: float,
        width: float,
        height: float,
        size: float,
        *,
        flush: bool = False,
        ruled: bool = True,
    ) -> None:
        """One cell with its rules, and its lines at half its height."""
        self.canvas.setLineWidth(0.6)
        if ruled:
            self.canvas.rect(x, top - height, width, height)
        y = top - (height - len(lines) * size * 1.22) / 2 - size * 0.95
        for line in lines:
            slack = width - 2 * PAD - line_width(line, size)
            self.draw(line, x + PAD + (0 if flush else slack / 2), y, size)
            y -= size * 1.22

    def sign_off(self) -> None:
        sheet, centre = self.sheet, self.width - RIGHT - 40 * mm
        need = max(30 + 14 * len(sheet.recipients), 34 * mm + 17 * len(sheet.authority))
        if self.y - need < self.bottom():
            self.new_page()
        self.y -= 16
        y = self.y
        if sheet.recipients:
            self.draw(tokens("Nơi nhận:", "bi"), LEFT, y, 12)
            self.put("Nơi nhận:")
        for text in sheet.recipients:
            y -= 13
            self.draw(tokens(text), LEFT, y, 11)
            self.put(text)
        y_left, y = y, self.y
        for text in sheet.authority:
            self.centred(text, centre, y, 14, "b")
            y -= 17
        self.out.signature = (len(self.out.pages), centre, y - 10 * mm)
        y -= 24 * mm
        self.centred(sheet.signer, centre, y, 14, "b")
        self.y = min(y, y_left) - 14

    def block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self.paragraph(block)
        elif isinstance(block, Table):
            self.table(block)
        elif isinstance(block, NewPage):
            self.new_page(block.landscape)
        elif isinstance(block, SignOff):
            self.sign_off()


def typeset(sheet: Sheet) -> Typeset:
    """Sets the document; raises ValueError where a table would cross a page."""
    setter = Setter(sheet)
    setter.header()
    setter.title()
    for block in sheet.body:
        setter.block(block)
    if not any(isinstance(block, SignOff) for block in sheet.body):
        setter.sign_off()
    setter.finish_page()
    setter.canvas.setTitle(sheet.name)
    setter.canvas.save()
    setter.out.pdf = setter.buffer.getvalue()
    return setter.out
