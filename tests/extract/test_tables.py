"""Tables: their records over page breaks, and what their columns state."""

from dataclasses import replace

import pytest

from cchc_ocr.document import Box, Line, Page, Table, Word
from cchc_ocr.extract.tables.rows import implied_tables
from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE

RANKING = """Bảng 1. Kết quả xếp hạng năm 2023
TT\tĐơn vị\tĐiểm\tXếp hạng
1\tSở Nội vụ\t92,15\t1
2\tSở Tài chính\t90,4\t2
3\tSở Y tế\t88\t3
"""
SCORES = """TT\tTiêu chí\tĐiểm tối đa\tĐiểm đạt\tTỷ lệ (%)
1\tCải cách thể chế\t10\t8,5\t85
2\tCải cách tài chính công\t9\t9\t100
\tTổng cộng\t19\t17,5\t92,11
"""
DOSSIERS = """STT\tĐơn vị\tTiếp nhận\tĐúng hạn\tTrễ hạn
(1)\t(2)\t(3)\t(4)\t(5)
I\tCấp tỉnh\t1.300\t1.280\t20
1\tSở Nội vụ\t300\t300\t0
2\tSở Y tế\t1.000\t980\t20
\tTổng cộng\t1.300\t1.281\t20
"""


def read(pages):
    return read_tables(pages, KNOWLEDGE)


def tables(text: str):
    return read(text_pages(text))


def test_scores_of_a_table():
    scores = [f.value for f in tables(SCORES).scores()]
    assert [(s.criterion, s.criterion_code, s.score, s.max_score, s.percent) for s in scores] == [
        ("Cải cách thể chế", "the_che", 8.5, 10.0, 85.0),
        ("Cải cách tài chính công", "tai_chinh_cong", 9.0, 9.0, 100.0),
    ]
    (total,) = (f.value for f in tables(SCORES).totals())
    assert (total.name, total.score, total.max_score) == ("Tổng cộng", 17.5, 19.0)


def test_a_ranking_list_gives_ranks_and_totals():
    found = tables(RANKING)
    assert [(f.value.name, f.value.position, f.value.of, f.value.year) for f in found.ranks({3, 12})] == [
        ("Sở Nội vụ", 1, 3, 2023),
        ("Sở Tài chính", 2, 3, 2023),
        ("Sở Y tế", 3, 3, 2023),
    ]
    assert [f.value.score for f in found.totals()] == [92.15, 90.4, 88.0]
    assert list(found.scores()) == []
    assert found.found[0].value.title == "Bảng 1. Kết quả xếp hạng năm 2023"


def test_a_list_may_be_of_the_first_few():
    assert {f.value.of for f in tables(RANKING).ranks({12})} == {None}


def test_counts_of_a_table_and_a_sum_that_is_wrong():
    found = tables(DOSSIERS)
    assert {f.value.name: f.value.value for f in found.counts()} == {
        "Tiếp nhận": 1300,
        "Đúng hạn": 1281,
        "Trễ hạn": 20,
    }
    (check,) = found.checks()
    assert (check.code, check.fields) == ("table-sum", ("/tables/0",))
    assert "1280" in check.message
    assert "1281" in check.message


def test_rows_of_column_numbers_are_left_out():
    assert tables(DOSSIERS).found[0].value.rows[0][0] == "I"


def test_a_cell_with_ink_that_was_not_read_is_for_a_person_to_look_at():
    boxes = tuple(tuple(Box(10 * x, 10 * y, 10 * x + 9, 10 * y + 9) for x in range(3)) for y in range(2))
    head = ("TT", "Nội dung", "Số lượng")
    first = Table((head, ("1", "Cấp", "")), boxes=boxes, unread=((1, 2),))
    second = Table((head, ("2", "", "7")), boxes=boxes, unread=((0, 0), (1, 1)))
    (whole,) = read([Page(1, tables=(first,)), Page(2, tables=(second,))]).found
    assert whole.doubtful == ("rows/0/2", "rows/1/1")
    places = {field: (trace.page, trace.box, trace.confidence) for field, trace in whole.sources if field}
    assert places == {"rows/0/2": (1, boxes[1][2], 0.0), "rows/1/1": (2, boxes[1][1], 0.0)}


