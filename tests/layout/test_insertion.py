"""Words typed into fields come into the lines of print that they stand in."""

from __future__ import annotations

import pytest

from cchc_ocr.document import Box, Word
from cchc_ocr.layout.insertion import inserted

_PRINT = [[Word("Số:", Box(0, 0, 30, 20)), Word("/BC", Box(80, 0, 120, 20))], [Word("ngày", Box(300, 0, 340, 20))]]


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        (Box(40, 2, 60, 18), [["Số:", "45", "/BC"], ["ngày"]]),  # in the gap of a line
        (Box(40, -4, 60, 24), [["Số:", "45", "/BC"], ["ngày"]]),  # a field that is higher than the print
        (Box(350, 0, 380, 20), [["Số:", "/BC"], ["ngày", "45"]]),  # of two lines side by side, the nearer one
        (Box(40, 15, 60, 35), [["Số:", "/BC"], ["ngày"], ["45"]]),  # mostly below
        (Box(40, 60, 60, 80), [["Số:", "/BC"], ["ngày"], ["45"]]),
    ],
)
def test_a_run_comes_into_the_line_beside_it(box: Box, expected: list[list[str]]) -> None:
    lines = inserted(_PRINT, [[Word("45", box)]])
    assert [[word.text for word in line] for line in lines] == expected


def test_runs_below_each_other_do_not_join() -> None:
    runs = [[Word(text, Box(0, top, 50, top + 20))] for text, top in (("một", 100), ("hai", 105))]
    assert inserted([], runs) == runs
