"""Many documents: resume, one outcome each, whole files only."""

from __future__ import annotations

import errno
import os
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cchc_ocr.errors import ConfigurationError, ExitCode, NotInstalledError, UsageError
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.pipeline import Options
from cchc_ocr.reading.engine import OcrOptions
from cchc_ocr.records import Record
from cchc_ocr.runs import batch, catalogue, workers
from cchc_ocr.runs import results as results_module
from cchc_ocr.runs.batch import Job
from cchc_ocr.runs.folder_lock import locked
from cchc_ocr.runs.inputs import find
from tests.conftest import Cli
from tests.fakes import Clock, ForbiddenEngine, MoodyEngine, TakingTime
from tests.runs.running import Counting, Here, Notes, put, results, run, states

DOCUMENTS = 60
Picture = Callable[..., Path]


@pytest.fixture
def scans(tmp_path: Path, picture: Picture) -> Path:
    """Two scans, one of three pages, and a text in a folder of its own."""
    picture("a.png", folder=tmp_path / "in")
    picture("b.tif", pages=3, folder=tmp_path / "in")
    (tmp_path / "in/2020").mkdir()
    (tmp_path / "in/2020/c.txt").write_text("Xin chào\n")
    return tmp_path


def test_every_document_has_text_and_record(scans: Path) -> None:
    notes = Notes()
    outcomes = run(scans, watcher=notes)
    assert states(outcomes) == {"c.txt": "done", "a.png": "done", "b.tif": "done"}
    assert list(results(scans)) == ["2020/c.json", "2020/c.txt", "a.json", "a.txt", "b.json", "b.txt"]
    assert results(scans)["b.txt"].count(b"\f") == 3
    assert Record.model_validate_json(results(scans)["b.json"]).source.engine == "typed 1.0"
    assert (notes.pages, notes.read, len(notes.outcomes)) == (5, 5, 3)


def test_finished_documents_are_skipped(scans: Path) -> None:
    run(scans)
    before = results(scans)
    assert set(states(run(scans, engine=ForbiddenEngine())).values()) == {"skipped"}
    assert results(scans) == before


def test_results_are_the_same_byte_for_byte(scans: Path) -> None:
    run(scans)
    before = results(scans)
    run(scans, made_by="v2")
    assert results(scans) == before


def test_other_content_is_read_anew(scans: Path) -> None:
    run(scans)
    (scans / "in/2020/c.txt").write_text("Xin chao\n")
    assert states(run(scans)) == {"c.txt": "done", "a.png": "skipped", "b.tif": "skipped"}


def test_a_file_that_was_only_touched_is_not(scans: Path) -> None:
    run(scans)
    os.utime(scans / "in/a.png", (1, 1))
    assert set(states(run(scans, engine=ForbiddenEngine())).values()) == {"skipped"}


def test_other_options_read_everything_anew(scans: Path) -> None:
    run(scans)
    assert set(states(run(scans, made_by="v2")).values()) == {"done"}


@pytest.mark.parametrize("name", ["a.json", "a.txt"])
@pytest.mark.parametrize("harm", ["missing", "cut short"])
def test_results_that_are_not_whole_are_made_again(scans: Path, name: str, harm: str) -> None:
    run(scans)
    before = results(scans)
    path = scans / "out" / name
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-1])
    assert states(run(scans))["a.png"] == "done"
    assert results(scans) == before


def test_a_document_that_gets_a_neighbour_is_not_counted_twice(scans: Path, picture: Picture) -> None:
    run(scans)
    picture("a.tif", folder=scans / "in")
    run(scans)
    assert [name for name in results(scans) if name.startswith("a")] == [
        *("a.png.json", "a.png.txt", "a.tif.json", "a.tif.txt")
    ]


def test_one_bad_file_never_stops_the_others(scans: Path) -> None:
    (scans / "in/empty.pdf").touch()
    (scans / "in/word.pdf").write_text("not a PDF")
    outcomes = run(scans)
    assert states(outcomes) == {
        **{"c.txt": "done", "a.png": "done", "b.tif": "done"},
        **{"empty.pdf": "failed", "word.pdf": "failed"},
    }
    assert not [name for name in results(scans) if "empty" in name or "word" in name]


