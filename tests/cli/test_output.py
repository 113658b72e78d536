"""Data to stdout, talk to stderr."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cchc_ocr.cli import output
from cchc_ocr.errors import UsageError
from cchc_ocr.translation import use

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
