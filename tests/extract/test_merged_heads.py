"""Heads of tables whose merged cells left nothing behind."""

import pytest

from cchc_ocr.extract.tables.column_heads import column_heads
from cchc_ocr.extract.tables.merged_heads import placed_heads
from tests.known import KNOWLEDGE

HEADS = column_heads(KNOWLEDGE.column_heads)
COUNTED = [("1", "Sở A", "5", "4", "1", "7"), ("2", "Sở B", "6", "6", "0", "9")]


@pytest.mark.parametrize(
    ("above", "below", "rows", "placed"),
    [
        (
            ("TT", "Cơ quan", "Kỳ báo cáo", "Cùng kỳ 2030"),
            ("Tiếp nhận", "Đã trả lời", "Quá hạn"),
            COUNTED,
            [
                ("TT", "Cơ quan", "Kỳ báo cáo", "", "", "Cùng kỳ 2030"),
                ("", "", "Tiếp nhận", "Đã trả lời", "Quá hạn", ""),
            ],
        ),
        (
            ("TT", "Cơ quan", "Năm 2030", "Năm 2031"),
            ("Điểm", "Hạng", "Điểm", "Hạng"),
            COUNTED,
            [("TT", "Cơ quan", "Năm 2030", "", "Năm 2031", ""), ("", "", "Điểm", "Hạng", "Điểm", "Hạng")],
        ),
        (
            ("TT", "Cơ quan", "Tự chấm", "Điều tra", "Tổng", "Hạng"),
            ("(điểm)", "(điểm)", "(điểm)"),
            COUNTED,
            [("TT", "Cơ quan", "Tự chấm (điểm)", "Điều tra (điểm)", "Tổng (điểm)", "Hạng"), ("",) * 6],
        ),
        (
            ("TT", "Cơ quan", "A", "B", "C", "D"),
            ("I", "Khối kinh tế"),  # heads a group of rows
            COUNTED,
            [("TT", "Cơ quan", "A", "B", "C", "D"), ("I", "Khối kinh tế")],
        ),
    ],
)
def test_rows_of_heads_are_set_above_their_columns(above, below, rows, placed):
    assert placed_heads(HEADS, [above, below, *rows])[:2] == placed
