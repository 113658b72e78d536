"""Commands that read documents and text: run, watch, ocr, extract, restore."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc_ocr.cli import output
from cchc_ocr.cli.exits import complain, interruptible
from cchc_ocr.cli.inputs import for_each
from cchc_ocr.cli.options import (
    DocumentTimeout,
    DropBlank,
    Files,
    Jobs,
    Log,
    MemoryLimit,
    NoSplit,
    Overwrite,
    Pdf,
    Quiet,
    copying,
    reading,
    repairing,
    takes,
)
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.errors import ExitCode, ReadInPartError, UnreadableError, UsageError
from cchc_ocr.system import machine
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.translation import translated

if TYPE_CHECKING:
    from cchc_ocr.document import Page
    from cchc_ocr.pipeline import Digitised, Options
    from cchc_ocr.repair import RepairOptions
    from cchc_ocr.runs.inputs import Item


@interruptible(N_("interrupted. Run the same command again to go on from here"))
@takes(reading, repairing)
def run(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT", help="Files and folders of documents.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The folder for the results.")],
    *,
    options: Options,
    retry_failed: Annotated[
        bool,
        typer.Option(
            "--retry-failed",
            help="Try again the documents that failed, or were read partly, and have not changed since.",
        ),
    ] = False,
    overwrite: Overwrite = False,
    replace_edited: Annotated[
        bool,
        typer.Option(
            "--replace-edited", help="Make edited results anew; the edited file is kept as NAME.json.edited-1."
        ),
    ] = False,
    no_split: NoSplit = False,
    pdf: Pdf = False,
    drop_blank: DropBlank = False,
    document_timeout: DocumentTimeout = 7200.0,
    memory: MemoryLimit = 4096,
    log: Log = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Do the work on this dask cluster, for example tcp://host:8786."),
    ] = None,
    jobs: Jobs = None,
    quiet: Quiet = False,
) -> None:
    """Read files and folders, and write DIR/<same path>.json and .txt for each document.

    The next run skips finished documents; a bad file never stops the others, nor a bad page the other pages.
    """
    from cchc_ocr import pipeline
    from cchc_ocr.cli.display import Display, summary
    from cchc_ocr.cli.journal import journal
    from cchc_ocr.runs import batch, claims
    from cchc_ocr.runs import inputs as documents
    from cchc_ocr.runs.cluster import Cluster

    options = replace(copying(options, pdf=pdf, drop_blank=drop_blank), split=not no_split)
    survey = documents.survey(inputs, out)
    items = survey.items
    if log:
        claims.see_that_log_is_free(log, inputs, items, out)
    if pdf:
        from cchc_ocr.files import searchable

        searchable.check_installed()
    job = batch.Job(
        out,
        options,
        pipeline.made_by(options),
        retry_failed=retry_failed,
        pdf=pdf,
        document_timeout=document_timeout,
        memory=memory,
        overwrite=overwrite,
        replace_edited=replace_edited,
        count_ahead=not quiet,
    )
    cluster = Cluster(scheduler, options, memory=memory, tell=complain) if scheduler else None
    processes = jobs or (cluster.threads if cluster else machine.cores())
    console = output.console()
    shown = Display(len(items), console, quiet=quiet)
    with shown as display, journal(log, display, items, survey.passed_over) as watcher:
        outcomes = batch.run(items, job, watcher, processes=processes, executor=cluster, survey=survey)
    summary(outcomes, out, console, survey.kinds, quiet=quiet)
    if any(outcome.error for outcome in outcomes):
        raise typer.Exit(ExitCode.SOME_FAILED)


@interruptible(N_("stopped. Run the same command again to go on from here"))
@takes(reading, repairing)
def watch(
    inbox: Annotated[Path, typer.Argument(metavar="INBOX", help="The folder to watch.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The folder for the results.")],
    *,
    options: Options,
    no_split: NoSplit = False,
    pdf: Pdf = False,
    drop_blank: DropBlank = False,
    document_timeout: DocumentTimeout = 7200.0,
    memory: MemoryLimit = 4096,
    log: Log = None,
    jobs: Jobs = None,
    quiet: Quiet = False,
) -> None:
    """Read the documents that are put into a folder, as run does, until Ctrl-C."""
    from cchc_ocr import pipeline
    from cchc_ocr.cli.display import Display
    from cchc_ocr.cli.journal import journal
    from cchc_ocr.runs import batch, claims, watching
    from cchc_ocr.runs import inputs as documents

    options = replace(copying(options, pdf=pdf, drop_blank=drop_blank), split=not no_split)
    if pdf:
        from cchc_ocr.files import searchable

        searchable.check_installed()
    made_by = pipeline.made_by(options)
    job = batch.Job(
        out,
        options,
        made_by,
        pdf=pdf,
        document_timeout=document_timeout,
        memory=memory,
        unattended=True,
        count_ahead=not quiet,
    )
    console = output.console()

    def read(items: Sequence[Item]) -> None:
        shown = Display(len(items), console, lines=True, quiet=quiet)
        with shown as display, journal(log, display, items) as watcher:
            survey = None
            with suppress(UnreadableError, UsageError):  # the files are gone again, as the next look will find
                survey = documents.survey([inbox], out)
            now = replace(job, made_by=pipeline.made_by(options))  # by dictionaries as they are now
            batch.run(items, now, watcher, processes=jobs or machine.cores(), survey=survey)

    if log:
        claims.see_that_log_is_free(log, [inbox], (), out)
    batch.prepare(out)
    if not quiet:
        typer.echo(_("watching {folder}; press Ctrl-C to stop").format(folder=one_line(str(inbox))), err=True)
    watching.watch(inbox, out, read)


@takes(reading, repairing)
def ocr(
    files: Files,
    *,
    options: Options,
    raw: Annotated[
        bool, typer.Option("--raw", help="Print the text as the engine read it, without repair.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print one JSON object for each change instead of the text.")
    ] = False,
    pdf: Annotated[
        Path | None,
        typer.Option(
            "--pdf",
            metavar="OUT",
            help="Also write a searchable PDF/A: the scan with the text as an invisible layer.",
        ),
    ] = None,
    drop_blank: DropBlank = False,
    debug_images: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write pictures of each page after each step of preparation."),
    ] = None,
    overwrite: Overwrite = False,
    jobs: Jobs = None,
) -> None:
    """Print the text of scans, repaired; every page ends with a form feed."""
    from cchc_ocr import completeness, pipeline
    from cchc_ocr.files import searchable
    from cchc_ocr.files.attachments import on_disk
    from cchc_ocr.runs.result_files import text_of
    from cchc_ocr.system.disk import holder, see_that_folder_is_free, see_that_it_is_free, shown

    def text(path: Path) -> tuple[str, ReadInPartError | None]:
        watched = pipeline.with_debug_images(options, debug_images, path) if debug_images else options
        with output.progress_shown() as tell:
            pages: Sequence[Page] = pipeline.read(path, watched, jobs=jobs or machine.cores(), on_progress=tell)
        lacks = completeness.lacks(pages, path.name)
        read, repaired = pages, None if raw else pipeline.repair(pages, options)
        pages = repaired.pages if repaired else pages
        if pdf:
            save_pdf(path, read, pages, pdf)
        for inside in pipeline.attached(path, options):
            said = _("{name}: this attached document is not printed; give it by this name")
            typer.echo(f"cchc-ocr: {said.format(name=one_line(shown(inside)))}", err=True)
        return repaired.explained() if repaired and explain else text_of(pages), lacks

    def save_pdf(path: Path, read: Sequence[Page], pages: Sequence[Page], out: Path) -> None:
        record = pipeline.complete(pipeline.look(path, options), read, options).record
        with on_disk(path, options.read.passwords) as file:
            for remark in searchable.write(file, pages, out, options.read, chosen=options.copy, record=record):
                typer.echo(f"cchc-ocr: {translated(remark)}", err=True)

    options = copying(options, pdf=bool(pdf), drop_blank=drop_blank)
    if raw and explain:
        raise UsageError("--raw makes no changes that --explain could show", hint="give one of them")
    if pdf:
        searchable.check_installed()
        if len(files) > 1:
            raise UsageError(
                f"{pdf}: {len(files)} files cannot become one PDF",
                hint="give one file, or use `cchc-ocr run --pdf`",
            )
        see_that_it_is_free(pdf, map(holder, map(Path, files)), overwrite=overwrite)
    if debug_images and len({Path(file).name for file in files}) < len(files):
        raise UsageError(
            "two files with the same name would share a folder of pictures", hint="give one file at a time"
        )
    for folder in [debug_images / Path(file).name for file in files] if debug_images else ():
        see_that_folder_is_free(folder, map(Path, files), overwrite=overwrite)

    for_each(files, text)


@takes(reading, repairing)
def extract(
    files: Files,
    *,
    options: Options,
    pretty: Annotated[bool, typer.Option("--pretty", help="Indent the JSON, for people to read.")] = False,
    account: Annotated[
        bool,
        typer.Option(
            "--account", help="Print every figure with its role and the reason instead, one JSON object per line."
        ),
    ] = False,
    no_split: NoSplit = False,
    jobs: Jobs = None,
) -> None:
    """Print one JSON record per document, one per line; documents attached to a PDF follow it."""
    from cchc_ocr import pipeline

    options = replace(options, split=not no_split)

    def told(digitised: Digitised) -> str:
        if account:
            return "".join(line.to_json() + "\n" for line in pipeline.account(digitised, options))
        return digitised.record.to_json(indent=2 if pretty else None) + "\n"

    def records(path: Path) -> tuple[str, ReadInPartError | None]:
        with output.progress_shown() as tell:
            documents = pipeline.digitise_each(path, options, jobs=jobs or machine.cores(), on_progress=tell)
        return "".join(map(told, documents)), next((one.lacks for one in documents if one.lacks), None)

    for_each(files, records, lambda path: pipeline.attached(path, options))


@takes(repairing)
def restore(
    file: Annotated[
        str, typer.Argument(metavar="FILE|-", help='A text file; "-", or no file, reads stdin.')
    ] = "-",
    *,
    options: RepairOptions,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print one JSON object for each change instead of the text.")
    ] = False,
) -> None:
    """Repair text line for line: put back missing diacritics and correct misread words."""
    from cchc_ocr import stream as restoring

    with restoring.opened(file) as stream:
        for block in restoring.restored(file, stream, options):
            output.put(block.explained() if explain else block.text)
