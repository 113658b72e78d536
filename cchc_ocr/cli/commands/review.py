"""The command with which people correct what was read: on a page in the browser, or in a spreadsheet."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc_ocr.cli import output
from cchc_ocr.cli.options import MEMORY, MemoryLimit, PasswordFile
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.errors import ExitCode, NotInstalledError, UsageError
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.translation import translated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from cchc_ocr.export.returned import TakenRow
    from cchc_ocr.review.serving import Listening


def review(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of results (--out of a run).")],
    *,
    sample: Annotated[
        str | None,
        typer.Option(metavar="SHARE", help="Show documents without a doubt, drawn at random, for example 5%."),
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option(
            "--import",
            metavar="FILE",
            help="Bring back the right values filled in in an exported workbook (.xlsx) or review.csv.",
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="With --import: show what would be taken and refused, change nothing."),
    ] = False,
    user: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Who corrects; it stands in each correction (default: your login name)."
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, max=65535, help="The port of the page (default: any that is free)."),
    ] = None,
    host: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Let other computers open the page, at this address of yours."),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Only print the link of the page, and open no browser.")
    ] = False,
    password_file: PasswordFile = None,
    memory: MemoryLimit = MEMORY,
) -> None:
    """Correct what was read: on a page that shows doubtful values beside the scan, or from a spreadsheet.

    Corrections are kept in NAME.review.json beside each record, and outlast every run.
    """
    who = user or _login_name()
    if table is not None:
        if sample or port or host or no_browser or password_file or memory != MEMORY:
            raise UsageError("--import opens no page", hint="give --import without the options of the page")
        _import(folder, table, who, dry_run=dry_run)
        return
    if dry_run:
        raise UsageError("--dry-run is for --import", hint="name a table with --import FILE, or leave it out")
    try:
        from cchc_ocr.review.serving import Listening
    except ModuleNotFoundError as error:
        hint = 'pip install "cchc-ocr[review]"'
        raise NotInstalledError(f"{error.name}, which the page needs, is not installed", hint=hint) from error
    where = Listening(host or "127.0.0.1", port or 0, spot=bool(sample), memory=memory)
    _serve(folder, who, sample, where, password_file, browser=not no_browser)


def _serve(
    folder: Path,
    who: str | None,
    sample: str | None,
    where: Listening,
    password_file: Path | None,
    *,
    browser: bool,
) -> None:
    from cchc_ocr.files.passwords import Passwords, from_file
    from cchc_ocr.review import guard, sampling, serving
    from cchc_ocr.review.desk import Desk
    from cchc_ocr.review.waiting import Chosen

    desk = Desk(folder, who or "", from_file(password_file) if password_file else Passwords())
    documents = desk.waiting(Chosen(state="all")).documents
    if sample:
        sampling.draw(folder, documents, sampling.parse_share(sample))
    if not guard.is_loopback(where.host):
        warning = _("warning: others can reach this page; whoever has its link can read and change the records")
        typer.echo(warning, err=True)

    def opened(link: str) -> None:
        output.put(f"{link}\n")
        typer.echo(_("press Ctrl-C to stop; everything is saved at once"), err=True)
        if browser:
            typer.launch(link)

    serving.serve(desk, where, opened)


def _login_name() -> str | None:
    """Who sits at the computer, as far as it knows."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return None


def _import(folder: Path, table: Path, user: str | None, *, dry_run: bool) -> None:
    from cchc_ocr.export import returned
    from cchc_ocr.runs.status import see_that_there_are_results

    see_that_there_are_results(folder)
    taken = returned.take_in(folder, returned.returned(table), user, dry_run=dry_run)
    if not taken:
        typer.echo(_("no right value is filled in: there is nothing to bring back"), err=True)
        return
    output.console(stderr=False).print(_shown(taken))
    refused, kept = sum(bool(one.reason) for one in taken), sum(bool(one.correction) for one in taken)
    said = _("would be taken: {count}, refused: {refused}") if dry_run else _("taken: {count}, refused: {refused}")
    before = len(taken) - refused - kept
    there = _(", there already: {count}").format(count=before) if before else ""
    typer.echo(said.format(count=kept, refused=refused) + there, err=True)
    if refused:
        raise typer.Exit(ExitCode.SOME_FAILED)


def _shown(taken: Sequence[TakenRow]) -> Table:
    """A row for each value: where it belongs, and what became of it."""
    from rich.markup import escape

    from cchc_ocr.cli.display import table

    made = table(N_("row"), N_("document"), N_("value"), N_("was"), N_("is"), N_("what became of it"))
    for one in taken:
        was = one.row.anchor.get("was")
        now = one.correction.is_ if one.correction else one.row.right
        told = _("refused: {reason}").format(reason=translated(one.reason))
        became = told if one.reason else _("taken") if one.correction else _("there already")
        cells = (one.row.number, one.row.record, one.row.pointer, was, now, became)
        made.add_row(*(escape(one_line("–" if cell is None else str(cell))) for cell in cells))
    return made
