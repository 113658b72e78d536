"""How a folder of results stands: for people, as a list of files, and for machines."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from cchc_ocr.cli.display import kept_as_corrected, passed_over, print_plain, table
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.export.delimited import to_csv
from cchc_ocr.runs.account import STATES, Line
from cchc_ocr.runs.status import Status
from cchc_ocr.system.disk import shown

_COLUMNS = ("file", "state", "reason", "hint", "page", "pages", "review", "result")


def show(status: Status, folder: Path, console: Console) -> None:
    """The status for people."""
    count = f"{status.done} done ({status.pages} pages), {len(status.failed)} failed"
    count = f"{folder}: {count}, {status.to_review} to review ({status.values} values)."
    print_plain(console, one_line(count))
    if status.failed:
        failed = table("failed", "why", "for example", "next step")
        for why, entries in status.by_reason().items():
            example = shown(Path(*Path(os.fsdecode(entries[0].path)).parts[-2:]))  # with its folder
            failed.add_row(
                str(len(entries)), *(escape(one_line(text)) for text in (why, example, entries[0].hint))
            )
        console.print(failed)
        again = "they are read again when they change, or by `cchc-ocr run` with --retry-failed"
        print_plain(console, f"Files that failed are left alone: {again}.")
        print_plain(console, one_line(f"`cchc-ocr status {shown(folder)} --failed` names every one."))
    if status.review:
        review = table("most to review", "review")
        for entry in status.review:
            review.add_row(escape(one_line(entry.stem.decode("utf-8", "replace"))), str(entry.review))
        console.print(review)
    if status.edited:
        edited = table("corrected by hand")
        for file in status.edited:
            edited.add_row(escape(one_line(shown(file))))
        console.print(edited)
        print_plain(console, kept_as_corrected(len({file.with_suffix("") for file in status.edited})))
    for line in _the_rest(status, folder):
        print_plain(console, one_line(line))


def _the_rest(status: Status, folder: Path) -> Iterator[str]:
    """What was not read, and what was read but has no original any more."""
    if waiting := status.states["not read yet"]:
        yield f"Not read yet: {waiting}; `cchc-ocr run` goes on with them."
    if status.passed_over:
        yield passed_over(status.passed_over, folder)
    if orphans := status.states["without original"]:
        what = f"`cchc-ocr prune {shown(folder)}` shows and removes them"
        yield f"Without their original: results of {orphans}; {what}."


def listed(lines: Sequence[Line], *, hints: bool = False) -> str:
    """One line a file: state, file, reason or kind, between tabs; with ``hints`` also the next step."""
    rows = ((line.state, shown(line.path), line.reason, *([line.hint] if hints else [])) for line in lines)
    return "".join("\t".join(map(one_line, row)).rstrip("\t") + "\n" for row in rows)


def as_json(status: Status, lines: Sequence[Line], folder: Path) -> str:
    """One object on one line: figures, how many files are in which state, and ``lines`` as ``files``."""
    told = {
        "folder": shown(folder),
        "states": {state: status.states[state] for state in STATES},
        "passed_over": dict(status.passed_over.most_common()),
        "pages": status.pages,
        "to_review": status.to_review,
        "values": status.values,
        "files": [_cells(line) for line in lines],
    }
    return json.dumps(told, ensure_ascii=False) + "\n"


def as_csv(lines: Sequence[Line]) -> str:
    """A table with a row for each of ``lines``."""
    return to_csv(map(_cells, lines), _COLUMNS)


def _cells(line: Line) -> Mapping[str, str | int | None]:
    """Names that need not be text, as text. Figures of what was not read are None."""
    return {
        "file": shown(line.path),
        "state": line.state,
        "reason": line.reason or None,
        "hint": line.hint or None,
        "page": line.page or None,
        "pages": line.pages or None,
        "review": line.review if line.pages else None,
        "result": shown(line.stem) if line.stem else None,
    }
