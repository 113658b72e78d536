"""Folders written whole or not at all: a folder takes its name when all in it is complete."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cchc_ocr.errors import UsageError
from cchc_ocr.system.disk import part_file, real, why_not
from cchc_ocr.system.permissions import narrow


@contextmanager
def folder_written_whole(folder: Path, readers: int) -> Iterator[Path]:
    """Where to write the files of a folder: it takes its name when all are there, after an error it does not.

    A folder of that name is replaced then, and stays until then. ``readers`` are the permission bits that group
    and others may have at most. What a killed run left is removed, or put back where the name was free at that
    moment. Raises UsageError where something cannot be written.
    """
    folder = real(folder)
    part, former = part_file(folder), _former(folder)
    try:
        _tidy(folder, part, former)
        part.mkdir(parents=True, mode=0o700)
        yield part
        for path in part.rglob("*"):
            narrow(path, readers)
        part.chmod(0o700 | readers & 0o055)
        _swap(folder, part, former)
    except BaseException as error:
        shutil.rmtree(part, ignore_errors=True)
        if isinstance(error, OSError):
            what = f"{folder}: cannot be written: {why_not(error)}"
            raise UsageError(what, hint="choose another place") from error
        raise


def _former(folder: Path) -> Path:
    return part_file(folder).with_suffix(".former")


def _tidy(folder: Path, part: Path, former: Path) -> None:
    """Remove what a killed run has left; what it was about to replace is put back."""
    if former.is_dir() and not folder.exists():
        former.rename(folder)
    for left in (part, former):
        if left.exists():
            shutil.rmtree(left)


def _swap(folder: Path, part: Path, former: Path) -> None:
    if folder.exists():
        folder.rename(former)
    try:
        part.rename(folder)
    except OSError:
        if former.exists():
            former.rename(folder)
        raise
    shutil.rmtree(former, ignore_errors=True)
