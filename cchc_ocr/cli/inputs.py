"""The documents that a command is given, one after the other; "-" is stdin."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from cchc_ocr.cli.exits import complain
from cchc_ocr.cli.output import put
from cchc_ocr.errors import CchcError, ConfigurationError, NotInstalledError


def for_each(files: Iterable[str], text: Callable[[Path], str]) -> None:
    """Print the result of each file. For a file that cannot be read, show an error and go on with the next."""
    failed: CchcError | None = None
    for file in files:
        try:
            with _document(file) as path:
                put(text(path))
        except (NotInstalledError, ConfigurationError):
            raise  # the others would fail of it as well
        except CchcError as error:
            complain(error)
            failed = failed or error
    if failed:
        raise typer.Exit(failed.exit_code)


@contextmanager
def _document(file: str) -> Iterator[Path]:
    """The path of the file; for "-" that of a temporary copy of stdin: PDFs and pictures need random access."""
    if file != "-":
        yield Path(file)
        return
    with TemporaryDirectory(prefix="cchc-ocr-") as folder:
        copy = Path(folder) / file
        with copy.open("wb") as target:
            shutil.copyfileobj(sys.stdin.buffer, target)
        yield copy
