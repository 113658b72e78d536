"""The year or part of a year of a value."""

import pytest

from cchc_ocr.extract.results.periods import When, of_words
from tests.known import context_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Điểm năm 2019", When(2019)),
        ("Điểm 2019", When(2019)),
        ("6 tháng đầu năm 2022", When(2022, "2022-H1")),
        ("6 tháng cuối năm 2022", When(2022, "2022-H2")),
        ("quý III/2021", When(2021, "2021-Q3")),
        ("quý 2 năm 2021", When(2021, "2021-Q2")),
        ("9 tháng năm 2024", When(2024, "2024-01/2024-09")),
        ("tháng 10/2025", When(2025, "2025-10")),
        ("giai đoạn 2016-2020", When(None, "2016/2020")),
        ("giai đoạn 2016 - 2020", When(None, "2016/2020")),
        ("Kế hoạch năm 2018 thuộc giai đoạn 2016 - 2020", When(2018)),
        ("Kết quả năm 2020 và năm 2021", When(2021)),
        ("12/2019/QĐ", When()),
        ("Điểm tối đa", When()),
    ],
)
def test_what_a_heading_names(text, found):
    assert of_words(text) == found


def test_of_a_subject_the_first_year_counts():
    assert of_words("Kết quả năm 2020 và năm 2021", last=False) == When(2020)


def test_a_subject_that_names_a_span_names_no_year():
    context = context_of("Sở đạt 85 điểm", "Kế hoạch cải cách hành chính giai đoạn 2021 - 2025")
    assert context.dated(7, 9).when == When(None, "2021/2025")


@pytest.mark.parametrize(
    ("text", "topic", "year"),
    [
        ("Năm 2022 Sở đạt 85 điểm", None, 2022),
        ("Sở đạt 85 điểm năm 2022", None, 2022),
        ("Năm 2022 tăng so với năm 2021, đạt 85 điểm", None, 2022),
        ("Hơn cùng kỳ (năm 2021 đạt 85 điểm", None, 2021),
        ("Năm 2021 có mưa. Sở đạt 85 điểm", None, 2021),
        ("Năm 2021 có mưa. Kế hoạch xong.\n\nSở đạt 85 điểm", "Báo cáo năm 2022", 2022),
        ("Kết quả năm 2020 như sau:\n\n- Sở đạt 85 điểm", "Báo cáo năm 2022", 2020),
        ("Sở đạt 85 điểm", None, None),
    ],
)
def test_the_year_of_a_value(text, topic, year):
    context = context_of(text, topic)
    at = context.text.index("85")
    assert context.dated(at, at + len("85 điểm")).when.year == year
