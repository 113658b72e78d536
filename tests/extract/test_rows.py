"""Tables that no rules show."""

import pytest

from cchc_ocr.document import Box, Line, Page, Word
from cchc_ocr.extract.tables.rows import implied_tables

ROWS = ("1 Sở A 92,5 99%", "2 Sở B 90,1 98%", "3 Sở C 88 95%")


def tables(*lines: str):
    return [table.rows for table in implied_tables(Page(1, tuple(map(Line.from_text, lines))))]


def test_rows_that_end_in_as_many_figures_are_a_table():
    (rows,) = tables(*ROWS)
    assert rows[0] == ("1", "Sở A", "92,5", "99%")
    assert len(rows) == 3


def test_the_head_is_the_line_with_as_many_capitals_as_columns():
    (rows,) = tables("TT Đơn vị Điểm Tỷ lệ", *ROWS)
    assert rows[0] == ("TT", "Đơn vị", "Điểm", "Tỷ lệ")


def test_a_title_in_capitals_heads_no_column():
    (rows,) = tables("BẢNG XẾP HẠNG CHUNG", *ROWS)
    assert len(rows) == 3


def test_a_name_may_go_on_in_a_line_of_its_own():
    (rows,) = tables(ROWS[0], "và Môi trường", *ROWS[1:])
    assert rows[0] == ("1", "Sở A và Môi trường", "92,5", "99%")


@pytest.mark.parametrize(
    "lines",
    [
        ROWS[:2],  # too few
        ("Sở A 92", "Sở B 90", "Sở C 88"),  # one figure, and no number in front
        ("1. Kế hoạch năm 2021", "2. Kế hoạch năm 2022", "3. Kế hoạch năm 2023"),
        ("1 Sở A 92 5", "2 Sở B 90", "3 Sở C 88 1"),
        ("Sở đạt kết quả tốt", "trong năm qua", "như sau"),
        (),
    ],
)
def test_what_is_no_table(lines):
    assert tables(*lines) == []


@pytest.mark.parametrize("figure", ["-0,75", "+0,50", "−1", "-", "1.846", "7/25"])
def test_figures_of_rows(figure):
    (rows,) = tables(*(f"{i} Sở A 5 {figure}" for i in (1, 2, 3)))
    assert rows[0][-1] == figure


def test_lines_side_by_side_are_one_row():
    def line(text: str, x: int, y: int) -> Line:
        words = text.split()
        return Line(tuple(Word(w, Box(x + 50 * i, y, x + 50 * i + 40, y + 20), 0.9) for i, w in enumerate(words)))

    lines = [part for i in (1, 2, 3) for part in (line(f"{i} Sở A", 0, 40 * i), line("92,5 99%", 300, 40 * i))]
    (table,) = implied_tables(Page(1, tuple(lines), "scan", 500, 400))
    assert table.rows[2] == ("3", "Sở A", "92,5", "99%")
    assert table.box == Box(0, 40, 390, 140)
