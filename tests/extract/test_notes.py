"""What is noted beside the figures of a table."""

from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE

NOTED = """Kết quả như sau:
TT\tTiêu chí\tĐiểm tối đa\tTự chấm\tGiải trình
1\tTuyên truyền\t2\t2\t21 tin, bài
2\tSáng kiến\t2\t1,5\tcó tài liệu
3\tThể chế\t3\t2\tđạt 97,5% kế hoạch
Trên đây là báo cáo.
"""


def test_notes_with_figures_are_running_text_below_the_names_of_their_rows():
    pages = text_pages(NOTED)
    (page,) = read_tables(pages, KNOWLEDGE).running_text(pages)
    assert [line.text for line in page.lines if line.text] == [
        "Kết quả như sau:",
        "Tuyên truyền: 21 tin, bài.",
        "Thể chế: đạt 97,5% kế hoạch.",
        "Trên đây là báo cáo.",
    ]


def test_columns_that_say_something_else_are_no_notes():
    pages = text_pages("TT\tTên\tĐiểm\tThời hạn\n1\tSở A\t8\ttháng 12\n2\tSở B\t9\ttháng 5\n")
    (page,) = read_tables(pages, KNOWLEDGE).running_text(pages)
    assert not any(line.text for line in page.lines)


def test_reasons_of_what_was_taken_off_say_so():
    text = "TT\tTiêu chí\tĐiểm đạt\tLý do trừ điểm\n1\tChỉ đạo\t9\tBáo cáo chậm (0,5 điểm)\n2\tThể chế\t8\t\n"
    pages = text_pages(text)
    (page,) = read_tables(pages, KNOWLEDGE).running_text(pages)
    assert [line.text for line in page.lines if line.text] == ["Chỉ đạo, điểm trừ: Báo cáo chậm (0,5 điểm)."]


def test_a_share_alone_is_that_of_its_row():
    text = "TT\tTiêu chí\tĐiểm đạt\tGhi chú\n1\tHồ sơ đúng hạn\t9\ttỷ lệ 98,2%\n2\tHài lòng\t8\t95,4%\n"
    pages = text_pages(text)
    (page,) = read_tables(pages, KNOWLEDGE).running_text(pages)
    assert [line.text for line in page.lines if line.text] == [
        "Hồ sơ đúng hạn: đạt 98,2%.",
        "Hài lòng: đạt 95,4%.",
    ]
