"""Data to stdout, talk to stderr."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from cchc_ocr.cli import output
from cchc_ocr.errors import UsageError
from cchc_ocr.pipeline import Progress
from cchc_ocr.translation import use
from tests.conftest import Cli

PROGRAM = [sys.executable, "-m", "cchc_ocr"]


@pytest.mark.slow
def test_data_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [*PROGRAM, "restore", "-"],
        input=b"cai cach hanh chinh",
        env=environment,
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode() == "cải cách hành chính"


def test_a_name_that_is_no_text_comes_out_as_its_bytes(capfdbinary) -> None:
    output.put("b\udce1o")
    assert capfdbinary.readouterr().out == b"b\xe1o"


def test_elsewhere_than_on_a_terminal_tables_need_not_fit_a_screen() -> None:
    assert (output.console().stderr, output.console(stderr=False).stderr) == (True, False)
    assert output.console().width == 200


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("y\n", True), ("n\n", False), ("\n", False), ("Có\n", True), ("k\n", False), ("what?\nyes\n", True)],
)
def test_a_question_is_asked_on_stderr(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, typed: str, *, answer: bool
) -> None:
    stdin = io.StringIO(typed)
    monkeypatch.setattr(stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", stdin)
    assert output.asked("Remove it?", "--yes") == answer
    assert "Remove it?" in capsys.readouterr().err


def test_a_question_is_as_the_reader_answers_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.StringIO("vâng\nc\n")
    monkeypatch.setattr(stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", stdin)
    use("vi")
    try:
        assert output.asked("Xóa không?", "--yes")
    finally:
        use("en")
    said = capsys.readouterr().err
    assert "Xóa không? [c/K]:" in said
    assert "Xin trả lời c (có) hoặc k (không)." in said


def test_where_nobody_can_be_asked_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    with pytest.raises(UsageError, match="nobody can be asked"):
        output.asked("Remove it?", "--yes")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """In a test itself: pytest puts its own streams back after fixtures."""
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    return shown


def test_on_a_terminal_it_is_said_how_far_a_long_document_is(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    with output.progress_shown() as tell:
        assert tell
        tell(Progress("[b]dài.pdf", 3, 20))
    assert "[b]dài.pdf: 3 of 20 pages read" in terminal.getvalue()
    assert terminal.getvalue().endswith("\x1b[2K"), "the line is gone again"


def test_of_a_single_page_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    with output.progress_shown() as tell:
        assert tell
        tell(Progress("a.txt", 1, 1))
    assert terminal.getvalue() == ""


def test_the_line_goes_away_after_an_error_too(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    with pytest.raises(UsageError), output.progress_shown() as tell:
        assert tell
        tell(Progress("a.pdf", 0, 9))
        raise UsageError("no")
    assert terminal.getvalue().endswith("\x1b[2K")


def test_elsewhere_nobody_looks_at_progress(capsys: pytest.CaptureFixture[str]) -> None:
    with output.progress_shown() as tell:
        assert tell is None
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("command", ["ocr", "extract"])
def test_commands_that_read_one_file_tell_how_far_it_is(
    command: str, tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Progress] = []
    monkeypatch.setattr(output, "progress_shown", lambda: nullcontext(told.append))
    (tmp_path / "a.txt").write_text("Trang một\fTrang hai", "utf-8")
    assert cli(command, tmp_path / "a.txt").exit_code == 0
    assert [one.pages_read for one in told][:3] == [0, 1, 2]
