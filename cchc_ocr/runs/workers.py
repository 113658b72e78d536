"""Worker processes: each does one task at a time, and one that dies or takes too long costs only that task.

``concurrent.futures`` breaks its whole pool when one process dies, and cannot say which task it was. Pools that
share one pipe hang when a process is killed while it holds the pipe. Here every worker has its own pipe and its
own process group, so that an engine which it started ends with it.
"""

from __future__ import annotations

import asyncio
import errno
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Protocol, Self, TypeVar

from cchc_ocr.errors import CchcError, KilledError, PageTimeoutError, UnreadableError, UnwritableError
from cchc_ocr.system import heap
from cchc_ocr.system.scratch import fast_folder

try:
    import resource
except ImportError:  # Windows has none
    resource = None  # type: ignore[assignment]

T = TypeVar("T")

_ATTEMPTS = 2  # a process may be killed for what another program took of the memory: its task gets one more chance
_TEMPLATE = "cchc_ocr.runs.preload"  # imported once, by the process that workers are forked from


class Executor(Protocol):
    """Does tasks in other processes. ``limit`` is in seconds; ``call`` raises the error that the task raised."""

    async def __aenter__(self) -> Self: ...

    async def __aexit__(self, *_: object) -> None: ...

    async def call(self, function: Callable[..., T], *args: object, limit: float | None = None) -> T: ...


class WorkerDiedError(KilledError):
    """The process that did a task has crashed or was killed."""


class Workers:
    """At most ``count`` processes, which start when they are needed and are killed when the context ends.

    ``memory`` is the limit for each of them, and for each engine that it starts, in MiB (0: no limit).
    """

    def __init__(self, count: int, *, memory: int = 0) -> None:
        self._memory = memory << 20
        self._context = multiprocessing.get_context("forkserver" if sys.platform != "win32" else "spawn")
        self._context.set_forkserver_preload([_TEMPLATE])
        self._count = count
        self._idle: asyncio.LifoQueue[_Worker | None] = asyncio.LifoQueue()  # who is warm goes first
        self._alive: set[_Worker] = set()

    async def __aenter__(self) -> Self:
        for _ in range(self._count):
            self._idle.put_nowait(None)
        return self

    async def __aexit__(self, *_: object) -> None:
        for worker in self._alive:
            worker.kill()

    async def call(self, function: Callable[..., T], *args: object, limit: float | None = None) -> T:
        """Do a task, and return its result or raise its error.

        Raises KilledError where two processes died of it, PageTimeoutError where it took over ``limit`` seconds.
        """
        for _ in range(_ATTEMPTS - 1):
            with suppress(KilledError):
                return await self._once(function, args, limit)
        return await self._once(function, args, limit)

    async def _once(self, function: Callable[..., T], args: tuple[object, ...], limit: float | None) -> T:
        worker = await self._idle.get()
        fit: _Worker | None = None
        try:
            worker = worker or self._hire()
            result = await worker.ask(function, args, limit)
            fit = worker
        except TimeoutError:
            raise PageTimeoutError(f"reading took longer than {limit:g} s", hint="raise --page-timeout") from None
        except (EOFError, OSError) as error:
            fate = worker.fate() if worker else str(error)
            hint = "see whether the file opens in another program, or raise --memory"
            raise WorkerDiedError(f"the process that was reading it {fate}", hint=hint) from error
        finally:
            if worker and not fit:
                worker.kill()
                self._alive.discard(worker)
            self._idle.put_nowait(fit)
        if isinstance(result, BaseException):
            raise result
        return result

    def _hire(self) -> _Worker:
        worker = _Worker(self._context, self._memory)
        self._alive.add(worker)
        return worker


