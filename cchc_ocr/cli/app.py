"""The command line: arguments to one call, its result to output and exit code.

What only one command needs is imported by that command, so that ``--help`` answers at once.
"""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from cchc_ocr import __version__
from cchc_ocr.cli.exits import CarefulGroup, complain, interruptible
from cchc_ocr.cli.options import (
    DocumentTimeout,
    Files,
    Jobs,
    Log,
    Memory,
    Overwrite,
    Pdf,
    reading,
    repairing,
    takes,
)
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.errors import CchcError, ConfigurationError, ExitCode, NotInstalledError, UsageError
from cchc_ocr.export import formats
from cchc_ocr.system import machine

if TYPE_CHECKING:
    from rich.console import Console

    from cchc_ocr.document import Page
    from cchc_ocr.pipeline import Options
    from cchc_ocr.repair import RepairOptions
    from cchc_ocr.runs.inputs import Item


app = typer.Typer(
    cls=CarefulGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


_TO = f"What to write: {'; '.join(f'{one.name}, {one.writes}' for one in formats.FORMATS)}."
_STREAMS = " or ".join(one.name for one in formats.FORMATS if one.streams)
_OUT = f'File, or folder for several; "-" for {_STREAMS}.'


def _heeded(option: str, does: str) -> str:
    """The help of an option that not all formats heed."""
    return f"{formats.heeding(option)}: {does}"


def main() -> None:
    """Entry point of ``cchc-ocr``."""
    app(prog_name="cchc-ocr")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cchc-ocr {__version__}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Digitise scanned Vietnamese administrative reports: text, repaired, and a validated record.

    Exit codes: 0 done, 2 wrong usage, 3 unreadable input, 4 something is not installed, 5 bad dictionary
    or model, 6 some documents failed, 7 below the agreed figures, 8 encrypted, 130 interrupted.
    """


@app.command()
@interruptible("interrupted. Run the same command again to go on from here")
@takes(reading, repairing)
def run(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT", help="Files and folders of documents.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for the results.")],
    *,
    options: Options,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Read again what failed before and has not changed since.")
    ] = False,
    overwrite: Overwrite = False,
    replace_edited: Annotated[
        bool,
        typer.Option(
            "--replace-edited", help="Make anew what was corrected by hand; the old file stays as .edited-1."
        ),
    ] = False,
    pdf: Pdf = False,
    document_timeout: DocumentTimeout = 7200.0,
    memory: Memory = 4096,
    log: Log = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Work on the dask cluster there: tcp://host:8786.")
    ] = None,
    jobs: Jobs = None,
) -> None:
    """Read files and folders: for each document DIR/<same path>.json and .txt.

    What is finished is skipped on the next run; one bad file never stops the others.
    """
    from cchc_ocr import pipeline
    from cchc_ocr.cli.display import Display, summary
    from cchc_ocr.cli.journal import journal
    from cchc_ocr.runs import batch, claims
    from cchc_ocr.runs import inputs as documents
    from cchc_ocr.runs.cluster import Cluster

    items = documents.find(inputs, out)
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
    )
    cluster = Cluster(scheduler, options, memory=memory, tell=complain) if scheduler else None
    processes = jobs or (cluster.threads if cluster else machine.cores())
    console = _console()
    with Display(len(items), console) as display, journal(log, display) as watcher:
        outcomes = batch.run(items, job, watcher, processes=processes, executor=cluster)
    summary(outcomes, out, console)
    if any(outcome.error for outcome in outcomes):
        raise typer.Exit(ExitCode.SOME_FAILED)


@app.command()
@interruptible("stopped. Run the same command again to go on from here")
@takes(reading, repairing)
def watch(
    inbox: Annotated[Path, typer.Argument(metavar="INBOX", help="Folder that scans are put into.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for the results.")],
    *,
    options: Options,
    pdf: Pdf = False,
    document_timeout: DocumentTimeout = 7200.0,
    memory: Memory = 4096,
    log: Log = None,
    jobs: Jobs = None,
) -> None:
    """Read what comes into a folder, as run does, until Ctrl-C."""
    from cchc_ocr import pipeline
    from cchc_ocr.cli.display import Display
    from cchc_ocr.cli.journal import journal
    from cchc_ocr.runs import batch, claims, watching

    if pdf:
        from cchc_ocr.files import searchable

        searchable.check_installed()
    made_by = pipeline.made_by(options)
    job = batch.Job(
        out, options, made_by, pdf=pdf, document_timeout=document_timeout, memory=memory, unattended=True
    )
    console = _console()

    def read(items: Sequence[Item]) -> None:
        with Display(len(items), console, lines=True) as display, journal(log, display) as watcher:
            batch.run(items, job, watcher, processes=jobs or machine.cores())

    if log:
        claims.see_that_log_is_free(log, [inbox], (), out)
    batch.prepare(out)
    typer.echo(f"watching {one_line(str(inbox))}; Ctrl-C ends it", err=True)
    watching.watch(inbox, out, read)


@app.command()
@takes(reading, repairing)
def ocr(
    files: Files,
    *,
    options: Options,
    raw: Annotated[bool, typer.Option("--raw", help="As the engine read it, not repaired.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print one JSON object per changed word instead.")
    ] = False,
    pdf: Annotated[
        Path | None, typer.Option("--pdf", metavar="OUT", help="Also write the scan over this text, as PDF/A.")
    ] = None,
    debug_images: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write pictures of what was done to each page.")
    ] = None,
    overwrite: Overwrite = False,
    jobs: Jobs = None,
) -> None:
    """Print the text of scans, repaired; every page ends with a form feed."""
    from cchc_ocr import pipeline
    from cchc_ocr.files import searchable
    from cchc_ocr.runs.result_files import text_of
    from cchc_ocr.system.disk import see_that_folder_is_free, see_that_it_is_free

    def text(path: Path) -> str:
        watched = pipeline.with_debug_images(options, debug_images, path) if debug_images else options
        pages: Sequence[Page] = pipeline.read(path, watched, jobs=jobs or machine.cores())
        repaired = None if raw else pipeline.repair(pages, options)
        pages = repaired.pages if repaired else pages
        for remark in searchable.write(path, pages, pdf, options.read) if pdf else ():
            typer.echo(f"cchc-ocr: {remark}", err=True)
        return repaired.explained() if repaired and explain else text_of(pages)

    if raw and explain:
        raise UsageError("--raw changes nothing that --explain could tell", hint="give one of them")
    if pdf:
        searchable.check_installed()
        if len(files) > 1:
            raise UsageError(f"{pdf}: one PDF of {len(files)} files", hint="give one file, or take `run --pdf`")
        see_that_it_is_free(pdf, map(Path, files), overwrite=overwrite)
    if debug_images and len({Path(file).name for file in files}) < len(files):
        raise UsageError("files of the same name would share a folder of pictures", hint="give one at a time")
    for folder in [debug_images / Path(file).name for file in files] if debug_images else ():
        see_that_folder_is_free(folder, map(Path, files), overwrite=overwrite)

    _each(files, text)


@app.command()
@takes(reading, repairing)
def extract(
    files: Files,
    options: Options,
    pretty: Annotated[bool, typer.Option("--pretty", help="Indented, for people.")] = False,
    jobs: Jobs = None,
) -> None:
    """Print one JSON record per document, one per line."""
    from cchc_ocr import pipeline

    def record(path: Path) -> str:
        digitised = pipeline.digitise(path, options, jobs=jobs or machine.cores())
        return digitised.record.to_json(indent=2 if pretty else None) + "\n"

    _each(files, record)


@app.command()
@takes(repairing)
def restore(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help='A text file; "-" or nothing is stdin.')] = "-",
    *,
    options: RepairOptions,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print one JSON object per changed word instead.")
    ] = False,
) -> None:
    """Repair text, line for line: missing diacritics and what OCR garbled."""
    from cchc_ocr import stream as restoring

    with restoring.opened(file) as stream:
        for block in restoring.restored(file, stream, options):
            _put(block.explained() if explain else block.text)


@app.command()
def learn(
    sources: Annotated[
        list[Path], typer.Argument(metavar="FOLDER", help="Clean text: .txt and .txt.xz files or folders.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The model to write.")],
) -> None:
    """Learn a language model from an archive's own clean text, for --model."""
    from cchc_ocr import ngram
    from cchc_ocr.system.disk import save, see_that_it_is_free

    see_that_it_is_free(out, sources, overwrite=True)
    content = ngram.build(sources)
    typer.echo(f"written: {save(out, content)} ({len(content):,} bytes)", err=True)


@app.command()
def export(
    sources: Annotated[
        list[Path], typer.Argument(metavar="SOURCE", help="Records: JSON, JSON Lines, folders of run.")
    ],
    to: Annotated[
        str,
        typer.Option("--to", metavar="|".join(formats.NAMES), autocompletion=lambda: formats.NAMES, help=_TO),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="PATH", help=_OUT)],
    *,
    decimal_comma: Annotated[
        bool,
        typer.Option(
            "--decimal-comma", help=_heeded("decimal_comma", "8,5 and semicolons, for Excel that counts so.")
        ),
    ] = False,
    review_below: Annotated[
        float,
        typer.Option(
            metavar="P", min=0, max=1, help=_heeded("review_below", "colour values less sure than this.")
        ),
    ] = 0.8,
    overwrite: Overwrite = False,
) -> None:
    """Write records to what spreadsheets and scripts read."""
    from cchc_ocr import export as exporting

    formats.named(to)
    stdin = io.TextIOWrapper(sys.stdin.buffer, "utf-8-sig")
    found = exporting.load(sources, stdin)
    options = exporting.ExportOptions(decimal_comma=decimal_comma, review_below=review_below)
    if str(out) == "-":
        _put(exporting.text(found, to, options))
        return
    files = [path for source in sources for path in exporting.record_files(source)]
    written = exporting.write(found, to, out, options, inputs=files, overwrite=overwrite)
    for line in (*(f"written: {path}" for path in written.files), *written.remarks):
        typer.echo(one_line(line), err=True)


