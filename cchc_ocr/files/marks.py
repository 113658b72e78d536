"""How the content of files begins: it tells PDFs and pictures, whatever the names of the files."""

from __future__ import annotations

import re
from typing import Literal

LOOKED_AT = 1024  # bytes from the beginning of a file
_PDF = re.compile(rb".{0,1019}?%PDF-", re.DOTALL)  # viewers allow other bytes before it
_PICTURE = re.compile(
    rb"\x89PNG\r\n|\xff\xd8\xff|II[*+]\0|MM\0[*+]|RIFF.{4}WEBP|GIF8[79]a"
    rb"|BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0"  # BMP; "BM" alone begins texts as well
    rb"|.{4}ftyp(?:hei[cmsx]|hev[cmsx]|mif[12]|msf1|avi[fs])"  # HEIC and AVIF: ISO/IEC 14496-12
    rb"|\0\0\0\x0cjP  |\xff\x4f\xff\x51",  # JPEG 2000
    re.DOTALL,
)


def told_by(start: bytes) -> Literal["pdf", "picture"] | None:
    """What a file is that begins with ``start``; None where that is neither a PDF nor a picture that is read.

    >>> told_by(b"%PDF-1.7"), told_by(b"GIF89a"), told_by("BM01. Kế hoạch".encode())
    ('pdf', 'picture', None)
    """
    start = start[:LOOKED_AT]
    return "pdf" if _PDF.match(start) else "picture" if _PICTURE.match(start) else None
