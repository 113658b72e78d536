"""How the program ends: one line on stderr, and the exit code of its kind."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from cchc_ocr import pipeline
from cchc_ocr.cli.exits import complain
from cchc_ocr.errors import CchcError, EncryptedError, ExitCode, UnreadableError, UsageError
from tests.conftest import Cli


@pytest.mark.slow
def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("cai cach hanh chinh\n" * 30_000)
    command = f"{sys.executable} -m cchc_ocr restore {tmp_path / 'a.txt'} --strength none | head -n 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "cai cach hanh chinh\n", "")


def test_a_bug_is_owned_up_to(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise KeyError("a\nbug")

    monkeypatch.delenv("CCHC_OCR_DEBUG", raising=False)
    monkeypatch.setattr(pipeline, "read", stumble)
    result = cli("ocr", "a.pdf")
    assert result.exit_code == ExitCode.OUR_FAULT
    assert "a bug in cchc-ocr" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "error",
    [
        MemoryError("Unable to allocate 13.9 MiB for an array"),
        ImportError("cv2.abi3.so: failed to map segment from shared object"),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        RuntimeError("can't start new thread"),
    ],
)
def test_too_little_memory_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, cli: Cli, error: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        try:
            raise error
        except type(error) as first:
            raise ValueError("could not be loaded") from first

    monkeypatch.setattr(pipeline, "read", fail)
    result = cli("ocr", "a.pdf")
    assert result.exit_code == ExitCode.UNREADABLE
    assert result.stderr.count("\n") == 1
    assert "there is too little memory. Raise the limit" in result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is Linux's")
@pytest.mark.slow
@pytest.mark.parametrize("limit", [60_000, 100_000, 130_000, 160_000, 250_000])
def test_a_limit_on_memory_is_no_fault_of_ours(tmp_path: Path, limit: int) -> None:
    (tmp_path / "a.txt").write_text("Quyết định số 5/QĐ-UBND")
    command = f"ulimit -v {limit}; {sys.executable} -m cchc_ocr extract {tmp_path / 'a.txt'}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.UNREADABLE
    assert done.stderr.startswith("cchc-ocr: there is too little memory")


def test_a_page_that_is_interrupted(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "read", interrupted)
    assert cli("ocr", "a.pdf").exit_code == ExitCode.INTERRUPTED


def test_a_bug_is_shown_where_it_lies_on_request(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise KeyError("a bug")

    monkeypatch.setenv("CCHC_OCR_DEBUG", "1")
    monkeypatch.setattr(pipeline, "read", stumble)
    assert isinstance(cli("ocr", "a.pdf").exception, KeyError)


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (UsageError("a: this file exists already"), "cchc-ocr: a: this file exists already\n"),
        (
            UsageError("a: this file exists already.", hint="give --overwrite"),
            "cchc-ocr: a: this file exists already. Give --overwrite\n",
        ),
        (UsageError("none", hint="cchc-ocr run makes it"), "cchc-ocr: none. cchc-ocr run makes it\n"),
        (UnreadableError("a\nb\x1b[31m.pdf: cut  short"), "cchc-ocr: a b\\x1b[31m.pdf: cut short\n"),
    ],
)
def test_a_complaint_is_one_line(error: CchcError, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    complain(error)
    assert capsys.readouterr() == ("", line)


@pytest.mark.parametrize("error", [UsageError("x"), UnreadableError("x"), EncryptedError("x")])
def test_an_error_ends_with_the_code_of_its_kind(
    error: CchcError, monkeypatch: pytest.MonkeyPatch, cli: Cli
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(pipeline, "read", fail)
    result = cli("ocr", "a.pdf")
    assert (result.exit_code, result.stderr) == (error.exit_code, "cchc-ocr: x\n")
