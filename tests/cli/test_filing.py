"""The command that files documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_ocr.errors import ExitCode
from tests.conftest import Cli
from tests.filing.filed import PATTERN, TWO, results, tree


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    results(tmp_path, **TWO)
    return tmp_path


def test_a_dry_run_writes_nothing(folder: Path, cli: Cli) -> None:
    before = tree(folder)
    result = cli("file", folder / "out", "--to", folder / "kho", "--as", PATTERN, "--dry-run")
    assert result.stdout == (
        f"filed\t{folder}/in/a.txt\tSở Nội vụ/2024/1-QĐ-SNV.txt\n"
        f"filed\t{folder}/in/b.txt\tSở Nội vụ/2024/2-QĐ-SNV.txt\n"
    )
    assert "2 filed; nothing was written (--dry-run)" in result.stderr
    assert tree(folder) == before


def test_filing_and_undoing(folder: Path, cli: Cli) -> None:
    before = tree(folder)
    plain = [*("file", folder / "out", "--to", folder / "kho"), "--as", "{issuer} {number}", "--without-accents"]
    assert cli(*plain).exit_code == 0
    assert set(tree(folder / "kho")) == {"So Noi vu 1.txt", "So Noi vu 2.txt"}
    assert "2 there already" in cli(*plain).stderr
    result = cli("file", folder / "out", "--to", folder / "kho", "--undo")
    assert result.stdout == "undone\tSo Noi vu 2.txt\nundone\tSo Noi vu 1.txt\n"
    (folder / "kho").rmdir()
    assert tree(folder) == before
    again = cli("file", folder / "out", "--to", folder / "kho", "--undo")
    assert again.exit_code == ExitCode.UNREADABLE
    assert "nothing was filed here" in again.stderr


def test_one_bad_file_does_not_stop_the_others(folder: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    from cchc_ocr.filing import placing

    def bad(file: Path, target: Path) -> None:
        if target.name == "1.txt":
            raise OSError(28, "No space left on device")
        file.rename(target)

    monkeypatch.setattr(placing, "put", bad)
    result = cli("file", folder / "out", "--to", folder / "kho", "--as", "{number}")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert "1 failed, 1 filed" in result.stderr
    assert "1.txt: cannot be written" in result.stderr


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ([], "--as is missing"),
        (["--as", "{isuer}"], "there is no field {isuer}"),
        (["--as", "{issuer}", "--doubtful", "a/b"], "--doubtful 'a/b'"),
        (["--dry-run", "--undo"], "--undo takes back what was done"),
    ],
)
def test_mistakes_at_the_keyboard(folder: Path, cli: Cli, flags: list[str], said: str) -> None:
    before = tree(folder)
    result = cli("file", folder / "out", "--to", folder / "kho", *flags)
    assert (result.exit_code, result.stdout) == (ExitCode.USAGE, "")
    assert said in result.stderr
    assert tree(folder) == before