@app.command()
@takes(reading, repairing)
def evaluate(
    samples: Annotated[
        Path, typer.Argument(metavar="SAMPLES", help="Folder of documents with truth beside them.")
    ],
    *,
    options: Options,
    check: Annotated[bool, typer.Option("--check", help="Fail (exit 7) below the agreed figures.")] = False,
    expected: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The agreed figures; SAMPLES/expected.toml otherwise.")
    ] = None,
    update: Annotated[bool, typer.Option("--update", help="Make these figures the agreed ones.")] = False,
    junit: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a report for CI servers.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
    jobs: Jobs = None,
) -> None:
    """Measure what is read from samples against the truth beside them."""
    from cchc_ocr import pipeline
    from cchc_ocr.evaluation import evaluate as evaluation
    from cchc_ocr.system.disk import save

    figures = expected or samples / "expected.toml"
    agreed = evaluation.load_expected(figures) if check else None
    report = evaluation.run(
        samples,
        lambda path: pipeline.digitise(path, options, jobs=jobs or machine.cores()),
        progress=lambda name: typer.echo(f"reading {one_line(name)}", err=True),
    )
    if as_json:
        _put(report.to_json() + "\n")
    else:
        for table in (report.table(), report.field_table(), report.calibration_table()):
            _console(stderr=False).print(table)
    if junit:
        save(junit, report.to_junit(agreed))
    if update and not report.errors:
        save(figures, report.to_expected())
    for line in report.failures(agreed):
        typer.echo(f"cchc-ocr: {one_line(line)}", err=True)
    raise typer.Exit(report.exit_code(agreed))


