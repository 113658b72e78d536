"""Signs in the head of a document, for the time and the body of its statements."""

import pytest

from cchc_ocr.extract.confidence.documents import of_body, of_time
from cchc_ocr.records import Count, Document, Total
from tests.known import context_of

SUBJECT = "Kết quả Chỉ số cải cách hành chính năm 2023 của các sở"


def context(subject=SUBJECT, date="2024-01-22"):
    return context_of("Sở đạt 85 điểm", subject, Document(subject=subject, issuer="Sở Nội vụ", date=date))


@pytest.mark.parametrize(
    ("value", "sign", "there"),
    [
        (Total(name="", score=85, year=2023), "other year than the title", False),
        (Total(name="", score=85, year=2024), "other year than the title", True),
        (Total(name="", score=85, year=2023, period="2023-Q1"), "other part of the year than the title", True),
        (Total(name="", score=85, year=2023), "1 years before the document", True),
        (Total(name="", score=85, year=2031), "long before or after the document", True),
        (Total(name="", score=85, year=2024), "year of a document of its first months", True),
        (Total(name="", score=85, year=2024, index="PAPI"), "index of the year of the document", True),
        (Count(name="Quý I: hồ sơ tiếp nhận", value=85, year=2023), "part of a year in the name alone", True),
        (Count(name="", value=85), "none", True),
    ],
)
def test_a_time_beside_that_of_the_title_and_the_date(value, sign, there):
    assert (sign in set(of_time(value, context()))) is there


@pytest.mark.parametrize(
    ("subject", "sign"),
    [
        ("Danh mục thủ tục", "title without a time"),
        ("Tổng kết giai đoạn 2021 - 2025", "title of several years"),
        ("So sánh Chỉ số năm 2022 và năm 2023", "title of several times"),
    ],
)
def test_a_title_that_leaves_the_time_open(subject, sign):
    assert sign in set(of_time(Count(name="", value=85, year=2023), context(subject)))


@pytest.mark.parametrize(
    ("name", "body", "sign", "there"),
    [
        ("xã Nà Lơi: hồ sơ tiếp nhận", "Sở Nội vụ, tỉnh Sơn Hà", "another one in the name", True),
        ("xã Nà Lơi: hồ sơ tiếp nhận", "Ủy ban nhân dân xã Nà Lơi", "another one in the name", False),
        ("Điểm bình quân của khối sở", "Sở Nội vụ", "average of many", True),
        ("Hồ sơ", "Sở Nội vụ", "title of many bodies", True),
    ],
)
def test_a_body_beside_the_name_and_the_title(name, body, sign, there):
    assert (sign in set(of_body(Count(name=name, value=85, body=body), context()))) is there
