"""Grades that head groups of rows, and cells that list who has one."""

import pytest

from cchc_ocr.extract.tables.group_grades import grade_of_group, listed_in


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("A. XẾP LOẠI XUẤT SẮC (04 đơn vị)", ("Xuất sắc", 4, "đơn vị")),
        ("Nhóm Khá: 12 xã", ("Khá", 12, "xã")),
        ("II. Hoàn thành tốt nhiệm vụ", ("Hoàn thành tốt nhiệm vụ", None, None)),
        ("Loại A", ("A", None, None)),
        ("A", None),
        ("KHỐI SỞ, NGÀNH", None),
        ("Sở Y tế", None),
        ("Trung bình các huyện", None),
        (None, None),
    ],
)
def test_a_row_that_says_a_grade_gives_it_to_those_below(name, told):
    found = grade_of_group(name)
    assert (found and (found.grade, found.number, found.counted)) == told


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("THPT An Phú; THPT Sông Cái", ("THPT An Phú", "THPT Sông Cái")),
        ("TTGDTX Hòa An, THPT An Phú", ("TTGDTX Hòa An", "THPT An Phú")),
        ("Nà Lơi, Mường Bon, Bản Mạ", ("Nà Lơi", "Mường Bon", "Bản Mạ")),
        ("Sở Y tế, Sở Văn hóa, Thể thao và Du lịch", ("Sở Y tế", "Sở Văn hóa, Thể thao và Du lịch")),
        ("Sở Văn hóa, Thể thao và Du lịch", ()),
        ("Sở Y tế", ()),
        ("Tốt: 80,5 điểm; Khá: 70 điểm", ()),
    ],
)
def test_a_cell_may_list_bodies(cell, names):
    assert listed_in(cell) == names
