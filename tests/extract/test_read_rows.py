"""The rows of a table with what their heads say."""

import pytest

from cchc_ocr.extract.results.times import When
from cchc_ocr.extract.tables.read_rows import read_rows
from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE


def rows(*lines: str):
    (sheet,) = read_tables(text_pages("\n".join(lines)), KNOWLEDGE).sheets
    return read_rows(sheet, KNOWLEDGE)


@pytest.mark.parametrize(
    ("head", "timed", "summed", "average"),
    [
        ("Tháng 01", True, False, False),
        ("Cộng quý II", True, True, False),
        ("Năm 2031", True, False, False),
        ("Tổng số", False, True, False),
        ("Công chứng, luật sư", False, False, False),  # without accents "cong chung"
        ("Bình quân", False, False, True),
        ("Giảm biên chế so với năm 2015", False, False, False),
    ],
)
def test_heads_say_times_sums_and_averages(head, timed, summed, average):
    read = rows("Nội dung\tTiếp nhận\tQuá hạn", f"{head}\t5\t1", "Khác\t7\t2")[0]
    assert (read.timed, read.summed, read.average) == (timed, summed, average)


def test_a_mere_number_below_a_time_is_one():
    months = rows("Tháng\tTiếp nhận\tQuá hạn", "01\t5\t1", "02\t7\t2")
    assert [row.part.part for row in months] == ["{0}-01", "{0}-02"]


def test_rows_that_say_only_how_something_is_measured_belong_to_the_row_above():
    lines = ("Nội dung\t2030\t2031", "PAPI (điểm)\t41,2\t43,1", "- Xếp hạng\t20\t12", "Chỉ số CCHC\t80,1\t82")
    papi, rank, other = rows(*lines)
    assert (rank.title, rank.index, rank.ranked) == ("PAPI", papi.index, True)
    assert other.over is None
    assert other.index != papi.index


def test_a_row_without_figures_heads_those_below():
    lines = ("Nội dung\t2030\t2031", "1. SIPAS\t\t", "- Điểm\t80\t81", "- Xếp hạng\t9\t8")
    assert [row.title for row in rows(*lines)][1:] == ["SIPAS", "SIPAS"]


def test_rows_of_maxima_are_no_results_and_a_name_may_bear_its_own():
    scale = rows("Đơn vị\tTự chấm\tThẩm định", "Thang điểm\t70\t70", "Sở A\t60\t58", "Sở B\t61\t59")
    assert [row.name for row in scale] == ["Sở A", "Sở B"]
    named = rows("Lĩnh vực\tSở A\tSở B", "Thể chế (10)\t9\t8,5", "Bộ máy (tối đa 12 điểm)\t11\t10")
    assert [(row.name, row.most) for row in named] == [("Thể chế", 10), ("Bộ máy", 12)]


def test_the_year_of_a_comparison_is_not_that_of_the_row():
    assert rows("Nội dung\tKết quả\tGhi", "Giảm so với năm 2015\t5%\tx", "Khác\t7%\ty")[0].when == When()
