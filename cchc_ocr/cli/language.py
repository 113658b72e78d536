"""The command line in the reader's language: help and usage of commands, and what typer says of a wrong call.

Commands and options are declared in English. Help is made of a copy of the command in which every text is
translated; what typer writes about a mistake is translated line by line, because most of its texts are fixed.
"""

from __future__ import annotations

import gettext as of_python
import inspect
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from cchc_ocr import translation
from cchc_ocr.errors import CchcError, UsageError
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import gettext_noop as N_
from cchc_ocr.translation import translated

OF_TYPER = (  # what typer and the click inside it say
    *(N_("Usage: "), N_("[OPTIONS]"), N_("COMMAND [ARGS]..."), N_("Options"), N_("Arguments"), N_("Commands")),
    *(N_("default: {default}"), N_("required"), N_("env var: {var}"), N_("(dynamic)"), N_("Aborted!")),
    *(N_("Show this message and exit."), N_("Error: {what}"), N_("Try '{command} {option}' for help.")),
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
    *(N_("Missing command."), N_("No such command {name!r}.")),
    N_("{what}. Did you mean {names}?"),
    *(N_("No such option: {option}"), N_("No such option: {option} (Possible options: {names})")),
    *(N_("Missing argument {name}."), N_("Missing option {name}."), N_("Missing parameter: {name}")),
    *(N_("Missing argument {name}. {what}"), N_("Missing option {name}. {what}"), N_("Choose from:")),
    *(N_("Invalid value: {what}"), N_("Invalid value for {name}: {what}")),
    *(N_("{value} is not one of {names}."), N_("Value {value} is not a valid {kind}.")),
    *(N_("Option {name} requires an argument."), N_("Option {name} does not take a value.")),
    N_("Got unexpected extra argument(s) ({names})"),
    N_("Value error, {what}"),
    N_("Input should be a valid integer, unable to parse string as an integer"),
    N_("Input should be a valid integer, got a number with a fractional part"),
    N_("Input should be a valid number, unable to parse string as a number"),
    *(N_("Input should be greater than or equal to {limit}"), N_("Input should be less than or equal to {limit}")),
)

OF_SYSTEM = (  # what the system and SQLite say of files
    *(N_("No such file or directory"), N_("Permission denied"), N_("No space left on device"), N_("File exists")),
    *(N_("Is a directory"), N_("Not a directory"), N_("Read-only file system"), N_("File name too long")),
    *(N_("Input/output error"), N_("Too many open files"), N_("Too many levels of symbolic links")),
    *(N_("Operation not permitted"), N_("Directory not empty"), N_("Invalid argument"), N_("Disk quota exceeded")),
    *(N_("Cannot allocate memory"), N_("Device or resource busy"), N_("Stale file handle")),
    *(N_("database is locked"), N_("database or disk is full"), N_("disk I/O error")),
    *(N_("attempt to write a readonly database"), N_("unable to open database file")),
    *(N_("file is not a database"), N_("database disk image is malformed")),
)

OF_LIBRARIES = (  # what those who read files say most often of bad ones
    N_("unable to find trailer dictionary while recovering damaged file"),
    *(N_("can't find PDF header"), N_("unable to find /Root dictionary"), N_("file is damaged")),
    *(N_("image file is truncated"), N_("image file is truncated ({count} bytes not processed)")),
    *(N_("cannot identify image file {name}"), N_("broken data stream when reading image file")),
    *(N_("File is not a zip file"), N_("Bad CRC-32 for file {name}"), N_("unexpected end of data")),
    *(N_("Expecting value"), N_("Extra data"), N_("Unterminated string starting at")),
    *(N_("Expecting property name enclosed in double quotes"), N_("Expecting {sign} delimiter")),
    *(
        N_("Invalid control character at"),
        N_("Invalid {sign}escape"),
        N_("Illegal trailing comma before end of object"),
    ),
    N_("{what} (at line {line}, column {column})"),
    N_("Expecting value: line {line} column {column} (char {char})"),
    N_("Expecting property name enclosed in double quotes: line {line} column {column} (char {char})"),
    N_("Expecting {sign} delimiter: line {line} column {column} (char {char})"),
    N_("Extra data: line {line} column {column} (char {char})"),
    N_("Unterminated string starting at: line {line} column {column} (char {char})"),
    N_("'utf-8' codec can't decode byte {byte} in position {at}: {why}"),
    *(N_("invalid start byte"), N_("invalid continuation byte")),
    *(N_("expected '}' before end of string"), N_("Single '}' encountered in format string")),
    *(N_("Single '{' encountered in format string"), N_("unmatched '{' in format spec")),
    *(N_("Field required"), N_("Extra inputs are not permitted"), N_("Input should be a valid dictionary")),
    *(
        N_("Input should be a valid string"),
        N_("Input should be a valid number"),
        N_("Input should be a valid list"),
    ),
    *(
        N_("Input should be a valid tuple"),
        N_("Input should be a valid integer"),
        N_("Input should be {one} or {other}"),
    ),
    *(N_("Input should be a valid dictionary or instance of {kind}"), N_("String should match pattern {pattern}")),
    *(
        N_("List should have at least {count} item after validation, not {number}"),
        N_("Input should be a valid boolean"),
    ),
    N_("details in English: see --lang en"),
)

