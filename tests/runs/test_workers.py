"""Worker processes: one that dies or hangs costs its own task alone."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from cchc_ocr.errors import CchcError, ExitCode, PageTimeoutError, UnreadableError, UnwritableError
from cchc_ocr.runs import workers
from cchc_ocr.runs.workers import WorkerDiedError, Workers
from cchc_ocr.system import children, limits
from tests import fakes
from tests.processes import gone


def results(*calls: tuple[Any, ...], count: int = 1, limit: float | None = None) -> list[Any]:
    """What becomes of each call, exceptions included, one after the other."""

    async def all_of_them() -> list[Any]:
        async with Workers(count) as pool:
            return [
                (await asyncio.gather(pool.call(*call, limit=limit), return_exceptions=True))[0] for call in calls
            ]

    return asyncio.run(all_of_them())


def test_a_task_gives_its_result() -> None:
    assert results((fakes.double, 21)) == [42]


def test_an_error_crosses_over_with_its_kind_and_hint() -> None:
    (error,) = results((fakes.refuse, "a.pdf"))
    assert isinstance(error, UnreadableError)
    assert (error.message, error.hint) == ("a.pdf: refused", "ask again")


def test_a_bug_is_told_from_what_the_user_can_mend() -> None:
    (error,) = results((fakes.blunder,))
    assert isinstance(error, CchcError)
    assert error.exit_code is ExitCode.OUR_FAULT
    assert "ZeroDivisionError: a bug" in error.message


def test_a_full_folder_for_temporary_files_is_no_fault_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (error,) = results((fakes.fill_up,))
    assert isinstance(error, UnwritableError)
    assert error.message == f"{tmp_path} has no room left for temporary files"
    assert "TMPDIR" in error.hint


def test_a_crash_fails_its_task_alone() -> None:
    error, after = results((fakes.crash,), (fakes.double, 4))
    assert isinstance(error, WorkerDiedError)
    assert "SIGSEGV" in error.message
    assert after == 8


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_pictures_that_are_done_with_take_no_memory() -> None:
    before, _, after = results((fakes.resident,), (fakes.make_pictures,), (fakes.resident,))
    assert after - before < 10


def test_a_task_whose_worker_died_is_tried_once_more(tmp_path: Path) -> None:
    assert results((fakes.crash_once, tmp_path / "mark")) == ["recovered"]


def test_a_task_whose_engine_was_killed_is_tried_once_more(tmp_path: Path) -> None:
    assert results((fakes.killed_once, tmp_path / "mark")) == ["recovered"]


@pytest.mark.slow
def test_the_start_of_a_worker_is_not_on_the_account_of_its_task(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_serve", fakes.slow_start)
    assert results((fakes.double, 21), limit=0.9) == [42]


@pytest.mark.skipif(sys.platform == "win32", reason="no process is forked there")
def test_a_worker_starts_with_all_it_needs_in_a_group_of_its_own() -> None:
    ((modules, pid, group, session),) = results((fakes.surroundings,))
    assert modules >= {"cv2", "pikepdf", "pypdfium2", "pytesseract", "cchc_ocr.repair"}
    assert (group, session) == (pid, os.getsid(0))


@pytest.mark.slow
def test_a_late_task_is_ended_with_the_engine_it_started(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    error, after = results((fakes.hang_with_child, pid_file), (fakes.double, 1), limit=2)
    assert isinstance(error, PageTimeoutError)
    assert after == 2
    assert gone(int(pid_file.read_text()))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="this system does not limit memory")
def test_memory_is_limited() -> None:
    async def hungry() -> list[Any]:
        async with Workers(1, memory=2048) as pool:
            calls = (pool.call(fakes.devour, size) for size in (10, 4000, 20))
            return await asyncio.gather(*calls, return_exceptions=True)

    fits, error, after = asyncio.run(hungry())
    assert (fits, after) == (10 << 20, 20 << 20)
    assert isinstance(error, UnreadableError)
    assert "more memory" in error.message


def test_memory_is_looked_at_where_the_system_does_not_limit_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "kept", lambda: False)
    monkeypatch.setattr(limits, "BETWEEN_LOOKS", 0.05)
    monkeypatch.setattr(workers, "_serve", fakes.unlimited)

    async def hungry() -> list[Any]:
        async with Workers(1, memory=500) as pool:
            calls = (pool.call(task, size) for task, size in ((fakes.take_and_wait, 700), (fakes.devour, 20)))
            return await asyncio.gather(*calls, return_exceptions=True)

    error, after = asyncio.run(hungry())
    assert isinstance(error, UnreadableError)
    assert "more memory" in error.message
    assert after == 20 << 20


@pytest.mark.slow
def test_workers_without_forks_and_process_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, where each starts anew and a tree of processes is killed one by one."""
    monkeypatch.setattr(children, "start_method", lambda: "spawn")
    monkeypatch.setattr(children, "kill_all", children.kill_tree)
    pid_file = tmp_path / "pid"
    late, after, crashed, again = results(
        (fakes.hang_with_child, pid_file), (fakes.double, 1), (fakes.crash,), (fakes.double, 2), limit=2
    )
    assert isinstance(late, PageTimeoutError)
    assert gone(int(pid_file.read_text()))
    assert isinstance(crashed, WorkerDiedError)
    assert (after, again) == (2, 4)


def test_leaving_ends_what_is_under_way(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"

    async def leave_early() -> None:
        async with Workers(1) as pool:
            task = asyncio.create_task(pool.call(fakes.hang_with_child, pid_file))
            while not (pid_file.exists() and pid_file.read_text()):
                await asyncio.sleep(0.01)
            task.cancel()

    asyncio.run(leave_early())
    assert gone(int(pid_file.read_text()))


@pytest.mark.parametrize("count", [1, 3])
def test_more_tasks_than_workers(count: int) -> None:
    async def many() -> list[int]:
        async with Workers(count) as pool:
            return await asyncio.gather(*(pool.call(fakes.double, n) for n in range(20)))

    assert asyncio.run(many()) == [2 * n for n in range(20)]


@pytest.mark.parametrize("end", ["killed", "left"])
def test_temporary_files_go_with_the_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    calls = [(fakes.litter, "page.pgm")] + ([(fakes.crash,)] if end == "killed" else [])
    left = Path(results(*calls)[0])
    assert left.is_relative_to(tmp_path)
    assert not left.exists()
    assert list(tmp_path.iterdir()) == []
