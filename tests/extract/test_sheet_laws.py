"""Laws on the cells of tables."""

from cchc_ocr.extract.tables.column_heads import column_heads
from cchc_ocr.extract.tables.sheet_laws import column_place, is_of_change, numbers_of, row_place, sum_law
from cchc_ocr.extract.tables.sheets import TableSheet
from cchc_ocr.extract.text.passage import Trace
from cchc_ocr.records import TableRecord
from tests.known import KNOWLEDGE

HEADER = ("TT", "Đơn vị", "Số hồ sơ", "+/-")
ROWS = (("1", "Xã A", "1.204", "+5"), ("2", "", "7"))
SHEET = TableSheet(
    TableRecord(page=1, header=HEADER, rows=ROWS), Trace(1, None, "", 0.9), column_heads(KNOWLEDGE.column_heads)
)


def test_a_sum_says_what_is_due_and_by_how_much_it_is_off():
    law = sum_law(["a", "b"], "c", {"column": 1}, code="table-sum")
    values = {"a": 1.5, "b": 2.0, "c": 3.0}
    assert (law.figures(values), law.off(values)) == ({"due": 3.5, "printed": 3.0}, 0.5)


def test_rows_are_as_long_as_the_header():
    assert numbers_of(SHEET) == [[1.0, None, 1204.0, 5.0], [2.0, None, 7.0, None]]


def test_places_are_called_by_words_or_by_their_number():
    assert (row_place(SHEET, 0), row_place(SHEET, 1)) == ({"heading": "Xã A"}, {"row": 2})
    assert (column_place(SHEET, 2), column_place(SHEET, 4)) == ({"heading": "Số hồ sơ"}, {"column": 5})


def test_columns_of_changes_are_known_by_their_words_or_signs():
    assert [is_of_change(SHEET, x) for x in range(5)] == [False, False, False, True, False]
