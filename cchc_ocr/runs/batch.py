"""Many documents: what is done already, one outcome for each.

Pages of different documents are spread over worker processes; the results of a document are written here,
by one process, whole or not at all.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar

from cchc_ocr import pipeline
from cchc_ocr.document import Page
from cchc_ocr.errors import (
    CchcError,
    ConfigurationError,
    NotInstalledError,
    PageTimeoutError,
    UnreadableError,
    UnwritableError,
    UsageError,
)
from cchc_ocr.pipeline import Options, Overview
from cchc_ocr.reading.engine import Engine
from cchc_ocr.runs.catalogue import Catalogue
from cchc_ocr.runs.claims import Claims, may_have_pdf, see_that_all_is_free
from cchc_ocr.runs.index import catch_up
from cchc_ocr.runs.inputs import Item, check
from cchc_ocr.runs.result_files import searchable_file, text_of
from cchc_ocr.runs.results import OUT_OF_ROOM, FormerError, Made, Results, stamp
from cchc_ocr.runs.workers import Executor, Workers, timed
from cchc_ocr.system import locks, signals
from cchc_ocr.system.disk import real, writable_folder
from cchc_ocr.system.permissions import readers_of_all

T = TypeVar("T")

_LOCK = ".cchc-ocr.lock"  # stays empty; that it is there says nothing
_MARGIN = 60.0  # seconds past the engine's own limit: to open the file, render and clean a page


@dataclass(frozen=True, slots=True)
class Job:
    """What a run needs to know besides its documents. ``made_by`` is ``pipeline.made_by(options)``."""

    out: Path
    options: Options
    made_by: str
    engine: Engine | None = None
    retry_failed: bool = False
    pdf: bool = False  # also a searchable PDF of each document that is no text
    document_timeout: float = 7200.0  # seconds of work, whatever the number of processes
    memory: int = 4096  # MiB that a worker, or an engine it starts, may take
    overwrite: bool = False  # replace foreign files, never documents
    replace_edited: bool = False  # make anew what a person has changed; the old file is set aside
    unattended: bool = False  # a place that is taken fails its document, and does not end the run

    @property
    def limit(self) -> float:
        """Seconds a worker may spend on a page."""
        return self.options.ocr.page_timeout + _MARGIN

    @property
    def limits(self) -> str:
        """What decides whether there is a result, not which: after a change, what failed is tried again."""
        pixels, pages = self.options.read.max_pixels, self.options.read.max_pages
        seconds = f"{self.options.ocr.page_timeout:g} {self.document_timeout:g}"
        return f"{seconds} {self.memory} {pixels} {pages} {self.pdf}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document. ``review`` counts the values that a person should look at.

    ``edited``: a person has changed a result, so that all are kept as they are.
    """

    item: Item
    state: Literal["done", "skipped", "failed"]
    pages: int = 0
    review: int = 0
    error: CchcError | None = None
    seconds: float = 0.0
    edited: bool = False


class Watcher(Protocol):
    """Told of progress as it happens."""

    def stopping(self) -> None: ...

    def opened(self, pages: int) -> None: ...

    def page_done(self) -> None: ...

    def finished(self, outcome: Outcome) -> None: ...


def run(
    items: Sequence[Item], job: Job, watcher: Watcher, *, processes: int, executor: Executor | None = None
) -> list[Outcome]:
    """Read every document that is not done yet; outcomes in the order of ``items``.

    ``executor`` does the work (default: ``processes`` processes of this machine). Raises UsageError if the
    output folder cannot be written to or is in use, or if somebody else's file lies where a result would go (then
    nothing is begun; in an ``unattended`` run that document fails), KeyboardInterrupt when interrupted: pages
    that were under way are finished first, and so are documents that then lack none; the next run goes on from
    there.
    """
    with locked(prepare(job.out)):
        claims = Claims.of(job.out, items)
        if not job.unattended:
            see_that_all_is_free(claims, items, pdf=job.pdf, overwrite=job.overwrite)
        with Catalogue(job.out) as rows:
            return _run_into(rows, claims, items, job, watcher, processes=processes, executor=executor)


def _run_into(
    rows: Catalogue,
    claims: Claims,
    items: Sequence[Item],
    job: Job,
    watcher: Watcher,
    *,
    processes: int,
    executor: Executor | None,
) -> list[Outcome]:
    rows.keep_from_others(readers_of_all((item.path for item in items), rows.path))
    catch_up(rows, job.out)
    results = Results(job.out, rows, job.made_by, job.limits, job.overwrite, job.replace_edited)
    results.written.adopt()
    try:
        work = _all(items, job, results, claims, watcher, processes=processes, executor=executor)
        outcomes = asyncio.run(work)
        results.tidy(items)
        return outcomes
    except (asyncio.CancelledError, _Stopped):
        raise KeyboardInterrupt from None
    except OSError as error:
        if error.errno not in OUT_OF_ROOM:
            raise
        hint = "make room and run again: it goes on where it stopped"
        raise UsageError(f"{job.out}: {error.strerror}", hint=hint) from error


