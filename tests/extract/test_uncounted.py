"""Figures beside nouns that do not count what there is."""

import pytest

from cchc_ocr.extract.results.count_forms import stated_counts
from cchc_ocr.extract.results.uncounted import counts_something, is_change
from tests.known import context_of


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("có 06 hội nghị", True),
        ("có 06 sở", True),
        ("có 06 số", False),
        ("lần thứ 6 hội nghị", False),
        ("không quá 3 phòng", False),
        ("có 02 đơn vị này", False),
        ("có 2,5 đơn vị", False),
        ("đạt Ty 168 hồ sơ", False),
        ("13 Ban Quản lý dự án", False),
        ("có 12 TCVN", False),
    ],
)
def test_whether_a_figure_counts(text, counts):
    context = context_of(text)
    assert any(counts_something(context, found) for found in stated_counts(context)) is counts


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("tăng 112 hồ sơ so với năm 2030", True),
        ("giảm thêm 112 hồ sơ so với cùng kỳ", True),
        ("tăng 112 hồ sơ", False),
        ("So với quý trước, số hồ sơ mới nhận giảm 112 hồ sơ", True),
        ("có 9 phòng (giảm 112 phòng so với tổng số của hai sở cũ)", True),
        ("So với năm 2015, Sở đã giảm 112 biên chế", False),
        ("Tinh giản biên chế, so với năm 2015, Sở đã giảm 112 biên chế", False),
        ("có 112 hồ sơ so với năm 2030", False),
    ],
)
def test_whether_a_figure_says_by_how_many_something_differs(text, change):
    context = context_of(text)
    assert is_change(context, [*stated_counts(context)][-1]) is change
