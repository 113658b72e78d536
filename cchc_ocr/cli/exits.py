"""How the program ends: what went wrong, in one line on stderr, and the exit code of its kind."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from cchc_ocr.cli import language
from cchc_ocr.cli.terminal import one_line
from cchc_ocr.errors import CchcError, ExitCode, UnreadableError
from cchc_ocr.system import limits, settings, signals
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import translated

_TOO_LITTLE = UnreadableError(
    "there is too little memory", hint="raise the limit (ulimit -v), end other programs, or take a larger machine"
)


class CarefulGroup(language.ReadByPeople, TyperGroup):
    """The command group: a CchcError becomes one line on stderr and an exit code; SIGTERM acts as Ctrl-C does."""

    def main(self, args: Sequence[str] | None = None, *others: Any, **kwargs: Any) -> Any:
        try:
            limits.guard_numpy()
            chosen = language.choose(sys.argv[1:] if args is None else args)
            if args is None:  # typer takes them from there, and on Windows puts the names of files for patterns
                sys.argv[1:] = chosen
            with signals.as_interrupt():
                return super().main(args if args is None else chosen, *others, **kwargs)
        except CchcError as error:
            complain(error)
            sys.exit(error.exit_code)
        except Exception as error:  # noqa: BLE001
            if limits.is_out_of_memory(error):
                complain(_TOO_LITTLE)
                sys.exit(_TOO_LITTLE.exit_code)
            _confess(error)

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        with language.told():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        try:
            with language.told():
                result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:  # the reader, `head` for one, has what it wanted
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(ExitCode.DONE) from None
        return result


@contextmanager
def interruptible(said: str) -> Iterator[None]:
    """A command that ends on Ctrl-C, SIGTERM or a closed terminal; ``said`` tells how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo(f"cchc-ocr: {translated(said)}", err=True)
        raise typer.Exit(ExitCode.INTERRUPTED) from None


def complain(error: CchcError) -> None:
    """``cchc-ocr: FILE: what is wrong. Next step`` on stderr, in one line."""
    told = (language.message(error), translated(error.hint))
    message, hint = (one_line(" ".join(part.split())).rstrip(".") for part in told)
    if not hint.startswith("cchc-ocr"):
        hint = hint[:1].upper() + hint[1:]
    typer.echo(f"cchc-ocr: {message}. {hint}" if hint else f"cchc-ocr: {message}", err=True)


def _confess(error: Exception) -> NoReturn:
    if settings.is_debugging():
        raise error
    what = one_line(" ".join(str(error).split()))
    where = "".join(f"{name}: " for name in getattr(error, "__notes__", ())[:1])
    said = f"{where}{type(error).__name__}: {what}"
    typer.echo("cchc-ocr: " + _("{error}. This is a bug in cchc-ocr").format(error=said), err=True)
    typer.echo(_("Please report it with the output of CCHC_OCR_DEBUG=1, which shows where it is"), err=True)
    sys.exit(ExitCode.OUR_FAULT)
