"""The pages of a PDF: the scanned picture as it lies in the file, a rendering, or the page's own text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_ocr import layout, legacy, signatures
from cchc_ocr.document import Box, Page, Word
from cchc_ocr.errors import EncryptedError, UnreadableError
from cchc_ocr.grids import Grid, find_grids
from cchc_ocr.images import PageImage, ReadOptions, refuse_if_huge
from cchc_ocr.records import Signature
from cchc_ocr.vietnamese import bare, is_syllable, nfc

if TYPE_CHECKING:
    from cchc_ocr.images import Pixels
    from cchc_ocr.legacy import Font

    _Letter = tuple[str, Box, Font | None]

_POINTS_PER_INCH = 72
_COVERS = 0.8  # of the page; margins cut off by a scanner's crop leave more than this
_LEAST_DPI, _MOST_DPI = 150, 400  # outside of it Tesseract gains nothing or the page grows without use
_LONGEST_NAME = 128  # bytes of a font's name; longer ones are not read
_COMPARED_AT = 48  # dpi: lines of print are still apart, and a page takes a hundredth of a second
_BROKEN = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x80-\x9f]")
_LETTERS = re.compile(r"[^\W\d_]+")
_STREAM = re.compile(r"^stream <.*?>: ")  # how QPDF calls a file that it was given open
_TO_RGB = {"BGR": "BGR2RGB", "BGRX": "BGRA2RGB", "BGRA": "BGRA2RGB", "RGBX": "RGBA2RGB", "RGBA": "RGBA2RGB"}
_STAMP = re.compile(r"k[yí] b[oơ]i|thoi gian k[yi]|ngay k[yi]|nguoi k[yi]|signed by|digitally signed", re.I)


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a page and what speaks against using it ("" if nothing does)."""

    lines: tuple[tuple[Word, ...], ...]
    doubt: str

    @property
    def words(self) -> list[Word]:
        return [word for line in self.lines for word in line]


