"""Lines cut into what stands together, and what is no print."""

from __future__ import annotations

from itertools import pairwise

import pytest

from cchc_ocr.document import Box, Word
from cchc_ocr.layout.segments import (
    Segment,
    in_rows,
    is_junk,
    joined_rows,
    line_height,
    rows_of,
    split,
    trimmed,
    without_hand,
)
from tests.engines import run, word

UNIT = 40


def texts(parts: list[list[Word]]) -> list[str]:
    return [" ".join(word.text for word in part) for part in parts]


def segment(text: str, x: int, y: int, *, height: int = UNIT, confidence: float = 0.95) -> Segment:
    return Segment.of(run(text, x, y, height=height, confidence=confidence), 0.0)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (run("UBND TỈNH SƠN HÀ", 100, 0), ["UBND TỈNH SƠN HÀ"]),
        ([*run("Sở Y tế", 100, 0), *run("92,15", 800, 0)], ["Sở Y tế", "92,15"]),
        ([*run("Sở Y", 100, 0), *run("tế", 250, 0)], ["Sở Y tế"]),
        ([*run("Số:", 100, 0), *run("/QĐ-SNV", 400, 0)], ["Số: /QĐ-SNV"]),  # room for a pen
        ([*run("Hà, ngày", 100, 0), *run("tháng 3", 400, 0)], ["Hà, ngày tháng 3"]),
        ([*run("Số:", 100, 0), *run("/QĐ-SNV", 800, 0)], ["Số:", "/QĐ-SNV"]),  # too much room for a pen
        (
            run("SỞ NỘI VỤ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 100, 0),
            ["SỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ),
        (run("SỞ NỘI VỤ Độc lập - Tự do - Hạnh phúc", 100, 0), ["SỞ NỘI VỤ", "Độc lập - Tự do - Hạnh phúc"]),
        (
            run("Số: 12/QĐ-SNV Sơn Hà, ngày 05 tháng 3 năm 2024", 100, 0),
            ["Số: 12/QĐ-SNV", "Sơn Hà, ngày 05 tháng 3 năm 2024"],
        ),
    ],
)
def test_where_a_line_is_cut(words: list[Word], parts: list[str]) -> None:
    assert texts(split(words, UNIT)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "- Đại diện Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh;",
        "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;",
        "vì độc lập, tự do, hạnh phúc của nhân dân",
        "Số 12/QĐ-SNV ngày 05 tháng 3 năm 2024",
    ],
)
def test_running_text_that_names_the_country_is_not_cut(text: str) -> None:
    assert texts(split(run(text, 100, 0), UNIT)) == [text]


@pytest.mark.parametrize(
    ("found", "junk"),
    [
        (segment("S~", 0, 0, confidence=0.1), True),
        (segment("Sở Nội vụ báo cáo", 0, 0, confidence=0.1), False),  # a line that somebody must look at
        (segment("^Á", 0, 0, height=12), True),
        (segment("báo cáo", 0, 0, height=12), False),
        (segment("-", 0, 0, confidence=0.4), False),
        (segment("-", 0, 0, confidence=0.2), True),
        (segment("|", 0, 0, confidence=0.7), True),
        (segment("|", 0, 0, confidence=1.0), False),  # of a text layer
        (segment("2", 0, 0), False),
    ],
)
def test_junk(found: Segment, junk: bool) -> None:
    assert is_junk(found, UNIT) is junk


@pytest.mark.parametrize(
    ("seen", "printed"),
    [
        ("Só:933/SYT-TCCB", "Số: /SYT-TCCB"),
        ("Số: 12 /KH-STC", "Số: /KH-STC"),
        ("Số: /KH-STC", "Số: /KH-STC"),
        ("S~ 12/3", ""),
        ("và/hoặc", ""),
    ],
)
def test_of_a_number_by_hand_the_symbol_is_print(seen: str, printed: str) -> None:
    left = without_hand(run(seen, 100, 0))
    assert " ".join(word.text for word in left) == printed
    boxes = [word.box for word in left if word.box]
    assert all(one.x1 <= other.x0 for one, other in pairwise(boxes))


def test_specks_go_and_a_dash_is_made_one() -> None:
    words = [word("~", 0, 18, width=12, height=5), *run("Lưu: VT.", 30, 0), word("`", 400, 0, width=4, height=4)]
    assert " ".join(found.text for found in trimmed(words, UNIT)) == "- Lưu: VT."


def test_a_single_word_is_never_trimmed() -> None:
    assert trimmed([word("`", 0, 0)], UNIT) == [word("`", 0, 0)]


def test_rows_from_top_to_bottom_and_left_to_right() -> None:
    parts = [segment("2", 100, 100), segment("b", 500, 5), segment("a", 100, 0)]
    assert [[found.text for found in row] for row in rows_of(parts)] == [["a", "b"], ["2"]]
    assert [found.text for found in in_rows(parts)] == ["a", "b", "2"]
    assert [found.text for found in joined_rows(parts)] == ["a b", "2"]


def test_what_stands_below_another_is_no_neighbour_however_tall() -> None:
    parts = [segment("đ/c", 0, 0, height=90), segment("một", 200, 10), segment("hai", 200, 60)]
    assert [[found.text for found in row] for row in rows_of(parts)] == [["đ/c", "một"], ["hai"]]


def test_a_segment_is_as_high_as_if_its_line_were_level() -> None:
    assert Segment.of([word("Sở", 1000, 152)], 0.05).box == Box(1000, 101, 1040, 141)


@pytest.mark.parametrize(
    ("groups", "height"), [([run("Sở", 0, 0, height=38)], 38.0), ([run("-", 0, 0)], 30.0), ([], 30.0)]
)
def test_the_height_of_a_line(groups: list[list[Word]], height: float) -> None:
    assert line_height(groups) == height
