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
