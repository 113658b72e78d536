"""How much memory a process may take: Linux keeps to a limit, elsewhere the parent looks at what is taken."""

from __future__ import annotations

import errno
import mmap
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

BETWEEN_LOOKS = 0.5  # seconds: a process fills about 1 GB in that time
_OF_NUMPY = 128 << 20  # bytes of address space: the library OpenBLAS, its buffer and its threads

# How the loader of libraries, OpenCV and Python's threads report a lack of memory.
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


class _BeforeNumpy:
    """Raises OSError before numpy is imported without enough memory: its OpenBLAS would end the process itself."""

    def find_spec(
        self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None, /
    ) -> ModuleSpec | None:
        if name == "numpy":
            mmap.mmap(-1, _OF_NUMPY).close()
        return None


def guard_numpy() -> None:
    """Have an import of numpy raise an error, as other lack of memory does, where the memory is limited."""
    if _is_limited():
        sys.meta_path.insert(0, _BeforeNumpy())


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error, or one that led to it, says that there is too little memory, in whatever words.

    >>> is_out_of_memory(ImportError("cv2.abi3.so: failed to map segment from shared object"))
    True
    """
    return any(map(_says_so, _chain(error)))


def _says_so(error: BaseException) -> bool:
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        return True
    if isinstance(error, SystemError) and _is_limited():  # raised by a C library that fails without a message
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
