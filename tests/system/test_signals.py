"""However a command is asked for its end, it ends in good order."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from cchc_ocr.errors import ExitCode
from cchc_ocr.system import signals

DOCUMENTS = 300  # more than can be read at once
KILLED = 128 + signal.SIGTERM  # before the program had begun: there is nothing to say


def command(name: str, folder: Path) -> list[str | Path]:
    return [sys.executable, "-m", "cchc_ocr", name, folder / "in", "--out", folder / "out", "--jobs", "1"]


def as_shell(code: int) -> int:
    """The exit code as a shell has it: Python may end itself by SIGINT where that came while it was importing."""
    return code if code >= 0 else 128 - code


def wait_for_a_record(folder: Path) -> None:
    """Wait until a command has done one more document, however busy the machine is; at most a minute."""
    end, before = time.monotonic() + 60, len(list(folder.glob("out/*.json")))
    while len(list(folder.glob("out/*.json"))) == before and time.monotonic() < end:
        time.sleep(0.02)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of documents."""
    (tmp_path / "in").mkdir()
    for number in range(DOCUMENTS):
        (tmp_path / f"in/{number:03}.txt").write_text(f"Báo cáo số {number}\n" * 50)
    return tmp_path


class Finalized:
    """When it goes, the program is asked to end: Python ignores what a handler raises then."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGTERM)


@pytest.mark.slow
def test_amid_a_finalizer() -> None:
    with pytest.raises(KeyboardInterrupt), signals.as_interrupt():
        Finalized()
        time.sleep(10)
        pytest.fail("it went on")


@pytest.mark.slow
def test_an_interrupt_that_was_dropped_stops_what_begins_after_it() -> None:
    stopped: list[bool] = []
    with signals.as_interrupt():
        with suppress(KeyboardInterrupt):  # as code in C does
            signal.raise_signal(signal.SIGTERM)
        with signals.as_call(lambda: stopped.append(True)):
            assert stopped == [True]
    with signals.as_interrupt(), signals.as_call(lambda: stopped.append(False)):
        assert stopped == [True]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["run", "watch"])
def test_at_any_moment_of_its_start(texts: Path, name: str) -> None:
    codes, talk = [], ""
    for moment in range(1, 10):
        process = subprocess.Popen(command(name, texts), stderr=subprocess.PIPE, text=True)
        if moment < 9:
            time.sleep(0.03 * moment**2)
        else:
            wait_for_a_record(texts)
        process.terminate()
        _, talk = process.communicate(timeout=60)
        codes.append(as_shell(process.returncode))
        assert "Traceback" not in talk
    assert set(codes) <= {KILLED, ExitCode.INTERRUPTED}
    assert codes[-1] == ExitCode.INTERRUPTED
    assert "Run the same command again" in talk


@pytest.mark.slow
@pytest.mark.parametrize("name", ["run", "watch"])
def test_a_terminal_that_is_closed(texts: Path, name: str) -> None:
    ours, theirs = pty.openpty()
    terminal = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
    process = subprocess.Popen(["setsid", "--ctty", *command(name, texts)], **terminal)
    os.close(theirs)
    try:
        wait_for_a_record(texts)
        os.close(ours)
        assert process.wait(timeout=60) == ExitCode.INTERRUPTED
    finally:
        process.kill()
        process.wait()
    done = len(list(texts.glob("out/*.json")))
    assert 0 < done < DOCUMENTS
    assert len(list(texts.glob("out/*.txt"))) == done
    assert not list(texts.glob("out/.*.part"))
