"""The year or part of a year of a value."""

import pytest

from cchc_ocr.extract.results.periods import opening_of
from cchc_ocr.extract.results.times import When
from cchc_ocr.records import Document
from tests.known import context_of, phrases_of


def test_a_subject_that_names_a_span_names_no_year():
    context = context_of("Sở đạt 85 điểm", "Kế hoạch cải cách hành chính giai đoạn 2021 - 2025")
    assert context.dated(7, 9).when == When(None, "2021/2025")


def test_a_text_may_say_once_which_time_it_is_about():
    context = context_of(
        "Thời kỳ kiểm tra: từ ngày 01/7/2031 đến hết ngày 30/9/2031.\n\n1. Hồ sơ\n\nSở đạt 85 điểm"
    )
    at = context.text.index("85")
    assert context.dated(at, at + 2).when == When(2031, "2031-Q3")


@pytest.mark.parametrize(
    "text",
    [
        "6 tháng đầu năm 2031 đạt 90% (cùng kỳ 85%)",
        "Cùng kỳ năm 2030 có 85 hồ sơ",
        "Cùng kỳ năm trước có 85 hồ sơ",
        "6 tháng đầu năm 2031 đạt 90% (cùng kỳ 2030: 85%)",
    ],
)
def test_the_same_time_of_another_year_is_the_same_part_of_it(text):
    context = context_of(text, "Báo cáo 6 tháng đầu năm 2031")
    at = context.text.index("85")
    assert context.dated(at, at + 2).when == When(2030, "2030-H1")


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
        (
            "Tổng điểm năm 2021 là 42,09; năm 2020 là 41,27, cụ thể:\n\n- Minh bạch: 85 điểm",
            "Kết quả năm 2021",
            2021,
        ),
        ("Sở đạt 85 điểm", None, None),
    ],
)
def test_the_year_of_a_value(text, topic, year):
    context = context_of(text, topic)
    at = context.text.index("85")
    assert context.dated(at, at + len("85 điểm")).when.year == year


@pytest.mark.parametrize(
    ("text", "topic", "when"),
    [
        ("Kế hoạch CCHC năm 2031 có 40 nhiệm vụ, đến nay xong 77 việc.", "Báo cáo quý I năm 2031", "2031-Q1"),
        ('Cuộc thi "Tìm hiểu CCHC năm 2031" có 77 lượt.', "Báo cáo tháng 5 năm 2031", "2031-05"),
        ("Máy treo 3 lần trong tháng 02. Có 77 máy.", "Báo cáo quý I năm 2031", "2031-Q1"),
        ("Năm 2031 có 77 lượt.", "Báo cáo tháng 5 năm 2031", None),
        ("Nhận 90 hồ sơ (so với tháng 4 tăng 77 hồ sơ).", "Báo cáo tháng 5 năm 2031", "2031-05"),
        ("Sở đạt năm 2031; năm 2030 chưa đạt. Có 77 phiếu.", "Kết quả năm 2031", None),
    ],
)
def test_a_year_that_names_a_plan_or_is_compared_leaves_the_period_of_the_document(text, topic, when):
    context = context_of(text, topic)
    found = context.dated(text.index("77"), text.index("77") + 2).when
    assert (found.year, found.period) == (2031, when)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Năm 2031 Sở xếp thứ 15, giảm ba bậc so năm 2030; riêng thể chế 77 điểm.", 2031),
        ("Số TTHC từ 263 thủ tục năm 2030 giảm còn 77 thủ tục.", 2031),
        ("Số thủ tục từ 330 (năm 2029) còn 77 thủ tục.", 2031),
        ("Cả năm nhận 25 hồ sơ, năm 2030 là 23 hồ sơ. Có 77 hồ sơ chậm.", 2031),
        ("Nợ 12 việc của năm 2030 lên 77 việc trong năm 2031.", 2031),
        ("Năm 2030 Sở tập trung rà soát. Có 77 hồ sơ chậm.", 2030),
        ("Năm 2030 đạt 92 điểm, trong đó thể chế 77 điểm.", 2030),
    ],
)
def test_the_year_of_a_figure_that_is_compared_ends_with_it(text, year):
    context = context_of(text, "Báo cáo cải cách hành chính năm 2031")
    at = text.index("77")
    assert context.dated(at, at + 2).when.year == year


