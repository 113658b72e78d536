"""What does not add up within a table."""

import pytest

from cchc_ocr.extract.tables.column_heads import column_heads
from cchc_ocr.extract.tables.sheet_checks import check_sheet
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.records import TableRecord
from tests.known import KNOWLEDGE

HEADS = column_heads(KNOWLEDGE.column_heads)

HEAD = ("TT", "Đơn vị", "Tiếp nhận", "Đúng hạn", "Trễ hạn")
ROWS = (("1", "Sở A", "30", "28", "2"), ("2", "Sở B", "50", "49", "1"), ("3", "Sở C", "20", "16", "4"))
SUM = ("", "Tổng cộng", "100", "93", "7")


def checks(header, *rows):
    sheet = TableSheet(
        TableRecord(page=1, header=header, rows=rows),
        Trace(1, None, "", 0.9),
        HEADS,
    )
    return [(c.code, c.fields, c.proposed_field, c.proposed_value) for c in check_sheet(4, sheet)]


def test_what_adds_up_says_nothing():
    assert checks(HEAD, *ROWS, SUM) == []


def test_a_sum_that_is_off_by_a_digit():
    found = checks(HEAD, *ROWS, ("", "Tổng cộng", "100", "98", "7"))
    assert [code for code, *_ in found] == ["table-sum"]  # its row, which adds up no more, says the same again
    assert {(field, value) for _, _, field, value in found} == {("/tables/4/rows/3/3", 93.0)}
    assert {fields for _, fields, *_ in found} == {("/tables/4",)}


def test_a_row_that_is_no_sum_of_its_parts():
    odd = ("3", "Sở C", "20", "19", "4")
    assert ("row-sum", ("/tables/4",)) in [found[:2] for found in checks(HEAD, *ROWS, ("4", *odd[1:]))]


def test_heads_of_groups_are_summed_or_not_whichever_holds():
    group = ("I", "Cấp tỉnh", "100", "93", "7")
    assert checks(HEAD, group, *ROWS, SUM) == []
    assert checks(HEAD, *ROWS[:2], ("", "Tổng cộng", "80", "77", "3")) == []


@pytest.mark.parametrize(
    ("second", "wrong"),
    [(("2", "Sở B", "90", "2"), False), (("2", "Sở B", "93", "2"), True), (("2", "", "", "2"), False)],
)
def test_places_follow_points(second, wrong):
    header = ("TT", "Đơn vị", "Tổng điểm", "Xếp hạng")
    found = checks(header, ("1", "Sở A", "92", "1"), second)
    assert [code for code, *_ in found] == ["rank-order"] * wrong


def test_each_group_may_have_a_ranking_of_its_own():
    header = ("TT", "Đơn vị", "Tổng điểm", "Xếp hạng")
    rows = [
        ("1", "Sở A", "92", "1"),
        ("2", "Sở B", "80", "9"),
        ("3", "Huyện C", "82", "5"),
        ("4", "Huyện D", "91", "1"),
    ]
    assert checks(header, *rows) == []


@pytest.mark.parametrize(("places", "wrong"), [(("1", "2", "3"), False), (("1", "3", "2"), True)])
def test_places_follow_figures_side_by_side(places, wrong):
    header = ("Chỉ tiêu", "Xã A", "Xã B", "Xã C")
    rows = (("Chỉ số hài lòng (%)", "91", "87,8", "85,6"), ("Xếp thứ", *places))
    assert [code for code, *_ in checks(header, *rows)] == ["rank-order"] * wrong


def test_what_one_time_is_of_another_is_reckoned_again():
    header = ("TT", "Chỉ tiêu", "Năm 2031", "Năm 2030", "So sánh (%)")
    rows = [("1", "Cuộc họp", "8", "10", "80,0"), ("2", "Tin, bài", "74", "52", "142,3")]
    rows += [("3", "Hồ sơ", "611", "905", "67,5"), ("4", "Văn bản", "23", "19", "121,1")]
    assert checks(header, *rows) == []
    rows[2] = ("3", "Hồ sơ", "611", "905", "76,5")
    assert [code for code, *_ in checks(header, *rows)] == ["count-percent"]


def test_columns_that_are_no_parts_are_not_summed():
    header = ("TT", "Đơn vị", "Tỷ lệ (%)", "Xếp hạng")
    assert checks(header, ("1", "A", "90", "1"), ("2", "B", "80", "2"), ("", "Tổng cộng", "85", "9")) == []


