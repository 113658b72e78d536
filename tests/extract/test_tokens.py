"""Figures as they are printed."""

import pytest

from cchc_ocr.extract.figures.tokens import FigureToken, find_figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("đạt 85 , 5 điểm", ["85 , 5"]),
        ("(85, 745 điểm)", ["85, 745"]),
        ("7, 50/8,00 điểm (93, 75%)", ["7, 50", "8,00", "93, 75"]),
        ("1.234,5/1.500 điểm", ["1.234,5", "1.500"]),
        ("mức độ 3, 4 điểm cầu", ["3", "4"]),
        ("năm 2017 - 2020, 100% văn bản", ["2017", "2020", "100"]),
        ("xếp 7/25, 85 điểm", ["7", "25", "85"]),
        ("xếp thứ nhất trong 19 sở", ["nhất", "19"]),
        ("đứng hạng nhì", ["nhì"]),
        ("lần thứ sáu; Huân chương hạng Ba; xếp thứ năm 2023", ["2023"]),
    ],
)
def test_figures_are_found_once_and_whole(text, found):
    assert [figure.text for figure in find_figures(text)] == found


@pytest.mark.parametrize(
    ("text", "code"),
    [("đạt7,70 điểm", False), ("87,5đ", False), ("t6", True), ("5G", True), ("1.2.3", True), ("1.500", False)],
)
def test_letters_make_a_code_of_digits_but_units_do_not(text, code):
    assert [figure.code for figure in find_figures(text)] == [code]


def test_a_figure_is_read_as_its_kind_asks():
    figure = FigureToken(0, 5, "1.846")
    assert (figure.whole, figure.decimal, figure.is_whole) == (1846.0, 1.846, True)
    assert (FigureToken(0, 4, "nhất", order=1).whole, FigureToken(0, 3, "8,5").is_whole) == (1.0, False)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("đạt l6,20/18 điểm", ["16,20", "18"]),
        ("giải quyết 3.4O1/3.438 hồ sơ", ["3.401", "3.438"]),
        ("hài lòng 89,l%, 83,19/1OO điểm", ["89,1", "83,19", "100"]),
        ("bình 5l, phần mềm Oo, lo 5", ["5", "5"]),
    ],
)
def test_letters_within_figures_are_the_digits_that_they_look_like(text, figures):
    assert [token.text for token in find_figures(text)] == figures
