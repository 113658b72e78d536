"""The words of a clause that lead to a figure, and names that are told in full."""

import pytest

from cchc_ocr.extract.results.clause_words import figure_behind, in_full, lead
from cchc_ocr.extract.results.counts import find_counts
from cchc_ocr.extract.text.phrases import TextSpan
from tests.known import context_of


@pytest.mark.parametrize(
    ("text", "figure", "words"),
    [
        ("Đơn giản hóa 9/15 thủ tục đã chọn", "9", "Đơn giản hóa"),
        ("kiến nghị bãi bỏ 2 văn bản, sửa đổi, bổ sung 6 văn bản", "6", "sửa đổi, bổ sung"),
        ("Trong quý tuyển dụng 4 công chức", "4", "tuyển dụng"),
        ("có 3 xã chậm báo cáo, 7 xã đúng hạn", "7", ""),
        ("Sở được 2 điểm do giải ngân đạt 81%", "81", "giải ngân"),
        ("Trong số tiếp nhận mới có 31 hồ sơ", "31", ""),
        ("Bộ phận Một cửa đã cập nhật, số hóa 52 hồ sơ", "52", "số hóa"),
        ("Giao ban tháng. 12 đơn vị dự", "12", ""),
    ],
)
def test_what_leads_to_a_figure(text, figure, words):
    context = context_of(text)
    span = lead(context, text.rindex(figure))
    assert text[span.start : span.end] == words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Đơn giản hóa 9/15 thủ tục đã chọn, đạt 60%", "thủ tục đã chọn đơn giản hóa"),
        ("Không gửi thư xin lỗi đối với 17 hồ sơ trễ hạn", "không gửi thư xin lỗi đối với hồ sơ trễ hạn"),
        ("Đã số hóa kết quả giải quyết của 940 hồ sơ", "hồ sơ số hóa kết quả giải quyết"),
        ("Rà soát 52 văn bản, kiến nghị bãi bỏ 4 văn bản", "văn bản rà soát"),
        ("trong đó đúng hạn, sớm hạn 702 hồ sơ", "hồ sơ đúng hạn, sớm hạn"),
        ("- Nộp lệ phí qua mạng: 310/420 hồ sơ có phí", "hồ sơ có phí nộp lệ phí qua mạng"),
        ("Về niêm yết: còn 8 thủ tục chưa niêm yết", "thủ tục chưa niêm yết"),
        ("Khuyết điểm: 7 hồ sơ trễ hạn", "hồ sơ trễ hạn"),
        ("Kỳ này nhận mới 1246 hồ sơ", "hồ sơ nhận mới"),
        ("Sổ điểm số cho 212 học sinh lớp 11", "sổ điểm số cho học sinh lớp 11"),
        ("Có 5 đơn vị được 10 điểm", "đơn vị được 10 điểm"),
        ("còn 4 xã (A Sờ, B Mô) chưa có mạng", "xã chưa có mạng"),
        ("Chỉ có 3/9 xã, phường đạt tỷ lệ nộp qua mạng trên 65%.", "xã, phường đạt tỷ lệ nộp qua mạng trên 65%"),
    ],
)
def test_a_count_is_called_by_all_that_its_clause_says(text, name):
    assert next(iter(find_counts(context_of(text)))).value.name == name


def test_a_name_that_says_it_all_is_left():
    text = "Sở đã tiếp nhận 42 hồ sơ"
    assert in_full(context_of(text), "hồ sơ đã tiếp nhận", "hồ sơ", text.index("42")) == "hồ sơ đã tiếp nhận"


def test_a_figure_that_belongs_to_a_name_is_counted_as_nothing_else():
    text = "người phải đi lại từ 3 lần trở lên"
    context = context_of(text)
    at = text.index(" từ")
    assert text[: figure_behind(context, TextSpan(0, 5), at)] == text
    assert not context.account.is_free(text.index("3"))
