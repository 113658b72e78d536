"""How much memory a process may take: Linux keeps to a limit, elsewhere the parent looks at what is taken."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

BETWEEN_LOOKS = 0.5  # seconds: a process fills about 1 GB in that time
# How loaders of libraries, OpenCV and Python's threads say that there is no memory.
_MARKS = (
    "failed to map segment",
    "cannot allocate memory",
    "insufficient memory",
    "can't start new thread",
)


def kept() -> bool:
    """Whether the system keeps to a limit that a process sets for itself. macOS does not; Windows knows none."""
    return sys.platform not in ("win32", "darwin")


def limit_memory(most: int) -> None:
    """Bytes of address space, for this process and for each that it starts; 0 is no limit."""
    if sys.platform == "win32" or not most:
        return
    import resource

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error, or one that led to it, says that there is too little memory, in whatever words.

    >>> is_out_of_memory(ImportError("cv2.abi3.so: failed to map segment from shared object"))
    True
    """
    return any(map(_says_so, _chain(error)))


def _says_so(error: BaseException) -> bool:
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        return True
    if isinstance(error, SystemError) and _is_limited():  # a library in C that came to no words
        return True
    return any(mark in str(error).lower() for mark in _MARKS)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__ or error.__context__


def _is_limited() -> bool:
    if sys.platform == "win32":
        return False
    import resource

    return resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY


def exceeded(pid: int, most: int) -> bool:
    """Whether the process, or one below it, holds more than so many bytes of memory of its own."""
    import psutil

    with suppress(psutil.NoSuchProcess):
        top = psutil.Process(pid)
        return any(_held(process) > most for process in [top, *top.children(recursive=True)])
    return False


def _held(process: Any) -> int:
    """Bytes: on Windows those that are promised to it, elsewhere those that lie in memory."""
    import psutil

    with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
        taken = process.memory_info()
        return int(getattr(taken, "private", taken.rss))
    return 0
