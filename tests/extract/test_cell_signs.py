"""Signs in the table around a cell."""

import pytest

from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE

PLAIN = """Kết quả năm 2023
TT\tTiêu chí\tĐiểm tối đa\tĐiểm thẩm định
1\tCải cách thể chế\t10\t9,5
2\tCải cách tài chính công\t9\t7,25
3\tCải cách thủ tục hành chính\t14\t13
"""
YEARS = """TT\tTiêu chí\tĐiểm tối đa\tĐiểm năm 2022\tĐiểm năm 2023
1\tCải cách thể chế\t10\t9,5\t9
2\tCải cách tài chính công\t9\t7,25\t8
3\tCải cách thể chế\t14\t13\t12,5
"""
SUMS = """TT\tCơ quan\tTài liệu (70)\tKhảo sát (30)\tTổng điểm
1\tSở Lâm nghiệp\t60,5\t17\t77,5
2\tSở Thủy sản\t58\t16,5\t75
Cộng\t\t118,5\t33,5\t
"""


def signs(text):
    return [set(found.signs) for found in read_tables(text_pages(text), KNOWLEDGE).scores()]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (PLAIN, "place: column of the kind score"),
        (PLAIN, "place: table with a maximum"),
        (PLAIN, "place: column of decimals"),
        (PLAIN, "place: who gave it is told"),
        (PLAIN, "time: from the title of the table"),
        (YEARS, "time: from the column"),
        (YEARS, "time: table of several years"),
        (YEARS, "place: several columns of the kind"),
        (YEARS, "place: rows of one name"),
    ],
)
def test_a_sign_that_the_table_gives(text, sign):
    assert any(sign in of_cell for of_cell in signs(text))


@pytest.mark.parametrize(
    "sign", ["place: column without a head", "time: from the column", "place: rows of one name"]
)
def test_a_sign_that_the_plain_table_has_not(sign):
    assert not any(sign in of_cell for of_cell in signs(PLAIN))


def test_whether_the_cells_of_a_row_and_of_a_column_add_up():
    added = [{sign for sign in found if "adds up" in sign} for found in signs(SUMS)][:4]
    row, column = "figure: adds up in its row", "figure: adds up in its column"
    assert added == [{row, column}, {row, column}, {column}, {column}]
