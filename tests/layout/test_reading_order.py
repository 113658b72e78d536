"""Reading order: blocks side by side are read one after the other, and nothing that was read gets lost."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_ocr.document import Box, Line, Word
from cchc_ocr.layout.reading_order import arrange
from tests.engines import run, word

WIDTH, HEIGHT = 2480, 3508


def lines(*groups: list[Word], skew: float = 0.0) -> tuple[Line, ...]:
    return arrange(groups, WIDTH, HEIGHT, skew=skew)


def texts(found: tuple[Line, ...], zone: str) -> list[str]:
    return [line.text for line in found if line.zone == zone]


def header(number: str = "Số: 15 /BC-SNV") -> list[list[Word]]:
    """The head of a page as an engine reads it: across the gap."""
    return [
        [*run("UBND TỈNH SƠN HÀ", 300, 200), *run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1000, 205)],
        [*run("SỞ NỘI VỤ", 400, 260), *run("Độc lập - Tự do - Hạnh phúc", 1250, 262)],
        [*run(number, 350, 380), *run("Sơn Hà, ngày 05 tháng 3 năm 2023", 1200, 385)],
        run("BÁO CÁO", 1100, 560),
        run("Kết quả công tác cải cách hành chính quý I năm 2023", 600, 620),
        run("Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh, Sở Nội vụ báo cáo kết quả như sau:", 400, 800),
    ]


def test_header_is_read_block_by_block() -> None:
    found = lines(*header())
    assert texts(found, "header-left") == ["UBND TỈNH SƠN HÀ", "SỞ NỘI VỤ", "Số: 15 /BC-SNV"]
    assert texts(found, "header-right") == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sơn Hà, ngày 05 tháng 3 năm 2023",
    ]
    assert [line.zone for line in found] == ["header-left"] * 3 + ["header-right"] * 3 + ["body"] * 3


def test_blocks_close_together_are_parted_at_the_name_of_the_country() -> None:
    (first, *_) = lines([*run("BỘ NỘI VỤ", 300, 200), *run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 500, 200)])
    assert (first.zone, first.text) == ("header-left", "BỘ NỘI VỤ")


def test_blocks_are_parted_where_the_name_of_the_country_is_misread() -> None:
    found = lines([*run("UBND TỈNH SƠN HÀ", 300, 200), *run("CỌNG HOÀ XÃ HÔI CHỦ NGHĨA VIÊT NAM", 655, 200)])
    assert texts(found, "header-left") == ["UBND TỈNH SƠN HÀ"]


def test_room_for_a_handwritten_number_stays_on_the_line() -> None:
    number = [word("Số:", 350, 380), word("đ#", 470, 380, confidence=0.1), word("/BC-SNV", 640, 382)]
    found = lines(*[*header()[:2], number, *header()[3:]])
    assert texts(found, "header-left")[-1] == "Số: đ# /BC-SNV"
    assert found[2].words[1].confidence == 0.1


def test_no_number_takes_the_room_between_a_recipient_and_the_seal() -> None:
    found = lines(
        [*run("Nơi nhận:", 300, 2150), *run("GIÁM ĐỐC", 1600, 2150)],
        [*run("- Lãnh đạo Sở;", 300, 2210), *run("NỘI", 1600, 2212)],
    )
    assert texts(found, "footer-left") == ["Nơi nhận:", "- Lãnh đạo Sở;"]


def test_subject_of_a_letter_belongs_to_the_left_block() -> None:
    subject = [run("V/v báo cáo công tác", 330, 440), run("cải cách hành chính", 340, 500)]
    found = lines(*header()[:3], *subject, run("Kính gửi: Ủy ban nhân dân tỉnh Sơn Hà", 700, 650))
    assert texts(found, "header-left")[-2:] == ["V/v báo cáo công tác", "cải cách hành chính"]
    assert texts(found, "body") == ["Kính gửi: Ủy ban nhân dân tỉnh Sơn Hà"]


def test_footer_is_read_block_by_block() -> None:
    found = lines(
        run("Trên đây là báo cáo của Sở Nội vụ về công tác cải cách hành chính quý I năm 2023./.", 400, 2000),
        [*run("Nơi nhận:", 300, 2150), *run("KT. GIÁM ĐỐC", 1600, 2140)],
        [*run("- UBND tỉnh (b/c);", 300, 2210), *run("PHÓ GIÁM ĐỐC", 1600, 2200)],
        run("- Lưu: VT, CCHC.", 300, 2270),
        run("Trần Thị Thử", 1640, 2600),
    )
    assert texts(found, "footer-left") == ["Nơi nhận:", "- UBND tỉnh (b/c);", "- Lưu: VT, CCHC."]
    assert texts(found, "footer-right") == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Thử"]
    assert found[0].zone == "body"


@pytest.mark.parametrize(
    ("heading", "zone"),
    [("Nơi nhận:", "footer-left"), (".Vơi nhận:", "footer-left"), ("Nội dung:", "body")],
)
def test_a_footer_is_known_by_its_heading_though_a_letter_is_misread(heading: str, zone: str) -> None:
    found = lines([*run(heading, 300, 2150), *run("CHỦ TỊCH", 1600, 2140)], run("- Như trên;", 300, 2210))
    assert {line.text: line.zone for line in found}[heading] == zone


@pytest.mark.parametrize("heading", [[], run("- nhận:", 300, 2150), run("(b/c);", 700, 2155)])
def test_a_footer_whose_heading_was_not_read_is_known_by_its_last_item(heading: list[Word]) -> None:
    found = lines(
        run("Sở Nội vụ báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện trong quý I năm 2023 để", 300, 1960),
        run("kính trình xem xét./.", 300, 2020),
        [*heading, *run("TL. GIÁM ĐỐC", 1600, 2140)],
        [*run("- Như trên;", 300, 2202), *run("CHÁNH VĂN PHÒNG", 1560, 2215)],
        run("- Phòng Nội vụ các huyện;", 300, 2254),
        run("- Lưu: VT, CCHC.", 300, 2306),
        run("Trần Thị Thử", 1640, 2600),
    )
    expected = ["- Như trên;", "- Phòng Nội vụ các huyện;", "- Lưu: VT, CCHC."]
    assert texts(found, "footer-left") == [*([" ".join(w.text for w in heading)] if heading else []), *expected]
    assert texts(found, "footer-right") == ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "Trần Thị Thử"]
    assert [line.zone for line in found[:2]] == ["body", "body"]


@pytest.mark.parametrize("note", ["1 Kế hoạch số 5/KH-SNV về kiểm tra công vụ.", "* Theo báo cáo quý I."])
def test_footnotes_below_the_footer_are_read_after_it(note: str) -> None:
    found = lines(
        [*run("Nơi nhận:", 300, 2150), *run("GIÁM ĐỐC", 1600, 2140)],
        run("- Như trên;", 300, 2210),
        run("- Lưu: VT, CCHC.", 300, 2270),
        run("Trần Thị Thử", 1640, 2600),
        run(note, 330, 3200),
        run("có sửa đổi năm 2022.", 300, 3255),
        run("3", 1230, 3400),
    )
    assert [line.zone for line in found] == [
        *["footer-left"] * 3, *["footer-right"] * 2, *["footnote"] * 2, "page-number",
    ]  # fmt: skip


def test_a_marked_recipient_below_the_signature_is_no_footnote() -> None:
    found = lines(
        [*run("Nơi nhận:", 300, 2150), *run("GIÁM ĐỐC", 1600, 2140)],
        run("Trần Thị Thử", 1640, 2200),
        *[run(f"'- Sở số {at};", 300, 2210 + 55 * at) for at in range(5)],
    )
    assert {line.zone for line in found} == {"footer-left", "footer-right"}


@pytest.mark.parametrize(
    ("text", "x", "y", "zone"),
    [
        ("2", 1230, 150, "page-number"),
        ("- 3 -", 1210, 150, "page-number"),
        ("14", 2200, 3380, "page-number"),
        ("2", 1230, 1700, "body"),
        ("2023", 1230, 150, "body"),
        ("1", 210, 150, "body"),
    ],
)
def test_page_numbers(text: str, x: int, y: int, zone: str) -> None:
    body = run("Nội dung của trang thứ hai nói về kết quả thực hiện nhiệm vụ được giao", 300, 400)
    found = lines(run(text, x, y), body)
    assert {line.text: line.zone for line in found}[text] == zone


def test_specks_and_strokes_stay_out_and_unsure_words_on_a_good_line_stay_in() -> None:
    body = [*run("Căn cứ Luật Tổ chức", 300, 400), word("chínl", 680, 400, confidence=0.1)]
    junk = [
        [word(".", 900, 700, height=4, confidence=0.9)],
        [word("S~", 1500, 900, confidence=0.1), word("x26", 1600, 900, confidence=0.2)],
        [word("|", 100, 1200, confidence=0.5)],
        [word("^Á", 800, 380, height=12, confidence=0.9)],
    ]
    assert [line.text for line in lines(body, *junk)] == ["Căn cứ Luật Tổ chức chínl"]


@pytest.mark.parametrize(
    ("mark", "height", "width", "x", "kept"),
    [
        ("_", 40, 20, 480, False),  # the rule under a name, a frame
        ("`", 8, 12, 480, False),
        (".", 4, 4, 490, False),
        (".", 4, 4, 440, True),  # close by: a full stop that the engine parted from its word
        ("./.", 38, 36, 480, True),
        (":", 30, 10, 480, True),
        ("|", 4, 4, 490, False),
    ],
)
def test_specks_at_the_ends_of_lines_stay_out(mark: str, height: int, width: int, x: int, kept: bool) -> None:
    body = [*run("hết quý", 300, 400), word(mark, x, 400, width=width, height=height, confidence=0.9)]
    (line,) = lines(body)
    assert line.text == ("hết quý " + mark if kept else "hết quý")


@pytest.mark.parametrize(
    ("mark", "width", "text"),
    [
        ("~", 12, "- Lưu: VT."),
        ("_~", 30, "- Lưu: VT."),
        ("-", 12, "- Lưu: VT."),
        ("_", 30, "Lưu: VT."),
        ("~", 3, "Lưu: VT."),
    ],
)
def test_a_dash_that_opens_an_item_is_a_dash(mark: str, width: int, text: str) -> None:
    (line,) = lines([word(mark, 300, 418, width=width, height=5, confidence=0.8), *run("Lưu: VT.", 330, 400)])
    assert line.text == text


def test_text_that_was_not_read_from_pixels_is_never_junk() -> None:
    found = lines(run("Căn cứ Luật", 300, 400, confidence=1.0), [word("|", 100, 1200, height=5, confidence=1.0)])
    assert [line.text for line in found] == ["Căn cứ Luật", "|"]


def test_rows_of_cells_are_read_from_left_to_right() -> None:
    found = lines(run("Sở Y tế", 400, 600), run("1", 200, 605), run("92,15", 1500, 598), run("2", 200, 705))
    assert [line.text for line in found] == ["1", "Sở Y tế", "92,15", "2"]


def test_a_tall_note_of_a_pen_beside_two_lines_of_a_title_leaves_them_in_order() -> None:
    found = lines(
        run("BÁO CÁO", 1180, 540),
        [word("đ/c", 160, 655, height=66), word("Ba", 330, 615, height=86), *run("Về kiểm tra công vụ", 830, 624)],
        run("và kết quả tự chấm điểm năm 2023", 640, 700),
    )
    assert [line.text for line in found[-2:]] == ["Về kiểm tra công vụ", "và kết quả tự chấm điểm năm 2023"]


def test_rows_of_a_skewed_page_are_found() -> None:
    cells = [word("1", 200, 600), word("Sở", 1200, 652), word("92,15", 2200, 705), word("2", 200, 660)]
    found = lines(*[[cell] for cell in cells], skew=3.0)
    assert [line.text for line in found] == ["1", "Sở", "92,15", "2"]
    assert found[1].box == Box(1200, 652, 1240, 692)


def test_paragraphs_are_told_apart() -> None:
    found = lines(
        run("Đoạn thứ nhất có hai dòng và dòng này đi hết bề rộng của trang giấy in", 400, 500),
        run("dòng thứ hai của đoạn.", 300, 560),
        run("Đoạn thứ hai lùi đầu dòng và cũng đi hết bề rộng của trang giấy in", 400, 620),
        run("- một gạch đầu dòng", 400, 680),
    )
    assert [line.paragraph for line in found] == [0, 0, 1, 2]


def test_no_words_no_lines() -> None:
    assert lines() == () == lines([])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 25), st.floats(-3, 3))
def test_every_word_comes_out_once_with_its_own_box(seed: int, count: int, skew: float) -> None:
    chance = random.Random(seed)
    groups = [
        run(
            "Một hai 3,5 /QĐ Nơi nhận: ngày"[: chance.randint(3, 30)],
            chance.randint(0, 2000),
            chance.randint(0, 3400),
        )
        for _ in range(count)
    ]
    found = lines(*groups, skew=skew)
    assert sorted(map(repr, (w for line in found for w in line.words))) == sorted(
        map(repr, (w for group in groups for w in group))
    )
    assert [line.paragraph for line in found] == sorted(line.paragraph for line in found)
