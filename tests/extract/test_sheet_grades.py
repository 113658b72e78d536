"""Grades in the cells of a table, in its heads, and in the rows that head others."""

from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE


def tables(text: str):
    return read_tables(text_pages(text), KNOWLEDGE)


def grades(text: str) -> list[tuple[str | None, str | None]]:
    return [(f.value.unit, f.value.grade) for f in tables(text).grades()]


def test_a_column_of_grades() -> None:
    text = "KẾT QUẢ CCHC NĂM 2031\nĐơn vị\tĐiểm\tXếp loại\nXã Nà Lơi\t85,5\tTốt\nXã Khe Sắt\t72\tKhá\n"
    assert grades(text) == [("Xã Nà Lơi", "Tốt"), ("Xã Khe Sắt", "Khá")]


def test_a_tick_below_a_grade() -> None:
    text = "XẾP LOẠI CCHC NĂM 2031\nĐơn vị\tXếp loại Tốt\tXếp loại Khá\nXã Nà Lơi\tx\t\nXã Khe Sắt\t\tx\n"
    assert grades(text) == [("Xã Nà Lơi", "Tốt"), ("Xã Khe Sắt", "Khá")]


def test_a_row_above_others_gives_them_their_grade() -> None:
    text = "KẾT QUẢ CCHC NĂM 2031\nTT\tĐơn vị\tĐiểm\nI\tXẾP LOẠI TỐT\t\n1\tXã Nà Lơi\t91\n2\tXã Khe Sắt\t90\n"
    assert grades(text) == [("Xã Nà Lơi", "Tốt"), ("Xã Khe Sắt", "Tốt")]
