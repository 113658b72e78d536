"""The workbook, read back: what an analyst sees and clicks on."""

from __future__ import annotations

import io
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from cchc_ocr import check_texts, export
from cchc_ocr.errors import UsageError
from cchc_ocr.export import ExportOptions
from cchc_ocr.export.found import FoundHead, FoundRecords
from cchc_ocr.export.titles import titles
from cchc_ocr.export.workbook import workbook
from cchc_ocr.records import PageRecord
from tests.exported import HARM, found, record
from tests.workbooks import FILTERED, SHEETS, cell, opened, row_of

# What programs need of a record or a table, and people do not.
LEFT_OUT = {
    "results": {"link"},
    "documents": {"document", "path", "total", "total_max", "total_year", "rank", "rank_of"},
}


def test_every_sheet_has_fixed_headings_and_a_filter(book: Workbook) -> None:
    assert book.sheetnames == list(SHEETS.values())
    for table in FILTERED:
        page = book[SHEETS[table.name]]
        names = set(table.names) - LEFT_OUT.get(table.name, {"document"})
        assert page.freeze_panes == "B2"
        assert page.auto_filter.ref == page.dimensions
        assert {c.value for c in page[1]} == {titles().heading(table.name, name) for name in names}
        assert len({c.value for c in page[1]}) == len(names), "two columns of one name"


def test_every_sheet_prints_on_a4_with_its_headings_on_each_page(book: Workbook) -> None:
    for page in book:
        assert page.page_setup.paperSize == 9
        long = page.title != SHEETS["summary"]
        assert (page.page_setup.fitToHeight == 0) is long, "as many pages long as need be"
        assert page.page_setup.orientation == ("portrait" if page.title == SHEETS["legend"] else "landscape")
        assert page.print_title_rows == "$1:$1" or not page.auto_filter.ref
    assert book[SHEETS["results"]].print_area == "'Kết quả'!$A$1:$N$17"
    assert book[SHEETS["results"]].column_dimensions["O"].outline_level == 1


def test_all_statements_stand_on_one_sheet_that_a_pivot_table_can_take(book: Workbook) -> None:
    page = book[SHEETS["results"]]
    kinds = Counter(cell(page, "kind", row, "results").value for row in range(2, page.max_row + 1))
    named = {"điểm tiêu chí": 6, "tổng điểm": 2, "xếp hạng": 2, "điểm trừ": 2, "tỷ lệ": 2, "số lượng": 2}
    assert kinds == named
    assert book.defined_names["KetQua"].attr_text == f"'Kết quả'!$A$1:$AJ${page.max_row}"
    assert None not in [c.value for c in page[1]]


def test_numbers_are_numbers_and_dates_are_dates(book: Workbook) -> None:
    page = book[SHEETS["results"]]
    assert [cell(page, "value", row, "results").value for row in range(2, 5)] == [7.0, 8.0, 4.0]
    assert cell(page, "value", 2, "results").number_format == "0.00##"
    assert cell(page, "share", 2, "results").value == 0.7
    assert cell(page, "share", 2, "results").number_format == "0.0%"
    assert cell(page, "confidence", 2, "results").number_format == "0.0%"
    assert cell(page, "year", 2).value == 2019
    assert cell(page, "date", 2).value == datetime(2020, 3, 9)
    assert cell(page, "date", 2).number_format == "dd/mm/yyyy"
    assert cell(book[SHEETS["references"]], "cited_date", 2).value == datetime(2020, 1, 20)
    assert cell(page, "percent", 2, "results").value is None, "what is not stated is empty, not 0"


def test_what_to_review_has_figures_as_figures_and_words_in_vietnamese() -> None:
    lost = PageRecord(number=2, state="unreadable", words=0, fault="the page is corrupt: cut short")
    pages = (PageRecord(number=1, state="read", words=300), lost)
    due = ("/scores/1/score", "/document/date", "/pages/1")
    one = record().model_copy(update={"pages": pages, "needs_review": due})
    page = opened(found(one))[SHEETS["review"]]
    read = [cell(page, "read", row, "review").value for row in (2, 3, 4)]
    assert read == ["không đọc được", 8.5, "09/03/2021"]
    assert "corrupt" not in cell(page, "seen", 2, "review").value


def test_remarks_on_the_sources_stand_on_the_first_sheet() -> None:
    said = "2 documents are in more than one source, for example a: b.json: each counts once"
    records = found(record())
    given = FoundRecords(lambda: iter(records), [FoundHead.of(one) for one in records], remarks=[said])
    page = load_workbook(io.BytesIO(workbook(given, Path("a.xlsx"))))[SHEETS["summary"]]
    told = [row[0].value for row in page.iter_rows()]
    assert "2 văn bản" in " ".join(filter(None, told))


def test_nothing_is_a_formula(book: Workbook) -> None:
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    page = book[SHEETS["results"]]
    name = cell(page, "criterion", row_of(page, kind="số lượng"), "results")
    assert (name.value, name.data_type) == (HARM, "s")


def test_codes_are_told_in_words(book: Workbook) -> None:
    page = book[SHEETS["checks"]]
    assert cell(page, "code", 2).value == check_texts.title("score-sum")
    assert cell(page, "code", 3).value == "new-code", "of a check without a title at least the code"
    assert cell(page, "level", 2).value == "Cảnh báo"
    assert cell(page, "message", 2).value == "the parts add up to 20.25", (
        "of a record without args what stands there"
    )
    assert cell(book[SHEETS["documents"]], "origin", 2).value == "ảnh quét"


def test_where_it_lies(tmp_path: Path) -> None:
    (path,) = export.write(found(record()), "xlsx", tmp_path).files
    assert path == tmp_path / "records.xlsx"
    with pytest.raises(UsageError, match=r"must end in \.xlsx"):
        export.write(found(record()), "xlsx", tmp_path / "a.xls", ExportOptions())
    assert [one.name for one in tmp_path.iterdir()] == ["records.xlsx"]
