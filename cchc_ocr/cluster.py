"""The work of a run on other machines, by dask.distributed.

Documents are sent along, so that workers need no shared disk; results are written by the machine that runs
`cchc-ocr run`. On a worker every task is done as on this machine: in a process of its own, within its limits.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import tempfile
from collections.abc import Callable
from concurrent.futures import CancelledError as LostError
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self, TypeVar

from cchc_ocr import pipeline
from cchc_ocr.errors import CchcError, NotInstalledError, UsageError
from cchc_ocr.pipeline import Options
from cchc_ocr.workers import WorkerDiedError, Workers

T = TypeVar("T")

_ATTEMPTS = 5  # a machine that goes takes the documents along that were sent to it: they are sent again
_PATIENCE = 10  # seconds to wait for an answer of the scheduler
_KEPT = 16  # documents a worker keeps at hand
_MOST = 256  # tasks a worker does at a time; the scheduler gives it as many as it has threads


@dataclass(frozen=True, slots=True)
class _Sent:
    """Stands for a path: the name of the file, as bytes, and the hash of its content."""

    name: bytes
    sha256: str


class Cluster:
    """An executor for `batch.run`: the workers of one scheduler, which do ``threads`` tasks at a time."""

    def __init__(self, address: str, options: Options, *, memory: int) -> None:
        """Raises UsageError where there is no cluster, or one whose workers would read otherwise than we do."""
        self._address, self._memory = address, memory
        self.threads = _examined(address, options)
        self._sent: dict[Path, asyncio.Task[tuple[_Sent, Any]]] = {}

    async def __aenter__(self) -> Self:
        self._client = await _distributed().Client(self._address, asynchronous=True, timeout=_PATIENCE)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._sent.clear()
        await self._client.close()

    async def call(self, function: Callable[..., T], *args: object, limit: float | None = None) -> T:
        """The task's result; its errors are raised here. WorkerDiedError where machine after machine goes."""
        for attempt in range(_ATTEMPTS):
            try:
                sent, data = await self._shipped(args)
                shipped = [sent if isinstance(arg, Path) else arg for arg in args]
                task = self._client.submit(_perform, function, shipped, data, limit, self._memory, pure=False)
                result: Any = await task.result()
            except (LostError, _distributed().KilledWorker, OSError):
                for path in (arg for arg in args if isinstance(arg, Path)):
                    self._sent.pop(path, None)
                await asyncio.sleep(attempt)  # the scheduler needs a moment to see that a worker is gone
                continue
            if isinstance(result, CchcError):
                raise result
            return result  # type: ignore[no-any-return]
        raise WorkerDiedError("the machines that read it are gone")

    async def _shipped(self, args: tuple[object, ...]) -> tuple[_Sent | None, Any]:
        """The document among the arguments, sent to the workers once for all its pages."""
        paths = [arg for arg in args if isinstance(arg, Path)]
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
            return sent, await self._client.scatter(data, broadcast=True, hash=False)
        except KeyError as error:  # what the scheduler says of a worker that goes while it is sent to
            raise LostError(f"a worker went: {error}") from error


def _examined(address: str, options: Options) -> int:
    """How many threads the workers have, once they have been asked what they would make of the options."""
    distributed = _distributed()
    for name in [name for name in logging.root.manager.loggerDict if name.split(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # that a worker is gone is told once, by the outcome
    try:
        client = distributed.Client(address, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise UsageError(f"{address}: no scheduler answers", hint="start one: dask scheduler") from error
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise UsageError(f"{address}: has no workers", hint=f"start some: dask worker {address} --no-nanny")
        ours = pipeline.made_by(options)
        others = [worker for worker, theirs in client.run(_made_by, options).items() if theirs != ours]
    if others:
        hint = "install the same versions of cchc-ocr and tesseract, and the same dictionaries, on every machine"
        raise UsageError(
            f"{address}: {', '.join(sorted(others))} would read otherwise than this machine", hint=hint
        )
    return int(threads)


def _made_by(options: Options) -> str:
    """On a worker."""
    try:
        return pipeline.made_by(options)
    except CchcError as error:
        return str(error)


async def _perform(
    function: Callable[..., object], args: list[object], data: bytes | None, limit: float | None, memory: int
) -> object:
    """On a worker: the task in a process of its own; what it gives, or the error it raises."""
    local = [_file(arg, data) if isinstance(arg, _Sent) else arg for arg in args]
    try:
        return await (await _workers(memory)).call(function, *local, limit=limit)
    except CchcError as error:
        return error


def _file(sent: _Sent, data: bytes | None) -> Path:
    """The document on the disk of the worker; the oldest goes when there are many."""
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
    """Removed with the worker."""
    holder = tempfile.TemporaryDirectory(prefix="cchc-ocr-")
    _alive.append(holder)
    return Path(holder.name)


_alive: list[Any] = []
_pools: dict[int, Workers] = {}


async def _workers(memory: int) -> Workers:
    if memory not in _pools:
        _pools[memory] = await Workers(_MOST, memory=memory).__aenter__()
    return _pools[memory]


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        hint = "pip install 'cchc-ocr[cluster]'"
        raise NotInstalledError("dask.distributed is not installed", hint=hint) from error
    return distributed
