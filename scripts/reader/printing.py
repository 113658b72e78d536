"""Prints a text on a strip of paper: faces, sizes, spacing, what stands around a line.

Faces are those of the system and of the folders in READER_FONTS.
"""

from __future__ import annotations

import os
import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Pixels = NDArray[np.uint8]
Font = ImageFont.FreeTypeFont

SIZE = 52  # pixels of the em that text is printed with, before it is made smaller
FONTS = [Path("/usr/share/fonts"), *map(Path, filter(None, os.environ.get("READER_FONTS", "").split(os.pathsep)))]
_CUTS = {"": "Regular", "b": "Bold", "i": "Italic", "bi": "BoldItalic"}
_TEST = "ệẫữỵĐƯằỷ"  # a face that lacks one of these is not for Vietnamese


class _Piece(NamedTuple):
    """A text in one font: where it begins, and how far it is raised, in pixels."""

    left: float
    rise: float
    text: str
    font: Font


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """Printed text: ink (255) on nothing (0), and the rows and columns that hold ink or would hold letters."""

    ink: Pixels
    left: float
    top: float
    right: float
    bottom: float


class Press:
    """The faces of a machine, and the last prints, which become the neighbours of the next."""

    def __init__(self) -> None:
        self._main = _main_faces()
        self._others = _other_faces()
        self._last: list[Pixels] = []

    def print(self, rng: random.Random, text: str) -> Print:
        """The text with the look of an office's line; above and below may stand others."""
        cuts = self._cuts(rng)
        size = SIZE + rng.randint(-3, 3)
        ink, rows, left, right = _set(rng, text, cuts, size)
        self._last = [*self._last[-40:], ink]
        ink, base = _with_neighbours(rng, ink, size, self._last)
        top, bottom = (rows[0], rows[-1] + 1) if len(rows) else (base + size * 0.3, base + size * 0.6)
        _rule(rng, ink, base, size, left, right)
        return Print(ink, left, float(top), right, float(bottom))

    def _cuts(self, rng: random.Random) -> list[str]:
        """The files of the face of the begin and of the rest of a line."""
        faces = self._others if self._others and rng.random() < 0.12 else self._main
        cuts = rng.choice(faces)
        style = rng.choices(["", "b", "i", "bi"], [0.6, 0.19, 0.15, 0.06])[0]
        first = rng.choice(["b", "i", ""]) if rng.random() < 0.08 else style
        return [cuts.get(first, cuts[""]), cuts.get(style, cuts[""])]


_HEAPED = 0.6  # of the lines: their tones stand above the circumflex and the breve, as in Times New Roman
_TONES = "\u0300\u0301\u0303\u0309"
_HEAP = {
    unicodedata.normalize("NFC", base + tone): (base, tone) for base in "âêôăÂÊÔĂ" for tone in _TONES
}  # other drawings of Times, Tinos too, set them beside
_NOTE = re.compile(r"([^\W\d]+)(\d{1,2}|[\[(]\d{1,2}[\])])")  # a word and the number of a note
_PAD = 1.1  # ems of room above and below the line on its sheet


def _set(
    rng: random.Random, text: str, cuts: list[str], size: int
) -> tuple[Pixels, NDArray[np.intp], float, float]:
    """The words of a line one beside the other, the rows of its letters, and where it begins and ends.

    The base of the sheet is at ``_PAD`` ems.
    """
    space = size * rng.choice([0.25, 0.25, rng.uniform(0.2, 0.7)])
    wide = rng.uniform(-0.8, 6) if rng.random() < 0.2 else 0.0
    apart = rng.choice([0.0, 0.0, 0.0, rng.uniform(-0.8, 1.5), wide])
    words = text.split(" ")
    switch = rng.randint(1, len(words))
    height, x = round(size * (1.35 + 2 * _PAD)), size * 0.8
    places: list[_Piece] = []
    for at, word in enumerate(words):
        path = cuts[0 if at < switch else 1]
        for part, font, rise in _pieces(rng, word, path, size):
            places.append(_Piece(x, rise, part, font))
            x += font.getlength(part) + apart * len(part)
        x += space
    width = round(x - space + size * 0.8)
    sheet = Image.new("L", (width, height))
    draw = ImageDraw.Draw(sheet)
    heaped = _HEAP if rng.random() < _HEAPED else {}
    for one in places:
        plain = "".join(heaped.get(letter, letter)[0] for letter in one.text)
        _word(draw, (one.left, size * _PAD - one.rise), plain, one.font, size, apart)
    rows = np.flatnonzero(np.asarray(sheet).max(axis=1) > 60)
    shift = rng.uniform(-0.03, 0.13) * size, rng.uniform(-0.02, 0.05) * size
    for one in places if heaped else []:
        _heap(draw, (one.left, size * _PAD - one.rise), one.text, one.font, apart, shift)
    return np.asarray(sheet).copy(), rows, size * 0.8, x - space


def _heap(
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    word: str,
    font: Font,
    apart: float,
    shift: tuple[float, float],
) -> None:
    """The tones of a word that stand on another mark, drawn above it, so far to the right and up."""
    plain = "".join(_HEAP.get(letter, letter)[0] for letter in word)
    for number, letter in enumerate(word):
        if letter in _HEAP:
            mark, base = _HEAP[letter][1], plain[number]
            box, seat = _inked(font, mark), font.getbbox(base, anchor="ls")
            x = at[0] + font.getlength(plain[:number]) + apart * number + (seat[0] + seat[2]) / 2
            top = at[1] + font.size + seat[1] - shift[1]
            draw.text((x + shift[0] - (box[0] + box[2]) / 2, top - box[3]), mark, fill=255, font=font, anchor="ls")


