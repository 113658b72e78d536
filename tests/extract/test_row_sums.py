"""Columns that say what others say together."""

import pytest

from cchc_ocr.extract.tables.column_heads import column_heads
from cchc_ocr.extract.tables.row_sums import row_sums, share_laws
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.records import TableRecord
from tests.known import KNOWLEDGE

HEADS = column_heads(KNOWLEDGE.column_heads)


def told(laws, header, rows):
    """What is said of the laws that are broken."""
    sheet = TableSheet(TableRecord(page=1, header=header, rows=rows), Trace(1, None, "", 0.9), HEADS)
    figures = {}
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            try:
                figures[f"/tables/0/rows/{y}/{x}"] = float(cell.rstrip("%").replace(",", "."))
            except ValueError:
                continue
    return [{**one.place, **one.figures(figures)} for one in laws(0, sheet) if not one.law.holds(figures)]


def test_a_change_is_that_of_the_two_columns():
    header = ("TT", "Lĩnh vực", "Năm 2030", "Năm 2031", "Chênh lệch")
    rows = tuple((str(n), f"Mục {n}", str(n), str(n + n / 2), str(n / 2)) for n in range(1, 5))
    rows = tuple(tuple(cell.replace(".", ",") for cell in row) for row in rows)
    assert told(row_sums, header, rows) == []
    assert told(row_sums, header, (*rows, ("5", "Bộ máy", "8", "9,5", "1,8"))) == [
        {"heading": "Bộ máy", "after": 9.5, "before": 8.0, "due": 1.5, "printed": 1.8}
    ]


def test_what_is_left_is_what_was_there_less_what_was_taken_off():
    header = ("TT", "Xã", "Điểm trước khi trừ", "Điểm trừ", "Điểm còn lại")
    rows = tuple((str(n), f"Xã {n}", str(40 + n), str(n), "40") for n in range(1, 5))
    assert told(row_sums, header, (*rows, ("5", "Xã Mè", "38,9", "3,25", "36,65"))) == [
        {"heading": "Xã Mè", "before": 38.9, "taken": 3.25, "due": 35.65, "printed": 36.65}
    ]


BRANCHES = ("TT", "Nơi kiểm tra", "Số hồ sơ", "Trễ hạn", "Tỷ lệ trễ hạn (%)")
PARTS = (("1", "Xã A", "50", "4", "8,0"), ("2", "Xã B", "80", "10", "12,5"), ("3", "Xã C", "60", "7", "11,7"))
SURVEY = ("TT", "Nội dung", "Hài lòng (phiếu)", "Tỷ lệ (%)")
ASKED = (("1", "A", "84", "42,0"), ("2", "B", "90", "45,0"), ("3", "C", "121", "60,5"), ("4", "D", "150", "75,0"))
LEVELS = ("TT", "Nội dung", "Rất hài lòng", "Hài lòng", "Không hài lòng", "Tỷ lệ hài lòng chung (%)")
SAID = (
    ("1", "A", "30", "50", "20", "80,0"),
    ("2", "B", "10", "45", "45", "55,0"),
    ("3", "C", "20", "75", "5", "95,0"),
)


@pytest.mark.parametrize(
    ("header", "rows", "row", "due"),
    [
        (BRANCHES, PARTS, ("4", "Xã D", "200", "30", "15,4"), 15.0),
        (SURVEY, ASKED, ("5", "Đ", "110", "57,0"), 55.0),
        (LEVELS, SAID, ("4", "D", "33", "28", "39", "65,0"), 61.0),
    ],
)
def test_a_share_is_that_of_the_columns_that_make_up_the_others(header, rows, row, due):
    assert told(share_laws, header, rows) == []
    (found,) = told(share_laws, header, (*rows, row))
    assert (found["heading"], found["due"]) == (row[1], due)


def test_columns_that_are_no_shares_of_others_say_nothing():
    header = ("TT", "Đơn vị", "Số hồ sơ", "Tỷ lệ trực tuyến (%)")
    rows = (("1", "Xã A", "50", "61,2"), ("2", "Xã B", "80", "45,3"), ("3", "Xã C", "61", "90,1"))
    assert told(share_laws, header, rows) == []