class _Worker:
    """One worker process, and this end of its pipe."""

    def __init__(self, context: multiprocessing.context.BaseContext, memory: int) -> None:
        self._connection, theirs = context.Pipe()
        self._room = mkdtemp(prefix="cchc-ocr-", dir=fast_folder())
        self._process = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, self._room, memory), daemon=True
        )
        self._process.start()
        self._ready = False
        theirs.close()

    async def ask(self, function: Callable[..., T], args: tuple[object, ...], limit: float | None) -> T:
        """Send a task, and return what it returned or the exception that it raised. ``limit`` is in seconds.

        Raises TimeoutError past the limit, EOFError or OSError where the process is gone.
        """
        if not self._ready:  # on a busy machine a process takes seconds to start: they are not the task's
            self._ready = await self._answer(None)
        self._connection.send((function, args))
        answer: T = await self._answer(limit)
        return answer

    async def _answer(self, limit: float | None) -> Any:
        """The next message of the process. Raises TimeoutError after ``limit`` seconds."""
        loop, readable = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._connection.fileno(), readable.set)
        try:
            async with asyncio.timeout(limit):
                await readable.wait()
        finally:
            loop.remove_reader(self._connection.fileno())
        return self._connection.recv()

    def kill(self) -> None:
        """Kill the process and an engine that it started, and remove their temporary files."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        self._connection.close()
        shutil.rmtree(self._room, ignore_errors=True)

    def fate(self) -> str:
        """How the process ended, as the end of a sentence for the user."""
        self._process.join(timeout=1)
        code = self._process.exitcode
        if code == -signal.SIGKILL:
            return "was killed (out of memory?)"
        return f"crashed ({signal.Signals(-code).name if code and code < 0 else f'exit code {code}'})"


def _serve(connection: Connection, room: str, memory: int) -> None:
    """Run a worker: do the tasks that come through the pipe, until its other end closes.

    ``room`` is its folder for temporary files, which the parent removes if the worker is killed. ``memory`` is in
    MiB.
    """
    _limit_memory(memory)
    heap.keep()
    os.setpgid(0, 0)  # Ctrl-C is the parent's business; and a kill of the group reaches the engine
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    os.environ["TMPDIR"] = tempfile.tempdir = room
    if not os.environ.get("CCHC_OCR_DEBUG"):
        _silence()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send(True)
        while True:
            function, args = connection.recv()
            connection.send(_attempt(function, args))
            heap.give_back()
    shutil.rmtree(room, ignore_errors=True)  # the parent was killed: nobody else will


def _attempt(function: Callable[..., object], args: tuple[object, ...]) -> object:
    """Do a task; any exception of a library becomes the error of this one document."""
    try:
        return function(*args)
    except CchcError as error:
        return error
    except MemoryError:
        return _out_of_memory()
    except Exception as error:  # noqa: BLE001
        if "Insufficient memory" in str(error):  # as OpenCV says it
            return _out_of_memory()
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return _out_of_room()
        traceback.print_exc()
        hint = "this is a bug in cchc-ocr; CCHC_OCR_DEBUG=1 shows where: please report it"
        return CchcError(f"{type(error).__name__}: {error}", hint=hint)


def timed(function: Callable[..., T], *args: object) -> tuple[float, T]:
    """The seconds that a task took in the process that did it, and its result."""
    began = time.monotonic()
    result = function(*args)
    return time.monotonic() - began, result


def _out_of_memory() -> UnreadableError:
    return UnreadableError(
        "reading it needs more memory than is allowed", hint="raise --memory, or use a larger machine"
    )


def _out_of_room() -> UnwritableError:
    room = Path(tempfile.gettempdir()).parent
    hint = "make room there, or set TMPDIR to a folder with more room"
    return UnwritableError(f"{room} has no room left for temporary files", hint=hint)


def _limit_memory(limit: int) -> None:
    """Limit the address space of this process, and of each that it starts, to ``limit`` bytes.

    Some systems, macOS for one, do not keep to the limit.
    """
    if limit and resource:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _silence() -> None:
    """Discard stdout and stderr: libraries in C write warnings there, which would break the progress bar."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
