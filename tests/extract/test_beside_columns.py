"""What columns of a table say of one another."""

import pytest

from cchc_ocr.extract.tables.column_heads import column_heads
from cchc_ocr.extract.tables.columns import columns_of
from tests.known import KNOWLEDGE

HEADS = column_heads(KNOWLEDGE.column_heads)


@pytest.mark.parametrize(
    ("most", "all_", "kind"),
    [
        (("60", "40"), ("89,4", "85,6", "79,3"), "total"),
        (("60", "40"), ("89,4", "95,6", "99,3"), "percent"),  # of something else
        (("60", "30"), ("89,4", "85,6", "79,3"), "percent"),  # points are no percentages
    ],
)
def test_an_index_in_percent_that_is_the_sum_of_its_sides_is_the_whole(most, all_, kind):
    sides = (f"Điểm thẩm định (tối đa {most[0]})", f"Điểm điều tra (tối đa {most[1]})")
    points = (("54", "35,4"), ("51", "34,6"), ("48", "31,3"))
    rows = [("Sở A", *two, whole) for two, whole in zip(points, all_, strict=True)]
    *_, told = columns_of(HEADS, ("Đơn vị", *sides, "Chỉ số CCHC (%)"), rows)
    assert (told.kind, told.most) == (kind, 100.0 if kind == "total" else None)


@pytest.mark.parametrize(
    ("header", "rows", "kinds"),
    [
        (
            "Điểm chấm|Điểm trừ|Điểm còn lại",
            ("95,0|0|95,0", "91,0|0,5|90,5", "88|2|86"),
            ["score", "deduction", "score"],
        ),
        (
            "Tổng điểm|Bị trừ|Kết quả|Hạng",
            ("95|1|94|1", "91|0,5|90,5|2", "88|2|86|3"),
            ["total", "deduction", "total", "rank"],
        ),
        (
            "Điểm thẩm định|Điểm cộng|Điểm trừ|Điểm cuối cùng",
            ("93|2|0|95", "91|0|0,5|90,5", "87|1|2|86"),
            ["score", "score", "deduction", "total"],
        ),
        ("Điểm chấm|Điểm trừ|Điểm khác", ("95|1|5", "91|3|6", "88|2|7"), ["score", "other", "score"]),
    ],
)
def test_what_points_leave_when_some_are_taken_off_is_their_total(header, rows, kinds):
    told = columns_of(HEADS, ("Đơn vị", *header.split("|")), [("Xã", *row.split("|")) for row in rows])
    assert [column.kind for column in told[1:]] == kinds


@pytest.mark.parametrize(
    ("header", "rows", "kinds"),
    [
        (
            "Số tiêu chí|Mức 1|Mức 2|Mức 3|Điểm bình quân",
            ("19|0|4|15|2,79", "14|1|6|7|2,43", "35|2|16|17|2,43"),
            ["count", "count", "count", "count", "score"],
        ),
        (
            "Nhóm A|Nhóm B|Số nội dung|Điểm",
            ("4|15|19|8,5", "6|8|14|7", "16|19|35|8,2"),
            ["count", "count", "count", "score"],
        ),
        (
            "Số tiêu chí|Mức 1|Mức 2|Điểm",
            ("19|3|4|8,5", "14|6|9|7", "35|1|2|8"),
            ["count", "other", "other", "score"],
        ),
    ],
)
def test_what_adds_up_to_what_is_counted_is_counted_beside_points_too(header, rows, kinds):
    told = columns_of(HEADS, ("Phần", *header.split("|")), [("A. Thể chế", *row.split("|")) for row in rows])
    assert [column.kind for column in told[1:]] == kinds


@pytest.mark.parametrize(
    ("header", "years"),
    [
        (("Chỉ số", "2030", "Hạng", "2031", "Hạng"), [2030, 2030, 2031, 2031]),
        (("Chỉ số", "Điểm năm 2030", "Thứ hạng", "Điểm năm 2031", "Thứ hạng"), [2030, 2030, 2031, 2031]),
        (("Chỉ số", "Hạng", "2030", "Hạng", "2031"), [None, 2030, None, 2031]),  # before the first no year stands
        (("Chỉ số", "2030", "Hạng", "2031", "Ghi chú"), [2030, None, 2031, None]),
    ],
)
def test_of_columns_with_one_heading_each_is_of_the_year_before_it(header, years):
    columns = columns_of(HEADS, header, [("PAPI", "41,2", "20", "43,1", "12"), ("SIPAS", "80", "7", "81", "9")])
    assert [column.when.year for column in columns][1:] == years


@pytest.mark.parametrize(
    ("header", "row", "kinds"),
    [
        (("Chỉ tiêu", "Quý I", "Quý II", "Cả năm"), ("Hồ sơ", "5", "4", "9"), "name value value value"),
        (("Xếp loại", "Số đơn vị", "Tỷ lệ (%)"), ("Tốt", "12", "60"), "name count percent"),
        (("TT", "Tiêu chí", "Điểm đạt/Điểm tối đa"), ("1", "Thể chế", "7,5/8"), "ordinal name score"),
        (("STT", "Nội dung bị trừ điểm", "Điểm trừ"), ("1", "Chậm báo cáo", "0,5"), "ordinal name deduction"),
        (("Đơn vị", "Hạng 2030", "Hạng 2031", "+/- hạng"), ("Xã A", "3", "2", "+1"), "name rank rank other"),
    ],
)
def test_columns_of_wholes_pairs_grades_and_changes(header, row, kinds):
    assert [column.kind for column in columns_of(HEADS, header, [row, row, row])] == kinds.split()
