"""The lock of a folder of results: one run at a time writes to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from cchc_ocr.errors import UsageError
from cchc_ocr.system import locks
from cchc_ocr.system.disk import why_not

_LOCK = ".cchc-ocr.lock"  # stays empty; that it is there says nothing


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the lock of an output folder: two runs would overwrite each other's temporary files.

    Raises UsageError where another run holds it.
    """
    with ExitStack() as held:
        try:
            held.enter_context(locks.exclusive(out / _LOCK))
        except BlockingIOError as error:
            hint = "wait until it ends, or choose another --out"
            raise UsageError(f"{out}: another run is writing to this folder", hint=hint) from error
        except OSError as error:
            what = f"{out}: cannot be written to: {why_not(error)}"
            raise UsageError(what, hint="choose another folder") from error
        yield
