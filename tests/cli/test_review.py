"""The command review: what it opens, what it says, and what it refuses."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from openpyxl import load_workbook

from cchc_ocr.errors import ExitCode
from cchc_ocr.export.titles import titles
from cchc_ocr.review import serving
from cchc_ocr.review.desk import Desk
from cchc_ocr.review.sampling import sample
from cchc_ocr.review.serving import Listening
from tests.conftest import Cli
from tests.review.results import make

TEXT = "SỞ NỘI VỤ\n\nSơn Hà, ngày 9 tháng 3 năm 2021\n\nBÁO CÁO\nKết quả năm 2020\n"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return make(tmp_path, doubtful=1, sure=2)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Desk, Listening]]:
    """What was to be served; the page says its link and ends at once."""
    seen: list[tuple[Desk, Listening]] = []

    def serve(desk: Desk, where: Listening, opened: Callable[[str], None]) -> None:
        seen.append((desk, where))
        opened("http://127.0.0.1:1/?token=key")

    monkeypatch.setattr(serving, "serve", serve)
    return seen


def test_the_link_is_data_and_the_rest_is_talk(cli: Cli, out: Path, served: Any, monkeypatch: Any) -> None:
    launched: list[str] = []
    monkeypatch.setattr(typer, "launch", launched.append)
    done = cli("review", out, "--user", "An")
    assert (done.exit_code, done.stdout) == (0, "http://127.0.0.1:1/?token=key\n")
    assert "press Ctrl-C to stop" in done.stderr
    assert launched == ["http://127.0.0.1:1/?token=key"]
    ((desk, where),) = served
    assert (desk.folder, desk.user, where) == (out, "An", Listening())


def test_no_browser_is_opened_where_none_is_wanted(cli: Cli, out: Path, served: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(typer, "launch", pytest.fail)
    assert cli("review", out, "--no-browser").exit_code == 0
    assert served[0][0].user


def test_others_may_come_only_after_a_warning(cli: Cli, out: Path, served: Any) -> None:
    done = cli("review", out, "--no-browser", "--host", "0.0.0.0", "--port", "8123")
    assert "warning: others can reach this page" in done.stderr
    assert served[0][1] == Listening("0.0.0.0", 8123)
    assert "warning" not in cli("review", out, "--no-browser", "--host", "localhost").stderr


def test_a_sample_is_drawn(cli: Cli, out: Path, served: Any) -> None:
    assert cli("review", out, "--no-browser", "--sample", "50%").exit_code == 0
    assert len(sample(out).drawn) == 1
    assert served[0][1].spot


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--sample", "five"], ExitCode.USAGE, "not a share"),
        (["--port", "0"], ExitCode.USAGE, "--port"),
        (["--dry-run"], ExitCode.USAGE, "--dry-run is for --import"),
        (["--import", "a.xlsx", "--no-browser"], ExitCode.USAGE, "--import opens no page"),
        (["--password-file", "none.txt"], ExitCode.USAGE, "none.txt"),
    ],
)
def test_a_mistake_at_the_keyboard_is_told(
    cli: Cli, out: Path, served: Any, arguments: list[str], code: int, said: str
) -> None:
    done = cli("review", out, *arguments)
    assert (done.exit_code, said in done.stderr) == (code, True), done.stderr
    assert served == []


def test_a_folder_without_results_is_told(cli: Cli, tmp_path: Path, served: Any) -> None:
    done = cli("review", tmp_path)
    assert done.exit_code == ExitCode.UNREADABLE
    assert "there are no results" in done.stderr


def test_what_the_page_needs_may_be_missing(cli: Cli, out: Path, monkeypatch: Any) -> None:
    for name in [name for name in sys.modules if name.startswith(("cchc_ocr.review", "uvicorn"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    done = cli("review", out)
    assert done.exit_code == ExitCode.NOT_INSTALLED
    assert 'Pip install "cchc-ocr[review]"' in done.stderr or 'pip install "cchc-ocr[review]"' in done.stderr


@pytest.fixture
def kho(cli: Cli, tmp_path: Path) -> Path:
    """tmp_path/out with a report without a number, and its workbook."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(TEXT, "utf-8")
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
    (kho / "in/a.txt").write_text(TEXT.replace("2020", "2019"), "utf-8")
    cli("run", kho / "in", "--out", kho / "out")
    found = cli("review", kho / "out", "--import", kho / "so.xlsx")
    assert (found.exit_code, found.stderr) == (ExitCode.SOME_FAILED, "taken: 0, refused: 1\n")
    assert "the scan is another one" in " ".join(found.stdout.split())


def test_nothing_filled_in(cli: Cli, kho: Path) -> None:
    found = cli("review", kho / "out", "--import", kho / "so.xlsx")
    assert (found.exit_code, "nothing to bring back" in found.stderr) == (0, True)


def test_a_table_for_a_folder_without_results(cli: Cli, tmp_path: Path) -> None:
    assert cli("review", tmp_path, "--import", tmp_path / "so.xlsx").exit_code == ExitCode.UNREADABLE
