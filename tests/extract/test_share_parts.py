"""What shares of several parts are called."""

import pytest

from cchc_ocr import pipeline
from cchc_ocr.extract.results.share_parts import told_apart


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Tỷ lệ hồ sơ trực tuyến: cấp tỉnh đạt 88,3%; cấp huyện đạt 79,5%.",
            ["Tỷ lệ hồ sơ trực tuyến cấp tỉnh", "Tỷ lệ hồ sơ trực tuyến cấp huyện"],
        ),
        ("Hồ sơ trực tuyến đạt 70%; hồ sơ giấy chiếm 30%.", ["Hồ sơ trực tuyến", "hồ sơ giấy"]),
    ],
)
def test_a_share_of_a_level_is_called_by_what_stands_before_the_colon(text: str, names: list[str]) -> None:
    found = pipeline.digitise(text=f"BÁO CÁO\nNăm 2031\n\n{text}\n", name="a.txt").record.percentages
    assert [one.name for one in found] == names


def test_a_part_takes_the_place_of_another() -> None:
    assert told_apart("Tỷ lệ hồ sơ cấp huyện đúng hạn", "cấp xã") == "Tỷ lệ hồ sơ cấp xã đúng hạn"
