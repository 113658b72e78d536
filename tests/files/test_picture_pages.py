"""Pictures as pages of a PDF: nothing of a picture is lost, whatever size its header claims."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

pytest.importorskip("img2pdf", reason="the extra pdf is not installed")

from cchc_ocr.document import Page
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.files.picture_pages import drawn_anew, of_picture


def saved(path: Path, size: tuple[int, int], dpi: float, mode: str = "RGB") -> Path:
    pixels = np.random.default_rng(1).integers(0, 255, (size[1], size[0], 3)).astype(np.uint8)
    Image.fromarray(pixels).convert(mode).save(path, dpi=(dpi, dpi))
    return path


def page_size(data: bytes) -> tuple[float, float]:
    with pypdfium2.PdfDocument(data) as pdf:
        return tuple(pdf[0].get_size())


@pytest.mark.parametrize(("size", "dpi"), [((300, 400), 150), ((40, 50), 100), ((1000, 40), 300)])
def test_a_picture_is_as_large_as_its_header_says(tmp_path: Path, size: tuple[int, int], dpi: int) -> None:
    data = of_picture(saved(tmp_path / "a.png", size, dpi), 1, ReadOptions())
    assert page_size(data) == pytest.approx(tuple(side * 72 / dpi for side in size), rel=0.01)


@pytest.mark.parametrize(
    ("size", "dpi"), [((12_000, 40), 50), ((40, 12_000), 50), ((40, 40), 2400), ((32, 900), 1200)]
)
def test_a_claim_that_pdf_a_does_not_allow_is_brought_into_its_limits(
    tmp_path: Path, size: tuple[int, int], dpi: int
) -> None:
    data = of_picture(saved(tmp_path / "a.png", size, dpi), 1, ReadOptions())
    width, height = page_size(data)
    assert 3 <= min(width, height) <= max(width, height) <= 14_400
    assert width / height == pytest.approx(size[0] / size[1], rel=0.02)


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_jpeg_keeps_its_bytes(tmp_path: Path, mode: str) -> None:
    path = saved(tmp_path / "a.jpg", (300, 400), 150, mode)
    with pikepdf.open(io.BytesIO(of_picture(path, 1, ReadOptions()))) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert image.read_raw_bytes() == path.read_bytes()


def test_a_jpeg_of_a_fax_is_stretched_as_it_was_read(tmp_path: Path) -> None:
    """204 x 98 dpi: pixels that are not square would lie beside the words."""
    Image.new("L", (408, 294), 255).save(tmp_path / "a.jpg", dpi=(204, 98))
    width, height = page_size(of_picture(tmp_path / "a.jpg", 1, ReadOptions()))
    assert (width, height) == pytest.approx((144, 216), rel=0.01)


def test_only_chosen_pages_are_drawn_anew(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        for _ in range(2):
            page = pdf.add_blank_page(page_size=(72, 144))
            page.Contents = pdf.make_stream(b"1 0 0 rg 10 10 20 20 re f")
        pdf.docinfo["/Creator"] = "Writer"
        pdf.save(tmp_path / "a.pdf")
    pages = [Page(number, origin="scan", width=300, height=600) for number in (1, 2)]
    with pikepdf.open(drawn_anew(tmp_path / "a.pdf", pages, {1})) as pdf:
        assert [len(page.get_images()) for page in pdf.pages] == [0, 1]
        (image,) = pdf.pages[1].get_images().values()
        assert (image.Width, image.Height) == (300, 600)
        assert pikepdf.Rectangle(pdf.pages[1].mediabox).width == pytest.approx(72, rel=0.01)
