"""Tables as sheets: what columns hold, which rows head them, and which rows are sums."""

import pytest

from cchc_ocr.document import Box, Line, Page, Table, Word
from cchc_ocr.extract.results.periods import When
from cchc_ocr.extract.tables.sheets import TableSheet, Unread, is_sum, read_sheets
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.records import TableRecord

TRACE = Trace(1, None, "", 0.9)


def sheet(*header: str, rows=()) -> TableSheet:
    return TableSheet(TableRecord(page=1, header=header, rows=rows), TRACE)


def sheets(*tables: tuple[tuple[str, ...], ...]) -> tuple[TableSheet, ...]:
    return read_sheets([Page(number, (), tables=(Table(rows),)) for number, rows in enumerate(tables, 1)])[0]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("TT", "ordinal"),
        ("Đơn vị", "name"),
        ("Tiêu chí", "name"),
        ("Điểm tối đa", "maximum"),
        ("Điểm thẩm định", "score"),
        ("Chỉ số", "total"),
        ("Tỷ lệ (%)", "percent"),
        ("Xếp hạng", "rank"),
        ("Xếp loại", "grade"),
        ("Tiếp nhận", "count"),
        ("Chênh lệch", "other"),
        ("Điểm trừ", "other"),
        ("Ghi chú", "other"),
        ("", "other"),
    ],
)
def test_what_a_column_holds(heading, kind):
    assert sheet(heading).kinds == (kind,)


@pytest.mark.parametrize(
    ("heading", "when", "basis"),
    [
        ("Điểm tự chấm năm 2022", When(2022), "self"),
        ("Điểm thẩm định", When(), "appraised"),
        ("Điểm điều tra", When(), "survey"),
        ("Điểm trung bình", When(), "average"),
        ("Điểm", When(), None),
    ],
)
def test_of_what_year_a_column_is_and_who_gave_it(heading, when, basis):
    (column,) = sheet(heading).columns
    assert (column.when, column.basis) == (when, basis)


def test_the_result_of_a_year_is_that_of_the_appraisal():
    found = sheet("Tiêu chí", "Tự chấm 2022 điểm", "Điểm thẩm định 2022", "Điểm năm 2021")
    results = [(best.at, claim.at if claim else None) for best, claim in found.results("score")]
    assert results == [(2, 1), (3, None)]


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (("1", "Sở A,", "5"), "Sở A"),
        (("1", "", "5"), None),
    ],
)
def test_the_name_of_a_row(row, name):
    assert sheet("TT", "Đơn vị", "Điểm").name(row) == name


def test_a_row_of_a_sheet_without_names_is_called_by_its_first_words():
    assert sheet("TT", "", "Điểm").name(("12.345", "Sở A", "5")) == "Sở A"


@pytest.mark.parametrize(
    ("cell", "maximum", "points"),
    [
        ("8,5", "10", 8.5),
        ("11", "10", 11.0),
        ("8,5/10", "", 8.5),
        ("101", "", None),
        ("-1", "10", None),
        ("x", "10", None),
        ("", "", None),
    ],
)
def test_points_are_within_the_maximum(cell, maximum, points):
    found = sheet("Tiêu chí", "Điểm tối đa", "Điểm")
    assert found.points(("A", maximum, cell), found.columns[2]) == points


def test_a_short_row_has_no_cell():
    found = sheet("Tiêu chí", "Điểm")
    assert found.cell(("A",), found.columns[1]) is None
    assert found.cell(("A", " "), found.columns[1]) is None
    assert found.cell(("A", "5"), None) is None


@pytest.mark.parametrize(
    ("name", "summed"),
    [
        ("Tổng cộng", True),
        ("CỘNG", True),
        ("Tổng (I+II)", True),
        ("Tổng điểm", True),
        ("Cộng:", True),
        ("Công tác chỉ đạo", False),
        ("Tổng hợp báo cáo", False),
        (None, False),
        ("", False),
    ],
)
def test_rows_of_sums(name, summed):
    assert is_sum(name) is summed


def test_two_rows_may_head_a_table():
    (found,) = sheets((("TT", "Đơn vị", "Hồ sơ", ""), ("", "", "Nhận", "Trả"), ("1", "Sở A", "5", "4")))
    assert found.record.header == ("TT", "Đơn vị", "Hồ sơ Nhận", "Trả")
    assert found.record.rows == (("1", "Sở A", "5", "4"),)


def test_a_row_of_sums_is_set_below_its_columns():
    (found,) = sheets((("TT", "Đơn vị", "Nhận", "Trả"), ("1", "Sở A", "5", "4"), ("Tổng cộng", "5", "4")))
    assert found.record.rows[-1] == ("", "Tổng cộng", "5", "4")


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


@pytest.mark.parametrize(
    ("cell", "pointer"), [(Unread(-1, 2, TRACE), "header/2"), (Unread(3, 1, TRACE), "rows/3/1")]
)
def test_unread_cells_have_pointers_within_their_table(cell, pointer):
    assert cell.pointer == pointer


def test_the_lines_of_a_table_and_the_title_above_it():
    def line(text: str, top: int) -> Line:
        return Line((Word(text, Box(0, top, 90, top + 10), 0.8),))

    table = Table((("Tiêu chí", "Điểm"), ("Thể chế", "5")), Box(0, 50, 100, 100))
    page = Page(3, (line("Bảng 1", 20), line("Thể chế", 70), line("Nơi nhận", 120)), "scan", 100, 200, (table,))
    (found,), places = read_sheets([page])
    assert places == {(3, 1)}
    assert (found.record.title, found.record.page) == ("Bảng 1", 3)
    assert (found.least, found.sure) == (0.8, {"Thể chế": 0.8})
