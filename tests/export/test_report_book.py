"""The report of a package: the same rows in its sheets and CSV files, whatever is in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from cchc_ocr.export import report_book
from cchc_ocr.export.report_book import ReportTable
from cchc_ocr.export.titles import titles
from tests.handed_over import rows

TABLE = ReportTable("refused", ("kind", "what", "page"), ("Loại", "Nội dung", "Trang"))
OTHER = ReportTable("archive", tuple("abcdefghijklm"), tuple("ABCDEFGHIJKLM"))


def sheets(folder: Path, lines: list[dict[str, str | int | None]]) -> dict[str, list[tuple[object, ...]]]:
    book = folder / "bao-cao.xlsx"
    with report_book.report_book(book, [TABLE, OTHER], {"refused": folder / "refused.csv"}) as made:
        for line in lines:
            made["refused"].add(line)
            made["archive"].add({"a": line["what"]})
        assert made["refused"].count == len(lines)
    opened = load_workbook(book)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in opened}


def test_sheets_and_files_have_the_same_rows(tmp_path: Path) -> None:
    lines: list[dict[str, str | int | None]] = [
        {"kind": "trang", "what": "=HYPERLINK(1)", "page": 3},
        {"kind": "tệp", "what": "http://x.vn", "page": None},
        {"kind": "01", "what": "dòng 1\ndòng 2", "page": None},
    ]
    found = sheets(tmp_path, lines)
    names = titles().handover_sheets
    assert list(found) == [names["refused"], names["archive"]]
    assert found[names["refused"]] == [
        ("Loại", "Nội dung", "Trang"),
        ("trang", "=HYPERLINK(1)", "3"),
        ("tệp", "http://x.vn", None),
        ("01", "dòng 1\ndòng 2", None),
    ]
    assert [row["what"] for row in rows(tmp_path / "refused.csv")] == [
        "'=HYPERLINK(1)",
        "http://x.vn",
        "dòng 1\ndòng 2",
    ]
    assert not (tmp_path / "archive.csv").exists()


def test_what_a_sheet_cannot_hold_is_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_book, "_MOST_ROWS", 2)
    long = "x" * 40_000
    found = sheets(tmp_path, [{"kind": str(number), "what": long, "page": None} for number in range(4)])
    shown = found[titles().handover_sheets["refused"]]
    assert len(shown) == 3 and str(shown[1][1]).endswith("x…")
    assert [row["what"] for row in rows(tmp_path / "refused.csv")] == [long] * 4


def test_rows_are_as_high_as_their_texts(tmp_path: Path) -> None:
    sheets(tmp_path, [{"kind": "a", "what": "từ " * 60, "page": None}, {"kind": "a", "what": "từ", "page": None}])
    heights = load_workbook(tmp_path / "bao-cao.xlsx").worksheets[0].row_dimensions
    assert heights[2].height > 2 * (heights[3].height or 15)
