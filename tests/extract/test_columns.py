"""What the columns of a table hold."""

import pytest

from cchc_ocr.extract.results.times import When
from cchc_ocr.extract.tables.column_heads import column_heads
from cchc_ocr.extract.tables.columns import columns_of
from cchc_ocr.extract.tables.headings import names_bodies
from tests.known import KNOWLEDGE

HEADS = column_heads(KNOWLEDGE.column_heads)

ROW = ("1", "Cải cách thể chế", "10", "9,5", "9")


@pytest.mark.parametrize(
    ("header", "row", "kinds"),
    [
        (("TT", "Tiêu chí", "Điểm tối đa", "Tự chấm", "Thẩm định"), ROW, ["maximum", "score", "score"]),
        (("TT", "Tiêu chí", "Thang điểm", "Năm 2022", "Năm 2023"), ROW, ["maximum", "score", "score"]),
        (("TT", "Tên", "Điểm", "Chỉ số", "Lý do"), ("1", "Sở A", "85", "85%", "x"), ["score", "percent", "other"]),
        (
            ("TT", "Mã TTHC", "Nội dung", "Quý I", "Quý II"),
            ("1", "1.01", "Nhận", "5", "4"),
            ["name", "value", "value"],
        ),
    ],
)
def test_headings_and_cells_say_what_a_column_holds(header, row, kinds):
    assert [column.kind for column in columns_of(HEADS, header, [row, row])][2:] == kinds


def test_a_heading_says_year_side_part_maximum_and_nature():
    header = ("Tự chấm năm 2022", "Quý I", "Điểm đạt/100", "Kế hoạch năm 2024")
    own, quarter, points, planned = columns_of(HEADS, header, [("1", "2", "3", "4")])
    assert (own.when, own.basis) == (When(2022), "self")
    assert quarter.part is not None
    assert points.most == 100
    assert planned.nature == "target"


POINTS = ("1", "Sở A", "13", "12,25", "94,23", "0,75")


@pytest.mark.parametrize(
    ("header", "row", "kinds"),
    [
        (
            ("TT", "Đơn vị", "Điểm tối đa", "Tự chấm", "Tỷ lệ (%)", "Điểm chưa đạt"),
            POINTS,
            "maximum score percent deduction",
        ),
        (
            ("TT", "Đơn vị", "Số phiếu", "Thủ tục hành chính", "Chỉ số chung"),
            ("1", "A", "118", "86,1", "84,7"),
            "count score total",
        ),
        (("TT", "Lĩnh vực", "Điểm tối đa", "Trong đó ĐTXH"), ("1", "Thể chế", "10", "2,5"), "maximum maximum"),
        (
            ("TT", "Đơn vị", "Tự chấm", "TĐ", "ĐTXHH", "Tổng"),
            ("1", "A", "65", "63,5", "22,1", "85,6"),
            "score score score total",
        ),
        (("TT", "Nội dung", "Tháng 9", "Lũy kế từ 01/7/2031"), ("1", "Nhận", "5", "40"), "value value"),
        (
            ("TT", "Chỉ tiêu", "Chỉ tiêu giao", "Kết quả"),
            ("1", "Hồ sơ đúng hạn", "98%", "99,2%"),
            "percent percent",
        ),
        (
            ("TT", "Nội dung", "Năm 2031", "Nhóm năm 2031"),
            ("1", "Đất đai", "4,8", "Trung bình thấp"),
            "value grade",
        ),
        (
            ("TT", "Nội dung", "Tổng số hồ sơ phải thu phí", "Trong đó trễ"),
            ("1", "Đất đai", "48", "2"),
            "count count",
        ),
        (
            ("TT", "Lĩnh vực", "Điểm tối đa", "Năm 2030", "+/-"),
            ("1", "Thể chế", "10", "9", "+0,5"),
            "maximum score other",
        ),
        (
            ("TT", "Cơ quan", "Hạ tầng (150)", "Nhân lực (80)", "Tổng (230)"),
            ("1", "A", "121,5", "70", "191,5"),
            "score score total",
        ),
        (("Tháng", "Hồ sơ", "Trả chậm", "Đơn chuyển đi"), ("01", "50", "2", "4"), "count count"),
        (("TT", "Gói thầu", "Giá trúng thầu", "Số tiền"), ("1", "A", "500", "4"), "other other"),
        (("TT", "Câu hỏi", "Rất hài lòng", "Bình thường"), ("1", "Lối đi", "50", "4"), "count count"),
        (("Bệnh viện", "Số giường", "Nội trú", "Ngoại trú"), ("A", "50", "4,1", "3,9"), "other other"),
        (
            ("TT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2030", "Điểm tốt"),
            ("1", "Hồ sơ", "%", "88,4", "x"),
            "measure value other",
        ),
        (("TT", "Nội dung", "Nhóm (2031)", "Điểm"), ("1", "Đất đai", "Thấp", "4,8"), "grade score"),
        (("I", "Lĩnh vực đất đai", "II", "III"), ("1", "Cấp giấy", "4", "3"), "other other"),
    ],
)
def test_columns_are_known_by_their_cells_and_by_those_beside_them(header, row, kinds):
    assert [column.kind for column in columns_of(HEADS, header, [row, row])][2:] == kinds.split()


