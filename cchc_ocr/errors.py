"""The errors of the program: each carries its exit code and the next step for the user."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path
from typing import Self

from cchc_ocr.translation import gettext_noop as N_

IN_PART = "parts of the page may be missing"  # what is wrong with a damaged page that was read as far as it goes
SCAN_AGAIN = "get the file again from its source, or scan the page again"  # the next step for a damaged page


def install_command(extra: str) -> str:
    """The command that installs what an extra of this package brings.

    >>> install_command("pdf")
    "pip install 'cchc-ocr[pdf]'"
    """
    return f"pip install 'cchc-ocr[{extra}]'"


def install_hint(extra: str) -> str:
    """The next step where a package of an extra is missing."""
    return N_(f"install it with: {install_command(extra)}")


class ExitCode(IntEnum):
    """Exit codes of the command line; scripts rely on them."""

    DONE = 0
    OUR_FAULT = 1
    USAGE = 2
    UNREADABLE = 3
    NOT_INSTALLED = 4
    BAD_CONFIGURATION = 5
    SOME_FAILED = 6
    BELOW_EXPECTED = 7
    ENCRYPTED = 8
    INTERRUPTED = 130


class CchcError(Exception):
    """A failure that the user can act on.

    ``what`` says what is wrong, ``hint`` is the next step. ``file`` is the name that the user sees ("": there is
    none, or it is not known yet), ``page`` the number of the page (from 1; 0: none, or all).
    """

    exit_code = ExitCode.OUR_FAULT

    def __init__(self, what: str, *, hint: str = "", file: str | Path = "", page: int = 0) -> None:
        super().__init__(what, hint, file, page)
        self.what = what
        self.hint = hint
        self.file = str(file)
        self.page = page

    @property
    def message(self) -> str:
        """File, page and what is wrong, as one text.

        >>> UnreadableError("the picture is cut short", file="a.pdf", page=3).message
        'a.pdf, page 3: the picture is cut short'
        """
        where = ", ".join(filter(None, (self.file, f"page {self.page}" if self.page else "")))
        return N_(f"{where}: {self.what}") if where else self.what

    @property
    def reason(self) -> str:
        """Page and what is wrong, for a place that already names the file."""
        return N_(f"page {self.page}: {self.what}") if self.page else self.what

    def at(self, file: str | Path, page: int = 0) -> Self:
        """The same error, with the place where it occurred."""
        return type(self)(self.what, hint=self.hint, file=file, page=page)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.what, self.hint, self.file, self.page)

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


def _rebuild(kind: type[CchcError], what: str, hint: str, file: str, page: int) -> CchcError:
    """Rebuild an error that was pickled to pass between processes; pickle alone would lose ``hint``."""
    return kind(what, hint=hint, file=file, page=page)


class UsageError(CchcError):
    """The command was called wrongly, or what it was asked to do is not possible here."""

    exit_code = ExitCode.USAGE


class UnreadableError(CchcError):
    """An input is missing, empty, corrupt, of no supported type, or has no such page."""

    exit_code = ExitCode.UNREADABLE


class ReadInPartError(UnreadableError):
    """Some pages of a document could not be read, or not as a whole; the others were read.

    ``page`` is the first of these pages.
    """

    exit_code = ExitCode.SOME_FAILED


class PageTimeoutError(UnreadableError):
    """The engine did not finish a page within its time limit and was stopped."""


class KilledError(UnreadableError):
    """The process that was reading was killed or crashed.

    The document need not be the cause, so it is tried once more.
    """


class UnwritableError(UnreadableError):
    """A result or a temporary file cannot be written. The document is not the cause: the next run tries again."""


class NotInstalledError(CchcError):
    """Tesseract or its Vietnamese data is missing."""

    exit_code = ExitCode.NOT_INSTALLED


class ConfigurationError(CchcError):
    """A dictionary, model or configuration file is bad; the message names file and line."""

    exit_code = ExitCode.BAD_CONFIGURATION


class EncryptedError(CchcError):
    """An input needs a password."""

    exit_code = ExitCode.ENCRYPTED
