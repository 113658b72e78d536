"""Reads many documents: it skips those that are finished, and gives one outcome for each.

Worker processes read the pages, also those of different documents side by side. This process alone writes the
results, and it writes each file whole or not at all.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar

from cchc_ocr import completeness, pipeline
from cchc_ocr.document import Page
from cchc_ocr.errors import (
    CchcError,
    ConfigurationError,
    ExitCode,
    NotInstalledError,
    PageTimeoutError,
    ReadInPartError,
    UnreadableError,
    UnwritableError,
    UsageError,
)
from cchc_ocr.pipeline import Digitised, Options, Overview
from cchc_ocr.reading.engine import Engine
from cchc_ocr.records import Record
from cchc_ocr.runs import account
from cchc_ocr.runs.ahead import PageCounter
from cchc_ocr.runs.budget import Budget, DocumentTimeoutError
from cchc_ocr.runs.catalogue import Catalogue, Entry
from cchc_ocr.runs.claims import Claims, may_have_pdf, see_that_all_is_free
from cchc_ocr.runs.folder_lock import locked
from cchc_ocr.runs.former import Former
from cchc_ocr.runs.index import catch_up
from cchc_ocr.runs.inputs import Item, Survey, check
from cchc_ocr.runs.inside import DocumentsInside, kind_of_attachment
from cchc_ocr.runs.made import Made
from cchc_ocr.runs.result_files import searchable_file, text_of
from cchc_ocr.runs.results import OUT_OF_ROOM, FormerError, Results, key, stamp
from cchc_ocr.runs.unfinished import PackedPage, PackedPages
from cchc_ocr.runs.workers import Executor, Workers, timed
from cchc_ocr.system import signals
from cchc_ocr.system.disk import EMBEDDED, holder, real, writable_folder
from cchc_ocr.system.permissions import readers_of_all

T = TypeVar("T")

_MARGIN = 60.0  # seconds past the engine's own limit: to open the file, render and clean a page


@dataclass(frozen=True, slots=True)
class Job:
    """The settings of a run. ``made_by`` is ``pipeline.made_by(options)``; ``engine`` overrides the options.

    ``document_timeout`` counts seconds of work, whatever the number of processes. ``memory`` is the limit for a
    worker, and for an engine that it starts, in MiB.
    """

    out: Path
    options: Options
    made_by: str
    engine: Engine | None = None
    retry_failed: bool = False
    pdf: bool = False  # also write a searchable PDF of each document that is not plain text
    document_timeout: float = 7200.0
    memory: int = 4096
    overwrite: bool = False  # replace foreign files (written by no run), never documents
    replace_edited: bool = False  # make results anew that a person has edited; the edited file is set aside
    unattended: bool = False  # where a result would replace a foreign file, only that document fails, not the run
    count_ahead: bool = False  # count the pages of documents that wait, so that the time left can be told

    @property
    def limit(self) -> float:
        """The number of seconds that a worker may spend on a page."""
        return self.options.ocr.page_timeout + _MARGIN

    @property
    def limits(self) -> str:
        """The settings that decide whether a document fails, but not what its result says.

        After one of them has changed, a run tries failed documents again.
        """
        pixels, pages = self.options.read.max_pixels, self.options.read.max_pages
        seconds = f"{self.options.ocr.page_timeout:g} {self.document_timeout:g}"
        return f"{seconds} {self.memory} {pixels} {pages} {self.pdf}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document. ``review`` is the number of values that a person should look at.

    A document that was read "partly" has results, and an ``error`` that says which page could not be read.
    ``seconds`` is the time on the clock. ``edited`` means that a person has edited one of the results: the run
    then keeps all results of the document. ``asked`` are the pages that were asked for, where not all were.
    ``stems`` are the stems of its results: several where the file holds several documents.
    """

    item: Item
    state: Literal["done", "partly", "skipped", "failed"]
    pages: int = 0
    review: int = 0
    error: CchcError | None = None
    seconds: float = 0.0
    edited: bool = False
    asked: str = ""
    stems: tuple[Path, ...] = ()

    @property
    def results(self) -> tuple[Path, ...]:
        """The stems of its results, of which there may be none yet."""
        return self.stems or (self.item.stem,)


