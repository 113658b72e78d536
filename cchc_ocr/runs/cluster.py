"""Does the work of a run on other machines, with dask.distributed.

The documents are sent to the workers, so that no shared disk is needed. The machine that runs `cchc-ocr run`
writes the results. A worker does every task as this machine would: in a process of its own, within the same
limits.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import CancelledError as LostError
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self, TypeVar

from cchc_ocr import pipeline
from cchc_ocr.errors import CchcError, NotInstalledError, UsageError, install_hint
from cchc_ocr.pipeline import Options
from cchc_ocr.runs.workers import WorkerDiedError, Workers

T = TypeVar("T")

_GO_ON = "run the same command again: it goes on where it stopped"
_ALIKE = "install the same versions of cchc-ocr, tesseract and dictionaries there, and start the worker again"

_ATTEMPTS = 5  # a machine that goes away loses the documents it was sent, so they are sent again
_PATIENCE = 10  # seconds to wait for an answer of the scheduler
_SENDING = 30  # seconds to wait until a document is sent: a worker that goes away meanwhile may never answer
_WAITED = 60  # seconds to wait for a first worker: somebody may be starting one again
_KEPT = 16  # documents that a worker keeps on its disk
_POOLS = 2  # sets of processes that a worker keeps: runs with other dictionaries have sets of their own
_MOST = 256  # tasks that a worker can do at a time; the scheduler gives it only as many as it has threads


@dataclass(frozen=True, slots=True)
class _Sent:
    """Stands for a path in a task: the name of the file, as bytes, and the SHA-256 of its content."""

    name: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class _TaskTerms:
    """What a worker must agree with: ``made_by`` is ``pipeline.made_by(options)`` on the machine of the run.

    ``memory`` is the limit for each process in MiB.
    """

    options: Options
    made_by: str
    memory: int


@dataclass(frozen=True, slots=True)
class _Refusal:
    """The answer of a worker whose versions differ: it has come to the address of one that was checked before."""

    worker: str


class Cluster:
    """The executor for `batch.run` that uses the workers of one scheduler; they do ``threads`` tasks at a time."""

    def __init__(
        self, address: str, options: Options, *, memory: int, tell: Callable[[UsageError], object] | None = None
    ) -> None:
        """Raises UsageError where no scheduler answers, it has no workers, or a worker's versions differ.

        ``memory`` is the limit for each process in MiB. ``tell`` is called for each worker that joins later with
        other versions; such a worker gets no work.
        """
        self._address = address
        self._terms = _TaskTerms(options, pipeline.made_by(options), memory)
        self._tell = tell or (lambda _: None)
        nthreads = _examined(address, self._terms)
        self.threads = sum(nthreads.values())
        self._alike = set(nthreads)
        self._asking: dict[str, asyncio.Task[None]] = {}
        self._sent: dict[Path, asyncio.Task[tuple[_Sent, Any]]] = {}

    async def __aenter__(self) -> Self:
        self._client = await _distributed().Client(self._address, asynchronous=True, timeout=_PATIENCE)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._sent.clear()
        for asking in self._asking.values():
            asking.cancel()
        await self._client.close()

    async def call(self, function: Callable[..., T], *args: object, limit: float | None = None) -> T:
        """Do a task on a worker, and return its result or raise its error.

        Raises WorkerDiedError where five machines in turn went away over it, and UsageError where the scheduler or
        all workers are gone, which concerns every other document as well.
        """
        for attempt in range(_ATTEMPTS):
            try:
                await self._reach()
                result = await self._asked(function, args, limit)
            except (LostError, _distributed().KilledWorker, OSError):
                for path in (arg for arg in args if isinstance(arg, Path)):
                    self._sent.pop(path, None)
                await asyncio.sleep(attempt)  # the scheduler needs a moment to see that a worker is gone
                continue
            if isinstance(result, CchcError):
                raise result
            return result  # type: ignore[no-any-return]
        raise WorkerDiedError(f"{_ATTEMPTS} machines that were reading it went away, one after the other")

    async def _reach(self) -> None:
        """Wait until the scheduler and a worker answer. Raises UsageError where none does within a minute."""
        end = time.monotonic() + _WAITED
        while self._client.status == "connecting" and time.monotonic() < end:
            await asyncio.sleep(0.1)
        if self._client.status != "running":
            raise UsageError(f"{self._address}: the scheduler is gone", hint=f"start it again, and {_GO_ON}")
        while not await self._fit():
            if time.monotonic() >= end:
                raise self._deserted()
            await asyncio.sleep(0.1)

    def _deserted(self) -> UsageError:
        hint = f"start some: dask worker {self._address} --no-nanny; and {_GO_ON}"
        return UsageError(f"{self._address}: no worker with the same versions is left", hint=hint)

    async def _asked(self, function: Callable[..., object], args: tuple[object, ...], limit: float | None) -> Any:
        """The answer of a worker. Raises LostError where all suitable workers are gone."""
        sent, data = await self._shipped(args)
        shipped = [sent if isinstance(arg, Path) else arg for arg in args]
        while fit := await self._fit():
            task = self._client.submit(
                *(_perform, function, shipped, data, limit, self._terms), pure=False, workers=sorted(fit)
            )
            result = await self._awaited(task, fit)
            if not isinstance(result, _Refusal):
                return result
            self._alike.discard(result.worker)
        raise LostError("no worker is left")

    async def _awaited(self, task: Any, workers: set[str]) -> Any:
        """The result of a task that was given to ``workers``. Raises LostError where all of them are gone."""
        result = asyncio.ensure_future(task.result())
        try:
            while not (await asyncio.wait({result}, timeout=1))[0]:
                if not workers & await self._fit():
                    raise LostError("the workers that it was given to are gone")
            return result.result()
        finally:
            result.cancel()

    async def _fit(self) -> set[str]:
        """The workers that have the same versions, by what the scheduler says: the client may know of none.

        Workers that have joined since are checked before they get a task: with another version of the program, a
        task might not even arrive.
        """
        there = set(await self._client.nthreads())
        self._alike &= there
        for worker in self._asking.keys() - there:  # another may come in its place
            self._asking.pop(worker).cancel()
        for worker in there - self._alike - self._asking.keys():
            self._asking[worker] = asyncio.create_task(self._ask(worker))
        return set(self._alike)

    async def _ask(self, worker: str) -> None:
        """Check the versions of a worker that joined late; one that goes meanwhile is checked when it is back."""
        asking = self._client.run(_made_by, self._terms.options, workers=[worker], on_error="return")
        try:
            answer = (await asyncio.wait_for(asking, _SENDING))[worker]
        except (OSError, KeyError, TimeoutError):
            self._asking.pop(worker, None)
        except Exception as error:  # noqa: BLE001
            self._refuse(worker, error)
        else:
            if answer == self._terms.made_by:
                self._alike.add(worker)
            else:
                self._refuse(worker, answer)

    def _refuse(self, worker: str, answer: object) -> None:
        """Tell the user which worker gets no work, and why."""
        self._tell(UsageError(f"{_named(worker, answer)} has other versions and gets no work", hint=_ALIKE))

    async def _shipped(self, args: tuple[object, ...]) -> tuple[_Sent | None, Any]:
        """Send the document among the arguments to the workers, once for all its pages."""
        paths = {arg for arg in args if isinstance(arg, Path)}
        if not paths:
            return None, None
        (path,) = paths
        if path not in self._sent:
            while len(self._sent) >= _KEPT:
                self._sent.pop(next(iter(self._sent)))
            self._sent[path] = asyncio.create_task(self._send(path))
        return await asyncio.shield(self._sent[path])

    async def _send(self, path: Path) -> tuple[_Sent, Any]:
        try:
            data = path.read_bytes()
        except OSError:
            return _Sent(os.fsencode(path.name), ""), None  # the worker says what is wrong, as it does at home
        sent = _Sent(os.fsencode(path.name), hashlib.sha256(data).hexdigest())
        try:
            workers = sorted(await self._fit())
            sending = self._client.scatter(data, workers=workers, hash=False, timeout=_PATIENCE)
            return sent, await asyncio.wait_for(sending, _SENDING)
        except KeyError as error:  # what the scheduler says of a worker that goes while it is sent to
            raise LostError(f"a worker went: {error}") from error


def _examined(address: str, terms: _TaskTerms) -> dict[str, int]:
    """Check the versions of all workers, and return the number of threads of each; raises as ``Cluster`` does."""
    distributed = _distributed()
    for name in [name for name in logging.root.manager.loggerDict if name.split(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # that a worker is gone is told once, by the outcome
    try:
        client = distributed.Client(address, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise UsageError(f"{address}: no scheduler answers", hint="start one: dask scheduler") from error
    with client:
        threads: dict[str, int] = client.nthreads()
        if not threads:
            hint = f"start some: dask worker {address} --no-nanny"
            raise UsageError(f"{address}: the scheduler has no workers", hint=hint)
        answers = client.run(_made_by, terms.options, workers=sorted(threads), on_error="return")
    others = [_named(worker, theirs) for worker, theirs in answers.items() if theirs != terms.made_by]
    if others:
        what = "has other versions" if len(others) == 1 else "have other versions"
        raise UsageError(f"{address}: {', '.join(sorted(others))} {what} than this machine", hint=_ALIKE)
    return threads


def _named(worker: str, answer: object) -> str:
    """The address of a worker, followed by its error if it answered with one."""
    return f"{worker} ({answer})" if isinstance(answer, Exception) else worker


def _made_by(options: Options) -> str | CchcError:
    """``pipeline.made_by`` as the worker has it, or the error that it raises there. Runs on the worker."""
    try:
        return pipeline.made_by(options)
    except CchcError as error:
        return error


async def _perform(
    function: Callable[..., object], args: list[object], data: bytes | None, limit: float | None, terms: _TaskTerms
) -> object:
    """Do the task in a process of its own, and return its result or its error. Runs on the worker."""
    if not (pool := await _pool(terms)):
        return _Refusal(_distributed().get_worker().address)
    local = [_file(arg, data) if isinstance(arg, _Sent) else arg for arg in args]
    try:
        return await pool.call(function, *local, limit=limit)
    except CchcError as error:
        return error


async def _pool(terms: _TaskTerms) -> Workers | None:
    """The worker's processes for these terms; None where its versions differ.

    A process keeps the dictionaries that it has loaded, so runs with other dictionaries get processes of their
    own.
    """
    if terms not in _pools:
        if _made_by(terms.options) != terms.made_by:
            return None
        while len(_pools) >= _POOLS:
            await _pools.pop(next(iter(_pools))).__aexit__()
        _pools[terms] = await Workers(_MOST, memory=terms.memory).__aenter__()
    return _pools[terms]


def _file(sent: _Sent, data: bytes | None) -> Path:
    """Write the document to the worker's disk, and return its path. Of more than 16 documents the oldest go."""
    folder = _folder() / (sent.sha256 or "missing")
    path = folder / os.fsdecode(sent.name)
    if data is not None and not path.exists():
        known = sorted(_folder().iterdir(), key=lambda old: old.stat().st_mtime)
        for old in known[: max(len(known) - _KEPT, 0)]:
            for file in old.iterdir():
                file.unlink(missing_ok=True)
            with suppress(OSError):
                old.rmdir()
        folder.mkdir(exist_ok=True)
        part = folder / f".{os.getpid()}.part"
        part.write_bytes(data)
        part.replace(path)
    return path


@cache
def _folder() -> Path:
    """The worker's folder for documents; it is removed when the worker ends."""
    holder = tempfile.TemporaryDirectory(prefix="cchc-ocr-")
    _alive.append(holder)
    return Path(holder.name)


_alive: list[Any] = []
_pools: dict[_TaskTerms, Workers] = {}


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise NotInstalledError("dask.distributed is not installed", hint=install_hint("cluster")) from error
    return distributed
