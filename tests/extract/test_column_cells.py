"""What the cells below a heading are printed as."""

import pytest

from cchc_ocr.extract.tables.column_cells import ColumnCells, is_grade


@pytest.mark.parametrize(
    ("cells", "numeric", "shares", "broken", "whole"),
    [
        (("12", "7", "1.204"), True, False, False, True),
        (("81,5%", "90%", "-"), True, True, True, False),
        (("2029", "2030"), True, False, False, False),  # years are counted by nobody
        (("Đạt", "chưa đạt", "3"), False, False, False, True),
    ],
)
def test_cells_say_how_they_are_printed(cells, numeric, shares, broken, whole):
    below = ColumnCells.below([(cell,) for cell in cells], 0)
    assert (below.numeric, below.shares, below.broken, below.whole) == (numeric, shares, broken, whole)


def test_figures_are_within_a_maximum_if_all_are():
    below = ColumnCells.below([("9,5",), ("20",), ("",)], 0)
    assert below.within(20) and not below.within(19.5)


def test_words_of_grades_are_told_from_others():
    assert [is_grade(cell) for cell in ("Khá", "Cao nhất", "Thấp nhất", "B", "Chưa nộp")] == [True] * 4 + [False]
