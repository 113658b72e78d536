"""Shows a run on stderr: a progress bar on a terminal, plain lines elsewhere, and tables at the end."""

from __future__ import annotations

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
from cchc_ocr.runs import kinds
from cchc_ocr.runs.batch import Outcome
from cchc_ocr.runs.result_files import result_files

_MOST = 10  # documents that are most in need of review
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
            pages = f" ({_pages(outcome)})" if outcome.pages > 1 else ""
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
    read = [outcome for outcome in outcomes if outcome.state != "failed"]
    failed = [outcome for outcome in outcomes if outcome.state == "failed"]
    partly = [outcome for outcome in outcomes if outcome.state == "partly"]
    if 0 < len(read) <= _LISTED:
        console.print(_read_table(read, out))
    else:
        _show_doubts(read, console)
    if partly:
        console.print(_errors_table("read partly", partly))
    if failed:
        console.print(_errors_table("failed", failed))
    done = sum(outcome.state == "done" for outcome in outcomes)
    before = len(read) - done - len(partly)
    in_part = f"{len(partly)} partly, " if partly else ""
    print_plain(console, f"{done} done, {in_part}{before} finished before, {len(failed)} failed.")
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
    for outcome in sorted(read, key=lambda one: one.state != "partly"):
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


def _need(outcome: Outcome) -> tuple[bool, int, Path]:
    """The order in which a person should look at documents: those first of which something is missing."""
    return outcome.state != "partly", -outcome.review, outcome.item.stem


def _show_doubts(read: Sequence[Outcome], console: Console) -> None:
    """Of many documents those that a person should look at first."""
    doubts = sorted((one for one in read if one.review), key=_need)[:_MOST]
    if doubts:
        made = table("most to review", "review")
        for one in doubts:
            made.add_row(escape(one_line(str(one.item.stem))), str(one.review))
        console.print(made)


def _pages(outcome: Outcome) -> str:
    return f"pages {outcome.asked} of {outcome.pages}" if outcome.asked else f"{outcome.pages} pages"


def _errors_table(title: str, outcomes: Sequence[Outcome]) -> Table:
    failures = table(title, "why", "next step")
    for outcome in outcomes:
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
