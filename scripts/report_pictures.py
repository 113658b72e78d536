"""Makes the pictures of reports and workbooks in the documentation.

usage: .venv/bin/python scripts/report_pictures.py

Writes ``docs/images/report.png`` in English and ``report.vi.png`` in Vietnamese: the first pages of a report, and
the page that shows the sources; and ``workbook.png``: the sheets of a workbook that compare, as LibreOffice prints
them. All are of invented documents: the two provinces of ``tests/corpus/years``, and a scan of ``samples``. Needs
tesseract and LibreOffice (``soffice``).
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

from cchc_ocr import digitise
from cchc_ocr.export import Choice, Found, FoundRecords
from cchc_ocr.export.titles import titles
from cchc_ocr.export.workbook import workbook
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
SHEETS = ("summary", "comparison", "rankings", "charts")
COLOURS = 32  # of a palette: nobody sees the difference, and a picture takes a fifth


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


def sheets(found: FoundRecords) -> list[Image.Image]:
    """The pages of the workbook of these records: overview, years side by side, ranking, first chart."""
    with TemporaryDirectory() as folder:
        book = Path(folder, "so-sanh.xlsx")
        book.write_bytes(workbook(found, book))
        convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(book)]
        subprocess.run(convert, check=True, capture_output=True)
        with pypdfium2.PdfDocument(book.with_suffix(".pdf").read_bytes()) as pdf:
            feet = [page.get_textpage().get_text_range().splitlines()[0] for page in pdf]
            names = (titles().sheets[name] for name in SHEETS)
            firsts = [next(at for at, foot in enumerate(feet) if f" {name} " in foot) for name in names]
            return [pdf[at].render(scale=DPI / 72).to_pil().convert("RGB") for at in firsts]


def side_by_side(drawn: Sequence[Image.Image], across: int) -> Image.Image:
    """The pages on grey, so many beside one another."""
    width, height = (max(side) + GAP for side in zip(*(page.size for page in drawn), strict=True))
    rows = -(-len(drawn) // across)
    sheet = Image.new(drawn[0].mode, (across * width + GAP, rows * height + GAP), "#969696")
    for at, page in enumerate(drawn):
        sheet.paste(page, (at % across * width + GAP, at // across * height + GAP))
    return sheet


def main() -> None:
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1767225600")  # a picture is the same whenever it is made
    compared, scanned = read(sorted(YEARS.glob("*/*.txt"))), read([SCAN])
    for language, name in (("en", "report.png"), ("vi", "report.vi.png")):
        use(language)
        shown = [*pages(compared)[:2], *pages(scanned, f". {_('Sources')}")[:1]]
        save(side_by_side(shown, len(shown)), name)
    save(side_by_side(sheets(compared), 2), "workbook.png")


def save(picture: Image.Image, name: str) -> None:
    picture.quantize(COLOURS).save(IMAGES / name, optimize=True)
    print(f"docs/images/{name}")


if __name__ == "__main__":
    main()
