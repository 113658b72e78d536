"""Disks without room."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

Disk = Callable[[int], Path]  # the fixture ``disk``: asked for a size in KiB, it gives the folder


def fill(disk: Path) -> None:
    """Takes all the room there is."""
    with (disk / ".filler").open("wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError as error:
                assert error.errno == errno.ENOSPC
