"""Which columns of a table belong together."""

from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE


def tables(text: str):
    return read_tables(text_pages(text), KNOWLEDGE)


def test_a_share_is_that_of_the_points_it_agrees_with():
    text = (
        "Tiêu chí\tĐiểm tối đa\tTự chấm\tThẩm định\tTỷ lệ (%)\n"
        "Cải cách thể chế\t10\t10\t8\t80\nCải cách tài chính công\t12\t11\t9\t75\n"
    )
    assert [(f.value.score, f.value.percent) for f in tables(text).scores()] == [(8, 80), (9, 75)]


def test_a_total_number_is_the_whole_of_the_counts_whose_shares_stand_beside_it():
    text = "Đơn vị\tTổng số\tTrực tuyến\tTỷ lệ (%)\nXã Nà Lơi\t40\t30\t75\nXã Bản Mạ\t50\t45\t90\n"
    assert [(f.value.value, f.value.of) for f in tables(text).counts()] == [(30, 40), (45, 50)]


def test_a_total_number_without_shares_is_counted_itself():
    text = "Đơn vị\tTổng số\tTrực tuyến\nXã Nà Lơi\t40\t30\nXã Bản Mạ\t50\t45\n"
    assert [(f.value.value, f.value.of) for f in tables(text).counts()][:2] == [(40, None), (30, None)]


def test_an_index_near_to_the_points_of_one_side_is_not_their_share():
    """All points together, in percent, may by chance lie about one percent beside the share of one side."""
    text = "Đơn vị\tĐiểm thẩm định (tối đa 60)\tĐiểm điều tra (tối đa 40)\tChỉ số (%)\n"
    rows = [("A", "54", "35,4", "89,4"), ("B", "51", "34,6", "85,6"), ("C", "48", "31,3", "79,3")]
    rows += [("D", "45", "30,7", "75,7"), ("E", "42", "27,2", "69,2")]
    text += "".join(f"Sở {row[0]}\t" + "\t".join(row[1:]) + "\n" for row in rows)
    found = tables(text)
    assert {f.value.percent for f in (*found.totals(), *found.scores())} == {None}


def test_the_last_of_two_years_says_how_it_differs_from_the_first():
    text = "Huyện\tĐiểm 2031\tĐiểm 2030\tChênh lệch\nLương Khê\t76,92\t71,35\t5,57\nKim Đài\t70,29\t72,81\t-2,52\n"
    assert [f.value.change for f in tables(text).totals() if f.value.year == 2031] == [5.57, -2.52]
    assert [f.value.change for f in tables(text).totals() if f.value.year == 2030] == [None, None]


def test_figures_that_are_no_differences_change_nothing():
    text = "Huyện\tĐiểm 2031\tĐiểm 2030\tTăng\nLương Khê\t76,92\t71,35\t7\nKim Đài\t70,29\t72,81\t2\n"
    assert {f.value.change for f in tables(text).totals()} == {None}
