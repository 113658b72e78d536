"""Figures in cells held against their print: digits of seven bars, with marks on the line or below it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from cchc_ocr.document import Box, Line, Word
from cchc_ocr.picture.grids import erase, find_grids
from cchc_ocr.reading.glyphs import checked
from tests.sheets import XS, YS, ruled

GRIDS = find_grids(ruled())
BARS = {  # of each digit: top, middle, foot; then left and right, above and below the middle
    "0": "tfabcd",
    "1": "bd",
    "2": "tmfbc",
    "3": "tmfbd",
    "4": "mabd",
    "5": "tmfad",
    "6": "tmfacd",
    "7": "tbd",
    "8": "tmfabcd",
    "9": "tmfabd",
}
PLACES = {"t": (0, 0, 24, 6), "m": (0, 17, 24, 23), "f": (0, 34, 24, 40)}
PLACES |= {"a": (0, 0, 6, 23), "b": (18, 0, 24, 23), "c": (0, 17, 6, 40), "d": (18, 17, 24, 40)}
MARKS = {",": (0, 33, 7, 48), ".": (0, 33, 7, 40)}


def page(*cells: tuple[str, str], soft: bool = False) -> tuple[list[Line], np.ndarray]:
    """A line for each figure as it was read, and the sheet with each as it is printed: column by column."""
    pixels = erase(ruled(), GRIDS).copy()
    lines = []
    for at, (printed, read) in enumerate(cells):
        x, y = XS[at // 4] + 30, YS[at % 4] + 18
        left = x
        for sign in printed:
            boxes = [MARKS[sign]] if sign in MARKS else [PLACES[bar] for bar in BARS[sign]]
            for x0, y0, x1, y1 in boxes:
                pixels[y + y0 : y + y1, x + x0 : x + x1] = 10
            x += 12 if sign in MARKS else 30
        lines.append(Line((Word(read, Box(left, y, x, y + 40), 0.9),)))
    return lines, cv2.GaussianBlur(pixels, (0, 0), 1.5) if soft else pixels


def texts(*cells: tuple[str, str], soft: bool = False) -> list[str]:
    lines, pixels = page(*cells, soft=soft)
    return [line.text for line in checked(lines, pixels, GRIDS)]


@pytest.mark.parametrize("soft", [False, True])
@pytest.mark.parametrize("read", ["8455", "84.55", "84/55", "84,55"])
def test_a_mark_that_hangs_below_the_digits_is_a_comma(read: str, soft: bool) -> None:
    assert texts(("84,55", read), soft=soft) == ["84,55"]


@pytest.mark.parametrize("soft", [False, True])
@pytest.mark.parametrize(("printed", "read"), [("84.55", "84.55"), ("1.846", "1.846"), ("84.55", "8455")])
def test_a_mark_that_ends_with_them_is_a_point(printed: str, read: str, soft: bool) -> None:
    assert texts((printed, read), soft=soft) == [printed]


def test_a_sign_that_looks_like_the_other_eights_is_one() -> None:
    lines, pixels = page(("83", "83"), ("98", "98"), ("39", "39"), ("83", "§3"))
    *_, changed = checked(lines, pixels, GRIDS)
    assert [(word.text, word.seen) for word in changed.words] == [("83", "§3")]


def test_a_digit_that_looks_like_others_and_not_like_its_own_is_changed() -> None:
    cells = ("71", "71"), ("17", "17"), ("77", "77"), ("27", "21"), ("21", "21"), ("12", "12")
    assert texts(*cells) == ["71", "17", "77", "27", "21", "12"]


def test_a_sign_without_its_like_stays_and_is_believed_less() -> None:
    lines, pixels = page(("33", "33"), ("43", "43"), ("8", "§"))
    *_, doubted = checked(lines, pixels, GRIDS)
    assert [word.text for word in doubted.words] == ["§"]
    assert doubted.words[0].confidence < 0.5


def test_the_point_behind_an_ordinal_stays() -> None:
    assert texts(("1.", "1."), ("12", "12")) == ["1.", "12"]


@pytest.mark.parametrize("text", ["I", "II", "5/7/2024 (2)", "Khá", "12%"])
def test_what_is_no_figure_or_not_printed_as_one_stays(text: str) -> None:
    lines, pixels = page(("11", "11"), ("11", "11"), ("11", text))
    assert checked(lines, pixels, GRIDS)[-1] == lines[-1]


def test_a_figure_of_which_a_digit_was_lost_stays_as_it_was_read() -> None:
    assert texts(("16,61", "6.61")) == ["6.61"]
