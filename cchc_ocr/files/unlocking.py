"""Opens PDFs, also encrypted ones, with the passwords that the user has given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import pikepdf

from cchc_ocr.errors import EncryptedError
from cchc_ocr.files.passwords import Passwords

_NO_SUCH_LOCK = "unsupported encryption filter"  # what QPDF says of encryption with certificates


@contextmanager
def unlocked(path: Path, passwords: Passwords) -> Iterator[tuple[pikepdf.Pdf, str]]:
    """The file open in QPDF, and the password that opened it ("": none was needed).

    Raises EncryptedError where no password opens it, otherwise what QPDF raises.
    """
    with path.open("rb") as file:  # a name need not be text
        pdf, password = _opened(path, file, passwords)
        with pdf:
            yield pdf, password


def _opened(path: Path, file: BinaryIO, passwords: Passwords) -> tuple[pikepdf.Pdf, str]:
    for password in passwords.for_file(path):
        for encoded in dict.fromkeys(_encodings(password)):
            file.seek(0)
            with suppress(pikepdf.PasswordError):
                return _tried(path, file, encoded), password
    what = "the PDF is encrypted"
    hint = "give its password with --password-file, or remove it first, for example with qpdf --decrypt"
    if passwords:
        what, hint = f"{what}, and none of the passwords given opens it", "add its password to --password-file"
    raise EncryptedError(what, hint=hint, file=path.name)


def _encodings(password: str) -> Iterator[bytes]:
    """A password as the encryption of today has it, then as older ones may."""
    for encoding in ("utf-8", "pdfdoc", "cp1258"):
        with suppress(UnicodeEncodeError):
            yield password.encode(encoding)


def _tried(path: Path, file: BinaryIO, password: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.Pdf.open(file, password=password)
    except pikepdf.PasswordError:
        raise
    except pikepdf.PdfError as error:
        if _NO_SUCH_LOCK not in str(error):
            raise
        hint = "open it with the program that has the certificate, and save it without"
        raise EncryptedError("the PDF is encrypted with a certificate", hint=hint, file=path.name) from error
