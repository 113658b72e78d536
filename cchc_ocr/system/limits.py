"""How much memory a process may take: Linux keeps to a limit, elsewhere the parent looks at what is taken."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Any

BETWEEN_LOOKS = 0.5  # seconds: a process fills about 1 GB in that time


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
