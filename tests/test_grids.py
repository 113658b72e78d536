"""Ruled tables: which cells lines enclose, and what of a page is no table."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import ImageDraw

from cchc_ocr.document import Line
from cchc_ocr.grids import erase, find_grids
from cchc_ocr.layout import arrange, read_tables
from tests.engines import run, word
from tests.sheets import XS, YS, ruled, sheet


@pytest.mark.parametrize("skew", [0.0, 0.6, -0.6])
@pytest.mark.parametrize("open_side", [False, True])
def test_cells_are_counted(skew: float, open_side: bool) -> None:
    (grid,) = find_grids(ruled(skew=skew, open_side=open_side), skew)
    assert (grid.rows, grid.columns, len(grid.cells)) == (4, 3, 12)
    assert [(c.row, c.column) for c in grid.cells] == [(r, c) for r in range(4) for c in range(3)]


def test_a_merged_row_is_one_cell() -> None:
    pixels = ruled().copy()
    pixels[YS[1] + 4 : YS[2] - 3, XS[0] + 10 : XS[-1] - 10] = 255
    (grid,) = find_grids(pixels)
    assert (grid.rows, grid.columns, len(grid.cells)) == (4, 3, 10)


def test_a_stroke_through_one_row_makes_no_column() -> None:
    pixels = ruled().copy()
    pixels[YS[1] : YS[2], 700:703] = 0
    (grid,) = find_grids(pixels)
    assert (grid.columns, len(grid.cells)) == (3, 12)


@pytest.mark.parametrize("skew", [0.0, 0.6])
def test_hair_lines_of_a_noisy_scan_are_found(skew: float) -> None:
    paper = ruled(skew=skew, width=1)
    pale = 255 - (255 - np.asarray(paper, np.float32)) * 0.35
    noisy = np.clip(pale - 10 + np.random.default_rng(3).normal(0, 12, pale.shape), 0, 255).astype(np.uint8)
    (grid,) = find_grids(noisy, skew)
    assert (grid.rows, grid.columns, len(grid.cells)) == (4, 3, 12)


def test_a_received_stamp_is_no_table() -> None:
    pixels = np.full((3508, 2480), 255, np.uint8)
    pixels[500:670, 200:800] = ruled()[297:467, 200:800]
    assert find_grids(pixels) == ()


def test_print_and_single_lines_are_no_tables() -> None:
    page = sheet()
    ImageDraw.Draw(page).line((300, 130, 900, 130), fill=0, width=3)
    pixels = np.asarray(page)
    assert find_grids(pixels) == ()
    assert erase(pixels, ()) is pixels


def test_lines_are_erased_and_print_is_kept() -> None:
    pixels = ruled().copy()
    pixels[400:430, 600:620] = 0
    clean = erase(pixels, find_grids(pixels))
    assert (clean < 128).sum() == 30 * 20


def read() -> tuple[Line, ...]:
    """The table's words as an engine reads them, lines across the cells."""
    return arrange(
        [
            [word("STT", 220, 320, width=60), *run("Cơ quan", 420, 320), word("Điểm", 1020, 320)],
            run("Bảng điểm của các sở", 300, 180),
            [*run("Sở Y", 420, 390, height=30), word("92,15", 1020, 400)],
            [word("1", 220, 400), *run("tế", 420, 425, height=30)],
            run("Nguồn: Sở Nội vụ", 300, 700),
        ],
        1600,
        1200,
        grids=find_grids(ruled()),
    )


def test_tables_are_read_cell_by_cell_at_their_place() -> None:
    assert [line.text for line in read()] == [
        "Bảng điểm của các sở",
        "STT",
        "Cơ quan",
        "Điểm",
        "1",
        "Sở Y",
        "tế",
        "92,15",
        "Nguồn: Sở Nội vụ",
    ]


def test_tables_have_rows_of_cells() -> None:
    (table,) = read_tables(read(), find_grids(ruled()))
    assert table.rows == (("STT", "Cơ quan", "Điểm"), ("1", "Sở Y tế", "92,15"), ("", "", ""), ("", "", ""))
