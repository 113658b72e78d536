"""What is done to a page picture, and what must be left alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter

from cchc_ocr.picture import cleanup, inspection
from cchc_ocr.picture.inspection import InspectedPicture
from tests.laws import FEW
from tests.sheets import sheet


def grey(picture: Image.Image) -> cleanup.Pixels:
    return np.asarray(picture.convert("L"))


def test_red_and_blue_ink_become_paper_and_black_under_it_stays() -> None:
    pixels = np.full((200, 200, 3), 255, np.uint8)
    pixels[20:60, 20:60] = (205, 40, 50)
    pixels[20:60, 100:140] = (40, 60, 190)
    pixels[30:40, 20:140] = (25, 20, 22)
    clean = cleanup.drop_colours(pixels)
    assert clean[50, 30] == 255 and clean[50, 120] == 255
    assert clean[35, 30] < 40 and clean[35, 120] < 40


def test_print_goes_on_under_a_seal_that_a_program_drew_over_it() -> None:
    pixels = np.full((300, 300, 3), 255, np.uint8)
    pixels[100:110, 20:280] = (20, 20, 20)
    pixels[50:200, 150:153] = (220, 30, 40)
    pixels[210:240, 100:200] = (220, 30, 40)
    clean = cleanup.drop_colours(pixels)
    assert clean[105, 151] < 60
    assert clean[70, 151] > 220 and clean[180, 151] > 220


def test_a_page_printed_in_colour_keeps_its_print() -> None:
    pixels = np.full((200, 200, 3), 255, np.uint8)
    pixels[20:60, 20:180] = (170, 20, 30)
    assert cleanup.drop_colours(pixels)[40, 100] < 128


def test_grey_pages_have_no_colours_to_drop() -> None:
    pixels = grey(sheet())
    assert cleanup.drop_colours(pixels) is pixels


@pytest.mark.parametrize("paper", [255, 235, 200])
def test_empty_pages_are_blank(paper: int) -> None:
    assert inspection.is_blank(np.full((1754, 1240), paper, np.uint8))


def test_print_shining_through_and_specks_are_blank() -> None:
    rng = np.random.default_rng(7)
    through = grey(sheet(ink=205).filter(ImageFilter.GaussianBlur(2))).copy()
    through[rng.integers(0, 1754, 300), rng.integers(0, 1240, 300)] = 0
    assert inspection.is_blank(through)


def test_a_page_with_one_line_of_print_is_not_blank() -> None:
    paper = Image.new("L", (1240, 1754), 255)
    paper.paste(sheet().crop((0, 140, 1240, 190)), (0, 140))
    assert not inspection.is_blank(grey(paper))


@FEW
@given(st.floats(-5, 5))
def test_skew_is_found(angle: float) -> None:
    turned = sheet().rotate(-angle, fillcolor=255, resample=Image.Resampling.BICUBIC)
    assert abs(inspection.skew(InspectedPicture(grey(turned))) - angle) < 0.25


def test_level_pages_are_not_turned() -> None:
    prepared = cleanup.prepare(grey(sheet(24)), 150)
    assert (prepared.to_page == np.array([[1, 0, 0], [0, 1, 0]])).all()
    assert (prepared.dpi, prepared.notes, prepared.skew) == (150, (), 0.0)


def test_small_skew_is_told_and_not_turned() -> None:
    turned = sheet(24).rotate(-0.6, fillcolor=255, resample=Image.Resampling.BICUBIC)
    prepared = cleanup.prepare(grey(turned), 150)
    assert abs(prepared.skew - 0.6) < 0.15
    assert (prepared.to_page == np.array([[1, 0, 0], [0, 1, 0]])).all()


@pytest.mark.parametrize("turn", [0, 180])
def test_upright_pages_are_not_sideways(turn: int) -> None:
    assert not inspection.is_sideways(InspectedPicture(grey(sheet().rotate(turn))))


@pytest.mark.parametrize("turn", [90, 270])
def test_pages_on_their_side_are_sideways(turn: int) -> None:
    assert inspection.is_sideways(InspectedPicture(grey(sheet().rotate(turn, expand=True))))


def test_a_ruled_table_on_its_side_is_sideways() -> None:
    table = sheet()
    pen = ImageDraw.Draw(table)
    for x in range(100, 1140, 170):
        pen.line((x, 140, x, 1600), fill=0, width=3)
    assert not inspection.is_sideways(InspectedPicture(grey(table)))
    assert inspection.is_sideways(InspectedPicture(grey(table.rotate(90, expand=True))))


@pytest.mark.parametrize("turn", [0, 90])
def test_columns_of_figures_are_not_taken_for_lines(turn: int) -> None:
    table = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(table)
    for x in range(100, 1100, 70):
        for y in range(100, 1600, 46):
            for letter in range(3):
                pen.rectangle((x + 14 * letter, y, x + 14 * letter + 8, y + 18), outline=10, width=3)
    assert inspection.is_sideways(InspectedPicture(grey(table.rotate(turn, expand=True)))) == (turn == 90)


def test_black_edges_of_a_scanner_become_paper() -> None:
    pixels = grey(sheet()).copy()
    pixels[:12] = 5
    pixels[:, -9:] = 5
    clean = cleanup.whiten_border(pixels)
    assert clean[5, 600] == 255 and clean[900, -4] == 255
    assert (clean[100:1700, 100:1100] == pixels[100:1700, 100:1100]).all()


def test_blurred_strokes_are_sharpened_and_crisp_ones_left_alone() -> None:
    crisp = grey(sheet(24))
    blurred = grey(sheet(24).filter(ImageFilter.GaussianBlur(5)))
    assert cleanup.sharpen(InspectedPicture(crisp), 24) is crisp
    sharp = cleanup.sharpen(InspectedPicture(blurred), 24)
    assert inspection.paleness(InspectedPicture(sharp)) < inspection.paleness(InspectedPicture(blurred))


def speckled(size: int) -> cleanup.Pixels:
    pixels, rng = grey(sheet(size)).copy(), np.random.default_rng(3)
    pixels[rng.integers(0, 1754, 6000), rng.integers(0, 1240, 6000)] = 20
    return pixels


def test_grain_is_smoothed_only_where_print_can_bear_it() -> None:
    def smoothed(pixels: cleanup.Pixels, letters: float, *, bilevel: bool) -> bool:
        return cleanup.smooth(InspectedPicture(pixels), letters, bilevel=bilevel) is not pixels

    assert not smoothed(grey(sheet(24)), 10, bilevel=False)
    assert not smoothed(grey(sheet(16)), 16, bilevel=True)
    assert smoothed(speckled(16), 16, bilevel=True)
    assert smoothed(grey(sheet(24)), 24, bilevel=True)


def test_specks_are_counted_for_each_letter_and_letters_are_none() -> None:
    clean, empty = grey(sheet(24)), np.full((900, 700), 250, np.uint8)
    found = [inspection.specks(InspectedPicture(pixels)) for pixels in (clean, speckled(24), empty)]
    assert (found[0], found[2]) == (0, 0)
    assert found[1] > 2


@settings(max_examples=15, deadline=None)
@given(st.floats(-5, 5), st.sampled_from([1.0, 2.0]), st.integers(60, 240), st.integers(60, 360))
def test_points_map_back_to_the_page(angle: float, scale: float, x: int, y: int) -> None:
    pixels = np.full((420, 300), 255, np.uint8)
    pixels[y - 4 : y + 5, x - 4 : x + 5] = 0
    turned, matrix = cleanup.turn_and_enlarge(pixels, angle, scale)
    ys, xs = np.nonzero(turned < 128)
    back = matrix @ np.array([xs.mean(), ys.mean(), 1.0])
    assert abs(back[0] - x) < 1.5 and abs(back[1] - y) < 1.5


def test_paper_lit_unevenly_becomes_white_and_even_paper_stays() -> None:
    even = grey(sheet(24))
    shade = np.linspace(1.0, 0.55, 1240)
    flat = cleanup.flatten((even * shade).astype(np.uint8))
    assert np.percentile(flat[:, 1100:1230], 50) > 240 and np.percentile(flat[:, 5:100], 50) > 240
    assert cleanup.flatten(even) is even


def test_a_hard_shadow_is_lifted_up_to_its_edge() -> None:
    even = grey(sheet()).copy()
    even[300:360, 820:900] = 10  # a black area is no shadow
    shade = np.where(np.arange(1240)[None, :] > 600 + np.arange(1754)[:, None] // 8, 0.4, 1.0)
    flat = cleanup.flatten((even * shade).astype(np.uint8)).astype(int)
    assert np.percentile(flat[even == 255], 1) > 235
    assert np.percentile(flat[even == 10], 99) < 90
