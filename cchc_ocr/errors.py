"""What can go wrong, said once: each error carries its exit code and the next step for the user."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path
from typing import Self


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

    ``what`` is wrong with ``page`` (from 1; 0: none, or all) of ``file``, which is named as the user is to see it
    ("": none, or not known yet); ``hint`` is the next step.
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
        """What is wrong, and where.

        >>> UnreadableError("the picture is cut short", file="a.pdf", page=3).message
        'a.pdf, page 3: the picture is cut short'
        """
        where = ", ".join(filter(None, (self.file, f"page {self.page}" if self.page else "")))
        return f"{where}: {self.what}" if where else self.what

    @property
    def reason(self) -> str:
        """What is wrong and on which page, where the file is named already."""
        return f"page {self.page}: {self.what}" if self.page else self.what

    def at(self, file: str | Path, page: int = 0) -> Self:
        """The same error, with that place."""
        return type(self)(self.what, hint=self.hint, file=file, page=page)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.what, self.hint, self.file, self.page)

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


def _rebuild(kind: type[CchcError], what: str, hint: str, file: str, page: int) -> CchcError:
    """Errors cross process borders by pickle; keyword arguments do not survive it unaided."""
    return kind(what, hint=hint, file=file, page=page)


class UsageError(CchcError):
    """The command was called wrongly, or what it was asked for cannot be done here."""

    exit_code = ExitCode.USAGE


class UnreadableError(CchcError):
    """An input is missing, empty, corrupt, of no supported type, or has no such page."""

    exit_code = ExitCode.UNREADABLE


class PageTimeoutError(UnreadableError):
    """The engine did not finish a page within its time limit and was stopped."""


class KilledError(UnreadableError):
    """A process that read it was killed or crashed, which need not be the document's fault: worth one more try."""


class UnwritableError(UnreadableError):
    """A result, or a temporary file, cannot be written. Not the document's fault: the next run tries again."""


class NotInstalledError(CchcError):
    """Tesseract or its Vietnamese data is missing."""

    exit_code = ExitCode.NOT_INSTALLED


class ConfigurationError(CchcError):
    """A dictionary, model or configuration file is bad; the message names file and line."""

    exit_code = ExitCode.BAD_CONFIGURATION


class EncryptedError(CchcError):
    """An input needs a password."""

    exit_code = ExitCode.ENCRYPTED