def _pieces(rng: random.Random, word: str, path: str, size: int) -> Iterator[tuple[str, Font, float]]:
    """A word with its font and how far it is raised; the number of a note after it is mostly small and raised."""
    note = _NOTE.fullmatch(word)
    if note is None or rng.random() < 0.2:
        yield word, _font(path, size), 0.0
        return
    small = round(size * rng.uniform(0.55, 0.7))
    yield note[1], _font(path, size), 0.0
    yield note[2], _font(path, small), size * rng.uniform(0.28, 0.4)


def _word(
    draw: ImageDraw.ImageDraw, at: tuple[float, float], word: str, font: Font, size: int, apart: float
) -> None:
    """Draws a word whose line of print begins at ``at`` and is ``size`` high down to its base."""
    x, y = at
    if not apart:
        draw.text((x, y + size), word, fill=255, font=font, anchor="ls")
        return
    for letter in word:
        draw.text((x, y + size), letter, fill=255, font=font, anchor="ls")
        x += font.getlength(letter) + apart


def _with_neighbours(rng: random.Random, ink: Pixels, size: int, last: list[Pixels]) -> tuple[Pixels, int]:
    """The line with lines above and below as far away as lines stand; and the row at which its band begins."""
    pitch = round(size * (rng.uniform(1.08, 1.3) if rng.random() < 0.5 else rng.uniform(1.3, 1.9)))
    base = round(size * _PAD)
    whole = ink.astype(np.int16)
    for shift in (-pitch, pitch):
        if rng.random() < 0.7:
            _paste(whole, rng.choice(last), shift, rng.randint(0, 200))
    return np.asarray(np.clip(whole, 0, 255), np.uint8), base


def _paste(sheet: NDArray[np.int16], other: Pixels, shift: int, aside: int) -> None:
    part = other[:, aside : aside + sheet.shape[1]]
    if not part.size:
        return
    top, bottom = max(shift, 0), min(len(sheet), len(part) + shift)
    if top < bottom:
        sheet[top:bottom, : part.shape[1]] += part[top - shift : bottom - shift]


def _rule(rng: random.Random, ink: Pixels, base: int, size: int, left: float, right: float) -> None:
    """A line drawn under the text or a part of it, and rules of a table around it, now and then."""
    foot = base + size  # the base line
    if rng.random() < 0.05:
        start, stop = sorted((rng.uniform(left, right), rng.uniform(left, right)))
        if rng.random() < 0.5:
            start, stop = left, right
        at = foot + round(size * rng.uniform(0.08, 0.2))
        ink[at : at + rng.randint(2, 4), round(start) : round(stop)] = 255
    thick = rng.randint(1, 4)
    if rng.random() < 0.07:
        at = foot + round(size * rng.uniform(0.28, 0.6))
        ink[at : at + thick] = 255
    if rng.random() < 0.07:
        at = max(base - round(size * rng.uniform(0.05, 0.4)), 0)
        ink[at : at + thick] = 255
    for side in (left - size * rng.uniform(0.15, 0.7), right + size * rng.uniform(0.15, 0.7)):
        if rng.random() < 0.07:
            ink[:, max(round(side), 0) : round(side) + thick] = 255


@lru_cache(maxsize=1000)
def _inked(font: Font, mark: str) -> tuple[float, ...]:
    """The box of the ink of a mark; that of the font reaches down to the base line."""
    sheet = Image.new("L", (4 * round(font.size), 3 * round(font.size)))
    ImageDraw.Draw(sheet).text((2 * font.size, 2 * font.size), mark, fill=255, font=font, anchor="ls")
    return tuple(side - 2 * font.size for side in sheet.getbbox() or (0, 0, 0, 0))


@lru_cache(maxsize=600)
def _font(path: str, size: int) -> Font:
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _files() -> dict[str, Path]:
    return {path.stem: path for folder in FONTS if folder.exists() for path in sorted(folder.rglob("*.[to]tf"))}


def _main_faces() -> list[dict[str, str]]:
    """Tinos three times, and other drawings of Times, so that no trifle of Tinos is learned."""
    files = _files()
    faces = [_family(files, name) for name in ("Tinos-", "Tinos-", "Tinos-", "texgyretermes-", "FreeSerif")]
    found = [face for face in faces if "" in face and _is_vietnamese(face[""])]
    if faces[0] not in found:
        raise SystemExit("Tinos is missing: apt-get install fonts-croscore")
    return found


def _other_faces() -> list[dict[str, str]]:
    names = "Arimo- Cousine- Carlito- Caladea- OpenSans- Roboto- STIX- texgyreheros- LinLibertine_"
    files = _files()
    found = (_family(files, name) for name in [*names.split(), "DejaVuSerif", "DejaVuSans"])
    return [face for face in found if "" in face and _is_vietnamese(face[""])]


def _family(files: dict[str, Path], name: str) -> dict[str, str]:
    others = {
        "texgyretermes-": ("regular", "bold", "italic", "bolditalic"),
        "texgyreheros-": ("regular", "bold", "italic", "bolditalic"),
        "FreeSerif": ("", "Bold", "Italic", "BoldItalic"),
        "LinLibertine_": ("R", "RB", "RI", "RBI"),
        "DejaVuSerif": ("", "-Bold", "-Italic", "-BoldItalic"),
        "DejaVuSans": ("", "-Bold", "-Oblique", "-BoldOblique"),
    }
    ends = others.get(name, tuple(_CUTS.values()))
    return {cut: str(files[name + end]) for cut, end in zip(_CUTS, ends, strict=True) if name + end in files}


def _is_vietnamese(path: str) -> bool:
    font = _font(path, 40)
    none = bytes(font.getmask("\uffff"))
    masks = [bytes(font.getmask(letter)) for letter in _TEST]
    return none not in masks and len(set(masks)) == len(masks)