def test_a_sum_of_changes_tells_nothing_new_of_a_sum_that_is_wrong():
    header = ("TT", "Lĩnh vực", "Năm 2030", "Năm 2031", "Tăng/giảm")
    rows = (("1", "Thể chế", "8", "9", "+1"), ("2", "Bộ máy", "7", "7,5", "+0,5"))
    assert [code for code, *_ in checks(header, *rows, ("", "Tổng cộng", "15", "16", "+1"))] == ["table-sum"]
    assert [code for code, *_ in checks(header, *rows, ("", "Tổng cộng", "15", "16,5", "+1"))] == ["table-sum"]


def test_the_sum_of_a_quarter_is_one():
    header = ("Tháng", "Tiếp nhận", "Trễ hạn")
    rows = (("Tháng 01", "12", "1"), ("Tháng 02", "9", "0"), ("Tháng 3", "10", "0"))
    assert [code for code, *_ in checks(header, *rows, ("Cộng quý I", "33", "1"))] == ["table-sum"]


def test_sums_may_stand_above_their_parts_and_below_others():
    head = ("TT", "Đơn vị", "Tiếp nhận", "Giải quyết")
    towns = (("", "Cộng các phường", "30", "25"), ("1", "Phường A", "18", "15"), ("2", "Phường B", "12", "10"))
    villages = (("", "Cộng các xã", "9", "8"), ("3", "Xã A", "5", "4"), ("4", "Xã B", "4", "4"))
    assert checks(head, *towns, *villages, ("", "Toàn tỉnh", "39", "33")) == []
    assert [code for code, *_ in checks(head, *towns, *villages, ("", "Toàn tỉnh", "49", "33"))] == ["table-sum"]


def test_a_year_is_the_sum_of_its_quarters_or_of_its_months():
    rows = (("01", "12", "1"), ("02", "9", "0"), ("03", "4", "2"), ("Quý I", "25", "3"), ("04", "5", "1"))
    quarters = (("05", "6", "0"), ("06", "5", "0"), ("Quý II", "16", "1"))
    head = ("Tháng", "Tiếp nhận", "Trễ hạn")
    assert checks(head, *rows, *quarters, ("Cả năm", "41", "4")) == []
    assert [code for code, *_ in checks(head, *rows, *quarters, ("Cả năm", "42", "4"))] == ["table-sum"]


POINTS = ("TT", "Tiêu chí", "Điểm tối đa", "Điểm")
BELOW_CODES = (("1", "Thể chế", "10", "8"), ("1.1", "Ban hành", "6", "5"), ("1.2", "Rà soát", "4", "3"))
SUBTOTAL = (
    ("I", "Thể chế", "30", "28,5"),
    ("1", "Ban hành", "20", "19"),
    ("II", "Bộ máy", "45", "40"),
    ("", "Cộng I đến II", "75", "68,5"),
    ("III", "Khảo sát", "25", "21,3"),
)


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (POINTS, (*BELOW_CODES, ("2", "Bộ máy", "5", "4,5"), ("", "Tổng cộng", "15", "12,5"))),
        (POINTS, (*SUBTOTAL, ("", "TỔNG ĐIỂM", "100", "89,8"))),
        (POINTS, (*SUBTOTAL, ("", "TỔNG ĐIỂM", "100", "89,8"), ("", "Tổng điểm năm 2031", "100", "80,25"))),
        (
            ("TT", "Nội dung", "Tăng/giảm hạng"),
            (("1", "Công khai", "+4"), ("2", "Thủ tục", "-9"), ("", "Tổng", "-2")),
        ),
    ],
)
def test_sums_of_groups_of_sums_and_of_another_year_are_no_faults(header, rows):
    assert checks(header, *rows) == []


def test_a_sum_of_a_sum_and_what_follows_it_that_is_wrong_is_found():
    found = checks(POINTS, *SUBTOTAL, ("", "TỔNG ĐIỂM", "100", "98,8"))
    assert [code for code, *_ in found] == ["table-sum"]


def test_a_part_that_is_wrong_is_told_once():
    header = ("TT", "Lĩnh vực", "Năm 2030", "Năm 2031", "Tăng, giảm")
    rows = (("1", "A", "8", "9", "+1"), ("2", "B", "7", "7,5", "+0,5"), ("3", "C", "5", "6", "+1"))
    wrong = ("4", "D", "6", "6,73", "+0,37")
    found = checks(header, *rows, wrong, ("", "Tổng cộng", "26", "29,23", "+3,23"))
    assert [code for code, *_ in found] == ["row-sum"]
