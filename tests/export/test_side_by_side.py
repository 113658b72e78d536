"""The sheet that compares years."""

from __future__ import annotations

from openpyxl import Workbook

from cchc_ocr.export.sheet import COLOURS
from tests.exported import NAMES, found, record
from tests.workbooks import SHEETS, colour, opened


def test_years_stand_side_by_side(book: Workbook) -> None:
    page = book[SHEETS["comparison"]]
    rows = [[c.value for c in row] for row in page.iter_rows(min_row=2)]
    heads = [c.value for c in page[1]]
    assert heads[3:9] == ["Điểm 2019", "Điểm 2020", "Tối đa 2019", "Tối đa 2020", "% đạt 2019", "% đạt 2020"]
    assert rows[0] == ["Sở Nội vụ", "the_che", NAMES[0], 7.0, 7.5, 10.0, 10.0, 70.0, 75.0, 5.0]
    assert rows[2][:5] == ["Sở Nội vụ", None, NAMES[2], 4.0, 4.25], "without a code the name decides"
    assert rows[3][2] == "TỔNG ĐIỂM"
    assert page["D2"].hyperlink.location == f"'{SHEETS['scores']}'!H2"
    assert book[SHEETS["scores"]]["H2"].value == 7.0
    assert page["D5"].hyperlink.location.startswith(f"'{SHEETS['totals']}'!")
    assert colour(page["E3"]) == COLOURS["warning"]


def test_of_documents_that_differ_on_a_year_the_newest_counts() -> None:
    later = record(2020, points=(7.6, 8.5, 4.25))
    later = later.model_copy(
        update={
            "source": later.source.model_copy(update={"file": "later.pdf"}),
            "document": later.document.model_copy(update={"date": "2022-01-01"}),
        }
    )
    page = opened(found(record(2020), later, record(2019)))[SHEETS["comparison"]]
    assert page["E2"].value == 7.6
    assert "7,6/10 (later.pdf); 7,5/10 (2020.pdf)" in page["E2"].comment.text
    assert page["E4"].comment is None, "where they agree there is nothing to say"


def test_one_year_of_one_issuer_needs_no_comparison() -> None:
    assert SHEETS["comparison"] not in opened(found(record())).sheetnames
    assert SHEETS["comparison"] in opened(found(record(), record(issuer="Sở Y tế"))).sheetnames
