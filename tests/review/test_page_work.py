"""What workers do with a page: tiles at its right turn, its words, and a part of it alone."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from cchc_ocr import pipeline
from cchc_ocr.document import Box, Line, Page, Table, Word
from cchc_ocr.errors import UnreadableError
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.files.page_scans import PageScan
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.reading import engines
from cchc_ocr.records import PageRecord
from cchc_ocr.review.desk import Desk
from cchc_ocr.review.page_work import SIZE_FILE, TILE, draw, read_part, words_on
from tests.documents import typed
from tests.fakes import ForbiddenEngine
from tests.review.results import waiting_document
from tests.sheets import cornered_scan


@pytest.fixture
def scan(tmp_path: Path) -> PageScan:
    return cornered_scan(tmp_path)


def corners(folder: Path, level: int) -> list[list[int]]:
    """Whether the outermost pixels of a level are dark in each of its corners."""
    size = json.loads((folder / SIZE_FILE).read_text())
    wide, high = size["width"], size["height"]
    for _ in range(level):
        wide, high = (wide + 1) // 2, (high + 1) // 2
    right, bottom = (wide - 1) // TILE, (high - 1) // TILE
    dark = []
    for row, column, y, x in ((0, 0, 5, 5), (0, right, 5, -5), (bottom, 0, -5, 5), (bottom, right, -5, -5)):
        with Image.open(folder / f"{level}-{row}-{column}.jpg") as tile:
            dark.append(int(np.asarray(tile.convert("L"))[y, x] < 60))
    return [dark[:2], dark[2:]]


@pytest.mark.parametrize(
    ("turned", "size", "where"),
    [
        (0, (700, 1100), [[0, 1], [0, 0]]),
        (90, (1100, 700), [[0, 0], [0, 1]]),
        (180, (700, 1100), [[0, 0], [1, 0]]),
        (270, (1100, 700), [[1, 0], [0, 0]]),
    ],
)
def test_a_page_is_drawn_as_the_record_has_it(
    scan: PageScan, tmp_path: Path, turned: int, size: tuple[int, int], where: list[list[int]]
) -> None:
    draw(replace(scan, turned=turned), tmp_path / "tiles")
    told = json.loads((tmp_path / "tiles" / SIZE_FILE).read_text())
    assert (told["width"], told["height"], told["levels"]) == (*size, 3)
    assert corners(tmp_path / "tiles", 0) == corners(tmp_path / "tiles", 1) == where


def test_no_half_made_folder_stays_where_drawing_fails(scan: PageScan, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        draw(replace(scan, number=2), tmp_path / "tiles")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png"]


def test_a_text_has_no_picture(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Báo cáo số 5", "utf-8")
    scan = PageScan(tmp_path / "a.txt", 1, 0, ReadOptions())
    draw(scan, tmp_path / "tiles")
    assert json.loads((tmp_path / "tiles" / SIZE_FILE).read_text()) == {"width": 0, "height": 0, "levels": 0}
    assert read_part(scan, (0, 0, 100, 100)) == ""


def test_words_have_boxes_and_tables_those_of_their_cells(scan: PageScan, monkeypatch: Any) -> None:
    words = (Word("Sở", Box(1, 2, 3, 4), 0.9), Word("Y", None, 0.5))
    table = Table((("a", "b"),), boxes=((Box(1, 1, 2, 2), None),))
    page = Page(1, (Line(words),), "scan", 700, 1100, (table,))
    monkeypatch.setattr(pipeline, "read_page", lambda path, number, options: page)
    told = json.loads(json.dumps(words_on(scan)))
    assert told["lines"] == [{"box": [1, 2, 3, 4], "words": [["Sở", [1, 2, 3, 4], 0.9], ["Y", None, 0.5]]}]
    assert told["tables"] == [{"rows": [["a", "b"]], "boxes": [[[1, 1, 2, 2], None]]}]


def test_a_part_is_read_alone_at_its_place(scan: PageScan, monkeypatch: Any) -> None:
    seen: list[PageImage] = []

    class Fake:
        def read(self, image: PageImage) -> Page:
            seen.append(image)
            return Page(1, (Line.from_text("7/25"), Line.from_text("xếp thứ")))

    monkeypatch.setattr(engines, "engine", Fake)
    assert read_part(scan, (600, 0, 720, 100)) == "7/25\nxếp thứ"
    dark = np.argwhere(seen[0].pixels < 128)
    assert seen[0].pixels.shape == (1100, 700)
    assert dark.min(axis=0).tolist() == [0, 640] and dark.max(axis=0).tolist() == [59, 699]
    assert read_part(scan, (0, 900, 100, 1000)) == "7/25\nxếp thứ"
    assert (seen[1].pixels == 255).all()


def test_of_a_page_far_larger_than_a4_only_what_is_near_is_given_to_the_engine(
    tmp_path: Path, monkeypatch: Any
) -> None:
    pixels = np.full((5000, 9000), 255, np.uint8)
    pixels[4800:4900, 8000:8100] = 0
    Image.fromarray(pixels).save(tmp_path / "plan.png", compress_level=1)
    seen: list[PageImage] = []

    class Fake:
        def read(self, image: PageImage) -> Page:
            seen.append(image)
            return Page(1, (Line.from_text("7/25"),))

    monkeypatch.setattr(engines, "engine", Fake)
    assert read_part(PageScan(tmp_path / "plan.png", 1, 0, ReadOptions()), (7990, 4790, 8110, 4910)) == "7/25"
    (image,) = seen
    assert image.pixels.shape == (4000, 4000)
    assert np.count_nonzero(image.pixels == 0) == 100 * 100


@pytest.mark.parametrize("box", [(10, 10, 12, 400), (10, 10, 10, 10), (900, 900, 990, 990), (50, 50, 10, 10)])
def test_a_box_that_is_none_is_not_read(scan: PageScan, box: tuple[int, int, int, int]) -> None:
    assert read_part(scan, box) == ""


@dataclass(frozen=True)
class InkEngine:
    """Finds one word on a page: all of its ink, after so many quarter turns of the page counter-clockwise."""

    turns: int = 0
    name: str = "ink 1.0"

    def read(self, image: PageImage) -> Page:
        pixels = np.rot90(image.pixels, self.turns)
        height, width = pixels.shape[:2]
        line = Line((Word("86,51", Box(*ink(pixels)), 0.9),))
        turned = 360 - 90 * self.turns if self.turns else 0
        return Page(image.number, (line,), "scan", width, height, turned=turned, dpi=image.known_dpi)


def ink(pixels: Any) -> tuple[int, int, int, int]:
    """The box around all that is dark."""
    grey = pixels if pixels.ndim == 2 else pixels.min(axis=2)
    rows, columns = np.flatnonzero((grey < 128).any(axis=1)), np.flatnonzero((grey < 128).any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def shown(folder: Path) -> Any:
    """The page at full size, put together of its tiles."""
    size = json.loads((folder / SIZE_FILE).read_text())
    whole = np.full((size["height"], size["width"]), 255, np.uint8)
    for file in folder.glob("0-*.jpg"):
        row, column = map(int, file.stem.split("-")[1:])
        with Image.open(file) as tile:
            part = np.asarray(tile.convert("L"))
        whole[row * TILE :, column * TILE :][: part.shape[0], : part.shape[1]] = part
    return whole


def picture(path: Path, dpi: tuple[int, int] | None = None) -> Path:
    """A page with some ink, none of it in its middle."""
    paper = Image.new("L", (700, 1100), 255)
    ImageDraw.Draw(paper).rectangle((90, 150, 300, 190), fill=0)
    paper.save(path, **({"dpi": dpi} if dpi else {}))
    return path


def drawn_as_shapes(path: Path) -> Path:
    """A PDF with print that is neither text nor a picture."""
    canvas = Canvas(str(path), pagesize=(400, 300))
    canvas.rect(30, 200, 111, 31, fill=1)
    canvas.save()
    return path


def scan_pdf(path: Path) -> Path:
    """A PDF of one picture of 170 dpi."""
    canvas = Canvas(str(path), pagesize=(300, 472))
    canvas.drawImage(str(picture(path.with_suffix(".png"))), 0, 0, 300, 472)
    canvas.save()
    return path


def text_over_scan(path: Path) -> Path:
    """A scan of 170 dpi with good text of its own, which hardly anybody sees."""
    canvas = Canvas(str(path), pagesize=(300, 472))
    canvas.drawImage(str(picture(path.with_suffix(".png"))), 0, 0, 300, 472)
    text = canvas.beginText(30, 400)
    text.setTextRenderMode(3)
    text.textLines(["Bao cao ket qua cai cach hanh chinh nam 2020", "cua So Noi vu tinh Son Ha va cac don vi"] * 6)
    canvas.drawText(text)
    canvas.save()
    return path


READINGS = {
    "shapes at 200 dpi": (drawn_as_shapes, "a.pdf", ReadOptions(dpi=200), InkEngine()),
    "shapes at 300 dpi": (drawn_as_shapes, "a.pdf", ReadOptions(), InkEngine()),
    "shapes on their side at 450 dpi": (drawn_as_shapes, "a.pdf", ReadOptions(dpi=450), InkEngine(1)),
    "a scan in a PDF": (scan_pdf, "a.pdf", ReadOptions(dpi=200), InkEngine()),
    "the scan below text": (text_over_scan, "a.pdf", ReadOptions(force_ocr=True), InkEngine()),
    "a picture": (partial(picture, dpi=(200, 200)), "a.png", ReadOptions(), InkEngine()),
    "a picture on its side": (partial(picture, dpi=(200, 200)), "a.png", ReadOptions(), InkEngine(3)),
    "a picture of unknown resolution": (picture, "a.png", ReadOptions(), InkEngine(2)),
    "a fax, half as high as it should be": (partial(picture, dpi=(204, 98)), "a.png", ReadOptions(), InkEngine()),
}


@pytest.mark.parametrize("reading", READINGS)
def test_boxes_lie_on_the_print_however_the_page_was_read(tmp_path: Path, reading: str) -> None:
    make, name, options, engine = READINGS[reading]
    path = make(tmp_path / name)
    digitised = pipeline.digitise(path, pipeline.Options(read=options), engine)
    (page,) = digitised.record.pages
    scan = scan_of(path, page)
    draw(scan, tmp_path / "tiles")
    pixels = shown(tmp_path / "tiles")
    word = digitised.raw[0].lines[0].words[0].box
    assert word and page.height and page.width
    assert np.abs(np.subtract(pixels.shape, (page.height, page.width))).max() <= 1
    assert np.abs(np.subtract(ink(pixels), (word.x0, word.y0, word.x1, word.y1))).max() <= 2


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_boxes_of_text_lie_on_its_print_at_any_resolution(tmp_path: Path, dpi: int) -> None:
    path = typed(tmp_path / "a.pdf", "So 15/BC-SNV 2023")
    digitised = pipeline.digitise(path, pipeline.Options(read=ReadOptions(dpi=dpi)), ForbiddenEngine())
    (page,) = digitised.record.pages
    assert page.dpi == dpi
    draw(scan_of(path, page), tmp_path / "tiles")
    around = Box.around(word.box for line in digitised.raw[0].lines for word in line.words)
    x0, y0, x1, y1 = ink(shown(tmp_path / "tiles"))
    near = 6 * dpi / 150  # pixels, a quarter of a line: letters without tails and accents
    assert around and abs(around.x0 - x0) < near and abs(around.x1 - x1) < near
    assert abs(around.y0 - y0) < near and abs(around.y1 - y1) < near


def test_words_that_are_read_again_have_boxes_in_the_pixels_of_the_record(tmp_path: Path) -> None:
    path = typed(tmp_path / "a.pdf", "So 15/BC-SNV 2023")
    record = PageRecord(number=1, state="read", words=60, width=1654, height=2339)  # of 200 dpi
    half, whole = words_on(scan_of(path, record)), words_on(scan_of(path, None))
    assert (half["width"], half["height"], whole["width"]) == (1654, 2339, 2479)
    for one, other in zip(half["lines"], whole["lines"], strict=True):
        assert np.abs(np.multiply(other["box"], 2 / 3) - one["box"]).max() <= 1.5


def test_a_record_without_a_size_is_shown_as_the_page_is_drawn(tmp_path: Path) -> None:
    scan = scan_of(drawn_as_shapes(tmp_path / "a.pdf"), PageRecord(number=1, state="read", words=1))
    draw(scan, tmp_path / "tiles")
    assert shown(tmp_path / "tiles").shape == (1250, 1667)


def scan_of(path: Path, page: PageRecord | None) -> PageScan:
    """A page as the desk has it."""
    document = replace(waiting_document(b"a"), path=os.fsencode(path))
    return Desk(path.parent, "An").original(document, 1, page)