def prepare(out: Path) -> Path:
    """The output folder, made if need be. Raises UsageError where nothing can be written to it."""
    return writable_folder(out, "--out")


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Two runs into one folder would overwrite one another's temporary files. Raises UsageError for the second."""
    with ExitStack() as held:
        try:
            held.enter_context(locks.exclusive(out / _LOCK))
        except BlockingIOError as error:
            hint = "wait for it, or choose another --out"
            raise UsageError(f"{out}: another run is writing there", hint=hint) from error
        except OSError as error:
            what = f"{out}: cannot be written to: {error.strerror}"
            raise UsageError(what, hint="choose another folder") from error
        yield


async def _all(
    items: Sequence[Item],
    job: Job,
    results: Results,
    claims: Claims,
    watcher: Watcher,
    *,
    processes: int,
    executor: Executor | None,
) -> list[Outcome]:
    """Documents side by side: one more than there are processes, so that none waits and memory is bounded.

    Raises _Stopped where the user wanted an end.
    """
    outcomes: dict[int, Outcome] = {}
    waiting = iter(enumerate(items))

    async def reader(run: _Run) -> None:
        with suppress(_Stopped):
            for number, item in waiting:
                run.go_on()
                outcomes[number] = await run.outcome(item)
                watcher.finished(outcomes[number])

    async with executor or Workers(processes, memory=job.memory) as work:
        whole = asyncio.current_task()
        assert whole
        this = _Run(job, results, claims, watcher, work, processes, whole)
        with signals.as_call(this.stop):
            await _together(reader(this) for _ in range(processes + 1))
    this.go_on()
    return [outcomes[number] for number in sorted(outcomes)]


class _Stopped(Exception):
    """The user wants an end."""


@dataclass(slots=True)
class _Budget:
    """Seconds of work that a document may still take."""

    left: float
    whole: float

    def of(self, limit: float) -> float:
        """The limit of the next task. Raises PageTimeoutError where nothing is left."""
        if self.left <= 0:
            raise self.used_up()
        return min(limit, self.left)

    def used_up(self) -> PageTimeoutError:
        """For a document that takes too long."""
        return PageTimeoutError(f"not read within {self.whole:g} s of work", hint="raise --document-timeout")


