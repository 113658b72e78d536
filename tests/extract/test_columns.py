"""What the columns of a table hold."""

import pytest

from cchc_ocr.extract.results.times import When
from cchc_ocr.extract.tables.column_heads import column_heads
from cchc_ocr.extract.tables.columns import columns_of
from tests.known import KNOWLEDGE

HEADS = column_heads(KNOWLEDGE.column_heads)

ROW = ("1", "Cải cách thể chế", "10", "9,5", "9")


@pytest.mark.parametrize(
    ("header", "row", "kinds"),
    [
        (("TT", "Tiêu chí", "Điểm tối đa", "Tự chấm", "Thẩm định"), ROW, ["maximum", "score", "score"]),
        (("TT", "Tiêu chí", "Thang điểm", "Năm 2022", "Năm 2023"), ROW, ["maximum", "score", "score"]),
        (("TT", "Tên", "Điểm", "Chỉ số", "Lý do"), ("1", "Sở A", "85", "85%", "x"), ["score", "percent", "other"]),
        (
            ("TT", "Mã TTHC", "Nội dung", "Quý I", "Quý II"),
            ("1", "1.01", "Nhận", "5", "4"),
            ["name", "value", "value"],
        ),
    ],
)
def test_headings_and_cells_say_what_a_column_holds(header, row, kinds):
    assert [column.kind for column in columns_of(HEADS, header, [row, row])][2:] == kinds


def test_a_heading_says_year_side_part_maximum_and_nature():
    header = ("Tự chấm năm 2022", "Quý I", "Điểm đạt/100", "Kế hoạch năm 2024")
    own, quarter, points, planned = columns_of(HEADS, header, [("1", "2", "3", "4")])
    assert (own.when, own.basis) == (When(2022), "self")
    assert quarter.part is not None
    assert points.most == 100
    assert planned.nature == "target"
