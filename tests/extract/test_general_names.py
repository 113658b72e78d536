"""Names that say nothing of what is measured, and what stands for them."""

import pytest

from cchc_ocr.extract.results.counts import find_counts
from cchc_ocr.extract.results.general_names import criterion_told, heading_told, is_general
from cchc_ocr.extract.results.percentages import find_percentages
from cchc_ocr.extract.results.rankings import find_ranks
from cchc_ocr.extract.results.scores import find_results
from tests.known import context_of


@pytest.mark.parametrize(
    ("name", "general"),
    [
        (None, True),
        ("tỷ lệ thực tế", True),
        ("không chấp nhận", True),
        ("kết quả xếp hạng", True),
        ("tiêu chí 2.4", False),
        ("tỷ lệ giải ngân", False),
    ],
)
def test_general(name, general):
    assert is_general(name) is general


def test_the_criterion_of_a_paragraph_is_quoted_or_its_title():
    quoted = 'Tiêu chí "Trả lời đơn thư": không chấp nhận, giữ nguyên 0,5'
    assert criterion_told(context_of(quoted), quoted.index("0,5")) == "Trả lời đơn thư"
    titled = "Về ký số văn bản: mức chung đạt 41%"
    assert criterion_told(context_of(titled), titled.index("41")) == "ký số văn bản"
    judged = "Hạn chế: tỷ lệ đạt 41%"
    assert criterion_told(context_of(judged), judged.index("41")) is None


def test_a_heading_says_what_points_are_of():
    text = "II. Điểm trên Cổng dịch vụ công\n- Tháng 8: 86,15 điểm"
    assert heading_told(context_of(text), text.index("86")) == "Điểm trên Cổng dịch vụ công"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Khám chữa bệnh từ xa: tỷ lệ 33,1%.", "Khám chữa bệnh từ xa"),
        ('Tiêu chí "Nộp qua mạng": Sở tự chấm 3 điểm; tỷ lệ thực tế là 61%', "Nộp qua mạng"),
        ("Tiền thuê đất nợ chiếm 5% tổng thu", "Tiền thuê đất nợ"),
        ("Ký 100% hóa đơn", "hóa đơn ký"),
        ("94% văn bản đi (trừ văn bản mật) được ký số", "văn bản đi (trừ văn bản mật) được ký số"),
    ],
)
def test_a_share_is_called_by_what_it_is_of(text, name):
    context = context_of(text)
    find_results(context)
    assert find_percentages(context, find_counts(context))[-1].value.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lĩnh vực tài chính công rơi xuống hạng 44.", "tài chính công"),
        ("Kết quả xếp hạng: Bộ xếp đơn vị thứ 18/63 về CCHC năm 2031.", "xếp hạng CCHC"),
    ],
)
def test_a_place_is_called_by_what_is_ranked(text, name):
    assert find_ranks(context_of(text))[-1].value.name == name


def test_points_are_called_by_the_criterion_and_not_by_the_decision():
    text = '- Tiêu chí "Trả lời đơn thư": không chấp nhận, giữ nguyên 0,5/1,5 điểm.'
    assert find_results(context_of(text)).scores[0].value.criterion == "Trả lời đơn thư"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("- Trừ 01 điểm đối với việc yêu cầu thêm giấy tờ.", "yêu cầu thêm giấy tờ"),
        ("b) Chưa xong 03/22 việc trong Kế hoạch CCHC (- 0,75 điểm);", "Chưa xong 03/22 việc trong Kế hoạch CCHC"),
        ("Phần dịch vụ 28,5/30, công vụ 15/15, bị trừ 1,5 điểm do khiếu nại kéo dài.", "khiếu nại kéo dài"),
    ],
)
def test_points_are_taken_off_for_what_the_clause_says(text, name):
    assert find_results(context_of(text)).deductions[0].value.name == name
