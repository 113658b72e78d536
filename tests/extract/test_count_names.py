"""What counted things are called."""

import pytest

from cchc_ocr.extract.results.count_forms import stated_counts
from cchc_ocr.extract.results.count_names import name_of, under_level
from cchc_ocr.extract.results.counts import find_counts
from tests.known import context_of


def names(text: str):
    context = context_of(text)
    return [name_of(context, found)[0] for found in stated_counts(context)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sở đã tiếp nhận 42 hồ sơ", "hồ sơ đã tiếp nhận"),
        ("có 02 hồ sơ trễ hạn", "hồ sơ trễ hạn"),
        ("Tổng số hồ sơ tiếp nhận: 415 hồ sơ", "Tổng số hồ sơ tiếp nhận"),
        ("từ 85 điểm trở lên: 4 đơn vị", "đơn vị từ 85 điểm"),
        ("Sở đã giảm 03 biên chế hành chính", "giảm biên chế hành chính"),
        ("Công chức: 33;", "Công chức"),
        ("Đến ngày 20/10/2030 đã hoàn thành 17/19 nhiệm vụ", "nhiệm vụ đã hoàn thành"),
        ("tính đến hết tháng 9 hoàn thành 17 nhiệm vụ", "nhiệm vụ hoàn thành"),
        ("rà soát theo yêu cầu 36 văn bản của cấp xã", "văn bản của cấp xã rà soát theo yêu cầu"),
        ("khảo sát tại 12 thôn, tổ dân phố thuộc 6 xã", "thôn, tổ dân phố thuộc"),
        ("rà soát 18 văn bản, kiến nghị bãi bỏ 02", "văn bản rà soát"),
        ("- Loại B (từ 65 đến dưới 80 điểm): 03 đơn vị", "đơn vị Loại B"),
        ("Viên chức y tế được giao 46 người, có mặt 37 người", "Viên chức y tế được giao"),
        ("có 178/624 ý kiến (28,5%) đề nghị rút ngắn thời gian", "ý kiến đề nghị rút ngắn thời gian"),
        ("hợp lệ, trong đó nam 331 người", "người nam"),
        ("Thừa nhận 05 hồ sơ sai mẫu", "hồ sơ sai mẫu"),
        ("17/19 cơ quan đạt điểm tối đa", "cơ quan đạt điểm tối đa"),
    ],
)
def test_words_around_a_figure_name_what_it_counts(text, name):
    assert names(text)[0] == name


def test_items_of_a_list_are_of_what_is_counted_before_it():
    context = context_of("có 312 thủ tục (cấp tỉnh 198, cấp xã 114)")
    found = [found.value.name for found in find_counts(context)]
    assert found == ["thủ tục", "thủ tục cấp tỉnh", "thủ tục cấp xã"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Cấp huyện: giải quyết đúng hạn 120 hồ sơ", "Cấp huyện: hồ sơ đúng hạn"),
        ("Kết quả: giải quyết đúng hạn 120 hồ sơ", "hồ sơ đúng hạn"),
    ],
)
def test_a_level_that_an_item_begins_with_is_part_of_the_name(text, name):
    context = context_of(text)
    found = next(stated_counts(context))
    assert under_level(context, found, "hồ sơ đúng hạn") == name
