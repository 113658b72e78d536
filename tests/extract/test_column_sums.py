"""Cells that are the sum of others of their column."""

import pytest

from cchc_ocr.extract.tables.column_heads import column_heads
from cchc_ocr.extract.tables.column_sums import column_sums, group_sums
from cchc_ocr.extract.tables.sheet_laws import numbers_of
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.records import TableRecord
from tests.known import KNOWLEDGE

HEADS = column_heads(KNOWLEDGE.column_heads)
POINTS = ("TT", "Tiêu chí", "Điểm tối đa", "Điểm")


def sheet_of(header, rows):
    return TableSheet(TableRecord(page=1, header=header, rows=rows), Trace(1, None, "", 0.9), HEADS)


def broken(laws, sheet):
    """The due and the printed figure of each law that is broken."""
    figures = {
        f"/tables/0/rows/{y}/{x}": figure
        for y, row in enumerate(numbers_of(sheet))
        for x, figure in enumerate(row)
        if figure is not None
    }
    told = [one.figures(figures) for one in laws(0, sheet) if not one.law.holds(figures)]
    return [(figures["due"], figures["printed"]) for figures in told]


GROUPS = (
    ("I", "Thể chế", "10", "9"), ("1", "Ban hành", "6", "5,5"), ("2", "Rà soát", "4", "3"),
    ("II", "Bộ máy", "8", "7"), ("1", "Sắp xếp", "5", "4"), ("2", "Phân cấp", "3", "3"),
)  # fmt: skip


def test_a_group_whose_maxima_add_up_has_points_that_do():
    assert broken(group_sums, sheet_of(POINTS, GROUPS)) == [(8.5, 9.0)]


def test_nothing_is_said_of_a_group_of_which_nothing_adds_up():
    rows = (("I", "Thể chế", "10", "9"), ("1", "Ban hành", "5", "5"), ("2", "Rà soát", "4", "3"))
    assert broken(group_sums, sheet_of(POINTS, rows)) == []


HEAD = ("STT", "Đơn vị", "Tiếp nhận", "Giải quyết")
LEVELS = (
    ("I", "Cấp tỉnh", "", ""), ("1", "Sở A", "100", "90"), ("2", "Sở B", "60", "50"),
    ("", "Cộng cấp tỉnh", "160", "140"),
    ("II", "Cấp huyện", "", ""), ("3", "Huyện C", "30", "30"), ("4", "Huyện D", "20", "20"),
    ("", "Cộng cấp huyện", "50", "50"),
    ("III", "Cấp xã", "70", "66"),
)  # fmt: skip


@pytest.mark.parametrize(("done", "told"), [("256", []), ("265", [(256.0, 265.0)])])
def test_sums_of_levels_and_of_one_without_rows(done, told):
    assert broken(column_sums, sheet_of(HEAD, (*LEVELS, ("", "TỔNG CỘNG", "280", done)))) == told


@pytest.mark.parametrize(
    ("total", "told"),
    [
        (("84", "82"), [(83.0, 84.0), (81.0, 82.0)]),  # near: a slip in both
        (("640", "611"), []),  # of more bodies than are listed
    ],
)
def test_a_sum_that_nothing_confirms_must_be_near(total, told):
    rows = (("1", "Xã A", "53", "51"), ("2", "Xã B", "30", "30"))
    assert broken(column_sums, sheet_of(HEAD, (*rows, ("", "Tổng", *total)))) == told


@pytest.mark.parametrize(
    ("printed", "told"),
    [("3,62", []), ("10,46", [(10.86, 10.46)])],
)
def test_points_between_those_of_all_rows_are_their_mean(printed, told):
    rows = [("A. Chỉ đạo", "19", "4,00"), ("B. Thể chế", "4", "3,16"), ("C. Bộ máy", "35", "3,70")]
    sheet = sheet_of(("Tiêu chí", "Số nội dung", "Điểm"), (*rows, ("Cộng", "58", printed)))
    assert broken(column_sums, sheet) == told
