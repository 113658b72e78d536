"""Running heads and feet."""

from __future__ import annotations

import pytest

from cchc_ocr.files.office.blocks import Paragraph
from cchc_ocr.files.office.running_heads import is_page_number, placed

COUNTRY = Paragraph.of("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc")


@pytest.mark.parametrize("text", ["", " ", "2", "- 12 -", "Trang 3", "Trang 3/12", "Page 3 of 12", "iv", "Tr. 5"])
def test_page_numbers(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["Mẫu số 01", "Trang bị", "Báo cáo 2023", "Sở Nội vụ"])
def test_what_is_no_page_number(text: str) -> None:
    assert not is_page_number(text)


@pytest.mark.parametrize("text", ["MẬT", "Số: 15/BC-SNV", "Sơn Hà, ngày 5 tháng 3 năm 2024", COUNTRY.text])
def test_lines_of_the_head_stand_above_the_text(text: str) -> None:
    above, below = placed([[Paragraph.of("Mẫu số 01")], [Paragraph.of(text)], [Paragraph.of(text)]])
    assert [one.text for one in above if isinstance(one, Paragraph)] == [text]
    assert below == [Paragraph.of("Mẫu số 01", "page-number")]


def test_each_text_is_told_once() -> None:
    above, below = placed(
        [[Paragraph.of("Báo cáo năm 2023")], [Paragraph.of("Báo cáo năm 2023"), Paragraph.of("- 2 -")]]
    )
    assert (list(above), below) == ([], [Paragraph.of("Báo cáo năm 2023", "page-number")])