def test_a_cell_whose_figure_two_readings_have_otherwise_is_listed_with_both():
    boxes = tuple(tuple(Box(10 * x, 10 * y, 10 * x + 9, 10 * y + 9) for x in range(3)) for y in range(2))
    sure, doubted = Word("7", boxes[1][1], 0.9), Word("874", boxes[1][2], 0.5, rival="824")
    words = (Word("TT", boxes[0][0]), Word("Hồ", boxes[0][1]), Word("Điểm", boxes[0][2]), Word("1"), sure, doubted)
    numbers = (((0,), (1,), (2,)), ((3,), (4,), (5,)))
    table = Table((), boxes=boxes, lines=numbers)
    page = Page(1, tuple(Line((word,)) for word in words))
    (whole,) = read([replace(page, tables=(table.retold(page.lines),))]).found
    assert whole.doubtful == ("rows/0/2",)
    (trace,) = [trace for field, trace in whole.sources if field == "rows/0/2"]
    assert (trace.seen, trace.confidence) == ("874 | 824", 0.5)


def test_running_text_leaves_out_what_stands_in_a_table():
    pages = text_pages("Sở có 5 phòng.\n" + SCORES + "Nơi nhận:")
    (page,) = read(pages).running_text(pages)
    assert page.text == "Sở có 5 phòng.\nNơi nhận:"


def test_lines_inside_the_box_of_a_table_are_its_own():
    def line(text, top):
        return Line((Word(text, Box(10, top, 90, top + 10), 0.8),))

    table = Table((("Tiêu chí", "Điểm tối đa", "Điểm"), ("Cải cách thể chế", "10", "8,5")), Box(0, 100, 100, 200))
    page = Page(1, (line("Trên", 20), line("Giữa", 150), line("Dưới", 220)), "scan", 100, 300, (table,))
    found = read([page])
    assert found.running_text([page])[0].text == "Trên\nDưới"
    (score,) = found.scores()
    field, trace = score.sources[0]
    assert (field, trace.page, trace.box) == ("score", 1, table.box)
    assert 0 < trace.confidence < 0.85  # for a person to look at: the cell's own words were not found


DIFFERENCES = """STT\tLĩnh vực\tĐiểm tối đa\tTự chấm\tĐiểm thẩm định\tChênh lệch
1\tCải cách thể chế\t8\t8,00\t7,25\t-0,75
2\tCải cách tài chính công\t6\t6,00\t6,50\t+0,50
3\tCải cách tổ chức bộ máy\t7\t7,00\t6,00\t-1,00
\tTổng cộng\t21\t21,00\t19,75\t{total}
"""


@pytest.mark.parametrize(
    ("total", "proposed"), [("-1,25", []), ("-1,75", [-1.25]), ("−1,25", []), ("+7,00", [None]), ("1,25", [None])]
)
def test_a_column_of_differences_adds_up_with_its_signs(total, proposed):
    found = tables(DIFFERENCES.format(total=total))
    assert [check.proposed_value for check in found.checks() if check.code == "table-sum"] == proposed
    assert [(f.value.score, f.value.basis) for f in found.totals()] == [(21.0, "self"), (19.75, "appraised")]


def test_signs_belong_to_the_figures_of_a_table_without_rules():
    rows = (
        "TT Đơn vị Trước Sau Lệch",
        "1 Sở Y tế 8,00 7,25 -0,75",
        "2 Sở Nội vụ 6,00 6,50 +0,50",
        "3 Sở A 7 6 −1",
    )
    (table,) = implied_tables(Page(1, tuple(map(Line.from_text, rows))))
    assert [row[-1] for row in table.rows] == ["Lệch", "-0,75", "+0,50", "−1"]


def test_two_blocks_of_a_head_are_no_table():
    assert text_pages("UBND TỈNH SƠN HÀ\tCỘNG HÒA XÃ HỘI\nSỞ NỘI VỤ\tĐộc lập")[0].tables == ()


