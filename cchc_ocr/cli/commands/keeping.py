"""Commands that ask what a run has done: search, status."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cchc_ocr.cli import output
from cchc_ocr.cli.exits import interruptible
from cchc_ocr.cli.terminal import one_line


@interruptible("interrupted")
def search(
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY",
            help="The words to find; a word typed without diacritics matches whatever its diacritics are.",
        ),
    ],
    *,
    folder: Annotated[Path, typer.Option("--in", metavar="DIR", help="The folder of results (--out of a run).")],
    kind: Annotated[
        str | None, typer.Option("--type", metavar="WORDS", help='Only this type of document: "bao cao".')
    ] = None,
    issuer: Annotated[str | None, typer.Option(metavar="WORDS", help="Only documents of this issuer.")] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="DATE", help="Only documents of this date or later: 2021, 2021-03, 2021-03-05."
        ),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Only documents of this date or earlier.")
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="List at most this number of pages.")] = 50,
) -> None:
    """Find the pages of a run that contain all words of the query, the most relevant first."""
    from cchc_ocr.runs import search as searching

    dates = (text and searching.parse_date(text) for text in (since, until))
    hits = searching.search(query, folder, searching.Narrowed(kind, issuer, *dates), limit=limit)
    for hit in hits:
        output.put(one_line(f"{hit.name}: page {hit.page}: {hit.snippet}") + "\n")
    if not hits:
        typer.echo("nothing found", err=True)


def status(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of results (--out of a run).")],
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="First build the catalogue anew from the JSON and text files.")
    ] = False,
) -> None:
    """Show the state of a run: what is done, what failed and why, what to review."""
    from cchc_ocr.cli import standing
    from cchc_ocr.runs import status as run_status

    if rebuild:
        typer.echo(f"documents in the catalogue now: {run_status.rebuild(folder)}", err=True)
    standing.show(run_status.status(folder), folder, output.console(stderr=False))
