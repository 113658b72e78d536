"""Worker processes: each does one task at a time, and one that dies or takes too long costs only that task.

``concurrent.futures`` breaks its whole pool when one process dies, and cannot say which task it was. Pools that
share one pipe hang when a process is killed while it holds the pipe. Here every worker has its own pipe, and an
engine that it started ends with it. A thread waits for the answer of each worker, because the event loop of
Windows cannot wait for a pipe.
"""

from __future__ import annotations

import asyncio
import errno
import math
import multiprocessing
import os
import shutil
import tempfile
import time
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from contextlib import suppress
from multiprocessing import connection as pipes
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Protocol, Self, TypeVar

from cchc_ocr.errors import CchcError, KilledError, PageTimeoutError, UnreadableError, UnwritableError
from cchc_ocr.system import children, heap, limits, settings
from cchc_ocr.system.scratch import fast_folder, see_that_sockets_fit

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

    ``memory`` is the limit for each of them, and for each engine that it starts, in MiB (0: no limit). Raises
    UsageError where TMPDIR has too long a path.
    """

    def __init__(self, count: int, *, memory: int = 0) -> None:
        self._memory = memory << 20
        self._context = multiprocessing.get_context(children.start_method())
        self._context.set_forkserver_preload([_TEMPLATE])
        self._count = count
        self._idle: asyncio.LifoQueue[_Worker | None] = asyncio.LifoQueue()  # who is warm goes first
        self._alive: set[_Worker] = set()
        self._waiting = ThreadPoolExecutor(count, "waits for a worker")

    async def __aenter__(self) -> Self:
        see_that_sockets_fit()
        for _ in range(self._count):
            self._idle.put_nowait(None)
        return self

    async def __aexit__(self, *_: object) -> None:
        for worker in self._alive:
            worker.kill()  # which ends the thread that waits for it
        self._waiting.shutdown()

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
        except MemoryError:
            raise _out_of_memory() from None
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
        worker = _Worker(self._context, self._waiting, self._memory)
        self._alive.add(worker)
        return worker


class _Worker:
    """One worker process, and this end of its pipe."""

    def __init__(
        self, context: multiprocessing.context.BaseContext, waiting: ThreadPoolExecutor, memory: int
    ) -> None:
        self._connection, theirs = context.Pipe()
        self._room = mkdtemp(prefix="cchc-ocr-", dir=fast_folder())
        self._process = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, self._room, memory), daemon=True
        )
        self._process.start()
        self._waiting, self._memory = waiting, memory
        self._answer: Future[Any] | None = None
        self._ready = False
        theirs.close()

    async def ask(self, function: Callable[..., T], args: tuple[object, ...], limit: float | None) -> T:
        """Send a task, and return what it returned or the exception that it raised. ``limit`` is in seconds.

        Raises TimeoutError past the limit, EOFError or OSError where the process is gone.
        """
        if not self._ready:  # on a busy machine a process takes seconds to start: they are not the task's
            self._ready = await self._next(None)
        self._connection.send((function, args))
        answer: T = await self._next(limit)
        return answer

    async def _next(self, limit: float | None) -> Any:
        """The next message of the process."""
        self._answer = self._waiting.submit(self._received, limit)
        return await asyncio.wrap_future(self._answer)

    def _received(self, limit: float | None) -> Any:
        """The next message of the process, within ``limit`` seconds; a thread of its own waits here.

        Raises EOFError where the process ends instead, TimeoutError past the limit, and MemoryError where it takes
        more memory than it may and the system keeps no such limit itself.
        """
        ends = math.inf if limit is None else time.monotonic() + limit
        look = math.inf if limits.kept() or not self._memory else limits.BETWEEN_LOOKS
        while (left := ends - time.monotonic()) > 0:
            pause = min(left, look)
            ready = pipes.wait([self._connection, self._process.sentinel], None if pause == math.inf else pause)
            if self._connection in ready:
                return self._connection.recv()
            if ready:
                raise EOFError
            if look < math.inf and limits.exceeded(self._process.pid, self._memory):
                raise MemoryError
        raise TimeoutError

    def kill(self) -> None:
        """Kill the process and an engine that it started, and remove their temporary files."""
        children.kill_all(self._process.pid)
        self._process.kill()
        self._process.join()
        if self._answer:
            wait_for([self._answer])  # the thread must be done with the pipe: its number may be another's next
        self._connection.close()
        shutil.rmtree(self._room, ignore_errors=True)

    def fate(self) -> str:
        """How the process ended, as the end of a sentence for the user."""
        self._process.join(timeout=1)
        return children.fate(self._process.exitcode)


def _serve(connection: Connection, room: str, memory: int) -> None:
    """Run a worker: do the tasks that come through the pipe, until its other end closes.

    ``room`` is its folder for temporary files, which the parent removes if the worker is killed. ``memory`` is in
    MiB.
    """
    limits.limit_memory(memory)
    heap.keep()
    children.stand_alone()
    settings.limit_threads()
    settings.set_temporary_folder(room)
    if not settings.is_debugging():
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
    except Exception as error:  # noqa: BLE001
        if limits.is_out_of_memory(error):
            return _out_of_memory()
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return _out_of_room()
        traceback.print_exc()
        hint = "this is a bug in cchc-ocr; CCHC_OCR_DEBUG=1 shows where: please report it"
        return CchcError(f"{type(error).__name__}: {error}", hint=hint)


def timed(function: Callable[..., T], *args: object) -> tuple[float, T | CchcError]:
    """The seconds that a task took in the process that did it, and its result, or the error that it raised.

    A KilledError is raised all the same: such a task is tried once more.
    """
    began = time.monotonic()
    try:
        result: T | CchcError = function(*args)
    except KilledError:
        raise
    except CchcError as error:
        result = error
    return time.monotonic() - began, result


def _out_of_memory() -> UnreadableError:
    return UnreadableError(
        "reading it needs more memory than is allowed", hint="raise --memory, or use a larger machine"
    )


def _out_of_room() -> UnwritableError:
    room = Path(tempfile.gettempdir()).parent
    hint = "make room there, or set TMPDIR to a folder with more room"
    return UnwritableError(f"{room} has no room left for temporary files", hint=hint)


def _silence() -> None:
    """Discard stdout and stderr: libraries in C write warnings there, which would break the progress bar."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
