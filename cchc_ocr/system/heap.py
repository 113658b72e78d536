"""Memory for what is made of pictures: it is reused for the next step, and returned to the system after a page."""

from __future__ import annotations

import ctypes
import sys
from functools import cache

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # of malloc.h
_MOST_KEPT = 1 << 30  # bytes of memory that a page may free and take again
_LARGEST_KEPT = 8 << 20  # bytes of a block that is; whole pages, kept too, would save no time and take 60 MB


def keep() -> None:
    """Let parts and small copies of pictures take the memory of those before them, until it is given back.

    Asked for anew each time, memory is cleared and mapped again: a sixth of the work of preparing a page.
    """
    if library := _glibc():
        library.mallopt(_M_MMAP_THRESHOLD, _LARGEST_KEPT)
        library.mallopt(_M_TRIM_THRESHOLD, _MOST_KEPT)


def give_back() -> None:
    """Return to the system what is free: kept, it would be 100 MB in each process."""
    if library := _glibc():
        library.malloc_trim(0)


@cache
def _glibc() -> ctypes.CDLL | None:
    """The C library, if it is one with these settings; others need none."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None
