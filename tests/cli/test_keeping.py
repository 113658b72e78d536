"""What the commands say that ask what a run has done."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_ocr.errors import ExitCode
from cchc_ocr.runs import search as searching
from cchc_ocr.runs.search import Hit
from tests.conftest import Cli


def test_search_finds_what_run_wrote(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("Cải cách hành chính\n")
    cli("run", tmp_path / "in", "--out", tmp_path / "out")
    assert cli("search", "cai cach", "--in", tmp_path / "out").stdout == "a.txt: page 1: Cải cách hành chính\n"
    nothing = cli("search", "ngân sách", "--in", tmp_path / "out")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "nothing found\n")


def test_a_hit_is_one_line_whatever_stands_in_its_text(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    hits = [Hit("a\nb.pdf", 3, "một\x1b[31m hai"), Hit("c.pdf", 1, "ba")]
    monkeypatch.setattr(searching, "search", lambda *_, **__: hits)
    lines = cli("search", "mot", "--in", "out").stdout.splitlines()
    assert len(lines) == 2
    assert lines[1] == "c.pdf: page 1: ba"
    assert "\x1b" not in lines[0]


def test_dates_are_typed_as_people_write_them(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    asked: list[searching.Narrowed] = []

    def search(query: str, folder: Path, narrowed: searching.Narrowed, *, limit: int) -> list[Hit]:
        asked.append(narrowed)
        return []

    monkeypatch.setattr(searching, "search", search)
    cli("search", "mot", "--in", "out", "--from", "3/2021", "--to", "5/4/2021")
    assert [(one.since, one.until) for one in asked] == [("2021-03", "2021-04-05")]
    result = cli("search", "mot", "--in", "out", "--from", "hôm qua")
    assert result.exit_code == ExitCode.USAGE
    assert "not a date" in result.stderr


@pytest.mark.parametrize("arguments", [["search", "mot", "--in"], ["status"]])
def test_a_folder_without_results_is_named_with_the_next_step(
    cli: Cli, tmp_path: Path, arguments: list[str]
) -> None:
    result = cli(*arguments, tmp_path)
    assert result.exit_code == ExitCode.UNREADABLE
    assert f"{tmp_path}: there are no results of `cchc-ocr run` here" in result.stderr
    assert "--rebuild" in result.stderr


def test_status_tells_how_a_run_stands_and_makes_its_catalogue_anew(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("Cải cách hành chính\n")
    (tmp_path / "in/b.pdf").write_bytes(b"")
    cli("run", tmp_path / "in", "--out", tmp_path / "out")
    told = cli("status", tmp_path / "out").stdout
    assert told.startswith(f"{tmp_path / 'out'}: 1 done (1 pages), 1 failed, ")
    again = cli("status", tmp_path / "out", "--rebuild")
    assert again.stderr == "documents in the catalogue now: 1\n"
    assert again.stdout.startswith(f"{tmp_path / 'out'}: 1 done (1 pages), ")
