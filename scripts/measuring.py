"""Runs a program and measures it: seconds, and the memory of all its processes together (Linux)."""

from __future__ import annotations

import ctypes
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import resource

_EVERY = 0.05  # seconds between two looks at the memory
_PR_SET_CHILD_SUBREAPER = 36  # of linux/prctl.h


@dataclass(frozen=True, slots=True)
class Run:
    """What a program printed, its exit code, seconds by the clock and of processors, and its peak memory.

    ``megabytes`` is the largest sum over all processes at one time; what they share counts once (PSS).
    """

    output: str
    code: int
    seconds: float
    processor: float
    megabytes: float


def adopt_orphans() -> None:
    """Processes may outlive the one that started them by a moment: what they used is told to us from now on."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def measured(command: Sequence[str], *, core: int | None = None) -> Run:
    """The program from its start to its end, on one ``core`` if one is named; its stderr is shown."""
    adopt_orphans()
    with tempfile.TemporaryFile() as output:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, process_group=0)
        if core is not None:
            os.sched_setaffinity(process.pid, {core})
        memory = _Memory(process.pid)
        memory.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        spent = sum(used.ru_utime + used.ru_stime for used in (usage, *_of_orphans(process.pid)))
        process.returncode = os.waitstatus_to_exitcode(status)
        memory.ended.set()
        memory.join()
        output.seek(0)
        text = output.read().decode()
    return Run(text, process.returncode, seconds, spent, memory.peak / 1024)


def _of_orphans(group: int) -> Iterator[resource.struct_rusage]:
    """What the rest of a group of processes has used, once each has ended."""
    with suppress(ChildProcessError):
        while True:
            yield os.wait4(-group, 0)[2]


class _Memory(threading.Thread):
    """Looks again and again how much a process and all that descend from it take; ``peak`` is in KiB."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root, self.peak, self.ended = root, 0, threading.Event()

    def run(self) -> None:
        while not self.ended.wait(_EVERY):
            self.peak = max(self.peak, sum(map(_memory, _family(self.root))))


def _family(root: int) -> list[int]:
    """A process and all its descendants."""
    children: dict[int, list[int]] = {}
    for process, parent in _parents():
        children.setdefault(parent, []).append(process)
    found = [root]
    for process in found:
        found += children.get(process, [])
    return found


def _parents() -> Iterator[tuple[int, int]]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_text()
            except OSError:  # it has just ended
                continue
            yield int(folder.name), int(stat.rpartition(")")[2].split()[1])  # its name may hold anything


def _memory(process: int) -> int:
    """KiB, with a share of what others use too; 0 where it has just ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
