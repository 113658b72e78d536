"""Files written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from cchc_ocr.errors import UsageError
from cchc_ocr.translation import gettext_noop as N_


def shown_name(path: Path) -> str:
    """The name of a file as valid text: on disk it may be bytes that are not UTF-8.

    >>> shown_name(Path(os.fsdecode(b"b\\xe1o.pdf")))
    'b�o.pdf'
    """
    return os.fsencode(path.name).decode("utf-8", "replace")


def named_in_text(path: Path) -> bool:
    """Whether the names of a file and of its folders are valid text, which PDFium and QPDF require.

    >>> named_in_text(Path("báo cáo.pdf")), named_in_text(Path(os.fsdecode(b"b\\xe1o.pdf")))
    (True, False)
    """
    return not any("\udc80" <= letter <= "\udcff" for letter in str(path))


def shown(path: Path | bytes) -> str:
    """The path of a file as text, which it need not be."""
    return os.fsencode(path).decode("utf-8", "replace")


def sha256_of(file: Path) -> str:
    """The hash of the bytes of a file, which is read in pieces, in hexadecimal."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def real(path: Path) -> Path:
    """The absolute path without links; links that lead in a circle, where ``Path.resolve`` raises, stay."""
    return Path(os.path.realpath(path))


EMBEDDED = "#"  # before the name of a file that lies inside another one: "a.pdf#b.pdf"
DEEPEST = 3  # files inside files inside files


def holder(path: Path) -> Path:
    """The file on disk: for a path that leads into it ("a.pdf#b.pdf"), "a.pdf" if there is one, else the path."""
    parts = path.name.split(EMBEDDED)
    if len(parts) == 1 or os.path.lexists(path):
        return path
    outer = (path.with_name(EMBEDDED.join(parts[:end])) for end in range(len(parts) - 1, 0, -1) if parts[0])
    return next((file for file in outer if os.path.isfile(file)), path)  # noqa: PTH113 - it never raises


def is_there(path: Path) -> bool:
    """Whether there is such a directory entry, or a file that holds it."""
    return os.path.lexists(holder(path))


def reals(paths: Iterable[Path]) -> Iterator[Path]:
    """``real`` of each path; each folder is looked up only once."""
    above: dict[str, Path] = {}
    for path in paths:
        folder, name = os.path.split(path)
        if name in ("", ".", "..") or os.path.islink(path):  # noqa: PTH114 - it never raises
            yield real(path)
            continue
        if folder not in above:
            above[folder] = real(Path(folder))
        yield above[folder] / name


def leads_in_a_circle(error: OSError) -> bool:
    """Whether a path could not be followed because a link in it leads back to itself."""
    cannot_resolve = 1921  # the error number of Windows
    return error.errno == errno.ELOOP or getattr(error, "winerror", None) == cannot_resolve


def _is_in_a_circle(path: Path) -> bool:
    try:
        path.stat()
    except OSError as error:
        return leads_in_a_circle(error)
    return False


def why_not(error: OSError) -> str:
    """Why a file or folder could not be written, as the end of a sentence.

    Where a link leads in a circle, the system may say only that the folder to be created exists.
    """
    in_a_circle = leads_in_a_circle(error) or (error.filename and _is_in_a_circle(Path(error.filename)))
    return N_("a link on the way to it leads back to itself") if in_a_circle else error.strerror or str(error)


def why_unread(error: OSError) -> str:
    """Why a file that the user named could not be read, in the words of all commands."""
    return N_("no such file") if isinstance(error, FileNotFoundError) else error.strerror or str(error)


def write_whole(path: Path, data: bytes, readers: int = 0o077) -> None:
    """Write a file so that after a crash at any moment either the old or the new file is complete.

    ``readers`` are the permission bits that group and others may have at most (see ``permissions``). The temporary
    file (``part_file``) is the same for a target: what a killed run left is overwritten by the next.
    """
    part = part_file(path)
    try:
        part.unlink(missing_ok=True)  # left by a killed run, perhaps with other permissions
        with _created(part, readers) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _created(path: Path, readers: int) -> BinaryIO:
    """Create a file and open it for writing; from the start it has no permission bits that it must not have."""
    if sys.platform == "win32":
        return path.open("xb")
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 | readers & 0o066), "wb")


def part_file(path: Path) -> Path:
    """Where ``write_whole`` writes before it renames."""
    return path.with_name(f".{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]}.part")


