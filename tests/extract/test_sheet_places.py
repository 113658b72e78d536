"""Places in the cells of a table."""

import pytest

from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE


def tables(text: str):
    return read_tables(text_pages(text), KNOWLEDGE)


@pytest.mark.parametrize(
    ("cells", "changes"), [(("↑1", "↓1"), [1, -1]), (("▲ 1", "▼ 1"), [1, -1]), (("–", "–"), [None] * 2)]
)
def test_arrows_say_whether_places_rose(cells, changes):
    text = "CHỈ SỐ CCHC\nCơ quan\tHạng 2030\tHạng 2031\tTăng/giảm hạng\n"
    text += f"Sở A\t2\t1\t{cells[0]}\nSở B\t1\t2\t{cells[1]}\n"
    assert [f.value.change for f in tables(text).ranks() if f.value.year == 2031] == changes


@pytest.mark.parametrize(
    ("note", "of"),
    [
        ("Nguồn: Sở A; xếp hạng trên 63 tỉnh, thành phố.", 63),
        ("Ghi chú: hạng A từ 80 đến trên 90 điểm.", None),
        ("Trên đây xếp hạng trên 63 tỉnh.", None),
    ],
)
def test_a_note_below_a_table_says_how_many_are_ranked(note, of):
    text = f"Chỉ số\t2030\tHạng\t2031\tHạng\nPAPI\t41,2\t20\t43,1\t12\nSIPAS\t80\t7\t81\t9\n{note}\n"
    found = [(f.value.index[-6:], f.value.year, f.value.position, f.value.of) for f in tables(text).ranks()]
    assert found[:2] == [("(PAPI)", 2030, 20, of), ("(PAPI)", 2031, 12, of)]


def test_a_change_in_words_needs_no_other_place():
    text = "CHỈ SỐ CCHC\nXã\tĐiểm\tXếp thứ\tSo năm 2030\nNà Lơi\t88,5\t1\ttăng 3 bậc\nKhe Sắt\t82\t2\tgiảm 1 bậc\n"
    assert [f.value.change for f in tables(text).ranks()] == [3, -1]


def test_a_mere_sign_heads_changes_of_places_where_these_say_so():
    text = "ICT Index\nCơ quan\tHạng 2030\tHạng 2031\t±\nSở A\t4\t3\t▲1\nSở B\t3\t4\t▲1\n"
    assert [f.value.change for f in tables(text).ranks() if f.value.year == 2031] == [1, None]


def test_changes_of_places_may_stand_below_a_comparison():
    text = "Lĩnh vực\tHạng 2030\tHạng 2031\tSo sánh\nThể chế\t5/20\t3/20\tTăng 2 bậc\nBộ máy\t7/20\t9/20\tGiảm 2\n"
    assert [f.value.change for f in tables(text).ranks()] == [None, 2, None, -2]


def test_a_column_of_places_against_those_of_a_year_holds_changes_and_no_places():
    text = (
        "CHỈ SỐ CCHC\nHạng\tCơ quan\tĐiểm\tThứ hạng so với năm 2030\n1\tSở A\t88,5\tTăng 2\n2\tSở B\t82\tGiảm 1\n"
    )
    assert [(f.value.position, f.value.change) for f in tables(text).ranks()] == [(1, 2), (2, -1)]


def test_the_place_without_a_year_is_the_last_of_a_table_of_this_year():
    text = "KẾT QUẢ DDCI NĂM 2031\nHạng\tSở\tHạng năm 2030\tTăng (+), giảm (-)\n1\tSở A\t3\t+2\n2\tSở B\t1\t-1\n"
    assert [(f.value.year, f.value.change) for f in tables(text).ranks()] == [
        (2031, 2), (2030, None), (2031, -1), (2030, None)
    ]  # fmt: skip


def test_a_change_may_be_noted_beside_places():
    text = "CHỈ SỐ CCHC\nĐơn vị\tHạng 2031\tHạng 2030\tGhi chú\nSở A\t1\t2\tTăng 1 bậc\nSở B\t2\t1\tHồ sơ tăng\n"
    assert [f.value.change for f in tables(text).ranks() if f.value.year == 2031] == [1, None]


def test_a_place_may_stand_in_brackets_behind_points():
    text = "Các chỉ số\n\t2030\t2031\n"
    text += "PCI\t67,20 (hạng 20)\t69,74 (xếp thứ 9/63)\nSIPAS\t81,4% (hạng 30)\tchưa có\nPAPI\t42\t43\n"
    found = tables(text)
    assert [(f.value.year, f.value.position, f.value.of) for f in found.ranks()] == [
        (2030, 20, None), (2031, 9, 63), (2030, 30, None)
    ]  # fmt: skip
    assert [f.value.score for f in found.totals()] == [67.2, 69.74, 81.4, 42, 43]
