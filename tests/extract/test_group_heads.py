"""What rows that head a group say of the rows below."""

import pytest

from cchc_ocr.extract.tables.group_heads import read_group


@pytest.mark.parametrize(
    ("name", "grade", "many"),
    [
        ("XẾP LOẠI XUẤT SẮC (05 đơn vị)", "Xuất sắc", 5),
        ("Loại Tốt: 12 xã, phường", "Tốt", 12),
        ("Trung bình", "Trung bình", None),
        ("KHỐI KINH TẾ", None, None),
        ("Các phường (04 phường)", None, 4),
        (None, None, None),
    ],
)
def test_grade_and_size_of_a_group(name, grade, many):
    group = read_group(name)
    assert (group.grade, group.many) == (grade, many)
