"""Which documents a run is to read, and where the results of each go."""

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
from cchc_ocr.system.disk import real

_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Item:
    """A document to read, and where its results go: relative to the output folder, without suffix."""

    path: Path
    stem: Path


def find(inputs: Sequence[Path], out: Path) -> list[Item]:
    """The documents in ``inputs`` (files and folders), sorted by path.

    A file that is named stays in even if it cannot be read: it then fails alone, and the others are done.
    Raises UnreadableError where there is nothing to read at all, UsageError where results would lie among
    the originals or two documents would share one result.
    """
    for path in inputs:
        _refuse(path, out)
    if not any(path.exists() or path.is_symlink() for path in inputs):
        raise UnreadableError(f"{inputs[0]}: no such file or folder", hint="check the name")
    found = {real(file): (file, base) for path in inputs for file, base in _documents(path, real(out))}
    if not found:
        names = ", ".join(map(str, inputs))
        raise UnreadableError(f"{names}: no documents there", hint=f"documents end in {', '.join(SUFFIXES)}")
    return _placed(sorted(found.values()))


def check(path: Path) -> None:
    """Raises UnreadableError for pipes and devices: reading them waits for ever, or never ends."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        hint = "take it out of the folder"
        raise UnreadableError("is no file but a pipe or a device", hint=hint, file=path.name)


def _refuse(path: Path, out: Path) -> None:
    """Results must not lie among the originals: the next run would take their text for documents."""
    folder = path if path.is_dir() else path.parent
    if real(folder) == real(out):
        hint = "choose a folder of its own for the results, for example --out out"
        raise UsageError(f"{out}: holds the documents themselves", hint=hint)
    if path.is_dir() and (path / catalogue.NAME).exists():
        raise UsageError(f"{path}: is a folder of results", hint="give the folder of the scans")


def _documents(path: Path, out: Path) -> Iterator[tuple[Path, Path]]:
    """Pairs of a document and the folder its relative path counts from. Links to folders are not followed.

    A folder that cannot be opened stands among the documents: it fails as one, and is not passed over in silence.
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
    return real(folder) == out or (folder / catalogue.NAME).exists()


def _placed(found: Iterable[tuple[Path, Path]]) -> list[Item]:
    """``a.pdf`` goes to ``a.json``; where ``a.png`` lies beside it, to ``a.pdf.json`` and ``a.png.json``."""
    relative = [(file, file.relative_to(base)) for file, base in found]
    often = Counter(path.with_suffix("") for _, path in relative)
    taken: dict[Path, Path] = {}
    for file, path in relative:
        stem = _fitting(path if often[path.with_suffix("")] > 1 else path.with_suffix(""))
        if other := taken.get(stem):
            hint = "run them into two folders, or give the folder that holds both"
            raise UsageError(f"{other} and {file}: both would become {stem}.json", hint=hint)
        taken[stem] = file
    return [Item(file, stem) for stem, file in taken.items()]


def _fitting(stem: Path) -> Path:
    """File systems take 255 bytes; a longer name with its suffix is cut, and told from others by its hash."""
    name = os.fsencode(stem.name)
    if len(name) + len(".json") <= _LONGEST_NAME:
        return stem
    sign = hashlib.sha256(name).hexdigest()[:8]
    kept = name[: _LONGEST_NAME - len("~.json") - len(sign)].decode("utf-8", "ignore")
    return stem.with_name(f"{kept}~{sign}")
