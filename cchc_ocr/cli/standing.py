"""How a folder of results stands, as a person sees it."""

from __future__ import annotations

import os
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from cchc_ocr.cli.display import kept_as_corrected, print_plain, table
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.runs.status import Status
from cchc_ocr.system.disk import shown


def show(status: Status, folder: Path, console: Console) -> None:
    """Show the state of a run on the console."""
    count = f"{status.done} done ({status.pages} pages), {len(status.failed)} failed"
    count = f"{folder}: {count}, {status.to_review} to review ({status.values} values)."
    print_plain(console, one_line(count))
    if status.failed:
        failed = table("failed", "why", "for example", "next step")
        for why, entries in status.by_reason().items():
            example = os.fsencode(Path(os.fsdecode(entries[0].path)).name).decode("utf-8", "replace")
            failed.add_row(
                str(len(entries)), *(escape(one_line(text)) for text in (why, example, entries[0].hint))
            )
        console.print(failed)
        again = "`cchc-ocr run` with --retry-failed reads them again"
        print_plain(console, f"Files that failed are not read again until they change; {again}.")
    if status.review:
        review = table("documents with most to review", "values")
        for entry in status.review:
            review.add_row(escape(one_line(entry.stem.decode("utf-8", "replace"))), str(entry.review))
        console.print(review)
    if status.edited:
        edited = table("edited by hand")
        for file in status.edited:
            edited.add_row(escape(one_line(shown(file))))
        console.print(edited)
        print_plain(console, kept_as_corrected(len({file.with_suffix("") for file in status.edited})))
