"""Sets the first and last pages of a document part by part, as its spec says: heads and feet of every make.

A spec is a TOML file. Its parts stand one below the other, in the order of the file:

    print = "scan"             # or "text" (a PDF of a word processor), or "office" (⟪…⟫ in fields of signatures)
    seal = "SỞ Y TẾ * TỈNH SƠN HÀ *"       # words around the seal
    size = 14                  # points of the print, for all parts that name no other; optional
    signed = 2024-03-29T09:12:44           # when the fields of signatures were signed, if there are any
    scan = {dpi = 150}         # what is not left to chance; fields of ``samples.scanner.Scan``; optional

    [[part]]                   # two columns, each line in the middle of its own
    left = "SỞ Y TẾ"
    right = "..."
    share = 0.4                # of the width for the first column; optional

    [[part]]                   # two columns, the first flush left and smaller
    recipients = "..."
    right = "..."

    [[part]]
    columns = ["...", "..."]   # any number of equal columns

    [[part]]                   # one column: centred, flush left, or paragraphs that are justified
    centre = "..."             # flush = "...", text = "..."

    [[part]]
    gap = 10                   # millimetres

    [[part]]
    page = "2"                 # a new page, and what stands above it in the middle

    [[stamp]]                  # a frame in red with capitals, at millimetres from the upper left corner
    at = [25, 60]
    lines = ["HỎA TỐC"]        # page = 1, size = 13, turn = 3 (degrees), colour = "blue", frame = false

    [[scribble]]               # what a pen left: initials, a remark
    at = [170, 240]            # page = 1, size = 15 (millimetres)

    [[signature]]              # the box that signing software puts on a page
    at = [120, 8]
    lines = ["Ký bởi: ..."]    # page = 1, size = 7

Every line of a column stands on paper as it stands in the spec (a longer one is broken): ``**bold**``,
``__italic__``, ``⟦12⟧`` written by hand (figures, "/", "-"; "~" is a word that nobody can read), ``⟪12⟫``
filled in by the program of the registry; ``{12}`` before it is its size, ``<`` and ``>`` its side. ``---``
rules off a part of the line above, ``===`` all of it; ``✍`` is room with a signature, ``●`` with the seal,
``✍●`` with both.
"""

from __future__ import annotations

import io
import random
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
from PIL import Image
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from samples import marks
from samples.document import Paragraph, Sheet
from samples.office import wear
from samples.scanner import Pixels, add_signatures, degrade, save_pdf
from samples.typeset import LEFT, TOP, Fragment, Hand, Setter, line_width, tokens, wrap

Spec = Mapping[str, Any]
Point = tuple[float, float]
Colour = tuple[float, float, float]

_LINE = re.compile(r"(?:\{(\d+(?:\.\d)?)\})?([<>]?)( *)(.*)")
_RULES = {"---": 0.45, "===": 1.0}  # of the width of the line above
_SIGNED = 24 * mm  # room for a signature
_REACH = 45 * mm  # of what a pen or a seal leaves, from its middle
_INK = 300 / 72  # pixels of that, per point
_LEADING = 1.2
_OVER = 5 * mm  # by which the two columns of a head reach into the margins
_COLOURS = {"red": (0.8, 0.12, 0.18), "blue": (0.12, 0.16, 0.6)}
_KEYS = {
    "spec": {"print", "seal", "signed", "size", "scan", "part", "stamp", "scribble", "signature"},
    "part": {"left", "right", "recipients", "columns", "centre", "flush", "text", "gap", "page", "share", "size"},
    "stamp": {"at", "lines", "page", "size", "turn", "colour", "frame"},
    "scribble": {"at", "page", "size"},
    "signature": {"at", "lines", "page", "size"},
}


def print_document(name: str, spec: Spec, path: Path) -> None:
    """Writes the document as PDF; the same name and spec give the same bytes. Fonts must be registered.

    Raises ValueError for a key that a spec does not have, and where a part reaches below the page.
    """
    _check(name, spec)
    setter = HeadSetter(name, spec)
    pdf = setter.set()
    if spec["print"] == "scan":
        how = replace(wear(name, len(setter.out.pages)), **spec.get("scan", {}))
        with pypdfium2.PdfDocument(pdf) as pages:
            sheets = [page.render(scale=how.dpi / 72, rev_byteorder=True).to_numpy()[:, :, :3] for page in pages]
        worn = [
            degrade(sheet.copy(), how, how.skew[number % len(how.skew)], setter.chance)
            for number, sheet in enumerate(sheets)
        ]
        save_pdf(worn, how, path, [], None)
    else:
        with pikepdf.open(io.BytesIO(pdf)) as file:
            if setter.fields:
                add_signatures(file, setter.fields, "Văn thư", f"{spec['signed']:%Y%m%d%H%M%S}")
            file.save(path, deterministic_id=True)


