"""The two blocks of the head, found line by line."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.layout.head_lines import HeadWords, by_lines
from cchc_ocr.layout.pieces import pieces_of
from tests.pages import text_page

COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
WORDS = HeadWords(frozenset(["quy che", "bao cao"]), frozenset(["thanh pho", "tp."]), frozenset(["so", "ubnd"]))
DATE = ("Sơn Hà, ngày 05 tháng 3 năm 2024",)


@pytest.mark.parametrize(
    ("lines", "left", "right", "rest"),
    [
        ([f"SỞ NỘI VỤ {COUNTRY}", f"Số: 15/BC-SNV {DATE[0]}", "BÁO CÁO"],
         ["SỞ NỘI VỤ", "Số: 15/BC-SNV"], [COUNTRY, DATE[0]], ["BÁO CÁO"]),
        (["SỞ NỘI VỤ", "Số: 15/BC-SNV", COUNTRY, MOTTO, DATE[0], "BÁO CÁO"],
         ["SỞ NỘI VỤ", "Số: 15/BC-SNV"], [COUNTRY, MOTTO, DATE[0]], ["BÁO CÁO"]),
        ([f"SỞ NỘI VỤ {COUNTRY}", "Số: 15/SNV", f"V/v giao biên chế {DATE[0]}", "", "Kính gửi: Sở Y tế"],
         ["SỞ NỘI VỤ", "Số: 15/SNV", "V/v giao biên chế"], [COUNTRY, DATE[0]], ["Kính gửi: Sở Y tế"]),
        ([f"SỞ NỘI VỤ {COUNTRY}", "Số: 15/SNV", f"KHẨN TP. {DATE[0]}", "BÁO CÁO"],
         ["SỞ NỘI VỤ", "Số: 15/SNV", "KHẨN"], [COUNTRY, f"TP. {DATE[0]}"], ["BÁO CÁO"]),
        ([f"SỞ NỘI VỤ {COUNTRY}", "Số: 15/SNV", f"HỎA TỐC HẸN GIỜ Thành phố {DATE[0]}", "BÁO CÁO"],
         ["SỞ NỘI VỤ", "Số: 15/SNV", "HỎA TỐC HẸN GIỜ"], [COUNTRY, f"Thành phố {DATE[0]}"], ["BÁO CÁO"]),
        ([f"SỞ NỘI VỤ {COUNTRY}", f"Thành phố {DATE[0]}", "QUY CHẾ"],
         ["SỞ NỘI VỤ"], [COUNTRY, f"Thành phố {DATE[0]}"], ["QUY CHẾ"]),
        ([f"UBND TỈNH SƠN HÀ {COUNTRY}", "QUY CHẾ", "Điều 1."],
         ["UBND TỈNH SƠN HÀ"], [COUNTRY], ["QUY CHẾ", "Điều 1."]),
        (["Danh sách kèm theo"], [], [], ["Danh sách kèm theo"]),
        # no number
        (["SỞ NỘI VỤ", "V/v cử người", "dự lớp học", COUNTRY, DATE[0], "Kính gửi: Sở Y tế"],
         ["SỞ NỘI VỤ", "V/v cử người", "dự lớp học"], [COUNTRY, DATE[0]], ["Kính gửi: Sở Y tế"]),
        # a stamp, and a line that belongs to nothing
        (["SỞ NỘI VỤ", "ĐẾN Giờ: C", "vết mực", "Số: 15/BC-SNV", COUNTRY, DATE[0], "BÁO CÁO"],
         ["SỞ NỘI VỤ", "ĐẾN Giờ: C", "vết mực", "Số: 15/BC-SNV"], [COUNTRY, DATE[0]], ["BÁO CÁO"]),
        # one row
        ([f"SỞ NỘI VỤ Số: 15/BC-SNV {COUNTRY} {DATE[0]}", "BÁO CÁO"],
         ["SỞ NỘI VỤ", "Số: 15/BC-SNV"], [COUNTRY, DATE[0]], ["BÁO CÁO"]),
        # the date first, its place of two names
        (["Nam Sơn - Bắc Hà, ngày 05/4/2024", "SỞ NỘI VỤ", "Số: 15/BC-SNV", COUNTRY, "BÁO CÁO"],
         ["SỞ NỘI VỤ", "Số: 15/BC-SNV"], ["Nam Sơn - Bắc Hà, ngày 05/4/2024", COUNTRY], ["BÁO CÁO"]),
        # nothing but a body and a title
        (["SỞ NỘI VỤ", "BÁO CÁO", "Kết quả"], ["SỞ NỘI VỤ"], [], ["BÁO CÁO", "Kết quả"]),
    ],
)  # fmt: skip
def test_plain_text(lines: list[str], left: list[str], right: list[str], rest: list[str]) -> None:
    found = by_lines(pieces_of(text_page(lines)), WORDS)
    assert tuple([piece.text for piece in part] for part in found) == (left, right, rest)


@given(st.integers(0, 10_000))
def test_every_word_of_a_text_is_in_one_block(seed: int) -> None:
    chance = random.Random(seed)
    words = f"{COUNTRY} {DATE[0]} Số: 15/BC-SNV V/v Kính gửi: BÁO CÁO KHẨN".split()
    page = text_page([" ".join(chance.choices(words, k=chance.randint(1, 12))) for _ in range(12)])
    blocks = by_lines(pieces_of(page), HeadWords())
    found = sorted(word.text for block in blocks for piece in block for word in piece.words)
    assert found == sorted(word.text for piece in pieces_of(page) for word in piece.words)
