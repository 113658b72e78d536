"""Parts of a page: where they are cut, and the frames in them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cchc_ocr.files.options import ReadOptions
from cchc_ocr.files.page_scans import PageScan
from cchc_ocr.report.crops import PixelBox, cropped

SIZE = (1000, 1400)


@pytest.fixture
def scan(tmp_path: Path) -> PageScan:
    """A page with a grey bar in place of a line of print."""
    pixels = np.full(SIZE[::-1], 255, np.uint8)
    pixels[300:340, 400:600] = 128
    Image.fromarray(pixels).save(tmp_path / "a.png", dpi=(120, 120))
    return PageScan(tmp_path / "a.png", 1, 0, ReadOptions(), SIZE)


def test_a_strip_is_as_wide_as_the_print_and_frames_what_was_read(scan: PageScan) -> None:
    (crop,) = cropped(scan, [(400, 300, 600, 340)])
    with Image.open(io.BytesIO(crop.jpeg)) as picture:
        pixels = np.asarray(picture)
    assert (crop.width, crop.height) == (920, 40 + 2 * 16) == pixels.shape[::-1]
    dark = np.argwhere(pixels < 60)
    assert np.abs(dark.min(axis=0) - (13, 357)).max() <= 2, "the frame begins just above and before the figure"
    assert np.abs(dark.max(axis=0) - (59, 563)).max() <= 2
    assert abs(int(pixels[30, 460]) - 128) < 12, "the print is still in it"


@pytest.mark.parametrize(
    ("boxes", "pieces"),
    [
        ([], 0),
        ([(10, 100, 90, 130), (10, 160, 90, 190), (500, 220, 600, 250)], 1),
        ([(10, 100, 90, 130), (10, 1200, 90, 1230)], 2),
        ([(10, top, 90, top + 30) for top in range(100, 1300, 60)], 3),
        ([(900, 100, 1100, 130), (-5, 0, 20, 20), (50, 50, 50, 90)], 0),
    ],
)
def test_lines_near_one_another_are_one_piece_and_boxes_beyond_the_page_none(
    scan: PageScan, boxes: list[PixelBox], pieces: int
) -> None:
    assert len(cropped(scan, boxes)) == pieces


def test_a_large_page_is_made_smaller(tmp_path: Path) -> None:
    Image.new("L", (3000, 4200), 255).save(tmp_path / "b.png")
    (crop,) = cropped(PageScan(tmp_path / "b.png", 1, 0, ReadOptions()), [(400, 300, 600, 360)])
    assert crop.width == 1100 and crop.height < 60


def test_of_a_page_of_another_shape_nothing_is_shown(scan: PageScan) -> None:
    assert cropped(replace(scan, size=(1000, 700)), [(400, 300, 600, 340)]) == []


def test_a_text_has_no_picture(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("92,25/100", "utf-8")
    assert cropped(PageScan(tmp_path / "a.txt", 1, 0, ReadOptions()), [(0, 0, 10, 10)]) == []
