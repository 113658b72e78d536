"""What this process may use of the machine."""

from __future__ import annotations

import os
import sys


def cores() -> int:
    """The number of cores that this process may use; in a container it can be smaller than that of the machine."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def may_install() -> bool:
    """Whether programs can be installed without ``sudo``."""
    return sys.platform == "win32" or os.geteuid() == 0
