"""Two runs of two provinces over three years: every cell of their comparison is as a person worked it out."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from cchc_ocr import digitise
from cchc_ocr.export import load, write
from tests.paths import ROOT
from tests.workbooks import SHEETS

YEARS = ROOT / "tests/corpus/years"
RUNS = ("lam-kieu", "son-ha")
SHEET_OF = {"years": "comparison", "rankings": "rankings", "criteria": "criteria", "losses": "losses"}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the results of both runs. One document is in both of them."""
    folder = tmp_path_factory.mktemp("runs")
    for run in RUNS:
        (folder / run).mkdir()
        for text in sorted((YEARS / run).glob("*.txt")):
            (folder / run / f"{text.stem}.json").write_text(digitise(text).record.to_json(), "utf-8")
    shutil.copy(folder / "lam-kieu/2021.json", folder / "son-ha/again.json")
    return folder


@pytest.fixture(scope="module")
def book(runs: Path) -> Workbook:
    """The workbook of both."""
    found = load([runs / run for run in RUNS], None)  # type: ignore[arg-type]
    assert [remark.split(",")[0] for remark in found.remarks] == ["1 documents are in more than one source"]
    write(found, "xlsx", runs / "so-sanh.xlsx")
    return load_workbook(runs / "so-sanh.xlsx")


def checked(name: str) -> list[list[str]]:
    with (YEARS / f"checked/{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t"))


def as_checked(value: object) -> str:
    """A cell as the tables of the person have it."""
    return "-" if value is None else f"{value:g}" if isinstance(value, int | float) else str(value)


@pytest.mark.parametrize("name", SHEET_OF)
def test_every_cell_is_as_a_person_worked_it_out(name: str, book: Workbook) -> None:
    head, *due = checked(name)
    page = book[SHEETS[SHEET_OF[name]]]
    seen = [[as_checked(cell.value) for cell in row] for row in page.iter_rows()]
    assert seen[0] == head
    assert seen[1:] == [[as_checked(_figure(cell)) for cell in row] for row in due]


def _figure(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return None if text == "-" else text


def test_every_mark_is_one_that_a_person_expects_and_there_are_no_others(book: Workbook) -> None:
    seen = []
    for sheet, named in (("comparison", (1, 3)), ("rankings", (5, 0)), ("criteria", (0, 3)), ("losses", (0, 1))):
        page = book[SHEETS[sheet]]
        for row in page.iter_rows(min_row=2):
            where = ", ".join(str(row[at].value) for at in named)
            said = [(page.cell(1, cell.column).value, cell.comment.text) for cell in row if cell.comment]
            seen += [[sheet, where, head, text] for head, text in said]
    assert sorted(seen) == sorted(checked("marks")[1:])


def test_the_tables_of_a_person_are_those_of_all_the_texts() -> None:
    """Whoever adds a text must say what it gives."""
    assert {text.relative_to(YEARS).as_posix() for text in YEARS.rglob("*.txt")} == {
        *("lam-kieu/2021.txt", "lam-kieu/2023.txt", "lam-kieu/2023-thong-bao.txt"),
        *("son-ha/2021.txt", "son-ha/2022.txt", "son-ha/2022-thong-bao.txt", "son-ha/2023.txt"),
    }
