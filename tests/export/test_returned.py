"""Right values that come back in a workbook or a CSV file."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from cchc_ocr.errors import UnreadableError, UnwritableError
from cchc_ocr.export import ExportOptions, load, write
from cchc_ocr.export import returned as export_returned
from cchc_ocr.export.returned import returned, take_in
from cchc_ocr.export.titles import titles
from cchc_ocr.records import Record
from tests.corrected import SCAN, record

RIGHT = titles().heading("review", "right")
SHEET = titles().sheets["review"]
# In the order of the sheet: what is most worth a look first.
PLACES = ["/pages/1", "/scores/1/score", "/document/place", "/document/recipients/1"]


@pytest.fixture
def kho(tmp_path: Path) -> Path:
    """A folder of results with one record, and its workbook and review.csv beside it."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a.json").write_text(record().to_json(), "utf-8")
    export(tmp_path)
    return tmp_path


def export(folder: Path) -> None:
    found = load([folder / "out"], None)  # type: ignore[arg-type]
    write(found, "xlsx", folder / "so.xlsx", ExportOptions(), inputs=[], overwrite=True)
    write(found, "csv", folder / "csv", ExportOptions(decimal_comma=True), inputs=[], overwrite=True)


def fill(folder: Path, **right: Any) -> Path:
    """Fill in the workbook, by the end of the pointers, and sort its rows the other way round."""
    book = load_workbook(folder / "so.xlsx")
    page = book[SHEET]
    heads = [cell.value for cell in page[1]]
    at, pointer = heads.index(RIGHT), heads.index(titles().heading("review", "pointer"))
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    for row in rows:
        row[at] = right.get(row[pointer].strip("/").replace("/", "_"))
    for y, row in enumerate(reversed(rows), 2):
        for x, value in enumerate(row, 1):
            page.cell(y, x).value = value
    book.save(folder / "filled.xlsx")
    return folder / "filled.xlsx"


