"""The command for people who look through what is doubtful: review."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from cchc_ocr.cli.options import PasswordFile
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.errors import NotInstalledError


def review(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of results (--out of a run).")],
    *,
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="The port of the page (default: any that is free).")
    ] = 0,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Let other computers open the page, at this address of yours.")
    ] = "127.0.0.1",
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Only print the link, and open no browser.")
    ] = False,
    user: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who corrects (default: your name on this computer).")
    ] = None,
    sample: Annotated[
        str | None,
        typer.Option(metavar="SHARE", help="Show documents without a doubt, drawn at random: 5%."),
    ] = None,
    password_file: PasswordFile = None,
) -> None:
    """Open a page in the browser that shows doubtful values beside the scan; a person mends them there."""
    try:
        from cchc_ocr.review import guard, sampling, serving
        from cchc_ocr.review.desk import Desk
    except ModuleNotFoundError as error:
        hint = 'pip install "cchc-ocr[review]"'
        raise NotInstalledError(f"{error.name}, which the page needs, is not installed", hint=hint) from error
    from cchc_ocr.files.passwords import Passwords, from_file
    from cchc_ocr.review.waiting import Chosen

    passwords = from_file(password_file) if password_file else Passwords()
    desk = Desk(folder, user or getpass.getuser(), passwords)
    documents = desk.waiting(Chosen(state="all")).documents
    if sample:
        sampling.draw(folder, documents, sampling.parse_share(sample))
    if not guard.is_loopback(host):
        warning = "others can reach this page: whoever has its link can read and change the records, unencrypted"
        typer.echo(one_line(f"warning: {host}: {warning}"), err=True)

    def opened(link: str) -> None:
        typer.echo(link)
        typer.echo("press Ctrl-C to stop; everything is saved at once", err=True)
        if not no_browser:
            typer.launch(link)

    serving.serve(desk, serving.Listening(host, port, spot=bool(sample)), opened)
