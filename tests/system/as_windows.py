"""The program in a process without what only POSIX has, as far as that can be had on another system.

Libraries are imported as they are here; then the modules of this package are imported anew, with `sys.platform`
"win32" and with all removed that Windows lacks. Run as a script: it imports every module; with a folder as
argument, it also reads the folder's ``in`` into ``out``.
"""

from __future__ import annotations

import importlib
import multiprocessing.popen_spawn_posix
import os
import pkgutil
import signal
import sys
from pathlib import Path

MODULES = ("fcntl", "resource", "pwd", "grp", "termios", "pty", "tty")
OF_OS = ("fork", "killpg", "setpgid", "getpgid", "setsid", "sched_getaffinity", "geteuid", "getuid", "wait4")
OF_SIGNAL = ("SIGHUP", "SIGALRM", "SIGUSR1", "setitimer", "alarm")


def import_all() -> list[str]:
    import cchc_ocr

    found = pkgutil.walk_packages(cchc_ocr.__path__, "cchc_ocr.")
    names = sorted(module.name for module in found if not module.name.endswith("__main__"))
    return [importlib.import_module(name).__name__ for name in names]


def become_windows() -> None:
    """Forget this package, and take away what Windows does not have."""
    for name in [name for name in sys.modules if name.split(".")[0] == "cchc_ocr"]:
        del sys.modules[name]
    for name in MODULES:
        sys.modules[name] = None  # type: ignore[assignment]
    for module, names in ((os, OF_OS), (signal, OF_SIGNAL)):
        for name in names:
            delattr(module, name)
    sys.platform = "win32"


def main() -> None:
    import psutil  # noqa: F401  (the program imports both late; here they come before the system changes)
    import watchfiles  # noqa: F401

    before = import_all()
    become_windows()
    assert import_all() == before
    for folder in map(Path, sys.argv[1:]):
        read(folder)


def read(folder: Path) -> None:
    """A run over texts, with its lock, its files and its worker processes."""
    from rich.console import Console

    from cchc_ocr import pipeline
    from cchc_ocr.cli.display import Display
    from cchc_ocr.runs import batch, inputs
    from cchc_ocr.system import children, limits, machine, scratch

    assert (children.start_method(), limits.kept(), scratch.fast_folder()) == ("spawn", False, None)
    assert machine.cores() >= 1
    options = pipeline.Options()
    out = folder / "out"
    job = batch.Job(out, options, pipeline.made_by(options), document_timeout=60)
    items = inputs.find([folder / "in"], out)
    with Display(len(items), Console(stderr=True)) as watcher:
        outcomes = batch.run(items, job, watcher, processes=1)
    sys.stdout.write(" ".join(outcome.state for outcome in outcomes))


assert multiprocessing.popen_spawn_posix  # a process is spawned as this system does it

if __name__ == "__main__":
    main()
