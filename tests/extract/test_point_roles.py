"""Points that are no result, and what they are then."""

import re

import pytest

from cchc_ocr.extract.results.point_roles import nobody_has, other_role
from tests.known import context_of


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Sở đạt 8 điểm", None),
        ("Sở đạt trên 8 điểm", None),
        ("tăng lên 8 điểm", None),
        ("giảm từ 8 điểm xuống 7 điểm", None),
        ("tăng 8 điểm", "change"),
        ("sau khi giảm, năm 2022 nhích lên 8 điểm", "change"),
        ("Quản trị điện tử tăng mạnh nhất (8 điểm)", "change"),
        ("Tổ cho 71 điểm, chênh 8 điểm", "change"),
        ("cao hơn năm 2030 là 8 điểm", "change"),
        ("cao hơn tháng trước 8 điểm", "change"),
        ("tự chấm cao hơn thẩm định tới 8 điểm", "change"),
        ("cao hơn năm trước, đạt 8 điểm", None),
        ("bị trừ 8 điểm", "deduction"),
        ("từ 8 điểm", "threshold"),
        ("không quá 8 điểm", "threshold"),
        ("tối đa 8 điểm", "maximum"),
        ("giảm nhiều nhất là xã Nà Lơi (8 điểm)", "change"),
        ("giảm nhiều nhất là xã Nà Lơi (9 điểm), ít nhất là xã Khe Sắt (8 điểm)", "change"),
        ("tăng mạnh nhất là Sở Y tế, đạt 8 điểm", None),
        ("Khoảng cách giữa hai đơn vị là 15 điểm (năm 2030: 8 điểm)", "change"),
        ("Tổng điểm 60 điểm (không tính 8 điểm điều tra xã hội học)", "maximum"),
        ("Thang điểm: thẩm định 70 điểm, điều tra xã hội học 8 điểm", "maximum"),
        ("Trên thang điểm 100, Sở Y tế đạt 8 điểm", None),
        ("có 5 xã đạt trên 8 điểm", "threshold"),
        ("02 tiêu chí đạt 8 điểm", "threshold"),
        ("cải thiện 8 điểm", "change"),
        ("Trong 8 điểm có 5 điểm thẩm định", "maximum"),
    ],
)
def test_what_points_are_by_the_words_before_them(text, role):
    context = context_of(text)
    figure = re.compile(r"(?P<score>8)").search(text)
    assert figure and other_role(context, figure.start(), figure) == role


@pytest.mark.parametrize(
    ("plain", "nobodys"), [("tong so diem bi tru la", True), ("chenh lech la", True), ("tong so diem la", False)]
)
def test_points_that_were_taken_off_or_differ(plain, nobodys):
    assert nobody_has(plain) is nobodys
