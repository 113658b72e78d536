"""Processes end with what they started, on systems with process groups and without."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

import psutil
import pytest

from cchc_ocr.system import children

PARENT = """
import subprocess, sys, time
from cchc_ocr.system import children
children.stand_alone()
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("kill", [children.kill_all, children.kill_tree])
def test_what_a_process_started_ends_with_it(kill: Callable[[int], None]) -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        child = int(process.stdout.readline())
        kill(process.pid)
        assert process.wait(timeout=20)
    assert ended(child)


@pytest.mark.parametrize("kill", [children.kill_all, children.kill_tree])
def test_one_that_has_ended_is_no_error(kill: Callable[[int], None]) -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    kill(process.pid)


@pytest.mark.parametrize(
    ("platform", "method"), [("linux", "forkserver"), ("darwin", "forkserver"), ("win32", "spawn")]
)
def test_how_processes_start(monkeypatch: pytest.MonkeyPatch, platform: str, method: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert children.start_method() == method


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (-9, "was killed (out of memory?)"),
        (-11, "crashed (SIGSEGV)"),
        (-15, "crashed (SIGTERM)"),
        (-99, "crashed (signal 99)"),
        (3, "crashed (exit code 3)"),
        (0xC0000005, "crashed (exit code 3221225477)"),  # an access violation on Windows
        (None, "crashed (exit code None)"),
    ],
)
def test_how_a_process_ended(code: int | None, said: str) -> None:
    assert children.fate(code) == said


def ended(pid: int, patience: float = 10.0) -> bool:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.01)
    return False
