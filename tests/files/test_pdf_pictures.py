"""The picture of a page of a PDF: as it lies in the file, or a rendering."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from cchc_ocr.picture.pixels import PageImage
from tests.documents import first, scan
from tests.sheets import sheet


def test_a_scan_gives_its_picture_as_it_lies_in_the_file(tmp_path: Path) -> None:
    image = first(scan(tmp_path / "a.pdf"))
    assert isinstance(image, PageImage)
    assert (image.dpi, image.notes) == (150, ())
    assert (image.pixels.reshape(1754, 1240, -1)[:, :, 0] == np.asarray(sheet())).all()


def test_a_scan_in_colour_keeps_its_colours(tmp_path: Path) -> None:
    picture = sheet().convert("RGB")
    picture.paste((200, 30, 10), (100, 1000, 300, 1200))
    image = first(scan(tmp_path / "a.pdf", picture=picture))
    assert isinstance(image, PageImage)
    assert (image.pixels == np.asarray(picture)).all()


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_turned_scan_stands_as_viewers_show_it(tmp_path: Path, rotate: int) -> None:
    path = scan(tmp_path / "a.pdf", rotate=rotate)
    image = first(path)
    with pypdfium2.PdfDocument(path) as pdf:
        shown = np.asarray(pdf[0].render(scale=150 / 72).to_pil().convert("L"))
    assert isinstance(image, PageImage)
    assert abs(image.width - shown.shape[1]) < 3
    ours = np.asarray(Image.fromarray(image.pixels).convert("L").resize(shown.shape[::-1]), np.int16)
    assert np.abs(ours - shown).mean() < 8


def test_a_mirrored_picture_is_rendered(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    sheet().save(tmp_path / "a.png")
    canvas.translate(595, 0)
    canvas.scale(-1, 1)
    canvas.drawImage(str(tmp_path / "a.png"), 0, 0, 595, 842)
    canvas.save()
    image = first(tmp_path / "a.pdf")
    assert isinstance(image, PageImage)
    grey = Image.fromarray(image.pixels).convert("L").resize((1240, 1754))
    shown, mirrored = np.asarray(grey, np.int16), np.asarray(sheet())[:, ::-1]
    assert np.abs(shown - mirrored).mean() < 0.6 * np.abs(shown - mirrored[:, ::-1]).mean()
