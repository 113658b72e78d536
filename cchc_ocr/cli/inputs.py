"""The documents that a command is given, one after the other; "-" is stdin."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer

from cchc_ocr.cli.exits import complain
from cchc_ocr.cli.output import put
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.errors import CchcError, ConfigurationError, NotInstalledError, ReadInPartError

if TYPE_CHECKING:
    from cchc_ocr.export import FoundRecords


def for_each(
    files: Iterable[str],
    read: Callable[[Path], tuple[str, ReadInPartError | None]],
    inside: Callable[[Path], Iterable[Path]] = lambda _: (),
) -> None:
    """Print the result of each file, and then of the files ``inside`` it.

    For a file that cannot be read, show an error and go on with the next. ``read`` returns the text to print, and
    what is missing of it, which is shown like an error. The exit code is that of the first file that cannot be
    read at all, else that of files that were read in part.
    """
    failed: CchcError | None = None
    in_part: CchcError | None = None
    for file in files:
        with ExitStack() as held:
            held.push(partial(_named, file))
            for path in _paths(file, held, inside):
                error = _printed(path, read)
                if error:
                    complain(error)
                if isinstance(error, ReadInPartError):
                    in_part = in_part or error
                else:
                    failed = failed or error
    if worst := failed or in_part:
        raise typer.Exit(worst.exit_code)


def given_records(sources: Sequence[Path], *, without_personal: bool) -> FoundRecords:
    """The records of these sources, of which "-" is stdin."""
    from cchc_ocr import export

    found = export.load(sources, io.TextIOWrapper(sys.stdin.buffer, "utf-8-sig"))
    return export.without_personal(found) if without_personal else found


def _printed(path: Path, read: Callable[[Path], tuple[str, ReadInPartError | None]]) -> CchcError | None:
    """Print the result of a file; returns why that was not possible, or what is missing of it."""
    try:
        text, lacks = read(path)
        put(text)
        return lacks
    except (NotInstalledError, ConfigurationError):
        raise  # the others would fail of it as well
    except CchcError as error:
        return error


def _named(file: str, _kind: object, error: BaseException | None, _trace: object) -> None:
    """Add the name of the file to an error that nobody expected."""
    if error and not isinstance(error, CchcError):
        error.add_note(one_line(file))


def _paths(file: str, held: ExitStack, inside: Callable[[Path], Iterable[Path]]) -> Iterator[Path]:
    """The path of a file, and then of those inside it, which are looked for only once the file itself was read."""
    path = held.enter_context(_document(file))
    yield path
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
