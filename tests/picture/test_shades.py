"""Light print on dark paper is turned round, pale print is darkened, and all else stays."""

from __future__ import annotations

import numpy as np
import pytest

from cchc_ocr.picture.pixels import Pixels
from cchc_ocr.picture.shades import dark_on_light, darkened
from tests.sheets import sheet

PAGE = np.asarray(sheet())


def in_colour(grey: Pixels) -> Pixels:
    return np.repeat(grey[:, :, None], 3, axis=2)


@pytest.mark.parametrize("make", [np.asarray, in_colour])
def test_a_page_with_dark_print_is_itself(make: object) -> None:
    page = make(PAGE)  # type: ignore[operator]
    assert dark_on_light(page) is page


@pytest.mark.parametrize("make", [np.asarray, in_colour])
def test_light_print_on_dark_paper_is_turned_round(make: object) -> None:
    page = make(PAGE)  # type: ignore[operator]
    assert (dark_on_light(255 - page) == page).all()


def test_a_strip_of_light_print_is_turned_round_alone() -> None:
    strip = slice(500, 900)
    mixed = PAGE.copy()
    mixed[strip] = 255 - mixed[strip]
    before = mixed.copy()
    turned = dark_on_light(mixed)
    assert (mixed == before).all(), "the picture that was given stays"
    assert (turned == PAGE).mean() > 0.99


def test_a_dark_strip_without_print_stays() -> None:
    page = PAGE.copy()
    page[500:700] = 20
    assert dark_on_light(page) is page


@pytest.mark.parametrize("ink", [120, 170, 220])
def test_pale_print_becomes_dark_and_its_paper_white(ink: int) -> None:
    pale = np.asarray(sheet(ink=ink))
    clean = darkened(pale)
    assert clean[pale == ink].max() < 70
    assert clean[pale == 255].min() == 255
    assert (darkened(np.full((50, 40), 200, np.uint8)) == 255).all()
