"""With what the titles of annexes, tables and parts begin."""

import pytest

from cchc_ocr.extract.text.titles import opens_annex, opens_part, opens_table


@pytest.mark.parametrize(
    ("text", "annex", "table", "part"),
    [
        ("Phụ lục 2", True, True, True),
        ("PHỤ LỤC", True, True, True),
        ("Biểu số 01", True, True, True),
        ("Biểu quyết thông qua", False, False, False),
        ("Mẫu số 03", True, True, False),
        ("Bảng 2. Kết quả", False, True, False),
        ("DANH SÁCH CÁC XÃ", False, True, False),
        ("Phần thứ hai", False, False, True),
        ("CHƯƠNG II", False, False, True),
        ("Chương trình công tác", False, False, False),
        ("phần thứ hai", False, False, False),
        ("Sở Y tế", False, False, False),
    ],
)
def test_what_a_title_opens(text: str, annex: bool, table: bool, part: bool):
    assert (opens_annex(text), opens_table(text), opens_part(text)) == (annex, table, part)