def fill_csv(folder: Path, **right: str) -> Path:
    file = folder / "csv/review.csv"
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    for row in rows:
        row["right"] = right.get(row["pointer"].strip("/").replace("/", "_"), "")
    with file.open("w", encoding="utf-8-sig", newline="") as lines:
        writer = csv.DictWriter(lines, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return file


def now(folder: Path) -> Record:
    (one,) = load([folder / "out"], None)  # type: ignore[arg-type]
    return one.record


def test_the_column_is_for_people_and_the_keys_are_not(kho: Path) -> None:
    page = load_workbook(kho / "so.xlsx")[SHEET]
    heads = [cell.value for cell in page[1]]
    assert page.cell(2, heads.index(RIGHT) + 1).protection.locked is False
    assert page.cell(2, heads.index(RIGHT) + 1).number_format == "@"  # "05" and "9/3" stay as they are typed
    assert page.column_dimensions["L"].hidden
    assert [
        row[heads.index(titles().heading("review", "pointer"))]
        for row in page.iter_rows(min_row=2, values_only=True)
    ] == PLACES


@pytest.mark.parametrize("filled", [fill, fill_csv])
def test_right_values_come_back_whatever_the_order_of_rows(kho: Path, filled: Callable[..., Path]) -> None:
    file = filled(kho, scores_1_score="9,25", document_place="Sơn Hà", document_recipients_1="UBND tỉnh")
    taken = take_in(kho / "out", returned(file), "Bình")
    assert [one.reason for one in taken] == ["", "", ""]
    found = now(kho)
    assert (found.scores[1].score, found.document.place, found.document.recipients[1]) == (
        9.25,
        "Sơn Hà",
        "UBND tỉnh",
    )
    assert found.reviewed
    assert found.reviewed.by == "Bình"
    again = take_in(kho / "out", returned(file), "Bình")
    assert [(one.correction, one.reason) for one in again] == [(None, "")] * 3


def test_a_table_of_several_folders_comes_back_into_each_of_them(kho: Path) -> None:
    """Its names begin with the folder, because each may have such a record."""
    other = record().model_copy(update={"source": record().source.model_copy(update={"sha256": "1" * 64})})
    (kho / "khác").mkdir()
    (kho / "khác/a.json").write_text(other.to_json(), "utf-8")
    both = load([kho / "out", kho / "khác"], None)  # type: ignore[arg-type]
    write(both, "csv", kho / "csv", ExportOptions(decimal_comma=True), inputs=[], overwrite=True)
    rows = returned(fill_csv(kho, document_place="Sơn Hà"))
    assert [row.record for row in rows] == ["out/a.json", "khác/a.json"]
    for folder, own in (("out", 0), ("khác", 1)):
        taken = take_in(kho / folder, rows, None)
        assert taken[own].correction and not taken[own].reason
        assert taken[1 - own].reason == "there is no such document in this folder of results"
    assert now(kho).document.place == "Sơn Hà"


def test_the_types_of_the_spreadsheet_are_understood(kho: Path) -> None:
    assert [one.reason for one in take_in(kho / "out", returned(fill(kho, scores_1_score=9)), None)] == [""]
    assert now(kho).scores[1].score == 9.0


@pytest.mark.parametrize(
    ("right", "why"),
    [
        ({"scores_1_score": "chín"}, "not a number"),
        ({"scores_1_score": datetime(2021, 9, 5)}, "made a date of it"),
        ({"scores_1_score": "1.234"}, "thousands or decimals"),
        ({"pages_1": "x"}, "several values"),
    ],
)
def test_what_cannot_stand_is_refused_with_the_reason(kho: Path, right: dict[str, Any], why: str) -> None:
    taken = take_in(kho / "out", returned(fill(kho, document_place="Sơn Hà", **right)), None)
    assert [why in one.reason for one in taken if one.reason] == [True]
    assert now(kho).document.place == "Sơn Hà"  # the others are taken


def test_a_value_that_was_changed_since_is_refused(kho: Path) -> None:
    take_in(kho / "out", returned(fill(kho, document_place="Sơn Hà")), None)
    (row,) = take_in(kho / "out", returned(fill(kho, document_place="Lam Kiều")), None)
    assert row.reason == "it has been changed since the table was made, to Sơn Hà"
    assert now(kho).document.place == "Sơn Hà"


def test_another_scan_is_refused(kho: Path) -> None:
    file = fill(kho, document_place="Sơn Hà")
    (kho / "out/a.json").write_text(record().to_json().replace(SCAN, "00" * 32), "utf-8")
    (row,) = take_in(kho / "out", returned(file), None)
    assert "the scan is another one" in row.reason


@pytest.mark.parametrize("name", ["b.json", "../out/a.json", "/etc/passwd.json", "a.txt"])
def test_a_document_that_is_not_there_is_refused(kho: Path, name: str) -> None:
    rows = returned(fill(kho, document_place="Sơn Hà"))
    (row,) = take_in(kho / "out", [type(one)(one.number, name, one.right, one.anchor) for one in rows], None)
    assert row.reason == "there is no such document in this folder of results"


def test_two_rows_for_one_value_are_not_both_taken(kho: Path) -> None:
    rows = returned(fill(kho, document_place="Sơn Hà"))
    taken = take_in(kho / "out", [*rows, *rows], None)
    assert [bool(one.correction) for one in taken] == [True, False]


def test_a_dry_run_changes_nothing(kho: Path) -> None:
    take_in(kho / "out", returned(fill(kho, document_place="Sơn Hà")), None, dry_run=True)
    assert (now(kho), sorted(path.name for path in (kho / "out").iterdir())) == (record(), ["a.json"])


def test_a_folder_that_cannot_be_written_to(kho: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def save(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(export_returned, "save", save)
    with pytest.raises(UnwritableError, match=r"a\.json: its corrections cannot be written: Permission denied"):
        take_in(kho / "out", returned(fill(kho, document_place="Sơn Hà")), None)


def test_words_for_nothing_empty_a_value_and_remove_an_item(kho: Path) -> None:
    take_in(kho / "out", returned(fill(kho, document_recipients_1="không có")), None)
    assert now(kho).document.recipients == ("Như trên", "Lưu: VT")


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.xlsx", b"x", "not a workbook"),
        ("a.csv", b"record;anchor\n", "has no column"),
        ("a.csv", "\xff".encode("latin-1"), "not UTF-8"),
        ("a.csv", b'record,anchor,right\na.json,"{",1\n', "row 2: its key is damaged"),
        ("none.csv", None, "no such file"),
        ("none.xlsx", None, "no such file"),
    ],
)
def test_files_that_are_no_such_table(tmp_path: Path, name: str, data: bytes | None, why: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableError, match=why):
        returned(tmp_path / name)


def test_a_key_of_another_kind_is_refused(kho: Path) -> None:
    (row,) = returned(fill(kho, document_place="Sơn Hà"))
    (taken,) = take_in(kho / "out", [type(row)(2, "a.json", "x", {"sha256": SCAN, "pointer": "x"})], None)
    assert taken.reason