def test_parts_of_an_index_name_the_rows_also_beside_another_column_of_names():
    header, row = ("Chỉ số thành phần", "Điểm đạt", "Cơ quan chủ trì"), ("Thể chế", "8,1", "Sở A")
    assert columns_of(HEADS, header, [row, row])[0].kind == "name"


@pytest.mark.parametrize(("around", "kind"), [("Tỷ lệ hài lòng (ĐVT: %)", "percent"), ("Kết quả", "other")])
def test_the_unit_above_a_table_is_that_of_its_figures(around, kind):
    column = columns_of(HEADS, ("Nội dung", "Nội trú 2030"), [("A", "93,8"), ("B", "90")], around)[1]
    assert column.kind == kind


def test_those_who_were_asked_how_satisfied_they_are_gave_points_up_to_five():
    rows = [("Bệnh viện A", "4,12", "3,9"), ("Bệnh viện B", "3,7", "4")]
    columns = columns_of(HEADS, ("Bệnh viện", "Nội trú", "Ngoại trú"), rows, "Kết quả khảo sát từng nơi")
    assert [column.kind for column in columns] == ["name", "score", "other"]


@pytest.mark.parametrize(
    ("heading", "bodies"),
    [("Số đơn vị", False), ("Cơ quan, đơn vị", True), ("Nội dung", False), ("Các huyện", True)],
)
def test_a_heading_says_whether_rows_are_bodies(heading, bodies):
    assert names_bodies(heading) is bodies


@pytest.mark.parametrize(
    ("marks", "kind"),
    [
        (("1", "1.1", "1.2", "2", "2.1"), "ordinal"),
        (("1.", "2.", "3.", "4.", "5."), "ordinal"),
        (("1", "1.5", "2", "2.5", "3"), "score"),
        (("7", "8", "9", "10", "11"), "score"),
    ],
)
def test_a_first_column_that_numbers_its_rows_holds_no_points(marks, kind):
    rows = [(mark, "Lập kế hoạch", "12", "Theo tỷ lệ") for mark in marks]
    columns = columns_of(HEADS, ("Mục", "Tiêu chí", "Điểm tối đa", "Cách tính"), rows)
    assert columns[0].kind == kind