@pytest.mark.parametrize(
    "text",
    [
        "Thời kỳ kiểm tra từ 01/01/2031 đến 30/9/2031. Xã có 18 việc.\n\nChín tháng qua nhận 77 hồ sơ.",
        "Thời kỳ kiểm tra: từ 01/01/2031 đến 30/9/2031.\n\nĐã nhận 77 hồ sơ.",
    ],
)
def test_the_time_of_an_inspection_is_told_with_and_without_a_colon(text):
    context = context_of(text, "Kiểm tra công tác cải cách hành chính tại xã Nà Lơi")
    at = text.index("77")
    assert context.dated(at, at + 2).when == When(2031, "2031-01/2031-09")


def test_a_plan_of_one_of_several_years_says_which():
    context = context_of("Kế hoạch năm 2030 có 31 việc, xong 77 việc.", "Kết quả giai đoạn 2030 - 2031")
    assert context.dated(36, 38).when == When(2030)


@pytest.mark.parametrize(
    "text",
    [
        "Xã đạt 81 điểm; năm 2030 đạt 84 điểm. Trong đó thể chế 77 điểm.",
        "Nhận 25 hồ sơ, năm 2030 là 23 hồ sơ. Có 77 hồ sơ chậm.",
        "Thu 40 phiếu, 36 phiếu năm 2030. Có 77 phiếu tốt.",
    ],
)
def test_a_figure_of_an_earlier_year_leaves_the_months_of_the_document(text):
    context = context_of(text, "Báo cáo từ 01/02/2031 đến 30/6/2031")
    at = text.index("77")
    assert context.dated(at, at + 2).when == When(2031, "2031-02/2031-06")


@pytest.mark.parametrize(
    ("lead", "year"),
    [
        ("Tỉnh được 41,37 điểm. Năm 2030 tỉnh được 43,05 điểm. Chi tiết:", 2031),
        ("Năm 2030 tỉnh được 43,05 điểm. Chi tiết:", 2030),
        ("Tỉnh được 41,37 điểm. Chi tiết năm 2030:", 2030),
    ],
)
@pytest.mark.parametrize("mark", ["-", "a)"])
def test_a_list_is_of_the_year_of_the_first_figures_that_lead_to_it(lead, year, mark):
    context = context_of(f"{lead}\n\n{mark} Quản trị điện tử: 2,88 điểm", "Kết quả PAPI năm 2031")
    at = context.text.index("2,88")
    assert context.dated(at, at + 4).when == When(year)


def test_a_plan_tells_results_of_the_last_year_that_it_names_before_them():
    plan = Document(type="Kế hoạch", date="2023-05-02")
    text = "I. THỰC TRẠNG\n\nSIPAS năm 2022 đạt 78%; năm 2021 là 84%.\n\nY tế có mức hài lòng thấp nhất, chỉ 71%."
    context = context_of(text, "Kế hoạch nâng cao SIPAS giai đoạn 2023 - 2025", plan)
    at = context.text.index("71")
    assert context.dated(at, at + 2).when == When(2022)


def test_a_time_in_a_bracket_that_has_a_figure_of_its_own_is_not_that_of_the_one_before():
    context = context_of("Công khai giảm (còn 4,61 điểm, năm 2021 là 5,18)", "Kết quả PAPI năm 2022")
    at = context.text.index("4,61")
    assert context.dated(at, at + 4).when == When(2022)


