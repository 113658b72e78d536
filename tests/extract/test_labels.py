"""What figures are called."""

import pytest

from cchc_ocr.extract.results.labels import concise, counted
from tests.known import KNOWLEDGE


@pytest.mark.parametrize(
    ("name", "short"),
    [
        (None, None),
        ("", None),
        ("Cải cách thể chế", "Cải cách thể chế"),
        ("Điểm tự chấm 60,5 điểm", "Điểm tự chấm"),
        ("Chỉ số hài lòng đạt 90% và", "Chỉ số hài lòng"),
        ("Chỉ số hài lòng (năm 2020", "Chỉ số hài lòng"),
        ("Chỉ số hài lòng (SIPAS)", "Chỉ số hài lòng (SIPAS)"),
        ("Riêng Sở Y tế xếp", "Sở Y tế"),
        ("Phấn đấu tỷ lệ hồ sơ đúng hạn đạt", "tỷ lệ hồ sơ đúng hạn"),
        ("85%", "85%"),  # nothing would be left
        ('Cung ứng dịch vụ công" tuy có cải thiện song vẫn', "Cung ứng dịch vụ công"),
        ('số người phải "lót tay" khi làm giấy', 'số người phải "lót tay" khi làm giấy'),
        ("DTI năm 2022 của tỉnh đạt giá trị 0,5974", "DTI"),
        ("tiếp đến là Trách nhiệm giải trình", "Trách nhiệm giải trình"),
        ("Quản trị điện tử đạt thấp nhất trong tám nội dung", "Quản trị điện tử"),
        ('Ông A đề nghị xem lại tiêu chí "Công khai ngân sách"', "Công khai ngân sách"),
        ("Trách nhiệm giải trình giữ nguyên", "Trách nhiệm giải trình"),
        ("Đến 31/12/2023 Sở đã giải ngân", "Sở đã giải ngân"),
    ],
)
def test_a_name_is_cut_to_what_it_names(name, short):
    assert concise(name) == short


@pytest.mark.parametrize(
    ("noun", "described", "before", "name"),
    [
        ("hồ sơ", "hồ sơ", None, "hồ sơ"),
        ("hồ sơ", "hồ sơ", "Sở đã tiếp nhận", "hồ sơ đã tiếp nhận"),
        ("hồ sơ", "hồ sơ", "đã tiếp nhận và giải quyết", "hồ sơ đã tiếp nhận và giải quyết"),
        ("hồ sơ", "hồ sơ trễ hạn", "Sở đã tiếp nhận", "hồ sơ trễ hạn"),
        ("hồ sơ", "hồ sơ", "Lĩnh vực đất đai", "hồ sơ Lĩnh vực đất đai"),
        ("hồ sơ", "hồ sơ", "Trên địa bàn huyện có rất nhiều người", "hồ sơ"),
        ("xã", "xã", "đã kiểm tra", "xã"),  # places are counted as such
    ],
)
def test_a_count_is_named_by_its_noun_and_what_is_said_of_it(noun, described, before, name):
    assert counted(KNOWLEDGE.acts, noun, described, before) == name


def test_a_long_description_ends_where_it_goes_on_to_why():
    described = (
        "hồ sơ trễ hạn của các tổ chức và cá nhân gửi tới để giải quyết trong thời gian quy định của pháp luật"
    )
    assert counted(KNOWLEDGE.acts, "hồ sơ", described, None) == "hồ sơ trễ hạn"
    assert len(counted(KNOWLEDGE.acts, "hồ sơ", "hồ sơ " + "a b c d e f g h i k l m n o p", None).split()) <= 14
