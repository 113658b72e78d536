"""Finds the documents that a run reads, and gives each a path for its results."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.files.opening import SUFFIXES, is_document
from cchc_ocr.runs import catalogue
from cchc_ocr.system.disk import real

_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Item:
    """A document to read. ``stem`` is the path of its results within the output folder, without suffix."""

    path: Path
    stem: Path


def find(inputs: Sequence[Path], out: Path) -> list[Item]:
    """The documents in ``inputs`` (files and folders), sorted by path.

    A file that is itself among ``inputs`` is listed even if it cannot be read; it fails later, without the others.
    Raises UnreadableError where there is no document at all, UsageError where results would lie among the
    originals or two documents would get the same result.
    """
    for path in inputs:
        _refuse(path, out)
    if all(map(_is_missing, inputs)):
        raise UnreadableError(f"{inputs[0]}: no such file or folder", hint="check the name")
    into = real(out)
    found = {real(file): (file, base) for path in inputs for file, base in _documents(path, into)}
    if not found:
        names = ", ".join(map(str, inputs))
        hint = f"names of documents end in {', '.join(SUFFIXES)}"
        raise UnreadableError(f"{names}: there are no documents here", hint=hint)
    return _placed(sorted(found.values()))


def check(path: Path) -> None:
    """Raises UnreadableError for pipes and devices, because reading them might never end."""
    if _kind(path) not in (0, stat.S_IFREG, stat.S_IFDIR):
        hint = "take it out of the folder"
        raise UnreadableError("this is not a file but a pipe or a device", hint=hint, file=path.name)


def _refuse(path: Path, out: Path) -> None:
    """Raises UsageError where results would lie among the originals: the next run would read their texts too."""
    is_folder = _kind(path) == stat.S_IFDIR
    if real(path if is_folder else path.parent) == real(out):
        hint = "choose another folder for the results, for example --out results"
        raise UsageError(f"{out}: this folder holds the documents", hint=hint)
    if is_folder and _kind(path / catalogue.NAME):
        raise UsageError(f"{path}: this is a folder of results", hint="give the folder of the scans")


def _documents(path: Path, out: Path) -> Iterator[tuple[Path, Path]]:
    """Pairs of a document and the folder that its relative path starts from. Links to folders are not followed.

    A folder that cannot be opened is listed as if it were a document: it fails later, so that the user hears of
    it.
    """
    if _kind(path) != stat.S_IFDIR:
        yield path, path.parent
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=closed.append):
        here = Path(folder)
        folders[:] = [
            name for name in folders if not name.startswith(".") and not _holds_results(here / name, out)
        ]
        yield from ((here / name, path) for name in names if is_document(name))
    for shut in (Path(error.filename) for error in closed):
        yield shut, path if shut != path else path.parent


def _holds_results(folder: Path, out: Path) -> bool:
    return real(folder) == out or _kind(folder / catalogue.NAME) != 0


def _kind(path: Path) -> int:
    """The type of the file, as ``stat.S_IFMT`` has it; 0 where there is none, or none that can be looked at."""
    try:
        return stat.S_IFMT(path.stat().st_mode)
    except OSError:  # where ``Path.is_file`` and the like raise: no right to look, a name too long
        return 0


def _is_missing(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:  # reading it will say what is wrong
        return False
    return False


def _placed(found: Iterable[tuple[Path, Path]]) -> list[Item]:
    """Give each document the path of its results. ``found`` pairs a document with the folder its path starts from.

    The record of ``a.pdf`` is ``a.json``; where ``a.png`` lies beside it, the two are ``a.pdf.json`` and
    ``a.png.json``. Raises UsageError where two documents would still get the same path.
    """
    relative = [(file, file.relative_to(base)) for file, base in found]
    often = Counter(path.with_suffix("") for _, path in relative)
    taken: dict[Path, Path] = {}
    for file, path in relative:
        stem = _fitting(path if often[path.with_suffix("")] > 1 else path.with_suffix(""))
        if other := taken.get(stem):
            hint = "use a folder for the results of each, or give the folder that holds both documents"
            raise UsageError(f"{other} and {file}: both would become {stem}.json", hint=hint)
        taken[stem] = file
    return [Item(file, stem) for stem, file in taken.items()]


def _fitting(stem: Path) -> Path:
    """Shorten a name that would have over 255 bytes with its suffix, the limit of file systems.

    The shortened name ends in ``~`` and eight digits of a hash, so that it differs from other shortened names.
    """
    name = os.fsencode(stem.name)
    if len(name) + len(".json") <= _LONGEST_NAME:
        return stem
    sign = hashlib.sha256(name).hexdigest()[:8]
    kept = name[: _LONGEST_NAME - len("~.json") - len(sign)].decode("utf-8", "ignore")
    return stem.with_name(f"{kept}~{sign}")