@pytest.mark.parametrize(
    ("topic", "when"),
    [
        ("Công tác CCHC tháng 8 và việc cần làm tháng 9/2031", When(2031, "2031-08")),
        ("Kết quả quý III, phương hướng quý IV năm 2031", When(2031, "2031-Q3")),
        ("Cải cách hành chính tháng 12 và nhiệm vụ tháng 01 năm 2032", When(2031, "2031-12")),
        ("Kết quả 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2031", When(2031, "2031-H1")),
        ("Kết quả 9 tháng đầu năm, phương hướng quý IV năm 2031", When(2031, "2031-01/2031-09")),
        ("Kết quả năm 2031, phương hướng năm 2032", When(2031)),
    ],
)
def test_a_subject_may_name_the_year_of_its_time_behind_the_time_to_come(topic, when):
    context = context_of("Nhận 77 hồ sơ.", topic)
    assert context.dated(5, 7).when == when


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Thời kỳ kiểm tra: từ 01/01/2031 đến 31/5/2031.\n\nĐã nhận 77 hồ sơ.", When(2031, "2031-01/2031-05")),
        ("(Số liệu tính từ 01/01/2031 đến 31/5/2031)\n\nĐã nhận 77 hồ sơ.", When(2031, "2031-01/2031-05")),
        ("Kỳ số liệu: 15/4 - 14/5/2031.\n\nĐã nhận 77 hồ sơ.", When(2031, "2031-05")),
        ("Thời gian kiểm tra từ 01/01/2030 đến 31/12/2030.\n\nĐã nhận 77 hồ sơ.", When(2031)),
    ],
)
def test_a_line_may_say_which_part_of_its_year_a_document_is_about(text, when):
    context = context_of(text, "Kiểm tra cải cách hành chính đợt 2 năm 2031")
    at = context.text.index("77")
    assert context.dated(at, at + 2).when == when


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Biên chế giao năm 2031 là 48. Trong quý, Sở cử 77 lượt đi học.", When(2031, "2031-Q2")),
        ("Kế hoạch có 12 việc trong năm 2031; quý này xong 77 việc.", When(2031, "2031-Q2")),
        ("Trong quý họp 3 buổi. Năm 2031 giao 77 biên chế.", When(2031)),
    ],
)
def test_what_is_said_of_the_quarter_is_of_that_of_the_document(text, when):
    context = context_of(text, "Báo cáo cải cách hành chính quý II năm 2031")
    at = context.text.index("77")
    assert context.dated(at, at + 2).when == when


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Lũy kế từ 01/7/2031 đến 28/11/2031: nhận 77 hồ sơ.", When(2031)),
        ("Trong tháng nhận 12 hồ sơ, lũy kế 77 hồ sơ.", When(2031, "2031-01/2031-11")),
        ("Trễ hạn tháng 11: 3 hồ sơ; lũy kế: 77 hồ sơ.", When(2031, "2031-01/2031-11")),
        ("Lũy kế 11 tháng năm 2031 nhận 77 hồ sơ.", When(2031, "2031-01/2031-11")),
        ("Phát phiếu trong tháng 10 và tháng 11, thu về 77 phiếu.", When(2031, "2031-11")),
    ],
)
def test_what_is_summed_up_is_not_of_the_month_of_the_document(text, when):
    context = context_of(text, "Báo cáo cải cách hành chính tháng 11 năm 2031")
    at = context.text.index("77")
    assert context.dated(at, at + 2).when == when


def test_an_average_of_years_is_of_all_of_them():
    text = "Năm 2030 huyện được 84 điểm. Tính bình quân 5 năm, chỉ số đạt 77 điểm."
    context = context_of(text, "Tổng kết giai đoạn 2026 - 2030")
    at = text.index("77")
    assert context.dated(at, at + 2).when == When(None, "2026/2030")


def test_a_heading_may_say_its_time_in_brackets():
    context = context_of("I. VÍ DỤ TỪ KẾT QUẢ NĂM 2031\n\nXã nhận 77 hồ sơ.", "Hướng dẫn chấm điểm năm 2032")
    at = context.text.index("77")
    assert context.dated(at, at + 2).when == When(2031)
    context = context_of(
        "I. HIỆN TRẠNG SAU SÁP NHẬP (tháng 7/2031)\n\nXã nhận 77 hồ sơ.", "Cải thiện chỉ số năm 2032"
    )
    at = context.text.index("77")
    assert context.dated(at, at + 2).when == When(2031, "2031-07")


