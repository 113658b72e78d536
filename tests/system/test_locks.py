"""A lock is one program's at a time, and free again however that ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cchc_ocr.system import locks

HOLD = """
import sys, time
from pathlib import Path
from cchc_ocr.system import locks
with locks.exclusive(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / ".lock"


def test_a_second_holder_is_refused_at_once(file: Path) -> None:
    with locks.exclusive(file), pytest.raises(BlockingIOError), locks.exclusive(file):
        pass
    with locks.exclusive(file):
        pass


def test_it_is_free_after_an_error(file: Path) -> None:
    with pytest.raises(ZeroDivisionError), locks.exclusive(file):
        raise ZeroDivisionError
    with locks.exclusive(file):
        pass


def test_an_error_of_what_is_done_meanwhile_is_not_taken_for_a_refusal(file: Path) -> None:
    with pytest.raises(TimeoutError, match="late"), locks.exclusive(file):
        raise TimeoutError("late")


def test_the_file_of_somebody_else_stays_as_it_is(file: Path) -> None:
    file.write_bytes(b"ours")
    with locks.exclusive(file):
        pass
    assert file.read_bytes() == b"ours"


def test_another_process_holds_it_until_it_is_killed(file: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, file], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        with pytest.raises(BlockingIOError), locks.exclusive(file):
            pass
        process.kill()
    with locks.exclusive(file):
        pass


WAIT = """
import sys
from pathlib import Path
from cchc_ocr.system import locks
print("asks", flush=True)
with locks.waiting(Path(sys.argv[1])):
    print("has it", flush=True)
"""


def test_a_waiting_holder_gets_it_once_it_is_free_and_may_take_it_again(file: Path) -> None:
    with locks.waiting(file), locks.waiting(file):
        process = subprocess.Popen([sys.executable, "-c", WAIT, file], stdout=subprocess.PIPE, text=True)
        assert process.stdout
        assert process.stdout.readline() == "asks\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.2)
    assert process.communicate()[0] == "has it\n"


def test_where_no_file_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"), locks.exclusive(tmp_path / "file/.lock"):
        pass
