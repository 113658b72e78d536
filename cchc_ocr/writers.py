"""Results to files, whole or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from cchc_ocr.document import Page
from cchc_ocr.errors import UsageError
from cchc_ocr.records import Record


def text_of(pages: Sequence[Page]) -> str:
    """The text of the pages; every page ends with a form feed, as pdftotext and tesseract have it.

    >>> from cchc_ocr.document import Line
    >>> text_of([Page(1, (Line.from_text("Sở Nội vụ"),)), Page(2)])
    'Sở Nội vụ\\n\\x0c\\x0c'
    """
    return "".join(f"{page.text}\n\f" if page.text else "\f" for page in pages)


def shown_name(path: Path) -> str:
    """The name of a file as text, which it need not be.

    >>> shown_name(Path(os.fsdecode(b"b\\xe1o.pdf")))
    'b�o.pdf'
    """
    return os.fsencode(path.name).decode("utf-8", "replace")


def write_results(stem: Path, record: Record, text: str, pdf: bytes | None = None) -> None:
    """``stem.pdf`` if there is one, ``stem.txt``, then ``stem.json``: where the record is whole, everything is.

    OSError where they cannot be written. A PDF over an older text does not stay beside a newer one. A record is
    one line, so that records put one after the other (``cat *.json``) are JSON Lines.
    """
    stem.parent.mkdir(parents=True, exist_ok=True)
    if pdf is None:
        remove_searchable(stem)
    else:
        write_whole(searchable_file(stem), pdf)
    for file, data in zip(result_files(stem), contents(record, text), strict=True):
        write_whole(file, data)


def contents(record: Record, text: str) -> tuple[bytes, bytes]:
    """What the text file and the record file of a document hold."""
    return text.encode(), f"{record.to_json()}\n".encode()


def result_files(stem: Path) -> tuple[Path, Path]:
    """Where the text and the record of a document lie."""
    return _with(stem, ".txt"), _with(stem, ".json")


def searchable_file(stem: Path) -> Path:
    """Where the two-layer PDF of a document lies, if one was asked for."""
    return _with(stem, ".pdf")


def remove_searchable(stem: Path) -> None:
    """The two-layer PDF goes, if there is one. A folder of that name holds other documents, and stays."""
    if (file := searchable_file(stem)).is_file():
        file.unlink()


def write_whole(path: Path, data: bytes) -> None:
    """Write so that after a crash at any moment the old file is there whole, or the new one.

    The temporary file (``part_file``) is the same for a target: what a killed run left is overwritten by the next.
    """
    part = part_file(path)
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def part_file(path: Path) -> Path:
    """Where ``write_whole`` writes before it renames."""
    return path.with_name(f".{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]}.part")


def save(path: Path, content: str | bytes) -> Path:
    """Write a file that the user named, folders included. Raises UsageError where it cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}", hint="choose another place") from error
    return path


def writable_folder(folder: Path, option: str) -> Path:
    """The folder that ``option`` names, made if need be. Raises UsageError where nothing can be written to it."""
    probe = folder / ".writable.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        why = "it is a file" if folder.is_file() else error.strerror
        what = f"{folder}: cannot be written to: {why}"
        raise UsageError(what, hint=f"choose another folder with {option}") from error
    return folder


def _sync_folder(folder: Path) -> None:
    """A rename is on disk once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _with(stem: Path, suffix: str) -> Path:
    """Append, where ``with_suffix`` would take ".2020" in "ket-luan.2020" for a suffix."""
    return stem.with_name(stem.name + suffix)
