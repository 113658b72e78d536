"""The command that fills in documents of Paperless-ngx."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cchc_ocr.cli import output
from cchc_ocr.cli.exits import complain, interruptible
from cchc_ocr.cli.options import Jobs, reading, repairing, takes
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.errors import CchcError, ConfigurationError, NotInstalledError, UsageError, install_hint
from cchc_ocr.system import machine, settings
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import gettext_noop as N_

if TYPE_CHECKING:
    from cchc_ocr.paperless.api import PaperlessApi
    from cchc_ocr.paperless.config import PaperlessConfig
    from cchc_ocr.paperless.filling import Filler
    from cchc_ocr.pipeline import Options


@takes(reading, repairing)
@interruptible(N_("interrupted"))
def paperless(
    numbers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID",
            help="Numbers of documents in Paperless-ngx; without them, the one just consumed.",
        ),
    ] = None,
    *,
    options: Options,
    config: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A TOML file with url, token, tag and names of fields."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be filled in, and write nothing.")
    ] = False,
    overwrite: Annotated[
        bool,
        typer.Option("--overwrite", help="Replace values that are there, also of documents that were filled in."),
    ] = False,
    jobs: Jobs = None,
) -> None:
    """Fill in title, date, correspondent, type and custom fields of documents in Paperless-ngx.

    Paperless-ngx starts it after a document was consumed, where PAPERLESS_POST_CONSUME_SCRIPT is the path of
    cchc-ocr-paperless. Values that are in doubt are not written, but named in a note.
    """
    from cchc_ocr import pipeline
    from cchc_ocr.paperless import config as configuring
    from cchc_ocr.paperless.proposing import propose

    def fill(number: int) -> None:
        document = api.document(number)
        if filler.is_filled(document):
            output.put(_("{number}: was filled in before").format(number=number) + "\n")
            return
        with _file(api, number, document) as path:
            read = pipeline.digitise(path, options, jobs=jobs or machine.cores())
        told = filler.fill(document, propose(read.record))
        for line in (part for one in told for part in one.splitlines()):
            output.put(one_line(f"{number}: {line}") + "\n")

    given = [_number(one) for one in numbers or ()] or [_consumed()]
    chosen = configuring.load(config)
    failed: CchcError | None = None
    with _connected(chosen) as api:
        filler = _filler(api, chosen, dry_run=dry_run, overwrite=overwrite)
        for number in given:
            try:
                fill(number)
            except (NotInstalledError, ConfigurationError):
                raise  # the others would fail of it as well
            except CchcError as error:
                complain(error)
                failed = failed or error
    if failed:
        raise typer.Exit(failed.exit_code)


def _consumed() -> int:
    """The number of the document that Paperless-ngx has just consumed. Raises UsageError where it tells none."""
    number, _path = settings.consumed_document()
    if number is None:
        hint = "give their numbers, as they stand in their addresses: cchc-ocr paperless 17"
        raise UsageError("no document is named", hint=hint)
    return _number(number)


def _number(text: str) -> int:
    if not text.isdecimal():
        raise UsageError(f"{text!r} is no number of a document", hint="give the number in its address")
    return int(text)


def _connected(config: PaperlessConfig) -> PaperlessApi:
    try:
        from cchc_ocr.paperless.api import PaperlessApi
    except ImportError as error:
        raise NotInstalledError(f"the package {error.name} is missing", hint=install_hint("paperless")) from error
    return PaperlessApi(config)


def _filler(api: PaperlessApi, config: PaperlessConfig, *, dry_run: bool, overwrite: bool) -> Filler:
    from cchc_ocr.paperless.filling import Filler

    return Filler(api, config, dry_run=dry_run, overwrite=overwrite)


@contextmanager
def _file(api: PaperlessApi, number: int, document: Mapping[str, Any]) -> Iterator[Path]:
    """The original of a document: where Paperless-ngx says that it lies, else a copy of it."""
    consumed, path = settings.consumed_document()
    if consumed == str(number) and path and path.is_file():
        yield path
        return
    with TemporaryDirectory(prefix="cchc-ocr-") as folder:
        copy = Path(folder) / (Path(document.get("original_file_name") or "").name or str(number))
        api.download(number, copy)
        yield copy
