"""Blocks to pages: heads and feet as two blocks, tables with rows and cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.files.office.blocks import OfficeTable, OfficeText, Paragraph
from cchc_ocr.files.office.composing import is_layout, pages_of


def table(*rows: tuple[str, ...]) -> OfficeTable:
    """Rows of cells, whose paragraphs are parted by bars; "<" is merged with the cell before it."""
    return OfficeTable(
        tuple(
            tuple(tuple(map(Paragraph.of, cell.split("|"))) if cell != "<" else () for cell in row) for row in rows
        )
    )


HEAD = table(
    ("UBND TỈNH SƠN HÀ|SỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc"),
    ("Số: 15/BC-SNV", "Sơn Hà, ngày 5 tháng 3 năm 2024"),
)
FOOT = table(("Nơi nhận:|- Như trên;", "", "GIÁM ĐỐC"), ("- Lưu: VT.", "", "Nguyễn Văn An"))
DATA = table(("TT", "Đơn vị", "Điểm"), ("1", "Sở A", "80,5"))


@pytest.mark.parametrize(
    ("one", "layout"),
    [
        (HEAD, True),
        (FOOT, True),
        (table(("Kính gửi:", "- Sở Nội vụ;"), ("", "- Sở Tài chính.")), True),
        (table(("một ô",)), True),
        (table(("một hàng", "hai ô")), True),
        (table(("một cột",), ("hai hàng",)), True),
        (table(("Số: 15/QĐ-UBND", "Sơn Hà"), ("Sở", "Hết")), True),
        (DATA, False),
        (table(("Tiêu chí", "Điểm"), ("Thể chế", "9,5")), False),
        (table(("TT", "Tên", "Số ký hiệu", "Ngày", "Nơi nhận"), ("1", "a", "b", "c", "d")), False),
        (OfficeTable(()), True),
    ],
)
def test_a_table_that_only_places_blocks_is_none(one: OfficeTable, layout: bool) -> None:
    assert is_layout(one) == layout


def test_the_left_block_comes_before_the_right_one() -> None:
    (page,) = pages_of(OfficeText((HEAD, Paragraph.of("BÁO CÁO"), DATA, FOOT)))
    assert page.text.splitlines() == [
        *("UBND TỈNH SƠN HÀ", "SỞ NỘI VỤ", "Số: 15/BC-SNV"),
        *("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Sơn Hà, ngày 5 tháng 3 năm 2024"),
        *("BÁO CÁO", "TT\tĐơn vị\tĐiểm", "1\tSở A\t80,5"),
        *("Nơi nhận:", "- Như trên;", "- Lưu: VT.", "GIÁM ĐỐC", "Nguyễn Văn An"),
    ]
    paragraphs = [line.paragraph for line in page.lines[:7]]
    assert paragraphs[0] == paragraphs[2] != paragraphs[3] == paragraphs[5] != paragraphs[6]


def test_a_title_across_a_head_comes_after_both_blocks() -> None:
    whole = OfficeTable((*HEAD.rows, *table(("BÁO CÁO|Kết quả năm 2023", "<")).rows))
    (page,) = pages_of(OfficeText((whole,)))
    assert [line.text for line in page.lines[-3:]] == [
        "Sơn Hà, ngày 5 tháng 3 năm 2024",
        "BÁO CÁO",
        "Kết quả năm 2023",
    ]
    assert len({line.paragraph for line in page.lines[-3:]}) == 3


def test_a_table_has_its_cells_and_an_empty_column_is_none() -> None:
    (page,) = pages_of(OfficeText((table(("TT", "", "Tên|dài", "Điểm"), ("1", "", "Sở A", "")),)))
    assert page.tables[0].rows == (("TT", "Tên dài", "Điểm"), ("1", "Sở A", ""))
    assert page.text == "TT\tTên dài\tĐiểm\n1\tSở A"


def test_breaks_divide_pages_and_notes_are_on_the_first() -> None:
    blocks = (Paragraph.of("một\fhai"), DATA, Paragraph.of("\f"), Paragraph.of("\f"), Paragraph.of("ba\nbốn"))
    made = pages_of(OfficeText((*blocks, Paragraph.of("\f ")), ("pictures not read: 1",), in_part=True))
    assert [page.text.splitlines()[0] for page in made] == ["một", "hai", "ba"]
    assert [page.number for page in made] == [1, 2, 3]
    assert [page.notes for page in made] == [("pictures not read: 1",), (), ()]
    assert [(page.in_part, page.fault) for page in made] == [
        (True, "pictures not read: 1"),
        (False, ""),
        (False, ""),
    ]
    assert "save it as PDF" in made[0].hint
    assert (len(made[1].tables), made[2].lines[0].paragraph) == (1, made[2].lines[1].paragraph)


@given(st.lists(st.text("aà1.,-/ \n", min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=9))
def test_any_text_of_paragraphs_comes_back(texts: list[str]) -> None:
    (page,) = pages_of(OfficeText(tuple(map(Paragraph.of, texts))))
    assert " ".join(line.text for line in page.lines).split() == " ".join(texts).split()


def test_nothing_is_one_empty_page() -> None:
    (page,) = pages_of(OfficeText(()))
    assert page.lines == ()
