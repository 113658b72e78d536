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
from cchc_ocr.translation import gettext_noop as N_


class EntryKind(Enum):
    """A kind of entry, with its name in the singular and the plural."""

    OFFICE = (N_("Office file"), N_("Office files"))
    MAIL = (N_("e-mail"), N_("e-mails"))
    ARCHIVE = (N_("archive"), N_("archives"))
    PICTURE = (N_("picture of a kind that is not read"), N_("pictures of a kind that is not read"))
    XML = (N_("XML file"), N_("XML files"))
    SIGNATURE = (N_("electronic signature"), N_("electronic signatures"))
    EXPORT = (N_("export of cchc-ocr"), N_("exports of cchc-ocr"))
    TOO_MANY = (N_("attachment beyond the bounds"), N_("attachments beyond the bounds"))
    TRUTH = (N_("ground truth of a sample"), N_("ground truths of samples"))
    EMPTY = (N_("empty file"), N_("empty files"))
    HIDDEN = (N_("hidden file"), N_("hidden files"))
    HIDDEN_FOLDER = (N_("hidden folder"), N_("hidden folders"))
    RESULTS = (N_("folder of results"), N_("folders of results"))
    FOLDER_LINK = (N_("link to a folder"), N_("links to folders"))
    BROKEN_LINK = (N_("link that leads nowhere"), N_("links that lead nowhere"))
    PIPE = (N_("pipe"), N_("pipes"))
    SOCKET = (N_("socket"), N_("sockets"))
    DEVICE = (N_("device"), N_("devices"))
    CLOSED = (N_("file that cannot be opened"), N_("files that cannot be opened"))
    UNKNOWN = (N_("file of unknown kind"), N_("files of unknown kind"))

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
    ordered = sorted(kinds.items(), key=lambda one: (-one[1], one[0]))
    commonest = ((name if count == 1 else _NAMES[name].many, count) for name, count in ordered)
    return ", ".join(N_(f"{count} {what}") for what, count in commonest)


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
