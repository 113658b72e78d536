"""Workbooks to pages: each visible sheet with its cells as they are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from cchc_ocr.document import Page
from cchc_ocr.errors import UnreadableError
from cchc_ocr.files.office import spreadsheets
from cchc_ocr.files.office.reader import office_pages
from cchc_ocr.files.opening import open_document

Change = Callable[[Workbook], None]
TABLE = [["TT", "Đơn vị", "Điểm"], [1, "Sở A", 80.5], [2, "Sở B", 79.25]]


def workbook(path: Path, *rows: Sequence[object], change: Change | None = None, name: str = "Sheet1") -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    if change:
        change(book)
    book.save(path)
    return path


def pages(path: Path) -> tuple[Page, ...]:
    return office_pages(path, "xlsx")


def test_a_sheet_is_a_table_with_what_stands_around_it(tmp_path: Path) -> None:
    rows = [
        ["UBND TỈNH SƠN HÀ", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["SỞ NỘI VỤ", None, "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["BẢNG ĐIỂM CẢI CÁCH HÀNH CHÍNH NĂM 2023"],
        *TABLE,
        [],
        ["Nơi nhận:", None, "GIÁM ĐỐC"],
        ["- Lưu: VT."],
        [None, None, "Nguyễn Văn An"],
    ]
    (page,) = pages(workbook(tmp_path / "a.xlsx", *rows))
    assert page.text.splitlines() == [
        *("UBND TỈNH SƠN HÀ", "SỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        "BẢNG ĐIỂM CẢI CÁCH HÀNH CHÍNH NĂM 2023",
        *("TT\tĐơn vị\tĐiểm", "1\tSở A\t80,5", "2\tSở B\t79,25"),
        *("Nơi nhận:", "- Lưu: VT.", "GIÁM ĐỐC", "Nguyễn Văn An"),
    ]
    assert [table.rows[1] for table in page.tables] == [("1", "Sở A", "80,5")]


@pytest.mark.parametrize("name", ["a.png", "a.docx", "bảng điểm", "a.XLSX"])
def test_a_sheet_is_known_by_its_content_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = workbook(tmp_path / "a.xlsx", *TABLE).rename(tmp_path / name)
    with open_document(path) as document:
        page = document.page(1)
    assert isinstance(page, Page) and page.tables


def hide_row(book: Workbook) -> None:
    book.active.row_dimensions[3].hidden = True


def hide_columns(book: Workbook) -> None:
    book.active.column_dimensions.group("B", "C", hidden=True)


def hide_sheet(book: Workbook) -> None:
    book.create_sheet("Nháp")["A1"] = "nháp"
    book["Nháp"].sheet_state = "hidden"


def merge(book: Workbook) -> None:
    book.active.merge_cells("B2:C2")


def legacy_font(book: Workbook) -> None:
    book.active["B2"] = "Së Néi vô"
    book.active["B2"].font = Font(name=".VnTime")


def formula(book: Workbook) -> None:
    book.active["C2"] = "=SUM(A1:A2)"


@pytest.mark.parametrize(
    ("change", "rows", "notes", "in_part"),
    [
        (hide_row, [("TT", "Đơn vị", "Điểm"), ("1", "Sở A", "80,5")], ("hidden rows not read: 1",), False),
        (hide_columns, [], ("hidden columns not read: 2",), False),
        (hide_sheet, [("TT", "Đơn vị", "Điểm"), ("1", "Sở A", "80,5"), ("2", "Sở B", "79,25")],
         ("hidden sheets not read: 1",), False),
        (merge, [("TT", "Đơn vị", "Điểm"), ("1", "Sở A", ""), ("2", "Sở B", "79,25")], (), False),
        (legacy_font, [("TT", "Đơn vị", "Điểm"), ("1", "Sở Nội vụ", "80,5"), ("2", "Sở B", "79,25")],
         ("converted from TCVN3",), False),
        (formula, [("TT", "Đơn vị", "Điểm"), ("1", "Sở A", ""), ("2", "Sở B", "79,25")],
         ("formulas without a value not read: 1",), True),
    ],
)  # fmt: skip
def test_what_is_hidden_is_noted_and_not_read(
    tmp_path: Path, change: Change, rows: list[tuple[str, ...]], notes: tuple[str, ...], in_part: bool
) -> None:
    (page,) = pages(workbook(tmp_path / "a.xlsx", *TABLE, change=change))
    assert [row for table in page.tables for row in table.rows] == rows
    assert (page.notes, page.in_part) == (notes, in_part)


def test_values_are_written_as_they_are_shown(tmp_path: Path) -> None:
    def formats(book: Workbook) -> None:
        for cell, form in (("A2", "0.0%"), ("B2", "#,##0"), ("C2", "dd/mm/yyyy")):
            book.active[cell].number_format = form

    rows = [["Tỷ lệ", "Hồ sơ", "Ngày"], [0.987, 1477, date(2024, 6, 12)]]
    (page,) = pages(workbook(tmp_path / "a.xlsx", *rows, change=formats))
    assert page.tables[0].rows[1] == ("98,7%", "1.477", "12/06/2024")


def test_each_sheet_is_a_page_and_its_name_a_title(tmp_path: Path) -> None:
    def more(book: Workbook) -> None:
        book.create_sheet("Trống")
        for row in TABLE:
            book.create_sheet("Sheet3").append(row) if "Sheet3" not in book else book["Sheet3"].append(row)

    made = pages(workbook(tmp_path / "a.xlsx", *TABLE, change=more, name="Phụ lục 1"))
    assert [page.text.splitlines()[0] for page in made] == ["Phụ lục 1", "TT\tĐơn vị\tĐiểm"]
    assert [page.number for page in made] == [1, 2]


def test_sheets_of_data_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "a.xlsx", *TABLE)
    monkeypatch.setattr(spreadsheets, "MOST_CELLS", 8)
    with pytest.raises(UnreadableError, match="9 cells, more than 8"):
        pages(path)
    monkeypatch.setattr(spreadsheets, "MOST_SHEET_BYTES", 100)
    with pytest.raises(UnreadableError, match="the sheets hold"):
        pages(path)


def test_a_cell_far_away_costs_nothing(tmp_path: Path) -> None:
    def far(book: Workbook) -> None:
        book.active["XFD1048576"] = "xa"

    (page,) = pages(workbook(tmp_path / "a.xlsx", *TABLE, change=far))
    assert page.text.splitlines()[-1] == "xa"
