"""Rows of plain text whose cells were broken over several lines."""

import pytest

from cchc_ocr.document import Table
from cchc_ocr.extract.tables.broken_rows import mended

HEAD = ("TT", "Đơn vị", "Điểm thẩm", "Hạng")
ROWS = (("1", "Sở Tài nguyên và", "91,5", "1"), ("2", "Sở Y tế", "90", "2"))


def mended_rows(*rows: tuple[str, ...]):
    return mended(Table(rows)).rows


def test_a_head_goes_on_in_the_lines_below():
    rows = mended_rows(HEAD, ("", "", "định", "2022 (%)"), ("", "", "(%)", ""), *ROWS)
    assert rows == (("TT", "Đơn vị", "Điểm thẩm định (%)", "Hạng 2022 (%)"), *ROWS)


def test_the_head_of_the_numbers_may_be_broken_too():
    rows = mended_rows(("Số", *HEAD[1:]), ("TT", "", "định", ""), *ROWS)
    assert rows == (("Số TT", "Đơn vị", "Điểm thẩm định", "Hạng"), *ROWS)


def test_a_name_goes_on_where_the_column_was_full():
    assert mended_rows(HEAD, ROWS[0], ("", "Môi trường", "", ""), ROWS[1])[1:] == (
        ("1", "Sở Tài nguyên và Môi trường", "91,5", "1"),
        ROWS[1],
    )


def test_names_go_on_as_the_words_at_the_end_do():
    head, row = ("Đơn vị", "Bị trừ", "Lý do"), ("UBND huyện", "2,5", "khai sai số")
    rows = mended_rows(head, row, ("Trà Lân", "", "hồ sơ"), ("Sở Y tế", "1", "nộp chậm"))
    assert rows[1] == ("UBND huyện Trà Lân", "2,5", "khai sai số hồ sơ")


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (ROWS[1], ("", "Khác", "", "")),  # had place beside "Sở Y tế"
        (ROWS[0], ("", "Khối huyện", "", "")),  # heads the rows below
        (ROWS[0], ("", "Tổng cộng", "", "")),
        (ROWS[0], ("", "Môi trường", "80", "")),  # has a figure of its own
        (ROWS[0], ("B", "Môi trường", "", "")),  # has a number of its own
    ],
)
def test_what_goes_on_with_no_row(row, line):
    rest = tuple(other for other in ROWS if other != row)
    assert mended_rows(HEAD, *rest, row, line)[-2:] == (row, line)


def test_heads_of_two_levels_stay_two_rows():
    rows = (("Đơn vị", "Năm 2022", "", "Năm 2023", ""), ("", "Điểm", "Hạng", "Điểm", "Hạng"))
    assert mended_rows(*rows, ("Sở A", "81,5", "2", "84,1", "1")) == (*rows, ("Sở A", "81,5", "2", "84,1", "1"))


def test_ruled_cells_are_whole():
    table = Table((HEAD, ("", "", "định", ""), *ROWS), lines=(((0,),), ((1,),)))
    assert mended(table) is table


def test_rows_may_have_more_cells_than_the_first():
    rows = (("TT", "Sở"), ("1", "Sở A", "cao", "x"), ("", "", "", "và tốt"))
    assert mended(Table(rows)).rows[0] == rows[0]
