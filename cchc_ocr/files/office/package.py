"""Tells Office files by their content, and refuses those that are encrypted, of an older kind or too large."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from typing import Literal

from cchc_ocr.errors import CchcError, EncryptedError, UnreadableError
from cchc_ocr.files.marks import OFFICE, OLE, ZIP
from cchc_ocr.system.disk import shown_name
from cchc_ocr.translation import gettext_noop as N_

OfficeKind = Literal["docx", "xlsx", "odt", "ods"]

SUFFIXES = (".docx", ".docm", ".dotx", ".dotm", ".odt", ".ott", ".xlsx", ".xlsm", ".xltx", ".xltm", ".ods", ".ots")
OWN_EXPORT = "export of cchc-ocr"  # the category of workbooks of ``export`` and documents of ``report``
MOST_PARTS = 20_000
MOST_BYTES = 400 << 20  # of all that is unpacked: pictures of a long report take most of it
MOST_XML = 64 << 20  # bytes of the parts that hold text: a report of a thousand pages has twenty million

# What the libraries raise for a file that is damaged.
DAMAGED = (ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError,
           SyntaxError, TypeError, ValueError, struct.error, zipfile.BadZipFile, zlib.error)  # fmt: skip

_SEARCHED = 64 << 20  # bytes of an OLE file in which the names of its streams are looked for
_ODF = b"application/vnd.oasis.opendocument."
_ZIPPED: tuple[tuple[bytes, OfficeKind], ...] = (  # marks in the list of content types or in the type of the whole
    (b"wordprocessingml.document.main", "docx"),
    (b"wordprocessingml.template.main", "docx"),
    (b"ms-word.document.macroEnabled.main", "docx"),
    (b"ms-word.template.macroEnabledTemplate.main", "docx"),
    (b"spreadsheetml.sheet.main", "xlsx"),
    (b"spreadsheetml.template.main", "xlsx"),
    (b"ms-excel.sheet.macroEnabled.main", "xlsx"),
    (b"ms-excel.template.macroEnabled.main", "xlsx"),
    (_ODF + b"text", "odt"),
    (_ODF + b"spreadsheet", "ods"),
)
_CONVERTED = (  # those that are not read: mark, name, and the kind to convert them to
    (b"presentationml", N_("a PowerPoint presentation"), "pdf"),
    (_ODF + b"presentation", N_("an OpenDocument presentation"), "pdf"),
    (_ODF + b"graphics", N_("an OpenDocument drawing"), "pdf"),
    (b"ms-excel.sheet.binary", N_("a binary Excel workbook (.xlsb)"), "xlsx"),
)
_OLD = (  # streams of OLE files
    ("WordDocument", N_("an old Word document (.doc)"), "docx"),
    ("Workbook", N_("an old Excel workbook (.xls)"), "xlsx"),
    ("Book", N_("an old Excel workbook (.xls)"), "xlsx"),
    ("PowerPoint Document", N_("an old PowerPoint presentation (.ppt)"), "pdf"),
)
CONVERTED_TO = {  # suffixes of files that are not read
    **dict.fromkeys((".doc", ".dot", ".rtf", ".wpd", ".wps"), "docx"),
    **dict.fromkeys((".xls", ".xlsb", ".xlt", ".et"), "xlsx"),
    **dict.fromkeys((".ppt", ".pptx", ".pps", ".ppsx", ".odp", ".odg", ".dps"), "pdf"),
}


def office_kind(path: Path, start: bytes) -> OfficeKind | None:
    """The kind of an Office file that is read; None for what is none. ``start`` is the beginning of the file.

    Raises UnreadableError, with what converts it, for kinds that are not read, and for damaged files;
    EncryptedError for those that need a password.
    """
    for mark, what in OFFICE.items():
        if start.startswith(mark):
            raise _to_convert(path, what, "docx")
    if start.startswith(OLE):
        raise _old(path)
    return _zipped(path) if start.startswith(ZIP) else None


def is_read(path: Path, start: bytes) -> bool:
    """Whether a file is an Office file that can be read. ``start`` is the beginning of the file."""
    try:
        return office_kind(path, start) is not None
    except CchcError:
        return False


def is_own_export(path: Path) -> bool:
    """Whether ``export`` or ``report`` made an Office file, also where a person has saved it anew since."""
    if path.suffix.lower() not in (".xlsx", ".xlsm", ".docx"):
        return False
    try:
        with zipfile.ZipFile(path) as package:
            return f">{OWN_EXPORT}<".encode() in package.open("docProps/core.xml").read(1 << 16)
    except DAMAGED:
        return False


def refuse_if_huge(path: Path, package: zipfile.ZipFile) -> None:
    """Raises UnreadableError where the parts, unpacked, would not fit into an ordinary machine."""
    parts = package.infolist()
    xml = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels", ".vml")))
    if len(parts) > MOST_PARTS or xml > MOST_XML or sum(part.file_size for part in parts) > MOST_BYTES:
        what = f"what this Office file holds is too large: {xml >> 20:,} MB of text and {len(parts):,} parts"
        hint = f"divide it, or take out pictures; at most {MOST_XML >> 20} MB of text are read"
        raise UnreadableError(what, hint=hint, file=path.name)


def damaged(path: Path, error: Exception) -> UnreadableError:
    """The error for a file in which a library could not find its way."""
    why = " ".join(str(error).split())[:120] or type(error).__name__
    hint = "copy it again, or open it in an office program and save it anew"
    return UnreadableError(f"this Office file is damaged: {why}", hint=hint, file=path.name)


def _zipped(path: Path) -> OfficeKind | None:
    """By the list of content types of the package, or by the type that OpenDocument files name."""
    try:
        with zipfile.ZipFile(path) as package:
            names = {part.filename: part for part in package.infolist()}
            told = b"".join(
                package.open(names[name]).read(1 << 20)
                for name in ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml")
                if name in names
            )
            found = next((kind for mark, kind in _ZIPPED if mark in told), None)
            _refuse_others(path, told, found)
            if found:
                refuse_if_huge(path, package)
            return found
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        if path.suffix.lower() in SUFFIXES:
            raise damaged(path, error) from error
        return None


def _refuse_others(path: Path, told: bytes, found: OfficeKind | None) -> None:
    if b"manifest:encryption-data" in told:
        raise _encrypted(path)
    for mark, what, kind in _CONVERTED:
        if mark in told and found is None:
            raise _to_convert(path, what, kind)


def _old(path: Path) -> UnreadableError | EncryptedError:
    """The error for an OLE file: an encrypted new one, or one of an old kind."""
    with path.open("rb") as file:
        content = file.read(_SEARCHED)
    if _stream("EncryptedPackage") in content:
        return _encrypted(path)
    for name, what, kind in _OLD:
        if _stream(name) in content:
            return _to_convert(path, what, kind)
    return _to_convert(path, N_("an old Office file"))


def _stream(name: str) -> bytes:
    """The name of a stream as the directory of an OLE file has it: whole, from the beginning of its entry."""
    return name.encode("utf-16-le") + b"\0\0"


def _encrypted(path: Path) -> EncryptedError:
    hint = "open it with its password, and save it without one"
    return EncryptedError("the Office file is encrypted", hint=hint, file=path.name)


def _to_convert(path: Path, what: str, kind: str = "") -> UnreadableError:
    return UnreadableError(f"this is {what}", hint=conversion(path, kind), file=path.name)


def conversion(path: Path, kind: str = "") -> str:
    """What makes a file of ``kind`` of one that is not read; without ``kind``, by the suffix of its name.

    >>> conversion(Path("kho/bao cao.doc"))
    'save it as .docx, or: soffice --headless --convert-to docx "bao cao.doc"'
    """
    kind = kind or CONVERTED_TO.get(path.suffix.lower(), "docx")
    return f'save it as .{kind}, or: soffice --headless --convert-to {kind} "{shown_name(path)}"'
