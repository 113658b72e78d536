"""Which documents a run is to read, and where the results of each go."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cchc_ocr.errors import UnreadableError, UsageError
from cchc_ocr.files.opening import SUFFIXES, is_document
from cchc_ocr.runs import catalogue, kinds
from cchc_ocr.runs.kinds import Kind

_LONGEST_NAME = 255
_Named = tuple[Path, Path]


@dataclass(frozen=True, slots=True)
class Item:
    """A document to read, and where its results go: relative to the output folder, without suffix."""

    path: Path
    stem: Path


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A directory entry that is not read: its place and its kind, or the document of which it is another name."""

    path: Path
    kind: Kind | None
    another_name_of: Path | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """What is to be read and what is not: together all entries of ``inputs``, but the folders that were walked."""

    inputs: Sequence[Path] = ()
    items: Sequence[Item] = ()
    passed_over: Sequence[PassedOver] = ()

    @property
    def kinds(self) -> Counter[str]:
        """How many entries are passed over, by what one of their kind is called."""
        return Counter(one.kind.one for one in self.passed_over if one.kind)


def find(inputs: Sequence[Path], out: Path) -> list[Item]:
    """The documents in ``inputs`` (files and folders), sorted by path.

    A file that is named stays in even if it cannot be read: it then fails alone, and the others are done.
    Raises UnreadableError where there is nothing to read at all, UsageError where results would lie among
    the originals or two documents would share one result.
    """
    return _placed(_chosen(_seen(inputs, out).documents))


def survey(inputs: Sequence[Path], out: Path) -> Survey:
    """The documents in ``inputs``, as ``find`` has them, and what is passed over. Raises what ``find`` raises."""
    seen = _seen(inputs, out)
    items = _placed(_chosen(seen.documents))
    return Survey(inputs, items, (*_passed_over(seen.others), *_other_names(seen.documents)))


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


@dataclass(frozen=True, slots=True)
class _Seen:
    """Every entry. Documents by their place without links, each under all names it has: file and folder from which
    its relative path counts. Others by their own place; the kind is None where it has still to be looked for.
    """

    documents: dict[Path, list[_Named]] = field(default_factory=dict)
    others: dict[Path, Kind | None] = field(default_factory=dict)


def _seen(inputs: Sequence[Path], out: Path) -> _Seen:
    for path in inputs:
        _refuse(path, out)
    if all(map(_is_missing, inputs)):
        raise UnreadableError(f"{inputs[0]}: no such file or folder", hint="check the name")
    into, seen = _real(out), _Seen()
    for path in inputs:
        _look_into(path, into, seen)
    for path in inputs:  # what is named is read, whatever it is
        seen.others.pop(place(path), None)
    if not seen.documents:
        names = ", ".join(map(str, inputs))
        passed = kinds.counted(Counter(one.kind.one for one in _passed_over(seen.others) if one.kind))
        but = f", but {passed}" if passed else ""
        hint = f"documents end in {', '.join(SUFFIXES)}"
        raise UnreadableError(f"{names}: no documents there{but}", hint=hint)
    return seen


def _look_into(path: Path, out: Path, seen: _Seen) -> None:
    """Note every entry of a folder, or the file. Links to folders are not followed.

    A folder that cannot be opened stands among the documents: it fails as one, and is not passed over in silence.
    """

    if _kind(path) != stat.S_IFDIR:
        seen.documents.setdefault(_real(path), []).append((path, path.parent))
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=closed.append):
        here = Path(folder)
        there = _real(here)
        passed = {name: kind for name in folders if (kind := _passed_folder(here / name, out))}
        folders[:] = [name for name in folders if name not in passed]
        seen.others.update({there / name: kind for name, kind in passed.items()})
        for name in names:
            if is_document(name):
                at = there / name
                real = _real(at) if _is_link(at) else at
                seen.documents.setdefault(real, []).append((here / name, path))
            else:
                seen.others[there / name] = None
    for shut in (Path(error.filename) for error in closed):
        seen.documents.setdefault(_real(shut), []).append((shut, path if shut != path else path.parent))


def _passed_folder(folder: Path, out: Path) -> Kind | None:
    """Why a folder is not walked; None where it is."""
    if _is_link(folder):
        return Kind.FOLDER_LINK
    if folder.name.startswith("."):
        return Kind.HIDDEN_FOLDER
    return Kind.RESULTS if _holds_results(folder, out) else None


def _passed_over(others: Mapping[Path, Kind | None]) -> Iterator[PassedOver]:
    return (PassedOver(path, kind or kinds.kind_of(path)) for path, kind in sorted(others.items()))


def _chosen(documents: Mapping[Path, list[_Named]]) -> list[_Named]:
    """Each document once, by path: under the name it was found by last, a file rather than a link to it."""
    return sorted(_by_place(names)[0] for names in documents.values())


def _other_names(documents: Mapping[Path, list[_Named]]) -> Iterator[PassedOver]:
    for names in documents.values():
        (chosen, _), *others = _by_place(names)
        yield from (PassedOver(place(file), None, place(chosen)) for file, _ in others)


def _by_place(names: list[_Named]) -> list[_Named]:
    """One name for each place at which the document lies, that by which it is to go first."""
    if len(names) == 1:
        return names
    last = {place(file): (file, base) for file, base in names}
    return [last[at] for at in sorted(last, key=lambda at: (_is_link(at), at))]


def place(path: Path) -> Path:
    """Where an entry itself lies: in full, without links above it."""
    (found,) = places([path])
    return found


def places(paths: Sequence[Path]) -> list[Path]:
    """``place`` of many, each folder looked up once."""
    above = {parent: _real(parent) for parent in {path.parent for path in paths}}
    return [above[path.parent] / path.name if path.name not in ("", "..") else _real(path) for path in paths]


def _holds_results(folder: Path, out: Path) -> bool:
    return _real(folder) == out or _kind(folder / catalogue.NAME) != 0


def _kind(path: Path) -> int:
    """The type of the file, as ``stat.S_IFMT`` has it; 0 where there is none, or none that can be looked at."""
    try:
        return stat.S_IFMT(path.stat().st_mode)
    except OSError:  # where ``Path.is_file`` and the like raise: no right to look, a name too long
        return 0


def _is_link(path: Path) -> bool:
    return os.path.islink(path)  # noqa: PTH114 - where there is no right to look, ``Path.is_symlink`` raises


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
