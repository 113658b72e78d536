"""The documents that a command is given, one after the other; "-" is stdin."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from cchc_ocr.cli.exits import complain
from cchc_ocr.cli.output import put
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.errors import CchcError, ConfigurationError, NotInstalledError


def for_each(
    files: Iterable[str],
    text: Callable[[Path], str],
    inside: Callable[[Path], Iterable[Path]] = lambda _: (),
) -> None:
    """Print the result of each file, and then of the files ``inside`` it.

    For a file that cannot be read, show an error and go on with the next.
    """
    failed: CchcError | None = None
    for file in files:
        with ExitStack() as held:
            held.push(partial(_named, file))
            path = held.enter_context(_document(file))
            for one in chain([path], _found(path, inside)):
                try:
                    put(text(one))
                except (NotInstalledError, ConfigurationError):
                    raise  # the others would fail of it as well
                except CchcError as error:
                    complain(error)
                    failed = failed or error
    if failed:
        raise typer.Exit(failed.exit_code)


def _named(file: str, _kind: object, error: BaseException | None, _trace: object) -> None:
    """Add the name of the file to an error that nobody expected."""
    if error and not isinstance(error, CchcError):
        error.add_note(one_line(file))


def _found(path: Path, inside: Callable[[Path], Iterable[Path]]) -> Iterator[Path]:
    """The files inside, looked for only once the file itself was read."""
    yield from inside(path)


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
