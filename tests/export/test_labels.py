"""What values and columns are called in both languages."""

from __future__ import annotations

import pytest

from cchc_ocr.export.labels import heading_of, label_of, title_of


@pytest.mark.parametrize(
    ("pointer", "english", "vietnamese"),
    [
        ("/document/date", "Date", "Ngày ban hành"),
        ("/document/recipients/2", "Recipients 3", "Nơi nhận 3"),
        ("/scores/1/max_score", "Scores 2: Maximum", "Điểm tiêu chí 2: Điểm tối đa"),
        ("/references/0/number_symbol", "References 1: Number and symbol", "Văn bản viện dẫn 1: Số, ký hiệu"),
        ("/annexes/0/first_page", "Annexes 1: First page", "Phụ lục 1: Từ trang"),
        ("/pages/2", "Pages 3", "Trang được đọc thứ 3"),
    ],
)
def test_values_have_names_in_both_languages(pointer: str, english: str, vietnamese: str) -> None:
    assert (label_of(pointer, "en"), label_of(pointer, "vi")) == (english, vietnamese)


def test_columns_and_groups_have_names_in_both_languages() -> None:
    assert (heading_of("ranks", "of", "en"), heading_of("ranks", "of", "vi")) == ("Out of", "Trên tổng số")
    assert (title_of("totals", "en"), title_of("totals", "vi")) == ("Totals", "Tổng điểm")
