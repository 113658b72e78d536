"""Lines are cut out level and of one height, and their boxes are found again on the page."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.document import Box
from cchc_ocr.picture.pixels import Pixels
from cchc_ocr.reading.strips import HEIGHT, inked, strip_of

LINE = Box(100, 200, 500, 230)


def page(shade: int = 0, paper: int = 255, skew: float = 0.0) -> Pixels:
    """A page with two words on the line: blocks as high as the box, 100 to 250 and 300 to 500."""
    grey = np.full((500, 700), paper, np.uint8)
    grey[200:230, 100:250] = grey[200:230, 300:500] = shade
    turned = cv2.getRotationMatrix2D(LINE.middle, -skew, 1.0)
    return np.asarray(cv2.warpAffine(grey, turned, (700, 500), borderValue=float(paper)), np.uint8)


def word(left: int, right: int) -> Pixels:
    return np.s_[HEIGHT // 2, left:right]


@pytest.mark.parametrize(("shade", "paper"), [(0, 255), (120, 230), (60, 140)])
def test_print_is_black_on_white_however_pale(shade: int, paper: int) -> None:
    ink = strip_of(page(shade, paper), LINE).ink
    middle = ink[HEIGHT // 2]
    assert set(np.unique(middle[middle > 200])) == {255}
    assert ink[0].max() == 0
    assert ink.shape[0] == HEIGHT


def test_what_is_hardly_darker_than_paper_is_not_made_ink() -> None:
    assert inked(np.array([[200] * 9 + [190]], np.uint8)).max() < 60


@given(st.floats(-2.0, 2.0))
def test_boxes_on_the_strip_are_boxes_on_the_page(skew: float) -> None:
    grey = page(skew=skew)
    whole = Box(100, 200 - 8, 500, 230 + 8) if abs(skew) > 1 else LINE
    strip = strip_of(grey, whole, skew=skew)
    columns = strip.ink.shape[1]
    gap = columns * (275 - 100 + 15) / 430
    for box, (left, right) in ((strip.box(0, gap), (100, 250)), (strip.box(gap, columns), (300, 500))):
        middle = (left + right) / 2
        assert box.middle[0] == pytest.approx(middle, abs=5)
        assert box.width == pytest.approx(right - left, abs=5)
        assert box.middle[1] == pytest.approx(215 + np.tan(np.radians(skew)) * (middle - 300), abs=4)


def test_a_dash_is_not_blown_up_to_a_letter() -> None:
    dash = Box(100, 213, 120, 216)
    grey = np.full((500, 700), 255, np.uint8)
    grey[213:216, 100:120] = 0
    rows = (strip_of(grey, dash, least=21).ink > 128).any(axis=1).sum()
    assert rows < HEIGHT / 5


def test_a_strip_where_the_page_ends_is_white_there() -> None:
    grey = page()
    assert strip_of(grey, Box(-30, -10, 60, 20)).ink.max() == 0


def test_where_there_is_no_ink_the_box_is_all_of_the_columns() -> None:
    strip = strip_of(np.full((500, 700), 255, np.uint8), LINE)
    box = strip.box(20, 60)
    assert box.width > 0
    assert box.height > 0
