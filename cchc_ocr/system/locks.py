"""One program at a time: a lock that the system takes back from a program that ends, however it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


@contextmanager
def waiting(file: Path) -> Iterator[None]:
    """Hold the lock of ``file``, as ``exclusive`` does, but wait while another process or thread holds it.

    A thread that holds it may take it again. Raises OSError where the file cannot be made.
    """
    with FileLock(file, is_singleton=True):
        yield


@contextmanager
def exclusive(file: Path) -> Iterator[None]:
    """Hold the lock of ``file``, an empty file that is made if need be and may stay behind: it locks nothing then.

    Raises BlockingIOError where another process holds it, OSError where the file cannot be made.
    """
    lock = FileLock(file, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise BlockingIOError(f"{file} is locked") from error
    try:
        yield
    finally:
        lock.release()
