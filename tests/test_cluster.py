"""The work of a run on a real scheduler and two real workers."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from cchc_ocr.cluster import Cluster
from cchc_ocr.errors import UsageError
from cchc_ocr.pipeline import Options
from tests.test_batch import results

pytest.importorskip("distributed")
ROOT = Path(__file__).parent.parent
DOCUMENTS = 15


@contextmanager
def started(*command: object) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is ended with the test."""
    words = [sys.executable, "-m", *(str(word) for word in command)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def eventually(path: Path, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert path.exists()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and its two workers."""
    about = tmp_path / "scheduler.json"
    with ExitStack() as processes:
        scheduler = ("distributed.cli.dask_scheduler", "--port", "0", "--host", "127.0.0.1", "--no-dashboard")
        processes.enter_context(started(*scheduler, "--scheduler-file", about))
        eventually(about)
        time.sleep(0.2)
        address = re.findall(r'"address": "(tcp://[^"]+)"', about.read_text())[0]
        worker = ("distributed.cli.dask_worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard")
        more = ("--local-directory", tmp_path / "dask")
        yield address, [processes.enter_context(started(*worker, *more)) for _ in range(2)]


def make(folder: Path) -> None:
    folder.mkdir()
    for number in range(DOCUMENTS):
        text = f"Số: {number:02}/BC-SNV\n\nBáo cáo số {number}\n\f" * 5
        (folder / f"{number:02}.txt").write_text(text)
    (folder / os.fsdecode(b"b\xe1o.txt")).write_text("Xin chào\n")
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4 nothing")


def command_line(folder: Path, out: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "cchc_ocr", "run", folder, "--out", out, *more]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT)


@pytest.mark.slow
def test_a_worker_killed_in_mid_run_loses_nothing(
    tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    make(tmp_path / "in")
    here = command_line(tmp_path / "in", tmp_path / "here")
    here.communicate(timeout=120)
    end = time.monotonic() + 60
    while _threads(address) < 2 and time.monotonic() < end:
        time.sleep(0.2)
    there = command_line(tmp_path / "in", tmp_path / "there", "--scheduler", address)
    eventually(tmp_path / "there/03.json")
    workers[0].send_signal(signal.SIGKILL)
    _, talk = there.communicate(timeout=120)
    assert (here.returncode, there.returncode) == (6, 6), talk
    assert "Traceback" not in talk
    assert len(results(tmp_path, "here")) == 2 * (DOCUMENTS + 1)
    assert results(tmp_path, "there") == results(tmp_path, "here")


def _threads(address: str) -> int:
    try:
        return Cluster(address, Options(), memory=4096).threads
    except UsageError:
        return 0


def test_no_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cchc_ocr.cluster._PATIENCE", 0.5)
    with pytest.raises(UsageError, match="no scheduler answers"):
        Cluster("tcp://127.0.0.1:1", Options(), memory=4096)