def save(path: Path, content: str | bytes, readers: int = 0o077) -> Path:
    """Write a file that the user named, folders included. Raises UsageError where it cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content.encode() if isinstance(content, str) else content, readers)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {why_not(error)}", hint="choose another place") from error
    return path


@contextmanager
def written_whole(readers: Mapping[Path, int]) -> Iterator[Mapping[Path, Path]]:
    """Where to write each of these files: all take their names when all are complete, after an error none does.

    ``readers`` are the permission bits that each may have (see ``write_whole``). The files are there, and empty.
    Raises UsageError where one cannot be written.
    """
    parts = {path: part_file(path) for path in readers}
    made: list[Path] = []
    try:
        for path, part in parts.items():
            made += _with_folders(path)
            part.unlink(missing_ok=True)
            _created(part, readers[path]).close()
        yield parts
        for part in parts.values():
            _sync(part)
        for path, part in parts.items():
            part.replace(path)
    except BaseException as error:
        for file in parts.values():
            with suppress(OSError):
                file.unlink(missing_ok=True)
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError):
            path = next(iter(readers))
            what = f"{path}: cannot be written: {why_not(error)}"
            raise UsageError(what, hint="choose another place") from error
        raise
    for folder in {path.parent for path in parts}:
        _sync_folder(folder)


def _with_folders(path: Path) -> list[Path]:
    """Make the folders above a file; those that were made, the outermost first."""
    missing = [folder for folder in path.parents if not folder.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _sync(path: Path) -> None:
    """See that the content of a file is on the disk."""
    file = os.open(path, os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def see_that_it_can_be_written(target: Path) -> None:
    """Raises UsageError where no file can come to lie there, as far as that can be told without writing."""
    above = next(folder for folder in target.absolute().parents if os.path.lexists(folder))
    error: OSError | None = None
    if not above.is_dir():
        error = NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(above))
    elif not os.access(above, os.W_OK | os.X_OK):
        error = PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(above))
    if error:
        path = target
        raise UsageError(f"{path}: cannot be written: {why_not(error)}", hint="choose another place") from error


def see_that_it_is_free(target: Path, inputs: Iterable[Path], *, overwrite: bool) -> None:
    """Check that a file which the user named may be written.

    Raises UsageError where it is a folder, one of ``inputs``, under whatever name, or exists already (without
    ``overwrite``).
    """
    if target.is_dir():
        raise UsageError(f"{shown(target)}: this is a folder", hint="give the name of a file")
    same = identity(target)
    if original := next((path for path in inputs if same and identity(path) == same), None):
        name = "" if shown(original) == shown(target) else f" {shown(original)}"
        why = f"{shown(target)}: this is the input{name}, which is never changed"
        raise UsageError(why, hint="give another name")
    if not overwrite and target.is_file():
        raise UsageError(
            f"{shown(target)}: this file exists already",
            hint="give another name, or add --overwrite to replace it",
        )


def see_that_folder_is_free(folder: Path, inputs: Iterable[Path], *, overwrite: bool) -> None:
    """Check that files may be written to a folder that the user named.

    Raises UsageError where one of ``inputs`` lies in it, or anything at all (without ``overwrite``).
    """
    there = identity(folder)
    if inside := next((path for path in inputs if there and identity(path.parent) == there), None):
        why = f"{shown(folder)}: this folder holds the input {shown(inside)}, which is never changed"
        raise UsageError(why, hint="give another name")
    if not overwrite and folder.is_dir() and any(folder.iterdir()):
        hint = "give another name, or add --overwrite to replace files of the same name"
        raise UsageError(f"{shown(folder)}: this folder is not empty", hint=hint)


def identity(path: Path) -> tuple[int, int] | None:
    """The device and inode of a file, the same under another name or through a link; None where there is none."""
    with suppress(OSError):
        seen = os.stat(path)  # noqa: PTH116 - asked for tens of thousands of files, where Path costs as much as the call
        return seen.st_dev, seen.st_ino
    return None


def writable_folder(folder: Path, option: str) -> Path:
    """The folder that ``option`` names, made if need be. Raises UsageError where nothing can be written to it."""
    probe = folder / ".writable.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        why = "it is a file" if folder.is_file() else why_not(error)
        if _is_in_a_circle(folder):
            why = "it is a link that leads back to itself"
        what = f"{folder}: cannot be written to: {why}"
        raise UsageError(what, hint=f"choose another folder with {option}") from error
    return folder


def _sync_folder(folder: Path) -> None:
    """A rename is on disk once its folder is. Windows writes it down itself, and opens no folder."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
