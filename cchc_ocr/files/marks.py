"""How the content of files begins: it tells what they are, whatever their names."""

from __future__ import annotations

import re
from typing import Literal

from cchc_ocr.translation import gettext_noop as N_

LOOKED_AT = 1024  # bytes from the beginning of a file
_PDF = re.compile(rb".{0,1019}?%PDF-", re.DOTALL)  # viewers allow other bytes before it
_PICTURE = re.compile(
    rb"\x89PNG\r\n|\xff\xd8\xff|II[*+]\0|MM\0[*+]|RIFF.{4}WEBP|GIF8[79]a"
    rb"|BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0"  # BMP; "BM" alone begins texts as well
    rb"|.{4}ftyp(?:hei[cmsx]|hev[cmsx]|mif[12]|msf1|avi[fs])"  # HEIC and AVIF: ISO/IEC 14496-12
    rb"|\0\0\0\x0cjP  |\xff\x4f\xff\x51",  # JPEG 2000
    re.DOTALL,
)
RAW = (".arw", ".cr2", ".dng", ".nef")  # of cameras: they begin as a TIFF that holds only a small preview
OLE, ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"  # what old and new Office files are packed in
OFFICE = {b"{\\rtf": N_("an RTF file"), b"\xffWPC": N_("a WordPerfect document")}
_ARCHIVES = {
    **dict.fromkeys((ZIP, b"PK\x05\x06", b"PK\x07\x08"), N_("a ZIP or Office file")),
    b"\x1f\x8b": N_("a gzip archive"),
    b"BZh": N_("a bzip2 archive"),
    b"\xfd7zXZ\0": N_("an xz archive"),
    b"7z\xbc\xaf\x27\x1c": N_("a 7-Zip archive"),
    b"Rar!\x1a\x07": N_("a RAR archive"),
}
_TAR = (257, b"ustar")  # where the mark of a tar archive stands


def told_by(start: bytes) -> Literal["pdf", "picture"] | None:
    """What a file is that begins with ``start``; None where that is neither a PDF nor a picture that is read.

    >>> told_by(b"%PDF-1.7"), told_by(b"GIF89a"), told_by("BM01. Kế hoạch".encode())
    ('pdf', 'picture', None)
    """
    start = start[:LOOKED_AT]
    return "pdf" if _PDF.match(start) else "picture" if _PICTURE.match(start) else None


def archive(start: bytes) -> str:
    """The kind of archive that begins with ``start``, in words for the user; "" where it is none.

    >>> archive(b"\\x1f\\x8b\\x08"), archive(b"%PDF-1.7")
    ('a gzip archive', '')
    """
    at, mark = _TAR
    if start.startswith(mark, at):
        return N_("a tar archive")
    return next((kind for mark, kind in _ARCHIVES.items() if start.startswith(mark)), "")
