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
    """Print what becomes of each file; one that cannot be read is complained of, and the next is taken."""
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
    """The file; for "-" a copy of stdin of that name, for PDFs and pictures are read here and there."""
    if file != "-":
        yield Path(file)
        return
    with TemporaryDirectory(prefix="cchc-ocr-") as folder:
        copy = Path(folder) / file
        with copy.open("wb") as target:
            shutil.copyfileobj(sys.stdin.buffer, target)
        yield copy
