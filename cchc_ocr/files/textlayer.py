"""What was read of a document's pages, as an OCR engine of OCRmyPDF: importing it needs the extra ``pdf``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from statistics import linear_regression, median

from ocrmypdf import (
    BoundingBox,
    OcrClass,
    OcrElement,
    OcrEngine,
    OcrOptions,
    OrientationConfidence,
    hookimpl,
)
from ocrmypdf.hocrtransform import Baseline
from PIL import Image

from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.vietnamese import nfc

_UNSAID = (2480, 3508)  # pixels of a page whose size is not known: A4 at 300 dpi
_TALLEST = 8.0  # times the width of a letter: OCRmyPDF drops lines that look as if they ran up the page

_SPACE, _NARROW, _WIDE = 0.26, 0.3, 0.58  # widths in Noto Sans, in heights of the font
_DESCENT = 0.215  # of the height of a line in Noto Sans
_SKEWED = 0.005  # slope of lines from which OCRmyPDF turns their text along
_LONG, _ENOUGH = 5, 3  # words of a line that tells the slope of its page, and such lines


class PagesRead:
    """A plugin of OCRmyPDF that does no OCR: it supplies the pages that were read, by their index in the file."""

    def __init__(self, pages: Mapping[int, Page]) -> None:
        self._pages = pages
        self._engine = _PagesEngine(pages)

    @hookimpl(tryfirst=True)
    def rasterize_pdf_page(self, output_file: Path, pageno: int) -> Path:
        """White paper of the size of the picture that was read: nobody looks at it, and a page may be huge."""
        page = self._pages.get(pageno - 1)
        size = (page.width, page.height) if page and page.width else _UNSAID
        Image.new("1", size, 1).save(output_file, "PNG", dpi=(300, 300))
        return output_file

    @hookimpl(tryfirst=True)
    def get_ocr_engine(self) -> OcrEngine:
        return self._engine


class _PagesEngine(OcrEngine):
    """``pages`` by index from 0. Boxes are scaled from the picture that was read to the one OCRmyPDF made."""

    def __init__(self, pages: Mapping[int, Page]) -> None:
        self._pages = pages

    @staticmethod
    def version() -> str:
        return version("cchc-ocr")

    @staticmethod
    def creator_tag(options: OcrOptions) -> str:
        return f"cchc-ocr {version('cchc-ocr')}"

    def __str__(self) -> str:
        return f"cchc-ocr {version('cchc-ocr')}"

    @staticmethod
    def languages(options: OcrOptions) -> set[str]:
        return {"vie"}

    @staticmethod
    def get_orientation(input_file: Path, options: OcrOptions) -> OrientationConfidence:
        """The orientation for OCRmyPDF: always 0, because pages are upright already."""
        return OrientationConfidence(angle=0, confidence=0.0)

    @staticmethod
    def supports_generate_ocr() -> bool:
        return True

    def generate_ocr(  # type: ignore[override]
        self, input_file: Path, options: OcrOptions, page_number: int = 0
    ) -> tuple[OcrElement, str]:
        """The words of a page in lines, in pixels of the picture ``input_file``, and its text."""
        page = self._pages.get(page_number, Page(page_number + 1))
        return words_of(page, input_file, page_number), page.text

    @staticmethod
    def generate_hocr(input_file: Path, output_hocr: Path, output_text: Path, options: OcrOptions) -> None:
        raise NotImplementedError("generate_ocr takes its place")

    @staticmethod
    def generate_pdf(input_file: Path, output_pdf: Path, output_text: Path, options: OcrOptions) -> None:
        raise NotImplementedError("generate_ocr takes its place")


def words_of(page: Page, picture: Path, index: int, *, upright: bool = True) -> OcrElement:
    """The words of a page in lines, in pixels of the picture; ``index`` counts pages from 0.

    Unless the picture is ``upright``, it lies as the page did before it was turned by ``page.turned``.
    """
    with Image.open(picture) as opened:
        width, height = opened.size
        dpi = float(opened.info.get("dpi", (300.0, 300.0))[0])
    place = _Placing(page, width, height, 0 if upright else page.turned)
    slope = _slope(page)
    lines = [line for line in (_line(line, slope, place) for line in page.lines) if line]
    around = BoundingBox(0, 0, width, height)
    return OcrElement(OcrClass.PAGE, bbox=around, children=lines, dpi=dpi, page_number=index)


@dataclass(frozen=True, slots=True)
class _Placing:
    """Brings boxes of a page onto its picture of so many pixels, which lacks ``turned`` degrees clockwise."""

    page: Page
    width: int
    height: int
    turned: int

    def box(self, box: Box) -> BoundingBox:
        width, height = (self.height, self.width) if self.turned % 180 else (self.width, self.height)
        across, down = width / (self.page.width or width), height / (self.page.height or height)
        x0, y0, x1, y1 = box.x0 * across, box.y0 * down, box.x1 * across, box.y1 * down
        for _ in range(self.turned // 90):
            x0, y0, x1, y1, width, height = y0, width - x1, y1, width - x0, height, width
        return BoundingBox(x0, y0, x1, y1)


def _slope(page: Page) -> float:
    """How far the lines of a skewed page fall to the right, in pixels down per pixel; 0 where they are level."""
    slopes = []
    for line in page.lines:
        middles = [word.box.middle for word in line.words if word.box]
        if len(middles) >= _LONG and len({x for x, _ in middles}) > 1:
            slopes.append(linear_regression(*zip(*middles, strict=True)).slope)
    slope = median(slopes) if len(slopes) >= _ENOUGH else 0.0
    return slope if abs(slope) >= _SKEWED else 0.0


def _line(line: Line, slope: float, place: _Placing) -> OcrElement | None:
    """The words of a line that have a place, each as high as the line: viewers mark what they find in rows."""
    words = [word for word in line.words if word.box and word.text.strip()]
    around = Line(_levelled(words, slope)).print_box
    if around is None:
        return None
    letters = sum(len(word.text) for word in words)
    top = max(around.y0, around.y1 - round(_TALLEST * around.width / letters))
    around = Box(around.x0, top, around.x1, around.y1)
    children = [
        OcrElement(OcrClass.WORD, bbox=place.box(box), text=nfc(word.text), confidence=word.confidence)
        for word, box in zip(words, _apart(words), strict=True)
    ]
    made = OcrElement(OcrClass.LINE, bbox=place.box(around), children=children, language="vie", direction="ltr")
    if place.turned:
        made.textangle = float(place.turned)
    elif slope and made.bbox:
        made.baseline = Baseline(slope, -_DESCENT * made.bbox.height)
    return made


def _levelled(words: Sequence[Word], slope: float) -> tuple[Word, ...]:
    """The words of a line that falls by ``slope``, as if it were level where it begins."""
    boxes = [word.box for word in words if word.box]
    begin = min((box.x0 for box in boxes), default=0)
    falls = [round(slope * (box.middle[0] - begin)) for box in boxes]
    return tuple(
        replace(word, box=Box(box.x0, box.y0 - fall, box.x1, box.y1 - fall))
        for word, box, fall in zip(words, boxes, falls, strict=True)
    )


def _apart(words: Sequence[Word]) -> list[Box]:
    """The boxes of the words of a line, where one ends before the next so that the space between them has room.

    OCRmyPDF writes that space as wide as it writes the word. Where the two overlap, readers lose the space.
    """
    boxes = [word.box for word in words if word.box]
    for at, (box, after) in enumerate(pairwise(boxes)):
        room = (after.x0 - box.x0) / (1 + _SPACE / _width(words[at].text))
        if 0 < room < box.width:
            boxes[at] = Box(box.x0, box.y0, box.x0 + max(round(room), 1), box.y1)
    return boxes


def _width(text: str) -> float:
    """About how wide a word is, in heights of its font."""
    return sum(_NARROW if letter in "-.,;:!|'()/iIlj1" else _WIDE for letter in text)
