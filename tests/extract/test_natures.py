"""Results, targets and rules."""

import pytest

from cchc_ocr.extract.results.natures import nature_of
from cchc_ocr.records import Document
from tests.known import context_of

REPORT = Document(type="Báo cáo", date="2024-04-05")
PLAN = Document(type="Kế hoạch", date="2021-04-05")
GUIDE = Document(type="Hướng dẫn", date="2021-04-05")


@pytest.mark.parametrize(
    ("text", "document", "nature"),
    [
        ("Sở đạt 85 điểm", REPORT, "result"),
        ("Phấn đấu năm 2025 đạt 85 điểm", REPORT, "target"),
        ("Đến năm 2025, có 85% hồ sơ", REPORT, "target"),
        ("Đến năm 2023, có 85% hồ sơ", REPORT, "result"),
        ("Tỷ lệ đạt tối thiểu 85%", REPORT, "target"),
        ("Mỗi mô hình được cộng 85 điểm", REPORT, "rule"),
        ("Thực hiện từ 85% đến dưới 95%", REPORT, "rule"),
        ("từ 85 điểm trở lên", REPORT, "rule"),
        ("chưa đạt tỷ lệ 85%", REPORT, "rule"),
        ("Đạt trên 85%", REPORT, "result"),
        ("II. PHƯƠNG HƯỚNG, NHIỆM VỤ\n- Nâng tỷ lệ lên 85%", REPORT, "target"),
        ("II. KẾT QUẢ THỰC HIỆN CHỈ TIÊU\n- Tỷ lệ 85%", REPORT, "result"),
        ("Có 85% hồ sơ", PLAN, "target"),
        ("Năm 2020 đã có 85% hồ sơ", PLAN, "result"),
        ("Ban hành kế hoạch: 85 điểm", GUIDE, "rule"),
    ],
)
def test_the_nature_of_a_figure(text, document, nature):
    context = context_of(text, document=document)
    at = context.text.index("85")
    assert context.nature(at, at + 2) == nature


@pytest.mark.parametrize(
    ("around", "document", "nature"),
    [
        ("", REPORT, "result"),
        ("Bảng 1. Kết quả thực hiện", PLAN, "result"),
        ("Bảng 2. Chỉ tiêu, nhiệm vụ", REPORT, "target"),
        ("", Document(type="Quyết định", subject="Ban hành Bộ tiêu chí đánh giá"), "rule"),
    ],
)
def test_the_nature_of_a_table(around, document, nature):
    assert nature_of(document, around) == nature
