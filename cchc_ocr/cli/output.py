"""Where a command writes: data to stdout, messages and questions to stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from cchc_ocr.cli.terminal import one_line
from cchc_ocr.errors import UsageError
from cchc_ocr.translation import gettext as _
from cchc_ocr.vietnamese import nfc

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from cchc_ocr.pipeline import Progress

_YES = ("y", "yes", "c", "có", "co")
_NO = ("", "n", "no", "k", "không", "khong")


def put(text: str) -> None:
    """Data to stdout: UTF-8 whatever the locale, at once."""
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()


def written(path: Path) -> str:
    """What is said of a file that was written."""
    return _("written: {path}").format(path=path)


def console(*, stderr: bool = True) -> Console:
    """A console for messages on stderr. Tables are not cut to the width of a screen where the output is a file."""
    from rich.console import Console

    made = Console(stderr=stderr)
    if not made.is_terminal:
        made.width = 200
    return made


@contextmanager
def progress_shown() -> Iterator[Callable[[Progress], None] | None]:
    """Say on a terminal how far a document of several pages is, in a line that goes away again; None elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.markup import escape

    status = console().status("")

    def tell(progress: Progress) -> None:
        if progress.pages > 1:
            said = _("{name}: {done} of {count} pages read").format(
                name=one_line(progress.file), done=progress.pages_read, count=progress.pages
            )
            status.update(escape(said))
            status.start()

    try:
        yield tell
    finally:
        status.stop()


def asked(question: str, hint: str) -> bool:
    """Whether the user answers yes, in either language; no answer is no.

    Raises UsageError where stdin is no terminal, because nobody can be asked.
    """
    if not sys.stdin.isatty():
        raise UsageError("nothing was done, because nobody can be asked here", hint=hint)
    while True:
        typed = typer.prompt(f"{question} [{_('y/N')}]", default="", show_default=False, err=True)
        answer = nfc(typed).strip().lower()
        if answer in (*_YES, *_NO):
            return answer in _YES
        typer.echo(_("Please answer y or n."), err=True)