@dataclass(frozen=True, slots=True)
class _Run:
    """What every document of a run goes through."""

    job: Job
    results: Results
    claims: Claims
    watcher: Watcher
    work: Executor
    abreast: int  # pages of one document that are read at a time: the others must not wait for a long one
    whole: asyncio.Task[Any]
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    reading: dict[str, asyncio.Lock] = field(default_factory=dict)  # by content: equal files wait for one another

    def stop(self) -> None:
        """The first time lets what is under way finish, the second breaks off."""
        if self.stopping.is_set():
            self.whole.cancel()
        else:
            self.stopping.set()
            self.watcher.stopping()

    def go_on(self) -> None:
        """Raises _Stopped where nothing new is to be begun."""
        if self.stopping.is_set():
            raise _Stopped

    async def outcome(self, item: Item) -> Outcome:
        """The one boundary per document: whatever is wrong with it stays with it."""
        began, seen = time.monotonic(), stamp(item.path)
        try:
            if self.job.unattended:
                self.claims.see_that_it_is_free(item, pdf=self._wants_pdf(item), overwrite=False)
            standings = self.results.standings(item.stem)
            edited = "edited" in standings.values()
            if edited and not self.job.replace_edited:
                return self._kept(item)
            if not edited and (known := self.results.unchanged(item, standings)) and self._has_pdf(item):
                self.results.keep_from_others(item, standings)
                return Outcome(item, "skipped", known.pages, known.review)
            if not self.job.retry_failed and (failed := self.results.failed(item)):
                return Outcome(item, "failed", error=FormerError(failed))
            with pipeline.naming(item.path.name):
                return await self._done(item, began, edited=edited)
        except (NotInstalledError, ConfigurationError, UsageError):
            raise  # the others would fail of it as well
        except CchcError as error:
            seconds = time.monotonic() - began
            self.results.fail(item, error, seconds, seen)
            return Outcome(item, "failed", error=error, seconds=seconds)

    def _kept(self, item: Item) -> Outcome:
        """A person has changed a result: nothing of the document is made anew."""
        known = self.results.row(item)
        return Outcome(item, "skipped", known.pages if known else 0, known.review if known else 0, edited=True)

    async def _done(self, item: Item, began: float, *, edited: bool) -> Outcome:
        check(item.path)
        overview = await self.work.call(pipeline.look, item.path, self.job.options, limit=self.job.limit)
        if not edited and (known := self.results.renewed(item, overview.sha256)) and self._has_pdf(item):
            return Outcome(item, "skipped", known.pages, known.review)
        self._see_that_it_stays_inside(item)
        async with self.reading.setdefault(overview.sha256, asyncio.Lock()):
            same = None if self.job.pdf else self.results.equal(item, overview.sha256)
            made = same or await self._read(item, overview)
            seconds = time.monotonic() - began
            if self.results.write(item, made, seconds):
                return self._kept(item)
        review = len(made.record.needs_review)
        return Outcome(item, "done", made.record.source.pages, review, seconds=seconds)

    def _see_that_it_stays_inside(self, item: Item) -> None:
        """Raises UnwritableError where a link among the results leads to another place."""
        folder = real((self.job.out / item.stem).parent)
        if not folder.is_relative_to(real(self.job.out)):
            why = f"its results would lie outside {self.job.out}, in {folder}"
            hint = "put a folder in the place of the link, or choose another --out"
            raise UnwritableError(why, hint=hint, file=item.path.name)

    async def _read(self, item: Item, overview: Overview) -> Made:
        job = self.job
        budget = _Budget(job.document_timeout, job.document_timeout)
        abreast = asyncio.Semaphore(self.abreast)
        pages = self.results.kept.of(overview.sha256)
        lacking = [number for number in overview.numbers if number not in pages]
        scan = item.path if job.pdf else None
        self.watcher.opened(len(lacking))
        if len(overview.numbers) == len(lacking) == 1:
            self.go_on()
            with pipeline.naming(item.path.name, *lacking):
                arguments = (overview, item.path, job.options, job.engine, scan)
                made = await self._timed(budget, job.limit, _read_only_page, *arguments)
            self.watcher.page_done()
            return made

        async def page(number: int) -> None:
            async with abreast:
                if self.stopping.is_set():
                    return
                with pipeline.naming(item.path.name, number):
                    arguments = (item.path, number, job.options, job.engine)
                    pages[number] = await self._timed(budget, job.limit, pipeline.read_page, *arguments)
            if len(lacking) > 1:
                self.results.kept.keep(overview.sha256, pages[number])
            self.watcher.page_done()

        await _together(page(number) for number in lacking)
        if not pages.keys() >= set(overview.numbers):
            raise _Stopped
        raw = [pages[number] for number in overview.numbers]
        limit = job.limit * max(1, len(raw))
        return await self._timed(budget, limit, _complete, overview, raw, job.options, job.engine, scan)

    def _has_pdf(self, item: Item) -> bool:
        """Whether the searchable PDF is there, where one was asked for and the document is no text."""
        return not self._wants_pdf(item) or searchable_file(self.job.out / item.stem).exists()

    def _wants_pdf(self, item: Item) -> bool:
        return self.job.pdf and may_have_pdf(item)

    async def _timed(self, budget: _Budget, limit: float, function: Callable[..., T], *args: object) -> T:
        """A task of a document, on the document's account."""
        allowed = budget.of(limit)
        try:
            seconds, result = await self.work.call(partial(timed, function), *args, limit=allowed)
        except PageTimeoutError as error:
            raise error if allowed == limit else budget.used_up() from error
        budget.left -= seconds
        return result


def _read_only_page(
    overview: Overview, path: Path, options: Options, engine: Engine | None, scan: Path | None
) -> Made:
    """In one task, where the document has one page: it does not travel between processes."""
    (number,) = overview.numbers
    return _complete(overview, [pipeline.read_page(path, number, options, engine)], options, engine, scan)


def _complete(
    overview: Overview, pages: Sequence[Page], options: Options, engine: Engine | None, scan: Path | None
) -> Made:
    """In the worker: only what is written comes back from it. ``scan``: of what a searchable PDF is to be made."""
    digitised = pipeline.complete(overview, pages, options, engine)
    record, text = digitised.record, text_of(digitised.pages)
    if not scan or record.source.origin == "text":
        return Made(record, text)
    pdf, remarks = _searchable(scan, digitised.pages, options)
    return Made(record.model_copy(update={"notes": (*record.notes, *remarks)}), text, pdf)


def _searchable(path: Path, pages: Sequence[Page], options: Options) -> tuple[bytes, tuple[str, ...]]:
    from cchc_ocr.files import searchable

    try:
        return searchable.render(path, pages, options.read)
    except NotInstalledError as error:  # on this machine of a cluster; where the run was started it is there
        raise UnreadableError(error.what, hint=error.hint) from error


async def _together(jobs: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """Results in order; the first error ends the others and is raised as it is."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(job) for job in jobs]
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return [task.result() for task in tasks]
