"""What files say of the scanner, the resolution and the colours that they were made with."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from cchc_ocr.files.capture import Capture, capture_of


@pytest.mark.parametrize(
    ("name", "mode", "capture"),
    [
        ("a.png", "L", Capture(None, 200, "grey")),
        ("a.png", "1", Capture(None, 200, "black and white")),
        ("a.jpg", "RGB", Capture("Canon iR2625", 200, "colour")),
        ("a.tif", "1", Capture("Canon iR2625", 200, "black and white")),
    ],
)
def test_of_a_picture(tmp_path: Path, name: str, mode: str, capture: Capture) -> None:
    made = Image.new(mode, (400, 400), 1)
    exif = Image.Exif()
    exif[271], exif[272] = "Canon", "Canon iR2625"
    more = {"exif": exif} if name != "a.png" else {}
    made.save(tmp_path / name, dpi=(200, 200), **more)
    assert capture_of(tmp_path / name) == capture


@pytest.mark.parametrize(("mode", "colours"), [("1", "black and white"), ("L", "grey"), ("RGB", "colour")])
def test_of_a_pdf(tmp_path: Path, mode: str, colours: str) -> None:
    path = tmp_path / "a.pdf"
    Image.new(mode, (1654, 2339), 1).save(path, resolution=200.0)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/Creator"], pdf.docinfo["/Producer"] = "HP  Scan", "x"
        pdf.save(path)
    assert capture_of(path) == Capture("HP Scan", 200, colours)  # type: ignore[arg-type]


def test_of_what_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Số: 5", "utf-8")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 nothing")
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "b.pdf")
    for name in ("a.txt", "a.pdf", "none.png"):
        assert capture_of(tmp_path / name) == Capture()
    assert capture_of(tmp_path / "b.pdf").dpi is None