class Watcher(Protocol):
    """Receives the progress of a run: a progress bar or a log.

    A document that is read is begun, opened (which tells how many pages are to be read) and finished; one that is
    finished before is only finished. ``expected`` tells the number of pages while a document still waits.
    """

    def stopping(self) -> None: ...

    def expected(self, item: Item, pages: int) -> None: ...

    def began(self, item: Item) -> None: ...

    def opened(self, item: Item, pages: int) -> None: ...

    def page_done(self, item: Item) -> None: ...

    def finished(self, outcome: Outcome) -> None: ...


def run(
    items: Sequence[Item],
    job: Job,
    watcher: Watcher,
    *,
    processes: int,
    executor: Executor | None = None,
    survey: Survey | None = None,
) -> list[Outcome]:
    """Read every document that is not finished yet, and return the outcomes in the order of ``items``.

    ``executor`` does the work; without it, ``processes`` processes of this machine do. The catalogue stores
    what is read and what is passed over, as ``survey`` has it. Raises UsageError where the output folder cannot be
    written to or another run uses it, and where a result would replace a document or a foreign file. Nothing is
    read then; in an ``unattended`` run only that document fails.

    Raises KeyboardInterrupt when the user interrupts the run. The pages in work are finished first, and a document
    whose pages are all read by then gets its results. The next run goes on from there.
    """
    with locked(prepare(job.out)):
        claims = Claims.of(job.out, items)
        if not job.unattended:
            see_that_all_is_free(claims, items, pdf=job.pdf, overwrite=job.overwrite)
        with Catalogue(job.out) as rows:
            if survey:
                account.remember(rows, survey)
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
    taken = frozenset(os.fsencode(item.stem) for item in items)
    results = Results(job.out, rows, job.made_by, job.limits, job.overwrite, job.replace_edited, taken=taken)
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
        hint = "make room and run the same command again: it goes on where it stopped"
        raise UsageError(f"{job.out}: {error.strerror}", hint=hint) from error


def prepare(out: Path) -> Path:
    """Create the output folder unless it exists, and return it. Raises UsageError where that is not possible."""
    return writable_folder(out, "--out")


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
    """Read documents side by side, one more than there are processes: no process waits, and memory stays bounded.

    Raises _Stopped where the user has asked the run to end.
    """
    outcomes: dict[int, Outcome] = {}
    waiting = iter(enumerate(items))

    async def reader(run: _BatchRun) -> None:
        with suppress(_Stopped):
            for number, item in waiting:
                run.go_on()
                outcomes[number] = await run.outcome(item)
                watcher.finished(outcomes[number])

    async with executor or Workers(processes, memory=job.memory) as work:
        whole, loop = asyncio.current_task(), asyncio.get_running_loop()
        assert whole
        this = _BatchRun(job, results, claims, watcher, work, processes, whole)
        this.inside.know(results.rows)
        with signals.as_call(partial(loop.call_soon_threadsafe, this.stop)):
            async with this.counting_ahead(items):
                await _together(reader(this) for _ in range(processes + 1))
    this.go_on()
    return [*(outcomes[number] for number in sorted(outcomes)), *this.outcomes_inside]


class _Stopped(Exception):
    """The user has asked the run to end."""


