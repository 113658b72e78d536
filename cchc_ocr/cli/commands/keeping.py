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
        str, typer.Argument(metavar="QUERY", help="Words; those without diacritics are found however accented.")
    ],
    *,
    folder: Annotated[Path, typer.Option("--in", metavar="DIR", help="The folder of a run.")],
    kind: Annotated[
        str | None, typer.Option("--type", metavar="WORDS", help='Only this type of document: "bao cao".')
    ] = None,
    issuer: Annotated[str | None, typer.Option(metavar="WORDS", help="Only documents of this issuer.")] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Dated then or later: 2021, 2021-03, 2021-03-05.")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Dated then or before.")] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="No more pages than this.")] = 50,
) -> None:
    """Find pages of a run that hold all words of the query, the most relevant first."""
    from cchc_ocr.runs import search as searching

    dates = (text and searching.parse_date(text) for text in (since, until))
    hits = searching.search(query, folder, searching.Narrowed(kind, issuer, *dates), limit=limit)
    for hit in hits:
        output.put(one_line(f"{hit.name}: page {hit.page}: {hit.snippet}") + "\n")
    if not hits:
        typer.echo("nothing found", err=True)


def status(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a run.")],
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="First make the catalogue anew from the JSON and text files.")
    ] = False,
) -> None:
    """Say how a run stands: done, failed and why, to review."""
    from cchc_ocr.cli import standing
    from cchc_ocr.runs import status as run_status

    if rebuild:
        typer.echo(f"{run_status.rebuild(folder)} documents taken into the catalogue", err=True)
    standing.show(run_status.status(folder), folder, output.console(stderr=False))
