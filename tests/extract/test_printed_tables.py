"""Tables of pages as sheets: head, rows, title and lines."""

import pytest

from cchc_ocr.document import Box, Line, Page, Table, Word
from cchc_ocr.extract.tables.column_heads import column_heads
from cchc_ocr.extract.tables.printed_tables import read_sheets
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE

HEADS = column_heads(KNOWLEDGE.column_heads)


def sheets(*tables: tuple[tuple[str, ...], ...]) -> tuple[TableSheet, ...]:
    pages = [Page(number, (), tables=(Table(rows),)) for number, rows in enumerate(tables, 1)]
    return read_sheets(pages, HEADS)[0]


def test_two_rows_may_head_a_table():
    (found,) = sheets((("TT", "Đơn vị", "Hồ sơ", ""), ("", "", "Nhận", "Trả"), ("1", "Sở A", "5", "4")))
    assert found.record.header == ("TT", "Đơn vị", "Hồ sơ Nhận", "Trả")
    assert found.record.rows == (("1", "Sở A", "5", "4"),)


def test_a_row_of_sums_is_set_below_its_columns():
    (found,) = sheets((("TT", "Đơn vị", "Nhận", "Trả"), ("1", "Sở A", "5", "4"), ("Tổng cộng", "5", "4")))
    assert found.record.rows[-1] == ("", "Tổng cộng", "5", "4")


def test_the_lines_of_a_table_and_the_title_above_it():
    def line(text: str, top: int) -> Line:
        return Line((Word(text, Box(0, top, 90, top + 10), 0.8),))

    table = Table((("Tiêu chí", "Điểm"), ("Thể chế", "5")), Box(0, 50, 100, 100))
    page = Page(3, (line("Bảng 1", 20), line("Thể chế", 70), line("Nơi nhận", 120)), "scan", 100, 200, (table,))
    (found,), places = read_sheets([page], HEADS)
    assert places == {(3, 1)}
    assert (found.record.title, found.record.page) == ("Bảng 1", 3)
    assert (found.least, found.sure) == (0.8, {"Thể chế": 0.8})


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Kết quả chấm điểm", "Kết quả chấm điểm"),
        ("Bảng 2. Kết quả.", "Bảng 2. Kết quả."),
        ("Biểu quyết: 07/09 đồng ý", None),
        ("Kết quả chung là tốt.", None),
    ],
)
def test_a_sentence_or_a_vote_above_a_table_is_no_title(line, title):
    table = "Tiêu chí\tĐiểm tối đa\tĐiểm\nThể chế\t5\t4\nTài chính\t6\t5\n"
    (found,), _ = read_sheets(text_pages(f"{line}\n{table}"), HEADS)
    assert found.record.title == title


_TOPS = (("2030", 40), ("2031", 80))


def test_what_stands_above_a_table_is_kept_but_for_lines_of_another_table():
    def line(text: str, top: int) -> Line:
        return Line((Word(text, Box(0, top, 90, top + 10), 0.8),))

    tables = tuple(
        Table((("Năm", f"Điểm {text}"), (text, "5")), Box(0, top - 5, 100, top + 15)) for text, top in _TOPS
    )
    lines = (line("Sở", 0), *(line(text, top) for text, top in _TOPS), line("Xã", 100), line("2032", 150))
    found, _ = read_sheets([Page(1, lines, "scan", 100, 200, tables)], HEADS)
    assert [sheet.above for sheet in found] == ["Sở", ""]


@pytest.mark.parametrize("end", ["", ".", ";"])
def test_rows_are_lines_of_their_table_however_they_end(end):
    text = f"TT\tTiêu chí\tĐiểm\tLý do\n1\tThể chế\t8\tchậm{end}\n2\tBộ máy\t7\tthiếu; muộn{end}\n\nNơi nhận:"
    (_,), lines = read_sheets(text_pages(text), HEADS)
    assert lines == {(1, 0), (1, 1), (1, 2)}


def test_a_table_in_two_halves_side_by_side_is_one():
    head = ("Hạng", "Xã", "Điểm")
    rows = ((*head, *head), ("1", "Xã A", "90", "3", "Xã C", "80"), ("2", "Xã B", "85", "", "", ""))
    (found,) = sheets(rows)
    assert [row[:2] for row in found.record.rows] == [("1", "Xã A"), ("2", "Xã B"), ("3", "Xã C")]
    years = (("Điểm", "Hạng", "Điểm", "Hạng"), ("80", "2", "85", "1"), ("70", "3", "72", "3"))
    (found,) = sheets(years)
    assert found.record.header == years[0]


def test_tables_with_the_same_head_have_titles_of_their_own():
    head, sums = ("TT", "Lĩnh vực", "Điểm"), ("", "Cộng", "9")
    bodies = (("Bảng 1. Xã An Khê", "5", "4"), ("Bảng 2. Xã Nà Lơi", "3", "6"))
    tables = [Table((head, ("1", "Thể chế", one), ("2", "Thủ tục", two), sums)) for _, one, two in bodies]
    texts: list[str] = []
    for (title, *_), table in zip(bodies, tables, strict=True):
        texts += (title, *map(" ".join, table.rows))
    page = Page(1, tuple(Line.from_text(text.strip()) for text in texts), tables=tuple(tables))
    found, places = read_sheets([page], HEADS)
    assert [sheet.record.title for sheet in found] == [title for title, *_ in bodies]
    assert [sheet.above for sheet in found] == [title for title, *_ in bodies]
    assert places == {(1, at) for at in range(len(texts)) if at not in (0, 5)}


def test_a_remark_below_one_table_says_nothing_of_the_next():
    rows = [(("Trường", "Điểm"), ("An Hải", "5")), (("Trường", "Chuyển đi"), ("An Hải", "31"))]
    one, other = ([" ".join(row) for row in table] for table in rows)
    lines = ["Bảng 1", *one, "(Điểm đã tính cả điểm trừ.)", "Bảng 2", *other]
    page = Page(1, tuple(map(Line.from_text, lines)), tables=tuple(map(Table, rows)))
    assert [sheet.above for sheet in read_sheets([page], HEADS)[0]] == ["Bảng 1", "Bảng 2"]


def test_a_sentence_titles_no_table():
    text = "Kết quả năm 2029 đạt 84 điểm.\nBảng chi tiết quý I/2031\n\nXã\tHồ sơ\tTrễ\nA\t5\t1\nB\t7\t0\n"
    (sheet,), _ = read_sheets(text_pages(text), HEADS)
    assert sheet.record.title == "Bảng chi tiết quý I/2031"
    (other,), _ = read_sheets(text_pages(text.replace("Bảng", "Số liệu")), HEADS)
    assert other.record.title is None
