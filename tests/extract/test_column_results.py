"""Columns that come out of others: points with those on top, less those taken off."""

import pytest

from cchc_ocr.extract.tables.column_heads import ColumnHeads
from cchc_ocr.extract.tables.column_results import result_of
from cchc_ocr.extract.tables.columns import columns_of
from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from cchc_ocr.lexicon import load
from tests.known import KNOWLEDGE

HEADS = ColumnHeads(load().column_heads)
ROWS = [("A", "80", "2", "1", "81"), ("B", "90", "", "0,5", "89,5"), ("C", "70", "1", "-", "71")]


def kinds(header, rows):
    return [column.kind for column in columns_of(HEADS, header, rows)][1:]


def test_empty_cells_give_and_take_nothing():
    header = ("Đơn vị", "Điểm đánh giá", "Điểm cộng", "Điểm trừ", "Kết quả")
    assert kinds(header, ROWS) == ["score", "score", "deduction", "total"]
    columns = columns_of(HEADS, header, ROWS)
    found = result_of(columns, header, ROWS)
    assert found is not None
    assert (found.at, found.parts) == (4, ((1, 1), (2, 1), (3, -1)))


@pytest.mark.parametrize(
    ("base", "told"),
    [
        ("Điểm chấm", ["score", "deduction", "total"]),
        ("Điểm tự chấm", ["score", "deduction", "score"]),
        ("Điểm trước khi trừ", ["score", "deduction", "score"]),
    ],
)
def test_what_is_left_is_the_whole_result_unless_it_stands_beside_a_claim_or_a_draft(base, told):
    rows = [("A", "80", "1", "79"), ("B", "90", "2,5", "87,5"), ("C", "70", "0", "70")]
    assert kinds(("Đơn vị", base, "Điểm trừ", "Điểm còn lại"), rows) == told


def test_columns_that_do_not_come_out_of_others_stay_as_they_are():
    rows = [("A", "80", "1", "60"), ("B", "90", "2,5", "50"), ("C", "70", "0", "70")]
    assert kinds(("Đơn vị", "Điểm chấm", "Điểm trừ", "Điểm khác"), rows)[1] != "deduction"


def tables(*lines):
    return read_tables(text_pages("\n".join(lines)), KNOWLEDGE)


@pytest.mark.parametrize("left", ["Điểm còn lại", "Kết quả cuối cùng", "Điểm chính thức"])
def test_what_was_given_and_what_was_left_are_both_said_with_what_was_taken_off(left):
    found = tables(
        f"TT\tĐơn vị\tTự chấm\tThẩm định\tĐiểm cộng\tĐiểm trừ\t{left}",
        "1\tSở Du lịch\t90\t85\t1\t0,5\t85,5",
        "2\tSở Xây dựng\t80\t77\t0\t1\t76",
        "3\tSở Tư pháp\t81\t80\t0\t0\t80",
    )
    totals = [(f.value.unit, f.value.name, f.value.score, f.value.self_score) for f in found.totals()]
    assert totals[:2] == [("Sở Du lịch", "Thẩm định", 85, 90), ("Sở Xây dựng", "Thẩm định", 77, 80)]
    assert totals[3:5] == [("Sở Du lịch", left, 85.5, None), ("Sở Xây dựng", left, 76, None)]
    assert [(f.value.name, f.value.points) for f in found.deductions()] == [("Điểm trừ", 0.5), ("Điểm trừ", 1)]
    assert ("Điểm cộng", 1) in [(f.value.criterion, f.value.score) for f in found.scores()]


def test_reasons_below_one_head_are_deductions_each():
    found = tables(
        "TT\tĐơn vị\tĐiểm chấm\tĐiểm trừ\t\tĐiểm còn lại",
        "\t\t\tHồ sơ quá hạn\tBáo cáo chậm\t",
        "1\tBệnh viện Mắt\t89\t1\t0,5\t87,5",
        "2\tBệnh viện Nhi\t80\t\t1\t79",
        "3\tBệnh viện Phổi\t82\t\t\t82",
    )
    assert [(f.value.unit, f.value.name, f.value.points) for f in found.deductions()] == [
        ("Bệnh viện Mắt", "Hồ sơ quá hạn", 1),
        ("Bệnh viện Mắt", "Báo cáo chậm", 0.5),
        ("Bệnh viện Nhi", "Báo cáo chậm", 1),
    ]
