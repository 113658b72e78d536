"""Grades that somebody was given."""

import pytest

from cchc_ocr.extract.results.grades import find_grades, grade
from tests.known import context_of


def grades(text: str):
    return [f.value.grade for f in find_grades(context_of(text)) if f.value.nature == "result"]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Khá", "Khá"),
        ("loại tốt", "Tốt"),
        ("hoàn thành  tốt nhiệm vụ", "Hoàn thành tốt nhiệm vụ"),
        ("TRUNG BÌNH", "Trung bình"),
        ("A", "A"),
        ("khả", None),
        ("tốp", None),
        ("7,5", None),
        ("", None),
    ],
)
def test_a_cell(cell, found):
    assert grade(cell) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sở Y tế xếp loại: Tốt", ["Tốt"]),
        ("Mức độ hoàn thành: Hoàn thành tốt nhiệm vụ", ["Hoàn thành tốt nhiệm vụ"]),
        ("Sở được đánh giá xếp loại Khá", ["Khá"]),
        ("Đạt 85 điểm, loại khá.", ["Khá"]),
        ("PAPI đạt 42 điểm, thuộc nhóm Trung bình - Cao.", ["Trung bình - cao"]),
        ("Tỉnh nằm trong nhóm điều hành Khá", ["Khá"]),
        ("Phấn đấu thuộc nhóm Khá", []),
        ("Phấn đấu xếp loại Tốt", []),
        ("03 đơn vị xếp loại Tốt", []),
        ("Không có đơn vị xếp loại Yếu", []),
        ("Năm nay không xã nào bị xếp loại Kém", []),
        ("Năm 2021 tỉnh ở nhóm Trung bình thấp, năm 2020 nhóm Thấp.", ["Trung bình thấp"]),
        ("Cổng chấm 91,4/100, mức Xuất sắc", ["Xuất sắc"]),
        ("xếp loại Tốt, Khá, Trung bình", []),
        ("xếp loại Khá trở lên", []),
        ("xếp loại Tốt: 12 người", []),
    ],
)
def test_a_grade_is_one_that_was_given(text, found):
    assert grades(text) == found


def test_a_grade_behind_a_dash():
    assert grades("- Huyện Nậm Thia: 88,14 điểm - hạng nhất - loại Tốt.") == ["Tốt"]
