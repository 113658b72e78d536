"""Lines whose figure stands at the end of a row of dots."""

import pytest

from cchc_ocr.document import Line
from cchc_ocr.extract.text.leaders import without_leaders


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hồ sơ tiếp nhận ......... 9.604 hồ sơ", "Hồ sơ tiếp nhận: 9.604 hồ sơ"),
        ("Tỷ lệ đúng hạn . . . . . . 99,5 %", "Tỷ lệ đúng hạn: 99,5 %"),
        ("Ý kiến: ………… 73/80 ý kiến", "Ý kiến: 73/80 ý kiến"),
        ("1. Mở đầu ............ 3", "1. Mở đầu ............ 3"),
        ("Số: ...../BC-UBND", "Số: ...../BC-UBND"),
        ("Họ và tên ..............", "Họ và tên .............."),
        ("và 12 hồ sơ ... 5 hồ sơ", "và 12 hồ sơ ... 5 hồ sơ"),
    ],
)
def test_dots_lead_to_a_figure_with_what_it_counts(text, told):
    ((_, line),) = without_leaders([(1, Line.from_text(text))])
    assert line.text == told


def test_each_such_line_is_a_paragraph():
    lines = [(1, Line.from_text(f"Số phiếu {n} ....... 12 phiếu", 4)) for n in "abc"]
    assert len({line.paragraph for _, line in without_leaders(lines)}) == 3