if TYPE_CHECKING:
    _Command = TyperCommand
else:
    _Command = object


class ReadByPeople(_Command):
    """Mixed into a class of commands: their help and usage are in the reader's language."""

    def get_help(self, ctx: Any) -> str:
        return super(ReadByPeople, self._translated()).get_help(ctx)

    def get_usage(self, ctx: Any) -> str:
        return super(ReadByPeople, self._translated()).get_usage(ctx)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=_("Usage: "))

    def _translated(self) -> Any:
        """The command with every text translated; parameters and commands of a group as well."""
        made: Any = copy(self)
        made.help = translated(inspect.cleandoc(made.help or ""))
        made.options_metavar = translated(made.options_metavar)
        made.params = [_with_help(parameter) for parameter in self.params]
        if self._help_option:
            made._help_option = _with_help(self._help_option)
        if isinstance(self, TyperGroup):
            made.subcommand_metavar = translated(made.subcommand_metavar)
            made.commands = {name: one._translated() for name, one in made.commands.items()}
        return made


def _with_help(parameter: Any) -> Any:
    made = copy(parameter)
    made.help = translated(made.help or "")
    return made


class PlainCommand(ReadByPeople, TyperCommand):
    """A command whose help is in the reader's language."""


@contextmanager
def told() -> Iterator[None]:
    """What typer says of a wrong call is said in the reader's language."""
    try:
        yield
    except TyperException as error:
        said = io.StringIO()
        error.show(said)  # type: ignore[attr-defined]
        for line in said.getvalue().splitlines():
            typer.echo(translated(line), err=True)
        raise typer.Exit(error.exit_code) from None


def choose(argv: Sequence[str]) -> list[str]:
    """Use the language that was chosen, and return the arguments without ``--lang``.

    Raises UsageError where ``--lang`` names no language that there is.
    """
    translation.use(translation.chosen(argv, os.environ))
    asked = translation.given(argv)
    if asked is not None and asked not in translation.LANGUAGES:
        raise UsageError(
            f"--lang {asked}: there is no such language", hint=f"choose {' or '.join(translation.LANGUAGES)}"
        )
    of_python.bindtextdomain(translation.DOMAIN, translation.LOCALES)
    of_python.textdomain(translation.DOMAIN)
    os.environ["LANGUAGE"] = translation.used()  # by which Python looks up what typer says
    if translation.used() != "en":
        _see_that_all_letters_can_be_written()
    return list(_without(argv))


def _see_that_all_letters_can_be_written() -> None:
    """Messages in UTF-8, as data are: a pipe on Windows, or the locale C, has no Vietnamese letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.encoding.lower().startswith("utf"):
            stream.reconfigure(encoding="utf-8")


def message(error: CchcError) -> str:
    """File, page and what is wrong, in the reader's language."""
    where = ", ".join(filter(None, (error.file, _on_page(error.page))))
    return f"{where}: {translated(error.what)}" if where else translated(error.what)


def reason(error: CchcError) -> str:
    """Page and what is wrong, in the reader's language, for a place that already names the file."""
    return f"{_on_page(error.page)}: {translated(error.what)}" if error.page else translated(error.what)


STATES = (  # of documents and files
    *(N_("done"), N_("partly"), N_("skipped"), N_("failed"), N_("not read yet"), N_("passed over")),
    *(N_("without original"), N_("edited"), N_("equal"), N_("doubtful"), N_("unreadable")),
    *(N_("filed"), N_("left"), N_("there already"), N_("kept"), N_("undone")),
)


def state_name(state: str) -> str:
    """What a state is called in the reader's language."""
    return translated(state)


def _on_page(page: int) -> str:
    return _("page {page}").format(page=page) if page else ""


def _without(argv: Sequence[str]) -> Iterator[str]:
    """The arguments without ``--lang`` and its value, wherever they stand before "--"."""
    rest = iter(argv)
    for argument in rest:
        if argument == "--":
            yield argument
            yield from rest
        elif argument == translation.OPTION:
            next(rest, None)
        elif not argument.startswith(f"{translation.OPTION}="):
            yield argument
