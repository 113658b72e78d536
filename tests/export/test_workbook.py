"""The workbook, read back: what an analyst sees and clicks on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from cchc_ocr import check_texts, export
from cchc_ocr.errors import UsageError
from cchc_ocr.export import ExportOptions
from cchc_ocr.export.titles import titles
from tests.exported import HARM, found, record
from tests.workbooks import FILTERED, SHEETS, cell


def test_every_table_has_a_sheet_with_fixed_headings_and_a_filter(book: Workbook) -> None:
    assert set(book.sheetnames) == set(SHEETS.values())
    for table in FILTERED:
        page = book[SHEETS[table.name]]
        assert page.freeze_panes == "B2"
        assert page.auto_filter.ref == page.dimensions
        assert {c.value for c in page[1]} == {titles().heading(table.name, name) for name in table.names}
        assert len({c.value for c in page[1]}) == len(table.names), "two columns of one name"
        assert all(page.column_dimensions[c.column_letter].width >= 7 for c in page[1])


def test_numbers_are_numbers_and_dates_are_dates(book: Workbook) -> None:
    page = book[SHEETS["scores"]]
    assert [cell(page, "score", row).value for row in range(2, 8)] == [7.0, 8.0, 4.0, 7.5, 8.5, 4.25]
    assert cell(page, "score", 2).number_format == "0.00##"
    assert cell(page, "year", 2).value == 2019
    assert cell(page, "date", 2).value == datetime(2020, 3, 9)
    assert cell(page, "date", 2).number_format == "dd/mm/yyyy"
    assert cell(book[SHEETS["references"]], "cited_date", 2).value == datetime(2020, 1, 20)
    assert cell(book[SHEETS["counts"]], "value", 2, "counts").number_format == "#,##0"
    assert cell(page, "percent", 2).value is None, "what is not stated is empty, not 0"


def test_nothing_is_a_formula(book: Workbook) -> None:
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    name = cell(book[SHEETS["counts"]], "name", 2, "counts")
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
