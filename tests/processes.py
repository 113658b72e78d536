"""Processes that tests start, and whether they have ended."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import psutil


def gone(pid: int, patience: float = 2.0) -> bool:
    """Whether the process has ended (a zombie has)."""
    return wait_for(lambda: not alive(pid), patience)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1][:3]
    except (ProcessLookupError, FileNotFoundError):
        return False


def kill_at_work(pid: int, by: signal.Signals) -> None:
    """Kill a process once it has worked for a tenth of a second from now on, however busy the machine is."""
    process = psutil.Process(pid)

    def worked() -> float:
        return sum(process.cpu_times()[:2])

    begin = worked()
    wait_for(lambda: worked() > begin + 0.1, patience=60)
    os.kill(pid, by)


def wait_for(condition: Callable[[], bool], patience: float) -> bool:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.01)
    return False
