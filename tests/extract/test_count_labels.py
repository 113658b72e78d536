"""Figures that are counted by a label before them, or by a noun that no list has."""

import pytest

from cchc_ocr.extract.results.counts import find_counts
from tests.known import context_of


def counts(text: str):
    return [(f.value.value, f.value.of, f.value.name) for f in find_counts(context_of(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- PAKN: nhận 4, đã trả lời 3.", [(4, None, "PAKN nhận"), (3, None, "PAKN đã trả lời")]),
        (
            "- Biên chế: hành chính 51, sự nghiệp 208.",
            [(51, None, "Biên chế hành chính"), (208, None, "Biên chế sự nghiệp")],
        ),
        ("+ Thư xin lỗi hồ sơ trễ: 17/21", [(17, 21, "Thư xin lỗi hồ sơ trễ")]),
        ("VB đi ký số 96/99, đạt 97%", [(96, 99, "VB đi ký số")]),
        ("Hồ sơ nộp qua mạng là 512, chiếm 60%.", [(512, None, "Hồ sơ nộp qua mạng")]),
        (
            "Tiếp nhận 30 hồ sơ, tại quầy 18, bưu chính 3.",
            [(30, None, "hồ sơ tiếp nhận"), (18, None, "hồ sơ tại quầy"), (3, None, "hồ sơ bưu chính")],
        ),
        (
            "- Xuất sắc: 11; Tốt: 15; Khá: 03; Trung bình: 01.",
            [(11, None, "Xuất sắc"), (15, None, "Tốt"), (3, None, "Khá"), (1, None, "Trung bình")],
        ),
        (
            "Khối phòng: 4 Xuất sắc và 6 Tốt.",
            [(4, None, "Khối phòng: phòng Xuất sắc"), (6, None, "Khối phòng: phòng Tốt")],
        ),
        (
            "3. TTHC:\n+ tổng số 54. Phân cấp cho xã: 12.\n+ hồ sơ tiếp nhận 268\n"
            "+ giải quyết 259: trước hạn 187, trễ 02.",
            [
                (54, None, "TTHC"),
                (12, None, "Phân cấp cho xã"),
                (268, None, "hồ sơ tiếp nhận"),
                (259, None, "hồ sơ giải quyết"),
                (187, None, "hồ sơ trước hạn"),
                (2, None, "hồ sơ trễ"),
            ],
        ),
        ("Biên chế giao 58, biên chế hiện có 51.", [(58, None, "Biên chế giao"), (51, None, "biên chế hiện có")]),
        ("Hồ sơ tồn kỳ trước 95, nhận 40.", [(95, None, "Hồ sơ tồn kỳ trước"), (40, None, "Hồ sơ nhận")]),
        ("Tốt (14), Khá (4)", [(14, None, "Tốt"), (4, None, "Khá")]),
        (
            "Xếp loại: 05 cơ quan Xuất sắc, 12 cơ quan Tốt.",
            [(5, None, "cơ quan Xuất sắc"), (12, None, "cơ quan Tốt")],
        ),
        ("Đã số hóa 8.300 thửa ruộng", [(8300, None, "thửa ruộng đã số hóa")]),
        ("9/40 nhà công vụ chưa sửa.", [(9, 40, "nhà công vụ chưa sửa")]),
    ],
)
def test_labels_say_what_is_counted(text, found):
    assert counts(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Mô hình chính quyền 02 cấp",
        "Xuất sắc: 90 - 100; Tốt: 80 - 89",
        "Xuất sắc: từ 90; Tốt: từ 80",
        "Đơn vị xếp loại 2",
        "Cải cách thể chế 9/10; Tài chính công 8,5/9",
        "Thực hiện mức độ 3",
        "Sở tuyển viên chức tại 2 đơn vị này",
        "Nộp trước ngày 15",
        "Trụ sở: Phường 5, Quận 3",
        "Cung cấp dịch vụ mức độ 3, 4 đáp ứng nhu cầu",
        "Ông Nguyễn Vũ 12, phòng hồ sơ",
        "Đã triển khai 2019 hồi quy",
        "tỉnh P.KTTH§ 280",
    ],
)
def test_other_figures_count_nothing(text):
    assert counts(text) == []
