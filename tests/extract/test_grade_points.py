"""The bands of points for grades, as a document tells them."""

import pytest

from cchc_ocr.extract.checks.grade_points import grade_bands


@pytest.mark.parametrize(
    ("text", "lows"),
    [
        ("Rất tốt: từ 75 điểm; Tốt: từ 70 đến dưới 75; Khá: dưới 70.", {"rất tốt": 75, "tốt": 70, "khá": 0}),
        ("+ Từ 90 điểm: Xuất sắc\n+ Từ 80 điểm: Tốt\n+ Từ 65 điểm: Khá", {"xuất sắc": 90, "tốt": 80, "khá": 65}),
        ("Từ 90 điểm xếp loại Tốt. Sở A được 75 điểm, xếp loại Khá.", {"tốt": 90}),
        ("Từ 90 đến 95 điểm: Tốt; từ 60 đến dưới 70 điểm: Khá.", {}),
    ],
)
def test_bands_follow_one_another(text, lows):
    assert {name: low for name, (low, _) in grade_bands(text).items()} == lows
