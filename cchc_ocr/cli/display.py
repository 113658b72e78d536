"""Shows a run on stderr: progress bars on a terminal, plain lines elsewhere, and tables at the end."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.console import Console, Group
from rich.live import Live
from rich.markup import escape
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from cchc_ocr.cli.language import reason, state_name
from cchc_ocr.cli.progress import RunProgress, clock_time
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.corrections.current import current
from cchc_ocr.export.titles import titles
from cchc_ocr.runs import catalogue, kinds
from cchc_ocr.runs.index import Standout, standouts
from cchc_ocr.runs.inputs import Item
from cchc_ocr.runs.result_files import result_files
from cchc_ocr.translation import day, ngettext, translated, used
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import gettext_noop as N_

if TYPE_CHECKING:  # what runs need takes long to load
    from cchc_ocr.runs.batch import Outcome

_MOST = 10  # documents that are most worth a look
_BURST, _PAUSE = 30, 1.0  # lines of a log that may come at once; seconds for each one after that
_BETWEEN = 60.0  # seconds from one line that says how far the run is to the next
_ALIKE = 3  # failures for one reason that are named while the run goes on
_BAR, _NAME = 16, 40  # columns: a line must fit a terminal of 80
_LISTED = 30  # a table of more documents than fit a screen says nothing
_NAMED = {  # what is in doubt, by the name of a field that does not say it
    "pages": N_("damaged, unread or empty pages"),
    "part": N_("where a document begins"),
}
_FIGURES = (N_("pages"), N_("scores"), N_("review"))  # headings of columns


class Display:
    """Watches a run; a context manager. On a terminal it shows bars, elsewhere it writes a line now and then.

    ``lines`` has every document named, on a terminal as well. Otherwise a log gets a line for each document only
    as long as they do not come too fast (``_BURST``, ``_PAUSE``), and of failures for one reason only the first
    are named: ``summary`` lists all of them. ``quiet`` leaves the failures alone. ``now`` is a clock in seconds.
    """

    def __init__(
        self,
        documents: int,
        console: Console,
        *,
        lines: bool = False,
        quiet: bool = False,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.progress = RunProgress(documents, now)
        self._console, self._every, self._quiet, self._now = console, lines, quiet, now
        self._logs = not console.is_terminal and not quiet
        self._bars: Live | None = None
        if console.is_terminal and not quiet:
            self._bars = Live(get_renderable=self.bars, console=console, transient=True, redirect_stdout=False)
        self._lines, self._asked = float(_BURST), now()  # lines that may be written at once, as of that time
        self._unnamed = 0  # documents that got no line
        self._told = now()  # when how far the run is was last said

    def __enter__(self) -> Self:
        if self._bars:
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        if self._bars:
            self._bars.stop()
        elif self._unnamed:
            self._say(_("done: {count} more documents").format(count=self._unnamed))

    def stopping(self) -> None:
        self._say(_("Finishing the pages in work; press Ctrl-C again to stop at once."))

    def expected(self, item: Item, pages: int) -> None:
        self.progress.expected(item, pages)

    def began(self, item: Item) -> None:
        self.progress.began(item)

    def opened(self, item: Item, pages: int) -> None:
        self.progress.opened(item, pages)

    def page_done(self, item: Item) -> None:
        self.progress.page_done(item)
        self._tell_how_far()

    def finished(self, outcome: Outcome) -> None:
        self.progress.finished(outcome)
        if outcome.error:
            self._tell_failure(outcome)
        elif outcome.state != "skipped" and not self._quiet and (self._every or self._logs):
            self._tell_document(outcome)
        self._tell_how_far()

    def _tell_failure(self, outcome: Outcome) -> None:
        alike = self.progress.alike(outcome)
        if self._every or alike <= _ALIKE:
            why = reason(outcome.error) if outcome.error else ""
            self._say(f"{state_name(outcome.state)}: {outcome.item.path}: {why}")
        elif alike == _ALIKE + 1:
            more = _("more for the same reason, which are only counted from here on")
            self._say(f"{state_name(outcome.state)}: {more}")

    def _tell_document(self, outcome: Outcome) -> None:
        if self._every or self._may_write():
            pages = f" ({_pages(outcome)})" if outcome.pages > 1 else ""
            self._say(f"{state_name(outcome.state)}: {outcome.item.path}{pages}")
        else:
            self._unnamed += 1

    def _may_write(self) -> bool:
        """Whether there may be one more line now; it then counts as written."""
        now = self._now()
        self._lines = min(self._lines + (now - self._asked) / _PAUSE, _BURST)
        self._asked = now
        if self._lines < 1:
            return False
        self._lines -= 1
        return True

    def _tell_how_far(self) -> None:
        now = self._now()
        if self._logs and now - self._told >= _BETWEEN:
            self._told = now
            self._say(self.progress.sentence())

    def _say(self, text: str) -> None:
        print_plain(self._console, one_line(text))

    def bars(self) -> Group:
        """How far the run is, as it stands on a terminal."""
        progress = self.progress
        rows = Table.grid(padding=(0, 1))
        documents, pages = _("documents"), _("pages")
        for width in (len(documents), _BAR, len("1/1")):
            rows.add_column(no_wrap=True, min_width=width)
        rows.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
        time_gone = _("{time} gone").format(time=clock_time(progress.gone))
        of_documents = ", ".join(filter(None, (time_gone, progress.of_documents())))
        rows.add_row(documents, *_bar(progress.finished_documents, progress.documents, of_documents))
        rows.add_row(pages, *_bar(progress.pages_read, progress.pages, progress.of_pages()))
        return Group(rows, *(Text(line, no_wrap=True, overflow="ellipsis") for line in self._below_the_bars()))

    def _below_the_bars(self) -> Iterator[str]:
        if names := [one_line(item.path.name) for item in self.progress.reading.values()]:
            more = _(" and {count} more").format(count=len(names) - 1) if len(names) > 1 else ""
            yield f"{_('reading'):<9} {_shortened(names[-1])}{more}"
        if failures := self.progress.failures.most_common():
            told = "; ".join(f"{count} × {one_line(translated(why))}" for why, count in failures)
            yield f"{_('failed'):<9} {told}"


def _bar(done: int, whole: int, note: str) -> tuple[ProgressBar, str, Text]:
    return ProgressBar(max(whole, 1), done, width=_BAR), f"{done}/{whole}", Text(note)


def _shortened(name: str) -> str:
    """A name that leaves room for the rest of the line; its end stays, where similar names differ."""
    return name if len(name) <= _NAME else f"{name[: _NAME // 2]}…{name[-_NAME // 2 + 1 :]}"


def print_plain(console: Console, text: str) -> None:
    """Text as it is: no markup, no colours, no line breaks of rich's own."""
    console.print(text, markup=False, highlight=False, soft_wrap=True)


