"""Points with what was taken off and added, and what was left of them."""

import pytest

from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE


def tables(*lines: str):
    return read_tables(text_pages("\n".join(lines)), KNOWLEDGE)


@pytest.mark.parametrize("left", ["Điểm còn lại", "Kết quả cuối cùng", "Điểm chính thức"])
def test_what_was_given_and_what_was_left_are_both_said_with_what_was_taken_off(left):
    found = tables(
        f"TT\tĐơn vị\tTự chấm\tThẩm định\tĐiểm cộng\tĐiểm trừ\t{left}",
        "1\tSở Du lịch\t90\t85\t1\t0,5\t85,5",
        "2\tSở Xây dựng\t80\t77\t0\t1\t76",
        "3\tSở Tư pháp\t81\t80\t0\t0\t80",
    )
    totals = [(f.value.unit, f.value.name, f.value.score, f.value.self_score) for f in found.totals()]
    assert totals[:2] == [("Sở Du lịch", "Thẩm định", 85, 90), ("Sở Xây dựng", "Thẩm định", 77, 80)]
    assert totals[3:5] == [("Sở Du lịch", left, 85.5, None), ("Sở Xây dựng", left, 76, None)]
    assert [(f.value.name, f.value.points) for f in found.deductions()] == [("Điểm trừ", 0.5), ("Điểm trừ", 1)]
    assert ("Điểm cộng", 1) in [(f.value.criterion, f.value.score) for f in found.scores()]


def test_reasons_below_one_head_are_deductions_each():
    found = tables(
        "TT\tĐơn vị\tĐiểm chấm\tĐiểm trừ\t\tĐiểm còn lại",
        "\t\t\tHồ sơ quá hạn\tBáo cáo chậm\t",
        "1\tBệnh viện Mắt\t89\t1\t0,5\t87,5",
        "2\tBệnh viện Nhi\t80\t\t1\t79",
    )
    assert [(f.value.unit, f.value.name, f.value.points) for f in found.deductions()] == [
        ("Bệnh viện Mắt", "Hồ sơ quá hạn", 1),
        ("Bệnh viện Mắt", "Báo cáo chậm", 0.5),
        ("Bệnh viện Nhi", "Báo cáo chậm", 1),
    ]
