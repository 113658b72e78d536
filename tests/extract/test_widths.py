"""Widths of print against what was read in it."""

import pytest

from cchc_ocr.document import Box
from cchc_ocr.extract.results.widths import fits_better, phantom_figure, without_phantom
from cchc_ocr.extract.text.passage import Trace


def trace(seen: str, width: int, height: int = 20) -> Trace:
    return Trace(1, Box(100, 0, 100 + width, height), seen, 0.9)


@pytest.mark.parametrize(
    ("seen", "shorter"), [("29%", "2%"), ("29%.", "2%."), ("99%", "9%"), ("9%", None), ("28%", None), ("29", None)]
)
def test_the_nine_that_may_be_a_stroke(seen, shorter):
    assert without_phantom(seen) == shorter


@pytest.mark.parametrize(
    ("found", "phantom"),
    [
        (trace("29%", 32), True),  # as wide as "2%"
        (trace("29%", 46), False),
        (trace("28%", 32), False),
        (Trace(1, None, "29%", 0.9), False),
        (trace("29%", 32, height=0), False),
        (trace("(29%)", 40), False),  # brackets are higher than figures
    ],
)
def test_a_phantom_is_told_by_its_width(found, phantom):
    assert phantom_figure(found) is phantom


def test_a_reading_as_wide_as_the_print_fits():
    assert fits_better(trace("1,5", 46), "29%")
    assert not fits_better(trace("29%", 46), "1,5")
    assert not fits_better(trace("một", 46), "1,5")
