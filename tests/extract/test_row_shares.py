"""Rows of percentages that do not make a hundred, or are not those of the rows above."""

import pytest

from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE

ANSWERS = """Câu hỏi\tHài lòng\tBình thường\tKhông hài lòng
Thời gian chờ\t72,5\t20,0\t7,5
Thái độ\t80,0\t14,5\t5,5
Phí\t64,0\t25,0\t{last}
Trang thiết bị\t55,5\t30,0\t14,5
"""
MONTHS = """Chỉ tiêu\tTháng 7\tTháng 8\tTháng 9\tTháng 10
Hồ sơ tiếp nhận\t812\t794\t831\t905
Hồ sơ trực tuyến\t601\t627\t690\t787
Tỷ lệ trực tuyến (%)\t74,0\t79,0\t83,0\t{last}
"""


def told(text: str) -> list[str]:
    return [one.message for one in read_tables(text_pages(text), KNOWLEDGE).checks()]


@pytest.mark.parametrize(("last", "said"), [("11,0", []), ("17,0", ["Phí: the shares 64 + 25 + 17 add up"])])
def test_all_answers_to_a_question_make_a_hundred(last, said):
    found = told(ANSWERS.format(last=last))
    assert len(found) == len(said)
    assert all(one.startswith(text) for one, text in zip(found, said, strict=True))


@pytest.mark.parametrize(("last", "said"), [("87,0", []), ("78,0", ["Tháng 10: 787 of 905 is 86.96%"])])
def test_a_row_of_shares_is_that_of_two_rows_above(last, said):
    found = told(MONTHS.format(last=last))
    assert len(found) == len(said)
    assert all(one.startswith(text) for one, text in zip(found, said, strict=True))


def test_a_row_may_have_more_cells_than_there_are_columns():
    ragged = MONTHS.format(last="87,0").replace("\n", "\t5\n").replace("Tháng 10\t5", "Tháng 10")
    assert told(ragged) == []
