"""Tables that come back from people: CSV as programs save it, and sheets of workbooks."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from cchc_ocr.errors import UnreadableError
from cchc_ocr.export.given_tables import rows_of


def cells(path: Path, sheet: str = "Hồ sơ") -> list[tuple[object, ...]]:
    return list(rows_of(path, sheet, "fill it in again"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_csv_of_any_country(tmp_path: Path, delimiter: str, mark: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{mark}folder{delimiter}title\r\n.{delimiter}'=1+1\r\n", "utf-8")
    assert cells(path) == [("folder", "title"), (".", "=1+1")]


def test_the_sheet_of_that_name(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("Hồ sơ").append(["folder", 7])
    book.save(tmp_path / "a.xlsx")
    assert cells(tmp_path / "a.xlsx") == [("folder", 7)]
    with pytest.raises(UnreadableError, match="it has no sheet 'Văn bản'"):
        cells(tmp_path / "a.xlsx", "Văn bản")


def test_what_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("Hồ sơ".encode("utf-16"))
    (tmp_path / "a.xlsx").write_text("folder\n", "utf-8")
    for name, why in {
        "a.csv": "this is not UTF-8",
        "a.xlsx": "this is not a workbook",
        "gone.csv": "no such file",
    }.items():
        with pytest.raises(UnreadableError, match=why):
            cells(tmp_path / name)