def placed(rows, top=100, height=20):
    """Lines of a page, one for each cell, as layout gives them where columns stand apart."""
    lines = []
    for i, row in enumerate(rows):
        for text, left in zip(row, (10, 60, 300, 400, 500), strict=False):
            words = [
                Word(w, Box(left + 40 * j, top + 30 * i, left + 40 * j + 35, top + 30 * i + height), 0.9)
                for j, w in enumerate(text.split())
            ]
            lines += [Line(tuple(words))] if words else []
    return tuple(lines)


def test_a_table_without_rules_is_found_by_its_columns():
    rows = [("TT", "Đơn vị", "Tiếp nhận", "Quá hạn"), ("1", "Sở A", "1.200", "5"), ("2", "Sở B", "30", "0"),
            ("3", "Sở C", "7", "1"), ("", "Tổng cộng", "1.237", "6")]  # fmt: skip
    page = Page(1, placed(rows), "scan", 800, 900)
    found = read([page])
    (table,) = (f.value for f in found.found)
    assert table.header == ("TT", "Đơn vị", "Tiếp nhận", "Quá hạn")
    assert table.rows[0] == ("1", "Sở A", "1.200", "5")
    assert table.rows[-1] == ("", "Tổng cộng", "1.237", "6")
    assert list(found.checks()) == []
    assert {f.value.name: f.value.value for f in found.counts()} == {"Tiếp nhận": 1237, "Quá hạn": 6}


@pytest.mark.parametrize(
    "text",
    [
        "1. Kế hoạch năm 2022\n2. Kế hoạch năm 2023\n3. Kế hoạch năm 2024",
        "Sở có 5 phòng\nvà 3 đơn vị\nvới 120 người",
        "Điện thoại 0255 3822 345\nFax 0255 3822 346",
    ],
)
def test_running_text_is_no_table(text):
    assert tables(text).found == ()


def test_bars_without_those_around_them_and_a_row_of_sums_that_is_a_cell_short():
    text = SCORES.replace("\t", " | ").replace(" | Tổng cộng", "Tổng cộng")
    found = tables(text)
    assert [f.value.score for f in found.scores()] == [8.5, 9.0]
    assert [(f.value.name, f.value.score, f.value.max_score) for f in found.totals()] == [
        ("Tổng cộng", 17.5, 19.0)
    ]
    assert not any("|" in line.text for page in found.running_text(text_pages(text)) for line in page.lines)
    dossiers = tables(DOSSIERS.replace("\tTổng cộng", "Tổng cộng"))
    assert {f.value.name: f.value.value for f in dossiers.counts()} == {
        "Tiếp nhận": 1300.0,
        "Đúng hạn": 1281.0,
        "Trễ hạn": 20.0,
    }


def test_groups_of_rows_may_add_up_where_one_has_no_rows_of_its_own():
    rows = "I\tChỉ đạo\t5,0\n1.1\tHọp\t2,0\n1.2\tViết\t3,0\nII\tTài chính\t4,0\nIII\tBộ máy\t1,0\n3.1\tGiảm\t1,0\n"
    assert list(tables(f"STT\tTiêu chí\tĐiểm đạt\n{rows}\tTổng cộng\t10,0\n").checks()) == []


def test_every_slot_of_a_score_in_a_table_has_the_box_of_its_own_cell():
    """They all had the whole table as theirs, and only the points had any."""
    rows = (
        ("Tiêu chí", "Điểm tối đa", "Điểm"),
        ("Cải cách thể chế", "10", "8,5"),
        ("Cải cách tài chính công", "12", "9,6"),
    )
    boxes = tuple(tuple(Box(100 * x, 20 * y, 100 * x + 90, 20 * y + 15) for x in range(3)) for y in range(3))
    lines = tuple(
        Line((Word(word, box, 0.95),))
        for row, of_row in zip(rows, boxes, strict=True)
        for cell, box in zip(row, of_row, strict=True)
        for word in cell.split()
    )
    page = Page(1, lines, "scan", 300, 100, (Table(rows, Box(0, 0, 300, 60), boxes=boxes),))
    found = {
        (number, field): trace.box
        for number, score in enumerate(read([page]).scores(), 1)
        for field, trace in score.sources
        if field in ("criterion", "max_score", "score")
    }
    columns = {"criterion": 0, "max_score": 1, "score": 2}
    assert found == {(y, field): boxes[y][x] for y in (1, 2) for field, x in columns.items()}
