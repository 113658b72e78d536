"""Shows a run on stderr: a progress bar on a terminal, plain lines elsewhere, and tables at the end."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
)
from rich.table import Table
from rich.text import Text

from cchc_ocr.cli.terminal import one_line
from cchc_ocr.records import Record
from cchc_ocr.runs import catalogue, kinds
from cchc_ocr.runs.batch import Outcome
from cchc_ocr.runs.index import Standout, standouts
from cchc_ocr.runs.result_files import result_files

_MOST = 10  # documents that are most worth a look
_RECENT = 600.0  # seconds: from how fast they were, the time that is left is told; documents differ in length
_LISTED = 30  # a table of more documents than fit a screen says nothing


class _Times(ProgressColumn):
    """The time gone and the time left, by documents: the pages of unopened documents are not known yet."""

    max_refresh = 0.5  # seconds

    def render(self, task: Task) -> Text:
        if not task.fields["timed"]:
            return Text()
        gone, left = (timedelta(seconds=int(seconds or 0)) for seconds in (task.elapsed, task.time_remaining))
        known = task.time_remaining is not None
        return Text(f"{gone}, {left} left" if known else f"{gone}", style="progress.remaining")


class Display:
    """Watches a run; a context manager. ``lines`` has every document named on a terminal as well."""

    def __init__(self, documents: int, console: Console, *, lines: bool = False) -> None:
        self._console = console
        self._lines = lines or not console.is_terminal
        self._failed = 0
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[note]}"),
            _Times(),
            console=console,
            speed_estimate_period=_RECENT,
            transient=True,
            disable=not console.is_terminal,
        )
        self._documents: TaskID = self._bar.add_task("documents", total=documents, note="", timed=True)
        self._pages: TaskID = self._bar.add_task("pages", total=0, note="", timed=False)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._bar.stop()

    def stopping(self) -> None:
        print_plain(self._console, "Finishing the pages in work; press Ctrl-C again to stop at once.")

    def opened(self, pages: int) -> None:
        self._bar.update(self._pages, total=(self._bar.tasks[self._pages].total or 0) + pages)

    def page_done(self) -> None:
        self._bar.advance(self._pages)
        pages = self._bar.tasks[self._pages]
        if pages.elapsed:  # rich's own speed begins anew whenever more pages come to be known
            self._bar.update(self._pages, note=f"{pages.completed / pages.elapsed:.1f} pages/s")

    def finished(self, outcome: Outcome) -> None:
        self._failed += outcome.state == "failed"
        self._bar.update(self._documents, advance=1, note=f"{self._failed} failed" if self._failed else "")
        if self._lines and outcome.state != "skipped":
            pages = f" ({outcome.pages} pages)" if outcome.pages > 1 else ""
            why = f": {outcome.error.reason}" if outcome.error else ""
            print_plain(self._console, one_line(f"{outcome.state}: {outcome.item.path}{pages}{why}"))


def print_plain(console: Console, text: str) -> None:
    """Text as it is: no markup, no colours, no line breaks of rich's own."""
    console.print(text, markup=False, highlight=False, soft_wrap=True)


def summary(
    outcomes: Sequence[Outcome], out: Path, console: Console, others: Mapping[str, int] | None = None
) -> None:
    """Print what was read and where the results are, what failed and why, and what was passed over.

    ``others`` is the number of entries that were passed over, by the singular name of their kind.
    """
    known = _known(out)
    heaviest = sorted(outcomes, key=lambda one: (-_standout(one, known).weight, -one.review))
    read = [outcome for outcome in heaviest if outcome.state != "failed"]
    failed = [outcome for outcome in outcomes if outcome.state == "failed"]
    if 0 < len(read) <= _LISTED:
        console.print(_read_table(read, out))
    else:
        _show_doubts(read, known, console)
    if failed:
        console.print(_failed_table(failed))
    done = sum(outcome.state == "done" for outcome in outcomes)
    print_plain(console, f"{done} done, {len(read) - done} finished before, {len(failed)} failed.")
    if others:
        print_plain(console, passed_over(others, out))
    if edited := sum(outcome.edited for outcome in outcomes):
        print_plain(console, kept_as_corrected(edited))
    if read:
        where = one_line(str(out))
        print_plain(console, f"The results are in {where}: a record (.json) and a text (.txt) for each document.")


