"""Where points are stated, and where figures are none."""

import pytest

from cchc_ocr.extract.figures.tokens import FigureToken
from cchc_ocr.extract.results.points import find_points, points_of
from tests.known import context_of


def points(text: str):
    context = context_of(text)
    found = list(find_points(context))
    return [(context, p) for p in found if context.nature(p.start, p.end) == "result"]


def figures(text: str):
    names = ("score", "max_score", "self_score", "percent")
    return [tuple(point.value(context, name) for name in names) for context, point in points(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cải cách thể chế đạt 8,5/10 điểm", [(8.5, 10, None, None)]),
        ("Cải cách thể chế đạt8,5/10 điểm (85%)", [(8.5, 10, None, 85)]),
        ("Cải cách thể chế đạt 8,5 điểm/10 điểm", [(8.5, 10, None, None)]),
        ("Cải cách thể chế đạt 8,5 trên tổng số 10 điểm", [(8.5, 10, None, None)]),
        ("Cải cách thể chế đạt 8,5 điểm (tối đa 10 điểm)", [(8.5, 10, None, None)]),
        ("Cải cách thể chế đạt 8,5 điểm, bằng 85% điểm tối đa (10 điểm)", [(8.5, 10, None, 85)]),
        ("Sở đạt 87 điểm trên thang điểm 100", [(87, 100, None, None)]),
        ("Cải cách thể chế chấm tối đa 10 điểm", [(10, 10, None, None)]),
        ("Sở Y tế: 85,5 điểm", [(85.5, None, None, None)]),
        ("Cải cách thể chế: tự chấm 9,5; thẩm định 8,75; tối đa 10", [(8.75, 10, 9.5, None)]),
        (
            "Được 12/15 điểm ở mục tài chính, 17,5/20 ở mục thủ tục, 14/20 ở mục số hóa và 9/10 ở phần khác.",
            [(12, 15, None, None), (17.5, 20, None, None), (14, 20, None, None), (9, 10, None, None)],
        ),
        (
            "Điểm 88,4. Trong đó số hóa 18,8/22, thanh toán 8,6/10, tiến độ 19/20.",
            [(88.4, None, None, None), (18.8, 22, None, None), (8.6, 10, None, None), (19, 20, None, None)],
        ),
        (
            "Cụ thể:\n- Số hóa: 18,8/22\n- Công khai: 17,5/18\n- Tiến độ: 16,5/20\n3. Tổ chức bộ máy",
            [(18.8, 22, None, None), (17.5, 18, None, None), (16.5, 20, None, None)],
        ),
        ("Điểm khảo sát lần lượt là 11/15, 12,5/15 và 13/15.", [(12.5, 15, None, None)]),
        ("Sở được 12/15 điểm về thể chế, đứng thứ 3/14, có 5/6 phòng gửi báo cáo.", [(12, 15, None, None)]),
        ("Cải cách thể chế: 8/10; cải cách tài chính công: 7/9.", [(8, 10, None, None), (7, 9, None, None)]),
    ],
)
def test_points_are_found_in_whatever_order_they_stand(text, found):
    assert figures(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Sở xếp thứ 7/25 sở",
        "ngày 20/5 có mưa",
        "có 7,5/10 tỷ đồng",
        "đề nghị được cộng 0,75 điểm",
        "phấn đấu đạt 90/100 điểm",
        "tăng 2,5 điểm",
        "có 03 điểm trường",
        "Quyết định số 12/2020/QĐ-UBND",
    ],
)
def test_what_is_no_result(text):
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Cải cách thể chế đạt 8,5/10 điểm", "said"),
        ("Cải cách thể chế (8,5/10)", "listed"),
        ("Sở Y tế: 85,5 điểm", "alone"),
    ],
)
def test_the_form_of_points_is_kept(text, form):
    assert [point.form for _, point in points(text)] == [form]


@pytest.mark.parametrize(
    "text",
    [
        "Tổng số điểm bị trừ của 06 tiêu chí này là 9,75 điểm",
        "Chênh lệch giữa điểm tự chấm và điểm thẩm định của khối xã là 5,12 điểm",
        "Hội đồng thống nhất cộng lại 0,5 điểm",
    ],
)
def test_points_that_nobody_has(text):
    assert points(text) == []


def test_a_dot_is_a_decimal_point_unless_the_group_has_thousands():
    small = {"score": FigureToken(0, 0, "8.125"), "max_score": FigureToken(0, 0, "10")}
    large = {"score": FigureToken(0, 0, "1.234,5"), "max_score": FigureToken(0, 0, "1.500")}
    assert [points_of(figures, "score") for figures in (small, large)] == [8.125, 1234.5]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Sở đạt 85 điểm, tăng 2,5 điểm so với năm 2030", 2.5),
        ("Sở đạt 85 điểm, giảm 2,5 điểm so với năm 2030", -2.5),
        ("Sở đạt 85 điểm. Huyện tăng 2,5 điểm", None),
    ],
)
def test_by_how_many_points_differ(text, change):
    assert [point.change for _, point in points(text)] == [change]