def test_a_space_behind_a_decimal_comma_is_no_word():
    header = ("TT", "Đơn vị", "Thẩm định", "Tổng điểm", "Hạng")
    rows = [("1", "Sở A", "81, 5", "82, 25", "2"), ("2", "Sở B", "90, 75", "91, 5", "1")]
    assert [column.kind for column in columns_of(HEADS, header, rows)][2:] == ["score", "total", "rank"]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (("%", "hồ sơ", "điểm"), "measure"),
        (("Sở A", "Sở B", "Sở A"), "name"),
        (("vụ", "lượt/tháng", "%"), "measure"),
    ],
)
def test_units_below_don_vi_are_no_bodies(cells, kind):
    rows = [("Trả lời phản ánh", cell, "96,1") for cell in cells]
    assert columns_of(HEADS, ("Chỉ tiêu", "Đơn vị", "Tháng 7"), rows)[1].kind == kind


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Trừ (điểm)", "deduction"),
        ("Số điểm bị trừ", "deduction"),
        ("Tổng điểm trừ", "deduction"),
        ("Số sở bị trừ", "count"),
    ],
)
def test_what_was_taken_off_and_from_how_many(heading, kind):
    rows = [("Kiểm tra", "2", "Chậm"), ("Xin lỗi", "1", "Không có thư")]
    assert columns_of(HEADS, ("Nội dung", heading, "Lý do"), rows)[1].kind == kind


def test_numbers_of_groups_may_stand_among_those_of_rows():
    marks = ("I", "1", "1.1", "1.2", "2", "II", "1", "2")
    rows = [(mark, "Lập kế hoạch", "12", "11") for mark in marks]
    columns = columns_of(HEADS, ("Mục", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"), rows)
    assert [column.kind for column in columns] == ["ordinal", "name", "maximum", "score"]


@pytest.mark.parametrize(
    ("header", "row", "kinds"),
    [
        (
            ("STT", "Đơn vị", "Điểm tối đa", "Điểm tự chấm", "Thứ tự"),
            ("1", "Sở A", "50", "45,5", "3"),
            "score rank",
        ),
        (("Thứ tự", "Đơn vị", "Điểm tối đa", "Điểm"), ("1", "Sở A", "50", "45,5"), "maximum score"),
        (("Trường", "Thể chế (20)", "Thủ tục (30)", "Năm 2030"), ("An Hải", "17", "27", "88,2"), "score total"),
        (("Nhóm chỉ số", "Tối đa", "31/12/2030", "30/3/2031"), ("Minh bạch", "18", "15,9", "17,2"), "score score"),
    ],
)
def test_places_years_and_days_beside_points(header, row, kinds):
    rows = [row, (str(int(row[0]) + 1) if row[0].isdigit() else "An Lạc", *row[1:])] * 2
    numbered = [(str(at), *r[1:]) if r[0].isdigit() else r for at, r in enumerate(rows, 1)]
    assert [column.kind for column in columns_of(HEADS, header, numbered)][-2:] == kinds.split()


@pytest.mark.parametrize(
    ("heading", "year"),
    [("31/12/2030", 2030), ("Đến ngày 30/3/2031", 2031), ("Từ 01/7/2030 đến 05/8/2030", None), ("12/2030", None)],
)
def test_the_one_day_of_a_heading_says_the_year(heading, year):
    (column,) = columns_of(HEADS, (heading,), [("5",)])
    assert column.when.year == year


@pytest.mark.parametrize(
    ("heading", "basis", "most"),
    [
        ("IV. Phụ huynh đánh giá (25)", "survey", 25),
        ("Người dân chấm", "survey", None),
        ("Sở Y tế chấm", "appraised", None),
        ("Sở Y tế chấm 2031", "appraised", None),
        ("Xã tự chấm", "self", None),
        ("Tài liệu kiểm chứng (68) Thẩm định", "appraised", 68),
        ("Tài liệu kiểm chứng (68) Tự chấm", "self", 68),
    ],
)
def test_who_gave_the_points_of_a_column_and_out_of_how_many(heading, basis, most):
    (column,) = columns_of(HEADS, (heading,), [("5",)])
    assert (column.basis, column.most) == (basis, most)


@pytest.mark.parametrize(("cells", "kind"), [(("88", "75"), "count"), (("12/KH-UBND", "88/QĐ-UBND"), "other")])
def test_documents_are_counted_where_no_numbers_of_documents_stand(cells, kind):
    rows = [("Sở A", cells[0]), ("Sở B", cells[1])]
    assert columns_of(HEADS, ("Cơ quan", "Số văn bản phải rà soát"), rows)[1].kind == kind
