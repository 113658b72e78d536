"""The forms in which points are stated, and how sure each is."""

import pytest

from cchc_ocr.extract.results.point_forms import IN_BRACKETS, NO_MAXIMUM, WITH_POINTS, stated_points
from tests.known import context_of


def stated(text: str):
    found = stated_points(context_of(text))
    return [({name: text[at] for name, at in one.figures.items()}, one.certainty) for one in found]


@pytest.mark.parametrize(
    ("text", "figures", "certainty"),
    [
        ("Cải cách thể chế đạt 8/9 điểm", {"score": "8", "max_score": "9"}, WITH_POINTS),
        ("Cải cách thể chế đạt 8 điểm (tối đa 9 điểm)", {"score": "8", "max_score": "9"}, WITH_POINTS),
        ("Cải cách thể chế (8,5/9)", {"score": "8", "max_score": "9"}, IN_BRACKETS),
        ("Cải cách thể chế: 8/9.", {"score": "8", "max_score": "9"}, IN_BRACKETS),
        ("Điểm trung bình của huyện (8,5)", {"score": "8"}, IN_BRACKETS),
        ("Sở Y tế: 8,5 điểm", {"score": "8"}, NO_MAXIMUM),
        ("Cải cách thể chế chấm tối đa 8 điểm", {"score": "8", "max_score": "8"}, NO_MAXIMUM),
        (
            "Cải cách thể chế: tự chấm 9,5; thẩm định 8,75; tối đa 10",
            {"self_score": "9", "score": "8", "max_score": "1"},
            WITH_POINTS,
        ),
        ("Sở bị trừ 2,5 điểm", {"score": "2"}, 0.0),
    ],
)
def test_a_form_tells_which_figure_is_which_and_how_surely(text, figures, certainty):
    assert stated(text) == [(figures, certainty)]


@pytest.mark.parametrize("text", ["Sở xếp thứ 7/25", "ngày 20/5", "có 7,5/10 tỷ đồng", "có 03 điểm trường"])
def test_figures_in_no_such_form(text):
    assert stated(text) == []
