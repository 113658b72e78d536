"""The forms in which points are stated, and how sure each is."""

import pytest

from cchc_ocr.extract.results.point_forms import stated_points
from tests.known import context_of


def stated(text: str):
    found = stated_points(context_of(text))
    return [({name: text[at] for name, at in one.figures.items()}, one.form) for one in found]


@pytest.mark.parametrize(
    ("text", "figures", "form"),
    [
        ("Cải cách thể chế đạt 8/9 điểm", {"score": "8", "max_score": "9"}, "said"),
        ("Cải cách thể chế đạt 8 điểm (tối đa 9 điểm)", {"score": "8", "max_score": "9"}, "said"),
        ("Cải cách thể chế (8,5/9)", {"score": "8", "max_score": "9"}, "listed"),
        ("Cải cách thể chế: 8/9.", {"score": "8", "max_score": "9"}, "listed"),
        ("Điểm trung bình của huyện (8,5)", {"score": "8"}, "listed"),
        ("Sở Y tế: 8,5 điểm", {"score": "8"}, "alone"),
        ("Cải cách thể chế chấm tối đa 8 điểm", {"score": "8", "max_score": "8"}, "alone"),
        (
            "Cải cách thể chế: tự chấm 9,5; thẩm định 8,75; tối đa 10",
            {"self_score": "9", "score": "8", "max_score": "1"},
            "said",
        ),
        (
            "Cải cách thể chế 8,5/9 điểm (tự chấm 8,75 điểm); Bộ máy",
            {"score": "8", "max_score": "9", "self_score": "8"},
            "said",
        ),
        ("Sở bị trừ 2,5 điểm", {"score": "2"}, None),
    ],
)
def test_a_form_tells_which_figure_is_which_and_in_which_form(text, figures, form):
    assert stated(text) == [(figures, form)]


@pytest.mark.parametrize("text", ["Sở xếp thứ 7/25", "ngày 20/5", "có 7,5/10 tỷ đồng", "có 03 điểm trường"])
def test_figures_in_no_such_form(text):
    assert stated(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Trong đó: công khai 17,6/18; tiến độ 19/20; số hóa 12,5/22.",
        "Các nhóm: Minh bạch 16,2/18; Đúng hạn 9/12; Hài lòng 17,9/18.",
        "Cụ thể: nộp qua mạng 9,4/12; trả phí 5/10; hài lòng 15/18.",
    ],
)
def test_a_row_of_pairs_with_decimals_is_of_points_whatever_leads_up_to_it(text):
    assert [form for _, form in stated(text)] == ["listed"] * 3


def test_whole_pairs_without_a_word_of_points_are_none():
    assert stated("Gồm: xã 3/9; phường 2/4; thị trấn 1/1.") == []


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Chỉ đạo 19/20; thủ tục 28,5/30; số hóa 26/30; thưởng 2/5. Tổng 75,5/85 điểm.", 5),
        ("Tổng điểm 75,5/85 điểm, gồm thể chế 19/20, thủ tục 28,5/30, số hóa 28/35.", 4),
        ("Trả 19/20 hồ sơ; số hóa 56,5/65. Được 75,5/85 điểm.", 1),  # dossiers
        ("Chỉ đạo 19/20; thủ tục 28,5/30. Tổng 75,5/85 điểm.", 1),  # which do not add up
    ],
)
def test_pairs_without_a_unit_that_add_up_to_points_are_points(text, pairs):
    assert len(stated(text)) == pairs
