"""How the content of files begins: it tells PDFs and pictures, whatever the names of the files."""

from __future__ import annotations

import re

LOOKED_AT = 1024  # bytes from the beginning of a file
_MARKS: tuple[tuple[str, re.Pattern[bytes]], ...] = tuple(
    (kind, re.compile(mark, re.DOTALL))
    for kind, mark in (
        ("pdf", rb".{0,1019}?%PDF-"),  # viewers allow other bytes before it
        ("picture", rb"\x89PNG\r\n|\xff\xd8\xff|II[*+]\0|MM\0[*+]|RIFF.{4}WEBP|GIF8[79]a"),
        ("picture", rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0"),  # BMP; "BM" alone begins texts as well
        ("picture", rb".{4}ftyp(?:hei[cmsx]|hev[cmsx]|mif[12]|msf1|avi[fs])"),  # HEIC and AVIF: ISO/IEC 14496-12
        ("picture", rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51"),  # JPEG 2000
    )
)


def told_by(start: bytes) -> str | None:
    """What a file is that begins with ``start``: "pdf", "picture", or None where it is of no such kind.

    >>> told_by(b"%PDF-1.7"), told_by(b"GIF89a"), told_by("BM01. Kế hoạch".encode())
    ('pdf', 'picture', None)
    """
    return next((kind for kind, mark in _MARKS if mark.match(start[:LOOKED_AT])), None)
