"""Shares in brackets behind the counts of a table."""

import pytest

from cchc_ocr.extract.tables.beside_shares import shares_beside
from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE


def told(text: str):
    (sheet,) = read_tables(text_pages(text), KNOWLEDGE).sheets
    return [(c.args["part"], c.args["whole"], c.args["percent"]) for c in shares_beside(0, sheet)]


ROWS = "Tiếp cận\t20 (40,0%)\t30 (60,0%)\nThủ tục\t10 (20,0%)\t40 (80,0%)\nKết quả\t25 (50,0%)\t25 (50,0%)\n"


@pytest.mark.parametrize(("last", "found"), [("5 (10,0%)", []), ("5 (40,0%)", [(5, 50, 40)])])
def test_shares_of_all_in_the_row(last, found):
    assert told(f"Yếu tố\tHài lòng\tChưa hài lòng\n{ROWS}Góp ý\t{last}\t45 (90,0%)\n") == found


@pytest.mark.parametrize(("last", "found"), [("36 (90%)", []), ("36 (60%)", [(36, 40, 60)])])
def test_shares_of_a_column_beside(last, found):
    rows = "Hộ tịch\t20\t18 (90%)\nĐất đai\t10\t6 (60%)\nXây dựng\t50\t25 (50%)\n"
    assert told(f"Lĩnh vực\tTiếp nhận\tTrực tuyến\n{rows}Khác\t40\t{last}\n") == found


def test_shares_of_what_is_not_told():
    assert told("Lĩnh vực\tTiếp nhận\tTrực tuyến\nHộ tịch\t20\t18 (70%)\nĐất đai\t10\t6 (40%)\n") == []
