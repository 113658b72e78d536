"""The two blocks of the head, found by boxes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.layout import head
from cchc_ocr.layout.segments import Segment
from tests.engines import run

WIDTH, HEIGHT, UNIT = 2480, 3508, 40
COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
Lines = list[tuple[str, int, int]]
DATE = ("Sơn Hà, ngày 05 tháng 3 năm 2024", 1200, 385)
USUAL: Lines = [
    ("UBND TỈNH SƠN HÀ", 300, 200),
    ("SỞ NỘI VỤ", 400, 260),
    ("Số: 15/BC-SNV", 350, 380),
    (COUNTRY, 1000, 205),
    (MOTTO, 1250, 262),
    DATE,
    ("BÁO CÁO", 1100, 560),
]


def zones(lines: Lines) -> tuple[list[str], list[str], list[str]]:
    """The texts on the left, on the right, and of the rest."""
    segments = [Segment.of(run(text, x, y), 0.0) for text, x, y in lines]
    placed, rest = head.by_boxes(segments, WIDTH, HEIGHT, UNIT)
    left, right = ([s.text for s, zone in placed if zone == name] for name in ("header-left", "header-right"))
    return left, right, [segment.text for segment in rest]


def test_the_usual_head() -> None:
    assert zones(USUAL) == (
        ["UBND TỈNH SƠN HÀ", "SỞ NỘI VỤ", "Số: 15/BC-SNV"],
        [COUNTRY, MOTTO, DATE[0]],
        ["BÁO CÁO"],
    )


@given(st.permutations(range(len(USUAL))))
def test_the_order_in_which_an_engine_gives_lines_does_not_matter(order: list[int]) -> None:
    assert zones([USUAL[at] for at in order])[:2] == zones(USUAL)[:2]


def test_a_body_that_governs_may_stand_where_the_country_does() -> None:
    right = [("HỘI NÔNG DÂN VIỆT NAM", 1500, 200), ("Nà Lơi, ngày 02/4/2018", 1500, 300)]
    left = [("BCH HỘI NÔNG DÂN", 300, 205), ("XÃ NÀ LƠI", 400, 260), ("Số 06-CV/HNDX", 350, 430)]
    assert zones([*left, *right, ("Kính gửi: Các chi hội", 900, 600)]) == (
        [text for text, _, _ in left],
        [text for text, _, _ in right],
        ["Kính gửi: Các chi hội"],
    )


def test_a_date_below_the_title_is_no_part_of_the_head() -> None:
    """A form is as short as a head: its date stands above the signature."""
    head = [*USUAL[:2], (COUNTRY, 1300, 205), (MOTTO, 1400, 262)]
    form = [*head, ("GIẤY ĐI ĐƯỜNG", 1110, 420), ("Cấp cho: Lê Văn Mẫu", 300, 500), (DATE[0], 1300, 600)]
    assert zones(form)[:2] == (["UBND TỈNH SƠN HÀ", "SỞ NỘI VỤ"], [COUNTRY, MOTTO])


@pytest.mark.parametrize(
    ("lines", "left", "right"),
    [
        # the country's name cut in two by a wide space
        ([("SỞ NỘI VỤ", 300, 200), ("CỘNG HÒA XÃ HỘI", 1000, 205), ("CHỦ NGHĨA VIỆT NAM", 1500, 205)],
         ["SỞ NỘI VỤ"], ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]),
        # a line in which both blocks were read as one and cannot be parted does not end the left one
        ([("UBND TỈNH SƠN HÀ _ ntNa HOÀ iA HỘI CHU", 600, 200), *USUAL[1:3], *USUAL[4:6]],
         ["SỞ NỘI VỤ", "Số: 15/BC-SNV"], [MOTTO, DATE[0]]),
        # a party's head: no motto, a mark between issuer and number
        ([("TỈNH ỦY SƠN HÀ", 300, 200), ("Số 10-CTr/TU", 350, 320), ("ĐẢNG CỘNG SẢN VIỆT NAM", 1400, 200), DATE],
         ["TỈNH ỦY SƠN HÀ", "Số 10-CTr/TU"], ["ĐẢNG CỘNG SẢN VIỆT NAM", DATE[0]]),
        # the name of the country cannot be read: the date stands beside the number
        ([("Số: 15/BC-SNV", 350, 380), DATE], ["Số: 15/BC-SNV"], [DATE[0]]),
        # the subject of a letter, and a mark of urgency below it
        ([*USUAL[:-1], ("V/v báo cáo công tác", 330, 440), ("KHẨN", 450, 540), ("Kính gửi: Sở Y tế", 500, 640)],
         ["UBND TỈNH SƠN HÀ", "SỞ NỘI VỤ", "Số: 15/BC-SNV", "V/v báo cáo công tác", "KHẨN"],
         [COUNTRY, MOTTO, DATE[0]]),
        # a subject with a date is no part of the right block, nor does it say where that begins
        ([*USUAL, ("sửa đổi Kế hoạch ban hành ngày 05 tháng 3 năm 2023", 900, 620)],
         ["UBND TỈNH SƠN HÀ", "SỞ NỘI VỤ", "Số: 15/BC-SNV"], [COUNTRY, MOTTO, DATE[0]]),
        # a date of which not all can be read ends the right block
        ([*USUAL[:5], ("Sơn Hà, ngày 2 tháng/Ohăm 2017", 1200, 385), ("ĐỀ ÁN", 1250, 470)],
         ["UBND TỈNH SƠN HÀ", "SỞ NỘI VỤ", "Số: 15/BC-SNV"], [COUNTRY, MOTTO, "Sơn Hà, ngày 2 tháng/Ohăm 2017"]),
    ],
)  # fmt: skip
def test_other_heads(lines: Lines, left: list[str], right: list[str]) -> None:
    assert zones(lines)[:2] == (left, right)


@pytest.mark.parametrize(
    "lines",
    [
        [("Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;", 400, 300)],
        [("Sơn Hà, ngày 05 tháng 3 năm 2024", 1200, 385), ("Sở Nội vụ báo cáo", 400, 500)],  # no number beside it
        [(COUNTRY, 200, 300)],  # there is no room on its left
        [(COUNTRY, 1000, 2000)],  # in the lower half
        [],
    ],
)
def test_what_is_no_head(lines: Lines) -> None:
    assert zones(lines) == ([], [], [text for text, _, _ in lines])
