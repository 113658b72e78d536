"""What the cells of a table are about: body, time, index and nature, and what they hold."""

import pytest

from cchc_ocr.extract.tables.column_heads import column_heads
from cchc_ocr.extract.tables.printed_tables import read_sheets
from cchc_ocr.extract.tables.sheet_context import SheetContext
from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from cchc_ocr.records import Document
from tests.known import KNOWLEDGE

HEADS = column_heads(KNOWLEDGE.column_heads)


def read(pages):
    return read_tables(pages, KNOWLEDGE)


def tables(text: str):
    return read(text_pages(text))


def context(text: str) -> SheetContext:
    (sheet,), _ = read_sheets(text_pages(text), HEADS)
    return SheetContext(sheet, KNOWLEDGE, Document(), None)


@pytest.mark.parametrize(
    ("text", "lists_bodies"),
    [
        ("TT\tĐơn vị\tĐiểm\n1\tSở Y tế\t88\n2\tSở Nội vụ\t87\n", True),
        ("Xếp hạng\tĐơn vị\tĐiểm\n1\tSuối Nhỏ\t88\n2\tSuối To\t87\n", True),
        ("TT\tTiêu chí\tĐiểm\n1\tThể chế\t8\n2\tBộ máy\t7\n", False),
    ],
)
def test_whether_rows_are_bodies(text, lists_bodies):
    assert context(text).lists_bodies is lists_bodies


def test_a_row_says_what_its_cells_hold_where_columns_are_years():
    of_years = context(
        "Nội dung\t2030\t2031\nChỉ số CCHC (điểm)\t68,42\t71,05\nXếp hạng\t8\t7\nXếp loại\tKhá\tTốt\n"
    )
    column = of_years.sheet.columns[1]
    assert [of_years.kind(column, row) for row in of_years.rows] == ["total", "rank", "grade"]
    assert of_years.common(column, of_years.rows[0])["year"] == 2030


PARTS_OF_AN_INDEX = """Chỉ số PCI của tỉnh
TT\tChỉ số thành phần\tĐiểm số\t\tThứ hạng\t\tThay đổi thứ hạng
\t\t2030\t2031\t2030\t2031
1\tVào chợ\t7,62\t6,91\t28\t31\tgiảm 3
2\tRa chợ\t6,70\t7,02\t35\t29\ttăng 6
3\tGiữa chợ\t5,88\t6,03\t26\t24\ttăng 2
"""


def test_parts_of_an_index_are_no_bodies_and_have_the_years_above_them():
    found = tables(PARTS_OF_AN_INDEX)
    ranks = [(f.value.name, f.value.unit, f.value.year, f.value.position, f.value.change) for f in found.ranks()]
    assert ranks[:2] == [("Vào chợ", None, 2030, 28, None), ("Vào chợ", None, 2031, 31, -3)]
    assert [(f.value.year, f.value.score) for f in found.scores()][:2] == [(2030, 7.62), (2031, 6.91)]
    assert list(found.totals()) == []
    assert list(found.checks()) == []  # a better place with fewer points: each part has a ranking of its own


LOST = """Để cải thiện trong năm 2031, yêu cầu khắc phục các nội dung sau:
TT\tTiêu chí\tĐiểm tối đa\tĐiểm đạt\tĐiểm bị trừ
1\tGửi báo cáo\t2,0\t1,5\t0,5
2\tHọp chợ\t3,0\t3,0\t0
Tổng\t\t5,0\t4,5\t0,5
"""


def test_points_that_were_taken_off_are_deductions_and_no_targets():
    document = Document(subject="Khắc phục các tiêu chí bị trừ điểm Chỉ số CCHC năm 2030")
    found = read_tables(text_pages(LOST), KNOWLEDGE, document)
    assert [(f.value.name, f.value.points, f.value.year) for f in found.deductions()] == [
        ("Gửi báo cáo", 0.5, 2030)
    ]
    assert {f.value.nature for f in found.scores()} == {"result"}


