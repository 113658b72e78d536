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
from cchc_ocr.errors import CchcError, ConfigurationError, NotInstalledError, ReadInPartError


def for_each(files: Iterable[str], read: Callable[[Path], tuple[str, ReadInPartError | None]]) -> None:
    """Print the result of each file. For a file that cannot be read, show an error and go on with the next.

    ``read`` returns the text to print, and what is missing of it, which is shown like an error. The exit code is
    that of the first file that cannot be read at all, else that of files that were read in part.
    """
    failed: CchcError | None = None
    in_part: CchcError | None = None
    for file in files:
        try:
            with _document(file) as path:
                text, lacks = read(path)
                put(text)
                if lacks:
                    complain(lacks)
                in_part = in_part or lacks
        except (NotInstalledError, ConfigurationError):
            raise  # the others would fail of it as well
        except CchcError as error:
            complain(error)
            failed = failed or error
    if worst := failed or in_part:
        raise typer.Exit(worst.exit_code)


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
