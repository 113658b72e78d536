"""The tables of the documents as they are printed."""

from __future__ import annotations

from cchc_ocr.export.sheet import COLOURS
from cchc_ocr.export.titles import titles
from cchc_ocr.records import TableRecord
from tests.exported import found, record
from tests.workbooks import BARE, SHEETS, colour, column, opened


def test_tables_stand_as_they_are_printed() -> None:
    rows = (("Đất đai", "1.204", "05", "1.10", "98%"), ("=1+1", "12,5", "2020", "1.204,75", "-3"))
    odd = TableRecord(page=3, title="Hồ sơ", header=("Lĩnh vực", "1", "2", "3", "4"), rows=rows)
    one = record().model_copy(update={"tables": (odd, odd), "needs_review": ("/tables/1", "/tables/1/rows/0/1")})
    book = opened(found(one))
    page = book[SHEETS["cells"]]
    assert [[c.value for c in row] for row in page["A1:E4"]] == [
        ["2020.pdf, trang 3, bảng 1: Hồ sơ", None, None, None, None],
        ["Lĩnh vực", "1", "2", "3", "4"],
        ["Đất đai", 1204, "05", "1.10", "98%"],
        ["=1+1", 12.5, 2020, 1204.75, -3],
    ]
    assert [page[place].number_format for place in ("B3", "C4", "D4")] == ["#,##0", "General", "#,##0.00##"]
    assert page["A4"].data_type == "s"
    assert (colour(page["A1"]), colour(page["A6"])) == ("", COLOURS["review"])
    review = book[SHEETS["review"]]
    assert review.cell(2, column(review, titles().columns["field"])).hyperlink.location == "'Bảng số liệu'!A6"
    assert review.cell(2, column(review, titles().columns["read"])).value is None


def test_without_tables_the_sheet_says_so() -> None:
    assert opened(found(BARE))[SHEETS["cells"]]["A1"].value == titles().printed["none"]
