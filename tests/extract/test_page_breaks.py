"""Tables that go on over a page break, and those that do not."""

import pytest

from cchc_ocr.document import Box, Page, Table
from cchc_ocr.extract.tables.column_heads import column_heads
from cchc_ocr.extract.tables.printed_tables import read_sheets
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.extract.tables.tables import read_tables
from tests.known import KNOWLEDGE

HEADS = column_heads(KNOWLEDGE.column_heads)


def read(pages):
    return read_tables(pages, KNOWLEDGE)


def sheets(*tables: tuple[tuple[str, ...], ...]) -> tuple[TableSheet, ...]:
    pages = [Page(number, (), tables=(Table(rows),)) for number, rows in enumerate(tables, 1)]
    return read_sheets(pages, HEADS)[0]


def test_a_table_goes_on_over_a_page_break():
    first = Table((("TT", "Nội dung", "Số lượng"), ("1", "Cấp và cấp lại", "12")))
    second = Table((("TT", "Nội dung", "Số lượng"), ("", "chứng chỉ", ""), ("2", "Gia hạn", "7")))
    (whole,) = read([Page(1, tables=(first,)), Page(2, tables=(second,))]).found
    assert whole.value.rows == (("1", "Cấp và cấp lại chứng chỉ", "12"), ("2", "Gia hạn", "7"))
    assert whole.value.page == 1


def test_an_unread_cell_of_a_row_over_a_page_break_stays_with_it():
    boxes = ((Box(0, 0, 9, 9), Box(10, 0, 19, 9), Box(20, 0, 29, 9)),)
    first = Table((("TT", "Nội dung", "Số lượng"), ("1", "Cấp và", "12")))
    second = Table((("", "cấp lại", ""),), boxes=boxes, unread=((0, 2),))
    (whole,) = read([Page(1, tables=(first,)), Page(2, tables=(second,))]).found
    assert whole.value.rows == (("1", "Cấp và cấp lại", "12"),)
    assert whole.doubtful == ("rows/0/2",)


def test_a_table_of_prose_goes_on_over_a_page_break_without_its_header():
    first = Table((("TT", "Nội dung", "Cơ quan chủ trì"), ("1", "Rà soát thủ tục", "Sở Tư pháp")))
    second = Table(
        (("2", "Tập huấn công chức của các cơ quan", "Các sở, đơn vị liên quan"), ("3", "Kiểm tra", ""))
    )
    (whole,) = read([Page(1, tables=(first,)), Page(2, tables=(second,))]).found
    assert [row[0] for row in whole.value.rows] == ["1", "2", "3"]


def test_rows_without_a_header_of_another_width_are_another_table():
    first = Table((("TT", "Nội dung", "Số lượng"), ("1", "Cấp", "12")))
    second = Table((("1", "92,5"), ("2", "90,1")))
    assert len(read([Page(1, tables=(first,)), Page(2, tables=(second,))]).found) == 2


def test_two_tables_of_other_columns_stay_two():
    first = Table((("TT", "Nội dung", "Số lượng"), ("1", "Cấp", "12")))
    second = Table((("TT", "Đơn vị", "Điểm", "Xếp hạng"), ("1", "Sở Y tế", "88", "1")))
    assert len(read([Page(1, tables=(first, second))]).found) == 2


def test_a_table_goes_on_where_its_header_is_repeated():
    head = ("TT", "Đơn vị", "Nhận")
    (found,) = sheets((head, ("1", "Sở A", "5")), (head, ("2", "Sở B", "4")))
    assert found.record.rows == (("1", "Sở A", "5"), ("2", "Sở B", "4"))


@pytest.mark.parametrize(
    ("left", "row"),
    [
        (("", "Tổng cộng", "9", "8"), ("", "Tổng cộng", "9", "8")),
        (("Tổng cộng", "9", "8"), ("", "Tổng cộng", "9", "8")),
        (("3", "Sở C", "4", ""), ("3", "Sở C", "4", "")),
        (("", "Sở C", "4", ""), ("", "Sở C", "4", "")),
    ],
)
def test_a_single_row_on_the_next_page_belongs_to_the_table(left, row):
    rows = (("TT", "Đơn vị", "Nhận", "Trả"), ("1", "Sở A", "5", "5"), ("2", "Sở B", "2", "2"))
    (found,) = sheets(rows, (left,))
    assert found.record.rows[-1] == row
    assert [len(cells) for cells in found.cells] == [len(row) for row in found.record.rows]


def test_heads_that_a_page_break_cut_off_belong_to_the_rows_below():
    (found,) = sheets((("TT", "Đơn vị", "Năm 2023"),), (("1", "Sở A", "5"), ("2", "Sở B", "4")))
    assert (found.record.header, len(found.record.rows)) == (("TT", "Đơn vị", "Năm 2023"), 2)


def test_a_few_words_alone_on_the_next_page_are_the_rest_of_a_row_whatever_they_say():
    rows = (("TT", "Đơn vị", "Nội dung", "Ghi chú"), ("1", "Sở A", "Rà soát", "Phần in"))
    (found,) = sheets(rows, (("", "", "", "nghiêng là nội dung mới"),))
    assert found.record.rows == (("1", "Sở A", "Rà soát", "Phần in nghiêng là nội dung mới"),)
