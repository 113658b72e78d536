"""Shows the state of a folder of results: for people, as a list of files, and for machines."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from cchc_ocr.cli.display import above_all, kept_as_corrected, passed_over, print_plain, table
from cchc_ocr.cli.language import state_name
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.corrections.model import SUFFIX
from cchc_ocr.export.delimited import to_csv
from cchc_ocr.runs.account import STATES, FileLine
from cchc_ocr.runs.catalogue import Entry
from cchc_ocr.runs.reviews import ReviewRow
from cchc_ocr.runs.status import Status, by_reason
from cchc_ocr.system.disk import shown
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.translation import ngettext, translated

_MARKS = ("secrecy", "secrecy_doubtful")
_FIGURES = ("page", "pages", "pages_asked", "review", "reviewed")
_COLUMNS = ("file", "state", "reason", "hint", *_FIGURES, "result", *_MARKS)


def show(status: Status, folder: Path, console: Console) -> None:
    """Show the state of a run on the console."""
    print_plain(console, one_line(f"{folder}: {_in_all(status)}."))
    if status.failed:
        console.print(_reasons(N_("failed"), by_reason(status.failed)))
    if status.partly:
        console.print(_reasons(N_("read partly"), by_reason(status.partly)))
    partly_known = any(entry.path for entry in status.partly)  # a run reads again what the catalogue does not know
    if which := [_("failed")] * bool(status.failed) + [_("were read partly")] * partly_known:
        said = _(
            "Files that {which} are not read again until they change; "
            "`cchc-ocr run` with --retry-failed reads them again."
        )
        print_plain(console, said.format(which=_(" or ").join(which)))
    if status.failed or status.partly:
        said = _("`cchc-ocr status {folder} --failed` lists all of them.")
        print_plain(console, one_line(said.format(folder=shown(folder))))
    if status.review:
        review = table(N_("documents to review first"), N_("review"), N_("above all"))
        for entry, known in status.review:
            name = escape(one_line(entry.stem.decode("utf-8", "replace")))
            review.add_row(name, str(entry.review), escape(one_line(above_all(known.leading))))
        console.print(review)
    if status.edited:
        edited = table(N_("edited by hand"))
        for file in status.edited:
            edited.add_row(escape(one_line(shown(file))))
        console.print(edited)
        print_plain(console, kept_as_corrected(len({file.with_suffix("") for file in status.edited})))
    if status.not_as_meant:
        console.print(_corrections(status.not_as_meant))
    for line in _the_rest(status, folder):
        print_plain(console, one_line(line))


def _corrections(rows: Sequence[ReviewRow]) -> Table:
    """A row for each document whose corrections a person should look at, and why."""
    made = table(N_("corrections to look at"), N_("why"))
    for row in rows:
        name = row.stem.decode("utf-8", "replace") + SUFFIX
        made.add_row(*(escape(one_line(text)) for text in (name, translated(row.fault) or _not_as_meant(row))))
    return made


def _not_as_meant(row: ReviewRow) -> str:
    """What became of corrections otherwise than they were meant.

    >>> _not_as_meant(ReviewRow(b"a", 1, 2, True, lost=2, conflicts=1))
    '2 not placed, 1 against a new reading'
    """
    counts = (
        (row.lost, _("{count} not placed")),
        (row.conflicts, _("{count} against a new reading")),
        (row.refused, _("{count} not possible")),
        (row.other_scan, _("{count} of another scan")),
    )
    return ", ".join(said.format(count=count) for count, said in counts if count)


def _in_all(status: Status) -> str:
    """What the documents come to."""
    parts = [_("{count} done ({pages} pages)").format(count=status.done, pages=status.pages)]
    parts += [_("{count} partly").format(count=len(status.partly))] if status.partly else []
    parts.append(_("{count} failed").format(count=len(status.failed)))
    parts.append(_("{count} to review ({values} values)").format(count=status.to_review, values=status.values))
    return ", ".join(parts)


def _reasons(title: str, groups: Mapping[str, Sequence[Entry]]) -> Table:
    """A row for each reason: how many documents have it, one of them with its folder, and the next step."""
    made = table(title, N_("why"), N_("for example"), N_("next step"))
    for why, entries in groups.items():
        known = entries[0].path or entries[0].stem  # the original is not known after the loss of a catalogue
        example = shown(Path(*Path(os.fsdecode(known)).parts[-2:]))
        cells = (translated(why), example, translated(entries[0].hint))
        made.add_row(str(len(entries)), *(escape(one_line(text)) for text in cells))
    return made


def _the_rest(status: Status, folder: Path) -> Iterator[str]:
    """The sentences about corrections, parts, files that were not read, and results without an original."""
    if status.reviewed:
        values = sum(row.fields for row in status.reviewed)
        counted = ngettext("{count} value", "{count} values", values).format(count=values)
        found = len(status.reviewed)
        documents = ngettext("{count} document", "{count} documents", found).format(count=found)
        yield _("Reviewed by people: {values} in {documents}.").format(values=counted, documents=documents)
    if parts := sum(bool(line.pages_asked) for line in status.account):
        said = _(
            "Only some pages were asked for (--pages) of {count}; `cchc-ocr status {folder} --list` names them."
        )
        yield said.format(count=parts, folder=shown(folder))
    if waiting := status.states["not read yet"]:
        yield _("Not read yet: {count}; `cchc-ocr run` reads them.").format(count=waiting)
    if status.passed_over:
        yield passed_over(status.passed_over, folder)
    if orphans := status.states["without original"]:
        said = _("Without original: the results of {count}; `cchc-ocr prune {folder}` shows and removes them.")
        yield said.format(count=orphans, folder=shown(folder))


def listed(lines: Sequence[FileLine], *, hints: bool = False) -> str:
    """One line for each file: state, file, reason or kind, between tabs, in the reader's language.

    With ``hints`` also the next step; of files that were passed over always, because nothing else names it.
    """
    rows = (
        (state_name(line.state), shown(line.file), translated(line.reason), translated(hint))
        for line in lines
        for hint in (line.hint if hints or line.state == "passed over" else "",)
    )
    return "".join("\t".join(map(one_line, row)).rstrip("\t") + "\n" for row in rows)


def listed_as_secret(lines: Sequence[FileLine]) -> str:
    """One line for each file: its mark, "doubtful" or nothing, and the file, between tabs."""
    rows = (
        (line.secrecy or _("unreadable"), _("doubtful") * line.secrecy_doubtful, shown(line.file))
        for line in lines
    )
    return "".join("\t".join(map(one_line, row)) + "\n" for row in rows)


def of_secrecy(status: Status) -> Iterator[str]:
    """The sentences about an empty list, and about files of which nobody knows whether they bear a mark."""
    if not status.secret:
        yield _("No mark of secrecy was read.")
    if unread := sum(status.states[state] for state in ("failed", "partly", "not read yet")):
        yield _("Not known of {count} more: they failed, were read partly or not yet.").format(count=unread)


def as_json(status: Status, lines: Sequence[FileLine], folder: Path) -> str:
    """One JSON object on one line: figures, the number of files in each state, and ``lines`` as ``files``."""
    found = {
        "folder": shown(folder),
        "states": {state: status.states[state] for state in STATES},
        "passed_over": dict(status.passed_over.most_common()),
        "pages": status.pages,
        "to_review": status.to_review,
        "values": status.values,
        "reviewed": len(status.reviewed),
        "corrections": {
            "values": sum(row.fields for row in status.reviews),
            "lost": sum(row.lost for row in status.reviews),
            "conflicts": sum(row.conflicts for row in status.reviews),
            "refused": sum(row.refused for row in status.reviews),
            "of_other_scan": sum(row.other_scan for row in status.reviews),
            "unreadable": sum(bool(row.fault) for row in status.reviews),
        },
        "files": [_cells(line) for line in lines],
    }
    return json.dumps(found, ensure_ascii=False) + "\n"


def as_csv(lines: Sequence[FileLine]) -> str:
    """A table with a row for each of ``lines``."""
    return to_csv(map(_cells, lines), _COLUMNS)


def _cells(line: FileLine) -> Mapping[str, str | int | bool | None]:
    """The cells of a line. Names that are not valid text are made so; a file that was not read has no figures."""
    return {
        "file": shown(line.file),
        "state": line.state,
        "reason": line.reason or None,
        "hint": line.hint or None,
        "page": line.page or None,
        "pages": line.pages or None,
        "pages_asked": line.pages_asked or None,
        "review": line.review if line.pages else None,
        "reviewed": line.reviewed if line.pages else None,
        "result": None if line.result is None else shown(line.result),
        "secrecy": line.secrecy,
        "secrecy_doubtful": line.secrecy_doubtful if line.pages else None,
    }
