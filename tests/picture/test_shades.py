"""Light print on dark paper, and pale print."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_ocr.picture.pixels import Pixels
from cchc_ocr.picture.shades import dark_on_light, darkened
from tests.sheets import sheet

PAGE = np.asarray(sheet(width=620, height=877, size=14))
COLOURED = np.repeat(PAGE[:, :, None], 3, axis=2)
HEIGHT = len(PAGE)


def inverted(pixels: Pixels, top: int, bottom: int) -> Pixels:
    """The page with rows of it in negative."""
    made = pixels.copy()
    made[top:bottom] = 255 - made[top:bottom]
    return made


@pytest.mark.parametrize("page", [PAGE, COLOURED], ids=["grey", "coloured"])
def test_a_page_of_dark_print_is_given_back_as_it_is(page: Pixels) -> None:
    assert dark_on_light(page) is page


@pytest.mark.parametrize("page", [PAGE, COLOURED], ids=["grey", "coloured"])
@pytest.mark.parametrize(("top", "bottom"), [(0, HEIGHT), (0, 200), (300, 500), (600, HEIGHT)])
def test_print_is_dark_on_light_whichever_part_was_in_negative(page: Pixels, top: int, bottom: int) -> None:
    before = inverted(page, top, bottom)
    kept = before.copy()
    assert np.array_equal(dark_on_light(before), page)
    assert np.array_equal(before, kept), "the picture that was given is not changed"


@given(st.integers(0, HEIGHT - 150), st.integers(150, HEIGHT))
@settings(max_examples=15)
def test_what_was_turned_round_is_not_turned_again(top: int, height: int) -> None:
    once = dark_on_light(inverted(PAGE, top, top + height))
    assert np.array_equal(dark_on_light(once), once)


@pytest.mark.parametrize(
    ("top", "bottom", "shade"),
    [(300, 500, 20), (300, 310, 20), (0, HEIGHT, 20), (300, 500, 120)],
    ids=["a bar without print", "a rule", "a black page", "grey paper"],
)
def test_dark_rows_without_light_print_stay(top: int, bottom: int, shade: int) -> None:
    page = PAGE.copy()
    page[top:bottom] = shade
    assert dark_on_light(page) is page


@pytest.mark.parametrize("ink", [150, 190, 225])
def test_pale_print_becomes_dark_and_its_paper_white(ink: int) -> None:
    dark = darkened(np.asarray(sheet(width=620, height=877, size=14, ink=ink)))
    assert abs(int(dark.min()) - 55) <= 2
    assert np.median(dark) == 255
    assert (darkened(np.full((50, 40), ink, np.uint8)) == 255).all(), "a page without print is all paper"


@given(st.integers(60, 255), st.integers(0, 250))
@settings(max_examples=15)
def test_what_was_darker_stays_darker(paper: int, ink: int) -> None:
    page = np.full((40, 40), paper, np.uint8)
    page[10:20] = ink
    page[30] = np.linspace(0, 255, 40)
    dark = darkened(page)
    assert dark.shape == page.shape
    assert (np.diff(dark[30].astype(int)) >= 0).all()


def test_a_shadow_is_no_dark_paper() -> None:
    shade = np.where(np.arange(1240)[None, :] > 500 + np.arange(1754)[:, None] // 8, 0.3, 1.0)
    page = (np.asarray(sheet()) * shade).astype(np.uint8)
    assert dark_on_light(page) is page


def test_a_dark_strip_may_have_margins() -> None:
    page = np.asarray(sheet()).copy()
    page[300:500, 100:1100] = 255 - page[300:500, 100:1100]
    assert np.array_equal(dark_on_light(page), np.asarray(sheet()))
