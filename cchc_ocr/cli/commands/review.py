"""The command with which people correct what was read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from cchc_ocr.cli import output
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from cchc_ocr.export.returned import TakenRow


def review(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of results (--out of a run).")],
    *,
    table: Annotated[
        Path | None,
        typer.Option(
            "--import",
            metavar="FILE",
            help="Bring back the right values filled in in an exported workbook (.xlsx) or review.csv.",
        ),
    ] = None,
    user: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who corrects; it stands in each correction.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be taken and refused, and change nothing.")
    ] = False,
) -> None:
    """Correct what was read: bring the right values back from a spreadsheet.

    They are kept in NAME.review.json beside each record, and outlast every run.
    """
    if table is None:
        raise UsageError("there is nothing to bring back", hint="name the table with --import FILE")
    _import(folder, table, user, dry_run=dry_run)


def _import(folder: Path, table: Path, user: str | None, *, dry_run: bool) -> None:
    from cchc_ocr.export import returned
    from cchc_ocr.runs.status import see_that_there_are_results

    see_that_there_are_results(folder)
    taken = returned.take_in(folder, returned.returned(table), user, dry_run=dry_run)
    if not taken:
        typer.echo("no right value is filled in: there is nothing to bring back", err=True)
        return
    output.console(stderr=False).print(_shown(taken))
    refused, kept = sum(bool(one.reason) for one in taken), sum(bool(one.correction) for one in taken)
    before = len(taken) - refused - kept
    what = "would be taken" if dry_run else "taken"
    there = f", there already: {before}" if before else ""
    typer.echo(f"{what}: {kept}, refused: {refused}{there}", err=True)
    if refused:
        raise typer.Exit(ExitCode.SOME_FAILED)


def _shown(taken: Sequence[TakenRow]) -> Table:
    """A row for each value: where it belongs, and what became of it."""
    from cchc_ocr.cli.display import table

    made = table("row", "document", "value", "was", "is", "what became of it")
    for one in taken:
        was = one.row.anchor.get("was")
        now = one.correction.is_ if one.correction else one.row.right
        became = f"refused: {one.reason}" if one.reason else "taken" if one.correction else "there already"
        cells = (one.row.number, one.row.record, one.row.pointer, was, now, became)
        made.add_row(*(escape(one_line("–" if cell is None else str(cell))) for cell in cells))
    return made
