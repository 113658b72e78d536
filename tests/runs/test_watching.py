"""A folder that documents keep coming into."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from unittest.mock import ANY

import pytest

from cchc_ocr.errors import ExitCode, UsageError
from cchc_ocr.runs.inputs import Item
from cchc_ocr.runs.watching import changes, watch


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def watched(inbox: Path, write: Callable[[int], object], ticks: int) -> list[list[str]]:
    """What is handed over at each tick: name, place of its results and size. ``write`` is called before each."""
    runs: list[list[str]] = [[] for _ in range(ticks)]
    now = 0

    def each() -> Iterator[bool]:
        nonlocal now
        for now in range(ticks):
            yield bool(write(now)) or not now  # the first time there is always something to see

    def run(items: Sequence[Item]) -> None:
        runs[now].extend(f"{item.path.name} {item.stem} {item.path.stat().st_size}" for item in items)

    watch(inbox, inbox.parent / "out", run, each())
    return runs


@pytest.mark.parametrize("told", [True, False])
def test_files_are_taken_once_they_have_stopped_growing(inbox: Path, told: bool) -> None:
    """Also while the system is silent about them: until all have settled, they are looked at every time."""

    def write(tick: int) -> bool:
        if tick == 0:
            (inbox / "new.txt").write_text("mot")
        if tick < 4:
            with (inbox / "slow.txt").open("a") as file:
                file.write(f"trang {tick}\n")
        return told and tick < 4

    assert watched(inbox, write, 7) == [[], ["new.txt new 3"], [], [], ["slow.txt slow 32"], [], []]


def test_what_was_taken_is_not_taken_again(inbox: Path) -> None:
    """Unless it changes, or a neighbour comes that gives its results another place."""
    (inbox / "a.txt").write_text("mot")
    (inbox / "b.txt").write_text("hai")
    arrivals = {3: ("b.txt", "hai, sua"), 5: ("c.txt", "ba"), 7: ("a.png", "canh a.txt")}

    def write(tick: int) -> bool:
        name, text = arrivals.get(tick, ("", ""))
        return bool(name and (inbox / name).write_text(text))

    runs = watched(inbox, write, 11)
    assert runs == [
        *([], ["a.txt a 3", "b.txt b 3"], [], []),
        *(["b.txt b 8"], [], ["c.txt c 2"]),
        *(["a.txt a.txt 3"], ["a.png a.png 10"], [], []),
    ]


def test_what_goes_before_its_time_is_not_taken(inbox: Path) -> None:
    def write(tick: int) -> bool:
        if tick == 1:
            (inbox / "gone.txt").write_text("mot")
        if tick == 2:
            (inbox / "gone.txt").unlink()
        return tick in (1, 2)

    assert watched(inbox, write, 6) == [[]] * 6


def test_changes_are_told_and_so_is_that_there_are_none(inbox: Path) -> None:
    ticks = changes(inbox, settled=0.05)
    assert next(ticks) is True
    assert next(ticks) is False
    (inbox / "a.txt").write_text("mot")
    assert any(next(ticks) for _ in range(100))


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
