"""The kinds of directory entries that no run reads."""

from __future__ import annotations

import errno
import re
import stat
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from cchc_ocr.files.marks import LOOKED_AT, OFFICE, OLE, RAW, archive
from cchc_ocr.files.office.package import CONVERTED_TO


class EntryKind(Enum):
    """A kind of entry, with its name in the singular and the plural."""

    OFFICE = ("Office file", "Office files")
    MAIL = ("e-mail", "e-mails")
    ARCHIVE = ("archive", "archives")
    PICTURE = ("picture of a kind that is not read", "pictures of a kind that is not read")
    XML = ("XML file", "XML files")
    SIGNATURE = ("electronic signature", "electronic signatures")
    EXPORT = ("export of cchc-ocr", "exports of cchc-ocr")
    TOO_MANY = ("attachment beyond the bounds", "attachments beyond the bounds")
    TRUTH = ("ground truth of a sample", "ground truths of samples")
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
        """The name in the singular."""
        return self.value[0]

    @property
    def many(self) -> str:
        """The name in the plural."""
        return self.value[1]


_NAMES = {kind.one: kind for kind in EntryKind}
_SUFFIXES = {
    suffix: kind
    for kind, suffixes in {
        EntryKind.OFFICE: CONVERTED_TO,
        EntryKind.MAIL: [".eml", ".msg", ".mbox", ".pst"],
        EntryKind.XML: [".xml", ".xsd", ".xsl", ".xslt"],
        EntryKind.SIGNATURE: [".p7s", ".p7m", ".p7b", ".sig", ".asc"],
        EntryKind.ARCHIVE: [".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst"],
        EntryKind.PICTURE: (".djvu", ".djv", ".svg", ".psd", *RAW),
    }.items()
    for suffix in suffixes
}
_MARKS = [  # how the content of files begins; the first that matches counts
    (re.compile(mark, re.DOTALL), kind)
    for mark, kind in (
        (rb"(?:\xef\xbb\xbf)?\s*<\?xml", EntryKind.XML),
        (rb"AT&TFORM|8BPS", EntryKind.PICTURE),  # DjVu, Photoshop
        (b"|".join(map(re.escape, (OLE, *OFFICE))), EntryKind.OFFICE),
        (rb"PK\x03\x04.*(?:\[Content_Types\]\.xml|mimetypeapplication/vnd\.oasis)", EntryKind.OFFICE),
        (rb"Return-Path:|Received:|From \S+@|MIME-Version:", EntryKind.MAIL),
    )
]
_SPECIAL = {
    stat.S_IFIFO: EntryKind.PIPE,
    stat.S_IFSOCK: EntryKind.SOCKET,
    stat.S_IFCHR: EntryKind.DEVICE,
    stat.S_IFBLK: EntryKind.DEVICE,
}


def kind_of(path: Path) -> EntryKind:
    """The kind of an entry that is neither a folder nor a document."""
    if path.name.startswith("."):
        return EntryKind.HIDDEN
    try:
        mode = path.stat().st_mode
    except OSError as error:
        leads_nowhere = error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
        return EntryKind.BROKEN_LINK if leads_nowhere else EntryKind.CLOSED
    if not stat.S_ISREG(mode):
        return _SPECIAL.get(stat.S_IFMT(mode), EntryKind.UNKNOWN)
    return _by_name(path.name) or _by_content(path)


def kind_inside(name: str, start: bytes) -> EntryKind:
    """The kind of a file inside a PDF that is no document, by its name and by how its content begins."""
    return _by_name(name) or _by_start(start)


def _by_name(name: str) -> EntryKind | None:
    if name.lower().endswith("truth.txt"):
        return EntryKind.TRUTH
    return _SUFFIXES.get(Path(name).suffix.lower())


def counted(kinds: Mapping[str, int]) -> str:
    """The numbers of entries by the singular names of their kinds, as text, the largest number first.

    >>> counted({"pipe": 1, "Office file": 3})
    '3 Office files, 1 pipe'
    """
    commonest = sorted(kinds.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{count} {name if count == 1 else _NAMES[name].many}" for name, count in commonest)


def _by_content(path: Path) -> EntryKind:
    try:
        with path.open("rb") as file:
            start = file.read(LOOKED_AT)
    except OSError:
        return EntryKind.CLOSED
    return _by_start(start)


def _by_start(start: bytes) -> EntryKind:
    if not start:
        return EntryKind.EMPTY
    found = (kind for mark, kind in _MARKS if mark.match(start))
    return next(found, EntryKind.ARCHIVE if archive(start) else EntryKind.UNKNOWN)