class PdfFile:
    """An open PDF. Not for use from several threads at a time: PDFium is not made for it."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self._path, self._options = path, options
        self.signatures = _look_inside(path)
        self._pdf = _open(path)
        self.page_count = len(self._pdf)

    def close(self) -> None:
        self._pdf.close()

    def page(self, number: int) -> PageImage | Page:
        """Page ``number`` (from 1): its own text if that is good, else its picture."""
        with self._loaded(number) as page:
            reading = self._judged(page, scanned=_covering_picture(page) is not None)
            if reading.words and not reading.doubt:
                return self._text_page(page, number, reading)
            notes = (f"text layer not used: {reading.doubt}",) if reading.doubt else ()
            return self._image(page, number, notes)

    @contextmanager
    def _loaded(self, number: int) -> Iterator[Any]:
        import pypdfium2

        try:
            page = self._pdf[number - 1]
        except pypdfium2.PdfiumError as error:
            raise UnreadableError(
                f"{self._path.name}: page {number} is corrupt: {error}", hint="get the file again from its source"
            ) from error
        try:
            yield page
        finally:
            page.close()

    def _judged(self, page: Any, *, scanned: bool) -> Reading:
        lines = _text_lines(page, self._options.dpi / _POINTS_PER_INCH)
        words = [word.text for line in lines for word in line]
        if self._options.trust_text or not words:
            return Reading(lines, "")
        if self._options.force_ocr:
            return Reading(lines, "the text was to be read from the picture")
        if scanned and _is_stamp(words):
            return Reading((), "")
        return Reading(lines, _doubt(words, scanned=scanned))

    def _text_page(self, page: Any, number: int, reading: Reading) -> Page:
        scale = self._options.dpi / _POINTS_PER_INCH
        width, height = (round(side * scale) for side in page.get_size())
        found = _grids(page, self._options.dpi)
        lines = layout.arrange(reading.lines, width, height, grids=found)
        return Page(number, lines, "text-layer", width, height, tables=layout.read_tables(lines, found))

    def _image(self, page: Any, number: int, notes: tuple[str, ...]) -> PageImage:
        limit = self._options.max_pixels
        picture = _covering_picture(page)
        if picture is not None:
            width, height = picture.get_px_size()
            refuse_if_huge(f"{self._path.name}, page {number}", width, height, limit)
            pixels = _as_it_is(page, picture)
            if pixels is not None:
                return PageImage(number, pixels, _dpi_of(page, pixels.shape), notes)
        dpi = _render_dpi(page, picture, self._options.dpi)
        size = [side * dpi / _POINTS_PER_INCH for side in page.get_size()]
        refuse_if_huge(f"{self._path.name}, page {number}", size[0], size[1], limit)
        return PageImage(number, _render(page, dpi), dpi, notes)


def _look_inside(path: Path) -> tuple[Signature, ...]:
    """Signatures; raises the errors of a file that cannot be opened, is encrypted or cut short."""
    import pikepdf

    try:
        with path.open("rb") as file, pikepdf.Pdf.open(file) as pdf:  # a name need not be text
            if not len(pdf.pages):
                raise UnreadableError(f"{path.name}: the PDF has no pages", hint="export it again")
            _refuse_if_cut_short(path, pdf)
            return signatures.signatures(pdf)
    except pikepdf.PasswordError as error:
        raise EncryptedError(
            f"{path.name}: the PDF is encrypted", hint="remove its password first, for example with qpdf --decrypt"
        ) from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError) as error:
        raise _corrupt(path, error) from error


def _refuse_if_cut_short(path: Path, pdf: Any) -> None:
    """A repaired file may lack pages without saying so: without an end mark it was cut short."""
    if not pdf.get_warnings():
        return
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - 65_536, 0))
        if b"%%EOF" not in file.read():
            raise UnreadableError(f"{path.name}: the PDF is cut short", hint="copy or download it again")


def _corrupt(path: Path, error: Exception) -> UnreadableError:
    reason = _STREAM.sub("", str(error)).splitlines()[0] if str(error) else "unknown"
    return UnreadableError(f"{path.name}: the PDF is corrupt: {reason}", hint="copy or download it again")


def _is_text(path: Path) -> bool:
    """PDFium takes names in UTF-8 only."""
    return not any("\udc80" <= letter <= "\udcff" for letter in str(path))


def _open(path: Path) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(path if _is_text(path) else path.read_bytes())
    except pypdfium2.PdfiumError as error:
        raise _corrupt(path, error) from error


def _grids(page: Any, dpi: int) -> tuple[Grid, ...]:
    """The ruled tables of a page that has lines drawn on it."""
    from pypdfium2 import raw

    drawn = any(item.type == raw.FPDF_PAGEOBJ_PATH for item in page.get_objects(max_depth=4))
    return find_grids(_grey(_render(page, dpi))) if drawn else ()


# --- pictures


def _covering_picture(page: Any) -> Any | None:
    """The one picture that covers the page; None if there is none, or several."""
    from pypdfium2 import raw

    pictures = list(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4))
    width, height = page.get_size()
    if page.get_rotation() in (90, 270):
        width, height = height, width
    covering = [item for item in pictures if _area(item) >= _COVERS * width * height]
    return covering[0] if len(covering) == 1 else None


def _area(item: Any) -> float:
    left, bottom, right, top = item.get_bounds()
    return float(max(right - left, 0) * max(top - bottom, 0))


def _as_it_is(page: Any, picture: Any) -> Pixels | None:
    """The picture's own pixels, turned as the page is; None where the page shows something else as well.

    The picture may be mirrored, masked or drawn over in ways too many to list: a small rendering of the
    page shows whether the pixels are what a reader sees.
    """
    import numpy as np
    import pypdfium2

    if _drawn_over(page) or not _upright(picture):
        return None
    try:
        pixels = _to_pixels(picture.get_bitmap(render=False))
    except pypdfium2.PdfiumError:
        return None
    pixels = np.ascontiguousarray(np.rot90(pixels, -page.get_rotation() // 90))
    return pixels if _looks_like(pixels, _render(page, dpi=_COMPARED_AT)) else None


def _upright(picture: Any) -> bool:
    """Whether the picture is placed without turning, slanting or mirroring it."""
    a, b, c, d, *_ = picture.get_matrix().get()
    return bool(a > 0 and d > 0 and abs(b) + abs(c) < 0.001 * (a + d))


def _drawn_over(page: Any) -> bool:
    """Whether visible text, lines or further pictures lie on the page; a signature's stamp does not count."""
    from pypdfium2 import raw

    others = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING]
    kinds = [item.type for item in page.get_objects(max_depth=4)]
    if kinds.count(raw.FPDF_PAGEOBJ_IMAGE) > 1 or any(kind in others for kind in kinds):
        return not _only_stamp(page)
    texts = page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,), max_depth=4)
    return any(raw.FPDFTextObj_GetTextRenderMode(item.raw) != 3 for item in texts) and not _only_stamp(page)


def _only_stamp(page: Any) -> bool:
    return _is_stamp(_plain_text(page).split())


def _looks_like(pixels: Pixels, rendering: Pixels) -> bool:
    """Whether both show the same: the correlation of small grey copies; for even paper, the same shade."""
    import cv2
    import numpy as np

    size = (rendering.shape[1], rendering.shape[0])
    small = cv2.blur(cv2.resize(_grey(pixels), size, interpolation=cv2.INTER_AREA), (3, 3)).ravel()
    shown = cv2.blur(_grey(rendering), (3, 3)).ravel()
    if small.std() < 4 and shown.std() < 4:
        return abs(float(small.mean()) - float(shown.mean())) < 25
    return bool(np.corrcoef(small, shown)[0, 1] > 0.8)


def _grey(pixels: Pixels) -> Pixels:
    import cv2
    import numpy as np

    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8) if pixels.ndim == 3 else pixels


