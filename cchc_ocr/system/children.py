"""Processes that do tasks for this one: how they start, how they end, and what they started ends with them."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from contextlib import suppress

from cchc_ocr.translation import gettext_noop as N_


def start_method() -> str:
    """The name that `multiprocessing` has for the quickest safe way to start a process here.

    Where processes are forked, it is from one that has a single thread and everything loaded ("forkserver").
    """
    return "spawn" if sys.platform == "win32" else "forkserver"


def stand_alone() -> None:
    """Leave Ctrl-C to the parent, here and in what is started from here; ``kill_all`` then reaches them all."""
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetConsoleCtrlHandler(None, True)  # ignored from now on, which is inherited
    else:
        os.setpgid(0, 0)


def kill_all(pid: int) -> None:
    """End a process that stands alone, and whatever it started. Nothing happens where they have ended already.

    A process group reaches what has lost its parent, too, which a walk down the tree does not find.
    """
    if sys.platform == "win32":
        kill_tree(pid)
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)


def kill_tree(pid: int) -> None:
    """End a process and those below it, found by the parent that each names: where there are no process groups."""
    import psutil

    with suppress(psutil.NoSuchProcess):
        top = psutil.Process(pid)
        for process in [top, *top.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                process.kill()


def fate(exit_code: int | None) -> str:
    """How a process ended, as words for the user; negative codes are those of signals.

    >>> fate(-9), fate(-11), fate(3)
    ('was killed (out of memory?)', 'crashed (SIGSEGV)', 'crashed (exit code 3)')
    """
    if exit_code is None or exit_code >= 0:
        return N_(f"crashed (exit code {exit_code})")
    with suppress(ValueError):  # a number that has no name here
        name = signal.Signals(-exit_code).name
        return N_("was killed (out of memory?)") if name == "SIGKILL" else N_(f"crashed ({name})")
    return N_(f"crashed (signal {-exit_code})")
