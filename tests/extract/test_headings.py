"""What a heading of a table says by itself."""

import pytest

from cchc_ocr.extract.tables.headings import names_bodies, names_criteria, names_money, says_number, unit_of


@pytest.mark.parametrize(
    ("heading", "money"),
    [
        ("Kinh phí thực hiện", True),
        ("Doanh thu quý I", True),
        ("Đơn giá", True),
        ("Quỹ lương", True),
        ("Giải ngân (đồng)", True),
        ("Hội đồng thẩm định", False),
        ("Điểm đánh giá", False),
        ("Giá trị chỉ số", False),
        ("Tham gia", False),  # without any accents it could be "giá"
    ],
)
def test_sums_of_money_are_told_by_their_headings(heading, money):
    assert names_money(heading) is money


def test_rows_are_bodies_or_criteria_by_the_heading_of_their_names():
    assert names_bodies("Đơn vị cấp huyện") and not names_criteria("Đơn vị cấp huyện")
    assert names_criteria("Lĩnh vực, tiêu chí") and not names_bodies("Lĩnh vực, tiêu chí")


def test_what_is_counted_has_its_number_in_the_heading():
    assert [says_number(heading) for heading in ("Số cuộc họp", "Sở, ngành", "Số điểm")] == [True, False, False]


def test_the_unit_stands_in_the_lines_above():
    assert (unit_of("Biểu 3 (ĐVT: điểm)"), unit_of("Biểu 4")) == ("diem", None)
