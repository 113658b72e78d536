"""Numbers in cells, and cells that name a row of sums."""

import pytest

from cchc_ocr.extract.tables.cells import is_average, is_maximum, is_sum, number


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1.846", 1846),
        ("10,25", 10.25),
        ("1.234,5", 1234.5),
        ("92%", 92),
        ("", None),
        ("-", None),
        ("-0,75", -0.75),
        ("–0,75", -0.75),
        ("−1.250,5", -1250.5),
        ("+0,50", 0.5),
        ("+1.846", 1846),
        ("- 5", None),
        ("+", None),
        ("--5", None),
        ("1-0,75", None),
        ("٣", None),
        ("9" * 400, None),
        ("05 ngày", None),
    ],
)
def test_number(cell, value):
    assert number(cell) == value


@pytest.mark.parametrize(
    ("name", "summed"),
    [
        ("Tổng cộng", True),
        ("CỘNG", True),
        ("Tổng (I+II)", True),
        ("Tổng điểm", True),
        ("Cộng:", True),
        ("Cộng điểm thẩm định", True),
        ("Cộng 08 đơn vị", True),
        ("Tổng ba xã", True),
        ("Cộng điểm thưởng", False),
        ("Công điểm", False),
        ("Công tác chỉ đạo", False),
        ("Tổng hợp báo cáo", False),
        (None, False),
        ("", False),
    ],
)
def test_rows_of_sums(name, summed):
    assert is_sum(name) is summed


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("Cộng quý I", (True, False, False)),
        ("Cả năm", (True, False, False)),
        ("Công chứng", (False, False, False)),
        ("Công tác tuyên truyền", (False, False, False)),
        ("Điểm bình quân", (False, True, False)),
        ("Thang điểm", (False, False, True)),
        ("Điểm tối đa", (False, False, True)),
        (None, (False, False, False)),
    ],
)
def test_rows_that_are_no_single_results_are_known_by_their_names(name, kinds):
    assert (is_sum(name), is_average(name), is_maximum(name)) == kinds
