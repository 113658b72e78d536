"""The command line: the program, and which commands it has; ``commands`` holds them."""

from __future__ import annotations

from typing import Annotated

import typer

from cchc_ocr.cli.commands import data, filing, keeping, measuring, paperless, reading, reporting, review, stacks
from cchc_ocr.cli.exits import CarefulGroup
from cchc_ocr.cli.language import PlainCommand
from cchc_ocr.version import __version__

app = typer.Typer(
    cls=CarefulGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Entry point of ``cchc-ocr``."""
    app(prog_name="cchc-ocr")


def post_consume() -> None:
    """Entry point of ``cchc-ocr-paperless``, which Paperless-ngx starts; its arguments are not needed."""
    app(["paperless"], prog_name="cchc-ocr")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cchc-ocr {__version__}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="en|vi",
            help="The language of what people read, at any place (default: CCHC_OCR_LANG, or the locale).",
        ),
    ] = None,
) -> None:
    """Read scanned Vietnamese administrative reports: repaired text and a validated record of each.

    Exit codes: 0 done, 2 wrong usage, 3 unreadable input, 4 something is not installed, 5 bad dictionary
    or model, 6 some documents failed, 7 below the agreed figures, 8 encrypted, 130 interrupted.
    """


for command in (  # in the order of --help
    *(reading.run, reading.watch, reading.ocr, reading.extract, reading.restore, stacks.split),
    *(measuring.learn, data.export, reporting.report, measuring.evaluate),
    *(review.review, keeping.search, keeping.status, keeping.prune, filing.file, paperless.paperless),
    *(data.schema, data.doctor),
):
    app.command(cls=PlainCommand)(command)