def summary(
    outcomes: Sequence[Outcome],
    out: Path,
    console: Console,
    others: Mapping[str, int] | None = None,
    *,
    quiet: bool = False,
) -> None:
    """Print what was read and where the results are, what failed and why, and what was passed over.

    ``others`` is the number of entries that were passed over, by the singular name of their kind. ``quiet`` leaves
    only what failed.
    """
    known = _known(out)
    heaviest = sorted(
        outcomes, key=lambda one: (one.state != "partly", -_standout(one, known).weight, -one.review)
    )
    read = [outcome for outcome in heaviest if outcome.state != "failed"]
    failed = [outcome for outcome in outcomes if outcome.state == "failed"]
    partly = [outcome for outcome in outcomes if outcome.state == "partly"]
    if quiet:
        _show_errors(partly, failed, console)
        return
    if 0 < len(read) <= _LISTED:
        console.print(_read_table(read, out))
    else:
        _show_doubts(read, known, console)
    _show_errors(partly, failed, console)
    done = sum(outcome.state == "done" for outcome in outcomes)
    before = len(read) - done - len(partly)
    stacks = [len(outcome.stems) for outcome in read if len(outcome.stems) > 1]
    print_plain(console, _in_all(done, len(partly), before, len(failed)))
    if stacks:
        print_plain(console, _in_stacks(stacks))
    if others:
        print_plain(console, passed_over(others, out))
    if edited := sum(outcome.edited for outcome in outcomes):
        print_plain(console, kept_as_corrected(edited))
    if read:
        where = _("The results are in {folder}: a record (.json) and a text (.txt) for each document.")
        print_plain(console, where.format(folder=one_line(str(out))))


def _in_all(done: int, partly: int, before: int, failed: int) -> str:
    """The sentence that counts the documents."""
    parts = [_("{count} done").format(count=done)]
    parts += [_("{count} partly").format(count=partly)] if partly else []
    parts += [_("{count} finished before").format(count=before), _("{count} failed").format(count=failed)]
    return f"{', '.join(parts)}."


