"""Figures that are spelled out behind themselves."""

import pytest

from cchc_ocr.document import Line
from cchc_ocr.extract.text.spelled_figures import without_spelled_figures


def kept(*texts):
    return [line.text for _, line in without_spelled_figures([(1, Line.from_text(text)) for text in texts])]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ban hành 08 (tám) văn bản", "Ban hành 08 văn bản"),
        ("được giao 326 (ba trăm hai mươi sáu), có 301", "được giao 326, có 301"),
        ("đạt 97,4% (chín mươi bảy phẩy bốn phần trăm).", "đạt 97,4%."),
        ("kiểm tra 5/9 (chín) xã", "kiểm tra 5/9 xã"),
        ("đạt 90 điểm (năm 2031)", "đạt 90 điểm (năm 2031)"),
        ("có 12 (năm trước 9) xã", "có 12 (năm trước 9) xã"),
        ("Hai mươi mốt (21) cán bộ", "Hai mươi mốt (21) cán bộ"),
        ("một xã (hai thôn)", "một xã (hai thôn)"),
    ],
)
def test_the_words_of_a_figure_are_left_out(text, left):
    assert kept(text) == [left]


def test_the_words_may_go_on_in_the_next_line():
    assert kept("Có 45 (bốn", "mươi lăm) hồ sơ") == ["Có 45", "hồ sơ"]


def test_what_was_seen_of_the_figure_stays():
    ((_, line),) = without_spelled_figures([(1, Line.from_text("213 (hai trăm mười ba),"))])
    assert (line.words[0].text, line.words[0].as_seen) == ("213,", "213")
