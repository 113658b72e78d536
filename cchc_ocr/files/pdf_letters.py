"""The letters of a PDF page, each once, as they stand on the page: with boxes and the way that they run.

A file may draw a letter twice, slightly apart, so that it looks bold; or once more without ink, where another
program has put its own reading below the print.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from ctypes import byref, c_int, c_void_p, cast, create_string_buffer
from dataclasses import dataclass
from itertools import groupby
from math import degrees
from statistics import median
from typing import Any

from pypdfium2 import raw

from cchc_ocr.document import Box
from cchc_ocr.files import legacy
from cchc_ocr.files.legacy import Font

_LONGEST_NAME = 128  # bytes of a font's name; longer ones are not read
_HYPHENS = (0x02, 0xFFFE, 0xAD)  # what PDFium makes of a hyphen at a line's end
_WITHOUT_INK = (3, 7)  # modes in which text is not drawn
_SLANT = 10  # degrees by which lines may miss the level
# Of width and height of a letter: its copy lies nearer, the next letter further off.
_ASIDE, _LEAST_ASIDE = 0.4, 0.17
# Small letters of both kinds; print of the first is two thirds as high as that of the second.
_LOW_LETTERS, _HIGH_LETTERS, _AS_HIGH = frozenset("acemnorsuvxz"), frozenset("bdfhiklt"), 0.9
_MOST_ASIDE = 0.6  # of the width: layers of OCR squeeze letters, of which the next one then stands as near
_SPACE = 0.5  # heights of a letter: the paper beside it that belongs to its line
_MOSTLY = 0.6  # of the letters of a page run one way


@dataclass(frozen=True, slots=True)
class Letter:
    """A sign of the text layer; spaces and line ends ("\\n") are signs as well.

    ``box`` is in pixels of the upright page. ``quarter`` counts the quarter turns clockwise from level print to
    the way that it runs; None on a slant. ``inked`` is False for what is not drawn. ``font`` is its legacy font.
    """

    text: str
    box: Box
    font: Font | None = None
    quarter: int | None = 0
    inked: bool = True

    @property
    def is_sign(self) -> bool:
        return bool(self.text) and not self.text.isspace()

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins and ends along its line."""
        x0, y0, x1, y1 = self.box.x0, self.box.y0, self.box.x1, self.box.y1
        return ((x0, x1), (y0, y1), (-x1, -x0), (-y1, -y0))[self.quarter or 0]

    @property
    def rise(self) -> tuple[int, int]:
        """Both ends across its line."""
        box = self.box
        return (box.x0, box.x1) if self.quarter in (1, 3) else (box.y0, box.y1)


class Placer:
    """From PDF coordinates to pixels of the upright page, whatever its crop and rotation."""

    def __init__(self, page: Any, scale: float) -> None:
        width, height = page.get_size()
        self._page, self._size = page, (round(width * scale), round(height * scale))

    def __call__(self, bounds: tuple[float, float, float, float]) -> Box:
        left, bottom, right, top = bounds
        (ax, ay), (bx, by) = self._point(left, bottom), self._point(right, top)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def _point(self, x: float, y: float) -> tuple[int, int]:
        to_x, to_y = c_int(), c_int()
        raw.FPDF_PageToDevice(self._page.raw, 0, 0, *self._size, 0, x, y, byref(to_x), byref(to_y))
        return to_x.value, to_y.value


def letters_of(page: Any, text_page: Any, scale: float) -> list[Letter]:
    """The letters in the order of the file, each once; boxes are pixels at ``scale`` pixels per point."""
    place, fonts, rotation = Placer(page, scale), _legacy_fonts(text_page), page.get_rotation()
    signs = [_sign(text_page, at) for at in range(text_page.count_chars())]
    letters = []
    for at, sign in enumerate(signs if legacy.is_unicode("".join(signs)) else _in_capitals(text_page, signs)):
        box = place(text_page.get_charbox(at, loose=True))
        quarter = _quarter(_angle(text_page, at) + rotation)
        letters.append(Letter(sign, box, fonts.get(at), quarter, _has_ink(text_page, at)))
    return list(_each_once(letters))


def _in_capitals(text_page: Any, signs: Sequence[str]) -> list[str]:
    """The signs; of text that its font draws in capitals, small letters of ASCII as capitals.

    So do the fonts of capitals of TCVN3, which may have any name in a PDF. The other letters are still codes.
    """
    shown = list(signs)
    for _, group in groupby(range(len(signs)), key=lambda at: _object(text_page, at)):
        run = list(group)
        low = [_height(text_page, at) for at in run if signs[at] in _LOW_LETTERS]
        high = [_height(text_page, at) for at in run if signs[at] in _HIGH_LETTERS]
        if len(low) > 1 and high and median(low) > _AS_HIGH * median(high):
            shown[run[0] : run[-1] + 1] = [signs[at].upper() if signs[at].isascii() else signs[at] for at in run]
    return shown


