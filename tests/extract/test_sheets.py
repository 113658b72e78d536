"""Tables as sheets: what columns hold, which rows head them, and which rows are sums."""

import pytest

from cchc_ocr.extract.results.times import When
from cchc_ocr.extract.tables.column_heads import column_heads
from cchc_ocr.extract.tables.sheets import OpenCell, TableSheet
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.records import TableRecord
from tests.known import KNOWLEDGE

HEADS = column_heads(KNOWLEDGE.column_heads)

TRACE = Trace(1, None, "", 0.9)


def sheet(*header: str, rows=(), title=None) -> TableSheet:
    return TableSheet(TableRecord(page=1, title=title, header=header, rows=rows), TRACE, HEADS)


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
        ("Điểm trừ", "deduction"),
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


def test_a_title_may_say_out_of_how_many_points_its_figures_are():
    told = sheet("Đơn vị", "Điểm thẩm định", title="Bảng 2. Điểm thẩm định (chưa có khảo sát, tối đa 75)")
    told_by_column = [column for column in told.columns if column.kind == "score"]
    assert [told.pair(("Xã A", "66,75"), column) for column in told_by_column] == [(66.75, 75.0)]


@pytest.mark.parametrize(
    ("heads", "rows", "most"),
    [
        (
            ("Hạ tầng (20 điểm)", "Nhân lực (15)"),
            (("18", "14", "32"), ("16", "12", "28"), ("15", "9", "24")),
            35.0,
        ),
        (("Hạ tầng (20 điểm)", "Nhân lực"), (("18", "14", "32"), ("16", "12", "28"), ("15", "9", "24")), None),
        (
            ("Hạ tầng (20 điểm)", "Nhân lực (15)"),
            (("18", "14", "80"), ("16", "12", "78"), ("15", "9", "70")),
            None,
        ),
    ],
)
def test_the_most_of_a_total_is_that_of_its_parts_where_they_add_up(heads, rows, most):
    told = sheet("Đơn vị", *heads, "Tổng điểm", rows=[("Sở A", *row) for row in rows])
    assert told.maxima.get(told.of_kind("total")[0].at) == most


def test_a_short_row_has_no_cell():
    found = sheet("Tiêu chí", "Điểm")
    assert found.cell(("A",), found.columns[1]) is None
    assert found.cell(("A", " "), found.columns[1]) is None
    assert found.cell(("A", "5"), None) is None


@pytest.mark.parametrize(
    ("cell", "pointer"), [(OpenCell(-1, 2, TRACE), "header/2"), (OpenCell(3, 1, TRACE), "rows/3/1")]
)
def test_unread_cells_have_pointers_within_their_table(cell, pointer):
    assert cell.pointer == pointer
