"""Ruled tables: which cells lines enclose, and what of a page is no table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cchc_ocr.document import Line
from cchc_ocr.layout.reading_order import arrange, read_tables
from cchc_ocr.picture.grids import erase, find_grids
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


def row(columns: int, *, width: float = 0.8) -> np.ndarray:
    """A page with one row of so many cells, as wide as that share of it."""
    page = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(page)
    left, side = 120, width * 1240 / columns
    for column in range(columns):
        pen.rectangle((left + column * side, 150, left + (column + 1) * side, 195), outline=0, width=2)
    return np.asarray(page)


@pytest.mark.parametrize(("columns", "width", "cells"), [(4, 0.8, [4]), (2, 0.8, []), (4, 0.4, []), (1, 0.8, [])])
def test_a_single_row_is_what_a_page_break_left_of_a_table(columns: int, width: float, cells: list[int]) -> None:
    assert [(grid.rows, len(grid.cells)) for grid in find_grids(row(columns, width=width))] == [
        (1, count) for count in cells
    ]


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


def ruled_faintly(*, ink: int = 0, dash: tuple[int, int] = (1, 0)) -> np.ndarray:
    """The empty cells at ``XS`` and ``YS`` under lines of that grey, drawn and left out by so many pixels."""
    paper = ruled(width=2)
    y, x = np.indices(paper.shape)
    drawn = (paper < 128) & ((x % sum(dash) < dash[0]) | np.isin(x, [at + side for at in XS for side in (-1, 0)]))
    drawn &= (y % sum(dash) < dash[0]) | np.isin(y, [at + side for at in YS for side in (-1, 0)])
    clean = np.where(drawn, ink, 255) + np.random.default_rng(3).normal(0, 3, paper.shape)
    return np.clip(clean, 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    "rules",
    [{"ink": 225}, {"ink": 170, "dash": (2, 3)}, {"dash": (7, 5)}],
    ids=["pale", "dotted", "dashed"],
)
def test_pale_and_broken_rules_make_a_table(rules: dict[str, Any]) -> None:
    (grid,) = find_grids(ruled_faintly(**rules))
    assert (grid.rows, grid.columns, len(grid.cells)) == (4, 3, 12)


def test_rules_go_on_fainter_than_those_that_show_a_table() -> None:
    pixels = ruled(width=2).copy()
    pixels[:, XS[0] - 3 : XS[0] + 3][pixels[:, XS[0] - 3 : XS[0] + 3] < 128] = 232
    pixels[YS[1] + 4 : YS[2] - 3, XS[0] + 10 : XS[-1] - 10] = 255
    pixels[YS[1] + 4 : YS[2] - 3, XS[-1] - 3 : XS[-1] + 3] = 232
    (grid,) = find_grids(pixels)
    assert (grid.rows, grid.columns, len(grid.cells)) == (4, 3, 10)


def form() -> Image.Image:
    """Lines of print, most of them followed by dots to write on."""
    page = sheet()
    pen = ImageDraw.Draw(page)
    for y in range(170, 1600, 60):
        for x in range(500, 1100, 6):
            pen.rectangle((x, y - 20, x + 5, y + 2), fill=255)
            pen.rectangle((x, y, x + 2, y + 2), fill=10)
    return page


def streaked() -> Image.Image:
    """Underlined print with pale streaks of the scanner across it."""
    page = sheet()
    pen = ImageDraw.Draw(page)
    for y in range(175, 1600, 240):
        pen.line((100, y, 1100, y), fill=10, width=2)
    for x in (180, 410, 640, 900):
        pen.line((x, 0, x, 1754), fill=225, width=2)
    return page


def framed() -> Image.Image:
    """A pale frame around a page of print, and a pale received-stamp in its corner."""
    page = sheet()
    pen = ImageDraw.Draw(page)
    pen.rectangle((90, 90, 1150, 1660), outline=215, width=2)
    for box in ((120, 100, 420, 250), (120, 150, 420, 200), (220, 100, 320, 250)):
        pen.rectangle(box, outline=215, width=2)
    return page


@pytest.mark.parametrize("page", [form, streaked, framed])
def test_faint_lines_of_other_kinds_are_no_tables(page: Callable[[], Image.Image]) -> None:
    assert find_grids(np.asarray(page())) == ()


@pytest.mark.parametrize("shape", [(5, 5000), (5000, 5), (1, 1)])
def test_slips_without_room_for_a_rule_have_no_tables(shape: tuple[int, int]) -> None:
    assert find_grids(np.full(shape, 255, np.uint8)) == ()


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
