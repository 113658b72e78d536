"""What kind of thing a directory entry is that no run reads."""

from __future__ import annotations

import errno
import re
import stat
from collections.abc import Mapping
from enum import Enum
from pathlib import Path


class Kind(Enum):
    """What one of a kind is called, and what several are."""

    OFFICE = ("Office file", "Office files")
    MAIL = ("e-mail", "e-mails")
    ARCHIVE = ("archive", "archives")
    PICTURE = ("picture of a kind that is not read", "pictures of a kind that is not read")
    BARE_PDF = ("PDF not named so", "PDFs not named so")
    BARE_PICTURE = ("picture not named so", "pictures not named so")
    TRUTH = ("truth of a sample", "truths of samples")
    EMPTY = ("empty file", "empty files")
    HIDDEN = ("hidden file", "hidden files")
    HIDDEN_FOLDER = ("hidden folder", "hidden folders")
    RESULTS = ("folder of results", "folders of results")
    FOLDER_LINK = ("link to a folder", "links to folders")
    BROKEN_LINK = ("link that leads nowhere", "links that lead nowhere")
    PIPE = ("pipe", "pipes")
    SOCKET = ("socket", "sockets")
    DEVICE = ("device", "devices")
    CLOSED = ("file that cannot be opened", "files that cannot be opened")
    UNKNOWN = ("file of unknown kind", "files of unknown kind")

    @property
    def one(self) -> str:
        """What one is called."""
        return self.value[0]

    @property
    def many(self) -> str:
        """What several are called."""
        return self.value[1]


_NAMES = {kind.one: kind for kind in Kind}
_SUFFIXES = {
    suffix: kind
    for kind, suffixes in {
        Kind.OFFICE: "doc docx docm dot dotx xls xlsx xlsm xlsb ppt pptx odt ods odp rtf wps et dps",
        Kind.MAIL: "eml msg mbox pst",
        Kind.ARCHIVE: "zip rar 7z tar gz tgz bz2 xz zst",
        Kind.PICTURE: "heic heif avif gif jp2 j2k jpf jpx djvu djv svg psd",
    }.items()
    for suffix in suffixes.split()
}
_MARKS = [  # how the content of files begins; the first that fits holds
    (re.compile(mark, re.DOTALL), kind)
    for mark, kind in (
        (rb".*%PDF-", Kind.BARE_PDF),  # need not stand at the very beginning
        (rb"\x89PNG\r\n|\xff\xd8\xff|II[*+]\0|MM\0[*+]|BM|RIFF.{4}WEBP", Kind.BARE_PICTURE),
        (rb".{4}ftyp(?:hei[cx]|mif1|msf1|avif)", Kind.PICTURE),  # ISO/IEC 14496-12
        (rb"GIF8|\0\0\0\x0cjP  |\xff\x4f\xff\x51|AT&TFORM", Kind.PICTURE),  # JPEG 2000, DjVu
        (rb"\xd0\xcf\x11\xe0|\{\\rtf", Kind.OFFICE),
        (rb"PK\x03\x04.*(?:\[Content_Types\]\.xml|mimetypeapplication/vnd\.oasis)", Kind.OFFICE),
        (rb"PK\x03\x04|\x1f\x8b|Rar!|7z\xbc\xaf|BZh|\xfd7zXZ", Kind.ARCHIVE),
        (rb"Return-Path:|Received:|From \S+@|MIME-Version:", Kind.MAIL),
    )
]
_SPECIAL = {
    stat.S_IFIFO: Kind.PIPE,
    stat.S_IFSOCK: Kind.SOCKET,
    stat.S_IFCHR: Kind.DEVICE,
    stat.S_IFBLK: Kind.DEVICE,
}
_LOOKED_AT = 1024  # bytes from the beginning of a file: a PDF need not begin with its mark


def kind_of(path: Path) -> Kind:
    """The kind of an entry that is no folder and not taken for a document."""
    if path.name.startswith("."):
        return Kind.HIDDEN
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return Kind.BROKEN_LINK if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP) else Kind.CLOSED
    if not stat.S_ISREG(mode):
        return _SPECIAL.get(stat.S_IFMT(mode), Kind.UNKNOWN)
    if path.name.lower().endswith("truth.txt"):
        return Kind.TRUTH
    return _SUFFIXES.get(path.suffix.lower().removeprefix(".")) or _by_content(path)


def counted(kinds: Mapping[str, int]) -> str:
    """How many there are of which kind (by what one of them is called), the commonest first.

    >>> counted({"pipe": 1, "Office file": 3})
    '3 Office files, 1 pipe'
    """
    commonest = sorted(kinds.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{count} {name if count == 1 else _NAMES[name].many}" for name, count in commonest)


def _by_content(path: Path) -> Kind:
    try:
        with path.open("rb") as file:
            start = file.read(_LOOKED_AT)
    except OSError:
        return Kind.CLOSED
    found = (kind for mark, kind in _MARKS if mark.match(start))
    return next(found, Kind.UNKNOWN) if start else Kind.EMPTY
