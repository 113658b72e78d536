"""Of when the cells of a table are."""

import pytest

from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from cchc_ocr.records import Document
from tests.known import KNOWLEDGE


def tables(text: str):
    return read_tables(text_pages(text), KNOWLEDGE)


@pytest.mark.parametrize(
    ("lead", "year"),
    [
        ("Sở được 82 điểm năm 2030, tụt 05 bậc so với năm 2029. Đề nghị đọc kỹ bảng dưới đây:", 2030),
        ("Kết quả năm 2030 (tăng so với năm 2029):", 2030),
        ("Năm 2029 có 3 tiêu chí mất điểm. Chi tiết năm 2030 như sau:", 2030),
    ],
)
def test_the_year_of_a_comparison_above_is_not_that_of_the_table(lead, year):
    text = f"{lead}\nTT\tTiêu chí\tĐiểm tối đa\tĐiểm đạt\n1\tThể chế\t10\t9,5\n2\tBộ máy\t5\t4,5\n"
    assert {f.value.year for f in tables(text).scores()} == {year}


PLANNED = """2. Chỉ tiêu cụ thể năm 2031
Chỉ tiêu\tĐơn vị\tTháng 7\tTháng 9
Hồ sơ trực tuyến\t%\t63,9\t75
Tổng điểm trên Cổng\tđiểm\t71,08\t80
Phản ánh quá hạn\tvụ\t3\t0
"""


def test_months_gone_by_are_no_targets():
    found = read_tables(text_pages(PLANNED), KNOWLEDGE, Document(date="2031-08-05"))
    shares = [(f.value.value, f.value.period, f.value.nature) for f in found.percentages()]
    assert shares == [(63.9, "2031-07", "result"), (75, "2031-09", "target")]
    assert [(f.value.score, f.value.nature) for f in found.totals()] == [(71.08, "result"), (80, "target")]
    assert [(f.value.value, f.value.nature) for f in found.counts()] == [(3, "result"), (0, "target")]


def test_a_month_with_its_year_stands_below_the_word_for_it():
    text = "Tháng\tTiếp nhận\tQuá hạn\n7/2031\t518\t13\n8/2031\t607\t5\n"
    assert [f.value.period for f in tables(text).counts()] == ["2031-07", "2031-07", "2031-08", "2031-08"]


def test_the_year_of_a_sentence_above_is_not_that_of_the_table():
    text = (
        (
            "Kết quả Chỉ số CCHC năm 2031\n\nTrung bình đạt 84,36%, cao hơn 1,92 điểm so với năm\n"
            "2030 (82,44%), nhiều sở\nđạt trên 90%.\n\nĐơn vị\tĐiểm\nSở A\t93,18\nSở B\t92,75\n"
        )
        .replace("Đơn vị\tĐiểm", "TT\tĐơn vị\tĐiểm")
        .replace("Sở A", "1\tSở A")
        .replace("Sở B", "2\tSở B")
    )
    assert {f.value.year for f in tables(text).totals()} == {2031}


def test_the_number_of_a_standard_holds_no_year():
    text = "CHỈ SỐ CCHC NĂM 2031\nTiêu chí\tĐiểm tối đa\tĐiểm đạt\nÁp dụng ISO 9001:2015\t3\t2,5\nThể chế\t5\t4\n"
    assert {f.value.year for f in tables(text).scores()} == {2031}


def test_what_leads_to_a_table_is_of_its_first_year():
    text = (
        "Chỉ số CCHC năm 2031 của Sở đạt 9 điểm, hạng 8/21; năm 2030 đạt 8,5\nđiểm, hạng 14. Chi tiết:\n\n"
        "Lĩnh vực\tĐiểm chuẩn\tĐiểm đạt\nThể chế\t5\t4,5\nCông vụ\t5\t4,5\n"
    )
    assert {f.value.year for f in tables(text).scores()} == {2031}
