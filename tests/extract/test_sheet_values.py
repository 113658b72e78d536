"""The values that the cells of a table state."""

from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE


def read(pages):
    return read_tables(pages, KNOWLEDGE)


def tables(text: str):
    return read(text_pages(text))


APPRAISED = """TT\tTiêu chí\tĐiểm tối đa\tĐiểm tự chấm\tĐiểm thẩm định
1\tCông tác chỉ đạo, điều hành\t10\t10\t9,5
2\tCải cách tài chính công\t9\t8\t7,25
3\tCải cách thủ tục hành chính\t14\t13,5\t1151270
"""


def test_of_several_columns_of_points_the_appraisal_counts_and_what_cannot_be_is_null():
    found = tables(APPRAISED)
    scores = list(found.scores())
    assert [(f.value.score, f.value.max_score) for f in scores] == [(9.5, 10.0), (7.25, 9.0), (None, 14.0)]
    assert [f.doubtful for f in scores] == [(), (), ("score",)]
    assert list(found.totals()) == []


PARTS_OF_BODIES = """Kết quả Chỉ số CCHC năm 2023
Xếp hạng\tCơ quan\tĐiểm thẩm định (tối đa 70)\tHạ tầng (20)\tTổng điểm
1\tSở Lâm nghiệp\t60,5\t17\t77,5
2\tSở Thủy sản\t58\t16,5\t74,5
"""


def test_columns_of_points_beside_a_total_are_scores_of_the_bodies():
    found = tables(PARTS_OF_BODIES)
    scores = [(f.value.unit, f.value.criterion, f.value.score, f.value.max_score) for f in found.scores()]
    assert scores[:2] == [("Sở Lâm nghiệp", "Điểm thẩm định", 60.5, 70), ("Sở Lâm nghiệp", "Hạ tầng", 17, 20)]
    assert [(f.value.score, f.value.max_score) for f in found.totals()] == [(77.5, None), (74.5, None)]


def test_a_row_says_of_how_many_it_is_a_place_and_what_grade_was_given():
    text = (
        "Nội dung\t2030\t2031\nChỉ số CCHC (điểm)\t68,42\t71,05\nXếp hạng (trên 9 xã)\t8\t7\nXếp loại\tKhá\tTốt\n"
    )
    found = tables(text)
    assert [(f.value.position, f.value.of, f.value.year) for f in found.ranks()] == [(8, 9, 2030), (7, 9, 2031)]
    assert [(f.value.grade, f.value.year) for f in found.grades()] == [("Khá", 2030), ("Tốt", 2031)]


def test_all_rows_are_counted_and_those_of_sums_have_the_name_of_their_column():
    text = "Lĩnh vực\tTiếp nhận\tQuá hạn\nHộ tịch\t42\t1\nĐất đai\t14\t0\nTổng số\t56\t1\n"
    names = [f.value.name for f in tables(text).counts()]
    assert names[0] == "Hộ tịch: Tiếp nhận"
    assert names[-2:] == ["Tiếp nhận", "Quá hạn"]
