"""Which rows head a table, and how the rows below are set to its columns."""

import pytest

from cchc_ocr.extract.tables.column_heads import column_heads
from cchc_ocr.extract.tables.heading_rows import aligned, heading_rows, numbers_columns, spread
from tests.known import KNOWLEDGE

HEADS = column_heads(KNOWLEDGE.column_heads)


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([], 0),
        ([("TT", "Đơn vị", "Nhận"), ("1", "Sở A", "5")], 1),
        ([("TT", "Đơn vị", "Hồ sơ", ""), ("", "", "Nhận", "Trả"), ("1", "Sở A", "5", "4")], 2),
        ([("TT", "Đơn vị", "Điểm", ""), ("", "", "2030", "2031"), ("1", "Sở A", "5", "4")], 2),
        ([("", "", "Năm 2030", ""), ("TT", "Tên", "Điểm", "Hạng"), ("1", "Sở A", "5", "4")], 2),
        ([("TT", "Tên", ""), ("", "Sở", "Điểm"), ("I", "Khối sở", ""), ("1", "A", "5")], 2),
        (
            [
                ("TT", "Sở", "2030", "", "Bình"),
                ("", "", "", "", "quân"),
                ("", "", "Điểm", "Hạng", ""),
                ("1", "A", "8", "4", "8"),
            ],
            3,
        ),
        ([("TT", "Sở", "Điểm"), ("", "Khối huyện", ""), ("1", "A", "5")], 1),
        ([("4", "Sở A", "5"), ("5", "Sở B", "4")], 0),
        ([("Nhận", "5", "4"), ("Trả", "3", "2")], 0),
    ],
)
def test_how_many_rows_head_a_table(rows, count):
    assert heading_rows(rows) == count


@pytest.mark.parametrize(
    ("row", "numbers"),
    [
        (("(1)", "(2)", "(3)=(1)+(2)"), True),
        (("A", "B", "1"), True),
        (("", "", ""), True),
        (("2", "", "7"), False),
        (("1", "2"), False),
    ],
)
def test_rows_that_count_the_columns(row, numbers):
    assert numbers_columns(row) is numbers


def test_a_heading_goes_on_over_the_empty_cells_that_have_one_below():
    above, below = spread([("Tiêu chí", "Năm 2030", "", "Ghi chú"), ("", "Điểm", "Hạng", "")])
    assert above == ["Tiêu chí", "Năm 2030", "Năm 2030", "Ghi chú"]
    assert tuple(below) == ("", "Điểm", "Hạng", "")
    broken = [("Sở", "2030", "", "Bình"), ("", "", "", "quân"), ("", "Điểm", "Hạng", "")]
    assert next(iter(spread(broken))) == ["Sở", "2030", "2030", "Bình"]


@pytest.mark.parametrize(
    ("row", "header", "set_below"),
    [
        (("Tổng cộng", "5", "4"), ("TT", "Đơn vị", "Nhận", "Trả"), ("", "Tổng cộng", "5", "4")),
        (("Tổng cộng", "5", "4"), ("Đơn vị", "Nhận", "Trả", "Tồn"), ("Tổng cộng", "5", "4")),
        (("Sở A", "5", "4"), ("TT", "Đơn vị", "Nhận", "Trả"), ("Sở A", "5", "4")),
    ],
)
def test_a_row_of_sums_may_span_the_columns_of_number_and_name(row, header, set_below):
    assert aligned(HEADS, row, header) == set_below
