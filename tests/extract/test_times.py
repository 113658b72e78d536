"""The years, parts of years and spans that words name."""

import pytest

from cchc_ocr.extract.results.times import When, mentions, of_words


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
        ("9T/2024", When(2024, "2024-01/2024-09")),
        ("11T 2024", When(2024, "2024-01/2024-11")),
        ("tháng 10/2025", When(2025, "2025-10")),
        ("15/7 - 14/8/2025", When(2025, "2025-08")),
        ("từ ngày 15/6/2025 đến ngày 14/9/2025", When(2025, "2025-Q3")),
        ("từ 15/12/2024 đến hết 14/6/2025", When(2025, "2025-H1")),
        ("15/12 - 14/9/2025", When(2025, "2025-01/2025-09")),
        ("từ 15/12/2024 đến 14/12/2025", When(2025)),
        ("từ 15/6/2025 đến 10/9/2025", When()),  # cut on another day
        ("từ 15/12/2023 đến 14/6/2025", When()),
        ("Năm 2025 thu trong tháng 2.146.000 đồng", When(2025)),
        ("giai đoạn 2016-2020", When(None, "2016/2020")),
        ("giai đoạn 2016 - 2020", When(None, "2016/2020")),
        ("Kế hoạch năm 2018 thuộc giai đoạn 2016 - 2020", When(2018)),
        ("Kết quả năm 2020 và năm 2021", When(2021)),
        ("Từ 01/7/2031 đến 30/9/2031", When(2031, "2031-Q3")),
        ("từ tháng 01 đến tháng 6 năm 2031", When(2031, "2031-H1")),
        ("3 tháng đầu năm 2031", When(2031, "2031-Q1")),
        ("từ ngày 01/01/2031 đến hết ngày 31/12/2031", When(2031)),
        ("từ ngày 01/5/2031 đến 31/5/2031", When(2031, "2031-05")),
        ("01/02/2031 - 28/02/2031", When(2031, "2031-02")),
        ("từ 01/11/2030 đến hết ngày 30/11/2030", When(2030, "2030-11")),
        ("từ 01/11/2030 đến 31/01/2031", When(None, "2030-11/2031-01")),
        ("PAPI tăng 2,3 điểm so với 2030 (40,1)", When(2030)),
        ("(số liệu từ 01/2 đến 28/2/2031)", When(2031, "2031-02")),
        ("từ ngày 01/11/2031 đến hết ngày 30/11/2031", When(2031, "2031-11")),
        ("01/12/2031 - 31/12/2031", When(2031, "2031-12")),
        ("từ 05/7/2031 đến 30/9/2031", When()),
        ("12/2019/QĐ", When()),
        ("Điểm tối đa", When()),
    ],
)
def test_what_a_heading_names(text, found):
    assert of_words(text) == found


def test_of_a_subject_the_first_year_counts():
    assert of_words("Kết quả năm 2020 và năm 2021", last=False) == When(2020)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("so với năm 2018", [(2018, False)]),
        ("so với thời điểm cuối năm 2018", [(2018, False)]),
        ("giảm ba bậc so năm 2018", [(2018, False)]),
        ("phải chờ (2018: 47%)", [(2018, True)]),
        ("Năm 2018 và năm 2019", [(2018, True), (2019, True)]),
        ("đạt bằng cùng kỳ", [(None, False)]),
        ("ngày 05 tháng 5 năm 2018", []),
        ("Nghị quyết số 19-NQ/TW năm 2018", [(2018, False)]),
        ("Thực hiện Kế hoạch 17/KH-UBND, năm 2018 xã có", [(2018, True)]),
        ("thắng 10 trận", []),
        ("SIPAS 2018 đứng thứ 19", [(2018, True)]),
        ("PAR INDEX tỉnh 2018", [(2018, True)]),
        ("DDCI Sơn Hà 2018 (công bố tháng 3)", [(2018, True), (None, True)]),
        ("DDCI công bố 2018 phiếu", []),
        ("CCHC quý III năm 2018", [(2018, True)]),
        ("CCHC 2018-2020", [(None, True)]),
    ],
)
def test_times_and_whose_they_are(text, found):
    assert [(mention.year, mention.own) for mention in mentions(text)] == found


def test_a_part_of_a_year_takes_the_year_of_an_outer_scope():
    (quarter,) = mentions("Quý I")
    (before,) = mentions("năm trước")
    assert quarter.of(2031).when() == When(2031, "2031-Q1")
    assert before.of(2031).when() == When(2030)
