"""Commands about records and about the program itself: export, evaluate, learn, schema, doctor."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cchc_ocr.cli import output
from cchc_ocr.cli.options import Jobs, Overwrite, reading, repairing, takes
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.errors import ExitCode, UsageError
from cchc_ocr.export import formats
from cchc_ocr.system import machine
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.translation import number, translated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cchc_ocr.evaluation.teaching import Taught
    from cchc_ocr.pipeline import Options
    from cchc_ocr.records import Record
    from cchc_ocr.repair import RepairOptions

_FORMATS = tuple((one.name, one.writes) for one in formats.FORMATS)
_WHAT = "; ".join(N_(f"{what}, {what2}") for what, what2 in _FORMATS)
_TO = f"The format to write: {_WHAT}."
_STREAMS = " or ".join(one.name for one in formats.FORMATS if one.streams)
_OUT = f'The file to write, or a folder for several files; "-" ({_STREAMS} only) is stdout.'


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
    years: Annotated[
        list[int] | None, typer.Option("--year", metavar="YEAR", help="Only statements of this year; repeatable.")
    ] = None,
    bodies: Annotated[
        list[str] | None,
        typer.Option(
            "--body", metavar="WORDS", help="Only statements of bodies whose name holds these words; repeatable."
        ),
    ] = None,
    indices: Annotated[
        list[str] | None,
        typer.Option(
            "--index", metavar="WORDS", help="Only statements of indices whose name holds these words; repeatable."
        ),
    ] = None,
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="score|total|rank|…",
            help="Only score, total, rank, grade, deduction, percentage or count; repeatable.",
        ),
    ] = None,
    natures: Annotated[
        list[str] | None,
        typer.Option(
            "--nature", metavar="result|target|rule", help="Only results, targets, or rules of points; repeatable."
        ),
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(metavar="P", min=0, max=1, help="Only statements with at least this confidence."),
    ] = 0.0,
    reviewed_only: Annotated[
        bool,
        typer.Option("--reviewed-only", help="Only statements that a person has corrected or confirmed."),
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Only documents of this date or later: 2021, 2021-03, 2021-03-05."),
    ] = None,
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
    overwrite: Overwrite = False,
) -> None:
    """Write records as a spreadsheet, CSV, JSON Lines, Parquet, a database or archive metadata."""
    from cchc_ocr import export as exporting
    from cchc_ocr.runs.search import parse_date

    given = [*(runs or ()), *(sources or ())]
    if not given:
        raise UsageError("there is no SOURCE", hint="name a folder that run has written, or files of records")
    options = exporting.ExportOptions(decimal_comma, review_below, dictionaries, table, () if partition else None)
    choice = exporting.Choice(
        years=tuple(years or ()),
        bodies=tuple(bodies or ()),
        indices=tuple(indices or ()),
        kinds=tuple(kinds or ()),
        natures=tuple(natures or ()),
        min_confidence=min_confidence,
        reviewed_only=reviewed_only,
        since=parse_date(since) if since else None,
    )
    exporting.see_that_it_suits(to, out, options, overwrite=overwrite)
    found = exporting.load(given, io.TextIOWrapper(sys.stdin.buffer, "utf-8-sig"))
    found = exporting.without_personal(found) if without_personal else found
    found = exporting.linked(exporting.chosen(found, choice))
    if str(out) == "-":
        for piece in exporting.pieces(found, to, options):
            output.put(piece)
        _say(found.remarks)
        return
    written = exporting.write(found, to, out, options, overwrite=overwrite)
    _say((*map(_written, written.files), *written.remarks))


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(one_line(translated(line)), err=True)


@takes(reading, repairing)
def evaluate(
    samples: Annotated[
        Path,
        typer.Argument(metavar="SAMPLES", help="The folder of documents with their ground truth beside them."),
    ],
    *,
    options: Options,
    from_review: Annotated[
        bool,
        typer.Option(
            "--from-review",
            help="SAMPLES is a folder of results: compare them with what people corrected.",
        ),
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="End with exit code 7 if a figure is worse than the agreed one.")
    ] = False,
    expected: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The file of agreed figures (default: SAMPLES/expected.toml)."),
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="Write the figures of this run as the agreed ones.")
    ] = False,
    junit: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a report for CI servers.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
    jobs: Jobs = None,
) -> None:
    """Compare what is read from samples with their ground truth."""
    from cchc_ocr import pipeline
    from cchc_ocr.evaluation import evaluate as evaluation
    from cchc_ocr.evaluation import judgement, shown
    from cchc_ocr.system.disk import save
    from cchc_ocr.system.permissions import readers_of_all

    if from_review:
        _from_review(samples, as_json=as_json, others=bool(check or expected or update or junit))
        return
    figures = expected or samples / "expected.toml"
    agreed = judgement.load_expected(figures) if check else None
    report = evaluation.run(
        samples,
        lambda path: pipeline.digitise(path, options, jobs=jobs or machine.cores()),
        progress=lambda name: typer.echo(_("reading {name}").format(name=one_line(name)), err=True),
    )
    if as_json:
        output.put(shown.to_json(report) + "\n")
    else:
        for table in (shown.text_table, shown.field_table, shown.calibration_table):
            output.console(stderr=False).print(table(report))
    if junit:
        save(junit, shown.to_junit(report, agreed), readers_of_all(samples.glob("*"), junit))
    if update and not report.errors:
        save(figures, judgement.to_expected(report))
    for line in judgement.failures(report, agreed):
        typer.echo(f"cchc-ocr: {one_line(translated(line))}", err=True)
    raise typer.Exit(judgement.exit_code(report, agreed))


def _from_review(folder: Path, *, as_json: bool, others: bool) -> None:
    """What people have corrected in a folder of results, against what was read."""
    from cchc_ocr.evaluation import reviewed

    if others:
        raise UsageError(
            "--from-review has no samples and no agreed figures", hint="give it alone, or with --json"
        )
    figures = reviewed.reviewed_figures(folder)
    if as_json:
        output.put(reviewed.reviewed_json(figures) + "\n")
        return
    for table in reviewed.reviewed_tables(figures):
        output.console(stderr=False).print(table)


def learn(
    sources: Annotated[
        list[Path],
        typer.Argument(metavar="FOLDER", help="Clean text: .txt and .txt.xz files, or folders of them."),
    ],
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="FILE", help="The model to write; with --from-review, a new folder."),
    ],
    *,
    from_review: Annotated[
        bool,
        typer.Option(
            "--from-review",
            help="FOLDER is one of results: make dictionaries of what people confirmed in two documents or more.",
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="With --from-review: write without asking.")] = False,
) -> None:
    """Make a language model from an archive's own clean text, for the option --model of other commands.

    With --from-review: make dictionaries, for the option --dictionaries, of what people have corrected.
    """
    from cchc_ocr import ngram
    from cchc_ocr.system.disk import save, see_that_it_is_free

    if from_review or yes:
        _teach(sources, out, yes=yes, asked=from_review)
        return
    see_that_it_is_free(out, sources, overwrite=True)
    content = ngram.build(sources)
    size = _("{count} bytes").format(count=number(len(content)))
    typer.echo(f"{_written(save(out, content))} ({size})", err=True)


def _written(path: Path) -> str:
    return _("written: {path}").format(path=path)


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


def _teach(sources: list[Path], out: Path, *, yes: bool, asked: bool) -> None:
    """Make dictionaries of what people confirmed: shown, tried on the reviewed documents, written if approved."""
    from cchc_ocr import lexicon
    from cchc_ocr.evaluation import teaching
    from cchc_ocr.system.disk import see_that_folder_is_free

    if not asked or len(sources) != 1:
        raise UsageError(
            "dictionaries are made of one folder of results", hint="learn DIR --from-review --out DIR"
        )
    see_that_folder_is_free(out, sources, overwrite=False)
    found = teaching.taught(sources[0], lexicon.load())
    parts = {
        "family": _("{name} (family name)"),
        "middle": _("{name} (middle name)"),
        "given": _("{name} (given name)"),
    }
    for line in (*found.terms, *(parts[part].format(name=name) for name, part in found.names)):
        output.put(one_line(line) + "\n")
    if not found.terms and not found.names:
        typer.echo(_("nothing new was confirmed in two documents or more"), err=True)
        return
    _show_effect(sources[0], found)
    if yes or output.asked(
        _("Write them to {folder}?").format(folder=out), N_("use --yes to write without a question")
    ):
        for path in found.write(out):
            typer.echo(one_line(_written(path)), err=True)
    else:
        typer.echo(_("nothing was written"), err=True)


def _show_effect(folder: Path, found: Taught) -> None:
    """Read the reviewed documents again with the new dictionaries, and say what that gains and harms."""
    from tempfile import TemporaryDirectory

    from cchc_ocr import pipeline
    from cchc_ocr.evaluation import teaching
    from cchc_ocr.pipeline import Options
    from cchc_ocr.repair import RepairOptions

    with TemporaryDirectory() as tried:
        found.write(Path(tried))
        options = Options(repair=RepairOptions(dictionaries=Path(tried)))

        def read(path: Path) -> list[Record]:
            typer.echo(_("reading {name}").format(name=one_line(path.name)), err=True)
            return [one.record for one in pipeline.digitise_each(path, options, jobs=machine.cores())]

        seen = teaching.effect(folder, read)
    for what, values in (
        (_("gained: {value}"), seen.gained),
        (_("harmed: {value}"), seen.harmed),
        (_("not read again: {value}"), seen.unread),
    ):
        for value in values:
            typer.echo(one_line(what.format(value=value)), err=True)
    said = _("of {values} reviewed values, {before} were right before, {after} are now")
    typer.echo(said.format(values=seen.values, before=seen.before, after=seen.after), err=True)


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
