"""Memory: limited by the system where it keeps to that, looked at where it does not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from cchc_ocr.system import limits

TAKE = "import sys; taken = bytearray(b'x') * (80 << 20); print('taken', flush=True); sys.stdin.readline()"
ABOVE = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"


@pytest.fixture(params=["itself", "what it started"])
def hungry(request: pytest.FixtureRequest) -> Iterator[int]:
    """A process that holds 80 MiB, or has started one that does."""
    arguments = ["-c", TAKE] if request.param == "itself" else ["-c", ABOVE, TAKE]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, *arguments], **pipes) as process:
        assert process.stdin
        assert process.stdout
        process.stdout.readline()
        yield process.pid
        process.stdin.close()


def test_what_is_taken_is_seen(hungry: int) -> None:
    assert limits.exceeded(hungry, 60 << 20)
    assert not limits.exceeded(hungry, 600 << 20)


def test_a_process_that_has_ended_takes_nothing() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    assert not limits.exceeded(process.pid, 0)


@pytest.mark.parametrize(("platform", "kept"), [("linux", True), ("win32", False), ("darwin", False)])
def test_which_systems_keep_to_a_limit(monkeypatch: pytest.MonkeyPatch, platform: str, kept: bool) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert limits.kept() == kept


@pytest.mark.skipif(sys.platform != "linux", reason="this system does not limit memory")
@pytest.mark.parametrize(("most", "fits"), [(0, True), (4096 << 20, True), (300 << 20, False)])
def test_a_limit_is_kept(most: int, fits: bool) -> None:
    code = f"from cchc_ocr.system import limits; limits.limit_memory({most}); print(len(bytearray(600 << 20)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ("MemoryError" not in done.stderr) == fits
    assert (done.stdout == f"{600 << 20}\n") == fits
