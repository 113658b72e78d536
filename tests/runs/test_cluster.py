"""The work of a run on a real scheduler and two real workers."""

from __future__ import annotations

import asyncio
import io
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import pytest

from cchc_ocr import export
from cchc_ocr.errors import ExitCode, UsageError
from cchc_ocr.pipeline import Options
from cchc_ocr.runs import batch, catalogue
from cchc_ocr.runs import cluster as cluster_module
from cchc_ocr.runs.batch import Job, Outcome
from cchc_ocr.runs.cluster import Cluster, _TaskTerms
from cchc_ocr.runs.inputs import find
from tests.paths import ROOT
from tests.runs.running import Notes, results, run

pytestmark = pytest.mark.skipif(find_spec("distributed") is None, reason="the extra cluster is not installed")
DOCUMENTS = 15


@pytest.fixture(autouse=True)
def _engine_alone() -> None:
    """This process has the line reader, as the workers have it: runs and workers must be alike."""


@contextmanager
def started(*command: object, program: Path = ROOT) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is ended with the test."""
    words = [sys.executable, "-m", *(str(word) for word in command)]
    environment = {**os.environ, "PYTHONPATH": str(program)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(words, **quiet, cwd=program, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def eventually(condition: Callable[[], bool], seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@dataclass
class Machines:
    """A scheduler and its workers, all on this machine."""

    folder: Path
    processes: ExitStack
    workers: dict[subprocess.Popen[bytes], Path] = field(default_factory=dict)
    scheduler: subprocess.Popen[bytes] | None = None

    def make_ready(self) -> None:
        """See that there are a scheduler and two workers alike, whatever the test before has left of them."""
        if self.scheduler is None or self.scheduler.poll() is not None:
            self._begin()
        for worker, program in [*self.workers.items()]:
            if program != ROOT or worker.poll() is not None:
                self.dismiss(worker)
        self.hire(*[ROOT] * (2 - len(self.workers)))

    def _begin(self) -> None:
        for worker in [*self.workers]:
            self.dismiss(worker)
        about = self.folder / "scheduler.json"
        about.unlink(missing_ok=True)
        command = ("distributed.cli.dask_scheduler", "--port", "0", "--host", "127.0.0.1", "--no-dashboard")
        self.scheduler = self.processes.enter_context(started(*command, "--scheduler-file", about))
        eventually(lambda: about.exists() and about.read_text().endswith("}"))
        self.address = re.findall(r'"address": "(tcp://[^"]+)"', about.read_text())[0]

    def hire(self, *programs: Path) -> None:
        """A worker for each of these folders, with the program that is there; they start side by side."""
        command = ("distributed.cli.dask_worker", self.address, "--no-nanny", "--nthreads", "1", "--no-dashboard")
        more = ("--local-directory", self.folder / "dask")
        for program in programs:
            self.workers[self.processes.enter_context(started(*command, *more, program=program))] = program
        eventually(lambda: self.count() == len(self.workers))

    def dismiss(self, worker: subprocess.Popen[bytes]) -> None:
        worker.kill()
        worker.wait()
        del self.workers[worker]

    def count(self) -> int:
        from distributed import Client

        with Client(self.address, timeout=20) as client:
            return len(client.nthreads())


@pytest.fixture(scope="module")
def hired(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Machines for all tests: to start them takes longer than what most tests have them do."""
    with ExitStack() as processes:
        yield Machines(tmp_path_factory.mktemp("cluster"), processes)


@pytest.fixture
def machines(hired: Machines) -> Machines:
    """A scheduler with two workers."""
    hired.make_ready()
    return hired


@dataclass
class Meddling(Notes):
    """Does something whenever a document is done."""

    deed: Callable[[int], object] = bool

    def finished(self, outcome: Outcome) -> None:
        super().finished(outcome)
        self.deed(len(self.outcomes))


def work(tmp_path: Path, cluster: Cluster, deed: Callable[[int], object]) -> list[Outcome]:
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
    next(iter(machines.workers)).kill()
    _, talk = there.communicate(timeout=120)
    assert (here.returncode, there.returncode) == (6, 6), talk
    assert "Traceback" not in talk
    assert len(results(tmp_path, "here")) == 2 * (DOCUMENTS + 1)
    assert results(tmp_path, "there") == results(tmp_path, "here")


PAGES = "SELECT stem, number, text, pages FROM pages JOIN entries ON entries.id = pages.document"
CATALOGUE = {
    **{view: f"SELECT * FROM {view}" for view in ("results", "documents", '"references"', "checks")},
    **{"pages": PAGES, "files": "SELECT * FROM surveyed"},
}
BY_CHANCE = ("id", "seconds")  # the order in which documents were done, and how long they took


def known(out: Path) -> dict[str, list[str]]:
    """What a catalogue says of documents, pages and files, in an order of its own."""
    with closing(sqlite3.connect(out / catalogue.NAME)) as db:
        db.row_factory = sqlite3.Row
        asked = {name: db.execute(query).fetchall() for name, query in CATALOGUE.items()}
    return {name: sorted(str(lasting(row)) for row in rows) for name, rows in asked.items()}


def lasting(row: sqlite3.Row) -> dict[str, object]:
    """What is in a row whenever the run is made."""
    return {name: value for name, value in zip(row.keys(), row, strict=True) if name not in BY_CHANCE}


