"""Commands that measure and learn: evaluate compares with a truth, learn makes models and dictionaries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc_ocr.cli import output
from cchc_ocr.cli.options import Jobs, reading, repairing, takes
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.errors import UsageError
from cchc_ocr.system import machine
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.translation import number, translated, used

if TYPE_CHECKING:
    from cchc_ocr.evaluation.recalibration import CalibrationPoint
    from cchc_ocr.evaluation.teaching import Taught, TaughtEffect
    from cchc_ocr.pipeline import Options


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
        tables = (
            shown.text_table(report),
            shown.field_table(report, _field_name),
            shown.calibration_table(report),
        )
        for table in tables:
            output.console(stderr=False).print(table)
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
    for table in reviewed.reviewed_tables(figures, _kind_name):
        output.console(stderr=False).print(table)


def _field_name(field: str) -> str:
    """What a field of the ground truth is called in the reader's language: "number by hand" in English."""
    from cchc_ocr.export.titles import titles
    from cchc_ocr.records import Document

    if used() == "en":
        return field
    others = {
        "checks": _("checks"),
        "origin": _("origin of the text"),
        "signatures": _("signatures"),
        "table cells": _("table cells"),
    }
    plain = field.removesuffix(" by hand")
    is_of_head = plain in Document.model_fields
    name = titles().heading("document", plain) if is_of_head else others.get(plain) or titles().place(f"/{plain}")
    return name if plain == field else _("{name} (by hand)").format(name=name)


def _kind_name(kind: str) -> str:
    """What a kind of value is called in the reader's language: "scores score" in English."""
    from cchc_ocr.export.titles import titles

    if used() == "en":
        return kind
    return _("text") if kind == "text" else titles().place("/" + kind.replace(" ", "/"))


def learn(
    sources: Annotated[
        list[Path],
        typer.Argument(metavar="FOLDER", help="Clean text: .txt and .txt.xz files, or folders of them."),
    ],
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="FILE", help="The model to write, or a new folder of dictionaries."),
    ],
    *,
    from_review: Annotated[
        bool,
        typer.Option(
            "--from-review",
            help="FOLDER is one of results: make dictionaries of what people confirmed in two documents or more.",
        ),
    ] = False,
    from_records: Annotated[
        bool,
        typer.Option(
            "--from-records",
            help="FOLDER is one of results: list the documents that were read, and that two or more of them cite.",
        ),
    ] = False,
    recalibrate: Annotated[
        bool,
        typer.Option(
            "--recalibrate",
            help="With --from-review: also set probabilities right by how often people found values right.",
        ),
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="With --from-review or --from-records: write without asking.")
    ] = False,
) -> None:
    """Make a language model from an archive's own clean text, for the option --model of other commands.

    With --from-review: make dictionaries, for the option --dictionaries, of what people have corrected.
    With --from-records: make one of the documents that the archive knows, for citations to be compared with.
    """
    from cchc_ocr import ngram
    from cchc_ocr.system.disk import save, see_that_folder_is_free, see_that_it_is_free

    if from_review or from_records or yes or recalibrate:
        if not (from_review or (from_records and not recalibrate)) or len(sources) != 1:
            raise UsageError(
                "dictionaries are made of one folder of results", hint="cchc-ocr learn DIR --from-review --out OWN"
            )
        see_that_folder_is_free(out, sources, overwrite=False)
        _teach(sources[0], out, yes=yes, from_review=from_review, from_records=from_records, again=recalibrate)
        return
    see_that_it_is_free(out, sources, overwrite=True)
    content = ngram.build(sources)
    size = _("{count} bytes").format(count=number(len(content)))
    typer.echo(f"{output.written(save(out, content))} ({size})", err=True)


def _teach(folder: Path, out: Path, *, yes: bool, from_review: bool, from_records: bool, again: bool) -> None:
    """Make dictionaries of results: shown, tried on the reviewed documents, written if approved.

    ``again``: set probabilities right, too.
    """
    from cchc_ocr import lexicon
    from cchc_ocr.evaluation import cited_documents, teaching
    from cchc_ocr.pipeline import Options

    options, known = Options(), lexicon.load()
    found = teaching.taught(folder, known) if from_review else teaching.Taught()
    if from_records:
        found = replace(found, documents=cited_documents.documents_of(folder, known))
    if again:
        teaching.see_that_enough_was_reviewed(folder)
    for line in _shown(found):
        output.put(one_line(line) + "\n")
    if found == teaching.Taught() and not again:
        typer.echo(_("nothing new was found in two documents or more"), err=True)
        return
    effect = _show_effect(folder, found, options) if from_review else teaching.TaughtEffect()
    if again:
        found = replace(found, calibration=_recalibrated(effect, options))
    if found == teaching.Taught():
        typer.echo(_("nothing was written"), err=True)
        return
    if yes or output.asked(
        _("Write them to {folder}?").format(folder=out), N_("use --yes to write without a question")
    ):
        for path in found.write(out):
            typer.echo(one_line(output.written(path)), err=True)
    else:
        typer.echo(_("nothing was written"), err=True)


def _shown(found: Taught) -> Iterator[str]:
    """What people confirmed, a line each."""
    parts = {
        "family": _("{name} (family name)"),
        "middle": _("{name} (middle name)"),
        "given": _("{name} (given name)"),
    }
    yield from found.terms
    yield from (parts[part].format(name=name) for name, part in found.names)
    for body in found.bodies:
        others = ", ".join((*body.abbreviations, *body.symbols))
        yield f"{body.name} ({others})" if others else body.name
    for one in (one for one in found.confusions if one.seen != one.meant):
        said = (
            _("{meant} was read as {seen}, {count} of {of} times")
            if one.seen
            else _("{meant} was lost, {count} of {of} times")
        )
        yield said.format(meant=one.meant, seen=one.seen, count=one.count, of=one.of)
    for document in found.documents:
        yield f"{document.number_symbol} {document.date} {document.issuer} ({document.count})"


def _show_effect(folder: Path, found: Taught, options: Options) -> TaughtEffect:
    """Read the reviewed documents again with the new dictionaries, and say what that gains and harms."""
    from tempfile import TemporaryDirectory

    from cchc_ocr import pipeline
    from cchc_ocr.evaluation import teaching
    from cchc_ocr.runs.result_files import text_of

    with TemporaryDirectory() as tried:
        own = Path(tried) if found.write(Path(tried)) else None
        options = replace(options, repair=replace(options.repair, dictionaries=own))

        def read(path: Path) -> list[teaching.Reread]:
            typer.echo(_("reading {name}").format(name=one_line(path.name)), err=True)
            again = pipeline.digitise_each(path, options, jobs=machine.cores())
            return [(one.record, text_of(one.pages)) for one in again]

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
    return seen


def _recalibrated(effect: TaughtEffect, options: Options) -> tuple[CalibrationPoint, ...]:
    """The points of the curves that make probabilities better, after their figures were shown."""
    from cchc_ocr.evaluation import recalibration, shown

    parts = recalibration.recalibrated(effect.judged, options.extract.review_below)
    if not parts:
        typer.echo(_("too few of these values could be read again: probabilities stay as they are"), err=True)
        return ()
    output.console().print(shown.recalibration_table(parts))
    points = tuple(point for part in parts for point in part.points)
    if not points:
        typer.echo(
            _("the probabilities are as right as these values can make them: they stay as they are"), err=True
        )
    return points
