"""The passwords for encrypted PDFs. They stay inside the program: nothing that is written or shown has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cchc_ocr.errors import UsageError
from cchc_ocr.system.disk import shown, why_unread
from cchc_ocr.vietnamese import nfc

_LARGEST = 1 << 20  # bytes of a file of passwords


@dataclass(frozen=True, slots=True)
class Passwords:
    """Passwords as (name of a file, password); the name is empty where a password is for any file.

    They are no part of what the object shows of itself.
    """

    known: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        return bool(self.known)

    def for_file(self, path: Path) -> Iterator[str]:
        """What to try for a file: no password, those with its name or the end of its path, those for any file."""
        name = f"/{nfc(shown(path))}"
        yield ""
        yield from (password for of, password in self.known if of and name.endswith(f"/{of}"))
        yield from (password for of, password in self.known if not of)


def parse(text: str) -> Passwords:
    """The passwords of a file, one a line; before a tab may stand the name of the file that a password is for.

    >>> list(parse("mật khẩu\\na.pdf\\t1234\\n").for_file(Path("2020/a.pdf")))
    ['', '1234', 'mật khẩu']
    """
    lines = (line for line in text.replace("\r\n", "\n").split("\n") if line)
    parts = (line.rpartition("\t") for line in lines)
    return Passwords(tuple((nfc(name.strip()).replace("\\", "/"), password) for name, _, password in parts))


def from_file(path: Path) -> Passwords:
    """The passwords in a file. Raises UsageError where it cannot be read, or is no text in UTF-8."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise UsageError(
                f"{shown(path)}: this is too large for a file of passwords", hint="one password a line"
            )
        return parse(data.decode("utf-8-sig"))
    except OSError as error:
        what = f"{shown(path)}: the passwords cannot be read: {why_unread(error)}"
        raise UsageError(what, hint="give --password-file a file with one password a line") from error
    except UnicodeDecodeError as error:
        what = f"{shown(path)}: the passwords are not text in UTF-8"
        raise UsageError(what, hint="save the file as UTF-8") from error
