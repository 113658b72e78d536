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
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.corrections.model import SUFFIX
from cchc_ocr.export.delimited import to_csv
from cchc_ocr.runs.account import STATES, FileLine
from cchc_ocr.runs.catalogue import Entry
from cchc_ocr.runs.reviews import ReviewRow
from cchc_ocr.runs.status import Status, by_reason
from cchc_ocr.system.disk import shown

_MARKS = ("secrecy", "secrecy_doubtful")
_FIGURES = ("page", "pages", "pages_asked", "review", "reviewed")
_COLUMNS = ("file", "state", "reason", "hint", *_FIGURES, "result", *_MARKS)


def show(status: Status, folder: Path, console: Console) -> None:
    """Show the state of a run on the console."""
    partly = f", {len(status.partly)} partly" if status.partly else ""
    count = f"{status.done} done ({status.pages} pages){partly}, {len(status.failed)} failed"
    count = f"{folder}: {count}, {status.to_review} to review ({status.values} values)."
    print_plain(console, one_line(count))
    if status.failed:
        console.print(_reasons("failed", by_reason(status.failed)))
    if status.partly:
        console.print(_reasons("read partly", by_reason(status.partly)))
    partly_known = any(entry.path for entry in status.partly)  # a run reads again what the catalogue does not know
    if which := " or ".join(["failed"] * bool(status.failed) + ["were read partly"] * partly_known):
        again = "`cchc-ocr run` with --retry-failed reads them again"
        print_plain(console, f"Files that {which} are not read again until they change; {again}.")
    if status.failed or status.partly:
        print_plain(console, one_line(f"`cchc-ocr status {shown(folder)} --failed` lists all of them."))
    if status.review:
        review = table("documents to review first", "review", "above all")
        for entry, known in status.review:
            name = escape(one_line(entry.stem.decode("utf-8", "replace")))
            review.add_row(name, str(entry.review), escape(one_line(above_all(known.leading))))
        console.print(review)
    if status.edited:
        edited = table("edited by hand")
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
    made = table("corrections to look at", "why")
    for row in rows:
        name = row.stem.decode("utf-8", "replace") + SUFFIX
        made.add_row(*(escape(one_line(text)) for text in (name, row.fault or _not_as_meant(row))))
    return made


def _not_as_meant(row: ReviewRow) -> str:
    """What became of corrections otherwise than they were meant.

    >>> _not_as_meant(ReviewRow(b"a", 1, 2, True, lost=2, conflicts=1))
    '2 not placed, 1 against a new reading'
    """
    counts = (
        (row.lost, "not placed"),
        (row.conflicts, "against a new reading"),
        (row.refused, "not possible"),
        (row.other_scan, "of another scan"),
    )
    return ", ".join(f"{count} {what}" for count, what in counts if count)


def _reasons(title: str, groups: Mapping[str, Sequence[Entry]]) -> Table:
    """A row for each reason: how many documents have it, one of them with its folder, and the next step."""
    made = table(title, "why", "for example", "next step")
    for why, entries in groups.items():
        known = entries[0].path or entries[0].stem  # the original is not known after the loss of a catalogue
        example = shown(Path(*Path(os.fsdecode(known)).parts[-2:]))
        made.add_row(str(len(entries)), *(escape(one_line(text)) for text in (why, example, entries[0].hint)))
    return made


def _the_rest(status: Status, folder: Path) -> Iterator[str]:
    """The sentences about corrections, parts, files that were not read, and results without an original."""
    if status.reviewed:
        values = sum(row.fields for row in status.reviewed)
        yield f"Reviewed by people: {_counted(values, 'value')} in {_counted(len(status.reviewed), 'document')}."
    if parts := sum(bool(line.pages_asked) for line in status.account):
        names = f"`cchc-ocr status {shown(folder)} --list` names them"
        yield f"Only some pages were asked for (--pages) of {parts}; {names}."
    if waiting := status.states["not read yet"]:
        yield f"Not read yet: {waiting}; `cchc-ocr run` reads them."
    if status.passed_over:
        yield passed_over(status.passed_over, folder)
    if orphans := status.states["without original"]:
        what = f"`cchc-ocr prune {shown(folder)}` shows and removes them"
        yield f"Without original: the results of {orphans}; {what}."


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def listed(lines: Sequence[FileLine], *, hints: bool = False) -> str:
    """One line for each file: state, file, reason or kind, between tabs.

    With ``hints`` also the next step; of files that were passed over always, because nothing else names it.
    """
    rows = (
        (line.state, shown(line.path), line.reason, line.hint if hints or line.state == "passed over" else "")
        for line in lines
    )
    return "".join("\t".join(map(one_line, row)).rstrip("\t") + "\n" for row in rows)


def listed_as_secret(lines: Sequence[FileLine]) -> str:
    """One line for each file: its mark, "doubtful" or nothing, and the file, between tabs."""
    rows = ((line.secrecy or "unreadable", "doubtful" * line.secrecy_doubtful, shown(line.path)) for line in lines)
    return "".join("\t".join(map(one_line, row)) + "\n" for row in rows)


def of_secrecy(status: Status) -> Iterator[str]:
    """The sentences about an empty list, and about files of which nobody knows whether they bear a mark."""
    if not status.secret:
        yield "No mark of secrecy was read."
    if unread := sum(status.states[state] for state in ("failed", "partly", "not read yet")):
        yield f"Not known of {unread} more: they failed, were read partly or not yet."


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
        "file": shown(line.path),
        "state": line.state,
        "reason": line.reason or None,
        "hint": line.hint or None,
        "page": line.page or None,
        "pages": line.pages or None,
        "pages_asked": line.pages_asked or None,
        "review": line.review if line.pages else None,
        "reviewed": line.reviewed if line.pages else None,
        "result": shown(line.stem) if line.stem else None,
        "secrecy": line.secrecy,
        "secrecy_doubtful": line.secrecy_doubtful if line.pages else None,
    }
