"""Columns that come out of others: points with those on top, less those taken off."""

import pytest

from cchc_ocr.extract.tables.column_heads import ColumnHeads
from cchc_ocr.extract.tables.column_results import result_of
from cchc_ocr.extract.tables.columns import columns_of
from cchc_ocr.lexicon import load

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
