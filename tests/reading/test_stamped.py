"""Words stamped in colour: which belong to the document, and where they come to stand in its lines."""

from __future__ import annotations

import numpy as np
import pytest

from cchc_ocr.picture.pixels import PageImage
from cchc_ocr.reading.page import read_page
from cchc_ocr.reading.stamped import belongs_to_the_document
from tests.engines import Replaying, run
from tests.stamps import DPI, RED, letters, page


@pytest.mark.parametrize(
    ("text", "belongs"),
    [
        *((mark, True) for mark in ("HỎA TỐC", "THƯỢNG KHẨN", "KHẨN", "TỐI MẬT", "MẬT")),
        *((copy, True) for copy in ("SAO Y BẢN CHÍNH", "BẢN SAO", "DỰ THẢO")),
        *((post, True) for post in ("GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH", "TRƯỞNG PHÒNG")),
        ("HÓ GIÁM ĐỐC", True),  # a letter lies on the ring of a seal
        ("PHÓ CHỦ TỊCH UBND", True),
        *((name, True) for name in ("Nguyễn Thị Mẫu", "Trần Văn Thử", "Lê Mẫu")),
        *((arrival, False) for arrival in ("CÔNG VĂN ĐẾN", "ĐẾN", "Số: 235", "Ngày: 12/3/2024")),
        *((other, False) for other in ("Chuyển: Phòng CCHC", "SỞ NỘI VỤ", "giám đốc", "CỘNG HÒA XÃ HỘI", "", "Y")),
    ],
)
def test_which_stamped_lines_belong_to_the_document(text: str, belongs: bool) -> None:
    assert belongs_to_the_document(text) is belongs


def stamped_page() -> PageImage:
    picture = page()
    letters(picture, 800, 1520, 8, RED)
    return PageImage(1, np.asarray(picture), DPI)


PRINT = [run("KT. GIÁM ĐỐC", 800, 1460), run("Nơi nhận: như trên", 100, 1460)]


def test_a_stamped_post_stands_below_the_printed_one() -> None:
    # On the strip, 1.2 times as large, the line begins 36 pixels from the left and lies in the middle.
    reader = Replaying([PRINT, [run("PHÓ GIÁM ĐỐC", 36, 71, height=28)]])
    read = read_page(stamped_page(), reader)
    assert read.text.splitlines()[-1] == "PHÓ GIÁM ĐỐC"
    box = read.lines[-1].words[0].box
    assert box and abs(box.x0 - 800) < 12 and 1500 < box.y0 < 1550


@pytest.mark.parametrize("text", ["CÔNG VĂN ĐẾN", "Số 235", "ồ ỡ ị"])
def test_a_received_stamp_is_left_out(text: str) -> None:
    reader = Replaying([PRINT, [run(text, 36, 71, height=28)]])
    assert text not in read_page(stamped_page(), reader).text


def test_a_stamp_that_is_hardly_legible_is_left_out() -> None:
    reader = Replaying([PRINT, [run("PHÓ GIÁM ĐỐC", 36, 71, height=28, confidence=0.4)]])
    assert "PHÓ" not in read_page(stamped_page(), reader).text


def test_what_was_read_as_print_is_not_read_twice() -> None:
    both = [*PRINT, run("PHÓ GIÁM ĐỐC", 800, 1515, height=30)]
    reader = Replaying([both, [run("PHÓ GIÁM ĐỐC", 36, 71, height=28)]])
    assert read_page(stamped_page(), reader).text.count("PHÓ GIÁM ĐỐC") == 1
