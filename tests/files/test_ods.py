"""Spreadsheets of OpenDocument to pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_ocr.document import Page
from cchc_ocr.errors import UnreadableError
from cchc_ocr.files.office.reader import office_pages
from tests.office import opendocument


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def sheet(*rows: str, attributes: str = "") -> str:
    return f'<table:table table:name="Sheet1" {attributes}>{"".join(rows)}</table:table>'


HEAD = row(cell("TT"), cell("Đơn vị"), cell("Điểm"))
FILL = '<table:table-cell table:number-columns-repeated="16000"/>'


def pages(tmp_path: Path, *sheets: str, styles: str = "") -> tuple[Page, ...]:
    return office_pages(opendocument("".join(sheets), tmp_path / "a.ods", styles, kind="spreadsheet"), "ods")


def test_cells_are_told_as_they_are_shown(tmp_path: Path) -> None:
    shown = cell("99,53%", 'office:value-type="percentage" office:value="0.9953"')
    noted = (
        "<table:table-cell><office:annotation><text:p>nhận xét</text:p></office:annotation><text:p>Sở A</text:p>"
    )
    empty = row(FILL, attributes='table:number-rows-repeated="1048000"')
    made = pages(
        tmp_path, sheet(HEAD, row(cell("1"), noted + "</table:table-cell>", shown, FILL), empty), sheet(HEAD)
    )
    assert made[0].tables[0].rows == (("TT", "Đơn vị", "Điểm"), ("1", "Sở A", "99,53%"))
    assert [page.number for page in made] == [1, 2]


def test_what_is_hidden_is_noted(tmp_path: Path) -> None:
    rows = (HEAD, row(cell("1"), cell("A"), attributes='table:visibility="collapse"'), row(cell("2"), cell("B")))
    styles = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    (page,) = pages(tmp_path, sheet(*rows), sheet(HEAD, attributes='table:style-name="ta2"'), styles=styles)
    assert page.text == "TT\tĐơn vị\tĐiểm\n2\tB"
    assert page.notes == ("hidden rows not read: 1", "hidden sheets not read: 1")


def test_repeated_cells_without_end_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cells, more than"):
        pages(tmp_path, sheet(row(cell("1", 'table:number-columns-repeated="16000"'),
                                  attributes='table:number-rows-repeated="1048576"')))  # fmt: skip
