"""Tables of which no figure is known are for a person to look at."""

import pytest

from cchc_ocr import pipeline

LEAD = "BÁO CÁO\nKết quả cải cách hành chính năm 2031\n\nKết quả cụ thể như sau:\n\n"


@pytest.mark.parametrize(
    ("table", "unread"),
    [
        ("Nhóm\tAlpha\tBeta\nmột\t12,5\t7\nhai\t11\t9,5\nba\t13\t8\n", 1),
        ("Đơn vị\tĐiểm\tHạng\nXã Nà Lơi\t85,5\t2\nXã Khe Sắt\t88\t1\n", 0),
        ("Nhóm\tAlpha\nmột\t12,5\nhai\t11\n", 0),  # too few figures
    ],
)
def test_a_table_without_results_is_listed(table: str, unread: int) -> None:
    record = pipeline.digitise(text=f"{LEAD}{table}", name="a.txt").record
    assert [check.code for check in record.checks].count("unread-table") == unread
