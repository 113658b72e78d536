"""What can go wrong, said once: each error carries its exit code and the next step for the user."""

from __future__ import annotations

from enum import IntEnum


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
    """A failure that the user can act on. The message names the file; ``hint`` is the next step."""

    exit_code = ExitCode.OUR_FAULT

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.message, self.hint)

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


def _rebuild(kind: type[CchcError], message: str, hint: str) -> CchcError:
    """Errors cross process borders by pickle; keyword arguments do not survive it unaided."""
    return kind(message, hint=hint)


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
