"""What this process may use of the machine."""

from __future__ import annotations

import os
import sys


def cores() -> int:
    """Those that this process may use, which in a container are fewer than the machine has."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def may_install() -> bool:
    """Whether programs can be installed without ``sudo``."""
    return sys.platform == "win32" or os.geteuid() == 0
