"""Bodies that stand side by side in the heading of a table."""

import pytest

from cchc_ocr.extract.tables.column_bodies import bodies_of_columns
from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE

ROWS = "Thể chế\t10\t7\t8,5\nBộ máy\t20\t13,5\t19\nCộng\t30\t20,5\t27,5\n"


def tables(header: str, rows: str = ROWS):
    return read_tables(text_pages(f"{header}\n{rows}"), KNOWLEDGE)


@pytest.mark.parametrize(
    ("header", "bodies"),
    [
        ("Nội dung chấm\tĐiểm tối đa\tXã Nậm Pì\tXã Nậm Lu", ["Xã Nậm Pì", "Xã Nậm Lu"]),
        ("Nội dung chấm\tĐiểm tối đa\tHòa Lợi\tBến Gáo", ["Hòa Lợi", "Bến Gáo"]),
        ("Nhóm chỉ số\tTối đa\tPhường Nam Pha\tBình quân toàn tỉnh", ["Phường Nam Pha", "Bình quân toàn tỉnh"]),
        ("Nội Dung Chấm\tĐiểm Tối Đa\tCấp Một\tCấp Hai", []),  # where all is in capitals they tell nothing
        ("Nội dung\tĐiểm tối đa\tTự chấm\tThẩm định", []),
        ("Nội dung\tĐiểm tối đa\tNăm 2030\tNăm 2031", []),
    ],
)
def test_heads_that_name_bodies_and_what_all_of_them_have(header, bodies):
    (sheet,) = tables(header).sheets
    assert [*bodies_of_columns(sheet, KNOWLEDGE.bodies).values()] == bodies


@pytest.mark.parametrize("second", ["Bến Gáo", "Xã Nậm Lu", "Bình quân toàn tỉnh"])
def test_points_below_bodies_are_those_of_each(second):
    first = "Hòa Lợi" if second == "Bến Gáo" else "Xã Nậm Pì"
    found = tables(f"Nội dung chấm\tĐiểm tối đa\t{first}\t{second}")
    assert [(f.value.unit, f.value.score, f.value.max_score) for f in found.scores()] == [
        (first, 7, 10),
        (second, 8.5, 10),
        (first, 13.5, 20),
        (second, 19, 20),
    ]
    assert [(f.value.unit, f.value.score, f.value.max_score) for f in found.totals()] == [
        (first, 20.5, 30),
        (second, 27.5, 30),
    ]


def test_shares_below_places_are_named_by_their_row():
    rows = "Hồ sơ trực tuyến\t97,2\t95,4\nHộ có Internet\t89,4\t88,1\n"
    found = tables("Một số chỉ tiêu (%)\nChỉ tiêu\tNam Lĩnh\tHồng Quán", rows)
    assert [(f.value.name, f.value.body, f.value.value) for f in found.percentages()][:2] == [
        ("Hồ sơ trực tuyến", "Nam Lĩnh", 97.2),
        ("Hồ sơ trực tuyến", "Hồng Quán", 95.4),
    ]


def test_bodies_that_only_a_number_tells_apart():
    found = tables("Nội dung chấm\tĐiểm tối đa\tCục A1\tCục A2")
    assert [(f.value.unit, f.value.score) for f in found.scores()][:2] == [("Cục A1", 7), ("Cục A2", 8.5)]


def test_bodies_each_over_points_and_places():
    heads = "Lĩnh vực\tĐiểm tối đa\tHuyện Nam Sơn\t\tHuyện Bắc Sơn\t\n\t\tĐiểm\tHạng\tĐiểm\tHạng"
    found = tables(heads, "Thể chế\t10\t9,1\t2\t8,5\t5\nBộ máy\t8\t7\t3\t7,5\t1\n")
    assert [(f.value.unit, f.value.criterion, f.value.score) for f in found.scores()][:2] == [
        ("Huyện Nam Sơn", "Thể chế", 9.1),
        ("Huyện Bắc Sơn", "Thể chế", 8.5),
    ]
    assert [(f.value.unit, f.value.position) for f in found.ranks()][:2] == [
        ("Huyện Nam Sơn", 2),
        ("Huyện Bắc Sơn", 5),
    ]