def _in_stacks(stacks: Sequence[int]) -> str:
    """The sentence about files with several documents."""
    said = ngettext(
        "{n} file holds several documents, {count} in all: each has its own record (NAME.1.json, NAME.2.json).",
        "{n} files hold several documents, {count} in all: each has its own record (NAME.1.json, NAME.2.json).",
        len(stacks),
    )
    return said.format(n=len(stacks), count=sum(stacks))


def passed_over(others: Mapping[str, int], folder: Path) -> str:
    """The sentence about entries that were passed over, counted by kind."""
    said = _("Passed over: {kinds}; `cchc-ocr status {folder} --list` lists them.")
    return one_line(said.format(kinds=translated(kinds.counted(others)), folder=folder))


def kept_as_corrected(documents: int) -> str:
    """The sentence about documents of which a person has edited a result."""
    many = ngettext(
        "{count} document has results that were edited by hand.",
        "{count} documents have results that were edited by hand.",
        documents,
    )
    stay = _(
        "They stay as they are, whatever else changed; "
        "`cchc-ocr run` with --replace-edited makes them anew and keeps the edited files as .edited-1."
    )
    return f"{many.format(count=documents)} {stay}"


def _read_table(read: Sequence[Outcome], out: Path) -> Table:
    names = (N_("document"), N_("type"), N_("number"), N_("date"), N_("pages"), N_("scores"), N_("review"))
    documents = table(*names)
    ordered = sorted(read, key=lambda one: one.state != "partly")
    for stem in (stem for outcome in ordered for stem in outcome.results):
        path = result_files(out / stem)[1]
        try:
            record = current(path)
        except (OSError, ValueError):  # a person has changed it, and it is no record any more
            documents.add_row(escape(one_line(str(stem))), *"––––––")
            continue
        head, part = record.document, record.source.part
        pages = _(", from page {page}").format(page=part.first_page) if part else ""
        name = f"{stem.with_name(record.source.file)}{pages}"
        cells = (name, head.type, head.number_symbol, day(head.date or head.date_partial))
        figures = (record.page_count, len(record.scores), len(record.needs_review))
        documents.add_row(*(escape(one_line(cell or "–")) for cell in cells), *map(str, figures))
    return documents


def _show_doubts(read: Sequence[Outcome], known: Mapping[bytes, Standout], console: Console) -> None:
    """Of many documents, which are in the order of their worth, those that a person should look at first."""
    doubts = [one for one in read if one.review][:_MOST]
    if doubts:
        made = table(N_("to review first"), N_("review"), N_("above all"))
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
    found = (known.get(os.fsencode(stem), Standout()) for stem in outcome.results)
    return max(found, key=lambda one: one.weight)


def above_all(pointers: Sequence[str]) -> str:
    """What is most worth a look in a document, by the names of its fields.

    >>> above_all(["/document/date", "/totals/0/score"]), above_all(["/source/pages"])
    ('date, score', 'damaged, unread or empty pages')
    """
    parts = ([part for part in pointer.split("/") if not part.isdecimal()] for pointer in pointers)
    names = dict.fromkeys(part[-1] for part in parts)
    return ", ".join(translated(_NAMED[name]) if name in _NAMED else _field(name) for name in names)


def _field(name: str) -> str:
    """The name of a field; in Vietnamese what the workbook calls it."""
    return titles().heading("", name).lower().replace(",", "") if used() == "vi" else name


def _show_errors(partly: Sequence[Outcome], failed: Sequence[Outcome], console: Console) -> None:
    if partly:
        console.print(_errors_table(N_("read partly"), partly))
    if failed:
        console.print(_errors_table(N_("failed"), failed))


def _pages(outcome: Outcome) -> str:
    if outcome.asked:
        return _("pages {asked} of {pages}").format(asked=outcome.asked, pages=outcome.pages)
    return _("{pages} pages").format(pages=outcome.pages)


def _errors_table(title: str, outcomes: Sequence[Outcome]) -> Table:
    failures = table(title, N_("why"), N_("next step"))
    for outcome in outcomes:
        if error := outcome.error:
            path = outcome.item.path
            cells = (str(path), reason(error), translated(error.hint))
            failures.add_row(*(escape(one_line(text)) for text in cells))
    return failures


def table(*columns: str) -> Table:
    """A table without lines; figures to the right. The headings are translated."""
    made = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for column in columns:
        figure = column in _FIGURES
        made.add_column(translated(column), overflow="fold", justify="right" if figure else "left", no_wrap=figure)
    return made