def exported(out: Path, to: Path) -> dict[str, bytes]:
    """What exports of a folder of results write: the tables as CSV, and the records as JSON Lines."""
    found = export.load([out], io.StringIO())
    for kind, place in (("csv", to / "tables"), ("jsonl", to / "all.jsonl")):
        export.write(found, kind, place)
    return {str(path.relative_to(to)): path.read_bytes() for path in to.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_catalogue_and_exports_are_those_made_here(tmp_path: Path, machines: Machines) -> None:
    """Of reports with results, and of a stack."""
    (tmp_path / "in").mkdir()
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "samples").glob("0[356]-*.truth.txt"))]
    for number, text in enumerate(texts):
        (tmp_path / f"in/{number}.txt").write_text(text, "utf-8")
    (tmp_path / "in/stack.txt").write_text("\n\f".join(texts), "utf-8")
    for out, more in (("here", ()), ("there", ("--scheduler", machines.address))):
        process = command_line(tmp_path / "in", tmp_path / out, *more)
        _, talk = process.communicate(timeout=300)
        assert process.returncode == 0, talk
    here = known(tmp_path / "here")
    assert len(here["results"]) > len(texts) < len(here["documents"])
    assert known(tmp_path / "there") == here
    files = {out: exported(tmp_path / out, tmp_path / f"{out}-exported") for out in ("here", "there")}
    assert len(files["here"]) > 10
    assert files["there"] == files["here"]


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
    monkeypatch.setattr("cchc_ocr.runs.cluster._WAITED", 3)
    monkeypatch.setattr("cchc_ocr.runs.cluster._PATIENCE", 2)
    make(tmp_path / "in")
    assert machines.scheduler
    processes = [*machines.workers] if gone == "workers" else [machines.scheduler]

    def kill(number: int) -> None:
        for process in processes if number == 1 else ():
            process.kill()

    with pytest.raises(UsageError, match=r"is gone|no worker .* is left") as caught:
        work(tmp_path, Cluster(machines.address, Options(), memory=4096), kill)
    assert "run the same command again" in caught.value.hint
    run(tmp_path, out="there")
    run(tmp_path, out="here")
    assert results(tmp_path, "there") == results(tmp_path, "here")


def test_a_worker_that_would_read_otherwise_does_no_work() -> None:
    assert asyncio.run(cluster_module._pool(_TaskTerms(Options(), "made otherwise", 0))) is None


def other_version(folder: Path) -> None:
    shutil.copytree(ROOT / "cchc_ocr", folder / "cchc_ocr")
    (folder / "dictionaries").symlink_to(ROOT / "dictionaries")
    file = folder / "cchc_ocr/version.py"
    file.write_text(re.sub('__version__ = ".*"', '__version__ = "0.0.9"', file.read_text()))


def other_dictionaries(folder: Path) -> None:
    shutil.copytree(ROOT / "cchc_ocr", folder / "cchc_ocr")
    shutil.copytree(ROOT / "dictionaries", folder / "dictionaries")
    file = folder / "dictionaries/names.tsv"
    file.write_text("".join(file.read_text().splitlines(keepends=True)[:-1]))


def no_program(folder: Path) -> None:
    (folder / "cchc_ocr").mkdir(parents=True)
    (folder / "cchc_ocr/__init__.py").write_text("raise ModuleNotFoundError('No module named cchc_ocr')\n")


OTHERS = [other_version, other_dictionaries, no_program]


@pytest.mark.slow
@pytest.mark.parametrize("make_other", OTHERS)
def test_a_late_worker_that_would_read_otherwise_is_named_and_gets_no_work(
    tmp_path: Path, machines: Machines, make_other: Callable[[Path], None]
) -> None:
    make(tmp_path / "in")
    make_other(tmp_path / "other")
    told: list[UsageError] = []
    cluster = Cluster(machines.address, Options(), memory=4096, tell=told.append)

    def replace(number: int) -> None:
        """One of those that read alike goes, such a one comes, and has time to answer."""
        if number == 1:
            machines.dismiss(next(iter(machines.workers)))
            eventually(lambda: machines.count() == 1)
            machines.hire(tmp_path / "other")
        elif not told:
            time.sleep(1)

    outcomes = work(tmp_path, cluster, replace)
    assert len(told) == 1
    assert re.match(r"tcp://127.0.0.1:\d+ .*has other versions and gets no work", told[0].message)
    assert ("No module" in told[0].message) == (make_other is no_program)
    assert "same versions" in told[0].hint
    assert [outcome.item.path.name for outcome in outcomes if outcome.state == "failed"] == ["bad.pdf"]
    run(tmp_path, out="here")
    assert results(tmp_path, "there") == results(tmp_path, "here")


@pytest.mark.slow
@pytest.mark.parametrize("make_other", OTHERS)
def test_one_that_is_there_from_the_beginning_is_named_and_nothing_is_begun(
    tmp_path: Path, machines: Machines, make_other: Callable[[Path], None]
) -> None:
    make(tmp_path / "in")
    make_other(tmp_path / "other")
    machines.hire(tmp_path / "other")
    process = command_line(tmp_path / "in", tmp_path / "there", "--scheduler", machines.address)
    _, talk = process.communicate(timeout=60)
    assert process.returncode == ExitCode.USAGE
    assert re.search(r"tcp://127.0.0.1:\d+[^,]* has other versions than this machine", talk)
    assert not results(tmp_path, "there")


def test_no_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cchc_ocr.runs.cluster._PATIENCE", 0.5)
    with pytest.raises(UsageError, match="no scheduler answers"):
        Cluster("tcp://127.0.0.1:1", Options(), memory=4096)
