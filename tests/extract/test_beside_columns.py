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