def _check(name: str, spec: Spec) -> None:
    tables = [("spec", spec), *((key, one) for key in _KEYS.keys() & spec.keys() for one in spec[key])]
    for kind, table in tables:
        if unknown := table.keys() - _KEYS[kind]:
            raise ValueError(f"{name}: {kind} has no {', '.join(sorted(unknown))}")
    if spec["print"] not in ("scan", "text", "office"):
        raise ValueError(f"{name}: nothing is printed as {spec['print']!r}")


class HeadSetter(Setter):
    """Sets a spec; ``fields`` are the signatures that an office adds: page, lower left corner, appearance."""

    def __init__(self, name: str, spec: Spec) -> None:
        size = spec.get("size", 14.0)
        super().__init__(
            Sheet(name, (), (), "", "", (), (), "", (), facts={}, size=size, leading=size * _LEADING * 1.05)
        )
        self.spec = spec
        self.dice, self.chance = random.Random(name), np.random.default_rng(zlib.crc32(name.encode()))
        self.signed: list[tuple[str, float, float]] = []
        self.fields: list[tuple[int, Point, bytes]] = []

    def set(self) -> bytes:
        for part in self.spec["part"]:
            self.part(part)
            if self.y < 0:
                raise ValueError(f"{self.sheet.name}: page {len(self.out.pages)} is too short for its parts")
        self.finish_page()
        self.canvas.save()
        return self.buffer.getvalue()

    # -- parts ---------------------------------------------------------------------------------------
    def part(self, part: Spec) -> None:
        size = part.get("size", self.sheet.size)
        if "page" in part:
            self.turn_over(part["page"])
        elif "gap" in part:
            self.y -= part["gap"] * mm
        elif "text" in part:
            for line in part["text"].strip("\n").split("\n"):
                self.paragraph(Paragraph(line))
        elif "left" in part:
            self.columns([part["left"], part["right"]], size, part.get("share", 0.4), over=_OVER)
        elif "recipients" in part:
            self.columns([part["recipients"], part["right"]], size, part.get("share", 0.5), small=True)
        elif "columns" in part:
            self.columns(part["columns"], size, 1 / len(part["columns"]))
        else:
            text, side = (part["flush"], "<") if "flush" in part else (part["centre"], "")
            self.y = self.column(text, LEFT, self.room, size, side)

    def turn_over(self, above: str) -> None:
        self.finish_page()
        self.out.pages.append([])
        self.y = self.height - TOP
        if above:
            self.centred(above, self.width / 2, self.height - 12 * mm, 13)

    def columns(
        self, texts: Sequence[str], size: float, share: float, *, over: float = 0.0, small: bool = False
    ) -> None:
        """Texts side by side: the first has this share of the width, the others divide the rest."""
        room, x, lows = self.room + 2 * over, LEFT - over, []
        for position, text in enumerate(texts):
            width = room * (share if position == 0 else (1 - share) / (len(texts) - 1))
            left = small and position == 0
            lows.append(self.column(text, x, width, 11 if left else size, "<" if left else ""))
            x += width
        self.y = min(lows)

    def column(self, text: str, x: float, width: float, size: float, side: str) -> float:
        """Sets the lines of a column below ``y``, and returns where they end."""
        y, last = self.y, 0.0
        for line in text.strip("\n").split("\n"):
            if line in _RULES:
                y -= 4
                self.rule(x + width / 2, y, last * _RULES[line])
            elif line and set(line) <= {"✍", "●"}:
                y -= _SIGNED
                self.signed.append((line, x + width / 2, y + _SIGNED / 2))
            else:
                own, aside, indent, said = _LINE.match(line).groups()  # type: ignore[union-attr]
                points, at = float(own or size), aside or side
                start = Fragment(" ").width(points) * len(indent)
                for words in wrap(tokens(said), points, width - start, width - start):
                    y -= points * _LEADING
                    last = line_width(words, points) if words else 0.0
                    free = width - start - last
                    self.draw(words, x + start + {"<": 0, ">": free}.get(at, free / 2), y, points)
        return y

    def fill(self, hand: Hand) -> None:
        """In the appearance of a field, or in type that does not meet the line quite."""
        if self.spec["print"] != "office":
            super().fill(replace(hand, y=hand.y + self.dice.uniform(-1.5, 2.0)))
        else:
            width = Fragment(hand.text).width(hand.size) + 2
            low = hand.size * 0.3
            box = _appearance([hand.text], hand.size, (width, hand.size * 1.3), (1, low), (0, 0, 0))
            self.fields.append((hand.page, (hand.x - 1, hand.y - low), box))

    # -- what is laid over the print -----------------------------------------------------------------
    def finish_page(self) -> None:
        for kind, laid in (("stamp", self.stamp), ("signature", self.signature), ("scribble", self.scribble)):
            for one in self.spec.get(kind, ()):
                if one.get("page", 1) == len(self.out.pages):
                    laid(one)
        for hand in self.out.hands:
            if hand.page == len(self.out.pages):
                self.write(hand)
        for line, x, y in self.signed:
            self.sign(line, x, y)
        self.signed.clear()
        super().finish_page()

    def ink(self, draw: Callable[[Pixels, float, float], None], x: float, y: float, reach: float = _REACH) -> None:
        """Lays over the print what ``draw`` leaves around the middle of a white picture."""
        side = round(2 * reach * _INK)
        page = np.full((side, side, 3), 255, np.uint8)
        draw(page, side / 2, side / 2)
        (top, *_, low), (left, *_, right) = (np.flatnonzero((page < 250).any(axis=(axis, 2))) for axis in (1, 0))
        picture = ImageReader(Image.fromarray(page[top : low + 1, left : right + 1]))
        corner = x + (left - side / 2) / _INK, y + (side / 2 - low - 1) / _INK
        self.canvas.saveState()
        self.canvas.setBlendMode("Multiply")
        self.canvas.drawImage(picture, *corner, (right + 1 - left) / _INK, (low + 1 - top) / _INK)
        self.canvas.restoreState()

    def sign(self, what: str, x: float, y: float) -> None:
        if "✍" in what:
            size = self.dice.uniform(30, 45) * mm * _INK
            self.ink(lambda page, a, b: marks.scribble(page, a, b, size, self.chance), x, y)
        if "●" in what:
            aside, below = self.dice.uniform(12, 22) * mm, self.dice.uniform(-2, 8) * mm
            self.ink(lambda page, a, b: marks.seal(page, self.spec["seal"], a, b, 300), x - aside, y - below)

    def write(self, hand: Hand) -> None:
        size, width = hand.size * _INK, Fragment(hand.text, by_hand=True).width(hand.size)
        if set(hand.text) == {"~"}:
            words = -(-len(hand.text) // 4)  # of some four letters each
            for word in range(words):
                self.scribble_at(hand.x + (word + 0.5) * width / words, hand.y + hand.size / 3, width / words)
        else:
            self.ink(
                lambda page, a, b: marks.write_figures(page, hand.text, a, b, size, self.chance),
                hand.x,
                hand.y,
                width + 2 * hand.size,
            )

    def scribble(self, one: Spec) -> None:
        x, y = one["at"]
        self.scribble_at(x * mm, self.height - y * mm, one.get("size", 15) * mm)

    def scribble_at(self, x: float, y: float, width: float) -> None:
        self.ink(lambda page, a, b: marks.scribble(page, a, b, width * _INK, self.chance), x, y, width)

    def stamp(self, one: Spec) -> None:
        x, y = one["at"][0] * mm, self.height - one["at"][1] * mm
        size, lines = one.get("size", 13.0), [tokens(line, "b") for line in one["lines"]]
        width, height = max(line_width(line, size) for line in lines) + size, (len(lines) + 0.4) * size * _LEADING
        self.canvas.saveState()
        self.canvas.setFillColorRGB(*_COLOURS[one.get("colour", "red")])
        self.canvas.setStrokeColorRGB(*_COLOURS[one.get("colour", "red")])
        self.canvas.translate(x, y)
        self.canvas.rotate(one.get("turn", 0.0))
        if one.get("frame", True):
            self.canvas.setLineWidth(1.3)
            self.canvas.rect(0, -height, width, height)
        written = len(self.out.hands)
        for row, line in enumerate(lines, 1):
            self.draw(line, (width - line_width(line, size)) / 2, -row * size * _LEADING, size)
        self.out.hands[written:] = [replace(h, x=h.x + x, y=h.y + y) for h in self.out.hands[written:]]
        self.canvas.restoreState()

    def signature(self, one: Spec) -> None:
        size, lines = one.get("size", 7.0), one["lines"]
        width = max(Fragment(line).width(size) for line in lines) + 4
        height = len(lines) * size * _LEADING + 4
        x, low = one["at"][0] * mm, self.height - one["at"][1] * mm - height
        if self.spec["print"] == "scan":
            _lines(self.canvas, lines, size, (x + 2, low + height - size), _COLOURS["blue"])
        else:
            box = _appearance(lines, size, (width, height), (2, height - size), _COLOURS["blue"])
            self.fields.append((len(self.out.pages), (x, low), box))


def _appearance(lines: Sequence[str], size: float, page: Point, start: Point, colour: Colour) -> bytes:
    """A field of a signature as a PDF as large as ``page``: its lines, the first of which begins at ``start``."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=page, invariant=1)
    _lines(canvas, lines, size, start, colour)
    canvas.save()
    return buffer.getvalue()


def _lines(canvas: Canvas, lines: Sequence[str], size: float, start: Point, colour: Colour) -> None:
    canvas.saveState()
    canvas.setFont("Tinos-Regular", size)
    canvas.setFillColorRGB(*colour)
    for row, line in enumerate(lines):
        canvas.drawString(start[0], start[1] - row * size * _LEADING, line)
    canvas.restoreState()