@dataclass(frozen=True, slots=True)
class _BatchRun:
    """A run that has begun: the steps that each of its documents goes through."""

    job: Job
    results: Results
    claims: Claims
    watcher: Watcher
    work: Executor
    abreast: int  # most pages of one document in work at a time: the others must not wait for a long document
    whole: asyncio.Task[Any]
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    begun: set[Path] = field(default_factory=set)  # stems of the documents that are being read or were
    reading: dict[str, asyncio.Lock] = field(default_factory=dict)  # by SHA-256: only one of equal files is read
    inside: DocumentsInside = field(default_factory=DocumentsInside)
    outcomes_inside: list[Outcome] = field(default_factory=list)  # of the documents inside files

    def stop(self) -> None:
        """End the run: the first call lets the pages in work finish, the second cancels them."""
        if self.stopping.is_set():
            self.whole.cancel()
        else:
            self.stopping.set()
            self.watcher.stopping()

    def go_on(self) -> None:
        """Raises _Stopped once the user has asked the run to end, so that no new work begins."""
        if self.stopping.is_set():
            raise _Stopped

    def counting_ahead(self, items: Sequence[Item]) -> AbstractAsyncContextManager[None]:
        """Count the pages of documents that wait, where somebody wants to know, while the context lasts."""
        job = self.job
        counter = PageCounter(
            self.results, job.options.read, job.retry_failed, self.watcher.expected, self.begun, job.memory
        )
        return counter.counting(items) if job.count_ahead else nullcontext()

    async def outcome(self, item: Item) -> Outcome:
        """Read one document; an error that concerns only this document becomes its outcome.

        Raises NotInstalledError, ConfigurationError and UsageError, because every other document would fail the
        same way.
        """
        began, seen = time.monotonic(), stamp(item.path)
        try:
            if self.job.unattended or holder(item.path) != item.path:  # others were checked before the run
                self.claims.see_that_it_is_free(item, pdf=self._wants_pdf(item), overwrite=self.job.overwrite)
            former = self.results.former(item)
            if former.stems and self.results.see_to_corrections(former):
                former = self.results.former(item)
            if former.edited and not self.job.replace_edited:
                await self._read_inside(self.inside.known(item))
                return _kept(item, former)
            known = None if former.edited else self.results.unchanged(item, former)
            if known and self._suffices(item, known, former):
                self.results.keep_from_others(item, former)
                await self._read_inside(self.inside.known(item))
                return _as_before(item, known, former)
            failed = None if self.job.retry_failed else self.results.failed(item, former.row)
            if failed and not self._may_open(failed):
                return Outcome(item, "failed", error=FormerError(failed))
            with pipeline.naming(item.path.name):
                return await self._done(item, began, former)
        except (NotInstalledError, ConfigurationError, UsageError):
            raise
        except CchcError as error:
            seconds = time.monotonic() - began
            self.results.fail(item, error, seconds, seen)
            return Outcome(item, "failed", error=error, seconds=seconds)

    def _may_open(self, failed: Entry) -> bool:
        """Whether a document failed because it is encrypted, and there are passwords now."""
        return failed.exit_code == ExitCode.ENCRYPTED and bool(self.job.options.read.passwords)

    async def _done(self, item: Item, began: float, former: Former) -> Outcome:
        self.begun.add(item.stem)
        self.watcher.began(item)
        check(item.path)
        overview = await self.work.call(pipeline.look, item.path, self.job.options, limit=self.job.limit)
        if overview.attachments or self.inside.known(item):
            await self._read_inside(self._found_inside(item, overview))
        known = None if former.edited else self.results.renewed(item, overview.sha256)
        if known and self._suffices(item, known, former):
            return _as_before(item, known, former)
        self._see_that_it_stays_inside(item)
        async with self.reading.setdefault(overview.sha256, asyncio.Lock()):
            partly = not self.job.retry_failed
            same = () if self.job.pdf else self.results.equal(item, overview.sha256, partly=partly)
            made = same or await self._read(item, overview)
            stems = self.results.part_stems(item, len(made))
            for stem in stems if len(stems) > 1 else ():
                self.claims.see_that_it_is_free(
                    Item(item.path, stem), pdf=self._wants_pdf(item), overwrite=self.job.overwrite
                )
            seconds = time.monotonic() - began
            if self.results.write(item, made, seconds):
                return _kept(item, self.results.former(item))
            known = self.results.row(item)
        return _outcome(item, stems, made, seconds, known.review if known else 0)

    def _found_inside(self, item: Item, overview: Overview) -> list[Item]:
        """The documents inside a file; what else is inside is stored as passed over, what is gone is removed."""
        paths = pipeline.documents_inside(item.path, overview.attachments)
        found = self.inside.taken(item, paths)
        read = {one.path.name.removeprefix(f"{item.path.name}{EMBEDDED}") for one in found}
        others = {one.name: kind_of_attachment(one) for one in overview.attachments if one.name not in read}
        account.remember_inside(self.results.rows, key(item.path), others)
        for former in self.inside.gone(key(item.path), {os.fsencode(name) for name in read}):
            self.results.clear(former)
        return found

    async def _read_inside(self, documents: Iterable[Item]) -> None:
        """Read the documents inside a file, before its own results say that it is finished."""
        for document in documents:
            self.go_on()
            outcome = await self.outcome(document)
            self.outcomes_inside.append(outcome)
            self.watcher.finished(outcome)

    def _see_that_it_stays_inside(self, item: Item) -> None:
        """Raises UnwritableError where a link inside the output folder would lead results out of it."""
        folder = real((self.job.out / item.stem).parent)
        if not folder.is_relative_to(real(self.job.out)):
            why = f"a link would lead its results out of {self.job.out}, to {folder}"
            hint = "replace the link by a folder, or choose another --out"
            raise UnwritableError(why, hint=hint, file=item.path.name)

    async def _read(self, item: Item, overview: Overview) -> tuple[Made, ...]:
        job = self.job
        budget = Budget(job.document_timeout, job.document_timeout)
        abreast = asyncio.Semaphore(self.abreast)
        pages = self.results.kept.pages_of(overview.sha256)
        lacking = [number for number in overview.numbers if number not in pages]
        scan = item.path if job.pdf else None
        self.watcher.opened(item, len(lacking))
        if len(overview.numbers) == len(lacking) == 1:
            self.go_on()
            with pipeline.naming(item.path.name, *lacking):
                arguments = (overview, item.path, job.options, job.engine, scan)
                made = await self._timed(budget, job.limit, _read_only_page, *arguments)
            self.watcher.page_done(item)
            return made

        errors: list[CchcError] = []

        async def page(number: int) -> None:
            async with abreast:
                if self.stopping.is_set():
                    return
                pages[number] = await self._page(item, number, budget, errors)
            if len(lacking) > 1:
                self.results.kept.keep(overview.sha256, pages[number])
            self.watcher.page_done(item)

        await _together(page(number) for number in lacking)
        if not pages.keys() >= set(overview.numbers):
            raise _Stopped
        packed = [pages[number] for number in overview.numbers]
        limit = job.limit * max(1, len(packed))
        complete = partial(_complete_packed, overview, packed, job.options, job.engine, scan, errors=errors)
        return await self._timed(budget, limit, complete)

    async def _page(self, item: Item, number: int, budget: Budget, errors: list[CchcError]) -> PackedPage:
        """Read one page of several; an error that concerns only this page is added to ``errors``."""
        job = self.job
        try:
            with pipeline.naming(item.path.name, number):
                arguments = (item.path, number, job.options, job.engine)
                return await self._timed(budget, job.limit, _read_page, *arguments)
        except DocumentTimeoutError:
            raise
        except CchcError as error:
            errors.append(error.at(item.path.name, number))
            return PackedPage.of(completeness.unread(error, number))

    def _has_pdf(self, item: Item, former: Former) -> bool:
        """Whether the searchable PDF exists; true also where none is wanted."""
        files = (searchable_file(self.job.out / stem) for stem in former.stems)
        return not self._wants_pdf(item) or all(file.exists() for file in files)

    def _suffices(self, item: Item, known: Entry, former: Former) -> bool:
        """Whether the results that are there need not be made again.

        A document that was read partly may lack the searchable PDF because none can be made of it.
        """
        return not self.job.retry_failed if known.state == "partly" else self._has_pdf(item, former)

    def _wants_pdf(self, item: Item) -> bool:
        return self.job.pdf and may_have_pdf(item)

    async def _timed(self, budget: Budget, limit: float, function: Callable[..., T], *args: object) -> T:
        """Do a task, and take its seconds off the budget of its document, also where it fails."""
        allowed = budget.next_limit(limit)
        try:
            seconds, result = await self.work.call(partial(timed, function), *args, limit=allowed)
        except PageTimeoutError as error:
            budget.left -= allowed
            raise error if allowed == limit else budget.used_up() from error
        budget.left -= seconds
        if isinstance(result, CchcError):
            raise result
        return result


