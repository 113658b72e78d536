"""Many documents: what is done already, one outcome for each.

Pages of different documents are spread over worker processes; the results of a document are written here,
by one process, whole or not at all.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import sqlite3
import time
from collections.abc import Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar

from cchc_ocr import pipeline
from cchc_ocr.catalogue import Catalogue
from cchc_ocr.document import Page
from cchc_ocr.errors import CchcError, ConfigurationError, NotInstalledError, UsageError
from cchc_ocr.index import catch_up
from cchc_ocr.inputs import Item
from cchc_ocr.ocr import Engine
from cchc_ocr.pipeline import Options, Overview
from cchc_ocr.records import Record
from cchc_ocr.results import OUT_OF_ROOM, FormerError, Results
from cchc_ocr.workers import Executor, Workers
from cchc_ocr.writers import text_of

T = TypeVar("T")

_MARGIN = 60.0  # seconds past the engine's own limit: to open the file, render and clean a page


@dataclass(frozen=True, slots=True)
class Job:
    """What a run needs to know besides its documents. ``made_by`` is ``pipeline.made_by(options)``."""

    out: Path
    options: Options
    made_by: str
    engine: Engine | None = None
    retry_failed: bool = False

    @property
    def limit(self) -> float:
        """Seconds a worker may spend on a page."""
        return self.options.ocr.page_timeout + _MARGIN

    @property
    def limits(self) -> str:
        """What decides whether there is a result, not which: after a change, what failed is tried again."""
        return f"{self.options.ocr.page_timeout:g}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document. ``review`` counts the values that a person should look at."""

    item: Item
    state: Literal["done", "skipped", "failed"]
    pages: int = 0
    review: int = 0
    error: CchcError | None = None


class Watcher(Protocol):
    """Told of progress as it happens."""

    def opened(self, pages: int) -> None: ...

    def page_done(self) -> None: ...

    def finished(self, outcome: Outcome) -> None: ...


def run(
    items: Sequence[Item], job: Job, watcher: Watcher, *, processes: int, executor: Executor | None = None
) -> list[Outcome]:
    """Read every document that is not done yet; outcomes in the order of ``items``.

    ``executor`` does the work (default: ``processes`` processes of this machine). Raises UsageError if the
    output folder cannot be written to or is in use, KeyboardInterrupt when interrupted: what was written
    by then is whole, and the next run goes on from there.
    """
    with locked(prepare(job.out)), Catalogue(job.out) as rows:
        catch_up(rows, job.out)
        results = Results(job.out, rows, job.made_by, job.limits)
        try:
            return asyncio.run(_all(items, job, results, watcher, processes=processes, executor=executor))
        except (OSError, sqlite3.OperationalError) as error:
            if isinstance(error, OSError) and error.errno not in OUT_OF_ROOM:
                raise
            why = error.strerror if isinstance(error, OSError) else error
            hint = "make room and run again: it goes on where it stopped"
            raise UsageError(f"{job.out}: {why}", hint=hint) from error


def prepare(out: Path) -> Path:
    """The output folder, made if need be. Raises UsageError where nothing can be written to it."""
    probe = out / ".writable.part"
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        why = "it is a file" if out.is_file() else error.strerror
        raise UsageError(f"{out}: cannot be written to: {why}", hint="choose another folder with --out") from error
    return out


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Two runs into one folder would overwrite one another's temporary files."""
    handle = os.open(out, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise UsageError(
            f"{out}: another run is writing there", hint="wait for it, or choose another --out"
        ) from error
    finally:
        os.close(handle)


async def _all(
    items: Sequence[Item],
    job: Job,
    results: Results,
    watcher: Watcher,
    *,
    processes: int,
    executor: Executor | None,
) -> list[Outcome]:
    """Documents side by side: one more than there are processes, so that none waits and memory is bounded."""
    outcomes: dict[int, Outcome] = {}
    waiting = iter(enumerate(items))

    async def reader(run: _Run) -> None:
        for number, item in waiting:
            outcomes[number] = await run.outcome(item)
            watcher.finished(outcomes[number])

    async with Workers(processes) as workers:
        this = _Run(job, results, watcher, executor or workers)
        await _together(reader(this) for _ in range(processes + 1))
    return [outcomes[number] for number in range(len(items))]


@dataclass(frozen=True, slots=True)
class _Run:
    """What every document of a run goes through."""

    job: Job
    results: Results
    watcher: Watcher
    work: Executor
    reading: dict[str, asyncio.Lock] = field(default_factory=dict)  # by content: equal files wait for one another

    async def outcome(self, item: Item) -> Outcome:
        """The one boundary per document: whatever is wrong with it stays with it."""
        began = time.monotonic()
        try:
            if known := self.results.unchanged(item):
                return Outcome(item, "skipped", known.pages, known.review)
            if not self.job.retry_failed and (failed := self.results.failed(item)):
                return Outcome(item, "failed", error=FormerError(failed))
            with pipeline.naming(item.path.name):
                return await self._done(item, began)
        except (NotInstalledError, ConfigurationError):
            raise  # the others would fail of it as well
        except CchcError as error:
            self.results.fail(item, error, time.monotonic() - began)
            return Outcome(item, "failed", error=error)

    async def _done(self, item: Item, began: float) -> Outcome:
        overview = await self.work.call(pipeline.look, item.path, self.job.options, limit=self.job.limit)
        if known := self.results.renewed(item, overview.sha256):
            return Outcome(item, "skipped", known.pages, known.review)
        async with self.reading.setdefault(overview.sha256, asyncio.Lock()):
            record, text = self.results.equal(item, overview.sha256) or await self._read(item, overview)
            self.results.write(item, record, text, time.monotonic() - began)
        return Outcome(item, "done", record.source.pages, len(record.needs_review))

    async def _read(self, item: Item, overview: Overview) -> tuple[Record, str]:
        job = self.job
        self.watcher.opened(len(overview.numbers))

        async def page(number: int) -> Page:
            with pipeline.naming(item.path.name, number):
                arguments = (item.path, number, job.options, job.engine)
                read = await self.work.call(pipeline.read_page, *arguments, limit=job.limit)
            self.watcher.page_done()
            return read

        pages = await _together(page(number) for number in overview.numbers)
        limit = job.limit * max(1, len(pages))
        return await self.work.call(_complete, overview, pages, job.options, job.engine, limit=limit)


def _complete(
    overview: Overview, pages: Sequence[Page], options: Options, engine: Engine | None
) -> tuple[Record, str]:
    """In the worker: only what is written comes back from it."""
    digitised = pipeline.complete(overview, pages, options, engine)
    return digitised.record, text_of(digitised.pages)


async def _together(jobs: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """Results in order; the first error ends the others and is raised as it is."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(job) for job in jobs]
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return [task.result() for task in tasks]
