"""Documents for tests: a PDF of one picture, a PDF of text over a picture or not, and the first page of a file."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from cchc_ocr.document import Page
from cchc_ocr.files.opening import open_document
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.picture.pixels import PageImage
from tests.sheets import sheet


def scan(path: Path, *, rotate: int = 0, picture: Image.Image | None = None) -> Path:
    """A PDF of one picture that covers the page."""
    canvas = Canvas(str(path), pagesize=(595, 842))
    picture = picture or sheet()
    picture.save(path.with_suffix(".png"))
    canvas.drawImage(str(path.with_suffix(".png")), 0, 0, 595, 842)
    if rotate:
        canvas.setPageRotation(rotate)
    canvas.save()
    path.with_suffix(".png").unlink()
    return path


def typed(path: Path, text: str, *, over: bool = False, hidden: bool = False) -> Path:
    """A PDF of ``text`` in a standard font; ``over`` a scan, ``hidden`` as scanners' OCR does."""
    canvas = Canvas(str(path), pagesize=(595, 842))
    if over:
        sheet().save(path.with_suffix(".png"))
        canvas.drawImage(str(path.with_suffix(".png")), 0, 0, 595, 842)
    canvas.setFont("Helvetica", 11)
    lines = canvas.beginText(60, 780)
    lines.setTextRenderMode(3 if hidden else 0)
    for start in range(0, len(text.split()), 8):
        lines.textLine(" ".join(text.split()[start : start + 8]))
    canvas.drawText(lines)
    canvas.save()
    return path


def first(path: Path, **options: object) -> PageImage | Page:
    with open_document(path, ReadOptions(**options)) as document:  # type: ignore[arg-type]
        return document.page(1)