def _kept(item: Item, former: Former) -> Outcome:
    """The outcome of a document of which a person has edited a result: all of its results stay."""
    pages, review = (known.pages, known.review) if (known := former.row) else (0, 0)
    return Outcome(item, "skipped", pages, review, edited=True, stems=former.stems)


def _as_before(item: Item, known: Entry, former: Former) -> Outcome:
    """The outcome of a document whose results are there; one that was read partly is not tried again."""
    error = FormerError(known) if known.state == "partly" else None
    state: Literal["partly", "skipped"] = "partly" if error else "skipped"
    return Outcome(item, state, known.pages, known.review, error, asked=known.asked, stems=former.stems)


def _outcome(item: Item, stems: Sequence[Path], made: Sequence[Made], seconds: float, review: int) -> Outcome:
    """The outcome of a file that was read, with all documents in it."""
    source = made[0].record.source
    lacks = next((one.lacks for one in made if one.lacks), None)
    state: Literal["done", "partly"] = "partly" if lacks else "done"
    asked = source.pages_asked or ""
    return Outcome(item, state, source.pages, review, lacks, seconds=seconds, asked=asked, stems=tuple(stems))


def _read_only_page(
    overview: Overview, path: Path, options: Options, engine: Engine | None, scan: Path | None
) -> tuple[Made, ...]:
    """Read and complete a document of one page in one task, so that the page need not travel between processes."""
    (number,) = overview.numbers
    return _complete(overview, [pipeline.read_page(path, number, options, engine)], options, engine, scan)


