"""Which counts are parts of another."""

import pytest

from cchc_ocr.extract.results.counts import find_counts
from cchc_ocr.extract.results.wholes import parts_of
from tests.known import context_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Đã giải quyết 960 hồ sơ, trong đó đúng hạn 930 hồ sơ, trễ hạn 45 hồ sơ.",
            [([960, 930, 45], True)],
        ),
        ("Tiếp nhận 50 hồ sơ (trực tuyến 40 hồ sơ, trực tiếp 10 hồ sơ).", [([50, 40, 10], True)]),
        (
            "Hồ sơ tiếp nhận: 640, trong đó trực tuyến 500, trực tiếp 130, qua bưu chính 0.",
            [([640, 500, 130, 0], True)],
        ),
        ("Có 204 thủ tục (cấp tỉnh 150, cấp xã 54).", [([204, 150, 54], False)]),
        ("Nhận 404 hồ sơ (trong đó có 35 hồ sơ trực tuyến); giải quyết 399 hồ sơ, trễ hạn 05 hồ sơ", []),
        ("Có 12 kế hoạch, 45 công văn", []),
        (
            "Xã phải làm 07 nhiệm vụ. Đến nay: 05 nhiệm vụ đã xong (71%), 02 nhiệm vụ đang làm, 01 nhiệm vụ chậm.",
            [([7, 5, 2, 1], False)],
        ),
        (
            "Tiếp nhận 2.416 hồ sơ (giảm 187 hồ sơ so với tháng 9), trong đó trực tuyến 1.981 hồ sơ,"
            " trực tiếp 435 hồ sơ.",
            [([2416, 1981, 435], True)],
        ),
        ("Đã giải quyết 96 hồ sơ: trước hạn 90, đúng hạn 4, quá hạn 1.", [([96, 90, 4, 1], True)]),
        ("Trước hạn: 91, đúng hạn: 74, quá hạn: 03.", []),
        ("Giao 41 nhiệm vụ: đúng hạn 33, quá hạn 1, còn lại trong hạn.", [([41, 33, 1], False)]),
        ("Có 17 phản ánh: đã trả lời 15 phản ánh, trong đó muộn 2 phản ánh.", []),
    ],
)
def test_parts_follow_their_whole(text, parts):
    context = context_of(text)
    counts = find_counts(context)
    values = [f.value.value for f in counts]
    found = [([values[i] for i in (one.whole, *one.parts)], one.complete) for one in parts_of(context, counts)]
    assert found == parts