def passed_over(others: Mapping[str, int], folder: Path) -> str:
    """The sentence about entries that were passed over, counted by kind."""
    names = f"`cchc-ocr status {folder} --list` lists them"
    return one_line(f"Passed over: {kinds.counted(others)}; {names}.")


def kept_as_corrected(documents: int) -> str:
    """The sentence about documents of which a person has edited a result."""
    many = f"{documents} documents have results that were" if documents > 1 else "1 document has results that were"
    return (
        f"{many} edited by hand. They stay as they are, whatever else changed; "
        "`cchc-ocr run` with --replace-edited makes them anew and keeps the edited files as .edited-1."
    )


def _read_table(read: Sequence[Outcome], out: Path) -> Table:
    documents = table("document", "type", "number", "date", "pages", "scores", "review")
    for outcome in read:
        _, path = result_files(out / outcome.item.stem)
        try:
            record = Record.model_validate_json(path.read_bytes())
        except (OSError, ValueError):  # a person has changed it, and it is no record any more
            documents.add_row(escape(one_line(str(outcome.item.stem))), *"––––––")
            continue
        head = record.document
        name = outcome.item.stem.with_name(record.source.file)
        cells = (str(name), head.type, head.number_symbol, head.date or head.date_partial)
        figures = (record.source.pages, len(record.scores), len(record.needs_review))
        documents.add_row(*(escape(one_line(cell or "–")) for cell in cells), *map(str, figures))
    return documents


def _show_doubts(read: Sequence[Outcome], known: Mapping[bytes, Standout], console: Console) -> None:
    """Of many documents, which are in the order of their worth, those that a person should look at first."""
    doubts = [one for one in read if one.review][:_MOST]
    if doubts:
        made = table("to review first", "review", "above all")
        for one in doubts:
            why = above_all(_standout(one, known).leading)
            made.add_row(*(escape(one_line(text)) for text in (str(one.item.stem), str(one.review), why)))
        console.print(made)


def _known(out: Path) -> Mapping[bytes, Standout]:
    """What sets documents apart, by stem, as the catalogue of the run has it."""
    if not (out / catalogue.NAME).is_file():
        return {}
    with catalogue.Catalogue(out, read_only=True) as rows:
        return standouts(rows)


def _standout(outcome: Outcome, known: Mapping[bytes, Standout]) -> Standout:
    return known.get(os.fsencode(outcome.item.stem), Standout())


def above_all(pointers: Sequence[str]) -> str:
    """What is most worth a look in a document, by the names of its fields.

    >>> above_all(["/document/date", "/totals/0/score"]), above_all(["/source/pages"])
    ('date, score', 'pages that were not read')
    """
    parts = ([part for part in pointer.split("/") if not part.isdecimal()] for pointer in pointers)
    names = dict.fromkeys(part[-1] for part in parts)
    return ", ".join("pages that were not read" if name == "pages" else name for name in names)


def _failed_table(failed: Sequence[Outcome]) -> Table:
    failures = table("failed", "why", "next step")
    for outcome in failed:
        if error := outcome.error:
            path = outcome.item.path
            cells = (str(path), error.reason, error.hint)
            failures.add_row(*(escape(one_line(text)) for text in cells))
    return failures


def table(*columns: str) -> Table:
    """A table without lines; figures to the right."""
    made = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for column in columns:
        figure = column in ("pages", "scores", "review")
        made.add_column(column, overflow="fold", justify="right" if figure else "left", no_wrap=figure)
    return made
