"""What can go wrong, through the command line: one clear line that names the file, the exit code, no more."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cchc_ocr.errors import CchcError, ExitCode, NotInstalledError, PageTimeoutError, UnreadableError
from tests.bad_files import BAD_FILES, Maker
from tests.conftest import Cli
from tests.sheets import sheet

WITHOUT_VIETNAMESE = """#!/bin/sh
case "$*" in
    *--version*) echo "tesseract 5.3.0" ;;
    *--list-langs*) echo "List of available languages (2):"; echo eng; echo osd ;;
    *) echo "Error opening data file vie.traineddata" >&2; exit 1 ;;
esac
"""

IDS = [name for name, *_ in BAD_FILES]


def assert_one_line(stderr: str, *parts: str) -> None:
    lines = stderr.splitlines()
    assert len(lines) == 1, stderr
    assert lines[0].startswith("cchc-ocr: ")
    assert all(part in lines[0] for part in parts), lines[0]
    assert ". " in lines[0], f"no next step: {lines[0]}"


@pytest.mark.parametrize("command", ["ocr", "extract"])
@pytest.mark.parametrize(("name", "make", "code", "what"), BAD_FILES, ids=IDS)
def test_a_bad_file(
    cli: Cli, tmp_path: Path, command: str, name: str, make: Maker, code: ExitCode, what: str
) -> None:
    make(tmp_path / name)
    result = cli(command, tmp_path / name)
    assert result.exit_code == code
    assert result.stdout == ""
    assert_one_line(result.stderr, name, what)


def test_bad_files_in_a_run_fail_alone(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, make, *_ in BAD_FILES:
        make(tmp_path / "in" / name)
    (tmp_path / "in/good.txt").write_text("Xin chào\n")
    result = cli("run", tmp_path / "in", "--out", tmp_path / "out")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert "Traceback" not in result.stderr
    named = [name for name in IDS if f"in/{name}" in result.stderr]
    assert named == IDS
    written = sorted(path.name for path in (tmp_path / "out").iterdir() if not path.name.startswith("."))
    assert written == ["good.json", "good.txt"]


@pytest.mark.parametrize(
    ("arguments", "code", "parts"),
    [
        (["ocr", "missing.pdf"], ExitCode.UNREADABLE, ["missing.pdf: no such file"]),
        (["extract", "missing.pdf"], ExitCode.UNREADABLE, ["missing.pdf: no such file"]),
        (["restore", "missing.txt"], ExitCode.UNREADABLE, ["missing.txt"]),
        (["run", "missing", "--out", "out"], ExitCode.UNREADABLE, ["missing: no such file"]),
        (["run", "nothing", "--out", "out"], ExitCode.UNREADABLE, ["nothing: there are no documents here"]),
        (["run", "good.txt", "--out", "good.txt"], ExitCode.USAGE, ["good.txt"]),
        (["run", "docs", "--out", "docs"], ExitCode.USAGE, ["docs: this folder holds the documents"]),
        (["run", "docs", "--out", "good.txt/out"], ExitCode.USAGE, ["good.txt/out: cannot be written to"]),
        (
            ["export", "good.txt", "--to", "csv", "--out", "t"],
            ExitCode.UNREADABLE,
            ["good.txt:1: this is not JSON"],
        ),
        (["export", "missing.json", "--to", "csv", "--out", "t"], ExitCode.UNREADABLE, ["missing.json"]),
        (["export", "nothing", "--to", "csv", "--out", "t"], ExitCode.UNREADABLE, ["no records"]),
        (
            ["export", "record.json", "--to", "xlsx", "--out", "t"],
            ExitCode.USAGE,
            ["t: the name of a workbook must end in .xlsx"],
        ),
        (["export", "record.json", "--to", "csv", "--out", "good.txt/t"], ExitCode.USAGE, ["cannot be written"]),
        (["search", "một", "--in", "nothing"], ExitCode.UNREADABLE, ["nothing: there are no results"]),
        (["search", "--", "?!", "--in", "nothing"], ExitCode.USAGE, []),
        (["ocr", "--pages", "2", "good.txt"], ExitCode.UNREADABLE, ["good.txt", "no page 2"]),
        (["ocr", "--pages", "3-1", "good.txt"], ExitCode.USAGE, ["3-1"]),
        (["ocr", "docs"], ExitCode.UNREADABLE, ["docs", "folder"]),
        (["restore", "latin1.txt"], ExitCode.UNREADABLE, ["latin1.txt: line 2 is not UTF-8"]),
        (["restore", "good.txt", "--dictionaries", "own"], ExitCode.BAD_CONFIGURATION, ["own/terms.tsv:2"]),
        (["run", "docs", "--out", "o", "--dictionaries", "own"], ExitCode.BAD_CONFIGURATION, ["own/terms.tsv:2"]),
        (
            ["restore", "good.txt", "--dictionaries", "none"],
            ExitCode.BAD_CONFIGURATION,
            ["none: there is no such folder"],
        ),
        (["restore", "good.txt", "--model", "good.txt"], ExitCode.BAD_CONFIGURATION, ["good.txt"]),
        (["run", "docs", "--out", "o", "--model", "gone"], ExitCode.BAD_CONFIGURATION, ["gone"]),
        (["evaluate", "nothing"], ExitCode.UNREADABLE, ["nothing: there are no samples"]),
        (["evaluate", "docs", "--check"], ExitCode.BAD_CONFIGURATION, ["docs/expected.toml"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_the_user_can_mend(
    cli: Cli,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: ExitCode,
    parts: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("nothing", "docs", "own"):
        Path(folder).mkdir()
    Path("good.txt").write_text("Xin chào\n")
    Path("docs/a.txt").write_text("Xin chào\n")
    Path("latin1.txt").write_bytes(b"abc\nB\xe1o c\xe1o\n")
    Path("own/terms.tsv").write_text("tỉnh Sơn Hà\t5\nsở Nội vụ\tmany\n")
    Path("record.json").write_text(cli("extract", "good.txt").stdout)
    before = sorted(tmp_path.rglob("*"))
    result = cli(*arguments)
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    if parts:
        assert_one_line(result.stderr, *parts)
    made = [path for path in sorted(tmp_path.rglob("*")) if path not in before]
    assert not [path for path in made if path.is_file()], "something was left behind"


@pytest.mark.parametrize(
    "arguments",
    [
        ["ocr"],
        ["run", "a.pdf"],
        ["ocr", "a.pdf", "--strength", "huge"],
        ["ocr", "a.pdf", "--no-such-flag"],
        ["scan"],
    ],
)
def test_wrong_usage(cli: Cli, arguments: list[str]) -> None:
    result = cli(*arguments)
    assert result.exit_code == ExitCode.USAGE
    assert "Error: " in result.stderr
    assert "Traceback" not in result.stderr


@pytest.fixture(params=["tesseract", "vie"])
def lacking(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without an engine, or with one that has no Vietnamese data (a script plays it); and a scan."""
    tools = tmp_path / "tools"
    tools.mkdir()
    if request.param == "vie":
        (tools / "tesseract").write_text(WITHOUT_VIETNAMESE)
        (tools / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", str(tools))
    monkeypatch.chdir(tmp_path)
    sheet().save("scan.png")


@pytest.mark.usefixtures("lacking")
@pytest.mark.parametrize("arguments", [["ocr", "scan.png"], ["extract", "scan.png"], ["doctor"]])
def test_what_is_not_installed(cli: Cli, arguments: list[str]) -> None:
    result = cli(*arguments)
    assert_says_what_to_install(result.exit_code, result.output)
    if arguments != ["doctor"]:
        assert_one_line(result.stderr)


@pytest.mark.slow
@pytest.mark.usefixtures("lacking")
def test_what_is_not_installed_where_workers_find_out(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cchc_ocr", "run", "scan.png", "--out", "out", "--jobs", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert_says_what_to_install(done.returncode, done.stderr)


def assert_says_what_to_install(code: int, said: str) -> None:
    assert code == ExitCode.NOT_INSTALLED, said
    assert "tesseract" in said
    assert "install" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("place", "message", "reason"),
    [
        ({}, "cut short", "cut short"),
        ({"file": Path("in/a.pdf")}, "in/a.pdf: cut short", "cut short"),
        ({"file": "a.pdf", "page": 3}, "a.pdf, page 3: cut short", "page 3: cut short"),
        ({"page": 3}, "page 3: cut short", "page 3: cut short"),
    ],
)
def test_a_message_is_put_together_from_what_is_wrong_and_where(
    place: dict[str, Any], message: str, reason: str
) -> None:
    error = UnreadableError("cut short", hint="scan it again", **place)
    assert (error.message, error.reason) == (message, reason)
    assert str(error) == f"{message} (scan it again)"
    assert error.at("b.pdf", 4).message == "b.pdf, page 4: cut short"


@pytest.mark.parametrize(
    "error",
    [
        NotInstalledError("a", hint="b"),
        PageTimeoutError("c", file="a.pdf", page=3),
        CchcError("d", hint="e", file="b.pdf"),
    ],
)
def test_errors_survive_the_way_between_processes(error: CchcError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (again.what, again.file, again.page) == (error.what, error.file, error.page)
    assert (type(again), again.message, again.hint) == (type(error), error.message, error.hint)


def test_a_name_does_not_command_the_terminal(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a\x1b]0;mine\x07.pdf").touch()
    result = cli("ocr", tmp_path / "a\x1b]0;mine\x07.pdf")
    assert "\x1b" not in result.stderr
    assert_one_line(result.stderr, "a\\x1b]0;mine\\x07.pdf")
