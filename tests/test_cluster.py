"""The work of a run on a real scheduler and two real workers."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cchc_ocr import batch
from cchc_ocr import cluster as cluster_module
from cchc_ocr.batch import Job, Outcome
from cchc_ocr.cluster import Cluster, _Refusal, _Terms
from cchc_ocr.errors import UsageError
from cchc_ocr.inputs import find
from cchc_ocr.pipeline import Options
from tests.test_batch import Notes, results, run

distributed = pytest.importorskip("distributed")
ROOT = Path(__file__).parent.parent
DOCUMENTS = 15


@contextmanager
def started(*command: object, cwd: Path = ROOT) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is ended with the test."""
    words = [sys.executable, "-m", *(str(word) for word in command)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(words, **quiet, cwd=cwd, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def eventually(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    assert condition()


@dataclass
class Machines:
    """A scheduler and its workers, all on this machine."""

    folder: Path
    processes: ExitStack
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        about = self.folder / "scheduler.json"
        command = ("distributed.cli.dask_scheduler", "--port", "0", "--host", "127.0.0.1", "--no-dashboard")
        self.scheduler = self.processes.enter_context(started(*command, "--scheduler-file", about))
        eventually(lambda: about.exists() and about.read_text().endswith("}"))
        self.address = re.findall(r'"address": "(tcp://[^"]+)"', about.read_text())[0]

    def hire(self, *, cwd: Path = ROOT) -> None:
        """One more worker."""
        command = ("distributed.cli.dask_worker", self.address, "--no-nanny", "--nthreads", "1", "--no-dashboard")
        more = ("--local-directory", self.folder / "dask")
        self.workers.append(self.processes.enter_context(started(*command, *more, cwd=cwd)))
        eventually(lambda: self.count() == len(self.workers))

    def count(self) -> int:
        with distributed.Client(self.address, timeout=20) as client:
            return len(client.nthreads())


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    """A scheduler with two workers."""
    with ExitStack() as processes:
        made = Machines(tmp_path, processes)
        made.hire()
        made.hire()
        yield made


@dataclass
class Meddling(Notes):
    """Does something once the first document is done."""

    deed: Callable[[], object] = bool

    def finished(self, outcome: Outcome) -> None:
        super().finished(outcome)
        if len(self.outcomes) == 1:
            self.deed()


def work(tmp_path: Path, cluster: Cluster, deed: Callable[[], object] = bool) -> list[Outcome]:
    """tmp_path/in, read by the cluster into tmp_path/there."""
    job = Job(tmp_path / "there", Options(), "v1")
    items = find([tmp_path / "in"], job.out)
    return batch.run(items, job, Meddling(deed=deed), processes=2, executor=cluster)


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
def test_a_worker_killed_in_mid_run_loses_nothing(tmp_path: Path, machines: Machines) -> None:
    make(tmp_path / "in")
    here = command_line(tmp_path / "in", tmp_path / "here")
    here.communicate(timeout=120)
    there = command_line(tmp_path / "in", tmp_path / "there", "--scheduler", machines.address)
    eventually((tmp_path / "there/03.json").exists)
    machines.workers[0].kill()
    _, talk = there.communicate(timeout=120)
    assert (here.returncode, there.returncode) == (6, 6), talk
    assert "Traceback" not in talk
    assert len(results(tmp_path, "here")) == 2 * (DOCUMENTS + 1)
    assert results(tmp_path, "there") == results(tmp_path, "here")


@pytest.mark.slow
@pytest.mark.tesseract
def test_scans_and_their_pdfs_are_those_made_here(tmp_path: Path, machines: Machines) -> None:
    pytest.importorskip("ocrmypdf", reason="the extra pdf is not installed")
    (tmp_path / "in").mkdir()
    shutil.copy(ROOT / "samples/10-cong-van-khan.png", tmp_path / "in")
    for out, more in (("here", ()), ("there", ("--scheduler", machines.address))):
        process = command_line(tmp_path / "in", tmp_path / out, "--pdf", *more)
        _, talk = process.communicate(timeout=300)
        assert process.returncode == 0, talk
    assert [Path(name).suffix for name in results(tmp_path, "here")] == [".json", ".pdf", ".txt"]
    assert results(tmp_path, "there") == results(tmp_path, "here")


@pytest.mark.slow
@pytest.mark.parametrize("gone", ["scheduler", "workers"])
def test_where_nobody_is_left_the_run_stops_and_goes_on_later(
    tmp_path: Path, machines: Machines, monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    monkeypatch.setattr("cchc_ocr.cluster._WAITED", 3)
    monkeypatch.setattr("cchc_ocr.cluster._PATIENCE", 2)
    make(tmp_path / "in")
    processes = machines.workers if gone == "workers" else [machines.scheduler]
    with pytest.raises(UsageError, match=r"is gone|no worker is left") as caught:
        work(tmp_path, Cluster(machines.address, Options(), memory=4096), lambda: [p.kill() for p in processes])
    assert "run again" in caught.value.hint
    run(tmp_path, out="there")
    run(tmp_path, out="here")
    assert results(tmp_path, "there") == results(tmp_path, "here")


def test_a_worker_that_would_read_otherwise_does_no_work() -> None:
    assert asyncio.run(cluster_module._pool(_Terms(Options(), "made otherwise", 0))) is None


def test_a_worker_that_refuses_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that has joined since the others were asked, with other dictionaries."""
    asked: list[list[str] | None] = []

    class Task:
        async def result(self) -> object:
            return _Refusal("late") if asked[-1] is None else "done"

    class Client:
        status = "running"

        async def nthreads(self) -> dict[str, int]:
            return {"first": 1, "late": 1}

        def submit(self, *_: object, pure: bool, workers: list[str] | None) -> Task:
            asked.append(workers)
            return Task()

    monkeypatch.setattr(cluster_module, "_examined", lambda *_: 2)
    cluster = Cluster("tcp://somewhere", Options(), memory=0)
    cluster._client = Client()
    assert asyncio.run(cluster.call(repr)) == "done"
    assert asyncio.run(cluster.call(repr)) == "done"
    assert asked == [None, ["first"], ["first"]]


def test_no_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cchc_ocr.cluster._PATIENCE", 0.5)
    with pytest.raises(UsageError, match="no scheduler answers"):
        Cluster("tcp://127.0.0.1:1", Options(), memory=4096)
