"""Which documents a run is to read, and where the results of each go."""

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
    if all(map(_is_missing, inputs)):
        raise UnreadableError(f"{inputs[0]}: no such file or folder", hint="check the name")
    into = _real(out)
    found = {_real(file): (file, base) for path in inputs for file, base in _documents(path, into)}
    if not found:
        names = ", ".join(map(str, inputs))
        raise UnreadableError(f"{names}: no documents there", hint=f"documents end in {', '.join(SUFFIXES)}")
    return _placed(sorted(found.values()))


def check(path: Path) -> None:
    """Raises UnreadableError for pipes and devices: reading them waits for ever, or never ends."""
    if _kind(path) not in (0, stat.S_IFREG, stat.S_IFDIR):
        hint = "take it out of the folder"
        raise UnreadableError("is no file but a pipe or a device", hint=hint, file=path.name)


def _refuse(path: Path, out: Path) -> None:
    """Results must not lie among the originals: the next run would take their text for documents."""
    is_folder = _kind(path) == stat.S_IFDIR
    if _real(path if is_folder else path.parent) == _real(out):
        hint = "choose a folder of its own for the results, for example --out out"
        raise UsageError(f"{out}: holds the documents themselves", hint=hint)
    if is_folder and _kind(path / catalogue.NAME):
        raise UsageError(f"{path}: is a folder of results", hint="give the folder of the scans")


def _documents(path: Path, out: Path) -> Iterator[tuple[Path, Path]]:
    """Pairs of a document and the folder its relative path counts from. Links to folders are not followed.

    A folder that cannot be opened stands among the documents: it fails as one, and is not passed over in silence.
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
    return _real(folder) == out or _kind(folder / catalogue.NAME) != 0


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


def _real(path: Path) -> Path:
    """The path without links; links that lead in a circle, of which ``Path.resolve`` would raise, stay."""
    return Path(os.path.realpath(path))


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
