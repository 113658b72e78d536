"""Commands about records and about the program itself: export, schema, doctor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cchc_ocr.cli import output
from cchc_ocr.cli.inputs import given_records
from cchc_ocr.cli.options import Overwrite, choosing, repairing, takes
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.errors import ExitCode, UsageError
from cchc_ocr.export import formats
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.translation import translated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cchc_ocr.export import Choice
    from cchc_ocr.repair import RepairOptions

_FORMATS = tuple((one.name, one.writes) for one in formats.FORMATS)
_WHAT = "; ".join(N_(f"{form} – {what}") for form, what in _FORMATS)  # the name of a format stays as it is
_TO = f"The format to write: {_WHAT}."
_STREAMS = " or ".join(one.name for one in formats.FORMATS if one.streams)
_OUT = f'The file to write, or a folder for several files; "-" ({_STREAMS} only) is stdout.'


@takes(choosing)
def export(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(metavar="SOURCE", help="Records: JSON files, JSON Lines, folders that run has written."),
    ] = None,
    *,
    runs: Annotated[
        list[Path] | None,
        typer.Option(
            "--from",
            metavar="DIR",
            help="Folders that run has written, as SOURCE: --from OUT1 OUT2. A document in several counts once.",
        ),
    ] = None,
    to: Annotated[
        str,
        typer.Option("--to", metavar="|".join(formats.NAMES), autocompletion=lambda: formats.NAMES, help=_TO),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="PATH", help=_OUT)],
    table: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help=f"{formats.heeding('table')}: the rows of this table, such as results, not records.",
        ),
    ] = None,
    decimal_comma: Annotated[
        bool,
        typer.Option(
            "--decimal-comma",
            help=f"{formats.heeding('decimal_comma')}: write 8,5 and separate cells by semicolons, "
            "for an Excel with decimal commas.",
        ),
    ] = False,
    partition: Annotated[
        bool,
        typer.Option(
            "--partition",
            help=f"{formats.heeding('partition')}: write the results of each year into a file of their own.",
        ),
    ] = False,
    review_below: Annotated[
        float,
        typer.Option(
            metavar="P",
            min=0,
            max=1,
            help=f"{formats.heeding('review_below')}: colour values with a confidence below this.",
        ),
    ] = 0.8,
    without_personal: Annotated[
        bool,
        typer.Option(
            "--without-personal",
            help="Put a mark in the place of texts with citizen or telephone numbers, private addresses, e-mail.",
        ),
    ] = False,
    dictionaries: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help=f"{formats.heeding('dictionaries')}: a folder of your own dictionaries."),
    ] = None,
    folders: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=f"{formats.heeding('folders')}: what you know of dossiers: folders.csv of a package, filled in.",
        ),
    ] = None,
    container: Annotated[
        str,
        typer.Option(
            metavar="|".join(formats.CONTAINERS),
            autocompletion=lambda: formats.CONTAINERS,
            help=f"{formats.heeding('container')}: a folder with a manifest of sums, or a bag of BagIt.",
        ),
    ] = "folder",
    overwrite: Overwrite = False,
    options: Choice,
) -> None:
    """Write records as a spreadsheet, CSV, JSON Lines, Parquet, a database or a package for an archive."""
    from cchc_ocr import export as exporting

    given = [*(runs or ()), *(sources or ())]
    if not given:
        raise UsageError("there is no SOURCE", hint="name a folder that run has written, or files of records")
    years_apart = () if partition else None
    kept_in = formats.container_named(container)
    how = exporting.ExportOptions(decimal_comma, review_below, dictionaries, table, years_apart, folders, kept_in)
    exporting.see_that_it_suits(to, out, how, overwrite=overwrite)
    if without_personal and formats.named(to).packer_of(out):
        hint = "name a file with --out, as archive.csv, for the tables alone"
        raise UsageError("--without-personal: the pages of a package show what it takes from texts", hint=hint)
    found = given_records(given, without_personal=without_personal)
    found = exporting.linked(exporting.chosen(found, options))
    if str(out) == "-":
        for piece in exporting.pieces(found, to, how):
            output.put(piece)
        _say(found.remarks)
        return
    written = exporting.write(found, to, out, how, overwrite=overwrite)
    _say((*map(output.written, written.files), *written.remarks))


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(one_line(translated(line)), err=True)


def _described(part: Any) -> Any:
    """A JSON Schema, or a part of it, with its descriptions in the reader's language."""
    if isinstance(part, list):
        return [_described(one) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        key: translated(value) if key == "description" and isinstance(value, str) else _described(value)
        for key, value in part.items()
    }


def schema() -> None:
    """Print the JSON Schema of a record."""
    from cchc_ocr.records import Record

    described = _described(Record.model_json_schema(mode="serialization"))
    output.put(json.dumps(described, ensure_ascii=False, indent=2) + "\n")


@takes(repairing)
def doctor(options: RepairOptions) -> None:
    """Show what is installed, what is missing, and the command that installs it."""
    from cchc_ocr.cli import doctor as examining

    findings = list(examining.examine(options))
    width = max(len(translated(finding.name)) for finding in findings)
    for finding in findings:
        state = _("ok") if finding.ok else _("MISSING")
        typer.echo(f"{state:<7} {translated(finding.name):<{width}}  {translated(finding.found)}")
        if not finding.ok:
            typer.echo(f"        {finding.remedy}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(ExitCode.NOT_INSTALLED)