def _read_page(path: Path, number: int, options: Options, engine: Engine | None) -> PackedPage:
    """Read one page of several, on the worker."""
    return PackedPage.of(pipeline.read_page(path, number, options, engine))


def _complete_packed(
    overview: Overview,
    packed: Sequence[PackedPage],
    options: Options,
    engine: Engine | None,
    scan: Path | None,
    *,
    errors: Sequence[CchcError],
) -> tuple[Made, ...]:
    """Unpack and complete the pages, on the worker. Raises the first of the errors where nothing was read."""
    pages = PackedPages(packed)
    completeness.see_that_some_are_read(pages, errors)
    return _complete(overview, pages, options, engine, scan)


def _complete(
    overview: Overview, pages: Sequence[Page], options: Options, engine: Engine | None, scan: Path | None
) -> tuple[Made, ...]:
    """Repair and extract, on the worker. ``scan`` is the file that searchable PDFs are wanted of.

    Only the content of the results comes back to the process that writes them.
    """
    documents = pipeline.complete_each(overview, pages, options, engine)
    return tuple(_made(digitised, options, scan) for digitised in documents)  # one at a time, to save memory


def _made(digitised: Digitised, options: Options, scan: Path | None) -> Made:
    record, text = digitised.record, text_of(digitised.pages)
    if not scan or record.source.origin == "text":
        return Made.of(record, text, lacks=digitised.lacks)
    pdf, remarks, lacks = _searchable(scan, digitised.pages, options, record)
    noted = record.model_copy(update={"notes": (*record.notes, *remarks)})
    return Made.of(noted, text, pdf, _both(digitised.lacks, lacks))


def _both(first: ReadInPartError | None, second: ReadInPartError | None) -> ReadInPartError | None:
    """Two errors of one document as one, with place and next step of the first."""
    if not first or not second:
        return first or second
    return ReadInPartError(f"{first.what}; {second.what}", hint=first.hint, file=first.file, page=first.page)


def _searchable(
    path: Path, pages: Sequence[Page], options: Options, record: Record
) -> tuple[bytes | None, tuple[str, ...], ReadInPartError | None]:
    """The searchable PDF, and what the user must know; an error where none can be made: text and record stay."""
    from cchc_ocr.files import searchable
    from cchc_ocr.files.attachments import on_disk

    try:
        with on_disk(path, options.read.passwords) as file:
            return *searchable.render(file, pages, options.read, chosen=options.copy, record=record), None
    except UnwritableError:
        raise
    except UnreadableError as error:
        lacks = ReadInPartError(error.what, hint=error.hint, file=error.file or path.name, page=error.page)
        return None, (lacks.message,), lacks
    except NotInstalledError as error:  # on this machine of a cluster; where the run was started it is there
        raise UnreadableError(error.what, hint=error.hint) from error


async def _together(jobs: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """The results of several coroutines, in order. The first error cancels the others and is raised itself."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(job) for job in jobs]
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return [task.result() for task in tasks]
