"""What workers do with a page: tiles at its right turn, its words, and a part of it alone."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cchc_ocr import pipeline
from cchc_ocr.document import Box, Line, Page, Table, Word
from cchc_ocr.errors import UnreadableError
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.reading import engines
from cchc_ocr.review.page_work import SIZE_FILE, TILE, PageScan, draw, read_part, words_on


@pytest.fixture
def scan(tmp_path: Path) -> PageScan:
    """A page of 700 x 1100 pixels with a black square of 60 in its upper right corner."""
    pixels = np.full((1100, 700), 255, np.uint8)
    pixels[:60, 640:] = 0
    Image.fromarray(pixels).save(tmp_path / "a.png", dpi=(100, 100))
    return PageScan(tmp_path / "a.png", 1, 0, ReadOptions())


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


@pytest.mark.parametrize("box", [(10, 10, 12, 400), (10, 10, 10, 10), (900, 900, 990, 990), (50, 50, 10, 10)])
def test_a_box_that_is_none_is_not_read(scan: PageScan, box: tuple[int, int, int, int]) -> None:
    assert read_part(scan, box) == ""
