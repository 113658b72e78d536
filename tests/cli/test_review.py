"""The command that brings right values back, as a person types it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from cchc_ocr.errors import ExitCode
from cchc_ocr.export.titles import titles
from tests.conftest import Cli

_TEXT = "SỞ NỘI VỤ\n\nSơn Hà, ngày 9 tháng 3 năm 2021\n\nBÁO CÁO\nKết quả năm 2020\n"


@pytest.fixture
def kho(cli: Cli, tmp_path: Path) -> Path:
    """tmp_path/out with a report without a number, and its workbook."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(_TEXT, "utf-8")
    cli("run", tmp_path / "in", "--out", tmp_path / "out")
    cli("export", tmp_path / "out", "--to", "xlsx", "--out", tmp_path / "so.xlsx")
    return tmp_path


def fill(folder: Path, pointer: str, right: str) -> None:
    book = load_workbook(folder / "so.xlsx")
    page = book[titles().sheets["review"]]
    heads = [cell.value for cell in page[1]]
    for row in page.iter_rows(min_row=2):
        if row[heads.index(titles().heading("review", "pointer"))].value == pointer:
            row[heads.index(titles().heading("review", "right"))].value = right
    book.save(folder / "so.xlsx")


def test_values_that_were_filled_in_stand_in_records_lists_and_tables(cli: Cli, kho: Path) -> None:
    fill(kho, "/document/number", "15")
    command = ("review", kho / "out", "--import", kho / "so.xlsx", "--user", "Bình")
    tried = cli(*command, "--dry-run")
    assert (tried.exit_code, tried.stderr) == (0, "would be taken: 1, refused: 0\n")
    assert not (kho / "out/a.review.json").exists()
    done = cli(*command)
    assert (done.exit_code, done.stderr) == (0, "taken: 1, refused: 0\n")
    assert "/document/number" in done.stdout
    assert cli(*command).stderr == "taken: 0, refused: 0, there already: 1\n"
    cli("run", kho / "in", "--out", kho / "out")
    cli("export", kho / "out", "--to", "csv", "--out", kho / "csv")
    assert ",15," in (kho / "csv/documents.csv").read_text("utf-8-sig")
    assert "Reviewed by people: 1 value in 1 document." in cli("status", kho / "out").stdout


def test_what_is_refused_is_told(cli: Cli, kho: Path) -> None:
    book = load_workbook(kho / "so.xlsx")
    heads = [cell.value for cell in book[titles().sheets["review"]][1]]
    assert titles().heading("review", "anchor") in heads
    fill(kho, "/document/number", "15")
    (kho / "in/a.txt").write_text(_TEXT.replace("2020", "2019"), "utf-8")
    cli("run", kho / "in", "--out", kho / "out")
    found = cli("review", kho / "out", "--import", kho / "so.xlsx")
    assert (found.exit_code, found.stderr) == (ExitCode.SOME_FAILED, "taken: 0, refused: 1\n")
    assert "the scan is another one" in " ".join(found.stdout.split())


def test_nothing_filled_in(cli: Cli, kho: Path) -> None:
    found = cli("review", kho / "out", "--import", kho / "so.xlsx")
    assert (found.exit_code, "nothing to bring back" in found.stderr) == (0, True)


def test_a_folder_without_results_and_no_table(cli: Cli, tmp_path: Path) -> None:
    assert cli("review", tmp_path, "--import", tmp_path / "so.xlsx").exit_code == ExitCode.UNREADABLE
    assert cli("review", tmp_path).exit_code == ExitCode.USAGE
