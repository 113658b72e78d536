"""Strokes of a pen that are wiped out, and lines that are none."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cchc_ocr.picture import strokes
from tests.sheets import sheet

STROKE = (300, 1500, 900, 1100)
SIGNATURE = ((200, 900), (260, 760), (300, 900), (360, 780), (420, 910), (700, 700))


def drawn(*, size: int = 20, way: tuple[object, ...] = STROKE, width: int = 4) -> tuple[np.ndarray, np.ndarray]:
    """A page of print with and without a stroke."""
    paper = sheet(size)
    signed = paper.copy()
    ImageDraw.Draw(signed).line(way, fill=20, width=width)
    return np.asarray(signed), np.asarray(paper)


def lower_half_empty(pixels: np.ndarray) -> np.ndarray:
    clear = pixels.copy()
    clear[650:] = 255
    return clear


@pytest.mark.parametrize("way", [STROKE, SIGNATURE])
def test_strokes_on_paper_are_wiped_out(way: tuple[object, ...]) -> None:
    paper = Image.fromarray(lower_half_empty(np.asarray(sheet())))
    signed = paper.copy()
    ImageDraw.Draw(signed).line(way, fill=20, width=4)
    assert (strokes.drop_strokes(np.asarray(signed), 20) > 200).sum() >= (np.asarray(paper) > 200).sum() - 40
    assert (np.asarray(signed) < 128).sum() > (np.asarray(paper) < 128).sum() + 1500


def test_letters_that_a_stroke_crosses_stay() -> None:
    signed, paper = drawn()
    clean = strokes.drop_strokes(signed, 20)
    ink = paper < 128
    assert (clean[ink] < 128).mean() > 0.99


def test_pages_without_strokes_are_the_same_picture() -> None:
    pixels = np.asarray(sheet())
    assert strokes.drop_strokes(pixels, 20) is pixels


def test_without_print_nothing_is_known_of_strokes() -> None:
    signed, _ = drawn()
    assert strokes.drop_strokes(signed, 0.0) is signed


def test_tables_and_frames_stay() -> None:
    paper = sheet()
    pen = ImageDraw.Draw(paper)
    for x in range(100, 1140, 170):
        pen.line((x, 140, x, 1600), fill=0, width=3)
    for y in range(140, 1601, 146):
        pen.line((100, y, 1120, y), fill=0, width=3)
    pixels = np.asarray(paper)
    assert strokes.drop_strokes(pixels, 20) is pixels
