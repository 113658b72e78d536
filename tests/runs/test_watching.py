"""A folder that documents keep coming into."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest.mock import ANY

import pytest

from cchc_ocr.errors import ExitCode, UsageError
from cchc_ocr.runs.inputs import Item
from cchc_ocr.runs.watching import watch

SETTLED = 0.3


class Enough(Exception):
    """Ends a watch."""


def watch_while(write: Callable[[], object], inbox: Path, run: Callable[[Sequence[Item]], object]) -> None:
    """Watch until ``run`` has enough, with ``write`` at work in the inbox."""
    writer = threading.Thread(target=write)
    writer.start()
    with pytest.raises(Enough):
        watch(inbox, inbox.parent / "out", run, settled=SETTLED)
    writer.join()


def test_files_are_taken_once_they_have_stopped_growing(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    taken: list[tuple[str, int]] = []

    def write() -> None:
        (inbox / "new.txt").write_text("một")
        for number in range(8):  # grows for longer than files are given to settle
            time.sleep(SETTLED / 2)
            with (inbox / "slow.txt").open("a") as file:
                file.write(f"trang {number}\n")

    def run(items: Sequence[Item]) -> None:
        taken.extend((item.path.name, item.path.stat().st_size) for item in items)
        if "slow.txt" in dict(taken):
            raise Enough

    watch_while(write, inbox, run)
    assert dict(taken)["slow.txt"] == len("trang 0\n") * 8
    assert dict(taken)["new.txt"] == len("một".encode())


def test_what_was_taken_is_not_taken_again(tmp_path: Path) -> None:
    """Unless it changes, or a neighbour comes that gives its results another place."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text("một")
    (inbox / "b.txt").write_text("hai")
    arrivals = [("b.txt", "hai, sửa"), ("c.txt", "ba"), ("a.png", "cạnh a.txt")]
    runs: list[list[str]] = []

    def run(items: Sequence[Item]) -> None:
        runs.append([f"{item.path.name} {item.stem}" for item in items])
        if not arrivals:
            raise Enough
        name, text = arrivals.pop(0)
        (inbox / name).write_text(text)

    with pytest.raises(Enough):
        watch(inbox, tmp_path / "out", run, settled=SETTLED)
    assert runs[:3] == [["a.txt a", "b.txt b"], ["b.txt b"], ["c.txt c"]]
    assert "a.txt a.txt" in runs[3]


def test_what_goes_before_its_time_is_not_taken(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "last.txt").touch()
    taken: list[str] = []

    def write() -> None:
        (inbox / "gone.txt").write_text("một")
        time.sleep(SETTLED / 2)
        (inbox / "gone.txt").unlink()
        time.sleep(SETTLED * 4)
        (inbox / "last.txt").write_text("hai")

    def run(items: Sequence[Item]) -> None:
        taken.extend(item.path.name for item in items)
        if taken.count("last.txt") == 2:
            raise Enough

    watch_while(write, inbox, run)
    assert set(taken) == {"last.txt"}


def test_an_inbox_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="this is not a folder"):
        watch(tmp_path / "missing", tmp_path / "out", print)


@pytest.mark.slow
def test_the_command_survives_bad_files_and_stops_cleanly(tmp_path: Path) -> None:
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    inbox.mkdir()
    (inbox / "a.txt").write_text("Xin chào\n")
    command = [sys.executable, "-m", "cchc_ocr", "watch", inbox, "--out", out, "--jobs", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        wait_for(out / "a.json", process)
        (inbox / "bad.pdf").write_bytes(b"%PDF-1.4 nothing")
        (inbox / "b.txt").write_text("Chào lần nữa\n")
        wait_for(out / "b.json", process)
        (inbox / "c.txt").write_text("Thêm một\n")
        wait_for(out / "c.json", process)
        time.sleep(1)
        process.send_signal(signal.SIGTERM)
        _, talk = process.communicate(timeout=60)
    assert process.returncode == ExitCode.INTERRUPTED
    assert re.findall("failed: .*bad.pdf: (.*)", talk) == [ANY], "once, and why"
    assert "stopped." in talk
    assert "Traceback" not in talk


def wait_for(path: Path, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 60
    while not path.exists() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.05)
    assert path.exists()
