"""The text layer of a PDF page: its words with bounding boxes, and whether it can be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from ctypes import byref, c_int, create_string_buffer
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, TypeAlias

from pypdfium2 import raw

from cchc_ocr.document import Box, Word, WordLines
from cchc_ocr.files import legacy
from cchc_ocr.files.legacy import Font
from cchc_ocr.files.plain_text import LONGEST_WORD
from cchc_ocr.patterns import unaccented
from cchc_ocr.vietnamese import bare, is_syllable, nfc

_Letter: TypeAlias = tuple[str, Box, Font | None]

_LONGEST_NAME = 128  # bytes of a font's name; longer ones are not read
_BROKEN = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x80-\x9f]")
_LETTERS = re.compile(r"[^\W\d_]+")
# What a programme prints beside an electronic signature; for text without accents.
_STAMP = unaccented(
    r"""
    k[ýí] bởi                  # "Ký bởi: Sở Nội vụ"
    |thời gian k[ýí]           # "Thời gian ký: 12/03/2024 08:15"
    |ngày k[ýí]                # "Ngày kí: 12/03/2024"
    |người k[ýí]               # "Người ký: …"
    |signed by                 # "Signed by: …"
    |digitally signed          # "Digitally signed by …"
    """,
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The text layer of a page, and the reason not to use it ("" if there is none).

    ``unseen`` is the number of words that were left out because no viewer shows them.
    """

    lines: WordLines
    doubt: str = ""
    unseen: int = 0

    @property
    def words(self) -> list[Word]:
        return [word for line in self.lines for word in line]


def plain_text(page: Any) -> str:
    text_page = page.get_textpage()
    try:
        return str(text_page.get_text_range())
    finally:
        text_page.close()


def text_lines(page: Any, scale: float) -> WordLines:
    """Words with boxes (pixels at ``scale`` pixels per point) in the lines that PDFium finds."""
    text_page = page.get_textpage()
    try:
        return in_unicode(list(_lines_of(page, text_page, scale)))
    finally:
        text_page.close()


def in_unicode(lines: Sequence[Sequence[Word]]) -> WordLines:
    """The words in composed Unicode, also those in a legacy encoding that only their content shows."""
    texts = legacy.convert([" ".join(word.text for word in line) for line in lines]).lines
    return tuple(
        tuple(replace(word, text=nfc(text)) for word, text in zip(line, converted.split(" "), strict=True))
        for line, converted in zip(lines, texts, strict=True)
    )


def _lines_of(page: Any, text_page: Any, scale: float) -> Iterator[tuple[Word, ...]]:
    words: list[Word] = []
    letters: list[_Letter] = []
    place = Placer(page, scale)
    fonts = _legacy_fonts(text_page)
    for at in range(text_page.count_chars()):
        letter = _letter(text_page, at)
        if letter.isspace() or not letter:
            words += _joined(letters)
            letters = []
            if letter == "\n" and words:
                yield tuple(words)
                words = []
        else:
            letters.append((letter, place(text_page.get_charbox(at, loose=True)), fonts.get(at)))
    words += _joined(letters)
    if words:
        yield tuple(words)


def _letter(text_page: Any, at: int) -> str:
    code = raw.FPDFText_GetUnicode(text_page.raw, at)
    return "-" if code in (0x02, 0xFFFE, 0xAD) else chr(code)  # what PDFium makes of a hyphen at a line's end


def _legacy_fonts(text_page: Any) -> dict[int, Font]:
    """The legacy fonts of characters, by their index; not where a font's text is in Unicode after all."""
    places: dict[str, list[int]] = {}
    for at in range(text_page.count_chars()):
        places.setdefault(_font_name(text_page, at), []).append(at)
    found = ((legacy.of_font(name), among) for name, among in places.items())
    return {
        at: font
        for font, among in found
        if font and not legacy.is_unicode("".join(_letter(text_page, at) for at in among))
        for at in among
    }


def _font_name(text_page: Any, at: int) -> str:
    name = create_string_buffer(_LONGEST_NAME)
    length = raw.FPDFText_GetFontInfo(text_page.raw, at, name, _LONGEST_NAME, byref(c_int()))
    return name.value.decode("utf-8", "replace") if length else ""


def _joined(letters: Sequence[_Letter]) -> list[Word]:
    runs = groupby(letters, key=lambda letter: letter[2])
    text = "".join(_decoded("".join(letter for letter, *_ in run), font) for font, run in runs)
    return [Word(text, Box.around(box for _, box, _ in letters))] if text else []


def _decoded(text: str, font: Font | None) -> str:
    return legacy.to_unicode(text, font.encoding, capitals=font.capitals) if font else text


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


def is_stamp(words: Sequence[str]) -> bool:
    """Whether a few words are those of a digital signature's box.

    >>> is_stamp("Ký bởi: Sở Nội vụ Thời gian ký: 02/03/2023 08:15:24".split())
    True
    """
    return len(words) < 80 and bool(_STAMP.search(bare(" ".join(words))))


def doubt_about(words: Sequence[str], *, scanned: bool) -> str:
    """What speaks against a text layer, in words for the user; "" if nothing does."""
    text = " ".join(words)
    if len(_BROKEN.findall(text)) > 0.01 * len(text):
        return "it contains meaningless characters"
    if any(len(word) > LONGEST_WORD for word in words):
        return f"it contains a word of more than {LONGEST_WORD:,} characters"
    share = vietnamese_share(words)
    if share is not None and share < 0.8:
        return f"only {share:.0%} of its words look like Vietnamese"
    if scanned and len(words) < 30:
        return "it covers only a small part of the print"
    return ""


def vietnamese_share(words: Sequence[str]) -> float | None:
    """The share of words with letters that read like Vietnamese; None where too few have any.

    In Vietnamese prose seven words in ten carry a diacritic, so a text of bare syllables scores low as
    well: what a scanner's English OCR makes of a page.
    """
    parts = [part for word in words for part in _LETTERS.findall(word) if len(part) > 1 and not part.isupper()]
    if len(parts) < 20:
        return None
    right = sum(is_syllable(part) for part in parts) / len(parts)
    accented = sum(bare(part) != part for part in parts) / len(parts)
    return float(right * min(accented / 0.5, 1.0))
