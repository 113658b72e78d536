"""Counts and shares in the cells of a table."""

from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE


def tables(text: str):
    return read_tables(text_pages(text), KNOWLEDGE)


def test_a_share_in_the_cell_of_a_count() -> None:
    found = tables("HỒ SƠ NĂM 2031\nXã\tĐúng hạn\nNà Lơi\t2.004 (93,6%)\nKhe Sắt\t150 (97,4%)\nCộng\t2.154\n")
    assert [f.value.value for f in found.percentages()] == [93.6, 97.4]


def test_what_a_part_is_of_stands_behind_a_stroke() -> None:
    text = "NHIỆM VỤ NĂM 2031\nTT\tSở\tNhiệm vụ hoàn thành/được giao\n1\tSở Y tế\t6/9\n2\tSở Tư pháp\t5/8\n"
    assert [(f.value.value, f.value.of) for f in tables(text).counts()] == [(6, 9), (5, 8)]


def test_how_many_have_the_grade_of_a_group() -> None:
    text = (
        "KẾT QUẢ CCHC 2031\nTT\tĐơn vị\tĐiểm\nA\tXẾP LOẠI TỐT (02 đơn vị)\t\n1\tXã Nà Lơi\t91\n2\tXã Khe Sắt\t90\n"
    )
    assert ("đơn vị xếp loại Tốt", 2) in [(f.value.name, f.value.value) for f in tables(text).counts()]