def _to_pixels(bitmap: Any) -> Pixels:
    """A PDFium bitmap as RGB or grey, copied once: a page in colour takes 26 MB."""
    import cv2
    import numpy as np

    pixels, order = bitmap.to_numpy(), _TO_RGB.get(bitmap.mode)
    return np.asarray(cv2.cvtColor(pixels, getattr(cv2, f"COLOR_{order}")) if order else pixels.copy(), np.uint8)


def _render(page: Any, dpi: float) -> Pixels:
    """The page as printed, upright, without annotations (boxes of signatures, comments)."""
    scale = dpi / _POINTS_PER_INCH
    return _to_pixels(page.render(scale=scale, draw_annots=False, may_draw_forms=False, rev_byteorder=True))


def _render_dpi(page: Any, picture: Any | None, wanted: int) -> int:
    """A scan keeps its own resolution, within what the engine makes use of; all else gets the wanted one."""
    if picture is None:
        return wanted
    width, height = picture.get_px_size()
    return min(max(_dpi_of(page, (height, width)), _LEAST_DPI), _MOST_DPI)


def _dpi_of(page: Any, shape: Sequence[int]) -> int:
    dots_per_point = max(shape[:2]) / max(page.get_size())
    return max(round(float(dots_per_point) * _POINTS_PER_INCH), 1)


# --- the text layer


def _plain_text(page: Any) -> str:
    text_page = page.get_textpage()
    try:
        return str(text_page.get_text_range())
    finally:
        text_page.close()


def _text_lines(page: Any, scale: float) -> tuple[tuple[Word, ...], ...]:
    """Words with boxes (pixels at ``scale`` pixels per point) in the lines that PDFium finds."""
    text_page = page.get_textpage()
    try:
        return _in_unicode(list(_lines_of(page, text_page, scale)))
    finally:
        text_page.close()


def _in_unicode(lines: Sequence[Sequence[Word]]) -> tuple[tuple[Word, ...], ...]:
    """The words composed, and those whose content tells a legacy encoding that no font told in Unicode."""
    texts = legacy.convert([" ".join(word.text for word in line) for line in lines]).lines
    return tuple(
        tuple(replace(word, text=nfc(text)) for word, text in zip(line, converted.split(" "), strict=True))
        for line, converted in zip(lines, texts, strict=True)
    )


def _lines_of(page: Any, text_page: Any, scale: float) -> Iterator[tuple[Word, ...]]:
    words: list[Word] = []
    letters: list[_Letter] = []
    place = _Placer(page, scale)
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
    from pypdfium2 import raw

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
    from ctypes import byref, c_int, create_string_buffer

    from pypdfium2 import raw

    name = create_string_buffer(_LONGEST_NAME)
    length = raw.FPDFText_GetFontInfo(text_page.raw, at, name, _LONGEST_NAME, byref(c_int()))
    return name.value.decode("utf-8", "replace") if length else ""


def _joined(letters: Sequence[_Letter]) -> list[Word]:
    runs = groupby(letters, key=lambda letter: letter[2])
    text = "".join(_decoded("".join(letter for letter, *_ in run), font) for font, run in runs)
    return [Word(text, Box.around(box for _, box, _ in letters))] if text else []


def _decoded(text: str, font: Font | None) -> str:
    return legacy.to_unicode(text, font.encoding, capitals=font.capitals) if font else text


class _Placer:
    """From PDF coordinates to pixels of the upright page, whatever its crop and rotation."""

    def __init__(self, page: Any, scale: float) -> None:
        width, height = page.get_size()
        self._page, self._size = page, (round(width * scale), round(height * scale))

    def __call__(self, bounds: tuple[float, float, float, float]) -> Box:
        left, bottom, right, top = bounds
        (ax, ay), (bx, by) = self._point(left, bottom), self._point(right, top)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def _point(self, x: float, y: float) -> tuple[int, int]:
        from ctypes import byref, c_int

        from pypdfium2 import raw

        to_x, to_y = c_int(), c_int()
        raw.FPDF_PageToDevice(self._page.raw, 0, 0, *self._size, 0, x, y, byref(to_x), byref(to_y))
        return to_x.value, to_y.value


def _is_stamp(words: Sequence[str]) -> bool:
    """Whether a few words are those of a digital signature's box.

    >>> _is_stamp("Ký bởi: Sở Nội vụ Thời gian ký: 02/03/2023 08:15:24".split())
    True
    """
    return len(words) < 80 and bool(_STAMP.search(bare(" ".join(words))))


def _doubt(words: Sequence[str], *, scanned: bool) -> str:
    """What speaks against a text layer, in words for the user; "" if nothing does."""
    text = " ".join(words)
    if len(_BROKEN.findall(text)) > 0.01 * len(text):
        return "it holds characters without meaning"
    share = vietnamese_share(words)
    if share is not None and share < 0.8:
        return f"only {share:.0%} of its words can be Vietnamese"
    if scanned and len(words) < 30:
        return "it covers little of the page"
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
