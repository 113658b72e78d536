"""Makes results no more readable than the originals they are made from.

This module considers the permission bits and the group of an original, and the folders above it that are not above
the result. It does not consider access control lists. On Windows, which has no such bits, it does nothing.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from cchc_ocr.system.disk import real, reals

EVERYBODY = stat.S_IRWXG | stat.S_IRWXO


def readers(path: Path, result: Path) -> int:
    """The permission bits for group and others that a file made from ``path`` may have at ``result``."""
    return readers_of_all([path], result) if os.path.exists(path) else 0  # noqa: PTH110 - it never raises


def readers_of_all(paths: Iterable[Path], result: Path) -> int:
    """The permission bits for group and others that a file made from all ``paths`` that exist may have."""
    if sys.platform == "win32":
        return EVERYBODY
    allowed, group = EVERYBODY, _group_at(result)
    folders: set[Path] = set()
    for path in reals(filter(os.path.exists, paths)):
        allowed &= _may(path, stat.S_IRGRP, stat.S_IROTH, group)
        folders.add(path.parent)
    return allowed & _through(folders, result, group)


class ReadersByFolder:
    """Finds ``readers`` for many files, and looks only once at what the folders allow."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[int, int]] = {}

    def of(self, path: Path, result: Path) -> int:
        """The permission bits for group and others that a file made from ``path`` may have at ``result``."""
        if sys.platform == "win32" or os.path.islink(path):  # noqa: PTH114 - it never raises
            return readers(path, result)
        folders = os.path.dirname(path), os.path.dirname(result)  # noqa: PTH120 - for tens of thousands of files
        if folders not in self._known:
            group = _group_at(result)
            self._known[folders] = _through([real(path.parent)], result, group), group
        allowed, group = self._known[folders]
        return allowed & _may(path, stat.S_IRGRP, stat.S_IROTH, group)


def _through(folders: Iterable[Path], result: Path, group: int) -> int:
    """The bits of the classes that may pass through these folders and all above that are not above the result."""
    above = {folder for parent in folders for folder in (parent, *parent.parents)}
    allowed = EVERYBODY
    for folder in above.difference(real(result).parents):
        allowed &= _may(folder, stat.S_IXGRP, stat.S_IXOTH, group)
    return allowed


def narrow(path: Path, allowed: int) -> None:
    """Remove the permission bits of a file for group and others that are not ``allowed``, if we own the file."""
    if sys.platform == "win32" or allowed == EVERYBODY:
        return
    with suppress(OSError):
        seen = path.lstat()
        if stat.S_ISREG(seen.st_mode) and seen.st_mode & EVERYBODY & ~allowed:
            path.chmod(stat.S_IMODE(seen.st_mode) & ~(EVERYBODY & ~allowed))


def _may(path: Path, group_bit: int, others_bit: int, group: int) -> int:
    """The bits of the classes (group, others) that have access to ``path``.

    If the group is not that of the result, its members may be among the others there, and both need access.
    """
    with suppress(OSError):
        seen = os.stat(path)  # noqa: PTH116 - asked for tens of thousands of files
        members, others = bool(seen.st_mode & group_bit), bool(seen.st_mode & others_bit)
        if seen.st_gid != group:
            members = others = members and others
        return (stat.S_IRWXG if members else 0) | (stat.S_IRWXO if others else 0)
    return 0


def _group_at(result: Path) -> int:
    """The group of a new file there: that of the folder if its set-group-ID bit is set, else of the process."""
    folder = next(parent for parent in result.absolute().parents if parent.exists())
    seen = folder.stat()
    if sys.platform == "win32" or seen.st_mode & stat.S_ISGID:
        return seen.st_gid
    return os.getegid()
