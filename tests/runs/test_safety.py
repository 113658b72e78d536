"""What SECURITY.md promises of files from anywhere."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cchc_ocr.pipeline import Options
from cchc_ocr.runs import batch
from cchc_ocr.runs.batch import Job
from cchc_ocr.runs.inputs import find
from tests.fakes import TypedEngine
from tests.runs.running import Here, Notes, results, run, states
from tests.traps import SECRET, trap

PROGRAMS = {"python", "tesseract", "gs"}


@pytest.fixture
def caller() -> Iterator[socket.socket]:
    """Waits for calls that nobody should make."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        server.setblocking(False)
        yield server


@pytest.fixture
def trapped(tmp_path: Path, caller: socket.socket) -> Path:
    """A folder with ``in/trap.pdf``; ``secret`` is what it wants to read, ``canary`` what it wants to make."""
    (tmp_path / "in").mkdir()
    trap(tmp_path / "in/trap.pdf", tmp_path / "canary", tmp_path / "secret", caller.getsockname()[1])
    return tmp_path


def assert_caught_nothing(folder: Path, caller: socket.socket) -> None:
    assert sorted(path.name for path in folder.iterdir()) == ["in", "out", "secret"]
    text = (folder / "out/trap.txt").read_text()
    assert "Sơn Hà" in text
    assert SECRET not in text
    with pytest.raises(BlockingIOError):
        caller.accept()


def test_nothing_in_a_pdf_is_run_followed_or_fetched(trapped: Path, caller: socket.socket) -> None:
    job = Job(trapped / "out", Options(), "v1", TypedEngine())
    outcomes = batch.run(find([trapped / "in"], job.out), job, Notes(), processes=1)
    assert states(outcomes) == {"trap.pdf": "done"}
    assert_caught_nothing(trapped, caller)


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.skipif(not shutil.which("strace"), reason="strace sees what a program asks of the system")
def test_a_pdf_has_no_program_started_no_file_read_and_nobody_called(trapped: Path, caller: socket.socket) -> None:
    trace = trapped.parent / "trace"
    watched = ["strace", "-f", "-qq", "-o", trace, "-e", "trace=execve,openat,open,socket"]
    command = [sys.executable, "-m", "cchc_ocr", "run", "in", "--out", "out", "--pdf", "--jobs", "1"]
    done = subprocess.run([*watched, *command], cwd=trapped, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    asked = trace.read_text(errors="replace")
    programs = {Path(program).name.rstrip("0123456789.") for program in re.findall(r'execve\("([^"]+)"', asked)}
    assert programs <= PROGRAMS
    assert not re.search(r"AF_INET", asked)
    assert f'"{trapped / "secret"}"' not in asked
    assert_caught_nothing(trapped, caller)


def test_a_name_from_elsewhere_leads_nowhere(tmp_path: Path) -> None:
    for folder in ("in", "above"):
        (tmp_path / folder).mkdir()
    (tmp_path / "above/x.txt").write_text("Xin chào\n")
    (tmp_path / "above/...txt").write_text("Xin chào\n")
    (tmp_path / "above/..%2f..%2fy.txt").write_text("Xin chào\n")
    (tmp_path / "above/a\\..\\z.txt").write_text("Xin chào\n")
    job = Job(tmp_path / "out", Options(), "v1", TypedEngine())
    named = [tmp_path / "in/../above/x.txt", tmp_path / "in" / ".." / "above"]
    batch.run(find(named, job.out), job, Notes(), processes=1, executor=Here())
    assert {path.name for path in tmp_path.iterdir()} == {"in", "above", "out"}
    assert "x.json" in results(tmp_path)
    assert not [path for path in (tmp_path / "above").iterdir() if path.suffix == ".json"]


def test_an_output_folder_behind_a_link_is_what_the_user_named(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("Xin chào\n")
    (tmp_path / "disk").mkdir()
    (tmp_path / "out").symlink_to("disk")
    assert states(run(tmp_path)) == {"a.txt": "done"}
    assert "a.json" in results(tmp_path, "disk")


def test_a_link_in_the_place_of_a_result_is_replaced_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("Xin chào\n")
    (tmp_path / "out").mkdir()
    (tmp_path / "precious").write_text("precious")
    for name in ("a.txt", "a.json"):
        (tmp_path / "out" / name).symlink_to("../precious")
    assert states(run(tmp_path)) == {"a.txt": "done"}
    assert (tmp_path / "precious").read_text() == "precious"
    assert not (tmp_path / "out/a.json").is_symlink()


def test_a_link_to_a_folder_elsewhere_among_the_results_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in/2020").mkdir(parents=True)
    (tmp_path / "in/2020/a.txt").write_text("Xin chào\n")
    (tmp_path / "in/b.txt").write_text("Xin chào\n")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out/2020").symlink_to("../elsewhere")
    assert states(run(tmp_path)) == {"a.txt": "failed", "b.txt": "done"}
    assert not list((tmp_path / "elsewhere").iterdir())