def test_the_first_sentence_with_a_year_is_what_a_document_without_a_subject_is_about():
    text = "CỔNG THÔNG TIN\n\nTỈNH VÀO TỐP 10\n\nSáng 09/5, công bố PCI năm 2031. Tỉnh xếp thứ 9."
    assert opening_of(phrases_of(text)) == "Sáng 09/5, công bố PCI năm 2031."
    assert opening_of(phrases_of("Sáng 09/5 công bố PCI.")) is None


def test_a_year_before_a_colon_is_that_of_the_figure_behind_it():
    text = "Chỉ số PAPI: 2030: 41,70 điểm; 2031: 42,18 điểm."
    periods = context_of(text).periods
    assert [periods.at(text.index(figure), text.index(figure) + 5).when.year for figure in ("41,70", "42,18")] == [
        2030, 2031
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Các năm 2029, 2030, 2031 lần lượt là 83,47%; 78,65% và 81,03%, tương ứng thứ hạng 45, 47 và 43.",
         {"83,47": 2029, "81,03": 2031, "45": 2029, "47 và": 2030}),
        ("Giải ngân các năm 2029 - 2031 là 88,0%; 79,6% và 91%.", {"88,0": 2029, "79,6": 2030, "91": 2031}),
        ("Cả hai năm 2030 và 2031, với điểm số lần lượt là 72,45 và 74,10.", {"72,45": 2030, "74,10": 2031}),
    ],
)  # fmt: skip
def test_figures_in_the_order_of_as_many_years(text, years):
    periods = context_of(text).periods
    assert {told: periods.at(text.index(told), text.index(told) + 2).when.year for told in years} == years


def test_more_figures_than_years_are_in_no_order_of_them():
    text = "Trong hai năm 2030 và 2031, kết quả là 72,45; 74,10 và 75,20."
    assert periods_in_turn(text) == {}


def periods_in_turn(text: str):
    return context_of(text).periods._in_turn


@pytest.mark.parametrize(
    ("lead", "topic", "when"),
    [
        ("Quý III/2031 tỉnh đạt 78 điểm, quý II/2031 đạt 80 điểm, cụ thể:", "Giải trình", When(2031, "2031-Q3")),
        ("Kết quả năm 2031 như sau:", None, When(2031)),
        ("Kết quả năm 2031 như sau:", "Kết quả năm 2030", When(2030)),
        ("Quý III/2031 tỉnh đạt 78 điểm.", "Giải trình", When()),
    ],
)
def test_numbered_items_are_of_the_time_that_leads_to_them_where_the_subject_names_none(lead, topic, when):
    context = context_of(f"{lead}\n\n1. Sở Y tế: 64 điểm.\n2. Sở Du lịch: 71 điểm.", topic)
    at = context.text.index("71")
    assert context.dated(at, at + 2).when == when


def test_what_was_some_years_later_is_of_no_year_that_is_named():
    context = context_of("Năm 2030 đạt 64 điểm. Hai năm tiếp theo, điểm số là 65 và 67.")
    at = context.text.index("67")
    assert context.dated(at, at + 2).when == When()


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Sau khi có Chỉ số CCHC năm 2030, xã họp 01 cuộc.\nQuý I, xã có 85 nhiệm vụ", When(2031, "2031-Q1")),
        ("Năm 2030, Chỉ số CCHC của xã đạt 81 điểm.\nTồn tại: còn 85 hồ sơ trễ hạn", When(2031, "2031-Q1")),
        ("Tháng 2/2031 xã đạt 80 điểm.\nKhảo sát tại quầy: 85 lượt đánh giá", When(2031, "2031-Q1")),
        ("Kết quả năm 2030 như sau:\nKhảo sát tại quầy: 85 lượt đánh giá", When(2030)),
        ("C. So với năm trước\nNăm 2030, xã tự chấm 85 điểm", When(2030)),
        ("So với năm 2030, xã có 85 hồ sơ", When(2031, "2031-Q1")),
    ],
)
def test_a_line_with_a_label_and_the_time_of_the_document_leave_what_was_told_above(text, when):
    context = context_of(text, "Cải cách hành chính quý I năm 2031")
    at = context.text.index("85")
    assert context.dated(at, at + 2).when == when
