"""Lines are cut out level and of one height, and their boxes are found again on the page."""

from __future__ import annotations

from math import degrees, radians, tan

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.document import Box
from cchc_ocr.picture.pixels import Pixels
from cchc_ocr.reading.strips import HEIGHT, LinePlace, inked, places, strip_of

LINE = LinePlace(300, 215, 400, 30)


def page(shade: int = 0, paper: int = 255, skew: float = 0.0) -> Pixels:
    """A page with two words on the line: blocks as high as the box, 100 to 250 and 300 to 500."""
    grey = np.full((500, 700), paper, np.uint8)
    grey[200:230, 100:250] = grey[200:230, 300:500] = shade
    turned = cv2.getRotationMatrix2D((LINE.x, LINE.y), -skew, 1.0)
    return np.asarray(cv2.warpAffine(grey, turned, (700, 500), borderValue=float(paper)), np.uint8)


def words(*spans: tuple[int, int], left: int = 100, slope: float = 0.0) -> list[Box]:
    """Boxes of words, 40 wide and 10 apart, with these tops and bottoms."""
    boxes = []
    for at, (top, bottom) in enumerate(spans):
        x, down = left + 50 * at, round(50 * at * slope)
        boxes.append(Box(x, top + down, x + 40, bottom + down))
    return boxes


@pytest.mark.parametrize(("shade", "paper"), [(0, 255), (120, 230), (60, 140)])
def test_print_is_black_on_white_however_pale(shade: int, paper: int) -> None:
    ink = strip_of(page(shade, paper), LINE).ink
    middle = ink[HEIGHT // 2]
    assert np.median(middle[middle > 100]) == 255
    assert ink[0].max() == 0
    assert ink.shape[0] == HEIGHT


def test_what_is_hardly_darker_than_paper_is_not_made_ink() -> None:
    assert inked(np.array([[200] * 9 + [190]], np.uint8)).max() < 60


@given(st.floats(-2.0, 2.0))
def test_boxes_on_the_strip_are_boxes_on_the_page(skew: float) -> None:
    strip = strip_of(page(skew=skew), LinePlace(300, 215, 400, 30, skew))
    columns = strip.ink.shape[1]
    gap = columns * (275 - 100 + 12) / 424
    boxes = strip.boxes([(0, gap), (gap, columns)])
    for box, (left, right) in zip(boxes, ((100, 250), (300, 500)), strict=True):
        middle = (left + right) / 2
        assert box.middle[0] == pytest.approx(middle, abs=5)
        assert box.width == pytest.approx(right - left, abs=5)
        assert box.middle[1] == pytest.approx(215 + tan(radians(skew)) * (middle - 300), abs=4)


def test_accents_above_the_main_part_of_a_line_are_shown() -> None:
    grey = page()
    grey[192:195, 150:160] = 0  # a quarter of the height above
    strip = strip_of(grey, LINE)
    ink = np.flatnonzero((strip.ink > 128).any(axis=1))
    assert ink[0] > 0
    assert (strip.ink[ink[0] : ink[0] + 3] > 128).any(axis=0).sum() < strip.ink.shape[1] / 20


def test_a_strip_where_the_page_ends_is_white_there() -> None:
    assert strip_of(page(), LinePlace(15, 5, 90, 30)).ink.max() == 0


def test_where_there_is_no_ink_the_box_is_all_of_the_columns() -> None:
    (box,) = strip_of(np.full((500, 700), 255, np.uint8), LINE).boxes([(20, 60)])
    assert box.width > 0
    assert box.height > 0


def test_a_word_that_reaches_into_the_next_line_makes_the_line_no_higher() -> None:
    sound = words(*[(200, 230)] * 9)
    (plain,) = places([sound])
    (same,) = places([[*sound, Box(550, 200, 590, 270)]])
    assert (same.y, same.height) == (plain.y, plain.height) == (215, 30)


def test_the_main_part_of_the_words_counts_not_the_lowest() -> None:
    (place,) = places([words((208, 230), (200, 230), (200, 236), (200, 230), (208, 236))])
    assert (place.y - place.height / 2, place.y + place.height / 2) == pytest.approx((200, 236), abs=1)


@given(st.floats(-1.0, 1.0))
def test_a_line_has_a_slope_of_its_own(angle: float) -> None:
    (place,) = places([words(*[(200, 230)] * 20, slope=tan(radians(angle)))])
    assert place.angle == pytest.approx(angle, abs=0.1)
    assert place.height == pytest.approx(30, abs=2)


def test_a_short_line_has_the_slope_of_the_page() -> None:
    (place,) = places([words((200, 230), (210, 220))], skew=0.8)
    assert place.angle == pytest.approx(0.8)


def test_letters_do_not_turn_a_line_far_from_the_page() -> None:
    (place,) = places([words((200, 230), (230, 260), (260, 290), (290, 320))])
    assert abs(place.angle) < degrees(0.021)


def test_a_dash_is_as_high_as_the_lines_around_it() -> None:
    lines = [words((y, y + 30), (y, y + 30)) for y in (100, 150, 200)]
    dash = places([*lines, [Box(100, 263, 120, 266)]])[-1]
    assert dash.height == pytest.approx(21)
    assert dash.y == pytest.approx(264.5)


def test_no_line_is_higher_than_the_way_to_the_next() -> None:
    blurred = [words(*[(y, y + 60)] * 3) for y in (100, 140, 180)]
    assert [place.height for place in places(blurred)] == pytest.approx([60 * 0.7] * 3)
    cell = [words((100, 130), left=100), words((104, 134), left=400)]
    assert [place.height for place in places(cell)] == [30, 30]


def test_no_lines_have_no_places() -> None:
    assert places([]) == []