def test_pipes_and_dead_links_fail_at_once(scans: Path) -> None:
    os.mkfifo(scans / "in/pipe.pdf")
    (scans / "in/dead.pdf").symlink_to("nowhere.pdf")
    (scans / "in/loop").symlink_to("../in")
    (scans / "in/x.pdf").mkdir()
    (scans / "in/x.pdf/d.txt").write_text("Xin chào\n")
    outcomes = run(scans)
    assert {name for name, state in states(outcomes).items() if state == "failed"} == {"pipe.pdf", "dead.pdf"}
    assert len(outcomes) == 6


@pytest.mark.skipif(sys.platform == "win32", reason="links take rights there")
def test_links_that_lead_in_a_circle_fail_alone(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Quyết định số 5/QĐ-UBND")
    for name, target in {"loop.pdf": "loop.pdf", "x.pdf": "y.pdf", "y.pdf": "x.pdf", "deep": "."}.items():
        (folder / name).symlink_to(target)
    for _ in range(2):
        outcomes = run(tmp_path)
        assert states(outcomes)["a.txt"] in ("done", "skipped")
        faults = {outcome.item.path.name: outcome.error.what for outcome in outcomes if outcome.error}
        assert faults == dict.fromkeys(("loop.pdf", "x.pdf", "y.pdf"), "this is a link that leads back to itself")


@pytest.mark.skipif(sys.platform == "win32", reason="links take rights there")
def test_a_file_below_a_link_that_leads_in_a_circle_fails_alone(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "a.txt").write_text("Quyết định số 5/QĐ-UBND")
    (tmp_path / "loop").symlink_to("loop")
    result = cli("run", str(tmp_path / "loop/b.txt"), str(tmp_path / "a.txt"), "--out", str(tmp_path / "out"))
    assert result.exit_code == ExitCode.SOME_FAILED
    assert (tmp_path / "out/a.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links take rights there")
def test_where_a_link_keeps_results_from_being_written_it_is_named(tmp_path: Path) -> None:
    put(tmp_path, **{"2020/a.txt": "một", "b.txt": "hai"})
    (tmp_path / "out").mkdir()
    (tmp_path / "out/2020").symlink_to("2020")
    outcomes = run(tmp_path)
    assert states(outcomes) == {"a.txt": "failed", "b.txt": "done"}
    (error,) = (outcome.error for outcome in outcomes if outcome.error)
    assert error.what == "its results cannot be written: a link on the way to it leads back to itself"


@pytest.mark.parametrize("below", ["", "deeper"])
def test_results_do_not_go_where_links_lead_in_a_circle(tmp_path: Path, below: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("Quyết định số 5/QĐ-UBND")
    (tmp_path / "out").symlink_to("out")
    with pytest.raises(UsageError, match="leads back to itself"):
        run(tmp_path, out=f"out/{below}")


def test_what_failed_is_not_read_again_while_it_is_unchanged(scans: Path, picture: Picture) -> None:
    picture("refuse.png", width=103, folder=scans / "in")
    first = run(scans, engine=MoodyEngine())
    again = run(scans, engine=ForbiddenEngine())
    assert states(first)["refuse.png"] == states(again)["refuse.png"] == "failed"
    errors = [[outcome.error for outcome in outcomes if outcome.error] for outcomes in (first, again)]
    assert [(e.message, e.hint, e.exit_code) for e in errors[0]] == [
        (e.message, e.hint, e.exit_code) for e in errors[1]
    ]
    assert states(run(scans, retry_failed=True))["refuse.png"] == "done"


def test_what_failed_is_read_again_with_other_limits(scans: Path, picture: Picture) -> None:
    picture("refuse.png", width=103, folder=scans / "in")
    run(scans, engine=MoodyEngine())
    options = Options(ocr=OcrOptions(page_timeout=500))
    assert states(run(scans, options=options))["refuse.png"] == "done"


def test_a_page_travels_between_processes_only_where_there_are_others(scans: Path) -> None:
    work = Counting()
    run(scans, executor=work)
    assert work.tasks == 2 + 2 + (1 + 3 + 1)  # a.png and c.txt: look, then all the rest; b.tif: look, pages, rest


def test_a_document_may_take_so_long(scans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, clock = scans / "out", Clock()
    monkeypatch.setattr(workers, "time", clock)
    job = Job(out, Options(), "v1", TakingTime(clock, 0.1), document_timeout=0.25)
    outcomes = batch.run(find([scans / "in"], out), job, Notes(), processes=1, executor=Here())
    assert states(outcomes) == {"c.txt": "done", "a.png": "done", "b.tif": "failed"}
    (error,) = (outcome.error for outcome in outcomes if outcome.error)
    assert "0.25 s of work" in error.message
    assert "--document-timeout" in error.hint


def test_a_file_may_have_so_many_pages(scans: Path) -> None:
    outcomes = run(scans, options=Options(read=ReadOptions(max_pages=2)))
    assert states(outcomes) == {"c.txt": "done", "a.png": "done", "b.tif": "failed"}
    assert set(states(run(scans)).values()) == {"done", "skipped"}


def test_equal_files_are_read_once(scans: Path) -> None:
    for name in ("copy.png", "a copy.png"):
        (scans / "in" / name).write_bytes((scans / "in/a.png").read_bytes())
    notes = Notes()
    assert set(states(run(scans, watcher=notes)).values()) == {"done"}
    assert notes.read == 5
    assert Record.model_validate_json(results(scans)["copy.json"]).source.file == "copy.png"
    assert results(scans)["copy.json"].replace(b"copy.png", b"a.png") == results(scans)["a.json"]


def test_a_moved_file_is_known_by_its_content(scans: Path) -> None:
    run(scans)
    before = results(scans)
    (scans / "in/moved").mkdir()
    (scans / "in/b.tif").rename(scans / "in/moved/now c.tif")
    assert states(run(scans, engine=ForbiddenEngine(name="typed 1.0")))["now c.tif"] == "done"
    after = results(scans)
    assert after["moved/now c.json"].replace(b"now c.tif", b"b.tif") == before["b.json"]
    assert "b.json" not in after


def test_a_run_killed_before_it_tidied_up_is_tidied_by_the_next(
    scans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(scans)
    (scans / "in/2020").rename(scans / "in/2021")
    with monkeypatch.context() as patched:
        patched.setattr(results_module.Results, "tidy", lambda *_: None)
        run(scans)
    assert {"2020/c.json", "2021/c.json"} <= set(results(scans))
    run(scans, engine=ForbiddenEngine())
    assert not (scans / "out/2020").exists()
    assert "2021/c.json" in results(scans)


def test_many_equal_files_are_few_looks_at_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    for number in range(100):
        (tmp_path / f"in/{number}.txt").write_text("Xin chào\n")
    looks, real = 0, os.path.lexists

    def counted(path: str | Path) -> bool:
        nonlocal looks
        if Path(path).suffix == ".lock":  # filelock looks at it, once a run
            return real(path)
        looks += 1
        return True

    monkeypatch.setattr(os.path, "lexists", counted)
    assert set(states(run(tmp_path)).values()) == {"done"}
    assert looks == 100


def test_a_copy_leaves_the_first_where_it_is(scans: Path) -> None:
    run(scans)
    (scans / "in/copy.png").write_bytes((scans / "in/a.png").read_bytes())
    run(scans, engine=ForbiddenEngine())
    assert {"a.json", "copy.json"} <= set(results(scans))


def test_files_that_changed_places(scans: Path, picture: Picture) -> None:
    picture("z.png", width=300, folder=scans / "in")
    run(scans)
    before = results(scans)
    (scans / "in/a.png").rename(scans / "in/x")
    (scans / "in/z.png").rename(scans / "in/a.png")
    (scans / "in/x").rename(scans / "in/z.png")
    assert set(states(run(scans)).values()) == {"done", "skipped"}
    after = results(scans)
    assert set(after) == set(before)
    assert after["a.json"].replace(b"a.png", b"z.png") == before["z.json"]
    assert after["z.json"].replace(b"z.png", b"a.png") == before["a.json"]


def test_what_failed_is_tried_again(scans: Path) -> None:
    (scans / "in/late.txt").touch()
    assert states(run(scans))["late.txt"] == "failed"
    (scans / "in/late.txt").write_text("Xin chào\n")
    assert states(run(scans))["late.txt"] == "done"


@pytest.mark.parametrize("error", [NotInstalledError("no tesseract"), ConfigurationError("bad dictionary")])
def test_what_would_fail_every_document_stops_the_run(scans: Path, error: Exception) -> None:
    @dataclass(frozen=True)
    class Missing:
        name: str = "missing"

        def read(self, image: object) -> Any:
            raise error

    with pytest.raises(type(error)):
        run(scans, engine=Missing())


def test_a_full_disk_stops_the_run_and_says_so(scans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(results_module, "write_results", full)
    with pytest.raises(UsageError, match="No space left on device") as caught:
        run(scans)
    assert "make room" in caught.value.hint


def test_a_full_disk_under_the_catalogue(scans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr(batch.Catalogue, "store", full)
    with pytest.raises(UsageError, match="disk is full") as caught:
        run(scans)
    assert "make room" in caught.value.hint


def test_a_result_that_cannot_be_written_fails_alone(scans: Path) -> None:
    (scans / "out/a.json").mkdir(parents=True)
    outcomes = run(scans)
    assert states(outcomes)["a.png"] == "failed"
    assert states(outcomes)["b.tif"] == "done"


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(UsageError, match="cannot be written to: it is a file"):
        batch.prepare(tmp_path / "out")


def test_two_runs_into_one_folder(scans: Path) -> None:
    out = batch.prepare(scans / "out")
    with locked(out), pytest.raises(UsageError, match="another run is writing to this folder"):
        run(scans)


def test_odd_names(tmp_path: Path) -> None:
    names = ["hai ba.txt", "Báo cáo.txt", "Ba\u0301o ca\u0301o.txt", os.fsdecode(b"b\xe1o.txt"), "[bold]x.txt"]
    (tmp_path / "in").mkdir()
    for name in names:
        (tmp_path / "in" / name).write_text("Xin chào\n")
    assert states(run(tmp_path)) == dict.fromkeys(names, "done")
    assert set(states(run(tmp_path, engine=ForbiddenEngine())).values()) == {"skipped"}


def test_a_pdf_of_an_odd_name(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    (tmp_path / "in").mkdir()
    name = os.fsdecode(b"b\xe1o.pdf")
    canvas = Canvas(str(tmp_path / "plain"), pagesize=(200, 280))
    canvas.drawString(20, 200, "Bao cao")
    canvas.save()
    (tmp_path / "plain").rename(tmp_path / "in" / name)
    assert states(run(tmp_path)) == {name: "done"}


def test_an_odd_name_may_fail(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    name = os.fsdecode(b"b\xe1o.pdf")
    (tmp_path / "in" / name).touch()
    for _ in range(2):
        assert states(run(tmp_path)) == {name: "failed"}


@pytest.mark.slow
def test_workers_fail_one_document_at_a_time(tmp_path: Path, picture: Picture) -> None:
    for name, width in {"good": 200, "crash": 101, "hang": 102, "refuse": 103, "last": 200}.items():
        picture(f"{name}.png", width=width, folder=tmp_path / "in")
    options = Options(ocr=OcrOptions(page_timeout=2 - batch._MARGIN))
    job = Job(tmp_path / "out", options, "v1", MoodyEngine())
    outcomes = batch.run(find([tmp_path / "in"], job.out), job, Notes(), processes=2)
    assert states(outcomes) == {
        **{"good.png": "done", "last.png": "done"},
        **{"crash.png": "failed", "hang.png": "failed", "refuse.png": "failed"},
    }
    why = {outcome.item.path.name: outcome.error.message for outcome in outcomes if outcome.error}
    assert "SIGSEGV" in why["crash.png"]
    assert "reading took longer than" in why["hang.png"]
    assert why["refuse.png"] == "refuse.png, page 1: the engine gave up"


@contextmanager
def started(tmp_path: Path, **more: Any) -> Iterator[subprocess.Popen[str]]:
    """A real run over many texts, under way: some results are written."""
    (tmp_path / "in").mkdir()
    for number in range(DOCUMENTS):
        (tmp_path / "in" / f"{number:03}.txt").write_text(f"Báo cáo số {number}\n" * 50)
    command = [sys.executable, "-m", "cchc_ocr", "run", tmp_path / "in", "--out", tmp_path / "out", "--jobs", "1"]
    short = tempfile.mkdtemp(prefix="t")  # a socket lies in it, whose path may have 107 characters
    (tmp_path / "temporary").symlink_to(short)
    env = {**os.environ, "TMPDIR": short}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env, **more) as process:
        end = time.monotonic() + 60
        while not (tmp_path / "out/010.json").exists() and process.poll() is None and time.monotonic() < end:
            time.sleep(0.01)
        yield process


@pytest.mark.slow
@pytest.mark.parametrize("ask", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_runs_say_how_to_go_on(tmp_path: Path, ask: signal.Signals) -> None:
    with started(tmp_path) as process:
        process.send_signal(ask)
        _, talk = process.communicate(timeout=60)
    assert process.returncode == ExitCode.INTERRUPTED
    assert talk.count("Finishing the pages in work") == 1
    assert "Run the same command again" in talk
    assert "Traceback" not in talk
    assert_whole(tmp_path)
    assert_cleared(tmp_path)


@pytest.mark.slow
def test_a_closed_terminal_ends_a_run_and_what_it_started(tmp_path: Path) -> None:
    with started(tmp_path, start_new_session=True) as process:
        os.killpg(process.pid, signal.SIGHUP)
        process.communicate(timeout=60)
    assert process.returncode == ExitCode.INTERRUPTED
    assert_whole(tmp_path)
    assert_cleared(tmp_path)


@pytest.mark.slow
def test_nohup_has_a_run_outlive_its_terminal(tmp_path: Path) -> None:
    with started(tmp_path, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)) as process:
        process.send_signal(signal.SIGHUP)
        process.communicate(timeout=60)
    assert process.returncode == ExitCode.DONE


@pytest.mark.slow
def test_killed_runs_leave_whole_files_and_go_on(tmp_path: Path) -> None:
    with started(tmp_path) as process:
        process.kill()
    assert_whole(tmp_path)
    done = len(list((tmp_path / "out").glob("*.json")))
    again = command_line(tmp_path / "in", tmp_path / "out")
    assert again.returncode == 0
    finished = int(re.findall(r"(\d+) finished before", again.stderr)[0])
    assert done - 1 <= finished <= done  # killed between a result and its row, it is made once more
    assert not list((tmp_path / "out").glob(".*.part"))
    assert command_line(tmp_path / "in", tmp_path / "undisturbed").returncode == 0
    assert results(tmp_path, "undisturbed") == results(tmp_path)
    assert len(results(tmp_path)) == 2 * DOCUMENTS


def command_line(documents: Path, out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cchc_ocr", "run", documents, "--out", out]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def assert_cleared(tmp_path: Path) -> None:
    """No temporary files, and no half of a result."""
    assert not list((tmp_path / "temporary").iterdir())
    assert not list((tmp_path / "out").glob(".*.part"))


def assert_whole(tmp_path: Path) -> None:
    records = list((tmp_path / "out").glob("*.json"))
    assert records
    for record in records:
        Record.model_validate_json(record.read_bytes())
        assert record.with_suffix(".txt").read_text().endswith("\f")
    assert (tmp_path / "out" / catalogue.NAME).exists()