@app.command()
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
        _put(one_line(f"{hit.name}: page {hit.page}: {hit.snippet}") + "\n")
    if not hits:
        typer.echo("nothing found", err=True)


@app.command()
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
    standing.show(run_status.status(folder), folder, _console(stderr=False))


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    from cchc_ocr.records import Record

    _put(json.dumps(Record.model_json_schema(mode="serialization"), ensure_ascii=False, indent=2) + "\n")


@app.command()
@takes(repairing)
def doctor(options: RepairOptions) -> None:
    """Say what is installed, what is missing, and how to install it."""
    from cchc_ocr.cli import doctor as examining

    findings = list(examining.examine(options))
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        typer.echo(f"{'ok     ' if finding.ok else 'MISSING'} {finding.name:<{width}}  {finding.found}")
        if not finding.ok:
            typer.echo(f"        {finding.remedy}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(ExitCode.NOT_INSTALLED)


def _each(files: Iterable[str], text: Callable[[Path], str]) -> None:
    """Print what becomes of each file; one that cannot be read is complained of, and the next is taken."""
    failed: CchcError | None = None
    for file in files:
        try:
            with _document(file) as path:
                _put(text(path))
        except (NotInstalledError, ConfigurationError):
            raise  # the others would fail of it as well
        except CchcError as error:
            complain(error)
            failed = failed or error
    if failed:
        raise typer.Exit(failed.exit_code)


@contextmanager
def _document(file: str) -> Iterator[Path]:
    """The file; for "-" a copy of stdin of that name, for PDFs and pictures are read here and there."""
    if file != "-":
        yield Path(file)
        return
    with TemporaryDirectory(prefix="cchc-ocr-") as folder:
        copy = Path(folder) / file
        with copy.open("wb") as target:
            shutil.copyfileobj(sys.stdin.buffer, target)
        yield copy


def _put(text: str) -> None:
    """Data to stdout: UTF-8 whatever the locale, at once."""
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()


def _console(*, stderr: bool = True) -> Console:
    """Talk goes to stderr; where the console is a file, tables need not fit a screen."""
    from rich.console import Console

    console = Console(stderr=stderr)
    if not console.is_terminal:
        console.width = 200
    return console
