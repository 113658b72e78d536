"""Finds the documents that a run reads, and gives each a path for its results."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.files.opening import SUFFIXES, is_document
from cchc_ocr.runs import catalogue

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
    if not any(path.exists() for path in inputs):
        raise UnreadableError(f"{inputs[0]}: no such file or folder", hint="check the name")
    found = {file.resolve(): (file, base) for path in inputs for file, base in _documents(path, out.resolve())}
    if not found:
        names = ", ".join(map(str, inputs))
        hint = f"names of documents end in {', '.join(SUFFIXES)}"
        raise UnreadableError(f"{names}: there are no documents here", hint=hint)
    return _placed(sorted(found.values()))


def check(path: Path) -> None:
    """Raises UnreadableError for pipes and devices, because reading them might never end."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        hint = "take it out of the folder"
        raise UnreadableError("this is not a file but a pipe or a device", hint=hint, file=path.name)


def _refuse(path: Path, out: Path) -> None:
    """Raises UsageError where results would lie among the originals: the next run would read their texts too."""
    folder = path if path.is_dir() else path.parent
    if folder.resolve() == out.resolve():
        hint = "choose another folder for the results, for example --out results"
        raise UsageError(f"{out}: this folder holds the documents", hint=hint)
    if path.is_dir() and (path / catalogue.NAME).exists():
        raise UsageError(f"{path}: this is a folder of results", hint="give the folder of the scans")


def _documents(path: Path, out: Path) -> Iterator[tuple[Path, Path]]:
    """Pairs of a document and the folder that its relative path starts from. Links to folders are not followed.

    A folder that cannot be opened is listed as if it were a document: it fails later, so that the user hears of
    it.
    """
    if not path.is_dir():
        yield path, path.parent
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=closed.append):
        here = Path(folder)
        folders[:] = [
            name for name in folders if not name.startswith(".") and not _holds_results(here / name, out)
        ]
        yield from ((here / name, path) for name in names if is_document(name))
    yield from ((Path(error.filename), path) for error in closed)


def _holds_results(folder: Path, out: Path) -> bool:
    return folder.resolve() == out or (folder / catalogue.NAME).exists()


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