def _object(text_page: Any, at: int) -> int | None:
    """The address of the text object that a letter is drawn with."""
    return cast(raw.FPDFText_GetTextObject(text_page.raw, at), c_void_p).value


def _height(text_page: Any, at: int) -> float:
    """How high the print of a letter is, whichever way it runs."""
    left, bottom, right, top = text_page.get_charbox(at)
    return float(right - left if _quarter(_angle(text_page, at)) in (1, 3) else top - bottom)


def upright_rotation(page: Any) -> int:
    """The rotation (0, 90, 180, 270) at which most of the text of the page is level; its own where none is."""
    text_page = page.get_textpage()
    try:
        drawn = [at for at in range(text_page.count_chars()) if _is_drawn(text_page, at)]
        angles = [_quarter(_angle(text_page, at)) for at in drawn]
    finally:
        text_page.close()
    quarter = max((0, 1, 2, 3), key=angles.count)
    if not angles or angles.count(quarter) < _MOSTLY * len(angles):
        return int(page.get_rotation())
    return -90 * quarter % 360


def _is_drawn(text_page: Any, at: int) -> bool:
    return not raw.FPDFText_IsGenerated(text_page.raw, at) and not _sign(text_page, at).isspace()


def _sign(text_page: Any, at: int) -> str:
    code = raw.FPDFText_GetUnicode(text_page.raw, at)
    return "-" if code in _HYPHENS else chr(code)


def _angle(text_page: Any, at: int) -> float:
    """The angle of a letter to level print on the page as it is stored, in degrees clockwise."""
    return degrees(raw.FPDFText_GetCharAngle(text_page.raw, at))


def _quarter(angle: float) -> int | None:
    """
    >>> _quarter(-88.0), _quarter(359.0), _quarter(45.0)
    (3, 0, None)
    """
    quarter = round(angle / 90)
    return quarter % 4 if abs(angle - 90 * quarter) <= _SLANT else None


def _has_ink(text_page: Any, at: int) -> bool:
    shown = raw.FPDFText_GetTextObject(text_page.raw, at)
    return not shown or raw.FPDFTextObj_GetTextRenderMode(shown) not in _WITHOUT_INK


def _each_once(letters: Sequence[Letter]) -> Iterator[Letter]:
    """The letters without copies, and without those that have no ink where others are drawn."""
    inked = _Places(letter for letter in letters if letter.inked and letter.is_sign)
    kept = _Places()
    for letter in letters:
        if letter.is_sign:
            if kept.has_copy_of(letter) or (not letter.inked and inked.covers(letter)):
                continue
            kept.add(letter)
        yield letter


class _Places:
    """Letters by the squares of the page that their middles lie in."""

    _SIDE = 64  # pixels: a letter of 15 points at 300 dpi

    def __init__(self, letters: Iterable[Letter] = ()) -> None:
        self._squares: dict[tuple[int, int], list[Letter]] = {}
        for letter in letters:
            self.add(letter)

    def add(self, letter: Letter) -> None:
        x, y = letter.box.middle
        self._squares.setdefault((int(x // self._SIDE), int(y // self._SIDE)), []).append(letter)

    def has_copy_of(self, letter: Letter) -> bool:
        width, height = _length(letter.span), _length(letter.rise)
        aside = max(_ASIDE * width, min(_LEAST_ASIDE * height, _MOST_ASIDE * width))
        x, y = letter.box.middle
        near = (other for other in self._near(x, y) if other.text == letter.text)
        return any(abs(o.box.middle[0] - x) < aside and abs(o.box.middle[1] - y) < aside for o in near)

    def covers(self, letter: Letter) -> bool:
        x, y = letter.box.middle
        boxes = (other.box for other in self._near(x, y))
        return any(
            box.x0 - _SPACE * box.height <= x <= box.x1 + _SPACE * box.height and box.y0 <= y <= box.y1
            for box in boxes
        )

    def _near(self, x: float, y: float) -> Iterator[Letter]:
        column, row = int(x // self._SIDE), int(y // self._SIDE)
        for square in ((column + across, row + down) for across in (-1, 0, 1) for down in (-1, 0, 1)):
            yield from self._squares.get(square, ())


def _length(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def _legacy_fonts(text_page: Any) -> dict[int, Font]:
    """The legacy fonts of characters, by their index; not where a font's text is in Unicode after all."""
    places: dict[str, list[int]] = {}
    for at in range(text_page.count_chars()):
        places.setdefault(_font_name(text_page, at), []).append(at)
    found = ((legacy.of_font(name), among) for name, among in places.items())
    return {
        at: font
        for font, among in found
        if font and not legacy.is_unicode("".join(_sign(text_page, at) for at in among))
        for at in among
    }


def _font_name(text_page: Any, at: int) -> str:
    name = create_string_buffer(_LONGEST_NAME)
    length = raw.FPDFText_GetFontInfo(text_page.raw, at, name, _LONGEST_NAME, byref(c_int()))
    return name.value.decode("utf-8", "replace") if length else ""
