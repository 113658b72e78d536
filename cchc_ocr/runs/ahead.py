"""Counts the pages of documents that still wait, so that a person can be told how much of a run is left.

What was read before stands in the catalogue. Other files are opened, without reading a page of them, in a process
of its own, which a damaged file may crash.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Container, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from cchc_ocr.errors import CchcError
from cchc_ocr.files.opening import open_document
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.runs.inputs import Item
from cchc_ocr.runs.results import Results, stamp
from cchc_ocr.runs.workers import Executor, Workers

_LOOK = 1.0  # seconds from one look whether anything is to be read to the next: short runs need no counting
_SLICE = 0.5  # seconds of counting in one task
_TOGETHER = 100  # documents in one task; where one of them cannot be opened in time, none of them is counted
_LIMIT = 30.0  # seconds until a file that does not open is given up
_AT_ONCE = 50  # rows looked up while pages that were read wait to be taken


@dataclass(frozen=True, slots=True)
class PageCounter:
    """Counts the pages of documents and gives each number to ``tell``.

    A document that needs not be read has 0. ``begun`` has the stems of documents that are being read or were:
    counting starts once there is one, and leaves them out. ``memory`` is the limit for the process in MiB.
    """

    results: Results
    options: ReadOptions
    retry_failed: bool
    tell: Callable[[Item, int], object]
    begun: Container[Path]
    memory: int = 0

    @asynccontextmanager
    async def counting(self, items: Sequence[Item], executor: Executor | None = None) -> AsyncIterator[None]:
        """Count while the context lasts, or until all is counted; ``executor`` opens the files."""
        task = asyncio.create_task(self._count(items, executor))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _count(self, items: Sequence[Item], executor: Executor | None) -> None:
        while not self.begun:
            await asyncio.sleep(_LOOK)
        unknown: list[Item] = []
        for number, item in enumerate(items):
            if (pages := self.known(item)) is None:
                unknown.append(item)
            else:
                self.tell(item, pages)
            if number % _AT_ONCE == 0:
                await asyncio.sleep(0)
        waiting = (item for item in unknown if item.stem not in self.begun)
        if unknown:
            async with executor or Workers(1, memory=self.memory) as worker:
                await self._open(waiting, worker)

    async def _open(self, waiting: Iterator[Item], worker: Executor) -> None:
        together = list(islice(waiting, _TOGETHER))
        while together:
            paths, done = [item.path for item in together], len(together)
            with suppress(CchcError):  # nobody knows which of them it was: the run tells once it opens them
                counts = await worker.call(page_counts, paths, self.options, limit=_LIMIT)
                done = len(counts)
                for item, pages in zip(together, counts, strict=False):
                    self.tell(item, pages)
            together = [*together[done:], *islice(waiting, done)]

    def known(self, item: Item) -> int | None:
        """The number of pages to read as the catalogue has it; None where it knows nothing of this file."""
        row = self.results.row(item)
        if not row or stamp(item.path) != (row.size, row.modified_ns):
            return None
        if row.state != "failed" and self.results.is_current(row):
            return 0 if row.state == "done" or not self.retry_failed else None
        if not self.retry_failed and self.results.failed(item, row):
            return 0
        return row.pages if row.has_results and not self.options.pages else None


def page_counts(paths: Sequence[Path], options: ReadOptions) -> list[int]:
    """The number of pages to read of the first of these files: as many files as half a second allows.

    A file that cannot be opened has none: it will fail, and the run will say why.
    """
    until = time.monotonic() + _SLICE
    counts: list[int] = []
    for path in paths:
        counts.append(_page_count(path, options))
        if time.monotonic() > until:
            break
    return counts


def _page_count(path: Path, options: ReadOptions) -> int:
    try:
        with open_document(path, options) as document:
            return len(document.numbers)
    except CchcError:
        return 0
