"""What a whole table gives, by its title and the lines that lead to it."""

import pytest

from cchc_ocr.extract.tables.subjects import is_bare, says_places, subject_of, told_share


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        ("Kết quả xếp loại mức độ thực hiện CCHC năm 2030", "mức độ thực hiện CCHC"),
        ("Công nhận xếp loại thực hiện cải cách hành chính năm 2030 của 15 xã", "thực hiện cải cách hành chính"),
        ("Điều 1. Công nhận xếp loại đối với các đơn vị theo danh sách sau:", None),
        ("Kết quả năm 2030", None),
    ],
)
def test_the_subject_of_a_table(line, subject):
    assert subject_of([line]) == subject


@pytest.mark.parametrize(
    ("line", "share"),
    [
        ("TỶ LỆ SỐ HÓA HỒ SƠ NĂM 2030", "TỶ LỆ SỐ HÓA HỒ SƠ"),
        ("Bảng 1. Tỷ lệ hài lòng tại các xã", "Tỷ lệ hài lòng"),
        ("Điểm các xã", None),
    ],
)
def test_the_share_of_a_table(line, share):
    assert told_share([line]) == share


def test_lines_that_say_places_and_heads_that_say_nothing():
    assert says_places(["Thứ hạng qua các năm"]) and not says_places(["Điểm qua các năm"])
    assert is_bare("Tổng điểm") and not is_bare("Điểm thẩm định")
