"""What stands beside the figure of a cell: by how much it changed."""

import pytest

from cchc_ocr.extract.tables.beside_figures import change_beside, without_change, without_comparison


@pytest.mark.parametrize(
    ("cell", "change", "figure"),
    [
        ("85,20 (tăng 2,1)", 2.1, "85,20"),
        ("85,20 điểm (giảm 2,1 điểm so với năm 2030)", -2.1, "85,20"),
        ("5 (tăng 02 bậc)", 2.0, "5"),
        ("5 (không thay đổi)", 0.0, "5"),
        ("3/19 (▼1)", -1.0, "3/19"),
        ("90,5% (+0,5%)", 0.5, "90,5%"),
        ("12 ↑3", 3.0, "12"),
        ("12 (60%)", None, "12 (60%)"),
        ("84,5 (hạng 2)", None, "84,5 (hạng 2)"),
        ("Giữ nguyên", None, "Giữ nguyên"),
        ("Tăng 5", None, "Tăng 5"),
    ],
)
def test_a_change_in_a_cell_belongs_to_its_figure(cell, change, figure):
    assert (change_beside(cell), without_change(cell)) == (change, figure)


def test_what_a_heading_compares_with_is_no_time_of_its_figures_unless_they_are_differences():
    heading = "Thứ hạng (so với năm 2030)"
    assert without_comparison(heading, ["1 (tăng 1)", "2"]) == "Thứ hạng"
    assert without_comparison(heading, ["+1", "-2", "0"]) == heading
    assert without_comparison("(so với năm 2030)", ["1"]) == "(so với năm 2030)"
