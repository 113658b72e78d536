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
        ("Theo thang 100 điểm, xã được 78 điểm, xếp loại Khá, đứng thứ 5", ["Khá"]),
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
        ("Có hai cơ quan xếp loại Tốt, bảy cơ quan xếp loại Khá", []),
        ("Năm 2030 Sở xếp thứ 11/19, hạng trung bình khá.", ["Trung bình khá"]),
        ("Xã Nà Lơi: 79,7 điểm - Khá - thứ ba;", ["Khá"]),
        ("Sở đạt 78,4/100 điểm, tụt 7 bậc và rơi xuống nhóm Khá.", ["Khá"]),
        ("Xã được 71,2 điểm, xếp 15/16 xã, thị trấn, loại Trung bình.", ["Trung bình"]),
        ("Bình quân 70,3 điểm; thứ 88 trên 102 xã; mức Trung bình.", ["Trung bình"]),
        ("Từ 85 điểm trở lên xếp loại Tốt; từ 70 đến dưới 85 điểm xếp loại Khá; dưới 50 xếp loại Yếu.", []),
        ("Sở Y tế giữ nguyên loại Tốt, Sở Xây dựng từ loại Khá lên loại Tốt.", ["Tốt", "Tốt"]),
        ("Xếp loại Tốt có 6 phòng, xếp loại Khá 7 phòng.", []),
        ("Số đơn vị xếp loại Xuất sắc: 02; loại Tốt: 05; loại Khá: 02.", []),
        ("Đơn vị xếp loại Trung bình phải kiểm điểm trách nhiệm.", []),
        ("Phấn đấu không còn đơn vị xếp loại Trung bình.", []),
        ("Có 04 chỉ số thuộc nhóm Trung bình cao, 02 chỉ số thuộc nhóm Trung bình thấp.", []),
        ("- Xếp loại năm 2022: Khá (78,25 điểm), xếp thứ 9/15", ["Khá"]),
        ("Xếp loại quý II/2031: Tốt", ["Tốt"]),
        ("Xếp loại của Sở: Xuất sắc", ["Xuất sắc"]),
    ],
)
def test_a_grade_is_one_that_was_given(text, found):
    assert grades(text) == found


def test_a_grade_behind_a_dash():
    assert grades("- Huyện Nậm Thia: 88,14 điểm - hạng nhất - loại Tốt.") == ["Tốt"]


def test_a_grade_with_a_list_of_bodies_is_one_of_each():
    found = [*find_grades(context_of("1. Xếp loại Tốt (từ 80 điểm trở lên): Sở Y tế, xã Nà Lơi và Sở Nội vụ."))]
    assert [(f.value.grade, f.value.unit) for f in found] == [
        ("Tốt", "Sở Y tế"),
        ("Tốt", "xã Nà Lơi"),
        ("Tốt", "Sở Nội vụ"),
    ]


def test_a_group_with_a_grade_tells_the_bodies_in_it():
    text = (
        "1. Nhóm Tốt (80 đến dưới 90 điểm): 04 đơn vị, gồm thị xã Hòa An, các huyện Nà Lơi, Khe Sắt và Mường Lan."
    )
    found = [*find_grades(context_of(text))]
    assert [(f.value.grade, f.value.unit) for f in found] == [
        ("Tốt", "thị xã Hòa An"),
        ("Tốt", "huyện Nà Lơi"),
        ("Tốt", "huyện Khe Sắt"),
        ("Tốt", "huyện Mường Lan"),
    ]


def test_a_grade_is_not_named_by_the_one_before_it():
    found = [*find_grades(context_of("Công nhận xã Nà Lơi xếp loại Khá, xã Khe Sắt xếp loại Yếu."))]
    assert [(f.value.grade, f.value.unit) for f in found] == [("Khá", "xã Nà Lơi"), ("Yếu", "xã Khe Sắt")]
    assert "Nà Lơi" not in (found[1].value.name or "")


def test_several_bodies_may_have_one_grade_together():
    context = context_of("Sở Tài chính và Sở Y tế cùng xếp loại Khá, Sở Du lịch xếp loại Tốt.")
    assert [(f.value.unit, f.value.grade) for f in find_grades(context)] == [
        ("Sở Tài chính", "Khá"),
        ("Sở Y tế", "Khá"),
        ("Sở Du lịch", "Tốt"),
    ]


def test_a_grade_that_is_proposed_for_a_time_gone_by_is_a_result():
    text = "4. Đề xuất mức xếp loại\n- Mức Xuất sắc (từ 90 điểm): Sở Tài chính, Sở Y tế;"
    assert grades(text) == ["Xuất sắc", "Xuất sắc"]