MEASURED = """TT\tChỉ tiêu\tĐơn vị tính\tThực hiện năm 2030\tChỉ tiêu năm 2031
1\tHồ sơ đúng hạn\t%\t97,6\t99,0
2\tTin, bài\tTin\t36\t50
"""


def test_what_was_done_stands_beside_what_is_wished_for():
    found = tables(MEASURED)
    shares = [(f.value.value, f.value.year, f.value.nature) for f in found.percentages()]
    assert shares == [(97.6, 2030, "result"), (99.0, 2031, "target")]
    assert [(f.value.value, f.value.nature) for f in found.counts()] == [(36, "result"), (50, "target")]


INDICES_OF_YEARS = """Năm\tPAR INDEX (%)\tXếp hạng\tPAPI (điểm)
2030\t75,31\t37\t43,05
2031\t80,77\t30\t43,41
"""


def test_indices_side_by_side_are_totals_each_of_its_own():
    found = [(f.value.index[-6:], f.value.year, f.value.score) for f in tables(INDICES_OF_YEARS).totals()]
    assert found[:2] == [("INDEX)", 2030, 75.31), ("(PAPI)", 2030, 43.05)]


def test_parts_of_an_index_stand_beside_its_value_in_several_years():
    found = tables(
        "Giá trị DTI năm 2031\nĐịa phương\tDTI 2030\tDTI 2031\tChính quyền số 2031\n"
        "Huyện Nà Lơi\t0,71\t0,77\t0,846\nHuyện Khe Sắt\t0,65\t0,73\t0,802\n"
    )
    assert [(f.value.year, f.value.score) for f in found.totals()][:2] == [(2030, 0.71), (2031, 0.77)]
    assert [(f.value.criterion, f.value.score) for f in found.scores()] == [
        ("Chính quyền số 2031", 0.846),
        ("Chính quyền số 2031", 0.802),
    ]


def test_averages_beside_the_points_of_one_body_are_of_those_that_the_heading_names():
    beside = context(
        "Bảng 1. Điểm của xã Nà Lơi\n"
        "Nhóm chỉ số\tTối đa\t31/12/2030\t30/3/2031\tBình quân tỉnh 30/3/2031\n"
        "Minh bạch\t18\t15,9\t17,2\t16,4\nTiến độ\t20\t18,4\t19,6\t19,1\n"
    )
    common = [beside.common(column, row) for row, column, _ in beside.results()]
    told = [(slots["unit"], slots["year"]) for slots in common[:3]]
    assert told == [("xã Nà Lơi", 2030), ("xã Nà Lơi", 2031), ("Bình quân tỉnh", 2031)]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Bảng 3. Giá trị bình quân theo lĩnh vực\nTiêu chí\tĐiểm tối đa\tĐiểm\nThể chế\t9\t8,5\n", "average"),
        ("Bảng 3. Giá trị theo lĩnh vực\nTiêu chí\tĐiểm tối đa\tĐiểm\nThể chế\t9\t8,5\n", None),
        ("Bảng 3. Điểm bình quân\nTT\tĐơn vị\tĐiểm\n1\tSở Y tế\t88\n2\tSở Nội vụ\t87\n", None),
    ],
)
def test_a_title_may_say_that_parts_are_averages(text, basis):
    assert context(text).basis == basis


def test_the_office_of_a_person_above_a_table_is_not_whose_it_is():
    text = """1. Bà Đỗ Thị An - thư ký
2. Ông Lê Văn Bình, Văn phòng UBND tỉnh - thành viên

đã xem hồ sơ và thống nhất từng nội dung như dưới đây.

TT\tTiêu chí\tĐiểm tối đa\tĐiểm đạt
1\tThể chế\t10\t9,5
2\tBộ máy\t10\t8"""
    assert context(text).unit is None
