"""The command that makes a comparison of bodies and years, to be sent on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc_ocr.cli import output
from cchc_ocr.cli.exits import interruptible
from cchc_ocr.cli.inputs import given_records
from cchc_ocr.cli.options import Overwrite, PasswordFile, choosing, takes
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.errors import UsageError
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.translation import translated

if TYPE_CHECKING:
    from cchc_ocr.export import Choice


@takes(choosing)
@interruptible(N_("interrupted. Nothing was written"))
def report(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(metavar="OUT", help="Folders that run has written, files of records, JSON Lines, or -."),
    ] = None,
    *,
    runs: Annotated[
        list[Path] | None,
        typer.Option("--from", metavar="DIR", help="Folders that run has written, as OUT: --from OUT1 OUT2."),
    ] = None,
    out: Annotated[
        Path,
        typer.Option(
            "--out", "-o", metavar="FILE", help="The file to write: its name ends in .html, .docx or .pdf."
        ),
    ],
    without_personal: Annotated[
        bool,
        typer.Option(
            "--without-personal",
            help="Put a mark in the place of texts with personal data, and show no pictures of the scans.",
        ),
    ] = False,
    password_file: PasswordFile = None,
    overwrite: Overwrite = False,
    options: Choice,
) -> None:
    """Compare bodies and years in a report that can be sent on: tables, charts, sources, what is in doubt.

    It is in the language in use (--lang). HTML is one file that prints on A4.
    """
    from cchc_ocr.files.passwords import Passwords, from_file
    from cchc_ocr.report import making

    given = [*(runs or ()), *(sources or ())]
    if not given:
        raise UsageError("there is no OUT", hint="name a folder that run has written, or files of records")
    making.see_that_it_suits(out, overwrite=overwrite)
    passwords = from_file(password_file) if password_file else Passwords()
    found = given_records(given, without_personal=without_personal)
    making.make(found, options, out, passwords, overwrite=overwrite)
    for line in (output.written(out), *map(translated, found.remarks)):
        typer.echo(one_line(line), err=True)
