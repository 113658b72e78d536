"""Makes the pictures of a report in the documentation: its first pages, and the page that shows the sources.

usage: .venv/bin/python scripts/report_pictures.py

Writes ``docs/images/report.png`` in English and ``report.vi.png`` in Vietnamese, of invented documents: the two
provinces of ``tests/corpus/years``, and a scan of ``samples``. Needs tesseract.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

from cchc_ocr import digitise
from cchc_ocr.export import Choice, Found, FoundRecords
from cchc_ocr.files.passwords import Passwords
from cchc_ocr.report.as_pdf import written
from cchc_ocr.report.making import composed
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import use

ROOT = Path(__file__).parent.parent
YEARS = ROOT / "tests/corpus/years"
SCAN = ROOT / "samples/01-ket-luan.pdf"
IMAGES = ROOT / "docs/images"
DPI = 62
GAP = 10  # pixels between pages
COLOURS = 24  # of a palette: nobody sees the difference, and a picture takes a fifth


def read(paths: Iterable[Path]) -> FoundRecords:
    """The records of documents, under the names that a run would give them."""
    digitised = [(path, digitise(path).record) for path in paths]
    found = [Found(f"{path.parent.name}/{path.stem}.json", record, path) for path, record in digitised]
    return FoundRecords.of(found)


def pages(found: FoundRecords, first: str = "") -> list[Image.Image]:
    """The pages of the report of these records from the one with that text on, in the language in use."""
    with pypdfium2.PdfDocument(written(composed(found, Choice(), Passwords()))) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
        start = next(number for number, text in enumerate(texts) if first in text)
        return [pdf[at].render(scale=DPI / 72).to_pil().convert("L") for at in range(start, len(texts))]


def side_by_side(drawn: Sequence[Image.Image]) -> Image.Image:
    width = sum(page.width + GAP for page in drawn) + GAP
    sheet = Image.new("L", (width, drawn[0].height + 2 * GAP), 150)
    left = GAP
    for page in drawn:
        sheet.paste(page, (left, GAP))
        left += page.width + GAP
    return sheet


def main() -> None:
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1767225600")  # a picture is the same whenever it is made
    compared, scanned = read(sorted(YEARS.glob("*/*.txt"))), read([SCAN])
    for language, name in (("en", "report.png"), ("vi", "report.vi.png")):
        use(language)
        shown = [*pages(compared)[:2], *pages(scanned, f". {_('Sources')}")[:1]]
        sheet = side_by_side(shown)
        sheet.quantize(COLOURS).save(IMAGES / name, optimize=True)
        print(f"docs/images/{name}")


if __name__ == "__main__":
    main()
