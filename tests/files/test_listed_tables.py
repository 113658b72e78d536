"""Tables of plain text that were never drawn."""

import pytest

from cchc_ocr.files.listed_tables import listed_rows, stacked_tables
from cchc_ocr.files.plain_text import text_tables

STACKED = """Đơn vị
Tiếp nhận
Quá hạn

Sở Xây dựng
1.412
10

Sở Y tế
688
0"""
LISTED = """Ba nơi nhiều hồ sơ trễ nhất (đơn vị; hồ sơ phải trả; trả trễ; phần trăm trễ):
- Xã Khe Thẳm; 3.104; 190; 6,12
- Xã Nà Lếch; 3.015; 61; 2,02
- Phường Bến Mới; 9.012; 98; 1,09."""


@pytest.mark.parametrize(
    ("text", "head", "last"),
    [
        pytest.param(
            STACKED, ("Đơn vị", "Tiếp nhận", "Quá hạn"), ("Sở Y tế", "688", "0"), id="cells below one another"
        ),
        pytest.param(
            STACKED.replace("\n\n", "\n"),
            ("Đơn vị", "Tiếp nhận", "Quá hạn"),
            ("Sở Y tế", "688", "0"),
            id="no gaps",
        ),
        pytest.param(
            "TT\nXã\nĐiểm\n1\nXã Nà Lơi\n90,5\n2\nXã Bến Mới\n88",
            ("TT", "Xã", "Điểm"),
            ("2", "Xã Bến Mới", "88"),
            id="numbered rows",
        ),
        pytest.param(
            LISTED,
            ("đơn vị", "hồ sơ phải trả", "trả trễ", "phần trăm trễ"),
            ("Phường Bến Mới", "9.012", "98", "1,09"),
            id="items in parts",
        ),
        pytest.param(
            "(thứ tự: đơn vị; điều hành, tối đa 50; tổng điểm)\nPhòng A; 46,5; 91,0\nPhòng B; 45,0; 87,5",
            ("đơn vị", "điều hành, tối đa 50", "tổng điểm"),
            ("Phòng B", "45,0", "87,5"),
            id="heads alone in a bracket",
        ),
    ],
)
def test_a_table_that_is_not_drawn(text: str, head: tuple[str, ...], last: tuple[str, ...]):
    (table,) = text_tables(text)
    assert (table.rows[0], table.rows[-1]) == (head, last)


@pytest.mark.parametrize(
    "text",
    [
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\nNguyễn Văn An",
        "Kết quả\nNăm 2023\n2022\n2021\nSở A\n2020\n2019",  # years head columns
        "Đơn vị\nĐiểm\nHạng\nSở A\n90\n1",  # one row
        "Sở A\n90\n1\nSở B\n88\n2",  # no head
    ],
)
def test_lines_that_are_no_cells(text: str):
    assert not [*stacked_tables(text.split("\n"))]


@pytest.mark.parametrize("line", ["a " * 50_000, "a;" * 50_000, "(" * 100_000, "a; " * 30_000 + ":"])
def test_a_long_line_is_looked_at_once(line: str):
    assert not listed_rows([line, "- Xã A; 1; 2"])


@pytest.mark.parametrize(
    "text",
    [
        "Gồm (Sở A; Sở B; Sở C):\n- gửi báo cáo; tự kiểm tra; báo cáo lại\n- họp; ghi biên bản; lưu",
        LISTED.replace("; 190;", ",").replace("; 61;", ","),  # two parts fewer
    ],
)
def test_items_that_are_no_rows(text: str):
    assert not listed_rows(text.split("\n"))
