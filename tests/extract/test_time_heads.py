"""Times in heads in which words are left out."""

import pytest

from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.extract.tables.time_heads import spelled_time
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE


@pytest.mark.parametrize(
    ("head", "spelled"),
    [
        ("9 tháng", "9 tháng đầu năm"),
        ("Lũy kế 06 tháng", "Lũy kế 06 tháng đầu năm"),
        ("Cộng 3 tháng", "Cộng 3 tháng đầu năm"),
        ("Tháng 9", "Tháng 9"),
        ("9 tháng đầu năm", "9 tháng đầu năm"),
        ("12 tháng", "12 tháng"),
    ],
)
def test_months_without_a_beginning_are_the_first_of_a_year(head, spelled):
    assert spelled_time(head) == spelled


def test_rows_of_months_and_their_sum_have_their_times():
    text = "Hồ sơ năm 2031\nThời gian\tTiếp nhận\tTrễ hạn\nQuý I\t12\t1\nQuý II\t9\t0\nLũy kế 6 tháng\t21\t1\n"
    counts = read_tables(text_pages(text), KNOWLEDGE).counts()
    assert [f.value.period for f in counts] == ["2031-Q1", "2031-Q1", "2031-Q2", "2031-Q2", "2031-H1", "2031-H1"]
