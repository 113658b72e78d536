"""What whole results, places and grades in the cells of a table are of."""

import pytest

from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE


def tables(text: str):
    return read_tables(text_pages(text), KNOWLEDGE)


@pytest.mark.parametrize(
    ("title", "heads", "named"),
    [
        ("CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2031", "Đơn vị\tĐiểm\tHạng", ["Chỉ số cải cách hành chính (PAR INDEX)"]),
        ("KẾT QUẢ NĂM 2031", "Đơn vị\tĐiểm thi đua\tXếp hạng", ["Điểm thi đua"]),
    ],
)
def test_a_place_is_of_what_it_is_given_by(title: str, heads: str, named: list[str]) -> None:
    found = tables(f"{title}\n{heads}\nHuyện Nà Lơi\t85,5\t2\nHuyện Khe Sắt\t88\t1\n").ranks()
    assert [*dict.fromkeys(f.value.index or f.value.name for f in found)] == named


def test_places_of_several_kinds_are_called_by_their_heads() -> None:
    text = "CHỈ SỐ CCHC NĂM 2031\nĐơn vị\tĐiểm\tHạng trong khối\tHạng chung\nSở A\t85,5\t1\t4\nSở B\t80\t2\t9\n"
    assert {f.value.name for f in tables(text).ranks()} == {"Hạng trong khối", "Hạng chung"}
