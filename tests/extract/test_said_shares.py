"""Shares beside the figures that they are shares of."""

import pytest

from cchc_ocr.extract.checks.said_shares import said_shares
from tests.known import context_of


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Giải quyết 500 hồ sơ: trước hạn 300, đúng hạn 190, quá hạn 10; đúng hạn đạt 97%.", [(490, 500, 98, 97)]),
        ("Giải quyết 500 hồ sơ: trước hạn 300, đúng hạn 190, quá hạn 10; đúng hạn đạt 98%.", []),
        ("Giải quyết 500 hồ sơ: trước hạn 300, đúng hạn 190, quá hạn 10; trực tuyến đạt 71%.", []),
        (
            "Có 611 lượt, rất hài lòng 540, hài lòng 66, không hài lòng 5 → hài lòng 98,2%.",
            [(606, 611, 99.18, 98.2)],
        ),
        ("Giải quyết 500 hồ sơ: đúng hạn 490, quá hạn 10; 97% doanh nghiệp khai thuế điện tử.", []),
        ("Giải quyết 500 hồ sơ: đúng hạn 490, quá hạn 10; 97% hồ sơ đúng hạn.", [(490, 500, 98, 97)]),
        ("Có 38 văn bản: 5 kế hoạch, 21 công văn và 12 thông báo. Kiểm tra ít nhất 30% số phòng.", []),
        ("Giải quyết 500 hồ sơ: trước hạn 300, đúng hạn 180, quá hạn 10; đúng hạn đạt 97%.", []),
        ("Nhận mới 1.200 hồ sơ. Trong số đó có 960 hồ sơ trực tuyến (chiếm 88,5%).", [(960, 1200, 80, 88.5)]),
        ("Nhận mới 1.200 hồ sơ. Trong số đó có 960 hồ sơ trực tuyến (chiếm 80%).", []),
        ("Nhận mới 1.200 hồ sơ. Có 960 văn bản ký số (chiếm 88,5%).", []),
    ],
)
def test_a_share_is_of_the_whole_that_its_paragraph_tells(text, told):
    checks = [c.args for c in said_shares(context_of(text))]
    assert [(c["part"], c["whole"], c["due"], c["percent"]) for c in checks] == told
